"""Dates as people write them in lists: in digits of any order, in words, as a spreadsheet's number.

What may be read in two ways is read as it is written here: the day before the month.
"""

import re
from datetime import date, timedelta

from edo.domain.likeness import fold

_MONTHS = {
    fold(start): number
    for number, starts in enumerate(
        (
            ("янв", "қаңтар", "jan"),
            ("фев", "ақпан", "feb"),
            ("мар", "наурыз", "mar"),
            ("апр", "сәуір", "apr"),
            ("май", "мая", "мамыр", "may"),
            ("июн", "маусым", "jun"),
            ("июл", "шілде", "jul"),
            ("авг", "тамыз", "aug"),
            ("сен", "қыркүйек", "sep"),
            ("окт", "қазан", "oct"),
            ("ноя", "қараша", "nov"),
            ("дек", "желтоқсан", "dec"),
        ),
        start=1,
    )
    for start in starts
}
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DIGITS = re.compile(r"(\d{1,2})\s*[-./,]\s*(\d{1,2})\s*[-./,]\s*(\d{4}|\d{2})")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_YEAR_MARK = re.compile(r"\s*(?:г|ж|года|год|жыл|жылы|y)\.?$", re.IGNORECASE)
_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 14_611, 73_050  # 1940 to 2099
_CENTURY_TURN = 70
_LEAST_LETTERS = 3


def said_date(text: str) -> date | None:
    """Read a date; None for what is none."""
    plain = _YEAR_MARK.sub("", _TIME.sub("", text.strip())).strip(" .«»\"'")
    if found := _ISO.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DIGITS.fullmatch(plain):
        return _date(_year(found[3]), int(found[2]), int(found[1])) or _date(
            _year(found[3]), int(found[1]), int(found[2])
        )
    if _SERIAL.fullmatch(plain):
        days = int(float(plain))
        return _ZERO + timedelta(days) if _FIRST_SERIAL <= days <= _LAST_SERIAL else None
    return _in_words(plain)


def _in_words(text: str) -> date | None:
    """Read «22 ноября 2026» or «2026 жылғы 22 қараша»."""
    numbers = _NUMBER.findall(text)
    months = {month for word in _WORD.findall(text) if (month := _month(word))}
    if len(numbers) != len(("day", "year")) or len(months) != 1:
        return None
    day, year = sorted(numbers, key=len)
    if len(year) != len("2026") or len(day) > len("22"):
        return None
    return _date(int(year), months.pop(), int(day))


def _month(word: str) -> int | None:
    folded = fold(word)
    if len(folded) < _LEAST_LETTERS:
        return None
    # The longest: folded, the English May begins like the Kazakh June.
    starts = [start for start in _MONTHS if folded.startswith(start)]
    return _MONTHS[max(starts, key=len)] if starts else None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == len("2026"):
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
