"""Which office is meant by what people write: «Акмолинский обком» is «Ақмола облыстық ұйымы».

A name is taken apart into what it is of (a region, a city, a district), words that every office
has, which say nothing, and stems of the words that are left: places and names of its own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from edo.domain.likeness import fold, nearest


class Area(StrEnum):
    """What an office is of, as far as its name tells."""

    REGION = "region"
    CITY = "city"
    DISTRICT = "district"
    CENTRE = "centre"
    UNSAID = ""


_AREAS = (
    (re.compile(r"обл.*|обком"), Area.REGION),
    (re.compile(r"г|гор|город.*|горком|к|кал(?:а|аси|алик|асини.*)"), Area.CITY),
    (re.compile(r"рн|раион.*|райком|аудан.*"), Area.DISTRICT),
    (re.compile(r"цк|центральн.*|орталик.*|республиканск.*|аппарат.*"), Area.CENTRE),
)
_SAYS_NOTHING = re.compile(
    r"организаци.*|ор[гт]|уиим.*|уим.*|комитет.*|профсоюз.*|профессиональн.*|союз.*|касиподак.*"
    r"|касиптик|отрасл.*|салали.*|работник.*|кизметкер.*|просвещени.*|образовани.*|наук.*"
    r"|гилим.*|билим.*|висш.*|жане|и|в|по|казахстан.*|казакстан.*|рк|кр|оо|роо|ко|кб|коб"
    r"|общественн.*|объединени.*|когамд.*|бирлести.*|филиал.*|отделени.*|член.*|саласи.*"
)
_ALIASES: Mapping[str, tuple[Area, str]] = {
    "вко": (Area.REGION, "шигис"),
    "шко": (Area.REGION, "шигис"),
    "зко": (Area.REGION, "батис"),
    "бко": (Area.REGION, "батис"),
    "ско": (Area.REGION, "солту"),
    "горно": (Area.CITY, ""),
}
_STEMS = {
    "восто": "шигис",
    "запад": "батис",
    "север": "солту",
    "актюб": "актоб",
    "турке": "турки",
    "урджа": "уржар",
    "кзило": "кизил",
    "куста": "коста",
    "чимке": "шимке",
}
_ADJECTIVE = re.compile(
    r"(?<=...)(?:и?нск|ск|ов?ск)(?:ая|ии|ое|ои|ого|ую|ом)$|(?<=...)(?:ая|ое|ии)$"
)
_VOWELS = "аеиоуэюяиы"
_ONLY_OFFICES = re.compile(
    r"област(?:и?|н[аоу]\w{1,3})|облис\w*|обком\w*|горком\w*|райком\w*|раиком\w*|город(?:ск\w{2,3})?"
    r"|кала(?:лик|си)|раион(?:н\w{2,3})?|аудан\w*|организаци\w{1,2}|комитет\w*|профсоюз\w*"
    r"|филиал\w*|касиподак\w*|уиим\w*|аппарат\w*"
)
_QUOTED = re.compile('[«“„"].+[»”"]')
_STEM = 5
_SHORTEST = 3
_CLOSE = 88.0
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a name says: of what area, the stems of its own words, and these words whole."""

    area: Area
    stems: frozenset[str]
    words: str = field(default="", compare=False)


def profile(text: str) -> Profile:
    """Take a name of an office apart."""
    area, stems, words = Area.UNSAID, set[str](), list[str]()
    for word in fold(text).replace("ы", "и").replace("р-н", "рн").replace("-", " ").split():
        if word in _ALIASES:
            area, stem = _ALIASES[word]
            stems.add(stem)
            continue
        found = next((known for pattern, known in _AREAS if pattern.fullmatch(word)), None)
        if found is not None:
            area = area or found
        elif not _SAYS_NOTHING.fullmatch(word):
            stems.add(_stem(word))
            words.append(word)
    return Profile(area, frozenset(stems - {""}), " ".join(sorted(words)))


def is_office(text: str) -> bool:
    """Tell whether a text speaks of an office rather than of a person: by a word only offices have.

    A name in quotation marks is one of an office, too.
    """
    if _QUOTED.search(text):
        return True
    words = fold(text).replace("ы", "и").replace("-", " ").split()
    return any(_ONLY_OFFICES.fullmatch(word) for word in words)


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    bare = _ADJECTIVE.sub("", word)
    short = bare.rstrip(_VOWELS)
    short = short if len(short) > _SHORTEST else bare
    return _STEMS.get(short[:_STEM], short[:_STEM])


@dataclass(slots=True)
class Offices:
    """The offices by all their names. Made once for many questions.

    Attributes:
        names: office's id → what it is called, in any language, its short name too.
    """

    names: Mapping[str, tuple[str, ...]]
    _exact: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    _profiles: list[tuple[Profile, str]] = field(default_factory=list[tuple[Profile, str]])
    _asked: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __post_init__(self) -> None:
        for id, names in self.names.items():
            for one in filter(None, names):
                self._exact.setdefault(fold(one), set()).add(id)
                self._profiles.append((profile(one), id))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the offices that may be meant: one where it is clear, the likeliest first."""
        folded = fold(text)
        if not folded:
            return ()
        if folded not in self._asked:
            self._asked[folded] = self._find(folded, text)
        return self._asked[folded]

    def clear(self, text: str) -> str:
        """Return the office that is meant, or nothing where none or several may be."""
        found = self.find(text)
        return found[0] if len(found) == 1 else ""

    def _find(self, folded: str, text: str) -> tuple[str, ...]:
        if exact := self._exact.get(folded):
            return tuple(sorted(exact))
        asked = profile(text)
        for fits in (_equal, _within):
            if found := _distinct(id for known, id in self._profiles if fits(asked, known)):
                return found
        return self._near(asked)

    def _near(self, asked: Profile) -> tuple[str, ...]:
        """Return offices whose own words differ in a letter or two; numbers may not differ."""
        like = [
            one
            for one in self._profiles
            if one[0].words and _agree(asked, one[0]) and _digits(asked) == _digits(one[0])
        ]
        found = nearest(asked.words, [one[0].words for one in like], _CLOSE, _SUGGESTED)
        return _distinct(like[place][1] for place, _ in found)


def _digits(one: Profile) -> set[str]:
    return {stem for stem in one.stems if stem.isdigit()}


def _agree(asked: Profile, known: Profile) -> bool:
    return asked.area is known.area or Area.UNSAID in (asked.area, known.area)


def _equal(asked: Profile, known: Profile) -> bool:
    if asked.area is Area.CENTRE or known.area is Area.CENTRE:
        return asked == known
    return bool(asked.stems) and asked.stems == known.stems and _agree(asked, known)


def _within(asked: Profile, known: Profile) -> bool:
    return bool(asked.stems) and asked.stems < known.stems and _agree(asked, known)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
