"""Documents in lists and one by one.

Every list can be sorted and filtered in any offered way and shows its first page at once, a million
documents or ten. Two ways lead there, and a bounded count chooses: a rare filter is collected by
its own index and sorted; a common one is tested while walking the index of the sort. No OFFSET.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from edo.domain.card import RECEIVED_KINDS, Kind, Language
from edo.domain.document import Document, Link, Status
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Person
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.store.database import ask
from edo.store.document_rows import first_key, their_order

RARE = 4_000
"""A filter with no more hits than this is collected and sorted; more are walked."""

_decode = msgspec.json.Decoder(Document).decode
_COLUMNS = (
    "key, document, kind, status, journal, number, registered_on, subject_ru, subject_kk,"
    " correspondent_ru, correspondent_kk, their_number, their_date, type, language, files, due,"
    " person"
)
_VARIABLES = 500
_decode_keys = msgspec.json.Decoder(list[int]).decode
_PART = 64 * 1024
"""Characters of keys read at once: whoever shares this process never waits for a million."""


class Sort(StrEnum):
    """What a list can be ordered by."""

    DATE = "date"
    NUMBER = "number"
    CORRESPONDENT = "correspondent"
    SUBJECT = "subject"
    THEIR_NUMBER = "their_number"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents a list shows; every part narrows it.

    Attributes:
        kind: kind of journal.
        journal: id of the journal.
        since, until: first and last day of registration.
        status: state.
        correspondent: id of a correspondent or addressee.
        type: id of the document type.
        language: language of the document.
        has_files: with files only, or without only.
        person: id of who registered it.
    """

    kind: Kind | None = None
    journal: str = ""
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    correspondent: str = ""
    type: str = ""
    language: Language | None = None
    has_files: bool | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted; texts in the alphabet of `language`."""

    sort: Sort = Sort.DATE
    descending: bool = True
    language: str = "ru"

    @property
    def column(self) -> str:
        """The column of the sort; the key itself for the date."""
        language = "kk" if self.language == "kk" else "ru"
        match self.sort:
            case Sort.DATE:
                return "key"
            case Sort.NUMBER:
                return "place"
            case Sort.CORRESPONDENT:
                return f"correspondent_order_{language}"
            case Sort.SUBJECT:
                return f"subject_order_{language}"
            case Sort.THEIR_NUMBER:
                return "their_order"
            case Sort.STATUS:
                return "status"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in a list. Texts are as typed; empty where there is none."""

    key: int
    document: str
    kind: Kind
    status: Status
    journal: str
    number: str
    on: date | None
    subject_ru: str
    subject_kk: str
    correspondent_ru: str
    correspondent_kk: str
    their_number: str
    their_date: date | None
    type_ru: str
    type_kk: str
    language: Language
    files: int
    due: date | None
    by: str

    def subject(self, language: str) -> str:
        """Return the subject in a language, or in the other where only that exists."""
        first, second = self.subject_ru, self.subject_kk
        return (second or first) if language == "kk" else (first or second)

    def correspondent(self, language: str) -> str:
        """Return the correspondents in a language."""
        return self.correspondent_kk if language == "kk" else self.correspondent_ru


