"""The staff of offices on a day, and where each of them stands with every course."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.organisation import Person, Position, Stay
from edo.queries import directory
from edo.queries.directory import CourseItem
from edo.queries.offices import OfficeLine, Offices, offices
from edo.queries.people import Who
from edo.queries.sessions import planned_for
from edo.store.database import ask
from edo.store.training_rows import OPEN, day_of

_decode = msgspec.json.Decoder(Person).decode
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StayLine:
    """A place where somebody worked or works; `last` is the last day, None where it goes on.

    Attributes:
        office: it; `unit_ru`, `unit_kk`, `position_ru`, `position_kk` are names, or empty.
        since: the first day; None where nobody knows.
    """

    office: OfficeLine
    unit_ru: str
    unit_kk: str
    position_ru: str
    position_kk: str
    is_clerk: bool
    since: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody of the staff.

    Attributes:
        who: the person; `person` is the whole of them.
        at: where they worked on the day; of who had left by then, where they worked last there.
        stays: all their places, the earliest first.
        here: they worked there on the day.
    """

    who: Who
    person: Person
    at: StayLine
    stays: tuple[StayLine, ...]
    here: bool


_THERE = (
    "SELECT s.person, s.n, s.since <= ?1 AND s.until > ?1 AND NOT EXISTS ("
    "  SELECT 1 FROM stays t WHERE t.person = s.person AND t.n > s.n"
    "  AND t.since <= ?1 AND t.until > ?1) AS here, d.state"
    " FROM stays s JOIN directory d ON d.subject = s.person"
    " WHERE s.office = ?2{gone} ORDER BY d.order_{language}, s.person, here DESC, s.n DESC"
)
_HOLDS = " AND s.since <= ?1 AND s.until > ?1"


def staff(
    connection: Connection,
    *,
    on: date,
    office: str = "",
    under: str = "",
    left: bool = False,
    language: str = "ru",
) -> list[StaffRow]:
    """Return who worked in offices on a day, office by office, in alphabetical order.

    Args:
        connection: of one snapshot.
        on: the day.
        office: only of this one; empty: of all.
        under: only of an office and those below it; empty: of all.
        left: add those who worked there at another time.
        language: whose alphabet orders offices and people.
    """
    tree = offices(connection, language=language)
    names = _names(connection)
    lines = (tree[office],) if office else tree.below(under)
    statement = _THERE.format(
        gone="" if left else _HOLDS, language="kk" if language == "kk" else "ru"
    )
    found: list[StaffRow] = []
    for line in lines:
        rows: dict[str, StaffRow] = {}
        for person, n, here, state in ask(connection, statement, (on.toordinal(), line.id)):
            if person not in rows and (here or left):
                rows[person] = _row(person, n, _decode(state), tree, names, here=bool(here))
        found += rows.values()
    return found


class Standing(StrEnum):
    """Where a person stands with a course."""

    PASSED = "passed"
    LEFT = "left"
    """They are required to hold a pass, and never held one."""
    EXPIRED = "expired"
    """They are required to hold a pass; the one they held does not count any more."""
    NOT_REQUIRED = "not_required"


class PersonCell(msgspec.Struct, frozen=True, gc=False):
    """Where a person stands with a course.

    Attributes:
        standing: in a word.
        passed: when they passed; None where no pass counts.
        last: the last day on which the pass counts; None: for ever, or there is none.
        session: at which they passed; empty where no pass counts.
        invited: the first day of the session to come they are invited to; None: there is none.
    """

    standing: Standing = Standing.NOT_REQUIRED
    passed: date | None = None
    last: date | None = None
    session: str = ""
    invited: date | None = None


_NOT_REQUIRED = PersonCell()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the staff, with a cell for each course."""

    staff: StaffRow
    cells: tuple[PersonCell, ...]


@dataclass(frozen=True, slots=True)
class PeopleMatrix:
    """People × courses on a day; `courses` are the columns."""

    on: date
    courses: tuple[CourseItem, ...]
    rows: tuple[PersonRow, ...]


_CELLS = (
    "SELECT person, session, passed, expires, had FROM coverage"
    " WHERE course = ? AND office = ? AND since <= ? AND until > ?"
)


def people(
    connection: Connection,
    *,
    on: date,
    office: str = "",
    under: str = "",
    courses: Collection[str] | None = None,
    language: str = "ru",
) -> PeopleMatrix:
    """Return where the staff of offices stands with courses on a day.

    Args:
        connection: of one snapshot.
        on: the day.
        office: only of this one; empty: of all.
        under: only of an office and those below it; empty: of all.
        courses: ids; None: those in force on that day.
        language: whose alphabet orders offices, people and courses.
    """
    chosen = [
        item
        for item in directory.courses(connection, language=language)
        if (item.course.in_force(on) is not None if courses is None else item.id in courses)
    ]
    rows = staff(connection, on=on, office=office, under=under, language=language)
    cells: dict[tuple[str, str], PersonCell] = {}
    day = on.toordinal()
    for item in chosen:
        invited = planned_for(connection, course=item.id, on=on)
        for where in {row.at.office.id for row in rows}:
            for person, *told in ask(connection, _CELLS, (item.id, where, day, day)):
                coming = invited.get(person, ("", None))[1]
                cells[person, item.id] = _cell(*told, invited=coming)
    return PeopleMatrix(
        on,
        tuple(chosen),
        tuple(
            PersonRow(row, tuple(cells.get((row.who.id, one.id), _NOT_REQUIRED) for one in chosen))
            for row in rows
        ),
    )


def _cell(session: str, passed: int, expires: int, had: int, *, invited: date | None) -> PersonCell:
    if session:
        last = day_of(expires - 1) if expires < OPEN else None
        return PersonCell(Standing.PASSED, day_of(passed), last, session, invited)
    return PersonCell(Standing.EXPIRED if had else Standing.LEFT, invited=invited)


def _row(
    id: str, n: int, person: Person, tree: Offices, names: Mapping[str, Any], *, here: bool
) -> StaffRow:
    stays = tuple(_line(stay, tree, names) for stay in person.stays)
    who = Who(id, person.name_ru, person.name_kk)
    return StaffRow(who, person, stays[min(n, len(stays) - 1)], stays, here)


def _line(stay: Stay, tree: Offices, names: Mapping[str, Any]) -> StayLine:
    unit, position = names.get(stay.unit), names.get(stay.position)
    return StayLine(
        tree[stay.office],
        unit.name_ru if unit else "",
        unit.name_kk if unit else "",
        position.name_ru if position else "",
        position.name_kk if position else "",
        isinstance(position, Position) and position.clerk,
        stay.since,
        stay.until - _ONE if stay.until else None,
    )


def _names(connection: Connection) -> dict[str, Any]:
    """Return the units and positions by id."""
    units = {item.id: item.unit for item in directory.units(connection)}
    return {**units, **{item.id: item.position for item in directory.positions(connection)}}
