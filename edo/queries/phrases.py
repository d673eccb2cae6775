"""Text in the two languages of a printed form, Kazakh and Russian.

A printed form has its own fixed wording in both languages at once, so its headings are data kept
with the form; the sentences of the program come from `edo.wording`, one language at a time.
Kazakh stands above or left of Russian, in the same size (records rules, §8).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PaperLanguage(StrEnum):
    """The language, or both languages, a form is printed in."""

    RU = "ru"
    KK = "kk"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in both languages; either may be empty where only one exists."""

    ru: str = ""
    kk: str = ""

    def on(self, language: PaperLanguage, between: str = " / ") -> str:
        """Return the text as it stands on paper in a language.

        A missing language is replaced by the other one, for a half-empty form helps nobody;
        equal texts are written once.

        Args:
            language: what is printed.
            between: stands between Kazakh and Russian where both are printed.
        """
        if language is PaperLanguage.KK:
            return self.kk or self.ru
        if language is PaperLanguage.RU:
            return self.ru or self.kk
        if not self.kk or not self.ru or self.kk == self.ru:
            return self.kk or self.ru
        return f"{self.kk}{between}{self.ru}"


def same(text: str) -> Phrase:
    """Return a phrase that reads the same in both languages, such as a name."""
    return Phrase(ru=text, kk=text)


def written(on: date | None) -> str:
    """Return a date as forms have it, 22.11.2026; empty for none."""
    return on.strftime("%d.%m.%Y") if on else ""
