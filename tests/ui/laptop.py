"""Laptops of people who work with one shared folder: each with its window, and a cable to pull."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.clock import COUNTER_BITS, office_date
from edo.sample.seats import Cable
from edo.share.carrier import Carrier
from edo.share.folder import FolderCarrier
from edo.workplace import Workplace, open_workplace
from tests.share.carriers import at_once
from tests.town import Town
from tests.ui.real import NONE, PATIENCE
from tests.ui.typing_keys import type_text
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.main_window import MainWindow
from ui.speech import Speech
from ui.theme import Look, Theme
from ui.ways import PLACES, Ways, register_acts

T = TypeVar("T")
Seen = TypeVar("Seen", bound=QWidget)


@dataclass
class Laptop:
    """Somebody's computer, its window open, and a finger that counts what it presses.

    Attributes:
        town: whose home and share it has.
        name: of the home.
        plugged: whether its way to the share is there.
    """

    town: Town
    name: str
    qtbot: QtBot
    plugged: bool = True
    presses: int = 0
    desk: Desk = field(init=False)
    window: MainWindow = field(init=False)

    def open(self) -> None:
        """Start the program."""
        theme = Theme(Look.LIGHT)
        theme.apply()
        clock = self.town.clock
        self.desk = Desk(
            Speech("en"),
            theme,
            Bridge(self._open),
            Forgetful(),
            Forgetful(),
            lambda: office_date(clock() << COUNTER_BITS),
            clock,
        )
        self.window = MainWindow(self.desk, PLACES, register_acts(self.desk))
        self._ways = Ways(self.desk, self.window)
        self.qtbot.addWidget(self.window)
        self.failures: list[str] = []
        self.desk.bridge.crashed.connect(self.failures.append)
        with self.qtbot.waitSignal(self.desk.bridge.opened, timeout=PATIENCE):
            self.window.resize(1366, 768)
            self.window.show()
        self.wait(lambda: self.desk.bridge.last_exchange is not None)

    def close(self) -> None:
        """End the program; nothing in it may have failed."""
        self.window.close()
        self.desk.bridge.close()
        assert self.failures == []

    def sit_down(self, window: QWidget | None = None) -> None:
        """Turn to this computer: the keys go to its window."""
        chosen = window or self.window
        chosen.activateWindow()
        self.qtbot.waitUntil(chosen.isActiveWindow)

    def settle(self) -> None:
        """Wait until everything asked has been answered."""
        self.wait(lambda: self.desk.bridge.resting)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def exchange(self) -> None:
        """Exchange now and wait until that is over."""
        self.town.clock.move(minutes=1)
        with self.qtbot.waitSignal(self.desk.bridge.exchanged, timeout=PATIENCE):
            self.desk.bridge.exchange_now()
        self.settle()

    def press(self, *keys: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after another, as a person does who waits for nothing."""
        for key in keys:
            self.presses += 1
            target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
            if isinstance(key, str):
                type_text(target, key)
            else:
                QTest.keyClick(target, key, modifiers)

    def do(self, command: Callable[..., T], **words: Any) -> T:
        """Carry out a command beside the window."""
        self.town.clock.move(minutes=1)
        answers: list[T] = []
        self.desk.bridge.run(command, then=answers.append, **words)
        self.wait(lambda: bool(answers))
        self.settle()
        return answers[0]

    def read(self, query: Callable[..., T], **words: Any) -> T:
        """Ask what the workplace knows."""
        answers: list[T] = []
        self.desk.bridge.ask(query, then=answers.append, **words)
        self.wait(lambda: bool(answers))
        return answers[0]

    def sheet(self, kind: type[Seen]) -> Seen:
        """Give the sheet that is open over the window, the keys in it."""
        self.wait(lambda: any(one.isVisible() for one in self.window.findChildren(kind)))
        found = next(one for one in self.window.findChildren(kind) if one.isVisible())
        self.sit_down(found)
        self.settle()
        return found

    def _open(self) -> Workplace:
        made = open_workplace(self.town.home(self.name), at=self.town.clock, connect=self._connect)
        made.pause = at_once
        return made

    def _connect(self, place: str, dev: str) -> Carrier:
        carrier = FolderCarrier(Path(place), dev=dev, sleep=at_once)
        return Cable(carrier, place, lambda: self.plugged)


@contextmanager
def laptops(qtbot: QtBot, town: Town, *names: str) -> Generator[list[Laptop]]:
    """Open the windows of some workplaces of a town, whose programs end meanwhile."""
    with ExitStack() as stack:
        made = [Laptop(town, name, qtbot) for name in names]
        for one in made:
            if one.name in town.open:
                town.stop(one.name)
            one.open()
            stack.callback(partial(one.close))
        yield made
