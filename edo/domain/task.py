"""A task («поручение», «тапсырма»): who does what until when. Records rules, §4.4.

This module has the state, how a task is given, divided and repeated; what its executors and those
who watch over it do with it is in `execution` and `task_terms`. The first executor named is
responsible and coordinates the others.
"""

import hashlib
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from edo.change import Stamp, named_id
from edo.domain.card import Kind
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.domain.routed import Act, Routed, RoutedFact, Wait
from edo.domain.workdays import Term, check_term
from edo.errors import Reason, Refusal

TEXT_LIMIT = 2000
"""Characters of what is to be done, or of a report."""
REASON_LIMIT = 500
EXECUTORS_LIMIT = 100
CHILDREN_LIMIT = 200
HISTORY_LIMIT = 200
"""Reports, parts, files, requests or moved terms one task can have."""
_DAYS_OF_WEEK = 7
_MONTHS_OF_YEAR = 12


class TaskStatus(StrEnum):
    """Where a task stands."""

    NEW = "new"
    IN_WORK = "in_work"
    ON_REVIEW = "on_review"
    """A report waits to be accepted: such a task is not late."""
    RETURNED = "returned"
    DONE = "done"
    REMOVED = "removed"
    """Taken off control without being done, with a reason."""


ACTIONABLE = frozenset({TaskStatus.NEW, TaskStatus.IN_WORK, TaskStatus.RETURNED})
"""States in which the executor is waited for; only these can be late."""
ENDED = frozenset({TaskStatus.DONE, TaskStatus.REMOVED})


class Repeat(StrEnum):
    """How often a task comes again."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


_MONTHS = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.HALF_YEARLY: 6, Repeat.YEARLY: 12}


class Decision(StrEnum):
    """What was said to a report, or to a request for more time."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"


class Content(Record, frozen=True, omit_defaults=True):
    """A file that came with a report: its bytes lie among the contents, by hash."""

    sha256: str
    name: str
    size: int
    person: str = ""
    at: int = 0


class Decided(Record, frozen=True, omit_defaults=True):
    """Who decided, for whom, and when; `person` acted, as the deputy of `behalf` if that is set."""

    person: str
    behalf: str = ""
    at: int = 0
    comment: str = ""


class Report(Record, frozen=True, omit_defaults=True):
    """What an executor says was done.

    Attributes:
        executor: whose report it is.
        person: who stated it: the executor, their deputy, or who wrote it down for them.
        behalf: whom `person` acted for as a deputy, else empty.
        at, on: timestamp and day.
        text, files: what was done, and the hashes of the files that show it.
        verdict: what became of it; of a co-executor's part it stays `WAITING`.
        decided: by whom, with their comment.
        quality: 1 to 5, 0 where none was given.
    """

    executor: str
    person: str
    behalf: str
    at: int
    on: date
    text: str
    files: tuple[str, ...] = ()
    verdict: Decision = Decision.WAITING
    decided: Decided | None = None
    quality: int = 0


class Request(Record, frozen=True, omit_defaults=True):
    """A request for more time.

    Attributes:
        person, behalf: who asked, for whom; `at` and `on` tell when.
        until: the day asked for; `due` is the term as it was.
        reason: why.
        verdict, decided: what was said, and by whom.
    """

    person: str
    behalf: str
    at: int
    on: date
    until: date
    due: date | None
    reason: str
    verdict: Decision = Decision.WAITING
    decided: Decided | None = None


class Moved(Record, frozen=True, omit_defaults=True):
    """A term that was moved: from `was` to `due`, by whom and why; `request` counts from 1."""

    was: date | None
    due: date | None
    rule: Term | None
    reason: str
    by: Decided
    request: int = 0


class Replaced(Record, frozen=True, omit_defaults=True):
    """Executors who were changed."""

    was: tuple[str, ...]
    executors: tuple[str, ...]
    reason: str
    by: Decided


