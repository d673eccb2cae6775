"""The term of a document: counted by the calendar when a person asks for it, never by itself."""

from datetime import date

from edo.clock import office_date
from edo.commands.approved import check_held
from edo.domain.card import received_date
from edo.domain.counting import DueCounted
from edo.domain.document import Document
from edo.domain.document_type import DocumentType
from edo.domain.workdays import Counted, Term
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries.calendar import calendar
from edo.workplace import Workplace


def count(
    workplace: Workplace, *, document: str, term: Term | None = None, start: date | None = None
) -> Counted:
    """Count a document's term by the calendar as it is known now, and state it with its rule.

    Args:
        workplace: who acts.
        document: id.
        term: how long; None: as it was counted before, else what its type offers.
        start: day of the event; None: as before, else of the receipt, else of the registration.

    Raises:
        Refusal: neither a term is given nor does its type offer one, it has none by its kind, or
            it is annulled, or approved with the term it has.
    """
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        known = state.rule
        chosen = term or (known.term if known else _of_type(entry, state.card.type))
        if chosen is None:
            raise Refusal(Reason.REQUIRED_FIELD, field="term")
        start = start or (known.start if known else begun(state))
        due = calendar(entry.connection).due(start, chosen)
        entry.record(document, DueCounted(chosen, start, due))
        check_held(entry, document, state)
        return Counted(chosen, start, due)


def begun(document: Document) -> date:
    """Return the day from which a document's term runs: of the receipt, else of its number."""
    if (received := received_date(document.card)) is not None:
        return received
    return document.number.on if document.number else office_date(document.created)


def _of_type(entry: Entry, type: str) -> Term | None:
    state = entry.state(type) if type else None
    return state.term if isinstance(state, DocumentType) else None
