"""Documents registered before that may be the one being registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from edo.domain.card import RECEIVED_KINDS, Kind
from edo.queries.documents import DocumentRow, rows
from edo.store.document_rows import their_order


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that may be the one being registered; `same_file` when a content is equal."""

    row: DocumentRow
    same_file: bool


def possible(
    connection: Connection,
    *,
    kind: Kind,
    correspondents: Sequence[str],
    their_number: str,
    their_date: date | None,
    hashes: Sequence[str] = (),
    but: str = "",
) -> list[Duplicate]:
    """Return documents with the same sender, number and date, or with the same file.

    Args:
        connection: of one snapshot.
        kind: of the document being registered.
        correspondents: its correspondents' ids.
        their_number: the sender's number; literal «б/н» and nothing are no number.
        their_date: the sender's date.
        hashes: SHA-256 of its files.
        but: id of the document itself.
    """
    found: dict[int, bool] = {}
    if kind in RECEIVED_KINDS and correspondents and _is_number(their_number):
        places = ",".join("?" * len(correspondents))
        same = connection.exec_driver_sql(
            "SELECT d.key FROM documents d JOIN parties p ON p.key = d.key"
            " WHERE d.kind = ? AND d.their_order = ? AND d.their_date = ?"
            f" AND d.status NOT IN ('cancelled') AND p.correspondent IN ({places})"
            " ORDER BY d.key DESC LIMIT 10",
            (
                kind.value,
                their_order(their_number),
                their_date.isoformat() if their_date else "",
                *correspondents,
            ),
        )
        found |= dict.fromkeys(same.scalars(), False)
    for sha256 in hashes[:20]:
        same = connection.exec_driver_sql(
            "SELECT a.key FROM attachments a JOIN documents d ON d.key = a.key"
            " WHERE a.sha256 = ? AND d.status NOT IN ('cancelled')"
            " ORDER BY a.key DESC LIMIT 10",
            (sha256,),
        )
        found |= dict.fromkeys(same.scalars(), True)
    matches = rows(connection, keys=sorted(found, reverse=True))
    return [Duplicate(row, found[row.key]) for row in matches if row.document != but]


def _is_number(text: str) -> bool:
    return text.strip().casefold() not in ("", "б/н", "н/с", "бн", "-")
