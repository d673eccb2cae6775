"""The matrix: where offices stand with courses on a day, themselves and with all below them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from edo.commands import courses, organisation, staff
from edo.domain.course import Audience, Edition, Goal
from edo.domain.coverage import Readiness, Tally
from edo.queries.coverage import Cell, Matrix, matrix
from tests.builders import TODAY
from tests.classroom import BEGUN, Classroom, classroom

DAY = timedelta(1)
CENTRE = "Профсоюз работников образования"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give an organisation with five people: the founder works in Abai too."""
    with classroom(tmp_path) as made:
        made.hire("Абай", "Абенов", position=made.head)
        made.hire("Семей", "Серикова", position=made.clerk)
        made.hire("Семей", "Смагулов")
        made.hire("Акмола", "Ахметова")
        yield made


def cells(found: Matrix, column: int = 0) -> dict[str, Cell]:
    """Return the cells of a course by the names of the offices."""
    return {row.office.ru: row.cells[column] for row in found.rows}


def ask(room: Classroom, on: date = TODAY, **told: object) -> Matrix:
    """Return the matrix of a day."""
    found: Matrix = room.read(matrix, on=on, **told)
    return found


def test_a_cell_says_how_an_office_stands_and_how_all_below_it(room: Classroom) -> None:
    """Its own people, those of the offices below, and how many of these are trained."""
    course = room.course("Документооборот")
    room.train(course, TODAY - DAY, "Серикова", "Смагулов", "Ахметова")
    found = cells(ask(room))
    abai = "Областная организация Абай"
    assert [*found] == [CENTRE, "Акмола", abai, "Аягоз", "Семей"]
    assert found["Семей"] == Cell(Tally(2, 2, 0, 1), Tally(2, 2, 0, 1), Readiness.TRAINED, 1, 1)
    assert found[abai].own == Tally(2)
    assert found[abai].readiness is Readiness.NOT_TRAINED
    assert (found[abai].below, found[abai].percent) == (Tally(4, 2, 0, 1), 50)
    assert (found[abai].trained, found[abai].offices) == (1, 2)
    assert (found[CENTRE].readiness, found[CENTRE].below) == (
        Readiness.NOBODY,
        Tally(5, 3, 0, 1),
    )
    assert (found[CENTRE].trained, found[CENTRE].offices) == (2, 3)
    assert found["Аягоз"].percent is None
    assert ask(room).total == (Cell(below=Tally(5, 3, 0, 1), trained=2, offices=3),)


def test_any_day_can_be_asked_for(room: Classroom) -> None:
    """Before the session nobody was trained; before the course nobody was to be."""
    course = room.course("Документооборот")
    room.train(course, TODAY - 10 * DAY, "Ахметова")
    steps = {TODAY: 1, TODAY - 10 * DAY: 1, TODAY - 11 * DAY: 0}
    for on, covered in steps.items():
        assert cells(ask(room, on))["Акмола"].own == Tally(1, covered)
    assert ask(room, BEGUN - DAY).courses == ()
    staff.leave(room.workplace, person=room.people["Ахметова"], on=TODAY - 5 * DAY)
    assert cells(ask(room, TODAY - 5 * DAY))["Акмола"].readiness is Readiness.TRAINED
    assert cells(ask(room))["Акмола"].readiness is Readiness.NOBODY


def test_the_rule_of_a_day_decides_when_an_office_is_trained(room: Classroom) -> None:
    """One who keeps the records is enough, where the course says so, from that day on."""
    course = room.course("Документооборот")
    room.train(course, TODAY - 9 * DAY, "Серикова")
    assert cells(ask(room))["Семей"].readiness is Readiness.PARTLY
    edition = Edition(on=TODAY, goal=Goal.CLERK)
    courses.revise(room.workplace, course=course, edition=edition)
    assert cells(ask(room))["Семей"].readiness is Readiness.TRAINED
    assert cells(ask(room, TODAY - DAY))["Семей"].readiness is Readiness.PARTLY
    assert (ask(room).goals, ask(room, TODAY - DAY).goals) == ((Goal.CLERK,), (Goal.EVERYONE,))


def test_what_was_held_once_is_told_apart(room: Classroom) -> None:
    """A pass that lapsed is not the same as none."""
    course = room.course("Охрана труда", months=1)
    room.train(course, TODAY - 50 * DAY, "Ахметова")
    cell = cells(ask(room))["Акмола"]
    assert (cell.own, cell.readiness) == (Tally(1, 0, 1), Readiness.EXPIRED)


def test_a_part_of_the_tree_and_some_courses(room: Classroom) -> None:
    """An office with those below it; courses in the order of their titles."""
    second = room.course("Документооборот", audience=Audience(positions=(room.clerk,)))
    first = room.course("Архив")
    part = ask(room, under=room.offices["Абай"])
    assert [row.office.depth for row in part.rows] == [1, 2, 2]
    assert [item.id for item in part.courses] == [first, second]
    assert [cell.below.required for cell in part.total] == [4, 1]
    assert [item.id for item in ask(room, courses=[second]).courses] == [second]
    assert ask(room, under="o-nowhere").rows == ()


def test_closed_offices_are_left_out_unless_somebody_is_there(room: Classroom) -> None:
    """Nobody is lost for a sign on a door; whoever works in no office has a row of their own."""
    room.course("Документооборот", audience=Audience(people=(room.people["Ахметова"],)))
    for name in ("Акмола", "Аягоз"):
        fields = {"closed": True}
        organisation.change_office(room.workplace, office=room.offices[name], fields=fields)
    names = [row.office.ru for row in ask(room).rows]
    assert "Акмола" in names
    assert "Аягоз" not in names
    fields = {"office": ""}
    organisation.change_entry(room.workplace, subject=room.people["Ахметова"], fields=fields)
    found = cells(ask(room))
    assert found[""].own == Tally(1)
    assert "Акмола" not in found
