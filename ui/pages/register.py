"""The page of one kind of documents: its filters, its list, and the document chosen beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edo.domain.card import Kind
from edo.queries import documents
from edo.queries.documents import Card, DocumentRow
from edo.queries.listing import Filter, Sort
from edo.sentences import mark
from ui.desk import Desk
from ui.handbook import chapter_about
from ui.models.document_list import columns, source
from ui.models.live import Live
from ui.models.table_model import TableModel
from ui.pages.document_pane import DocumentPane, pane_beside
from ui.pages.register_chips import WAITING, waiting_state
from ui.pages.register_filters import RegisterFilters
from ui.pages.register_many import RegisterMany
from ui.theme import GRID
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.key_action import quiet_button
from ui.widgets.late import Late
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.polish import beside_title, named
from ui.widgets.saved_views import Filters, SavedViews
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.split import Split
from ui.widgets.table_layout import Arrangement
from ui.widgets.table_view import TableView

NAMES = {
    Kind.INCOMING: mark("Incoming"),
    Kind.OUTGOING: mark("Outgoing"),
    Kind.INTERNAL: mark("Internal"),
    Kind.ORDERS: mark("Orders"),
    Kind.MINUTES: mark("Minutes"),
    Kind.APPEALS: mark("Appeals"),
}
NOTHING = (mark("Nothing is registered here yet"), mark("Ctrl+N registers the first document."))
NOTHING_FOUND = (mark("No document fits these filters"), mark("Esc takes the filters off."))


class RegisterPage(QWidget):
    """The register of one kind.

    `opened` carries the id of a document of another register a person wants to see; `printing` asks
    for the journal on paper.
    """

    opened = Signal(str)
    printing = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "register")
        self._desk, self.kind = desk, kind
        self.list = TableModel(desk.bridge, desk.speech, columns(kind, desk.today), self)
        self.view = TableView(desk, self.list, f"documents.{kind.value}")
        self.CHAPTER = chapter_about(kind)
        self.filters = RegisterFilters(desk, kind)
        self._beside = Late(self._make_pane)
        self._title, self._count = QLabel(), QLabel()
        self._empty = EmptyState(desk, *NOTHING, picture=Picture.PAPERS)
        self._master = named(QWidget(), "middle")
        self._split = Split(desk, self._master, self._beside, "documents")
        self.many = RegisterMany(desk, self, self.list)
        self.list_tools = ListTools(
            desk,
            lambda: self.view,
            self,
            deeds=self.many.deeds(kind),
            note=lambda: self.filters.spoken,
            without_keys=("print",),
        )
        self.bar = SelectionBar(desk, self.list_tools)
        self.views = SavedViews(desk, self, f"documents.{kind.value}", self._seen, self._show_view)
        self._actions: dict[str, QAction] = {}
        self._wanted: int | None = None
        self._kept = ""
        self._after: int | None = None
        self._office = ""
        self._build()
        self._connect()
        self._say()
        self.filters.ask()
        self.filters.restore()
        self._restore_order()

    @property
    def pane(self) -> DocumentPane:
        """What shows the document chosen."""
        return self._beside.part

    def show_document(self, document: str) -> None:
        """Show a document of this register: chosen in the list, readable beside it."""
        self.pane.show_document(document, at_once=True)
        self._split.open_detail()
        self._desk.bridge.ask(
            documents.card,
            then=self._on_wanted,
            key=(id(self), "wanted"),
            owner=self,
            document=document,
        )

    def show_waiting(self) -> None:
        """Show what waits for its number."""
        self.filters.show_waiting()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, GRID + GRID // 2, GRID, GRID)
        top.setSpacing(GRID)
        put_in(top, self._build_head())
        top.addWidget(self.filters)
        put_in(lines, top)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.bar)
        self.bar.follow(self.view)
        self.list_tools.follow(self.view)
        self.view.set_empty(self._empty)
        self.setFocusProxy(self.view)

    def _make_pane(self) -> DocumentPane:
        pane = pane_beside(self._desk, self._split, self._master, self)
        pane.opened.connect(self.opened)
        return pane

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self._title.setProperty("text_size", "large")
        self._count.setProperty("muted", True)
        head.addWidget(self._title)
        head.addWidget(beside_title(self._count))
        head.addWidget(self.views.button)
        head.addWidget(self.filters.chips.button(WAITING))
        head.addStretch()
        action = QAction(self)
        action.setShortcut(QKeySequence("Ctrl+Shift+P"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._desk.theme.dress(action, "printer")
        self.addAction(action)
        self._actions["print"] = action
        for one in (action, self.list_tools.actions["export"], self.list_tools.actions["columns"]):
            head.addWidget(quiet_button(one))
        head.addWidget(self.list_tools.button)
        head.addWidget(quiet_button(self._split.fold_action))
        return head

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.list.refreshing.connect(self._on_refreshing)
        self.list.refreshed.connect(self._on_refreshed)
        self.list.filled.connect(self._on_filled)
        self.list.reordered.connect(self._on_reordered)
        self.filters.changed.connect(self._on_filter)
        self._actions["print"].triggered.connect(self._on_print)
        clear = QAction(self.view)
        clear.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        clear.triggered.connect(self.filters.clear)
        self.view.addAction(clear)
        self._actions["clear"] = clear
        self._desk.speech.changed.connect(self._on_speech)
        self._live = Live(self._desk.bridge, self, self._refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._title.setText(words.text(NAMES[self.kind]))
        self.view.setAccessibleName(words.text(NAMES[self.kind]))
        for code, name in (
            ("print", words.text("Print the journal…")),
            ("clear", words.text("Take the filters off")),
        ):
            action = self._actions[code]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})")
        if self._office:
            self._actions["print"].setToolTip(words.text("An office prints its journals itself."))
        self._actions["print"].setEnabled(not self._office)
        self._say_count()

    def _say_count(self) -> None:
        words = self._desk.speech.words
        text = words.plural("{n} document", "{n} documents", self.list.rowCount())
        self._count.setText(text if self.list.complete else "")

    def _show_list(self, *, sort: str, descending: bool) -> None:
        language = self._desk.speech.language
        self.list.show(
            source(language), sort=sort, descending=descending, filter=self.filters.filter
        )

    def _restore_order(self) -> None:
        sort, _, way = self._desk.memory.get(self._order_name).partition(":")
        known = sort in tuple(Sort)
        self._show_list(
            sort=sort if known else Sort.DATE.value, descending=way != "up" if known else True
        )
        self._ask_waiting()

    @property
    def _order_name(self) -> str:
        return f"order.{self.kind.value}"

    def _refresh(self) -> None:
        self.list.refresh()
        self._ask_waiting()

    def _ask_waiting(self) -> None:
        self._desk.bridge.ask(
            documents.count,
            then=self.filters.count_waiting,
            key=(id(self), "waiting"),
            filter=Filter(
                kind=self.kind,
                status=waiting_state(self.kind),
                office=self.filters.filter.office,
            ),
        )

    def _on_speech(self) -> None:
        self._say()
        sort, descending = self.list.order
        self._show_list(sort=sort or Sort.DATE.value, descending=descending)

    def _seen(self) -> tuple[Filters, Arrangement]:
        return self.filters.kept, self.view.layout_of_columns.arrangement

    def _show_view(self, filters: Filters, columns: Arrangement) -> None:
        self.view.layout_of_columns.arrange(columns)
        self.filters.put_kept(filters)
        if columns.sort in tuple(Sort):
            self._show_list(sort=columns.sort, descending=columns.descending)

    def _on_filter(self, filter: Filter) -> None:
        self.list.filter(filter=filter)
        self.views.changed()
        if filter.office != self._office:
            self._office = filter.office
            self._ask_waiting()
            self._say()

    def _on_refreshing(self) -> None:
        """Remember the document, not only its row: rows may come to lie elsewhere."""
        self._kept = self._kept or self.pane.document

    def _on_refreshed(self) -> None:
        self._after = self.view.key()

    def _follow(self) -> None:
        """Choose the document again that was chosen before, if the person has not gone on."""
        kept, self._kept = self._kept, ""
        if kept and self.view.key() == self._after:
            self._desk.bridge.ask(
                documents.place,
                then=partial(self._on_place, self._after),
                key=(id(self), "place"),
                owner=self,
                document=kept,
            )

    def _on_place(self, before: int | None, place: int | None) -> None:
        if place is not None and place != before and self.view.key() == before:
            self.view.choose(place)

    def _on_filled(self) -> None:
        self._say_count()
        if self._wanted is None:
            self._follow()
        self._kept = ""
        nothing = NOTHING_FOUND if self.filters.in_force else NOTHING
        picture = Picture.SEARCH if self.filters.in_force else Picture.PAPERS
        self._empty.show_texts(*nothing, picture=picture)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.view.choose(wanted)

    def _on_reordered(self) -> None:
        sort, descending = self.list.order
        self._desk.memory.set(self._order_name, f"{sort}:{'down' if descending else 'up'}")
        self.views.changed()

    def _on_chosen(self, key: int | None) -> None:
        if key is None:
            self.pane.show_document("")
            return
        row = self.list.row_at(self.view.currentIndex().row())
        if isinstance(row, DocumentRow) and row.key == key:
            self.pane.show_document(row.document)
        else:
            self.list.rows_of(array("q", [key]), partial(self._on_row, key))

    def _on_row(self, key: int, rows: Sequence[DocumentRow]) -> None:
        if rows and self.view.key() == key:
            self.pane.show_document(rows[0].document)

    def _on_opened(self, _key: int) -> None:
        self._split.open_detail()
        self.pane.setFocus()

    def _on_wanted(self, card: Card) -> None:
        """Choose a document in the list; filters that hide it are taken off."""
        if self.filters.show_office(card.document.office):
            self._wanted = card.key
            return
        if self.view.choose(card.key):
            return
        self._wanted = card.key
        if self.filters.in_force:
            self.filters.clear()

    def _on_print(self) -> None:
        """Ask for the journal of the filters, else that of the document chosen."""
        filter, state = self.filters.filter, self.pane.state()
        if not filter.journal and state is not None and state.number is not None:
            filter = replace(filter, journal=state.number.journal)
        self.printing.emit(filter)


def register_page(desk: Desk, parent: QWidget | None, kind: str) -> RegisterPage:
    """Make the page of a kind named by its code."""
    return RegisterPage(desk, Kind(kind), parent)
