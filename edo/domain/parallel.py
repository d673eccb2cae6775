"""Changes of one field made by two people who did not know of each other.

A change names the changes its author had seen (its base), so what happened at once is known and
not guessed from clocks. The last writer's value stands; the others are shown beside it until
somebody who saw them all writes the field again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

from edo.change import Change
from edo.domain.card import FIELD_BY_NAME
from edo.domain.fact import Fact, Record


class ParallelValue(Record, frozen=True, omit_defaults=True):
    """One of the values of a field.

    Attributes:
        value: plain, as JSON has it.
        person: id of who wrote it.
        hlc: when.
    """

    value: Any
    person: str
    hlc: int


class ParallelEdit(Record, frozen=True, omit_defaults=True):
    """A field that was changed by two at once.

    Attributes:
        field: its name.
        values: different ones, in the order all workplaces share; the last is the one that stands.
    """

    field: str
    values: tuple[ParallelValue, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A change that was accepted, what it states, and the subject's state after it."""

    change: Change
    fact: Fact
    after: Any


@dataclass(frozen=True, slots=True)
class _Write:
    """One field written by one change.

    Attributes:
        place: bit of the change in sets of changes.
        seen: the changes its author had seen.
        whole: the field was written as a whole; otherwise a part of it was marked.
    """

    change: Change
    place: int
    seen: int
    field: str
    value: Any
    whole: bool

    def is_beside(self, other: "_Write") -> bool:
        """Tell whether neither author knew of the other's change."""
        return not (self.seen & other.place or other.seen & self.place)


def parallel_edits(ordered: Sequence[Change], taken: Sequence[Taken]) -> list[ParallelEdit]:
    """Return the fields of a card that several wrote at once and nobody since, as people read it.

    Args:
        ordered: all changes of the subject in their order, those set aside too: who made a
            change had seen what that change stands on, accepted or not.
        taken: the accepted ones, in the same order.
    """
    found: list[ParallelEdit] = []
    by_field = _by_field(_writes(ordered, taken))
    for field in filter(by_field.__contains__, FIELD_BY_NAME):
        writes = by_field[field]
        known = 0
        for one in writes:
            known |= one.seen
        latest = [one for one in writes if not one.place & known]
        if len(latest) > 1 and any(one.whole for one in latest):
            different = {msgspec.json.encode(one.value): one for one in latest}
            if len(different) > 1:
                values = sorted(different.values(), key=lambda one: one.place)
                found.append(ParallelEdit(field, tuple(map(_value, values))))
    return found


def without(edits: Iterable[ParallelEdit], fields: Iterable[str]) -> tuple[ParallelEdit, ...]:
    """Leave out the fields that somebody who had seen all their values wrote again."""
    settled = frozenset(fields)
    return tuple(edit for edit in edits if edit.field not in settled)


def beside(
    ordered: Sequence[Change], taken: Sequence[Taken]
) -> dict[tuple[object, ...], tuple[tuple[str, tuple[Change, ...]], ...]]:
    """Return, by the order of a change, (field, changes of that field made at the same time)."""
    found: dict[tuple[object, ...], tuple[tuple[str, tuple[Change, ...]], ...]] = {}
    for field, writes in _by_field(_writes(ordered, taken)).items():
        for one in writes:
            others = tuple(
                other.change
                for other in writes
                if other is not one and one.is_beside(other) and (one.whole or other.whole)
            )
            if others:
                order = one.change.stamp.order
                found[order] = (*found.get(order, ()), (field, others))
    return found


def _by_field(writes: Iterator[_Write]) -> dict[str, list[_Write]]:
    found: dict[str, list[_Write]] = {}
    for one in writes:
        found.setdefault(one.field, []).append(one)
    return found


def _writes(ordered: Sequence[Change], taken: Sequence[Taken]) -> Iterator[_Write]:
    """Yield what was written. The beginning is common ground: everybody stands on it."""
    places = {change.stamp.order: place for place, change in enumerate(ordered)}
    seen = list(seen_by(ordered))
    for before, one in pairwise(taken):
        place = places[one.change.stamp.order]
        for field in one.fact.writes(before.after, one.after):
            value = getattr(getattr(one.after, "card", one.after), field)
            yield _Write(one.change, 1 << place, seen[place], field, value, one.fact.WHOLE)


def seen_by(ordered: Iterable[Change]) -> Iterator[int]:
    """Yield, for each change, all that it stands on: one bit for each place in the order.

    A base that names a later change is a lie, and counts for nothing.
    """
    known: dict[str, int] = {}
    for place, change in enumerate(ordered):
        under = 0
        for name in change.base:
            under |= known.get(name, 0)
        known[change.stamp.name] = 1 << place | under
        yield under


def _value(write: _Write) -> ParallelValue:
    plain = msgspec.json.decode(msgspec.json.encode(write.value))
    return ParallelValue(plain, write.change.stamp.person, write.change.stamp.hlc)
