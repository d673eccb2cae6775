"""Coverage: who must be trained in a course, and is, on any day.

A person's situation changes on few days: they come, move, leave; an edition begins; a pass is
gained or lapses. Between two such days it stays, and each of these stretches is one row. Whatever
is asked for a day, of today or of an earlier year, is answered by the stretches that hold it, so no
order in which anything was stated or arrived matters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from edo.domain.course import Audience, Course, Goal
from edo.domain.organisation import Office, Person, Stay
from edo.domain.session import Session


class Readiness(StrEnum):
    """Where an office stands with a course."""

    TRAINED = "trained"
    PARTLY = "partly"
    EXPIRED = "expired"
    """Nobody holds a pass any more, though some did."""
    NOT_TRAINED = "not_trained"
    NOBODY = "nobody"
    """Nobody there is required, or nobody of its staff is known."""


@dataclass(frozen=True, slots=True, order=True)
class Pass:
    """That somebody passed a course: the last day of the session, and the session."""

    on: date
    session: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a person is required to hold a pass, and all of it stays as it is.

    Attributes:
        since: the first day.
        until: the first day after it; None where it goes on.
        office: whose staff they are of.
        is_clerk: they keep its records.
        held: the pass they hold; None where they hold none.
        expires: the first day on which it does not hold; None: never, or there is none.
        had: they held one before that does not count any more.
    """

    since: date
    until: date | None
    office: str
    is_clerk: bool = False
    held: Pass | None = None
    expires: date | None = None
    had: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of an office's staff are required, hold a pass, held one, keep records and hold one.

    Attributes:
        required, covered, had: people.
        clerks: of those covered, who keep the office's records.
    """

    required: int = 0
    covered: int = 0
    had: int = 0
    clerks: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.required + other.required,
            self.covered + other.covered,
            self.had + other.had,
            self.clerks + other.clerks,
        )

    @property
    def left(self) -> int:
        """How many are still to be trained."""
        return self.required - self.covered

    def readiness(self, goal: Goal) -> Readiness:
        """Return where the office stands, by what its course asks for."""
        if not self.required:
            return Readiness.NOBODY
        if self.clerks if goal is Goal.CLERK else not self.left:
            return Readiness.TRAINED
        if self.covered:
            return Readiness.PARTLY
        return Readiness.EXPIRED if self.had else Readiness.NOT_TRAINED


@dataclass(frozen=True, slots=True)
class Structure:
    """What of the organisation decides who is required.

    Attributes:
        offices: by id; an office's level and parent are those of today.
        clerks: ids of the positions that keep records.
    """

    offices: Mapping[str, Office]
    clerks: frozenset[str] = frozenset()

    def is_within(self, office: str, named: Iterable[str]) -> bool:
        """Tell whether an office is one of those named, or below one."""
        wanted, seen = frozenset(named), set[str]()
        while office and office not in seen:
            if office in wanted:
                return True
            seen.add(office)
            found = self.offices.get(office)
            office = found.parent if found else ""
        return False

    def requires(self, audience: Audience, person: str, stay: Stay) -> bool:
        """Tell whether a course is for a person where they work."""
        if person in audience.people:
            return True
        office = self.offices.get(stay.office)
        if audience.names_people_only or office is None:
            return False
        return (
            (not audience.levels or office.level in audience.levels)
            and (not audience.positions or stay.position in audience.positions)
            and (not audience.offices or self.is_within(stay.office, audience.offices))
        )


def passes(id: str, session: Session, course: Course) -> Iterator[tuple[str, Pass]]:
    """Yield (person, pass) of all who passed at a session."""
    edition = course.taught(session.ends)
    for person, mark in session.settled():
        if edition.is_pass(present=mark.present, result=mark.result):
            yield person, Pass(session.ends, id)


def stretches(
    id: str, person: Person, course: Course, passed: Iterable[Pass], structure: Structure
) -> list[Stretch]:
    """Return the days on which a person is required to hold a pass of a course, in their order.

    Args:
        id: the person's.
        person: where they worked and work.
        course: what it asks for.
        passed: what they passed in this course.
        structure: the organisation.
    """
    held = sorted(passed)
    found: list[Stretch] = []
    for since, until in pairwise(_days(person, course, held)):
        edition = course.in_force(since)
        stay = _stay(person.stays, since)
        if edition is None or stay is None or not structure.requires(edition.audience, id, stay):
            continue
        best, expires = _best(course, held, since)
        one = Stretch(
            since,
            None if until == date.max else until,
            stay.office,
            stay.position in structure.clerks,
            best,
            expires,
            best is None and bool(held) and held[0].on <= since,
        )
        if found and _goes_on(found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _days(person: Person, course: Course, held: Sequence[Pass]) -> list[date]:
    """Return the days on which anything changes, the first and the last there are included."""
    days = {date.min, date.max, *(edition.on for edition in course.editions)}
    days |= {day for stay in person.stays for day in (stay.since, stay.until) if day}
    days |= {course.closed} if course.closed else set()
    for one in held:
        days.add(one.on)
        if expires := _lapses(course, one):
            days.add(expires)
    return sorted(days)


def _stay(stays: Sequence[Stay], on: date) -> Stay | None:
    """Return where somebody works on a day: the latest place, should two hold it."""
    for stay in reversed(stays):
        if (stay.since or date.min) <= on and (stay.until is None or on < stay.until):
            return stay
    return None


def _best(course: Course, held: Sequence[Pass], on: date) -> tuple[Pass | None, date | None]:
    """Return the pass that counts on a day and lasts longest, and when it lapses."""
    anew = max((one.on for one in course.editions if one.anew and one.on <= on), default=date.min)
    counting = [
        (expires or date.max, one)
        for one in held
        if anew <= one.on <= on < ((expires := _lapses(course, one)) or date.max)
    ]
    if not counting:
        return None, None
    until, best = max(counting)
    return best, None if until == date.max else until


def _lapses(course: Course, one: Pass) -> date | None:
    return course.taught(one.on).expires(one.on)


def _goes_on(one: Stretch, other: Stretch) -> bool:
    same = (one.office, one.is_clerk, one.held, one.expires, one.had)
    return one.until == other.since and same == (
        other.office,
        other.is_clerk,
        other.held,
        other.expires,
        other.had,
    )


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(one.since, other.until, one.office, one.is_clerk, one.held, one.expires, one.had)
