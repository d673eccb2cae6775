"""The one view of lists: keyboard, columns of one's own, copy as a table, a place kept by key."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from edo.wording import Wording
from ui.clipboard import put_table
from ui.desk import Desk
from ui.models.columns import AnyColumn, Keyed
from ui.models.table_model import TableModel
from ui.widgets.cells import CellPainter
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.table_layout import TableLayout

COPY_LIMIT = 5000
KEPT_SELECTED = 1000
NARROWEST = 48


@dataclass(frozen=True, slots=True)
class Kept:
    """A row to be found again after the rows moved: its key, its place, its offset in pixels."""

    key: int
    row: int
    offset: int


class TableView(QTableView):
    """A list on screen.

    `chosen` carries the key of the current row, or nothing; `opened` the key a person pressed Enter
    or clicked twice on; `typed` a letter typed into the list, for the page's own filter; `counted`
    how many rows are selected. Widths, order and choice of columns are remembered under `name`.
    """

    chosen = Signal(object)
    opened = Signal(object)
    typed = Signal(str)
    counted = Signal(int)

    def __init__(self, desk: Desk, model: TableModel, name: str) -> None:
        super().__init__()
        self.list = model
        self._desk = desk
        self._key: int | None = None
        self._top: Kept | None = None
        self._row = -1
        self._awaited: int | None = None
        self._moving = False
        self._selected = array("q")
        self._empty: QWidget | None = None
        self._painter = self._make_painter()
        self._build()
        self.layout_of_columns = TableLayout(self, model, desk, name)
        self._connect()
        self._dress()

    def set_empty(self, picture: QWidget) -> None:
        """Show a picture where the list has no rows."""
        self._empty = picture
        picture.setParent(self.viewport())
        self._show_empty()

    @property
    def empty(self) -> QWidget | None:
        """The picture of the empty list."""
        return self._empty

    def key(self) -> int | None:
        """Give the key of the current row."""
        return self._key

    def choose(self, key: int) -> bool:
        """Make the row of a key the current one and show it; False if it is not here."""
        row = self.list.row_of(key)
        if row < 0:
            return False
        self._go(row)
        return True

    def await_key(self, key: int) -> None:
        """Make the row of a key the current one: now, or once the list has come."""
        self._awaited = None if self.choose(key) and self.list.complete else key

    def selected_keys(self) -> array[int]:
        """Give the keys of all selected rows, in the order of the list."""
        keys = array("q")
        for first, last in self._spans():
            keys.extend(self.list.keys_between(first, last))
        return keys

    def selected_count(self) -> int:
        """Count the selected rows, without asking for their keys."""
        return sum(last - first + 1 for first, last in self._spans())

    def select_one(self) -> None:
        """Select nothing but the current row."""
        self.selectionModel().select(
            self.currentIndex(),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    def copy(self) -> None:
        """Put the selected rows on the clipboard as a table, headings first; at most 5 000.

        Where nothing is selected the whole list goes there.
        """
        keys = self.selected_keys() or self.list.keys_between(0, COPY_LIMIT - 1)
        keys = keys[:COPY_LIMIT]
        if keys:
            self.list.rows_of(keys, self._write_out)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page's filters as long as several rows are selected."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.selected_count() > 1
        ):
            event.accept()
            return True
        return super().event(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how many rows are selected."""
        super().selectionChanged(selected, deselected)
        self.counted.emit(self.selected_count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, go to the ends by Home and End, copy by Ctrl+C, let go by Esc."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._key is not None:
            self.opened.emit(self._key)
        elif event.key() == Qt.Key.Key_Escape and self.selected_count() > 1:
            self.select_one()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self._go(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self._go(self.list.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to the page: Qt would walk through every row."""
        self.typed.emit(search)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the whole row under the mouse."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the light out."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width, keep the row with the keys in sight, cover all of an empty list."""
        super().resizeEvent(event)
        self.layout_of_columns.fill()
        self._show_empty()
        seen = self.visualRect(self.currentIndex())
        if event.size().height() < seen.bottom() and seen.top() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell the page which row is current now."""
        super().currentChanged(current, previous)
        self._tell(self.list.key_at(current.row()) if current.isValid() else None)

    def column_menu(self) -> QMenu:
        """Make the menu in which columns are chosen."""
        return ColumnMenu(self, self._desk, self.layout_of_columns)

    def choose_columns(self) -> None:
        """Show that menu below the headings."""
        heads = self.horizontalHeader()
        menu = self.column_menu()
        menu.setActiveAction(menu.actions()[0])
        menu.popup(heads.mapToGlobal(heads.rect().bottomLeft()))

    def sort_by(self, section: int) -> None:
        """Sort upwards, then downwards, then, where there is one, in the order it comes in."""
        code, (sort, descending) = self.list.sort_code(section), self.list.order
        again = code is not None and code == sort
        if again and descending and self.list.has_own_order:
            self.list.sort_as_it_comes()
            return
        down = Qt.SortOrder.DescendingOrder
        up = Qt.SortOrder.AscendingOrder
        self.list.sort(section, down if again and not descending else up)

    def _make_painter(self) -> CellPainter:
        """Make what draws the cells."""
        return CellPainter(self._desk.theme, self)

    def _build(self) -> None:
        self.setModel(self.list)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setSectionsMovable(True)
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(NARROWEST)
        # With the view's own selection a heading asks of every row whether it is selected.
        heads.setSelectionModel(QItemSelectionModel(self.list, self))
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        heads = self.horizontalHeader()
        heads.sectionClicked.connect(self.sort_by)
        heads.customContextMenuRequested.connect(self._on_heading_menu)
        self.doubleClicked.connect(self._on_double_click)
        self.list.refreshing.connect(self._on_refreshing)
        self.list.refreshed.connect(self._on_refreshed)
        self.list.reordered.connect(self._on_reordered)
        self.list.filled.connect(self._show_empty)
        self.list.filled.connect(self._on_filled)
        self._desk.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._desk.theme.sizes.row)
        self.viewport().update()

    def _go(self, row: int) -> None:
        if 0 <= row < self.list.rowCount():
            column = max(0, self.columnAt(0))
            self.setCurrentIndex(self.list.index(row, column))
            self.scrollTo(self.list.index(row, column))

    def _spans(self) -> list[tuple[int, int]]:
        """Tell the first and last rows of what is selected, from the top."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(place) for place in range(chosen.count())]
        return sorted((span.top(), span.bottom()) for span in spans)

    def _tell(self, key: int | None) -> None:
        if key != self._key and not self._moving:
            self._key = key
            self.chosen.emit(key)

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered:
            self._painter.hovered = row
            self.viewport().update()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self.list.complete and self.list.rowCount() == 0)

    def _on_filled(self) -> None:
        """Go to the row that is waited for."""
        if self._awaited is not None and self.choose(self._awaited):
            self._awaited = None

    def _on_heading_menu(self, place: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(place))

    def _on_double_click(self, index: QModelIndex) -> None:
        key = self.list.key_at(index.row())
        if key is not None:
            self.opened.emit(key)

    def _on_refreshing(self) -> None:
        """Note by key what is selected and what is at the top, before the rows move."""
        few = self.selected_count() <= KEPT_SELECTED
        self._selected = self.selected_keys() if few else array("q")
        row = self.rowAt(0)
        key = self.list.key_at(row)
        at_top = self.verticalScrollBar().value() == 0
        self._top = None
        if key is not None and not at_top:
            self._top = Kept(key, row, self.rowViewportPosition(row))
        self._row = self.currentIndex().row()
        self._moving = True

    def _on_refreshed(self) -> None:
        self._moving = False
        kept = self._key
        row = -1 if kept is None else self.list.row_of(kept, self._row)
        if row >= 0 and self.currentIndex().row() != row:
            self.selectionModel().setCurrentIndex(
                self.list.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self._select_again()
        if self._top is not None:
            top = self.list.row_of(self._top.key, self._top.row)
            if top >= 0:
                moved = self.rowViewportPosition(top) - self._top.offset
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + moved)
        if row < 0:
            self._choose_neighbour()

    def _choose_neighbour(self) -> None:
        """Make another row the current one, as near as can be to the one that went."""
        count = self.list.rowCount()
        if count:
            self._go(min(max(self._row, 0), count - 1))
        self._tell(self.list.key_at(self.currentIndex().row()) if count else None)

    def _select_again(self) -> None:
        now = set(self.selected_keys()) if len(self._selected) else set[int]()
        missing = [key for key in self._selected if key not in now]
        last = self.list.columnCount() - 1
        selection = QItemSelection()
        for key in missing:
            row = self.list.row_of(key)
            if row >= 0:
                selection.select(self.list.index(row, 0), self.list.index(row, last))
        if not selection.isEmpty():
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def _on_reordered(self) -> None:
        self.scrollToTop()
        kept = self._key
        row = -1 if kept is None else self.list.row_of(kept)
        if self.list.rowCount():
            self._go(max(row, 0))
        else:
            self._tell(None)
        self._show_empty()

    def _write_out(self, rows: Sequence[Keyed]) -> None:
        self._desk.bridge.work(
            _written,
            rows,
            self.layout_of_columns.visible(),
            self._desk.speech.words,
            then=self._put_on_clipboard,
            key=(id(self), "copy"),
        )

    def _put_on_clipboard(self, written: tuple[str, str]) -> None:
        put_table(*written)


def _written(
    rows: Sequence[Keyed], columns: Sequence[AnyColumn], words: Wording
) -> tuple[str, str]:
    """Write rows as lines with tabs and as a table of HTML: thousands take a while."""
    table = [[words.text(column.heading) for column in columns]]
    table += [[column.show(row, words) for column in columns] for row in rows]
    return "\n".join("\t".join(_flat(text) for text in line) for line in table), _html(table)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _html(table: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(text)}</td>" for text in line) for line in table)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
