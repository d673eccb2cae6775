"""How a list of documents is read: its filter, its order, and the plan that serves both at once.

Every list can be sorted and filtered in any offered way and shows its first page at once, a million
documents or ten. Two ways lead there, and a bounded count chooses: a rare filter is collected by
its own index and sorted; a common one is tested while walking the index of the sort. No OFFSET.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from edo.domain.card import Kind, Language
from edo.domain.document import Status
from edo.domain.progress import Progress
from edo.queries.stretches import Stretch, stretches
from edo.store.document_rows import DAY_BITS, first_key, register
from edo.store.spelling import sort_key

RARE = 4_000
"""A filter with no more hits than this is collected and sorted; more are walked."""


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
        office: whose documents of that kind; empty for this office's own.
        journal: id of the journal.
        since, until: first and last day of registration.
        status: state.
        correspondent: id of a correspondent or addressee.
        type: id of the document type.
        language: language of the document.
        has_files: with files only, or without only.
        person: id of who registered it.
        progress: how far it has come by what was begun about it.
        controlled: only documents with an open task on control.
        late_on: only documents with an open task whose term is before this day.
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
    office: str = ""
    progress: Progress | None = None
    controlled: bool = False
    late_on: date | None = None


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
class Plan:
    """How a list is read: an index, the tests, and whether SQLite's own sort is needed.

    With stretches, each is read by its own index and the list merged from them.
    """

    hint: str
    clauses: tuple[str, ...]
    values: tuple[Any, ...]
    column: str
    stretches: tuple[Stretch, ...] = ()

    def after(self, value: tuple[Any, int], *, descending: bool) -> "Plan":
        """Return the plan for the rows behind one."""
        sign = "<" if descending else ">"
        if self.column == "key":
            clauses, values = (*self.clauses, f"key {sign} ?"), (*self.values, value[1])
            return replace(self, clauses=clauses, values=values)
        clause = f"({self.column}, key) {sign} (?, ?)"
        return replace(
            self,
            clauses=(*self.clauses, clause),
            values=(*self.values, *value),
            stretches=tuple(one.after(value[0], descending=descending) for one in self.stretches),
        )

    def keys(self, connection: Connection, order: Order, limit: int) -> list[int]:
        """Run the plan for one page."""
        statement, values = self._statement(order)
        found = connection.exec_driver_sql(f"{statement} LIMIT {int(limit)}", values)
        return list(found.scalars())

    def joined(self, connection: Connection, order: Order) -> str:
        """Run the plan for the whole list: its keys with commas between.

        SQLite keeps the order of a subquery for an aggregate that is not count, min or max.
        """
        statement, values = self._statement(order)
        joined = f"SELECT group_concat(key) FROM ({statement})"
        return connection.exec_driver_sql(joined, values).scalar() or ""

    def _statement(self, order: Order) -> tuple[str, tuple[Any, ...]]:
        way = "DESC" if order.descending else "ASC"
        by = f"key {way}" if self.column == "key" else f"{self.column} {way}, key {way}"
        where = " AND ".join(self.clauses) or "1"
        if not self.stretches:
            return f"SELECT key FROM documents {self.hint} WHERE {where} ORDER BY {by}", self.values
        parts = [
            f"SELECT key, place FROM documents {one.hint}"
            f" WHERE {where} AND {one.where} AND place >= ? AND place < ?"
            for one in self.stretches
        ]
        values = [(*self.values, *one.values, one.low, one.high) for one in self.stretches]
        return f"{' UNION ALL '.join(parts)} ORDER BY {by}", sum(values, ())


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as SQL on `documents`: the test, its values, and the index for a rare one."""

    where: str
    values: tuple[Any, ...]
    hint: str


_ANY_STATUS = f"status IN ({', '.join(repr(status.value) for status in Status)})"
"""True of every document: lets SQLite go from state to state, and in each only over the period."""

