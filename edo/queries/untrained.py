"""Who is still to be trained on a day, and whose passes lapse soon, office by office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

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
    " WHERE c.course = ? AND c.since <= ? AND c.until > ? AND c.session = ''"
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
    statement = _LEFT.format(language="kk" if language == "kk" else "ru")
    found: dict[str, dict[str, LeftPerson]] = {}
    for office, person, since, had, clerk, state, position in ask(
        connection, statement, (day, day, course, day, day)
    ):
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
    lines = [line for line in tree.below(under) if line.id in found]
    if not under:
        lines += [tree[id] for id in sorted(found.keys() - tree.keys())]
    return [
        LeftOffice(line, tally, tally.readiness(goal), tuple(found[line.id].values()))
        for line in lines
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
    "SELECT c.course, c.office, c.person, c.passed, c.expires, c.session, d.state"
    " FROM coverage c LEFT JOIN directory d ON d.subject = c.person"
    f" WHERE {LAPSING} AND c.expires > ? AND c.expires <= ?"
    " AND c.since <= ? AND c.until > ?{courses}"
    " ORDER BY c.expires, c.course, d.order_{language}, c.person"
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
    within = {line.id for line in tree.below(under)} if under else None
    day, last = on.toordinal(), (on + timedelta(days)).toordinal()
    chosen = () if courses is None else tuple(courses)
    statement = _ENDING.format(
        courses="" if courses is None else f" AND c.course IN ({', '.join('?' * len(chosen))})",
        language="kk" if language == "kk" else "ru",
    )
    rows = ask(connection, statement, (day, last, day, day, *chosen))
    rows = [row for row in rows if within is None or row[1] in within][:limit]
    titles = directory.entries(connection, subjects={row[0] for row in rows})
    invited = {one: planned_for(connection, course=one, on=on) for one in {r[0] for r in rows}}
    found: list[Ending] = []
    for course, office, person, passed, expires, session, state in rows:
        known = titles[course]
        found.append(
            Ending(
                course,
                known.title("ru"),
                known.title("kk"),
                described(person, state),
                tree[office],
                date.fromordinal(passed),
                date.fromordinal(expires),
                session,
                invited[course].get(person, ("", None))[1],
            )
        )
    return found


def ending_count(
    connection: Connection, *, on: date, days: int = SOON_DAYS, under: str = ""
) -> int:
    """Return how many passes hold on a day and lapse within some days."""
    statement = (
        f"SELECT office, count(*) FROM coverage WHERE {LAPSING}"
        " AND expires > ? AND expires <= ? AND since <= ? AND until > ? GROUP BY office"
    )
    day = on.toordinal()
    counted = ask(connection, statement, (day, (on + timedelta(days)).toordinal(), day, day))
    within = {line.id for line in offices(connection).below(under)} if under else None
    return sum(number for office, number in counted if within is None or office in within)


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
