"""Pages of a document's files as pictures: the top of the first one, and all of them large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.key_action import quiet_button
from ui.widgets.polish import named
from ui.widgets.scan_view import ScanView
from ui.widgets.scan_view_drawer import Drawer
from ui.widgets.scan_view_note import PLAIN
from ui.widgets.scan_view_pages import Picture

HEIGHT = 236
"""Of the first page, its letterhead and title: what one recognises a letter by."""
WIDTH = 800
"""Pixels asked for: sharp on screens of twice the points."""


class FirstPage(QFrame):
    """The top of the first page; `pressed` asks to see all of it."""

    pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "first_page")
        self._desk = desk
        self.image = QImage()
        self._plain = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._say()
        desk.speech.changed.connect(self._say)

    def show_page(self, page: Picture | None) -> None:
        """Show another page, or nothing while it is on its way."""
        self.image = page.image if page is not None else QImage()
        self._plain = page is not None and page.plain
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as the pane."""
        return QSize(320, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press by a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the upper part of the page over the whole width."""
        super().paintEvent(event)
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = self.rect().adjusted(2 * GRID, GRID, -2 * GRID, -2)
        shown = round(inner.height() * self.image.width() / max(1, inner.width()))
        part = QRect(0, 0, self.image.width(), min(shown, self.image.height()))
        height = round(part.height() * inner.width() / max(1, part.width()))
        ratio = self.devicePixelRatioF()
        piece = self.image.copy(part).scaled(
            QSize(round(inner.width() * ratio), round(height * ratio)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRect(inner.left(), inner.top(), inner.width(), height), piece)
        if self._plain:
            self._draw_plain(painter)

    def _draw_plain(self, painter: QPainter) -> None:
        """Say over the foot that the page looks otherwise in its own program."""
        theme, text = self._desk.theme, self._desk.speech.words.text(PLAIN)
        painter.setFont(theme.font("small"))
        band = self.rect().adjusted(1, 0, -1, -1)
        band.setTop(band.bottom() - painter.fontMetrics().height() - GRID)
        painter.fillRect(band, theme.colour("neutral_soft"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)

    def _say(self) -> None:
        words = self._desk.speech.words
        name = words.text("First page: press to see it large")
        self.setAccessibleName(name)
        self.setAccessibleDescription(words.text(PLAIN) if self._plain else "")
        self.setToolTip(f"{name} (F3)")


class Viewer(QFrame):
    """All pages of a file over the whole of a page of the window; Esc puts it away."""

    CHAPTER = "files"

    closed = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        named(self, "scan")
        self._desk = desk
        self._over = over
        self._drawer = Drawer(desk, self)
        self._name = QLabel()
        self._close = QAction(self)
        self.scan = ScanView(desk)
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        over.installEventFilter(self)
        self.hide()

    def show_file(self, path: Path, name: str, opener: Callable[[], object] | None = None) -> None:
        """Show a file from its first page; `opener` opens it in its own program."""
        self._name.setText(name)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.scan.show_pages(self._drawer.of(path, name, opener=opener))
        self.scan.zoom(1.0)
        self.scan.setFocus()

    def put_away(self) -> None:
        """Show what was there before."""
        self.hide()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the drawing child rest."""
        super().hideEvent(event)
        self.scan.show_pages(None)
        self._drawer.rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is under it."""
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        head = named(QFrame(), "bar")
        line = QHBoxLayout(head)
        line.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        self._name.setProperty("strong", True)
        button = quiet_button(self._close)
        self._desk.theme.dress(self._close, "x")
        self._close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._close.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._close.triggered.connect(self.put_away)
        self.addAction(self._close)
        line.addWidget(self._name, 1)
        line.addWidget(button)
        lines.addWidget(head)
        lines.addWidget(self.scan, 1)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._close.setText(words.text("Back"))
        self._close.setToolTip(words.text("Back") + " (Esc)")
