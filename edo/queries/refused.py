"""Work that is here and has no effect: what the fold refused, segment by segment."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from edo.domain.roster import Roster
from edo.queries import directory
from edo.store.database import ask

_REFUSED = (
    "SELECT s.space, s.dev, s.seq, s.hash, s.authority, s.hlc, c.person, c.subject, r.reason"
    " FROM refused r JOIN changes c ON c.id = r.change JOIN segments s ON s.id = c.segment"
    " ORDER BY s.space, s.dev, s.seq, s.hash, c.line"
)
_CARD = "SELECT number, subject_ru, subject_kk FROM documents WHERE document = ?"
_ROUTED = "SELECT document FROM routed WHERE subject = ?"
_DOCUMENT = "d"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document that refused changes are about; number and subject as they stand."""

    document: str
    number: str
    subject: str


@dataclass(frozen=True, slots=True)
class RefusedSegment:
    """A segment with changes that have no effect.

    Attributes:
        space, device, seq, hash: which.
        person: id of its author; `name` as the directory has it.
        at: when its last change was made, a hybrid timestamp.
        reasons: why, each once.
        changes: how many changes were refused.
        documents: those they are about.
        is_cut: a later record of the chain ended its author's right before it.
    """

    space: str
    device: str
    seq: int
    hash: str
    person: str
    name: str
    at: int
    reasons: tuple[str, ...]
    changes: int
    documents: tuple[Subject, ...]
    is_cut: bool


def refused(connection: Connection, *, roster: Roster) -> tuple[RefusedSegment, ...]:
    """Return the segments with refused changes, log by log."""
    return tuple(_segments(connection, roster))


def _segments(connection: Connection, roster: Roster) -> Iterator[RefusedSegment]:
    names = {item.id: item.person for item in directory.people(connection, left=True)}
    rows = ask(connection, _REFUSED)
    for key, group in groupby(rows, key=lambda row: tuple(row[:6])):
        space, device, seq, digest, authority, hlc = key
        lines = [tuple(row[6:]) for row in group]
        author = lines[0][0]
        person = names.get(author)
        documents = dict.fromkeys(
            document for _, subject, _ in lines if (document := _about(connection, subject))
        )
        yield RefusedSegment(
            space,
            device,
            seq,
            digest,
            author,
            (person.name_ru or person.name_kk) if person else "",
            hlc,
            tuple(dict.fromkeys(reason for _, _, reason in lines)),
            len(lines),
            tuple(_subject(connection, one) for one in documents),
            roster.is_cut((space, device, seq, digest), author, authority),
        )


def _about(connection: Connection, subject: str) -> str:
    """Return the document a subject is, or is about; empty where it is about none."""
    if subject.startswith(_DOCUMENT):
        return subject
    rows = ask(connection, _ROUTED, (subject,))
    return rows[0][0] if rows else ""


def _subject(connection: Connection, document: str) -> Subject:
    rows = ask(connection, _CARD, (document,))
    number, ru, kk = rows[0] if rows else ("", "", "")
    return Subject(document, number, ru or kk)
