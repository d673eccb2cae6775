"""Who is trained, on the terminal: where offices stand on any day, who is left, what to plan."""

from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.days import day
from tests.terminal.trained import AIGUL, BERIK, BRANCH, DINA, VERA, at_branch, planned

COURSE = "Освоение единого электронного документооборота"


@pytest.fixture
def desk(blank: Terminal, trained_home: Path) -> Terminal:
    """Give a terminal in an organisation with a branch, half of which was trained a week ago."""
    at_branch(blank, trained_home)
    session = planned(blank, AIGUL, BERIK, on=-7)
    blank.json("training", "mark", session, "--all-present")
    blank.json("training", "session", "hold", session)
    return blank


def test_who_is_left_on_any_day(desk: Terminal) -> None:
    """Offices and people left are those of the day that is asked for."""
    (course,) = desk.json("training", "untrained")
    named = {one["office_name"]: one for one in course["offices"]}
    assert [one["person"] for one in named[BRANCH]["people"]] == [VERA, DINA]
    assert named[BRANCH]["readiness"] == "partly"
    (course,) = desk.json("training", "untrained", "--on", day(-8), "--under", "аягоз")
    (office,) = course["offices"]
    assert [one["person"] for one in office["people"]] == [AIGUL, BERIK, VERA, DINA]
    assert office["readiness"] == "not_trained"
    assert desk.json("training", "untrained", "--on", day(-31)) == []
    shown = desk("training", "untrained", "--under", "АЯГ").out
    assert "offices with people left to train: 1; people left: 2" in shown
    assert VERA in shown
    assert AIGUL not in shown


def test_where_courses_and_offices_stand(desk: Terminal) -> None:
    """The sums of a course, its offices, and the matrix say the same."""
    told = desk.json("training", "status", "--under", "АЯГ")
    (course,) = told["courses"]
    assert (course["required_people"], course["trained_people"], course["coverage"]) == (4, 2, 50)
    assert (course["trained_offices"], course["offices_in_all"]) == (0, 1)
    (office,) = desk.json("training", "status", "--under", "АЯГ", "--course", "электронн")
    assert (office["office_name"], office["left_people"]) == (BRANCH, 2)
    matrix = desk.json("training", "status", "--matrix")
    names = [row["office_name"] for row in matrix["rows"]]
    assert names.index("Комитет") < names.index(BRANCH)
    cell = matrix["rows"][names.index(BRANCH)]["cells"][0]
    assert (cell["readiness"], cell["coverage"]) == ("partly", 50)
    assert "2/4 Trained in part" in desk("training", "status", "--matrix").out
    assert COURSE in desk("training", "status").out


def test_when_all_are_trained_the_office_is(desk: Terminal) -> None:
    """The last two make the office trained from the day they passed."""
    session = planned(desk, VERA, DINA)
    desk.json("training", "mark", session, "--all-present")
    (office,) = desk.json("training", "status", "--under", "АЯГ", "--course", "электронн")
    assert office["readiness"] == "trained"
    (before,) = desk.json(
        *("training", "status", "--under", "АЯГ", "--course", "электронн", "--on", day(-1))
    )
    assert before["readiness"] == "partly"


def test_what_ends_and_what_to_plan(desk: Terminal) -> None:
    """A pass of a year is to be renewed within its last sixty days; who is left is proposed."""
    assert desk.json("training", "ending") == []
    soon = desk.json("training", "ending", "--on", day(320))
    assert [one["person"] for one in soon] == [AIGUL, BERIK]
    assert desk.json("training", "ending", "--on", day(320), "--days", "10") == []
    proposed = {one["office_name"]: one for one in desk.json("training", "plan")}
    assert [one["person"] for one in proposed[BRANCH]["people"]] == [VERA, DINA]
    assert proposed[BRANCH]["last_trained"] == day(-7)
    planned(desk, VERA, DINA, on=3)
    assert BRANCH not in {one["office_name"] for one in desk.json("training", "plan")}


def test_sessions_are_listed_by_what_is_to_be_done(desk: Terminal) -> None:
    """Planned, to be marked, held: each list has its own."""
    coming, waiting = planned(desk, VERA, on=3), planned(desk, DINA)

    def ids(*line: str) -> list[str]:
        return [one["id"] for one in desk.json("training", "session", "list", *line)]

    assert ids("--view", "planned") == [coming]
    assert ids("--view", "to_mark") == [waiting]
    assert len(ids("--view", "held")) == 1
    assert ids("--person", VERA, "--office", "аягоз", "--course", "электронн") == [coming]
    assert ids("--until", day(-8)) == []
    heads, *rows = desk("training", "session", "list").out.splitlines()
    assert ("course" in heads.lower(), "where" in heads.lower()) == (True, True)
    assert all(COURSE[:8] in row and "Зал" in row for row in rows if row.startswith("v"))
    shown = desk("training", "session", "show", coming).out.lower()
    assert ("where" in shown, "place of issue" in shown) == (True, False)
    told = desk.json("training", "status")
    assert (told["planned"], told["to_mark"], told["disputed"]) == (1, 1, 0)


def test_who_is_left_is_invited_at_once(desk: Terminal) -> None:
    """A session is planned for all who are left in its offices, and one that was takes them on."""
    line = ("--course", "электронн", "--begins", day(2), "--office", "аягоз")
    made = desk.json("training", "session", "plan", *line, "--left")
    shown = desk.json("training", "session", "show", made["id"])
    assert [one["person"] for one in shown["people"]] == [VERA, DINA]
    other = planned(desk, AIGUL, on=4)
    assert desk.json("training", "session", "invite", other, "--left")["people"] == 3
