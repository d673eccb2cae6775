"""The place "Approval": what waits for one's word, what one began, what runs, what is over.

Whoever is asked goes through the list with one key an item: a word is handed in, the next document
is shown at once, and what was decided leaves the list. A refusal brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from edo.commands import deciding
from edo.queries.approval_lists import LONGEST, ApprovalRow
from edo.sentences import mark
from ui.desk import Desk
from ui.models.held import Held, entry
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages.approval.columns import (
    ASKED_NOW,
    AUTHOR,
    COLUMNS,
    DUE,
    ENDED,
    STATE,
    WHAT,
    Row,
)
from ui.pages.document_pane import DocumentPane, pane_beside
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.key_action import quiet_button
from ui.widgets.late import Late
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.polish import named
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.split import Split
from ui.widgets.table_view import TableView

MINE = "mine"
Ask = Callable[..., Sequence[ApprovalRow]]
VIEWS: tuple[tuple[str, str, Ask, tuple[str, str], tuple[str, ...]], ...] = (
    (
        MINE,
        mark("Waits for me"),
        deciding.waiting,
        (
            mark("Nothing waits for your word"),
            mark("What comes is shown here by itself; Ctrl+PgDown shows what you started."),
        ),
        (STATE, ASKED_NOW, ENDED),
    ),
    (
        "begun",
        mark("I started"),
        deciding.begun,
        (
            mark("You have nothing on its way"),
            mark("Ctrl+G starts the approval of a document that is shown."),
        ),
        (WHAT, AUTHOR, ENDED),
    ),
    (
        "running",
        mark("On its way in the office"),
        deciding.running,
        (
            mark("Nothing is being approved"),
            mark("Ctrl+G starts the approval of a document that is shown."),
        ),
        (WHAT, ENDED),
    ),
    (
        "past",
        mark("Over"),
        deciding.past,
        (
            mark("No approval is over yet"),
            mark("What was signed or refused comes here; Ctrl+PgUp shows what runs."),
        ),
        (WHAT, ASKED_NOW, DUE),
    ),
)
"""Code, marked English name, what answers it, what an empty one says, and the columns it has not.

