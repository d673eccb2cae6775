"""Names in place of ids: people, offices, courses, positions and units, as people type them.

A whole name counts before a part of it; what fits several is refused with their names, so that
nobody is marked or moved who was not meant.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from edo.change import is_id
from edo.domain.likeness import Alike, Name, fold, is_shortened, name
from edo.domain.office_names import Offices
from edo.domain.organisation import Person
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.workplace import Workplace

_NAMED = 5
"""Of what fits, so many are named."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that is called by names."""

    id: str
    names: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Return the first name there is."""
        return next((one for one in self.names if one), self.id)


class Names:
    """Finds what names mean in one workplace."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def course(self, text: str) -> str:
        """Return the id of a course by its id, its title, or a part of that.

        Raises:
            Refusal: there is none, or there are several.
        """
        courses = self._workplace.read(directory.courses)
        known = [_Entry(one.id, (one.course.title_ru, one.course.title_kk)) for one in courses]
        return _by_part(text, known, Reason.UNKNOWN_COURSE)

    def office(self, text: str) -> str:
        """Return the id of an office by its id, a name, or a part of one that names it clearly.

        Raises:
            Refusal: there is none, or there are several.
        """
        if text in self._offices:
            return text
        found = Offices(self._offices).find(text)
        return _only(text, [_Entry(id, self._offices[id]) for id in found], Reason.UNKNOWN_OFFICE)

    def offices(self, texts: Iterable[str] | None) -> tuple[str, ...]:
        """Return the ids of several offices."""
        return tuple(map(self.office, texts or ()))

    def position(self, text: str) -> str:
        """Return the id of a position by its id, its name, or a part of that."""
        positions = self._workplace.read(directory.positions)
        known = [_Entry(one.id, _names(one.position)) for one in positions]
        return _by_part(text, known, Reason.UNKNOWN_POSITION)

    def unit(self, text: str, office: str) -> str:
        """Return the id of a unit of an office by its id, its name, or a part of that."""
        units = self._workplace.read(directory.units, office=office)
        known = [_Entry(one.id, _names(one.unit)) for one in units]
        return _by_part(text, known, Reason.UNKNOWN_UNIT)

    def person(self, text: str, *, office: str = "", among: Collection[str] = ()) -> str:
        """Return the id of a person by their id or name.

        Args:
            text: the name in any order of its parts, with initials, or only a part of it.
            office: id of the office they work in; empty: any.
            among: ids of people who are looked at first, such as those of a session.

        Raises:
            Refusal: there is none, or there are several.
        """
        if is_id("p", text):
            return text
        asked = name(text)
        people = self._people
        circles: tuple[Iterable[str], ...] = (
            [id for id in among if id in people],
            (id for id, one in people.items() if one.left is None),
            (id for id, one in people.items() if one.left is not None),
        )
        for circle in circles:
            found = [
                (alike, self._entry(id, people[id]))
                for id in circle
                if (not office or people[id].office == office)
                and (alike := _alike(asked, people[id]))
            ]
            if found:
                best = max(alike for alike, _ in found)
                fits = [one for alike, one in found if alike is best]
                return _only(text, fits, Reason.UNKNOWN_PERSON)
        raise Refusal(Reason.UNKNOWN_PERSON, value=text)

    def people(
        self, texts: Sequence[str] | None, *, office: str = "", among: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the ids of several people."""
        return tuple(self.person(one, office=office, among=among) for one in texts or ())

    @cached_property
    def _offices(self) -> dict[str, tuple[str, ...]]:
        return {
            one.id: (*_names(one.office), one.office.short)
            for one in self._workplace.read(directory.offices)
        }

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {one.id: one.person for one in self._workplace.read(directory.people, left=True)}

    def _entry(self, id: str, one: Person) -> _Entry:
        place = next((part for part in self._offices.get(one.office, ()) if part), "")
        shown = one.name_ru or one.name_kk
        return _Entry(id, (f"{shown} ({place})" if place else shown,))


def _alike(asked: Name, one: Person) -> Alike:
    """Tell whether a name is a person's whole name, or a part of it, rightly spelt."""
    known = [name(text) for text in {one.name_ru, one.name_kk} - {""}]
    if any(asked.key == other.key for other in known):
        return Alike.SAME
    fits = any(is_shortened(asked, other) for other in known)
    return Alike.SHORT if fits else Alike.DIFFERENT


def _by_part(text: str, known: Sequence[_Entry], unknown: Reason) -> str:
    """Return the id of the entry a text is the id or whole name of, else a part of the name."""
    wanted = fold(text)
    for one in known:
        if one.id == text.strip():
            return one.id
    exact = [one for one in known if wanted in map(fold, filter(None, one.names))]
    part = [one for one in known if wanted and any(wanted in fold(name) for name in one.names)]
    return _only(text, exact or part, unknown)


def _only(text: str, found: Sequence[_Entry], unknown: Reason) -> str:
    if not found:
        raise Refusal(unknown, value=text)
    if len(found) > 1:
        names = [f"{one.shown} — {one.id}" for one in found[:_NAMED]]
        more = ["…"] if len(found) > _NAMED else []
        raise Refusal(Reason.SEVERAL_MEANT, value=text, names="; ".join([*names, *more]))
    return found[0].id


def _names(entry: Any) -> tuple[str, ...]:
    return entry.name_ru, entry.name_kk
