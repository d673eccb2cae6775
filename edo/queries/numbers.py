"""Numbers of a journal: the next one, who has one, and why one is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Awaiting, Document, Status
from edo.domain.gaps import Missing, Run, is_taken, missing
from edo.domain.numbering import Absence, Journal, Place, PlaceStatus, Policy, is_of_workplace
from edo.queries import directory
from edo.store import claims
from edo.store.database import ask
from edo.store.document_rows import LAST_RANK, ordinal, place

_OF_WORKPLACE = "suffix GLOB '-k[0-9]*'"
"""True of a number that a workplace gave with a suffix of its own."""
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
class Waiting:
    """A document that waits for its number."""

    document: str
    state: Document
    awaiting: Awaiting


@dataclass(frozen=True, slots=True)
class Disputed:
    """A document whose number another one, the winner, has by right; with the subjects of both."""

    number: str
    document: str
    winner: str
    subject_ru: str = ""
    subject_kk: str = ""
    winner_ru: str = ""
    winner_kk: str = ""


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
        disputed: the documents that have such a number without the right to it.
        waiting: documents that wait for a number of the journal.
    """

    last: int
    registered: int
    missing: tuple[Missing, ...]
    annulled: tuple[Annulled, ...]
    reserved: tuple[Reserved, ...]
    twice: tuple[str, ...]
    disputed: tuple[Disputed, ...] = ()
    waiting: tuple[Waiting, ...] = ()


def journal_of(connection: Connection, *, id: str) -> Journal | None:
    """Return a journal by its id, None where there is none."""
    state = directory.entries(connection, subjects=[id]).get(id)
    return state if isinstance(state, Journal) else None


def document_of(connection: Connection, *, id: str) -> Document | None:
    """Return a document's state by its id, None where there is none."""
    rows = ask(connection, "SELECT state FROM documents WHERE document = ?", (id,))
    return _decode_document(rows[0][0]) if rows else None


def last(connection: Connection, *, journal: str, period: int) -> int:
    """Return the greatest ordinal given or set apart in a period, 0 where there is none.

    Numbers that workplaces give with a suffix of their own are another series each.
    """
    first, end = place(period, 0), place(period + 1, 0)
    given = ask(
        connection,
        "SELECT place FROM documents WHERE journal = ? AND place >= ? AND place < ?"
        f" AND NOT {_OF_WORKPLACE} ORDER BY place DESC LIMIT 1",
        (journal, first, end),
    )
    ((apart,),) = ask(
        connection, "SELECT max(n) FROM places WHERE journal = ? AND period = ?", (journal, period)
    )
    return max(ordinal(given[0][0], period) if given else 0, apart or 0)


def last_with(connection: Connection, *, journal: str, period: int, suffix: str) -> int:
    """Return the greatest ordinal given with a workplace's suffix, 0 where there is none."""
    given = ask(
        connection,
        "SELECT n FROM documents WHERE journal = ? AND place >= ? AND place < ?"
        " AND suffix = ? ORDER BY place DESC LIMIT 1",
        (journal, place(period, 0), place(period + 1, 0), suffix),
    )
    return given[0][0] if given else 0


def waiting(connection: Connection, *, journal: str = "") -> list[Waiting]:
    """Return the documents that wait for a number, who asked first comes first.

    Args:
        connection: of one snapshot.
        journal: only those that wait for a number of it.
    """
    rows = ask(
        connection,
        "SELECT document, state FROM documents INDEXED BY documents_awaiting WHERE awaiting <> ''",
    )
    found = [(document, _decode_document(state)) for document, state in rows]
    waits = [
        Waiting(document, state, state.awaiting)
        for document, state in found
        if state.awaiting is not None and journal in ("", state.awaiting.journal)
    ]
    return sorted(waits, key=lambda one: (one.awaiting.since, one.document))


def disputed(connection: Connection, *, journal: str = "", period: int = 0) -> list[Disputed]:
    """Return the documents whose number another one has by right.

    Args:
        connection: of one snapshot.
        journal: only of this one's `period`; empty means all there are.
        period: calendar year, or 0.
    """
    rows = ask(
        connection,
        "SELECT d.number, x.document, x.winner, d.subject_ru, d.subject_kk,"
        " coalesce(w.subject_ru, ''), coalesce(w.subject_kk, '') FROM disputes x"
        " JOIN documents d ON d.document = x.document"
        " LEFT JOIN documents w ON w.document = x.winner"
        " WHERE ? = '' OR (x.journal = ? AND x.place >= ? AND x.place < ?)"
        " ORDER BY x.journal, x.place, x.document",
        (journal, journal, place(period, 0), place(period + 1, 0)),
    )
    return [Disputed(*row) for row in rows]