@dataclass(frozen=True, slots=True)
class Card:
    """One document, whole, with the links other documents have to it."""

    key: int
    id: str
    document: Document
    journal: str
    answered_by: tuple["Linked", ...]
    linked: tuple["Linked", ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The other end of a link; `back` when the other document states it."""

    link: Link
    document: str
    number: str
    on: date | None
    subject_ru: str
    subject_kk: str
    kind: Kind
    status: Status
    back: bool


def page(
    connection: Connection,
    *,
    filter: Filter,
    order: Order = Order(),
    limit: int = 100,
    after: str = "",
) -> list[DocumentRow]:
    """Return the next rows of a list.

    Args:
        connection: of one snapshot.
        filter: which documents.
        order: their order.
        limit: rows at most.
        after: id of the last document of the page before; empty for the first page.

    Raises:
        Refusal: `after` is no document.
    """
    plan = _plan(connection, filter, order)
    if after:
        plan = plan.after(_sort_value(connection, after, order), descending=order.descending)
    return rows(connection, keys=plan.keys(connection, order, limit))


def keys(connection: Connection, *, filter: Filter, order: Order = Order()) -> "array[int]":
    """Return the keys of the whole list, in order.

    SQLite joins them into one text, away from Python: a row at a time costs five times as much and
    keeps every other thread of the program waiting.
    """
    found = array("q")
    for part in _parts(_plan(connection, filter, order).joined(connection, order)):
        found.extend(_decode_keys(f"[{part}]"))
    return found


def in_order(connection: Connection, *, keys: Sequence[int], order: Order, limit: int) -> list[int]:
    """Return the first of some keys in the order of a column."""
    way = "DESC" if order.descending else "ASC"
    rows = ask(
        connection,
        "SELECT key FROM documents WHERE key IN (SELECT value FROM json_each(?))"
        f" ORDER BY {order.column} {way}, key {way} LIMIT ?",
        (json.dumps(list(keys)), limit),
    )
    return [key for (key,) in rows]


def count(connection: Connection, *, filter: Filter) -> int:
    """Return how many documents a list has."""
    plan = _plan(connection, filter, Order())
    where = " AND ".join(plan.clauses) or "1"
    return connection.exec_driver_sql(
        f"SELECT count(*) FROM documents {plan.hint} WHERE {where}", plan.values
    ).scalar_one()


def rows(connection: Connection, *, keys: Sequence[int]) -> list[DocumentRow]:
    """Return the documents with these keys, in the order of the keys; missing ones left out."""
    found: dict[int, _Raw] = {}
    for start in range(0, len(keys), _VARIABLES):
        part = tuple(keys[start : start + _VARIABLES])
        places = ",".join("?" * len(part))
        statement = f"SELECT {_COLUMNS} FROM documents WHERE key IN ({places})"
        found |= {values[0]: _Raw(*values) for values in ask(connection, statement, part)}
    known = directory.entries(
        connection,
        subjects={one for row in found.values() for one in (row.journal, row.type, row.person)},
    )
    return [_row(found[key], known) for key in keys if key in found]


def card(connection: Connection, *, document: str) -> Card:
    """Return one document, whole.

    Args:
        connection: of one snapshot.
        document: its id.

    Raises:
        Refusal: there is none.
    """
    row = connection.exec_driver_sql(
        "SELECT key, state, journal FROM documents WHERE document = ?", (document,)
    ).one_or_none()
    if row is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    state = _decode(row.state)
    journals = directory.entries(connection, subjects=[row.journal])
    linked = tuple(_linked(connection, document, state))
    return Card(
        row.key,
        document,
        state,
        journals[row.journal].index if row.journal in journals else "",
        tuple(one for one in linked if one.back and one.link is Link.REPLY),
        linked,
    )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that may be the one being registered; `same_file` when a content is equal."""

    row: DocumentRow
    same_file: bool


def duplicates(
    connection: Connection,
    *,
    kind: Kind,
    correspondents: Sequence[str],
    their_number: str,
    their_date: date | None,
    hashes: Sequence[str] = (),
    but: str = "",
) -> list[Duplicate]:
    """Return documents with the same sender, number and date, or with the same file.

    Args:
        connection: of one snapshot.
        kind: of the document being registered.
        correspondents: its correspondents' ids.
        their_number: the sender's number; literal «б/н» and nothing are no number.
        their_date: the sender's date.
        hashes: SHA-256 of its files.
        but: id of the document itself.
    """
    found: dict[int, bool] = {}
    if kind in RECEIVED_KINDS and correspondents and _is_number(their_number):
        places = ",".join("?" * len(correspondents))
        same = connection.exec_driver_sql(
            "SELECT d.key FROM documents d JOIN parties p ON p.key = d.key"
            " WHERE d.kind = ? AND d.their_order = ? AND d.their_date = ?"
            f" AND d.status NOT IN ('cancelled') AND p.correspondent IN ({places})"
            " ORDER BY d.key DESC LIMIT 10",
            (kind.value, their_order(their_number), _iso(their_date), *correspondents),
        )
        found |= dict.fromkeys(same.scalars(), False)
    for sha256 in hashes[:20]:
        same = connection.exec_driver_sql(
            "SELECT a.key FROM attachments a JOIN documents d ON d.key = a.key"
            " WHERE a.sha256 = ? AND d.status NOT IN ('cancelled')"
            " ORDER BY a.key DESC LIMIT 10",
            (sha256,),
        )
        found |= dict.fromkeys(same.scalars(), True)
    matches = rows(connection, keys=sorted(found, reverse=True))
    return [Duplicate(row, found[row.key]) for row in matches if row.document != but]


def latest_of(connection: Connection, *, correspondent: str, kind: Kind) -> Document | None:
    """Return the correspondent's latest document of a kind: what a new card may start from."""
    state = connection.exec_driver_sql(
        "SELECT d.state FROM parties p JOIN documents d ON d.key = p.key"
        " WHERE p.correspondent = ? AND d.kind = ? ORDER BY p.key DESC LIMIT 1",
        (correspondent, kind.value),
    ).scalar()
    return _decode(state) if state is not None else None


def counts(connection: Connection) -> dict[tuple[Kind, Status], int]:
    """Return how many documents are in each kind and state that wait for the clerk."""
    open_states = (Status.DRAFT, Status.RECEIVED)
    return {
        (kind, status): connection.exec_driver_sql(
            "SELECT count(*) FROM documents INDEXED BY documents_kind_status"
            " WHERE kind = ? AND status = ?",
            (kind.value, status.value),
        ).scalar_one()
        for kind in Kind
        for status in open_states
    }


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as SQL on `documents`: the test, its values, and the index for a rare one."""

    where: str
    values: tuple[Any, ...]
    hint: str


def condition(connection: Connection, *, filter: Filter) -> Condition:
    """Return the filter's test, for a query that finds its documents in another way."""
    plan = _plan(connection, filter, Order())
    return Condition(" AND ".join(plan.clauses) or "1", plan.values, plan.hint)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a list is read: an index, the tests, and whether SQLite's own sort is needed."""

    hint: str
    clauses: tuple[str, ...]
    values: tuple[Any, ...]
    column: str

    def after(self, value: tuple[Any, int], *, descending: bool) -> "_Plan":
        """Return the plan for the rows behind one."""
        sign = "<" if descending else ">"
        if self.column == "key":
            return _Plan(
                self.hint, (*self.clauses, f"key {sign} ?"), (*self.values, value[1]), "key"
            )
        clause = f"({self.column}, key) {sign} (?, ?)"
        return _Plan(self.hint, (*self.clauses, clause), (*self.values, *value), self.column)

    def keys(self, connection: Connection, order: Order, limit: int) -> list[int]:
        """Run the plan for one page."""
        statement = f"{self._statement(order)} LIMIT {int(limit)}"
        return list(connection.exec_driver_sql(statement, self.values).scalars())

    def joined(self, connection: Connection, order: Order) -> str:
        """Run the plan for the whole list: its keys with commas between.

        SQLite keeps the order of a subquery for an aggregate that is not count, min or max.
        """
        statement = f"SELECT group_concat(key) FROM ({self._statement(order)})"
        return connection.exec_driver_sql(statement, self.values).scalar() or ""

    def _statement(self, order: Order) -> str:
        way = "DESC" if order.descending else "ASC"
        by = f"key {way}" if self.column == "key" else f"{self.column} {way}, key {way}"
        where = " AND ".join(self.clauses) or "1"
        return f"SELECT key FROM documents {self.hint} WHERE {where} ORDER BY {by}"


def _parts(joined: str) -> Iterator[str]:
    """Cut a text at commas into parts of about `_PART` characters."""
    start = 0
    while start < len(joined):
        end = joined.find(",", start + _PART)
        end = len(joined) if end < 0 else end
        yield joined[start:end]
        start = end + 1


_PARTY_RARE = "key IN (SELECT p.key FROM parties p WHERE p.correspondent = ?)"
_PARTY_COMMON = (
    "EXISTS (SELECT 1 FROM parties p WHERE p.key = documents.key AND p.correspondent = ?)"
)
_SORT_INDEX = {
    "place": "documents_kind_place",
    "correspondent_order_ru": "documents_kind_correspondent_ru",
    "correspondent_order_kk": "documents_kind_correspondent_kk",
    "subject_order_ru": "documents_kind_subject_ru",
    "subject_order_kk": "documents_kind_subject_kk",
    "their_order": "documents_kind_their",
    "status": "documents_kind_status",
}


def _plan(connection: Connection, filter: Filter, order: Order) -> _Plan:
    tests = tuple(_tests(filter))
    clauses = tuple(test.clause for test in tests)
    values = tuple(value for test in tests for value in test.values)
    period = tuple(_period(filter))
    clauses += tuple(clause for clause, _ in period)
    values += tuple(value for _, value in period)
    column = order.column
    if filter.correspondent:
        rare = _is_rare_party(connection, filter.correspondent)
        clauses += (_PARTY_RARE if rare else _PARTY_COMMON,)
        values += (filter.correspondent,)
        if rare:
            return _Plan("NOT INDEXED", clauses, values, column)
    own_kind = next((test for test in tests if test.name == "kind"), None)
    narrow = _narrowest(connection, tests, period)
    if narrow is not None and (narrow.rare or column == "key"):
        return _Plan(narrow.hint, clauses, values, column)
    if column == "place" and filter.journal:
        return _Plan("INDEXED BY documents_journal_place", clauses, values, column)
    if column != "key" and own_kind is not None:
        return _Plan(f"INDEXED BY {_SORT_INDEX[column]}", clauses, values, column)
    return _Plan("", clauses, values, column)


@dataclass(frozen=True, slots=True)
class _Test:
    """One condition on a document and, with the kind, the index that finds its hits."""

    name: str
    clause: str
    values: tuple[Any, ...]
    index: str


@dataclass(frozen=True, slots=True)
class _Narrow:
    hint: str
    rare: bool


def _tests(filter: Filter) -> Iterator[_Test]:
    if filter.kind is not None:
        yield _Test("kind", "kind = ?", (filter.kind.value,), "documents_kind")
    if filter.journal:
        yield _Test("journal", "journal = ?", (filter.journal,), "documents_journal")
    for name, value in (
        ("status", filter.status.value if filter.status else None),
        ("type", filter.type or None),
        ("language", filter.language.value if filter.language else None),
        ("has_files", None if filter.has_files is None else int(filter.has_files)),
        ("person", filter.person or None),
    ):
        if value is not None:
            index = f"documents_kind_{name}" if filter.kind is not None else ""
            yield _Test(name, f"{name} = ?", (value,), index)


def _period(filter: Filter) -> Iterator[tuple[str, int]]:
    if filter.since is not None:
        yield "key >= ?", first_key(filter.since)
    if filter.until is not None:
        yield "key < ?", first_key(filter.until + timedelta(days=1))


def _is_rare_party(connection: Connection, correspondent: str) -> bool:
    hits = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM parties WHERE correspondent = ? LIMIT ?)",
        (correspondent, RARE + 1),
    ).scalar_one()
    return hits <= RARE


