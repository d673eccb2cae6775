"""What must be true of a world in which all faults have ended and everybody has exchanged."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import msgspec

from edo import segment as segments
from edo.check import Harm, check
from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.exchange.exchange import Halt
from edo.share import layout
from edo.store import ledger, outbox, shared
from edo.store.database import Connection, ask
from tests.tables import _tables
from tests.world.letters import judge_letters
from tests.world.routed import judge_routed
from tests.world.seat import Seat
from tests.world.trained import judge_trained
from tests.world.world import World

Said = dict[str, Any]
Stated = tuple[str, str, str, str, bytes]
"""A change whatever segment it stands in: space, device, subject, kind, data."""

_STATED = (
    "SELECT s.space, s.dev, c.subject, c.kind, c.data"
    " FROM changes c JOIN segments s ON s.id = c.segment"
)
_REFUSED = (
    "SELECT s.hash, c.line, r.subject, r.reason, s.space FROM refused r"
    " JOIN changes c ON c.id = r.change JOIN segments s ON s.id = c.segment ORDER BY 1, 2"
)
_COUNTED = (
    "SELECT s.dev, c.person, c.subject FROM changes c JOIN segments s ON s.id = c.segment"
    " WHERE c.id NOT IN (SELECT change FROM refused)"
)
_SEGMENTS = "SELECT space, dev, seq, hash, data FROM segments ORDER BY space, dev, seq, hash"


def stated(seat: Seat) -> frozenset[Stated]:
    """Return all changes a workplace holds."""
    return frozenset(seat.workplace.read(_rows, _STATED))


def survivors(held: Iterable[tuple[Seat, frozenset[Stated]]]) -> frozenset[Stated]:
    """Return the changes that may not be lost.

    Not those that only a workplace holds that may not send: they are not sent, and not lost.

    Args:
        held: what each workplace held when the faults ended; asked when all is settled.
    """
    sending = [changes for seat, changes in held if seat.halt is None and is_member(seat)]
    return frozenset(one for changes in sending for one in changes)


def judge(world: World, kept: frozenset[Stated]) -> None:
    """Fail where something is not as it must be.

    Args:
        world: quiet.
        kept: the changes that may not be lost, see `survivors`.
    """
    members = [seat for seat in world.seats if is_member(seat) and seat.halt is None]
    assert members, "everybody halted"
    _judge_halts(world)
    dumps = {seat.name: dump(seat) for seat in members}
    for one, other in _pairs(members):
        _same(world, one, other, dumps)
    for seat in members:
        _judge_ledger(seat, kept)
        _judge_forged(world, seat)
        _judge_files(world, seat, members)
    for seat in world.seats:
        _judge_numbers(seat)
    if world.story.is_exclusive:
        for seat in members:
            assert not dumps[seat.name]["disputes"], f"seed {world.seed}: a number given twice"
    _judge_reports(world, members)
    judge_letters(world, members)
    judge_routed(world, members)
    judge_trained(world, members)
    if world.seed % _CHECKED:
        return
    chosen = world.chance.choice(world.seats)
    examined = check(chosen.workplace)
    bad = [
        one
        for one in examined.findings
        if one.harm is not Harm.NOTICE
        and one.code != "file_absent"  # see `_judge_files`
        and not one.where.startswith(_ON_SHARE)
    ]
    assert not bad, (chosen.name, bad)


_CHECKED = 3
"""Of so many histories one is looked over by the program's own check too."""
_ON_SHARE = ("spaces/", "auth/")
"""Junk on the share is found by a check, as it should be."""


def dump(seat: Seat) -> Said:
    """Return all a workplace shows: every table, the order of lists, what was refused and why."""
    told = seat.workplace.read(_tables)
    reads = seat.workplace.roster.reads(seat.workplace.identity.person)
    rows = seat.workplace.read(_rows, _REFUSED)
    told["refused"] = [row for row in rows if row[4] in reads]
    return told


def states(seat: Seat, spaces: frozenset[str]) -> dict[str, bytes]:
    """Return the state of every subject at home in some spaces, folded from nothing."""
    return seat.workplace.read(_states, roster=seat.workplace.roster, spaces=spaces)


