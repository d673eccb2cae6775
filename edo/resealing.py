"""Sealing anew what this device stated and never sent, after what it had sent and forgotten.

A workplace restored from an earlier copy finds segments of its own on the share that its ledger
lacks, under the numbers it has given to newer work. What was sent counts: it is taken in, and the
newer changes follow it in new segments. Nobody has seen those they stood in before. And who is
given a new key, because two programs used the old one, seals by it what did not get out in time.
"""

from collections.abc import Iterator, Sequence

from edo import segment as segments
from edo.change import Touched
from edo.domain.roster import Roster
from edo.entry import Actor
from edo.segment import Line, Log, Segment
from edo.store import arrival, forks, ledger, outbox, shared
from edo.store.database import Connection

Arrived = Sequence[tuple[Segment, list[Line]]]


def rejoin(connection: Connection, actor: Actor, arrived: Arrived) -> Touched:
    """Take in segments of this device's own log, then seal anew what waited in their place.

    Args:
        connection: of a writing transaction.
        actor: whose log it is; the clock is past everything that arrived.
        arrived: verified segments of one log, in order; the first one's number is that of a
            segment here that waits to be sent, or follows the last one.
    """
    header = arrived[0][0].header
    space, dev = header.space, actor.key.name
    withdrawn = outbox.withdraw(connection, space=space, dev=dev, since=header.seq)
    for segment, lines in arrived:
        ledger.append(connection, segment, lines, waiting=False)
    shared.miss(connection, arrival.attached(arrived))
    renamed: dict[str, str] = {}
    again: list[tuple[Segment, list[Line]]] = []
    for old in withdrawn:
        new = _seal(connection, actor, space, segments.lines(old), renamed, old)
        renamed |= {f"{old.hash}:{n}": f"{new[0].hash}:{n}" for n in range(len(new[1]))}
        again.append(new)
    subjects = frozenset(line.subject for _, lines in (*arrived, *again) for line in lines)
    arrival.refold_subjects(connection, subjects, actor.roster)
    return Touched(subjects)


def renew(connection: Connection, actor: Actor, old: str, arrived: Arrived) -> Touched:
    """Go on under another key: what the old one stated and cannot stand is sealed by the new one.

    That is what it never sent, and what lies behind the cut that ended it. Done once: what was
    sealed anew is not sealed again.

    Args:
        connection: of a writing transaction.
        actor: with the new key, under the roster that ended the old one.
        old: short name of the old key.
        arrived: verified segments of the old key's logs that another installation sent.
    """
    mark = f"renewed/{old}"
    if ledger.recall(connection, mark):
        return Touched(frozenset())
    logs = sorted(space for space, dev in ledger.tails(connection) if dev == old)
    unsent = [(space, outbox.unsent(connection, space=space, dev=old)) for space in logs]
    left = [
        segment
        for space, first in unsent
        if first
        for segment in outbox.withdraw(connection, space=space, dev=old, since=first)
    ]
    held = ledger.held(connection, (segment.hash for segment, _ in arrived))
    fresh = [one for one in arrived if one[0].hash not in held]
    for segment, lines in fresh:
        ledger.append(connection, segment, lines, waiting=False)
    shared.miss(connection, arrival.attached(fresh))
    roster = actor.roster.with_forks(forks.links(connection))
    left += [segment for segment in ledger.of_device(connection, old) if _is_cut(segment, roster)]
    renamed: dict[str, str] = {}
    again: list[tuple[Segment, list[Line]]] = []
    for segment in sorted(left, key=lambda one: one.header.hlc):
        space = segment.header.space
        new = _seal(connection, actor, space, segments.lines(segment), renamed, segment)
        renamed |= {f"{segment.hash}:{n}": f"{new[0].hash}:{n}" for n in range(len(new[1]))}
        again.append(new)
    ledger.keep(connection, mark, actor.key.name)
    ledger.forget(connection, "packed/")
    stated = frozenset(line.subject for _, lines in (*fresh, *again) for line in lines)
    subjects = stated | frozenset(ledger.subjects_of(connection, old))
    arrival.refold_subjects(connection, subjects, roster)
    return Touched(subjects)


def _is_cut(segment: Segment, roster: Roster) -> bool:
    """Tell whether a segment does not stand, because its device was ended before it."""
    header = segment.header
    end = roster.end_of(header.space, header.dev)
    if end is None:
        return False
    is_within = header.seq < end[0] or (header.seq, segment.hash) == end
    return not is_within or segment.hash in roster.astray


def _times(lines: Sequence[Line], after: int) -> Iterator[int]:
    """Yield when changes count as stated: as they were, or right behind the end of the log.

    Not when they are sealed anew: a registration would look entered long after its date.
    """
    for line in lines:
        after = max(line.hlc, after + 1)
        yield after


def _seal(
    connection: Connection,
    actor: Actor,
    space: str,
    lines: list[Line],
    renamed: dict[str, str],
    old: Segment,
) -> tuple[Segment, list[Line]]:
    """Seal the changes of a withdrawn segment as the next one of the log."""
    end = ledger.tail(connection, space, actor.key.name)
    resolved = [
        Line(
            line.subject,
            line.kind,
            at,
            line.person,
            tuple(renamed.get(name, name) for name in line.base),
            line.data,
        )
        for line, at in zip(lines, _times(lines, end.hlc), strict=True)
    ]
    actor.clock.witness(resolved[-1].hlc)
    is_own = old.header.dev == actor.key.name and old.header.auth[0] >= end.authority
    quoted = old.header.auth if is_own else actor.authority
    log = Log(
        org=actor.identity.org,
        space=space,
        dev=actor.key.name,
        inst=actor.identity.inst,
        seq=end.seq + 1,
        prev=end.hash,
        authority=quoted,
    )
    new = segments.seal(resolved, log, actor.key)
    ledger.append(connection, new, resolved)
    return new, resolved
