"""Acquaintance with a document («ознакомление», «танысу»): a list of people, each confirms.

Nobody confirms for another: a deputy reads for themselves. What people signed on the paper sheet,
whoever registers writes down, marked so.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Kind
from edo.domain.document import is_sha256
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.domain.routed import Act, Routed, RoutedFact, Wait
from edo.domain.task import REASON_LIMIT, Decided
from edo.domain.tasking import check_due, check_rule
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal

PEOPLE_LIMIT = 2000
_TITLE_LIMIT = 500


class AcquaintanceStatus(StrEnum):
    """Where an acquaintance stands."""

    OPEN = "open"
    DONE = "done"
    """All have confirmed."""
    CLOSED = "closed"
    """Ended before all had confirmed, with a reason."""


class Confirmed(Record, frozen=True, omit_defaults=True):
    """That somebody has read the document.

    Attributes:
        person: who has read it.
        at, on: when it was stated, and the day they read it.
        by: who wrote it down from the paper sheet; empty where they said so themselves.
        version: hash of what they had before them, as approvals count it; may be empty.
    """

    person: str
    at: int
    on: date
    by: str = ""
    version: str = ""


class Acquaintance(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """The state of an acquaintance.

    Attributes:
        people: all who are to read it, in the order of the sheet.
        due, rule: until when, and how the term was counted.
        note: what is to be paid attention to.
        confirmed: who has read it, the earliest first.
        removed: people who were taken off the list: (person, by whom and why).
        status: where it stands; end: who closed it, and why.
        added: (person, timestamp) of those who were added later.
    """

    SORT: ClassVar[str] = "acquaintance"

    people: tuple[str, ...] = ()
    due: date | None = None
    rule: Term | None = None
    note: str = ""
    confirmed: tuple[Confirmed, ...] = ()
    removed: tuple[tuple[str, Decided], ...] = ()
    status: AcquaintanceStatus = AcquaintanceStatus.OPEN
    end: Decided | None = None
    added: tuple[tuple[str, int], ...] = ()

    @property
    def stage(self) -> str:
        """The code of its status."""
        return self.status.value

    @property
    def missing(self) -> tuple[str, ...]:
        """Those who have not confirmed."""
        had = {one.person for one in self.confirmed}
        return tuple(person for person in self.people if person not in had)

    def waits(self) -> tuple[Wait, ...]:
        """Return everybody who has not confirmed."""
        if self.status is not AcquaintanceStatus.OPEN:
            return ()
        since = dict(self.added)
        return tuple(
            Wait(person, Act.ACQUAINT, self.due, since.get(person, self.since))
            for person in self.missing
        )


class AcquaintanceFact(RoutedFact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to an acquaintance."""

    ABOUT: ClassVar[type] = Acquaintance
    PREFIX: ClassVar[str] = "q"


class AcquaintanceAsked(AcquaintanceFact, frozen=True, omit_defaults=True, kw_only=True):
    """People were asked to read a document."""

    NAME: ClassVar[str] = "acquaintance.asked"
    RIGHT: ClassVar[Right] = Right.DRAFT

    document: str
    kind: Kind
    title: str = ""
    people: tuple[str, ...]
    due: date | None = None
    rule: Term | None = None
    note: str = ""

    def apply(self, state: Acquaintance | None, stamp: Stamp) -> Acquaintance:
        """Ask them."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="acquaintance", value="")
        need(self.document, "document", REASON_LIMIT)
        within(self.title, "title", _TITLE_LIMIT)
        within(self.note, "note", REASON_LIMIT)
        check_rule(self.rule)
        check_due(self.due, stamp.on)
        _check_people(self.people)
        return Acquaintance(
            document=self.document,
            kind=self.kind,
            title=self.title,
            office=stamp.space,
            author=self.behalf or stamp.person,
            since=stamp.hlc,
            people=self.people,
            due=self.due,
            rule=self.rule,
            note=self.note,
        )


class PeopleAdded(AcquaintanceFact, frozen=True, omit_defaults=True, kw_only=True):
    """More people were asked; those who are on the list already stay as they are."""

    NAME: ClassVar[str] = "acquaintance.people_added"
    RIGHT: ClassVar[Right] = Right.DRAFT

    people: tuple[str, ...]

    def apply(self, state: Acquaintance | None, stamp: Stamp) -> Acquaintance:
        """Add them; where all had confirmed, it goes on."""
        known = _begun(state)
        if known.status is AcquaintanceStatus.CLOSED:
            raise Refusal(Reason.ACQUAINTANCE_CLOSED)
        _check_people(self.people)
        more = tuple(person for person in self.people if person not in known.people)
        if not more:
            raise Refusal(Reason.NOTHING_CHANGED)
        _check_people((*known.people, *more))
        return _settled(
            replace(
                known,
                people=(*known.people, *more),
                added=(*known.added, *((person, stamp.hlc) for person in more)),
            )
        )


class PersonTakenOff(AcquaintanceFact, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody need not read it, or has left; who has confirmed stays on the list."""

    NAME: ClassVar[str] = "acquaintance.person_taken_off"

    person: str
    reason: str

    def right(self, stamp: Stamp, state: Acquaintance | None) -> Right:
        """Others than its author must control."""
        return _right_of(state, self.behalf or stamp.person)

    def apply(self, state: Acquaintance | None, stamp: Stamp) -> Acquaintance:
        """Take them off."""
        known = _open(state)
        need(self.reason, "reason", REASON_LIMIT)
        if self.person not in known.missing:
            raise Refusal(Reason.NOT_ON_LIST)
        by = Decided(stamp.person, self.behalf, stamp.hlc, self.reason)
        people = tuple(person for person in known.people if person != self.person)
        return _settled(replace(known, people=people, removed=(*known.removed, (self.person, by))))


