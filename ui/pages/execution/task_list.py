"""Lists of tasks: their columns, and the queries behind them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from edo.queries import task_lists, tasks
from edo.queries.task_lists import Chosen, Order, Sort
from edo.queries.tasks import TaskRow
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Column, Source
from ui.models.held import Entry, entry
from ui.pages.execution import task_words as said
from ui.widgets.both import other

Row = Entry[TaskRow]


class TaskRows:
    """The tasks of a list as the three queries of a `Source`; `today` decides what is late.

    Rows are known by numbers made of ids; which id a number stands for is kept here.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._ids: dict[int, str] = {}
        self.source: Source[Row] = Source(
            self._first, self._keys, self._rows, _order, own_order=True
        )

    def id_of(self, key: int | None) -> str:
        """Give the id of a row's task; empty for no row."""
        return self._ids.get(key, "") if key is not None else ""

    def _first(
        self, connection: Any, *, limit: int, chosen: Chosen, order: Order | None
    ) -> Sequence[Row]:
        today = self._today()
        ids = task_lists.ids(connection, chosen=chosen, today=today, order=order, limit=limit)
        return [self._entry(row.id, row) for row in tasks.rows(connection, ids, today)]

    def _keys(self, connection: Any, *, chosen: Chosen, order: Order | None) -> array[int]:
        found = task_lists.ids(connection, chosen=chosen, today=self._today(), order=order)
        known = [(entry(id, None).key, id) for id in found]
        self._ids.update(known)
        return array("q", (key for key, _ in known))

    def _rows(self, connection: Any, *, keys: Sequence[int]) -> Sequence[Row]:
        ids = [self._ids[key] for key in keys if key in self._ids]
        return [self._entry(row.id, row) for row in tasks.rows(connection, ids, self._today())]

    def _entry(self, id: str, row: TaskRow) -> Row:
        made = entry(id, row)
        self._ids[made.key] = id
        return made


def _order(sort: str | None, descending: bool) -> Mapping[str, object]:
    return {"order": (Sort(sort), descending) if sort else None}


def _until(row: Row, words: Wording) -> str:
    return words.date(row.item.due) or words.text("no term")


def _moved(row: Row, words: Wording) -> str:
    first, moved = row.item.first_due, row.item.moved
    if not moved:
        return ""
    at_first = words.date(first) or words.text("no term")
    said = words.text("at first {date}", date=at_first)
    return f"{said} · {moved}×" if moved > 1 else said


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "due",
        mark("Term"),
        _until,
        132,
        second=_moved,
        strong=True,
        sort=Sort.DUE,
        value=lambda row: row.item.due,
        beside=mark("How the term was moved"),
    ),
    Column(
        "text",
        mark("What is to be done"),
        lambda row, words: said.text(row.item, words),
        160,
        second=lambda row, words: other(words, row.item.text_ru, row.item.text_kk),
        beside=mark("In the other language"),
        stretch=True,
        ease=240,
    ),
    Column(
        "executors",
        mark("Executors"),
        lambda row, words: said.names(row.item.executors, words),
        180,
        most=260,
        spare=True,
        under="text",
    ),
    Column(
        "status",
        mark("State"),
        lambda row, words: said.state(row.item, words),
        196,
        tone=lambda row: said.tone(row.item),
        sort=Sort.STATUS,
    ),
    Column(
        "document",
        mark("Document"),
        lambda row, words: said.about(row.item, words),
        180,
        shown=False,
    ),
    Column(
        "author",
        mark("Given by"),
        lambda row, words: row.item.author.name(words.language),
        160,
        shown=False,
    ),
    Column(
        "given",
        mark("Given on"),
        lambda row, words: words.date(row.item.given_on),
        100,
        sort=Sort.GIVEN,
        value=lambda row: row.item.given_on,
        shown=False,
    ),
    Column(
        "ended",
        mark("Ended on"),
        lambda row, words: words.date(row.item.ended_on),
        100,
        sort=Sort.ENDED,
        value=lambda row: row.item.ended_on,
        shown=False,
    ),
)
