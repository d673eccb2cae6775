"""Carry out the acts of a task: the same keys on a document's page and on the page of control."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from edo.commands import tasks as commands
from edo.commands.myself import Myself
from edo.commands.reading import open_copy
from edo.domain.task import Content
from edo.errors import EdoError
from edo.queries.tasks import TaskPage
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.report_sheets import (
    AnswerTimeSheet,
    AskTimeSheet,
    DecisionSheet,
    ReportSheet,
    WhySheet,
)
from ui.dialogs.task_sheets import ExecutorsSheet, MoveTermSheet, TaskSheet
from ui.pages.execution.task_acts import MAIN, TASK_ACTS, Seen, main_act
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.key_action import key_action
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

TAKEN = mark("Taken into work")
ACCEPTED = mark("The report is accepted")
WHY: dict[str, tuple[tuple[str, str], Callable[..., None], bool]] = {
    "remove": ((mark("Take off control"), mark("Take off")), commands.remove, True),
    "reopen": ((mark("Work on it again"), mark("Reopen")), commands.reopen, False),
    "stop": ((mark("Repeat no more"), mark("Stop")), commands.stop_repetition, True),
}
"""Acts that need a reason: title and button, the command, and whether a deputy may do it."""


class TaskActs(QObject):
    """What a person does with the task shown; `actions` by code, each with its key.

    `done` carries the id of a task something was done with.
    """

    done = Signal(str)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self.seen: Seen | None = None
        self.sheet: FormSheet | None = None
        self.actions: dict[str, QAction] = {}
        for act in TASK_ACTS:
            run = partial(self._on_act, act.code)
            action = key_action(self, desk, act.keys, act.icon, run)
            self.actions[act.code] = action
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def main(self) -> str:
        """The code of the one thing that is waited for; empty where there is none."""
        return main_act(self.seen) if self.seen is not None else ""

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be done now, the one thing that is waited for first."""
        seen = self.seen
        if seen is None:
            return ()
        fitting = [act.code for act in TASK_ACTS if act.fits(seen)]
        return tuple(sorted(fitting, key=lambda code: code != self.main))

    def serve(self, page: QWidget, menu: QMenu | None = None) -> None:
        """Let the keys work all over a page, and its menu offer the acts."""
        for act in TASK_ACTS:
            page.addAction(self.actions[act.code])
            if menu is not None:
                if act.grouped:
                    menu.addSeparator()
                menu.addAction(self.actions[act.code])

    def show(self, page: TaskPage | None, me: Myself | None) -> None:
        """Act on another task, or on none."""
        self.seen = Seen(page, me, self._desk.today()) if page and me else None
        for act in TASK_ACTS:
            self.actions[act.code].setEnabled(self.seen is not None and act.fits(self.seen))

    def do(self, code: str) -> None:
        """Do an act with the task shown, where it makes sense."""
        seen = self.seen
        act = next(one for one in TASK_ACTS if one.code == code)
        if seen is None or not act.fits(seen):
            return
        if code == "take":
            self._run(commands.take, TAKEN, behalf=self._behalf(*seen.page.task.executors))
        elif code == "accept":
            number = len(seen.page.reports)
            self._run(commands.accept, ACCEPTED, report=number, behalf=self._watching())
        else:
            self._open(self._make(code, seen))

    def open_file(self, file: Content) -> None:
        """Open a read-only copy of a file that came with a report."""
        self._desk.bridge.look(
            open_copy, then=self._on_copy, owner=self, sha256=file.sha256, name=file.name
        )

    def _make(self, code: str, seen: Seen) -> FormSheet:
        desk, window, page = self._desk, self._host.window(), seen.page
        task = page.task
        giver = self._behalf(task.author)
        match code:
            case "report":
                return ReportSheet(desk, window, page, seen.me)
            case "return":
                return DecisionSheet(desk, window, page, self._watching())
            case "answer":
                return AnswerTimeSheet(desk, window, page, self._watching())
            case "ask_time":
                return AskTimeSheet(desk, window, page, self._behalf(task.responsible))
            case "part":
                return TaskSheet(desk, window, seen.me, above=page)
            case "move":
                return MoveTermSheet(desk, window, page, giver)
            case "people":
                return ExecutorsSheet(desk, window, page, giver)
            case _:
                return self._ask_why(code, page, giver)

    def _ask_why(self, code: str, page: TaskPage, giver: str) -> FormSheet:
        texts, command, deputies = WHY[code]
        words = {"behalf": giver} if deputies else {}
        window = self._host.window()
        return WhySheet(self._desk, window, texts, command, task=page.row.id, **words)

    def _behalf(self, *people: str) -> str:
        """Tell for whom one acts as one of some people; empty for oneself, or by one's right."""
        return (self.seen.as_one_of(*people) or "") if self.seen is not None else ""

    def _watching(self) -> str:
        task = self.seen.page.task if self.seen is not None else None
        return self._behalf(task.watcher, task.author) if task is not None else ""

    def _open(self, sheet: FormSheet) -> None:
        self.sheet = sheet
        task = self.seen.page.row.id if self.seen is not None else ""
        sheet.done_with.connect(partial(self._on_done, task))
        sheet.finished.connect(self._on_finished)
        sheet.open()

    def _run(self, command: Callable[..., None], said: str, **words: Any) -> None:
        task = self.seen.page.row.id if self.seen is not None else ""
        for action in self.actions.values():
            action.setEnabled(False)
        self._desk.bridge.run(
            command,
            then=partial(self._on_run, task, said),
            otherwise=self._on_refused,
            owner=self,
            task=task,
            **words,
        )

    def _on_refused(self, error: EdoError) -> None:
        tell(self._host, Notice(self._desk.speech.words.refusal(error), Tone.WARN))
        if self.seen is not None:
            self.show(self.seen.page, self.seen.me)

    def _on_run(self, task: str, said: str, _answer: object) -> None:
        words = self._desk.speech.words
        if said == ACCEPTED:
            reason = words.text("Accepted by mistake")
            offer_undo(
                self._desk, self._host, words.text(said), commands.reopen, task=task, reason=reason
            )
        else:
            tell(self._host, Notice(words.text(said), Tone.GOOD))
        self.done.emit(task)

    def _on_done(self, task: str, _answer: object) -> None:
        self.done.emit(task)

    def _on_finished(self, _result: int) -> None:
        self.sheet = None

    def _on_act(self, code: str, *_checked: bool) -> None:
        self.do(code)

    def _on_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self._desk.speech.words
            text = words.text("No program on this computer opens {name}", name=path.name)
            tell(self._host, Notice(text, Tone.WARN))

    def _say(self) -> None:
        words = self._desk.speech.words
        for act in TASK_ACTS:
            action = self.actions[act.code]
            name = words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})" if keys else name)


def main_hint(tooltip: str) -> str:
    """Add the key of the one thing that is waited for to a button's tooltip."""
    return f"{tooltip}\n{MAIN}"
