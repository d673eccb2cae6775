"""A letter between offices, as the office it goes to has it, and what its sender hears of it.

The sender's device states the letter in the space of the office it goes to, and reads nothing of
that space. What becomes of it comes back as a receipt: a subject in the sender's space, begun by
the sender and answered by the recipient's devices. The recipient's own space remembers what was
answered, so its workplaces need not all answer, and answer again where the truth turned out to be
another one: two may have decided at once, and the first in the common order counts.

The ids of both name sender, document, recipient and attempt. Two clerks who send one document at
once send one letter, and nobody can take the place of somebody else's.
"""

import hashlib
from datetime import date
from enum import StrEnum
from typing import ClassVar

from edo.change import named_id
from edo.domain.card import Access, Card, Carrier, Delivery, Language, Party
from edo.domain.document import FileRole
from edo.domain.fact import Record
from edo.domain.routed import OFFICE, Act, Routed, Wait

ATTEMPTS_LIMIT = 1_000
PROGRAM = "program"
"""Stands for the person where no person is waited for but the next exchange."""


class LetterStatus(StrEnum):
    """How far a letter has come, as its sender hears of it."""

    SENT = "sent"
    """It is on its way: no workplace of the office has said that it is there."""
    RECEIVED = "received"
    OPENED = "opened"
    TAKEN = "taken"
    """It became an incoming document that has no number yet."""
    REGISTERED = "registered"
    REFUSED = "refused"
    RECALLED = "recalled"


OPEN_STATUSES = frozenset({LetterStatus.SENT, LetterStatus.RECEIVED, LetterStatus.OPENED})
"""What became of the letter is not decided yet."""
OVER = frozenset({LetterStatus.REFUSED, LetterStatus.RECALLED})
"""The document may be sent to that office again."""


class Enclosure(Record, frozen=True, omit_defaults=True):
    """A file that goes with a letter; its content lies in the recipient's space."""

    name: str
    sha256: str
    size: int
    role: FileRole = FileRole.TEXT
    language: str = ""


class Cover(Record, frozen=True, omit_defaults=True):
    """What of the sender's card travels. The names are the card's."""

    subject_ru: str = ""
    subject_kk: str = ""
    type: str = ""
    language: Language = Language.RU
    sheets: int | None = None
    sheets_attached: int | None = None
    access: Access = Access.OPEN
    topic: str = ""
    signed_by: tuple[str, ...] = ()
    prepared_by: str = ""
    phone: str = ""


class Answer(Record, frozen=True, omit_defaults=True):
    """What the sender is told.

    Attributes:
        status: how far the letter has come.
        number, on: its registration there.
        reason: why it was refused.
    """

    status: LetterStatus
    number: str = ""
    on: date | None = None
    reason: str = ""


class Told(Record, frozen=True, omit_defaults=True):
    """The answer that counts: the greatest (n, dev). It is the same one in both offices."""

    n: int
    dev: str
    answer: Answer

    def later(self, other: "Told | None") -> "Told":
        """Return the one of two that counts."""
        return self if other is None or (self.n, self.dev) > (other.n, other.dev) else other


