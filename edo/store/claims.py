"""What this workplace knows of the claims on numbers that lie on the share.

Claims of one journal and period form a chain, see `edo.share.claims`. The rows survive a rebuild:
they tell where the chain ended, which claims are this device's own, and what was unreadable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from edo.store.database import ask, bulk, insert_into
from edo.store.document_rows import LAST_RANK, place
from edo.store.ledger_tables import claims

DOUBT = 0
"""The count of what was found in place of a claim and is no claim, or not yet."""

_INSERT = insert_into(claims, replace=True)
_FORGET = (
    "DELETE FROM claims WHERE journal = ? AND period = ? AND n = ? AND beside = '' AND held = 0"
)
_SEQUENCE = "FROM claims WHERE journal = ? AND period = ? AND beside = ''"
_END = f"SELECT n + held - 1 {_SEQUENCE} AND held > 0 ORDER BY n DESC LIMIT 1"
_COVERING = f"SELECT * {_SEQUENCE} AND held > 0 AND n <= ? ORDER BY n DESC LIMIT 1"
_DOUBTS = f"SELECT * {_SEQUENCE} AND held = 0 AND n > ?"
_KNOWN = f"SELECT * {_SEQUENCE} AND held > 0 AND n = ?"
_OWN = (
    "SELECT * FROM claims c WHERE dev = ? AND document <> '' AND beside = '' AND held > free"
    " AND at >= ? AND (held - free > 1 OR NOT EXISTS ("
    "SELECT 1 FROM documents d WHERE d.journal = c.journal"
    " AND d.place = ((c.period << 36) | ((c.n + c.free) << 12))))"
    " ORDER BY journal, period, n"
)
_HELD = f"SELECT * {_SEQUENCE} AND held > free AND dev <> '' AND document <> ''"
_NOTED = "SELECT value FROM kept WHERE name = ?"
_MARK = "claims/"
_REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim on the share, as this workplace remembers it.

    Attributes:
        journal, period, n: its place; numbers `n` to `n + held - 1` are claimed by it.
        beside: what tells a claim beside the sequence; empty for one in sequence.
        held: how many numbers; `DOUBT` for what could not be read as a claim.
        free: how many of the first of them are left open for entry by hand.
        dev: the device that claimed them; empty for a number lost to an unreadable claim.
        document: what for; empty for numbers given before the share was there.
        nonce: chosen by the claimer.
        hash: of the bytes.
        at: when it was learnt, milliseconds since 1970 UTC.
    """

    journal: str
    period: int
    n: int
    beside: str
    held: int
    free: int
    dev: str
    document: str
    nonce: str
    hash: str
    at: int

    @property
    def last(self) -> int:
        """The last number claimed."""
        return self.n + self.held - 1


def keep(connection: Connection, found: Iterable[KeptClaim]) -> None:
    """Remember claims, or doubts about what lies in place of one."""
    bulk(connection, _INSERT, [_row(one) for one in found])


def forget_doubt(connection: Connection, journal: str, period: int, n: int) -> None:
    """Forget that what lies under a number could not be read."""
    bulk(connection, _FORGET, [(journal, period, n)])


def end(connection: Connection, journal: str, period: int) -> int:
    """Return the last number of the chain of claims as far as it is known; 0 where none is."""
    rows = ask(connection, _END, (journal, period))
    return rows[0][0] if rows else 0


def known(connection: Connection, journal: str, period: int, n: int) -> KeptClaim | None:
    """Return the claim in sequence that begins at a number, None where it is not known here."""
    return _first(connection, _KNOWN, (journal, period, n))


def covering(connection: Connection, journal: str, period: int, n: int) -> KeptClaim | None:
    """Return the claim in sequence a number belongs to, None where it is not known here."""
    found = _first(connection, _COVERING, (journal, period, n))
    return found if found is not None and found.last >= n else None


def doubts(connection: Connection, journal: str, period: int, after: int) -> list[KeptClaim]:
    """Return what could not be read behind a number of the chain."""
    return [KeptClaim(*row) for row in ask(connection, _DOUBTS, (journal, period, after))]


def held(connection: Connection, journal: str, period: int) -> list[KeptClaim]:
    """Return the claims of a period by which numbers are to be given."""
    return [KeptClaim(*row) for row in ask(connection, _HELD, (journal, period))]


def in_sequence(connection: Connection, journal: str, period: int) -> list[KeptClaim]:
    """Return every claim in sequence of a period that is known here, in its order."""
    statement = f"SELECT * {_SEQUENCE} AND held > 0 ORDER BY n"
    return [KeptClaim(*row) for row in ask(connection, statement, (journal, period))]


