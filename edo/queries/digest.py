"""What a person is told of once a day: what is new, due and overdue."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from edo.clock import COUNTER_BITS, OFFICE_ZONE
from edo.queries import waits
from edo.queries.waiting import WaitingRow, filled
from edo.store import ledger


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a digest: how many, and the first of them."""

    count: int
    rows: tuple[WaitingRow, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a person is told of once a day.

    Attributes:
        day: the day it is of; `next_day` is the next working one.
        fresh: what came since.
        late: what is overdue.
        today: what is due today.
        tomorrow: what is due later, and by the end of the next working day.
        count: how many things wait in all.
        more: there is more than was counted.
    """

    day: date
    next_day: date
    fresh: Part
    late: Part
    today: Part
    tomorrow: Part
    count: int
    more: bool


FIRST_LINES = 5
"""Rows of each part of a digest."""


def digest(
    connection: Connection,
    *,
    person: str,
    today: date,
    next_day: date,
    office: str = "",
    since: int | None = None,
) -> Digest:
    """Return what is new, due today, due tomorrow and overdue.

    Args:
        connection: of one snapshot.
        person: id.
        today: the day it is of.
        next_day: the next working day.
        office: in which the person registers; empty where they do not.
        since: what waits from later on is new; None: from the beginning of the day.
    """
    whose = waits.seats(connection, person=person, today=today, office=office)
    found = sorted(place for seat in whose for place in waits.everything(connection, seat))
    first = _midnight(today) if since is None else since
    ends = today.isoformat(), next_day.isoformat()
    parts = (
        [place for place in found if place[1] >= first],
        [place for place in found if place[0] < ends[0]],
        [place for place in found if place[0] == ends[0]],
        [place for place in found if ends[0] < place[0] <= ends[1]],
    )
    wanted = {place for part in parts for place in part[:FIRST_LINES]}
    rows = filled(connection, sorted(wanted), whose, today)
    fresh, late, due, coming = (
        Part(len(part), tuple(rows[place] for place in part[:FIRST_LINES])) for part in parts
    )
    more = any(sum(one[4] == seat.person for one in found) > waits.COUNTED for seat in whose)
    return Digest(today, next_day, fresh, late, due, coming, len(found), more)


@dataclass(frozen=True, slots=True)
class News:
    """What has come for a person lately.

    Attributes:
        part: how many things, and the first of them, the nearest term first.
        seen: up to where the ledger was looked at; the next look begins after it.
    """

    part: Part
    seen: int


def news(
    connection: Connection, *, person: str, today: date, after: int | None, office: str = ""
) -> News:
    """Return what waits since others' work came here, however long ago they did it.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides who acts for whom.
        after: up to where it was looked before; None: nothing is new, look from now on.
        office: in which the person registers; empty where they do not.
    """
    seen = ledger.last(connection)
    if after is None or after >= seen:
        return News(Part(0, ()), seen)
    whose = waits.seats(connection, person=person, today=today, office=office)
    found = sorted(
        place for seat in whose for place in waits.arrived(connection, seat, after=after, by=person)
    )
    rows = filled(connection, found[:FIRST_LINES], whose, today)
    return News(Part(len(found), tuple(rows[place] for place in found[:FIRST_LINES])), seen)


def _midnight(day: date) -> int:
    """Return the first timestamp of a day of the office."""
    begins = datetime.combine(day, datetime.min.time(), OFFICE_ZONE)
    return int(begins.timestamp()) * 1000 << COUNTER_BITS
