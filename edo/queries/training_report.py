"""What a report about one course says of a day, or of a period that ends with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from edo.domain.course import Course, Edition, Goal
from edo.domain.coverage import Readiness, Structure, Tally, passes
from edo.domain.session import Form, Session
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries.coverage import NOTHING, MatrixRow, matrix, tallies
from edo.queries.offices import OfficeLine, offices
from edo.queries.people import Who, people
from edo.store.database import ask

MONTHS = 12
MOST_BARS = 24
"""Offices that have a bar each; of more, those next to the top stand for all below them."""
_decode = msgspec.json.Decoder(Session).decode
_SESSIONS = (
    "SELECT s.session, r.state FROM sessions s JOIN routed r ON r.subject = s.session"
    " WHERE s.course = ? AND s.ends >= ? AND s.ends <= ? ORDER BY s.begins, s.session"
)


@dataclass(frozen=True, slots=True)
class HeldItem:
    """A training that was held; `present` is how many people were there."""

    id: str
    begins: date
    ends: date
    form: Form
    place: str
    offices: tuple[OfficeLine, ...]
    trainers: tuple[Who, ...]
    present: int


@dataclass(frozen=True, slots=True)
class MonthShare:
    """At the end of a month, or today: people and offices that are trained, of those who must."""

    first: date
    covered: int
    required: int
    trained: int
    offices: int


@dataclass(frozen=True, slots=True)
class OfficeShare:
    """An office, or all of a region: people who hold a pass out of those who must."""

    office: OfficeLine
    covered: int
    required: int
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class CourseReport:
    """What is told of a course.

    Attributes:
        course: the course; `goal` when an office counted as trained on the day.
        rows: offices in the order of the tree, with one cell each.
        suited: ids of the offices the course is for, whoever works there.
        newly: ids of the offices that became trained in the period.
        held: trainings of the period.
        passed: people who passed in the period.
        months: how it grew.
    """

    course: Course
    goal: Goal
    rows: tuple[MatrixRow, ...]
    suited: frozenset[str]
    newly: frozenset[str] = frozenset()
    held: tuple[HeldItem, ...] = ()
    passed: int = 0
    months: tuple[MonthShare, ...] = ()


def course_report(
    connection: Connection,
    *,
    course: str,
    on: date,
    since: date | None = None,
    under: str = "",
    language: str = "ru",
) -> CourseReport:
    """Return what a report about a course says.

    Args:
        connection: of one snapshot.
        course: id.
        on: the day of which offices are told, the last of the period.
        since: first day of the period; None: there is none.
        under: an office: only it and those below it; empty: all.
        language: whose alphabet orders offices.

    Raises:
        Refusal: there is no such course.
    """
    state = directory.entries(connection, subjects=[course]).get(course)
    if not isinstance(state, Course):
        raise Refusal(Reason.UNKNOWN_COURSE, value=course)
    found = matrix(connection, on=on, courses=[course], under=under, language=language)
    lines = [row.office for row in found.rows]
    edition = state.in_force(on)
    report = CourseReport(
        state,
        edition.goal if edition else Goal.EVERYONE,
        found.rows,
        frozenset(_suited(connection, edition, lines) if edition else ()),
    )
    made = _Told(connection, course, state, frozenset(one.id for one in lines))
    report = replace(report, months=tuple(made.months(on)))
    if since is None:
        return report
    newly = made.trained(on) - made.trained(since - timedelta(1))
    sessions = [*made.sessions(since, on)]
    held = made.items(sessions, language)
    return replace(report, newly=newly, held=held, passed=made.passed(sessions))


def office_shares(rows: Sequence[MatrixRow]) -> Iterator[OfficeShare]:
    """Yield each office; where there are many, those above with all below them.

    What charts show, on paper and on screen; `rows` have one cell each.
    """
    depths = sorted({row.office.depth for row in rows}, reverse=True)
    for deepest in depths:
        shown = [row for row in rows if _told_at(row, deepest).required]
        if len(shown) <= MOST_BARS or deepest == depths[-1]:
            for row in shown:
                tally, cell = _told_at(row, deepest), row.cells[0]
                readiness = cell.whole if row.office.depth == deepest else cell.readiness
                yield OfficeShare(row.office, tally.covered, tally.required, readiness)
            return


def _told_at(row: MatrixRow, deepest: int) -> Tally:
    """Return what a bar tells of an office: of itself, at the deepest level of all below too."""
    if row.office.depth > deepest:
        return NOTHING
    return row.cells[0].below if row.office.depth == deepest else row.cells[0].own


def _suited(connection: Connection, edition: Edition, lines: Iterable[OfficeLine]) -> Iterator[str]:
    """Yield the offices an edition is for, though nobody may work there."""
    audience = edition.audience
    if audience.names_people_only:
        return
    known = {item.id: item.office for item in directory.offices(connection)}
    structure = Structure(known)
    for line in lines:
        is_level = not audience.levels or line.level in audience.levels
        if is_level and (not audience.offices or structure.is_within(line.id, audience.offices)):
            yield line.id


@dataclass(frozen=True, slots=True)
class _Told:
    """One course in some offices, asked about several days."""

    connection: Connection
    id: str
    course: Course
    offices: frozenset[str]

    def trained(self, on: date) -> frozenset[str]:
        """Return the offices that are trained on a day."""
        goal = self._goal(on)
        return frozenset(
            office
            for office, tally in self._tallies(on)
            if tally.readiness(goal) is Readiness.TRAINED
        )

    def months(self, on: date) -> Iterator[MonthShare]:
        """Yield twelve months, the last is that of the day; none before anybody was required."""
        month, begun = on.replace(day=1), False
        firsts = [month]
        while len(firsts) < MONTHS:
            month = (month - timedelta(1)).replace(day=1)
            firsts.append(month)
        for first in reversed(firsts):
            day = min(on, (first + timedelta(31)).replace(day=1) - timedelta(1))
            counted = [tally for _, tally in self._tallies(day)]
            whole, goal = sum(counted, Tally()), self._goal(day)
            begun = begun or whole.required > 0
            if begun:
                trained = sum(one.readiness(goal) is Readiness.TRAINED for one in counted)
                yield MonthShare(first, whole.covered, whole.required, trained, len(counted))

    def sessions(self, since: date, until: date) -> Iterator[tuple[str, Session]]:
        """Yield the trainings that ended in a period and were held."""
        days = self.id, since.toordinal(), until.toordinal()
        for id, state in ask(self.connection, _SESSIONS, days):
            session = _decode(state)
            is_ours = not session.offices or not self.offices.isdisjoint(session.offices)
            if is_ours and any(mark.present for _, mark in session.settled()):
                yield id, session

    def items(self, sessions: Sequence[tuple[str, Session]], language: str) -> tuple[HeldItem, ...]:
        """Return them with the names of all they name."""
        named = offices(self.connection, language=language)
        who = people(self.connection, {one for _, state in sessions for one in state.trainers})
        return tuple(
            HeldItem(
                id,
                one.begins,
                one.ends,
                one.form,
                one.place,
                tuple(named[office] for office in one.offices),
                who.all(one.trainers),
                sum(mark.present for _, mark in one.settled()),
            )
            for id, one in sessions
        )

    def passed(self, sessions: Sequence[tuple[str, Session]]) -> int:
        """Count the people who passed."""
        return len({person for id, one in sessions for person, _ in passes(id, one, self.course)})

    def _goal(self, on: date) -> Goal:
        edition = self.course.in_force(on)
        return edition.goal if edition else Goal.EVERYONE

    def _tallies(self, on: date) -> Iterator[tuple[str, Tally]]:
        for office, told in tallies(self.connection, [self.id], on=on).items():
            if office in self.offices:
                yield office, told[self.id]
