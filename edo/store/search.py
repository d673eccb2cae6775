"""The full-text index: words of cards and of attached files, in both languages, and numbers.

One FTS5 table, one row a document, `rowid` its key. The column `card` holds the terms of the card,
field by field; `files` the different terms of its files, each behind `§`, so that one index tells
a word of the card from a word of a file. FTS5 sees ready terms of `edo.store.spelling` only; its
own tokenizer merely cuts at spaces. The rows can be made again from the tables, so nothing here is
kept across a rebuild.

Why it is made this way (100 000 cards of 27 terms; 1 000 000 for the queries):

* `detail=none` stores no positions: 10 µs a document to index, 17 with them. Quoted phrases are
  compared with the stored terms of the card instead.
* No bm25, so `columnsize=0`: every hit holds every word and cards are short, so a rank would come
  from lengths alone, at 4 µs a hit. Relevance here is: the whole number first, then cards with the
  words whole, then with the last as a beginning, then files; within each the newest first, which
  costs nothing at any size. Beginnings are read only when whole words did not fill the page.
* `prefix='1 2 3'`: without it a beginning of one to three letters takes up to 300 ms at a million
  documents, with it 0.5 ms, for 4 µs a document. Longer ones are spelled out (`edo.store.begun`).
* Fragments of numbers are terms among the others; a second table of trigrams would cost as much
  and find nothing of one or two characters.
* `hashsize`: 16 MiB of terms are sorted in memory before they are written. During a rebuild rows
  wait in a plain table, because FTS5 begins a new segment whenever keys come out of order; indexed
  in order they take a quarter less.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection

from edo.store.begun import Begun
from edo.store.database import ask, bulk
from edo.store.spelling import distinct_terms, number_terms, terms
from edo.store.wanted import IN_FILE, NOTHING, Query, Wanted, match

_HASH_SIZE = 16 << 20
_CREATE = (
    """
    CREATE VIRTUAL TABLE search USING fts5
    (card, files, tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3')
    """,
    f"INSERT INTO search (search, rank) VALUES ('hashsize', {_HASH_SIZE})",
    "INSERT INTO search (search, rank) VALUES ('automerge', 8)",
    "CREATE TABLE search_waiting (key INTEGER PRIMARY KEY, card TEXT, files TEXT)",
)
_INSERT = "INSERT INTO search (rowid, card, files) VALUES (?, ?, ?)"
_WAIT = "INSERT OR REPLACE INTO search_waiting (key, card, files) VALUES (?, ?, ?)"
_AMONG = "IN (SELECT value FROM json_each(?))"
_FIELD_END = "|"
_CONTENT = IN_FILE * 2
"""Stands before the hash of a content whose terms follow; no word of a file begins like this."""

_WINDOW = 500
"""So many of the newest hits are tried on a condition before the rows that meet it are read."""

_MOVED_AT_ONCE = 5_000
"""Documents whose terms are held in memory while their keys change."""

_FEW = 2_000
"""Documents that are no more than this are looked at one by one."""

FILES_STAGE: Final = 3
"""Stage of the hits that are hits only by the texts of their files."""

_LAST_KEY = (1 << 63) - 1


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
    """A document found: its key, and in which stage of relevance."""

    stage: int
    key: int


@dataclass(frozen=True, slots=True)
class Within:
    """A condition on documents that hits must meet.

    Attributes:
        where: SQL on the columns of `documents`, with `?` in the places.
        values: one for each place.
        hint: what follows the table's name, such as INDEXED BY; for a condition few meet.
    """

    where: str
    values: tuple[Any, ...] = ()
    hint: str = ""


def both(first: Within, second: Within) -> Within:
    """Return two conditions as one; the hint is the first's."""
    where = f"({first.where}) AND ({second.where})"
    return Within(where, (*first.values, *second.values), first.hint)


def without(within: Within | None, other: Within) -> Within:
    """Return a condition that is met by what does not meet another."""
    against = Within(f"NOT ({other.where})", other.values)
    return against if within is None else both(within, against)


def find(
    connection: Connection,
    text: str,
    *,
    limit: int,
    after: Hit | None = None,
    order: Order = Order.RELEVANCE,
    within: Within | None = None,
) -> list[Hit]:
    """Return the next documents that have what a person typed; none for empty words.

    By relevance the documents come first whose whole number was typed, then those whose card has
    every word whole, then those where the last word begins one, then those for which files are
    needed (`FILES_STAGE`); within each the newest come first.

    Args:
        connection: of one snapshot.
        text: as typed; nothing in it is an error.
        limit: hits at most.
        after: last hit of the page before.
        order: their order.
        within: a condition they meet.
    """
    query = match(text)
    if query.card == NOTHING:
        return []
    few = _few(connection, within) if within and within.hint else None
    if few is not None:
        return _among_few(connection, query, few, order, after)[:limit]
    hits = list[Hit]()
    for stage, expression in enumerate(_stages(query, order, Begun(connection))):
        if len(hits) >= limit or (after and stage < after.stage) or not expression:
            continue
        below = after.key if after and stage == after.stage else _LAST_KEY
        search = _Search(expression, query.phrases, below, limit - len(hits))
        hits += [Hit(stage, key) for key in _keys(connection, search, within)]
    return hits


def _stages(query: Query, order: Order, begun: Begun) -> Iterator[str]:
    """Yield what each stage reads: what it takes in beyond the stage before."""
    levels = (query.number, query.whole, query.card, query.anywhere)
    if order is Order.NEWEST:
        yield str(begun.spelled_out(query.anywhere))
        return
    before: Wanted = NOTHING
    for level in map(begun.spelled_out, levels):
        if level in (before, NOTHING):
            yield ""
        else:
            yield str(level) if before == NOTHING else f"({level}) NOT ({before})"
            before = level


def _few(connection: Connection, within: Within) -> list[int] | None:
    """Return the keys that meet a condition when they are few, else None."""
    found = connection.exec_driver_sql(
        f"SELECT key FROM documents {within.hint} WHERE {within.where} LIMIT ?",
        (*within.values, _FEW + 1),
    )
    keys = list(found.scalars())
    return keys if len(keys) <= _FEW else None


def _among_few(
    connection: Connection, query: Query, keys: list[int], order: Order, after: Hit | None
) -> list[Hit]:
    """Return all hits among a few documents, by looking at each, from one hit on."""
    hits = [
        Hit(stage if order is Order.RELEVANCE else 0, key)
        for key, (card, files) in _indexed(connection, keys).items()
        if (stage := _stage(query, card, files)) is not None
    ]
    last = (after.stage, -after.key) if after else (-1, 0)
    found = sorted(((hit.stage, -hit.key), hit) for hit in hits)
    return [hit for place, hit in found if place > last]


def _stage(query: Query, card: str, files: str) -> int | None:
    """Return the stage of relevance of one document, None when it is no hit."""
    if not all(any(one in card for one in sequences) for sequences in query.phrases):
        return None
    for stage, level in enumerate((query.number, query.whole, query.card)):
        if level.holds(card):
            return stage
    return FILES_STAGE if query.anywhere.holds(f"{card}{files} ") else None


@dataclass(frozen=True, slots=True)
class _Search:
    """One reading of the index: an expression, quotations, below which key, how many."""

    expression: str
    phrases: tuple[tuple[str, ...], ...]
    below: int
    limit: int


def _keys(connection: Connection, search: _Search, within: Within | None) -> list[int]:
    """Return the newest keys that meet a condition.

    One that many documents meet is tried on the newest hits. One that few meet would be tried on
    all hits so, one by one; then the keys that meet it are read in order beside the hits.
    """
    if within is None:
        return _read(connection, search)
    newest = _read(connection, replace(search, limit=max(_WINDOW, search.limit)))
    met = connection.exec_driver_sql(
        f"SELECT key FROM documents WHERE key {_AMONG} AND ({within.where})",
        (json.dumps(newest), *within.values),
    )
    keys = sorted(met.scalars(), reverse=True)
    if len(keys) < search.limit and len(newest) >= _WINDOW:
        older = replace(search, below=newest[-1], limit=search.limit - len(keys))
        keys += _read(connection, older, within)
    return keys[: search.limit]


def _read(connection: Connection, search: _Search, within: Within | None = None) -> list[int]:
    tests = "".join(
        f" AND ({' OR '.join('instr(card, ?)' for _ in sequences)})" for sequences in search.phrases
    )
    sequences = [sequence for sequences in search.phrases for sequence in sequences]
    also, values = "", ()
    if within is not None:
        also = f" INTERSECT SELECT key FROM documents {within.hint} WHERE {within.where}"
        values = within.values
    found = connection.exec_driver_sql(
        f"SELECT rowid FROM search WHERE search MATCH ? AND rowid < ?{tests}{also}"
        " ORDER BY 1 DESC LIMIT ?",
        (search.expression, search.below, *sequences, *values, search.limit),
    )
    return list(found.scalars())


def create(connection: Connection) -> None:
    """Make an empty index that takes entries in any order; `finish` makes them findable."""
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

    A document whose card and files read as before is not touched.

    Args:
        connection: of a transaction in which the documents' attachments are already written.
        entries: at most one a document.
    """
    add_cards(connection, {entry.key: card_terms(entry) for entry in entries})


def add_cards(connection: Connection, cards: Mapping[int, str]) -> None:
    """Do the same for cards whose terms are ready: key → what `card_terms` made of the entry."""
    if _is_waiting(connection):
        files = _files(connection, cards, {})
        bulk(connection, _WAIT, [(key, card, files.get(key, "")) for key, card in cards.items()])
        return
    old = _indexed(connection, cards)
    files = _files(connection, cards, old)
    _write(connection, old, {key: (card, files.get(key, "")) for key, card in cards.items()})


def add_text(connection: Connection, sha256: str, text: str) -> None:
    """Index the text of a content for every document it is attached to.

    Args:
        connection: of a transaction in which `text` is already written among the file texts.
        sha256: the content.
        text: all that was read of it, of any length; it replaces what was read before.
    """
    found = connection.exec_driver_sql(
        "SELECT DISTINCT key FROM attachments WHERE sha256 = ?", (sha256,)
    )
    old = _indexed(connection, found.scalars())
    forgotten = {key: (card, "") for key, (card, _) in old.items()}
    files = _files(connection, old, forgotten, {sha256: distinct_terms(text)})
    _write(connection, old, {key: (card, files.get(key, "")) for key, (card, _) in old.items()})


def move(connection: Connection, keys: Iterable[tuple[int, int]]) -> None:
    """Give documents other keys.

    Args:
        connection: of a transaction after `finish`.
        keys: (old key, greater new one), in one order by either.
    """
    left = sorted(keys, reverse=True)
    for start in range(0, len(left), _MOVED_AT_ONCE):
        # The index writes a segment each time the keys turn back: all go, then all come.
        some = dict(left[start : start + _MOVED_AT_ONCE])
        rows = _indexed(connection, some)
        remove(connection, sorted(some))
        bulk(connection, _INSERT, sorted((some[key], *row) for key, row in rows.items()))


def remove(connection: Connection, keys: Iterable[int]) -> None:
    """Forget documents; those not in the index are passed over."""
    rows = [(key,) for key in keys]
    bulk(connection, "DELETE FROM search WHERE rowid = ?", rows)
    if rows and _is_waiting(connection):
        bulk(connection, "DELETE FROM search_waiting WHERE key = ?", rows)


def _write(
    connection: Connection,
    old: Mapping[int, tuple[str, str]],
    new: Mapping[int, tuple[str, str]],
) -> None:
    changed = sorted((key, *row) for key, row in new.items() if old.get(key) != row)
    remove(connection, [key for key, _, _ in changed if key in old])
    bulk(connection, _INSERT, changed)


def _is_waiting(connection: Connection) -> bool:
    return bool(ask(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'search_waiting'"))


def _indexed(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the indexed card and files of those documents that have some."""
    rows = ask(
        connection,
        f"SELECT rowid, card, files FROM search WHERE rowid {_AMONG}",
        (json.dumps([*keys]),),
    )
    return {key: (card, files) for key, card, files in rows}


def card_terms(entry: Entry) -> str:
    """Return the terms of a card between spaces, its fields apart, so that phrases end with one."""
    numbers = [term for number in entry.numbers for term in number_terms(number)]
    return (
        f" {' '.join(terms(entry.subject_ru, 'ru'))} {_FIELD_END}"
        f" {' '.join(terms(entry.subject_kk, 'kk'))} {_FIELD_END}"
        f" {_repeated(entry.names)} {_FIELD_END} {' '.join(terms(entry.extra))} {_FIELD_END}"
        f" {' '.join(numbers)} "
    )


@lru_cache(4096)
def _repeated(names: str) -> str:
    """Return the terms of names, which are the same on many cards."""
    return " ".join(terms(names))


def _files(
    connection: Connection,
    keys: Iterable[int],
    old: Mapping[int, tuple[str, str]],
    known: Mapping[str, set[str]] | None = None,
) -> dict[int, str]:
    """Return the column `files` of the documents that have texts: which contents, their terms.

    What `old` has for the same contents is taken from there; `known` are terms of some contents.
    """
    contents = dict[int, list[str]]()
    rows = ask(
        connection,
        "SELECT DISTINCT a.key, a.sha256 FROM attachments a JOIN file_texts t USING (sha256)"
        f" WHERE a.key {_AMONG} AND t.text <> '' ORDER BY a.key, a.sha256",
        (json.dumps([*keys]),),
    )
    for key, sha256 in rows:
        contents.setdefault(key, []).append(sha256)
    files = dict[int, str]()
    for key, hashes in contents.items():
        marks = " ".join(_CONTENT + sha256 for sha256 in hashes) + f" {_FIELD_END} "
        kept = old[key][1] if key in old else ""
        files[key] = kept if kept.startswith(marks) else marks
        if not kept.startswith(marks):
            found = set[str]().union(*(_text_terms(connection, one, known or {}) for one in hashes))
            files[key] += " ".join(IN_FILE + term for term in sorted(found))
    return files


def _text_terms(connection: Connection, sha256: str, known: Mapping[str, set[str]]) -> set[str]:
    if sha256 in known:
        return known[sha256]
    text = connection.exec_driver_sql(
        "SELECT text FROM file_texts WHERE sha256 = ?", (sha256,)
    ).scalar_one()
    return distinct_terms(text)
