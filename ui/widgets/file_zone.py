"""Files dropped onto, or pasted into, a whole window or a part of it: seen where they would go.

A veil lies over the part while files are held over it, says what becomes of them, and takes them;
so a field under the mouse does not take their names as text. Where a smaller part takes files too,
the veil of the larger one gives way to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import (
    QBuffer,
    QEvent,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID

ICON = 36
TAKES_FILES = "takes_files"
"""A property of widgets that take dropped files themselves."""
FOLDERS = mark("A folder is not taken: drop the files in it")
HOLD = 300
"""Milliseconds a veil waits for the mouse that another part saw coming."""
CLEAR = 210
"""How dense the veil is, of 255."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What was dropped or pasted: files, or a picture as PNG bytes.

    `folders` says that there were some among the files, `text` that there is text too.
    """

    paths: tuple[Path, ...] = ()
    picture: bytes = b""
    folders: bool = False
    text: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.paths or self.picture)


@dataclass(frozen=True, slots=True)
class Offer:
    """What becomes of files dropped here, in the person's language; or why nothing does."""

    text: str
    refused: bool = False


def holds_files(data: QMimeData) -> bool:
    """Tell whether there is something to take, without looking at any disk."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def is_ours(event: QDropEvent) -> bool:
    """Tell whether what is dragged comes out of a window of this program."""
    return cast("QObject | None", event.source()) is not None


def brought(data: QMimeData) -> Brought:
    """Take files, or a picture, out of what is held."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    files = tuple(path for path in paths if path.is_file())
    if paths:
        return Brought(files, folders=len(files) < len(paths))
    image: object = data.imageData() if data.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return Brought(picture=png(image), text=data.hasText())
    return Brought(text=data.hasText())


def on_clipboard() -> Brought:
    """Take files, or a picture, from the clipboard."""
    data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
    return brought(data) if data is not None else Brought()


