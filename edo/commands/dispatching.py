"""A document goes to offices of the organisation as letters by this program."""

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from edo.commands.proving import write_bundle
from edo.domain.card import RECEIVED_KINDS, Delivery, DeliveryState, Party
from edo.domain.document import Document, Link, Number, Status, existing
from edo.domain.letter import (
    OVER,
    Cover,
    Enclosure,
    Letter,
    Receipt,
    letter_of,
    receipt_of,
)
from edo.domain.lettering import LetterSent
from edo.domain.organisation import Correspondent, Office
from edo.domain.receipting import Dispatched
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import letters as asked
from edo.store.blobs import Blob, Blobs
from edo.workplace import Workplace

PROOF_NAME = "proof.edo"
"""What the proof that goes with a letter is called."""
_BY_PROGRAM = (None, Delivery.EDO)
"""How a copy goes that goes as a letter: by no other way."""


def office_of(entry: Entry, correspondent: str) -> str:
    """Return the office a correspondent stands for, merges followed; empty for none."""
    seen: set[str] = set()
    while correspondent and correspondent not in seen:
        seen.add(correspondent)
        state = entry.state(correspondent)
        if not isinstance(state, Correspondent):
            break
        if state.office:
            return state.office
        correspondent = state.merged_into
    return ""


def addressed(entry: Entry, state: Document) -> Iterator[tuple[Party, str]]:
    """Yield the addressees of a document that stand for another office, each with its office."""
    for party in state.card.parties:
        office = office_of(entry, party.correspondent) if party.correspondent else ""
        if office and office != entry.office:
            yield party, office


def goes_by_program(party: Party, method: str = "") -> bool:
    """Tell whether an addressee's copy goes as a letter.

    Args:
        party: the addressee.
        method: the way named when it is sent; empty keeps the addressee's.
    """
    return method == Delivery.EDO if method else party.method in _BY_PROGRAM


def receipts(entry: Entry, document: str, office: str) -> list[Receipt]:
    """Return the receipts of the letters that brought a document to an office, in order."""
    found: list[Receipt] = []
    while True:
        letter = letter_of(sender=entry.office, document=document, to=office, attempt=len(found))
        state = entry.state(receipt_of(letter))
        if not isinstance(state, Receipt):
            return found
        found.append(state)


def check_document(state: object) -> tuple[Document, Number]:
    """Return a document that may be sent, and its number.

    Raises:
        Refusal: it has no number, is annulled, or came from outside.
    """
    if not isinstance(state, Document):
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    found = existing(state)
    if found.number is None:
        raise Refusal(Reason.NOT_REGISTERED)
    if found.kind in RECEIVED_KINDS or found.status is Status.REFUSED:
        raise Refusal(Reason.CANNOT_SEND)
    return found, found.number


def due_offices(entry: Entry, document: str, party: str = "", method: str = "") -> list[str]:
    """Return the offices a document goes to as letters when it is marked as sent.

    Args:
        entry: the transaction.
        document: id.
        party: key of one addressee; empty means all who wait.
        method: the way named; empty keeps each addressee's.
    """
    state = entry.state(document)
    if not isinstance(state, Document) or state.number is None:
        return []
    return [
        office
        for one, office in addressed(entry, state)
        if (one.key == party if party else one.state is DeliveryState.WAITING)
        and goes_by_program(one, method)
        and may_go(entry, document, office)
    ]


def may_go(entry: Entry, document: str, office: str) -> bool:
    """Tell whether a document may go to an office: it has workplaces and has not got it."""
    before = receipts(entry, document, office)
    return office in entry.roster.offices and (not before or before[-1].status in OVER)


def dispatch(
    workplace: Workplace,
    entry: Entry,
    document: str,
    offices: Collection[str],
    *,
    proves: bool = True,
) -> list[str]:
    """State the letters that bring a document to offices; return their ids.

    Args:
        workplace: who acts.
        entry: the transaction.
        document: id of a registered document.
        offices: where to.
        proves: let the proof of its signatures and visas go along.

    Raises:
        Refusal: an office has it already or has no workplace, or a file is not here yet.
    """
    if not offices:
        return []
    check_document(entry.state(document))
    proof = proof_of(workplace, document) if proves else None
    return [_send(entry, workplace.blobs, document, office, proof) for office in offices]


def proof_of(workplace: Workplace, document: str) -> Blob | None:
    """Return the proof of all that was signed about a document; None where it is too large."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / PROOF_NAME
        try:
            write_bundle(workplace, document=document, path=path)
        except Refusal as error:
            if error.reason is Reason.BUNDLE_TOO_LARGE:
                return None
            raise
        return workplace.blobs.put(path)


def _send(entry: Entry, blobs: Blobs, document: str, office: str, proof: Blob | None) -> str:
    state, number = check_document(entry.state(document))
    before = receipts(entry, document, office)
    if before and before[-1].status not in OVER:
        raise Refusal(Reason.LETTER_ALREADY_SENT)
    if office == entry.office:
        raise Refusal(Reason.LETTER_TO_ITSELF)
    if office not in entry.roster.offices:
        raise Refusal(Reason.NO_WORKPLACE_THERE, value=_name(entry, office))
    attempt = len(before)
    sent = LetterSent(
        sender=entry.office,
        document=document,
        to=office,
        attempt=attempt,
        number=number.text,
        on=number.on,
        cover=_cover(state),
        files=tuple(_enclosures(state, blobs)),
        proof=Enclosure(proof.name, proof.sha256, proof.size) if proof else None,
        answers=_answered(entry, state, office),
    )
    letter = letter_of(sender=entry.office, document=document, to=office, attempt=attempt)
    # The letter leaves before it is noted that it was sent: what is noted is true.
    entry.record(letter, sent, space=office)
    noted = Dispatched(
        sender=entry.office,
        document=document,
        to=office,
        attempt=attempt,
        number=number.text,
        on=number.on,
        kind=state.kind,
        title=state.card.subject_ru or state.card.subject_kk,
    )
    entry.record(receipt_of(letter), noted)
    return letter


def _cover(state: Document) -> Cover:
    card = state.card
    return Cover(**{name: getattr(card, name) for name in Cover.__struct_fields__})


def _enclosures(state: Document, blobs: Blobs) -> Iterator[Enclosure]:
    for file in state.live_files:
        current = file.current
        if not blobs.holds(current.sha256):
            raise Refusal(Reason.FILE_MISSING_HERE, name=current.name)
        yield Enclosure(current.name, current.sha256, current.size, file.role, file.language)


def _answered(entry: Entry, state: Document, office: str) -> str:
    """Return the document of the other office that a letter to it replies to; empty for none."""
    for link in state.links:
        if link.link is not Link.REPLY:
            continue
        for letter in asked.made_into(entry.connection, document=link.document):
            found = entry.state(letter)
            if isinstance(found, Letter) and found.sender == office:
                return found.theirs
    return ""


def _name(entry: Entry, office: str) -> str:
    state = entry.state(office)
    return (state.name_ru or state.name_kk) if isinstance(state, Office) else office
