"""What stands where a list has nothing: a quiet picture, a sentence, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID, Theme

ROOM_FOR_PICTURE = 240


class Picture(StrEnum):
    """What is drawn."""

    PAPERS = "papers"
    SEARCH = "search"
    DONE = "done"


class Drawing(QWidget):
    """A line drawing in the colours of the theme."""

    def __init__(self, theme: Theme, picture: Picture) -> None:
        super().__init__()
        self._theme = theme
        self.picture = picture
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Take a fixed piece of the page."""
        return QSize(128, 104)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2 - 64, self.height() / 2 - 52)
        self._draw_papers(painter)
        if self.picture is Picture.SEARCH:
            self._draw_glass(painter)
        elif self.picture is Picture.DONE:
            self._draw_tick(painter)

    def _pen(self, name: str, width: float = 2.0) -> QPen:
        pen = QPen(self._theme.colour(name), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _draw_papers(self, painter: QPainter) -> None:
        painter.setPen(self._pen("line_strong"))
        painter.setBrush(self._theme.colour("ground"))
        painter.drawRoundedRect(QRectF(42, 10, 58, 76), 5, 5)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(28, 18, 58, 76), 5, 5)
        painter.setPen(self._pen("line_strong", 3))
        for place, end in ((36, 74), (48, 78), (60, 66)):
            painter.drawLine(QPointF(38, place), QPointF(end, place))

    def _draw_glass(self, painter: QPainter) -> None:
        painter.setPen(self._pen("accent", 4))
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawEllipse(QRectF(66, 52, 28, 28))
        painter.drawLine(QPointF(91, 77), QPointF(104, 90))

    def _draw_tick(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QRectF(68, 58, 36, 36))
        painter.setPen(self._pen("on_accent", 4))
        painter.drawPolyline([QPointF(77, 76), QPointF(84, 83), QPointF(96, 70)])


class EmptyState(QWidget):
    """The picture, its sentence and a button for the next step. Texts are marked English."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        text: str = "",
        *,
        picture: Picture = Picture.PAPERS,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._texts = (title, text, button)
        self._drawing = Drawing(desk.theme, picture)
        self._title, self._text = QLabel(), QLabel()
        self._button = QPushButton()
        self._build()
        if act is not None:
            self._button.clicked.connect(lambda: act())
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def said(self) -> tuple[str, str]:
        """The two sentences, as they are said now."""
        return self._title.text(), self._text.text()

    def show_texts(self, title: str, text: str = "", *, picture: Picture) -> None:
        """Say something else: nothing found is not the same as nothing there yet."""
        self._texts = (title, text, self._texts[2])
        self._drawing.picture = picture
        self._drawing.update()
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where there is room for the words only."""
        super().resizeEvent(event)
        self._drawing.setVisible(event.size().height() >= ROOM_FOR_PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the empty list while the keys go to it: it has no row to show that with."""
        port = self.parentWidget()
        view = port.parentWidget() if port is not None else None
        if isinstance(view, QAbstractItemView) and view.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._desk.theme.colour("accent"), 2))
            painter.drawRoundedRect(self._around(), 8, 8)

    def _around(self) -> QRect:
        """Give the place of what is said, with some room around it, inside the list."""
        said = [self._title, self._text, self._button, self._drawing]
        shown = [one for one in said if one.isVisible()]
        place = QRect()
        for one in shown:
            place = place.united(one.geometry())
        width = max(
            [one.fontMetrics().horizontalAdvance(one.text()) for one in (self._title, self._text)]
        )
        middle = place.center()
        place.setWidth(min(place.width(), width))
        place.moveCenter(middle)
        room = QMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        return place.marginsAdded(room).intersected(self.rect().adjusted(3, 3, -3, -3))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        layout.addStretch(2)
        self._title.setProperty("strong", True)
        self._text.setProperty("muted", True)
        self._text.setWordWrap(True)
        for part in (self._drawing, self._title, self._text, self._button):
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignCenter)
                layout.addWidget(part)
            else:
                layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _say(self) -> None:
        words = self._desk.speech.words
        title, text, button = self._texts
        self._title.setText(words.text(title))
        self._text.setText(words.text(text) if text else "")
        self._text.setVisible(bool(text))
        self._button.setText(words.text(button) if button else "")
        self._button.setVisible(bool(button))
