"""What can be done with several tasks at once; whether with each of them, the core decides."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from edo.commands import tasks as commands
from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.queries import tasks
from edo.queries.tasks import TaskRow
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.assigning import has_term, plain_text
from ui.dialogs.form_sheet import FormSheet
from ui.models.held import Entry
from ui.models.table_model import TableModel
from ui.pages.execution import task_words
from ui.pages.execution.task_acts import Seen
from ui.widgets.list_tools import ManyDeed
from ui.widgets.many import One, do_all
from ui.widgets.term_field import TermField

SHORT = 40
"""Letters of a task that name it in a notice."""
Command = Callable[[Any, Seen], object]


class WhyManySheet(FormSheet):
    """A reason for what is done with several tasks, and, where their term moves, the new one."""

    CHAPTER = "control"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        texts: tuple[str, str],
        then: Callable[[str, date | None, Any], object],
        *,
        with_term: bool = False,
    ) -> None:
        super().__init__(desk, parent, *texts)
        self._then = then
        self.term: TermField | None = None
        if with_term:
            self.term = self.add(
                "term",
                mark("New term"),
                TermField(desk),
                hint=mark("Empty: the task goes on without a term"),
            )
        self.reason: QPlainTextEdit = self.add(
            "reason", mark("Reason"), plain_text(), required=True
        )
        (self.term or self.reason).setFocus()

    def hand_in(self) -> None:
        """Do it, for the reason written."""
        self.clear_errors()
        reason = self.reason.toPlainText().strip()
        if self.term is not None and not has_term(self, self._desk, "term", self.term):
            return
        if not reason:
            self.show_wrong("reason", self._desk.speech.words.text("Write the reason."))
            return
        term = self.term
        self._then(reason, term.day if term else None, term.term if term else None)
        self.accept()


class ControlMany:
    """Does it; the page tells what came of it."""

    def __init__(self, desk: Desk, page: QWidget, rows: TableModel) -> None:
        self._desk, self._page, self._rows = desk, page, rows
        self.sheet: WhyManySheet | None = None

    def deeds(self, me: Callable[[], Myself | None]) -> tuple[ManyDeed, ...]:
        """Give what can be done; `me` is who works here, None as long as nobody knows."""

        def leads() -> bool:
            who = me()
            return who is not None and (who.may(Right.CONTROL) or who.may(Right.RESOLVE))

        return (
            ManyDeed("take", mark("Take into work"), "check", self.take),
            ManyDeed("accept", mark("Accept the reports"), "badge-check", self.accept, leads),
            ManyDeed("move", mark("Move the term…"), "calendar", self.move, leads),
            ManyDeed("remove", mark("Take off control…"), "eye-off", self.remove, leads),
        )

    def take(self, keys: array[int]) -> None:
        """Take them into work."""
        words = self._desk.speech.words
        self._do(keys, words.text("Taking into work"), _take)

    def accept(self, keys: array[int]) -> None:
        """Accept their reports."""
        words = self._desk.speech.words
        self._do(keys, words.text("Accepting reports"), _accept)

    def move(self, keys: array[int]) -> None:
        """Ask for the new term and why, then move theirs."""
        texts = (mark("Move the term of all selected"), mark("Move"))
        self._ask(texts, partial(self._move, keys), with_term=True)

    def remove(self, keys: array[int]) -> None:
        """Ask why, then take them off control."""
        texts = (mark("Take all selected off control"), mark("Take off"))
        self._ask(texts, partial(self._remove, keys))

    def _ask(
        self,
        texts: tuple[str, str],
        then: Callable[[str, date | None, Any], object],
        *,
        with_term: bool = False,
    ) -> None:
        window = self._page.window()
        self.sheet = WhyManySheet(self._desk, window, texts, then, with_term=with_term)
        self.sheet.open()

    def _move(self, keys: array[int], reason: str, due: date | None, term: Any) -> None:
        def move(workplace: Any, seen: Seen) -> None:
            commands.move_term(
                workplace,
                task=seen.page.row.id,
                reason=reason,
                due=due,
                term=term,
                behalf=_giver(seen),
            )

        self._do(keys, self._desk.speech.words.text("Moving terms"), move)

    def _remove(self, keys: array[int], reason: str, _due: date | None, _term: Any) -> None:
        def remove(workplace: Any, seen: Seen) -> None:
            task = seen.page.row.id
            commands.remove(workplace, task=task, reason=reason, behalf=_giver(seen))

        self._do(keys, self._desk.speech.words.text("Taking off control"), remove)

    def _do(self, keys: array[int], title: str, command: Command) -> None:
        def each(workplace: Any, task: str) -> None:
            today = workplace.clock.today()
            page = workplace.read(tasks.task, task=task, today=today)
            command(workplace, Seen(page, myself(workplace), today))

        def on_rows(rows: Sequence[Entry[TaskRow]]) -> None:
            things = [One(self._name(row.item), row.id) for row in rows]
            do_all(self._desk, self._page, title, things, each)

        self._rows.rows_of(keys, on_rows)

    def _name(self, row: TaskRow) -> str:
        text = task_words.text(row, self._desk.speech.words)
        return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def _take(workplace: Any, seen: Seen) -> None:
    behalf = seen.as_one_of(*seen.page.task.executors) or ""
    commands.take(workplace, task=seen.page.row.id, behalf=behalf)


def _accept(workplace: Any, seen: Seen) -> None:
    task, number = seen.page.task, len(seen.page.reports)
    behalf = seen.as_one_of(task.watcher, task.author) or ""
    commands.accept(workplace, task=seen.page.row.id, report=number, behalf=behalf)


def _giver(seen: Seen) -> str:
    return seen.as_one_of(seen.page.task.author) or ""
