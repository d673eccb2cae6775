"""What a clerk does with documents: begin, register, describe, attach, link, send, annul."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from edo.change import is_id, named_id
from edo.claimed import Purpose
from edo.collector import resting
from edo.commands.correspondents import AddressBook, Newcomer
from edo.commands.numberer import Numberer, prepare
from edo.domain.card import RECEIVED_KINDS, Card, Kind, Party, check_complete, differences
from edo.domain.document import (
    Delivered,
    Document,
    DocumentCancelled,
    DocumentChanged,
    Drafted,
    FileAttached,
    FileRemoved,
    FileReplaced,
    FileRole,
    Link,
    Linked,
    Registered,
    RegistrationRefused,
    Sent,
    Unlinked,
)
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Being, Correspondent
from edo.domain.registration import NumberAwaited, temporary_reference
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.queries import documents as asked
from edo.store import claims
from edo.store.blobs import Blob
from edo.workplace import Workplace

USUAL_TYPES: dict[Kind, str] = {
    Kind.INCOMING: "t-letter",
    Kind.OUTGOING: "t-letter",
    Kind.INTERNAL: "t-memo",
    Kind.ORDERS: "t-order",
    Kind.MINUTES: "t-minutes",
    Kind.APPEALS: "t-application",
}
"""The type of a document nobody gave one."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What the pencil writes on the paper.

    Attributes:
        document: id.
        number: as written.
        on: date of registration.
        journal: index of the journal.
        awaiting: temporary reference, where the document waits for its number; `number` is empty.
    """

    document: str
    number: str
    on: date
    journal: str
    awaiting: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: where it lies and what it is."""

    path: Path
    role: FileRole = FileRole.TEXT
    language: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """One line of a journal being entered in bulk: its card, date, and number if it has one."""

    card: Card
    on: date | None = None
    number: str = ""


def new_document(workplace: Workplace) -> str:
    """Make the id of a document a form is being filled in for: pressing twice registers once."""
    return workplace.new_id("d")


def request_document(request: str) -> str:
    """Return the id a request's key always stands for, so that a script may try again."""
    return named_id("d", hashlib.sha256(b"edo/request/1\0" + request.encode()).digest())


def begin(
    workplace: Workplace,
    *,
    kind: Kind,
    card: Card,
    named: Sequence[str] = (),
    newcomers: Sequence[Newcomer] = (),
    document: str = "",
    files: Sequence[Attachment] = (),
) -> str:
    """Keep a document that has no number yet: a draft, or a letter taken in; return its id.

    Raises:
        Refusal: a value does not fit, or a file cannot be read.
    """
    _check_id(document)
    blobs = [workplace.blobs.put(file.path) for file in files]
    with workplace.entry() as entry:
        id = document or entry.new_id("d")
        book = AddressBook(entry)
        card = book.with_newcomers(_with_named(book, card, named, kind), newcomers)
        _check_parties(entry, card)
        entry.record(id, Drafted(kind, card))
        _attach(entry, id, files, blobs)
        return id


def register(
    workplace: Workplace,
    *,
    journal: str,
    card: Card,
    named: Sequence[str] = (),
    newcomers: Sequence[Newcomer] = (),
    document: str = "",
    on: date | None = None,
    number: str = "",
    files: Sequence[Attachment] = (),
    links: Iterable[tuple[Link, str]] = (),
) -> Registration:
    """Register a document: give it the next number of a journal, once and for ever.

    Asking again for a document that has its number returns that number, so a double click or a
    retry never burns one. Where no number can be given now - the share does not answer, or another
    workplace gives the numbers - the document is kept and waits under a temporary reference.

    Args:
        workplace: who acts.
        journal: id of the journal.
        card: the whole card.
        named: further correspondents by name or id, looked up in the directory or added to it.
        newcomers: the same as whole entries, each with its place and its delivery.
        document: id of a draft or of `new_document`; empty makes a new one.
        on: registration date, today where it is None; an earlier one is back-dating.
        number: a number given by hand instead of the next one.
        files: files to attach.
        links: typed links to other documents.

    Raises:
        Refusal: a rule says no, or a file cannot be read. No number is used up.
        UnreachableError: the share does not answer, and a number was given by hand.
    """
    _check_id(document)
    if document and (done := workplace.read(_registration, document)):
        return done
    blobs = [workplace.blobs.put(file.path) for file in files]
    prepare(workplace, journal, [on])
    with workplace.entry() as entry:
        if document and (done := _registration(entry.connection, document)):
            return done  # the other press was first
        numberer = Numberer(workplace, entry)
        book = AddressBook(entry)
        card = _with_named(book, card, named, numberer.journal(journal).kind)
        card = book.with_newcomers(card, newcomers)
        links = tuple(links)
        for _, other in links:
            _document(entry, other)
        line = Intake(card, on, number)
        ready = _ready(entry, numberer, journal, line, document or entry.new_id("d"))
        registration = register_or_wait(workplace, entry, numberer, ready)
        _attach(entry, registration.document, files, blobs)
        for link, other in links:
            _link(entry, registration.document, link, other)
        return registration


