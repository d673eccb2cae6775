"""Who is left to train, whose passes lapse, what to plan: office by office."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from edo.commands import staff
from edo.domain.coverage import Readiness, Tally
from edo.errors import Reason, Refusal
from edo.queries import untrained
from edo.queries.untrained import Ending, LeftOffice, Region
from tests.builders import TODAY
from tests.classroom import BEGUN, Classroom, classroom

DAY = timedelta(1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give an organisation with staff in three offices."""
    with classroom(tmp_path) as made:
        made.hire("Семей", "Серикова", position=made.clerk)
        made.hire("Семей", "Абаева", "Смагулов")
        made.hire("Аягоз", "Досова")
        made.hire("Акмола", "Ахметова", joined=TODAY - 20 * DAY)
        yield made


def left(room: Classroom, course: str, on: date = TODAY, **told: object) -> dict[str, list[str]]:
    """Return who is left, by the names of the offices."""
    found: list[LeftOffice] = room.read(untrained.left, course=course, on=on, **told)
    return {one.office.ru: [person.who.ru for person in one.people] for one in found}


def test_who_is_left_stands_under_their_office(room: Classroom) -> None:
    """In the order of the tree, and of the alphabet; those trained are not among them."""
    course = room.course("Документооборот")
    room.train(course, TODAY - DAY, "Серикова", "Досова")
    abai = "Областная организация Абай"
    assert left(room, course) == {
        "Акмола": ["Ахметова"],
        abai: ["Иванова Айгуль"],
        "Семей": ["Абаева", "Смагулов"],
    }
    assert [*left(room, course, under=room.offices["Семей"])] == ["Семей"]
    assert left(room, course, TODAY - 21 * DAY).keys() == {abai, "Аягоз", "Семей"}
    assert left(room, course, BEGUN - DAY) == {}


def test_a_person_who_is_left_is_told_whole(room: Classroom) -> None:
    """What they are, since when nothing holds, whether they ever passed, where they are invited."""
    course = room.course("Охрана труда", months=1)
    room.train(course, TODAY - 40 * DAY, "Серикова")
    session = room.plan(course, TODAY + 3 * DAY, "Серикова")
    (office,) = room.read(
        untrained.left, course=course, on=TODAY, under=room.offices["Семей"], language="kk"
    )
    assert (office.readiness, office.tally) == (Readiness.EXPIRED, Tally(3, 0, 1))
    clerk = office.people[-2]
    assert (clerk.who.ru, clerk.position_ru, clerk.is_clerk) == (
        "Серикова",
        "Делопроизводитель",
        True,
    )
    assert (clerk.had, clerk.since) == (True, date(2026, 2, 21))
    assert (clerk.session, clerk.invited) == (session, TODAY + 3 * DAY)
    assert (office.people[0].had, office.people[0].since) == (False, BEGUN)


def test_a_course_that_is_not_there_is_refused(room: Classroom) -> None:
    """As anything that is asked by a wrong id."""
    for query in (untrained.left, untrained.proposals):
        with pytest.raises(Refusal) as refusal:
            room.read(query, course="g0", on=TODAY)
        assert refusal.value.reason is Reason.UNKNOWN_COURSE


def test_passes_that_lapse_soon_are_told_with_who_is_invited_again(room: Classroom) -> None:
    """The first to lapse first; a pass that was renewed does not lapse."""
    course = room.course("Охрана труда", months=12)
    first = room.train(course, TODAY - 350 * DAY, "Серикова", "Смагулов")
    room.train(course, TODAY - 340 * DAY, "Досова")
    room.train(course, TODAY - 100 * DAY, "Ахметова")
    room.train(course, TODAY - 2 * DAY, "Смагулов")
    room.plan(course, TODAY + DAY, "Серикова")

    def ending(on: date = TODAY, **told: object) -> list[tuple[str, date | None]]:
        found: list[Ending] = room.read(untrained.ending, on=on, **told)
        return [(one.who.ru, one.invited) for one in found]

    assert ending() == [("Серикова", TODAY + DAY), ("Досова", None)]
    assert ending(days=20) == [("Серикова", TODAY + DAY)]
    assert ending(under=room.offices["Аягоз"]) == [("Досова", None)]
    assert ending(courses=[]) == []
    assert ending(limit=1, language="kk") == [("Серикова", TODAY + DAY)]
    (one,) = room.read(untrained.ending, on=TODAY, days=20)
    assert (one.session, one.passed, one.expires) == (first, TODAY - 350 * DAY, date(2026, 3, 17))
    assert room.read(untrained.ending_count, on=TODAY) == 2
    assert room.read(untrained.ending_count, on=TODAY, under=room.offices["Аягоз"]) == 1
    staff.leave(room.workplace, person=room.people["Досова"], on=TODAY - DAY)
    assert ending() == [("Серикова", TODAY + DAY)]


def test_sessions_are_proposed_by_region_with_who_trained_there_last(room: Classroom) -> None:
    """Who is invited is not proposed again; an office that nobody trained has no trainer."""
    course, other = room.course("Документооборот"), room.course("Архив")
    room.train(other, TODAY - 9 * DAY, "Серикова", office="Семей")
    room.plan(course, TODAY + DAY, "Абаева", "Ахметова")
    found: list[Region] = room.read(untrained.proposals, course=course, on=TODAY)
    (region,) = found
    assert region.office is not None
    assert (region.office.id, region.people) == (room.offices["Абай"], 4)
    told = [(one.office.office.id, one.trainer.ru, one.last) for one in region.proposals]
    assert told == [
        (room.offices["Абай"], "", None),
        (room.offices["Аягоз"], "", None),
        (room.offices["Семей"], "Иванова Айгуль", TODAY - 9 * DAY),
    ]
    assert [one.who.ru for one in region.proposals[2].office.people] == ["Серикова", "Смагулов"]
