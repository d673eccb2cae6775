"""The people of an organisation, found by names that are the same or alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from edo.domain.likeness import CLOSE, Alike, Name, blocks, compare, name, nearest
from edo.domain.staff_list import Candidate

_MOST_ALIKE = 5
"""More people elsewhere than these whose names are near: the name is common and says nothing."""
_MOST_SHOWN = 20
_TWO = 2
"""Parts that must be the same, letter for letter, for a name to be looked at more closely."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the organisation knows: names in any language, office, last day."""

    id: str
    names: tuple[str, ...]
    office: str
    left: date | None = None


@dataclass(slots=True)
class _Office:
    """The people of one office: their names, and which of them have a word."""

    names: list[tuple[Name, int]] = field(default_factory=list[tuple[Name, int]])
    keys: list[str] = field(default_factory=list[str])
    by_word: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def add(self, called: Name, person: int) -> None:
        place = len(self.names)
        self.names.append((called, person))
        self.keys.append(called.key)
        for word in called.words:
            self.by_word.setdefault(word, []).append(place)


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant by a name in an office.

    Attributes:
        here: people of the office whose name it is.
        elsewhere: people of other offices whose name it is.
        alike: people whose names are near: of the office, or of others where there is none here.
    """

    here: tuple[Candidate, ...] = ()
    elsewhere: tuple[Candidate, ...] = ()
    alike: tuple[Candidate, ...] = ()


class KnownPeople:
    """An index of people, made once for a whole list."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._people = list(people)
        self._exact: dict[str, list[int]] = {}
        self._offices: dict[str, _Office] = {}
        self._names: list[tuple[Name, int]] = []
        self._blocks: dict[str, list[int]] = {}
        for place, one in enumerate(self._people):
            for called in {text: name(text) for text in one.names if text}.values():
                self._add(called, place, one.office)

    def _add(self, called: Name, place: int, office: str) -> None:
        known = self._exact.setdefault(called.key, [])
        if place in known:  # the same in both languages
            return
        known.append(place)
        self._offices.setdefault(office, _Office()).add(called, place)
        self._names.append((called, place))
        for block in blocks(called):
            self._blocks.setdefault(block, []).append(len(self._names) - 1)

    def find(self, called: Name, office: str) -> Found:
        """Look for a person.

        Args:
            called: their name.
            office: id of the office the list has them in; empty where it does not say.
        """
        same = self._exact.get(called.key, []) if len(called.words) > 1 else []
        here = [place for place in same if self._people[place].office == office]
        elsewhere = [place for place in same if place not in here]
        if same:
            return Found(self._shown(here), self._shown(elsewhere))
        short, close = self._near_here(called, office)
        if short:
            return Found(here=self._shown(short))
        if close:
            return Found(alike=self._shown(close))
        away = self._near_elsewhere(called)
        return Found(alike=self._shown(away if len(away) <= _MOST_ALIKE else ()))

    def _near_here(self, called: Name, office: str) -> tuple[list[int], list[int]]:
        """Return people of an office whose name is a short form of it, or nearly the same."""
        known = self._offices.get(office)
        if known is None:
            return [], []
        sharing = {place for word in called.words for place in known.by_word.get(word, ())}
        found = _grouped(called, (known.names[place] for place in sorted(sharing)))
        if found[0]:
            return found
        if called.initials:
            return _grouped(called, known.names)
        near = nearest(called.key, known.keys, CLOSE, _MOST_SHOWN)
        others = [known.names[place] for place, _score in near if place not in sharing]
        return [], list(dict.fromkeys([*found[1], *_grouped(called, others)[1]]))

    def _near_elsewhere(self, called: Name) -> list[int]:
        """Return people of any office; names given by initials alone say too little for that."""
        if called.initials:
            return []
        seen = {one for block in blocks(called) for one in self._blocks.get(block, ())}
        names = [self._names[one] for one in sorted(seen)]
        words = set(called.words)
        enough = max(len(words) - 1, _TWO)
        near = [one for one in names if len(words.intersection(one[0].words)) >= enough]
        short, close = _grouped(called, near)
        if not short and not close:
            found = nearest(called.key, [other.key for other, _ in names], CLOSE, _MOST_SHOWN)
            close = _grouped(called, (names[at] for at, _score in found))[1]
        return list(dict.fromkeys([*short, *close]))

    def _shown(self, places: Iterable[int]) -> tuple[Candidate, ...]:
        """Return candidates, those who left last."""
        people = [self._people[place] for place in list(places)[:_MOST_SHOWN]]
        people.sort(key=lambda one: one.left is not None)
        return tuple(
            Candidate(one.id, next(filter(None, one.names), ""), one.office, one.left)
            for one in people
        )


def _grouped(called: Name, names: Iterable[tuple[Name, int]]) -> tuple[list[int], list[int]]:
    """Return who is called a short form of a name, and who nearly the same."""
    groups: dict[Alike, list[int]] = {}
    for alike, place in _compared(called, names):
        if place not in groups.setdefault(alike, []):
            groups[alike].append(place)
    short = [*groups.get(Alike.SAME, ()), *groups.get(Alike.SHORT, ())]
    return short, [place for place in groups.get(Alike.CLOSE, ()) if place not in short]


def _compared(called: Name, names: Iterable[tuple[Name, int]]) -> Iterator[tuple[Alike, int]]:
    for other, place in names:
        yield compare(called, other), place
