"""The outbox: segments of the ledger that wait until the share has them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from edo.errors import DamagedError
from edo.segment import Segment, parse
from edo.store import ledger
from edo.store.database import ask, bulk

_OUTBOX = (
    "SELECT id, space, seq, hash, data FROM segments WHERE waiting = 1 AND dev = ?"
    " AND space IN ({}) ORDER BY id LIMIT ?"
)
_WAITING_SPACES = "SELECT DISTINCT space FROM segments WHERE waiting = 1 AND dev = ?"
_WITHDRAWN = (
    "SELECT id, waiting, data FROM segments WHERE space = ? AND dev = ? AND seq >= ? ORDER BY seq"
)
_FORGET_REFUSED = "DELETE FROM refused WHERE change IN (SELECT id FROM changes WHERE segment = ?)"
_END_LOG = (
    "INSERT INTO logs SELECT space, dev, seq, hash, authority, hlc FROM segments"
    " WHERE space = ? AND dev = ? ORDER BY seq DESC, id LIMIT 1"
)
_UNSENT = "SELECT min(seq) FROM segments WHERE space = ? AND dev = ? AND waiting = 1"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment of the outbox: its row, where it goes, and its bytes."""

    id: int
    space: str
    seq: int
    hash: str
    data: bytes


def waiting(connection: Connection) -> int:
    """Return how many segments wait in the outbox."""
    return ask(connection, "SELECT count(*) FROM segments WHERE waiting = 1")[0][0]


def sealed(
    connection: Connection, *, dev: str, spaces: Collection[str], limit: int
) -> list[Sealed]:
    """Return the first segments of a device that wait to be sent, in the order of sealing.

    Args:
        connection: of one snapshot.
        dev: the device.
        spaces: into which something may be sent.
        limit: segments at most.
    """
    statement = _OUTBOX.format(", ".join("?" * len(spaces)))
    return [Sealed(*row) for row in ask(connection, statement, (dev, *spaces, limit))]


def waiting_spaces(connection: Connection, *, dev: str) -> frozenset[str]:
    """Return the spaces a device has something to send to."""
    return frozenset(space for (space,) in ask(connection, _WAITING_SPACES, (dev,)))


def sent(connection: Connection, numbers: Iterable[int]) -> None:
    """Note that the share has these segments, by their rows."""
    bulk(connection, "UPDATE segments SET waiting = 0 WHERE id = ?", [(n,) for n in numbers])


def withdraw(connection: Connection, *, space: str, dev: str, since: int) -> list[Segment]:
    """Take the last segments of a device's log out of the ledger, and return them in order.

    Only what waits in the outbox may be taken out: nobody else has seen it.

    Args:
        connection: of a writing transaction.
        space, dev: whose log.
        since: number of the first one.

    Raises:
        DamagedError: one of them was sent.
    """
    found = ask(connection, _WITHDRAWN, (space, dev, since))
    if any(not waits for _, waits, _ in found):
        raise DamagedError("segment_sent", space=space, dev=dev, number=since)
    for number, _, _ in found:
        bulk(connection, _FORGET_REFUSED, [(number,)])
        bulk(connection, "DELETE FROM changes WHERE segment = ?", [(number,)])
        bulk(connection, "DELETE FROM segments WHERE id = ?", [(number,)])
    bulk(connection, "DELETE FROM logs WHERE space = ? AND dev = ?", [(space, dev)])
    bulk(connection, _END_LOG, [(space, dev)])
    return [parse(data)[0] for *_, data in found]


def unsent(connection: Connection, *, space: str, dev: str) -> int:
    """Return the number of the first segment of a log that waits, 0 where none does."""
    rows = ask(connection, _UNSENT, (space, dev))
    return rows[0][0] or 0


def sent_to(connection: Connection, *, space: str, dev: str, after: int = 0) -> int:
    """Return the number up to which the share has a log, once it has all up to another number.

    What came in again stands behind what waits, where a home was put back to before it was sent.

    Args:
        connection: of one snapshot: more may be stated meanwhile.
        space, dev: which log.
        after: the other number.
    """
    waiting = ask(connection, f"{_UNSENT} AND seq > ?", (space, dev, after))[0][0]
    return waiting - 1 if waiting else ledger.tail(connection, space, dev).seq


def has_sent(connection: Connection, *, space: str, dev: str, since: int) -> bool:
    """Tell whether segments of a log from a number on were sent, or came in."""
    statement = (
        "SELECT 1 FROM segments WHERE space = ? AND dev = ? AND seq >= ? AND waiting = 0 LIMIT 1"
    )
    return bool(ask(connection, statement, (space, dev, since)))


def only_own_waits(connection: Connection, dev: str) -> None:
    """Take the segments of others out of the outbox, where a salvage has put them."""
    bulk(connection, "UPDATE segments SET waiting = 0 WHERE dev <> ?", [(dev,)])