def register_all(
    workplace: Workplace, *, journal: str, lines: Sequence[Intake]
) -> list[Registration]:
    """Register many documents of one journal in one transaction: all of them, or none.

    Raises:
        Refusal: a rule says no to one of them, or another workplace gives the numbers.
        UnreachableError: no numbers can be given now.
    """
    prepare(workplace, journal, [line.on for line in lines])
    with resting(), workplace.entry() as entry:
        numberer = Numberer(workplace, entry)
        ready = [_ready(entry, numberer, journal, line, entry.new_id("d")) for line in lines]
        if ready:
            purpose = Purpose(ready[0].document, "batch")
            numberer.expect(journal, [(one.on, one.typed) for one in ready], purpose)
        return [register_ready(entry, numberer, one) for one in ready]


def change(workplace: Workplace, *, document: str, fields: Mapping[str, Any]) -> None:
    """Change fields of a card. Fields that stay as they are are left out.

    Args:
        workplace: who acts.
        document: id.
        fields: name → plain value (text, number, ISO date, list of objects).

    Raises:
        Refusal: a value does not fit, or nothing would change.
    """
    with workplace.entry() as entry:
        state = _document(entry, document)
        if not restate(entry, document, state, state.card.with_fields(dict(fields))):
            raise Refusal(Reason.NOTHING_CHANGED)


def settle(workplace: Workplace, *, document: str, field: str, value: Any) -> None:
    """Give a field that two changed at once the value it is to have, be it the one that stands.

    Args:
        workplace: who acts.
        document: id.
        field: name of the field.
        value: plain, as in `change`.

    Raises:
        Refusal: nobody else changed the field at the same time, or the value does not fit.
    """
    with workplace.entry() as entry:
        state = _document(entry, document)
        if all(edit.field != field for edit in state.parallel):
            raise Refusal(Reason.NOTHING_TO_SETTLE, field=field)
        card = state.card.with_fields({field: value})
        _check_parties(entry, card)
        _check_type(entry, card, state.kind, registered=state.number is not None)
        entry.record(document, DocumentChanged({field: to_builtins(getattr(card, field))}))


def restate(entry: Entry, document: str, state: Document, card: Card) -> bool:
    """State in what a document's card is another one now; tell whether in anything.

    Raises:
        Refusal: a value does not fit, or names what is not there.
    """
    changed = {name: to_builtins(new) for name, _, new in differences(state.card, card)}
    if changed:
        _check_parties(entry, card)
        _check_type(entry, card, state.kind, registered=state.number is not None)
        entry.record(document, DocumentChanged(changed))
    return bool(changed)


def attach(workplace: Workplace, *, document: str, file: Attachment) -> None:
    """Attach a file.

    Raises:
        Refusal: it cannot be read, or the document is annulled.
    """
    blob = workplace.blobs.put(file.path)
    with workplace.entry() as entry:
        _attach(entry, document, [file], [blob])


def replace_file(workplace: Workplace, *, document: str, file: str, path: Path) -> None:
    """Bring a new version of an attached file; older versions are kept.

    Raises:
        Refusal: it cannot be read, or the document has no such file.
    """
    blob = workplace.blobs.put(path)
    workplace.record(document, FileReplaced(file, blob.name, blob.sha256, blob.size))


