"""How far a document has come: one word out of everything that was begun about it.

A document's own status tells of its number and its sending. What else happens with it are subjects
of their own; their sorts and stages come to one word here (records rules, §4.4): what is open
counts before what is done, and a task that was removed is as good as done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from edo.domain.approval import AT_HOME, TO_OPEN, Approval, ApprovalStatus
from edo.domain.resolution import Resolution, ResolutionStatus
from edo.domain.task import ACTIONABLE, Task, TaskStatus

_ENDED = frozenset({TaskStatus.DONE.value, TaskStatus.REMOVED.value})
_RUNNING = frozenset(status.value for status in ACTIONABLE)
"""The term runs: a report that waits to be accepted is not late."""
_REVIEWED = frozenset({ResolutionStatus.ASKED.value, ResolutionStatus.DRAFT.value})
_APPROVED_BY = {
    TO_OPEN: "on_approval",
    ApprovalStatus.RUNNING.value: "on_approval",
    **{status.value: "on_revision" for status in AT_HOME},
    ApprovalStatus.AGREED.value: "agreed",
    ApprovalStatus.SIGNED.value: "signed",
    ApprovalStatus.REFUSED.value: "rejected",
}
ABOUT = frozenset({Approval.SORT, Resolution.SORT, Task.SORT})
"""Sorts of subjects a document's progress comes from; acquaintance and letters go beside it."""


class Progress(StrEnum):
    """How far a document has come."""

    ON_APPROVAL = "on_approval"
    ON_REVISION = "on_revision"
    AGREED = "agreed"
    """Approved by all; to be signed, or to get its number."""
    SIGNED = "signed"
    REJECTED = "rejected"
    ON_REVIEW = "on_review"
    """With the head, who is to write a resolution."""
    IN_WORK = "in_work"
    EXECUTED = "executed"


EXECUTION = frozenset({Progress.ON_REVIEW, Progress.IN_WORK, Progress.EXECUTED})
"""What comes after the number."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was begun about a document.

    Attributes:
        sort: approval, resolution or task.
        stage: where it stands.
        since: when it was begun; the latest approval counts.
        due: the term of a task that is open; None where there is none.
        controlled: it is a task on control.
    """

    sort: str
    stage: str
    since: int
    due: date | None = None
    controlled: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """What a document's parts come to.

    Attributes:
        progress: how far it has come.
        due: the earliest term that runs.
        controlled: one of them is on control.
    """

    progress: Progress
    due: date | None = None
    controlled: bool = False


def way_of(parts: Iterable[Part]) -> Way | None:
    """Return how far a document has come; None where nothing was begun that still counts."""
    found = sorted(parts, key=lambda part: part.since)
    tasks = [part for part in found if part.sort == Task.SORT]
    open_tasks = [part for part in tasks if part.stage not in _ENDED]
    if open_tasks:
        running = (part.due for part in open_tasks if part.stage in _RUNNING)
        controlled = any(part.controlled for part in open_tasks)
        return Way(Progress.IN_WORK, min(filter(None, running), default=None), controlled)
    resolutions = [part.stage for part in found if part.sort == Resolution.SORT]
    if any(stage in _REVIEWED for stage in resolutions):
        return Way(Progress.ON_REVIEW)
    if tasks or ResolutionStatus.ISSUED.value in resolutions:
        return Way(Progress.EXECUTED)
    approvals = [part.stage for part in found if part.sort == Approval.SORT]
    told = _APPROVED_BY.get(approvals[-1]) if approvals else None
    return Way(Progress(told)) if told else None
