"""Who is still to be trained on a day, and whose passes lapse soon, office by office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from edo.domain.course import Course, Goal
from edo.domain.coverage import Readiness, Tally
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries.coverage import NOTHING, tallies
from edo.queries.offices import OfficeLine, Offices, offices
from edo.queries.people import Who, described, people
from edo.queries.sessions import planned_for
from edo.store.database import ask
from edo.store.tables import LAPSING

SOON_DAYS = 60
"""A pass that lapses within so many days is to be renewed."""


@dataclass(frozen=True, slots=True)
class LeftPerson:
    """Somebody who is required to hold a pass, and holds none.

    Attributes:
        who: the person.
        position_ru, position_kk: what they are there.
        since: the day since which it is so.
        had: they held one before.
        is_clerk: they keep the office's records.
        session, invited: the session to come they are invited to, and its first day; empty and
            None where there is none.
    """

    who: Who
    position_ru: str
    position_kk: str
    since: date
    had: bool
    is_clerk: bool
    session: str = ""
    invited: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOffice:
    """An office with those of its staff who are left to train.

    Attributes:
        office: it.
        tally, readiness: where it stands.
        people: who is left, in alphabetical order.
    """

    office: OfficeLine
    tally: Tally
    readiness: Readiness
    people: tuple[LeftPerson, ...]


_LEFT = (
    "SELECT c.office, c.person, c.since, c.had, c.clerk, d.state, s.position"
    " FROM coverage c LEFT JOIN directory d ON d.subject = c.person"
    " LEFT JOIN stays s ON s.person = c.person AND s.office = c.office"
    "  AND s.since <= ? AND s.until > ?"
    " WHERE c.course = ? AND c.since <= ? AND c.until > ? AND c.session = ''{office}"
    " ORDER BY d.order_{language}, c.person, s.n DESC"
)


def left(
    connection: Connection, *, course: str, on: date, under: str = "", language: str = "ru"
) -> list[LeftOffice]:
    """Return the offices with people left to train on a day, in the order of the tree.

    Args:
        connection: of one snapshot.
        course: id.
        on: the day.
        under: an office: only it and those below it; empty: all.
        language: whose alphabet orders offices and people.

    Raises:
        Refusal: there is no such course.
    """
    tree = offices(connection, language=language)
    return _left(connection, course, on, tree, under, language)


def _left(
    connection: Connection, course: str, on: date, tree: Offices, under: str, language: str
) -> list[LeftOffice]:
    edition = course_of(connection, course).in_force(on)
    goal = edition.goal if edition else Goal.EVERYONE
    own = tallies(connection, [course], on=on)
    invited = planned_for(connection, course=course, on=on)
    places = _positions(connection)
    day = on.toordinal()
    lines = tree.below(under)
    alone = (
        bool(under) and len(lines) == 1
    )  # then its rows are walked, not those of the whole course
    statement = _LEFT.format(
        language="kk" if language == "kk" else "ru", office=" AND c.office = ?" if alone else ""
    )
    values = (day, day, course, day, day, *([lines[0].id] if alone else []))
    found: dict[str, dict[str, LeftPerson]] = {}
    for office, person, since, had, clerk, state, position in ask(connection, statement, values):
        session, begins = invited.get(person, ("", None))
        one = LeftPerson(
            described(person, state),
            *places.get(position, ("", "")),
            date.fromordinal(since),
            bool(had),
            bool(clerk),
            session,
            begins,
        )
        found.setdefault(office, {}).setdefault(person, one)
    having = [line for line in lines if line.id in found]
    if not under:
        having += [tree[id] for id in sorted(found.keys() - tree.keys())]
    return [
        LeftOffice(line, tally, tally.readiness(goal), tuple(found[line.id].values()))
        for line in having
        for tally in (own.get(line.id, {}).get(course, NOTHING),)
    ]


@dataclass(frozen=True, slots=True)
class Ending:
    """A pass that lapses.

    Attributes:
        course, course_ru, course_kk: the course.
        who, office: whose it is, and where they work on the day it was asked for.
        passed: when they passed.
        expires: the first day on which it does not hold.
        session: at which they passed.
        invited: the first day of the session to come they are invited to; None: there is none.
    """

    course: str
    course_ru: str
    course_kk: str
    who: Who
    office: OfficeLine
    passed: date
    expires: date
    session: str
    invited: date | None = None


_ENDING = (
    "SELECT expires, course, office, person, since FROM coverage INDEXED BY coverage_expires"
    f" WHERE {LAPSING} AND expires > ? AND expires <= ? AND since <= ? AND until > ?"
    " ORDER BY expires"
)
_HELD = (
    "SELECT c.passed, c.session, d.state, d.order_{language} FROM coverage c"
    " LEFT JOIN directory d ON d.subject = c.person"
    " WHERE c.course = ? AND c.office = ? AND c.person = ? AND c.since = ?"
)


def ending(
    connection: Connection,
    *,
    on: date,
    days: int = SOON_DAYS,
    courses: Collection[str] | None = None,
    under: str = "",
    language: str = "ru",
    limit: int | None = None,
) -> list[Ending]:
    """Return the passes that hold on a day and lapse within some days, the first to lapse first.

    Of those that lapse on one day they stand by course, then in alphabetical order.

    Args:
        connection: of one snapshot.
        on: the day.
        days: how far to look.
        courses: ids; None: all.
        under: an office: only its staff and that of offices below it; empty: all.
        language: whose alphabet orders people.
        limit: rows at most; None: all.
    """
    tree = offices(connection, language=language)
    rows = [
        row
        for row in _lapsing(connection, on, days, tree, under)
        if courses is None or row[1] in courses
    ][:limit]
    titles = directory.entries(connection, subjects={row[1] for row in rows})
    invited = {one: planned_for(connection, course=one, on=on) for one in {r[1] for r in rows}}
    statement = _HELD.format(language="kk" if language == "kk" else "ru")
    found: list[tuple[Any, Ending]] = []
    for expires, course, office, person, since in rows:
        told = ask(connection, statement, (course, office, person, since))
        passed, session, state, order = told[0]
        one = Ending(
            course,
            titles[course].title("ru"),
            titles[course].title("kk"),
            described(person, state),
            tree[office],
            date.fromordinal(passed),
            date.fromordinal(expires),
            session,
            invited[course].get(person, ("", None))[1],
        )
        found.append(((expires, course, order or b"", person), one))
    return [one for _, one in sorted(found, key=itemgetter(0))]


def ending_count(
    connection: Connection, *, on: date, days: int = SOON_DAYS, under: str = ""
) -> int:
    """Return how many passes hold on a day and lapse within some days."""
    return len(_lapsing(connection, on, days, offices(connection), under))


def _lapsing(
    connection: Connection, on: date, days: int, tree: Offices, under: str
) -> list[tuple[int, str, str, str, int]]:
    """Return (day, course, office, person, since) of passes that lapse, the first day first."""
    within = {line.id for line in tree.below(under)} if under else None
    day = on.toordinal()
    values = (day, day + max(days, 0), day, day)
    found = (tuple(row) for row in ask(connection, _ENDING, values))
    return [row for row in found if within is None or row[2] in within]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A session that may be planned for an office with people left.

    Attributes:
        office: with who is left there and is not invited anywhere yet.
        trainer: who trained its staff last, in any course; `NOBODY` where nobody did.
        last: the day of that.
    """

    office: LeftOffice
    trainer: Who
    last: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """Offices that may be visited on one journey: a region's, in the order of the tree.

    Attributes:
        office: of the regional level; None for those that stand under none.
        proposals: its offices.
        people: how many are left there in all.
    """

    office: OfficeLine | None
    proposals: tuple[Proposal, ...]

    @property
    def people(self) -> int:
        """How many are left in all."""
        return sum(len(one.office.people) for one in self.proposals)


