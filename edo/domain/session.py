"""A training session, and what was marked of those who were there.

Marks are never erased. Who puts one right names the marks that are put right; two trainers who
marked a person at two laptops named neither, so both marks stand, and while they differ nobody
counts as having passed by them: the difference is shown until somebody settles it.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from msgspec import field

from edo.domain.deputy import Moment
from edo.domain.fact import Record
from edo.domain.routed import Act, Routed, Wait


class Form(StrEnum):
    """Where a session is held."""

    ON_SITE = "on_site"
    """The trainers go to the office."""
    REMOTE = "remote"
    CENTRE = "centre"
    """The people come to the central body."""
    PRIOR = "prior"
    """It was before the program: entered from a list."""


class SessionStatus(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Mark(Record, frozen=True, omit_defaults=True, kw_only=True):
    """What was marked of a person.

    Attributes:
        present: they were there.
        result: 0 … 100; None where none was given.
        remark: in the trainer's words.
        by, at: who marked it, and when: the mark's name among those of the person.
        reason: why an earlier mark was put right; empty in a first one.
        replaced: it was put right by a later one.
    """

    present: bool
    result: int | None = None
    remark: str = ""
    by: str
    at: Moment
    reason: str = ""
    replaced: bool = False

    @property
    def said(self) -> tuple[bool, int | None]:
        """What must not differ between two marks."""
        return self.present, self.result


class Sheet(Record, frozen=True, omit_defaults=True):
    """A scan of the attendance sheet people signed."""

    name: str
    sha256: str
    size: int
    by: str = ""
    at: int = 0


class Paper(Record, frozen=True, omit_defaults=True):
    """A document drawn up to be a certificate, and the office that did, and numbers it."""

    document: str
    office: str


class Certificate(Record, frozen=True, omit_defaults=True):
    """A certificate somebody was given: the document it is, its number and day.

    `annulled` is the reason where it is not valid any more.
    """

    document: str
    number: str
    on: date
    annulled: str = ""


class Session(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """The state of a training session; `title` is what its course was called when it was planned.

    Attributes:
        course: id.
        organiser: the office that holds it.
        form: where.
        begins, ends: first and last day.
        offices: whose people it is for.
        trainers: ids.
        place: in words.
        invited: who is to come, in the order of the sheet.
        marks: by person, in the order they were made.
        sheets: scans of what was signed.
        prepared: by person, the documents drawn up to be their certificate: they may lack a number.
        certificates: by person, what has its number.
        is_held: nobody waits for anything here any more.
        cancelled: why it was not held; a mark says that it was.
    """

    SORT: ClassVar[str] = "session"

    course: str
    organiser: str
    form: Form = Form.ON_SITE
    begins: date
    ends: date
    offices: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()
    place: str = ""
    invited: tuple[str, ...] = ()
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]])
    sheets: tuple[Sheet, ...] = ()
    prepared: dict[str, tuple[Paper, ...]] = field(default_factory=dict[str, tuple[Paper, ...]])
    certificates: dict[str, Certificate] = field(default_factory=dict[str, Certificate])
    is_held: bool = False
    cancelled: str = ""

    @property
    def status(self) -> SessionStatus:
        """Where it stands."""
        if self.is_held:
            return SessionStatus.HELD
        is_off = self.cancelled and not self.marks
        return SessionStatus.CANCELLED if is_off else SessionStatus.PLANNED

    @property
    def stage(self) -> str:
        """The code of its status."""
        return self.status.value

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it is about: who was invited, then who was added on the spot."""
        return tuple(dict.fromkeys((*self.invited, *self.marks)))

    @property
    def unmarked(self) -> tuple[str, ...]:
        """Those who were invited and of whom nothing is marked."""
        return tuple(person for person in self.invited if person not in self.marks)

    @property
    def disputed(self) -> tuple[str, ...]:
        """Those of whom different things are marked."""
        return tuple(
            person for person in self.marks if len({one.said for one in self.standing(person)}) > 1
        )

    def standing(self, person: str) -> tuple[Mark, ...]:
        """Return the marks of a person that nobody put right."""
        return tuple(one for one in self.marks.get(person, ()) if not one.replaced)

    def mark(self, person: str) -> Mark | None:
        """Return what is marked of a person; None where nothing is, or different things."""
        standing = self.standing(person)
        return standing[-1] if len({one.said for one in standing}) == 1 else None

    def certificate(self, person: str) -> Certificate | None:
        """Return a person's certificate, if it holds: they were there, and nobody annulled it."""
        given, mark = self.certificates.get(person), self.mark(person)
        holds = given is not None and not given.annulled and mark is not None and mark.present
        return given if holds else None

    def settled(self) -> Iterator[tuple[str, Mark]]:
        """Yield (person, mark) of all of whom one thing is marked."""
        for person in self.marks:
            if (mark := self.mark(person)) is not None:
                yield person, mark

    def waits(self) -> tuple[Wait, ...]:
        """Return its trainers until it was held and nothing differs, and who is to come."""
        if self.status is SessionStatus.CANCELLED or self.form is Form.PRIOR:
            return ()
        act = Act.SETTLE if self.disputed else Act.HOLD
        is_over = self.is_held and not self.disputed
        trainers = () if is_over else self.trainers
        coming = () if self.is_held else (one for one in self.unmarked if one not in self.trainers)
        return (
            *(Wait(one, act, self.ends, self.since) for one in trainers),
            *(Wait(one, Act.ATTEND, self.begins, self.since) for one in coming),
        )
