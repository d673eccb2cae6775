"""The story of one day: its clock, its named days, its cards, and the table of what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from edo.commands import documents
from edo.commands.documents import Attachment, Registration
from edo.domain.card import Card, Kind, Party
from edo.domain.document import FileRole, Link
from edo.sample.office import SampleOffice
from edo.sample.papers import Papers
from edo.sample.texts import CardText, cards
from edo.sample.times import at, shift
from edo.wording import Wording
from edo.workplace import Workplace

JOURNALS = {
    Kind.INCOMING: "ВХ",
    Kind.OUTGOING: "ИСХ",
    Kind.INTERNAL: "ВН",
    Kind.ORDERS: "ПР",
    Kind.MINUTES: "ПРОТ",
    Kind.APPEALS: "ОБР",
}
"""The office's journal of each kind."""


def named_days(on: date) -> dict[str, date]:
    """Return the days that cards and letters name, for a day that is played."""
    return {
        "today": on,
        "yesterday": shift(on, -1),
        "two_days_ago": shift(on, -2),
        "three_days_ago": shift(on, -3),
        "week_ago": shift(on, -5),
        "sent": shift(on, -2),
        "accident": shift(on, -3),
        "tomorrow": shift(on, 1),
        "urgent": shift(on, 2),
        "meeting": shift(on, 4),
        "branches": shift(on, 6),
        "seminar": shift(on, 8),
        "commission": shift(on, 9),
        "due": shift(on, 10),
        "conference": shift(on, 12),
        "group": shift(on, 14),
        "appeal": shift(on, 15),
    }


@dataclass(slots=True)
class Story:
    """A day being played.

    Attributes:
        office: where it is played.
        words: the language of the table.
        papers: makes the files.
        on: the day.
        days: the days that texts name.
        kept: registrations by the key of their card.
        rows: the table: at what time, who, what, number.
    """

    office: SampleOffice
    words: Wording
    papers: Papers
    on: date
    days: Mapping[str, date]
    kept: dict[str, Registration] = field(default_factory=dict[str, Registration])
    rows: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @property
    def workplace(self) -> Workplace:
        """Where all is done."""
        return self.office.workplace

    @property
    def now(self) -> datetime:
        """The moment the clock shows."""
        return self.office.clock.moment

    def at(self, hours: int, minutes: int = 0) -> datetime:
        """Let it be a time of the day."""
        self.office.clock.set(at(self.on, hours, minutes))
        return self.now

    def tell(self, what: str, number: str = "") -> None:
        """Put what the clerk did into the table."""
        self._row(self.office.people["clerk"], what, number)

    def notice(self, what: str, number: str = "") -> None:
        """Put what the program did by itself into the table."""
        self._row(self.words.text("the program"), what, number)

    def _row(self, who: str, what: str, number: str) -> None:
        self.rows.append({"at": f"{self.now:%H:%M}", "who": who, "what": what, "number": number})

    def document(self, key: str) -> str:
        """Return the id of the document a card became."""
        return self.kept[key].document

    def subject(self, key: str) -> str:
        """Return what a card is about, in the table's language where it is known."""
        text = cards()[key]
        first, second = (text.kk, text.ru) if self.words.language == "kk" else (text.ru, text.kk)
        return first or second

    def whom(self, key: str) -> str:
        """Return a correspondent's name in the table's language."""
        text = next(
            one
            for one in (*self.office.text.correspondents, *self.office.text.persons)
            if key in (one.key, one.name_ru)
        )
        return text.name_kk if self.words.language == "kk" else text.name_ru

    def card(self, key: str) -> Card:
        """Return a card as the clerk types it."""
        text = cards()[key]
        received = f"{self.now:%Y-%m-%dT%H:%M}" if text.their_date or text.delivery else ""
        return Card(
            type=text.type,
            subject_ru=text.ru,
            subject_kk=text.kk,
            language=text.language,
            parties=tuple(self._parties(text)),
            received_at="" if text.signed_by else received,
            their_number=text.their_number,
            their_date=self.days[text.their_date] if text.their_date else None,
            their_signatory=text.their_signatory,
            delivery=text.delivery,
            carrier=text.carrier,
            sheets=text.sheets,
            sheets_attached=text.sheets_attached,
            copies=text.copies,
            place=text.place,
            signed_by=tuple(self.office.people[key] for key in text.signed_by),
            prepared_by=self.office.people.get(text.prepared_by, ""),
            phone=text.phone,
            dossier=text.dossier,
            topic=text.topic,
            character=text.character,
            note=text.note,
        )

    def _parties(self, text: CardText) -> Sequence[Party]:
        keys = self.office.keys_of(text.parties) or list(text.parties)
        method = text.delivery if text.signed_by else None
        return [Party(self.office.correspondents[key], method=method) for key in keys]

    def register(
        self,
        kind: Kind,
        key: str,
        *files: Attachment,
        named: Sequence[str] = (),
        on: date | None = None,
        number: str = "",
        document: str = "",
        links: Sequence[tuple[Link, str]] = (),
    ) -> Registration:
        """Register a card of the day in the journal of its kind, and keep it by its key."""
        card = self.card(key)
        if on and card.received_at:
            card = replace(card, received_at=on.isoformat())
        self.kept[key] = documents.register(
            self.workplace,
            journal=self.office.journals[JOURNALS[kind]],
            card=card,
            named=named,
            document=document,
            on=on,
            number=number,
            files=files,
            links=links,
        )
        return self.kept[key]

    def resolve(self, key: str) -> None:
        """Enter what the chair wrote on a paper."""
        text = cards()[key]
        fields = {
            "resolution": text.resolution,
            "executors": self.office.people[text.executors],
            "due": self.days[text.due].isoformat(),
            "control": text.control.value,
        }
        documents.change(self.workplace, document=self.document(key), fields=fields)

    def execute(self, key: str, note: str) -> None:
        """Mark a document as executed today."""
        fields = {"executed_on": self.on.isoformat(), "execution_note": note}
        documents.change(self.workplace, document=self.document(key), fields=fields)


def text_file(path: Path, language: str = "") -> Attachment:
    """Return a file as the text of a document."""
    return Attachment(path, FileRole.TEXT, language)


def scan_file(path: Path) -> Attachment:
    """Return a file as the scan of a paper."""
    return Attachment(path, FileRole.SCAN)


def annex_file(path: Path) -> Attachment:
    """Return a file as an appendix."""
    return Attachment(path, FileRole.APPENDIX)
