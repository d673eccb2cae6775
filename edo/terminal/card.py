"""One document on the terminal, whole."""

from argparse import Namespace
from datetime import date, datetime
from typing import Any

import msgspec

from edo import execution_words
from edo.domain.card import FIELDS, Card, Party
from edo.domain.document import Document
from edo.domain.workdays import Counted
from edo.queries import correspondents, directory
from edo.queries import documents as asked
from edo.terminal import parallel
from edo.terminal.answers import Answer, Told
from edo.wording import Wording
from edo.workplace import Workplace

_DAY_LENGTH = len("2026-11-22")


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo show ID`: the whole card."""
    found = workplace.read(asked.card, document=given.id)
    names = {
        party.correspondent: _name(workplace, party.correspondent, words.language)
        for party in found.document.card.parties
        if party.correspondent
    }
    return Told(_plain(found, names), _shown(workplace, found, names, words))


def _plain(found: asked.Card, names: dict[str, str]) -> dict[str, Any]:
    """Return the document for scripts: every field, in codes."""
    document = found.document
    card = document.card
    fields = {field: msgspec.to_builtins(getattr(card, field)) for field in card.__struct_fields__}
    return {
        **_head(found),
        "subject": card.subject_ru or card.subject_kk,
        "correspondent": "; ".join(_party(party, names) for party in card.parties),
        **fields,
        "parties": [
            {
                "correspondent": party.correspondent,
                "title": names.get(party.correspondent, party.name),
                "name": party.name,
                "method": party.method,
                "state": party.state,
                "on": party.on,
                "proof": party.proof,
            }
            for party in card.parties
        ],
        "files": _files(document),
        "links": [
            {
                "link": one.link,
                "back": one.back,
                "id": one.document,
                "number": one.number,
                "date": one.on,
                "subject": one.subject_ru or one.subject_kk,
            }
            for one in found.linked
        ],
        "reason": document.reason,
        "rule": _rule(document.rule),
        "parallel": parallel.plain(document),
    }


def _shown(
    workplace: Workplace, found: asked.Card, names: dict[str, str], words: Wording
) -> dict[str, Any]:
    """Return the document for a person: the fields of its kind that say something, in words."""
    document = found.document
    values: dict[str, Any] = {
        field.name: getattr(document.card, field.name)
        for field in FIELDS
        if document.kind in field.kinds
    }
    values["parties"] = "; ".join(_party(party, names) for party in document.card.parties)
    values["received_at"] = _moment(document.card.received_at)
    values["type"] = _type(workplace, document.card, words.language)
    return {
        **_head(found),
        **values,
        "rule": rule(document.rule, words),
        "reason": document.reason,
        "files": [
            {"id": file["id"], "name": file["name"], "size": words.size(file["size"])}
            for file in _files(document)
        ],
        "parallel": parallel.shown(workplace, found.id, document, words),
        "links": [
            {
                "link": words.text("{link} (the other way)", link=words.name(one.link))
                if one.back
                else one.link,
                "id": one.document,
                "number": one.number,
                "subject": one.subject_ru or one.subject_kk,
            }
            for one in found.linked
        ],
    }


def _rule(counted: Counted | None) -> dict[str, Any] | None:
    if counted is None:
        return None
    return {"n": counted.term.n, "unit": counted.term.unit, "start": counted.start}


def rule(counted: Counted | None, words: Wording) -> str:
    """Say how a term was counted; nothing where it was not."""
    if counted is None:
        return ""
    told = {"term": execution_words.term(words, counted.term), "date": words.date(counted.start)}
    return words.text("{term}, from {date}", **told)


def _head(found: asked.Card) -> dict[str, Any]:
    number, awaiting = found.document.number, found.document.awaiting
    return {
        "id": found.id,
        "kind": found.document.kind,
        "state": found.document.status,
        "number": number.text if number else "",
        "date": number.on if number else None,
        "journal": found.journal,
        "awaiting": awaiting.reference if awaiting else "",
        "disputed": found.winner,
        "former": [one.number.text for one in found.document.former],
    }


def _files(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "id": file.id,
            "name": file.current.name,
            "role": file.role,
            "language": file.language,
            "size": file.current.size,
            "sha256": file.current.sha256,
            "versions": len(file.versions),
        }
        for file in document.live_files
    ]


def _party(party: Party, names: dict[str, str]) -> str:
    known = names.get(party.correspondent, "")
    return f"{known} ({party.name})" if known and party.name else known or party.name


def _name(workplace: Workplace, id: str, language: str) -> str:
    """Return what a correspondent is called, or the one it was merged into."""
    entry = workplace.read(correspondents.correspondent, id=id).correspondent
    passed = {id}
    while entry.merged_into and entry.merged_into not in passed:
        passed.add(entry.merged_into)
        entry = workplace.read(correspondents.correspondent, id=entry.merged_into).correspondent
    first, second = entry.name_ru, entry.name_kk
    return (second or first) if language == "kk" else (first or second)


def _type(workplace: Workplace, card: Card, language: str) -> str:
    known = workplace.read(directory.types, language=language, closed=True)
    found = next((item.type for item in known if item.id == card.type), None)
    if found is None:
        return card.type
    first, second = found.name_ru, found.name_kk
    return (second or first) if language == "kk" else (first or second)


def _moment(text: str) -> date | datetime | None:
    """Read the day, or the day and time, of receipt; it was checked when it was recorded."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if len(text) > _DAY_LENGTH else moment.date()
