"""A clerk's morning in a real window of a real X server, by real keys, in the person's language."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from edo.commands import correspondents, numbers, organisation
from edo.domain.card import Kind
from edo.domain.organisation import Correspondent
from tests.screen.screen import Screen, missing, program, screen

pytestmark = pytest.mark.skipif(
    bool(missing()), reason=f"a screen of our own needs {', '.join(missing())}"
)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Screen]:
    """Begin a screen."""
    with screen(qtbot) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Found an office with a journal of incoming letters."""
    folder = tmp_path / "home"
    workplace = organisation.found(
        folder, organisation="Кәсіподақ", office="Абай облыстық ұйымы", person="Әлібекова Гүлнар"
    )
    numbers.open_journal(workplace, index="ВХ", kind=Kind.INCOMING, title_ru="Входящие")
    party = Correspondent(name_ru="Акимат города", name_kk="Қала әкімдігі")
    correspondents.add(workplace, correspondent=party)
    workplace.close()
    return folder


def registered(home: Path) -> list[tuple[str, str]]:
    """Read numbers and subjects out of the database, while the program holds it."""
    path = home / "edo.db"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        statement = "SELECT number, subject_ru || subject_kk FROM documents WHERE number <> ''"
        found = database.execute(f"{statement} ORDER BY number").fetchall()
    database.close()
    return found


def test_two_letters_are_registered_and_found(desk: Screen, home: Path) -> None:
    """Ctrl+N, words, Ctrl+Enter, twice; Ctrl+K finds; Ctrl+Q ends the program."""
    with program(desk, home, "kk"):
        desk.sit_before("Құжат айналымы")
        desk.key("ctrl+n")
        desk.sit_before("Тіркеу")
        desk.type("қала")
        desk.key("Tab")
        desk.type("бір")
        desk.key("Tab")
        desk.type("кеше")
        desk.key(*["Tab"] * 2)
        desk.type("Мектептің шатырын жөндеу туралы")
        desk.key("ctrl+Return")
        desk.wait(lambda: len(registered(home)) == 1)
        desk.type("қала")
        desk.key("Tab")
        desk.type("екі")
        desk.key(*["Tab"] * 3)
        desk.type("Жолдамалар туралы")
        desk.key("ctrl+Return")
        desk.wait(lambda: len(registered(home)) == 2)
        desk.key("Escape")
        desk.sit_before("Құжат айналымы")
        desk.key("ctrl+q")
    assert registered(home) == [
        ("1", "Мектептің шатырын жөндеу туралы"),
        ("2", "Жолдамалар туралы"),
    ]
