"""What the sender of a letter knows of it, stated in the sender's own space."""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Kind
from edo.domain.document import NUMBER_LIMIT, REASON_LIMIT
from edo.domain.fact import Fact, need, within
from edo.domain.letter import OVER, Answer, LetterStatus, Receipt, Told, letter_of, receipt_of
from edo.errors import Reason, Refusal


class ReceiptFact(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something the sender's office knows of a letter, stated in its own space."""

    ABOUT: ClassVar[type] = Receipt
    PREFIX: ClassVar[str] = "x"

    sender: str
    document: str
    to: str
    attempt: int = 0

    @property
    def letter(self) -> str:
        """The letter's id in the other office."""
        return letter_of(
            sender=self.sender, document=self.document, to=self.to, attempt=self.attempt
        )

    def is_about(self, subject: str) -> bool:
        """Its id names whose letter it is and to whom."""
        return subject == receipt_of(self.letter)

    def begun(self, state: Receipt | None, stamp: Stamp) -> Receipt:
        """Return the receipt, begun where nobody has begun it."""
        if stamp.space != self.sender:
            raise Refusal(Reason.WRONG_SPACE)
        if state is not None:
            return state
        return Receipt(
            document=self.document,
            office=stamp.space,
            author=stamp.person,
            since=stamp.hlc,
            letter=self.letter,
            to=self.to,
            attempt=self.attempt,
        )


class Dispatched(ReceiptFact, frozen=True, omit_defaults=True, kw_only=True):
    """A document went to another office as a letter."""

    NAME: ClassVar[str] = "receipt.dispatched"

    number: str
    on: date
    kind: Kind | None = None
    title: str = ""

    def apply(self, state: Receipt | None, stamp: Stamp) -> Receipt:
        """Begin to wait for answers; two who send at once send one letter."""
        begun = self.begun(state, stamp)
        if begun.number:
            return begun
        need(self.number, "number", NUMBER_LIMIT)
        return replace(
            begun,
            number=self.number,
            on=self.on,
            kind=self.kind,
            title=self.title,
            author=stamp.person,
            since=stamp.hlc,
        )


class RecallAsked(ReceiptFact, frozen=True, omit_defaults=True, kw_only=True):
    """The office wants a letter back; whether it was in time the other office's space tells."""

    NAME: ClassVar[str] = "receipt.recall_asked"

    def apply(self, state: Receipt | None, stamp: Stamp) -> Receipt:
        """Note the wish, if it can still be met as far as is known."""
        begun = self.begun(state, stamp)
        if begun.status in OVER:
            raise Refusal(Reason.LETTER_OVER)
        if begun.status not in (LetterStatus.SENT, LetterStatus.RECEIVED):
            raise Refusal(Reason.LETTER_OPENED)
        return replace(begun, recalled=stamp.hlc)


class Acknowledged(ReceiptFact, frozen=True, omit_defaults=True, kw_only=True):
    """The office it went to tells how it stands. It is stated there, where the sender reads it."""

    NAME: ClassVar[str] = "receipt.acknowledged"
    ABROAD: ClassVar[bool] = True

    n: int
    answer: Answer

    def scope(self, stamp: Stamp) -> str:
        """Return the office it went to: it answers for what it tells."""
        del stamp
        return self.to

    def apply(self, state: Receipt | None, stamp: Stamp) -> Receipt:
        """Take the answer, if it is the one that counts."""
        begun = self.begun(state, stamp)
        within(self.answer.number, "number", NUMBER_LIMIT)
        within(self.answer.reason, "reason", REASON_LIMIT)
        told = Told(self.n, stamp.dev, self.answer).later(begun.told)
        if told is begun.told:
            return begun
        return replace(begun, told=told, told_at=stamp.hlc)


FACTS: tuple[type[Fact], ...] = (Dispatched, RecallAsked, Acknowledged)
