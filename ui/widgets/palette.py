"""A list under the search line: lines in sections, one of them marked, drawn with what was found.

It never has the keys: whoever types steers it. A line is what its maker says it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.palette_line import LINE, Index, Item, Line, LinePainter
from ui.widgets.polish import named

SHADE = 10
"""Pixels of shadow around the panel."""
RADIUS = 8
DARKEST = 44
"""Opacity of the shadow at the border, of 255."""
FOOT = 28

NOWHERE = QModelIndex()


class Items(QAbstractListModel):
    """The lines shown now, headings among them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()

    def put(self, items: Sequence[Item]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count lines and headings."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only lines be chosen."""
        item = index.data(LINE)
        is_line = isinstance(item, Line)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_line else _NO_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tell an item, or what is read out of it."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == LINE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.spoken if isinstance(item, Line) else item.name
        return None


_NO_FLAGS = Qt.ItemFlag.NoItemFlags


class PalettePanel(QFrame):
    """The panel: lines under headings, and what the keys do. `taken` carries the line clicked."""

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._items = Items(self)
        self.view = named(PaletteView(desk, self._items), "palette")
        self._foot = named(QLabel(), "paletteFoot")
        layout = QVBoxLayout(self)
        # The list has a ground of its own: a letter draws it anew, and not the page under it.
        layout.setContentsMargins(SHADE + 1, GRID // 2, SHADE + 1, SHADE + 1)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._foot)
        self._foot.setFixedHeight(FOOT)
        self.view.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown, headings among it."""
        return self._items.items

    @property
    def current(self) -> Line | None:
        """The line that is marked."""
        row = self.view.currentIndex().row()
        item = self.items[row] if 0 <= row < len(self.items) else None
        return item if isinstance(item, Line) else None

    def show_items(self, items: Sequence[Item], kept: str = "") -> None:
        """Show lines; that of the code kept is marked, or else the first."""
        self._items.put(items)
        lines = self._lines()
        again = (row for row in lines if kept and _code(items[row]) == kept)
        self._mark(next(again, lines[0] if lines else -1))

    def name(self, name: str, keys: str) -> None:
        """Say what this is, and what the keys do."""
        self.view.setAccessibleName(name)
        self._foot.setText(keys)

    def step(self, by: int) -> None:
        """Mark the next line, or the one before; behind the last comes the first."""
        lines = self._lines()
        if lines:
            row = self.view.currentIndex().row()
            place = lines.index(row) if row in lines else -by
            self._mark(lines[(place + by) % len(lines)])

    def turn(self, by: int) -> None:
        """Mark the first line of the next section, or of the one before."""
        firsts = [
            row for row in self._lines() if not row or not isinstance(self.items[row - 1], Line)
        ]
        here = self.view.currentIndex().row()
        sections = [row for row in firsts if (row > here if by > 0 else row < here)]
        if sections:
            self._mark(sections[0] if by > 0 else sections[-1])

    def high(self, items: Sequence[Item]) -> int:
        """Tell how high the panel has to be for items to be seen at once."""
        return self.view.needs(items) + FOOT + SHADE + 1

    def fit(self, place: QRect) -> None:
        """Stand in a place, no higher than the lines need."""
        high = min(place.height(), self.high(self.items))
        self.setGeometry(place.left() - SHADE, place.top(), place.width() + 2 * SHADE, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, the ground and the border."""
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADE, 0, -SHADE, -SHADE)
        shade = theme.colour("shadow")
        for ring in range(1, SHADE):
            shade.setAlpha(DARKEST * (SHADE - ring) ** 2 // SHADE**2)
            painter.setPen(QPen(shade, 1.5))
            out = box.adjusted(-ring, 0, ring, ring)
            painter.drawRoundedRect(out, RADIUS + ring, RADIUS + ring)
        painter.setBrush(theme.colour("raised"))
        painter.setPen(theme.colour("line_strong"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep what is clicked beside a line from what lies under the panel."""
        event.accept()

    def _lines(self) -> list[int]:
        return [row for row, item in enumerate(self.items) if isinstance(item, Line)]

    def _mark(self, row: int) -> None:
        index = self._items.index(row) if row >= 0 else QModelIndex()
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, chosen)
        if row <= 1:
            self.view.scrollToTop()

    def _on_clicked(self, index: QModelIndex) -> None:
        item = index.data(LINE)
        if isinstance(item, Line):
            self.taken.emit(item)


def _code(item: Item) -> str:
    return item.code if isinstance(item, Line) else ""


class PaletteView(QListView):
    """The lines on screen."""

    def __init__(self, desk: Desk, items: Items) -> None:
        super().__init__()
        self.setModel(items)
        self._painter = LinePainter(desk.theme, self)
        self.setItemDelegate(self._painter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        desk.theme.changed.connect(self.doItemsLayout)

    def needs(self, items: Sequence[Item]) -> int:
        """Tell how high items are together."""
        return sum(self._painter.height(item) for item in items) + GRID

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to the line."""
