"""Which office is meant by what people write: «Акмолинский обком» is «Ақмола облыстық ұйымы».

A name is taken apart into what it is of (a region, a city, a district), words that every office has,
which say nothing, and stems of the words that are left: places and names of its own.
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
    (re.compile(r"обл(?:ас|ис|$).*|обком"), Area.REGION),
    (re.compile(r"г|гор|город.*|горком|к|кал(?:а|аси|алик|асини.*)"), Area.CITY),
    (re.compile(r"рн|район.*|райком|аудан.*"), Area.DISTRICT),
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
}
_ADJECTIVE = re.compile(r"(?<=...)(?:и?нск|ск|ов?ск)(?:ая|ии|ое|ои|ого|ую|ом)$|(?<=...)(?:ая|ое|ии)$")
_VOWELS = "аеиоуэюяиы"
_STEM = 5
_CLOSE = 88.0
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a name says: of what area, and the stems of its own words."""

    area: Area
    stems: frozenset[str]


def profile(text: str) -> Profile:
    """Take a name of an office apart."""
    area, stems = Area.UNSAID, set[str]()
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
    return Profile(area, frozenset(stems - {""}))


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    short = _ADJECTIVE.sub("", word).rstrip(_VOWELS) or word
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

    def is_clear(self, text: str) -> str:
        """Return the office that is meant, or nothing where none or several may be."""
        found = self.find(text)
        return found[0] if len(found) == 1 and not self._only_near(text, found[0]) else ""

    def _find(self, folded: str, text: str) -> tuple[str, ...]:
        if exact := self._exact.get(folded):
            return tuple(sorted(exact))
        asked = profile(text)
        for fits in (_equal, _within):
            if found := _distinct(id for known, id in self._profiles if fits(asked, known)):
                return found
        return self._near(folded)

    def _near(self, folded: str) -> tuple[str, ...]:
        texts = list(self._exact)
        found = nearest(folded, texts, _CLOSE, _SUGGESTED)
        return _distinct(id for place, _ in found for id in sorted(self._exact[texts[place]]))

    def _only_near(self, text: str, office: str) -> bool:
        """Tell whether the office is meant only if somebody slipped, in a number perhaps."""
        asked = profile(text)
        digits = {stem for stem in asked.stems if stem.isdigit()}
        return not any(
            digits == {stem for stem in known.stems if stem.isdigit()}
            for known, id in self._profiles
            if id == office
        )


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
