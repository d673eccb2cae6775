"""The third day: who has a workplace now, what is said, and what came to be under which key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from edo.commands import documents
from edo.commands.documents import Attachment, Registration
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Link
from edo.sample.papers import Papers
from edo.sample.story import JOURNALS, named_days
from edo.sample.texts import CardText, Said, read
from edo.sample.together import Together
from edo.workplace import Workplace

CHAIR, DEPUTY, ACCOUNTANT, LAWYER, INSPECTOR = (
    "chair",
    "deputy",
    "accountant",
    "lawyer",
    "inspector",
)
"""Who gets a workplace on the third day; keys of people."""


class ThirdText(msgspec.Struct, frozen=True, kw_only=True):
    """All texts of the third day."""

    cards: tuple[CardText, ...]
    said: dict[str, Said]
    files: dict[str, str]


@cache
def third() -> ThirdText:
    """Return the texts of the third day."""
    return read("routing", ThirdText)


@dataclass(slots=True, kw_only=True)
class Third(Together):
    """The third day being played.

    Attributes:
        papers: makes the files.
        ids: what came to be - documents, approvals, tasks, letters - by key.
        paths: files of the day by key.
        made: what was printed.
    """

    papers: Papers
    ids: dict[str, str] = field(default_factory=dict[str, str])
    paths: dict[str, Path] = field(default_factory=dict[str, Path])
    made: list[Path] = field(default_factory=list[Path])

    def work(self, key: str) -> Workplace:
        """Return somebody's workplace."""
        return self.seats[key].workplace

    def person(self, key: str) -> str:
        """Return the id of a person."""
        return self.office.persons[key]

    def people(self, *keys: str) -> tuple[str, ...]:
        """Return the ids of people."""
        return tuple(map(self.person, keys))

    def said(self, key: str) -> str:
        """Return what somebody says, in the table's language."""
        text = third().said[key]
        return text.kk if self.words.language == "kk" else text.ru

    def card_text(self, key: str) -> CardText:
        """Return what a card is typed from."""
        return next(one for one in third().cards if one.key == key)

    def subject(self, key: str) -> str:
        """Return what a document is about, in the table's language."""
        text = self.card_text(key)
        return text.kk if self.words.language == "kk" else text.ru

    def card(self, key: str, parties: Sequence[str] = ()) -> Card:
        """Return a card as it is typed.

        Args:
            key: of its text.
            parties: ids, where they are offices; correspondents stand in the text.
        """
        text, days = self.card_text(key), named_days(self.on)
        theirs = bool(text.their_number)
        names = parties or [self.office.correspondents[one] for one in text.parties]
        return Card(
            type=text.type,
            subject_ru=text.ru,
            subject_kk=text.kk,
            language=text.language,
            parties=tuple(Party(one) for one in names),
            received_at=f"{self.office.clock.moment:%Y-%m-%dT%H:%M}" if theirs else "",
            their_number=text.their_number,
            their_date=days[text.their_date] if text.their_date else None,
            their_signatory=text.their_signatory,
            delivery=text.delivery if theirs else None,
            carrier=text.carrier,
            sheets=text.sheets,
            sheets_attached=text.sheets_attached,
            signed_by=tuple(self.office.people[one] for one in text.signed_by),
            prepared_by=self.office.people.get(text.prepared_by, ""),
            phone=text.phone,
            dossier=text.dossier,
        )

    def enter(
        self,
        who: str,
        kind: Kind,
        key: str,
        *files: Attachment,
        parties: Sequence[str] = (),
        journal: str = "",
        links: Sequence[tuple[Link, str]] = (),
    ) -> Registration:
        """Register a card at somebody's workplace, and keep it by its key.

        Args:
            who: key of the person.
            kind: of the document.
            key: of the card.
            files: that come with it.
            parties: as `card`.
            journal: id; empty for the region's of that kind.
            links: as `documents.register`.
        """
        self.kept[key] = documents.register(
            self.work(who),
            journal=journal or self.office.journals[JOURNALS[kind]],
            card=self.card(key, parties),
            files=files,
            links=links,
        )
        self.ids[key] = self.kept[key].document
        return self.kept[key]

    def pdf(self, letter: str, *, name: str = "", number: str = "") -> Path:
        """Print a letter of the day as it comes, or as a draft; named after its key."""
        made = self.office.clock.moment
        path = self.papers.pdf(letter, third().files[name or letter], made, number=number)
        self.paths[name or letter] = path
        return path
