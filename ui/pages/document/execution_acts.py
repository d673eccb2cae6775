"""What can be done about a document's execution, as data: resolutions, tasks, acquaintance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edo.commands.reading import Whole
from edo.domain.acquaintance import AcquaintanceStatus
from edo.domain.card import RECEIVED_KINDS
from edo.domain.document import Status
from edo.domain.resolution import ResolutionStatus
from edo.domain.rights import Right
from edo.domain.task import ACTIONABLE, TaskStatus
from edo.queries.execution import AcquaintanceItem, ResolutionItem
from edo.queries.tasks import TaskNode
from edo.sentences import mark


@dataclass(frozen=True, slots=True)
class ExecutionAct:
    """One act: `fits` tells whether it makes sense now; `grouped` begins a group of the menu."""

    code: str
    name: str
    icon: str
    keys: str
    fits: Callable[[Whole], bool]
    grouped: bool = False


def is_here(whole: Whole) -> bool:
    """Tell whether something can be begun about the document at this workplace."""
    alive = whole.card.document.status not in (Status.CANCELLED, Status.REFUSED)
    return alive and whole.elsewhere is None and whole.execution is not None


def is_annulled(whole: Whole) -> bool:
    """Tell whether the document was annulled: what was begun about it waits for nobody."""
    return whole.card.document.status is Status.CANCELLED


def resolves(whole: Whole) -> bool:
    """Tell whether the person can write a resolution, prepare one, or write one down."""
    return is_here(whole) and any(
        whole.me.may(right) for right in (Right.RESOLVE, Right.REGISTER, Right.DRAFT)
    )


def hands_over(whole: Whole) -> bool:
    """Tell whether the person can hand the document over to the head."""
    return is_here(whole) and whole.me.may(Right.REGISTER)


def gives(whole: Whole) -> bool:
    """Tell whether the person can give tasks, in their name or on the head's word."""
    return is_here(whole) and (whole.me.may(Right.RESOLVE) or whole.me.may(Right.REGISTER))


def acquaints(whole: Whole) -> bool:
    """Tell whether the person can ask others to read the document."""
    return is_here(whole) and whole.me.may(Right.DRAFT)


def unread(whole: Whole) -> tuple[AcquaintanceItem, ...]:
    """Return the acquaintances that wait for the person."""
    if is_annulled(whole):
        return ()
    return tuple(
        one
        for one in (whole.execution.acquaintances if whole.execution else ())
        if one.acquaintance.status is AcquaintanceStatus.OPEN
        and whole.me.person in one.acquaintance.missing
    )


def begun(whole: Whole) -> ResolutionItem | None:
    """Return the resolution that was asked for or prepared, the person's own before others'."""
    found = [one for one in (whole.execution.resolutions if whole.execution else ()) if one.is_open]
    return next((one for one in found if is_own(whole, one)), next(iter(found), None))


def is_own(whole: Whole, one: ResolutionItem) -> bool:
    """Tell whether a resolution is the person's, or that of somebody they act for."""
    return whole.me.acts_as([one.resolution.author], one.resolution.kind) is not None


def prepared(whole: Whole) -> ResolutionItem | None:
    """Return the draft the person can issue as it is."""
    one = None if is_annulled(whole) else begun(whole)
    is_draft = one is not None and one.resolution.status is ResolutionStatus.DRAFT
    mine = one is not None and is_own(whole, one) and whole.me.may(Right.RESOLVE)
    return one if is_draft and mine else None


def issued(whole: Whole) -> ResolutionItem | None:
    """Return the resolution a slip is printed of: the latest issued one, else a draft."""
    found = whole.execution.resolutions if whole.execution else ()
    told = [one for one in found if one.resolution.status is not ResolutionStatus.ASKED]
    last = [one for one in told if one.resolution.status is ResolutionStatus.ISSUED]
    return next(reversed(last or told), None)


def read(whole: Whole) -> AcquaintanceItem | None:
    """Return the acquaintance a sheet is printed of: the latest."""
    found = whole.execution.acquaintances if whole.execution else ()
    return next(reversed(found), None)


def waits_for(whole: Whole, node: TaskNode) -> bool:
    """Tell whether a task waits for the person: to be done, or to be decided on."""
    row, me, kind = node.row, whole.me, whole.card.document.kind
    if node.is_stray:
        return False
    watchers = [row.author.id, row.controller.id]
    if row.status is TaskStatus.ON_REVIEW or row.asks_until is not None:
        return me.acts_as(watchers, kind) is not None
    executors = [one.id for one in row.executors]
    return row.status in ACTIONABLE and me.acts_as(executors, kind) is not None


EXECUTION_ACTS: tuple[ExecutionAct, ...] = (
    ExecutionAct(
        "confirm",
        mark("I have read it"),
        "check",
        "Ctrl+Shift+B",
        lambda whole: bool(unread(whole)),
        grouped=True,
    ),
    ExecutionAct(
        "issue",
        mark("Issue the resolution"),
        "check",
        "Ctrl+Shift+I",
        lambda whole: prepared(whole) is not None,
    ),
    ExecutionAct("resolve", mark("Write a resolution…"), "gavel", "Ctrl+R", resolves),
    ExecutionAct("file", mark("To the file…"), "archive", "Ctrl+Shift+D", resolves),
    ExecutionAct("hand_over", mark("Hand over for review…"), "send", "Ctrl+Shift+R", hands_over),
    ExecutionAct("give", mark("Give a task…"), "clipboard-list", "Ctrl+J", gives),
    ExecutionAct("acquaint", mark("Acquaint…"), "users", "Ctrl+B", acquaints),
    ExecutionAct(
        "print_slip",
        mark("Print the resolution slip…"),
        "printer",
        "",
        lambda whole: issued(whole) is not None,
    ),
    ExecutionAct(
        "print_readers",
        mark("Print the acquaintance sheet…"),
        "printer",
        "",
        lambda whole: read(whole) is not None,
    ),
)
"""In the order of the menu."""


def next_acts(whole: Whole) -> tuple[str, ...]:
    """Name the acts the document waits for from the person: they get buttons."""
    codes: list[str] = ["confirm"] if unread(whole) else []
    one = begun(whole)
    if prepared(whole) is not None:
        codes += ["issue", "resolve"]
    elif one is not None and (is_own(whole, one) or whole.me.may(Right.REGISTER)):
        codes += ["resolve", "file"]
    elif one is None and _is_new(whole):
        own = whole.me.may(Right.RESOLVE) and not whole.me.may(Right.REGISTER)
        codes += ["resolve", "file"] if own else ["hand_over", "resolve"]
    return tuple(code for code in codes if _fits(code, whole))


def _is_new(whole: Whole) -> bool:
    """Tell whether a letter that came has been given to nobody yet."""
    document, found = whole.card.document, whole.execution
    registered = document.status is Status.REGISTERED and document.kind in RECEIVED_KINDS
    return registered and found is not None and not (found.resolutions or found.tasks)


def _fits(code: str, whole: Whole) -> bool:
    return next(act for act in EXECUTION_ACTS if act.code == code).fits(whole)
