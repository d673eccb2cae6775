"""Training sessions in lists: planned, to be marked, held, with how many came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.course import Course
from edo.domain.session import Form, Session, SessionStatus
from edo.queries import directory
from edo.queries.offices import OfficeLine
from edo.queries.people import Who, people
from edo.store.database import ask

PAGE = 100
_decode = msgspec.json.Decoder(Session).decode

Key = tuple[int, str]
"""Where a session stands in a list: the number of its first day, and its id."""


class View(StrEnum):
    """Which sessions a list shows."""

    ALL = "all"
    PLANNED = "planned"
    """To come, the nearest first."""
    TO_MARK = "to_mark"
    """Begun, and not yet said to be over."""
    HELD = "held"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"
    """Somebody is marked differently by two trainers."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list of sessions shows; every part narrows it.

    Attributes:
        view: which sessions.
        course: id.
        office: id of an office they are for.
        trainer: id of somebody who holds them.
        person: id of somebody they are about.
        since, until: days of which one at least is theirs.
    """

    view: View = View.ALL
    course: str = ""
    office: str = ""
    trainer: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list.

    Attributes:
        id: of the session.
        course, course_ru, course_kk: id and titles; one that is not known is called as planned.
        organiser: the office that holds it.
        form, status, begins, ends, place: as planned.
        to_mark: it has begun, and nobody said that it is over.
        offices: whose people it is for.
        trainers: who holds it.
        invited: people on the list.
        present, absent, disputed, unmarked: how many are so; the last of those invited.
        passed: of those present, who reached the result the course asks for.
        sheets, certificates: scans of signed sheets, and certificates that hold.
        key: where it stands; the next page begins behind it.
    """

    id: str
    course: str
    course_ru: str
    course_kk: str
    organiser: OfficeLine
    form: Form
    status: SessionStatus
    begins: date
    ends: date
    place: str
    to_mark: bool
    offices: tuple[OfficeLine, ...]
    trainers: tuple[Who, ...]
    invited: int
    present: int
    absent: int
    disputed: int
    unmarked: int
    passed: int
    sheets: int
    certificates: int
    key: Key

    def title(self, language: str) -> str:
        """Return the title of its course in a language."""
        return self.course_kk if language == "kk" else self.course_ru


def sessions(
    connection: Connection,
    *,
    on: date,
    chosen: Chosen | None = None,
    after: Key | None = None,
    limit: int = PAGE,
) -> list[SessionRow]:
    """Return the next sessions, the latest first; those that are to come, the nearest first.

    Args:
        connection: of one snapshot.
        on: the day on which it is asked: decides which are to be marked.
        chosen: which; None: all.
        after: the row before: its `key`.
        limit: rows at most.
    """
    chosen = chosen or Chosen()
    tests, values = _narrowed(chosen, on)
    nearest_first = chosen.view in (View.PLANNED, View.TO_MARK, View.DISPUTED)
    if after is not None:
        tests.append(f"(s.begins, s.session) {'>' if nearest_first else '<'} (?, ?)")
        values += after
    way = "" if nearest_first else " DESC"
    statement = (
        f"SELECT s.session FROM sessions s WHERE {' AND '.join(tests)}"
        f" ORDER BY s.begins{way}, s.session{way} LIMIT {int(limit)}"
    )
    found = [session for (session,) in ask(connection, statement, tuple(values))]
    return rows(connection, found, on=on)


def count(connection: Connection, *, on: date, chosen: Chosen) -> int:
    """Return how many sessions there are of those."""
    tests, values = _narrowed(chosen, on)
    statement = f"SELECT count(*) FROM sessions s WHERE {' AND '.join(tests)}"
    return ask(connection, statement, tuple(values))[0][0]


def rows(connection: Connection, ids: Sequence[str], *, on: date) -> list[SessionRow]:
    """Return the rows of some sessions, in the order given; unknown ids are left out."""
    states = {id: state for id in ids if (state := state_of(connection, id)) is not None}
    subjects = {
        id for state in states.values() for id in (state.course, state.organiser, *state.offices)
    }
    entries = directory.entries(connection, subjects=subjects)
    names = people(connection, {id for state in states.values() for id in state.trainers})
    return [_row(id, state, entries, names.all(state.trainers), on) for id, state in states.items()]


