"""A program being started over a folder, and the keys of who sits before it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.app import DOORS
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.dialogs.first_run import FirstRun
from ui.dialogs.start_trouble import StartTrouble
from ui.main_window import MainWindow
from ui.places import Place
from ui.speech import Speech
from ui.start import Doors, Start
from ui.theme import Look, Theme

PLACES = (Place("today", "Today", "house", lambda _desk, parent: QWidget(parent)),)
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Beginning:
    """A program being started over a folder."""

    qtbot: QtBot
    home: Path
    desk: Desk
    window: MainWindow
    start: Start
    opened: list[bool] = field(default_factory=list[bool])

    def begin(self) -> None:
        """Try to open the folder and wait for what comes."""
        self.start.open()
        self.settle()

    def settle(self) -> None:
        """Wait until everything asked has been answered."""
        self.qtbot.waitUntil(lambda: self.desk.bridge.resting)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keys are, shortcuts included."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def trouble(self) -> StartTrouble:
        """Give the trouble shown."""
        page = self.window.cover_page
        assert isinstance(page, StartTrouble)
        return page

    def questions(self) -> FirstRun:
        """Give the first questions."""
        page = self.window.cover_page
        assert isinstance(page, FirstRun)
        return page


@contextmanager
def before(qtbot: QtBot, home: Path, doors: Doors = DOORS) -> Generator[Beginning]:
    """Stand before the first moment."""
    theme = Theme(Look.LIGHT)
    theme.apply()
    desk = Desk(Speech("en"), theme, Bridge(), Forgetful())
    window = MainWindow(desk, PLACES)
    qtbot.addWidget(window)
    window.show()
    made = Beginning(qtbot, home, desk, window, Start(desk, window, home, doors))
    made.start.opened.connect(lambda: made.opened.append(True))
    yield made
    desk.bridge.close()