def _narrowest(
    connection: Connection,
    tests: tuple[_Test, ...],
    period: tuple[tuple[str, int], ...],
) -> _Narrow | None:
    """Return the index with the fewest hits, counting no further than `RARE`."""
    best: tuple[int, str] | None = None
    for test in tests:
        if not test.index:
            continue
        own = [test] if test.name in ("kind", "journal") else [tests[0], test]
        where = " AND ".join([*(one.clause for one in own), *(clause for clause, _ in period)])
        values = (*(v for one in own for v in one.values), *(value for _, value in period))
        hits = connection.exec_driver_sql(
            f"SELECT count(*) FROM (SELECT 1 FROM documents INDEXED BY {test.index}"
            f" WHERE {where} LIMIT {RARE + 1})",
            values,
        ).scalar_one()
        if best is None or hits < best[0]:
            best = hits, test.index
    if best is None:
        return None
    return _Narrow(f"INDEXED BY {best[1]}", best[0] <= RARE)


def _sort_value(connection: Connection, document: str, order: Order) -> tuple[Any, int]:
    row = connection.exec_driver_sql(
        f"SELECT {order.column} AS value, key FROM documents WHERE document = ?", (document,)
    ).one_or_none()
    if row is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return row.value, row.key


class _Raw(NamedTuple):
    """The columns of a row, in the order of `_COLUMNS`."""

    key: int
    document: str
    kind: str
    status: str
    journal: str
    number: str
    registered_on: str
    subject_ru: str
    subject_kk: str
    correspondent_ru: str
    correspondent_kk: str
    their_number: str
    their_date: str
    type: str
    language: str
    files: int
    due: str
    person: str


