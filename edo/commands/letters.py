"""Letters between offices: send, open, take in, register, refuse, recall."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from edo.change import named_id
from edo.commands.answering import note_number, tell
from edo.commands.correspondents import AddressBook, Newcomer
from edo.commands.dispatching import (
    addressed,
    check_document,
    dispatch,
    goes_by_program,
    may_go,
    receipts,
)
from edo.commands.numberer import Numberer, prepare
from edo.commands.registering import (
    Intake,
    Registration,
    check_parties,
    complete,
    register_or_wait,
)
from edo.domain.attaching import FileAttached, Linked
from edo.domain.card import Card, Delivery, Kind, Party
from edo.domain.document import Document, FileRole, Link
from edo.domain.document_type import DocumentType
from edo.domain.letter import Letter, incoming_card, incoming_of, receipt_of
from edo.domain.lettering import LetterOpened, LetterRecalled, LetterRefused, LetterTaken
from edo.domain.receipting import RecallAsked
from edo.domain.registering import Drafted
from edo.domain.sending import Sent
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.workplace import Workplace


def send(
    workplace: Workplace,
    *,
    document: str,
    offices: Collection[str] = (),
    on: date | None = None,
    proves: bool = True,
) -> list[str]:
    """Send a registered document to offices it is addressed to; return the letters' ids.

    Its addressees there are marked as sent. An office that refused it, or gave it back, may be
    sent it again.

    Args:
        workplace: who acts.
        document: id.
        offices: ids; empty means all it is addressed to that have not got it and that no other
            way was chosen for.
        on: day of sending, today where it is None.
        proves: let the proof of its signatures and visas go along.

    Raises:
        Refusal: it has no number, is not addressed there or was sent there already, or a file is
            not here yet.
    """
    with workplace.entry() as entry:
        state, _ = check_document(entry.state(document))
        due = {office: party for party, office in addressed(entry, state)}
        if offices:
            chosen = list(dict.fromkeys(offices))
        else:
            chosen = [
                office
                for office, party in due.items()
                if goes_by_program(party) and may_go(entry, document, office)
            ]
        if not chosen or any(office not in due for office in chosen):
            raise Refusal(Reason.NO_OFFICE_ADDRESSED)
        letters = dispatch(workplace, entry, document, chosen, proves=proves)
        for office in chosen:
            marked = Sent(on or entry.today, due[office].key, Delivery.EDO.value)
            entry.record(document, marked)
        return letters


def recall(workplace: Workplace, *, document: str, offices: Collection[str] = ()) -> list[str]:
    """Call letters back that nobody has opened, as far as is known here; return their ids.

    Whether it was in time the other office's answer tells.

    Args:
        workplace: who acts.
        document: id of the document that was sent.
        offices: ids; empty means all where it may still be.

    Raises:
        Refusal: none can be recalled.
    """
    with workplace.entry() as entry:
        state, _ = check_document(entry.state(document))
        asked = list(offices) or [office for _, office in addressed(entry, state)]
        recalled: list[str] = []
        for office in dict.fromkeys(asked):
            try:
                recalled.append(_recall(entry, document, office))
            except Refusal:
                if offices:
                    raise
        if not recalled:
            raise Refusal(Reason.LETTER_OPENED if asked else Reason.NO_OFFICE_ADDRESSED)
        return recalled


def open_letter(workplace: Workplace, *, letter: str) -> Letter:
    """Open a letter to read it: its sender is told, and cannot recall it any more.

    Raises:
        Refusal: there is none in this office, it was recalled, or the right is missing.
    """
    with workplace.entry() as entry:
        state = _letter(entry, letter)
        if not state.opened:
            entry.record(letter, LetterOpened())
        tell(entry, letter)
        return _letter(entry, letter)


def take(workplace: Workplace, *, letter: str) -> str:
    """Take a letter in as an incoming document without a number; return the document's id.

    Raises:
        Refusal: it was recalled or refused, or the right is missing.
    """
    with workplace.entry() as entry:
        document = _take(entry, letter)
        if entry.state(document) is None:
            drafted = Drafted(Kind.INCOMING, card_of(entry, letter))
            check_parties(entry, drafted.card)
            entry.record(document, drafted)
            _bring(entry, letter, document)
        note_number(entry, letter)
        tell(entry, letter)
        return document


def register(
    workplace: Workplace,
    *,
    letter: str,
    journal: str,
    card: Card | None = None,
    newcomers: Sequence[Newcomer] = (),
    on: date | None = None,
    number: str = "",
    links: Iterable[tuple[Link, str]] = (),
) -> Registration:
    """Register a letter as an incoming document: their number, date, titles and files filled in.

    Where no number can be given now, the document waits under a temporary reference; the sender is
    told the number when it is there.

    Args:
        workplace: who acts.
        letter: id.
        journal: id of a journal of incoming documents.
        card: the whole card where it is another than the letter's own.
        newcomers: further correspondents of that card as whole entries.
        on: registration date, today where it is None.
        number: a number given by hand instead of the next one.
        links: typed links to other documents beside the one it answers.

    Raises:
        Refusal: it was recalled or refused, or a rule of registration says no.
        UnreachableError: the share does not answer, and a number was given by hand.
    """
    prepare(workplace, journal, [on])
    with workplace.entry() as entry:
        document = _take(entry, letter)
        known = entry.state(document)
        if isinstance(known, Document) and known.number is not None:
            note_number(entry, letter)
            tell(entry, letter)
            index = Numberer(workplace, entry).journal(known.number.journal).index
            return Registration(document, known.number.text, known.number.on, index)
        numberer = Numberer(workplace, entry)
        if (kind := numberer.journal(journal).kind) is not Kind.INCOMING:
            raise Refusal(Reason.WRONG_KIND, kind=kind)
        whole = AddressBook(entry).with_newcomers(card, newcomers) if card else None
        line = Intake(whole or card_of(entry, letter), on, number)
        ready = complete(entry, numberer, journal, line, document)
        registration = register_or_wait(workplace, entry, numberer, ready)
        if known is None:
            _bring(entry, letter, document)
        for link, other in links:
            entry.record(document, Linked(link, other))
        note_number(entry, letter)
        tell(entry, letter)
        return registration


def refuse(workplace: Workplace, *, letter: str, reason: str) -> None:
    """Refuse a letter: the sender is told why.

    Raises:
        Refusal: it was taken in, refused or recalled already, or there is no reason.
    """
    with workplace.entry() as entry:
        _letter(entry, letter)
        entry.record(letter, LetterRefused(reason=reason.strip()))
        tell(entry, letter)


def card_of(entry: Entry, letter: str) -> Card:
    """Return the card a letter fills in, its sender looked up in the directory or added to it."""
    state = _letter(entry, letter)
    sender = AddressBook(entry).of_office(state.sender)
    card = incoming_card(state, (Party(sender),))
    if card.type and not isinstance(entry.state(card.type), DocumentType):
        card = card.with_fields({"type": ""})
    return card


def _recall(entry: Entry, document: str, office: str) -> str:
    before = receipts(entry, document, office)
    if not before:
        raise Refusal(Reason.NOT_SENT)
    last = before[-1]
    wish = RecallAsked(sender=entry.office, document=document, to=office, attempt=len(before) - 1)
    entry.check(receipt_of(last.letter), wish)
    entry.record(last.letter, LetterRecalled(sender=entry.office), space=office)
    entry.record(receipt_of(last.letter), wish)
    return last.letter


def _take(entry: Entry, letter: str) -> str:
    """Note that a letter becomes a document; return the document's id."""
    _letter(entry, letter)
    document = incoming_of(letter)
    entry.record(letter, LetterTaken(document=document))
    return document


def _bring(entry: Entry, letter: str, document: str) -> None:
    """Attach what came with a letter, and link the document it answers."""
    state = _letter(entry, letter)
    proof = [replace(state.proof, role=FileRole.PROOF)] if state.proof else []
    for place, file in enumerate([*state.files, *proof]):
        name = hashlib.sha256(f"edo/letter/file/1\0{letter}\0{place}".encode()).digest()
        id = named_id("f", name)
        fact = FileAttached(id, file.name, file.sha256, file.size, file.role, file.language)
        entry.record(document, fact)
    if state.answers and isinstance(entry.state(state.answers), Document):
        entry.record(document, Linked(Link.REPLY, state.answers))


def _letter(entry: Entry, letter: str) -> Letter:
    state = entry.state(letter)
    if not isinstance(state, Letter) or state.office != entry.office:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return state
