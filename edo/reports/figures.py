"""What papers about execution have in common: whose figures they are, people, parts of a whole."""

from dataclasses import dataclass
from datetime import datetime

from edo.queries.people import Who
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.flow import BODY, Flow
from edo.reports.typeface import Cut


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose figures they are, and of which moment."""

    organisation: Phrase
    office: Phrase
    printed: datetime


def filled(phrase: Phrase, language: PaperLanguage, **values: object) -> str:
    """Return a phrase with its places filled."""
    return Phrase(phrase.ru.format(**values), phrase.kk.format(**values)).on(language)


def head(flow: Flow, heading: Heading, title: Phrase, below: str, language: PaperLanguage) -> None:
    """Write whose figures they are, what they are, and of which days."""
    for phrase in (heading.organisation, heading.office):
        if phrase != Phrase():
            flow.text(phrase.on(language, "\n"), BODY, centred=True)
    flow.gap(3)
    flow.text(title.on(language), 14, Cut.STRONG, centred=True)
    flow.text(below, 9.5, centred=True)
    flow.gap(4)


def percent(share: float | None) -> str:
    """Return a part of a whole in hundredths; a dash for none."""
    return "—" if share is None else f"{round(share * 100)}\u00a0%"


def named(who: Who, language: PaperLanguage) -> str:
    """Return what a person is called."""
    return Phrase(who.ru, who.kk).on(language, "\n")
