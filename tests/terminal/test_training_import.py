"""Lists of people on the terminal: judged, told, taken when told so."""

from datetime import date
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.transfer.spreadsheets import xlsx

HEADS = ("№", "Ф.И.О.", "Организация", "Должность", "Дата приёма")


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Write a list of staff as an office would send it."""
    path = tmp_path / "Қызметкерлер.xlsx"
    path.write_bytes(
        xlsx(
            [
                ("Список работников", None, None, None, None),
                HEADS,
                (1, "Ахметова Айгүл Кайратовна", "Комитет", "Бухгалтер", date(2020, 2, 3)),
                (2, "Сейтқали Болат", "Комитет", "Заңгер", "31.02.2026"),
                (3, "Ким Роза Ивановна", "Марс", "", ""),
                (4, "АХМЕТОВА Айгуль Кайратовна", "Комитет", "", ""),
                (5, "Ли Пётр Ильич", "Комитет", "", ""),
            ]
        )
    )
    return path


def test_a_list_is_judged_and_nothing_is_written(terminal: Terminal, staff: Path) -> None:
    """Without --yes every row gets its verdict, and that is all."""
    told = terminal.json("training", "import", staff)
    assert (told["kind"], told["sheet"], told["taken"]) == ("staff", "Sheet", None)
    assert [one["holds"] for one in told["columns"]] == [
        *(None, "name", "office", "position", "joined"),
    ]
    assert [(row["row"], row["verdict"]) for row in told["rows"]] == [
        *((3, "new"), (4, "wrong_date"), (5, "no_office"), (6, "double"), (7, "new")),
    ]
    assert told["rows"][1]["wrong"] == ["31.02.2026"]
    assert told["rows"][3]["first"] == 3
    assert len(terminal.json("person", "list")) == 1


def test_a_list_is_taken_once(terminal: Terminal, staff: Path) -> None:
    """With --yes the new are added; a second time everybody is known."""
    told = terminal.json("training", "import", staff, "--yes")
    counts = {"added": 2, "moved": 0, "left": 0, "marked": 0, "known": 0}
    assert told["taken"] == {**counts, "unplaced": [], "refused": []}
    again = terminal.json("training", "import", staff, "--yes", "--kind", "staff")
    assert again["counts"]["known"] == 2
    assert again["taken"]["added"] == 0
    assert len(terminal.json("person", "list")) == 3


def test_rows_and_columns_are_put_right_by_hand(terminal: Terminal, staff: Path) -> None:
    """What a column holds, the office of all, what is done with a row."""
    told = terminal.json(
        *("training", "import", staff, "--columns", "Организация=", "5=", "--office", "Комитет"),
        *("--row", "7=skip", "--yes"),
    )
    assert [row["verdict"] for row in told["rows"]] == ["new", "new", "new", "double", "new"]
    assert told["taken"]["added"] == 3
    assert "no column" in terminal.refused("training", "import", staff, "--columns", "Адрес=office")


def test_it_is_said_which_office_is_meant(terminal: Terminal, staff: Path) -> None:
    """For what rows write in place of a name."""
    told = terminal.json("training", "import", staff, "--means", "Марс=Комитет")
    assert [row["verdict"] for row in told["rows"]][2] == "new"
    assert "no office" in terminal.refused("training", "import", staff, "--means", "Марс=Луна")


def test_a_person_reads_the_rows_to_look_at(terminal: Terminal, staff: Path) -> None:
    """The table shows what needs a look, in the words of the language."""
    said = terminal("training", "import", staff)
    assert said.code == 0
    assert "wrong date" in said.out
    assert "no such office" in said.out
    assert "Ли Пётр Ильич" not in said.out.partition("verdict")[2]


def test_what_cannot_be_read_is_said(terminal: Terminal, tmp_path: Path, letter: Path) -> None:
    """A letter is no list; a code that is none is a wrong line."""
    assert "No column with names" in terminal.refused("training", "import", letter)
    assert "absent.xlsx" in terminal.refused("training", "import", tmp_path / "absent.xlsx")
    terminal.misused("training", "import", letter, "--columns", "x=nobody")
    terminal.misused("training", "import", letter, "--row", "x=add")
    terminal.misused("training", "import", letter, "--row", "2=remove")
