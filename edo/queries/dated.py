"""A date among what a person types into the search line: «22.11.2026», «помощь 22.11».

Documents of a day are those registered on it, and those whose sender dated them so, as far as they
were registered in the weeks after. Both are read off a stretch of the table: keys grow by days.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from edo.store import search as index
from edo.store.database import ask
from edo.store.document_rows import DAY_BITS, first_key

UNDER_WAY = timedelta(days=45)
"""How long a letter may take until it is registered, to be found by the date its sender gave it."""
_YEARS = 20
"""How far back a day without a year is looked for."""
_CENTURY = 2000
_SHORT = 100
_TYPED = re.compile(r"(?<!\S)(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\.?(?!\S)")
_SHOWN = re.compile(r"\b\d{2}\.\d{2}\.\d{4}\b")
_ON = "(key >= ? AND key < ? AND (key < ? OR their_date = ?))"
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was typed.

    Attributes:
        day, month: it.
        year: 0 where none was typed.
        rest: what was typed beside it.
    """

    day: int
    month: int
    year: int
    rest: str


def read(text: str) -> Dated | None:
    """Find the first date in a text; None: there is none, or no such day."""
    for found in _TYPED.finditer(text):
        day, month, year = (int(part or 0) for part in found.groups())
        year += _CENTURY if 0 < year < _SHORT else 0
        if _made(year or _CENTURY, month, day) is not None:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return Dated(day, month, year, " ".join(rest.split()))
    return None


def day_of(connection: Connection, dated: Dated) -> date | None:
    """Return the day that is meant: without a year the last on which something was registered."""
    if dated.year:
        return _made(dated.year, dated.month, dated.day)
    newest = ask(connection, "SELECT max(key) FROM documents")[0][0]
    last = date.fromordinal(newest >> DAY_BITS).year if newest else 0
    for year in range(last, last - _YEARS, -1):
        day = _made(year, dated.month, dated.day)
        if day is not None and _has(connection, day):
            return day
    return None


def condition(day: date) -> index.Within:
    """Return what documents of a day meet."""
    bounds = (first_key(day), first_key(day + UNDER_WAY), first_key(day + _ONE))
    return index.Within(_ON, (*bounds, day.isoformat()))


def shown_in(text: str) -> list[tuple[int, int]]:
    """Return where dates stand in a text that is shown."""
    return [found.span() for found in _SHOWN.finditer(text)]


def _has(connection: Connection, day: date) -> bool:
    statement = "SELECT 1 FROM documents WHERE key >= ? AND key < ? LIMIT 1"
    return bool(ask(connection, statement, (first_key(day), first_key(day + _ONE))))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
