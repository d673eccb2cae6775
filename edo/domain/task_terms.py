"""Terms of tasks: more time asked for, granted or refused, and terms moved. Old ones are kept.

The executor asks before the term has passed (records rules, §4.4); afterwards only who gave the
task, or watches over it, can still move it.
"""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.fact import Fact, need, within
from edo.domain.rights import Right
from edo.domain.task import (
    ACTIONABLE,
    HISTORY_LIMIT,
    REASON_LIMIT,
    Decided,
    Decision,
    Moved,
    Request,
    Task,
)
from edo.domain.tasking import TaskFact, check_due, check_rule, right_of, running
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal


class ExtensionAsked(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """The responsible executor asks for more time."""

    NAME: ClassVar[str] = "task.extension_asked"

    until: date
    reason: str

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Who asks for the executor must control."""
        return right_of(state, self.who(stamp), *(state.executors[:1] if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Let the request wait."""
        task = running(state)
        need(self.reason, "reason", REASON_LIMIT)
        if task.status not in ACTIONABLE:
            raise Refusal(Reason.REPORT_WAITS)
        if task.request is not None:
            raise Refusal(Reason.REQUEST_WAITS)
        if task.due is None:
            raise Refusal(Reason.NO_TERM)
        if task.is_late(stamp.on):
            raise Refusal(Reason.TERM_PASSED)
        if self.until <= task.due:
            raise Refusal(Reason.TERM_REVERSED, date=self.until)
        if len(task.requests) >= HISTORY_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="due", limit=HISTORY_LIMIT)
        request = Request(
            stamp.person, self.behalf, stamp.hlc, stamp.on, self.until, task.due, self.reason
        )
        return replace(task, requests=(*task.requests, request))


class _Answering(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """What is said to a request. `request` is its number, from 1."""

    request: int

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than the author and the controller need the right to control."""
        return right_of(state, self.who(stamp), *((state.author, state.watcher) if state else ()))

    def _answer(self, task: Task, stamp: Stamp, verdict: Decision, comment: str) -> Task:
        asked = task.request
        if asked is None or self.request != len(task.requests):
            raise Refusal(Reason.NO_REQUEST)
        who = self.who(stamp)
        if who == task.responsible and who not in (task.author, task.watcher):
            raise Refusal(Reason.OWN_REPORT)
        answered = replace(asked, verdict=verdict, decided=self.decided(stamp, comment))
        return replace(task, requests=(*task.requests[:-1], answered))


class ExtensionGranted(_Answering, frozen=True, omit_defaults=True, kw_only=True):
    """More time was granted, until the day asked for or another one."""

    NAME: ClassVar[str] = "task.extension_granted"

    due: date
    comment: str = ""

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Move the term."""
        task = running(state)
        within(self.comment, "comment", REASON_LIMIT)
        task = self._answer(task, stamp, Decision.AGREED, self.comment)
        by = self.decided(stamp, self.comment)
        return moved(task, self.due, None, task.requests[-1].reason, by, request=self.request)


class ExtensionRefused(_Answering, frozen=True, omit_defaults=True, kw_only=True):
    """More time was refused: the term stays."""

    NAME: ClassVar[str] = "task.extension_refused"

    comment: str

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Answer the request."""
        task = running(state)
        need(self.comment, "comment", REASON_LIMIT)
        return self._answer(task, stamp, Decision.DECLINED, self.comment)


class TermMoved(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """The term was moved by who gave the task or watches over it; None takes it away."""

    NAME: ClassVar[str] = "task.term_moved"

    due: date | None
    rule: Term | None = None
    reason: str

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than its author need the right to control."""
        return right_of(state, self.who(stamp), *((state.author,) if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Move the term; a request that waits is answered by it."""
        task = running(state)
        need(self.reason, "reason", REASON_LIMIT)
        check_rule(self.rule)
        if self.due == task.due:
            raise Refusal(Reason.NOTHING_CHANGED)
        by = self.decided(stamp)
        number = 0
        if (asked := task.request) is not None:
            number = len(task.requests)
            granted = self.due is None or asked.due is None or self.due > asked.due
            verdict = Decision.AGREED if granted else Decision.DECLINED
            answered = replace(asked, verdict=verdict, decided=self.decided(stamp, self.reason))
            task = replace(task, requests=(*task.requests[:-1], answered))
        return moved(task, self.due, self.rule, self.reason, by, request=number)


FACTS: tuple[type[Fact], ...] = (ExtensionAsked, ExtensionGranted, ExtensionRefused, TermMoved)


def moved(
    task: Task, due: date | None, rule: Term | None, reason: str, by: Decided, *, request: int
) -> Task:
    """Return a task with another term; the old one is kept.

    Raises:
        Refusal: the term is before the day the task was given.
    """
    check_due(due, task.given_on)
    if len(task.moved) >= HISTORY_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="due", limit=HISTORY_LIMIT)
    was = Moved(task.due, due, rule, reason, by, request)
    return replace(task, due=due, rule=rule, moved=(*task.moved, was))
