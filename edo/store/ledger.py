"""The ledger: every change this workplace holds, with the segments they came in.

Two doors lead here, what a person records and what others sent; both end in `append`. Nothing is
ever changed or deleted. A sealed segment waits in the outbox until the share has it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from edo.change import COMMON, Change, Stamp
from edo.domain.attaching import FileAttached, FileReplaced
from edo.domain.course import CourseDefined, CourseRevised
from edo.domain.execution import TaskFileBrought
from edo.domain.lettering import LetterSent
from edo.domain.training import SheetAttached
from edo.errors import UNPARSABLE, DamagedError
from edo.segment import NOTHING, End, Line, Segment, parse
from edo.store.database import ask, bulk, insert_into
from edo.store.ledger_tables import authority, changes, kept, segments

_INSERT_CHANGE = insert_into(changes)
_INSERT_SEGMENT = insert_into(segments)
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
_STORED = (
    "SELECT id, seq, data FROM segments WHERE space = ? AND dev = ? AND seq BETWEEN ? AND ?"
    " AND waiting = 0 ORDER BY seq, id"
)
_UNSENT = "SELECT min(seq) FROM segments WHERE space = ? AND dev = ? AND waiting = 1"
_TEACHING = (CourseDefined.NAME, CourseRevised.NAME)
ATTACHING = (
    FileAttached.NAME,
    FileReplaced.NAME,
    LetterSent.NAME,
    TaskFileBrought.NAME,
    SheetAttached.NAME,
    *_TEACHING,
)
"""The facts that bring contents."""
_ATTACHES = f"kind IN ({', '.join('?' * len(ATTACHING))})"
_FILES = f"SELECT kind, data FROM changes WHERE segment = ? AND {_ATTACHES} ORDER BY line"
_SENT_FILES = (
    "SELECT s.space, c.kind, c.data FROM changes c JOIN segments s ON s.id = c.segment"
    f" WHERE c.{_ATTACHES} AND s.waiting = 0"
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


class Attached(msgspec.Struct, frozen=True):
    """What a fact that brings a content says of it."""

    sha256: str
    name: str


class _Enclosed(msgspec.Struct, frozen=True):
    """What a letter says of its contents."""

    files: tuple[Attached, ...] = ()
    proof: Attached | None = None


class _Edition(msgspec.Struct, frozen=True):
    """What the rules of a course say of its programme."""

    programme: Attached | None = None


class _Taught(msgspec.Struct, frozen=True):
    """What a fact about a course says of its rules."""

    edition: _Edition


def brought(kind: str, data: bytes) -> tuple[Attached, ...]:
    """Return the contents a change brings; none where it does not parse."""
    with suppress(*UNPARSABLE):
        if kind == LetterSent.NAME:
            told = msgspec.json.decode(data, type=_Enclosed)
            return (*told.files, *([told.proof] if told.proof else ()))
        if kind in _TEACHING:
            programme = msgspec.json.decode(data, type=_Taught).edition.programme
            return (programme,) if programme else ()
        if kind in ATTACHING:
            return (msgspec.json.decode(data, type=Attached),)
    return ()


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


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment of the outbox: its row, where it goes, and its bytes."""

    id: int
    space: str
    seq: int
    hash: str
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
    return connection.execute(select(func.coalesce(func.max(segments.c.hlc), 0))).scalar_one()


def count(connection: Connection) -> int:
    """Return the number of changes."""
    return connection.execute(select(func.count()).select_from(changes)).scalar_one()


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


def waiting(connection: Connection) -> int:
    """Return how many segments wait in the outbox."""
    return ask(connection, "SELECT count(*) FROM segments WHERE waiting = 1")[0][0]


def hash_of(connection: Connection, *, space: str, dev: str, seq: int) -> str:
    """Return the hash of a log's segment, empty where there is none of that number."""
    statement = "SELECT hash FROM segments WHERE space = ? AND dev = ? AND seq = ? ORDER BY id"
    rows = ask(connection, statement, (space, dev, seq))
    return rows[0][0] if rows else ""


def files_of(connection: Connection, *, number: int) -> list[str]:
    """Return the hashes of the contents that a segment's changes attach, by its row."""
    rows = ask(connection, _FILES, (number, *ATTACHING))
    return [one.sha256 for kind, data in rows for one in brought(kind, data)]


def sent_files(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield (space, hash) of every content that a segment on the share attaches."""
    for space, kind, data in ask(connection, _SENT_FILES, ATTACHING):
        for one in brought(kind, data):
            yield space, one.sha256


def contents(connection: Connection) -> dict[str, list[str]]:
    """Return the hashes of all contents that changes attach, by space: a walk of the ledger."""
    found: dict[str, list[str]] = {}
    for space, sha256 in sent_files(connection):
        found.setdefault(space, []).append(sha256)
    return found


def outbox(
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


def spaces_of(connection: Connection, *, dev: str) -> frozenset[str]:
    """Return the spaces a device has a log in."""
    rows = ask(connection, "SELECT space FROM logs WHERE dev = ?", (dev,))
    return frozenset(space for (space,) in rows)


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
    return waiting - 1 if waiting else tail(connection, space, dev).seq


def has_sent(connection: Connection, *, space: str, dev: str, since: int) -> bool:
    """Tell whether segments of a log from a number on were sent, or came in."""
    statement = (
        "SELECT 1 FROM segments WHERE space = ? AND dev = ? AND seq >= ? AND waiting = 0 LIMIT 1"
    )
    return bool(ask(connection, statement, (space, dev, since)))


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


def only_own_waits(connection: Connection, dev: str) -> None:
    """Take the segments of others out of the outbox, where a salvage has put them."""
    bulk(connection, "UPDATE segments SET waiting = 0 WHERE dev <> ?", [(dev,)])


def lines_of(connection: Connection, number: int) -> list[tuple[Any, ...]]:
    """Return (subject, kind, hlc, person, base, data) of a segment's changes, line by line."""
    return ask(connection, _LINES, (number,))


def add_authority(connection: Connection, records: Iterable[tuple[int, bytes]]) -> None:
    """Append records of the authority chain: (index, bytes)."""
    bulk(connection, insert_into(authority), list(records))


def authority_chain(connection: Connection) -> list[tuple[int, bytes]]:
    """Return the chain as (index, bytes), the founding record first at index -1."""
    rows = connection.execute(select(authority.c.n, authority.c.data).order_by(authority.c.n))
    return [(row.n, row.data) for row in rows]


def keep(connection: Connection, name: str, value: str) -> None:
    """Remember a value beside the ledger."""
    bulk(connection, insert_into(kept, replace=True), [(name, value)])


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
