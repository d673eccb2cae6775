"""What others sent, into the ledger and the tables: append, fold touched subjects, rewrite rows.

All within the transaction the caller holds. A segment that is here already changes nothing, so an
exchange that was broken off may simply be repeated.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from edo.change import Change, Touched
from edo.domain.document import is_sha256
from edo.domain.fold import Refused, fold
from edo.domain.roster import Roster
from edo.segment import Line, Segment
from edo.store import attachments, deputies, forks, ledger, shared
from edo.store.database import ask, bulk, insert_into
from edo.store.document_rows import Name
from edo.store.refold import Writer
from edo.store.tables import refused

_REFUSED = insert_into(refused, replace=True)
_FORGET_REFUSED = "DELETE FROM refused WHERE subject = ?"
INDEXED_LATER = 100
"""From so many documents on, they wait for the full-text index until they are in the lists."""
_AT_ONCE = 500
"""Subjects asked for in one statement."""
_DOCUMENT = "d"


def take_in(
    connection: Connection,
    arrived: Sequence[tuple[Segment, list[Line]]],
    roster: Roster,
    names: dict[str, Name] | None = None,
) -> Touched:
    """Append verified segments and rewrite the rows of the subjects they are about.

    Args:
        connection: of a writing transaction.
        arrived: segments with their changes.
        roster: who may state what.
        names: correspondents' names looked up before, see `Writer`.
    """
    held = ledger.held(connection, (segment.hash for segment, _ in arrived))
    fresh = {one.hash: (one, lines) for one, lines in arrived if one.hash not in held}
    subjects = {line.subject for _, lines in fresh.values() for line in lines}
    known = frozenset(_known(connection, subjects))
    entries: dict[str, list[ledger.Entry]] = {subject: [] for subject in subjects - known}
    for segment, lines in fresh.values():
        first = ledger.append(connection, segment, lines, waiting=False)
        for entry in ledger.entries(segment, lines, first):
            if (of_new := entries.get(entry.change.subject)) is not None:
                of_new.append(entry)
    documents = sum(subject.startswith(_DOCUMENT) for subject in subjects)
    writer = Writer(connection, indexes=documents < INDEXED_LATER, names=names)
    _write(connection, entries, roster, writer, new=frozenset(entries))
    _write(connection, _entries_of(connection, known), roster, writer, new=frozenset())
    shared.miss(connection, attached(fresh.values()))
    return Touched(frozenset(subjects))


def attached(
    arrived: Iterable[tuple[Segment, list[Line]]],
) -> Iterator[shared.AbsentFile]:
    """Yield the contents that changes attach; a change that does not parse brings none."""
    for segment, lines in arrived:
        for line in lines:
            for told in attachments.brought(line.kind, bytes(line.data)):
                if is_sha256(told.sha256):
                    yield shared.AbsentFile(told.sha256, segment.header.space, told.name)


def judge(
    connection: Connection, arrived: Sequence[tuple[Segment, list[Line]]], roster: Roster
) -> tuple[Roster, frozenset[str]]:
    """Judge by what arrived and was taken in: by logs that forked, by deputies that were named.

    Args:
        connection: of the writing transaction that took it in.
        arrived: segments with their changes.
        roster: by which they were taken in.

    Returns:
        the roster that knows of it, and the subjects that were folded anew.
    """
    now = roster
    if forks.among(connection, (segment for segment, _ in arrived)):
        now = roster.with_forks(forks.links(connection))
    if now.astray != roster.astray:
        devices = {segment.header.dev for segment, _ in arrived}
        now = deputies.informed(connection, now)
        return now, refold(connection, devices, now, before=roster).subjects
    if deputies.among(line.subject for _, lines in arrived for line in lines):
        return rejudge(connection, roster, roster)
    return roster, frozenset()


def rejudge(
    connection: Connection, before: Roster, roster: Roster
) -> tuple[Roster, frozenset[str]]:
    """Learn who acts for whom, and fold anew what deputies stated and is judged otherwise now.

    Args:
        connection: of a writing transaction.
        before: the roster by which everything was folded.
        roster: the one to go on with, less what the ledger knows of deputies.

    Returns:
        the roster that knows of them, and the subjects that were folded anew.
    """
    now = deputies.informed(connection, roster)
    subjects = deputies.judged_anew(connection, before, now)
    refold_subjects(connection, subjects, now)
    return now, subjects


def refold(
    connection: Connection, devices: Iterable[str], roster: Roster, *, before: Roster
) -> Touched:
    """Fold anew every subject some devices stated something about: their right was judged anew.

    And what others stated, who acted for somebody `before` by a deputyship that counts otherwise.
    """
    subjects = deputies.judged_anew(connection, before, roster).union(
        *(ledger.subjects_of(connection, dev) for dev in devices)
    )
    refold_subjects(connection, subjects, roster)
    return Touched(subjects)


def refold_subjects(connection: Connection, subjects: Iterable[str], roster: Roster) -> None:
    """Fold some subjects anew and rewrite their rows."""
    _write(connection, _entries_of(connection, subjects), roster, Writer(connection))


def _write(
    connection: Connection,
    entries: dict[str, list[ledger.Entry]],
    roster: Roster,
    writer: Writer,
    *,
    new: frozenset[str] = frozenset(),
) -> None:
    states: dict[str, Any] = {}
    set_aside: list[tuple[int, str, str]] = []
    for subject, found in entries.items():
        folded = fold((entry.change for entry in found), roster)
        states[subject] = folded.state
        set_aside += _refused(subject, found, folded.refused)
    without_rows = frozenset(subject for subject in new if subject.startswith(_DOCUMENT))
    writer.write(states, new=without_rows)
    bulk(connection, _FORGET_REFUSED, [(subject,) for subject in entries.keys() - new])
    bulk(connection, _REFUSED, set_aside)


def _refused(
    subject: str, entries: Sequence[ledger.Entry], refusals: Sequence[Refused]
) -> Iterator[tuple[int, str, str]]:
    """Yield the rows of refused changes: row in the ledger, subject, reason."""
    if refusals:
        rows = {_place(entry.change): entry.id for entry in entries}
        for one in refusals:
            yield rows[_place(one.change)], subject, one.reason


def _place(change: Change) -> object:
    return change.stamp.order


def _entries_of(connection: Connection, subjects: Iterable[str]) -> dict[str, list[ledger.Entry]]:
    return {subject: ledger.of_subject(connection, subject) for subject in subjects}


def _known(connection: Connection, subjects: Iterable[str]) -> Iterator[str]:
    """Yield the subjects the ledger has changes about."""
    left = sorted(subjects)
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        statement = f"SELECT DISTINCT subject FROM changes WHERE subject IN ({places})"
        for row in ask(connection, statement, tuple(some)):
            yield row[0]
