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
from edo.commands import certifying
from edo.commands.approved import check_held, give_up
from edo.commands.correspondents import AddressBook, Newcomer
from edo.commands.dispatching import dispatch, due_offices
from edo.commands.numberer import Numberer, prepare
from edo.commands.registering import (
    Intake,
    Registration,
    check_parties,
    check_type,
    complete,
    register_or_wait,
    register_ready,
    restate,
)
from edo.domain.attaching import FileAttached, FileRemoved, FileReplaced, Linked, Unlinked
from edo.domain.card import RECEIVED_KINDS, Card, Kind, Party
from edo.domain.document import Document, FileRole, Link
from edo.domain.organisation import Being
from edo.domain.registering import DocumentCancelled, DocumentChanged, Drafted, RegistrationRefused
from edo.domain.sending import Delivered, Sent
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import documents as asked
from edo.store.blobs import Blob
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: where it lies and what it is."""

    path: Path
    role: FileRole = FileRole.TEXT
    language: str = ""


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
        check_parties(entry, card)
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
            entry.known(Document, other)
        line = Intake(card, on, number)
        ready = complete(entry, numberer, journal, line, document or entry.new_id("d"))
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
        ready = [complete(entry, numberer, journal, line, entry.new_id("d")) for line in lines]
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
        state = entry.known(Document, document)
        card = AddressBook(entry).with_offices(state.card.with_fields(dict(fields)))
        if not restate(entry, document, state, card):
            raise Refusal(Reason.NOTHING_CHANGED)
        check_held(entry, document, state)


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
        state = entry.known(Document, document)
        if all(edit.field != field for edit in state.parallel):
            raise Refusal(Reason.NOTHING_TO_SETTLE, field=field)
        card = state.card.with_fields({field: value})
        check_parties(entry, card)
        check_type(entry, card, state.kind, registered=state.number is not None)
        entry.record(document, DocumentChanged({field: to_builtins(getattr(card, field))}))
        check_held(entry, document, state)


def attach(workplace: Workplace, *, document: str, file: Attachment) -> None:
    """Attach a file.

    Raises:
        Refusal: it cannot be read, or the document is annulled.
    """
    blob = workplace.blobs.put(file.path)
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        _attach(entry, document, [file], [blob])
        check_held(entry, document, state)


def attach_all(workplace: Workplace, *, document: str, files: Sequence[Attachment]) -> list[str]:
    """Attach files, all of them or none; return the ids they have in the document.

    Raises:
        Refusal: one cannot be read, or the document is annulled.
    """
    blobs = [workplace.blobs.put(file.path) for file in files]
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        ids = _attach(entry, document, files, blobs)
        check_held(entry, document, state)
    return ids


def replace_file(workplace: Workplace, *, document: str, file: str, path: Path) -> None:
    """Bring a new version of an attached file; older versions are kept.

    Raises:
        Refusal: it cannot be read, or the document has no such file.
    """
    blob = workplace.blobs.put(path)
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        entry.record(document, FileReplaced(file, blob.name, blob.sha256, blob.size))
        check_held(entry, document, state)


def remove_file(workplace: Workplace, *, document: str, file: str, reason: str) -> None:
    """Take a file off the document; its content and history stay.

    Raises:
        Refusal: there is no such file or no reason.
    """
    remove_all(workplace, document=document, files=[file], reason=reason)


def remove_all(workplace: Workplace, *, document: str, files: Sequence[str], reason: str) -> None:
    """Take files off the document, all or none, as `remove_file` does."""
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        for file in files:
            entry.record(document, FileRemoved(file, reason.strip()))
        check_held(entry, document, state)


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
    letters: bool = True,
) -> None:
    """Mark a registered document as sent; to offices of the organisation it goes as a letter.

    Args:
        workplace: who acts.
        document: id.
        on: day of sending, today where it is None.
        party: key of one addressee; empty means all who wait.
        method: delivery method; empty keeps the card's.
        proof: number of the receipt or registry.
        letters: let it go through this program where the addressee is an office of the
            organisation that has workplaces, has not got it, and no other way was chosen.

    Raises:
        Refusal: it has no number, nobody waits for it, the day is in the future, or a file that
            should go with it is not here yet.
    """
    with workplace.entry() as entry:
        offices = due_offices(entry, document, party, method) if letters else []
        entry.record(document, Sent(on or entry.today, party, method, proof.strip()))
        dispatch(workplace, entry, document, offices)


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
    with workplace.entry() as entry:
        entry.record(document, DocumentCancelled(reason.strip()))
        give_up(entry, document, reason.strip())
        certifying.annul(entry, document, reason.strip())


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


def _attach(
    entry: Entry, document: str, files: Sequence[Attachment], blobs: Sequence[Blob]
) -> list[str]:
    """Record that files were attached; return their ids."""
    ids: list[str] = []
    for file, blob in zip(files, blobs, strict=True):
        ids.append(entry.new_id("f"))
        fact = FileAttached(ids[-1], blob.name, blob.sha256, blob.size, file.role, file.language)
        entry.record(document, fact)
    return ids


def _link(entry: Entry, document: str, link: Link, other: str) -> None:
    if document == other:
        raise Refusal(Reason.LINK_TO_ITSELF)
    entry.known(Document, other)
    entry.record(document, Linked(link, other))
