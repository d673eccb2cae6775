"""Sheets, reports and lists of training, written from the terminal."""

from pathlib import Path

import openpyxl
import pytest

from tests.reports import reading
from tests.terminal.conftest import Terminal
from tests.terminal.days import day
from tests.terminal.trained import AIGUL, BERIK, BRANCH, DINA, VERA, at_branch, planned


@pytest.fixture
def desk(blank: Terminal, trained_home: Path) -> Terminal:
    """Give a terminal in an organisation with a branch of four and a course."""
    at_branch(blank, trained_home)
    return blank


def held(desk: Terminal, *people: str) -> str:
    """Hold a session at which everybody was present, yesterday."""
    session = planned(desk, *people, on=-1)
    desk.json("training", "mark", session, "--all-present")
    desk.json("training", "session", "hold", session)
    return session


def heads(path: Path) -> list[str]:
    """Return the heads of a workbook's columns."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [str(cell.value) for cell in sheet[1]]


def test_a_scanned_sheet_finds_its_session(desk: Terminal, tmp_path: Path) -> None:
    """The sheet that was printed names its session by the code on it."""
    session = planned(desk, AIGUL, BERIK)
    sheet = tmp_path / "лист.pdf"
    printed = desk.json("training", "session", "print", session, "--out", sheet, "--empty", "3")
    assert printed["people"] == 2
    assert AIGUL in " ".join(reading.texts(sheet))
    told = desk.json("training", "session", "sheet", sheet)
    assert told["id"] == session
    (scan,) = desk.json("training", "session", "show", session)["sheets"]
    assert scan["name"] == "лист.pdf"


def test_the_report_names_the_right_offices_of_any_day(desk: Terminal, tmp_path: Path) -> None:
    """Told on the screen, written as text, printed; the day before, the branch is not trained."""
    held(desk, AIGUL, BERIK, VERA, DINA)
    act = ("training", "report", "--under", "аягоз", "--language", "ru")
    now = " ".join(desk.json(*act)["paragraphs"])
    before = " ".join(desk.json(*act, "--on", day(-2))["paragraphs"])
    assert "не прошла ни одна" in before
    assert BRANCH in now
    assert now != before
    text, pdf = tmp_path / "отчёт.txt", tmp_path / "отчёт.pdf"
    desk.json(*act, "--out", text)
    assert text.read_text("utf-8").split("\n\n")[0].strip() in now
    desk.json(*act, "--out", pdf, "--since", day(-20))
    assert BRANCH in " ".join(reading.texts(pdf))
    desk.json(*act, "--out", tmp_path / "отчёт.xlsx")
    assert "Организация" in heads(tmp_path / "отчёт.xlsx")
    assert desk.refused(*act, "--out", tmp_path / "отчёт.doc")
    assert "course" in desk.refused("training", "report", "--on", day(-40))


def test_people_by_courses_and_the_time_line(desk: Terminal) -> None:
    """Where each person stands, and how a course went on month by month."""
    held(desk, AIGUL)
    people = {one["person"]: one for one in desk.json("training", "people", "--office", "АЯГ")}
    assert people[AIGUL]["cells"][0]["standing"] == "passed"
    assert people[BERIK]["cells"][0]["standing"] == "left"
    months = desk.json("training", "timeline", "--course", "электронн", "--under", "аягоз")
    assert [one["trained_people"] for one in months][-1] == 1
    assert months[0]["trained_people"] == 0
    assert "until" in desk("training", "people", "--office", "АЯГ").out
