"""Who acts for whom: for a day, and as a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from edo.domain.card import Kind
from edo.domain.deputy import Deputyship
from edo.queries import directory
from edo.queries.people import Who, people


class Lasting(StrEnum):
    """Where a deputyship stands on a day."""

    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"
    ENDED = "ended"
    """Ended before its last day."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody one acts for today.

    Attributes:
        person: id.
        kinds: of documents it is for; None: for everything.
    """

    person: str
    kinds: frozenset[Kind] | None


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """A deputyship in a list, with the names of whom it is about.

    Attributes:
        id: of the deputyship, `e…`.
        deputyship: the whole.
        lasting: where it stands.
        person: who is acted for.
        deputy: who acts.
        by: who named the deputy.
    """

    id: str
    deputyship: Deputyship
    lasting: Lasting
    person: Who
    deputy: Who
    by: Who


def acting_for(connection: Connection, person: str, today: date) -> tuple[Principal, ...]:
    """Return the people somebody acts for on a day, and for which kinds of document."""
    found: dict[str, frozenset[Kind] | None] = {}
    for one in _lasting(connection, today):
        if one.deputy != person:
            continue
        before = found.get(one.person, frozenset())
        found[one.person] = before | {*one.kinds} if before is not None and one.kinds else None
    return tuple(Principal(*item) for item in found.items())


def deputyships(
    connection: Connection, *, today: date, person: str = "", past: bool = True
) -> list[DeputyRow]:
    """Return deputyships, the latest first.

    Args:
        connection: of one snapshot.
        today: decides where each of them stands.
        person: only those in which they act or are acted for; empty: all.
        past: those that are over as well.
    """
    found = [
        item
        for item in directory.deputyships(connection)
        if person in {"", item.deputyship.person, item.deputyship.deputy}
    ]
    told = [item.deputyship for item in found]
    ids = {id for one in told for id in (one.person, one.deputy, one.named_by)}
    names = people(connection, ids)
    rows = [
        DeputyRow(
            item.id,
            one,
            lasting(one, today),
            names[one.person],
            names[one.deputy],
            names[one.named_by],
        )
        for item, one in zip(found, told, strict=True)
    ]
    shown = [row for row in rows if past or row.lasting in {Lasting.AHEAD, Lasting.NOW}]
    return sorted(shown, key=lambda row: (row.deputyship.since, row.id), reverse=True)


def lasting(deputyship: Deputyship, today: date) -> Lasting:
    """Tell where a deputyship stands on a day."""
    if deputyship.ended is not None:
        return Lasting.ENDED
    if deputyship.lasts(today):
        return Lasting.NOW
    return Lasting.AHEAD if today < deputyship.since else Lasting.OVER


def _lasting(connection: Connection, today: date) -> Iterator[Deputyship]:
    for item in directory.deputyships(connection):
        if lasting(item.deputyship, today) is Lasting.NOW:
            yield item.deputyship
