"""Rewrite the rows of touched subjects: the one place where folded states become tables."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Document, Status
from edo.domain.fact import Record
from edo.domain.numbering import Place
from edo.domain.organisation import Correspondent, Person
from edo.domain.routed import Routed
from edo.store import (
    annulled,
    coverage,
    coverage_basis,
    disputes,
    indexing,
    ledger,
    progress,
    routed_rows,
    search,
    texts,
)
from edo.store.database import ask, bulk, insert_into
from edo.store.day_order import Standing, seat, standing
from edo.store.document_rows import DAY_BITS, Name, Rows, both, name, orders
from edo.store.spelling import fold
from edo.store.tables import (
    attachments,
    correspondents,
    directory,
    documents,
    links,
    parties,
    places,
    stays,
)
from edo.store.training_rows import stay_rows

_encode = msgspec.json.Encoder().encode
_decode_document = msgspec.json.Decoder(Document).decode
_decode_correspondent = msgspec.json.Decoder(Correspondent).decode

_DOCUMENT = insert_into(documents)
_PARTY = insert_into(parties)
_ATTACHMENT = insert_into(attachments)
_LINK = insert_into(links)
_DIRECTORY = insert_into(directory, replace=True)
_PLACE = insert_into(places, replace=True)
_STAY = insert_into(stays)
_FORGET_STAYS = "DELETE FROM stays WHERE person = ?"
_CORRESPONDENT = insert_into(correspondents)
_ENTRY = "SELECT state FROM correspondents WHERE correspondent = ?"
_MERGED = "SELECT merged_into FROM correspondents WHERE correspondent = ?"
_SHOWING = (
    "SELECT d.document, d.state FROM documents d JOIN parties p ON p.key = d.key"
    " WHERE p.correspondent = ?"
)
_FORGET = (
    "DELETE FROM directory WHERE subject = ?",
    "DELETE FROM places WHERE place = ?",
    "DELETE FROM correspondents WHERE correspondent = ?",
    "DELETE FROM disputes WHERE document = ?",
    _FORGET_STAYS,
)
_KEY = "SELECT key, moment FROM documents WHERE document = ?"


def insert(connection: Connection, rows: Rows) -> None:
    """Insert the rows of documents that have none yet."""
    bulk(connection, _DOCUMENT, rows.documents)
    bulk(connection, _PARTY, rows.parties)
    bulk(connection, _ATTACHMENT, rows.attachments)
    bulk(connection, _LINK, rows.links)
    texts.expect(connection, rows.contents)
    if rows.cards is None:
        indexing.put_off(connection, (row[1] for row in rows.documents))
    else:
        search.add_cards(connection, rows.cards)


class Writer:
    """Writes folded states into the tables within one transaction.

    It remembers what it looked up, so one `Writer` serves a whole batch.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        indexes: bool = True,
        covers: bool = True,
        names: dict[str, Name] | None = None,
    ) -> None:
        """Begin.

        Args:
            connection: of a writing transaction.
            indexes: put documents into the full-text index, not among those that wait for it.
            covers: keep coverage in step; otherwise it is made when all is written.
            names: correspondents' names looked up before, where none can have changed since.
        """
        self._connection = connection
        self._indexes = indexes
        self._covers = covers
        self._office = ledger.recall(connection, ledger.OFFICE)
        self._names: dict[str, Name] = {} if names is None else names

    def write(self, states: Mapping[str, Any], *, new: frozenset[str] = frozenset()) -> None:
        """Rewrite the rows of subjects.

        Args:
            states: subject → folded state; None where no change of it was accepted.
            new: subjects known to have no rows yet, and no document that names them.
        """
        plain = {
            subject: state for subject, state in states.items() if not isinstance(state, Document)
        }
        basis = coverage_basis.basis(self._connection, plain.keys() - new if self._covers else ())
        renamed = self._shown(plain, new)
        self._write_directory(plain, new)
        self._write_correspondents(plain)
        self._write_routed(plain, new)
        if self._covers:
            coverage.settle(self._connection, basis, plain)
        states_of_documents = {
            subject: state for subject, state in states.items() if isinstance(state, Document)
        }
        before = annulled.among(self._connection, states_of_documents.keys() - new)
        self._write_documents(states_of_documents, new)
        now = [one for one, of in states_of_documents.items() if of.status is Status.CANCELLED]
        self.settle_annulled({*before, *now})
        if gone := {one for one, state in plain.items() if state is None and one not in new}:
            disputes.settle(self._connection, {}, gone=gone)
        if renamed:
            self._write_again(renamed, frozenset(states_of_documents))

    def _write_directory(self, states: Mapping[str, Any], new: frozenset[str]) -> None:
        entries = list[tuple[Any, ...]]()
        numbers = list[tuple[Any, ...]]()
        for subject, state in states.items():
            match state:
                case Correspondent() | Routed():
                    continue
                case None:
                    if subject not in new:
                        self._remove(subject)
                case Place():
                    numbers.append(place_row(subject, state))
                case _:
                    entries.append(directory_row(subject, state))
        bulk(self._connection, _DIRECTORY, entries)
        bulk(self._connection, _PLACE, numbers)
        people = {one: state for one, state in states.items() if isinstance(state, Person)}
        bulk(self._connection, _FORGET_STAYS, [(one,) for one in people.keys() - new])
        worked = [row for one, state in people.items() for row in stay_rows(one, state)]
        bulk(self._connection, _STAY, worked)

    def _remove(self, subject: str) -> None:
        """Remove the rows of a subject of which no change counts any more."""
        key, _ = self._key_and_moment(subject)
        if key is not None:
            self._delete([key])
            search.remove(self._connection, [key])
        for statement in _FORGET:
            bulk(self._connection, statement, [(subject,)])
        self.settle_annulled([subject] if key is not None else ())
        document = progress.document_of(self._connection, subject)
        routed_rows.forget(self._connection, [subject])
        progress.settle(self._connection, [document])

    def _shown(self, states: Mapping[str, Any], new: frozenset[str]) -> list[str]:
        """Return the correspondents documents show now that may show others afterwards.

        What a document shows is the end of a way of merges, which may have led elsewhere before.
        """
        ways = {
            step: None
            for subject, state in states.items()
            if subject not in new and (state is None or isinstance(state, Correspondent))
            for step in self._way(subject)
        }
        return list(ways)

    def _write_correspondents(self, states: Mapping[str, Any]) -> None:
        entries = {
            subject: state for subject, state in states.items() if isinstance(state, Correspondent)
        }
        rows = list[tuple[Any, ...]]()
        for subject, state in entries.items():
            there = ask(
                self._connection,
                "SELECT key FROM correspondents WHERE correspondent = ?",
                (subject,),
            )
            bulk(self._connection, "DELETE FROM correspondents WHERE key = ?", there)
            rows.append((there[0][0] if there else None, *correspondent_row(subject, state)))
        rows.sort(key=lambda row: row[0] is None)  # a new one must not take a key that is kept
        bulk(self._connection, _CORRESPONDENT, rows)
        if entries:
            self._names.clear()

    def _write_routed(self, states: Mapping[str, Any], new: frozenset[str]) -> None:
        found = {one: state for one, state in states.items() if isinstance(state, Routed)}
        shown = {
            one: state for one, state in found.items() if routed_rows.is_shown(state, self._office)
        }
        if hidden := found.keys() - shown.keys() - new:
            routed_rows.forget(self._connection, hidden)
        if shown:
            routed_rows.write(self._connection, shown, new=new)
        progress.settle(self._connection, {state.document: None for state in found.values()})

    def settle_annulled(self, documents: Iterable[str] | None = None) -> None:
        """Rewrite what was begun about documents that are annulled, or are so no more.

        Args:
            documents: ids; None: all that are annulled.
        """
        concerned = annulled.every(self._connection) if documents is None else documents
        self._write_routed(annulled.begun(self._connection, concerned), frozenset())

    def _write_again(self, renamed: list[str], done: frozenset[str]) -> None:
        """Rewrite the documents that show correspondents whose entry changed."""
        for correspondent in renamed:
            self._names.clear()
            stale = {
                document: _decode_document(state)
                for document, state in ask(self._connection, _SHOWING, (correspondent,))
                if document not in done
            }
            self._write_documents(stale, frozenset())

    def _write_documents(self, states: Mapping[str, Document], new: frozenset[str]) -> None:
        kept: dict[str, int] = {}
        coming: list[Standing] = []
        gone: list[int] = []
        for subject, state in states.items():
            place = standing(subject, state)
            key, moment = (None, 0) if subject in new else self._key_and_moment(subject)
            if key is not None and (key >> DAY_BITS << DAY_BITS, moment) == place[:2]:
                kept[subject] = key
                continue
            coming.append(place)
            if key is not None:
                gone.append(key)
        self._delete(gone)
        search.remove(self._connection, gone)
        keys, moved = seat(self._connection, coming)
        kept = {subject: moved.get(key, key) for subject, key in kept.items()}
        self._delete(kept.values())
        rows = Rows(cards={} if self._indexes else None, office=self._office)
        for subject, key in sorted((keys | kept).items(), key=itemgetter(1)):
            rows.add(key, subject, states[subject], self.name_of)
        insert(self._connection, rows)
        disputes.settle(self._connection, states)

    def _key_and_moment(self, document: str) -> tuple[int | None, int]:
        rows = ask(self._connection, _KEY, (document,))
        return (rows[0][0], rows[0][1]) if rows else (None, 0)

    def _delete(self, keys: Iterable[int]) -> None:
        rows = [(key,) for key in keys]
        for table in ("documents", "parties", "attachments", "links"):
            bulk(self._connection, f"DELETE FROM {table} WHERE key = ?", rows)

    def name_of(self, correspondent: str) -> Name:
        """Return a correspondent's name, merges followed to the entry that was kept."""
        found = self._names.get(correspondent)
        if found is None:
            found = self._names[correspondent] = self._kept_entry(correspondent)
        return found

    def _kept_entry(self, correspondent: str) -> Name:
        """Follow merges to the entry that was kept."""
        *_, kept = self._way(correspondent)
        rows = ask(self._connection, _ENTRY, (kept,))
        entry = _decode_correspondent(rows[0][0]) if rows else Correspondent("")
        return name(kept, *both(entry.name_ru, entry.name_kk))

    def _way(self, correspondent: str) -> list[str]:
        """Return the entries one was merged into, itself first; a circle ends before it closes."""
        way = [correspondent]
        while rows := ask(self._connection, _MERGED, (way[-1],)):
            if not rows[0][0] or rows[0][0] in way:
                break
            way.append(rows[0][0])
        return way


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
