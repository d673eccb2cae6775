"""Rewrite the rows of touched subjects: the one place where folded states become tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from edo.clock import office_time
from edo.domain.document import Document
from edo.domain.numbering import Place
from edo.domain.organisation import Correspondent
from edo.store import search, texts
from edo.store.database import ask, bulk, insert_into
from edo.store.spelling import fold, number_key, sort_key
from edo.store.tables import (
    attachments,
    correspondents,
    directory,
    documents,
    links,
    parties,
    places,
)

DAY_BITS = 22
"""A document's key is its day's ordinal, shifted by this, plus its place in the day."""

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
_LATEST = "SELECT max(key) FROM documents WHERE key >= ? AND key < ?"
_MERGE_DEPTH = 20
_PERIOD_SHIFT, _ORDINAL_SHIFT = 36, 12
_LAST_RANK = (1 << _ORDINAL_SHIFT) - 1


def place(period: int, n: int, suffix: str = "") -> int:
    """Return the number by which a registration sorts within its journal."""
    return period << _PERIOD_SHIFT | n << _ORDINAL_SHIFT | _rank(suffix)


def first_key(day: date) -> int:
    """Return the least key a document of that day may have."""
    return day.toordinal() << DAY_BITS


@dataclass(slots=True)
class _Rows:
    """Rows of a batch of documents, table by table."""

    documents: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    parties: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    attachments: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    links: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    contents: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    entries: list[search.Entry] = field(default_factory=list[search.Entry])

    def write(self, connection: Connection) -> None:
        """Insert everything."""
        bulk(connection, _DOCUMENT, self.documents)
        bulk(connection, _PARTY, self.parties)
        bulk(connection, _ATTACHMENT, self.attachments)
        bulk(connection, _LINK, self.links)
        texts.expect(connection, self.contents)
        search.add(connection, self.entries)


@dataclass(frozen=True, slots=True)
class _Name:
    """A correspondent as documents show it: the kept entry's id, names and sort keys."""

    correspondent: str
    ru: str
    kk: str
    orders: tuple[bytes, bytes]


class Writer:
    """Writes folded states into the tables within one transaction.

    It remembers what it looked up, so one `Writer` serves a whole batch.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, _Name] = {}
        self._next_key: dict[int, int] = {}

    def write(self, states: Mapping[str, Any], *, new: frozenset[str] = frozenset()) -> None:
        """Rewrite the rows of subjects.

        Args:
            states: subject → folded state; None where no change of it was accepted.
            new: documents known to have no rows yet.
        """
        plain = {
            subject: state for subject, state in states.items() if not isinstance(state, Document)
        }
        self._write_directory(plain)
        renamed = self._write_correspondents(plain)
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
                    row = (state.journal, state.period, state.n, state.status.value)
                    numbers.append((subject, *row, _encode(state)))
                case _:
                    sort = type(state).__name__.lower()
                    entries.append((subject, sort, *_orders(*_names_of(state)), _encode(state)))
        bulk(self._connection, _DIRECTORY, entries)
        bulk(self._connection, _PLACE, numbers)

    def _write_correspondents(self, states: Mapping[str, Any]) -> list[str]:
        """Write correspondents; return those that had a row before."""
        known = list[str]()
        rows = list[tuple[Any, ...]]()
        for subject, state in states.items():
            if not isinstance(state, Correspondent):
                continue
            old = self._connection.execute(
                select(correspondents.c.key).where(correspondents.c.correspondent == subject)
            ).scalar_one_or_none()
            if old is not None:
                known.append(subject)
                bulk(self._connection, "DELETE FROM correspondents WHERE key = ?", [(old,)])
            folded = fold(state.name_ru), fold(state.name_kk)
            orders = _orders(state.name_ru, state.name_kk)
            rows.append(
                (old, subject, *folded, state.bin, state.merged_into, *orders, _encode(state))
            )
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
        rows = _Rows()
        for subject, state in states.items():
            old = None if subject in new else self._key_of(subject)
            if old is not None:
                self._delete(old)
            self._add(rows, self._key(state, old), subject, state)
        rows.write(self._connection)

    def _key_of(self, document: str) -> int | None:
        return self._connection.execute(
            select(documents.c.key).where(documents.c.document == document)
        ).scalar_one_or_none()

    def _delete(self, key: int) -> None:
        for table in ("documents", "parties", "attachments", "links"):
            self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE key = ?", (key,))
        search.remove(self._connection, [key])

    def _key(self, state: Document, old: int | None) -> int:
        """Return the key: the old one as long as the day is the same."""
        day = state.number.on if state.number else office_time(state.created).date()
        first = first_key(day)
        if old is not None and old >> DAY_BITS == first >> DAY_BITS:
            return old
        if first not in self._next_key:
            latest = ask(self._connection, _LATEST, (first, first + (1 << DAY_BITS)))[0][0]
            self._next_key[first] = first if latest is None else latest + 1
        key = self._next_key[first]
        self._next_key[first] = key + 1
        return key

    def _add(self, rows: _Rows, key: int, subject: str, state: Document) -> None:
        card, number, files = state.card, state.number, state.live_files
        names = [self._name(party.correspondent, party.name) for party in card.parties]
        ru, kk, orders = _joined(names)
        rows.documents.append(
            (
                key,
                subject,
                state.kind,
                state.status,
                number.journal if number else "",
                number.period if number else 0,
                number.n if number else 0,
                number.suffix if number else "",
                place(number.period, number.n, number.suffix) if number else 0,
                number.by_hand if number else False,
                number.text if number else "",
                number.on.isoformat() if number else "",
                card.subject_ru,
                card.subject_kk,
                ru,
                kk,
                card.their_number,
                card.their_date.isoformat() if card.their_date else "",
                card.type,
                card.language,
                len(files),
                1 if files else 0,
                card.due.isoformat() if card.due else "",
                state.registrar or state.author,
                *_orders(card.subject_ru, card.subject_kk),
                *orders,
                their_order(card.their_number),
                _encode(state),
            )
        )
        rows.parties.extend(
            (key, position, name.correspondent) for position, name in enumerate(names)
        )
        rows.attachments.extend((key, file.id, file.current.sha256) for file in files)
        rows.contents.extend((file.current.sha256, file.current.name) for file in files)
        rows.links.extend((key, link.link, link.document) for link in state.links)
        rows.entries.append(_search_entry(key, state, names))

    def _name(self, correspondent: str, name: str) -> _Name:
        if not correspondent:
            return _name("", name, name)
        found = self._names.get(correspondent)
        if found is None:
            found = self._names[correspondent] = self._kept_entry(correspondent)
        return found

    def _kept_entry(self, correspondent: str) -> _Name:
        """Follow merges to the entry that was kept."""
        for _ in range(_MERGE_DEPTH):
            rows = ask(self._connection, _ENTRY, (correspondent,))
            if not rows:
                break
            entry = _decode_correspondent(rows[0][0])
            if not entry.merged_into:
                return _name(correspondent, *_both(entry.name_ru, entry.name_kk))
            correspondent = entry.merged_into
        return _name(correspondent, "", "")


def their_order(number: str) -> bytes:
    """Return the key by which senders' numbers sort and are compared for duplicates."""
    return number_key(number).encode()


