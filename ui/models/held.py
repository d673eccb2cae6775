"""Short lists that are answered whole: rows already here as the source of a table model.

Journals, offices, people, types: a page asks one query for all of them, keeps the answer, and
filters and sorts it as fast as one types.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from edo.queries.listing import alphabetical
from edo.wording import Wording
from ui.models.columns import AnyColumn, Source

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

    The queries run on a reader's thread and take one look at the rows; `put` gives them others. A
    person sorts them by any column, unless `any_order` is False: then they stay as they were given.
    """

    def __init__(self, *, any_order: bool = True) -> None:
        self.rows: tuple[Entry[T], ...] = ()
        self.source: Source[Entry[T]] = Source(
            self._first, self._keys, self._some, _unsorted, any_order
        )

    def put(self, rows: Iterable[Entry[T]]) -> None:
        """Hold other rows; the model is to be refreshed after."""
        self.rows = tuple(rows)

    def find(self, key: int | None) -> Entry[T] | None:
        """Give the row of a key."""
        return next((row for row in self.rows if row.key == key), None)

    def _first(self, _connection: Any, *, limit: int, **order: Any) -> Sequence[Entry[T]]:
        return sorted_by(self.rows, **order)[:limit]

    def _keys(self, _connection: Any, **order: Any) -> array[int]:
        return array("q", (row.key for row in sorted_by(self.rows, **order)))

    def _some(self, _connection: Any, *, keys: Sequence[int]) -> Sequence[Entry[T]]:
        wanted = set(keys)
        return [row for row in self.rows if row.key in wanted]


def sorted_by(
    rows: Sequence[Entry[T]],
    *,
    by: AnyColumn | None = None,
    words: Wording | None = None,
    descending: bool = False,
) -> Sequence[Entry[T]]:
    """Sort rows by what a column shows, in the order of the language; empty cells come last."""
    if by is None or words is None:
        return rows
    ranked = [(_rank(by, row, words), row) for row in rows]
    said = [pair for pair in ranked if pair[0] is not None]
    said.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in said] + [row for rank, row in ranked if rank is None]


def _rank(by: AnyColumn, row: Entry[Any], words: Wording) -> Any:
    if (rank := by.rank or by.value) is not None:
        return rank(row)
    return alphabetical(by.show(row, words), words.language) or None
