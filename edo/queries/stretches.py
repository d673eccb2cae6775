"""Where in the index of numbers the documents of a period can stand.

A list sorted by number and narrowed to a period would walk over every number given before the
period to come to its first. But a number of a yearly journal carries its year, so the walk begins
and ends at the year's place. A journal that never restarts has small indexes of its own, year by
year; its years are walked beside each other and merged, as are documents without a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from edo.store.database import ask
from edo.store.document_rows import first_place
from edo.store.tables import REGISTERED_YEAR

_MOST = 100
"""More years than any office has; beyond them the whole index is walked instead."""
_CONTINUOUS = "period = 0 AND place > 0"
"""As the indexes of journals that never restart say it: SQLite compares the words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an index within which documents stand in the order of their places.

    Attributes:
        hint: INDEXED BY.
        where: the test beside that of the list, with `?` in the places.
        values: one for each place.
        low, high: the least place, and the one behind the greatest.
    """

    hint: str
    where: str
    values: tuple[Any, ...]
    low: int
    high: int

    def after(self, place: int, *, descending: bool) -> "Stretch":
        """Return what is left of it behind a place, that place included."""
        if descending:
            return replace(self, high=min(self.high, place + 1))
        return replace(self, low=max(self.low, place))


def stretches(
    connection: Connection, owner: str, value: str, since: date | None, until: date | None
) -> tuple[Stretch, ...]:
    """Return the stretches in which all numbers of a period stand; none where they do not help.

    Args:
        connection: of one snapshot.
        owner: `kind` or `journal`: the column by which the list is narrowed.
        value: its value.
        since, until: first and last day; None where the period is open.
    """
    if since is None and until is None:
        return ()
    first, last = (since or date.min).year, (until or date.max).year
    years = list(_continuous_years(connection, owner, value, first, last))
    if len(years) > _MOST:
        return ()
    numbers = f"INDEXED BY documents_{owner}_place"
    continuous = f"INDEXED BY documents_{owner}_continuous"
    return (
        Stretch(numbers, "1", (), 0, 1),
        Stretch(numbers, "1", (), first_place(first), first_place(last + 1)),
        *(
            Stretch(
                continuous, f"{_CONTINUOUS} AND {REGISTERED_YEAR} = ?", (year,), 1, first_place(1)
            )
            for year in years
        ),
    )


def _continuous_years(
    connection: Connection, owner: str, value: str, first: int, last: int
) -> Iterator[str]:
    """Yield the years in which a journal that never restarts has numbers, a seek for each."""
    least, most = f"{first:04}", f"{last:04}"
    statement = (
        f"SELECT {REGISTERED_YEAR} FROM documents INDEXED BY documents_{owner}_continuous"
        f" WHERE {owner} = ? AND {_CONTINUOUS} AND {REGISTERED_YEAR} {{sign}} ?"
        f" ORDER BY {REGISTERED_YEAR} LIMIT 1"
    )
    found = ask(connection, statement.format(sign=">="), (value, least))
    while found and found[0][0] <= most:
        yield found[0][0]
        found = ask(connection, statement.format(sign=">"), (value, found[0][0]))
