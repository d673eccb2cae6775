"""Finding documents by what a person typed: words in any form, scraps of numbers, file texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order, condition
from edo.store import search as index
from edo.store.database import Connection
from edo.store.wanted import Query, match

COLLECTED = 2_000
"""Hits that are put into another order than their own, at most."""

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
    then those for which their files are needed; within each the newest come first.

    Args:
        connection: of one snapshot.
        text: as typed; nothing in it is an error, nothing is found for nothing.
        limit: hits at most.
        after: place of the last hit of the page before.
        filter: narrows what is found.
        newest_first: order by date alone.
    """
    found = index.find(
        connection,
        text,
        limit=limit,
        after=after,
        order=index.Order.NEWEST if newest_first else index.Order.RELEVANCE,
        within=_within(connection, filter),
    )
    rows = {row.key: row for row in documents.rows(connection, keys=[hit.key for hit in found])}
    return [
        Hit(rows[hit.key], not newest_first and hit.stage == index.FILES_STAGE, hit)
        for hit in found
        if hit.key in rows
    ]


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
    """Return what a person typed, compiled; its `marks` tell what of a text was found."""
    return match(text)


def _within(connection: Connection, filter: Filter | None) -> index.Within | None:
    if filter is None or filter == Filter():
        return None
    only = condition(connection, filter=filter)
    return index.Within(only.where, only.values, only.hint)
