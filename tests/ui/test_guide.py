"""The first registration of a new home: notes beside the fields, by keys, once."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo.commands import documents as commands
from edo.domain.card import Card, Kind
from edo.queries import directory, documents
from edo.queries.listing import Filter
from edo.workplace import open_workplace
from tests.ui.typing_keys import press, type_text
from ui.app import Client, found_home
from ui.dialogs.first_run import Answers
from ui.dialogs.openings import Openings
from ui.dialogs.registration import Registration
from ui.dialogs.way_cards import Way
from ui.guide import CODES, GUIDE

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Beginner:
    """Somebody before a program whose home was just founded."""

    qtbot: QtBot
    home: Path

    def start(self) -> Client:
        """Start the program and wait until it has read what it asks for."""
        client = Client(self.home, language="en")
        with self.qtbot.waitSignal(client.desk.bridge.opened):
            client.start()
        self.qtbot.waitUntil(lambda: client.desk.bridge.resting)
        return client

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keys are."""
        holder = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert holder is not None
        self.qtbot.keyClick(holder, key, modifiers)

    def window(self, client: Client) -> Registration:
        """Give the window of registration once it has what it asked for."""
        self.qtbot.waitUntil(lambda: len(Openings.on(client.desk).windows) == 1)
        (window,) = Openings.on(client.desk).windows
        assert isinstance(window, Registration)
        self.qtbot.waitUntil(lambda: window.isActiveWindow() and client.desk.bridge.resting)
        return window


@pytest.fixture
def beginner(qtbot: QtBot, tmp_path: Path) -> Beginner:
    """Found a home as the first start does."""
    home = tmp_path / "home"
    found_home(Answers(Way.ALONE, home, "Ким А. В.", "Школа № 5", "Школа № 5"))
    return Beginner(qtbot, home)


def test_a_new_home_has_the_usual_journals(beginner: Beginner) -> None:
    """Every kind of document can be registered at once: nothing has to be set up first."""
    workplace = open_workplace(beginner.home)
    kinds = {one.journal.kind for one in workplace.read(directory.journals)}
    workplace.close()
    assert kinds == set(Kind)


def test_the_first_letter_is_registered_with_notes_beside_the_fields(beginner: Beginner) -> None:
    """Enter begins; the notes follow the keys to the number; the letter is shown; never again."""
    client = beginner.start()
    guide = client.guide
    beginner.qtbot.waitUntil(lambda: guide.step == "begin")
    assert guide.note is not None
    assert guide.note.buttons[0].hasFocus()
    beginner.key(Qt.Key.Key_Return)
    window = beginner.window(client)
    assert guide.step == "parties"
    assert guide.note.isVisible()
    line = QApplication.focusWidget()
    assert line is not None
    type_text(line, "Управление образования")
    beginner.qtbot.waitUntil(lambda: client.desk.bridge.resting)
    assert not line.property("wrong"), "a name is not wrong while it is being typed"
    press(line, Qt.Key.Key_Return)
    beginner.qtbot.waitUntil(lambda: client.desk.bridge.resting)
    assert guide.step == "parties", "one may still be writing there"
    while window.form.controls["subject_ru"].widget is not QApplication.focusWidget():
        beginner.key(Qt.Key.Key_Tab)
    assert guide.step == "subject"
    type_text(window.form.controls["subject_ru"].widget, "О сведениях")
    beginner.key(Qt.Key.Key_Tab)
    beginner.key(Qt.Key.Key_Tab)
    assert guide.step == "files"
    beginner.key(Qt.Key.Key_Right, ALT)
    assert guide.step == CODES[-1]
    beginner.key(Qt.Key.Key_Return, CONTROL)
    beginner.qtbot.waitUntil(lambda: guide.step == "done")
    assert guide.note.advice.title == "Done: № 1"
    assert window.banner.number.text() == "1"
    beginner.key(Qt.Key.Key_Right, ALT)
    beginner.qtbot.waitUntil(lambda: client.window.here == "documents.incoming")
    beginner.qtbot.waitUntil(lambda: client.desk.bridge.resting)
    assert guide.note is None
    client.stop()
    again = beginner.start()
    assert again.guide.step == ""
    again.stop()


def test_esc_puts_the_notes_away_and_not_the_window(beginner: Beginner) -> None:
    """Esc ends the notes, what is typed stays; the next Esc is the window's own; never again."""
    client = beginner.start()
    beginner.qtbot.waitUntil(lambda: client.guide.step == "begin")
    beginner.key(Qt.Key.Key_N, CONTROL)
    window = beginner.window(client)
    page, held = client.window.page(client.window.here), client.window.focusWidget()
    assert held is not None
    assert page.isAncestorOf(held), "the keys of the note are the page's again"
    type_text(window.form.controls["subject_ru"].widget, "О смете")
    beginner.key(Qt.Key.Key_Escape)
    assert client.guide.note is None
    assert window.isVisible()
    assert window.form.card().subject_ru == "О смете"
    assert client.desk.choices.get(GUIDE) == "skipped"
    beginner.key(Qt.Key.Key_Escape)
    beginner.qtbot.waitUntil(lambda: Openings.on(client.desk).windows == [])
    client.stop()
    again = beginner.start()
    assert again.guide.step == ""
    again.stop()


def test_who_has_letters_is_not_taught(beginner: Beginner) -> None:
    """A home in which something is registered already begins without notes."""
    workplace = open_workplace(beginner.home)
    commands.begin(workplace, kind=Kind.OUTGOING, card=Card(subject_ru="О смете"))
    assert workplace.read(documents.page, filter=Filter())
    workplace.close()
    client = beginner.start()
    assert client.guide.step == ""
    client.stop()
