"""The ledger: every change this workplace holds, with the segments they came in.

Two doors lead here, what a person records and what others sent; both end in `append`. Nothing is
ever changed or deleted. A sealed segment waits in the outbox until the share has it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from edo.change import COMMON, Change, Stamp
from edo.segment import NOTHING, End, Line, Segment, parse
from edo.store.database import ask, bulk, insert_into
from edo.store.ledger_tables import authority, changes, kept, segments

_INSERT_CHANGE = insert_into(changes)
_INSERT_SEGMENT = insert_into(segments)
_KEEP = insert_into(kept, replace=True)
_NEXT_SEGMENT = "SELECT coalesce(max(id), 0) + 1 FROM segments"
_NEXT_CHANGE = "SELECT coalesce(max(id), 0) + 1 FROM changes"
_GROW_LOG = (
    "INSERT INTO logs (space, dev, seq, hash, authority, hlc) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (space, dev) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,"
    " authority = excluded.authority, hlc = excluded.hlc WHERE excluded.seq > seq"
)
_TAIL = "SELECT seq, hash, authority, hlc FROM logs WHERE space = ? AND dev = ?"
NEWS_LIMIT = 32
"""Other logs a segment speaks of at most."""
_LAST_ROW = "SELECT id FROM segments WHERE space = ? AND dev = ? ORDER BY seq DESC LIMIT 1"
_NEWS = (
    "SELECT l.dev, l.seq, l.hash FROM logs l JOIN segments s ON s.hash = l.hash"
    " WHERE l.space = ? AND l.dev <> ? AND s.id > ? ORDER BY s.id DESC LIMIT ?"
)
_STORED = (
    "SELECT id, seq, data FROM segments WHERE space = ? AND dev = ? AND seq BETWEEN ? AND ?"
    " AND waiting = 0 ORDER BY seq, id"
)
_SUBJECTS = (
    "SELECT DISTINCT c.subject FROM changes c JOIN segments s ON s.id = c.segment WHERE s.dev = ?"
)
_OFFICES = (
    "SELECT space FROM segments WHERE dev = ? AND space <> ? GROUP BY 1 ORDER BY max(id) DESC"
)
_LINES = (
    "SELECT subject, kind, hlc, person, base, data FROM changes WHERE segment = ? ORDER BY line"
)
_CHANGES = (
    "SELECT c.id, c.subject, c.kind, c.hlc, c.person, c.line, c.base, c.data,"
    " s.dev, s.seq, s.hash, s.space, s.authority"
    " FROM changes c JOIN segments s ON s.id = c.segment"
)


OFFICE = "office"
"""Name under which the office is remembered whose workplace this is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with its row in the ledger."""

    id: int
    change: Change


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """A segment's row in the ledger: what its columns tell, see `told_of`, and its bytes."""

    id: int
    told: tuple[str, str, int, str, int, int]
    data: bytes


def append(
    connection: Connection, segment: Segment, lines: Sequence[Line], *, waiting: bool = True
) -> int:
    """Append a verified segment and its changes; return the first one's row, the others follow.

    Args:
        connection: of a writing transaction.
        segment: sealed by this device, or verified.
        lines: its changes, in their order.
        waiting: it is to be sent: it waits in the outbox.
    """
    number: int = ask(connection, _NEXT_SEGMENT)[0][0]
    first: int = ask(connection, _NEXT_CHANGE)[0][0]
    told = told_of(segment)
    kept = kept_of(segment, lines)
    bulk(connection, _INSERT_SEGMENT, [(number, *told, int(waiting), segment.data)])
    bulk(
        connection,
        _INSERT_CHANGE,
        [(first + place, number, place, *row) for place, row in enumerate(kept)],
    )
    bulk(connection, _GROW_LOG, [told])
    return first


def entries(segment: Segment, lines: Iterable[Line], first: int) -> list[Entry]:
    """Return a segment's changes as `of_subject` would: with their rows, the first one's given."""
    space, dev, seq, name, at, _ = told_of(segment)
    return [
        Entry(
            first + place,
            Change(
                subject,
                kind,
                Stamp(hlc, person, dev, seq, place, name, space, at),
                tuple(base.split()),
                data,
            ),
        )
        for place, (subject, kind, hlc, person, base, data) in enumerate(kept_of(segment, lines))
    ]


def told_of(segment: Segment) -> tuple[str, str, int, str, int, int]:
    """Return what the columns of a segment's row tell: space, device, number, name, index, time."""
    header = segment.header
    place = (header.space, header.dev, header.seq)
    return (*place, segment.hash, header.auth[0], header.hlc[1])


