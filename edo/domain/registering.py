"""What happens to a document on its way to its number and to its end.

A number is given once and never changes; a wrong registration is annulled and its number stays
burnt. Waiting for a number is in `awaiting`, files and links in `attaching`, copies in `sending`.
"""

from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import RECEIVED_KINDS, Card, Kind, check_card, check_complete, differences
from edo.domain.document import (
    REASON_LIMIT,
    Document,
    DocumentFact,
    Number,
    Status,
    check_claim,
    check_number,
    check_unregistered,
    existing,
    is_draft,
    right_to_write,
)
from edo.domain.fact import Fact, need
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

CONTROL_FIELDS = frozenset(
    {"resolution", "executors", "control", "due", "executed_on", "execution_note"}
)
"""Fields of the card that tell how a document is carried out."""


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
        if state is not None and state.status is Status.CANCELLED:
            raise Refusal(Reason.ALREADY_CANCELLED)
        document = existing(state)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(
            document,
            status=Status.CANCELLED,
            reason=self.reason,
            annulled=stamp.hlc,
            awaiting=None,
        )


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
