"""Staff: who came to an office, moved, left. Who keeps an office's staff states it of that office.

Everything that is asked for a day, such as who was to be trained by then, is answered by the days
that are stated here, not by when they were stated.
"""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.fact import Fact, need
from edo.domain.organisation import SHORT_LIMIT, Added, Changed, Person, Stay
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

_STATED_APART = frozenset({"past", "since"})
"""Fields that only moving writes."""


class PersonAdded(Added, frozen=True, omit_defaults=True):
    """A person came to an office."""

    NAME: ClassVar[str] = "person.added"
    ABOUT: ClassVar[type] = Person
    PREFIX: ClassVar[str] = "p"
    RIGHT: ClassVar[Right] = Right.STAFF
    person: Person

    def scope(self, stamp: Stamp) -> str:
        """Return the office they came to."""
        return self.person.office or stamp.space

    def apply(self, state: Person | None, stamp: Stamp) -> Person:
        """Add the person; where they worked before is stated by moving them."""
        if self.person.past or self.person.since:
            raise Refusal(Reason.BAD_VALUE, field="since", value="")
        return super().apply(state, stamp)


class PersonChanged(Changed, frozen=True, omit_defaults=True):
    """A person's fields were changed: what was wrong was put right.

    `office` is where they work; without it, or to write another office, its author must organise.
    """

    NAME: ClassVar[str] = "person.changed"
    ABOUT: ClassVar[type] = Person
    PREFIX: ClassVar[str] = "p"

    office: str = ""

    def right(self, stamp: Stamp, state: Person | None) -> Right:
        """Return what its author needs."""
        del stamp, state
        return Right.STAFF if self._is_of_office() else Right.ORGANISE

    def scope(self, stamp: Stamp) -> str:
        """Return the office whose staff it is about."""
        return self.office if self._is_of_office() else stamp.space

    def apply(self, state: Person | None, stamp: Stamp) -> Person:
        """Change the fields."""
        if written := sorted(_STATED_APART.intersection(self.fields)):
            raise Refusal(Reason.BAD_VALUE, field=written[0], value="")
        if state is not None and self._is_of_office() and state.office != self.office:
            raise Refusal(Reason.WORKS_ELSEWHERE)
        return super().apply(state, stamp)

    def _is_of_office(self) -> bool:
        return bool(self.office) and "office" not in self.fields


class _OfStaff(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to a person in the office they worked in, on a day."""

    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.STAFF
    ABOUT: ClassVar[type] = Person
    PREFIX: ClassVar[str] = "p"

    office: str
    on: date

    def scope(self, stamp: Stamp) -> str:
        """Return the office they worked in; of who has none, only who has the right everywhere."""
        return self.office or stamp.space

    def here(self, state: Person | None, stamp: Stamp) -> Person:
        """Return the person if they work in that office, and the day can be right."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_PERSON, value="")
        if state.office != self.office:
            raise Refusal(Reason.WORKS_ELSEWHERE)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        return state


class PersonMoved(_OfStaff, frozen=True, omit_defaults=True, kw_only=True):
    """A person began to work elsewhere: in another office, unit or position.

    Attributes:
        office: where they worked before.
        on: first day at the new place.
        to, unit, position: the new place.
    """

    NAME: ClassVar[str] = "person.moved"

    to: str
    unit: str = ""
    position: str = ""

    def apply(self, state: Person | None, stamp: Stamp) -> Person:
        """Move them; who had left has come back."""
        person = self.here(state, stamp)
        need(self.to, "office", SHORT_LIMIT)
        now = person.stays[-1]
        if (now.since and self.on <= now.since) or (now.until and self.on < now.until):
            raise Refusal(Reason.MOVED_LATER)
        is_same = (self.to, self.unit, self.position) == (now.office, now.unit, now.position)
        if is_same and not person.left:
            raise Refusal(Reason.MOVED_NOWHERE)
        gone = Stay(now.office, now.unit, now.position, person.since, now.until or self.on)
        return replace(
            person,
            office=self.to,
            unit=self.unit,
            position=self.position,
            since=self.on,
            left=None,
            past=(*person.past, gone),
        )


class PersonLeft(_OfStaff, frozen=True, omit_defaults=True, kw_only=True):
    """A person left the organisation; `on` is their last day."""

    NAME: ClassVar[str] = "person.left"

    def apply(self, state: Person | None, stamp: Stamp) -> Any:
        """Let them go."""
        person = self.here(state, stamp)
        if person.left:
            raise Refusal(Reason.LEFT_ALREADY)
        begun = person.since or person.joined
        if begun and self.on < begun:
            raise Refusal(Reason.MOVED_LATER)
        return replace(person, left=self.on)


FACTS: tuple[type[Fact], ...] = (PersonAdded, PersonChanged, PersonMoved, PersonLeft)
