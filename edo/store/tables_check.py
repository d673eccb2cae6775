"""Reading the folded tables back, to compare them with the ledger."""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from edo.domain.document import Document
from edo.domain.document_type import DocumentType, Template
from edo.domain.numbering import Journal, Place
from edo.domain.organisation import Correspondent, Office, Person, Position, Unit
from edo.errors import UNPARSABLE
from edo.store.tables import (
    attachments,
    changes,
    correspondents,
    directory,
    documents,
    places,
    segments,
)

_DIRECTORY = (Office, Unit, Position, Person, Journal, DocumentType, Template)


class States:
    """The states the tables hold, subject by subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen = 0

    def of(self, subject: str) -> Any:
        """Return the state in the tables, None where there is none."""
        for table, column, kinds in (
            (documents, documents.c.document, (Document,)),
            (correspondents, correspondents.c.correspondent, (Correspondent,)),
            (places, places.c.place, (Place,)),
        ):
            if (found := self._one(table, column, subject)) is not None:
                return _decoded(found, kinds[0])
        row = self._connection.execute(
            select(directory.c.sort, directory.c.state).where(directory.c.subject == subject)
        ).one_or_none()
        if row is None:
            return None
        self._seen += 1
        kind = next((one for one in _DIRECTORY if one.__name__.lower() == row.sort), Office)
        return _decoded(row.state, kind)

    def unseen(self) -> int:
        """Return how many rows no subject of the ledger asked for."""
        rows = sum(
            self._connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (documents, correspondents, places, directory)
        )
        return rows - self._seen

    def _one(self, table: Any, column: Any, subject: str) -> bytes | None:
        found = self._connection.execute(
            select(table.c.state).where(column == subject)
        ).scalar_one_or_none()
        self._seen += found is not None
        return found


def attached(connection: Connection) -> list[str]:
    """Return the hashes of all current files."""
    return list(connection.execute(select(attachments.c.sha256).distinct()).scalars())


def counted(connection: Connection) -> tuple[int, int]:
    """Return the number of segments and of changes."""
    return (
        connection.execute(select(func.count()).select_from(segments)).scalar_one(),
        connection.execute(select(func.count()).select_from(changes)).scalar_one(),
    )


def _decoded(state: bytes, kind: type[Any]) -> Any:
    """Return a state; where it is none, the bytes themselves, which equal no state."""
    try:
        return msgspec.json.decode(state, type=kind)
    except UNPARSABLE:
        return state
