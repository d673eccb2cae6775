"""How a task is done: taken into work, reported in parts or whole, accepted or returned.

A report is accepted or returned by its number: who had not seen a later one decides on nothing.
What executors cannot do at a workplace, somebody who watches over execution writes down for them.
"""

from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.document import FILE_NAME_LIMIT, FILE_SIZE_LIMIT, is_sha256
from edo.domain.fact import Fact, need, within
from edo.domain.rights import Right
from edo.domain.task import (
    ACTIONABLE,
    HISTORY_LIMIT,
    REASON_LIMIT,
    TEXT_LIMIT,
    Content,
    Decision,
    Replaced,
    Report,
    Task,
    TaskStatus,
)
from edo.domain.tasking import TaskFact, check_executors, right_of, running
from edo.errors import Reason, Refusal

BEST_QUALITY = 5


class TaskTaken(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """An executor has seen the task and works on it."""

    NAME: ClassVar[str] = "task.taken"

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Take it into work."""
        task = running(state)
        who = self.who(stamp)
        if who not in task.executors:
            raise Refusal(Reason.NOT_EXECUTOR)
        if task.status is TaskStatus.ON_REVIEW:
            raise Refusal(Reason.REPORT_WAITS)
        if who in task.taken and task.status is TaskStatus.IN_WORK:
            raise Refusal(Reason.NOTHING_CHANGED)
        taken = task.taken if who in task.taken else (*task.taken, who)
        if task.status is TaskStatus.IN_WORK:
            return replace(task, taken=taken)
        return replace(task, taken=taken, status=TaskStatus.IN_WORK, turned=stamp.hlc)


class TaskFileBrought(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A file came with a report. Its content is sent and kept like that of any document."""

    NAME: ClassVar[str] = "task.file_brought"

    sha256: str
    name: str
    size: int

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than executors need the right to control."""
        return right_of(state, self.who(stamp), *(state.executors if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Keep the file; the same one twice is one."""
        task = running(state)
        within(self.name, "files", FILE_NAME_LIMIT)
        is_size = 0 <= self.size <= FILE_SIZE_LIMIT
        if not self.name or not is_size or not is_sha256(self.sha256):
            raise Refusal(Reason.BAD_VALUE, field="files", value=self.name)
        if any(file.sha256 == self.sha256 for file in task.files):
            return task
        if len(task.files) >= HISTORY_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="files", limit=HISTORY_LIMIT)
        file = Content(self.sha256, self.name, self.size, stamp.person, stamp.hlc)
        return replace(task, files=(*task.files, file))


class _Reporting(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """What executors say was done."""

    text: str
    files: tuple[str, ...] = ()

    def _report(self, task: Task, stamp: Stamp, executor: str, before: int) -> Report:
        need(self.text, "text", TEXT_LIMIT)
        known = {file.sha256 for file in task.files}
        if not known.issuperset(self.files):
            raise Refusal(Reason.UNKNOWN_FILE)
        if before >= HISTORY_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="text", limit=HISTORY_LIMIT)
        return Report(
            executor, stamp.person, self.behalf, stamp.hlc, stamp.on, self.text, self.files
        )


class TaskPartReported(_Reporting, frozen=True, omit_defaults=True, kw_only=True):
    """A co-executor reported their part to the responsible one.

    `executor` names whose part it is where somebody else writes it down.
    """

    NAME: ClassVar[str] = "task.part_reported"

    executor: str = ""

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Who writes it down for another must control, or be the responsible executor."""
        if state is None or self.executor in ("", self.who(stamp)):
            return Right.TAKE_PART
        return right_of(state, self.who(stamp), state.responsible)

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Keep the part."""
        task = running(state)
        executor = self.executor or self.who(stamp)
        if executor not in task.executors[1:]:
            raise Refusal(Reason.NOT_EXECUTOR)
        part = self._report(task, stamp, executor, len(task.parts))
        if task.status is TaskStatus.NEW:
            task = replace(task, status=TaskStatus.IN_WORK, turned=stamp.hlc)
        return replace(task, parts=(*task.parts, part))


class TaskReported(_Reporting, frozen=True, omit_defaults=True, kw_only=True):
    """The responsible executor reported. Under control the report waits; else the task is done."""

    NAME: ClassVar[str] = "task.reported"

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than the responsible executor need the right to control."""
        return right_of(state, self.who(stamp), *(state.executors[:1] if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Keep the report."""
        task = running(state)
        if task.status not in ACTIONABLE:
            raise Refusal(Reason.REPORT_WAITS)
        report = self._report(task, stamp, task.responsible, len(task.reports))
        if task.controlled:
            reports = (*task.reports, report)
            return replace(task, reports=reports, status=TaskStatus.ON_REVIEW, turned=stamp.hlc)
        reports = (*task.reports, replace(report, verdict=Decision.AGREED))
        return replace(
            task,
            reports=reports,
            status=TaskStatus.DONE,
            turned=stamp.hlc,
            ended_on=report.on,
        )


