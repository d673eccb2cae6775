"""How a task is given, divided into parts and repeated, and what every fact about one must keep to.

Its state is in `task`; what its executors and those who watch over it do with it is in `execution`
and `task_terms`.
"""

import hashlib
from datetime import date
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from edo.change import Stamp, named_id
from edo.domain.card import Kind
from edo.domain.fact import Fact, need, within
from edo.domain.repetition import Repeat
from edo.domain.rights import Right
from edo.domain.routed import RoutedFact
from edo.domain.task import (
    CHILDREN_LIMIT,
    EXECUTORS_LIMIT,
    REASON_LIMIT,
    TEXT_LIMIT,
    Decided,
    Task,
    TaskStatus,
)
from edo.domain.workdays import Term, check_term
from edo.errors import Reason, Refusal


class TaskFact(RoutedFact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to a task."""

    ABOUT: ClassVar[type] = Task
    PREFIX: ClassVar[str] = "k"
    RIGHT: ClassVar[Right] = Right.TAKE_PART

    def who(self, stamp: Stamp) -> str:
        """Return the person in whose name it is stated."""
        return self.behalf or stamp.person

    def decided(self, stamp: Stamp, comment: str = "") -> Decided:
        """Return who decided."""
        return Decided(stamp.person, self.behalf, stamp.hlc, comment)


class TaskGiven(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A task was given: in one's own name, on its author's word, as a part, or as the next turn.

    Those of a resolution and those that come again have ids anybody can work out: what two programs
    give at once is given once.
    """

    NAME: ClassVar[str] = "task.given"

    text_ru: str = ""
    text_kk: str = ""
    executors: tuple[str, ...]
    author: str
    document: str = ""
    kind: Kind | None = None
    on: date
    due: date | None = None
    rule: Term | None = None
    controlled: bool = False
    controller: str = ""
    resolution: str = ""
    item: int = 0
    parent: str = ""
    basis: str = ""
    spoken: bool = False
    repeat: Repeat | None = None
    until: date | None = None
    series: str = ""
    turn: int = 0

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Leave a part to its parent's executor, which the parent says: see `TaskDivided`."""
        del stamp, state
        if self.turn:
            return Right.CONTROL
        if self.parent:
            return Right.TAKE_PART
        return Right.REGISTER if self.spoken else Right.RESOLVE

    def is_about(self, subject: str) -> bool:
        """Tell whether it is about the subject that bears its name."""
        if self.turn:
            return subject == turn_id(self.series, self.turn)
        if self.resolution:
            return subject == task_id(self)
        return subject.startswith(self.PREFIX)

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Give the task."""
        if state is not None:
            if self.turn or self.resolution:
                return state
            raise Refusal(Reason.ALREADY_EXISTS, field="task", value="")
        if not (self.spoken or self.turn or self.author == self.who(stamp)):
            raise Refusal(Reason.NOT_YOURS)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        check_task(self)
        return Task(
            document=self.document,
            kind=self.kind,
            title=self.text_ru or self.text_kk,
            office=stamp.space,
            author=self.author,
            since=stamp.hlc,
            text_ru=self.text_ru,
            text_kk=self.text_kk,
            executors=self.executors,
            controller=self.controller,
            controlled=self.controlled,
            given_on=self.on,
            due=self.due,
            rule=self.rule,
            first_due=self.due,
            written_by="" if stamp.person == self.author else stamp.person,
            spoken=self.spoken,
            behalf=self.behalf,
            resolution=self.resolution,
            parent=self.parent,
            basis=self.basis,
            series=self.series,
            turn=self.turn,
            repeat=self.repeat,
            until=self.until,
            turned=stamp.hlc,
        )


class TaskDivided(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A part of a task was given, by its responsible executor or who watches over execution."""

    NAME: ClassVar[str] = "task.divided"

    task: str

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than the responsible executor need the right to control."""
        return right_of(state, self.who(stamp), *(state.executors[:1] if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Know the part."""
        del stamp
        task = running(state)
        if self.task in task.children:
            raise Refusal(Reason.ALREADY_EXISTS, field="task", value="")
        return replace(task, children=_more(task.children, self.task, CHILDREN_LIMIT))


class RepetitionStopped(TaskFact, frozen=True, omit_defaults=True, kw_only=True):
    """A periodic task does not come again. Stated on its first turn; turns given stay."""

    NAME: ClassVar[str] = "task.repetition_stopped"

    reason: str

    def right(self, stamp: Stamp, state: Task | None) -> Right:
        """Others than its author need the right to control."""
        return right_of(state, self.who(stamp), *((state.author,) if state else ()))

    def apply(self, state: Task | None, stamp: Stamp) -> Task:
        """Stop it."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if state.repeat is None or state.turn or state.stopped:
            raise Refusal(Reason.NOT_REPEATED)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(state, stopped=True)


FACTS: tuple[type[Fact], ...] = (TaskGiven, TaskDivided, RepetitionStopped)


def task_id(given: TaskGiven) -> str:
    """Return the id of a resolution's task: of what it says, so the same one is given once."""
    told = (
        given.resolution,
        given.item,
        given.author,
        given.text_ru,
        given.text_kk,
        given.executors,
        given.due,
        given.controlled,
        given.controller,
    )
    return _named("edo/task/1", msgspec.json.encode(told))


def turn_id(series: str, turn: int) -> str:
    """Return the id of a turn of a periodic task, whose first is `series`."""
    return _named("edo/turn/1", f"{series} {turn}".encode())


def right_of(state: Task | None, who: str, *own: str) -> Right:
    """Return the right to act on a task: those it concerns take part, others must control."""
    return Right.TAKE_PART if state is None or who in own else Right.CONTROL


def running(state: Task | None) -> Task:
    """Return the task a fact is about.

    Raises:
        Refusal: there is none, or it has ended.
    """
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    if state.status is TaskStatus.DONE:
        raise Refusal(Reason.TASK_DONE)
    if state.status is TaskStatus.REMOVED:
        raise Refusal(Reason.TASK_REMOVED)
    return state


def check_task(given: TaskGiven) -> None:
    """Refuse a task without text, author or executor, or with a term that cannot be."""
    check_text(given.text_ru, given.text_kk)
    check_executors(given.executors)
    need(given.author, "author", REASON_LIMIT)
    check_due(given.due, given.on)
    check_rule(given.rule)
    within(given.basis, "basis", REASON_LIMIT)
    if given.repeat is not None and given.due is None:
        raise Refusal(Reason.REQUIRED_FIELD, field="due")


def check_text(ru: str, kk: str) -> None:
    """Refuse a text that is empty in both languages, or too long in one."""
    if not (ru.strip() or kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="text_ru")
    within(ru, "text_ru", TEXT_LIMIT)
    within(kk, "text_kk", TEXT_LIMIT)


def check_executors(executors: tuple[str, ...]) -> None:
    """Refuse no executor, one named twice, or too many."""
    if not executors or not all(executors):
        raise Refusal(Reason.REQUIRED_FIELD, field="executors")
    if len(set(executors)) < len(executors):
        raise Refusal(Reason.ALREADY_EXISTS, field="executors", value="")
    if len(executors) > EXECUTORS_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="executors", limit=EXECUTORS_LIMIT)


def check_rule(rule: Term | None) -> None:
    """Refuse a term nobody could mean."""
    if rule is not None:
        check_term(rule)


def check_due(due: date | None, on: date) -> None:
    """Refuse a term that ends before it begins."""
    if due is not None and due < on:
        raise Refusal(Reason.TERM_REVERSED, date=due)


def _more(known: tuple[str, ...], one: str, limit: int) -> tuple[str, ...]:
    if len(known) >= limit:
        raise Refusal(Reason.TOO_LONG, field="task", limit=limit)
    return (*known, one)


def _named(what: str, told: bytes) -> str:
    return named_id("k", hashlib.sha256(what.encode() + b"\0" + told).digest())
