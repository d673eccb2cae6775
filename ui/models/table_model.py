"""The one table model: a read-only list of any length over three queries.

The first hundred rows are asked for at once and shown; the keys of all rows follow on a reader's
thread as one array of integers, so a million rows cost eight megabytes and the scroll bar is true
at once. Rows themselves are fetched by page of a hundred when a view wants them; sixty-four pages
are kept. A row that has not come yet is a placeholder.

When the list is asked again (a document was registered), the new keys are laid over the old ones:
what both have in common at the beginning and at the end stays, only the middle is taken out and put
in, so a view keeps its selection and its place by itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from edo.wording import Wording
from ui.bridge import Bridge
from ui.models.columns import Align, AnyColumn, AnySource, Keyed
from ui.models.keys import common_ends, likely_top
from ui.models.row_pages import PAGE, RowPages
from ui.speech import Speech
from ui.theme import Tone

LAY_OVER = 1000
TOP = 3 * PAGE
UPWARDS, DOWNWARDS = "↑", "↓"

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

ALIGNMENT = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.MIDDLE: Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class Role(IntEnum):
    """What the model tells beyond Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn in a cell: a tone only beside a word. `waiting`: the row has not come yet."""

    text: str = ""
    second: str = ""
    tone: Tone | None = None
    icon: str | None = None
    waiting: bool = False


WAITING = Cell(waiting=True)


class TableModel(QAbstractTableModel):
    """Rows of a `Source` under `Column`s.

    `refreshing` is sent before the keys change and `refreshed` after, `filled` when an answer came
    and the number of rows is true, `reordered` when another list or order is shown from its top.
    """

    refreshing = Signal()
    refreshed = Signal()
    filled = Signal()
    reordered = Signal()

    def __init__(
        self,
        bridge: Bridge,
        speech: Speech,
        columns: Sequence[AnyColumn],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._bridge = bridge
        self._speech = speech
        self._source: AnySource | None = None
        self._filters: dict[str, object] = {}
        self._sort: str | None = None
        self._descending = False
        self._usual: tuple[str | None, bool] = (None, False)
        self._tucked: dict[int, int] = {}
        self._keys = array("q")
        self._complete = False
        self._asking = False
        self._again = False
        self._generation = 0
        self._rows = RowPages(bridge, self._keys_from, self)
        self._rows.came.connect(self._repaint)
        speech.changed.connect(self._on_speech)

    @property
    def complete(self) -> bool:
        """Whether the keys of all rows are here; until then only the first hundred are."""
        return self._complete

    @property
    def filters(self) -> dict[str, object]:
        """The words the list was asked with."""
        return dict(self._filters)

    @property
    def order(self) -> tuple[str | None, bool]:
        """What the list is sorted by, and whether downwards."""
        return self._sort, self._descending

    @property
    def source(self) -> AnySource | None:
        """The queries the list comes from."""
        return self._source

    def sort_code(self, section: int) -> str | None:
        """Tell what a column's order is called; None where its heading does not sort."""
        column = self.columns[section]
        if column.sort is None and self._source is not None and self._source.any_order:
            return column.code
        return column.sort

    def prefer(self, sort: str | None, *, descending: bool = False) -> None:
        """Sort so whenever a list is shown without saying how."""
        known = sort in [column.sort or column.code for column in self.columns]
        self._usual = (sort, descending) if known else (None, False)

    def tuck(self, tucked: Mapping[int, int]) -> None:
        """Say columns that gave way in the second lines of others: place to place."""
        if tucked == self._tucked:
            return
        self._tucked = dict(tucked)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_tucked(self, section: int) -> bool:
        """Tell whether a column is said in the second line of another."""
        return section in self._tucked.values()

    def show(
        self,
        source: AnySource,
        /,
        *,
        sort: str | None = None,
        descending: bool = False,
        **filters: object,
    ) -> None:
        """Show another list from its top. What is shown now stays until the first rows are here."""
        self._source = source
        self._filters = filters
        if sort is None:
            sort, descending = self._usual
        self._sort, self._descending = sort, descending
        self._generation += 1
        self._again = False
        self._ask_first(fresh=True)

    def filter(self, **filters: object) -> None:
        """Ask the same list with other filters, in the same order."""
        if self._source is not None:
            self.show(self._source, sort=self._sort, descending=self._descending, **filters)

    def refresh(self) -> None:
        """Ask again and lay the answer over what is shown; many calls at once ask twice."""
        if self._source is None:
            return
        if self._asking:
            self._again = True
            return
        self._ask_first(fresh=False)

    def key_at(self, row: int) -> int | None:
        """Give the key of a row by its place."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def keys_between(self, first: int, last: int) -> array[int]:
        """Give the keys of the rows from one place to another, both included."""
        return self._keys[first : last + 1]

    def row_of(self, key: int, near: int = 0) -> int:
        """Give the place of a key, or -1; a place it may be near to makes that quick."""
        start = max(0, near - PAGE)
        for first, last in ((start, near + PAGE), (0, len(self._keys))):
            try:
                return self._keys.index(key, first, last)
            except ValueError:
                continue
        return -1

    def row_at(self, row: int) -> Any | None:
        """Give the row at a place if it has come, else nothing."""
        return self._rows.find(row, want=False)

    def rows_of(self, keys: array[int], then: Callable[[list[Any]], object]) -> None:
        """Fetch the rows of some keys, in their order, whether a view shows them or not."""
        if self._source is None:
            return

        def on_rows(rows: Sequence[Keyed]) -> None:
            found = {row.key: row for row in rows}
            then([found[key] for key in keys if key in found])

        self._bridge.ask(self._source.rows, then=on_rows, owner=self, keys=keys)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows known so far."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tell one thing about a cell."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                cell = self.cell(index.row(), index.column())
                if role == Qt.ItemDataRole.ToolTipRole and cell.second:
                    return f"{cell.text}\n{cell.second}"
                return cell.text
            case Role.CELL:
                return self.cell(index.row(), index.column())
            case Role.KEY:
                return self.key_at(index.row())
            case Qt.ItemDataRole.TextAlignmentRole:
                return ALIGNMENT[self.columns[index.column()].align]
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(index.row(), index.column())
            case _:
                return None

    def cell(self, row: int, column: int) -> Cell:
        """Make what is drawn in a cell; asks for the row's page where it is not here."""
        found = self._rows.find(row, want=True)
        if found is None:
            return WAITING
        spec, words = self.columns[column], self._speech.words
        text = spec.show(found, words)
        tucked = self._tucked.get(column)
        if tucked is None:
            second = _second(spec, found, words)
        else:
            below = self.columns[tucked]
            parts = below.show(found, words), _second(below, found, words)
            second = " · ".join(part for part in parts if part)
        return Cell(
            text,
            second,
            spec.tone(found) if spec.tone is not None and text else None,
            spec.icon(found) if spec.icon is not None else None,
        )

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Tell a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            heading = self._heading(section)
            tucked = self._tucked.get(section)
            return heading if tucked is None else f"{heading}, {self._heading(tucked).lower()}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENT[self.columns[section].align]
        return None

    def _heading(self, section: int) -> str:
        heading = self._speech.words.text(self.columns[section].heading)
        sort = self.sort_code(section)
        if sort is None or sort != self._sort:
            return heading
        return f"{heading} {DOWNWARDS if self._descending else UPWARDS}"

    def _told(self, row: int, column: int) -> str:
        """Say a cell to somebody who does not see it."""
        heading = self._speech.words.text(self.columns[column].heading)
        cell, tucked = self.cell(row, column), column in self._tucked
        return f"{heading}: {cell.text}" + (f", {cell.second}" if tucked and cell.second else "")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the list again in the order of a column."""
        if self._source is None or not 0 <= column < len(self.columns):
            return
        code = self.sort_code(column)
        if code is not None:
            downwards = order is Qt.SortOrder.DescendingOrder
            self.show(self._source, sort=code, descending=downwards, **self._filters)

    @property
    def has_own_order(self) -> bool:
        """Whether the list comes in an order of its own, to which one can go back."""
        source = self._source
        return source is not None and (source.any_order or source.own_order)

    def sort_as_it_comes(self) -> None:
        """Show the list in the order it comes in."""
        if self._source is not None:
            self.prefer(None)
            self.show(self._source, sort=None, descending=False, **self._filters)

    def match(
        self,
        start: Index,
        role: int,
        value: Any,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """Find nothing: Qt would walk through every row of a million; searching is the query's."""
        return []

    def _ask_first(self, *, fresh: bool) -> None:
        source = self._source
        if source is None:
            return
        self._asking = True
        generation = self._generation

        def on_first(rows: Sequence[Keyed]) -> None:
            if generation == self._generation:
                self._on_first(rows, fresh=fresh)

        self._bridge.ask(
            source.first,
            then=on_first,
            otherwise=self._on_refused,
            owner=self,
            key=(id(self), "list"),
            limit=PAGE,
            **self._ordered(source),
            **self._filters,
        )

    def _on_first(self, rows: Sequence[Keyed], *, fresh: bool) -> None:
        keys = array("q", (row.key for row in rows))
        whole = len(keys) < PAGE
        self._rows.hold()
        if fresh:
            self._start_over(keys, rows)
        else:
            self.refreshing.emit()
            self._rows.drop(0)
            self._rows.show_meanwhile(rows)
            if whole:
                self._lay_over(keys)
            else:
                self._lay_over(likely_top(keys, self._keys[:TOP]), TOP)
        self._rows.put_first(rows)
        self._rows.let_go()
        self._complete = whole
        self._repaint(0, len(self._keys))
        if fresh:
            self.reordered.emit()
        else:
            self.refreshed.emit()
        if whole:
            self._end_asking()
        else:
            self._ask_keys()

    def _ask_keys(self) -> None:
        source = self._source
        if source is None:
            return
        generation = self._generation

        def on_keys(keys: array[int]) -> None:
            if generation == self._generation:
                self._on_keys(keys)

        self._bridge.ask(
            source.keys,
            then=on_keys,
            otherwise=self._on_refused,
            owner=self,
            key=(id(self), "list"),
            **self._ordered(source),
            **self._filters,
        )

    def _ordered(self, source: AnySource) -> Mapping[str, object]:
        """Say the order in the words of the source's queries."""
        if not source.any_order:
            return source.order(self._sort, self._descending)
        by = next((column for column in self.columns if column.code == self._sort), None)
        return {"by": by, "words": self._speech.words, "descending": self._descending}

    def _on_keys(self, keys: array[int]) -> None:
        self.refreshing.emit()
        self._rows.hold()
        self._lay_over(keys)
        self._rows.let_go()
        self._complete = True
        self.refreshed.emit()
        self._end_asking()

    def _on_refused(self, error: object) -> None:
        self._asking = self._again = False
        self._bridge.failed.emit(error)

    def _end_asking(self) -> None:
        self._asking = False
        self.filled.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _start_over(self, keys: array[int], rows: Sequence[Keyed]) -> None:
        self.beginResetModel()
        if self._source is not None:
            self._rows.take(self._source)
        self._rows.put_first(rows)
        self._keys = keys
        self.endResetModel()

    def _lay_over(self, keys: array[int], upto: int | None = None) -> None:
        """Put other keys in the place of the first `upto` (of all, where it is None)."""
        old = self._keys if upto is None else self._keys[:upto]
        start, tail = common_ends(old, keys)
        removed, middle = len(old) - tail - start, keys[start : len(keys) - tail]
        if not removed and not middle:
            return
        self._rows.drop(start)
        if min(removed, len(middle)) > LAY_OVER:
            self.beginResetModel()
            self._keys[start : start + removed] = middle
            self.endResetModel()
            return
        if removed:
            self.beginRemoveRows(NOWHERE, start, start + removed - 1)
            del self._keys[start : start + removed]
            self.endRemoveRows()
        if middle:
            self.beginInsertRows(NOWHERE, start, start + len(middle) - 1)
            self._keys[start:start] = middle
            self.endInsertRows()

    def _keys_from(self, start: int, end: int) -> array[int]:
        return self._keys[start:end]

    def _repaint(self, start: int, end: int) -> None:
        if end > start and self.columns:
            last = self.index(end - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(start, 0), last)

    def _on_speech(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._repaint(0, len(self._keys))
        if self._sort is not None and self._source is not None and self._source.any_order:
            self.refresh()


def _second(column: AnyColumn, row: Keyed, words: Wording) -> str:
    return column.second(row, words) if column.second is not None else ""
