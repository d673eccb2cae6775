"""Carry out what the first page offers: each act with the window or the command it belongs to.

Nothing here waits for the document beside the list: what an act needs to know it asks itself, so
that one key after another goes through the list as fast as they are pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edo.commands import acquaintance
from edo.commands.deciding import Approvals, read_approvals
from edo.commands.myself import Myself
from edo.commands.reading import Whole, read_document
from edo.domain.routed import Act
from edo.errors import EdoError
from edo.queries import tasks
from edo.queries.tasks import TaskPage
from edo.queries.waiting import WaitingRow
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.approval.acts import APPROVAL_ACTS
from ui.pages.approval.doing import ApprovalDoing
from ui.pages.document.execution_acts import prepared
from ui.pages.document.execution_doing import ExecutionDoing
from ui.pages.document_pane import DocumentPane
from ui.pages.execution.task_acts import TASK_ACTS, Seen
from ui.pages.execution.task_doing import TaskActs
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

ON_APPROVAL = {
    Act.APPROVE: ("read", "yes"),
    Act.SIGN: ("read", "yes"),
    Act.REVISE: ("revise", ""),
    Act.REGISTER: ("register_passed", "register_passed"),
}
ON_TASK = {
    Act.EXECUTE: ("report", "take"),
    Act.JOIN_IN: ("report", "take"),
    Act.ACCEPT: ("return", "accept"),
    Act.DECIDE_TERM: ("answer", ""),
}
"""What is done with each: by the button, and by the one key."""
LATER = mark("This has changed meanwhile: look at it again")


class TodayActs(QObject):
    """Does what waits.

    `decided` carries the subject as soon as a person's word is handed in, `back` when it was not
    taken; `stepped` that of a task something was done with, which may wait on. `reading` carries
    a window of decisions, `read` the document of what is only read, `letter` a letter to look at,
    `register` one to register. `session` carries a training session to mark at, `beside` is sent
    for what is read beside the list.
    """

    decided = Signal(str)
    back = Signal(str)
    stepped = Signal(str)
    reading = Signal(object)
    read = Signal(str)
    letter = Signal(str)
    register = Signal(str)
    session = Signal(str)
    beside = Signal()

    def __init__(self, desk: Desk, host: QWidget, pane: DocumentPane) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._whole: Whole | None = None
        self.me: Myself | None = None
        self.tasks = TaskActs(desk, host)
        self.approval = ApprovalDoing(desk, host, pane.put_sheet)
        self.execution = ExecutionDoing(desk, host, lambda: self._whole)
        self.approval.decided.connect(self.decided)
        self.approval.refused.connect(self.back)
        self.approval.reading.connect(self.reading)
        self.approval.back.connect(self.read)
        self.tasks.done.connect(self.stepped)

    def do(self, row: WaitingRow, *, plainly: bool = False) -> None:
        """Do what a row waits for: as its button says, or plainly where there is such a way."""
        act = row.act
        if act in ON_APPROVAL:
            code = ON_APPROVAL[act][plainly]
            self._about(row.document, partial(self._approve, row, code), read_approvals)
        elif act in ON_TASK:
            self._task(row, ON_TASK[act][plainly])
        elif act is Act.RESOLVE:
            code = "issue" if plainly else "resolve"
            self._about(row.document, partial(self._resolve, code), read_document)
        elif act is Act.ACQUAINT:
            self._confirm(row) if plainly else self.read.emit(row.document)
        elif act in (Act.HOLD, Act.SETTLE):
            self.session.emit(row.subject)
        elif act is Act.ATTEND:
            self.beside.emit()
        elif act is Act.TAKE_IN:
            (self.register if plainly else self.letter).emit(row.subject)

    def _about(
        self, document: str, then: Callable[[Any], object], question: Callable[..., Any]
    ) -> None:
        self._desk.bridge.look(
            question, then=then, key=(id(self), "about"), owner=self, document=document
        )

    def _approve(self, row: WaitingRow, code: str, found: Approvals) -> None:
        """Act on the seat the row is about: one may have one's own and that of somebody else."""
        own = [part for part in found.parts if part.behalf.id == row.behalf.id]
        others = [part for part in found.parts if part.behalf.id != row.behalf.id]
        found = replace(found, parts=(*own, *others))
        act = next(one for one in APPROVAL_ACTS if one.code == code) if code else None
        same = found.last is not None and found.last.id == row.subject
        if act is None or not same or not act.fits(found):
            self._say(LATER)
            return
        self.approval.do(code, found)

    def _resolve(self, code: str, whole: Whole) -> None:
        """Issue what was prepared; where nothing is, write it."""
        self._whole = whole
        nothing = code == "issue" and prepared(whole) is None
        self.execution.do("resolve" if nothing else code)

    def _task(self, row: WaitingRow, code: str) -> None:
        if code and self.me is not None:
            self._desk.bridge.ask(
                tasks.task,
                then=partial(self._on_task, code),
                key=(id(self), "task"),
                owner=self,
                task=row.subject,
                today=self._desk.today(),
            )

    def _on_task(self, code: str, page: TaskPage) -> None:
        if self.me is None:
            return
        seen = Seen(page, self.me, self._desk.today())
        act = next(one for one in TASK_ACTS if one.code == code)
        if not act.fits(seen):
            taken = code == "take"
            self._say(mark("You have taken it into work already") if taken else LATER)
            return
        self.tasks.show(page, self.me)
        self.tasks.do(code)

    def _confirm(self, row: WaitingRow) -> None:
        self._desk.bridge.run(
            acquaintance.confirm_all,
            otherwise=partial(self._on_refused, row.subject),
            owner=self,
            document=row.document,
            acquaintances=[row.subject],
        )
        self.decided.emit(row.subject)

    def _on_refused(self, subject: str, error: EdoError) -> None:
        self.back.emit(subject)
        tell(self._host, Notice(self._desk.speech.words.refusal(error), Tone.WARN))

    def _say(self, text: str) -> None:
        tell(self._host, Notice(self._desk.speech.words.text(text), Tone.WARN))
