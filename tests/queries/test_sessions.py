"""Lists of training sessions, and what needs action."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from edo.commands import training as acts
from edo.domain.routed import Act
from edo.domain.session import Form, SessionStatus
from edo.domain.training import Marked, Marking
from edo.queries import sessions, training
from edo.queries.digest import digest
from edo.queries.sessions import Chosen, SessionRow, View
from edo.queries.training import Actions
from edo.queries.waiting import page, waiting
from tests.builders import TODAY
from tests.classroom import Classroom, classroom

DAY = timedelta(1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give an organisation with people to train."""
    with classroom(tmp_path) as made:
        made.hire("Семей", "Серикова", "Смагулов")
        made.hire("Акмола", "Ахметова")
        yield made


def rows(room: Classroom, **told: object) -> list[SessionRow]:
    """Return a list of sessions."""
    found: list[SessionRow] = room.read(sessions.sessions, on=TODAY, **told)
    return found


def test_each_view_shows_its_sessions(room: Classroom) -> None:
    """To come, to be marked, held, cancelled, differently marked."""
    course = room.course("Документооборот")
    coming = room.plan(course, TODAY + 5 * DAY)
    nearer = room.plan(course, TODAY + DAY)
    begun = room.plan(course, TODAY)
    late = room.plan(course, TODAY - 9 * DAY, "Серикова")
    held = room.train(course, TODAY - 3 * DAY, "Смагулов")
    gone = room.plan(course, TODAY + 2 * DAY)
    acts.cancel(room.workplace, session=gone, reason="Болезнь")
    expected = {
        View.ALL: [coming, gone, nearer, begun, held, late],
        View.PLANNED: [nearer, coming],
        View.TO_MARK: [late, begun],
        View.HELD: [held],
        View.CANCELLED: [gone],
        View.DISPUTED: [],
    }
    found = {view: [one.id for one in rows(room, chosen=Chosen(view))] for view in View}
    assert found == expected
    for view, ids in expected.items():
        chosen = Chosen(view)
        assert room.read(sessions.count, on=TODAY, chosen=chosen) == len(ids)
    assert [one.to_mark for one in rows(room)] == [False, False, False, True, False, True]


def test_a_list_is_narrowed_and_goes_on(room: Classroom) -> None:
    """By course, office, trainer, person and period; page by page."""
    course, other = room.course("Документооборот"), room.course("Архив")
    me = room.workplace.identity.person
    first = room.plan(course, TODAY, "Серикова", office="Семей")
    second = room.plan(
        other, TODAY + DAY, ends=TODAY + 3 * DAY, trainers=(room.people["Ахметова"],)
    )
    narrowed = {
        Chosen(course=course): [first],
        Chosen(office=room.offices["Семей"]): [first],
        Chosen(trainer=me): [first],
        Chosen(trainer=room.people["Серикова"]): [],
        Chosen(person=room.people["Серикова"]): [first],
        Chosen(since=TODAY + 2 * DAY): [second],
        Chosen(until=TODAY): [first],
        Chosen(View.PLANNED, course=other, since=TODAY, until=TODAY + DAY): [second],
    }
    for chosen, ids in narrowed.items():
        assert [one.id for one in rows(room, chosen=chosen)] == ids, chosen
    for view, order in ((View.ALL, [second, first]), (View.PLANNED, [second])):
        seen: list[str] = []
        page = rows(room, chosen=Chosen(view), limit=1)
        while page:
            seen += [one.id for one in page]
            page = rows(room, chosen=Chosen(view), after=page[-1].key, limit=1)
        assert seen == order


