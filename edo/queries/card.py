"""What a printed registration card needs to know: labelled values in sections, and the history."""

from dataclasses import dataclass
from datetime import date

from edo.domain.card import Kind
from edo.queries.phrases import Phrase


@dataclass(frozen=True, slots=True)
class CardField:
    """A labelled value; `span` is how many sixths of the card's width it takes."""

    label: Phrase
    value: Phrase = Phrase()
    span: int = 6


@dataclass(frozen=True, slots=True)
class CardSection:
    """A titled part of the card; its fields stand in a row as long as their spans have room."""

    title: Phrase
    fields: tuple[CardField, ...]


@dataclass(frozen=True, slots=True)
class CardPaper:
    """A registration and control card («РКК», «ТБК») as it is printed.

    Attributes:
        kind: kind of the document.
        organisation: whose card it is; office: the unit or branch, where there is one.
        journal: name of the journal; index: its index.
        number: registration number, empty before registration; on: registration date.
        sections: the fields, as `edo.queries.card_form.arranged` puts them.
        history: sentences about what happened, the oldest first.
        annulled: why the registration was annulled; None while it holds.
    """

    kind: Kind
    organisation: Phrase
    journal: Phrase
    index: str
    number: str
    on: date | None
    sections: tuple[CardSection, ...]
    history: tuple[str, ...] = ()
    office: Phrase = Phrase()
    annulled: str | None = None