def remove_file(workplace: Workplace, *, document: str, file: str, reason: str) -> None:
    """Take a file off the document; its content and history stay.

    Raises:
        Refusal: there is no such file or no reason.
    """
    workplace.record(document, FileRemoved(file, reason.strip()))


def link(workplace: Workplace, *, document: str, link: Link, other: str) -> None:
    """Link a document to another.

    Raises:
        Refusal: there is no such document, or it is the same one.
    """
    with workplace.entry() as entry:
        _link(entry, document, link, other)


def unlink(workplace: Workplace, *, document: str, link: Link, other: str) -> None:
    """Take a link away.

    Raises:
        Refusal: there is no such link.
    """
    workplace.record(document, Unlinked(link, other))


def send(
    workplace: Workplace,
    *,
    document: str,
    on: date | None = None,
    party: str = "",
    method: str = "",
    proof: str = "",
) -> None:
    """Mark a registered document as sent.

    Args:
        workplace: who acts.
        document: id.
        on: day of sending, today where it is None.
        party: key of one addressee; empty means all who wait.
        method: delivery method; empty keeps the card's.
        proof: number of the receipt or registry.

    Raises:
        Refusal: it has no number, nobody waits for it, or the day is in the future.
    """
    with workplace.entry() as entry:
        entry.record(document, Sent(on or entry.today, party, method, proof.strip()))


def mark_delivery(
    workplace: Workplace,
    *,
    document: str,
    party: str,
    arrived: bool,
    on: date | None = None,
    proof: str = "",
) -> None:
    """Note whether one addressee's copy arrived.

    Raises:
        Refusal: it was not sent to them.
    """
    with workplace.entry() as entry:
        entry.record(document, Delivered(party, on or entry.today, arrived, proof.strip()))


def annul(workplace: Workplace, *, document: str, reason: str) -> None:
    """Annul a registration or drop a draft; a number given is kept and never used again.

    Raises:
        Refusal: it is annulled already, or there is no reason.
    """
    workplace.record(document, DocumentCancelled(reason.strip()))


def refuse(workplace: Workplace, *, document: str, reason: str, returned: bool = False) -> None:
    """Refuse to register a received letter.

    Raises:
        Refusal: it has a number already, or there is no reason.
    """
    workplace.record(document, RegistrationRefused(reason.strip(), returned))


def _registration(connection: Any, document: str) -> Registration | None:
    try:
        card = asked.card(connection, document=document)
    except Refusal:
        return None
    number = card.document.number
    return Registration(document, number.text, number.on, card.journal) if number else None


@dataclass(frozen=True, slots=True)
class Ready:
    """A registration that only lacks its number: every rule was tried.

    Attributes:
        document: id.
        journal: id of the journal.
        index: its index.
        kind: what is registered in it.
        card: as it will be registered.
        on: registration date.
        typed: the number given by hand, empty for the next one.
        attempt: tells this registration from an earlier one of the document.
    """

    document: str
    journal: str
    index: str
    kind: Kind
    card: Card
    on: date
    typed: str = ""
    attempt: str = ""


def register_ready(entry: Entry, numberer: Numberer, ready: Ready) -> Registration:
    """Give a number and record the registration.

    Raises:
        Refusal: the number typed cannot be given, or another workplace gives the numbers.
        UnreachableError: no number can be given now.
    """
    purpose = Purpose(ready.document, ready.attempt)
    given = numberer.allot(ready.journal, ready.on, ready.card, ready.typed, purpose)
    entry.record(ready.document, Registered(ready.kind, given.number, ready.card, given.claim))
    return Registration(ready.document, given.number.text, ready.on, ready.index)


def register_or_wait(
    workplace: Workplace, entry: Entry, numberer: Numberer, ready: Ready
) -> Registration:
    """Register a document, or let it wait where no number can be given now.

    Raises:
        Refusal: the number typed cannot be given.
        UnreachableError: the share does not answer, and a number was typed.
    """
    if numberer.is_elsewhere(ready.journal):
        if ready.typed:
            raise Refusal(Reason.NUMBERS_ELSEWHERE, value=ready.index)
        return _wait(workplace, entry, ready)
    try:
        return register_ready(entry, numberer, ready)
    except UnreachableError:
        if ready.typed:
            raise
        return _wait(workplace, entry, ready)


