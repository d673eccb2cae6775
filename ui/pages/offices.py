"""The offices as a tree: a section of the organisation's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from edo.queries.directory import OfficeItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.office_sheets import OfficeSheet
from ui.models.columns import Column
from ui.models.held import Entry, Held, entry
from ui.models.table_model import TableModel
from ui.pages.section import Deed, Tools
from ui.pages.staff import closed_word
from ui.theme import GRID, MARGIN, Theme
from ui.widgets.both import other, own
from ui.widgets.find_among import holds
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.select import sentence
from ui.widgets.table_view import TableView

ID = Qt.ItemDataRole.UserRole + 1
HEADINGS = (mark("Office"), mark("Short name"), mark("Level"), mark("BIN"), mark("Phone"))
ARROW, BAR = 16, 3
WIDTHS = (460, 130, 260, 140, 160)


def _name(row: Entry[OfficeItem], words: Wording) -> str:
    return own(words, row.item.office.name_ru, row.item.office.name_kk)


COLUMNS: tuple[Column[Entry[OfficeItem]], ...] = (
    Column(
        "name",
        HEADINGS[0],
        _name,
        WIDTHS[0],
        second=lambda row, words: other(words, row.item.office.name_ru, row.item.office.name_kk),
        beside=mark("In the other language"),
    ),
    Column("short", HEADINGS[1], lambda row, _words: row.item.office.short, WIDTHS[1]),
    Column(
        "level",
        HEADINGS[2],
        lambda row, words: sentence(words.name(row.item.office.level)),
        WIDTHS[2],
    ),
    Column("bin", HEADINGS[3], lambda row, _words: row.item.office.bin, WIDTHS[3]),
    Column("phone", HEADINGS[4], lambda row, _words: row.item.office.phone, WIDTHS[4]),
)
"""The same as a table, for paper and files."""


class OfficeTree(QTreeView):
    """The tree on screen; Enter on an office opens it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground from the edge on, the line under it, and the arrow of a branch."""
        theme, model = self._theme, index.model()
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, theme.colour("chosen"))
            if self.hasFocus():
                painter.fillRect(QRect(0, rect.top(), BAR, rect.height()), theme.colour("accent"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if model.hasChildren(index):
            box = QRect(0, 0, ARROW, ARROW)
            box.moveCenter(rect.center())
            box.moveLeft(rect.right() - self.indentation() + GRID // 2)
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            theme.icon(name, "muted", ARROW).paint(painter, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class OfficePainter(QStyledItemDelegate):
    """Draws a cell of the tree on the ground of all lists."""

    def __init__(self, theme: Theme, tree: OfficeTree) -> None:
        super().__init__(tree)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill the ground of a chosen row, then draw as if it were any other."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.colour("chosen"))
            option.state &= ~QStyle.StateFlag.State_Selected
            option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)


class OfficesSection(QWidget):
    """The tree of offices; a new one stands under the office chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whole: Organisation | None = None
        self.tree = OfficeTree(desk.theme)
        self.model = QStandardItemModel(self)
        self.tools = Tools(
            desk,
            [
                Deed(mark("Add under it…"), self.add, "Ins", "plus"),
                Deed(mark("Change…"), self.change, "F2", chosen=True),
            ],
        )
        self.held: Held[OfficeItem] = Held(any_order=False)
        self.table = TableView(desk, TableModel(desk.bridge, desk.speech, COLUMNS, self), "offices")
        self.table.setParent(self)
        self.table.hide()
        self.list_tools = ListTools(desk, lambda: self.table, self)
        self._build()
        self._connect()
        self._say()

    @property
    def chosen(self) -> OfficeItem | None:
        """The office chosen in the tree."""
        index = self.tree.currentIndex()
        code = index.siblingAtColumn(0).data(ID) if index.isValid() else None
        offices = self._whole.offices if self._whole is not None else ()
        return next((item for item in offices if item.id == code), None)

    def show_whole(self, whole: Organisation) -> None:
        """Show the tree, keeping the office chosen and the branches folded away."""
        chosen, folded = self.chosen, set(self._folded())
        self._whole = whole
        self._fill(whole)
        self.tree.expandAll()
        for index in self._indexes():
            code = index.data(ID)
            if code in folded:
                self.tree.collapse(index)
            if code == (chosen.id if chosen is not None else whole.office):
                self.tree.setCurrentIndex(index)
        self._search()

    def add(self) -> None:
        """Add an office under the one chosen."""
        if self._whole is not None:
            OfficeSheet(self._desk, self.window(), self._whole, under=self.chosen).open()

    def change(self) -> None:
        """Change the office chosen."""
        if self._whole is not None and self.chosen is not None:
            OfficeSheet(self._desk, self.window(), self._whole, self.chosen).open()

    def _build(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(OfficePainter(self._desk.theme, tree))
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setIndentation(3 * GRID)
        tree.setExpandsOnDoubleClick(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * GRID, 0, 0)
        layout.setSpacing(GRID + GRID // 2)
        margin = QHBoxLayout()
        margin.setContentsMargins(MARGIN, 0, MARGIN, 0)
        margin.addWidget(self.tools)
        put_in(layout, margin)
        layout.addWidget(tree, 1)
        self.tools.serve(self, tree)
        self.tools.add_tools(self.list_tools.button)
        self.list_tools.actions["copy"].setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.table.list.show(self.held.source)
        self.setFocusProxy(tree)

    def _connect(self) -> None:
        self.tree.activated.connect(lambda: self.change())
        self.tree.doubleClicked.connect(lambda: self.change())
        self.tree.selectionModel().currentChanged.connect(self._on_chosen)
        self.tools.search.textChanged.connect(self._search)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._give_icons)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.tree.setAccessibleName(words.text("Offices"))
        self.table.setAccessibleName(words.text("Offices"))
        self.model.setHorizontalHeaderLabels([words.text(name) for name in HEADINGS])
        heads = self.tree.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in list(enumerate(WIDTHS))[1:]:
            heads.resizeSection(column, width)

    def _fill(self, whole: Organisation) -> None:
        children: dict[str, list[OfficeItem]] = defaultdict(list)
        known = {item.id for item in whole.offices}
        for item in sorted(whole.offices, key=lambda one: one.office.closed):
            parent = item.office.parent
            children[parent if parent in known else ""].append(item)
        self.model.removeRows(0, self.model.rowCount())
        self._add_below(self.model.invisibleRootItem(), "", children)

    def _add_below(
        self, above: QStandardItem, parent: str, children: dict[str, list[OfficeItem]]
    ) -> None:
        for item in children.get(parent, ()):
            cells = self._cells(item)
            above.appendRow(cells)
            self._add_below(cells[0], item.id, children)

    def _cells(self, item: OfficeItem) -> list[QStandardItem]:
        words, office = self._desk.speech.words, item.office
        name = own(words, office.name_ru, office.name_kk)
        closed = closed_word(words, closed=office.closed)
        texts = (
            f"{name} ({closed})" if closed else name,
            office.short,
            sentence(words.name(office.level)),
            office.bin,
            office.phone,
        )
        cells = [QStandardItem(text) for text in texts]
        for cell in cells:
            cell.setToolTip(f"{office.name_ru}\n{office.name_kk}".strip())
        cells[0].setData(item.id, ID)
        self._give_icon(cells[0])
        return cells

    def _give_icon(self, cell: QStandardItem) -> None:
        mine = self._whole is not None and cell.data(ID) == self._whole.office
        cell.setIcon(self._desk.theme.icon("landmark", "accent_text" if mine else "muted"))

    def _give_icons(self) -> None:
        for index in self._indexes():
            self._give_icon(self.model.itemFromIndex(index))

    def _indexes(self, above: QModelIndex | None = None) -> Iterator[QModelIndex]:
        parent = above or QModelIndex()
        for row in range(self.model.rowCount(parent)):
            index = self.model.index(row, 0, parent)
            yield index
            yield from self._indexes(index)

    def _folded(self) -> Iterator[str]:
        for index in self._indexes():
            if self.model.rowCount(index) and not self.tree.isExpanded(index):
                yield str(index.data(ID))

    def _search(self) -> None:
        typed = self.tools.search.text()
        self._hide_unlike(QModelIndex(), typed)
        self._show_table()

    def _show_table(self) -> None:
        """Keep the same offices as a table, which is what goes out of the program."""
        offices = {item.id: item for item in self._whole.offices} if self._whole else {}
        seen = (
            str(index.data(ID))
            for index in self._indexes()
            if not self.tree.isRowHidden(index.row(), index.parent())
        )
        self.held.put(entry(id, offices[id]) for id in seen if id in offices)
        self.table.list.refresh()

    def _hide_unlike(self, parent: QModelIndex, typed: str) -> bool:
        """Hide what neither holds the text nor stands above what does; tell if any is left."""
        left = False
        for row in range(self.model.rowCount(parent)):
            index = self.model.index(row, 0, parent)
            whole = " ".join(
                str(index.siblingAtColumn(column).data() or "") for column in range(len(HEADINGS))
            )
            here = holds(f"{whole} {index.data(Qt.ItemDataRole.ToolTipRole)}", typed)
            below = self._hide_unlike(index, typed)
            self.tree.setRowHidden(row, parent, not (here or below))
            left = left or here or below
        return left

    def _on_chosen(self) -> None:
        self.tools.allow(chosen=self.chosen is not None)
