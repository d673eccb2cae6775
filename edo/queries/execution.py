"""How one document is executed: its resolutions and tasks, who has read it, where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from edo.domain.acquaintance import Acquaintance
from edo.domain.resolution import OPEN, Resolution, ResolutionStatus
from edo.domain.task import ENDED, TaskStatus
from edo.queries import tasks
from edo.queries.people import People, Who, people
from edo.queries.tasks import TaskNode
from edo.store.database import ask

_decode_resolution = msgspec.json.Decoder(Resolution).decode
_decode_acquaintance = msgspec.json.Decoder(Acquaintance).decode
_OF_DOCUMENT = (
    "SELECT subject, state FROM routed"
    " WHERE document = ? AND document <> '' AND +sort = ? ORDER BY since, subject LIMIT 500"
)
_ONE = "SELECT state FROM routed WHERE subject = ? AND sort = ?"


class Execution(StrEnum):
    """Where a document with tasks stands as a whole (records rules, §4.4)."""

    NONE = "none"
    GIVEN = "given"
    OVERDUE = "overdue"
    PARTLY = "partly"
    IN_WORK = "in_work"
    DONE = "done"
    """All done, or done and taken off control."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ResolutionItem:
    """A resolution; `people` has the names of all ids in it.

    Attributes:
        id: of the resolution.
        resolution: the whole.
        author: whose it is.
        writer: who wrote it on their word, or prepared it; `NOBODY` where they did themselves.
        issuer, behalf: who issued it, and as whose deputy.
    """

    id: str
    resolution: Resolution
    author: Who
    writer: Who
    issuer: Who
    behalf: Who
    people: People

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for the head."""
        return self.resolution.status in OPEN


@dataclass(frozen=True, slots=True)
class Reader:
    """One person of an acquaintance.

    Attributes:
        who: the person.
        on, at: the day they read it, and the timestamp; None and 0 where they have not.
        by: who wrote it down from the paper sheet; `NOBODY` where they said so themselves.
    """

    who: Who
    on: date | None
    at: int
    by: Who


@dataclass(frozen=True, slots=True)
class AcquaintanceItem:
    """An acquaintance with its people, in the order of the sheet."""

    id: str
    acquaintance: Acquaintance
    author: Who
    readers: tuple[Reader, ...]

    @property
    def read(self) -> int:
        """How many have read it."""
        return sum(reader.on is not None for reader in self.readers)


@dataclass(frozen=True, slots=True)
class DocumentExecution:
    """All that is to be done about a document."""

    state: Execution
    resolutions: tuple[ResolutionItem, ...]
    tasks: tuple[TaskNode, ...]
    acquaintances: tuple[AcquaintanceItem, ...]


def of_document(connection: Connection, *, document: str, today: date) -> DocumentExecution:
    """Return what is to be done about a document.

    Args:
        connection: of one snapshot.
        document: its id; one nothing was said about has nothing.
        today: decides what is late.
    """
    written = resolutions(connection, document=document)
    given = [
        task
        for one in written
        if one.resolution.status is not ResolutionStatus.ASKED
        for task in one.resolution.tasks
    ]
    nodes = tasks.tree(connection, document=document, today=today, given=given)
    return DocumentExecution(
        aggregate(node for node in nodes if not node.is_stray),
        tuple(written),
        tuple(nodes),
        tuple(acquaintances(connection, document=document)),
    )


def aggregate(nodes: Iterable[TaskNode]) -> Execution:
    """Return where all tasks of a document stand together."""
    rows = [node.row for node in nodes]
    statuses = {row.status for row in rows}
    if not rows:
        return Execution.NONE
    if any(row.is_late for row in rows):
        return Execution.OVERDUE
    if statuses <= ENDED:
        return Execution.DONE if TaskStatus.DONE in statuses else Execution.REMOVED
    if TaskStatus.DONE in statuses:
        return Execution.PARTLY
    if statuses - ENDED - {TaskStatus.NEW}:
        return Execution.IN_WORK
    return Execution.GIVEN


def resolutions(connection: Connection, *, document: str) -> list[ResolutionItem]:
    """Return a document's resolutions, asked for and recalled ones too, in their order."""
    found = {
        id: _decode_resolution(state)
        for id, state in ask(connection, _OF_DOCUMENT, (document, "resolution"))
    }
    return _resolutions(connection, found)


def resolution(connection: Connection, *, resolution: str) -> ResolutionItem | None:
    """Return a resolution, None where there is none."""
    rows = ask(connection, _ONE, (resolution, "resolution"))
    found = _resolutions(connection, {resolution: _decode_resolution(rows[0][0])} if rows else {})
    return found[0] if found else None


def acquaintances(connection: Connection, *, document: str) -> list[AcquaintanceItem]:
    """Return who was asked to read a document, and who has."""
    found = {
        id: _decode_acquaintance(state)
        for id, state in ask(connection, _OF_DOCUMENT, (document, "acquaintance"))
    }
    return _acquaintances(connection, found)


def acquaintance(connection: Connection, *, acquaintance: str) -> AcquaintanceItem | None:
    """Return an acquaintance, None where there is none."""
    rows = ask(connection, _ONE, (acquaintance, "acquaintance"))
    told = {acquaintance: _decode_acquaintance(rows[0][0])} if rows else {}
    found = _acquaintances(connection, told)
    return found[0] if found else None


def _resolutions(connection: Connection, found: dict[str, Resolution]) -> list[ResolutionItem]:
    ids: set[str] = set()
    for one in found.values():
        ids |= {one.author, one.written_by, one.asked_by}
        ids |= {id for item in one.items for id in (*item.executors, item.controller)}
        for by in (one.issued_by, one.recall):
            ids |= {by.person, by.behalf} if by else set()
    known = people(connection, ids)
    return [
        ResolutionItem(
            id,
            one,
            known[one.author],
            known[one.written_by],
            known[one.issued_by.person if one.issued_by else ""],
            known[one.issued_by.behalf if one.issued_by else ""],
            known,
        )
        for id, one in found.items()
    ]


def _acquaintances(
    connection: Connection, found: dict[str, Acquaintance]
) -> list[AcquaintanceItem]:
    ids = {id for one in found.values() for id in (*one.people, one.author)}
    ids |= {confirmed.by for one in found.values() for confirmed in one.confirmed}
    known = people(connection, ids)
    return [
        AcquaintanceItem(id, one, known[one.author], tuple(_readers(one, known)))
        for id, one in found.items()
    ]


def _readers(one: Acquaintance, known: People) -> Iterable[Reader]:
    had = {confirmed.person: confirmed for confirmed in one.confirmed}
    for person in one.people:
        read = had.get(person)
        yield Reader(
            known[person],
            read.on if read else None,
            read.at if read else 0,
            known[read.by if read else ""],
        )
