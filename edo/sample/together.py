"""The second day: who takes part, what they register, and the table of what happened."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import msgspec

from edo.commands import documents
from edo.commands.documents import Registration
from edo.domain.card import Card, Delivery
from edo.errors import UnreachableError
from edo.sample.office import SampleOffice
from edo.sample.seats import Seat
from edo.sample.stage import Stage
from edo.sample.texts import JournalText, Said, read
from edo.sample.times import at, shift
from edo.wording import Wording

CLERK, SECOND, UNION, BRANCH = "clerk", "second", "union", "branch"
"""Whose workplaces they are; keys of people."""


class PaperText(Said, frozen=True, kw_only=True):
    """A letter: who registers it, who wrote it, and its sender's own number."""

    key: str
    by: str
    sender: str
    number: str


class EditText(msgspec.Struct, frozen=True, kw_only=True):
    """What two people write into one field at once, and what it becomes."""

    clerk: str
    second: str
    settled: str


class TogetherText(msgspec.Struct, frozen=True, kw_only=True):
    """All texts of the second day."""

    papers: tuple[PaperText, ...]
    edit: EditText
    branch: JournalText

    def paper(self, key: str) -> PaperText:
        """Return a letter by key."""
        return next(one for one in self.papers if one.key == key)


@cache
def together() -> TogetherText:
    """Return the texts of the second day."""
    return read("together", TogetherText)


@dataclass(slots=True)
class Together:
    """The second day being played.

    Attributes:
        office: the office of the first day.
        words: the language of the table.
        stage: where the homes and the share lie.
        on: the day.
        rows: the table.
        seats: the workplaces by the keys of their people.
        kept: registrations by the keys of their letters.
    """

    office: SampleOffice
    words: Wording
    stage: Stage
    on: date
    rows: list[dict[str, Any]]
    seats: dict[str, Seat] = field(default_factory=dict[str, Seat])
    kept: dict[str, Registration] = field(default_factory=dict[str, Registration])

    def at(self, hours: int, minutes: int = 0) -> None:
        """Let it be a time of the day."""
        self.office.clock.set(at(self.on, hours, minutes))

    def tell(self, key: str, what: str, number: str = "") -> None:
        """Put what a person did into the table."""
        self._row(self.office.people[key], what, number)

    def notice(self, what: str, number: str = "") -> None:
        """Put what the program did by itself into the table."""
        self._row(self.words.text("the program"), what, number)

    def warn(self, what: str, number: str = "") -> None:
        """Put what somebody did who has no key into the table."""
        self._row(self.words.text("a stranger"), what, number)

    def _row(self, who: str, what: str, number: str) -> None:
        moment = self.office.clock.moment
        self.rows.append({"at": f"{moment:%H:%M}", "who": who, "what": what, "number": number})

    def name(self, key: str) -> str:
        """Return a person's name in the table's language."""
        text = next(one for one in self.office.text.people if one.key == key)
        return text.name_kk if self.words.language == "kk" else text.name_ru

    def office_name(self, key: str) -> str:
        """Return the name of the office of a person's workplace in the table's language."""
        sample = self.office.text
        where = next(one.office for one in sample.people if one.key == key)
        known = {"": sample.region, "union": sample.union}
        text = known.get(where) or next(one for one in sample.branches if one.key == where)
        return text.name_kk if self.words.language == "kk" else text.name_ru

    def subject(self, key: str) -> str:
        """Return what a letter is about, in the table's language."""
        text = together().paper(key)
        return text.kk if self.words.language == "kk" else text.ru

    def register(self, key: str, journal: str = "") -> Registration:
        """Register a letter at the workplace of who registers it.

        Args:
            key: of the letter.
            journal: id; where it is empty, the region's journal of incoming documents.
        """
        text = together().paper(key)
        sender = self.office.text.correspondent(text.sender).name_ru
        card = Card(
            subject_ru=text.ru,
            subject_kk=text.kk,
            received_at=f"{self.office.clock.moment:%Y-%m-%dT%H:%M}",
            their_number=text.number,
            their_date=shift(self.on, -2),
            delivery=Delivery.EMAIL,
            sheets=1,
        )
        self.kept[key] = documents.register(
            self.seats[text.by].workplace,
            journal=journal or self.office.journals["ВХ"],
            card=card,
            named=[sender],
        )
        return self.kept[key]

    def exchange(self, *keys: str) -> None:
        """Let workplaces exchange in turn, as each does behind its person's back."""
        for key in keys:
            self.seats[key].exchange()

    def try_exchange(self, key: str) -> str:
        """Let a workplace try to exchange; return why it cannot, in a sentence, or nothing."""
        try:
            self.seats[key].exchange()
        except UnreachableError as error:
            return self.words.refusal(error)
        return ""

    def close(self) -> None:
        """End all programs but that of the first day."""
        for key, seat in self.seats.items():
            if key != CLERK:
                seat.workplace.close()
