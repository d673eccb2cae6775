"""What was begun about a document that was annulled: nobody is waited for any more.

The annulment is a fact about the document, and what was begun about it are subjects of their own,
so no rule of either can know of the other (decision 5). Their rows are made out of both states, and
made anew when either changes: whichever arrives first, the tables say the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.clock import office_date
from edo.domain.acquaintance import Acquaintance
from edo.domain.approval import Approval
from edo.domain.document import Document, Status
from edo.domain.resolution import Resolution
from edo.domain.routed import Routed
from edo.domain.task import Task
from edo.store.database import ask

_AT_ONCE = 500
_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    sort.SORT: msgspec.json.Decoder(sort) for sort in (Approval, Resolution, Task, Acquaintance)
}
"""What waits because of a document. Letters go their own way, and sessions are about none."""
_document = msgspec.json.Decoder(Document).decode
_SORTS = ", ".join(f"'{sort}'" for sort in sorted(_DECODERS))
_ANNULLED = f"status = '{Status.CANCELLED.value}'"
ANNULLED = f"SELECT document FROM documents WHERE {_ANNULLED}"
"""Selects the ids of all of them."""
_BEGUN = (
    "SELECT subject, sort, state FROM routed WHERE document = ? AND document <> ''"
    f" AND +sort IN ({_SORTS})"
)


def among(connection: Connection, documents: Iterable[str]) -> dict[str, date]:
    """Return those of some documents that are annulled, and the day each was."""
    wanted = [document for document in dict.fromkeys(documents) if document]
    found: dict[str, date] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = tuple(wanted[start : start + _AT_ONCE])
        places = ", ".join("?" * len(some))
        found.update(
            (document, office_date(_document(state).annulled))
            for document, state in ask(
                connection,
                f"SELECT document, state FROM documents WHERE document IN ({places})"
                f" AND {_ANNULLED}",
                some,
            )
        )
    return found


def ends(state: Routed, annulled: Mapping[str, date]) -> date | None:
    """Return the day something ends with its document, where that is among those annulled."""
    return annulled.get(state.document) if state.SORT in _DECODERS else None


def every(connection: Connection) -> list[str]:
    """Return all documents that were annulled."""
    return [document for (document,) in ask(connection, ANNULLED)]


def begun(connection: Connection, documents: Iterable[str]) -> dict[str, Routed]:
    """Return the states of what was begun about some documents, by subject."""
    return {
        subject: _DECODERS[sort].decode(state)
        for document in documents
        for subject, sort, state in ask(connection, _BEGUN, (document,))
    }
