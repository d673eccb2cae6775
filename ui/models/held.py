"""Short lists that are answered whole: rows already here as the source of a table model.

Journals, offices, people, types: a page asks one query for all of them, keeps the answer, and
filters it as fast as one types.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from ui.models.columns import Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One thing in a short list: the key of its row, its id, and the thing itself."""

    key: int
    id: str
    item: T


def entry(id: str, item: T) -> Entry[T]:
    """Make the row of a thing; its key follows from its id alone."""
    digest = blake2b(id.encode(), digest_size=8).digest()
    return Entry(int.from_bytes(digest, "big") >> 1, id, item)


def _unsorted(_sort: str | None, _descending: bool) -> Mapping[str, object]:
    return {}


class Held(Generic[T]):
    """Rows in the order they were given, as the three queries of a `Source`.

    The queries run on a reader's thread and take one look at the rows; `put` gives them others.
    """

    def __init__(self) -> None:
        self.rows: tuple[Entry[T], ...] = ()
        self.source: Source[Entry[T]] = Source(self._first, self._keys, self._some, _unsorted)

    def put(self, rows: Iterable[Entry[T]]) -> None:
        """Hold other rows; the model is to be refreshed after."""
        self.rows = tuple(rows)

    def find(self, key: int | None) -> Entry[T] | None:
        """Give the row of a key."""
        return next((row for row in self.rows if row.key == key), None)

    def _first(self, _connection: Any, *, limit: int) -> Sequence[Entry[T]]:
        return self.rows[:limit]

    def _keys(self, _connection: Any) -> array[int]:
        return array("q", (row.key for row in self.rows))

    def _some(self, _connection: Any, *, keys: Sequence[int]) -> Sequence[Entry[T]]:
        wanted = set(keys)
        return [row for row in self.rows if row.key in wanted]
