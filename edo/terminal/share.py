"""The share on the terminal: connect, exchange, status, and who belongs to the organisation."""

import platform
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import Any

from edo import joining
from edo.clock import OFFICE_ZONE
from edo.commands import membership
from edo.commands.membership import Waiting
from edo.domain.roster import EVERYWHERE, OPEN, Role
from edo.errors import DamagedError, EdoError, Reason, Refusal, UnreachableError
from edo.exchange.exchange import Exchange, Outcome
from edo.exchange.loop import Loop
from edo.outfile import replacing
from edo.queries import directory, share
from edo.share.words import Words
from edo.terminal.answers import Answer, Listed, Told
from edo.wording import Wording
from edo.workplace import Workplace

INVITATION_READ = 64 * 1024
"""Bytes of an invitation file that are read at most."""


def connect(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo share connect DIR`: connect a workplace that began alone."""
    joining.connect(workplace, place=str(given.folder.absolute()))
    return _told(exchange_now(workplace), words) | {"share": str(given.folder.absolute())}


def exchange(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo exchange`: collect and send, once or, with --watch, until stopped."""
    del given
    return _told(exchange_now(workplace), words)


def exchange_now(workplace: Workplace) -> Outcome:
    """Run one exchange.

    Raises:
        UnreachableError: there is no share, or it does not answer.
    """
    if workplace.carrier is None:
        raise UnreachableError("share_none")
    return Exchange(workplace, workplace.carrier).run()


def send_behind(workplace: Workplace) -> None:
    """Send what a command has just recorded; where the share does not answer it waits."""
    if workplace.carrier is None:
        return
    try:
        Exchange(workplace, workplace.carrier).run()
    except UnreachableError:
        return


def show_status(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo status`: what is only here, who has what, who was heard from."""
    del given
    found = workplace.read(share.status, device=workplace.device, roster=workplace.roster)
    plain = {
        "share": found.place,
        "exchanged": _moment(found.exchanged),
        "failed": found.failed,
        "grade": found.grade,
        "keeper": found.is_keeper,
        "waiting": found.waiting,
        "documents_only_here": found.documents,
        "only_here": [
            {"id": one.document, "number": one.number, "subject": one.subject}
            for one in found.only_here
        ],
        "workplaces": [_peer(one) for one in found.peers],
        "absent_files": found.absent_files,
        "set_aside": [
            {"name": one.name, "reason": one.reason, "at": _moment(one.at)}
            for one in found.set_aside
        ],
    }
    shown = {name: value for name, value in plain.items() if value not in ("", 0, False, [])}
    if found.failed:
        shown["failed"] = words.refusal(UnreachableError(found.failed, path=found.place))
    return Told(plain, shown)


def invite(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo invite`: make an invitation file for one workplace."""
    del words
    data = membership.invite(
        workplace,
        person=given.person,
        office=given.office,
        roles=tuple(Role(role) for role in given.role),
        days=given.days,
    )
    with replacing(given.out) as file:
        file.write(data)
    return {"file": str(given.out), "days": given.days}


def admit(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo admit`: let in who asked, after their six words were compared."""
    exchange_now(workplace)
    found = membership.requests(workplace)
    rows: list[dict[str, Any]] = []
    for one in found:
        row = _asked(one, words)
        if one.request is not None and (given.yes or _confirmed(one, words)):
            membership.admit(workplace, request=one.request)
            row["admitted"] = True
        rows.append(row)
    if rows:
        exchange_now(workplace)
    return rows


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
    people = {item.id: item.person for item in workplace.read(directory.people, left=True)}
    offices = {item.id: item.office for item in workplace.read(directory.offices)}
    rows: list[dict[str, Any]] = []
    for member in workplace.roster.members():
        person = people.get(member.person)
        rows.append(
            {
                "person": member.person,
                "name": (person.name_ru or person.name_kk) if person else "",
                "left": member.left,
                "roles": [
                    {
                        "role": role.value,
                        "office": scope,
                        "office_name": offices[scope].name_ru if scope in offices else "",
                    }
                    for role, scope in member.roles
                ],
                "devices": [
                    {
                        "device": name,
                        "retired": device.until != OPEN,
                        "keeper": name == workplace.roster.keeper,
                        "this": name == workplace.device,
                    }
                    for name, device in member.devices
                ],
                "said": ", ".join(words.name(role) for role, _ in member.roles),
            }
        )
    return Listed(rows, ("name", "said", "left"))


def join(home: Path, given: Namespace, words: Wording, password: str) -> Answer:
    """`edo join FILE`: ask to be let in; the six words are compared by voice."""
    try:
        with given.invitation.open("rb") as file:
            invited = file.read(INVITATION_READ)
    except OSError as error:
        raise Refusal(
            Reason.CANNOT_READ, path=str(given.invitation), detail=error.strerror or ""
        ) from error
    six = joining.ask(
        home,
        invited=invited,
        place=str(given.share.absolute()) if given.share else "",
        computer=platform.node(),
        password=password,
    )
    plain = {"home": str(home), "words_ru": list(six.ru), "words_kk": list(six.kk)}
    said = words.text("Read these words to the keeper. When you are let in, run “edo exchange”.")
    return Told(plain, {**_six(six), "said": said})


def finish_joining(home: Path, words: Wording, password: str) -> None:
    """Make the workplace if the keeper has let it in.

    Raises:
        Refusal: not yet.
    """
    del words
    if not joining.finish(home, password=password):
        raise Refusal(Reason.NOT_ADMITTED)


def watch(workplace: Workplace, words: Wording, seconds: float) -> None:
    """Exchange again and again until the time is over; 0 means for ever."""
    if workplace.carrier is None:
        raise UnreachableError("share_none")
    loop = Loop(workplace, workplace.carrier, lambda ended: _say(ended, words))
    if seconds:
        timer = Timer(seconds, loop.stop)
        timer.daemon = True
        timer.start()
    try:
        loop.run()
    except KeyboardInterrupt:
        return


def _say(ended: Outcome | EdoError, words: Wording) -> None:
    """Tell a person who looks on what an exchange came to, where it came to anything."""
    if isinstance(ended, EdoError):
        print(words.refusal(ended), file=sys.stderr, flush=True)
    elif ended.received.segments or ended.sent.segments:
        told = _told(ended, words)
        line = "  ".join(f"{words.field(name)} {value}" for name, value in told.items() if value)
        print(line, file=sys.stderr, flush=True)


def _told(outcome: Outcome, words: Wording) -> dict[str, Any]:
    if outcome.halt is not None:
        raise DamagedError(f"halt_{outcome.halt}")
    del words
    received, sent = outcome.received, outcome.sent
    return {
        "sent": sent.segments,
        "files_sent": sent.files,
        "received": received.changes,
        "files_received": received.files,
        "records": received.records,
        "pending": len(outcome.pending),
        "set_aside": received.set_aside,
    }


def _peer(one: share.Peer) -> dict[str, Any]:
    return {
        "device": one.device,
        "name": one.name,
        "office": one.office,
        "heard": _moment(one.at),
        "has_all": one.has_all,
        "lacks": one.lacks,
        "behind": one.behind,
    }


def _asked(one: Waiting, words: Wording) -> dict[str, Any]:
    row: dict[str, Any] = {"request": one.name, "admitted": False}
    if one.request is None or one.words is None:
        row["reason"] = one.reason
        return row
    seat = one.request.offer.seat if one.request.offer else None
    row |= {
        "person": seat.person_name if seat else one.request.person,
        "office": seat.office_name if seat else "",
        "computer": one.request.asked.computer,
        "device": one.request.device,
        **_six(one.words),
    }
    del words
    return row


def _six(six: Words) -> dict[str, str]:
    return {"words_ru": " ".join(six.ru), "words_kk": " ".join(six.kk)}


def _confirmed(one: Waiting, words: Wording) -> bool:
    """Show the words and ask the keeper whether the other side reads the same ones."""
    if one.words is None or not sys.stdin.isatty():
        return False
    print(" ".join(one.words.ru), " ".join(one.words.kk), sep="\n", file=sys.stderr)
    said = words.text("Does the other workplace show the same words? (yes/no)")
    print(said, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in _YES


_YES = ("yes", "y", "да", "д", "иә", "и")


def _person_and_office(workplace: Workplace, given: Namespace) -> tuple[str, str]:
    person = membership.find_person(workplace, name=given.person)
    office = membership.find_office(workplace, name=given.office) if given.office else EVERYWHERE
    return person, office


def _moment(milliseconds: int) -> str:
    if not milliseconds:
        return ""
    at = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(OFFICE_ZONE)
    return at.isoformat(timespec="seconds")
