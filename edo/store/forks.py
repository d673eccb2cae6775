"""Logs that forked: two segments of one number, signed by one device.

A copied or restored workplace makes such a log, and so does whoever signs another past with a key
that was cut off. Both branches are kept; below a cut the roster lets only its own branch stand.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlalchemy import Connection

from edo import segment as segments
from edo.domain.authority_record import Link
from edo.errors import DamagedError, OutdatedError
from edo.segment import Segment
from edo.store.database import ask

_FORKED = "SELECT DISTINCT space, dev FROM segments GROUP BY space, dev, seq HAVING count(*) > 1"
_SAME = "SELECT count(*) FROM segments WHERE space = ? AND dev = ? AND seq = ?"
_PARTED = (
    "SELECT seq, hash, data FROM segments WHERE space = ? AND dev = ? AND seq >= ("
    "SELECT seq FROM segments WHERE space = ? AND dev = ? GROUP BY seq HAVING count(*) > 1"
    " ORDER BY seq LIMIT 1) AND waiting = 0 ORDER BY seq, hash"
)
_LOG = "SELECT data FROM segments WHERE space = ? AND dev = ? ORDER BY seq, id"


def links(connection: Connection) -> list[Link]:
    """Return every segment of each log that forked, with the one before it."""
    return list(_links(connection))


def among(connection: Connection, arrived: Iterable[Segment]) -> bool:
    """Tell whether segments the ledger holds have another of the same number beside them."""
    places = {(one.header.space, one.header.dev, one.header.seq) for one in arrived}
    return any(ask(connection, _SAME, place)[0][0] > 1 for place in places)


def tips(connection: Connection) -> list[tuple[str, str, int, str]]:
    """Return the end of every branch of each log that forked: space, device, number, hash."""
    found = links(connection)
    followed = {(space, dev, seq - 1, prev) for space, dev, seq, _, prev in found}
    ends = {(space, dev, seq, name) for space, dev, seq, name, _ in found}
    return sorted(ends - followed)


def parted(connection: Connection, *, space: str, dev: str) -> list[tuple[int, str, bytes]]:
    """Return the segments from where a log parted, of all branches: number, hash, bytes."""
    return ask(connection, _PARTED, (space, dev, space, dev))


def _links(connection: Connection) -> Iterator[Link]:
    for space, dev in ask(connection, _FORKED):
        for (data,) in ask(connection, _LOG, (space, dev)):
            with suppress(DamagedError, OutdatedError):  # `edo check` tells of it
                segment, _ = segments.parse(data)
                yield space, dev, segment.header.seq, segment.hash, segment.header.prev
