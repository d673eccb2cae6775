"""A change: one fact about one subject, stamped. Immutable, and in an order all workplaces share.

The order key is (hlc, dev, seq, line, segment): total, and independent of arrival. A change is
named by the hash of the header of the segment it was sealed in and its line there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import msgspec

from edo.clock import COUNTER_BITS, office_date, office_time

COMMON = "common"
"""The space every workplace reads: the organisation and its people."""
Count = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
"""A whole number in signed objects: what the ledger's columns and every platform can hold."""
Index = Annotated[int, msgspec.Meta(ge=-1, le=1 << 62)]
"""Index of an authority record in signed objects; -1 is the founding record."""


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """Who stated a fact, when, and where it stands in the signed history.

    Attributes:
        hlc: hybrid timestamp: milliseconds << 16 | counter.
        person: id of the person.
        dev: short name of the device's key.
        seq: number of the segment in the device's log of this space.
        line: line in the segment, from 0.
        segment: hex SHA-256 of the segment's header; empty until sealed.
        space: the office's id, or `COMMON`.
        authority: index of the authority record the segment quotes.
    """

    hlc: int
    person: str
    dev: str
    seq: int
    line: int
    segment: str
    space: str
    authority: int

    @property
    def order(self) -> tuple[int, str, int, int, str]:
        """The key all workplaces sort by."""
        return (self.hlc, self.dev, self.seq, self.line, self.segment)

    @property
    def name(self) -> str:
        """The change's id: segment and line."""
        return f"{self.segment}:{self.line}"

    @property
    def at(self) -> datetime:
        """The moment on the office's wall clock."""
        return office_time(self.hlc)

    @property
    def on(self) -> date:
        """The office's date."""
        return office_date(self.hlc)


class Change(msgspec.Struct, frozen=True, gc=False):
    """A fact as it stands in the ledger.

    Attributes:
        subject: id of what it is about.
        kind: the fact's name on the wire, such as `document.registered`.
        stamp: who, when, where.
        base: names of the subject's latest changes its author had seen.
        data: the fact's fields as JSON, kept byte for byte, known to this release or not.
    """

    subject: str
    kind: str
    stamp: Stamp
    base: tuple[str, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Touched:
    """What a commit changed."""

    subjects: frozenset[str]


_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Thirty-two signs that are hard to mistake for each other, in the order of their codes."""
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
_ID_SHIFTS = tuple(range(70, -1, -10))


def new_id(prefix: str, hlc: int, random: Callable[[int], bytes]) -> str:
    """Make the id of a new subject: its kind's letter, then 16 characters that grow with time.

    Growing ids keep a subject's index compact; 35 random bits within one millisecond keep
    two workplaces apart.

    Args:
        prefix: the kind's letter.
        hlc: a timestamp of the hybrid clock.
        random: answers n random bytes.
    """
    milliseconds = (hlc >> COUNTER_BITS) & ((1 << 45) - 1)
    chance = int.from_bytes(random(5), "big") & ((1 << 35) - 1)
    return prefix + _written(milliseconds << 35 | chance)


def is_id(prefix: str, text: str) -> bool:
    """Tell whether a text looks like an id that `new_id` or `named_id` made."""
    made = len(text) == len(prefix) + 16 and text.startswith(prefix)
    return made and not text[len(prefix) :].strip(_LETTERS)


def named_id(prefix: str, digest: bytes) -> str:
    """Return the id that a digest of at least 10 bytes always stands for."""
    return prefix + _written(int.from_bytes(digest[:10], "big"))


def _written(bits: int) -> str:
    """Write 80 bits as 16 signs."""
    return "".join([_PAIRS[bits >> shift & 1023] for shift in _ID_SHIFTS])
