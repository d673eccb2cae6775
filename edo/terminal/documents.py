"""Documents on the terminal: register, list, show, change, send, annul."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from edo.commands import documents as commands
from edo.commands import membership
from edo.commands.awaiting import renumber as renumbered
from edo.commands.terms import begun, count
from edo.domain.card import (
    FIELD_BY_NAME,
    RECEIVED_KINDS,
    Card,
    DeliveryState,
    Kind,
    Language,
    fresh_copy,
)
from edo.domain.document import Link, Status
from edo.errors import Reason, Refusal
from edo.queries import correspondents, directory, duplicates
from edo.queries import documents as asked
from edo.queries import search as searched
from edo.queries.calendar import offered
from edo.queries.listing import Filter, Order, Sort
from edo.terminal import histories
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.values import attachments, card, day, field_value, paths, texts
from edo.wording import Wording
from edo.workplace import Workplace

_COLUMNS = ("id", "journal", "number", "date", "correspondent", "subject", "state", "files")
"""What a table of documents shows a person."""
_DUPLICATE_COLUMNS = ("id", "journal", "number", "date", "subject")


def register(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo register KIND`: give a document its number."""
    kind = Kind(given.kind)
    journal = _journal(workplace, given.journal, kind)
    document = _draft(workplace, given)
    on = day(given.on)
    made = card(workplace, given, _begun(workplace, given))
    known = _possible_duplicates(workplace, kind, made, given, document)
    registration = commands.register(
        workplace,
        journal=journal.id,
        card=made,
        named=_names(given),
        document=document,
        on=on,
        number=given.number or "",
        files=attachments(given),
        links=[(Link.REPLY, other) for other in texts(given.reply_to)],
    )
    if given.due_by_type:
        _count_due(workplace, registration.document)
    answer: dict[str, Any] = {
        "id": registration.document,
        "number": registration.number,
        "date": registration.on,
        "journal": registration.journal,
    }
    if registration.awaiting:
        answer["awaiting"] = registration.awaiting
    before = [_row(one, words.language) for one in known if one.document != registration.document]
    if not before:
        return answer
    shown = [{name: row[name] for name in _DUPLICATE_COLUMNS} for row in before]
    return Told(answer | {"duplicates": before}, answer | {"duplicates": shown})


def _count_due(workplace: Workplace, document: str) -> None:
    """Count the term its document type offers, where it offers one and none was written."""
    state = workplace.read(asked.card, document=document).document
    offer = workplace.read(offered, type=state.card.type, start=begun(state))
    if offer and state.card.due is None and state.kind in FIELD_BY_NAME["due"].kinds:
        count(workplace, document=document)


