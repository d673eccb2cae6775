"""The heads of sheets about a document, and what all of them write alike."""

from datetime import date, datetime

from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.sheets import About, Signer
from edo.reports.flow import BODY, Flow
from edo.reports.paper import MM
from edo.reports.table import Column
from edo.reports.typeface import Cut

SHORT = 8
"""Digits of a version's hash that are printed."""
DOCUMENT = Phrase(ru="К документу", kk="Құжатқа")
NUMBER = Phrase(ru="Рег. № и дата", kk="Тіркеу № және күні")
NO_NUMBER = Phrase(ru="проект, не зарегистрирован", kk="жоба, тіркелмеген")
PARTIES = Phrase(ru="Корреспондент, адресат", kk="Корреспондент, адресат")
STATUS = Phrase(ru="Состояние", kk="Күйі")
AUTHOR = Phrase(ru="Автор", kk="Авторы")
_FOR = Phrase(ru="за", kk="орнына")
VERSION = Phrase(ru="версия", kk="нұсқа")
_PRINTED = Phrase(ru="Отпечатано {at}", kk="{at} басып шығарылды")
GAP = "  ·  "
TO_SIGN = 9 * MM
"""Height of a line somebody may still sign by hand."""
_CENTRED = frozenset({"№", "Дата", "Дата ознакомления"})


def moment(at: datetime | None) -> str:
    """Write a date and time as forms have them; empty for none."""
    return f"{at:%d.%m.%Y %H:%M}" if at else ""


def signer(who: Signer, language: PaperLanguage) -> str:
    """Return who acted, with whom they acted for."""
    name = who.name.on(language)
    if who.behalf == Phrase():
        return name
    return f"{name} ({acted_for(who, language)})"


def acted_for(who: Signer, language: PaperLanguage) -> str:
    """Return the words that name the person somebody acted for."""
    return f"{_FOR.on(language)}: {who.behalf.on(language)}"


def heading(flow: Flow, about: About, title: Phrase, language: PaperLanguage) -> None:
    """Write whose sheet it is, what it is, and to which document it belongs."""
    for phrase in (about.organisation, about.office):
        if phrase != Phrase():
            flow.text(phrase.on(language, "\n"), BODY + 0.4, centred=True)
    flow.gap(3)
    flow.text(title.on(language), 14, Cut.STRONG, centred=True)
    flow.gap(4)
    flow.labelled(DOCUMENT.on(language), _document(about, language))
    flow.labelled(NUMBER.on(language), numbered(about, language))
    names = "; ".join(one.on(language) for one in about.parties)
    theirs = " ".join(part for part in (about.their_number, written(about.their_date)) if part)
    if theirs:
        names = f"{names}{GAP}№ {theirs}" if names else f"№ {theirs}"
    flow.labelled(PARTIES.on(language), names)


def numbered(about: About, language: PaperLanguage) -> str:
    """Return number and date of the registration, or that there is none."""
    if not about.number:
        return NO_NUMBER.on(language)
    return f"{about.number}{GAP}{written(about.on)}"


def printed_on(at: datetime, language: PaperLanguage) -> str:
    """Return the words that tell when a sheet was printed."""
    return Phrase(_PRINTED.ru.format(at=moment(at)), _PRINTED.kk.format(at=moment(at))).on(language)


def titled(title: Phrase, about: About, language: PaperLanguage) -> str:
    """Return what a sheet calls itself in the file, with the document's number."""
    return f"{title.on(language)} {about.number}".strip()


def columns(told: tuple[tuple[Phrase, int], ...], language: PaperLanguage) -> list[Column]:
    """Return the columns of a table from their headings and weights."""
    return [
        Column(phrase.on(language, "\n"), weight, phrase.ru in _CENTRED) for phrase, weight in told
    ]


def day(on: date | datetime | None) -> str:
    """Return a day as forms have it; empty for none."""
    return on.strftime("%d.%m.%Y") if on else ""


def _document(about: About, language: PaperLanguage) -> str:
    """Return type and subject, in each language for itself where there are both."""
    type, subject = about.type, about.subject
    if not subject.ru or not subject.kk:
        return _called(type.on(language), subject.ru or subject.kk)
    both = Phrase(_called(type.ru, subject.ru), _called(type.kk, subject.kk))
    return both.on(language, "\n")


def _called(type: str, subject: str) -> str:
    return " ".join(part for part in (type, f"«{subject}»" if subject else "") if part)
