"""The term of a document, counted by the calendar: the date is stated together with its rule."""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import FIELD_BY_NAME
from edo.domain.document import Document, DocumentFact, existing
from edo.domain.fact import Fact
from edo.domain.rights import Right
from edo.domain.workdays import Counted, Term, check_term
from edo.errors import Reason, Refusal


class DueCounted(DocumentFact, frozen=True, omit_defaults=True):
    """The term of a document was counted from a day on. Only a person has it counted again."""

    NAME: ClassVar[str] = "document.due_counted"
    RIGHT: ClassVar[Right] = Right.CONTROL

    term: Term
    start: date
    due: date

    def apply(self, state: Document | None, stamp: Stamp) -> Document:
        """Set the term, and keep how it was counted."""
        document = existing(state)
        if document.kind not in FIELD_BY_NAME["due"].kinds:
            raise Refusal(Reason.WRONG_KIND, kind=document.kind)
        check_term(self.term)
        if self.due < self.start:
            raise Refusal(Reason.PERIOD_REVERSED, since=self.start, until=self.due)
        counted = Counted(self.term, self.start, self.due)
        return replace(document, card=replace(document.card, due=self.due), counted=counted)

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the field it gives a value to."""
        del before, after
        return ("due",)


FACTS: tuple[type[Fact], ...] = (DueCounted,)
