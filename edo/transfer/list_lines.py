"""The lines of a list, read from the rows of a sheet by what its columns hold."""

import re
from collections.abc import Iterator
from datetime import date

from edo.domain.likeness import fold
from edo.domain.office_names import is_office
from edo.domain.staff_list import DATES, Line, ListColumn
from edo.transfer.columns import Mapped, is_of_numbers
from edo.transfer.said_dates import said_date
from edo.transfer.tabular import Row, Sheet

_PARTS = (ListColumn.SURNAME, ListColumn.GIVEN, ListColumn.PATRONYMIC)
_TOTALS = re.compile(r"(?:итого|всего|барлиги|барлыгы|жиыны|жиини|total)\b")
_NOTHING = frozenset({"", "-", "–", "—", "нет", "жоқ", "0", "н/д"})


def lines(sheet: Sheet, mapped: Mapped) -> tuple[Line, ...]:
    """Read the lines of a list.

    Left out: rows of totals, of the numbers of columns, and those with nothing in the columns that
    count. A row that says one thing only is kept with the people below it: it may be their office.
    An office that is named once for several rows is that of all of them.
    """
    return tuple(_Lines(sheet, mapped).read())


class _Lines:
    """One sheet being read."""

    def __init__(self, sheet: Sheet, mapped: Mapped) -> None:
        self._rows = [row for row in sheet.rows if row.number > mapped.head]
        self._places = {one.holds: one.place for one in mapped.columns if one.holds is not None}
        self._office = ""
        self._section = ""

    def read(self) -> Iterator[Line]:
        """Yield a line for every row that is one."""
        for row in self._rows:
            if is_of_numbers(row) or self._is_total(row):
                continue
            if section := self._said_over(row):
                self._section, self._office = section, ""
            elif any(self._said(row, holds) for holds in self._places):
                yield self._line(row)

    def _line(self, row: Row) -> Line:
        days: dict[ListColumn, date | None] = {}
        wrong: list[tuple[ListColumn, str]] = []
        for holds in sorted(DATES.intersection(self._places)):
            text = self._said(row, holds)
            days[holds] = said_date(text) if text else None
            if text and days[holds] is None:
                wrong.append((holds, text))
        self._office = self._said(row, ListColumn.OFFICE) or self._office
        return Line(
            row.number,
            self._name(row),
            self._office,
            self._said(row, ListColumn.UNIT),
            self._said(row, ListColumn.POSITION),
            self._said(row, ListColumn.PHONE),
            self._said(row, ListColumn.EMAIL),
            days.get(ListColumn.JOINED),
            days.get(ListColumn.LEFT),
            self._said(row, ListColumn.COURSE),
            days.get(ListColumn.PASSED),
            self._said(row, ListColumn.RESULT),
            self._said(row, ListColumn.CERTIFICATE),
            days.get(ListColumn.UNTIL),
            tuple(wrong),
            self._section,
        )

    def _said(self, row: Row, holds: ListColumn) -> str:
        place = self._places.get(holds, -1)
        text = row[place]
        return "" if text.casefold() in _NOTHING and holds is not ListColumn.RESULT else text

    def _name(self, row: Row) -> str:
        whole = self._said(row, ListColumn.NAME)
        return whole or " ".join(filter(None, (self._said(row, part) for part in _PARTS)))

    def _is_total(self, row: Row) -> bool:
        first = next(filter(None, row.cells), "")
        return bool(_TOTALS.match(fold(first)) or _TOTALS.match(fold(self._name(row))))

    def _said_over(self, row: Row) -> str:
        """Return the only thing a row says, unless that is somebody's name."""
        said = list(filter(None, row.cells))
        if len(set(said)) > 1:
            return ""
        is_alone = len(said) == 1 and bool(self._name(row))
        return "" if is_alone and not is_office(said[0]) else said[0]
