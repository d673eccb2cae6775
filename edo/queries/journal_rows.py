"""The rows and the title page of a journal for a period, read from the tables."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from edo.domain.card import RECEIVED_KINDS, Card, Carrier, received_date
from edo.domain.document import Document, Link, Status
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Correspondent, Level, Office
from edo.queries import directory
from edo.queries.journal import Appeal, Dispatch, JournalHeading, JournalRow
from edo.queries.journal_cells import METHODS
from edo.queries.phrases import Phrase
from edo.store.document_rows import first_key

_decode = msgspec.json.Decoder(Document).decode
_decode_correspondent = msgspec.json.Decoder(Correspondent).decode
_MERGE_DEPTH = 20
_FORMS = {
    Carrier.PAPER: Phrase(ru="письменно", kk="жазбаша"),
    Carrier.ELECTRONIC: Phrase(ru="электронно", kk="электрондық"),
    Carrier.MIXED: Phrase(ru="письменно и электронно", kk="жазбаша және электрондық"),
}
"""In what form an appeal was made (records rules, §6.4)."""


def heading(
    connection: Connection, *, journal: str, office: str, since: date, until: date
) -> JournalHeading:
    """Return the title page of a journal.

    Args:
        connection: of one snapshot.
        journal: id of the journal.
        office: id of the office that keeps it.
        since: first day of the period.
        until: last day of the period.
    """
    state = directory.entries(connection, subjects=[journal])[journal]
    keeper = directory.entries(connection, subjects=[office]).get(office)
    above = _body(connection, keeper) if isinstance(keeper, Office) else None
    return JournalHeading(
        kind=state.kind,
        index=state.index,
        dossier=state.dossier,
        organisation=above or Phrase(),
        title=Phrase(state.title_ru, state.title_kk),
        office=_named(keeper) if isinstance(keeper, Office) else Phrase(),
        since=since,
        until=until,
    )


def organisation(connection: Connection, *, office: str) -> tuple[Phrase, Phrase]:
    """Return the names of the whole organisation and of one of its offices."""
    keeper = directory.entries(connection, subjects=[office]).get(office)
    if not isinstance(keeper, Office):
        return Phrase(), Phrase()
    return _body(connection, keeper) or Phrase(), _named(keeper)


def rows(connection: Connection, *, journal: str, since: date, until: date) -> list[JournalRow]:
    """Return the journal's rows for a period, in the order of their numbers."""
    reader = _Reader(connection)
    found = connection.exec_driver_sql(
        "SELECT document, state FROM documents INDEXED BY documents_journal"
        " WHERE journal = ? AND key >= ? AND key < ? ORDER BY place, key",
        (journal, first_key(since), first_key(until + timedelta(days=1))),
    ).all()
    return [reader.row(row.document, _decode(row.state)) for row in found]


