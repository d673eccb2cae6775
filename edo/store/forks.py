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
_LOG = "SELECT data FROM segments WHERE space = ? AND dev = ? ORDER BY seq, id"


def links(connection: Connection) -> list[Link]:
    """Return every segment of each log that forked, with the one before it."""
    return list(_links(connection))


def among(connection: Connection, arrived: Iterable[Segment]) -> bool:
    """Tell whether segments the ledger holds have another of the same number beside them."""
    places = {(one.header.space, one.header.dev, one.header.seq) for one in arrived}
    return any(ask(connection, _SAME, place)[0][0] > 1 for place in places)


def _links(connection: Connection) -> Iterator[Link]:
    for space, dev in ask(connection, _FORKED):
        for (data,) in ask(connection, _LOG, (space, dev)):
            with suppress(DamagedError, OutdatedError):  # `edo check` tells of it
                segment, _ = segments.parse(data)
                yield space, dev, segment.header.seq, segment.hash, segment.header.prev