def _wait(workplace: Workplace, entry: Entry, ready: Ready) -> Registration:
    """Keep the document and note that it waits for a number; who asks again waits on."""
    state = entry.state(ready.document)
    if isinstance(state, Document):
        restate(entry, ready.document, state, ready.card)
        waits = state.awaiting
    else:
        entry.record(ready.document, Drafted(ready.kind, ready.card))
        waits = None
    if waits is None or waits.journal != ready.journal:
        count = claims.next_reference(entry.connection)
        reference = temporary_reference(workplace.device, count)
        entry.record(ready.document, NumberAwaited(ready.journal, ready.on, reference))
    awaiting = entry.state(ready.document).awaiting
    return Registration(ready.document, "", awaiting.on, ready.index, awaiting.reference)


def _ready(entry: Entry, numberer: Numberer, journal: str, line: Intake, document: str) -> Ready:
    """Complete a registration and try its rules, as far as they can be without its number."""
    state = numberer.journal(journal)
    on = line.on or entry.today
    if on > entry.today:  # the last stamp may be ahead of a clock that was set back
        raise Refusal(Reason.FUTURE_DATE, date=on)
    card = _completed(line.card, state.kind, on)
    _check_type(entry, card, state.kind, registered=True)
    _check_parties(entry, card)
    ready = Ready(document, journal, state.index, state.kind, card, on, line.number)
    if numberer.claims(journal) is not None:
        check_ready(entry, numberer, ready)
    return ready


def check_ready(entry: Entry, numberer: Numberer, ready: Ready) -> None:
    """Try the rules of a registration before a number is claimed for it.

    Raises:
        Refusal: a rule says no.
    """
    likely = numberer.probe(ready.journal, ready.on, ready.card, ready.typed)
    entry.check(ready.document, Registered(ready.kind, likely, ready.card))


def _completed(card: Card, kind: Kind, on: date) -> Card:
    """Fill in what goes without saying: the usual type, and receipt on the day."""
    type = card.type or USUAL_TYPES[kind]
    received = card.received_at or (on.isoformat() if kind in RECEIVED_KINDS else "")
    if (type, received) == (card.type, card.received_at):
        return card
    return replace(card, type=type, received_at=received)


def _with_named(book: AddressBook, card: Card, named: Sequence[str], kind: Kind) -> Card:
    """Add correspondents given by name; one not in the directory yet is added to it too."""
    if not named:
        return card
    being = Being.PERSON if kind is Kind.APPEALS else Being.ORGANISATION
    method = None if kind in RECEIVED_KINDS else card.delivery
    parties = [Party(book.find_or_add(name, being), method=method) for name in named]
    return replace(card, parties=(*card.parties, *parties))


def _check_id(document: str) -> None:
    if document and not is_id("d", document):
        raise Refusal(Reason.UNKNOWN_SUBJECT)


def _check_type(entry: Entry, card: Card, kind: Kind, *, registered: bool) -> None:
    """Refuse an unknown type, and a registered card without what its type demands."""
    if not card.type:
        return
    type = entry.state(card.type)
    if not isinstance(type, DocumentType):
        raise Refusal(Reason.UNKNOWN_TYPE, value=card.type)
    if registered:
        check_complete(card, kind, frozenset(type.required))


def _check_parties(entry: Entry, card: Card) -> None:
    for party in card.parties:
        if party.correspondent and not isinstance(entry.state(party.correspondent), Correspondent):
            raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value=party.correspondent)


def _attach(
    entry: Entry, document: str, files: Sequence[Attachment], blobs: Sequence[Blob]
) -> None:
    for file, blob in zip(files, blobs, strict=True):
        fact = FileAttached(
            entry.new_id("f"), blob.name, blob.sha256, blob.size, file.role, file.language
        )
        entry.record(document, fact)


def _link(entry: Entry, document: str, link: Link, other: str) -> None:
    if document == other:
        raise Refusal(Reason.LINK_TO_ITSELF)
    _document(entry, other)
    entry.record(document, Linked(link, other))


def _document(entry: Entry, document: str) -> Document:
    state = entry.state(document)
    if not isinstance(state, Document):
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return state
