"""A card that two changed at once: both values in sight, and one of them kept by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.registering import DocumentChanged
from tests.colleague import colleague
from tests.office import Chancery, founded
from tests.ui.real import Hands, hands
from tests.ui.room import Room, opened
from ui.pages.document.beside import Beside
from ui.pages.today import TodayPage, names


def at_once(office: Chancery) -> str:
    """Register a letter whose subject and note two clerks change at once; return its id."""
    letter = office.register(subject_ru="О путёвках").document
    other = colleague(office.workplace, "Ерлан Б.")
    seen = other.sees(letter)
    mine = {"subject_ru": "О льготных путёвках", "note": "срочно"}
    documents.change(office.workplace, document=letter, fields=mine)
    office.clock.move(minutes=1)
    theirs = DocumentChanged({"subject_ru": "О путёвках в санаторий", "note": "не срочно"})
    other.states(letter, theirs, seen, office.clock())
    return letter


@pytest.fixture
def letter() -> list[str]:
    """Hold the id of the letter once the room is open."""
    return []


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, letter: list[str]) -> Iterator[Room]:
    """Open the window of an office with a letter that two changed at once."""
    with founded(tmp_path / "home") as office:
        letter.append(at_once(office))
        with opened(qtbot, office) as made:
            yield made


def texts(band: Beside) -> list[str]:
    """Read what a band says, line by line, without its pictures."""
    return [label.text() for label in band.findChildren(QLabel) if label.text()]


def focused() -> QPushButton:
    """Give the button that has the keys."""
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    return button


def test_a_value_is_kept_by_keys_alone(room: Room, letter: list[str]) -> None:
    """F6 leads from the list to the values, Tab from one to the next, the last answer back."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_Home)
    room.shown(page, "1")
    band = page.pane.body.beside
    assert texts(band)[:6] == [
        "Two changed this at once. Which is right?",
        "Subject in Russian",
        "О льготных путёвках",
        "Иванова Айгуль, 02.03.2026 09:00",
        "О путёвках в санаторий",
        "Shown now: Ерлан Б., 02.03.2026 09:01",
    ]
    room.key(page.view, Qt.Key.Key_F6)
    assert focused() is band.buttons[0]
    assert "О льготных путёвках" in focused().accessibleName()
    room.key(focused(), Qt.Key.Key_Return)
    room.until(lambda: len(band.buttons) == 2 and room.desk.bridge.resting)
    state = room.document(letter[0])
    assert state.card.subject_ru == "О льготных путёвках"
    assert [edit.field for edit in state.parallel] == ["note"]
    assert page.pane.head.titles[0] == "О льготных путёвках"
    room.key(focused(), Qt.Key.Key_Tab)
    assert focused() is band.buttons[1]
    room.key(focused(), Qt.Key.Key_Space)
    room.until(lambda: not band.isVisible() and room.desk.bridge.resting)
    state = room.document(letter[0])
    assert (state.card.note, state.parallel) == ("не срочно", ())
    assert page.view.hasFocus()
    assert not page.pane.actions_by_code["settle"].isEnabled()


def test_pressed_twice_is_kept_once(room: Room, letter: list[str]) -> None:
    """A hasty second click is not a second answer."""
    page = room.register()
    room.shown(page, "1")
    band = page.pane.body.beside
    band.buttons[0].click()
    band.buttons[1].click()
    room.until(lambda: len(band.buttons) == 2 and room.desk.bridge.resting)
    assert room.document(letter[0]).card.subject_ru == "О льготных путёвках"


def test_what_another_window_settled_is_said(room: Room, letter: list[str]) -> None:
    """A choice that comes too late is refused in words, and the band shows what is left."""
    page = room.register()
    room.shown(page, "1")
    said: list[str] = []
    room.desk.bridge.run(documents.settle, document=letter[0], field="note", value="решено")
    page.pane.acts.keep("note", "срочно")
    page.pane.acts.unsettled.connect(lambda: said.append("again"))
    room.until(lambda: bool(said) and room.desk.bridge.resting)
    assert room.document(letter[0]).card.note == "решено"
    assert len(page.pane.body.beside.buttons) == 2


def test_an_annulled_document_asks_nothing(room: Room, letter: list[str]) -> None:
    """What no longer counts needs no choice."""
    page = room.register()
    room.shown(page, "1")
    assert page.pane.body.beside.isVisible()
    room.do(documents.annul, document=letter[0], reason="Ошибка")
    room.until(lambda: not page.pane.body.beside.isVisible())


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "desk") as made:
        yield made


def test_the_first_page_names_it_until_it_is_settled(at: Hands) -> None:
    """Its one button leads to the document."""
    letter = at_once(at.chancery)
    page = TodayPage(at.desk)
    heard: list[str] = []
    page.opened.connect(heard.append)
    at.show(page)
    at.wait(lambda: bool(page.lines))
    assert names(page.lines) == ["Choose…: О путёвках в санаторий"]
    page.lines[0].act()
    assert heard == [letter]
    for field in ("note", "subject_ru"):
        at.desk.bridge.run(documents.settle, document=letter, field=field, value="решено")
    at.wait(lambda: page.finished)
