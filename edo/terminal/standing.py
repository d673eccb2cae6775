"""How the share stands, on the terminal: `edo status`, and the rehearsal with others."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from edo import sharing_words
from edo.clock import OFFICE_ZONE
from edo.commands import home as home_commands
from edo.commands import proving, sharing, trial
from edo.errors import UnreachableError
from edo.keystore import Protection
from edo.queries.members import MemberRow
from edo.queries.share import Peer, Status
from edo.sentences import mark
from edo.share.probe import Grade, Probe
from edo.terminal.answers import Answer, Told
from edo.wording import Wording
from edo.workplace import Workplace

OPEN_KEY = mark(
    "The key of this workplace lies open in a file. Run “edo key store”, or “edo key protect”."
)


def show_status(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo status`: what is only here, who has what, who was heard from."""
    found = sharing.overview(workplace)
    status, now = found.status, workplace.clock.now()
    probe, trouble = _probed(workplace)
    kept = home_commands.standing(workplace).protection
    said = sharing_words.say(words, status, now).line
    if kept is Protection.OWNER and not given.json:
        print(words.text(OPEN_KEY), file=sys.stderr)
    plain = {
        "said": said,
        "share": status.place,
        "exchanged": _moment(status.exchanged),
        "failed": status.failed,
        "grade": status.grade or (Grade.EVENTUAL.value if status.place else ""),
        "rehearsed": status.grade == Grade.EXCLUSIVE,
        "probe": _probe(probe),
        "trouble": trouble.reason if trouble else "",
        "keeper": status.is_keeper,
        "key": kept.value,
        "fingerprint": proving.fingerprint(workplace),
        "waiting": status.waiting,
        "documents_only_here": status.documents,
        "only_here": [
            {"id": one.document, "number": one.number, "subject": one.subject}
            for one in status.only_here
        ],
        "workplaces": [_peer(one) for one in status.peers],
        "absent_files": status.absent_files,
        "set_aside": [
            {"name": one.name, "reason": one.reason, "at": _moment(one.at)}
            for one in status.set_aside
        ],
    }
    shown = _head(status, probe, words) | {"fingerprint": plain["fingerprint"]}
    shown |= _lists(status, found.members, words, now)
    return Told(plain, shown, said)


def rehearse(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo rehearse`: prove with other workplaces that of many claims one wins."""

    def tell(here: int) -> None:
        if sys.stderr.isatty() and not given.json:
            said = words.plural("{n} workplace is here", "{n} workplaces are here", here)
            print(f"\r{said}", end="", file=sys.stderr, flush=True)

    found = trial.take_part(workplace, others=given.others, wait=float(given.wait), tell=tell)
    shown = found.rehearsal
    names = {
        seat.device: one.name_ru or one.name_kk
        for one in sharing.overview(workplace).members
        for seat in one.seats
    }
    rows = [
        {"device": dev, "name": names.get(dev, ""), "won": shown.won.get(dev, 0)}
        for dev in shown.devs
    ]
    verdict = words.text(sharing_words.VERDICTS[shown.verdict])
    plain: dict[str, Any] = {
        "verdict": shown.verdict.value,
        "said": verdict,
        "grade": found.grade,
        "stated": found.is_new,
        "workplaces": rows,
        "twice": len(shown.twice),
        "unknown": shown.unknown,
        "probe": _probe(found.probe),
    }
    said = sharing_words.rehearsed(
        words,
        shown,
        found.probe,
        stated=found.grade if found.is_new else "",
        keeper=workplace.roster.keeper,
    )
    told = [{"who": row["name"], "device": row["device"], "won": row["won"]} for row in rows]
    table = {"workplaces": told, "signs": _signs(found.probe)}
    return Told(plain, table, " ".join(said))


def _probed(workplace: Workplace) -> tuple[Probe | None, UnreachableError | None]:
    try:
        return trial.look_over(workplace), None
    except UnreachableError as error:
        return None, error


def _probe(probe: Probe | None) -> dict[str, Any]:
    if probe is None:
        return {}
    return {
        "exclusive": probe.exclusive,
        "links": probe.links,
        "clock_offset_ms": probe.offset,
        "free": probe.free,
        "replicators": list(probe.replicators),
        "online_only": probe.online_only,
        "network": probe.network,
    }


def _signs(probe: Probe) -> str:
    return ", ".join(probe.replicators)


def _head(status: Status, probe: Probe | None, words: Wording) -> dict[str, Any]:
    """Say line by line what is known of the share and of this workplace's part in it."""
    if not status.place:
        return {}
    grade = Grade.EXCLUSIVE if status.grade == Grade.EXCLUSIVE else Grade.EVENTUAL
    shown: dict[str, Any] = {
        "share": status.place,
        "grade": words.text(sharing_words.GRADES[grade]),
    }
    if probe is not None:
        shown["network"] = probe.network
        shown["clock"] = sharing_words.clock(words, probe.offset)
        shown["free"] = words.size(probe.free) if probe.free is not None else ""
        shown["signs"] = _signs(probe)
    shown |= {
        "keeper": words.text("this workplace") if status.is_keeper else "",
        "waiting": status.waiting or "",
        "absent_files": status.absent_files or "",
    }
    return shown


def _lists(
    status: Status, members: tuple[MemberRow, ...], words: Wording, now: int
) -> dict[str, Any]:
    keeper = {seat.device for one in members for seat in one.seats if seat.is_keeper}
    names = {one.person: one for one in members}

    def own(ru: str, kk: str) -> str:
        return (kk or ru) if words.language == "kk" else (ru or kk)

    def peer(one: Peer) -> dict[str, Any]:
        member = names.get(one.person)
        mine = own(member.name_ru, member.name_kk) if member else one.name
        return {
            "who": f"{mine} ({words.text('keeps the keys')})" if one.device in keeper else mine,
            "office": own(member.office_ru, member.office_kk) if member else "",
            "heard": sharing_words.heard(words, one.at, now),
            "has": sharing_words.has(words, one),
            "behind": sharing_words.behind(words, one),
            "device": one.device,
        }

    return {
        "workplaces": [peer(one) for one in status.peers],
        "only_here": [
            {"number": one.number, "subject": one.subject or one.document}
            for one in status.only_here
        ],
        "set_aside": [
            {"why": words.reason(one.reason), "name": one.name, "at": words.when(one.at, now)}
            for one in status.set_aside
        ],
    }


def _peer(one: Peer) -> dict[str, Any]:
    return {
        "device": one.device,
        "name": one.name,
        "office": one.office,
        "heard": _moment(one.at),
        "has_all": one.has_all,
        "lacks": one.lacks,
        "behind": one.behind,
    }


def _moment(milliseconds: int) -> str:
    if not milliseconds:
        return ""
    at = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(OFFICE_ZONE)
    return at.isoformat(timespec="seconds")
