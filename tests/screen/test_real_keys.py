"""A clerk's morning in a real window of a real X server, by real keys, in the person's language."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from edo.commands import correspondents, numbers, organisation
from edo.domain.card import Kind
from edo.domain.organisation import Correspondent
from tests.screen import neighbour as beside
from tests.screen.screen import Screen, missing, neighbour, program, screen

pytestmark = pytest.mark.skipif(
    bool(missing()), reason=f"a screen of our own needs {', '.join(missing())}"
)


CARD = (1150, 400)
"""A place on the card beside the list."""


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


def close(desk: Screen, title: str) -> None:
    """Press Esc until a window is closed: a note beside its fields goes first."""

    def closed() -> bool:
        desk.key("Escape")
        return not desk.windows(title)

    desk.wait(closed)


def attached(home: Path) -> int:
    """Count the attached files in the database, while the program holds it."""
    with sqlite3.connect(f"file:{home / 'edo.db'}?mode=ro", uri=True) as database:
        (count,) = database.execute("SELECT count(*) FROM attachments").fetchone()
    database.close()
    return count


def drop_on_card(desk: Screen, home: Path, source: tuple[int, int]) -> None:
    """Drag a file onto the card; one that was not there yet leaves it to the window."""
    before = attached(home)

    def told() -> bool:
        return attached(home) > before or bool(desk.windows("Тіркеу"))

    while attached(home) == before:
        desk.drag(source, CARD)
        desk.wait(told)
        if desk.windows("Тіркеу"):
            close(desk, "Тіркеу")


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


def test_files_are_dragged_in_and_out(desk: Screen, home: Path, tmp_path: Path) -> None:
    """Another program's files begin a registration and go onto a card; out comes a copy."""
    told, letter = tmp_path / "told", tmp_path / "хат.txt"
    letter.write_text("Жолдамалар туралы", encoding="utf-8")
    with neighbour(desk, told, [letter]), program(desk, home, "kk"):
        desk.sit_before("Құжат айналымы")
        desk.key("ctrl+11", "ctrl+n")  # it hears keys, so it sees files
        desk.sit_before("Тіркеу")
        close(desk, "Тіркеу")
        desk.wait(lambda: bool(desk.windows(beside.TITLE)))
        left, top = desk.place(beside.TITLE)
        wide, high = beside.SIZE
        source = (left + wide // 4, top + high // 2)
        target = (left + 3 * wide // 4, top + high // 2)
        desk.drag(source, (600, 400))
        desk.sit_before("Тіркеу")
        desk.type("қала")
        desk.key(*["Tab"] * 4)
        desk.type("Жолдамалар")
        desk.key("ctrl+Return")
        desk.wait(lambda: attached(home) == 1)
        close(desk, "Тіркеу")
        desk.sit_before("Құжат айналымы")
        drop_on_card(desk, home, source)
        for line in range(CARD[1] - 160, CARD[1] + 160, 20):
            if not told.exists():
                desk.drag((CARD[0] - 100, line), target)
        copy = Path(told.read_text(encoding="utf-8"))
        assert copy.read_text(encoding="utf-8") == "Жолдамалар туралы"
        assert copy != letter
        desk.sit_before("Құжат айналымы")
        desk.key("ctrl+q")
