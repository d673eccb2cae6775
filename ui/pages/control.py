"""The page "Control": all tasks by term, the one chosen beside them, and the summary."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from edo.domain.rights import Right
from edo.queries import tasks
from edo.queries.task_lists import Chosen, View
from edo.queries.tasks import TaskPage
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.task_sheets import TaskSheet
from ui.models.held import entry
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages.control_filters import ControlFilters
from ui.pages.control_many import ControlMany
from ui.pages.control_summary import ControlSummary
from ui.pages.document.body import Lines
from ui.pages.execution.task_acts import MAIN
from ui.pages.execution.task_doing import TaskActs
from ui.pages.execution.task_list import COLUMNS, TaskRows
from ui.pages.execution.task_view import TaskView
from ui.theme import GRID
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.key_action import quiet_button
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.paper_out import PaperOut
from ui.widgets.polish import beside_title, named
from ui.widgets.saved_views import Filters, SavedViews
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.split import Split
from ui.widgets.tabbing import turn
from ui.widgets.table_layout import Arrangement
from ui.widgets.table_view import TableView

LIST, SUMMARY = 0, 1
TABS_WIDTH = 220
TABS = (mark("Tasks"), mark("Summary"))
NOTHING = (
    mark("Nothing is on control"),
    mark("Tasks of resolutions come here by themselves; Ctrl+J gives a task."),
)
NOTHING_FOUND = (mark("No task fits these filters"), mark("Esc takes the filters off."))


class ControlPage(QWidget):
    """Tasks by term with one of them beside, and the summary of discipline behind a tab.

    `opened` carries the id of a document somebody wants to see.
    """

    CHAPTER = "control"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = TaskRows(desk.today)
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = TableView(desk, self.list, "tasks")
        self.filters = ControlFilters(desk)
        self.acts = TaskActs(desk, self)
        self.task_view = TaskView(desk, self.acts)
        self.tabs = QTabBar()
        self.sheet: FormSheet | None = None
        self.paper = PaperOut(desk, self)
        self.many = ControlMany(desk, self, self.list)
        self.list_tools = ListTools(
            desk,
            lambda: self.view,
            self,
            deeds=self.many.deeds(lambda: self.filters.me),
            note=lambda: self.filters.chips.spoken,
            without_keys=("print",),
        )
        self.bar = SelectionBar(desk, self.list_tools)
        self.views = SavedViews(desk, self, "tasks", self._seen, self._show_view)
        self._title, self._count = QLabel(), QLabel()
        self._add = QPushButton()
        self._stack = QStackedWidget()
        self._master, self._detail = named(QWidget(), "middle"), named(QFrame(), "pane")
        self._none = EmptyState(
            desk,
            mark("No task is chosen"),
            mark("Choose one in the list to read it here."),
            picture=Picture.PAPERS,
        )
        self._scroll = QScrollArea()
        self._empty = EmptyState(desk, *NOTHING, picture=Picture.DONE)
        self._split = Split(desk, self._master, self._detail, "tasks")
        self._actions: dict[str, QAction] = {}
        self._task, self._wanted = "", ""
        self._build()
        self._connect()
        self._say()
        self.list.show(self.rows.source, chosen=self.filters.chosen)
        self.filters.ask()
        self._show_task(None)

    @cached_property
    def summary(self) -> ControlSummary:
        """The discipline of a month, made when somebody looks at it first."""
        made = ControlSummary(self._desk, self._stack)
        made.chosen.connect(self._on_executor)
        self._stack.addWidget(made)
        return made

    def show_task(self, task: str) -> None:
        """Show a task beside the list: chosen in it, or in a longer one where it is not there."""
        self.tabs.setCurrentIndex(LIST)
        self._split.open_detail()
        self._wanted = "" if self.view.choose(entry(task, None).key) else task
        if self._wanted:
            self._ask_task(task)
            self._look_further()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        put_in(outer, self._build_head())
        outer.addWidget(self._stack, 1)
        self._stack.addWidget(self._split)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        top.addWidget(self.filters)
        put_in(lines, top)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.bar)
        self.bar.follow(self.view)
        self.list_tools.follow(self.view)
        self.view.set_empty(self._empty)
        inside = named(Lines(), "paper")
        self._scroll.setWidget(inside)  # while nothing is in it that would be measured
        self._scroll.setWidgetResizable(True)
        within = QVBoxLayout(inside)
        within.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        within.addWidget(self.task_view)
        within.addStretch(1)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        detail = QVBoxLayout(self._detail)
        detail.setContentsMargins(0, 0, 0, 0)
        detail.addWidget(self._none)
        detail.addWidget(self._scroll)
        self._detail.setMinimumWidth(340)
        self.setFocusProxy(self.view)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, GRID, 0)
        head.setSpacing(GRID)
        self._title.setProperty("text_size", "large")
        self._count.setProperty("muted", True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setMinimumWidth(TABS_WIDTH)
        for _name in TABS:
            self.tabs.addTab("")
        head.addWidget(self._title)
        head.addWidget(beside_title(self._count))
        head.addSpacing(2 * GRID)
        head.addWidget(self.tabs)
        head.addStretch()
        head.addWidget(self.views.button)
        for code, icon, keys in (
            ("give", "plus", "Ctrl+J"),
            ("print", "printer", "Ctrl+Shift+P"),
            ("main", "check", MAIN),
            ("before", "chevron-left", "Ctrl+PgUp"),
            ("next", "chevron-right", "Ctrl+PgDown"),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._desk.theme.dress(action, icon)
            self.addAction(action)
            self._actions[code] = action
        self._desk.theme.dress(self._add, "plus")
        self._add.clicked.connect(self._actions["give"].trigger)
        head.addWidget(self._add)
        shared = self.list_tools.actions
        for action in (self._actions["print"], shared["export"], shared["columns"]):
            head.addWidget(quiet_button(action))
        head.addWidget(self.list_tools.button)
        head.addWidget(quiet_button(self._split.fold_action))
        return head

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.list.filled.connect(self._on_filled)
        self.list.reordered.connect(self.views.changed)
        self.filters.changed.connect(self._on_filter)
        self.task_view.opened.connect(self.opened)
        self.task_view.chosen.connect(self.show_task)
        self.tabs.currentChanged.connect(self._on_tab)
        self.acts.serve(self)
        act = self._actions
        act["give"].triggered.connect(self.give)
        act["print"].triggered.connect(self.print_out)
        act["main"].triggered.connect(self._do_main)
        act["before"].triggered.connect(lambda: self.tabs.setCurrentIndex(LIST))
        act["next"].triggered.connect(lambda: self.tabs.setCurrentIndex(SUMMARY))
        clear = QAction(self.view)
        clear.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        clear.triggered.connect(self.filters.clear)
        self.view.addAction(clear)
        act["clear"] = clear
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self._refresh)
        # Of documents too: a task ends when the one it is about is annulled.
        self._live = Live(self._desk.bridge, self, self._refresh, touches("kd"))

    def give(self) -> None:
        """Give a task that is about no document."""
        if self.filters.me is not None:
            self.sheet = TaskSheet(self._desk, self.window(), self.filters.me)
            self.sheet.open()

    def print_out(self) -> None:
        """Print what is overdue, or the summary that is shown."""
        if self.tabs.currentIndex() == SUMMARY:
            self.summary.print_out()
            return
        title = self._desk.speech.words.text("Overdue tasks")
        name = f"{self._desk.today().isoformat()}-overdue.pdf"
        chosen = self.filters.chosen
        self.paper.ask(
            "print_overdue",
            title,
            name,
            office=chosen.office,
            executor=chosen.executor,
            author=chosen.author,
        )

    def _say(self) -> None:
        words = self._desk.speech.words
        self._title.setText(words.text("Control"))
        self.view.setAccessibleName(words.text("Tasks on control"))
        for place, name in enumerate(TABS):
            self.tabs.setTabText(place, words.text(name))
        self.tabs.setAccessibleName(words.text("Control"))
        self._add.setText(words.text("Give a task…"))
        for code, name in (
            ("give", words.text("Give a task…")),
            ("print", words.text("Print…")),
            ("main", words.text("Do what this waits for")),
            ("before", words.text("Tasks")),
            ("next", words.text("Summary")),
            ("clear", words.text("Take the filters off")),
        ):
            action = self._actions[code]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})")
        self._add.setToolTip(self._actions["give"].toolTip())
        self._say_count()

    def _say_count(self) -> None:
        words = self._desk.speech.words
        text = words.plural("{n} task", "{n} tasks", self.list.rowCount())
        here = self.list.complete and self.tabs.currentIndex() == LIST
        self._count.setText(text if here else "")

    def _refresh(self) -> None:
        self.list.refresh()
        self.filters.count()
        if self.tabs.currentIndex() == SUMMARY:
            self.summary.ask()
        if self._task:
            self._ask_task(self._task)

    def _on_filter(self, chosen: Chosen) -> None:
        self.list.filter(chosen=chosen)
        self.views.changed()

    def _seen(self) -> tuple[Filters, Arrangement]:
        return self.filters.chips.values, self.view.layout_of_columns.arrangement

    def _show_view(self, filters: Filters, columns: Arrangement) -> None:
        self.view.layout_of_columns.arrange(columns)
        self.filters.put_kept(filters)
        sort = columns.sort or None
        self.list.show(
            self.rows.source,
            sort=sort,
            descending=columns.descending,
            chosen=self.filters.chosen,
        )

    def _look_further(self) -> None:
        """Show a longer list: what has not ended, then everything, everybody's."""
        if self.filters.chosen == Chosen(View.ALL):
            self._wanted = ""
            return
        view = View.ALL if self.filters.chosen == Chosen(View.RUNNING) else View.RUNNING
        self.filters.show_only(view)

    def _on_filled(self) -> None:
        self._say_count()
        if self._wanted and self.list.complete:
            if self.view.choose(entry(self._wanted, None).key):
                self._wanted = ""
            else:
                self._look_further()
        usual = self.filters.chosen == Chosen()
        self._empty.show_texts(
            *(NOTHING if usual else NOTHING_FOUND),
            picture=Picture.DONE if usual else Picture.SEARCH,
        )

    def _on_chosen(self, key: int | None) -> None:
        task = self.rows.id_of(key)
        if task:
            self._ask_task(task)
        else:
            self._show_task(None)

    def _on_opened(self, _key: int) -> None:
        self._split.open_detail()
        button = next(iter(self.task_view.buttons.values()), None)
        if button is not None:
            button.setFocus()

    def _ask_task(self, task: str) -> None:
        self._task = task
        self._desk.bridge.ask(
            tasks.task,
            then=self._on_task,
            otherwise=lambda _error: self._show_task(None),
            key=(id(self), "task"),
            owner=self,
            task=task,
            today=self._desk.today(),
        )

    def _on_task(self, page: TaskPage) -> None:
        if page.row.id == self._task:
            self._show_task(page)

    def _show_task(self, page: TaskPage | None) -> None:
        self._task = page.row.id if page is not None else ""
        self.task_view.show_task(page, self.filters.me)
        self._scroll.setVisible(page is not None)
        self._none.setVisible(page is None)
        me = self.filters.me
        gives = me is not None and (me.may(Right.RESOLVE) or me.may(Right.REGISTER))
        self._actions["give"].setEnabled(me is None or gives)
        self._add.setVisible(me is None or gives)

    def _do_main(self) -> None:
        if self.acts.main:
            self.acts.do(self.acts.main)

    def _on_tab(self, place: int) -> None:
        turn(self._stack, self.summary if place == SUMMARY else self._split)
        self._say_count()
        self._split.fold_action.setEnabled(place == LIST)
        self.list_tools.allow(allowed=place == LIST)
        self.list_tools.button.setVisible(place == LIST)
        self.views.button.setVisible(place == LIST)
        if place == SUMMARY:
            self.summary.ask()
            self.summary.setFocus()
        else:
            self.view.setFocus()

    def _on_executor(self, person: str) -> None:
        """Show the tasks of somebody in the summary."""
        self.tabs.setCurrentIndex(LIST)
        self.filters.chips.put(executor=person)
