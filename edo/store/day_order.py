"""The order of documents within a day, and the keys that say it.

A key is the day's ordinal, shifted, plus a place in the day. Within a day documents stand by the
timestamp of their registration (of their beginning where there is none), then by id: a function of
folded states alone, so every workplace shows the same list whatever came to it in which order. The
places themselves may differ. They are close together, because lists of keys pack well then.

Almost always a document is the last of its day and goes `STRIDE` behind the one before. One that
arrives late goes between two others; where there is no room left, those behind it move up as far
as the next gap.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection

from edo.domain.document import Document
from edo.store import search
from edo.store.database import ask, bulk
from edo.store.document_rows import DAY_BITS, day_of, first_key, moment_of

STRIDE = 16
"""Between two documents that come in order there is room for others."""

_LAST = (
    "SELECT key, moment, document FROM documents WHERE key >= ? AND key < ?"
    " ORDER BY key DESC LIMIT 1"
)
_BEFORE = (
    "SELECT key FROM documents WHERE key >= ? AND key < ? AND (moment, document) < (?, ?)"
    " ORDER BY key DESC LIMIT 1"
)
_BEHIND = "SELECT moment, document, key FROM documents WHERE key > ? AND key < ? ORDER BY key"
_KEYED = ("documents", "parties", "attachments", "links")


class Standing(NamedTuple):
    """Where a document belongs. Sorted, standings give the order of the whole list.

    Attributes:
        first: the least key of its day.
        moment: timestamp.
        document: id.
    """

    first: int
    moment: int
    document: str


class Move(NamedTuple):
    """A row that gets another, greater key."""

    old: int
    new: int


def standing(document: str, state: Document) -> Standing:
    """Return where a document belongs."""
    return Standing(first_key(day_of(state)), moment_of(state), document)


class Keys:
    """Gives keys to documents that come in order, from an empty table on."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def key(self, first: int) -> int:
        """Return the next key of the day that begins with the least one."""
        key = self._last[first] = self._last.get(first, first) + STRIDE
        return key


def seat(
    connection: Connection, coming: Iterable[Standing]
) -> tuple[dict[str, int], dict[int, int]]:
    """Make room for documents that have no row; return their keys, and old → new ones of others.

    Args:
        connection: of a writing transaction.
        coming: where they belong, in any order; each day's rows are moved once for all.
    """
    keys: dict[str, int] = {}
    moves: list[Move] = []
    for first, group in groupby(sorted(coming), key=lambda one: one.first):
        moves += _seat_in_day(connection, first, list(group), keys)
    if moves:
        _move(connection, moves)
    return keys, dict(moves)


def _seat_in_day(
    connection: Connection, first: int, coming: list[Standing], keys: dict[str, int]
) -> Iterator[Move]:
    """Give keys to one day's documents; yield the moves this takes, in order of the keys."""
    end = first + (1 << DAY_BITS)
    last = ask(connection, _LAST, (first, end))
    if not last or last[0][1:] < coming[0][1:]:
        key = last[0][0] if last else first
        keys.update((one.document, key + STRIDE * n) for n, one in enumerate(coming, start=1))
        return
    before = ask(connection, _BEFORE, (first, end, *coming[0][1:]))
    key = before[0][0] if before else first
    behind = ask(connection, _BEHIND, (key, end))
    new = [(one.moment, one.document, None) for one in coming]
    between: list[str] = []
    for _, document, old in sorted([*behind, *new], key=lambda row: row[:2]):
        if old is None:
            between.append(document)
            continue
        step = max((old - key) // (len(between) + 1), 1)
        keys.update((one, key + step * n) for n, one in enumerate(between, start=1))
        key += step * len(between)
        between.clear()
        if old <= key:
            key += 1
            yield Move(old, key)
        else:
            key = old
    keys.update((one, key + STRIDE * n) for n, one in enumerate(between, start=1))


def _move(connection: Connection, moves: list[Move]) -> None:
    """Give rows their new keys, the greatest first, so that each place is free by then."""
    search.move(connection, moves)
    rows = [(one.new, one.old) for one in sorted(moves, reverse=True)]
    for table in _KEYED:
        bulk(connection, f"UPDATE {table} SET key = ? WHERE key = ?", rows)