Nobody's own name is told in every row: what waits for me waits for me, what I started I started.
"""


class ApprovalsPage(QWidget):
    """Four lists over one table, the document chosen beside it.

    `opened` carries the id of a document a person wants to see in its register.
    """

    CHAPTER = "approve"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "register")
        self._desk = desk
        self.held: Held[ApprovalRow] = Held()
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = TableView(desk, self.list, "approvals")
        self._beside = Late(self._make_pane)
        self.list_tools = ListTools(desk, lambda: self.view, self)
        self.bar = SelectionBar(desk, self.list_tools)
        self.tabs, self._count = QTabBar(), Elided()
        self._empty = EmptyState(desk, *VIEWS[0][3], picture=Picture.DONE)
        self._master = named(QWidget(), "middle")
        self._split = Split(desk, self._master, self._beside, "approvals")
        self._turns = [QAction(self), QAction(self)]
        self._rows: tuple[ApprovalRow, ...] = ()
        self._gone: set[str] = set()
        self._window: Any = None
        self._wanted = ""
        self._build()
        self._connect()
        self._say()
        self._ask()

    @property
    def pane(self) -> DocumentPane:
        """What shows the document chosen."""
        return self._beside.part

    @property
    def code(self) -> str:
        """The code of the list shown."""
        return VIEWS[self.tabs.currentIndex()][0]

    def go(self, code: str) -> None:
        """Show another list."""
        self.tabs.setCurrentIndex([view[0] for view in VIEWS].index(code))

    def show_document(self, document: str) -> None:
        """Choose a document's approval in what waits, where it is there; else show it alone."""
        self.go(MINE)
        self._wanted = document
        self._ask()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for _view in VIEWS:
            self.tabs.addTab("")
        self._count.setProperty("muted", True)
        self._count.setProperty("text_size", "small")
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, GRID, GRID // 2)
        head.setSpacing(GRID)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.list_tools.button)
        head.addWidget(quiet_button(self._split.fold_action))
        put_in(lines, head)
        under = QHBoxLayout()
        under.setContentsMargins(2 * GRID, 0, GRID, GRID // 2)
        under.addWidget(self._count)
        put_in(lines, under)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.bar)
        self.bar.follow(self.view)
        self.list_tools.follow(self.view)
        self.view.set_empty(self._empty)
        self.setFocusProxy(self.view)
        for action, keys, step in zip(
            self._turns, ("Ctrl+PgUp", "Ctrl+PgDown"), (-1, 1), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._turn, step))
            self.addAction(action)

    def _make_pane(self) -> DocumentPane:
        pane = pane_beside(self._desk, self._split, self._master, self)
        pane.opened.connect(self.opened)
        pane.approval.came.connect(self._prepare)
        doing = pane.approval.doing
        doing.decided.connect(self._on_decided)
        doing.written.connect(self._on_written)
        doing.refused.connect(self._on_refused)
        doing.reading.connect(self._on_reading)
        return pane

    def _connect(self) -> None:
        self.list.show(self.held.source)
        self.tabs.currentChanged.connect(self._on_tab)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.list.filled.connect(self._on_filled)
        Live(self._desk.bridge, self, self._ask, touches("ade"))
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        for place, (_code, name, *_rest) in enumerate(VIEWS):
            self.tabs.setTabText(place, words.text(name))
        self.tabs.setAccessibleName(words.text("Approval"))
        self.view.layout_of_columns.leave_out(*VIEWS[self.tabs.currentIndex()][4])
        self.view.setAccessibleName(words.text(VIEWS[self.tabs.currentIndex()][1]))
        for action, name in zip(
            self._turns, (mark("The list before"), mark("The next list")), strict=True
        ):
            action.setText(words.text(name))
        self._say_count()

    def _say_count(self) -> None:
        words, count = self._desk.speech.words, len(self.held.rows)
        text = words.plural("{n} approval", "{n} approvals", count) if count else ""
        if count >= LONGEST:
            text = words.text("the first {n}; more come as these are done", n=count)
        hint = words.text("F12 agrees and goes to the next one, F11 opens the text beside")
        if self.code == MINE and count:
            text = f"{text} · {hint}"
        self._count.setText(text)
        self._count.setVisible(bool(text))

    def _ask(self) -> None:
        place = self.tabs.currentIndex()
        self._desk.bridge.look(
            VIEWS[place][2],
            then=partial(self._on_rows, place),
            key=(id(self), "rows"),
            owner=self,
        )

    def _on_rows(self, place: int, rows: Sequence[ApprovalRow]) -> None:
        if place == self.tabs.currentIndex():
            self._rows = tuple(rows)
            self._put()

    def _put(self) -> None:
        rows = (one for one in self._rows if self.code != MINE or one.id not in self._gone)
        self.held.put(entry(one.key, one) for one in rows)
        self.list.refresh()

    def _turn(self, step: int, *_checked: bool) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(VIEWS))

    def _on_tab(self, place: int) -> None:
        picture = Picture.PAPERS if place else Picture.DONE
        self._empty.show_texts(*VIEWS[place][3], picture=picture)
        self._rows = ()
        self._put()
        self._say()
        self._ask()
        self.view.setFocus()

    def _on_filled(self) -> None:
        self._say_count()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            row = next((one for one in self.held.rows if one.item.document == wanted), None)
            if row is not None:
                self.view.choose(row.key)
            else:
                self.pane.show_document(wanted, at_once=True)
        elif self.held.rows and self.view.key() is None:
            self.view.choose(self.held.rows[0].key)

    def _on_chosen(self, key: int | None) -> None:
        row = self.held.find(key)
        self.pane.show_document(row.item.document if row is not None else "")

    def _on_opened(self, _key: int) -> None:
        """Read and decide what is chosen; what waits for no word of one's own is read only."""
        if self.pane.approval.actions_by_code["read"].isEnabled():
            self.pane.approval.do("read")
        else:
            self._split.open_detail()
            self.pane.setFocus()

    def _on_decided(self, approval: str) -> None:
        """Show the next one at once: what was decided is written down meanwhile."""
        if self.code != MINE:
            return
        following = self._next_after(approval)
        self._gone.add(approval)
        if following is not None:
            self.pane.show_document(following.item.document, at_once=True)
            self.view.choose(following.key)
        else:
            self.pane.show_document("")
        self._put()
        if self._window is not None:
            if following is not None:
                self._window.show_document(following.item.document)
            else:
                self._window.accept()

    def _next_after(self, approval: str) -> Row | None:
        """Give the row that comes after the one decided, or else the one before it."""
        rows = [self.held.find(key) for key in self.list.keys_between(0, self.list.rowCount() - 1)]
        seen = [row for row in rows if row is not None] or list(self.held.rows)
        left = [row for row in seen if row.item.id != approval]
        places = [n for n, row in enumerate(seen) if row.item.id == approval]
        if not left or not places:
            return left[0] if left else None
        later = [row for row in seen[places[-1] + 1 :] if row.item.id != approval]
        return later[0] if later else left[-1]

    def _prepare(self) -> None:
        """Read the one after the one shown ahead, where a word of one's own leads to it."""
        found = self.pane.approval.found
        if self.code == MINE and found is not None and found.last is not None:
            following = self._next_after(found.last.id)
            self.pane.prepare(following.item.document if following is not None else "")

    def _on_written(self, approval: str) -> None:
        self._gone.discard(approval)
        self._rows = tuple(one for one in self._rows if one.id != approval)
        self._ask()

    def _on_refused(self, approval: str) -> None:
        self._gone.discard(approval)
        self._put()

    def _on_reading(self, window: Any) -> None:
        """Let the window of decisions go on with the next one as long as there is one."""
        window.keeps_open = self.code == MINE
        if window.keeps_open:
            self._window = window
            window.finished.connect(self._on_read)

    def _on_read(self, _result: int) -> None:
        self._window = None
        self.view.setFocus()
