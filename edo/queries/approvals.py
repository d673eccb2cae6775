"""Approvals: one with the names of all its people, those of a document, those with a term near."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.approval import TO_OPEN, Approval, ApprovalStatus
from edo.domain.document import Document, Status
from edo.domain.routed import OFFICE, Act
from edo.domain.visa import Visa, changed_fields, covered_by, version_of
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.store import annulled
from edo.store.database import ask

SOON = timedelta(days=1)
"""A stage is near its term when so much time is left."""

_decode = msgspec.json.Decoder(Approval).decode
_decode_document = msgspec.json.Decoder(Document).decode

_ONE = "SELECT state FROM routed WHERE subject = ? AND sort = 'approval'"
_OF_DOCUMENT = (
    "SELECT subject, state FROM routed WHERE document = ? AND document <> '' AND sort = 'approval'"
    " ORDER BY since, subject"
)
_DOCUMENT = "SELECT state FROM documents WHERE document = ?"
_TO_OPEN = "SELECT subject, state FROM routed WHERE sort = 'approval' AND stage = ? ORDER BY since"
_NUMBERED = (
    "SELECT w.subject, d.number, d.state FROM waits w JOIN routed r ON r.subject = w.subject"
    " JOIN documents d ON d.document = r.document"
    " WHERE w.person = ? AND w.act = ? AND d.number <> ''"
)
_NEAR = (
    "SELECT w.subject, w.person, w.act, w.due, w.since, r.document, r.state"
    " FROM routed r JOIN waits w ON w.subject = r.subject"
    " WHERE r.sort = 'approval' AND r.stage IN (?, ?) AND w.due <= ?"
    " ORDER BY w.due, w.since, w.subject, w.person"
)


@dataclass(frozen=True, slots=True)
class Approving:
    """An approval as people look at it.

    Attributes:
        id: of the approval, `a…`.
        approval: the whole state.
        names: id → (in Russian, in Kazakh) of the people, positions, units and offices in it.
        current: the version the document is now; empty where it is not here.
        changed: what is different from the version that is put up: names of card fields and ids
            of files; nothing where visas cover what the document is.
        files: id → name of each file it covers, or that remarks are in.
        number: the document's registration number; empty before.
        is_cancelled: the document was annulled.
    """

    id: str
    approval: Approval
    names: dict[str, tuple[str, str]]
    current: str
    changed: tuple[str, ...]
    files: dict[str, str]
    number: str
    is_cancelled: bool

    def is_valid(self, visa: Visa) -> bool:
        """Tell whether a visa counts and covers the document as it is now."""
        return visa.counts and visa.version == self.current


@dataclass(frozen=True, slots=True)
class Nearing:
    """A person who is waited for, whose term is near or over.

    Attributes:
        approval: id; `document` and `title` are what it is about.
        person: who is waited for; `name_ru` and `name_kk` are theirs.
        act: what they are to do.
        due: last day.
        is_overdue: that day is over.
    """

    approval: str
    document: str
    title: str
    person: str
    name_ru: str
    name_kk: str
    act: Act
    due: date
    is_overdue: bool


def approval(connection: Connection, *, approval: str) -> Approving:
    """Return an approval.

    Raises:
        Refusal: there is none of this id.
    """
    rows = ask(connection, _ONE, (approval,))
    if not rows:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return _approving(connection, approval, _decode(rows[0][0]))


def of_document(connection: Connection, *, document: str) -> list[Approving]:
    """Return the approvals of a document, the oldest first."""
    found = states_of(connection, document=document)
    return [_approving(connection, subject, state) for subject, state in found]


def states_of(connection: Connection, *, document: str) -> list[tuple[str, Approval]]:
    """Return (id, state) of the approvals of a document, the oldest first."""
    rows = ask(connection, _OF_DOCUMENT, (document,))
    return [(subject, _decode(state)) for subject, state in rows]


def to_open(connection: Connection) -> list[tuple[str, Approval]]:
    """Return (id, state) of the approvals whose next stage can start, the oldest first."""
    found = [(one, _decode(state)) for one, state in ask(connection, _TO_OPEN, (TO_OPEN,))]
    return alive(connection, found)


def alive(
    connection: Connection, found: Sequence[tuple[str, Approval]]
) -> list[tuple[str, Approval]]:
    """Return those of some approvals whose document was not annulled."""
    dead = annulled.among(connection, (state.document for _, state in found))
    return [(id, state) for id, state in found if state.document not in dead]


def numbered(connection: Connection, *, person: str) -> list[tuple[str, str]]:
    """Return (approval, number) where an approval waits for a number a person has given."""
    rows = ask(connection, _NUMBERED, (OFFICE, Act.REGISTER.value))
    return [
        (subject, number)
        for subject, number, state in rows
        if _decode_document(state).registrar == person
    ]


def nearing(
    connection: Connection, *, today: date, within: timedelta = SOON
) -> tuple[Nearing, ...]:
    """Return who is to be reminded of a stage, the most overdue first.

    Args:
        connection: of one snapshot.
        today: the office's date; who is due today is not overdue.
        within: how near a term is.
    """
    stages = ApprovalStatus.RUNNING.value, ApprovalStatus.AGREED.value
    rows = ask(connection, _NEAR, (*stages, (today + within).isoformat()))
    people = directory.entries(connection, subjects=[row[1] for row in rows])
    return tuple(_nearing(rows, people, today))


def _nearing(
    rows: Iterable[Sequence[Any]], people: Mapping[str, Any], today: date
) -> Iterator[Nearing]:
    for subject, person, act, due, _, document, state in rows:
        ru, kk = _called(people.get(person), person)
        on = date.fromisoformat(due)
        title = _decode(state).title
        yield Nearing(subject, document, title, person, ru, kk, Act(act), on, on < today)


def _approving(connection: Connection, id: str, state: Approval) -> Approving:
    rows = ask(connection, _DOCUMENT, (state.document,))
    document = _decode_document(rows[0][0]) if rows else None
    now = covered_by(document) if document else None
    files = document.files if document else ()
    return Approving(
        id,
        state,
        _names(connection, state),
        version_of(now) if now else "",
        changed_fields(state.covered, now) if now else (),
        {file.id: file.current.name for file in files},
        document.number.text if document and document.number else "",
        document is not None and document.status is Status.CANCELLED,
    )


def _names(connection: Connection, state: Approval) -> dict[str, tuple[str, str]]:
    ids = set(_mentioned(state))
    found = directory.entries(connection, subjects=ids)
    return {id: _called(found.get(id), id) for id in ids if id}


def _mentioned(state: Approval) -> Iterator[str]:
    yield from (state.author, state.started_by, state.route)
    traces = [one.put_up for one in state.rounds]
    traces += [state.ended] if state.ended else []
    for step in state.stages:
        yield step.by
        for seat in step.seats:
            who = seat.approver
            yield from (who.person, who.position, who.office, who.unit)
            yield from (*seat.people, *seat.former)
            traces += [one for one in (seat.added, seat.skipped) if one]
    for visa in state.visas:
        yield from (visa.person, visa.behalf)
    for opening in state.openings:
        yield from (opening.person, opening.behalf)
    for trace in traces:
        yield from (trace.person, trace.behalf)


def _called(entry: object, id: str) -> tuple[str, str]:
    ru: str = getattr(entry, "name_ru", "")
    kk: str = getattr(entry, "name_kk", "")
    return (ru or kk or id, kk or ru or id)
