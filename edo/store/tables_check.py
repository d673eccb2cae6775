"""Comparing the folded tables with the states they should come from."""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from edo.domain.course import Course
from edo.domain.document import Document
from edo.domain.letter import Letter
from edo.domain.numbering import Place
from edo.domain.organisation import Correspondent, Person
from edo.domain.routed import Routed
from edo.domain.session import Session
from edo.store import annulled, ledger, progress, routed_rows
from edo.store.database import ask
from edo.store.document_rows import Rows, card_of
from edo.store.ledger_tables import changes, segments
from edo.store.refold import Writer, correspondent_row, directory_row, place_row
from edo.store.tables import (
    attachments,
    correspondents,
    directory,
    documents,
    places,
    routed,
    stays,
)
from edo.store.training_rows import stay_rows

_OF_DOCUMENT = {
    "documents": "SELECT * FROM documents WHERE key = ?",
    "parties": "SELECT * FROM parties WHERE key = ? ORDER BY position",
    "attachments": "SELECT * FROM attachments WHERE key = ? ORDER BY file",
    "links": "SELECT * FROM links WHERE key = ? ORDER BY link, target",
    "card": "SELECT card FROM search WHERE rowid = ?",
}


_WAITING_LETTERS = (
    "SELECT state FROM routed WHERE sort = 'letter' AND stage IN ('received', 'opened')"
)
_SESSIONS = "SELECT state FROM routed WHERE sort = 'session'"
_COURSES = "SELECT state FROM directory WHERE sort = 'course'"
_letter = msgspec.json.Decoder(Letter).decode
_session = msgspec.json.Decoder(Session).decode
_course = msgspec.json.Decoder(Course).decode


class Tables:
    """The folded tables, asked subject by subject whether they say what they should."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names = Writer(connection)
        self._office = ledger.recall(connection, ledger.OFFICE)
        self._seen = 0

    def agree(self, subject: str, state: Any) -> bool:
        """Tell whether the rows of a subject are all those its state comes to, and no others."""
        match state:
            case None:
                return not any(self._rows(table, column, subject) for table, column in _SUBJECTS)
            case Document():
                found = self._rows(documents, "document", subject)
                return len(found) == 1 and self._agree(found[0][0], subject, state)
            case Correspondent():
                found = self._rows(correspondents, "correspondent", subject)
                return [row[1:] for row in found] == [correspondent_row(subject, state)]
            case Place():
                return self._rows(places, "place", subject) == [place_row(subject, state)]
            case Routed() if not routed_rows.is_shown(state, self._office):
                return not any(ask(self._connection, one, (subject,)) for one in routed_rows.SELECT)
            case Routed():
                self._seen += 1
                found = [ask(self._connection, one, (subject,)) for one in routed_rows.SELECT]
                told = [[tuple(row) for row in one] for one in found]
                dead = annulled.among(self._connection, [state.document])
                rows = routed_rows.rows(subject, state, annulled=annulled.ends(state, dead))
                return told == [*rows] and (
                    not state.document or progress.agrees(self._connection, state.document)
                )
            case Person() if self._rows(stays, "person", subject) != stay_rows(subject, state):
                return False
            case _:
                return self._rows(directory, "subject", subject) == [directory_row(subject, state)]

    def surplus(self) -> int:
        """Return how many rows no subject of the ledger asked for."""
        return sum(count(self._connection, table) for table, _ in _SUBJECTS) - self._seen

    def _rows(self, table: Any, column: str, subject: str) -> list[tuple[Any, ...]]:
        found = ask(self._connection, f"SELECT * FROM {table.name} WHERE {column} = ?", (subject,))
        self._seen += len(found)
        return found

    def _agree(self, key: int, subject: str, state: Document) -> bool:
        rows = Rows(cards=None, office=self._office)
        rows.add(key, subject, state, self._names.name_of)
        expected: dict[str, list[tuple[Any, ...]]] = {
            "documents": rows.documents,
            "parties": sorted(rows.parties),
            "attachments": sorted(rows.attachments),
            "links": sorted(rows.links),
        }
        if not self._waits(subject):
            expected["card"] = [(card_of(key, state, self._names.name_of),)]
        return all(
            ask(self._connection, _OF_DOCUMENT[name], (key,)) == rows
            for name, rows in expected.items()
        )

    def _waits(self, document: str) -> bool:
        """Tell whether a document is not in the full-text index as it is, and need not be."""
        statement = "SELECT 1 FROM unindexed WHERE document = ?"
        return bool(ask(self._connection, statement, (document,)))


_SUBJECTS: tuple[tuple[Any, str], ...] = (
    (documents, "document"),
    (correspondents, "correspondent"),
    (places, "place"),
    (directory, "subject"),
    (routed, "subject"),
    (stays, "person"),
)


def attached(connection: Connection) -> list[str]:
    """Return the hashes of all current files, and of what came with letters that wait.

    And of the sheets that were signed at training sessions, and the programmes of courses.
    """
    found = dict.fromkeys(connection.execute(select(attachments.c.sha256).distinct()).scalars())
    for (state,) in ask(connection, _WAITING_LETTERS):
        letter = _letter(state)
        found |= dict.fromkeys(file.sha256 for file in letter.files)
        found |= {letter.proof.sha256: None} if letter.proof else {}
    for (state,) in ask(connection, _SESSIONS):
        found |= dict.fromkeys(sheet.sha256 for sheet in _session(state).sheets)
    for (state,) in ask(connection, _COURSES):
        programmes = (edition.programme for edition in _course(state).editions)
        found |= dict.fromkeys(one.sha256 for one in programmes if one)
    return list(found)


def counted(connection: Connection) -> tuple[int, int]:
    """Return the number of segments and of changes."""
    return count(connection, segments), count(connection, changes)


def count(connection: Connection, table: Any) -> int:
    """Return how many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