def series(connection: Connection) -> list[tuple[str, int]]:
    """Return the journals and periods of which a claim is known here."""
    rows = ask(connection, "SELECT DISTINCT journal, period FROM claims WHERE held > 0")
    return sorted((journal, period) for journal, period in rows)


def given(connection: Connection, journal: str, period: int) -> frozenset[int]:
    """Return the numbers of a period that a document has or a place explains."""
    documents = "SELECT n FROM documents WHERE journal = ? AND period = ? AND suffix = ''"
    places = "SELECT n FROM places WHERE journal = ? AND period = ?"
    at = journal, period
    found = (*ask(connection, documents, at), *ask(connection, places, at))
    return frozenset(n for (n,) in found)


def explained(connection: Connection, journal: str, period: int, reason: str) -> frozenset[int]:
    """Return the numbers of a period that are explained by the code of an `Absence`."""
    statement = (
        "SELECT n FROM places WHERE journal = ? AND period = ?"
        " AND CAST(state AS TEXT) LIKE '%\"reason\":\"' || ? || '\"%'"
    )
    return frozenset(n for (n,) in ask(connection, statement, (journal, period, reason)))


def unused(connection: Connection, dev: str, *, since: int = 0) -> list[tuple[KeptClaim, int]]:
    """Return the numbers a device claimed that neither a document has nor a place explains.

    Args:
        connection: of one snapshot.
        dev: the device.
        since: claims learnt from this instant on, milliseconds since 1970 UTC.
    """
    own = [KeptClaim(*row) for row in ask(connection, _OWN, (dev, since))]
    return [(claim, n) for claim in own for n in _left(connection, claim)]


def next_reference(connection: Connection) -> int:
    """Count one more registration that has to wait for its number; return how many did here."""
    rows = ask(connection, _NOTED, (_REFERENCES,))
    count = int(rows[0][0]) + 1 if rows else 1
    statement = "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)"
    bulk(connection, statement, [(_REFERENCES, str(count))])
    return count


def note(connection: Connection, journal: str, period: int) -> None:
    """Note that numbers of a series are about to be claimed: a crash may lose sight of one."""
    statement = "INSERT OR IGNORE INTO kept (name, value) VALUES (?, ?)"
    value = str(end(connection, journal, period))
    bulk(connection, statement, [(_name(journal, period), value)])


def is_noted(connection: Connection, journal: str, period: int) -> bool:
    """Tell whether a series is noted already."""
    return bool(ask(connection, _NOTED, (_name(journal, period),)))


def noted(connection: Connection) -> list[tuple[str, int]]:
    """Return the series this workplace ever claimed a number of: journal and period."""
    statement = "SELECT name FROM kept WHERE name >= ? AND name < ?"
    rows = ask(connection, statement, (_MARK, _MARK[:-1] + chr(ord(_MARK[-1]) + 1)))
    series = [name.removeprefix(_MARK).rsplit("/", 1) for (name,) in rows]
    return [(journal, int(period)) for journal, period in series]


def settle(connection: Connection, journal: str, period: int, end: int) -> None:
    """Note up to which number every claim of a series is known here."""
    statement = "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)"
    bulk(connection, statement, [(_name(journal, period), str(end))])


def settled(connection: Connection, journal: str, period: int) -> int:
    """Return up to which number every claim of a series is known here, 0 where none is."""
    rows = ask(connection, _NOTED, (_name(journal, period),))
    return int(rows[0][0]) if rows else 0


def _left(connection: Connection, claim: KeptClaim) -> list[int]:
    """Return the numbers of a claim, those left open aside, that have no document and no place."""
    first, journal, period = claim.n + claim.free, claim.journal, claim.period
    given = ask(
        connection,
        "SELECT DISTINCT place FROM documents WHERE journal = ? AND place >= ? AND place <= ?"
        f" AND place & {LAST_RANK} = 0",
        (journal, place(period, first), place(period, claim.last)),
    )
    apart = ask(
        connection,
        "SELECT n FROM places WHERE journal = ? AND period = ? AND n BETWEEN ? AND ?",
        (journal, period, first, claim.last),
    )
    if len(given) == claim.last - first + 1:
        return []
    taken = {one for (one,) in given}
    explained = {n for (n,) in apart}
    return [
        n
        for n in range(first, claim.last + 1)
        if n not in explained and place(period, n) not in taken
    ]


def _first(connection: Connection, statement: str, values: tuple[Any, ...]) -> KeptClaim | None:
    rows = ask(connection, statement, values)
    return KeptClaim(*rows[0]) if rows else None


def _row(claim: KeptClaim) -> tuple[Any, ...]:
    return tuple(getattr(claim, column.name) for column in claims.columns)


def _name(journal: str, period: int) -> str:
    return f"{_MARK}{journal}/{period}"
