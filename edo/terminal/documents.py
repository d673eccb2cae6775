"""Documents on the terminal: register, list, show, change, send, annul."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from edo.commands import documents as commands
from edo.domain.card import RECEIVED_KINDS, Card, Kind, Language, fresh_copy
from edo.domain.document import Link, Status
from edo.errors import Reason, Refusal
from edo.narrative import Narrator
from edo.queries import correspondents, directory
from edo.queries import documents as asked
from edo.queries import search as searched
from edo.queries.history import history
from edo.terminal.answers import Answer, Listed
from edo.terminal.values import attachments, card, code, day, field_value, texts
from edo.wording import Wording
from edo.workplace import Workplace

_COLUMNS = ("id", "journal", "number", "date", "correspondent", "subject", "state", "files")
"""What a table of documents shows a person."""


def register(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo register KIND`: give a document its number."""
    del words
    kind = Kind(given.kind)
    journal = _journal(workplace, given.journal, kind)
    made = card(workplace, given)
    files = attachments(given)
    document = given.id or (commands.request_document(given.request) if given.request else "")
    links = [(Link.REPLY, other) for other in texts(given.reply_to)]
    on = day(given.on)
    known = _possible_duplicates(workplace, kind, made, given, document)
    registration = commands.register(
        workplace,
        journal=journal.id,
        card=made,
        named=_names(given),
        document=document,
        on=on,
        number=given.number or "",
        files=files,
        links=links,
    )
    answer: dict[str, Any] = {
        "id": registration.document,
        "number": registration.number,
        "date": registration.on,
        "journal": registration.journal,
    }
    if known:
        answer["duplicates"] = [_row(one) for one in known if one.document != registration.document]
    return answer


def draft(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo draft KIND`: keep a document without a number."""
    del words
    kind = Kind(given.kind)
    made = card(workplace, given)
    id = commands.begin(
        workplace, kind=kind, card=made, named=_names(given), files=attachments(given)
    )
    return {"id": id, "state": "received" if kind in RECEIVED_KINDS else "draft"}


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo list`: documents in an order, page by page."""
    journal = given.journal and workplace.read(directory.journal, index=given.journal)
    kind = journal.journal.kind if journal else None
    if given.kind:
        kind = code(Kind, given.kind, "kind")
    since, until = day(given.since), day(given.until)
    if given.year:
        since, until = date(given.year, 1, 1), date(given.year, 12, 31)
    named = given.correspondent and _correspondent(workplace, given.correspondent)
    filter = asked.Filter(
        kind=kind,
        journal=journal.id if journal else "",
        since=since,
        until=until,
        status=code(Status, given.state, "status") if given.state else None,
        correspondent=named or "",
        type=workplace.read(directory.document_type, name=given.type).id if given.type else "",
        language=code(Language, given.written, "language") if given.written else None,
        has_files=given.files,
    )
    order = asked.Order(code(asked.Sort, given.sort, "kind"), not given.ascending, words.language)
    rows = workplace.read(
        asked.page, filter=filter, order=order, limit=given.limit, after=given.after or ""
    )
    return Listed([_row(row, words.language) for row in rows], _COLUMNS)


def search(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo search TEXT`: documents by any word or scrap of a number."""
    hits = workplace.read(searched.search, text=given.text, limit=given.limit)
    return Listed([_row(hit.row, words.language) for hit in hits], _COLUMNS)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo show ID`: the whole card."""
    del words
    found = workplace.read(asked.card, document=given.id)
    document = found.document
    number = document.number
    names = {
        party.correspondent: _name(workplace, party.correspondent)
        for party in document.card.parties
        if party.correspondent
    }
    parties = [
        msgspec.to_builtins(party) | {"title": names.get(party.correspondent, party.name)}
        for party in document.card.parties
    ]
    return {
        "id": found.id,
        "kind": document.kind.value,
        "state": document.status.value,
        "number": number.text if number else "",
        "date": number.on if number else None,
        "journal": found.journal,
        **{k: v for k, v in msgspec.to_builtins(document.card).items() if k != "parties"},
        "parties": parties,
        "correspondent": "; ".join(
            names.get(p.correspondent, p.name) for p in document.card.parties
        ),
        "files": [
            {
                "id": file.id,
                "name": file.current.name,
                "role": file.role.value,
                "language": file.language,
                "size": file.current.size,
                "sha256": file.current.sha256,
                "versions": len(file.versions),
            }
            for file in document.live_files
        ],
        "links": [
            {
                "link": one.link.value,
                "back": one.back,
                "id": one.document,
                "number": one.number,
                "subject": one.subject_ru or one.subject_kk,
            }
            for one in found.linked
        ],
        "reason": document.reason,
    }


def told(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo history ID`: every change as a sentence."""
    found = workplace.read(history, subject=given.id, roster=workplace.roster)
    narrator = Narrator(words, found)
    if not given.json:
        return [narrator.sentence(event) for event in found.events]
    return [
        {
            "at": event.change.stamp.at.isoformat(timespec="seconds"),
            "person": narrator.name(event.change.stamp.person),
            "kind": event.change.kind,
            "sentence": narrator.sentence(event),
            "refused": event.refused,
        }
        for event in found.events
    ]


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
    commands.replace_file(workplace, document=given.id, file=given.file_id, path=Path(given.path))
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
    workplace.blobs.copy_out(file.current.sha256, Path(given.out), file.current.name)
    return {"id": given.id, "out": given.out}


def link(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo link ID LINK OTHER`: link two documents, or with --remove take the link away."""
    del words
    kind = code(Link, given.link, "links")
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
    return {"id": given.id, "state": "sent"}


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
    return {"id": given.id, "state": "not_delivered" if given.failed else "delivered"}


def annul(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo annul ID --reason TEXT`: annul a registration; the number stays used."""
    del words
    commands.annul(workplace, document=given.id, reason=given.reason)
    return {"id": given.id, "state": "cancelled"}


def refuse(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo refuse ID --reason TEXT`: refuse to register a received letter."""
    del words
    commands.refuse(workplace, document=given.id, reason=given.reason, returned=given.returned)
    return {"id": given.id, "state": "refused"}


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


def _names(given: Namespace) -> list[str]:
    return [*texts(given.sender), *texts(given.addressee)]


def _possible_duplicates(
    workplace: Workplace, kind: Kind, made: Card, given: Namespace, document: str
) -> list[asked.DocumentRow]:
    named = (workplace.read(correspondents.named, text=name) for name in _names(given))
    found = workplace.read(
        asked.duplicates,
        kind=kind,
        correspondents=[item.id for item in named if item is not None],
        their_number=made.their_number,
        their_date=made.their_date,
        hashes=[workplace.blobs.put(Path(path)).sha256 for path in texts(given.file)],
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


def _name(workplace: Workplace, id: str) -> str:
    entry = workplace.read(correspondents.correspondent, id=id).correspondent
    return entry.name_ru or entry.name_kk


def _row(row: asked.DocumentRow, language: str = "ru") -> dict[str, Any]:
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
    }