def _same(world: World, one: Seat, other: Seat, dumps: dict[str, Said]) -> None:
    reads = [seat.workplace.roster.reads(seat.workplace.identity.person) for seat in (one, other)]
    where = f"seed {world.seed}: {one.name} and {other.name}"
    assert one.workplace.authority == other.workplace.authority, where
    if reads[0] == reads[1]:
        mine, theirs = dumps[one.name], dumps[other.name]
        for table in mine:
            assert mine[table] == theirs[table], f"{where}: {table}"
    both = reads[0] & reads[1]
    logs = [
        [row[:4] for row in seat.workplace.read(_rows, _SEGMENTS) if row[0] in both]
        for seat in (one, other)
    ]
    assert logs[0] == logs[1], f"{where}: segments"
    if reads[0] != reads[1]:
        assert states(one, both) == states(other, both), f"{where}: states"


def _judge_ledger(seat: Seat, kept: frozenset[Stated]) -> None:
    """Nothing lost, nothing left to send, every log whole; one that forked in all its branches."""
    workplace = seat.workplace
    spaces = workplace.roster.reads(workplace.identity.person)
    lost = {one for one in kept if one[0] in spaces} - stated(seat)
    assert not lost, (seat.name, sorted(lost)[:3])
    assert workplace.read(outbox.waiting) == 0, (seat.name, "outbox")
    held = {("", "", 0, "")}
    for space, dev, seq, name, data in workplace.read(_rows, _SEGMENTS):
        before = (space, dev, seq - 1) if seq > 1 else ("", "", 0)
        prev = segments.parse(data)[0].header.prev
        assert (*before, prev) in held, (seat.name, space, dev, seq)
        held.add((space, dev, seq, name))


def _judge_files(world: World, seat: Seat, members: list[Seat]) -> None:
    """Fail where a content is not here that somebody has who sends.

    It may be lost for good: where a home was restored that alone had it, and a mount point without
    its mount, or a server that lost its last writes, had taken it from there. And what a power cut
    at the server has torn lies there under its name: a check finds it and a repair puts it again.
    """
    for one in seat.workplace.read(shared.missed, after="", limit=1_000):
        lies = world.share.inner.look(layout.blob(one.space, one.sha256))
        if lies is not None and sha256(lies).hexdigest() != one.sha256:
            continue
        having = [other.name for other in members if other.workplace.blobs.holds(one.sha256)]
        assert not having, (seat.name, "lacks", one.sha256, having)


def _judge_forged(world: World, seat: Seat) -> None:
    """Fail where what was written without a key, or with another's, stands in a ledger."""
    kept = {sha256(row[4]).hexdigest() for row in seat.workplace.read(_rows, _SEGMENTS)}
    genuine = {
        sha256(row[4]).hexdigest()
        for other in world.seats
        for row in other.workplace.read(_rows, _SEGMENTS)
        if row[1] == other.workplace.device
    }
    forged = set(world.forged.values()) - genuine
    assert not kept & forged, (seat.name, "forged work in the ledger")
    insider, person = world.begin.insider
    counted = seat.workplace.read(_rows, _COUNTED)
    mine = [row for row in counted if row[:2] == (insider.name, person)]
    assert not mine, (seat.name, "an insider's work counts")


def _judge_reports(world: World, members: list[Seat]) -> None:
    """Fail where something lies under a name of ours, is none of ours, and nobody says so."""
    reported = {one.name for seat in members for one in seat.workplace.read(shared.aside)}
    for seat in members:
        reported |= seat.exchange._receiver.waits.names.keys()
    for name in world.forged:
        folder, _, part = name.rpartition("/")
        looked = layout.read_head(part)
        lies = world.share.inner.look(name)
        if looked is None or lies is None or sha256(lies).hexdigest() != world.forged[name]:
            continue
        if not folder.endswith("/heads"):  # among contents it is called so by chance
            continue
        newest = max(
            (
                head.seq
                for seat in members
                for head in seat.exchange._receiver.heads.values()
                if head.dev == looked.dev
            ),
            default=0,
        )
        if looked.seq > newest:
            assert name in reported, f"seed {world.seed}: nobody reports {name}"


