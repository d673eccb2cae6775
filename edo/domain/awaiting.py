"""Numbers that had to be waited for, and numbers two documents had.

A number is given once. Where none can be given at once, the document waits under a temporary
reference; where two have one number because a shared folder lied, a person registers one anew.
"""

import re
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import check_complete
from edo.domain.document import (
    EARLIEST,
    REASON_LIMIT,
    Awaiting,
    Document,
    DocumentFact,
    Former,
    Number,
    Status,
    check_claim,
    check_number,
    check_unregistered,
)
from edo.domain.fact import Fact, need
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

_JOURNAL_LIMIT = 64
_DEVICE_SIGNS = 4
_REFERENCE = re.compile(r"t-[a-z0-9]{4}-\d{1,7}")


def temporary_reference(dev: str, count: int) -> str:
    """Return what stands for a number that is waited for: `t-k3f9-12`.

    Args:
        dev: the device the registration was asked at.
        count: how many it has asked for, this one included.
    """
    return f"t-{dev[:_DEVICE_SIGNS]}-{count}"


class NumberAwaited(DocumentFact, frozen=True, omit_defaults=True):
    """A registration was asked for while no number could be given."""

    NAME: ClassVar[str] = "document.number_awaited"

    journal: str
    on: date
    reference: str

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Let the document wait; who asks again waits for the same number."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        check_unregistered(state)
        if state.awaiting is not None:
            raise Refusal(Reason.NUMBER_AWAITED, reference=state.awaiting.reference)
        need(self.journal, "journal", _JOURNAL_LIMIT)
        if not _REFERENCE.fullmatch(self.reference):
            raise Refusal(Reason.BAD_NUMBER, number=self.reference)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        if self.on < EARLIEST:
            raise Refusal(Reason.DATE_OUT_OF_RANGE, date=self.on)
        check_complete(state.card, state.kind)
        awaiting = Awaiting(
            self.journal, self.on, self.reference, stamp.dev, stamp.person, stamp.hlc
        )
        return replace(state, awaiting=awaiting)


class DocumentRenumbered(DocumentFact, frozen=True, omit_defaults=True):
    """Another document has the number by right: this one was registered anew under another.

    `was` is the number it had: two who renumber it at once give it one new number.
    """

    NAME: ClassVar[str] = "document.renumbered"
    RIGHT: ClassVar[Right] = Right.ANNUL

    was: str
    number: Number
    reason: str
    claim: str = ""

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Give the document its new number; the old one is kept among the former."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if state.status is Status.CANCELLED:
            raise Refusal(Reason.DOCUMENT_CANCELLED)
        if state.number is None:
            raise Refusal(Reason.NOT_REGISTERED)
        old = state.number
        if old.text != self.was:
            raise Refusal(Reason.ALREADY_REGISTERED, number=old.text, date=old.on)
        need(self.reason, "reason", REASON_LIMIT)
        check_number(self.number, stamp)
        check_claim(self.claim)
        if (self.number.journal, self.number.text) == (old.journal, old.text):
            raise Refusal(Reason.NOTHING_CHANGED)
        former = Former(old, self.reason, stamp.hlc, stamp.person)
        return replace(
            state,
            number=self.number,
            former=(*state.former, former),
            registered=stamp.hlc,
            registrar=stamp.person,
            device=stamp.dev,
        )


FACTS: tuple[type[Fact], ...] = (NumberAwaited, DocumentRenumbered)
