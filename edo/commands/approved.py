"""What approvals mean for other acts: what is put up for approval or signed stays as it is.

A rule lives in one subject, so a document's facts do not ask its approvals: the local door does. A
change that came from a workplace that had not heard of the approval is shown beside the visas.
"""

from msgspec.structs import replace

from edo.domain.approval import AT_HOME, ApprovalStatus
from edo.domain.card import Card
from edo.domain.document import Document
from edo.domain.rerouting import Aborted, NumberNoted
from edo.domain.visa import covered_by, version_of
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import approvals

_FREE = AT_HOME | {ApprovalStatus.REFUSED, ApprovalStatus.ABORTED}
"""The document is with its author: it may be changed."""
_PASSED = frozenset({ApprovalStatus.AGREED, ApprovalStatus.SIGNED})


def check_held(entry: Entry, document: str, before: Document) -> None:
    """Refuse what this entry has changed of a document that is being approved, or is signed.

    Args:
        entry: in which the document was changed.
        document: id.
        before: what it was before.

    Raises:
        Refusal: an approval covers what was changed.
    """
    after = entry.state(document)
    if isinstance(after, Document):
        _check_held(entry, document, before, after)


def check_card_held(entry: Entry, document: str, before: Document, card: Card) -> None:
    """Refuse a card that would make another document of one that was approved.

    Raises:
        Refusal: an approval covers what would be changed.
    """
    _check_held(entry, document, before, replace(before, card=card))


def _check_held(entry: Entry, document: str, before: Document, after: Document) -> None:
    if covered_by(after) == covered_by(before):
        return
    version = version_of(covered_by(after))
    for _, state in approvals.states_of(entry.connection, document=document):
        if state.status not in _FREE and state.version != version:
            raise Refusal(Reason.UNDER_APPROVAL)


def check_passed(entry: Entry, document: str) -> None:
    """Refuse a number to what was not approved to the end: signed, where somebody is to sign it.

    Raises:
        Refusal: it was not.
    """
    found = approvals.states_of(entry.connection, document=document)
    if not any(state.is_over and state.status in _PASSED for _, state in found):
        raise Refusal(Reason.NOT_APPROVED)


def note_number(entry: Entry, document: str, number: str) -> None:
    """Tell the approvals of a document that it has its number: nobody is waited for to give it."""
    for id, state in approvals.states_of(entry.connection, document=document):
        if state.status not in _FREE and not state.number:
            entry.record(id, NumberNoted(number=number))


def give_up(entry: Entry, document: str, reason: str) -> None:
    """Abort the approvals of a document that is annulled, as far as the person may."""
    for id, state in approvals.states_of(entry.connection, document=document):
        if not state.is_over:
            _abort(entry, id, reason)


def _abort(entry: Entry, id: str, reason: str) -> None:
    fact = Aborted(reason=reason)
    try:
        entry.check(id, fact)
    except Refusal:
        return  # it is shown beside the approval that the document is annulled
    entry.record(id, fact)


def check_startable(entry: Entry, document: str) -> None:
    """Refuse a second approval of a document that is being approved, or is signed.

    Raises:
        Refusal: it is so.
    """
    for _, state in approvals.states_of(entry.connection, document=document):
        if state.status is ApprovalStatus.SIGNED:
            raise Refusal(Reason.ALREADY_SIGNED)
        if not state.is_over:
            raise Refusal(Reason.APPROVAL_RUNS)
