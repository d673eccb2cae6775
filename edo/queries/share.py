"""The state of the exchange: what is only here, who has what, who was heard from and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from edo.change import COMMON
from edo.domain.roster import OPEN, Roster
from edo.queries import directory
from edo.segment import End
from edo.share import head as heads
from edo.share.head import Head
from edo.store import ledger, outbox, shared
from edo.store.database import ask
from edo.store.shared import SetAside

SHOWN_DOCUMENTS = 100
"""Documents that are named where they are only here; the rest is a count."""
SURE = "share_is_sure"
"""Remembers that a person has said where the share is, until an exchange has gone well."""
SEEN = "set_aside_seen"
"""Name under which it is remembered up to when a person has looked at what was set aside."""
EXCHANGED = "exchanged"
"""Name under which the ledger remembers when the last exchange ended well."""
FAILED = "exchange_failed"
"""Name under which it remembers why the last exchange did not."""

_ONLY_HERE = (
    "SELECT DISTINCT c.subject FROM segments s JOIN changes c ON c.segment = s.id"
    " WHERE s.waiting = 1 AND c.subject LIKE 'd%' ORDER BY c.id DESC"
)
_NUMBER = (
    "SELECT CASE WHEN number = '' THEN awaiting ELSE number END, subject_ru, subject_kk"
    " FROM documents WHERE document = ?"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another workplace.

    Attributes:
        device: short name of its key.
        person: id of whose it is; `name` as the directory has it.
        office: the space it was heard in last, empty for common only.
        at: when it last said something, by its own clock, milliseconds since 1970 UTC; 0: never.
        has_all: it has everything this workplace has sent into spaces both read.
        lacks: segments of ours it does not have yet.
        behind: segments it promised that are not here yet.
    """

    device: str
    person: str
    name: str
    office: str
    at: int
    has_all: bool
    lacks: int
    behind: int


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A document with changes nobody else has; `number` may be a temporary reference."""

    document: str
    number: str
    subject: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the exchange.

    Attributes:
        place: where the share is; empty for a workplace that is alone.
        exchanged: when the last exchange ended well, milliseconds since 1970 UTC; 0: never.
        failed: reason code of the last exchange that did not, empty where it did.
        grade: what the share is good for, as the chain says; empty where it does not.
        waiting: segments that wait to be sent.
        documents: how many documents have changes that are only here; 0 for who is alone.
        only_here: the first of them.
        peers: the other workplaces, those heard from last first.
        absent_files: contents that are to be brought here.
        set_aside: objects of the share without effect.
        unseen: how many of them nobody here has looked at yet.
        is_keeper: this workplace extends the chain of authority.
    """

    place: str
    exchanged: int
    failed: str
    grade: str
    waiting: int
    documents: int
    only_here: tuple[OnlyHere, ...]
    peers: tuple[Peer, ...]
    absent_files: int
    set_aside: tuple[SetAside, ...]
    unseen: int
    is_keeper: bool


def status(connection: Connection, *, device: str, roster: Roster) -> Status:
    """Return the state of the exchange.

    Args:
        connection: of a reading transaction.
        device: short name of this workplace's key.
        roster: whose workplaces there are.
    """
    place = ledger.recall(connection, "share")
    # Of a workplace that is alone everything is only here, and there may be a million documents.
    documents = [row[0] for row in ask(connection, _ONLY_HERE)] if place else []
    aside = tuple(shared.aside(connection))
    seen = int(ledger.recall(connection, SEEN) or "0")
    return Status(
        place=place,
        exchanged=int(ledger.recall(connection, EXCHANGED) or "0"),
        failed=ledger.recall(connection, FAILED),
        grade=roster.grade,
        waiting=outbox.waiting(connection),
        documents=len(documents),
        only_here=tuple(_only_here(connection, one) for one in documents[:SHOWN_DOCUMENTS]),
        peers=peers(connection, device=device, roster=roster),
        absent_files=shared.count_missed(connection),
        set_aside=aside,
        unseen=sum(one.at > seen for one in aside),
        is_keeper=roster.keeper == device,
    )


def peers(connection: Connection, *, device: str, roster: Roster) -> tuple[Peer, ...]:
    """Return the other workplaces of today, those heard from last first."""
    known = [heads.read(one.data) for one in shared.heads(connection)]
    sent = {head.space: head.seq for head in known if head.dev == device}
    tails = ledger.tails(connection)
    names = {item.id: item.person for item in directory.people(connection, left=True)}
    found: list[Peer] = []
    for dev, told in roster.devices.items():
        if dev == device or told.until != OPEN:
            continue
        reads = roster.reads(told.person)
        all_theirs = [head for head in known if head.dev == dev]
        # Into a space they do not read they only send letters: there they lack nothing.
        theirs = [head for head in all_theirs if head.seen or head.space in reads]
        person = names.get(told.person)
        lacks = _lacks(theirs, sent, device)
        found.append(
            Peer(
                device=dev,
                person=told.person,
                name=(person.name_ru or person.name_kk) if person else "",
                office=next((head.space for head in theirs if head.space != COMMON), ""),
                at=max((head.at for head in all_theirs), default=0),
                has_all=bool(theirs) and not lacks,
                lacks=lacks,
                behind=_behind(all_theirs, tails),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.at, one.device)))


def _lacks(theirs: list[Head], sent: Mapping[str, int], device: str) -> int:
    """Return how many segments of ours a device does not have, in spaces it has spoken in."""
    return sum(max(0, sent.get(head.space, 0) - dict(head.seen).get(device, 0)) for head in theirs)


def _behind(theirs: list[Head], tails: Mapping[tuple[str, str], End]) -> int:
    held = {key: tail.seq for key, tail in tails.items()}
    return sum(max(0, head.seq - held.get((head.space, head.dev), 0)) for head in theirs)


def _only_here(connection: Connection, document: str) -> OnlyHere:
    rows = ask(connection, _NUMBER, (document,))
    number, ru, kk = rows[0] if rows else ("", "", "")
    return OnlyHere(document, number, ru or kk)
