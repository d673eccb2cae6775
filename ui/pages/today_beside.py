"""What stands beside the first page's list: the document of a line, a task, a training session.

It is read and built after the list is there: the program opens with this page.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.queries import tasks
from edo.queries.tasks import TaskPage
from ui.desk import Desk
from ui.models.agenda import Line
from ui.pages.document.body import Lines
from ui.pages.document_pane import DocumentPane
from ui.pages.execution.task_view import TaskView
from ui.pages.today_acts import TodayActs
from ui.pages.training.session_brief import SessionBrief
from ui.theme import GRID
from ui.widgets.late import Late
from ui.widgets.polish import named

DOCUMENT, TASK, SESSION, BRIEF = 0, 1, 2, 3


class Brief(QFrame):
    """What a line says, where nothing can be read beside it before it is opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "pane")
        self._desk = desk
        self._title, self._note, self._next = QLabel(), QLabel(), QLabel()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID)
        self._title.setProperty("strong", True)
        self._next.setProperty("text_size", "small")
        for label in (self._title, self._note, self._next):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            label.setProperty("muted", label is not self._title)
            lines.addWidget(label)
        lines.addStretch()

    def show_line(self, line: Line) -> None:
        """Say what a line says, and the key that does what it offers."""
        self._title.setText(line.title)
        self._note.setText(" · ".join(part for part in (line.note, line.term) if part))
        self._note.setVisible(bool(self._note.text()))
        self._next.setText(f"Enter: {line.button}")


class TaskSide(QFrame):
    """Shows a task, `view`, as high as it is."""

    def __init__(self, view: TaskView) -> None:
        super().__init__()
        named(self, "pane")
        self.view = view
        inside, area = named(Lines(), "paper"), QScrollArea()
        area.setWidget(inside)  # while nothing is in it that would be measured
        within = QVBoxLayout(inside)
        within.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        within.addWidget(view)
        within.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class Beside(QStackedWidget):
    """Shows what a line is about; `acts` does what lines offer.

    `opened` carries the id of a document somebody wants to see in its register. `decided` and
    `back` carry what a person has given their word on, from here or from the list.
    """

    opened = Signal(str)
    decided = Signal(str)
    back = Signal(str)

    def __init__(self, desk: Desk, host: QWidget, pane: DocumentPane) -> None:
        super().__init__()
        self._desk = desk
        self._line: Line | None = None
        self.pane = pane
        self.acts = TodayActs(desk, host, self.pane)
        self._task, self._session = Late(self._make_task), Late(partial(SessionBrief, desk))
        self.brief = Brief(desk)
        self._build()
        self.pane.opened.connect(self.opened)
        doing = self.pane.approval.doing
        for decided in (self.acts.decided, doing.decided):
            decided.connect(self.decided)
        for back in (self.acts.back, doing.refused):
            back.connect(self.back)

    @property
    def task_view(self) -> TaskView:
        """What shows a task."""
        return self._task.part.view

    @property
    def session(self) -> SessionBrief:
        """What shows a session."""
        return self._session.part

    @property
    def keys(self) -> list[QAction]:
        """What can be done by keys with what is shown: the list beside takes them too."""
        if self.currentIndex() == TASK:
            return list(self.acts.tasks.actions.values())
        own = self.pane.approval.actions_by_code["yes"]
        return [one for one in self.pane.actions() if one is not own]

    def show_line(self, line: Line | None, *, at_once: bool = False) -> None:
        """Show what another line is about."""
        before, self._line = self._line, line
        if before is not None and (line is None or line.task != before.task):
            self.acts.tasks.show(None, None)
        if line is not None and line.task:
            self.setCurrentIndex(TASK)
            self._desk.bridge.ask(
                tasks.task,
                then=self._on_task,
                otherwise=lambda _error: None,
                key=(id(self), "task"),
                owner=self,
                task=line.task,
                today=self._desk.today(),
            )
        elif line is not None and line.session:
            self.setCurrentIndex(SESSION)
            self.session.show_session(line.session)
        elif line is not None and not line.document:
            self.setCurrentIndex(BRIEF)
            self.brief.show_line(line)
            self.pane.show_document("")
        else:
            self.setCurrentIndex(DOCUMENT)
            self.pane.show_document(line.document if line is not None else "", at_once=at_once)

    def say(self, line: Line | None) -> None:
        """Say anew what is only told here, in the language spoken now."""
        if line is not None and self.currentIndex() == BRIEF:
            self.brief.show_line(line)

    def _build(self) -> None:
        for part in (self.pane, self._task, self._session, self.brief):
            self.addWidget(part)
        self.setMinimumWidth(self.pane.minimumWidth())
        self.setFocusProxy(self.pane)

    def _make_task(self) -> TaskSide:
        side = TaskSide(TaskView(self._desk, self.acts.tasks))
        self.acts.tasks.serve(side)
        side.view.opened.connect(self.opened)
        return side

    def _on_task(self, page: TaskPage) -> None:
        if self._line is not None and self._line.task == page.row.id:
            self.task_view.show_task(page, self.acts.me)
