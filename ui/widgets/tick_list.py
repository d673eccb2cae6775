"""A list whose lines are ticked: Space ticks those that are selected, or takes the ticks away."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.desk import Desk
from ui.models.table_model import TableModel
from ui.theme import GRID
from ui.widgets.table_view import TableView

TICK_WIDTH = 44
TICKED, EMPTY = "square-check", "square"
"""Icons of the first column, which is the tick."""


class TickList(TableView):
    """A list with a tick in its first column. `ticked` carries the keys Space or a click was on."""

    ticked = Signal(object)

    def __init__(self, desk: Desk, model: TableModel, name: str) -> None:
        super().__init__(desk, model, name)

    def _dress(self) -> None:
        """Have low rows: in a sheet there is little room."""
        super()._dress()
        sizes = self._desk.theme.sizes
        low = sizes.text + sizes.small + GRID + GRID // 4
        self.verticalHeader().setDefaultSectionSize(min(sizes.row, low))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what is selected by Space."""
        if event.key() == Qt.Key.Key_Space:
            keys = self.selected_keys()
            if keys:
                self.ticked.emit(keys)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the line whose tick was clicked."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        key = self.list.key_at(self.rowAt(point.y()))
        in_tick = self.columnAt(point.x()) == 0
        if key is not None and in_tick and event.button() is Qt.MouseButton.LeftButton:
            self.ticked.emit(array("q", [key]))
