"""Approval on the terminal: put up, look, decide, sign, put up anew, add, skip, take back."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from edo.commands import approval as commands
from edo.commands import rerouting
from edo.commands.documents import Attachment
from edo.commands.membership import find_person
from edo.domain.approval import Approval
from edo.domain.document import FileRole
from edo.domain.visa import Result, Seat, Step, Trace, Visa
from edo.errors import Reason, Refusal
from edo.queries import approvals as asked
from edo.queries.approvals import Approving
from edo.terminal.answers import Answer, Told
from edo.terminal.stages import approver, reset, route_id, stages, written
from edo.terminal.values import attachments, field_value, texts
from edo.wording import Wording
from edo.workplace import Workplace

_SHORT = 12
"""Signs of a version's hash that tell it from a document's others."""


def start(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve start ID`: put a document up for approval."""
    id = commands.start(
        workplace,
        document=given.id,
        stages=stages(workplace, given),
        route=route_id(workplace, given.route) if given.route else "",
        reset=reset(given),
        behalf=_behalf(workplace, given),
    )
    return _told(workplace, id, words)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve show ID`: an approval, or those of a document; who is asked has looked then."""
    if given.id.startswith("d"):
        found = workplace.read(asked.of_document, document=given.id)
        return Told([_plain(one) for one in found], [_brief(one, words) for one in found])
    shown = workplace.read(asked.approval, approval=given.id)
    version = shown.approval.version
    commands.opened(workplace, approval=given.id, version=version, behalf=_behalf(workplace, given))
    return _told(workplace, given.id, words)


def visa(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve visa ID RESULT`: give a visa on the version one has looked at."""
    id = _approval(workplace, given.id)
    commands.visa(
        workplace,
        approval=id,
        version=_version(workplace, id, given),
        result=Result(given.result),
        remarks=given.remarks or "",
        file=Attachment(given.file, FileRole.REMARKS) if given.file else None,
        seat=given.seat or "",
        behalf=_behalf(workplace, given),
    )
    return _told(workplace, id, words)


def sign(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve sign ID`: sign the version one has looked at."""
    id = _approval(workplace, given.id)
    commands.sign(
        workplace,
        approval=id,
        version=_version(workplace, id, given),
        behalf=_behalf(workplace, given),
    )
    return _told(workplace, id, words)


