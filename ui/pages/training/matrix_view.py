"""The list of offices with a cell for each course: a share, its word, and a ground of its tone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.desk import Desk
from ui.models.table_model import Cell, Role, TableModel
from ui.theme import GRID, Theme, Tone
from ui.widgets.cells import CellPainter
from ui.widgets.table_view import TableView

LINES = 3
"""Lines of a course's title over its column."""
ROUND = 5
Index = QModelIndex | QPersistentModelIndex


class MatrixPainter(CellPainter):
    """Draw offices as any list does, and what is in the columns of courses on its ground."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        self.focused = False
        self.at: tuple[int, int] = (-1, -1)
        self._looks = theme
        super().__init__(theme, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(Role.CELL)
        is_share = isinstance(cell, Cell) and not cell.waiting and cell.tone is not None
        if is_share and index.column() > 0:
            self._draw_ground(painter, option, index)
            self._draw_share(painter, option.rect, cell)
        else:
            super().paint(painter, option, index)
        if self.at == (index.row(), index.column()) and self.focused and index.column() > 0:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._looks.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(2, 2, -3, -4), ROUND, ROUND)
            painter.restore()

    def _draw_share(self, painter: QPainter, place: QRect, cell: Cell) -> None:
        theme = self._looks
        tone = cell.tone or Tone.NEUTRAL
        ink, ground = theme.tone(tone)
        box = place.adjusted(4, 3, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tone is not Tone.NEUTRAL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, ROUND, ROUND)
        painter.setPen(ink)
        inner = box.adjusted(GRID, 0, -GRID // 2, 0)
        if theme.compact or not cell.second:
            text = " · ".join(part for part in (cell.text, cell.second) if part)
            self._write(painter, inner, text, theme.font(bold=tone is not Tone.NEUTRAL))
        else:
            half = inner.height() // 2
            upper = QRect(inner.left(), inner.top(), inner.width(), half + 2)
            lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
            self._write(painter, upper, cell.text, theme.font(bold=tone is not Tone.NEUTRAL))
            self._write(painter, lower, cell.second, theme.font("small"))
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, text: str, font: QFont) -> None:
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class MatrixView(TableView):
    """A list in which one stands on a cell. `stood` carries the column; 0 is the office itself."""

    stood = Signal(int)

    def __init__(self, desk: Desk, model: TableModel, name: str) -> None:
        super().__init__(desk, model, name)
        self._matrix = MatrixPainter(desk.theme, self)
        self._painter = self._matrix
        self.setItemDelegate(self._matrix)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)

    @property
    def column(self) -> int:
        """The column one stands in."""
        return max(0, self.currentIndex().column())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where one stands, and draw it."""
        super().currentChanged(current, previous)
        self._matrix.at = (current.row(), current.column())
        self._matrix.focused = self.hasFocus()
        self.viewport().update()
        if current.column() != previous.column():
            self.stood.emit(self.column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Frame the cell one stands on."""
        super().focusInEvent(event)
        self._matrix.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame off: the keys are elsewhere."""
        super().focusOutEvent(event)
        self._matrix.focused = False
        self.viewport().update()


def wrapped(text: str, metrics: QFontMetrics, width: int, lines: int = LINES) -> str:
    """Break a title into lines of a width; what is too much ends in an ellipsis.

    Args:
        text: the title.
        metrics: of the face it is written in.
        width: in logical pixels.
        lines: how many at most.
    """
    made: list[str] = []
    for word in text.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and metrics.horizontalAdvance(longer) <= width:
            made[-1] = longer
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], " ".join(made[lines - 1 :])]
    return "\n".join(metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in made)
