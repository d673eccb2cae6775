"""A column of a list as data: its heading, its width and how it shows a row."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from edo.wording import Wording
from ui.theme import Tone


class Keyed(Protocol):
    """A row of any list: it knows its key."""

    @property
    def key(self) -> int:
        """The row's key, the same as long as its subject lives."""
        ...


Row = TypeVar("Row", bound=Keyed)


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list of `Row`s.

    Attributes:
        code: its name in settings and, with `sort`, in queries.
        heading: marked English text.
        show: the cell's text.
        width: in logical pixels, at first; then the person's own.
        second: a second, quieter line under the first (the other language of a title).
        tone: makes the cell a badge: the colour beside its word.
        icon: the name of an icon before the text, or nothing.
        sort: what the query calls this order; without it the heading cannot be clicked.
        stretch: takes what is left of the width.
        ease: the width below which a stretching column asks those that are `spare` to give way.
        most: the width to which a column grows by what a stretching one has above its `ease`.
        spare: gives way where the list is narrow, the last first, unless a person asked for it.
        under: the column whose second line says it meanwhile, its own second text behind it, where
            rows have two lines; what is not `spare` goes there only before words would be squeezed.
        shown: whether it is there before the person chooses columns.
        strong: bold, for the number of a document.
        value: what the text says, as a date or a number: lists sort by it, spreadsheets get it.
        rank: what lists sort by that spreadsheets do not get: the text says more.
        beside: heading of the second line where a spreadsheet gives it a column of its own.
    """

    code: str
    heading: str
    show: Callable[[Row, Wording], str]
    width: int = 120
    align: Align = Align.LEFT
    second: Callable[[Row, Wording], str] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    icon: Callable[[Row], str | None] | None = None
    sort: str | None = None
    stretch: bool = False
    ease: int = 0
    most: int = 0
    spare: bool = False
    under: str = ""
    shown: bool = True
    strong: bool = False
    value: Callable[[Row], date | int | None] | None = None
    rank: Callable[[Row], date | int | None] | None = None
    beside: str = ""


def plain_order(sort: str | None, descending: bool) -> Mapping[str, object]:
    """Pass the order on to a query as two words of its own."""
    return {"sort": sort, "descending": descending}


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """Where a list comes from: three queries of one order and one choice of rows.

    `first` answers the top `limit` rows and `keys` every key in order; both get the filters of the
    list and what `order` makes of a column's `sort` (or None) and its direction. `rows` answers the
    rows of `keys`, in any order; those that are gone are left out. With `any_order` every heading
    sorts: `first` and `keys` are given the column as `by`, `descending` and the `words` instead.
    `own_order` says that without a `sort` the list has an order that no heading gives.
    """

    first: Callable[..., Sequence[Row]]
    keys: Callable[..., array[int]]
    rows: Callable[..., Sequence[Row]]
    order: Callable[[str | None, bool], Mapping[str, object]] = plain_order
    any_order: bool = False
    own_order: bool = False


AnyColumn = Column[Any]
AnySource = Source[Any]