def state_of(connection: Connection, session: str) -> Session | None:
    """Return a session; None where there is none."""
    statement = "SELECT state FROM routed WHERE subject = ? AND +sort = 'session'"
    found = ask(connection, statement, (session,))
    return _decode(found[0][0]) if found else None


def _row(
    id: str, state: Session, entries: Mapping[str, Any], trainers: tuple[Who, ...], on: date
) -> SessionRow:
    course = entries.get(state.course)
    known = course if isinstance(course, Course) else Course(state.title)
    marks = dict(state.settled())
    present = [mark for mark in marks.values() if mark.present]
    edition = known.taught(state.ends) if known.editions else None
    passed = (
        sum(edition.is_pass(present=True, result=mark.result) for mark in present)
        if edition
        else len(present)
    )
    return SessionRow(
        id=id,
        course=state.course,
        course_ru=known.title("ru"),
        course_kk=known.title("kk"),
        organiser=OfficeLine.of(state.organiser, entries.get(state.organiser)),
        form=state.form,
        status=state.status,
        begins=state.begins,
        ends=state.ends,
        place=state.place,
        to_mark=state.status is SessionStatus.PLANNED and state.begins <= on,
        offices=tuple(OfficeLine.of(one, entries.get(one)) for one in state.offices),
        trainers=trainers,
        invited=len(state.invited),
        present=len(present),
        absent=len(marks) - len(present),
        disputed=len(state.disputed),
        unmarked=len(state.unmarked),
        passed=passed,
        sheets=len(state.sheets),
        certificates=sum(state.certificate(person) is not None for person in state.certificates),
        key=(state.begins.toordinal(), id),
    )


_VIEWS = {
    View.PLANNED: "s.stage = 'planned' AND s.begins > ?1",
    View.TO_MARK: "s.stage = 'planned' AND s.begins <= ?1",
    View.HELD: "s.stage = 'held'",
    View.CANCELLED: "s.stage = 'cancelled'",
    View.DISPUTED: "s.disputed > 0",
}
_OFFICE = "s.session IN (SELECT session FROM session_offices WHERE office = ?)"
_TRAINER = "s.session IN (SELECT session FROM session_people WHERE person = ? AND trains = 1)"
_PERSON = "s.session IN (SELECT session FROM session_people WHERE person = ?)"


def _narrowed(chosen: Chosen, on: date) -> tuple[list[str], list[Any]]:
    """Return tests and their values, the day first."""
    told = (
        ("s.course = ?", chosen.course),
        (_OFFICE, chosen.office),
        (_TRAINER, chosen.trainer),
        (_PERSON, chosen.person),
        ("s.ends >= ?", chosen.since and chosen.since.toordinal()),
        ("s.begins <= ?", chosen.until and chosen.until.toordinal()),
    )
    wanted = [(test, value) for test, value in told if value]
    tests = [_VIEWS[chosen.view]] if chosen.view in _VIEWS else []
    tests += [test for test, _ in wanted]
    return [_DAY, *tests], [on.toordinal(), *(value for _, value in wanted)]


_DAY = "?1 IS NOT NULL"
"""Takes the day in every view, so that all values have their places."""


def planned_for(connection: Connection, *, course: str, on: date) -> dict[str, tuple[str, date]]:
    """Return person → (session, its first day) of all who are invited to one that is not over."""
    statement = (
        "SELECT p.person, s.session, s.begins FROM sessions s"
        " JOIN session_people p ON p.session = s.session"
        " WHERE s.course = ? AND s.stage = ? AND s.ends >= ? AND p.invited = 1 AND p.said = ''"
        " ORDER BY s.begins DESC, s.session"
    )
    values = (course, SessionStatus.PLANNED.value, on.toordinal())
    return {
        person: (session, date.fromordinal(begins))
        for person, session, begins in ask(connection, statement, values)
    }
