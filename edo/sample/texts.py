"""What the demo says, read from `resources/demo`: the office, its matters, its letters.

Texts are data in both languages, not sentences of the program, so they are no part of the
catalogues.
"""

from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec

import resources
from edo.domain.card import Carrier, Control, Delivery, Kind, Language
from edo.domain.numbering import Restart
from edo.sample.times import Spoken, month_name

T = TypeVar("T")


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A thing with a name in both languages."""

    key: str = ""
    name_ru: str
    name_kk: str
    short: str = ""


class OfficeText(Named, frozen=True, kw_only=True):
    """An office of the tree; `under` is the key of the branch it belongs to."""

    under: str = ""
    bin: str = ""
    address: str = ""
    address_kk: str = ""
    phone: str = ""
    email: str = ""


class PersonText(Named, frozen=True, kw_only=True):
    """One of the people; `left` when they do not work here any more."""

    office: str = ""
    unit: str = ""
    position: str = ""
    left: bool = False


class JournalText(msgspec.Struct, frozen=True, kw_only=True):
    """A journal and the number it begins with."""

    index: str
    kind: Kind
    title_ru: str
    title_kk: str
    dossier: str
    template: str = "{n}"
    restart: Restart = Restart.YEAR
    first: int = 1


class CorrespondentText(Named, frozen=True, kw_only=True):
    """Who writes: `number` is the form of their numbers, `pace` how many a year."""

    bin: str
    head: str = ""
    address: str = ""
    address_kk: str = ""
    phone: str = ""
    email: str = ""
    number: str = "{n}"
    pace: int = 100
    groups: tuple[str, ...] = ()


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """The whole office."""

    union: OfficeText
    region: OfficeText
    branches: tuple[OfficeText, ...]
    primary: tuple[OfficeText, ...]
    units: tuple[Named, ...]
    positions: tuple[Named, ...]
    people: tuple[PersonText, ...]
    journals: tuple[JournalText, ...]
    correspondents: tuple[CorrespondentText, ...]
    persons: tuple[CorrespondentText, ...]

    def correspondent(self, key: str) -> CorrespondentText:
        """Return a correspondent by key."""
        return next(one for one in self.correspondents if one.key == key)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A text in both languages."""

    ru: str
    kk: str


class Matter(Said, frozen=True, kw_only=True):
    """What earlier documents of one sort are about.

    Attributes:
        senders, to: groups or keys of correspondents; `all` writes to all of them at once.
        type: id of the document type.
        reply_ru, reply_kk: what the answer is about; empty where none is due.
        executor: key of the person who does it.
        months: when such documents occur; empty for the whole year.
        weight: how often, against the others.
    """

    senders: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    all: bool = False
    type: str = ""
    reply_ru: str = ""
    reply_kk: str = ""
    executor: str = "clerk"
    months: tuple[int, ...] = ()
    weight: int = 1