def png(image: QImage) -> bytes:
    """Write a picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


class Veil(QWidget):
    """Lies over a part of a window while files are held over it."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.offer = Offer("")
        self.entered = False
        self.setAcceptDrops(True)
        self.hide()

    def show_offer(self, offer: Offer) -> None:
        """Cover the part and say what becomes of the files."""
        self.offer = offer
        self.setAccessibleName(offer.text)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a dashed frame, a sign and the sentence."""
        theme = self._desk.theme
        tone = "warn" if self.offer.refused else "accent_text"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("warn_soft" if self.offer.refused else "accent_soft")
        ground.setAlpha(CLEAR)
        painter.fillRect(self.rect(), ground)
        pen = QPen(theme.colour(tone), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(GRID, GRID, -GRID, -GRID)
        painter.drawRoundedRect(frame, GRID, GRID)
        self._draw_words(painter, tone)

    def _draw_words(self, painter: QPainter, tone: str) -> None:
        """Draw the sign and the sentence on a ground of their own."""
        theme = self._desk.theme
        painter.setFont(theme.font("large"))
        room = self.rect().adjusted(6 * GRID, 0, -6 * GRID, 0)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        needs = painter.boundingRect(room, flags, self.offer.text)
        high = ICON + 2 * GRID + needs.height()
        wide = max(needs.width(), ICON)
        ground = QRect(0, 0, wide + 6 * GRID, high + 5 * GRID)
        ground.moveCenter(self.rect().center())
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(ground, GRID, GRID)
        sign = theme.picture("ban" if self.offer.refused else "download", tone, ICON)
        top = ground.top() + 5 * GRID // 2
        painter.drawPixmap(ground.center().x() - ICON // 2, top, sign)
        painter.setPen(theme.colour(tone))
        text = QRect(ground.left(), top + ICON + 2 * GRID, ground.width(), needs.height())
        painter.drawText(text.adjusted(2 * GRID, 0, -2 * GRID, 0), flags, self.offer.text)


class FileZone(QObject):
    """Lets a widget take files. `taken` carries what was brought, `refused` why it is not taken.

    `offer` says what becomes of files now; None where they are none of its business.
    """

    taken = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, widget: QWidget, offer: Callable[[], Offer | None]) -> None:
        super().__init__(widget)
        self._desk, self.widget, self._offer = desk, widget, offer
        self.veil = Veil(desk, widget)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.timeout.connect(self._on_left)
        widget.setAcceptDrops(True)
        for watched in (widget, self.veil):
            watched.installEventFilter(self)

    def take(self, what: Brought) -> None:
        """Take what was dropped or pasted, or say why not."""
        words, offer = self._desk.speech.words, self._offer()
        larger = self._larger() if offer is None else None
        if larger is not None:
            larger.take(what)
        if offer is None:
            return
        if offer.refused:
            self.refused.emit(offer.text)
            return
        if what:
            self.taken.emit(what)
        if what.folders:
            self.refused.emit(words.text(FOLDERS))

    @property
    def listens(self) -> bool:
        """Whether files are any business of this part now."""
        return self._offer() is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is dragged over the part."""
        kind = event.type()
        if kind is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._on_enter(event, on_veil=watched is self.veil)
        if kind is QEvent.Type.DragMove and isinstance(event, QDragMoveEvent):
            return self._on_move(event)
        if kind is QEvent.Type.DragLeave:
            self.veil.entered = self.veil.entered and watched is not self.veil
            self._leaving.start(0)
            return True
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._on_drop(event)
        return False

    def _on_enter(self, event: QDragEnterEvent, *, on_veil: bool) -> bool:
        offer = self._offer()
        if is_ours(event) or not holds_files(event.mimeData()):
            event.ignore()
            return True
        larger = self._larger() if offer is None else None
        if larger is not None:
            return larger.welcome(event)
        if offer is None:
            event.ignore()
            return True
        self.veil.entered = self.veil.entered or on_veil
        self._show(offer, event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def welcome(self, event: QDragEnterEvent) -> bool:
        """Take over from a smaller part that has nothing to do with files now."""
        offer = self._offer()
        if offer is None:
            event.ignore()
            return True
        self.veil.show_offer(offer)
        self._leaving.start(HOLD)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _larger(self) -> FileZone | None:
        """Give the zone of a larger part around this one."""
        at = self.widget.parentWidget()
        while at is not None:
            found = _zone_of(at)
            if found is not None:
                return found
            at = at.parentWidget()
        return None

    def _on_move(self, event: QDragMoveEvent) -> bool:
        offer = self._offer()
        if offer is None or not holds_files(event.mimeData()):
            event.ignore()
            return True
        self._show(offer, event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _show(self, offer: Offer, at: QPoint) -> None:
        """Show the veil, unless a smaller part at that place takes files itself."""
        if self._smaller_at(at):
            self._put_away()
        else:
            self.veil.show_offer(offer)

    def _smaller_at(self, at: QPoint) -> bool:
        hidden = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self.veil.setAttribute(hidden, True)
        child = self.widget.childAt(at)
        self.veil.setAttribute(hidden, False)
        while child is not None and child is not self.widget:
            zone = _zone_of(child)
            if child.property(TAKES_FILES) or (zone is not None and zone.listens):
                return True
            child = child.parentWidget()
        return False

    def _on_drop(self, event: QDropEvent) -> bool:
        self._put_away()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        what = brought(event.mimeData())
        # The drag ends first: whoever dragged waits for this event to be answered.
        QTimer.singleShot(0, self, lambda: self.take(what))
        return True

    def _on_left(self) -> None:
        if not self.veil.entered:
            self._put_away()

    def _put_away(self) -> None:
        self.veil.entered = False
        self.veil.hide()


def _zone_of(widget: QWidget) -> FileZone | None:
    return next((child for child in widget.children() if isinstance(child, FileZone)), None)


class Pasting(QObject):
    """Takes files and pictures pasted in a field of a window, where they would be no text."""

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: QWidget | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files instead of their names; leave text to the field."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        what = on_clipboard()
        if not what.paths and (what.text or not what.picture):
            return False
        self.taken.emit(what)
        return True

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Follow the keys through the fields of the window."""
        if self._at is not None and isValid(self._at):
            self._at.removeEventFilter(self)
        self._at = None
        if now is not None and self._window.isAncestorOf(now):
            self._at = now
            now.installEventFilter(self)
