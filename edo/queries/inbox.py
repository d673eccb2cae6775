"""What waits for the clerk: letters, drafts, unfinished forms, numbers to look after."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import Connection

from edo.clock import OFFICE_ZONE
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.numbering import Absence
from edo.queries import directory, documents, forms, numbers
from edo.queries.directory import JournalItem
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order
from edo.store.database import ask

REGISTRATION = "registration/"
"""What the names of unfinished registrations begin with; other forms wait where they belong."""
SOON = timedelta(days=3)
"""A reserve that ends within these days waits for a word."""
SHOWN = 20
"""Documents of one state shown at most; the count is always true."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form somebody left: its name, when it was last kept, on the office's clock, and as what."""

    name: str
    at: datetime
    value: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """A number on reserve that nobody used and that ends soon."""

    journal: JournalItem
    n: int
    whom: str
    until: date


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Numbers of a journal's period that no document has and nobody explained."""

    journal: JournalItem
    period: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits, the oldest first within each part.

    Attributes:
        received: letters taken in without a number, at most `SHOWN`.
        drafts: documents begun, at most `SHOWN`; those on their way to approval are no drafts here.
        awaiting: documents that were registered but for a number, which comes by itself; they are
            no letters and no drafts any more.
        disputed: documents whose number another one has by right.
        received_count, drafts_count: how many there are in all.
        forms: forms somebody left unfinished.
        ending: reserves about to end.
        unexplained: journals with numbers to explain.
        parallel: documents with a field that two changed at once, at most `SHOWN`.
        parallel_count: how many there are in all.
        journals: how many journals are open; without one nothing can be registered.
    """

    received: tuple[DocumentRow, ...]
    drafts: tuple[DocumentRow, ...]
    received_count: int
    drafts_count: int
    forms: tuple[Unfinished, ...]
    ending: tuple[Ending, ...]
    unexplained: tuple[Unexplained, ...]
    journals: int
    parallel: tuple[DocumentRow, ...] = ()
    parallel_count: int = 0
    awaiting: tuple[DocumentRow, ...] = ()
    disputed: tuple[DocumentRow, ...] = ()

    @property
    def count(self) -> int:
        """How many things wait."""
        return (
            self.received_count
            + self.drafts_count
            + len(self.forms)
            + len(self.ending)
            + len(self.unexplained)
            + self.parallel_count
            + len(self.awaiting)
            + len(self.disputed)
        )


def inbox(connection: Connection, *, today: date, language: str = "ru") -> Inbox:
    """Return what waits for the clerk.

    Args:
        connection: of one snapshot.
        today: decides which reserves end soon.
        language: whose alphabet orders the journals.
    """
    journals = directory.journals(connection, language=language)
    counted = documents.counts(connection)
    awaiting = documents.awaiting(connection)
    over = {row.document for row in awaiting}
    away = _on_their_way(connection, counted) | over
    totals = {
        status: sum(count for (_kind, of), count in counted.items() if of is status)
        - sum(row.status is status for row in awaiting)
        for status in (Status.RECEIVED, Status.DRAFT)
    }
    return Inbox(
        received=_in_state(connection, Status.RECEIVED, counted, over),
        drafts=_in_state(connection, Status.DRAFT, counted, away),
        received_count=totals[Status.RECEIVED],
        drafts_count=totals[Status.DRAFT] - len(away - over),
        forms=_forms(connection),
        ending=tuple(
            ending for journal in journals for ending in _ending(connection, journal, today)
        ),
        unexplained=tuple(
            gaps for journal in journals if (gaps := _unexplained(connection, journal, today))
        ),
        journals=sum(not item.journal.closed for item in journals),
        parallel=tuple(documents.parallel(connection, limit=SHOWN)),
        parallel_count=documents.parallel_count(connection),
        awaiting=tuple(awaiting),
        disputed=tuple(documents.disputed(connection)),
    )


def own(connection: Connection, *, person: str) -> Inbox:
    """Return what waits for somebody who registers nothing: their own drafts, and forms left here.

    The rest of what lies in the office is for whoever registers.

    Args:
        connection: of one snapshot.
        person: id.
    """
    counted = {
        (kind, of): count
        for (kind, of), count in documents.counts(connection).items()
        if of is Status.DRAFT
    }
    awaiting = {row.document for row in documents.awaiting(connection)}
    away = _on_their_way(connection, counted) | awaiting
    drafts = _in_state(connection, Status.DRAFT, counted, away, person)
    return Inbox(
        received=(),
        drafts=drafts,
        received_count=0,
        drafts_count=len(drafts),
        forms=_forms(connection),
        ending=(),
        unexplained=(),
        journals=sum(not item.journal.closed for item in directory.journals(connection)),
    )


def _forms(connection: Connection) -> tuple[Unfinished, ...]:
    return tuple(
        Unfinished(kept.name, datetime.fromtimestamp(kept.saved / 1000, OFFICE_ZONE), kept.value)
        for kept in forms.kept(connection, prefix=REGISTRATION)
    )


_APPROVED = """
SELECT d.document FROM documents d JOIN routed r ON r.document = d.document
WHERE d.kind = ? AND d.status = ? AND r.sort = ? AND r.stage NOT IN (?, ?)
"""


def _on_their_way(
    connection: Connection, counted: Mapping[tuple[Kind, Status], int]
) -> frozenset[str]:
    """Return the drafts that are put up for approval: what waits of them is the approval."""
    ended = (ApprovalStatus.REFUSED.value, ApprovalStatus.ABORTED.value)
    return frozenset(
        row[0]
        for (kind, of), count in counted.items()
        if of is Status.DRAFT and count
        for row in ask(connection, _APPROVED, (kind.value, of.value, Approval.SORT, *ended))
    )


def _in_state(
    connection: Connection,
    status: Status,
    counted: Mapping[tuple[Kind, Status], int],
    away: AbstractSet[str],
    person: str = "",
) -> tuple[DocumentRow, ...]:
    """Return the oldest documents in a state, kind by kind: so the indexes have them.

    Those that are `away` are passed over, and where a person is given, those of others.
    """
    order = Order(descending=False)
    found = [
        row
        for (kind, of), count in counted.items()
        if of is status and count
        for row in documents.page(
            connection,
            filter=Filter(kind=kind, status=status, person=person),
            order=order,
            limit=SHOWN + len(away),
        )
        if row.document not in away
    ]
    return tuple(sorted(found, key=lambda row: row.key)[:SHOWN])


def _ending(connection: Connection, item: JournalItem, today: date) -> list[Ending]:
    apart = numbers.reserved(connection, journal=item.id, period=item.journal.period(today))
    return [
        Ending(item, one.n, one.whom, one.until)
        for one in apart
        if today <= one.until <= today + SOON
    ]


def _unexplained(connection: Connection, item: JournalItem, today: date) -> Unexplained | None:
    period = item.journal.period(today)
    if not numbers.has_gaps(connection, id=item.id, journal=item.journal, period=period):
        return None
    found = numbers.numbers(
        connection, id=item.id, journal=item.journal, period=period, today=today
    )
    gone = (one.n for one in found.missing if one.why is Absence.UNEXPLAINED)
    some = tuple(islice(gone, SHOWN))
    return Unexplained(item, period, some) if some else None
