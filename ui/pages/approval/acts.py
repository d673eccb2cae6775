"""What can be done about the approval of a document, as data: its key, and when it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edo.commands.deciding import Approvals
from edo.domain.approval import AT_HOME, ENDED, Approval, ApprovalStatus, seen_by
from edo.domain.card import RECEIVED_KINDS
from edo.domain.document import Status
from edo.sentences import mark


@dataclass(frozen=True, slots=True)
class ApprovalAct:
    """One act: `code` names what does it, `fits` tells whether the person can do it now."""

    code: str
    name: str
    icon: str
    keys: str
    fits: Callable[[Approvals], bool]
    grouped: bool = False


def decides(found: Approvals) -> bool:
    """Tell whether the person's word is waited for."""
    return bool(found.parts)


def gives_visa(found: Approvals) -> bool:
    """Tell whether a visa is waited for, not a signature."""
    return bool(found.parts) and not found.parts[0].signing


def signs_freely(found: Approvals) -> bool:
    """Tell whether the person may sign although the route names no signer."""
    return found.free_part is not None


def revises(found: Approvals) -> bool:
    """Tell whether a new version can be put up."""
    return found.leads and found.last is not None and found.last.approval.status not in ENDED


def is_back(found: Approvals) -> bool:
    """Tell whether the document is with its author, to be put up again."""
    return revises(found) and found.status in AT_HOME


def adds(found: Approvals) -> bool:
    """Tell whether somebody else can be asked."""
    state = _led(found)
    is_open = state is not None and state.status in (
        ApprovalStatus.RUNNING,
        ApprovalStatus.AGREED,
        *AT_HOME,
    )
    return is_open and state is not None and any(not one.is_done for one in state.stages)


def pulls_back(found: Approvals) -> bool:
    """Tell whether it can be taken back without a reason: nobody has opened it."""
    state = _led(found)
    return state is not None and state.status is ApprovalStatus.RUNNING and not seen_by(state)


def withdraws(found: Approvals) -> bool:
    """Tell whether it can be taken back with a reason."""
    state = _led(found)
    going = (ApprovalStatus.RUNNING, ApprovalStatus.AGREED)
    return state is not None and state.status in going and not pulls_back(found)


def gives_up(found: Approvals) -> bool:
    """Tell whether the approval can be given up for good."""
    state = _led(found)
    return state is not None and state.status not in ENDED and not found.state.number


def is_there(found: Approvals) -> bool:
    """Tell whether there is an approval at all."""
    return found.last is not None


def begins_here(found: Approvals) -> bool:
    """Tell whether an approval is what a document of one's own waits for next."""
    written = found.state.kind not in RECEIVED_KINDS and found.state.status is Status.DRAFT
    return written and found.can_start


def _led(found: Approvals) -> Approval | None:
    return found.last.approval if found.leads and found.last is not None else None


APPROVAL_ACTS: tuple[ApprovalAct, ...] = (
    ApprovalAct("yes", mark("Agree"), "check", "F12", decides, grouped=True),
    ApprovalAct("read", mark("Read and decide…"), "book-open", "F11", decides),
    ApprovalAct("remarks", mark("Agree with remarks…"), "message-square", "Shift+F12", gives_visa),
    ApprovalAct("return", mark("Return for revision…"), "undo-2", "Ctrl+F12", decides),
    ApprovalAct("no", mark("Refuse…"), "x", "Ctrl+Shift+F12", decides),
    ApprovalAct("sign", mark("Sign without being asked"), "badge-check", "", signs_freely),
    ApprovalAct(
        "register_passed",
        mark("Register as approved"),
        "badge-check",
        "Ctrl+F7",
        lambda found: found.can_register,
    ),
    ApprovalAct(
        "start",
        mark("Start an approval…"),
        "user-check",
        "Ctrl+G",
        lambda found: found.can_start,
        grouped=True,
    ),
    ApprovalAct("revise", mark("Put up a new version…"), "file-plus", "Ctrl+Shift+G", revises),
    ApprovalAct("add", mark("Add an approver…"), "user-plus", "", adds),
    ApprovalAct("pull_back", mark("Take back: nobody has opened it"), "undo-2", "", pulls_back),
    ApprovalAct("withdraw", mark("Withdraw from approval…"), "undo-2", "", withdraws),
    ApprovalAct("abort", mark("Give the approval up…"), "ban", "", gives_up),
    ApprovalAct("print_sheet", mark("Print the approval sheet…"), "printer", "", is_there, True),
    ApprovalAct("verify", mark("Check visas and signatures"), "file-check", "", is_there),
    ApprovalAct("bundle", mark("Save the evidence to a file…"), "download", "", is_there),
)
"""In the order of the menu; `grouped` begins a group."""
NOT_ASKED = mark("your word is not waited for here")
UNLESS = {
    **dict.fromkeys(("yes", "read", "remarks", "return", "no"), NOT_ASKED),
    "register_passed": mark("it was not approved to the end, or has its number"),
    "start": mark("it is being approved, was signed, or is not yours to put up"),
    "revise": mark("no approval of yours is under way"),
}
"""Why an act that has a key cannot be done, by its code."""


def next_acts(found: Approvals) -> tuple[str, ...]:
    """Name the acts the document waits for from this person: they get large buttons."""
    if decides(found):
        return tuple(one for one in ("yes", "read", "return") if _fits(one, found))
    if found.can_register:
        return ("register_passed", "sign") if signs_freely(found) else ("register_passed",)
    if signs_freely(found):
        return ("sign",)
    if is_back(found):
        return ("revise", "abort")
    return ("start",) if begins_here(found) else ()


def _fits(code: str, found: Approvals) -> bool:
    return next(one for one in APPROVAL_ACTS if one.code == code).fits(found)


def kept_name(approval: str, seat: str) -> str:
    """Say under which name remarks are kept that are not handed in yet."""
    return f"sheet/visa/{approval}/{seat}"
