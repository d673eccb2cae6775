"""A document: its state, its number and files, and what every fact about it checks.

States follow §4 of the records rules as far as registration, sending and cancelling go; the facts
that lead from one to another are in `registering`, `awaiting`, `attaching` and `sending`.
"""

import unicodedata
from datetime import date
from enum import StrEnum
from typing import ClassVar

from edo.change import Stamp
from edo.domain.card import Card, Kind
from edo.domain.fact import Fact, Record
from edo.domain.parallel import ParallelEdit
from edo.domain.rights import Right
from edo.domain.workdays import Counted
from edo.errors import Reason, Refusal

NUMBER_LIMIT = 32
"""Characters of a registration number (records rules, §3.4)."""
ORDINAL_LIMIT = 9_999_999
"""The greatest ordinal a number may have."""
REASON_LIMIT = 500
FILES_LIMIT = 200
LINKS_LIMIT = 200
FILE_NAME_LIMIT = 255
FILE_SIZE_LIMIT = 1 << 40
"""Bytes a file may ever have; how many this release takes in is the store's affair."""
_HASH_DIGITS = 64
_UNSEEN = ("Cc", "Cf", "Cs")
"""Unicode categories of controls, of signs that only direct others, and of halves of letters."""
EARLIEST = date(1990, 1, 1)
"""The oldest date a registration may have: older journals are in the archive."""


