"""A workplace at the border of the windows: it holds letters in memory and lists them."""

import threading
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from edo.change import Touched
from ui.models.columns import Align, Column, Source
from ui.theme import Tone


class Shelf:
    """A workplace that holds a list of letters in memory."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False
        self._callbacks: list[Callable[[Touched], object]] = []

    def read(self, query: Callable[..., Any], /, **words: object) -> Any:
        """Answer a query, once the gate is open."""
        self.gate.wait(10)
        self.asked.append(query.__name__)
        return query(self, **words)

    def listen(self, callback: Callable[[Touched], object], /) -> None:
        """Call back after every change."""
        self._callbacks.append(callback)

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True

    def touch(self, *subjects: str) -> None:
        """Tell who listens."""
        for callback in self._callbacks:
            callback(Touched(frozenset(subjects)))


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the test lists."""

    key: int
    subject: str
    late: bool = False


def first(shelf: Shelf, *, limit: int, sort: str | None, descending: bool) -> Sequence[Letter]:
    """Answer the top of the list."""
    return _ordered(shelf, sort, descending=descending)[:limit]


def keys(shelf: Shelf, *, sort: str | None, descending: bool) -> "array[int]":
    """Answer the keys of the whole list."""
    return array("q", (row.key for row in _ordered(shelf, sort, descending=descending)))


def rows(shelf: Shelf, *, keys: Sequence[int]) -> Sequence[Letter]:
    """Answer the rows of some keys, in no order."""
    wanted = set(keys)
    return [letter for letter in shelf.letters if letter.key in wanted]


def _ordered(shelf: Shelf, sort: str | None, *, descending: bool) -> list[Letter]:
    if sort is None:
        return list(shelf.letters)
    return sorted(shelf.letters, key=lambda row: str(getattr(row, sort)), reverse=descending)


LETTERS = Source(first, keys, rows)
COLUMNS: tuple[Column[Letter], ...] = (
    Column("number", "Number", lambda row, _words: str(row.key), align=Align.RIGHT),
    Column("subject", "Subject", lambda row, _words: row.subject, sort="subject", stretch=True),
    Column(
        "state",
        "State",
        lambda row, _words: "late" if row.late else "",
        tone=lambda row: Tone.BAD if row.late else None,
        shown=False,
    ),
)


def letters(count: int) -> "list[Letter]":
    """Make so many letters, the newest first."""
    return [Letter(key, f"Letter {key:06}") for key in range(count, 0, -1)]
