"""Where offices stand with courses on a day: the matrix, and what each of its cells is made of.

All of it is read from the `standings`. Whatever day is asked for, it costs the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection

from edo.domain.course import Goal
from edo.domain.coverage import Readiness, Tally
from edo.queries import directory
from edo.queries.directory import CourseItem
from edo.queries.offices import OfficeLine, offices
from edo.store.database import ask

NOTHING = Tally()


class Cell(msgspec.Struct, frozen=True, gc=False):
    """Where an office stands with a course.

    Attributes:
        own: its own staff.
        below: its own and that of all offices below it.
        readiness: of the office itself.
        trained, offices: offices, itself and below, that are trained, of those where somebody is
            required.
    """

    own: Tally = NOTHING
    below: Tally = NOTHING
    readiness: Readiness = Readiness.NOBODY
    trained: int = 0
    offices: int = 0

    @property
    def percent(self) -> int | None:
        """Of all who are required here and below, how many of a hundred hold a pass.

        Rounded down, so that 100 means all; None where nobody is required.
        """
        return self.below.covered * 100 // self.below.required if self.below.required else None

    @property
    def whole(self) -> Readiness:
        """How the office stands together with all below it."""
        if not self.offices:
            return Readiness.NOBODY
        if self.trained == self.offices:
            return Readiness.TRAINED
        if self.below.covered:
            return Readiness.PARTLY
        return Readiness.EXPIRED if self.below.had else Readiness.NOT_TRAINED


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An office, with a cell for each course."""

    office: OfficeLine
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Offices × courses on a day.

    Attributes:
        on: the day.
        courses: the columns.
        goals: when an office counts as trained in each; None where the course is not in force.
        rows: the offices in the order of the tree; last, those that are not known and have staff.
        total: of all rows; `own` is nobody's.
    """

    on: date
    courses: tuple[CourseItem, ...]
    goals: tuple[Goal | None, ...]
    rows: tuple[MatrixRow, ...]
    total: tuple[Cell, ...]


def matrix(
    connection: Connection,
    *,
    on: date,
    courses: Collection[str] | None = None,
    under: str = "",
    language: str = "ru",
) -> Matrix:
    """Return where offices stand with courses on a day.

    Closed offices are left out where nobody is required in them or below.

    Args:
        connection: of one snapshot.
        on: the day.
        courses: ids; None: those in force on that day.
        under: an office: only it and those below it; empty: all.
        language: whose alphabet orders offices and courses.
    """
    chosen = [
        item
        for item in directory.courses(connection, language=language)
        if (item.course.in_force(on) is not None if courses is None else item.id in courses)
    ]
    editions = [item.course.in_force(on) for item in chosen]
    goals = tuple(edition.goal if edition else None for edition in editions)
    tree = offices(connection, language=language)
    own = tallies(connection, [item.id for item in chosen], on=on)
    lines = [*tree.below(under)]
    if not under:
        lines += [tree[id] for id in sorted(own.keys() - tree.keys())]
    sums = _Sums(len(chosen), goals)
    for line in reversed(lines):
        sums.add(line.id, line.parent, own.get(line.id, {}), [item.id for item in chosen])
    rows = [
        MatrixRow(line, sums.cells[line.id])
        for line in lines
        if not line.closed or any(cell.below.required for cell in sums.cells[line.id])
    ]
    return Matrix(on, tuple(chosen), goals, tuple(rows), sums.total(lines))


class _Sums:
    """The cells of offices, each after those below it: a cell adds to the one above."""

    def __init__(self, width: int, goals: Sequence[Goal | None]) -> None:
        self.cells: dict[str, tuple[Cell, ...]] = {}
        self._none = (EMPTY,) * width
        self._goals = goals
        self._below: dict[str, dict[int, list[int]]] = {}

    def add(
        self, office: str, parent: str, own: Mapping[str, Tally], courses: Sequence[str]
    ) -> None:
        """Make the cells of an office all of whose offices below were added."""
        below = self._below.pop(office, {})
        above = self._below.setdefault(parent, {})
        cells = [*self._none]
        for place, course in enumerate(courses):
            tally, sums = own.get(course, NOTHING), below.get(place)
            if tally is NOTHING and sums is None:
                continue
            readiness = tally.readiness(self._goals[place] or Goal.EVERYONE)
            is_trained, counts = readiness is Readiness.TRAINED, tally.required > 0
            if sums is None:
                cell = Cell(tally, tally, readiness, int(is_trained), int(counts))
            else:
                whole = tally + Tally(*sums[:4])
                cell = Cell(tally, whole, readiness, sums[4] + is_trained, sums[5] + counts)
            cells[place] = cell
            _grow(above, place, cell)
        self.cells[office] = tuple(cells)

    def total(self, lines: Iterable[OfficeLine]) -> tuple[Cell, ...]:
        """Return the cells of all offices that stand under none of the others."""
        ids, found = {line.id for line in lines}, dict[int, list[int]]()
        for line in lines:
            if line.parent not in ids or not line.parent:
                for place, cell in enumerate(self.cells[line.id]):
                    _grow(found, place, cell)
        cells = [*self._none]
        for place, sums in found.items():
            cells[place] = Cell(below=Tally(*sums[:4]), trained=sums[4], offices=sums[5])
        return tuple(cells)


def _grow(sums: dict[int, list[int]], place: int, cell: Cell) -> None:
    """Add a cell to the sums of a column: those of a tally, then offices trained and in all."""
    below, found = cell.below, sums.get(place)
    if found is None:
        found = sums[place] = [0, 0, 0, 0, 0, 0]
    found[0] += below.required
    found[1] += below.covered
    found[2] += below.had
    found[3] += below.clerks
    found[4] += cell.trained
    found[5] += cell.offices


def tallies(
    connection: Connection, courses: Collection[str], *, on: date
) -> dict[str, dict[str, Tally]]:
    """Return office → course → its tally on a day, where anybody is required."""
    found: dict[str, dict[str, Tally]] = {}
    day = on.toordinal()
    for course in courses:
        for office, *sums in ask(connection, _SUMS, (course, day, day)):
            found.setdefault(office, {})[course] = Tally(*sums)
    return found


_SUMS = (
    "SELECT office, required, covered, had, clerks FROM standings"
    " WHERE course = ? AND since <= ? AND until > ?"
)