def winner(connection: Connection, *, document: str) -> str:
    """Return the document that has another's number by right; empty where nobody disputes it."""
    rows = ask(connection, "SELECT winner FROM disputes WHERE document = ?", (document,))
    return rows[0][0] if rows else ""


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
    if journal.policy is Policy.SUFFIX:
        return False  # each workplace counts for itself, and leaves a gap by hand only
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
        rows = ask(
            connection,
            "SELECT period FROM documents WHERE journal = ? AND place > 0 AND place < ?"
            " ORDER BY place DESC LIMIT 1",
            (journal, end),
        )
        if not rows:
            break
        period: int = rows[0][0]
        found.append(period)
        end = place(period, 0)
    apart = ask(connection, "SELECT DISTINCT period FROM places WHERE journal = ?", (journal,))
    return sorted({*found, *(period for (period,) in apart)}, reverse=True)


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
    rows = _telling(connection, id, period)
    used = sorted(_runs(rows))
    plain = [one for one in used if not one.suffix]
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
    common = [one for one in used if not is_of_workplace(one.suffix)]
    gone = list(missing(journal.first_of(period), common, places, today))
    if any(one.why is Absence.UNEXPLAINED for one in gone):
        gone = _with_claims(gone, claims.held(connection, id, period))
    return Numbers(
        last=max([*(one.last for one in used), *places], default=0),
        registered=_registered(connection, id, period),
        missing=(
            *gone,
            *_missing_of_workplaces(used, today),
        ),
        annulled=tuple(_annulled(connection, id, period)),
        reserved=tuple(
            Reserved(state.n, state.whom, state.until)
            for n, state in places.items()
            if state.status is PlaceStatus.RESERVED
            and state.until is not None
            and state.until >= today
            and not is_taken(plain, n)
        ),
        twice=tuple(
            later.number
            for earlier, later in pairwise(sorted(rows, key=_written))
            if _written(earlier) == _written(later)
        ),
        disputed=tuple(disputed(connection, journal=id, period=period)),
        waiting=tuple(waiting(connection, journal=id)),
    )


def _telling(connection: Connection, journal: str, period: int) -> Sequence[Any]:
    """Return the documents that tell something of a period's numbers.

    Those are the first and the last of every run of plain numbers, and every number with a suffix;
    `opens` and `ends` say which a row is.
    """
    return connection.exec_driver_sql(
        "SELECT n, suffix, by_hand, number, opens, ends FROM ("
        " SELECT n, suffix, by_hand, number,"
        " lag(n) OVER plain IS NOT n - 1 AS opens, lead(n) OVER plain IS NOT n + 1 AS ends"
        " FROM documents WHERE journal = ? AND place >= ? AND place < ?"
        " WINDOW plain AS (PARTITION BY suffix <> '' ORDER BY place))"
        " WHERE opens OR ends OR suffix <> '' ORDER BY suffix <> '', n",
        (journal, place(period, 0), place(period + 1, 0)),
    ).all()


def _runs(rows: Sequence[Any]) -> Iterator[Run]:
    """Yield the runs of rows of `_telling`; a number with a suffix is one by itself."""
    begun: Any = None
    for row in rows:
        begun = row if row.opens or row.suffix else begun
        if row.ends or row.suffix:
            yield Run(begun.n, row.n, row.suffix, bool(begun.by_hand))


def _registered(connection: Connection, journal: str, period: int) -> int:
    return connection.exec_driver_sql(
        "SELECT count(*) FROM documents WHERE journal = ? AND place >= ? AND place < ?",
        (journal, place(period, 0), place(period + 1, 0)),
    ).scalar_one()


def _annulled(connection: Connection, journal: str, period: int) -> Iterator[Annulled]:
    rows = connection.exec_driver_sql(
        "SELECT number, document, state FROM documents"
        " WHERE journal = ? AND place >= ? AND place < ? AND status = ? ORDER BY place",
        (journal, place(period, 0), place(period + 1, 0), Status.CANCELLED.value),
    )
    for number, document, state in rows:
        yield Annulled(number, document, _decode_document(state).reason)


def _missing_of_workplaces(used: Sequence[Run], today: date) -> Iterator[Missing]:
    """Yield the gaps of every workplace that counts for itself."""
    series: dict[str, list[Run]] = {}
    for one in used:
        if is_of_workplace(one.suffix):
            series.setdefault(one.suffix, []).append(replace(one, suffix=""))
    for suffix, numbers in sorted(series.items()):
        for gone in missing(1, numbers, {}, today):
            yield replace(gone, suffix=suffix)


def _with_claims(gone: Sequence[Missing], held: Sequence[claims.KeptClaim]) -> list[Missing]:
    """Tell the numbers that are claimed on the share, and whose documents are to come."""
    claimed = {n for one in held for n in range(one.n + one.free, one.last + 1)}
    return [
        replace(one, why=Absence.CLAIMED)
        if one.why is Absence.UNEXPLAINED and one.n in claimed
        else one
        for one in gone
    ]


def _written(row: Any) -> tuple[int, str]:
    return row.n, row.suffix.casefold()
