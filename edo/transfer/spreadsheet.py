"""Any list as a spreadsheet: xlsx for people, CSV for other programs.

What people type is never run as a formula in somebody's Excel. In xlsx a text is stored as a text,
and one that looks like a formula is also marked so that editing the cell does not make it one. CSV
knows no types, so there such a text gets an apostrophe in front, which Excel and LibreOffice show:
a visible mark on few cells is the price for opening a stranger's text without fear.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from edo.outfile import replacing
from edo.queries.journal import JournalHeading, JournalRow
from edo.queries.journal_cells import Cell, as_text, entries
from edo.queries.journal_form import columns
from edo.queries.phrases import PaperLanguage

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@\t\r].")
_TITLE_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TITLE_LIMIT = 31
_TEXT_LIMIT = 32_767
"""Characters that one cell of a spreadsheet holds."""
_EARLIEST_YEAR = 1901
"""Spreadsheets count days from 1900, and wrongly in its first months."""
_MM_A_CHARACTER = 1.9
"""Millimetres of paper for one character of a spreadsheet column."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column and its width in characters."""

    text: str
    width: float = 18


def write_xlsx(
    path: Path,
    *,
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    created: datetime,
) -> int:
    """Write a list as an Excel workbook of one sheet and return the number of its rows.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        title: name of the sheet; characters that Excel forbids are left out.
        headings: the first row, which stays in sight.
        rows: one value for each heading; written as they come, not kept. Dates become real dates.
        created: time of making.

    Raises:
        Refusal: the file cannot be written.
    """
    with replacing(path) as file:
        book: Any = Workbook(write_only=True)
        book.properties.creator = "edo"
        book.properties.created = created.astimezone(UTC).replace(tzinfo=None)
        sheet = book.create_sheet(_sheet_title(title))
        try:
            count = _fill(sheet, headings, rows)
        finally:
            sheet.close()
        book.save(file)
    return count


def write_csv(path: Path, *, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a list as CSV and return the number of its rows.

    UTF-8 with its mark, semicolons and CRLF, dates as 22.11.2026: what Excel with Russian or
    Kazakh settings opens rightly by a double click.

    Raises:
        Refusal: the file cannot be written.
    """
    count = 0
    with replacing(path) as file:
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            out = csv.writer(text, delimiter=";", lineterminator="\r\n")
            out.writerow([_harmless(heading.text) for heading in headings])
            for row in rows:
                out.writerow([_plain(cell) for cell in row])
                count += 1
        finally:
            text.detach()
    return count


def write_journal(
    path: Path,
    *,
    heading: JournalHeading,
    rows: Iterable[JournalRow],
    language: PaperLanguage,
    created: datetime,
) -> int:
    """Write a journal with the columns it has on paper, as CSV if the name ends so, else as xlsx.

    Raises:
        Refusal: the file cannot be written.
    """
    form = columns(heading.kind)
    headings = [
        Heading(column.heading.on(language), column.weight / _MM_A_CHARACTER) for column in form
    ]
    cells = ([column.read(entry) for column in form] for entry in entries(rows, language))
    if path.suffix.casefold() == ".csv":
        return write_csv(path, headings=headings, rows=cells)
    return write_xlsx(path, title=heading.index, headings=headings, rows=cells, created=created)


def _fill(sheet: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> int:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = heading.width
    styles = _Styles(sheet)
    sheet.append([styles.head(heading.text) for heading in headings])
    count = 0
    for row in rows:
        sheet.append([styles.cell(value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count + 1}"
    return count


class _Styles:
    """Makes cells by copying one of each kind, for giving a cell its style takes long."""

    def __init__(self, sheet: Any) -> None:
        self._number = self._model(sheet, 0)
        self._text = self._model(sheet, "")
        self._literal = self._model(sheet, "")
        self._literal.quotePrefix = True
        self._date = self._model(sheet, date(2026, 1, 1), "dd.mm.yyyy")
        self._moment = self._model(sheet, date(2026, 1, 1), "dd.mm.yyyy hh:mm")
        self._head = self._model(sheet, "")
        self._head.font = Font(bold=True)
        self._head.fill = PatternFill("solid", fgColor="EDEDED")
        self._head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")

    @staticmethod
    def _model(sheet: Any, value: Cell, number_format: str = "General") -> Any:
        make: Any = WriteOnlyCell
        cell = make(sheet, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = number_format
        return cell

    def head(self, text: str) -> Any:
        """Return a cell of the first row."""
        return _as(self._head, text)

    def cell(self, value: Cell) -> Any:
        """Return a cell for a value; None stays empty."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._worded(value)
        if not isinstance(value, date):
            return _copied(self._number, value)
        if value.year < _EARLIEST_YEAR:
            return self._worded(as_text(value))
        if isinstance(value, datetime):
            return _copied(self._moment, value.replace(tzinfo=None))
        return _copied(self._date, value)

    def _worded(self, text: str) -> Any:
        return _as(self._literal if _FORMULA.match(text) else self._text, text)


def _copied(model: Any, value: Cell) -> Any:
    cell = copy(model)
    cell.value = value
    return cell


def _as(model: Any, text: str) -> Any:
    cell = _copied(model, _ILLEGAL.sub("", text)[:_TEXT_LIMIT])
    cell.data_type = "s"  # else "=1+1" would be a formula and "#N/A" an error
    return cell


def _plain(cell: Cell) -> str:
    return _harmless(cell) if isinstance(cell, str) else as_text(cell)


def _harmless(text: str) -> str:
    text = _ILLEGAL.sub("", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _sheet_title(title: str) -> str:
    return _TITLE_ILLEGAL.sub("", title).strip(" '")[:_TITLE_LIMIT].strip(" '") or "1"
