"""The list of offices with a cell for each course: a share, its word, and a ground of its tone."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from ui.desk import Desk
from ui.models.table_model import Cell, Role, TableModel
from ui.theme import GRID, Theme, Tone
from ui.widgets.cells import CellPainter
from ui.widgets.polish import named
from ui.widgets.table_view import TableView

LINES = 3
"""Lines of a course's title over its column."""
ROUND = 5
Index = QModelIndex | QPersistentModelIndex


class MatrixPainter(CellPainter):
    """Draw offices as any list does, and what is in the columns of courses on its ground."""

    def __init__(self, theme: Theme, view: QTableView, lead: int) -> None:
        self._lead = lead
        self.focused = False
        self.at: tuple[int, int] = (-1, -1)
        self._looks = theme
        super().__init__(theme, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(Role.CELL)
        is_share = isinstance(cell, Cell) and not cell.waiting and cell.tone is not None
        if is_share and index.column() >= self._lead:
            self._draw_ground(painter, option, index)
            self._draw_share(painter, option.rect, cell)
        else:
            super().paint(painter, option, index)
        if (
            self.at == (index.row(), index.column())
            and self.focused
            and index.column() >= self._lead
        ):
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
    """A list in which one stands on a cell; what each row is of stays in sight.

    `stood` carries the column one stands in. So many columns come before those of courses as `lead`
    says; while the courses are moved aside, these are drawn over them.
    """

    stood = Signal(int)

    def __init__(self, desk: Desk, model: TableModel, name: str, *, lead: int = 1) -> None:
        self._lead = lead
        super().__init__(desk, model, name)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.horizontalHeader().setSectionsMovable(False)
        self.kept = QTableView(self)
        self._build_kept()
        self._heighten()
        desk.theme.changed.connect(self._heighten)

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

    def scrollTo(
        self, index: Index, hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, and out from under what is kept there."""
        super().scrollTo(index, hint)
        if index.column() < self._lead or not self.kept.isVisible():
            return
        under = self.kept.width() - self.visualRect(index).left()
        if under > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - under)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is kept as high as the list."""
        super().resizeEvent(event)
        self._place_kept()

    def _make_painter(self) -> CellPainter:
        self._matrix = MatrixPainter(self._desk.theme, self, self._lead)
        return self._matrix

    def _build_kept(self) -> None:
        kept = named(self.kept, "kept")
        kept.setModel(self.list)
        kept.setSelectionModel(self.selectionModel())
        kept.setItemDelegate(self._matrix)
        kept.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        kept.setSelectionBehavior(self.selectionBehavior())
        kept.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        kept.setFrameShape(QTableView.Shape.NoFrame)
        kept.setShowGrid(False)
        kept.verticalHeader().hide()
        kept.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        kept.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        kept.setHorizontalScrollBarPolicy(off)
        kept.setVerticalScrollBarPolicy(off)
        kept.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        # With the view's own selection a heading asks of every row whether it is selected.
        kept.horizontalHeader().setSelectionModel(QItemSelectionModel(self.list, kept))
        for column in range(self._lead, self.list.columnCount()):
            kept.setColumnHidden(column, True)
        kept.hide()
        self.verticalScrollBar().valueChanged.connect(kept.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(self._place_kept)
        self.horizontalHeader().sectionResized.connect(self._place_kept)

    def _heighten(self) -> None:
        """Give the headings room for all their lines."""
        theme = self._desk.theme
        lines = max(one.heading.count("\n") + 1 for one in self.list.columns)
        high = QFontMetrics(theme.font("small", bold=True)).height() * lines + GRID
        self.horizontalHeader().setFixedHeight(max(high, theme.sizes.control))
        self._place_kept()

    def _place_kept(self) -> None:
        kept, heads = self.kept, self.horizontalHeader()
        widths = [heads.sectionSize(column) for column in range(self._lead)]
        kept.setVisible(self.horizontalScrollBar().value() > 0)
        for column, width in enumerate(widths):
            kept.setColumnWidth(column, width)
        kept.verticalHeader().setDefaultSectionSize(self.verticalHeader().defaultSectionSize())
        kept.horizontalHeader().setFixedHeight(heads.height())
        frame = self.frameWidth()
        high = heads.height() + self.viewport().height()
        kept.setGeometry(frame, frame, sum(widths), high)
        kept.verticalScrollBar().setValue(self.verticalScrollBar().value())


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
