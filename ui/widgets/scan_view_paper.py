"""The page itself: its picture turned as a person wants it, finds marked, words chosen by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from edo.transfer.page_text import Place, Word
from ui.theme import Theme

FOUND = QColor(255, 205, 0, 95)
SHOWN = QColor(255, 140, 0, 130)
SHOWN_EDGE = QColor(190, 85, 0)
CHOSEN = QColor(20, 130, 200, 80)
"""On white paper, whatever the colours of the window."""
READING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
SHORTEST = 4
"""Pixels the mouse goes before words are chosen."""
NOTCH = 120
"""What a wheel says for one notch."""


class Paper(QWidget):
    """One page's picture. `chosen` is sent when words were chosen, `wanted` when some are to be."""

    chosen = Signal()
    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._turn = 0
        self._marks: Sequence[Sequence[Place]] = ()
        self._shown: Sequence[Place] = ()
        self.words: Sequence[Word] | None = None
        self._from: QPointF | None = None
        self._to = QPointF()
        self._range: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        """The picture shown, as it was drawn."""
        return self._image

    @property
    def text(self) -> str:
        """The words chosen."""
        if self._range is None or not self.words:
            return ""
        chosen = self.words[self._range[0] : self._range[1] + 1]
        parts = [word.text + ("\n" if word.ends_line else " ") for word in chosen]
        return "".join(parts).rstrip()

    def show_image(self, image: QImage, size: QSize, turn: int = 0) -> None:
        """Show a picture, turned by so many degrees, in a size of logical pixels."""
        self._image, self._turn = image, turn
        self.setFixedSize(size.expandedTo(QSize(1, 1)))
        self.update()

    def show_marks(self, marks: Sequence[Sequence[Place]], shown: Sequence[Place]) -> None:
        """Mark what was found on the page, the one that is looked at more strongly."""
        self._marks, self._shown = marks, shown
        self.update()

    def learn(self, words: Sequence[Word] | None) -> None:
        """Take the words of the page; None forgets them, and what was chosen."""
        self.words = words
        self._range = None
        if words is None:
            self._from = None
        elif self._from is not None:
            self._choose()
        self.update()

    def choose_all(self) -> None:
        """Choose all words of the page."""
        if self.words:
            self._range = (0, len(self.words) - 1)
            self.update()
            self.chosen.emit()

    def place_of(self, place: Place) -> QRect:
        """Say where a place of the page is on the widget."""
        left, top, right, bottom = place
        corners = [self._to_widget(left, top), self._to_widget(right, bottom)]
        return QRectF(corners[0], corners[1]).normalized().toAlignedRect()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose words."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._from = self._to = event.position()
        self._range = None
        self.update()
        if self.words is None:
            self.wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose words up to where the mouse is."""
        if self._from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._to = event.position()
            self._choose()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End choosing."""
        super().mouseReleaseEvent(event)
        self._from = None
        if self._range is not None:
            self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page and what is marked on it."""
        painter = QPainter(self)
        if self._image.isNull():
            if self.height() > 1:
                painter.fillRect(self.rect(), Qt.GlobalColor.white)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setTransform(self._turned())
        turned = self._turn % 180 != 0
        size = self.size().transposed() if turned else self.size()
        painter.drawImage(QRect(0, 0, size.width(), size.height()), self._image)
        painter.restore()
        self._draw_marks(painter)
        painter.setPen(self._theme.colour("line_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for places in self._marks:
            for place in places:
                painter.fillRect(self.place_of(place).adjusted(-1, -1, 1, 1), FOUND)
        for place in self._shown:
            spot = self.place_of(place).adjusted(-2, -2, 2, 2)
            painter.fillRect(spot, SHOWN)
            painter.setPen(QPen(SHOWN_EDGE, 1))
            painter.drawRect(spot)
            painter.setPen(Qt.PenStyle.NoPen)
        if self._range is not None and self.words:
            for word in self.words[self._range[0] : self._range[1] + 1]:
                for place in word.places:
                    painter.fillRect(self.place_of(place).adjusted(-1, -1, 1, 1), CHOSEN)

    def _choose(self) -> None:
        if not self.words or self._from is None:
            return
        if (self._to - self._from).manhattanLength() < SHORTEST:
            return
        first, last = sorted((self._nearest(self._from), self._nearest(self._to)))
        if self._range != (first, last):
            self._range = (first, last)
            self.update()

    def _nearest(self, point: QPointF) -> int:
        """Give the word at a point of the widget, or the nearest, lines before columns."""
        x, y = self._to_page(point)

        def far(number: int) -> float:
            return min(
                (
                    4 * max(top - y, 0.0, y - bottom) + max(left - x, 0.0, x - right)
                    for left, top, right, bottom in words[number].places
                ),
                default=9.0,
            )

        words = self.words or ()
        return min(range(len(words)), key=far)

    def _turned(self) -> QTransform:
        """Give the way from the page upright to the widget."""
        width, height = self.width(), self.height()
        shift = {0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[self._turn]
        return QTransform().translate(*shift).rotate(self._turn)

    def _upright(self) -> QSize:
        return self.size().transposed() if self._turn % 180 else self.size()

    def _to_widget(self, x: float, y: float) -> QPointF:
        size = self._upright()
        return self._turned().map(QPointF(x * size.width(), y * size.height()))

    def _to_page(self, point: QPointF) -> tuple[float, float]:
        back, _whole = self._turned().inverted()
        at, size = back.map(point), self._upright()
        return at.x() / max(1, size.width()), at.y() / max(1, size.height())


class Room(QScrollArea):
    """Where a page is moved about.

    `wheeled` tells of the wheel turned with Ctrl, `passed` of one turned on at the end of the page.
    """

    wheeled = Signal(int)
    passed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._beyond = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys for reading on to the view."""
        if event.key() in READING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move; at the end of the page go on to the next."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wheeled.emit(1 if turned > 0 else -1)
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.minimum() if turned > 0 else bar.maximum())
        if not turned or not at_end:
            self._beyond = 0
            super().wheelEvent(event)
            return
        self._beyond += turned
        if abs(self._beyond) >= NOTCH:
            self._beyond = 0
            self.passed.emit(-1 if turned > 0 else 1)
        event.accept()
