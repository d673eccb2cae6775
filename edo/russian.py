"""Russian word forms for sentences on paper: months, dates, lists, words that go with a number.

Gettext's plural forms serve one phrase of the program's own; a report says its numbers in several
cases and agrees its verbs with them.
"""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
"""In the genitive, as dates have them."""

_ELEVEN = 11
_FEW = frozenset({2, 3, 4})
_TEENS = 10
_GROUPED = 10_000


def is_one(n: int) -> bool:
    """Tell whether a number takes the singular: 1, 21, 101; not 11."""
    return n % 10 == 1 and n % 100 != _ELEVEN


def counted(n: int, one: str, few: str, many: str) -> str:
    """Return a number with its noun: 1 организация, 2 организации, 5 организаций."""
    if is_one(n):
        return f"{grouped(n)} {one}"
    is_few = n % 10 in _FEW and n % 100 - n % 10 != _TEENS
    return f"{grouped(n)} {few if is_few else many}"


def grouped(n: int) -> str:
    """Write a number with its thousands apart, as it is done from five digits on."""
    return f"{n:,}".replace(",", "\N{NO-BREAK SPACE}") if n >= _GROUPED else str(n)


def day(on: date) -> str:
    """Write day and month: 22 ноября."""
    return f"{on.day} {MONTHS[on.month - 1]}"


def long_date(on: date) -> str:
    """Write a date in words: 22 ноября 2026 года."""
    return f"{day(on)} {on.year} года"


def period(since: date, until: date) -> str:
    """Say from which to which day: с 12 по 14 октября 2026 года."""
    if since == until:
        return long_date(since)
    first = long_date(since)
    if since.year == until.year:
        first = f"{since.day}" if since.month == until.month else day(since)
    return f"с {first} по {long_date(until)}"


def days(since: date, until: date) -> str:
    """Write the days something lasted: 12 октября, 12–14 октября, 30 сентября – 2 октября."""
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{day(until)}"
    return f"{day(since)} – {day(until)}"


def listed(names: Sequence[str], between: str = ", ") -> str:
    """Write names one after the other, «и» before the last."""
    if not names[1:]:
        return "".join(names)
    return f"{between.join(names[:-1])} и {names[-1]}"
