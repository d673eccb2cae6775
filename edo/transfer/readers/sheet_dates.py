"""Dates in Excel workbooks: numbers of days that a style makes a date (ECMA-376, 18.8.30)."""

import re
from datetime import date, timedelta

# Formats known by number alone that show a day.
_BUILT_IN = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ZERO = date(1899, 12, 30)  # so that the year 1900, wrongly a leap year in Excel, comes right
_LATER_ZERO = date(1904, 1, 1)
_NONE = 1_000_000
_LAST = 2_958_465  # the end of the year 9999


class DateStyles:
    """Walks the styles of a workbook, noting which of them show a number as a day."""

    def __init__(self) -> None:
        self._formats: dict[str, bool] = {}
        self._in_cells = False
        self._styles: list[bool] = []

    def __contains__(self, style: str) -> bool:
        place = _number(style)
        return place < len(self._styles) and self._styles[place]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a format, or a style of cells with the format it uses."""
        number = attributes.get("numFmtId", "")
        if name == "numFmt":
            self._formats[number] = shows_day(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(self._formats.get(number, _number(number) in _BUILT_IN))

    def end(self, name: str) -> None:
        """Leave the styles of cells."""
        if name == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None:
        """Nothing."""


def _number(said: str) -> int:
    """Read the number of a style or format; what is no number becomes one that none has."""
    plain = said.isascii() and said.isdigit() and len(said) <= len(str(_NONE))
    return int(said) if plain else _NONE


def shows_day(pattern: str) -> bool:
    """Tell whether a format shows the day or the year, its fixed words left aside."""
    return bool(set("dy") & set(_LITERAL.sub("", pattern.lower())))


def as_date(value: str, *, later: bool) -> str:
    """Write a number of days as a date; what is no such number stays as it is.

    Args:
        value: as it stands in the cell.
        later: whether the workbook counts from 1904.
    """
    try:
        days = int(float(value))
    except (ValueError, OverflowError):
        return value
    if not 1 <= days <= _LAST:
        return value
    on = (_LATER_ZERO if later else _ZERO) + timedelta(days=min(days, _LAST - 1500 * later))
    return f"{on:%d.%m.}{on.year:04}"
