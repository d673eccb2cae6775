"""Chance from a fixed seed: what documents are about, when things happen, how long they take."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TypeVar

from msgspec.structs import replace

from edo.domain.card import Card, Language
from edo.sample.texts import Earlier, Instruction, Matter, Said, earlier, said_of
from edo.sample.times import at, shift

T = TypeVar("T")

LANGUAGES = (Language.RU,) * 5 + (Language.KK,) * 4 + (Language.BOTH,)
"""Languages of documents, as often as they occur."""

_HOURS = (9, 9, 10, 10, 11, 14, 15, 16)
_EVENING = 17
_ONE_TITLE = 0.4
"""Share of documents whose subject the clerk types in the document's language alone."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one document is about: a matter with its places chosen."""

    matter: Matter
    on: date
    chosen: dict[str, Said | int]
    language: Language

    @property
    def subject(self) -> Said:
        """The subject of the document itself."""
        return said_of(self.matter, self.on, self.chosen)

    @property
    def reply(self) -> Said:
        """The subject of the answer to it."""
        answer = Said(ru=self.matter.reply_ru, kk=self.matter.reply_kk)
        return said_of(answer, self.on, self.chosen)


class Chance:
    """Chooses; the same seed always chooses the same."""

    def __init__(self, seed: int) -> None:
        self.texts: Earlier = earlier()
        self._random = Random(seed)
        self._used: Counter[str] = Counter()

    def happens(self, share: float) -> bool:
        """Tell whether something happens that happens in this share of cases."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(least, most)

    def one(self, many: Sequence[T]) -> T:
        """Return one of many."""
        return self._random.choice(many)

    def day(self, days: Sequence[date]) -> date:
        """Return a day; the nearer to the last, the likelier: an office grows busier."""
        return days[int(len(days) * self._random.random() ** 0.7)]

    def moment(self, on: date) -> datetime:
        """Return a moment of a working day."""
        return at(on, self.one(_HOURS), self.number(0, 59))

    def later(self, on: date, fewest: int, most: int) -> datetime:
        """Return an evening so many working days later."""
        return at(shift(on, self.number(fewest, most)), _EVENING, self.number(0, 59))

    def topic(self, many: Sequence[Matter], on: date, language: Language | None = None) -> Topic:
        """Choose what a document of a day is about; what was used less is likelier."""
        season = [one for one in many if not one.months or on.month in one.months]
        likely = [one.weight / (1 + self._used[one.ru]) ** 2 for one in season]
        matter = self._random.choices(season, likely)[0]
        self._used[matter.ru] += 1
        chosen: dict[str, Said | int] = {
            "district": self.one(self.texts.districts),
            "school": self.number(2, 46),
            "ordinal": self.number(3, 14),
        }
        return Topic(matter, on, chosen, language or self.one(LANGUAGES))

    def titled(self, card: Card, said: Said) -> Card:
        """Give a card its subjects: in its language, often in both."""
        one_only = card.language is not Language.BOTH and self.happens(_ONE_TITLE)
        russian = "" if one_only and card.language is Language.KK else said.ru
        kazakh = "" if one_only and card.language is Language.RU else said.kk
        return replace(card, subject_ru=russian, subject_kk=kazakh)

    def instruction(self, matter: Matter) -> Instruction:
        """Return what the chair writes: something else where an answer is due."""
        answered = bool(matter.reply_ru)
        return self.one([one for one in self.texts.resolutions if one.answered == answered])


def spoken(said: Said, language: Language) -> str:
    """Return a text as it is written on a document of a language."""
    return said.kk if language is Language.KK else said.ru
