"""Sealing anew what this device stated and never sent, after what it had sent and forgotten.

A workplace restored from an earlier copy finds segments of its own on the share that its ledger
lacks, under the numbers it has given to newer work. What was sent counts: it is taken in, and the
newer changes follow it in new segments. Nobody has seen those they stood in before.
"""

from collections.abc import Sequence

from edo import segment as segments
from edo.change import Touched
from edo.entry import Actor
from edo.segment import Line, Log, Segment
from edo.store import arrival, ledger, shared
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
    withdrawn = ledger.withdraw(connection, space=space, dev=dev, since=header.seq)
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
    is_late = old.header.hlc[0] > end.hlc
    resolved = [
        Line(
            line.subject,
            line.kind,
            line.hlc if is_late else actor.clock.tick(),
            line.person,
            tuple(renamed.get(name, name) for name in line.base),
            line.data,
        )
        for line in lines
    ]
    quoted = old.header.auth if old.header.auth[0] >= end.authority else actor.authority
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