def documents_of(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """Yield (key, state) of the documents that exist, in the order of the keys."""
    for key in keys:
        state = connection.execute(
            select(documents.c.state).where(documents.c.key == key)
        ).scalar_one_or_none()
        if state is not None:
            yield key, _decode_document(state)


def _search_entry(key: int, state: Document, names: Iterable[_Name]) -> search.Entry:
    card = state.card
    persons = [party.name for party in card.parties if party.correspondent and party.name]
    numbers = [state.number.text if state.number else "", card.their_number]
    extra = (card.note, card.topic, card.prepared_by, card.handed_to, card.resolution)
    return search.Entry(
        key=key,
        subject_ru=card.subject_ru,
        subject_kk=card.subject_kk,
        names=" ".join(dict.fromkeys([*(n for one in names for n in (one.ru, one.kk)), *persons])),
        numbers=tuple(number for number in numbers if number),
        extra=" ".join(text for text in (*extra, *card.signed_by, card.executors) if text),
    )


def _name(correspondent: str, ru: str, kk: str) -> _Name:
    return _Name(correspondent, ru, kk, _orders(ru, kk))


def _both(ru: str, kk: str) -> tuple[str, str]:
    return ru or kk, kk or ru


def _joined(names: Sequence[_Name]) -> tuple[str, str, tuple[bytes, bytes]]:
    """Return the names of all parties and their sort keys; the first party decides the order."""
    if not names:
        return "", "", (b"", b"")
    ru, kk = "; ".join(name.ru for name in names), "; ".join(name.kk for name in names)
    return ru, kk, names[0].orders


def _orders(ru: str, kk: str) -> tuple[bytes, bytes]:
    ru, kk = _both(ru, kk)
    return sort_key(ru, "ru"), sort_key(kk, "kk")


def _names_of(state: Any) -> tuple[str, str]:
    for ru, kk in (("name_ru", "name_kk"), ("title_ru", "title_kk"), ("name", "name")):
        if hasattr(state, ru):
            return getattr(state, ru), getattr(state, kk)
    return "", ""


def _rank(suffix: str) -> int:
    """Order suffixes of one number: none, /1 … /n, then letters by the alphabet."""
    text = suffix.lstrip("-/.")
    if text.isdecimal():
        return min(int(text), 999)
    key = sort_key(text, "ru")
    if not key:
        return 1000 if text else 0
    return min(1000 + key[0] * 4 + (key[1] & 3 if len(key) > 1 else 0), _LAST_RANK)
