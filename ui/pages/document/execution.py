"""Tasks of the document shown: resolutions, the tree of tasks, who has read it, what I can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edo.commands.myself import Myself
from edo.commands.reading import Whole
from edo.queries import tasks
from edo.queries.execution import DocumentExecution, Execution
from edo.queries.tasks import TaskPage
from ui.desk import Desk
from ui.pages.document.execution_acts import EXECUTION_ACTS, is_annulled, next_acts, waits_for
from ui.pages.document.execution_doing import ExecutionDoing
from ui.pages.document.execution_lines import ReadersList, ResolutionCard
from ui.pages.execution.task_acts import MAIN
from ui.pages.execution.task_doing import TaskActs, main_hint
from ui.pages.execution.task_view import TaskLine, TaskView
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.key_action import key_action
from ui.widgets.layouts import add_seen, empty, put_in
from ui.widgets.line_button import LineButton
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named
from ui.widgets.why_not import explain, tell_why_not

TONES = {
    Execution.NONE: Tone.NEUTRAL,
    Execution.GIVEN: Tone.WARN,
    Execution.OVERDUE: Tone.BAD,
    Execution.PARTLY: Tone.ACCENT,
    Execution.IN_WORK: Tone.ACCENT,
    Execution.DONE: Tone.GOOD,
    Execution.REMOVED: Tone.NEUTRAL,
}
TASKS = 20
"""Tasks of a document shown at first."""
ALL, TOUCHED = "all tasks", "touched"
"""What is unfolded beside single things: all tasks; and that the person chose a task already."""
ICONS = {act.code: act.icon for act in EXECUTION_ACTS}


class ExecutionSection(QWidget):
    """Part of the pane; hidden where nothing was begun and nothing is offered.

    One task is open at a time: that which waits for the person, else the one pressed last.
    `opened` carries the id of a document somebody wants to see.
    """

    CHAPTER = "resolution"

    opened = Signal(str)

    def __init__(self, desk: Desk, pane: QWidget, whole: Callable[[], Whole | None]) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        self.doing = ExecutionDoing(desk, pane, whole)
        self.task_acts = TaskActs(desk, pane)
        self.actions_by_code: dict[str, QAction] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.lines: list[TaskLine] = []
        self.view: TaskView | None = None
        self._task = ""
        self._unfolded: set[str] = set()
        self._title = named(QLabel(), "section")
        self.badge = Badge(desk.theme)
        self._next_line = QWidget()
        self._next = Flow(self._next_line, GRID)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self)
        self._main = QAction(self)
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self.hide()

    @property
    def task(self) -> str:
        """The id of the task that is open; empty for none."""
        return self._task

    def serve(self, pane: QWidget, menu: QMenu) -> None:
        """Let the keys work all over the pane; its menu offers the acts in one of their own."""
        inside = self._own = QMenu(menu)
        menu.addMenu(inside)
        self._desk.theme.dress(inside.menuAction(), "clipboard-list")
        for act in EXECUTION_ACTS:
            action = self.actions_by_code[act.code]
            pane.addAction(action)
            if act.grouped and not inside.isEmpty():
                inside.addSeparator()
            inside.addAction(action)
        more = self._more = QMenu(inside)
        inside.addMenu(more)
        self.task_acts.serve(pane, more)
        pane.addAction(self._main)
        self._say()

    def show_whole(self, whole: Whole | None) -> None:
        """Show what is to be done about a document."""
        before = self._whole.card.id if self._whole else ""
        self._whole = whole
        if whole is None or whole.card.id != before:
            self._task, self._unfolded = "", set()
        self._show()

    def open_task(self, task: str) -> None:
        """Open a task of the document, or fold the open one up."""
        self._task = "" if self._task == task else task
        self._show()

    def do_main(self) -> None:
        """Do the one thing that is waited for."""
        if self.buttons and (code := next(iter(self.buttons))) in self._waiting():
            self.doing.do(code)
        elif self.task_acts.main:
            self.task_acts.do(self.task_acts.main)
        else:
            tell_why_not(self, self._desk.speech.words, self._main)

    def _waiting(self) -> tuple[str, ...]:
        return next_acts(self._whole) if self._whole is not None else ()

    def _build(self) -> None:
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title)
        head.addWidget(self.badge)
        head.addStretch()
        put_in(self._lines, head)
        self._lines.addWidget(self._next_line)
        self._lines.addWidget(self._inside)
        for act in EXECUTION_ACTS:
            run = partial(self._on_act, act.code)
            action = key_action(self, self._desk, act.keys, act.icon, run)
            self.actions_by_code[act.code] = action
        self._main.setShortcut(QKeySequence(MAIN))
        self._main.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._main.setAutoRepeat(False)
        self._main.triggered.connect(self.do_main)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._title.setText(words.text("Tasks"))
        self.setAccessibleName(words.text("Tasks"))
        self._main.setText(words.text("Do what this waits for"))
        explain(self._main, words.text("nothing is waited for from you here"))
        if hasattr(self, "_more"):
            self._more.setTitle(words.text("The task that is open"))
            self._own.setTitle(words.text("Resolutions and tasks"))
        for act in EXECUTION_ACTS:
            action = self.actions_by_code[act.code]
            name = words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})" if keys else name)
        self._show()

    def _on_act(self, code: str, *_checked: bool) -> None:
        self.doing.do(code)

    def _show(self) -> None:
        whole = self._whole
        for act in EXECUTION_ACTS:
            fits = whole is not None and act.fits(whole)
            self.actions_by_code[act.code].setEnabled(fits)
        found = whole.execution if whole is not None else None
        self._inside.hide()
        self._inside.deleteLater()
        self._inside, self.lines, self.view = QWidget(), [], None
        self._offer()
        if whole is None or found is None:
            self.task_acts.show(None, None)
            self.hide()
            return
        self._choose(whole, found)
        annulled = is_annulled(whole)
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        for item in found.resolutions:
            lines.addWidget(ResolutionCard(self._desk, self.doing, item, annulled=annulled))
        self._add_tasks(lines, found)
        for one in found.acquaintances:
            whole_list = one.id in self._unfolded
            readers = ReadersList(
                self._desk, self.doing, one, whole_list=whole_list, annulled=annulled
            )
            readers.pressed.connect(partial(self._unfold, one.id))
            lines.addWidget(readers)
        words = self._desk.speech.words
        self.badge.show_status(
            "" if found.state is Execution.NONE else words.name(found.state), TONES[found.state]
        )
        add_seen(self._lines, self._inside)
        something = found.resolutions or found.tasks or found.acquaintances or self.buttons
        self.setVisible(bool(something))
        self._ask_task(whole.me)

    def _choose(self, whole: Whole, found: DocumentExecution) -> None:
        """Keep the task that is open, else open the first one that waits for the person."""
        known = [node.row.id for node in found.tasks]
        if self._task in known:
            return
        waiting = (node.row.id for node in found.tasks if waits_for(whole, node))
        self._task = next(waiting, "") if TOUCHED not in self._unfolded else ""

    def _offer(self) -> None:
        empty(self._next)
        self.buttons = {}
        for place, code in enumerate(self._waiting()):
            action = self.actions_by_code[code]
            button = QPushButton(action.text())
            self._desk.theme.dress(button, ICONS[code], "muted" if place else "on_accent")
            button.setProperty("primary", not place)
            tip = action.toolTip()
            button.setToolTip(tip if place else main_hint(tip))
            button.clicked.connect(action.trigger)
            self.buttons[code] = button
            add_seen(self._next, button)
        self._next_line.setVisible(bool(self.buttons))

    def _add_tasks(self, lines: QVBoxLayout, found: DocumentExecution) -> None:
        """Add the tree; of a large one its beginning, and all of it when that is asked for."""
        most = len(found.tasks) if ALL in self._unfolded else TASKS
        for place, node in enumerate(found.tasks):
            if place < most or node.row.id == self._task:
                self._add_task(lines, node)
        if len(found.tasks) > most:
            text = self._desk.speech.words.text("Show all {n}", n=len(found.tasks))
            more = LineButton(self._desk, "list", text)
            more.pressed.connect(partial(self._unfold, ALL))
            lines.addWidget(more)

    def _add_task(self, lines: QVBoxLayout, node: tasks.TaskNode) -> None:
        words, id = self._desk.speech.words, node.row.id
        note = words.text("another decision counted") if node.is_stray else ""
        line = TaskLine(self._desk, node.row, depth=node.depth, note=note)
        line.pressed.connect(partial(self._on_pressed, id))
        self.lines.append(line)
        lines.addWidget(line)
        if id == self._task:
            holder = QWidget()
            inner = QHBoxLayout(holder)
            inner.setContentsMargins((node.depth + 1) * 2 * GRID + GRID, 0, 0, GRID)
            self.view = TaskView(self._desk, self.task_acts, short=True)
            self.view.opened.connect(self.opened)
            self.view.chosen.connect(self.open_task)
            inner.addWidget(self.view)
            lines.addWidget(holder)

    def _on_pressed(self, task: str) -> None:
        self._unfolded.add(TOUCHED)
        self.open_task(task)
        line = next((one for one in self.lines if one.row.id == task), None)
        if line is not None:
            line.setFocus()

    def _ask_task(self, me: Myself) -> None:
        if not self._task:
            self.task_acts.show(None, None)
            return
        self._desk.bridge.ask(
            tasks.task,
            then=partial(self._on_task, me),
            key=(id(self), "task"),
            owner=self,
            task=self._task,
            today=self._desk.today(),
        )

    def _on_task(self, me: Myself, page: TaskPage) -> None:
        if self.view is not None and page.row.id == self._task:
            self.view.show_task(page, me)

    def _unfold(self, item: str) -> None:
        self._unfolded ^= {item}
        self._show()