class _Reader:
    """Turns documents into rows; remembers the names it looked up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, Correspondent | None] = {}
        self._types: dict[str, DocumentType] = {
            item.id: item.type for item in directory.types(connection)
        }

    def row(self, id: str, document: Document) -> JournalRow:
        card, number = document.card, document.number
        names = tuple(self._name(party.correspondent, party.name) for party in card.parties)
        received = document.kind in RECEIVED_KINDS
        kind = self._types.get(card.type)
        return JournalRow(
            number=number.text if number else "",
            on=number.on if number else None,
            received=received_date(card) if received else None,
            correspondents=names if received else (),
            addressees=() if received else names,
            their_number=card.their_number,
            their_date=card.their_date,
            type_ru=kind.name_ru if kind else "",
            type_kk=kind.name_kk if kind else "",
            subject_ru=card.subject_ru,
            subject_kk=card.subject_kk,
            sheets=card.sheets,
            sheets_attached=card.sheets_attached,
            copies=card.copies,
            resolution=card.resolution,
            handed_to=card.handed_to,
            executors=card.executors,
            due=card.due,
            executed_on=card.executed_on,
            execution_note=card.execution_note,
            answer=self._linked(id, Link.REPLY),
            reply_to=self._stated(document, Link.REPLY),
            dossier=_dossier(card),
            note=card.note,
            signed_by=card.signed_by,
            prepared_by=card.prepared_by,
            phone=card.phone,
            delivery=tuple(
                Dispatch(party.method, party.on, party.state, party.proof) for party in card.parties
            ),
            appeal=self._appeal(card) if received else Appeal(),
            cancelled=document.status is Status.CANCELLED,
            cancel_reason=document.reason,
        )

    def _name(self, correspondent: str, name: str) -> Phrase:
        entry = self._entry(correspondent) if correspondent else None
        if entry is None:
            return Phrase(name, name)
        ru, kk = entry.name_ru or entry.name_kk, entry.name_kk or entry.name_ru
        return Phrase(f"{ru}, {name}", f"{kk}, {name}") if name else Phrase(ru, kk)

    def _entry(self, correspondent: str) -> Correspondent | None:
        """Follow merges to the entry that was kept."""
        if correspondent not in self._names:
            entry: Correspondent | None = None
            wanted = correspondent
            for _ in range(_MERGE_DEPTH):
                state = self._connection.exec_driver_sql(
                    "SELECT state FROM correspondents WHERE correspondent = ?", (wanted,)
                ).scalar()
                entry = _decode_correspondent(state) if state is not None else None
                if entry is None or not entry.merged_into:
                    break
                wanted = entry.merged_into
            self._names[correspondent] = entry
        return self._names[correspondent]

    def _appeal(self, card: Card) -> Appeal:
        entry = self._entry(card.parties[0].correspondent) if card.parties else None
        if entry is None:
            return Appeal()
        address = ", ".join(part for part in (entry.address, entry.phone) if part)
        return Appeal(
            identifier=entry.bin,
            address=address,
            form=_FORMS[card.carrier],
            channel=METHODS[card.delivery] if card.delivery else Phrase(),
        )

    def _linked(self, id: str, link: Link) -> str:
        """Return numbers and dates of the documents that link to this one."""
        found = self._connection.exec_driver_sql(
            "SELECT d.number, d.registered_on FROM links l JOIN documents d ON d.key = l.key"
            " WHERE l.target = ? AND l.link = ? AND d.number <> '' ORDER BY d.key",
            (id, link.value),
        )
        return "; ".join(_number_and_date(row.number, row.registered_on) for row in found)

    def _stated(self, document: Document, link: Link) -> str:
        """Return the numbers and dates, theirs first, of the documents this one links to."""
        return "; ".join(
            text
            for one in document.links
            if one.link is link
            for text in self._numbers(one.document)
        )

    def _numbers(self, id: str) -> Iterator[str]:
        found = self._connection.exec_driver_sql(
            "SELECT number, registered_on, their_number, their_date FROM documents"
            " WHERE document = ?",
            (id,),
        )
        for row in found:
            if row.their_number:
                yield _number_and_date(row.their_number, row.their_date)
            elif row.number:
                yield _number_and_date(row.number, row.registered_on)


def _body(connection: Connection, office: Office) -> Phrase | None:
    """Return the name of the topmost body above an office."""
    top: Office | None = None
    for _ in range(_MERGE_DEPTH):
        above = directory.entries(connection, subjects=[office.parent]).get(office.parent)
        if not isinstance(above, Office):
            break
        top = office = above
        if above.level is Level.REPUBLICAN:
            break
    return _named(top) if top else None


def _named(office: Office) -> Phrase:
    return Phrase(office.name_ru or office.name_kk, office.name_kk or office.name_ru)


def _dossier(card: Card) -> str:
    parts = [card.dossier]
    if card.volume is not None:
        parts.append(str(card.volume))
    if card.pages:
        parts.append(card.pages)
    return ", ".join(part for part in parts if part)


def _number_and_date(number: str, on: str) -> str:
    if not on:
        return f"№ {number}"
    return f"№ {number}, {datetime.fromisoformat(on):%d.%m.%Y}"