class Letter(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """A letter of another office; `office` is the one it came to.

    Attributes:
        document: the incoming document it became, empty before.
        sender: id of the office it came from; `theirs` is the document's id there.
        attempt: how often that document had been sent to this office before.
        number, on: its registration there.
        cover: what of its card travels.
        files: what goes with it.
        proof: the bundle by which its signatures are verified, if it brought one.
        answers: the outgoing document of this office that it replies to; empty for none.
        status: how far it has come.
        opened: timestamp of the first opening; `opener` is who opened it.
        taker: who took it in, registered or refused it last.
        registered: its number here, on `registered_on`.
        reason: why it was refused.
        told: what the sender was told last.
    """

    SORT: ClassVar[str] = "letter"

    sender: str
    theirs: str
    attempt: int = 0
    number: str = ""
    on: date | None = None
    cover: Cover = Cover()
    files: tuple[Enclosure, ...] = ()
    proof: Enclosure | None = None
    answers: str = ""
    status: LetterStatus = LetterStatus.RECEIVED
    opened: int = 0
    opener: str = ""
    taker: str = ""
    registered: str = ""
    registered_on: date | None = None
    reason: str = ""
    told: Told | None = None

    @property
    def stage(self) -> str:
        """How far it has come."""
        return self.status.value

    @property
    def answer(self) -> Answer:
        """What its sender should know."""
        return Answer(self.status, self.registered, self.registered_on, self.reason)

    @property
    def is_told(self) -> bool:
        """Whether its sender was told how it stands."""
        return self.told is not None and self.told.answer == self.answer

    def waits(self) -> tuple[Wait, ...]:
        """Return whom it waits for: the office while it is open, the program to tell of it."""
        found: list[Wait] = []
        if self.status in OPEN_STATUSES:
            found.append(Wait(OFFICE, Act.TAKE_IN, None, self.since))
        if not self.is_told or self.status is LetterStatus.TAKEN:
            found.append(Wait(PROGRAM, Act.TELL, None, self.since))
        return tuple(found)


class Receipt(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """What the sender knows of a letter; `document` is theirs, `office` the sender's.

    Attributes:
        letter: its id in the other office.
        to: the office it went to.
        attempt: how often the document had been sent there before.
        number, on: the document's registration when it was sent.
        told: the recipient's last answer, None while there is none.
        told_at: timestamp of it.
        recalled: timestamp of the last wish to have it back, 0 where there was none.
    """

    SORT: ClassVar[str] = "receipt"

    letter: str
    to: str
    attempt: int = 0
    number: str = ""
    on: date | None = None
    told: Told | None = None
    told_at: int = 0
    recalled: int = 0

    @property
    def answer(self) -> Answer:
        """How the letter stands, as far as is known here."""
        return self.told.answer if self.told else Answer(LetterStatus.SENT)

    @property
    def status(self) -> LetterStatus:
        """How far it has come, as far as is known here."""
        return self.answer.status

    @property
    def stage(self) -> str:
        """How far it has come."""
        return self.status.value

    @property
    def is_recalling(self) -> bool:
        """Whether it was called back and nobody has answered yet."""
        return bool(self.recalled) and self.status in (LetterStatus.SENT, LetterStatus.RECEIVED)

    def waits(self) -> tuple[Wait, ...]:
        """Return nothing: what the other office does is waited for, not anybody here."""
        return ()


def letter_of(*, sender: str, document: str, to: str, attempt: int) -> str:
    """Return the id of the letter that brings a document to an office."""
    told = "\0".join(("edo/letter/1", sender, document, to, str(attempt)))
    return named_id("l", hashlib.sha256(told.encode()).digest())


def receipt_of(letter: str) -> str:
    """Return the id of the receipt of a letter."""
    return named_id("x", hashlib.sha256(b"edo/receipt/1\0" + letter.encode()).digest())


def incoming_of(letter: str) -> str:
    """Return the id of the document a letter becomes: two clerks who take it in make one."""
    return named_id("d", hashlib.sha256(b"edo/letter/incoming/1\0" + letter.encode()).digest())


def incoming_card(letter: Letter, parties: tuple[Party, ...]) -> Card:
    """Return the card of the incoming document a letter becomes, as far as the letter tells."""
    cover = letter.cover
    return Card(
        type=cover.type,
        subject_ru=cover.subject_ru,
        subject_kk=cover.subject_kk,
        language=cover.language,
        parties=parties,
        their_number=letter.number,
        their_date=letter.on,
        their_signatory=", ".join(cover.signed_by)[:200],
        delivery=Delivery.EDO,
        sheets=cover.sheets,
        sheets_attached=cover.sheets_attached,
        carrier=Carrier.ELECTRONIC,
        access=cover.access,
        topic=cover.topic,
    )
