"""A branch whose staff is to be trained, for stories on the terminal."""

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from edo.cli import main
from tests.terminal.days import day

if TYPE_CHECKING:
    from tests.terminal.conftest import Terminal

BRANCH = "Филиал города Аягоз"
AIGUL, BERIK, VERA, DINA = PEOPLE = (
    "Асанова Айгуль Кайратовна",
    "Берік Болат",
    "Власова Вера",
    "Дина Д.",
)


def make_branch(home: Path) -> None:
    """Add a branch of four and a course to an office."""
    course = ("--title-ru", "Освоение единого электронного документооборота", "--on", day(-30))
    for line in (
        ("office", "add", "--name-ru", BRANCH, "--short", "АЯГ", "--level", "branch"),
        ("position", "add", "--name-ru", "Делопроизводитель"),
        *(("staff", "add", "--name-ru", name, "--office", "аягоз") for name in PEOPLE),
        ("training", "course", "add", *course, "--months", "12", "--hours", "8"),
    ):
        with redirect_stdout(StringIO()):
            assert main(["--home", str(home), *line, "--json"]) == 0


def at_branch(blank: "Terminal", trained_home: Path) -> None:
    """Put a terminal on a copy of that office."""
    shutil.copytree(trained_home, blank.home)


def planned(desk: "Terminal", *invite: str, on: int = 0) -> str:
    """Plan a session of the branch."""
    people = [word for name in invite for word in ("--invite", name)]
    line = ("--course", "документооборот", "--begins", day(on), "--office", "АЯГ")
    told = desk.json("training", "session", "plan", *line, "--place", "Зал", *people)
    assert told["status"] == "planned"
    return told["id"]