def kept_of(segment: Segment, lines: Iterable[Line]) -> list[tuple[Any, ...]]:
    """Return a segment's changes as the ledger keeps them: what `lines_of` reads."""
    return [
        (
            line.subject,
            line.kind,
            line.hlc,
            line.person,
            " ".join([_full_name(name, segment.hash) for name in line.base]) if line.base else "",
            bytes(line.data),
        )
        for line in lines
    ]


def of_subject(connection: Connection, subject: str) -> list[Entry]:
    """Return all changes about one subject, in order of arrival."""
    return [_entry(row) for row in ask(connection, f"{_CHANGES} WHERE c.subject = ?", (subject,))]


def of_subjects(connection: Connection, subjects: Sequence[str]) -> dict[str, list[Entry]]:
    """Return all changes about some subjects, in order of arrival; at most a few hundred."""
    found: dict[str, list[Entry]] = {subject: [] for subject in subjects}
    places = ", ".join("?" * len(found))
    for row in ask(connection, f"{_CHANGES} WHERE c.subject IN ({places})", tuple(found)):
        found[row[1]].append(_entry(row))
    return found


def by_subject(
    connection: Connection, *, since: str = "", before: str = "\uffff"
) -> Iterator[tuple[str, list[Entry]]]:
    """Yield (subject, its changes) for the subjects in a range of ids, in order of id."""
    rows = connection.exec_driver_sql(
        f"{_CHANGES} WHERE c.subject >= ? AND c.subject < ? ORDER BY c.subject",
        (since, before),
    )
    current, entries = "", list[Entry]()
    for row in rows:
        if row[1] != current:
            if entries:
                yield current, entries
            current, entries = row[1], []
        entries.append(_entry(tuple(row)))
    if entries:
        yield current, entries


def tail(connection: Connection, space: str, dev: str) -> End:
    """Return the end of a device's log; number 0 where it has none."""
    rows = ask(connection, _TAIL, (space, dev))
    return End(*rows[0]) if rows else NOTHING


def office_of(connection: Connection, dev: str, reads: Collection[str] = ()) -> str:
    """Return the office a device stated something in last, empty where it never did.

    Args:
        connection: of one snapshot.
        dev: the device.
        reads: spaces it reads: into others it only sends letters. None: all.
    """
    spaces = [space for (space,) in ask(connection, _OFFICES, (dev, COMMON))]
    return next((one for one in spaces if not reads or one in reads), "")


def latest_hlc(connection: Connection) -> int:
    """Return the greatest timestamp in the ledger, 0 where it is empty."""
    return ask(connection, "SELECT coalesce(max(hlc), 0) FROM segments")[0][0]


def count(connection: Connection) -> int:
    """Return the number of changes."""
    return ask(connection, "SELECT count(*) FROM changes")[0][0]


def last(connection: Connection) -> int:
    """Return the row of the change that came last; 0 where there is none."""
    return ask(connection, _NEXT_CHANGE)[0][0] - 1


def tails(connection: Connection) -> dict[tuple[str, str], End]:
    """Return the end of every log: (space, device) → tail."""
    rows = ask(connection, "SELECT space, dev, seq, hash, authority, hlc FROM logs")
    return {(row[0], row[1]): End(*row[2:]) for row in rows}


def news(connection: Connection, space: str, dev: str) -> tuple[tuple[str, int, str], ...]:
    """Return what came in from other logs of a space since a device's last segment there.

    Returns:
        (device, number, first 8 digits of the hash) of the last segment of each, at most
        `NEWS_LIMIT` of them: who joins an office does not name all its history.
    """
    rows = ask(connection, _LAST_ROW, (space, dev))
    since = rows[0][0] if rows else 0
    found = ask(connection, _NEWS, (space, dev, since, NEWS_LIMIT))
    return tuple((other, seq, digest[:8]) for other, seq, digest in sorted(found))


def held(connection: Connection, hashes: Iterable[str]) -> frozenset[str]:
    """Return which of these segments the ledger holds, by the hashes of their headers."""
    statement = "SELECT 1 FROM segments WHERE hash = ?"
    return frozenset(one for one in hashes if ask(connection, statement, (one,)))


def holds(connection: Connection, *, space: str, dev: str, seq: int, digest: str) -> bool:
    """Tell whether the ledger holds this segment of a log, on whatever branch of it."""
    statement = "SELECT 1 FROM segments WHERE space = ? AND dev = ? AND seq = ? AND hash = ?"
    return bool(ask(connection, statement, (space, dev, seq, digest)))


def end_at(connection: Connection, *, space: str, dev: str, seq: int, digest: str) -> End | None:
    """Return the end a log had at this very segment, on whatever branch; None where it is not held.

    What waits to be sent counts for nothing: nobody else can follow it.
    """
    statement = (
        "SELECT seq, hash, authority, hlc FROM segments"
        " WHERE space = ? AND dev = ? AND seq = ? AND hash = ? AND waiting = 0"
    )
    rows = ask(connection, statement, (space, dev, seq, digest))
    return End(*rows[0]) if rows else None


