"""What was found: documents, best first, more of them as one scrolls."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from edo.domain.card import Kind
from edo.domain.organisation import Office
from edo.queries import directory
from edo.queries.directory import OfficeItem
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter
from edo.queries.search import Hit, marked, search
from ui.desk import Desk
from ui.models.document_list import office_name, theirs
from ui.models.excerpts import ExcerptReader

PAGE = 50
MOST = 500
"""Hits asked for again at once when something was changed."""
HIT = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FoundList(QAbstractListModel):
    """The hits of one search. `answered` is sent when its first page is here."""

    answered = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hits: list[Hit] = []
        self._more = False
        self._asking = False
        self._limit = PAGE
        self.text = ""
        self.filter = Filter()
        self.newest_first = False
        self.marks = marked("")
        self._offices: dict[str, Office] = {}
        self._excerpts: dict[int, str] = {}
        self._wanted: list[int] = []
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(0)
        self._seen.timeout.connect(self._ask_excerpts)
        self._reader = ExcerptReader(desk.bridge, self)
        self._reader.came.connect(self._on_excerpts)
        self.ask_offices()

    @property
    def complete(self) -> bool:
        """Whether everything found is here."""
        return not self._more

    def search(self, text: str) -> None:
        """Look for a text; what was found before stays until the answer is here."""
        self.text = text.strip()
        if not self.text:
            self._put([])
            return
        self._ask(self._on_first, None)

    def narrow(self, *, kind: str, newest_first: bool) -> None:
        """Look for the same text in one kind of documents only, or in the order of time."""
        self.filter = replace(self.filter, kind=Kind(kind) if kind else None)
        self.newest_first = newest_first
        self.search(self.text)

    def ask_offices(self) -> None:
        """Ask what the offices are called."""
        self._desk.bridge.ask(
            directory.offices, then=self._on_offices, key=(id(self), "offices"), owner=self
        )

    def office(self, row: DocumentRow) -> str:
        """Give the short name of another office's document's office; nothing for our own."""
        office = self._offices.get(row.office)
        return office_name(self._desk.speech.words, office) if office else ""

    def excerpt(self, hit: Hit) -> str:
        """Give the words found in a document's files; who draws a hit has them asked for."""
        key = hit.row.key
        if not hit.in_file:
            return ""
        if key not in self._excerpts:
            self._excerpts[key] = ""
            self._wanted.append(key)
            self._seen.start()
        return self._excerpts[key]

    def hit(self, row: int) -> Hit | None:
        """Give the hit at a place."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def keys(self) -> array[int]:
        """Give the keys of the hits that are here."""
        return array("q", (hit.row.key for hit in self._hits))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the hits that are here."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tell a hit, or what is read out of it."""
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words, row = self._desk.speech.words, hit.row
            parts = (
                f"№ {row.number}" if row.number else words.name(row.status),
                words.date(row.on),
                row.subject(words.language),
                row.correspondent(words.language),
                theirs(row, words),
                self.office(row),
                self._excerpts.get(row.key, ""),
            )
            return ", ".join(part for part in parts if part)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there is more than is here."""
        return self._more and not self._asking

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next hits."""
        if self.canFetchMore(parent) and self._hits:
            self._asking = True
            self._ask(self._on_more, self._hits[-1])

    def refresh(self) -> None:
        """Look once more for as much as is here: something was registered or changed."""
        self.ask_offices()
        if self.text:
            self._ask(self._on_first, None, min(MOST, max(PAGE, len(self._hits))))

    def _ask(self, then: Any, after: Hit | None, limit: int = PAGE) -> None:
        text = self.text
        self._limit = limit

        def on_hits(hits: Sequence[Hit]) -> None:
            if text == self.text:
                then(hits)

        self._desk.bridge.ask(
            search,
            then=on_hits,
            key=(id(self), "found"),
            owner=self,
            text=text,
            limit=limit,
            after=after.place if after else None,
            filter=self.filter,
            newest_first=self.newest_first,
        )

    def _ask_excerpts(self) -> None:
        keys, self._wanted = self._wanted, []
        self._reader.look_for(self.text)
        self._reader.read(keys)

    def _on_excerpts(self, found: Mapping[int, str]) -> None:
        if self._hits:
            self._excerpts |= found
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def _on_offices(self, items: Sequence[OfficeItem]) -> None:
        self._offices = {item.id: item.office for item in items}
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def _on_first(self, hits: Sequence[Hit]) -> None:
        self.marks = marked(self.text)
        self._put(hits)

    def _put(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = list(hits)
        self._excerpts, self._wanted = {}, []
        self._reader.look_for("")
        self._more = len(hits) == self._limit
        self._asking = False
        self.endResetModel()
        self.answered.emit()

    def _on_more(self, hits: Sequence[Hit]) -> None:
        start = len(self._hits)
        self._more = len(hits) == PAGE
        self._asking = False
        if hits:
            self.beginInsertRows(NOWHERE, start, start + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()
            self.answered.emit()
