"""What happened to a subject, change by change, refused ones with their reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import msgspec
from sqlalchemy import Connection, select

from edo.change import Change, is_id
from edo.domain.approval import Approval
from edo.domain.card import Card
from edo.domain.course import Course
from edo.domain.deputy import Deputyship
from edo.domain.document import Document
from edo.domain.fact import Fact
from edo.domain.fold import in_order, is_line, walk
from edo.domain.letter import Letter, Receipt
from edo.domain.organisation import Correspondent, Person
from edo.domain.parallel import Taken, beside
from edo.domain.roster import Roster
from edo.domain.routed import RoutedFact
from edo.domain.session import Session
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.store import ledger
from edo.store.database import ask
from edo.store.tables import correspondents, documents

_BEGUN_LIMIT = 100
"""Things begun about one document whose history is told with its own."""
_BEGUN = (
    "SELECT subject FROM routed WHERE document = ? AND document <> ''"
    f" ORDER BY since LIMIT {_BEGUN_LIMIT}"
)
_PEOPLE = "ps"
"""What the ids of people and positions begin with."""
_ALL = "psou"
"""The same, with offices and units."""
_decode_correspondent = msgspec.json.Decoder(Correspondent).decode


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a subject.

    Attributes:
        change: as it stands in the ledger, with its stamp.
        fact: what it states; None for a kind this release does not know.
        before: the subject's state before it.
        after: the state after it; the same as before where it was refused.
        refused: the reason it has no effect; empty where it has.
        beside: (field, changes of that field made at the same time, by who did not know of this
            one) for each such field.
    """

    change: Change
    fact: Fact | None
    before: Any
    after: Any
    refused: str
    beside: tuple[tuple[str, tuple[Change, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The events of a subject, oldest first, and the names of all that they mention.

    Attributes:
        events: oldest first.
        names: id → (name in Russian, name in Kazakh) of people, journals, types,
            correspondents, documents and versions of files (by their hashes).
    """

    events: tuple[Event, ...]
    names: dict[str, tuple[str, str]]


def history(connection: Connection, *, subject: str, roster: Roster) -> History:
    """Return what happened to a subject.

    Args:
        connection: of one snapshot.
        subject: its id.
        roster: who may state what.

    Raises:
        Refusal: the ledger knows nothing of it.
    """
    entries = ledger.of_subject(connection, subject)
    if not entries:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    events = told(in_order(entry.change for entry in entries), roster)
    return History(tuple(events), _names(connection, events))


def of_document(connection: Connection, *, document: str, roster: Roster) -> History:
    """Return what happened to a document and to all that was begun about it, oldest first.

    Args:
        connection: of one snapshot.
        document: its id.
        roster: who may state what.

    Raises:
        Refusal: the ledger knows nothing of it.
    """
    begun = [id for (id,) in ask(connection, _BEGUN, (document,))]
    parts = [history(connection, subject=id, roster=roster) for id in (document, *begun)]
    events = (event for part in parts for event in part.events)
    names = {id: name for part in parts for id, name in part.names.items()}
    return History(tuple(sorted(events, key=lambda one: one.change.stamp.order)), names)


def told(ordered: list[Change], roster: Roster) -> list[Event]:
    """Return the events that a subject's changes, in their order, are."""
    events: list[Event] = []
    state: Any = None
    in_line = is_line(ordered)
    for change, fact, after, error in walk(ordered, roster, in_line=in_line):
        events.append(Event(change, fact, state, after, error.reason if error else ""))
        state = after
    if in_line:
        return events
    taken = [
        Taken(event.change, event.fact, event.after)
        for event in events
        if event.fact is not None and not event.refused
    ]
    at_once = beside(ordered, taken)
    return [replace(one, beside=at_once.get(one.change.stamp.order, ())) for one in events]


def _names(connection: Connection, events: list[Event]) -> dict[str, tuple[str, str]]:
    people = {id for event in events for id in _people(event)}
    cards = [event.after.card for event in events if isinstance(event.after, Document)]
    mentioned = {card.type for card in cards} | {
        event.after.number.journal
        for event in events
        if isinstance(event.after, Document) and event.after.number
    }
    names: dict[str, tuple[str, str]] = {}
    for subject, entry in directory.entries(connection, subjects=people | mentioned).items():
        ru = getattr(entry, "name_ru", "") or getattr(entry, "index", "")
        names[subject] = (ru, getattr(entry, "name_kk", "") or ru)
    names |= _parties(connection, cards)
    for event in events:
        if isinstance(event.after, Document):
            names |= _documents(connection, [link.document for link in event.after.links])
            names |= _files(event.after)
    return names


def _files(document: Document) -> dict[str, tuple[str, str]]:
    """Return what each version of a document's files was called, by the hash of its content."""
    versions = (version for file in document.files for version in file.versions)
    return {version.sha256: (version.name, version.name) for version in versions}


def _people(event: Event) -> Iterator[str]:
    """Yield who stated it, whom they acted for, and who acts for whom by it."""
    yield event.change.stamp.person
    if event.fact is not None:
        yield event.fact.principal()
    if isinstance(event.after, Deputyship):
        yield from (event.after.person, event.after.deputy)
    if isinstance(event.after, Letter):
        yield event.after.sender
    if isinstance(event.after, Receipt):
        yield event.after.to
    if isinstance(event.after, Approval):  # who is skipped is named by the seat
        yield from _mentioned(msgspec.to_builtins(event.after.stages))
    if isinstance(event.fact, RoutedFact):
        yield from _mentioned(msgspec.to_builtins(event.fact))
    if isinstance(event.after, Course | Person | Session):
        yield from _mentioned(msgspec.to_builtins(event.fact), _ALL)


def _mentioned(told: Any, prefixes: str = _PEOPLE) -> Iterator[str]:
    """Yield the ids in the fields of a fact that begin with one of some letters."""
    match told:
        case str() if any(is_id(prefix, told) for prefix in prefixes):
            yield told
        case dict():
            for value in cast("dict[str, Any]", told).values():
                yield from _mentioned(value, prefixes)
        case list() | tuple():
            for value in cast("list[Any]", told):
                yield from _mentioned(value, prefixes)
        case _:
            return


def _parties(connection: Connection, cards: list[Card]) -> dict[str, tuple[str, str]]:
    ids = {party.correspondent for card in cards for party in card.parties if party.correspondent}
    rows = connection.execute(
        select(correspondents.c.correspondent, correspondents.c.state).where(
            correspondents.c.correspondent.in_(ids)
        )
    )
    entries = {row.correspondent: _decode_correspondent(row.state) for row in rows}
    return {
        id: (entry.name_ru or entry.name_kk, entry.name_kk or entry.name_ru)
        for id, entry in entries.items()
    }


def _documents(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str]]:
    rows = connection.execute(
        select(documents.c.document, documents.c.number, documents.c.subject_ru).where(
            documents.c.document.in_(ids)
        )
    )
    names: dict[str, tuple[str, str]] = {}
    for row in rows:
        name = f"№ {row.number}" if row.number else str(row.subject_ru)
        names[row.document] = (name, name)
    return names
