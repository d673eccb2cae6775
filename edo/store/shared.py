"""What this workplace remembers of the share: heads promised, objects set aside, files not here."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from edo.store.database import ask, bulk, insert_into
from edo.store.ledger_tables import absent_files, set_aside, shared_heads

COPY_LIMIT = 64 * 1024
"""Bytes of a set-aside object that are kept to look at."""

_HEARD = insert_into(shared_heads, replace=True)
_SET_ASIDE = insert_into(set_aside)
_ABSENT = insert_into(absent_files).replace("INSERT", "INSERT OR IGNORE")


@dataclass(frozen=True, slots=True)
class KnownHead:
    """The newest head of a log that was ever seen.

    Attributes:
        space, dev, seq: whose it is and what it promises.
        name: on the share.
        heard: the instant it was first seen, milliseconds since 1970 UTC.
        data: its bytes.
    """

    space: str
    dev: str
    seq: int
    name: str
    heard: int
    data: bytes


@dataclass(frozen=True, slots=True)
class SetAside:
    """An object of the share without effect: its name, why, and when it was found."""

    name: str
    reason: str
    at: int


@dataclass(frozen=True, slots=True)
class AbsentFile:
    """A content that is to be brought here: its hash, where it lies, and its name for people."""

    sha256: str
    space: str
    name: str


def heads(connection: Connection) -> list[KnownHead]:
    """Return the newest head of every log."""
    return [KnownHead(*row) for row in ask(connection, "SELECT * FROM heads ORDER BY space, dev")]


def hear(connection: Connection, found: Iterable[KnownHead]) -> None:
    """Remember heads in place of older ones of the same logs."""
    rows = [(one.space, one.dev, one.seq, one.name, one.heard, one.data) for one in found]
    bulk(connection, _HEARD, rows)


def put_aside(connection: Connection, *, name: str, reason: str, at: int, data: bytes) -> bool:
    """Note an object that has no effect; tell whether it is new."""
    if ask(connection, "SELECT 1 FROM set_aside WHERE name = ?", (name,)):
        return False
    bulk(connection, _SET_ASIDE, [(name, reason, at, data[:COPY_LIMIT])])
    return True


def take_back(connection: Connection, *, name: str) -> None:
    """Forget that an object was set aside: it has become whole."""
    bulk(connection, "DELETE FROM set_aside WHERE name = ?", [(name,)])


def aside(connection: Connection) -> list[SetAside]:
    """Return what was set aside, oldest first."""
    rows = ask(connection, "SELECT name, reason, at FROM set_aside ORDER BY at, name")
    return [SetAside(*row) for row in rows]


def miss(connection: Connection, files: Iterable[AbsentFile]) -> None:
    """Note contents that are to be brought here."""
    bulk(connection, _ABSENT, [(one.sha256, one.space, one.name) for one in files])


def missed(connection: Connection, *, after: str = "", limit: int) -> list[AbsentFile]:
    """Return contents that are to be brought here, by hash, after one."""
    statement = "SELECT * FROM absent_files WHERE sha256 > ? ORDER BY sha256 LIMIT ?"
    return [AbsentFile(*row) for row in ask(connection, statement, (after, limit))]


def count_missed(connection: Connection) -> int:
    """Return how many contents are to be brought here."""
    return ask(connection, "SELECT count(*) FROM absent_files")[0][0]


def bring(connection: Connection, hashes: Iterable[str]) -> None:
    """Note that contents are here now."""
    rows = [(sha256,) for sha256 in hashes]
    bulk(connection, "DELETE FROM absent_files WHERE sha256 = ?", rows)
