"""A list as one sees it, out to a file: the same rows, columns and order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from edo.wording import Wording
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.long_run import Progress, until_stopped
from ui.models.columns import AnyColumn, Keyed
from ui.models.table_model import TableModel
from ui.theme import Tone
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.notice_bar import Notice
from ui.widgets.table_view import TableView
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.printing import Printed
    from edo.sheets.seen_list import SeenCell, SeenColumn

CHUNK = 500
PIXELS_A_LETTER = 7
NARROWEST = 6
WIDER = 2
"""So much wider is a column that takes what is left on screen."""
SEVERAL = 2
"""So many selected rows go out alone."""
KINDS = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)", ".pdf": "PDF (*.pdf)"}
Rows = Callable[..., Sequence[Any]]


class ListOut(QObject):
    """Writes what a view shows to xlsx, CSV or PDF, by the name a person chooses.

    Where several rows are selected these go out, else all of the list. `note` says in words what
    the list is narrowed to.
    """

    def __init__(
        self,
        desk: Desk,
        view: Callable[[], TableView],
        page: QWidget,
        note: Callable[[], str] = str,
    ) -> None:
        super().__init__(page)
        self._desk, self._view, self._page, self._note = desk, view, page, note

    def export(self) -> None:
        """Ask for a name and write the list there."""
        title = self._desk.speech.words.text("Export this list")
        self._ask(title, (".xlsx", ".csv", ".pdf"))

    def print_out(self) -> None:
        """Ask for a name and print the list there."""
        self._ask(self._desk.speech.words.text("Print the list"), (".pdf",))

    def write(self, path: Path) -> None:
        """Write the list to a file whose name ends in .xlsx, .csv or .pdf."""
        model = self._view().list
        if model.complete:
            self._write(path)
            return

        def on_filled() -> None:
            model.filled.disconnect(on_filled)
            self._write(path)

        model.filled.connect(on_filled)  # only the first page is here yet

    def _ask(self, title: str, endings: Sequence[str]) -> None:
        name = f"{self._desk.today().isoformat()} {self._view().accessibleName()}{endings[0]}"
        start = last_folder(self._desk.memory) / name.replace("/", "-")
        kinds = ";;".join(KINDS[ending] for ending in endings)
        chosen, kind = QFileDialog.getSaveFileName(self._page, title, str(start), kinds)
        if chosen:
            path = Path(chosen)
            if path.suffix.casefold() not in endings:
                ending = next((one for one in endings if KINDS[one] == kind), endings[0])
                path = path.with_name(f"{path.name}{ending}")
            keep_folder(self._desk.memory, path)
            self.write(path)

    def _write(self, path: Path) -> None:
        words, view = self._desk.speech.words, self._view()
        model, several = view.list, view.selected_count() >= SEVERAL
        source = model.source
        if source is None:
            return
        keys = view.selected_keys() if several else model.keys_between(0, model.rowCount() - 1)
        self._desk.bridge.run_long(
            write_list,
            words.text("Exporting the list"),
            then=self._on_written,
            owner=self,
            writes=False,
            path=path,
            title=view.accessibleName(),
            note=self._said(model, len(keys), several=several),
            keys=keys,
            columns=tuple(view.layout_of_columns.visible()),
            rows=source.rows,
            words=words,
        )

    def _said(self, model: TableModel, count: int, *, several: bool) -> str:
        """Say what narrows the list, its order, and how many rows it has."""
        words, (sort, descending) = self._desk.speech.words, model.order
        places = [at for at in range(len(model.columns)) if model.sort_code(at) == sort]
        order = ""
        if sort and places:
            column = " ".join(words.text(model.columns[places[0]].heading).split())
            order = words.text("by “{column}”", column=column)
            if descending:
                order = words.text("by “{column}”, from the end", column=column)
        rows = words.plural("{n} row", "{n} rows", count)
        chosen = words.text("only what was selected") if several else ""
        return " · ".join(part for part in (self._note(), chosen, order, rows) if part)

    def _on_written(self, printed: Printed | None) -> None:
        words = self._desk.speech.words
        if printed is None:
            text = words.text("Stopped. Nothing was written.")
            tell(self._page, Notice(text, Tone.NEUTRAL))
            return
        path = printed.path
        rows = words.plural("{n} row", "{n} rows", printed.rows)
        text = words.text("Written: {name}", name=path.name) + f" · {rows}"
        act: Callable[[], object] = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        tell(self._page, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))


def write_list(
    workplace: OpenWorkplace,
    *,
    path: Path,
    title: str,
    note: str,
    keys: array[int],
    columns: Sequence[AnyColumn],
    rows: Rows,
    words: Wording,
    progress: Progress,
) -> Printed | None:
    """Write the rows of some keys, in their order; nothing where it is stopped.

    Raises:
        Refusal: the file cannot be written.
    """
    # Read here, on the thread that writes: what knows spreadsheets and paper takes a while to read.
    sheets: Any = import_module("edo.sheets.seen_list")
    heads = [_head(sheets.SeenColumn, column, words) for column in columns]
    cells = (
        [_cell(sheets.SeenCell, column, row, words) for column in columns]
        for row in _rows(workplace, keys, rows, progress)
    )
    try:
        return sheets.write_seen(
            workplace, path, title=title, note=note, columns=heads, rows=cells, words=words
        )
    except CancelledError:  # out of the rows, through the file being written, which is gone
        return None


def _rows(
    workplace: OpenWorkplace, keys: array[int], rows: Rows, progress: Progress
) -> Iterator[Keyed]:
    step = until_stopped(progress)
    for start in range(0, len(keys), CHUNK):
        step(start, len(keys))
        some = keys[start : start + CHUNK]
        found = {row.key: row for row in workplace.read(rows, keys=some)}
        yield from (found[key] for key in some if key in found)


def _head(make: type[SeenColumn], column: AnyColumn, words: Wording) -> SeenColumn:
    heading = " ".join(words.text(column.heading).split())
    beside = ""
    if column.second is not None:
        beside = words.text(column.beside) if column.beside else f"{heading} (2)"
    width = column.width * (WIDER if column.stretch else 1)
    return make(heading, max(NARROWEST, width / PIXELS_A_LETTER), beside)


def _cell(make: type[SeenCell], column: AnyColumn, row: Keyed, words: Wording) -> SeenCell:
    second = column.second(row, words) if column.second is not None else ""
    value = column.value(row) if column.value is not None else None
    return make(column.show(row, words), second, value)
