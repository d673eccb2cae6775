"""The place beside the first page's list: what stands there comes when the list is there already.

Its modules are many, and the program opens with this page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.read_ahead import PANE, PANE_CORE, PANE_PARTS, ReadAhead
from ui.turns import NEXT_TURN, InTurns
from ui.widgets.polish import named

if TYPE_CHECKING:
    from ui.pages.document_pane import DocumentPane
    from ui.pages.today_acts import TodayActs
    from ui.pages.today_beside import Beside

NARROWEST = 340
BESIDE = "ui.pages.today_beside"
WIDGETS = "PySide6.QtWidgets"
"""Qt's binding makes the classes of all widgets where it is first asked for one of Qt's own.

The first page with a table would do so, 20 ms in one go.
"""


class Side(QWidget):
    """Holds the place of `Beside`; `came` carries it when it is there."""

    came = Signal(object)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__()
        named(self, "pane")
        self._desk, self._host = desk, host
        self._wanted: Callable[[TodayActs], object] | None = None
        self._ahead = ReadAhead(
            desk.bridge, PANE_CORE, (*PANE_PARTS, BESIDE), self, large=(WIDGETS,)
        )
        self._drawing = InTurns(self, pause=NEXT_TURN)
        self.beside: Beside | None = None
        self.setMinimumWidth(NARROWEST)
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._ahead.over.connect(self._draw_icons)
        self._drawing.over.connect(self._make_pane)

    def begin(self) -> None:
        """Have it read and built, a little in each turn."""
        self._ahead.begin()

    def do(self, act: Callable[[TodayActs], object]) -> None:
        """Do something about a line as soon as what does it is there; the latest wish counts."""
        if self.beside is not None:
            act(self.beside.acts)
        else:
            self._wanted = act

    def _draw_icons(self) -> None:
        self._drawing.begin(import_module(PANE).draw_ahead(self._desk.theme))

    def _make_pane(self) -> None:
        """Build the largest part; the rest comes in the next turn."""
        pane: DocumentPane = import_module(PANE).DocumentPane(self._desk)
        QTimer.singleShot(NEXT_TURN, self, partial(self._put, pane))

    def _put(self, pane: DocumentPane) -> None:
        beside: Beside = import_module(BESIDE).Beside(self._desk, self._host, pane)
        self.beside = beside
        self._around.addWidget(beside)
        self.setFocusProxy(beside)
        self.came.emit(beside)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted(beside.acts)
