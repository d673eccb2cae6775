"""How a registered document goes out: what was sent to whom, and whether it arrived."""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import PROOF_LIMIT, RECEIVED_KINDS, DeliveryState, Party
from edo.domain.document import Document, DocumentFact, Status, existing
from edo.domain.fact import Fact, within
from edo.errors import Reason, Refusal


class Sent(DocumentFact, frozen=True, omit_defaults=True):
    """The document went out: to one addressee, or with `party` empty to all who wait."""

    NAME: ClassVar[str] = "document.sent"
    WHOLE: ClassVar[bool] = False

    on: date
    party: str = ""
    method: str = ""
    proof: str = ""

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Mark the addressees' copies as sent."""
        document = existing(state)
        if document.number is None:
            raise Refusal(Reason.NOT_REGISTERED)
        if document.kind in RECEIVED_KINDS:
            raise Refusal(Reason.CANNOT_SEND)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        within(self.proof, "proof", PROOF_LIMIT)
        due = [
            party.key
            for party in document.card.parties
            if (party.key == self.party if self.party else party.state is DeliveryState.WAITING)
        ]
        if not due:
            raise Refusal(Reason.NO_ADDRESSEE)
        fields: dict[str, Any] = {"state": "sent", "on": self.on.isoformat(), "proof": self.proof}
        fields |= {"method": self.method} if self.method else {}
        return replace(_with_parties(document, due, fields), status=Status.SENT)

    def writes(self, before: Document | None, after: Document) -> tuple[str, ...]:
        """Return the addressees: the copies of some are marked."""
        del before, after
        return ("parties",)


class Delivered(DocumentFact, frozen=True, omit_defaults=True):
    """It is known whether one addressee's copy arrived."""

    NAME: ClassVar[str] = "document.delivered"
    WHOLE: ClassVar[bool] = False

    party: str
    on: date
    arrived: bool = True
    proof: str = ""

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Mark the addressee's copy."""
        document = existing(state)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        party = next((one for one in document.card.parties if one.key == self.party), None)
        if party is None:
            raise Refusal(Reason.NO_ADDRESSEE)
        if party.state is DeliveryState.WAITING:
            raise Refusal(Reason.NOT_SENT)
        within(self.proof, "proof", PROOF_LIMIT)
        arrived = DeliveryState.DELIVERED if self.arrived else DeliveryState.NOT_DELIVERED
        fields: dict[str, Any] = {"state": arrived.value, "on": self.on.isoformat()}
        fields |= {"proof": self.proof} if self.proof else {}
        return _with_parties(document, [self.party], fields)

    def writes(self, before: Document | None, after: Document) -> tuple[str, ...]:
        """Return the addressees: the copies of some are marked."""
        del before, after
        return ("parties",)


FACTS: tuple[type[Fact], ...] = (Sent, Delivered)


def _with_parties(document: Document, keys: list[str], fields: dict[str, Any]) -> Document:
    parties: tuple[Party, ...] = tuple(
        party.with_fields(fields) if party.key in keys else party for party in document.card.parties
    )
    return replace(document, card=replace(document.card, parties=parties))