class Task(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """The state of a task.

    Attributes:
        text_ru, text_kk: what is to be done.
        executors: ids of people, the responsible one first.
        controller: who watches over it and accepts reports; empty: its author does.
        controlled: whether a report must be accepted. Without control a report ends the task.
        given_on: the day it was given.
        due, rule: the term, and how it was counted; None: the day was named.
        first_due: the term it was given with.
        written_by: who wrote it down, where that is not the author.
        spoken: it was written down on its author's word.
        behalf: as whose deputy `written_by` wrote it; empty where as nobody's.
        resolution: the one it came of; parent: the task it is a part of; basis: in words.
        series, turn: the first of a periodic task's turns, empty for itself, and its place, from 0.
        repeat, until: how often it comes again, and the last day; stopped: it does no more.
        status: where it stands; turned: timestamp since when.
        taken: who has taken it into work.
        reports: of the responsible executor, the last one last; parts: of the others.
        files: everything that came with reports.
        requests: for more time; moved: terms that were moved.
        replaced: executors who were changed.
        children: ids of its parts.
        ended_on: day of the report that was accepted, or of removal.
        removal: why it was taken off control, and by whom.
        reopened: how often it was ended by mistake.
    """

    SORT: ClassVar[str] = "task"

    text_ru: str = ""
    text_kk: str = ""
    executors: tuple[str, ...] = ()
    controller: str = ""
    controlled: bool = False
    given_on: date
    due: date | None = None
    rule: Term | None = None
    first_due: date | None = None
    written_by: str = ""
    spoken: bool = False
    behalf: str = ""
    resolution: str = ""
    parent: str = ""
    basis: str = ""
    series: str = ""
    turn: int = 0
    repeat: Repeat | None = None
    until: date | None = None
    stopped: bool = False
    status: TaskStatus = TaskStatus.NEW
    turned: int = 0
    taken: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    parts: tuple[Report, ...] = ()
    files: tuple[Content, ...] = ()
    requests: tuple[Request, ...] = ()
    moved: tuple[Moved, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    children: tuple[str, ...] = ()
    ended_on: date | None = None
    removal: Decided | None = None
    reopened: int = 0

    @property
    def stage(self) -> str:
        """The code of its status."""
        return self.status.value

    @property
    def responsible(self) -> str:
        """Who coordinates the others and reports."""
        return self.executors[0]

    @property
    def watcher(self) -> str:
        """Who accepts reports."""
        return self.controller or self.author

    @property
    def returns(self) -> int:
        """How often a report was returned."""
        return sum(report.verdict is Decision.DECLINED for report in self.reports)

    @property
    def request(self) -> Request | None:
        """The request for more time that waits, None where none does."""
        last = self.requests[-1] if self.requests else None
        return last if last is not None and last.verdict is Decision.WAITING else None

    def is_late(self, today: date) -> bool:
        """Tell whether its term has passed; due today is not late."""
        return self.status in ACTIONABLE and self.due is not None and self.due < today

    def was_late(self) -> bool:
        """Tell whether it was done after its term."""
        if self.status is not TaskStatus.DONE or self.ended_on is None or self.due is None:
            return False
        return self.ended_on > self.due

    def waits(self) -> tuple[Wait, ...]:
        """Return for whom it waits: executors, who accepts, who decides on more time."""
        if self.status in ENDED:
            return ()
        if self.status is TaskStatus.ON_REVIEW:
            return (Wait(self.watcher, Act.ACCEPT, self.due, self.turned),)
        had = {part.executor for part in self.parts}
        others = [person for person in self.executors[1:] if person not in had]
        waits = [Wait(self.responsible, Act.EXECUTE, self.due, self.turned)]
        waits += [Wait(person, Act.JOIN_IN, self.due, self.since) for person in others]
        if (asked := self.request) is not None:
            deciders = dict.fromkeys((self.author, self.watcher))
            waits += [Wait(person, Act.DECIDE_TERM, self.due, asked.at) for person in deciders]
        return tuple(waits)


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
        """Who gives a part must be its parent's executor, which the parent says: see `Divided`."""
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


def day_of_turn(first: date, repeat: Repeat, turn: int) -> date:
    """Return the day a turn is due, before it is moved to a working day.

    Counted from the first: what is due on the 31st is due on the last day of a shorter month, and
    on the 31st again after it.
    """
    if repeat is Repeat.WEEKLY:
        return first + timedelta(days=_DAYS_OF_WEEK * turn)
    months = first.year * _MONTHS_OF_YEAR + first.month - 1 + _MONTHS[repeat] * turn
    year, month = divmod(months, _MONTHS_OF_YEAR)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def turn_on(first: date, repeat: Repeat, day: date) -> int:
    """Return the turn that runs on a day: the first one not due before it; 0 for the first."""
    turn = 0
    if day > first:
        days = 7 if repeat is Repeat.WEEKLY else 31 * _MONTHS[repeat]
        turn = (day - first).days // days
    while day_of_turn(first, repeat, turn) < day:
        turn += 1
    return turn


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
