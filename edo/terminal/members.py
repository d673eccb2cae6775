"""Who belongs to the organisation, on the terminal: invite, admit, grant, revoke, retire, adopt."""

import sys
from argparse import Namespace
from typing import Any

from edo.commands import adopting, membership, sharing
from edo.commands.membership import Waiting
from edo.domain.rights import EVERYWHERE, Role
from edo.errors import Reason, Refusal
from edo.queries.members import MemberRow, RoleHeld
from edo.sentences import mark
from edo.terminal.answers import Answer, Told
from edo.terminal.share import exchange_now, six_words
from edo.terminal.values import moment
from edo.wording import Wording
from edo.workplace import Workplace

_YES = ("yes", "y", "да", "д", "иә", "и")


def invite(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo invite`: make an invitation file for one workplace."""
    del words
    sharing.invite_into(
        workplace,
        out=given.out,
        person=given.person,
        office=given.office,
        roles=tuple(Role(role) for role in given.role),
        days=given.days,
    )
    return {"file": str(given.out), "days": given.days}


def admit(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo admit`: let in who asked, after their six words were compared."""
    exchange_now(workplace)
    rows: list[dict[str, Any]] = []
    for one in membership.requests(workplace):
        row = _asked(one)
        if one.request is not None and (given.yes or _confirmed(one, words)):
            membership.admit(workplace, request=one.request)
            row["admitted"] = True
        rows.append(row)
    if rows:
        exchange_now(workplace)
    return Told(rows, [_asked_in_words(row, words) for row in rows])


def grant(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo grant`: give a person a role."""
    del words
    person, office = _person_and_office(workplace, given)
    membership.grant(workplace, person=person, role=Role(given.role), office=office)
    return {"person": person, "role": given.role, "office": office}


def revoke(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo revoke`: take a role from a person."""
    del words
    person, office = _person_and_office(workplace, given)
    membership.revoke(workplace, person=person, role=Role(given.role), office=office)
    return {"person": person, "role": given.role, "office": office}


def retire(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo retire`: end a workplace's key, or with --person all a person may do."""
    del words
    if given.person:
        person = membership.find_person(workplace, name=given.person)
        membership.leave(workplace, person=person)
        return {"person": person}
    if not given.device:
        raise Refusal(Reason.REQUIRED_FIELD, field="device")
    membership.retire(workplace, device=given.device)
    return {"device": given.device}


def pass_keeper(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo keeper pass DEVICE`: let another workplace keep the chain."""
    del words
    membership.pass_keeper(workplace, device=given.device)
    return {"keeper": given.device}


def members(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo members`: people, their roles and their workplaces."""
    del given
    found = sharing.overview(workplace).members
    return Told([_member(one) for one in found], [_member_in_words(one, words) for one in found])


def refused(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo refused`: work that is here and has no effect."""
    del given
    found = adopting.refused(workplace)
    plain = [
        {
            "device": one.device,
            "name": one.name,
            "space": one.space,
            "segment": one.seq,
            "hash": one.hash,
            "at": moment(one.at),
            "reasons": list(one.reasons),
            "cut": one.is_cut,
            "changes": one.changes,
            "documents": [
                {"id": each.document, "number": each.number, "subject": each.subject}
                for each in one.documents
            ],
        }
        for one in found
    ]
    shown = [
        {
            "who": one.name or one.person,
            "device": one.device,
            "n": one.seq,
            "at": words.hlc(one.at),
            "changes": one.changes,
            "why": words.text(_CUT) if one.is_cut else "; ".join(map(words.reason, one.reasons)),
            "documents": ", ".join(each.subject or each.document for each in one.documents),
        }
        for one in found
    ]
    said = "" if found else words.text("Everything that came has its effect.")
    return Told(plain, shown, said)


_CUT = mark("it came after its author’s end; “edo adopt” lets it count")


def adopt(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo adopt DEVICE`: let honest work count that came after its author's end."""
    del words
    found = adopting.adopt(workplace, device=given.device, only=given.segment or ())
    return {
        "device": given.device,
        "segments": len(found),
        "changes": sum(one.changes for one in found),
    }


def _asked(one: Waiting) -> dict[str, Any]:
    row: dict[str, Any] = {"request": one.name, "admitted": False}
    if one.request is None or one.words is None:
        return row | {"reason": one.reason}
    return row | {
        "person": one.person,
        "office": one.office,
        "roles": [role.value for role in one.roles],
        "computer": one.computer,
        "device": one.request.device,
        **six_words(one.words),
    }


def _asked_in_words(row: dict[str, Any], words: Wording) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name not in ("request", "roles")}
    if "reason" in row:
        return {"request": row["request"], "reason": words.reason(row["reason"])}
    roles = ", ".join(words.name(Role(role)) for role in row["roles"])
    return {"person": shown.pop("person"), "roles": roles, **shown}


def _confirmed(one: Waiting, words: Wording) -> bool:
    """Show the words and ask the keeper whether the other side reads the same ones."""
    if one.words is None or not sys.stdin.isatty():
        return False
    print(f"{one.person} · {one.office} · {one.computer}", file=sys.stderr)
    print(" ".join(one.words.ru), " ".join(one.words.kk), sep="\n", file=sys.stderr)
    said = words.text("Does the other workplace show the same words? (yes/no)")
    print(said, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in _YES


def _member(one: MemberRow) -> dict[str, Any]:
    return {
        "person": one.person,
        "name": one.name_ru or one.name_kk,
        "office": one.office,
        "office_name": one.office_ru or one.office_kk,
        "left": one.left,
        "roles": [
            {
                "role": held.role.value,
                "office": held.office,
                "office_name": held.office_ru or held.office_kk,
            }
            for held in one.roles
        ],
        "devices": [
            {"device": seat.device, "keeper": seat.is_keeper, "this": seat.is_this}
            for seat in one.seats
        ],
    }


def _member_in_words(one: MemberRow, words: Wording) -> dict[str, Any]:
    def own(ru: str, kk: str) -> str:
        return (kk or ru) if words.language == "kk" else (ru or kk)

    def role(held: RoleHeld) -> str:
        name = words.name(held.role)
        elsewhere = held.office not in (EVERYWHERE, one.office)
        return f"{name} ({own(held.office_ru, held.office_kk)})" if elsewhere else name

    roles = ", ".join(role(held) for held in one.roles)
    marks = [
        seat.device
        + (f" ({words.text('keeps the keys')})" if seat.is_keeper else "")
        + (f" ({words.text('this one')})" if seat.is_this else "")
        for seat in one.seats
    ]
    return {
        "who": own(one.name_ru, one.name_kk) or one.person,
        "office": own(one.office_ru, one.office_kk),
        "roles": words.text("belongs to the organisation no more") if one.left else roles,
        "workplaces": ", ".join(marks),
    }


def _person_and_office(workplace: Workplace, given: Namespace) -> tuple[str, str]:
    person = membership.find_person(workplace, name=given.person)
    office = membership.find_office(workplace, name=given.office) if given.office else EVERYWHERE
    return person, office
