"""The counter of an office with its clerk: a real workplace, a desk over it, and typing hands."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter
from tests.office import Chancery, founded
from tests.ui.typing_keys import press, type_text
from ui.bridge import Bridge
from ui.desk import Desk
from ui.dialogs.openings import close_registrations
from ui.dialogs.registration import Registration, open_registration
from ui.speech import Speech
from ui.theme import Look, Theme

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def registering(
    qtbot: QtBot, desk: Desk, kind: Kind, document: str = "", **words: str
) -> Registration:
    """Open a registration window, and give it when it is there."""
    came: list[Registration] = []
    open_registration(desk, kind, document, then=came.append, **words)
    qtbot.waitUntil(lambda: bool(came) and came[0].isVisible())
    return came[0]


@dataclass
class Counter:
    """An office at whose counter a clerk sits."""

    qtbot: QtBot
    chancery: Chancery
    desk: Desk

    def open(self, kind: Kind = Kind.INCOMING, document: str = "", **words: str) -> Registration:
        """Open the registration window as the main window does."""
        window = registering(self.qtbot, self.desk, kind, document, **words)
        self.qtbot.waitUntil(window.isActiveWindow)
        self.settle()
        return window

    def settle(self) -> None:
        """Wait until everything asked has been answered and shown."""
        self.qtbot.waitUntil(lambda: self.desk.bridge.resting)

    def holder(self) -> QWidget:
        """Give what has the keys: an open list, the field, or the window itself."""
        holder = QApplication.activePopupWidget() or QApplication.focusWidget()
        holder = holder or QApplication.activeWindow()
        assert holder is not None
        return holder

    def type(self, *texts: str) -> None:
        """Type texts, going on by Tab between them; an empty text leaves its field as it is."""
        for place, text in enumerate(texts):
            if place:
                self.tab()
            if text:
                field = QApplication.focusWidget()
                assert field is not None
                type_text(field, text)
                self.settle()

    def tab(self) -> None:
        """Go on to the next field."""
        press(self.holder(), Qt.Key.Key_Tab)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, as a shortcut too."""
        QTest.keyClick(self.holder(), key, modifiers)
        self.settle()

    def hand_in(self) -> None:
        """Press Ctrl+Enter."""
        self.key(Qt.Key.Key_Return, CTRL)

    def wait(self, truth: Callable[[], bool]) -> None:
        """Wait for what comes a moment after the last keystroke."""
        self.qtbot.waitUntil(truth)
        self.settle()

    def rows(self, kind: Kind = Kind.INCOMING) -> list[DocumentRow]:
        """Give the documents of a kind, the latest first."""
        return self.chancery.workplace.read(documents.page, filter=Filter(kind=kind))


@contextmanager
def counter(qtbot: QtBot, folder: Path) -> Generator[Counter]:
    """Found an office in a folder and lay a desk over it, in English and in light colours."""
    with founded(folder) as chancery, counter_of(qtbot, chancery) as made:
        yield made


@contextmanager
def counter_of(qtbot: QtBot, chancery: Chancery) -> Generator[Counter]:
    """Lay a desk over an office that stands."""
    theme = Theme(Look.LIGHT)
    theme.apply()
    bridge = Bridge(lambda: chancery.workplace)
    desk = Desk(Speech("en"), theme, bridge, today=lambda: chancery.today)
    try:
        yield Counter(qtbot, chancery, desk)
    finally:
        close_registrations(desk)
        bridge.close()
