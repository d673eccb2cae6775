"""The list as one sees it, out to a spreadsheet: the same columns, filters and order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.journal_cells import Cell
from edo.wording import Wording
from ui.bridge import OpenWorkplace, Progress
from ui.desk import Desk
from ui.models.columns import AnyColumn
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.table_view import TableView
from ui.widgets.telling import tell

CHUNK = 500
FOLDER = "files.folder"
PIXELS_A_LETTER = 7
DATES = {"date": "on", "their_date": "their_date", "due": "due"}
"""Columns that are dates in the spreadsheet too → the row's field."""


class ListOut(QObject):
    """Writes the list of a view to xlsx or CSV, by the name a person chooses."""

    def __init__(self, desk: Desk, view: TableView, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._view, self._page = desk, view, page

    def export(self) -> None:
        """Ask for a name and write the list there."""
        words = self._desk.speech.words
        start = Path(self._desk.memory.get(FOLDER)) / f"{self._view.accessibleName()}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(
            self._page,
            words.text("Export this list"),
            str(start),
            "Excel (*.xlsx);;CSV (*.csv)",
        )
        if chosen:
            path = Path(chosen)
            if path.suffix.casefold() not in (".xlsx", ".csv"):
                path = path.with_name(f"{path.name}.{'csv' if 'csv' in kind else 'xlsx'}")
            self._desk.memory.set(FOLDER, str(path.parent))
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the list to a file whose name ends in .xlsx or .csv."""
        words, view = self._desk.speech.words, self._view
        keys = view.list.keys_between(0, view.list.rowCount() - 1)
        self._desk.bridge.run_long(
            write_list,
            words.text("Exporting the list"),
            then=partial(self._on_written, path),
            owner=self,
            writes=False,
            path=path,
            title=view.accessibleName(),
            keys=keys,
            columns=tuple(view.layout_of_columns.visible()),
            words=words,
            today=self._desk.today(),
        )

    def _on_written(self, path: Path, count: int) -> None:
        words = self._desk.speech.words
        rows = words.plural("{n} document", "{n} documents", count)
        text = words.text("Written: {name}", name=path.name) + f" · {rows}"
        act: Callable[[], object] = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        tell(self._page, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))


def write_list(
    workplace: OpenWorkplace,
    *,
    path: Path,
    title: str,
    keys: array[int],
    columns: Sequence[AnyColumn],
    words: Wording,
    progress: Progress,
    today: date,
) -> int:
    """Write a list of documents and return how many rows; a run that is stopped writes fewer.

    Raises:
        Refusal: the file cannot be written.
    """
    rows = _rows(workplace, keys, columns, words, progress)
    # Read here, on the thread that writes: what knows spreadsheets takes a while to read.
    spreadsheet: Any = import_module("edo.transfer.spreadsheet")
    headings = [
        spreadsheet.Heading(words.text(column.heading), max(10, column.width / PIXELS_A_LETTER))
        for column in columns
    ]
    if path.suffix.casefold() == ".csv":
        return spreadsheet.write_csv(path, headings=headings, rows=rows)
    created = datetime.combine(today, datetime.min.time(), UTC)
    return spreadsheet.write_xlsx(path, title=title, headings=headings, rows=rows, created=created)


def _rows(
    workplace: OpenWorkplace,
    keys: array[int],
    columns: Sequence[AnyColumn],
    words: Wording,
    progress: Progress,
) -> Iterator[list[Cell]]:
    for start in range(0, len(keys), CHUNK):
        if not progress(start, len(keys)):
            return
        for row in workplace.read(documents.rows, keys=keys[start : start + CHUNK]):
            yield [_cell(column, row, words) for column in columns]


def _cell(column: AnyColumn, row: DocumentRow, words: Wording) -> Cell:
    field = DATES.get(column.code)
    if field is not None:
        day: date | None = getattr(row, field)
        return day
    return row.files or None if column.code == "files" else column.show(row, words)