def _row(row: _Raw, known: dict[str, Any]) -> DocumentRow:
    journal, kind, person = known.get(row.journal), known.get(row.type), known.get(row.person)
    return DocumentRow(
        key=row.key,
        document=row.document,
        kind=Kind(row.kind),
        status=Status(row.status),
        journal=journal.index if journal else "",
        number=row.number,
        on=_date(row.registered_on),
        subject_ru=row.subject_ru,
        subject_kk=row.subject_kk,
        correspondent_ru=row.correspondent_ru,
        correspondent_kk=row.correspondent_kk,
        their_number=row.their_number,
        their_date=_date(row.their_date),
        type_ru=kind.name_ru if isinstance(kind, DocumentType) else "",
        type_kk=kind.name_kk if isinstance(kind, DocumentType) else "",
        language=Language(row.language),
        files=row.files,
        due=_date(row.due),
        by=(person.name_ru or person.name_kk) if isinstance(person, Person) else "",
    )


def _linked(connection: Connection, document: str, state: Document) -> Iterator[Linked]:
    forward = [(link.link, link.document, False) for link in state.links]
    back = [
        (Link(row.link), row.document, True)
        for row in connection.exec_driver_sql(
            "SELECT l.link, d.document FROM links l JOIN documents d ON d.key = l.key"
            " WHERE l.target = ? ORDER BY l.key LIMIT 200",
            (document,),
        )
    ]
    for link, other, is_back in (*forward, *back):
        row = connection.exec_driver_sql(
            "SELECT number, registered_on, subject_ru, subject_kk, kind, status"
            " FROM documents WHERE document = ?",
            (other,),
        ).one_or_none()
        if row is not None:
            yield Linked(
                link,
                other,
                row.number,
                _date(row.registered_on),
                row.subject_ru,
                row.subject_kk,
                Kind(row.kind),
                Status(row.status),
                is_back,
            )


def _is_number(text: str) -> bool:
    return text.strip().casefold() not in ("", "б/н", "н/с", "бн", "-")


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
