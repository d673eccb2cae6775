"""Names by what a person types: the staff of the organisation, correspondents, anything called.

A name is found by the beginnings of its parts, in any order and in the letters at hand: «касым м»
is «Қасымова Мәдина». Documents have an index of their own: see `edo.queries.search`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.organisation import Being, Office, Person, Position
from edo.queries import correspondents, directory
from edo.queries.correspondents import CorrespondentItem
from edo.store.database import ask
from edo.store.spelling import beginnings, fold, places, split, variants

Mark = tuple[int, int]
"""Start and end of a part of a text to show as found."""

_INSIDE = 4
"""So many letters are looked for in the middle of a word too."""
_STEM = 4
"""So many letters of a word without its ending are enough to know it by."""
_MOST_WORDS = 6
_ALPHABETS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіabcdefghijklmnopqrstuvwxyz"
_TEXT = "CAST(state AS TEXT)"
_STAFF = (
    "SELECT subject, state FROM directory WHERE sort = 'person' AND {words}"
    f" ORDER BY json_extract({_TEXT}, '$.left') IS NOT NULL, {_TEXT} GLOB ? DESC,"
    " order_{language}, subject LIMIT ?"
)
_BEFORE = ('"', " ", "-")
"""What stands before a part of a name, in the state of a person as it is written down."""

_decode = msgspec.json.Decoder(Person).decode


class Likeness(IntEnum):
    """How well a text fits what was typed, the best first."""

    BEGINS = 0
    """The text begins so."""
    PARTS = 1
    """Every word typed begins a word of the text."""
    INSIDE = 2
    """Every word typed is at least inside a word of the text, or another form of one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, as words; see `typed`.

    Attributes:
        whole: all of it, folded.
        words: of each word the folded beginnings it may be.
        stems: of each word what is left without its ending, where that is enough.
    """

    whole: str
    words: tuple[tuple[str, ...], ...]
    stems: tuple[tuple[str, ...], ...]

    def likeness(self, text: str) -> Likeness | None:
        """Tell how well a text fits; None: not at all."""
        if not self.words:
            return None
        whole = fold(text)
        if whole.startswith(self.whole):
            return Likeness.BEGINS
        parts = whole.split()
        if all(any(part.startswith(word) for part in parts) for word in self.words):
            return Likeness.PARTS
        inside = zip(self.words, self.stems, strict=True)
        if all(any(_inside(part, *told) for part in parts) for told in inside):
            return Likeness.INSIDE
        return None

    def marks(self, text: str) -> list[Mark]:
        """Return the parts of a text to show as found: starts and ends, in order, apart."""
        found = list[Mark]()
        for start, end, word in places(text):
            folded = fold(word)
            at, length = self._found_in(folded)
            if length:
                exact = len(folded) == end - start
                found.append((start + at, start + at + length) if exact else (start, end))
        return found

    def _found_in(self, part: str) -> tuple[int, int]:
        """Tell where the longest of the words begins in a part, and how long it is; 0: nowhere."""
        best = (0, 0)
        for words, stems in zip(self.words, self.stems, strict=True):
            for word in (*words, *stems):
                at = part.find(word)
                is_stem = word not in words
                if (at == 0 or (at > 0 and (is_stem or len(word) >= _INSIDE))) and (
                    len(word) > best[1]
                ):
                    best = (at, len(word))
        return best


def _inside(part: str, words: Iterable[str], stems: Iterable[str]) -> bool:
    return (
        part.startswith(tuple(words))
        or any(len(word) >= _INSIDE and word in part for word in words)
        or any(stem in part for stem in stems)
    )


@lru_cache(64)
def typed(text: str) -> Typed:
    """Read what a person typed, at most six words of it; nothing in it is an error."""
    words = [word for word in split(text) if fold(word)][:_MOST_WORDS]
    return Typed(
        " ".join(map(fold, words)),
        tuple(map(beginnings, words)),
        tuple(tuple(stem for stem in variants(word) if len(stem) >= _STEM) for word in words),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody found.

    Attributes:
        id: of the person or the correspondent.
        key: its row number among correspondents; 0 for one of the staff.
        ru, kk: the name.
        about_ru, about_kk: position and office of one of the staff, the address of a correspondent.
        being: what a correspondent is; one of the staff is a person.
        left: last day in the organisation.
    """

    id: str
    key: int
    ru: str
    kk: str
    about_ru: str
    about_kk: str
    being: Being = Being.PERSON
    left: date | None = None

    def name(self, language: str) -> str:
        """Return the name in a language, or in the other where only that exists."""
        return (self.kk or self.ru) if language == "kk" else (self.ru or self.kk)

    def about(self, language: str) -> str:
        """Return the same of what is told about them."""
        return (self.about_kk or self.about_ru) if language == "kk" else self.about_ru


