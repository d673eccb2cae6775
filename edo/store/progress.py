"""How far each document has come, as lists show and ask for it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from edo.domain.progress import ABOUT, Part, Way, way_of
from edo.store import annulled
from edo.store.database import ask, bulk, insert_into
from edo.store.routed_rows import NO_TERM, Row
from edo.store.tables import progress

_INSERT = insert_into(progress)
_FORGET = "DELETE FROM progress WHERE document = ?"
_FOUND = "SELECT * FROM progress WHERE document = ?"
_DOCUMENT = "SELECT document FROM routed WHERE subject = ? AND document <> ''"
_SORTS = ", ".join(f"'{sort}'" for sort in sorted(ABOUT))
_PARTS = (
    "SELECT r.sort, r.stage, r.since, t.due, t.controlled FROM routed r"
    f" LEFT JOIN tasks t ON t.task = r.subject WHERE r.document = ? AND r.document <> ''"
    f" AND +r.sort IN ({_SORTS})"
    " AND coalesce(t.parent, '') = ''"
)
"""Tasks under another task are part of that one."""


def settle(connection: Connection, documents: Iterable[str]) -> None:
    """Rewrite the rows of some documents, whose routed subjects have their rows already."""
    found = [document for document in documents if document]
    bulk(connection, _FORGET, [(document,) for document in found])
    dead = annulled.among(connection, found)
    rows = (
        _row(document, _way(connection, document)) for document in found if document not in dead
    )
    bulk(connection, _INSERT, [row for row in rows if row is not None])


def document_of(connection: Connection, subject: str) -> str:
    """Return the document a routed subject is about; empty where it has no rows, or none."""
    rows = ask(connection, _DOCUMENT, (subject,))
    return rows[0][0] if rows else ""


def agrees(connection: Connection, document: str) -> bool:
    """Tell whether the row of a document is what its routed subjects come to."""
    row = _row(document, way(connection, document))
    return [tuple(one) for one in ask(connection, _FOUND, (document,))] == ([row] if row else [])


def way(connection: Connection, document: str) -> Way | None:
    """Return how far a document has come; one that was annulled comes no further."""
    return None if annulled.among(connection, [document]) else _way(connection, document)


def _way(connection: Connection, document: str) -> Way | None:
    return way_of(
        Part(
            sort,
            stage,
            since,
            date.fromisoformat(due) if due and due != NO_TERM else None,
            bool(controlled),
        )
        for sort, stage, since, due, controlled in ask(connection, _PARTS, (document,))
    )


def _row(document: str, found: Way | None) -> Row | None:
    if found is None:
        return None
    due = found.due.isoformat() if found.due else ""
    return document, found.progress.value, int(found.controlled), due
