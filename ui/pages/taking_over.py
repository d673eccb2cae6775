"""From the page "Exchange" to the keeping of the keys, and on to the end of the lost workplace."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.dialogs.member_sheets import RetireSheet
from ui.widgets.both import own

if TYPE_CHECKING:
    from edo.commands.sharing import Overview
    from ui.dialogs.take_over_sheet import TakeOverSheet


class TakingOver(QObject):
    """Opens the sheet that makes this workplace the keeper's, and what follows from it.

    `taken` is sent once it is the keeper's, `asked` when the page shall look how things stand.
    What was typed is remembered while the page stands, and nowhere else: it is a secret.
    """

    taken = Signal(object)
    asked = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._typed: list[str] = []
        self._to_end = ""

    def begin(self, overview: Overview | None) -> None:
        """Open the sheet."""
        keeper = overview.keeper if overview else None
        name = own(self._desk.speech.words, keeper.name_ru, keeper.name_kk) if keeper else ""
        made = import_module("ui.dialogs.take_over_sheet").TakeOverSheet
        sheet: TakeOverSheet = made(self._desk, self._page.window(), name, self._typed)
        sheet.typed.connect(self._on_typed)
        sheet.done_with.connect(self.taken)
        sheet.end_wanted.connect(self._on_end_wanted)
        sheet.open()

    def go_on(self, overview: Overview, peers: Callable[[], Any]) -> None:
        """Ask whether the workplace that was lost shall end, once it is known who keeps the keys.

        Args:
            overview: how things stand now.
            peers: goes to the list of workplaces and gives it.
        """
        lost = next((one for one in overview.status.peers if one.device == self._to_end), None)
        if lost is None or not overview.status.is_keeper:
            return
        self._to_end = ""
        there = peers()
        there.choose(lost.device)
        member = next((one for one in overview.members if one.person == lost.person), None)
        there.open_sheet(RetireSheet(self._desk, self._page.window(), lost, member))

    def _on_typed(self, lines: list[str]) -> None:
        self._typed = lines

    def _on_end_wanted(self, device: str) -> None:
        self._to_end = device
        self.asked.emit()
