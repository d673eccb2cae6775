"""Names for sheets of paper: the document a sheet is about, and people with their positions."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from edo.domain.card import Party
from edo.domain.organisation import Correspondent, Person
from edo.queries import directory, documents, journal_rows
from edo.queries.phrases import Phrase
from edo.queries.sheets import About, Signer
from edo.store.tables import correspondents

_decode = msgspec.json.Decoder(Correspondent).decode


class Signers:
    """People by id, with the positions they hold today."""

    def __init__(self, connection: Connection, ids: Iterable[str]) -> None:
        found = directory.entries(connection, subjects=ids)
        held = {one.position for one in found.values() if isinstance(one, Person)}
        positions = directory.entries(connection, subjects=held)
        self._names = {id: named(one, id) for id, one in found.items()}
        self._posts = {
            id: named(positions.get(one.position), "")
            for id, one in found.items()
            if isinstance(one, Person)
        }

    def name(self, id: str) -> Phrase:
        """Return what somebody, or a position, is called; nobody is nothing."""
        return self._names.get(id, Phrase(id, id))

    def signer(self, person: str, behalf: str = "") -> Signer:
        """Return who acted, with their position and whom they acted for."""
        post = self._posts.get(person, Phrase())
        return Signer(self.name(person), post, self.name(behalf) if behalf else Phrase())


def about(connection: Connection, *, document: str, office: str) -> About:
    """Return the document a sheet is about; without one only whose the sheet is.

    Args:
        connection: of one snapshot.
        document: id, or empty.
        office: whose sheet it is.

    Raises:
        Refusal: there is no such document.
    """
    organisation, own = journal_rows.organisation(connection, office=office)
    if not document:
        return About(organisation, own)
    state = documents.card(connection, document=document).document
    card, number = state.card, state.number
    types = directory.entries(connection, subjects=[card.type])
    return About(
        organisation=organisation,
        office=own,
        kind=state.kind,
        type=named(types.get(card.type), ""),
        number=number.text if number else "",
        on=number.on if number else None,
        subject=Phrase(card.subject_ru, card.subject_kk),
        parties=_parties(connection, card.parties),
        their_number=card.their_number,
        their_date=card.their_date,
    )


def named(entry: object, id: str) -> Phrase:
    """Return the names of an entry of the directory; the id of one that is not known."""
    ru: str = getattr(entry, "name_ru", "")
    kk: str = getattr(entry, "name_kk", "")
    return Phrase(ru or kk or id, kk or ru or id)


def _parties(connection: Connection, parties: Iterable[Party]) -> tuple[Phrase, ...]:
    listed = list(parties)
    rows = connection.execute(
        select(correspondents.c.correspondent, correspondents.c.state).where(
            correspondents.c.correspondent.in_([one.correspondent for one in listed])
        )
    )
    known = {row.correspondent: named(_decode(row.state), "") for row in rows}
    found: list[Phrase] = []
    for one in listed:
        name = known.get(one.correspondent, Phrase())
        said = [" ".join(part for part in (text, one.name) if part) for text in (name.ru, name.kk)]
        found.append(Phrase(*said))
    return tuple(found)