class Status(StrEnum):
    """Where a document stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    REFUSED = "refused"
    REGISTERED = "registered"
    SENT = "sent"
    CANCELLED = "cancelled"


class Link(StrEnum):
    """How one document relates to another; read "this document is a … of that one"."""

    REPLY = "reply"
    APPENDIX = "appendix"
    BASIS = "basis"
    REPLACES = "replaces"
    RELATED = "related"


class FileRole(StrEnum):
    """What an attached file is."""

    TEXT = "text"
    APPENDIX = "appendix"
    SCAN = "scan"
    PROOF = "proof"
    REMARKS = "remarks"
    """What an approver has to say about it, as a file."""


class Number(Record, frozen=True, omit_defaults=True):
    """A registration number and its place in its journal.

    Attributes:
        journal: id of the journal.
        period: calendar year of the registration date; 0 in a journal that never restarts.
        n: the ordinal number.
        suffix: what follows it, such as `-а` or `/1`; empty for most.
        text: the whole number as it is written on paper.
        on: date of registration.
        by_hand: the number was given by a person, as in an old journal.
    """

    journal: str
    period: int
    n: int
    suffix: str
    text: str
    on: date
    by_hand: bool = False


class Version(Record, frozen=True, omit_defaults=True):
    """One version of a file: its content by hash, and who brought it when."""

    sha256: str
    name: str
    size: int
    hlc: int = 0
    person: str = ""


class File(Record, frozen=True, omit_defaults=True):
    """A file of a document with all its versions, the newest last."""

    id: str
    role: FileRole
    language: str
    versions: tuple[Version, ...]
    removed: str = ""

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]


class LinkTo(Record, frozen=True, omit_defaults=True):
    """A typed link to another document."""

    link: Link
    document: str


class Awaiting(Record, frozen=True, omit_defaults=True):
    """A registration that was asked for while no number could be given.

    Attributes:
        journal: id of the journal.
        on: the day it was asked for.
        reference: stands for the number until there is one; can be mistaken for none.
        dev: the device it was asked at; person: who asked.
        since: timestamp of the request.
    """

    journal: str
    on: date
    reference: str
    dev: str
    person: str
    since: int


class Former(Record, frozen=True, omit_defaults=True):
    """A number a document had before another document turned out to have it by right."""

    number: Number
    reason: str
    hlc: int
    person: str


class Document(Record, frozen=True, omit_defaults=True):
    """The state of a document: a fold of its facts.

    Attributes:
        kind: incoming, outgoing, …
        status: where it stands.
        card: what is written about it.
        number: its registration, None before.
        files: attached files, removed ones included.
        links: links to other documents, stated on this one.
        reason: why it was annulled or refused.
        returned: it was refused and sent back.
        annulled: timestamp of the annulment; 0 where it is not annulled.
        created: timestamp of the first fact; `author` stated it.
        registered: timestamp of the registration; `registrar` made it at the device `device`.
        awaiting: the number it waits for, None where it waits for none.
        former: numbers it had before, the oldest first.
        parallel: fields of the card that were changed by two at once and by nobody since.
        office: whose it is: the space it was stated in.
        counted: the last term that was counted, see `rule`.
    """

    kind: Kind
    status: Status
    card: Card = Card()
    number: Number | None = None
    files: tuple[File, ...] = ()
    links: tuple[LinkTo, ...] = ()
    reason: str = ""
    returned: bool = False
    annulled: int = 0
    created: int = 0
    author: str = ""
    registered: int = 0
    registrar: str = ""
    device: str = ""
    awaiting: Awaiting | None = None
    former: tuple[Former, ...] = ()
    parallel: tuple[ParallelEdit, ...] = ()
    office: str = ""
    counted: Counted | None = None

    @property
    def rule(self) -> Counted | None:
        """How its term was counted; None where it was written by hand, or since."""
        counted = self.counted
        return counted if counted is not None and counted.due == self.card.due else None

    @property
    def live_files(self) -> tuple[File, ...]:
        """The files that were not removed."""
        return tuple(file for file in self.files if not file.removed)


class DocumentFact(Fact, frozen=True, omit_defaults=True):
    """Something that happened to a document."""

    ABOUT: ClassVar[type] = Document
    PREFIX: ClassVar[str] = "d"


def is_draft(state: object) -> bool:
    """Tell whether something is a document being written: without number, and asking for none."""
    is_document = isinstance(state, Document)
    return is_document and state.status is Status.DRAFT and state.awaiting is None


def right_to_write(state: Document | None) -> Right:
    """Return the right that changing a document needs, its card or what is attached to it."""
    return Right.DRAFT if is_draft(state) else Right.REGISTER


def existing(state: Document | None) -> Document:
    """Return the document a fact is about.

    Raises:
        Refusal: there is none, or it was annulled.
    """
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    if state.status is Status.CANCELLED:
        raise Refusal(Reason.DOCUMENT_CANCELLED)
    return state


def check_number(number: Number, stamp: Stamp) -> None:
    """Refuse a number that cannot be one, or whose day cannot be its own."""
    in_range = 1 <= number.n <= ORDINAL_LIMIT
    fits = number.text and max(len(number.text), len(number.suffix)) <= NUMBER_LIMIT
    if not in_range or not fits:
        raise Refusal(Reason.BAD_NUMBER, number=number.text)
    if number.on > stamp.on:
        raise Refusal(Reason.FUTURE_DATE, date=number.on)
    if number.on < EARLIEST:
        raise Refusal(Reason.DATE_OUT_OF_RANGE, date=number.on)
    if number.period not in (0, number.on.year):
        raise Refusal(Reason.BAD_NUMBER, number=number.text)


def check_claim(claim: str) -> None:
    """Refuse what cannot be the hash of a token."""
    if claim and (not is_sha256(claim)):
        raise Refusal(Reason.BAD_VALUE, field="number", value=claim)


def check_unregistered(document: Document) -> None:
    """Refuse a document that has a number, or will never have one."""
    if document.status is Status.CANCELLED:
        raise Refusal(Reason.DOCUMENT_CANCELLED)
    if document.status is Status.REFUSED:
        raise Refusal(Reason.ALREADY_REFUSED)
    if document.number is not None:
        raise Refusal(
            Reason.ALREADY_REGISTERED, number=document.number.text, date=document.number.on
        )


def plain_name(name: str) -> str:
    """Return a file's name on one line, without signs that nobody sees.

    Some of those turn the letters after them round, so that a program looks like a letter.
    """
    spaced = "".join(" " if letter.isspace() else letter for letter in name)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)


def is_sha256(text: str) -> bool:
    """Tell whether a text is a hash as this program writes it: 64 small hexadecimal digits."""
    return len(text) == _HASH_DIGITS and not text.strip("0123456789abcdef")
