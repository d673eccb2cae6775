"""A task («поручение», «тапсырма»): who does what until when. Records rules, §4.4.

This module has the state; how a task is given, divided and repeated is in `tasking`, what its
executors and those who watch over it do with it in `execution` and `task_terms`. The first executor
named is responsible and coordinates the others.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from edo.domain.fact import Record
from edo.domain.repetition import Repeat
from edo.domain.routed import Act, Routed, Wait
from edo.domain.workdays import Term

TEXT_LIMIT = 2000
"""Characters of what is to be done, or of a report."""
REASON_LIMIT = 500
EXECUTORS_LIMIT = 100
CHILDREN_LIMIT = 200
HISTORY_LIMIT = 200
"""Reports, parts, files, requests or moved terms one task can have."""


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

    def waits(self) -> tuple[Wait, ...]:
        """Return for whom it waits: executors, who accepts, who decides on more time.

        A report in time that waits to be accepted is never late (records rules, §4.4).
        """
        if self.status in ENDED:
            return ()
        if self.status is TaskStatus.ON_REVIEW:
            return (Wait(self.watcher, Act.ACCEPT, None, self.turned),)
        had = {part.executor for part in self.parts}
        others = [person for person in self.executors[1:] if person not in had]
        waits = [Wait(self.responsible, Act.EXECUTE, self.due, self.turned)]
        waits += [Wait(person, Act.JOIN_IN, self.due, self.since) for person in others]
        if (asked := self.request) is not None:
            deciders = dict.fromkeys((self.author, self.watcher))
            waits += [Wait(person, Act.DECIDE_TERM, self.due, asked.at) for person in deciders]
        return tuple(waits)
