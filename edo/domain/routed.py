"""What routing has in common: a subject about a document, and for whom it waits.

Approvals, resolutions, tasks, acquaintances and letters are subjects of their own, each with its
rules; of a document they know the id alone. What a person finds under "waits for me" is what these
states say of themselves, so the list is as true as they are.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from edo.domain.card import Kind
from edo.domain.fact import Fact, Record


class Act(StrEnum):
    """What somebody is waited for to do."""

    APPROVE = "approve"
    """Give a visa."""
    REVISE = "revise"
    """Bring a new version, or give the approval up."""
    SIGN = "sign"
    REGISTER = "register"
    """Give a signed document its number."""
    RESOLVE = "resolve"
    """Issue or change a resolution somebody prepared, or write one."""
    EXECUTE = "execute"
    """Do a task and report."""
    JOIN_IN = "join_in"
    """Do one's part of a task that somebody else coordinates."""
    ACCEPT = "accept"
    """Accept a report, or return it."""
    DECIDE_TERM = "decide_term"
    """Grant more time, or refuse it."""
    ACQUAINT = "acquaint"
    """Read a document and say so."""
    TAKE_IN = "take_in"
    """Take a letter of another office in, or refuse it."""
    HOLD = "hold"
    """Hold a training session, and mark who was there."""
    SETTLE = "settle"
    """Say what is right where two trainers marked somebody differently."""
    ATTEND = "attend"
    """Come to a training session."""
    TELL = "tell"
    """Tell another office what became of its letter: no person does it, but the next exchange."""


OFFICE = ""
"""Stands for the person where whoever registers in the office is waited for."""


class Wait(msgspec.Struct, frozen=True, gc=False):
    """One thing that waits for one person.

    Attributes:
        person: id, or `OFFICE`.
        act: what is to be done.
        due: until when; None where there is no term.
        since: timestamp from which it waits.
    """

    person: str
    act: Act
    due: date | None
    since: int


class Routed(Record, frozen=True, omit_defaults=True, kw_only=True):
    """The state of something that was begun about a document, or a task without one.

    Attributes:
        document: id; empty where it is about none.
        kind: the document's kind, by which deputies may be limited; None without a document.
        title: what lists call it: the document's subject, or the text of a task.
        office: the space it was stated in.
        author: who began it; `since` is the timestamp.
    """

    SORT: ClassVar[str] = ""
    """What it is, in the tables: `approval`, `task` …"""

    document: str = ""
    kind: Kind | None = None
    title: str = ""
    office: str = ""
    author: str = ""
    since: int = 0

    @property
    def stage(self) -> str:
        """Where it stands: the code of its status."""
        raise AssertionError(self.SORT)

    def waits(self) -> tuple[Wait, ...]:
        """Return what it waits for, nothing where it is done."""
        raise AssertionError(self.SORT)


class RoutedFact(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened on the way of a document.

    Attributes:
        behalf: the person its author acts for as a deputy; empty where they act for themselves.
    """

    behalf: str = ""

    def principal(self) -> str:
        """Return whom the author acts for."""
        return self.behalf