def test_a_row_tells_who_came_and_who_passed(room: Classroom) -> None:
    """Present is not yet passed where the course asks for a result."""
    course = room.course("Охрана труда", threshold=60)
    session = room.plan(
        course, TODAY - DAY, "Серикова", "Смагулов", "Ахметова", office="Семей", place="Актовый зал"
    )
    marks = (
        Marking(room.people["Серикова"], True, 80),
        Marking(room.people["Смагулов"], True, 40),
    )
    acts.mark(room.workplace, session=session, marks=marks)
    (row,) = rows(room)
    assert (row.invited, row.present, row.passed, row.absent, row.unmarked) == (3, 2, 1, 0, 1)
    assert (row.title("kk"), row.place, row.form) == (
        "Охрана труда (қаз)",
        "Актовый зал",
        Form.ON_SITE,
    )
    assert (row.status, row.organiser.id) == (SessionStatus.PLANNED, room.offices["Абай"])
    assert [office.kk for office in row.offices] == ["Семей (қаз)"]
    assert [who.ru for who in row.trainers] == ["Иванова Айгуль"]


def test_a_session_of_a_course_nobody_described_is_called_as_it_was_planned(
    room: Classroom,
) -> None:
    """The fact about the course may come later than the session."""
    course = room.course("Документооборот")
    room.plan(course, TODAY)
    room.workplace.write(
        lambda connection: connection.exec_driver_sql("DELETE FROM directory WHERE sort = 'course'")
    )
    (row,) = rows(room)
    assert (row.course_ru, row.course_kk) == ("Документооборот", "Документооборот")


def test_what_needs_action_comes_first(room: Classroom) -> None:
    """Courses with people left, passes that lapse, sessions to mark, to settle and to come."""
    course = room.course("Документооборот")
    yearly = room.course("Охрана труда", months=12)
    room.train(yearly, TODAY - 350 * DAY, "Серикова", "Смагулов", "Ахметова")
    planned = room.plan(course, TODAY + DAY)
    late = room.plan(course, TODAY - DAY, "Серикова")
    disputed = room.train(course, TODAY - 2 * DAY, "Смагулов")
    organiser = room.offices["Абай"]
    again = (Marking(room.people["Смагулов"], False),)
    room.workplace.record(disputed, Marked(organiser=organiser, marks=again))
    found: Actions = room.read(training.actions, on=TODAY)
    assert [(one.course.id, one.people_left, one.offices_left) for one in found.needs] == [
        (course, 4, 3),
        (yearly, 1, 1),
    ]
    assert (found.ending_count, len(found.ending)) == (3, 3)
    for part, id in ((found.planned, planned), (found.to_mark, late), (found.disputed, disputed)):
        assert (part.count, [row.id for row in part.rows]) == (1, [id])
    assert found.count == 2 + 3 + 1 + 1
    part = room.read(training.actions, on=TODAY, under=room.offices["Акмола"], trainer="p-nobody")
    assert [one.people_left for one in part.needs] == [1, 0]
    assert (part.ending_count, part.to_mark.count) == (1, 0)


def test_a_session_waits_for_its_trainer_until_it_is_held_and_for_guests_until_its_day(
    room: Classroom,
) -> None:
    """In the reader's language; who did not come on the day is not reminded for ever."""
    course = room.course("Документооборот")
    me, guest = room.workplace.identity.person, room.people["Серикова"]
    room.plan(course, TODAY + DAY, "Серикова")

    def acts_of(person: str, days: int) -> list[tuple[Act, str, str]]:
        today = TODAY + days * DAY
        told = room.read(waiting, person=person, today=today)
        found = room.read(page, person=person, today=today)
        assert [group.counts.count for group in told.groups] == ([len(found)] if found else [])
        day = room.read(digest, person=person, today=today, next_day=today + DAY)
        assert day.count == len(found)
        return [(row.act, row.subject_ru, row.subject_kk) for row in found]

    hold = (Act.HOLD, "Документооборот", "Документооборот (қаз)")
    attend = (Act.ATTEND, *hold[1:])
    for days in range(4):
        assert acts_of(me, days) == [hold]
        assert acts_of(guest, days) == ([attend] if days < 2 else [])
