"""A desk over a real workplace, and hands for what is on it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.office import Chancery, founded
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.speech import Speech
from ui.theme import Look, Theme

Seen = TypeVar("Seen", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 20_000
"""Milliseconds after which what does not come true is a failure."""


@dataclass
class Hands:
    """A person at a real workplace: presses keys and waits until everything is answered."""

    chancery: Chancery
    desk: Desk
    qtbot: QtBot
    windows: list[QWidget] = field(default_factory=list[QWidget])

    def settle(self) -> None:
        """Wait until everything asked has been answered, and wears the look."""
        self.qtbot.waitUntil(lambda: self.desk.bridge.resting and self.desk.theme.resting)

    def show(self, page: QWidget) -> QWidget:
        """Put a page into a window of the size of office screens, and the keys into the page."""
        window = QWidget()
        self.qtbot.addWidget(window)
        self.windows.append(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(1154, 680)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        page.setFocus()
        self.settle()
        return window

    def key(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, shortcuts included, and wait."""
        widget.window().activateWindow()
        self.qtbot.waitUntil(widget.window().isActiveWindow)
        QTest.keyClick(widget, key, modifiers)
        self.settle()

    def sheet(self, window: QWidget, kind: type[Seen]) -> Seen:
        """Give the sheet that is open over a window."""
        self.wait(lambda: any(one.isVisible() for one in window.findChildren(kind)))
        found = next(one for one in window.findChildren(kind) if one.isVisible())
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        self.settle()
        return found

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=PATIENCE)


@contextmanager
def hands(qtbot: QtBot, folder: Path, language: str = "en") -> Generator[Hands]:
    """Lay a desk over a founded workplace with a journal of each kind."""
    with founded(folder) as chancery:
        theme = Theme(Look.LIGHT)
        theme.apply()
        desk = Desk(
            Speech(language),
            theme,
            Bridge(lambda: chancery.workplace),
            Forgetful(),
            Forgetful(),
            lambda: chancery.today,
        )
        failures: list[str] = []
        desk.bridge.crashed.connect(failures.append)
        yield Hands(chancery, desk, qtbot)
        desk.bridge.close()
        assert failures == []
