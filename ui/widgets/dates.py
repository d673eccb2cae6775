"""Dates as clerks type them: `22`, `22.11`, `22.11.26`, `вчера`, `кеше`, `-3`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from enum import StrEnum

CENTURY = 100
MONTHS = 12
SHORT_YEAR, LONG_YEAR = 2, 4
"""Digits of a year."""
AHEAD = 20
"""A year of two digits is at most so many years ahead; the rest are of the last century."""

RELATIVE = {
    "сегодня": 0,
    "бүгін": 0,
    "today": 0,
    "вчера": -1,
    "кеше": -1,
    "yesterday": -1,
    "позавчера": -2,
    "алдыңгүні": -2,
    "алдыңғыкүні": -2,
    "завтра": 1,
    "ертең": 1,
    "tomorrow": 1,
    "послезавтра": 2,
    "бүрсігүні": 2,
}

SEPARATORS = re.compile(r"[.,/\-\s]+")
SHIFT = re.compile(r"([+-])\s*(\d{1,4})")


class Lean(StrEnum):
    """Which way an unfinished date leans: a letter came in the past, a term lies in the future."""

    PAST = "past"
    NEAREST = "nearest"
    FUTURE = "future"


def parse_date(text: str, today: date, lean: Lean = Lean.NEAREST) -> date | None:
    """Read a date out of what a person typed; None when it is not one.

    A day alone is looked for in this month and the two beside it, a day and month in this year and
    the two beside it; `lean` says on which side of today. `+5` and `-3` count days from today. A
    year first (`2026-11-22`) and digits alone (`221126`, `22112026`) are understood.
    """
    plain = text.strip().casefold().rstrip(".")
    if not plain:
        return None
    days = RELATIVE.get(plain.replace(" ", ""))
    shift = SHIFT.fullmatch(plain)
    if shift is not None:
        days = int(shift[1] + shift[2])
    if days is not None:
        return _shifted(today, days)
    parts = [part for part in SEPARATORS.split(plain) if part]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return _from_numbers(_split_digits(parts), today, lean)


def _shifted(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _split_digits(parts: list[str]) -> list[str]:
    """Cut digits without separators: ddmm, ddmmyy, ddmmyyyy."""
    if len(parts) == 1 and len(parts[0]) in (4, 6, 8):
        digits = parts[0]
        return [part for part in (digits[:2], digits[2:4], digits[4:]) if part]
    return parts


def _from_numbers(parts: list[str], today: date, lean: Lean) -> date | None:
    numbers = [int(part) for part in parts]
    match numbers:
        case [day]:
            return _lean([_month_day(today, step, day) for step in (-2, -1, 0, 1, 2)], today, lean)
        case [day, month]:
            years = (today.year - 1, today.year, today.year + 1)
            return _lean([_made(year, month, day) for year in years], today, lean)
        case [year, month, day] if len(parts[0]) == LONG_YEAR:
            return _made(year, month, day)
        case [day, month, year] if len(parts[2]) in (SHORT_YEAR, LONG_YEAR):
            return _made(
                _whole_year(year, today) if len(parts[2]) == SHORT_YEAR else year, month, day
            )
        case _:
            return None


def _month_day(today: date, step: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    return _made(year, month + 1, day)


def _made(year: int, month: int, day: int) -> date | None:
    if not (date.min.year <= year <= date.max.year and 1 <= month <= MONTHS):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _whole_year(short: int, today: date) -> int:
    year = today.year // CENTURY * CENTURY + short
    return year - CENTURY if year > today.year + AHEAD else year


def _lean(found: list[date | None], today: date, lean: Lean) -> date | None:
    days = [day for day in found if day is not None]
    match lean:
        case Lean.PAST:
            return max((day for day in days if day <= today), default=None)
        case Lean.FUTURE:
            return min((day for day in days if day >= today), default=None)
        case Lean.NEAREST:
            this = [day for day in days if (day.year, day.month) == (today.year, today.month)]
            return min(this or days, key=lambda day: abs(day - today), default=None)
