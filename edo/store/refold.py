"""Rewrite the rows of touched subjects: the one place where folded states become tables."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from edo.domain.document import Document
from edo.domain.fact import Record
from edo.domain.numbering import Place
from edo.domain.organisation import Correspondent
from edo.store import search, texts
from edo.store.database import ask, bulk, insert_into
from edo.store.document_rows import (
    DAY_BITS,
    Name,
    Rows,
    both,
    day_of,
    first_key,
    name,
    orders,
)
from edo.store.spelling import fold
from edo.store.tables import (
    attachments,
    correspondents,
    directory,
    documents,
    links,
    parties,
    places,
)

_encode = msgspec.json.Encoder().encode
_decode_document = msgspec.json.Decoder(Document).decode
_decode_correspondent = msgspec.json.Decoder(Correspondent).decode

_DOCUMENT = insert_into(documents)
_PARTY = insert_into(parties)
_ATTACHMENT = insert_into(attachments)
_LINK = insert_into(links)
_DIRECTORY = insert_into(directory, replace=True)
_PLACE = insert_into(places, replace=True)
_CORRESPONDENT = insert_into(correspondents)
_ENTRY = "SELECT state FROM correspondents WHERE correspondent = ?"
_KEY = "SELECT key FROM documents WHERE document = ?"
_LATEST = "SELECT max(key) FROM documents WHERE key >= ? AND key < ?"


def insert(connection: Connection, rows: Rows) -> None:
    """Insert the rows of documents that have none yet."""
    bulk(connection, _DOCUMENT, rows.documents)
    bulk(connection, _PARTY, rows.parties)
    bulk(connection, _ATTACHMENT, rows.attachments)
    bulk(connection, _LINK, rows.links)
    texts.expect(connection, rows.contents)
    search.add_cards(connection, rows.cards)


class Keys:
    """Gives each document its key: the next one of its day."""

    def __init__(self, latest: Callable[[int], int | None] = lambda _first: None) -> None:
        """Begin.

        Args:
            latest: tells the greatest key given so far of the day that begins with a key.
        """
        self._latest = latest
        self._next: dict[int, int] = {}

    def key(self, state: Document, old: int | None = None) -> int:
        """Return the key: the old one as long as the day is the same."""
        first = first_key(day_of(state))
        if old is not None and old >> DAY_BITS == first >> DAY_BITS:
            return old
        if first not in self._next:
            latest = self._latest(first)
            self._next[first] = first if latest is None else latest + 1
        key = self._next[first]
        self._next[first] = key + 1
        return key


class Writer:
    """Writes folded states into the tables within one transaction.

    It remembers what it looked up, so one `Writer` serves a whole batch.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, Name] = {}
        self._keys = Keys(self._latest)

    def write(self, states: Mapping[str, Any], *, new: frozenset[str] = frozenset()) -> None:
        """Rewrite the rows of subjects.

        Args:
            states: subject → folded state; None where no change of it was accepted.
            new: subjects known to have no rows yet, and no document that names them.
        """
        plain = {
            subject: state for subject, state in states.items() if not isinstance(state, Document)
        }
        self._write_directory(plain)
        renamed = self._write_correspondents(plain, new)
        states_of_documents = {
            subject: state for subject, state in states.items() if isinstance(state, Document)
        }
        self._write_documents(states_of_documents, new)
        if renamed:
            self._write_again(renamed, frozenset(states_of_documents))

    def _write_directory(self, states: Mapping[str, Any]) -> None:
        entries = list[tuple[Any, ...]]()
        numbers = list[tuple[Any, ...]]()
        for subject, state in states.items():
            match state:
                case None | Correspondent():
                    continue
                case Place():
                    numbers.append(place_row(subject, state))
                case _:
                    entries.append(directory_row(subject, state))
        bulk(self._connection, _DIRECTORY, entries)
        bulk(self._connection, _PLACE, numbers)

    def _write_correspondents(self, states: Mapping[str, Any], new: frozenset[str]) -> list[str]:
        """Write correspondents; return those that documents may name already."""
        known = list[str]()
        rows = list[tuple[Any, ...]]()
        for subject, state in states.items():
            if not isinstance(state, Correspondent):
                continue
            if subject not in new:
                known.append(subject)
            old = self._connection.execute(
                select(correspondents.c.key).where(correspondents.c.correspondent == subject)
            ).scalar_one_or_none()
            if old is not None:
                bulk(self._connection, "DELETE FROM correspondents WHERE key = ?", [(old,)])
            rows.append((old, *correspondent_row(subject, state)))
        bulk(self._connection, _CORRESPONDENT, rows)
        return known

    def _write_again(self, renamed: list[str], done: frozenset[str]) -> None:
        """Rewrite the documents that show correspondents whose entry changed."""
        for correspondent in renamed:
            self._names.clear()
            rows = self._connection.execute(
                select(documents.c.document, documents.c.state)
                .join(parties, parties.c.key == documents.c.key)
                .where(parties.c.correspondent == correspondent)
            ).all()
            stale = {row.document: row.state for row in rows if row.document not in done}
            self._write_documents(
                {document: _decode_document(state) for document, state in stale.items()},
                frozenset(),
            )

    def _write_documents(self, states: Mapping[str, Document], new: frozenset[str]) -> None:
        rows = Rows()
        for subject, state in states.items():
            old = None if subject in new else self._key_of(subject)
            key = self._keys.key(state, old)
            if old is not None:
                self._delete(old)
            if old not in (None, key):
                search.remove(self._connection, [old])
            rows.add(key, subject, state, self.name_of)
        insert(self._connection, rows)

    def _key_of(self, document: str) -> int | None:
        rows = ask(self._connection, _KEY, (document,))
        return rows[0][0] if rows else None

    def _delete(self, key: int) -> None:
        for table in ("documents", "parties", "attachments", "links"):
            bulk(self._connection, f"DELETE FROM {table} WHERE key = ?", [(key,)])

    def _latest(self, first: int) -> int | None:
        return ask(self._connection, _LATEST, (first, first + (1 << DAY_BITS)))[0][0]

    def name_of(self, correspondent: str) -> Name:
        """Return a correspondent's name, merges followed to the entry that was kept."""
        found = self._names.get(correspondent)
        if found is None:
            found = self._names[correspondent] = self._kept_entry(correspondent)
        return found

    def _kept_entry(self, correspondent: str) -> Name:
        """Follow merges to the entry that was kept; two merged into each other stay as they are."""
        seen = {correspondent}
        while rows := ask(self._connection, _ENTRY, (correspondent,)):
            entry = _decode_correspondent(rows[0][0])
            if not entry.merged_into or entry.merged_into in seen:
                return name(correspondent, *both(entry.name_ru, entry.name_kk))
            correspondent = entry.merged_into
            seen.add(correspondent)
        return name(correspondent, "", "")


def place_row(subject: str, state: Place) -> tuple[Any, ...]:
    """Return the row of a number that was set apart."""
    return (subject, state.journal, state.period, state.n, state.status.value, _encode(state))


def directory_row(subject: str, state: Record) -> tuple[Any, ...]:
    """Return the row of an office, a unit, a journal and the like."""
    sort = type(state).__name__.lower()
    return (subject, sort, *orders(*_names_of(state)), _encode(state))


def correspondent_row(subject: str, state: Correspondent) -> tuple[Any, ...]:
    """Return the row of a correspondent without its key."""
    names = state.name_ru, state.name_kk
    folded = map(fold, names)
    return (subject, *folded, state.bin, state.merged_into, *orders(*names), _encode(state))


def _names_of(state: Record) -> tuple[str, str]:
    for ru, kk in (("name_ru", "name_kk"), ("title_ru", "title_kk"), ("name", "name")):
        if hasattr(state, ru):
            return getattr(state, ru), getattr(state, kk)
    return "", ""
