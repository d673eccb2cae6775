"""Finding documents by what a person typed: words in any form, scraps of numbers, file texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from edo.queries import dated, documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order, condition
from edo.store import search as index
from edo.store.database import Connection, ask
from edo.store.wanted import Query, match

COLLECTED = 2_000
"""Hits that are put into another order than their own, at most."""
_DATED = 10
"""What the stages of hits of a day typed are less than those of others."""
_LAST_KEY = (1 << 63) - 1

Mark = tuple[int, int]
"""Start and end of a part of a text to show as found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found.

    Attributes:
        row: as lists show it.
        in_file: what was typed is only in the texts of its files.
        place: where the hit stands; the next page begins after the last one's.
    """

    row: DocumentRow
    in_file: bool
    place: index.Hit


def search(
    connection: Connection,
    *,
    text: str,
    limit: int = 50,
    after: index.Hit | None = None,
    filter: Filter | None = None,
    newest_first: bool = False,
) -> list[Hit]:
    """Return the next documents found, best first.

    The documents come first whose whole number was typed, then those whose card has every word,
    then those for which their files are needed; within each the newest come first. Where a date
    was typed, documents of that day stand before all, as far as they have the other words too.

    Args:
        connection: of one snapshot.
        text: as typed; nothing in it is an error, nothing is found for nothing.
        limit: hits at most.
        after: place of the last hit of the page before.
        filter: narrows what is found.
        newest_first: order by date alone.
    """
    within = _within(connection, filter)
    order = index.Order.NEWEST if newest_first else index.Order.RELEVANCE
    typed = _dated(connection, text)
    found = list[index.Hit]()
    if typed is not None:
        rest, on = typed
        if after is None or after.stage < 0:
            last = index.Hit(after.stage + _DATED, after.key) if after else None
            both = on if within is None else index.both(within, on)
            there = _of_day(connection, rest, both, limit, last, order)
            found = [index.Hit(hit.stage - _DATED, hit.key) for hit in there]
            after = None
        within = index.without(within, on)
    if len(found) < limit:
        left = limit - len(found)
        found += index.find(connection, text, limit=left, after=after, order=order, within=within)
    rows = {row.key: row for row in documents.rows(connection, keys=[hit.key for hit in found])}
    files = () if newest_first else (index.FILES_STAGE, index.FILES_STAGE - _DATED)
    return [Hit(rows[hit.key], hit.stage in files, hit) for hit in found if hit.key in rows]


def _dated(connection: Connection, text: str) -> tuple[str, index.Within] | None:
    """Return what was typed beside a date, and what documents of that day meet.

    What is some document's whole number is no date.
    """
    typed = dated.read(text)
    if typed is None:
        return None
    best = index.find(connection, text, limit=1) if not typed.year else []
    day = None if best and best[0].stage == 0 else dated.day_of(connection, typed)
    return None if day is None else (typed.rest, dated.condition(day))


def _of_day(
    connection: Connection,
    rest: str,
    on: index.Within,
    limit: int,
    after: index.Hit | None,
    order: index.Order,
) -> list[index.Hit]:
    """Return the next documents of a day that have the words typed beside it."""
    if rest:
        return index.find(connection, rest, limit=limit, after=after, order=order, within=on)
    rows = ask(
        connection,
        f"SELECT key FROM documents NOT INDEXED WHERE {on.where} AND key < ?"
        " ORDER BY key DESC LIMIT ?",
        (*on.values, after.key if after else _LAST_KEY, limit),
    )
    return [index.Hit(0, key) for (key,) in rows]


def sorted_by(
    connection: Connection,
    *,
    text: str,
    order: Order,
    limit: int = 50,
    filter: Filter | None = None,
) -> list[DocumentRow]:
    """Return the first documents found, in the order of a column.

    At most the `COLLECTED` best hits are put in order: who sorts more has not typed enough.

    Args:
        connection: of one snapshot.
        text: as typed.
        order: column, direction and language of the alphabet.
        limit: rows at most.
        filter: narrows what is found.
    """
    within = _within(connection, filter)
    found = index.find(connection, text, limit=COLLECTED, within=within)
    keys = documents.in_order(connection, keys=[hit.key for hit in found], order=order, limit=limit)
    return documents.rows(connection, keys=keys)


def recalled(connection: Connection, *, ids: Sequence[str]) -> list[DocumentRow]:
    """Return a few documents by id, in the order given; those that are not here are left out."""
    keys = (documents.place(connection, document=id) for id in ids)
    return documents.rows(connection, keys=[key for key in keys if key is not None])


def wanted(text: str) -> Query:
    """Return what a person typed, compiled."""
    return match(text)


def marked(typed: str) -> Callable[[str], list[Mark]]:
    """Return what tells the parts of a text to show as found.

    Of a date nothing is, unless it begins as a date that was typed: «12» is not found in
    20.11.2026.
    """
    return partial(_marks, match(typed), dated.read(typed))


def _marks(query: Query, typed: dated.Dated | None, text: str) -> list[Mark]:
    dates = dated.shown_in(text)
    return [
        (start, end)
        for start, end in query.marks(text)
        if not any(
            start < last and first < end and not (typed and start == first) for first, last in dates
        )
    ]


def _within(connection: Connection, filter: Filter | None) -> index.Within | None:
    if filter is None or filter == Filter():
        return None
    only = condition(connection, filter=filter)
    return index.Within(only.where, only.values, only.hint)
