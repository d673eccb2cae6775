"""What a form being filled in needs to know, each in one question."""

from dataclasses import dataclass

from sqlalchemy import Connection

from edo.domain.card import Card, Kind
from edo.domain.document import Document, Status
from edo.errors import Refusal
from edo.queries import correspondents, directory, documents, forms
from edo.queries.correspondents import CorrespondentItem
from edo.queries.directory import JournalItem, PersonItem, TemplateItem, TypeItem
from edo.queries.forms import KeptForm


@dataclass(frozen=True, slots=True)
class Lists:
    """The short lists a form of one kind offers."""

    journals: tuple[JournalItem, ...]
    types: tuple[TypeItem, ...]
    templates: tuple[TemplateItem, ...]
    people: tuple[PersonItem, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """A card to start from, with the directory's entries its parties point at, by id.

    `document` is where the card comes from; None for a template's.
    """

    card: Card
    known: dict[str, CorrespondentItem]
    document: Document | None = None


def lists(connection: Connection, *, kind: Kind, language: str = "ru") -> Lists:
    """Return journals that are open, types, templates and people for a kind of document."""
    return Lists(
        tuple(
            item
            for item in directory.journals(connection, kind=kind, language=language)
            if not item.journal.closed
        ),
        tuple(directory.types(connection, kind=kind, language=language)),
        tuple(directory.templates(connection, kind=kind, language=language)),
        tuple(directory.people(connection, language=language)),
    )


def of_document(connection: Connection, *, document: str) -> Basis:
    """Return a document's card.

    Raises:
        Refusal: there is no such document.
    """
    state = documents.card(connection, document=document).document
    return Basis(state.card, _known(connection, state.card), state)


def of_card(connection: Connection, *, card: Card) -> Basis:
    """Return a card as it is, with the entries it points at."""
    return Basis(card, _known(connection, card))


def latest_of(connection: Connection, *, correspondent: str, kind: Kind) -> Document | None:
    """Return what a correspondent sent, or was sent, last; annulled ones and drafts apart."""
    found = documents.latest_of(connection, correspondent=correspondent, kind=kind)
    wanted = (Status.REGISTERED, Status.SENT)
    return found if found is not None and found.status in wanted else None


def unfinished(connection: Connection, *, prefix: str) -> list[KeptForm]:
    """Return kept forms, the latest first, without those whose document has its number already.

    The last part of a form's name is the id of its document.
    """
    kept = forms.kept(connection, prefix=prefix)
    return [form for form in kept if not _registered(connection, form.name.rpartition("/")[2])]


def _registered(connection: Connection, document: str) -> bool:
    try:
        return documents.card(connection, document=document).document.number is not None
    except Refusal:
        return False


def _known(connection: Connection, card: Card) -> dict[str, CorrespondentItem]:
    ids = {party.correspondent for party in card.parties if party.correspondent}
    return {id: correspondents.correspondent(connection, id=id) for id in ids}
