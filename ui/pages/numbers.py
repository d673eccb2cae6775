"""The page "Numbers": the journals, and beside them the numbers of the one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.domain.card import Kind
from edo.queries import directory
from edo.queries.directory import JournalItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.journal_sheet import JournalSheet
from ui.models.columns import Column
from ui.models.held import Entry, Held, entry
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages.number_panel import NumbersPanel
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.table_view import TableView

JOURNALS_WIDTH = 300
NO_JOURNAL = (mark("No journals"), mark("Ins opens one."))
KINDS = tuple(Kind)


def _journal_title(row: Entry[JournalItem], words: Wording) -> str:
    journal = row.item.journal
    return own(words, journal.title_ru, journal.title_kk)


def _journal_note(row: Entry[JournalItem], words: Wording) -> str:
    """Say only what the name does not: without a note it has two lines, and is not cut."""
    journal = row.item.journal
    kind = sentence(words.name(journal.kind))
    return words.text("{kind}, closed", kind=kind) if journal.closed else ""


JOURNAL_COLUMNS: tuple[Column[Entry[JournalItem]], ...] = (
    Column(
        "index", mark("Index"), lambda row, _words: row.item.journal.index, width=76, strong=True
    ),
    Column("title", mark("Title"), _journal_title, width=140, second=_journal_note, stretch=True),
)


class NumbersPage(QWidget):
    """Journals at the left, the numbers of the one chosen at the right.

    `opened` carries the id of a document a person wants to see.
    """

    CHAPTER = "numbers"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held[JournalItem] = Held()
        self.journals = TableView(
            desk, TableModel(desk.bridge, desk.speech, JOURNAL_COLUMNS, self), "journals"
        )
        self._left = named(QWidget(), "side")
        self.list_tools = ListTools(desk, lambda: self.journals, self._left)
        self.open_journal = QAction(self)
        self._add = QPushButton()
        self._heading = QLabel()
        self.panel = NumbersPanel(desk)
        self._none = EmptyState(
            desk,
            mark("No journal is open yet"),
            mark("A journal numbers what is registered in it: incoming, outgoing, internal (Ins)."),
            button=mark("Open a journal"),
            act=self._on_open,
        )
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._say()
        self._ask()

    def show_journal(self, id: str) -> None:
        """Choose a journal by id; without one, open one."""
        if id:
            self.journals.choose(entry(id, None).key)
        else:
            self._on_open()

    def _build(self) -> None:
        left = self._left
        split = QSplitter(Qt.Orientation.Horizontal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        split.addWidget(left)
        split.addWidget(self._stack)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 2 * GRID, 0, 0)
        column.setSpacing(GRID)
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._heading.setProperty("text_size", "large")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._desk.theme.dress(self._add, "plus")
        head.addWidget(self._heading, 1)
        head.addWidget(self._add)
        head.addWidget(self.list_tools.button)
        put_in(column, head)
        column.addWidget(self.journals, 1)
        self.list_tools.follow(self.journals)
        self.journals.set_empty(EmptyState(self._desk, *NO_JOURNAL))
        self.journals.horizontalHeader().hide()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.setStretchFactor(1, 1)
        split.setSizes([JOURNALS_WIDTH, 3 * JOURNALS_WIDTH])
        self.open_journal.setShortcut(QKeySequence("Ins"))
        self.open_journal.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addActions([self.open_journal, self.panel.set_apart])
        self.setFocusProxy(self.journals)

    def _connect(self) -> None:
        self.open_journal.triggered.connect(self._on_open)
        self._add.clicked.connect(self._on_open)
        self.journals.chosen.connect(self._on_chosen)
        self.journals.opened.connect(lambda: self.panel.change())
        self.panel.opened.connect(self.opened)
        self.journals.list.show(self._held.source)
        Live(self._desk.bridge, self, self._ask, touches("j"))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self._ask)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._heading.setText(words.text("Journals"))
        self._add.setText(words.text("Open"))
        self._add.setToolTip(words.text("Open a journal") + " (Ins)")
        self._add.setAccessibleName(words.text("Open a journal"))
        self.open_journal.setText(words.text("Open a journal"))
        self.journals.setAccessibleName(words.text("Journals"))

    def _ask(self) -> None:
        self._desk.bridge.ask(
            directory.journals,
            then=self._on_journals,
            key=(id(self), "journals"),
            language=self._desk.speech.language,
        )

    def _on_journals(self, found: Sequence[JournalItem]) -> None:
        in_order = sorted(found, key=_place)
        self._held.put(entry(item.id, item) for item in in_order)
        self.journals.list.refresh()
        self._stack.setCurrentWidget(self.panel if found else self._none)
        chosen = self._held.find(self.journals.key())
        if chosen is not None:
            self.panel.show_journal(chosen.item)

    def _on_chosen(self, key: int | None) -> None:
        row = self._held.find(key)
        if row is not None:
            self.panel.show_journal(row.item)

    def _on_open(self) -> None:
        sheet = JournalSheet(self._desk, self.window())
        sheet.open()


def _place(item: JournalItem) -> tuple[bool, int]:
    """Put open journals first, by kind as the office names them."""
    return item.journal.closed, KINDS.index(item.journal.kind)
