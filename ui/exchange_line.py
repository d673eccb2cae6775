"""What the windows know of the exchange, kept true: the bottom line, the counter at its place."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.by_name import by_name
from ui.desk import Desk
from ui.exchange_thread import Exchanged
from ui.main_window import MainWindow
from ui.models.live import Live

if TYPE_CHECKING:
    from edo.queries.share import Status

SHARE = "share"
MINUTE = 60_000
"""Milliseconds after which "two minutes ago" is another sentence."""


class ExchangeLine(QObject):
    """Says at the bottom of a window how the exchange stands; a click leads to its page."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._status: Status | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE)
        self._timer.timeout.connect(self._say)
        self._timer.start()
        bridge = desk.bridge
        bridge.opened.connect(self._ask)
        bridge.exchanged.connect(self._on_exchanged)
        bridge.collecting.connect(window.status.show_collected)
        desk.speech.changed.connect(self._say)
        window.status.asked_state.connect(self._go)
        Live(bridge, window, self._ask)

    def _ask(self) -> None:
        state = by_name("edo.commands.sharing", "state")
        self._desk.bridge.look(state, then=self._on_status, key=(id(self), "state"), owner=self)

    def _on_exchanged(self, ended: Exchanged) -> None:
        self._window.list.count(SHARE, len(ended.asking))
        self._window.status.show_collected(0, 0)
        self._ask()

    def _on_status(self, status: Status) -> None:
        self._status = status
        self._say()

    def _say(self) -> None:
        if self._status is None:
            return
        desk = self._desk
        say = import_module("ui.exchange_words").say
        said = say(desk.speech.words, self._status, desk.bridge.last_exchange, desk.now())
        self._window.status.show_state(said.line, said.icon, said.tone)

    def _go(self) -> None:
        if not self._window.covered:
            self._window.go(SHARE).setFocus()