def draft(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo draft KIND`: keep a document without a number."""
    del words
    kind = Kind(given.kind)
    made = card(workplace, given, Card())
    id = commands.begin(
        workplace, kind=kind, card=made, named=_names(given), files=attachments(given)
    )
    return {"id": id, "state": Status.RECEIVED if kind in RECEIVED_KINDS else Status.DRAFT}


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo list`: documents in an order, page by page."""
    order = Order(Sort(given.sort), not given.ascending, words.language)
    rows = workplace.read(
        asked.page,
        filter=_filter(workplace, given),
        order=order,
        limit=given.limit,
        after=given.after or "",
    )
    return _told_rows(workplace, rows, words)


def _told_rows(workplace: Workplace, rows: Sequence[asked.DocumentRow], words: Wording) -> Listed:
    """Return rows with the office's name where they are another office's."""
    offices = {
        item.id: item.office.name_kk or item.office.name_ru
        if words.language == "kk"
        else item.office.name_ru or item.office.name_kk
        for item in (workplace.read(directory.offices) if any(row.office for row in rows) else ())
    }
    told = [
        _row(row, words.language)
        | {"office": row.office, "office_name": offices.get(row.office, "")}
        for row in rows
    ]
    return Listed(told, (*_COLUMNS, "office_name") if offices else _COLUMNS)


def _filter(workplace: Workplace, given: Namespace) -> Filter:
    office = membership.find_office(workplace, name=given.office) if given.office else ""
    if office == workplace.identity.office:
        office = ""
    journal = _journal_of(workplace, given.journal, office) if given.journal else None
    if office and not given.kind and journal is None:
        raise Refusal(Reason.REQUIRED_FIELD, field="kind")
    kind = Kind(given.kind) if given.kind else None
    since, until = day(given.since), day(given.until)
    if given.year:
        first, last = date(given.year, 1, 1), date(given.year, 12, 31)
        since, until = max(since or first, first), min(until or last, last)
    return Filter(
        kind=kind or (journal.journal.kind if journal else None),
        journal=journal.id if journal else "",
        since=since,
        until=until,
        status=Status(given.state) if given.state else None,
        correspondent=_correspondent(workplace, given.correspondent) if given.correspondent else "",
        type=workplace.read(directory.document_type, name=given.type).id if given.type else "",
        language=Language(given.written) if given.written else None,
        has_files=given.files,
        office=office,
    )


def _journal_of(workplace: Workplace, index: str, office: str) -> directory.JournalItem:
    """Find a journal of this office, or of another one that is read here."""
    if not office:
        return workplace.read(directory.journal, index=index)
    for item in workplace.read(directory.journals, office=office):
        if index.strip().casefold() in (item.journal.index.casefold(), item.id):
            return item
    raise Refusal(Reason.UNKNOWN_JOURNAL, value=index)


def search(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo search TEXT`: documents by any word or scrap of a number."""
    text, limit, only = given.text, given.limit, _filter(workplace, given)
    if given.sort:
        order = Order(Sort(given.sort), not given.ascending, words.language)
        rows = workplace.read(searched.sorted_by, text=text, order=order, limit=limit, filter=only)
    else:
        hits = workplace.read(searched.search, text=text, limit=limit, filter=only)
        rows = [hit.row for hit in hits]
    return _told_rows(workplace, rows, words)


def told(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo history ID`: every change as a sentence."""
    return histories.told(workplace, given, words, given.id)


def change(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo change ID field=value …`: change fields of the card."""
    del words
    fields: dict[str, Any] = {}
    for pair in given.fields:
        name, found, value = pair.partition("=")
        if not found or name not in Card.__struct_fields__ or name == "parties":
            raise Refusal(Reason.BAD_VALUE, field=name, value=value)
        fields[name] = field_value(name, value)
    if "type" in fields:
        fields["type"] = workplace.read(directory.document_type, name=fields["type"]).id
    commands.change(workplace, document=given.id, fields=fields)
    return {"id": given.id, "changed": sorted(fields)}


def attach(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo attach ID --file PATH`: attach files."""
    del words
    for file in attachments(given):
        commands.attach(workplace, document=given.id, file=file)
    return {"id": given.id}


def replace_file(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo replace-file ID FILE PATH`: bring a new version of a file."""
    del words
    commands.replace_file(workplace, document=given.id, file=given.file_id, path=given.path)
    return {"id": given.id, "file": given.file_id}


def remove_file(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo remove-file ID FILE --reason TEXT`: take a file off."""
    del words
    commands.remove_file(workplace, document=given.id, file=given.file_id, reason=given.reason)
    return {"id": given.id, "file": given.file_id}


def open_file(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo file ID FILE --out PATH`: copy an attached file out, read-only."""
    del words
    document = workplace.read(asked.card, document=given.id).document
    file = next((one for one in document.live_files if one.id == given.file_id), None)
    if file is None:
        raise Refusal(Reason.UNKNOWN_FILE)
    workplace.blobs.copy_out(file.current.sha256, given.out, file.current.name)
    return {"id": given.id, "out": str(given.out)}


def link(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo link ID LINK OTHER`: link two documents, or with --remove take the link away."""
    del words
    kind = Link(given.link)
    act = commands.unlink if given.remove else commands.link
    act(workplace, document=given.id, link=kind, other=given.other)
    return {"id": given.id, "link": kind.value, "other": given.other}


def send(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo send ID`: mark a document as sent."""
    del words
    commands.send(
        workplace,
        document=given.id,
        on=day(given.on),
        party=_party(workplace, given),
        method=given.method or "",
        proof=given.proof or "",
    )
    return {"id": given.id, "state": Status.SENT}


def delivered(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo delivered ID --to WHOM`: note whether a copy arrived."""
    del words
    commands.mark_delivery(
        workplace,
        document=given.id,
        party=_party(workplace, given),
        arrived=not given.failed,
        on=day(given.on),
        proof=given.proof or "",
    )
    state = DeliveryState.NOT_DELIVERED if given.failed else DeliveryState.DELIVERED
    return {"id": given.id, "state": state}


def annul(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo annul ID --reason TEXT`: annul a registration; the number stays used."""
    del words
    commands.annul(workplace, document=given.id, reason=given.reason)
    return {"id": given.id, "state": Status.CANCELLED}


def renumber(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo renumber ID --reason TEXT`: give a new number to one whose number is disputed."""
    del words
    done = renumbered(workplace, document=given.id, reason=given.reason)
    return {"id": done.document, "number": done.number, "date": done.on, "journal": done.journal}


def refuse(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo refuse ID --reason TEXT`: refuse to register a received letter."""
    del words
    commands.refuse(workplace, document=given.id, reason=given.reason, returned=given.returned)
    return {"id": given.id, "state": Status.REFUSED}


def copy(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo copy ID`: begin a new document with the card of another."""
    del words
    document = workplace.read(asked.card, document=given.id).document
    id = commands.begin(workplace, kind=document.kind, card=fresh_copy(document.card))
    return {"id": id}


def _journal(workplace: Workplace, index: str, kind: Kind) -> directory.JournalItem:
    journal = workplace.read(directory.journal, index=index)
    if journal.journal.kind is not kind:
        raise Refusal(Reason.WRONG_KIND, kind=journal.journal.kind)
    return journal


def _draft(workplace: Workplace, given: Namespace) -> str:
    """Return the id to register under: a draft's, a request's, or none yet."""
    if given.id:
        return workplace.read(asked.card, document=given.id).id
    return commands.request_document(given.request) if given.request else ""


def _begun(workplace: Workplace, given: Namespace) -> Card:
    """Return the card of the draft that is registered; its parties where no others are named."""
    if not given.id:
        return Card()
    found = workplace.read(asked.card, document=given.id).document.card
    return replace(found, parties=()) if _names(given) else found


def _names(given: Namespace) -> list[str]:
    names = [*texts(given.sender), *texts(given.addressee)]
    if not all(name.strip() for name in names):
        raise Refusal(Reason.REQUIRED_FIELD, field="parties")
    return names


def _possible_duplicates(
    workplace: Workplace, kind: Kind, made: Card, given: Namespace, document: str
) -> list[asked.DocumentRow]:
    named = (workplace.read(correspondents.named, text=name) for name in _names(given))
    found = workplace.read(
        duplicates.possible,
        kind=kind,
        correspondents=[item.id for item in named if item is not None],
        their_number=made.their_number,
        their_date=made.their_date,
        hashes=[workplace.blobs.put(path).sha256 for path in paths(given)],
        but=document,
    )
    return [one.row for one in found]


def _party(workplace: Workplace, given: Namespace) -> str:
    if not given.addressee:
        return ""
    return _correspondent(workplace, given.addressee[0])


def _correspondent(workplace: Workplace, text: str) -> str:
    found = workplace.read(correspondents.named, text=text)
    if found is None:
        raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value=text)
    return found.id


def _row(row: asked.DocumentRow, language: str) -> dict[str, Any]:
    return {
        "id": row.document,
        "number": row.number,
        "date": row.on,
        "subject": row.subject(language),
        "correspondent": row.correspondent(language),
        "state": row.status,
        "journal": row.journal,
        "kind": row.kind,
        "subject_ru": row.subject_ru,
        "subject_kk": row.subject_kk,
        "their_number": row.their_number,
        "their_date": row.their_date,
        "type": row.type_kk if language == "kk" else row.type_ru,
        "language": row.language,
        "files": row.files,
        "by": row.by,
        "awaiting": row.awaiting,
    }