def revise(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve revise ID`: change what is covered and put up the new version."""
    id = _approval(workplace, given.id)
    fields = dict(_field(text) for text in texts(given.set))
    files = {file: Path(place) for file, place in given.replace or ()}
    rerouting.revise(
        workplace,
        approval=id,
        files=files,
        added=attachments(given),
        removed=dict.fromkeys(texts(given.remove), given.reason or ""),
        fields=fields,
        again=texts(given.again),
        reason=given.reason or "",
        behalf=_behalf(workplace, given),
    )
    return _told(workplace, id, words)


def add(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve add ID APPROVER`: add an approver to a stage that is not over."""
    id = _approval(workplace, given.id)
    state = workplace.read(asked.approval, approval=id).approval
    at = given.stage - 1 if given.stage else state.at
    rerouting.add(
        workplace,
        approval=id,
        at=len(state.stages) if at is None else at,
        approver=approver(workplace, given.approver),
        before=given.before or "",
        reason=given.reason or "",
        behalf=_behalf(workplace, given),
    )
    return _told(workplace, id, words)


def skip(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve skip ID SEAT`: wait for an approver no more."""
    id = _approval(workplace, given.id)
    behalf = _behalf(workplace, given)
    rerouting.skip(workplace, approval=id, seat=given.seat, reason=given.reason, behalf=behalf)
    return _told(workplace, id, words)


def withdraw(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve withdraw ID`: take it back; without a reason only what nobody has seen."""
    id = _approval(workplace, given.id)
    behalf = _behalf(workplace, given)
    if given.reason:
        rerouting.withdraw(workplace, approval=id, reason=given.reason, behalf=behalf)
    else:
        rerouting.pull_back(workplace, approval=id, behalf=behalf)
    return _told(workplace, id, words)


def abort(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve abort ID`: give it up for good."""
    id = _approval(workplace, given.id)
    behalf = _behalf(workplace, given)
    rerouting.abort(workplace, approval=id, reason=given.reason, behalf=behalf)
    return _told(workplace, id, words)


def nearing(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo approve nearing`: who is to be reminded of a stage."""
    del given
    found = workplace.read(asked.nearing, today=workplace.clock.today())
    plain = [
        {
            "approval": one.approval,
            "document": one.document,
            "title": one.title,
            "person": one.person,
            "person_name": one.name_ru,
            "act": one.act.value,
            "due": one.due,
            "overdue": one.is_overdue,
        }
        for one in found
    ]
    shown = [
        {
            "who": one.name_kk if words.language == "kk" else one.name_ru,
            "act": one.act,
            "title": one.title,
            "due": one.due,
            "overdue": one.is_overdue,
            "approval": one.approval,
        }
        for one in found
    ]
    return Told(plain, shown)


def _approval(workplace: Workplace, id: str) -> str:
    """Return an approval's id: itself, or the latest of a document."""
    if not id.startswith("d"):
        return id
    found = workplace.read(asked.states_of, document=id)
    if not found:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return found[-1][0]


def _version(workplace: Workplace, id: str, given: Namespace) -> str:
    """Return the version that was looked at, which may be typed by its first signs."""
    now = workplace.read(asked.approval, approval=id).approval.version
    typed = given.version or now
    return now if len(typed) >= _SHORT and now.startswith(typed) else typed


def _behalf(workplace: Workplace, given: Namespace) -> str:
    return find_person(workplace, name=given.behalf) if given.behalf else ""


def _field(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Refusal(Reason.BAD_VALUE, field="fields", value=text)
    return name, field_value(name, value)


def _told(workplace: Workplace, id: str, words: Wording) -> Answer:
    shown = workplace.read(asked.approval, approval=id)
    return Told(_plain(shown), _in_words(shown, words))


def _plain(shown: Approving) -> dict[str, Any]:
    state = shown.approval
    return {
        "id": shown.id,
        "document": state.document,
        "title": state.title,
        "status": state.status.value,
        "round": state.round,
        "version": state.version,
        "current": shown.current,
        "changed": list(shown.changed),
        "author": state.author,
        "reset": state.reset.value,
        "route": state.route,
        "number": shown.number,
        "stage": None if state.at is None else state.at + 1,
        "waits": [
            {"person": one.person, "act": one.act.value, "due": one.due} for one in state.waits()
        ],
        "stages": [_step(state, n, step) for n, step in enumerate(state.stages, 1)],
        "visas": [_visa(shown, one) for one in state.visas],
        "rounds": [
            {"version": one.version, "person": one.put_up.person, "reason": one.put_up.reason}
            for one in state.rounds
        ],
    }


def _step(state: Approval, n: int, step: Step) -> dict[str, Any]:
    return {
        "stage": n,
        "title": step.title,
        "mode": step.mode.value,
        "rule": step.rule.value,
        "signing": step.signing,
        "term": written(step.term),
        "due": step.due,
        "opened": bool(step.opened),
        "seats": [
            {
                "seat": seat.key,
                "person": seat.approver.person,
                "position": seat.approver.position,
                "people": list(seat.people),
                "result": "" if seat.visa is None else state.visas[seat.visa].result.value,
                "carried": seat.carried,
                "added": _trace(seat.added),
                "skipped": _trace(seat.skipped),
            }
            for seat in step.seats
        ],
    }


def _trace(trace: Trace | None) -> dict[str, str] | None:
    if trace is None:
        return None
    return {"person": trace.person, "behalf": trace.behalf, "reason": trace.reason}


def _visa(shown: Approving, visa: Visa) -> dict[str, Any]:
    return {
        "stage": visa.stage + 1,
        "seat": visa.seat,
        "round": visa.round,
        "person": visa.person,
        "behalf": visa.behalf,
        "result": visa.result.value,
        "version": visa.version,
        "remarks": visa.remarks,
        "file": visa.file,
        "void": visa.void,
        "valid": shown.is_valid(visa),
    }


def _brief(shown: Approving, words: Wording) -> dict[str, Any]:
    state = shown.approval
    return {
        "id": shown.id,
        "status": state.status,
        "author": _name(shown, state.author, words),
        "version": state.version[:_SHORT],
        "waiting_for": "; ".join(_name(shown, one.person, words) for one in state.waits()),
    }


def _in_words(shown: Approving, words: Wording) -> dict[str, Any]:
    state = shown.approval
    rows = [
        {
            "stage": n,
            "seat": seat.key,
            "approver": _approver(shown, seat, words),
            "due": step.due,
            "result": _result(state, seat, words),
        }
        for n, step in enumerate(state.stages, 1)
        for seat in step.seats
    ]
    visas = [
        {
            "round": one.round,
            "who": _name(shown, one.person, words),
            "behalf": _name(shown, one.behalf, words),
            "result": one.result,
            "version": one.version[:_SHORT],
            "valid": shown.is_valid(one),
            "remarks": one.remarks or shown.files.get(one.file, ""),
            "why": words.reason(one.void) if one.void else "",
        }
        for one in state.visas
    ]
    changed = [shown.files.get(one) or words.field(one) for one in shown.changed]
    return {
        **_brief(shown, words),
        "document": state.document,
        "subject": state.title,
        "round": state.round,
        "changed": ", ".join(changed),
        "stages": rows,
        "visas": visas,
    }


def _approver(shown: Approving, seat: Seat, words: Wording) -> str:
    """Name who decides a seat; of a position also who held it when its stage started."""
    if seat.approver.person:
        return _name(shown, seat.approver.person, words)
    position = _name(shown, seat.approver.position, words)
    held = ", ".join(_name(shown, one, words) for one in seat.people)
    return f"{position} ({held})" if held else position


def _result(state: Approval, seat: Seat, words: Wording) -> str:
    if seat.skipped is not None:
        return words.text("skipped: {reason}", reason=seat.skipped.reason)
    if seat.visa is None:
        return ""
    visa = state.visas[seat.visa]
    said = words.name(visa.result)
    if not seat.carried:
        return said
    return words.text("{result}, kept from pass {n}", result=said, n=visa.round)


def _name(shown: Approving, id: str, words: Wording) -> str:
    if not id:
        return ""
    ru, kk = shown.names.get(id, (id, id))
    return kk if words.language == "kk" else ru