def named(
    connection: Connection, *, text: str, limit: int = 5, language: str = "ru"
) -> list[Named]:
    """Return people of the staff and correspondents by their names, the best first.

    Names that begin as the text does stand before those that have it further on, the staff before
    correspondents, and who left last.

    Args:
        connection: of one snapshot.
        text: as typed, in any spelling; nothing is found for nothing.
        limit: people at most.
        language: whose alphabet orders names that fit equally well.
    """
    wanted = typed(text)
    if not wanted.words:
        return []
    found = _staff(connection, wanted, limit, language)
    found += [
        _correspondent(item)
        for item in correspondents.completed(connection, text=text, limit=limit, language=language)
        if item.key
    ]
    return sorted(found, key=lambda one: (one.left is not None, _order(wanted, one)))[:limit]


def _order(wanted: Typed, one: Named) -> int:
    """Return how well the better of two names fits; what was found by a number comes last."""
    found = (wanted.likeness(one.ru), wanted.likeness(one.kk))
    return min((like for like in found if like is not None), default=len(Likeness))


def _staff(connection: Connection, wanted: Typed, limit: int, language: str) -> list[Named]:
    """Return people of the staff, of whose names every word typed begins a part.

    The tables hold no folded names of them, so SQLite itself compares the letters: a class for each
    of those that are taken for one. 25 000 people take it 30 ms, and nobody else waits meanwhile.
    """
    words = [_classes(alternatives[0]) for alternatives in wanted.words]
    if not any(letter.isalpha() for word in wanted.words for letter in word[0]):
        return []
    each = "(" + " OR ".join([f"{_TEXT} GLOB ?"] * len(_BEFORE)) + ")"
    values = [f"*{before}{word}*" for word in words for before in _BEFORE]
    rows = ask(
        connection,
        _STAFF.format(
            words=" AND ".join([each] * len(words)), language="kk" if language == "kk" else "ru"
        ),
        (*values, f'*"{words[0]}*', 2 * limit),
    )
    people = [(subject, _decode(state)) for subject, state in rows]
    fitting = [
        (subject, person)
        for subject, person in people
        if wanted.likeness(f"{person.name_ru} {person.name_kk}") in tuple(Likeness)[:2]
    ][:limit]
    around = directory.entries(
        connection,
        subjects=[id for _, person in fitting for id in (person.position, person.office)],
    )
    return [_colleague(subject, person, around) for subject, person in fitting]


def _colleague(subject: str, person: Person, around: dict[str, Any]) -> Named:
    position, office = around.get(person.position), around.get(person.office)
    told = [one for one in (position, office) if isinstance(one, Position | Office)]
    return Named(
        subject,
        0,
        person.name_ru,
        person.name_kk,
        " · ".join(one.name_ru or one.name_kk for one in told),
        " · ".join(one.name_kk or one.name_ru for one in told),
        left=person.left,
    )


def _correspondent(item: CorrespondentItem) -> Named:
    entry = item.correspondent
    return Named(
        item.id, item.key, entry.name_ru, entry.name_kk, entry.address, entry.address, entry.being
    )


def _classes(word: str) -> str:
    """Return a folded word as a pattern: of each letter all that a person may have written."""
    same = _same_letters()
    return "".join(f"[{same.get(letter, letter + letter.upper())}]" for letter in word)


@lru_cache(1)
def _same_letters() -> dict[str, str]:
    """Return, by folded letter, the letters that fold to it, alone or among others."""
    found = dict[str, str]()
    for letter in _ALPHABETS + _ALPHABETS.upper():
        alone, latin, cyrillic = fold(letter), fold(f"w{letter}")[1:], fold(f"ж{letter}")[1:]
        for folded in {alone, latin, cyrillic}:
            found[folded] = found.get(folded, "") + letter
    return found
