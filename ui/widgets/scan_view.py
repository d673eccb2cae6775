"""Pages of a scan or a PDF as pictures, given from outside: zoom, turn, fit to the width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID, Theme
from ui.widgets.polish import named

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
NATURAL = 794
"""How wide a page is at a hundred per cent, in logical pixels: A4 at 96 dots an inch."""
MARGIN = 12
WIDEST = 4000
STEP = 200
"""Pages are asked for in steps of this width, so that dragging a border asks seldom."""


class PageImage(Protocol):
    """One page as bytes, three a pixel, rows from the top; `pages` counts the file's."""

    @property
    def width(self) -> int:
        """Width in pixels."""
        ...

    @property
    def height(self) -> int:
        """Height in pixels."""
        ...

    @property
    def rgb(self) -> bytes:
        """Three bytes a pixel."""
        ...

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        ...


Render = Callable[[int, int, Callable[[PageImage | None], object]], object]
"""Given a page from 0, a width in pixels and a callback: call back with the page, or None."""


class Paper(QWidget):
    """One page's picture at the size wanted, sharp as far as its pixels go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        """The picture shown."""
        return self._image

    def show_image(self, image: QImage, size: QSize) -> None:
        """Show a picture in a size of logical pixels."""
        self._image = image
        self.setFixedSize(size.expandedTo(QSize(1, 1)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(self._theme.colour("line_strong"))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))


class Room(QScrollArea):
    """Where a page is moved about; `wheeled` tells of the wheel turned with Ctrl."""

    wheeled = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wheeled.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


class ScanView(QFrame):
    """Shows one page at a time. `turned` carries the page (from 0) when another one is shown."""

    turned = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("scan")
        self._desk = desk
        self._render: Render | None = None
        self._page, self._pages = 0, 0
        self._zoom: float | None = None
        self._turn = 0
        self._asked = (-1, -1)
        self._generation = 0
        self._source = QImage()
        self.paper = Paper(desk.theme)
        self._area = Room()
        self._place = QLabel()
        self._message = QLabel()
        self._actions: dict[str, QAction] = {}
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def message(self) -> str:
        """What is said in place of a page."""
        return self._message.text()

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def show_pages(self, render: Render | None) -> None:
        """Show another file from its first page; None shows nothing."""
        self._generation += 1
        self._render = render
        self._page, self._pages, self._turn = 0, 0, 0
        self._asked = (-1, -1)
        self._source = QImage()
        self.paper.show_image(QImage(), QSize(1, 1))
        self._say_place()
        self._ask()

    def go(self, page: int) -> None:
        """Show another page of the file."""
        if 0 <= page < self._pages and page != self._page:
            self._page = page
            self._ask()
            self._area.verticalScrollBar().setValue(0)
            self.turned.emit(page)
            self._say_place()

    def zoom(self, factor: float | None) -> None:
        """Show the page at a factor of a hundred per cent; None fits it to the width."""
        self._zoom = factor
        self._actions["fit"].setChecked(factor is None)
        self._show()
        self._ask()

    def turn(self) -> None:
        """Turn the page a quarter to the right."""
        self._turn = (self._turn + 90) % 360
        self._show()
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the page when the view is first seen."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new width."""
        super().resizeEvent(event)
        self._show()
        self._ask()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_bar())
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.addWidget(self._message, 0, Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inside.addStretch()
        self._message.setProperty("muted", True)
        self._area.setWidget(holder)
        self._area.setWidgetResizable(True)
        self._area.wheeled.connect(self._step)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(self._area, 1)

    def _build_bar(self) -> QFrame:
        bar = named(QFrame(), "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        line.setSpacing(GRID // 2)
        self._button(line, "back", "chevron-left", "PgUp", lambda: self.go(self._page - 1))
        line.addWidget(self._place)
        self._button(line, "on", "chevron-right", "PgDown", lambda: self.go(self._page + 1))
        line.addStretch()
        self._button(line, "smaller", "zoom-out", "Ctrl+-", lambda: self._step(-1))
        self._button(line, "larger", "zoom-in", "Ctrl+=", lambda: self._step(1))
        self._button(line, "fit", "maximize", "Ctrl+0", lambda: self.zoom(None))
        self._button(line, "turn", "rotate-cw", "Ctrl+R", self.turn)
        self._actions["fit"].setCheckable(True)
        self._actions["fit"].setChecked(True)
        return bar

    def _button(
        self, line: QHBoxLayout, code: str, icon: str, keys: str, act: Callable[[], object]
    ) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self._desk.theme.dress(action, icon)
        self.addAction(action)
        button = QToolButton()
        button.setProperty("quiet", True)
        button.setDefaultAction(action)
        line.addWidget(button)
        self._actions[code] = action

    def _say(self) -> None:
        words = self._desk.speech.words
        for code, name in (
            ("back", words.text("Page back")),
            ("on", words.text("Page on")),
            ("smaller", words.text("Smaller")),
            ("larger", words.text("Larger")),
            ("fit", words.text("Fit to width")),
            ("turn", words.text("Turn to the right")),
        ):
            action = self._actions[code]
            action.setText(name)
            action.setToolTip(f"{name} ({action.shortcut().toString()})")
        self.setAccessibleName(words.text("Page of the file"))
        self._area.setAccessibleName(words.text("Page of the file"))
        self._say_place()

    def _say_place(self) -> None:
        words = self._desk.speech.words
        shown = words.text("{page} of {pages}", page=self._page + 1, pages=self._pages)
        self._place.setText(shown if self._pages else "")
        self._actions["back"].setEnabled(self._page > 0)
        self._actions["on"].setEnabled(self._page + 1 < self._pages)

    def _room(self) -> int:
        bar = self._area.verticalScrollBar().sizeHint().width()
        return max(STEP, self._area.width() - bar - 2 * MARGIN)

    def _wanted_width(self) -> int:
        """Tell the width to ask for, in pixels of the screen, rounded up to a step."""
        logical = self._room() if self._zoom is None else int(NATURAL * self._zoom)
        pixels = int(logical * self.devicePixelRatioF())
        return min(WIDEST, -(-pixels // STEP) * STEP)

    def _ask(self) -> None:
        if self._render is None or not self.isVisible():
            return
        wanted = (self._page, self._wanted_width())
        if wanted == self._asked:
            return
        self._asked = wanted
        generation, page = self._generation, self._page

        def on_page(image: PageImage | None) -> None:
            if generation == self._generation and page == self._page:
                self._on_page(image)

        self._render(wanted[0], wanted[1], on_page)

    def _on_page(self, page: PageImage | None) -> None:
        words = self._desk.speech.words
        self._message.setText("" if page else words.text("This file cannot be shown as pages"))
        self._message.setVisible(page is None)
        if page is None:
            self.paper.show_image(QImage(), QSize(1, 1))
            return
        self._pages = page.pages
        stride, layout = 3 * page.width, QImage.Format.Format_RGB888
        self._source = QImage(page.rgb, page.width, page.height, stride, layout).copy()
        self._show()
        self._say_place()

    def _show(self) -> None:
        image = self._source
        if image.isNull() or self._render is None:
            return
        if self._turn:
            image = image.transformed(QTransform().rotate(self._turn))
        if self._zoom is None:
            width = self._room()
        else:
            share = image.width() / max(1, image.height()) if self._turn % 180 else 1.0
            width = int(NATURAL * self._zoom * share)
        height = round(width * image.height() / image.width())
        self.paper.show_image(image, QSize(width, height))

    def _step(self, direction: int) -> None:
        now = self._zoom or self.paper.width() / NATURAL
        if direction > 0:
            self.zoom(next((zoom for zoom in ZOOMS if zoom > now + 0.01), ZOOMS[-1]))
        else:
            self.zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), ZOOMS[0]))