class Acquainted(AcquaintanceFact, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody has read the document. `on` is a day of the paper sheet, else the day of stating."""

    NAME: ClassVar[str] = "acquaintance.confirmed"

    person: str
    on: date | None = None
    version: str = ""

    def right(self, stamp: Stamp, state: Acquaintance | None) -> Right:
        """Who writes down what others signed on paper registers."""
        del state
        return Right.TAKE_PART if self.person == stamp.person else Right.REGISTER

    def apply(self, state: Acquaintance | None, stamp: Stamp) -> Acquaintance:
        """Note it; the last one ends the acquaintance."""
        known = _open(state)
        if self.behalf:
            raise Refusal(Reason.OWN_HAND)
        if self.person not in known.people:
            raise Refusal(Reason.NOT_ON_LIST)
        if self.person not in known.missing:
            raise Refusal(Reason.ALREADY_CONFIRMED)
        if self.version and not is_sha256(self.version):
            raise Refusal(Reason.BAD_VALUE, field="version", value=self.version)
        on = self.on or stamp.on
        if on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=on)
        by = "" if self.person == stamp.person else stamp.person
        one = Confirmed(self.person, stamp.hlc, on, by, self.version)
        return _settled(replace(known, confirmed=(*known.confirmed, one)))


class AcquaintanceClosed(AcquaintanceFact, frozen=True, omit_defaults=True, kw_only=True):
    """It ended before all had confirmed."""

    NAME: ClassVar[str] = "acquaintance.closed"

    reason: str

    def right(self, stamp: Stamp, state: Acquaintance | None) -> Right:
        """Others than its author must control."""
        return _right_of(state, self.behalf or stamp.person)

    def apply(self, state: Acquaintance | None, stamp: Stamp) -> Acquaintance:
        """End it."""
        known = _open(state)
        need(self.reason, "reason", REASON_LIMIT)
        end = Decided(stamp.person, self.behalf, stamp.hlc, self.reason)
        return replace(known, status=AcquaintanceStatus.CLOSED, end=end)


FACTS: tuple[type[Fact], ...] = (
    AcquaintanceAsked,
    PeopleAdded,
    PersonTakenOff,
    Acquainted,
    AcquaintanceClosed,
)


def _right_of(state: Acquaintance | None, who: str) -> Right:
    return Right.TAKE_PART if state is None or who == state.author else Right.CONTROL


def _begun(state: Acquaintance | None) -> Acquaintance:
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return state


def _open(state: Acquaintance | None) -> Acquaintance:
    known = _begun(state)
    if known.status is not AcquaintanceStatus.OPEN:
        raise Refusal(Reason.ACQUAINTANCE_CLOSED)
    return known


def _settled(state: Acquaintance) -> Acquaintance:
    """Return it ended where nobody is missing, open where somebody is."""
    done = bool(state.people) and not state.missing
    return replace(state, status=AcquaintanceStatus.DONE if done else AcquaintanceStatus.OPEN)


def _check_people(people: tuple[str, ...]) -> None:
    if not people or not all(people):
        raise Refusal(Reason.REQUIRED_FIELD, field="people")
    if len(set(people)) < len(people):
        raise Refusal(Reason.ALREADY_EXISTS, field="people", value="")
    if len(people) > PEOPLE_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="people", limit=PEOPLE_LIMIT)
