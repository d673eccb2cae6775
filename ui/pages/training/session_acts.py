"""What can be done with a session, as data: name, key, and when it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from edo.commands.attendance import Opened
from edo.domain.session import Form, SessionStatus
from edo.queries.attendance import Attendee
from edo.sentences import mark


@dataclass(frozen=True, slots=True)
class SessionAct:
    """One act. `fits` tells whether it makes sense with a session on a day."""

    code: str
    name: str
    icon: str
    keys: str
    fits: Callable[[Opened, date], bool]
    grouped: bool = False


def is_open(found: Opened) -> bool:
    """Tell whether people can be marked: it is not cancelled, and the person here trains."""
    return found.may_train and found.attendance.session.status is not SessionStatus.CANCELLED


def has_begun(found: Opened, today: date) -> bool:
    """Tell whether the first day has come."""
    return found.attendance.session.begins <= today


def _unmarked(found: Opened, today: date) -> bool:
    return is_open(found) and has_begun(found, today) and bool(found.attendance.session.unmarked)


def _can_end(found: Opened, today: date) -> bool:
    session = found.attendance.session
    waits = is_open(found) and not session.is_held and has_begun(found, today)
    return waits and bool(session.marks) and not session.unmarked


def _can_cancel(found: Opened, today: date) -> bool:
    del today
    session = found.attendance.session
    return is_open(found) and not session.marks and not session.is_held


def _can_add(found: Opened, today: date) -> bool:
    return is_open(found) and has_begun(found, today)


def _has_list(found: Opened, today: date) -> bool:
    del today
    return bool(found.attendance.session.people)


def _can_change(found: Opened, today: date) -> bool:
    del today
    session = found.attendance.session
    return is_open(found) and not session.is_held and session.form is not Form.PRIOR


def _can_invite(found: Opened, today: date) -> bool:
    del today
    session = found.attendance.session
    return is_open(found) and not session.is_held and bool(session.invited)


def _can_certify(found: Opened, today: date) -> bool:
    del today
    return is_open(found) and any(
        one.certificate is None and is_passed(found, one) for one in found.attendance.people
    )


def _has_certificates(found: Opened, today: date) -> bool:
    del today
    return any(one.certificate is not None for one in found.attendance.people)


def is_passed(found: Opened, one: Attendee) -> bool:
    """Tell whether somebody passed, by what is kept."""
    mark_ = found.attendance.session.mark(one.id)
    edition = found.attendance.edition
    if mark_ is None or not mark_.present:
        return False
    return edition is None or edition.is_pass(present=True, result=mark_.result)


def _can_attach(found: Opened, today: date) -> bool:
    del today
    return is_open(found)


ACTS: tuple[SessionAct, ...] = (
    SessionAct("all", mark("Mark all the rest present"), "list-checks", "F8", _unmarked),
    SessionAct("add", mark("Add a person…"), "user-plus", "Ins", _can_add),
    SessionAct("remark", mark("Trainer's note…"), "message-square", "F2", _can_add),
    SessionAct("hold", mark("The training was held"), "circle-check", "F10", _can_end),
    SessionAct("print", mark("Sheet to sign…"), "printer", "Ctrl+P", _has_list, grouped=True),
    SessionAct("letters", mark("Write to the offices"), "mail", "F7", _can_invite),
    SessionAct("attach", mark("Attach the signed sheet…"), "paperclip", "Ctrl+O", _can_attach),
    SessionAct(
        "certify", mark("Give certificates"), "badge-check", "F9", _can_certify, grouped=True
    ),
    SessionAct(
        "print_certificates",
        mark("Print the certificates…"),
        "printer",
        "Shift+F9",
        _has_certificates,
    ),
    SessionAct("change", mark("Change the plan…"), "pencil", "Ctrl+E", _can_change, grouped=True),
    SessionAct("cancel", mark("The training is not held…"), "ban", "Ctrl+Del", _can_cancel),
)
"""In the order of the menu."""