class _Deciding(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """What is said to a report. `report` is its number, from 1: the one its author has read."""

    report: int

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than the author and the controller need the right to control."""
        return right_of(state, self.who(stamp), *((state.author, state.watcher) if state else ()))

    def _decide(
        self, task: Task, stamp: Stamp, verdict: Decision, comment: str, quality: int = 0
    ) -> tuple[Report, ...]:
        """Return the reports with the last one decided."""
        who = self.who(stamp)
        if task.status is not TaskStatus.ON_REVIEW:
            raise Refusal(Reason.NO_REPORT)
        if self.report != len(task.reports):
            raise Refusal(Reason.REPORT_NOT_LAST)
        if who == task.responsible and who not in (task.author, task.watcher):
            raise Refusal(Reason.OWN_REPORT)
        decided = self.decided(stamp, comment)
        last = replace(task.reports[-1], verdict=verdict, decided=decided, quality=quality)
        return (*task.reports[:-1], last)


class TaskAccepted(_Deciding, frozen=True, omit_defaults=True, kw_only=True):
    """A report was accepted: the task is done since the day of the report."""

    NAME: ClassVar[str] = "task.accepted"

    comment: str = ""
    quality: int = 0

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """End the task."""
        task = running(state)
        within(self.comment, "comment", TEXT_LIMIT)
        if not 0 <= self.quality <= BEST_QUALITY:
            raise Refusal(Reason.BAD_VALUE, field="quality", value=str(self.quality))
        reports = self._decide(task, stamp, Decision.AGREED, self.comment, self.quality)
        return replace(
            task,
            reports=reports,
            status=TaskStatus.DONE,
            turned=stamp.hlc,
            ended_on=reports[-1].on,
        )


class TaskReturned(_Deciding, frozen=True, omit_defaults=True, kw_only=True):
    """A report was returned: the term runs on."""

    NAME: ClassVar[str] = "task.returned"

    comment: str

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Give it back to the executor."""
        task = running(state)
        need(self.comment, "comment", TEXT_LIMIT)
        reports = self._decide(task, stamp, Decision.DECLINED, self.comment)
        return replace(task, reports=reports, status=TaskStatus.RETURNED, turned=stamp.hlc)


class ExecutorsChanged(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """Others do the task. Reports and parts of those before stay."""

    NAME: ClassVar[str] = "task.executors_changed"

    executors: tuple[str, ...]
    reason: str = ""

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than its author need the right to control."""
        return right_of(state, self.who(stamp), *((state.author,) if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Name the others; a report that waits stays with who gave it."""
        task = running(state)
        check_executors(self.executors)
        within(self.reason, "reason", REASON_LIMIT)
        if self.executors == task.executors:
            raise Refusal(Reason.NOTHING_CHANGED)
        if len(task.replaced) >= HISTORY_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="executors", limit=HISTORY_LIMIT)
        was = Replaced(task.executors, self.executors, self.reason, self.decided(stamp))
        changed = replace(task, executors=self.executors, replaced=(*task.replaced, was))
        if task.status in ACTIONABLE and self.executors[0] != task.responsible:
            taken = any(person in task.taken for person in self.executors)
            status = TaskStatus.IN_WORK if taken else TaskStatus.NEW
            return replace(changed, status=status, turned=stamp.hlc)
        return changed


class TaskRemoved(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A task was taken off control without being done."""

    NAME: ClassVar[str] = "task.removed"

    reason: str

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than its author need the right to control."""
        return right_of(state, self.who(stamp), *((state.author,) if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """End the task."""
        task = running(state)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(
            task,
            status=TaskStatus.REMOVED,
            turned=stamp.hlc,
            ended_on=stamp.on,
            removal=self.decided(stamp, self.reason),
        )


class TaskReopened(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A task was ended by mistake: it is worked on again."""

    NAME: ClassVar[str] = "task.reopened"
    RIGHT: ClassVar[Right] = Right.CONTROL

    reason: str

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Let the term run again."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if state.ended_on is None:
            raise Refusal(Reason.TASK_RUNS)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(
            state,
            status=TaskStatus.IN_WORK,
            turned=stamp.hlc,
            ended_on=None,
            removal=None,
            reopened=state.reopened + 1,
        )


FACTS: tuple[type[Fact], ...] = (
    TaskTaken,
    TaskFileBrought,
    TaskPartReported,
    TaskReported,
    TaskAccepted,
    TaskReturned,
    ExecutorsChanged,
    TaskRemoved,
    TaskReopened,
)
