"""Numbers of a journal: the next one, who has one, and why one is missing."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Document
from edo.domain.numbering import (
    Journal,
    Missing,
    Place,
    PlaceStatus,
    missing,
)
from edo.store.database import ask
from edo.store.document_rows import LAST_RANK, ordinal, place

_decode_place = msgspec.json.Decoder(Place).decode
_decode_document = msgspec.json.Decoder(Document).decode


@dataclass(frozen=True, slots=True)
class Annulled:
    """A number whose registration was annulled."""

    number: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reserved:
    """A number set apart for somebody."""

    n: int
    whom: str
    until: date


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page "numbers" of a journal and period.

    Attributes:
        last: the greatest ordinal given or set apart; 0 where there is none.
        registered: how many documents have a number.
        missing: numbers without a document, each with its reason.
        annulled: numbers of annulled registrations; kept, never used again.
        reserved: numbers on reserve.
        twice: numbers two documents have; possible only when data of two workplaces disagree.
    """

    last: int
    registered: int
    missing: tuple[Missing, ...]
    annulled: tuple[Annulled, ...]
    reserved: tuple[Reserved, ...]
    twice: tuple[str, ...]


def last(connection: Connection, *, journal: str, period: int) -> int:
    """Return the greatest ordinal given or set apart in a period, 0 where there is none."""
    first, end = place(period, 0), place(period + 1, 0)
    ((given,),) = ask(
        connection,
        "SELECT max(place) FROM documents WHERE journal = ? AND place >= ? AND place < ?",
        (journal, first, end),
    )
    ((apart,),) = ask(
        connection, "SELECT max(n) FROM places WHERE journal = ? AND period = ?", (journal, period)
    )
    return max(ordinal(given, period) if given is not None else 0, apart or 0)


def holder(connection: Connection, *, journal: str, period: int, n: int, suffix: str) -> str | None:
    """Return the document that has a number, None where nobody has it."""
    rows = connection.exec_driver_sql(
        "SELECT document, suffix FROM documents WHERE journal = ? AND place = ?",
        (journal, place(period, n, suffix)),
    )
    return next(
        (document for document, other in rows if other.casefold() == suffix.casefold()), None
    )


def set_apart(connection: Connection, *, journal: str, period: int, n: int) -> Place | None:
    """Return what a number was set apart for, None where it was not."""
    state = connection.exec_driver_sql(
        "SELECT state FROM places WHERE journal = ? AND period = ? AND n = ?", (journal, period, n)
    ).scalar()
    return _decode_place(state) if state is not None else None


def reserved(connection: Connection, *, journal: str, period: int) -> list[Reserved]:
    """Return the numbers of a period on reserve that no document has, ended ones included."""
    apart = connection.exec_driver_sql(
        "SELECT state FROM places WHERE journal = ? AND period = ? AND status = ? ORDER BY n",
        (journal, period, PlaceStatus.RESERVED.value),
    ).scalars()
    return [
        Reserved(state.n, state.whom, state.until)
        for state in map(_decode_place, apart)
        if state.until is not None
        and holder(connection, journal=journal, period=period, n=state.n, suffix="") is None
    ]


def has_gaps(connection: Connection, *, id: str, journal: Journal, period: int) -> bool:
    """Tell, by counting alone, whether a period has numbers without a document."""
    greatest, first = last(connection, journal=id, period=period), journal.first_of(period)
    given = connection.exec_driver_sql(
        "SELECT count(DISTINCT place) FROM documents"
        f" WHERE journal = ? AND place >= ? AND place < ? AND place & {LAST_RANK} = 0",
        (id, place(period, first), place(period + 1, 0)),
    ).scalar_one()
    return given < greatest - first + 1


def periods(connection: Connection, *, journal: str) -> list[int]:
    """Return the periods a journal has numbers in, the latest first."""
    found: list[int] = []
    end = place(1 << 20, 0)
    while True:
        period = connection.exec_driver_sql(
            "SELECT period FROM documents WHERE journal = ? AND place > 0 AND place < ?"
            " ORDER BY place DESC LIMIT 1",
            (journal, end),
        ).scalar()
        if period is None:
            break
        found.append(period)
        end = place(period, 0)
    apart = connection.exec_driver_sql(
        "SELECT DISTINCT period FROM places WHERE journal = ?", (journal,)
    ).scalars()
    return sorted({*found, *apart}, reverse=True)


def numbers(
    connection: Connection, *, id: str, journal: Journal, period: int, today: date
) -> Numbers:
    """Return every number of a period that needs a word: missing, reserved, annulled.

    Args:
        connection: of one snapshot.
        id: the journal's id.
        journal: its state.
        period: calendar year, or 0 in a journal that never restarts.
        today: decides which reserves still hold.
    """
    rows = connection.exec_driver_sql(
        "SELECT n, suffix, by_hand, number, status, document FROM documents"
        " WHERE journal = ? AND place >= ? AND place < ? ORDER BY place",
        (id, place(period, 0), place(period + 1, 0)),
    ).all()
    places = {
        state.n: state
        for state in map(
            _decode_place,
            connection.exec_driver_sql(
                "SELECT state FROM places WHERE journal = ? AND period = ? ORDER BY n",
                (id, period),
            ).scalars(),
        )
    }
    used = [(row.n, row.suffix, bool(row.by_hand)) for row in rows]
    taken = {n for n, suffix, _ in used if not suffix}
    return Numbers(
        last=max([*(row.n for row in rows), *places], default=0),
        registered=len(rows),
        missing=tuple(missing(journal.first_of(period), used, places, today)),
        annulled=tuple(
            Annulled(row.number, row.document, _reason(connection, row.document))
            for row in rows
            if row.status == "cancelled"
        ),
        reserved=tuple(
            Reserved(state.n, state.whom, state.until)
            for n, state in places.items()
            if n not in taken
            and state.status is PlaceStatus.RESERVED
            and state.until is not None
            and state.until >= today
        ),
        twice=tuple(
            later.number
            for earlier, later in pairwise(sorted(rows, key=_written))
            if _written(earlier) == _written(later)
        ),
    )


def _written(row: Any) -> tuple[int, str]:
    return row.n, row.suffix.casefold()


def _reason(connection: Connection, document: str) -> str:
    state = connection.exec_driver_sql(
        "SELECT state FROM documents WHERE document = ?", (document,)
    ).scalar_one()
    return _decode_document(state).reason
