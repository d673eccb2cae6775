"""Which things wait for a person and for those they act for, along an index.

Counts go no further than `COUNTED` for one person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from typing import Any

from sqlalchemy import Connection

from edo.domain.card import Kind
from edo.domain.routed import OFFICE, Act
from edo.queries.deputies import acting_for
from edo.store.database import ask

SOON = timedelta(days=3)
"""What is due within these days is due soon (records rules, §4.4)."""
COUNTED = 10_000
"""Things of one person counted; who has more is told that there are more."""

Place = tuple[str, int, str, str, str]
"""Where a row stands: term, since when, subject, act, for whom."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody for whom things wait that one may do.

    Attributes:
        person: id, or `OFFICE`.
        office: the office whose registrar is waited for.
        kinds: only about documents of these; None: about anything.
        today: who was invited to come on an earlier day is not waited for any more.
    """

    person: str
    office: str = ""
    kinds: frozenset[Kind] | None = None
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things wait; `more` where there are more than were counted.

    Attributes:
        count: in all.
        late, today, soon: of them overdue, due today, and due soon after it.
    """

    count: int = 0
    late: int = 0
    today: int = 0
    soon: int = 0
    more: bool = False

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.count + other.count,
            self.late + other.late,
            self.today + other.today,
            self.soon + other.soon,
            self.more or other.more,
        )


def seats(
    connection: Connection, *, person: str, today: date, office: str = ""
) -> tuple[Seat, ...]:
    """Return for whom things wait that a person may do on a day.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides who acts for whom.
        office: in which the person registers; empty where they do not.
    """
    others = (
        Seat(one.person, kinds=one.kinds, today=today)
        for one in acting_for(connection, person, today)
    )
    registers = (Seat(OFFICE, office, today=today),) if office else ()
    return (Seat(person, today=today), *registers, *others)


def counts(connection: Connection, *, whose: Sequence[Seat], today: date) -> dict[Act, Counts]:
    """Return how many things wait, by act."""
    found: dict[Act, Counts] = {}
    days = (today.isoformat(), today.isoformat(), today.isoformat(), (today + SOON).isoformat())
    for seat in whose:
        source, values = _source(seat)
        statement = (
            "SELECT act, count(*), sum(due < ?), sum(due = ?), sum(due > ? AND due <= ?)"
            f" FROM (SELECT w.act AS act, w.due AS due {source} LIMIT {COUNTED + 1}) GROUP BY act"
        )
        rows = ask(connection, statement, (*days, *values))
        more = sum(row[1] for row in rows) > COUNTED
        for act, *numbers in rows:
            found[Act(act)] = found.get(Act(act), Counts()) + Counts(*numbers, more=more)
    return found


def _source(
    seat: Seat, table: str = "waits w INDEXED BY waits_person"
) -> tuple[str, tuple[Any, ...]]:
    """Return FROM and WHERE of what waits for a seat, with their values."""
    joined, tests = "", ["w.person = ?", "(w.act <> ? OR w.due >= ?)"]
    values = [seat.person, Act.ATTEND.value, seat.today.isoformat()]
    if seat.office or seat.kinds is not None:
        joined = " JOIN routed r ON r.subject = w.subject"
    if seat.office:
        tests.append("r.office = ?")
        values.append(seat.office)
    if seat.person == OFFICE:
        tests.append("w.act <> ?")  # no person does it
        values.append(Act.TELL.value)
    if seat.kinds is not None:
        tests.append(f"r.kind IN ({', '.join('?' * len(seat.kinds))})")
        values += [kind.value for kind in sorted(seat.kinds)]
    where = " AND ".join(tests)
    return f"FROM {table}{joined} WHERE {where}", tuple(values)


_COLUMNS = "w.due, w.since, w.subject, w.act, w.person"
_ORDER = "ORDER BY w.due, w.since, w.subject, w.act"


def between(since: date | None, until: date | None) -> tuple[str, tuple[str, ...]]:
    """Return the test of a term between two days, each of them or none, with its values."""
    days = [("w.due >= ?", since), ("w.due <= ?", until)]
    given = [(test, day.isoformat()) for test, day in days if day is not None]
    return "".join(f" AND {test}" for test, _ in given), tuple(day for _, day in given)


def places(
    connection: Connection,
    whose: Sequence[Seat],
    act: Act | None,
    limit: int,
    within: tuple[str, tuple[str, ...]] = ("", ()),
    after: Place | None = None,
) -> Iterator[Place]:
    """Yield the places of the next rows, of all seats in one order."""
    narrowed, more = within
    if act is not None:
        narrowed, more = f"{narrowed} AND w.act = ?", (*more, act.value)
    if after is not None:
        narrowed += " AND (w.due, w.since, w.subject, w.act) >= (?, ?, ?, ?)"
        more = (*more, *after[:4])
    found: list[list[Place]] = []
    for seat in whose:
        source, values = _source(seat)
        statement = f"SELECT {_COLUMNS} {source}{narrowed} {_ORDER} LIMIT {int(limit) + 1}"
        found.append([tuple(row) for row in ask(connection, statement, (*values, *more))])
    return (place for place in merge(*found) if after is None or place > after)


def everything(connection: Connection, seat: Seat) -> Iterator[Place]:
    """Yield the places of all that waits for a seat, in no order, and no more than one too many."""
    source, values = _source(seat)
    statement = f"SELECT {_COLUMNS} {source} LIMIT {COUNTED + 1}"
    return (tuple(row) for row in ask(connection, statement, values))


_ARRIVED = "changes c CROSS JOIN waits w ON w.subject = c.subject AND w.since = c.hlc"
"""The changes in the order of their arrival, and what waits because of each."""


def arrived(connection: Connection, seat: Seat, *, after: int, by: str) -> Iterator[Place]:
    """Yield the places of what waits for a seat because of changes that came lately.

    Args:
        connection: of one snapshot.
        seat: for whom.
        after: row of the ledger after which changes came lately.
        by: id of a person whose own changes are no news.
    """
    source, values = _source(seat, _ARRIVED)
    statement = (
        f"SELECT DISTINCT {_COLUMNS} {source} AND c.id > ? AND c.person <> ? LIMIT {COUNTED + 1}"
    )
    return (tuple(row) for row in ask(connection, statement, (*values, after, by)))
