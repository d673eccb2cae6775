"""A document: from a draft or a received letter to its number, its sending, or its annulment.

States follow §4 of the records rules as far as registration, sending and cancelling go. A number
is given once and never changes; a wrong registration is annulled and its number stays burnt.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import (
    RECEIVED_KINDS,
    Card,
    Kind,
    check_card,
    check_complete,
    differences,
)
from edo.domain.fact import Fact, Record, need
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
CONTROL_FIELDS = frozenset(
    {"resolution", "executors", "control", "due", "executed_on", "execution_note"}
)
"""Fields of the card that tell how a document is carried out."""
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


class Drafted(DocumentFact, frozen=True, omit_defaults=True):
    """A document was begun, or a letter taken in; it has no number yet."""

    NAME: ClassVar[str] = "document.drafted"

    kind: Kind
    card: Card = Card()

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Leave letters to those who register; anybody who writes may begin a document."""
        del stamp, state
        return Right.REGISTER if self.kind in RECEIVED_KINDS else Right.DRAFT

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Begin the document."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="document", value="")
        check_card(self.card)
        status = Status.RECEIVED if self.kind in RECEIVED_KINDS else Status.DRAFT
        return Document(
            self.kind,
            status,
            self.card,
            created=stamp.hlc,
            author=stamp.person,
            office=stamp.space,
        )


class Registered(DocumentFact, frozen=True, omit_defaults=True):
    """A document got its number: once, for ever.

    The date is the office's today. An earlier one is back-dating and needs its own right; a
    later one is refused. `claim` is the hash of the token by which the number was claimed on the
    share, empty where no share gave it.
    """

    NAME: ClassVar[str] = "document.registered"

    kind: Kind
    number: Number
    card: Card
    claim: str = ""

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Back-dating and numbers given by hand need more than registering does."""
        del state
        if self.number.by_hand or self.number.on < stamp.on:
            return Right.BACKDATE
        return Right.REGISTER

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Register the document."""
        if state is not None:
            check_unregistered(state)
            if state.kind is not self.kind:
                raise Refusal(Reason.WRONG_KIND, kind=state.kind)
        check_number(self.number, stamp)
        check_claim(self.claim)
        check_card(self.card)
        check_complete(self.card, self.kind)
        if state is None:
            return Document(
                self.kind,
                Status.REGISTERED,
                self.card,
                self.number,
                created=stamp.hlc,
                author=stamp.person,
                registered=stamp.hlc,
                registrar=stamp.person,
                device=stamp.dev,
                office=stamp.space,
            )
        return replace(
            state,
            status=Status.REGISTERED,
            card=self.card,
            number=self.number,
            registered=stamp.hlc,
            registrar=stamp.person,
            device=stamp.dev,
            awaiting=None,
        )

    def over(self, seen: Card, now: Card) -> "Registered":
        """Return the registration with what its author only repeated as others made it since.

        Args:
            seen: the card its author knew.
            now: the card as it is. Where it could not be registered, the author's own stands.
        """
        told = {name: value for name, _, value in differences(seen, self.card)}
        card = replace(now, **told)
        try:
            check_card(card)
            check_complete(card, self.kind)
        except Refusal:
            return self
        return replace(self, card=card)

    def writes(self, before: Document | None, after: Document) -> tuple[str, ...]:
        """Return the fields it makes others of; the rest of the card was only repeated."""
        if before is None:
            return ()
        return tuple(name for name, _, _ in differences(before.card, after.card))


class DocumentChanged(DocumentFact, frozen=True, omit_defaults=True):
    """Fields of the card were changed. Fields merge one by one."""

    NAME: ClassVar[str] = "document.changed"

    fields: dict[str, Any]

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Who watches over execution notes what comes of it, whatever else they may do."""
        del stamp
        if self.fields and CONTROL_FIELDS.issuperset(self.fields):
            return Right.CONTROL
        return right_to_write(state)

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Change the card."""
        document = existing(state)
        card = document.card.with_fields(self.fields)
        check_card(card)
        if document.number is not None or document.awaiting is not None:
            check_complete(card, document.kind)
        return replace(document, card=card)

    def writes(self, before: Document | None, after: Document) -> tuple[str, ...]:
        """Return the fields that are stated, the ones that stay as they are too."""
        del before, after
        return tuple(self.fields)


class DocumentCancelled(DocumentFact, frozen=True, omit_defaults=True):
    """A registration was a mistake, or a draft is not needed. A number given stays burnt."""

    NAME: ClassVar[str] = "document.cancelled"
    RIGHT: ClassVar[Right] = Right.ANNUL

    reason: str

    def right(self, stamp: Stamp, state: Document | None) -> Right:
        """Let who may write a draft drop it; to annul a registration takes more."""
        del stamp
        return Right.DRAFT if is_draft(state) else self.RIGHT

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Annul the document."""
        del stamp
        if state is not None and state.status is Status.CANCELLED:
            raise Refusal(Reason.ALREADY_CANCELLED)
        document = existing(state)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(document, status=Status.CANCELLED, reason=self.reason, awaiting=None)


class RegistrationRefused(DocumentFact, frozen=True, omit_defaults=True):
    """A received letter is not to be registered: it goes back or is only kept."""

    NAME: ClassVar[str] = "document.refused"

    reason: str
    returned: bool = False

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Refuse the letter."""
        del stamp
        document = existing(state)
        check_unregistered(document)
        if document.kind not in RECEIVED_KINDS:
            raise Refusal(Reason.WRONG_KIND, kind=document.kind)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(
            document,
            status=Status.REFUSED,
            reason=self.reason,
            returned=self.returned,
            awaiting=None,
        )


FACTS: tuple[type[Fact], ...] = (
    Drafted,
    Registered,
    DocumentChanged,
    DocumentCancelled,
    RegistrationRefused,
)


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


def is_sha256(text: str) -> bool:
    """Tell whether a text is a hash as this program writes it: 64 small hexadecimal digits."""
    return len(text) == _HASH_DIGITS and not text.strip("0123456789abcdef")