_LAST = (
    "SELECT o.office, max(s.ends), t.person FROM session_offices o"
    " JOIN sessions s ON s.session = o.session AND s.stage = 'held'"
    " JOIN session_people t ON t.session = s.session AND t.trains = 1 GROUP BY o.office"
)


def proposals(
    connection: Connection, *, course: str, on: date, under: str = "", language: str = "ru"
) -> list[Region]:
    """Return the sessions that may be planned for who is left and not invited, by region.

    Args:
        connection: of one snapshot.
        course: id.
        on: the day.
        under: an office: only it and those below it; empty: all.
        language: whose alphabet orders everything.

    Raises:
        Refusal: there is no such course.
    """
    tree = offices(connection, language=language)
    last = {office: (ends, trainer) for office, ends, trainer in ask(connection, _LAST)}
    trainers = people(connection, {trainer for _, trainer in last.values()})
    regions: dict[str, list[Proposal]] = {}
    for one in _left(connection, course, on, tree, under, language):
        asked = tuple(person for person in one.people if not person.session)
        if not asked:
            continue
        ends, trainer = last.get(one.office.id, (0, ""))
        made = Proposal(
            LeftOffice(one.office, one.tally, one.readiness, asked),
            trainers[trainer],
            date.fromordinal(ends) if ends else None,
        )
        regions.setdefault(one.office.region, []).append(made)
    return [
        Region(tree[region] if region else None, tuple(found)) for region, found in regions.items()
    ]


def course_of(connection: Connection, course: str) -> Course:
    """Return a course.

    Raises:
        Refusal: there is none.
    """
    state = directory.entries(connection, subjects=[course]).get(course)
    if not isinstance(state, Course):
        raise Refusal(Reason.UNKNOWN_COURSE, value=course)
    return state


def _positions(connection: Connection) -> dict[str, tuple[str, str]]:
    return {
        item.id: (item.position.name_ru, item.position.name_kk)
        for item in directory.positions(connection)
    }