_PARTY_RARE = "key IN (SELECT p.key FROM parties p WHERE p.correspondent = ?)"
_PARTY_COMMON = (
    "EXISTS (SELECT 1 FROM parties p WHERE p.key = documents.key AND p.correspondent = ?)"
)
_PROGRESS_RARE = (
    "key IN (SELECT d.key FROM progress c JOIN documents d ON d.document = c.document WHERE {})"
)
_PROGRESS_COMMON = "EXISTS (SELECT 1 FROM progress c WHERE c.document = documents.document AND {})"
_SORT_INDEX = {
    "correspondent_order_ru": "documents_kind_correspondent_ru",
    "correspondent_order_kk": "documents_kind_correspondent_kk",
    "subject_order_ru": "documents_kind_subject_ru",
    "subject_order_kk": "documents_kind_subject_kk",
    "their_order": "documents_kind_their",
    "status": "documents_kind_status",
}


def plan(connection: Connection, filter: Filter, order: Order) -> Plan:
    """Choose how to read a list."""
    tests = tuple(_tests(filter))
    clauses = tuple(test.clause for test in tests)
    values = tuple(value for test in tests for value in test.values)
    period = tuple(_period(filter))
    clauses += tuple(clause for clause, _ in period)
    values += tuple(value for _, value in period)
    column = order.column
    if column == "status" and filter.status is None:
        clauses += (_ANY_STATUS,)
    if filter.correspondent:
        rare = _is_rare(connection, "parties WHERE correspondent = ?", (filter.correspondent,))
        clauses += (_PARTY_RARE if rare else _PARTY_COMMON,)
        values += (filter.correspondent,)
        if rare:
            return Plan("NOT INDEXED", clauses, values, column)
    if progress := tuple(_progress(filter)):
        test = " AND ".join(clause for clause, _ in progress)
        told = tuple(value for _, some in progress for value in some)
        rare = _is_rare(connection, f"progress c WHERE {test}", told)
        clauses += ((_PROGRESS_RARE if rare else _PROGRESS_COMMON).format(test),)
        values += told
        if rare:
            return Plan("NOT INDEXED", clauses, values, column)
    own_kind = next((test for test in tests if test.name == "kind"), None)
    narrow = _narrowest(connection, tests, period)
    if narrow is not None and (narrow.rare or column == "key"):
        return Plan(narrow.hint, clauses, values, column)
    if column == "place" and filter.journal:
        parts = stretches(connection, "journal", filter.journal, filter.since, filter.until)
        return Plan("INDEXED BY documents_journal_place", clauses, values, column, parts)
    if column == "place" and filter.kind is not None:
        parts = stretches(
            connection,
            "kind",
            register(filter.kind.value, filter.office),
            filter.since,
            filter.until,
        )
        return Plan("INDEXED BY documents_kind_place", clauses, values, column, parts)
    if column != "key" and own_kind is not None:
        return Plan(f"INDEXED BY {_SORT_INDEX[column]}", clauses, values, column)
    return Plan("", clauses, values, column)


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
        own = register(filter.kind.value, filter.office)
        yield _Test("kind", "kind = ?", (own,), "documents_kind")
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
        yield "key < ?", first_key(filter.until) + (1 << DAY_BITS)


def _progress(filter: Filter) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if filter.progress is not None:
        yield "c.progress = ?", (filter.progress.value,)
    if filter.controlled:
        yield "c.controlled = 1", ()
    if filter.late_on is not None:
        yield "c.due <> '' AND c.due < ?", (filter.late_on.isoformat(),)


def _is_rare(connection: Connection, found: str, values: tuple[Any, ...]) -> bool:
    """Tell whether a table has few rows of a kind, counting no further than `RARE`."""
    hits = connection.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM {found} LIMIT {RARE + 1})", values
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


def condition(connection: Connection, *, filter: Filter) -> Condition:
    """Return the filter's test, for a query that finds its documents in another way."""
    chosen = plan(connection, filter, Order())
    return Condition(" AND ".join(chosen.clauses) or "1", chosen.values, chosen.hint)


def alphabetical(text: str, language: str) -> bytes:
    """Return what sorts as a text does in a language, for lists that are not sorted by a query."""
    return sort_key(text, language)
