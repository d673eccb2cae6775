"""The full-text index: words of cards and of attached files, in both languages, and numbers.

One FTS5 table, one row a document, `rowid` its key. The column `card` holds the terms of the card,
field by field; `files` the distinct terms of its files' texts, each behind `§`, so that one and the
same index tells a word of the card from a word of a file. FTS5 sees ready terms of
`edo.store.spelling` only; its own tokenizer merely cuts at spaces. The rows can always be made
again from the tables, so nothing here is kept across a rebuild.

Why it is made this way (100 000 cards of 26 terms; 1 000 000 for the queries):

* `detail=none` stores no positions: 10 µs a document to index, 17 with them. Quoted phrases are
  checked against the stored terms of the card instead.
* `columnsize=0` and no bm25: every hit holds every word of a query and all cards are short, so the
  rank would come from lengths alone, at 4 µs a hit. Order by relevance means: the whole number
  first, then cards, then files; within each the newest first, which costs nothing at any size.
* `prefix='1 2 3'`: without it a beginning of one to three letters takes up to 300 ms at a million
  documents, with it 0.5 ms, for 4 µs a document. A fourth would take the slowest beginnings from
  35 ms to 5 for another 3.5 µs.
* Endings of numbers cut to four characters are terms among the others; a table of trigrams would
  not find one or two characters.
* `hashsize`: 16 MiB of terms are sorted in memory before they are written; the default of 1 MiB
  merges a third longer. During a rebuild rows wait in a plain table, because FTS5 writes a new
  segment whenever keys come out of order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from edo.store.database import bulk

IN_FILE = "§"
"""Stands before every term that comes from a file."""

_HASH_SIZE = 16 << 20
_LONGEST_QUERY = 300
_MOST_PIECES = 8
_WINDOW = 2_000
"""So many of the newest hits are tried against a filter before the filter's own rows are read."""

_CREATE = (
    "CREATE VIRTUAL TABLE search USING fts5"
    "(card, files, tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3')",
    f"INSERT INTO search (search, rank) VALUES ('hashsize', {_HASH_SIZE})",
    "CREATE TABLE search_waiting (key INTEGER PRIMARY KEY, card TEXT, files TEXT)",
)
_INSERT = "INSERT INTO search (rowid, card, files) VALUES (?, ?, ?)"
_WAIT = "INSERT OR REPLACE INTO search_waiting (key, card, files) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched of one document's card.

    Attributes:
        key: the document's row number; a larger one is newer.
        subject_ru: title in Russian.
        subject_kk: title in Kazakh.
        names: names of correspondents, in any language.
        numbers: our and their registration number, as written.
        extra: note and whatever else a person may remember, in any language.
    """

    key: int
    subject_ru: str = ""
    subject_kk: str = ""
    names: str = ""
    numbers: tuple[str, ...] = ()
    extra: str = ""


class Order(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: its key, and the stage of relevance it was found in."""

    stage: int
    key: int


@dataclass(frozen=True, slots=True)
class Within:
    """A condition on documents that hits must meet.

    Attributes:
        where: SQL on the columns of `documents`, with `?` in the places.
        values: one for each place.
        hint: what follows the table's name, such as INDEXED BY.
    """

    where: str
    values: tuple[Any, ...] = ()
    hint: str = ""


def create(connection: Connection) -> None:
    """Make an empty index that takes many entries in any order; `finish` makes them findable."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Remove the index, if there is one."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_waiting")


def finish(connection: Connection) -> None:
    """Index what was added since `create`, in the order of the keys."""
    connection.exec_driver_sql(
        "INSERT INTO search (rowid, card, files)"
        " SELECT key, card, files FROM search_waiting ORDER BY key"
    )
    connection.exec_driver_sql("DROP TABLE search_waiting")


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Index documents, or index them again; the texts of their files come along.

    Documents whose card and files say the same as before are not touched.

    Args:
        connection: of a writing transaction in which the documents' rows are already written.
        entries: at most one a document.
    """
    cards = {entry.key: _card(entry) for entry in entries}
    if not cards:
        return
    if _is_waiting(connection):
        bulk(connection, _WAIT, _rows(connection, cards, {}))
        return
    old = _indexed(connection, cards)
    changed = [row for row in _rows(connection, cards, old) if old.get(row[0]) != row[1:]]
    remove(connection, [key for key, _, _ in changed if key in old])
    bulk(connection, _INSERT, changed)


def remove(connection: Connection, keys: Iterable[int]) -> None:
    """Forget documents; those not in the index are passed over."""
    rows = [(key,) for key in keys]
    bulk(connection, "DELETE FROM search WHERE rowid = ?", rows)
    if rows and _is_waiting(connection):
        bulk(connection, "DELETE FROM search_waiting WHERE key = ?", rows)


def add_text(connection: Connection, sha256: str, text: str) -> None:
    """Index the text of a file, in place of an earlier one, for every document it is attached to.

    Args:
        connection: of a writing transaction.
        sha256: the file's content.
        text: all of it; any length.
    """
    found = _file_terms(sha256, text)
    mark = _mark(sha256)
    keys = connection.exec_driver_sql(
        "SELECT DISTINCT key FROM attachments WHERE sha256 = ?", (sha256,)
    ).scalars()
    for key, (card, files) in _indexed(connection, list(keys)).items():
        others = _texts(connection, [key], but=sha256) if mark not in files else {}
        both = _merged([*others.get(key, ()), found]) if others else None
        files = both or (f"{files} {found}" if mark not in files else "")
        if not files:
            files = _merged(_texts(connection, [key], but=sha256).get(key, []) + [found])
        remove(connection, [key])
        bulk(connection, _INSERT, [(key, card, files)])
