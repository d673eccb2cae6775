"""Coverage: who must be trained in a course, and is, on any day.

A person's situation changes on few days: they come, move, leave; an edition begins; a pass is
gained or lapses. Between two such days it stays, and each of these stretches is one row. Whatever
is asked for a day, of today or of an earlier year, is answered by the stretches that hold it, so no
order in which anything was stated or arrived matters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

import msgspec

from edo.domain.course import Audience, Course, Edition, Goal
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


class Tally(msgspec.Struct, frozen=True, gc=False):
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
        return person in audience.people or self.suits(audience, stay.office, stay.position)

    def suits(self, audience: Audience, office: str, position: str) -> bool:
        """Tell whether a course is for whoever holds a position in an office, named or not."""
        found = self.offices.get(office)
        if audience.names_people_only or found is None:
            return False
        return (
            (not audience.levels or found.level in audience.levels)
            and (not audience.positions or position in audience.positions)
            and (not audience.offices or self.is_within(office, audience.offices))
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
    return Requirement(course, structure).stretches(id, person.stays, passed)


class Requirement:
    """What one course asks for in an organisation, made ready to be asked about many people."""

    def __init__(self, course: Course, structure: Structure) -> None:
        self._course = course
        self._structure = structure
        self._days = [edition.on for edition in course.editions]
        self._days += [course.closed] if course.closed else []
        self._named = {one.on: frozenset(one.audience.people) for one in course.editions}
        self._suited: dict[tuple[date, str, str], bool] = {}

    def concerns(self, id: str) -> bool:
        """Tell whether it may ask anything of a person: some courses are for a few named ones."""
        return any(
            not one.audience.names_people_only or id in self._named[one.on]
            for one in self._course.editions
        )

    def stretches(self, id: str, stays: Sequence[Stay], passed: Iterable[Pass]) -> list[Stretch]:
        """Return the days on which a person is required to hold a pass, in their order.

        Args:
            id: the person's.
            stays: where they worked and work, the earliest first.
            passed: what they passed in this course.
        """
        held = [(one.on, _lapses(self._course, one), one) for one in sorted(passed)]
        found: list[Stretch] = []
        for since, until in pairwise(self._turns(stays, held)):
            edition = self._course.in_force(since)
            stay = _stay(stays, since) if edition else None
            if edition is None or stay is None or not self._requires(edition, id, stay):
                continue
            best, expires = self._best(held, since)
            one = Stretch(
                since,
                None if until == date.max else until,
                stay.office,
                stay.position in self._structure.clerks,
                best,
                expires,
                best is None and bool(held) and held[0][0] <= since,
            )
            if found and _goes_on(found[-1], one):
                found[-1] = replace(found[-1], until=one.until)
            else:
                found.append(one)
        return found

    def _turns(self, stays: Sequence[Stay], held: Sequence["_Held"]) -> list[date]:
        """Return the days on which anything changes, the first and the last there are included."""
        days = {date.min, date.max, *self._days}
        days.update(day for stay in stays for day in (stay.since, stay.until) if day)
        days.update(day for on, expires, _ in held for day in (on, expires) if day)
        return sorted(days)

    def _requires(self, edition: Edition, id: str, stay: Stay) -> bool:
        if id in self._named[edition.on]:
            return True
        place = edition.on, stay.office, stay.position
        suits = self._suited.get(place)
        if suits is None:
            suits = self._structure.suits(edition.audience, stay.office, stay.position)
            self._suited[place] = suits
        return suits

    def _best(self, held: Sequence["_Held"], on: date) -> tuple[Pass | None, date | None]:
        """Return the pass that counts on a day and lasts longest, and when it lapses."""
        if not held:
            return None, None
        renewed = (one.on for one in self._course.editions if one.anew and one.on <= on)
        anew = max(renewed, default=date.min)
        counting = [
            (expires or date.max, one)
            for begun, expires, one in held
            if anew <= begun <= on < (expires or date.max)
        ]
        if not counting:
            return None, None
        until, best = max(counting)
        return best, None if until == date.max else until


_Held = tuple[date, date | None, Pass]
"""A pass with its day, and the first day on which it does not hold."""


def _stay(stays: Sequence[Stay], on: date) -> Stay | None:
    """Return where somebody works on a day: the latest place, should two hold it."""
    for stay in reversed(stays):
        if (stay.since or date.min) <= on and (stay.until is None or on < stay.until):
            return stay
    return None


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
