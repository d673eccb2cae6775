"""Contents that facts of the ledger bring: which they are, and which of them the share has."""

from collections.abc import Iterator
from contextlib import suppress

import msgspec
from sqlalchemy import Connection

from edo.domain.attaching import FileAttached, FileReplaced
from edo.domain.course import CourseDefined, CourseRevised
from edo.domain.execution import TaskFileBrought
from edo.domain.lettering import LetterSent
from edo.domain.training import SheetAttached
from edo.errors import UNPARSABLE
from edo.store.database import ask

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
