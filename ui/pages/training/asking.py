"""What the first section asks: what needs action, and for whom a session may be planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from edo.commands.myself import myself
from edo.domain.rights import Right
from edo.queries import training, untrained
from edo.queries.offices import OfficeLine
from edo.queries.training import Actions
from edo.queries.untrained import Ending, Region

if TYPE_CHECKING:
    from ui.bridge import OpenWorkplace

ENDING_LIMIT = 2_000
"""Passes that lapse, at most: they are shown by office."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """Passes of one office in one course that lapse soon, of people who are not invited yet.

    Attributes:
        office: where they work.
        passes: theirs, the first to lapse first.
    """

    office: OfficeLine
    passes: tuple[Ending, ...]

    @property
    def first(self) -> Ending:
        """The first to lapse."""
        return self.passes[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """What needs action.

    Attributes:
        found: sessions and courses.
        lapses: passes that lapse soon, by course and office.
        left: by course, offices with people left who are not invited, by region.
    """

    found: Actions
    lapses: tuple[Lapse, ...]
    left: dict[str, tuple[Region, ...]]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do and nothing to come."""
        found = self.found
        sessions = found.to_mark.count + found.disputed.count + found.planned.count
        return not (sessions or self.lapses or any(self.left.values()))


def asked(connection: Any, *, on: date, under: str, language: str) -> Asked:
    """Answer what needs action on a day, in an office and below it or everywhere."""
    told: dict[str, Any] = {"on": on, "under": under, "language": language}
    found = training.actions(connection, **told)
    ending = untrained.ending(connection, **told, limit=ENDING_LIMIT)
    left = {
        need.course.id: tuple(untrained.proposals(connection, course=need.course.id, **told))
        for need in found.needs
        if need.people_left
    }
    return Asked(found, _by_office(ending), left)


def waiting(workplace: OpenWorkplace) -> tuple[int, bool]:
    """Answer how much needs action of who trains, and whether some of it is late."""
    held: Any = workplace
    if not myself(held).may(Right.TRAIN):
        return 0, False
    today: date = held.clock.today()
    found = workplace.read(training.actions, on=today)
    overdue = any(row.ends < today for row in found.to_mark.rows)
    return found.count, overdue or found.disputed.count > 0


def _by_office(ending: list[Ending]) -> tuple[Lapse, ...]:
    grouped: dict[tuple[str, str], list[Ending]] = {}
    for one in ending:
        if one.invited is None:
            grouped.setdefault((one.course, one.office.id), []).append(one)
    return tuple(Lapse(group[0].office, tuple(group)) for group in grouped.values())