def _judge_halts(world: World) -> None:
    """Two installations never write with one key, and who may not write knows it."""
    inst: dict[str, set[str]] = {}
    for seat in world.seats:
        inst.setdefault(seat.workplace.device, set()).add(seat.workplace.identity.inst)
    for seat in world.seats:
        several = len(inst[seat.workplace.device]) > 1
        is_torn = world.story.is_torn and (seat.was_restored or seat.is_copy)
        assert (
            several
            or seat.halt is None
            or not is_member(seat)
            or (is_torn and seat.halt in (Halt.FORKED, Halt.BEHIND))
            or (seat.was_restored and seat.halt is Halt.BEHIND and _lacks_for_ever(world, seat))
            or (seat.was_restored and seat.halt is Halt.FORKED and _wrote_past(world, seat))
            or (seat.is_copy and seat.halt in (Halt.FORKED, Halt.BEHIND) and _forked(world, seat))
        ), (seat.name, seat.halt)
        if several and seat.is_copy and "-" in seat.name and is_member(seat):
            original = next(one for one in world.seats if seat.name.startswith(f"{one.name}-"))
            differs = seat.workplace.identity.inst != original.workplace.identity.inst
            assert not differs or seat.halt is Halt.COPIED, seat.name


def _lacks_for_ever(world: World, seat: Seat) -> bool:
    """Tell whether a workplace promised segments that nobody has any more.

    They were written where the folder was not mounted, and then its home was put back.
    """
    own = seat.workplace.device
    promised = {
        (space, seq)
        for (space, dev), head in seat.exchange._receiver.heads.items()
        if dev == own
        for seq in range(1, head.seq + 1)
    }
    return any(
        world.share.inner.look(layout.segment(space, own, seq)) is None
        and not any(
            one.workplace.read(ledger.bytes_of, space=space, dev=own, seq=seq)
            for one in world.seats
            if one is not seat
        )
        for space, seq in promised
    )


def _wrote_past(world: World, seat: Seat) -> bool:
    """Tell whether a workplace wrote segments past the share, and nobody else has them.

    They went where the folder was not mounted for a moment, those behind them to the share, and
    its home was put back, before or after: other segments stand where they would.
    """
    others = (one for one in world.seats if one is not seat)
    held = {row[4] for one in others for row in one.workplace.read(_rows, _SEGMENTS)}
    return any(
        told[1] == seat.workplace.device and data not in held
        for name, data in seat.view._mount_point.objects.items()
        if (told := layout.read_segment(name)) and data != world.share.inner.look(name)
    )


def _forked(world: World, seat: Seat) -> bool:
    """Tell whether a device has two segments of one number: a copy of a home wrote, too."""
    own = seat.workplace.device
    found = {row[:4] for one in world.seats for row in one.workplace.read(_rows, _SEGMENTS)}
    of_own = Counter((space, seq) for space, dev, seq, _ in found if dev == own)
    return max(of_own.values(), default=0) > 1


def _judge_numbers(seat: Seat) -> None:
    """No workplace gives a number twice."""
    if seat.was_restored or seat.is_copy:
        return
    twice = [one for one, count in Counter(seat.given).items() if count > 1]
    assert not twice, (seat.name, twice)


def is_member(seat: Seat) -> bool:
    """Tell whether a workplace's person belongs to the organisation still."""
    return seat.workplace.identity.person in seat.workplace.roster.people


def _pairs(seats: list[Seat]) -> Iterable[tuple[Seat, Seat]]:
    """Everybody is compared with somebody who reads as much or more; the keeper reads all."""
    return ((seats[0], seat) for seat in seats[1:])


def _rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    return ask(connection, statement)


def _states(connection: Connection, *, roster: Roster, spaces: frozenset[str]) -> dict[str, bytes]:
    return dict(_each(connection, roster, spaces))


def _each(
    connection: Connection, roster: Roster, spaces: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    for subject, entries in ledger.by_subject(connection):
        changes = [entry.change for entry in entries if entry.change.stamp.space in spaces]
        if changes:
            folded = fold(changes, roster)
            refused = [(one.change.stamp.name, one.reason) for one in folded.refused]
            state = type(folded.state).__name__, folded.state, refused
            yield subject, msgspec.json.encode(state)
