"""Where training stands: what needs action, before anything else."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from edo.domain.course import Goal
from edo.domain.coverage import Tally
from edo.queries import sessions, untrained
from edo.queries.coverage import matrix
from edo.queries.directory import CourseItem
from edo.queries.sessions import Chosen, SessionRow, View
from edo.queries.untrained import SOON_DAYS, Ending

SHOWN = 20
"""Rows of each part at most; the counts are always true."""


@dataclass(frozen=True, slots=True)
class Need:
    """How a course stands in all offices.

    Attributes:
        course, goal: the course, and when an office counts as trained.
        tally: of all staff.
        trained, offices: offices that are trained, of those where somebody is required.
    """

    course: CourseItem
    goal: Goal
    tally: Tally
    trained: int
    offices: int

    @property
    def offices_left(self) -> int:
        """How many offices are not trained."""
        return self.offices - self.trained

    @property
    def people_left(self) -> int:
        """How many people hold no pass."""
        return self.tally.left


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what needs action: how much of it, and the first of it."""

    count: int
    rows: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """What needs action.

    Attributes:
        on: the day.
        needs: the courses in force, those with most people left first.
        ending, ending_count: passes that lapse within some days, the first of them, and how many.
        to_mark: sessions that have begun and were not said to be over, the oldest first.
        disputed: sessions at which somebody is marked differently.
        planned: sessions to come, the nearest first.
    """

    on: date
    needs: tuple[Need, ...]
    ending: tuple[Ending, ...]
    ending_count: int
    to_mark: Part
    disputed: Part
    planned: Part

    @property
    def count(self) -> int:
        """How many courses, passes and sessions ask for something to be done."""
        left = sum(need.people_left > 0 for need in self.needs)
        return left + self.ending_count + self.to_mark.count + self.disputed.count


def actions(
    connection: Connection,
    *,
    on: date,
    trainer: str = "",
    under: str = "",
    days: int = SOON_DAYS,
    language: str = "ru",
) -> Actions:
    """Return what needs action on a day.

    Args:
        connection: of one snapshot.
        on: the day.
        trainer: only the sessions somebody holds; empty: all.
        under: only an office and those below it, of courses and passes; empty: all.
        days: how far to look for passes that lapse.
        language: whose alphabet orders everything.
    """
    found = matrix(connection, on=on, under=under, language=language)
    needs = [
        Need(course, goal or Goal.EVERYONE, cell.below, cell.trained, cell.offices)
        for course, goal, cell in zip(found.courses, found.goals, found.total, strict=True)
    ]
    ending = untrained.ending(
        connection, on=on, days=days, under=under, language=language, limit=SHOWN
    )
    to_mark, disputed, planned = (
        _part(connection, on, Chosen(view=view, trainer=trainer))
        for view in (View.TO_MARK, View.DISPUTED, View.PLANNED)
    )
    return Actions(
        on,
        tuple(sorted(needs, key=lambda need: -need.people_left)),
        tuple(ending),
        untrained.ending_count(connection, on=on, days=days, under=under),
        to_mark,
        disputed,
        planned,
    )


def _part(connection: Connection, on: date, chosen: Chosen) -> Part:
    count = sessions.count(connection, on=on, chosen=chosen)
    rows = sessions.sessions(connection, on=on, chosen=chosen, limit=SHOWN) if count else []
    return Part(count, tuple(rows))
