"""What a workplace comes to that reads a kept share anew, as a text people can read and compare."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from edo import keys
from edo.domain import facts
from edo.domain.document import Document
from edo.domain.roster import OPEN
from edo.exchange.exchange import Exchange, Outcome
from edo.home import Home
from edo.joining import establish
from edo.queries import directory
from edo.queries import numbers as asked
from edo.share import collect
from edo.share.folder import FolderCarrier
from edo.store import shared
from edo.store.database import Connection, ask
from edo.workplace import Workplace, open_workplace
from tests.share.carriers import at_once

SHARE, GUEST, TOLD = "share", "guest.json", "told.json"
"""What lies in a kept folder: the share, whose workplace reads it, what it must come to."""


class Guest(msgspec.Struct, frozen=True):
    """A device of the chain that has never been at the share: it reads and states nothing.

    Attributes:
        seed: of its key, in hex; made for this and used for nothing else.
        person, office: whose workplace it is, and where.
        at: the instant of reading, milliseconds since 1970 UTC.
    """

    seed: str
    person: str
    office: str
    at: int

    @property
    def key(self) -> keys.SigningKey:
        """The key."""
        return keys.from_seed(bytes.fromhex(self.seed))


def join(share: Path, guest: Guest, folder: Path) -> Workplace:
    """Make the guest's workplace from the chain on the share, and open it; nothing came in yet."""
    carrier = _carrier(share, guest)
    founding = collect.read_founding(carrier)
    assert founding is not None
    home = Home(folder)
    home.take()
    (folder / "inst").write_text("0" * 16)
    guest.key.save(home.device_key)
    records = [founding, *collect.read_records(carrier, 0)]
    establish(home, records, person=guest.person, office=guest.office, place="")
    home.release()
    return open_workplace(folder, at=lambda: guest.at, random=Random(1).randbytes)


def exchange(workplace: Workplace, share: Path, guest: Guest) -> Outcome:
    """Exchange with the share once."""
    return Exchange(workplace, _carrier(share, guest)).run()


def of_share(share: Path, guest: Guest, folder: Path) -> str:
    """Tell what the guest comes to; its head stays on the share no longer than that."""
    before = {path for path in share.rglob("*") if path.is_file()}
    workplace = join(share, guest, folder)
    try:
        outcome = exchange(workplace, share, guest)
        return tell(workplace, outcome.pending)
    finally:
        workplace.close()
        for path in {path for path in share.rglob("*") if path.is_file()} - before:
            path.unlink()


def tell(workplace: Workplace, pending: Mapping[str, str]) -> str:
    """Tell all that a workplace knows, in JSON; what is empty is left out.

    So a field that a later release adds, and that nobody had filled in, changes nothing.
    """
    told = {
        "chain": [f"{one.n} {one.kind}" for one in workplace.chain.records],
        "keeper": workplace.roster.keeper,
        "people": _people(workplace),
        "register": workplace.read(_register),
        "numbers": _numbers(workplace),
        "set aside": {one.name: one.reason for one in workplace.read(shared.aside)},
        "pending": dict(pending),
        "without effect": workplace.read(_unknown),
        "states": _states(workplace),
    }
    return json.dumps(_filled(told), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _carrier(share: Path, guest: Guest) -> FolderCarrier:
    return FolderCarrier(share, dev=guest.key.name, sleep=at_once)


def _people(workplace: Workplace) -> dict[str, Any]:
    return {
        one.person: {
            "roles": [f"{role} {scope}".rstrip() for role, scope in one.roles],
            "devices": [
                f"{name} {'open' if device.until == OPEN else 'ended'}"
                for name, device in workplace.roster.devices_of(one.person)
            ],
        }
        for one in workplace.roster.members()
    }


def _register(connection: Connection) -> list[str]:
    rows = ask(connection, "SELECT document, number, status, subject_ru, subject_kk FROM documents")
    return sorted(" · ".join(map(str, filter(None, row))) for row in rows)


def _numbers(workplace: Workplace) -> dict[str, Any]:
    today = workplace.clock.today()
    pages = {
        item.id: workplace.read(
            asked.numbers,
            id=item.id,
            journal=item.journal,
            period=item.journal.period(today),
            today=today,
        )
        for item in workplace.read(directory.journals)
    }
    return {id: _page(page) for id, page in pages.items()}


def _page(page: asked.Numbers) -> dict[str, Any]:
    """Tell a page by what it must always have; queries may say more to windows."""
    return {
        "last": page.last,
        "registered": page.registered,
        "missing": [{"n": one.n, "why": one.why} for one in page.missing],
        "annulled": [
            {"number": one.number, "document": one.document, "reason": one.reason}
            for one in page.annulled
        ],
        "reserved": [
            {"n": one.n, "whom": one.whom, "until": str(one.until)} for one in page.reserved
        ],
        "twice": page.twice,
        "disputed": [
            {"number": one.number, "document": one.document, "winner": one.winner}
            for one in page.disputed
        ],
        "waiting": [one.document for one in page.waiting],
    }


def _unknown(connection: Connection) -> list[str]:
    """Tell the changes that are kept though nobody here knows their kind."""
    rows = ask(connection, "SELECT subject, kind, data FROM changes ORDER BY hlc, line")
    return [
        f"{subject} {kind} {bytes(data).decode()}"
        for subject, kind, data in rows
        if kind not in facts.FACTS
    ]


def _states(workplace: Workplace) -> dict[str, Any]:
    subjects = workplace.read(ask, "SELECT DISTINCT subject FROM changes")
    with workplace.entry() as entry:
        return {subject: _state(entry.state(subject)) for (subject,) in subjects}


def _state(state: object) -> Any:
    """Tell a state by what the release knew that made the share; later ones may keep more."""
    told: Any = msgspec.to_builtins(state)
    if isinstance(state, Document):
        told.pop("annulled", None)
    return told


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        told = {str(name): _filled(one) for name, one in value.items()}
        return {name: one for name, one in told.items() if one not in ("", [], {}, None, False)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_filled(one) for one in value]
    return value