class Instruction(Said, frozen=True, kw_only=True):
    """A resolution: within how many working days (0 for no date), and whether an answer is due."""

    days: int = 0
    answered: bool = False


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs of a letter in both languages."""

    ru: tuple[str, ...]
    kk: tuple[str, ...]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """The matters of earlier documents, by kind, and the phrases around them."""

    incoming: tuple[Matter, ...]
    outgoing: tuple[Matter, ...]
    internal: tuple[Matter, ...]
    orders: tuple[Matter, ...]
    minutes: tuple[Matter, ...]
    appeals: tuple[Matter, ...]
    resolutions: tuple[Instruction, ...]
    letter: Body
    endings: tuple[Said, ...]
    districts: tuple[Said, ...]


class LetterText(msgspec.Struct, frozen=True, kw_only=True):
    """A letter, whole; `answers` is the key of another; places in braces are for `filled`."""

    key: str
    language: str
    blank: str = ""
    number: str = ""
    on: str = ""
    answers: str = ""
    addressees: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    heading: str = ""
    body: tuple[str, ...] = ()
    annex: str = ""
    position: str = ""
    signatory: str = ""
    others: tuple[tuple[str, str], ...] = ()
    prepared_by: str = ""


class CardText(msgspec.Struct, frozen=True, kw_only=True):
    """A registration card of the day; days and people are named by key.

    `resolution`, `executors`, `due` and `control` come later, from the chair.
    """

    key: str
    type: str = ""
    ru: str = ""
    kk: str = ""
    language: Language = Language.RU
    parties: tuple[str, ...] = ()
    their_number: str = ""
    their_date: str = ""
    their_signatory: str = ""
    delivery: Delivery | None = None
    carrier: Carrier = Carrier.PAPER
    sheets: int | None = None
    sheets_attached: int | None = None
    copies: int | None = None
    place: str = ""
    signed_by: tuple[str, ...] = ()
    prepared_by: str = ""
    phone: str = ""
    dossier: str = ""
    topic: str = ""
    character: str = ""
    note: str = ""
    resolution: str = ""
    executors: str = ""
    due: str = ""
    control: Control = Control.CONTROL


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A list that came as a spreadsheet."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class _Letters(msgspec.Struct, frozen=True):
    letters: tuple[LetterText, ...]


class _Cards(msgspec.Struct, frozen=True):
    cards: tuple[CardText, ...]
    seminar: Table


@cache
def sample() -> Sample:
    """Return the office."""
    return read("office", Sample)


@cache
def earlier() -> Earlier:
    """Return the matters of earlier documents."""
    return read("earlier", Earlier)


@cache
def letters() -> dict[str, LetterText]:
    """Return the letters of the day by key."""
    return {letter.key: letter for letter in read("letters", _Letters).letters}


@cache
def cards() -> dict[str, CardText]:
    """Return the cards of the day by key."""
    return {card.key: card for card in _cards().cards}


def seminar() -> Table:
    """Return the list of those who come to the seminar."""
    return _cards().seminar


@cache
def _cards() -> _Cards:
    return read("cards", _Cards)


def filled(text: str, language: str, days: dict[str, date]) -> str:
    """Fill the places of a letter's text.

    Args:
        text: with places such as `{due.until}` and `{next_year}`.
        language: `ru` or `kk`.
        days: the named days of the story; `today` gives the years.
    """
    year = days["today"].year
    values: dict[str, Any] = {name: Spoken(on, language) for name, on in days.items()}
    return text.format(**values, year=year, next_year=year + 1, third_year=year + 3)


def said_of(matter: Said, on: date, chosen: dict[str, Said | int]) -> Said:
    """Fill the places of a matter from the date of its document.

    Args:
        matter: what it is about.
        on: date of the document.
        chosen: further places: the district, the number of a school, an ordinal.
    """
    return Said(ru=_of(matter.ru, "ru", on, chosen), kk=_of(matter.kk, "kk", on, chosen))


def _of(text: str, language: str, on: date, chosen: dict[str, Said | int]) -> str:
    before = on.month - 1 or 12
    quarter = (on.month - 1) // 3 or 4
    values = {
        "next_year": on.year + 1,
        "third_year": on.year + 2,
        "month": month_name(before, language),
        "quarter": _ROMAN[quarter - 1],
        "next_quarter": _ROMAN[(on.month - 1) // 3 + 1 if on.month < _LAST_QUARTER else 0],
        "half": _HALVES[language][int(on.month >= _HALF)],
    }
    values |= {
        name: getattr(value, language) if isinstance(value, Said) else value
        for name, value in chosen.items()
    }
    return text.format(**values, year=_year_of(text, on))


def _year_of(text: str, on: date) -> int:
    """Return the year a text speaks of: in January last month and quarter lie in the last one."""
    past = ("{month}" in text and on.month == 1) or ("{quarter}" in text and on.month <= _QUARTER)
    return on.year - 1 if past or ("{half}" in text and on.month < _HALF) else on.year


_QUARTER = 3
_HALF = 6
_LAST_QUARTER = 10
_ROMAN = ("I", "II", "III", "IV")
_HALVES = {
    "ru": ("второе полугодие", "первое полугодие"),
    "kk": ("екінші жартыжылдық", "бірінші жартыжылдық"),
}


def read(name: str, kind: type[T]) -> T:
    """Read a file of the demo's texts."""
    data = resources.path(f"demo/{name}.toml").read_bytes()
    return msgspec.toml.decode(data, type=kind)
