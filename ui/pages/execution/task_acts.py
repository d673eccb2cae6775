"""What can be done with a task, as data: its key, its icon, and for whom it makes sense.

Whether it can be done the core decides; here only what would be refused for certain is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from edo.commands.myself import Myself
from edo.domain.rights import Right
from edo.domain.task import ACTIONABLE, ENDED, TaskStatus
from edo.queries.tasks import TaskPage
from edo.sentences import mark

MAIN = "F10"
"""The key of the one thing that is waited for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A task, who looks at it, and on which day."""

    page: TaskPage
    me: Myself
    today: date

    def as_one_of(self, *people: str) -> str | None:
        """Return for whom one acts as one of some people, None for nobody."""
        return self.me.acts_as(people, self.page.task.kind)

    @property
    def controls(self) -> bool:
        """Tell whether the person watches over execution here."""
        return self.me.may(Right.CONTROL) and self.page.task.office == self.me.office

    @property
    def is_mine(self) -> bool:
        """Tell whether the person gave the task or watches over it."""
        task = self.page.task
        return self.as_one_of(task.author, task.watcher) is not None


@dataclass(frozen=True, slots=True)
class TaskAct:
    """One act: `fits` tells whether it makes sense now; `grouped` begins a group of the menu."""

    code: str
    name: str
    icon: str
    keys: str
    fits: Callable[[Seen], bool]
    grouped: bool = False


def takes(seen: Seen) -> bool:
    """Tell whether the person can take the task into work."""
    task = seen.page.task
    whom = seen.as_one_of(*task.executors)
    if whom is None or task.status not in ACTIONABLE:
        return False
    return task.status is not TaskStatus.IN_WORK or (whom or seen.me.person) not in task.taken


def reports(seen: Seen) -> bool:
    """Tell whether the person can report, for themselves or for others."""
    task = seen.page.task
    return task.status in ACTIONABLE and (
        seen.as_one_of(*task.executors) is not None or seen.controls
    )


def decides(seen: Seen) -> bool:
    """Tell whether the person can accept or return the report that waits."""
    task = seen.page.task
    if task.status is not TaskStatus.ON_REVIEW:
        return False
    own = seen.as_one_of(task.responsible) is not None
    return seen.is_mine or (seen.controls and not own)


def divides(seen: Seen) -> bool:
    """Tell whether the person can give a part of the task."""
    task = seen.page.task
    is_open = task.status not in ENDED
    return is_open and (seen.as_one_of(task.responsible) is not None or seen.controls)


def asks_time(seen: Seen) -> bool:
    """Tell whether the person can ask for more time."""
    task = seen.page.task
    is_open = task.status in ACTIONABLE and task.due is not None and task.request is None
    responsible = seen.as_one_of(task.responsible) is not None
    return is_open and responsible and not task.is_late(seen.today)


def answers_time(seen: Seen) -> bool:
    """Tell whether the person can grant more time or refuse it."""
    waits = seen.page.task.request is not None and seen.page.task.status not in ENDED
    return waits and (seen.is_mine or seen.controls)


def leads(seen: Seen) -> bool:
    """Tell whether the person can change the task: who gave it, or watches over execution."""
    task = seen.page.task
    is_open = task.status not in ENDED
    return is_open and (seen.as_one_of(task.author) is not None or seen.controls)


def reopens(seen: Seen) -> bool:
    """Tell whether the task was ended and can be worked on again."""
    return seen.page.task.status in ENDED and seen.controls and not seen.page.row.annulled


def stops(seen: Seen) -> bool:
    """Tell whether the task comes again and can be stopped."""
    task = seen.page.task
    own = seen.as_one_of(task.author) is not None or seen.controls
    return task.repeat is not None and not task.stopped and own


TASK_ACTS: tuple[TaskAct, ...] = (
    TaskAct("take", mark("Take into work"), "check", "Ctrl+Y", takes, grouped=True),
    TaskAct("report", mark("Report…"), "send", "Ctrl+Shift+Y", reports),
    TaskAct("accept", mark("Accept the report"), "check", "Ctrl+Y", decides),
    TaskAct("return", mark("Read and return…"), "undo-2", "Ctrl+Shift+Y", decides),
    TaskAct("answer", mark("Answer about more time…"), "clock", "Ctrl+U", answers_time),
    TaskAct("part", mark("Give a part…"), "network", "Ctrl+Shift+J", divides, grouped=True),
    TaskAct("ask_time", mark("Ask for more time…"), "clock", "Ctrl+U", asks_time),
    TaskAct("move", mark("Move the term…"), "calendar", "Ctrl+Shift+U", leads),
    TaskAct("people", mark("Name other executors…"), "users", "", leads),
    TaskAct("remove", mark("Take off control…"), "eye-off", "Ctrl+Shift+K", leads, grouped=True),
    TaskAct("reopen", mark("Work on it again…"), "rotate-ccw", "Ctrl+Shift+K", reopens),
    TaskAct("stop", mark("Repeat no more…"), "ban", "", stops),
)
"""In the order of buttons and menus. Two acts of one key never make sense at once."""


def main_act(seen: Seen) -> str:
    """Name the one thing the task waits for from the person; nothing where it waits for others."""
    task = seen.page.task
    if decides(seen) and seen.is_mine:
        return "accept"
    if answers_time(seen) and seen.is_mine:
        return "answer"
    if seen.as_one_of(*task.executors) is None:
        return ""
    handed = {part.executor for part in task.parts}
    whom = seen.as_one_of(*task.executors) or seen.me.person
    if takes(seen) and whom not in handed:
        return "take"
    return "report" if reports(seen) and whom not in handed else ""
