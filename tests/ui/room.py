"""A room of the office: a real workplace in a folder, its window open, a person at the keys."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from edo.domain.document import Document
from edo.queries.documents import card
from edo.workplace import open_workplace
from tests.office import Chancery
from tests.ui.typing_keys import press, type_text
from ui.bridge import Bridge
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.pages.found import FoundPage
from ui.pages.register import RegisterPage
from ui.speech import Speech
from ui.theme import Look, Theme
from ui.ways import FOUND, PLACES, Ways, register_acts, register_code

T = TypeVar("T")
Seen = TypeVar("Seen", bound=QDialog)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Room:
    """The window of one workplace, in English, and what a person does in it."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow
    office: Chancery

    def settle(self) -> None:
        """Wait until everything asked has been answered, and wears the look."""
        self.qtbot.waitUntil(lambda: self.desk.bridge.resting and self.desk.theme.resting)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition)

    def register(self, kind: str = "incoming") -> RegisterPage:
        """Go to the register of a kind, its list in sight and the keys in it."""
        page = self.window.go(register_code(kind))
        assert isinstance(page, RegisterPage)
        self.until(lambda: page.list.complete and self.desk.bridge.resting)
        page.view.setFocus()
        return page

    def shown(self, page: RegisterPage, number: str) -> None:
        """Wait until the pane shows the document of a number."""
        self.until(lambda: page.pane.head.number == f"№ {number}" and self.desk.bridge.resting)

    def found(self) -> FoundPage:
        """Give the page of what was found."""
        page = self.window.page(FOUND)
        assert isinstance(page, FoundPage)
        return page

    def key(self, where: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as a person does: shortcuts hear it too."""
        self.qtbot.keyClick(where, key, modifiers)

    def type(self, where: QWidget, text: str) -> None:
        """Type a text."""
        type_text(where, text)

    def press(self, where: QWidget, key: Qt.Key) -> None:
        """Press a key inside a field or a list of choices."""
        press(where, key)

    def document(self, id: str) -> Document:
        """Give a document as the workplace has it now."""
        answers: list[Document] = []
        self.desk.bridge.ask(card, then=lambda found: answers.append(found.document), document=id)
        self.until(lambda: bool(answers))
        return answers[0]

    def do(self, command: Callable[..., T], **words: Any) -> T:
        """Carry out a command beside the window, as another part of the program does."""
        answers: list[T] = []
        self.desk.bridge.run(command, then=answers.append, **words)
        self.until(lambda: bool(answers) and self.desk.bridge.resting)
        return answers[0]


@contextmanager
def opened(qtbot: QtBot, office: Chancery) -> Generator[Room]:
    """Open the window over an office that was prepared; the office itself is closed meanwhile."""
    office.close()
    theme = Theme(Look.LIGHT)
    theme.apply()
    home: Path = office.folder
    bridge = Bridge(partial(open_workplace, home, at=office.clock, random=office.chance.randbytes))
    desk = Desk(Speech("en"), theme, bridge, today=office.workplace.clock.today)
    window = MainWindow(desk, PLACES, register_acts(desk))
    ways = Ways(desk, window)
    assert ways
    qtbot.addWidget(window)
    with qtbot.waitSignal(bridge.opened):
        window.resize(1366, 768)
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield Room(qtbot, desk, window, office)
    finally:
        bridge.close()


@contextmanager
def with_letters(qtbot: QtBot, office: Chancery) -> Generator[Room]:
    """Open the window over a few letters."""
    for number in range(3):
        office.register(subject_ru=f"О проведении семинара {number}")
    with opened(qtbot, office) as found:
        yield found


def sheet_of(room: Room, kind: type[Seen]) -> Seen:
    """Wait until a sheet stands over the window with the keys in it."""

    def found() -> Seen | None:
        at = QApplication.activeModalWidget()
        return at if isinstance(at, kind) else None

    room.until(lambda: found() is not None)
    sheet = found()
    assert sheet is not None
    sheet.activateWindow()
    room.until(sheet.isActiveWindow)
    room.settle()
    return sheet
