"""Staff on a day, people × courses, and how training went on month by month."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.commands import staff as acts
from edo.domain.course import Audience
from edo.domain.coverage import Tally
from edo.queries import staff
from edo.queries.staff import PeopleMatrix, PersonCell, StaffRow, Standing
from edo.queries.training_time import Moment, ends, timeline
from tests.builders import TODAY
from tests.classroom import BEGUN, Classroom, classroom

DAY = timedelta(1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give an organisation where one has moved, and one has left."""
    with classroom(tmp_path) as made:
        made.hire("Семей", "Серикова", "Смагулов", position=made.clerk)
        made.hire("Семей", "Абаева")
        workplace, people = made.workplace, made.people
        there = made.offices["Аягоз"]
        acts.move(workplace, person=people["Абаева"], on=TODAY - 10 * DAY, to=there)
        acts.leave(workplace, person=people["Смагулов"], on=TODAY - 5 * DAY)
        yield made


def names(room: Classroom, on: date = TODAY, **told: object) -> list[str]:
    """Return who the staff is."""
    found: list[StaffRow] = room.read(staff.staff, on=on, **told)
    return [one.who.ru for one in found]


def test_staff_is_who_worked_there_on_the_day(room: Classroom) -> None:
    """Who came later, moved away or left is not among them; unless all are asked for."""
    semey, ayagoz = room.offices["Семей"], room.offices["Аягоз"]
    assert names(room, office=semey) == ["Серикова"]
    assert names(room, TODAY - 5 * DAY, office=semey) == ["Серикова", "Смагулов"]
    assert names(room, TODAY - 11 * DAY, office=semey) == ["Абаева", "Серикова", "Смагулов"]
    assert names(room, office=semey, left=True) == ["Абаева", "Серикова", "Смагулов"]
    assert names(room, office=ayagoz) == ["Абаева"]
    assert names(room, TODAY - 11 * DAY, office=ayagoz) == []
    assert names(room, under=room.offices["Абай"]) == ["Иванова Айгуль", "Абаева", "Серикова"]


def test_a_row_of_staff_has_all_their_places(room: Classroom) -> None:
    """With the last day of each, and the one of the day that was asked for."""
    (row,) = room.read(staff.staff, on=TODAY, office=room.offices["Аягоз"])
    assert [(stay.office.ru, stay.since, stay.last) for stay in row.stays] == [
        ("Семей", None, TODAY - 11 * DAY),
        ("Аягоз", TODAY - 10 * DAY, None),
    ]
    assert (row.at, row.here) == (row.stays[1], True)
    gone = room.read(staff.staff, on=TODAY, office=room.offices["Семей"], left=True)
    assert [(one.at.office.ru, one.here) for one in gone] == [
        ("Семей", False),
        ("Семей", True),
        ("Семей", False),
    ]
    clerk = gone[1].at
    assert (clerk.position_ru, clerk.is_clerk) == ("Делопроизводитель", True)
    assert gone[2].at.last == TODAY - 5 * DAY


def test_people_stand_against_courses(room: Classroom) -> None:
    """Passed until a day, left, lapsed, not asked of them, invited."""
    ever = room.course("А")
    yearly = room.course("Б", months=12)
    short = room.course("В", months=1, audience=Audience(positions=(room.clerk,)))
    for course in (ever, yearly, short):
        session = room.train(course, TODAY - 60 * DAY, "Серикова")
    room.plan(short, TODAY + DAY, "Серикова")
    found: PeopleMatrix = room.read(staff.people, on=TODAY, under=room.offices["Абай"])
    assert [item.id for item in found.courses] == [ever, yearly, short]
    cells = {row.staff.who.ru: row.cells for row in found.rows}
    assert cells["Абаева"] == (
        PersonCell(Standing.LEFT),
        PersonCell(Standing.LEFT),
        PersonCell(Standing.NOT_REQUIRED),
    )
    first, second, third = cells["Серикова"]
    passed = TODAY - 60 * DAY
    assert (first.standing, first.passed, first.last) == (Standing.PASSED, passed, None)
    assert (second.passed, second.last) == (passed, date(2026, 12, 31))
    assert third == PersonCell(Standing.EXPIRED, invited=TODAY + DAY)
    was: PeopleMatrix = room.read(
        staff.people, on=TODAY - 50 * DAY, office=room.offices["Семей"], courses=[short]
    )
    told = {row.staff.who.ru: row.cells[0].session for row in was.rows}
    assert told == {"Абаева": "", "Серикова": session, "Смагулов": ""}
    assert room.read(staff.people, on=BEGUN - DAY, office=room.offices["Семей"]).courses == ()


def test_a_time_line_tells_of_the_end_of_each_month(room: Classroom) -> None:
    """People and offices; of some offices where only those are asked for."""
    course = room.course("А")
    room.train(course, TODAY - 20 * DAY, "Серикова")
    told = {"course": course, "since": date(2026, 1, 15), "until": TODAY}
    found: list[Moment] = room.read(timeline, **told)
    assert found == [
        Moment(date(2026, 1, 31), Tally(4), 0, 2),
        Moment(date(2026, 2, 28), Tally(3, 1, 0, 1), 1, 3),
        Moment(TODAY, Tally(3, 1, 0, 1), 1, 3),
    ]
    part: list[Moment] = room.read(timeline, **told, under=room.offices["Аягоз"])
    assert [(one.tally, one.offices) for one in part] == [
        (Tally(), 0),
        (Tally(1), 1),
        (Tally(1), 1),
    ]
    assert room.read(timeline, **{**told, "since": TODAY + DAY}) == []


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-3, 900))
def test_every_month_of_a_period_has_one_end(since: date, days: int) -> None:
    """In order, within the period, the last of them its own."""
    until = since + timedelta(days)
    found = [*ends(since, until)]
    assert len({(one.year, one.month) for one in found}) == len(found)
    assert found == sorted(found)
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    assert len(found) == (months if days >= 0 else 0)
    assert all((one + DAY).day == 1 for one in found[:-1])
    assert not found or (found[-1] == until and found[0] >= since)
