"""Numbers two documents have: which of them has it by right.

Possible only where a shared folder let two workplaces claim one number. Every workplace comes to
the same answer: the document registered first, by (timestamp, device), the document's id at last.
"""

import json
from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Document, Number, Status
from edo.store.database import ask, bulk, insert_into
from edo.store.document_rows import place
from edo.store.tables import disputes

Seat = tuple[str, int]
"""A journal and the place of a number in it."""

_INSERT = insert_into(disputes, replace=True)
_FORGET = "DELETE FROM disputes WHERE journal = ? AND place = ?"
_NOTED = "SELECT document, winner, journal, place FROM disputes"
_HELD = (
    "SELECT place FROM documents INDEXED BY documents_journal_place"
    " WHERE journal = ? AND place IN (SELECT value FROM json_each(?))"
    " GROUP BY place HAVING count(*) > 1"
)
_HOLDERS = "SELECT document, state FROM documents WHERE journal = ? AND place = ?"
_SHARED = (
    "SELECT journal, place FROM documents INDEXED BY documents_journal_place"
    " WHERE journal <> '' GROUP BY journal, place HAVING count(*) > 1"
)
_decode = msgspec.json.Decoder(Document).decode


def seat_of(number: Number) -> Seat:
    """Return where a number stands; another of the same place may be written otherwise."""
    return number.journal, place(number.period, number.n, number.suffix)


def settle(
    connection: Connection, written: Mapping[str, Document], *, gone: Collection[str] = ()
) -> None:
    """Note who has the numbers of documents just written by right, and who has them besides.

    Args:
        connection: of a writing transaction.
        written: the documents.
        gone: documents of which nothing counts any more: who lost to one may have its number now.
    """
    noted = ask(connection, _NOTED)
    seats = {seat_of(state.number) for state in written.values() if state.number}
    seats.update(
        (journal, at)
        for document, winner, journal, at in noted
        if document in written or winner in written or winner in gone
    )
    crowded = _crowded(connection, seats)
    for seat in crowded:
        _settle(connection, seat)
    settled = {(journal, at) for _, _, journal, at in noted} & seats - crowded
    bulk(connection, _FORGET, list(settled))


def _crowded(connection: Connection, seats: Iterable[Seat]) -> set[Seat]:
    """Return the seats that more than one document holds."""
    by_journal: dict[str, list[int]] = {}
    for journal, at in seats:
        by_journal.setdefault(journal, []).append(at)
    return {
        (journal, at)
        for journal, places in by_journal.items()
        for (at,) in ask(connection, _HELD, (journal, json.dumps(places)))
    }


def settle_all(connection: Connection) -> None:
    """Do the same for every number of the organisation."""
    for journal, at in ask(connection, _SHARED):
        _settle(connection, (journal, at))


def _settle(connection: Connection, seat: Seat) -> None:
    bulk(connection, _FORGET, [seat])
    held = [(document, _decode(state)) for document, state in ask(connection, _HOLDERS, seat)]
    bulk(connection, _INSERT, [(one, *seat, winner) for one, winner in _losers(held)])


def _losers(held: list[tuple[str, Document]]) -> list[tuple[str, str]]:
    """Return (document, the one that has its number by right) of those that lost."""
    winners: dict[str, str] = {}
    lost: list[tuple[str, str]] = []
    for document, state in sorted(held, key=_order):
        written = state.number.suffix.casefold() if state.number else ""
        winner = winners.setdefault(written, document)
        if winner != document and state.status is not Status.CANCELLED:
            lost.append((document, winner))
    return lost


def _order(one: tuple[str, Document]) -> tuple[int, str, str]:
    document, state = one
    return state.registered, state.device, document
