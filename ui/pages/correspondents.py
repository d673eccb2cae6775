"""The directory of correspondents: a section of the organisation's page, as long as it may be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from edo.queries import correspondents as asked
from edo.queries.correspondents import CorrespondentItem, Sort
from edo.queries.organisation import Organisation
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.correspondent_sheet import CorrespondentSheet, MergeSheet
from ui.models.columns import Align, Column, Source
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages.section import Deed, Tools, lay_out
from ui.widgets.both import other, own
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.list_tools import ListTools
from ui.widgets.select import sentence
from ui.widgets.table_view import TableView

COLUMNS: tuple[Column[CorrespondentItem], ...] = (
    Column(
        "name",
        mark("Correspondent"),
        lambda row, words: own(words, row.correspondent.name_ru, row.correspondent.name_kk),
        300,
        second=lambda row, words: other(
            words, row.correspondent.name_ru, row.correspondent.name_kk
        ),
        stretch=True,
        sort=Sort.NAME,
    ),
    Column(
        "being",
        mark("Who"),
        lambda row, words: sentence(words.name(row.correspondent.being)),
        150,
    ),
    Column(
        "bin", mark("BIN or IIN"), lambda row, _words: row.correspondent.bin, 130, sort=Sort.BIN
    ),
    Column("address", mark("Address"), lambda row, _words: row.correspondent.address, 200),
    Column("phone", mark("Phone"), lambda row, _words: row.correspondent.phone, 140),
    Column(
        "documents",
        mark("Documents"),
        lambda row, words: words.number(row.documents),
        110,
        align=Align.RIGHT,
        sort=Sort.DOCUMENTS,
        value=lambda row: row.documents,
    ),
)


NOTHING = (
    mark("No correspondents yet"),
    mark("They come by themselves as letters are registered; Ins adds one."),
)
NOBODY = (mark("Nobody by this name"), mark("Try a part of it; Esc ends the search."))


def _first(connection: Any, *, limit: int, **words: Any) -> Sequence[CorrespondentItem]:
    return asked.rows(connection, keys=asked.all_keys(connection, **words)[:limit])


def _keys(connection: Any, **words: Any) -> array[int]:
    return array("q", asked.all_keys(connection, **words))


def _order(sort: str | None, descending: bool) -> Mapping[str, object]:
    return {"sort": Sort(sort or Sort.NAME), "descending": descending}


SOURCE = Source(_first, _keys, asked.rows, _order)


class CorrespondentsSection(QWidget):
    """Everybody who writes to us or is written to."""

    CHAPTER = "correspondents"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.list = TableView(
            desk, TableModel(desk.bridge, desk.speech, COLUMNS, self), "correspondents"
        )
        self.tools = Tools(
            desk,
            [
                Deed(mark("Merge…"), self.merge, "Ctrl+M", "merge", listed=True),
                Deed(mark("Add…"), self.add, "Ins", "plus"),
                Deed(mark("Change…"), self.change, "F2", chosen=True),
            ],
        )
        self.list_tools = ListTools(desk, lambda: self.list, self)
        self._empty = EmptyState(desk, *NOTHING)
        self.list.set_empty(self._empty)
        lay_out(self, desk, self.list, self.tools, self.list_tools)
        self._connect()
        self._show()

    def show_whole(self, whole: Organisation) -> None:
        """Take no notice: correspondents have a query of their own."""

    def choose(self, key: int) -> None:
        """Choose an entry as soon as it is here, whatever was looked for in the list."""
        self.tools.search.clear()
        self.list.await_key(key)

    def add(self) -> None:
        """Add a correspondent."""
        CorrespondentSheet(self._desk, self.window()).open()

    def change(self) -> None:
        """Change the chosen correspondent."""
        self.list.list.rows_of(self.list.selected_keys()[:1], self._on_change)

    def merge(self) -> None:
        """Merge two entries: the two selected, or those chosen in the sheet."""
        self.list.list.rows_of(self.list.selected_keys()[:2], self._on_merge)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda: self.change())
        self.list.typed.connect(self._on_typed)
        self.tools.search.textChanged.connect(self._show)
        self._desk.speech.changed.connect(self._show)
        Live(self._desk.bridge, self, self.list.list.refresh, touches("cd"))

    def _show(self) -> None:
        text = self.tools.search.text()
        self.list.setAccessibleName(self._desk.speech.words.text("Correspondents"))
        self._empty.show_texts(
            *(NOBODY if text else NOTHING), picture=Picture.SEARCH if text else Picture.PAPERS
        )
        model, language = self.list.list, self._desk.speech.language
        sort, descending = model.order
        model.show(SOURCE, sort=sort, descending=descending, text=text, language=language)

    def _on_chosen(self, key: int | None) -> None:
        self.tools.allow(chosen=key is not None, listed=key is not None)

    def _on_typed(self, text: str) -> None:
        self.tools.search.setFocus()
        self.tools.search.insert(text)

    def _on_change(self, rows: Sequence[Any]) -> None:
        for item in rows:
            CorrespondentSheet(self._desk, self.window(), item).open()

    def _on_merge(self, rows: Sequence[Any]) -> None:
        MergeSheet(self._desk, self.window(), rows).open()