def subjects_of(connection: Connection, dev: str) -> list[str]:
    """Return the subjects a device stated something about."""
    return [row[0] for row in ask(connection, _SUBJECTS, (dev,))]


def hash_of(connection: Connection, *, space: str, dev: str, seq: int) -> str:
    """Return the hash of a log's segment, empty where there is none of that number."""
    statement = "SELECT hash FROM segments WHERE space = ? AND dev = ? AND seq = ? ORDER BY id"
    rows = ask(connection, statement, (space, dev, seq))
    return rows[0][0] if rows else ""


def spaces_of(connection: Connection, *, dev: str) -> frozenset[str]:
    """Return the spaces a device has a log in."""
    rows = ask(connection, "SELECT space FROM logs WHERE dev = ?", (dev,))
    return frozenset(space for (space,) in rows)


def bytes_of(connection: Connection, *, space: str, dev: str, seq: int) -> bytes:
    """Return the bytes of a log's segment, none where there is none of that number."""
    statement = "SELECT data FROM segments WHERE space = ? AND dev = ? AND seq = ? ORDER BY id"
    rows = ask(connection, statement, (space, dev, seq))
    return rows[0][0] if rows else b""


def tail_at(connection: Connection, *, space: str, dev: str, seq: int) -> End:
    """Return the end a log had at one of its segments; number 0 where it is not held."""
    statement = (
        "SELECT seq, hash, authority, hlc FROM segments WHERE space = ? AND dev = ? AND seq = ?"
        " ORDER BY id"
    )
    rows = ask(connection, statement, (space, dev, seq))
    return End(*rows[0]) if rows else NOTHING


def stored(
    connection: Connection, *, space: str, dev: str, first: int, last: int
) -> list[tuple[int, int, bytes]]:
    """Return (row, number, bytes) of the segments of a log that do not wait, in order."""
    return ask(connection, _STORED, (space, dev, first, last))


def all_segments(connection: Connection) -> Iterator[KeptSegment]:
    """Yield every segment, log by log, each in the order of its numbers."""
    columns = segments.c
    rows = connection.execute(
        select(segments).order_by(columns.space, columns.dev, columns.seq, columns.id)
    )
    for row in rows:
        told = (row.space, row.dev, row.seq, row.hash, row.authority, row.hlc)
        yield KeptSegment(row.id, told, row.data)


def of_device(connection: Connection, dev: str) -> list[Segment]:
    """Return every segment of a device's logs, each log in its order."""
    statement = "SELECT data FROM segments WHERE dev = ? ORDER BY space, seq, id"
    return [parse(data)[0] for (data,) in ask(connection, statement, (dev,))]


def numbers_of(connection: Connection, *, space: str, dev: str) -> list[int]:
    """Return the numbers of a log's segments that are held, in order."""
    statement = "SELECT DISTINCT seq FROM segments WHERE space = ? AND dev = ? ORDER BY seq"
    return [seq for (seq,) in ask(connection, statement, (space, dev))]


def lines_of(connection: Connection, number: int) -> list[tuple[Any, ...]]:
    """Return (subject, kind, hlc, person, base, data) of a segment's changes, line by line."""
    return ask(connection, _LINES, (number,))


def add_authority(connection: Connection, records: Iterable[tuple[int, bytes]]) -> None:
    """Append records of the authority chain: (index, bytes)."""
    bulk(connection, insert_into(authority), list(records))


def authority_chain(connection: Connection) -> list[tuple[int, bytes]]:
    """Return the chain as (index, bytes), the founding record first at index -1."""
    return [(n, data) for n, data in ask(connection, "SELECT n, data FROM authority ORDER BY n")]


def keep(connection: Connection, name: str, value: str) -> None:
    """Remember a value beside the ledger."""
    bulk(connection, _KEEP, [(name, value)])


def forget(connection: Connection, start: str) -> None:
    """Forget the values whose names begin so."""
    statement = "DELETE FROM kept WHERE substr(name, 1, ?) = ?"
    bulk(connection, statement, [(len(start), start)])


def recall(connection: Connection, name: str) -> str:
    """Return a remembered value, empty where there is none."""
    rows = ask(connection, "SELECT value FROM kept WHERE name = ?", (name,))
    return rows[0][0] if rows else ""


def _full_name(name: str, segment: str) -> str:
    return segment + name if name.startswith(":") else name


def _entry(row: tuple[Any, ...]) -> Entry:
    number, subject, kind, hlc, person, line, base, data, dev, seq, segment, space, at = row
    stamp = Stamp(hlc, person, dev, seq, line, segment, space, at)
    return Entry(number, Change(subject, kind, stamp, tuple(base.split()), data))
