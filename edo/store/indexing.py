"""Documents that wait for the full-text index: those that came in bulk.

Putting a document into the index costs as much as all its other rows, and nobody can search what
they have not seen; so others' documents get into the lists first and are indexed a moment later.
Which ones wait is in the database: nothing is lost when the program ends in between.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Document
from edo.store import search
from edo.store.database import ask, bulk
from edo.store.document_rows import Name, card_of

_WAIT = "INSERT OR IGNORE INTO unindexed (document) VALUES (?)"
_DONE = "DELETE FROM unindexed WHERE document = ?"
_FIRST = "SELECT document FROM unindexed LIMIT ?"
_STATES = (
    "SELECT u.document, d.key, d.state FROM (SELECT document FROM unindexed LIMIT ?) u"
    " JOIN documents d ON d.document = u.document ORDER BY d.key"
)
_decode = msgspec.json.Decoder(Document).decode


def put_off(connection: Connection, documents: Iterable[str]) -> None:
    """Let documents that are already in the lists wait for the index."""
    bulk(connection, _WAIT, [(document,) for document in documents])


def waiting(connection: Connection, *, limit: int) -> list[str]:
    """Return documents that wait for the index, at most so many."""
    return [row[0] for row in ask(connection, _FIRST, (limit,))]


def index(connection: Connection, name_of: Callable[[str], Name], *, limit: int) -> list[str]:
    """Index documents that wait, as they are now; return which.

    Args:
        connection: of a writing transaction.
        name_of: tells a correspondent's name by its id.
        limit: documents at most.
    """
    rows: list[tuple[Any, ...]] = ask(connection, _STATES, (limit,))
    done = waiting(connection, limit=limit)
    search.add_cards(
        connection, {key: card_of(key, _decode(state), name_of) for _, key, state in rows}
    )
    bulk(connection, _DONE, [(document,) for document in done])
    return done
