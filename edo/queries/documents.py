"""Documents in lists and one by one."""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from edo.domain.card import Kind, Language
from edo.domain.document import Document, Link, Status
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Person
from edo.domain.progress import Progress
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries.listing import Filter, Order, condition, plan
from edo.store.database import ask
from edo.store.document_rows import read_register

_decode = msgspec.json.Decoder(Document).decode
_COLUMNS = (
    "key, d.document, kind, status, journal, number, registered_on, subject_ru, subject_kk,"
    " correspondent_ru, correspondent_kk, their_number, their_date, type, language, files, d.due,"
    " person, awaiting, progress, c.due, controlled"
)
_VARIABLES = 500
_decode_keys = msgspec.json.Decoder(list[int]).decode
_PART = 64 * 1024
"""Characters of keys read at once: whoever shares this process never waits for a million."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in a list. Texts are as typed; empty where there is none.

    `office` is another office's id, empty for this one; `awaiting` is the temporary reference of
    one that waits for its number. `progress` is how far it has come by what was begun about it,
    `term` the earliest term that runs, `controlled` whether one of them is on control.
    """

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
    office: str = ""
    awaiting: str = ""
    progress: Progress | None = None
    term: date | None = None
    controlled: bool = False

    def subject(self, language: str) -> str:
        """Return the subject in a language, or in the other where only that exists."""
        first, second = self.subject_ru, self.subject_kk
        return (second or first) if language == "kk" else (first or second)

    def correspondent(self, language: str) -> str:
        """Return the correspondents in a language."""
        return self.correspondent_kk if language == "kk" else self.correspondent_ru


@dataclass(frozen=True, slots=True)
class Card:
    """One document, whole, with the links other documents have to it.

    `winner` is the document that has its number by right, where that is another one. `progress`
    and `term` are those of its row.
    """

    key: int
    id: str
    document: Document
    journal: str
    answered_by: tuple["Linked", ...]
    linked: tuple["Linked", ...]
    winner: str = ""
    progress: Progress | None = None
    term: date | None = None

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.document.kind

    @property
    def status(self) -> Status:
        """Its own state."""
        return self.document.status

    @property
    def number(self) -> str:
        """Its number, empty without."""
        return self.document.number.text if self.document.number else ""


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
    chosen = plan(connection, filter, order)
    if after:
        chosen = chosen.after(_sort_value(connection, after, order), descending=order.descending)
    return rows(connection, keys=chosen.keys(connection, order, limit))


def keys(connection: Connection, *, filter: Filter, order: Order = Order()) -> "array[int]":
    """Return the keys of the whole list, in order.

    SQLite joins them into one text, away from Python: a row at a time costs five times as much and
    keeps every other thread of the program waiting.
    """
    found = array("q")
    for part in _parts(plan(connection, filter, order).joined(connection, order)):
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
    only = condition(connection, filter=filter)
    return connection.exec_driver_sql(
        f"SELECT count(*) FROM documents {only.hint} WHERE {only.where}", only.values
    ).scalar_one()


def rows(connection: Connection, *, keys: Sequence[int]) -> list[DocumentRow]:
    """Return the documents with these keys, in the order of the keys; missing ones left out."""
    found: dict[int, _Raw] = {}
    for start in range(0, len(keys), _VARIABLES):
        part = tuple(keys[start : start + _VARIABLES])
        places = ",".join("?" * len(part))
        statement = (
            f"SELECT {_COLUMNS} FROM documents d LEFT JOIN progress c ON c.document = d.document"
            f" WHERE key IN ({places})"
        )
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
        "SELECT key, state, journal, progress, c.due AS term FROM documents d"
        " LEFT JOIN progress c ON c.document = d.document WHERE d.document = ?",
        (document,),
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
        _winner(connection, document),
        Progress(row.progress) if row.progress else None,
        _date(row.term or ""),
    )


def latest_of(connection: Connection, *, correspondent: str, kind: Kind) -> Document | None:
    """Return the correspondent's latest document of a kind: what a new card may start from."""
    state = connection.exec_driver_sql(
        "SELECT d.state FROM parties p JOIN documents d ON d.key = p.key"
        " WHERE p.correspondent = ? AND d.kind = ? ORDER BY p.key DESC LIMIT 1",
        (correspondent, kind.value),
    ).scalar()
    return _decode(state) if state is not None else None


def parallel(connection: Connection, *, limit: int) -> list[DocumentRow]:
    """Return the documents with a field that two changed at once, the oldest first.

    Args:
        connection: of one snapshot.
        limit: documents at most.
    """
    keys = connection.exec_driver_sql(
        "SELECT key FROM documents INDEXED BY documents_parallel WHERE parallel = 1"
        " ORDER BY key LIMIT ?",
        (limit,),
    ).scalars()
    return rows(connection, keys=list(keys))


def parallel_count(connection: Connection) -> int:
    """Return how many documents have a field that two changed at once."""
    return connection.exec_driver_sql(
        "SELECT count(*) FROM documents INDEXED BY documents_parallel WHERE parallel = 1"
    ).scalar_one()


def awaiting(connection: Connection) -> list[DocumentRow]:
    """Return the office's documents that wait for their number, the oldest first."""
    keys = connection.exec_driver_sql(
        "SELECT key FROM documents INDEXED BY documents_awaiting WHERE awaiting <> '' ORDER BY key"
    ).scalars()
    return [row for row in rows(connection, keys=list(keys)) if not row.office]


def disputed(connection: Connection) -> list[DocumentRow]:
    """Return the office's documents whose number another one has by right, the oldest first."""
    keys = connection.exec_driver_sql(
        "SELECT d.key FROM disputes x JOIN documents d ON d.document = x.document ORDER BY d.key"
    ).scalars()
    return [row for row in rows(connection, keys=list(keys)) if not row.office]


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


def _parts(joined: str) -> Iterator[str]:
    """Cut a text at commas into parts of about `_PART` characters."""
    start = 0
    while start < len(joined):
        end = joined.find(",", start + _PART)
        end = len(joined) if end < 0 else end
        yield joined[start:end]
        start = end + 1


def place(connection: Connection, *, document: str) -> int | None:
    """Return the key of a document's row; a late arrival may have moved it. None: it has none."""
    found = connection.exec_driver_sql("SELECT key FROM documents WHERE document = ?", (document,))
    return found.scalar()


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
    awaiting: str
    progress: str | None
    term: str | None
    controlled: int | None


def _row(row: _Raw, known: dict[str, Any]) -> DocumentRow:
    journal, kind, person = known.get(row.journal), known.get(row.type), known.get(row.person)
    of_kind, office = read_register(row.kind)
    return DocumentRow(
        key=row.key,
        awaiting=row.awaiting,
        document=row.document,
        kind=Kind(of_kind),
        office=office,
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
        progress=Progress(row.progress) if row.progress else None,
        term=_date(row.term or ""),
        controlled=bool(row.controlled),
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
                Kind(read_register(row.kind)[0]),
                Status(row.status),
                is_back,
            )


def _winner(connection: Connection, document: str) -> str:
    found = ask(connection, "SELECT winner FROM disputes WHERE document = ?", (document,))
    return found[0][0] if found else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
