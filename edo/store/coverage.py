"""Coverage in the tables: who is required to hold a pass of a course and who does, on any day.

The rows of a person in a course are a function of where they worked, of what the course asks for,
of what was marked at its sessions, and of offices and positions. Whatever of it is written, only
what follows from it is made anew, and the sums of an office are moved by the difference. So the
tables say the same in whatever order everything came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection

from edo.domain.course import Course
from edo.domain.coverage import Pass, Requirement, Stretch, Structure
from edo.domain.organisation import Stay
from edo.store.coverage_basis import (
    FROM_PRESENT,
    STATES,
    STAYS,
    Basis,
    Offices,
    basis,
    concerned,
    decode_course,
    decode_position,
)
from edo.store.database import ask, bulk, create_indexes, drop_indexes, insert_into
from edo.store.tables import COVERAGE_INDEXES, coverage, standings
from edo.store.training_rows import OPEN, PRESENT, Row, day_number, stay_of

_ALL_STAYS = "SELECT person, office, unit, position, since, until FROM stays ORDER BY person, n"
_OF_PERSON = (
    "SELECT s.course, s.session, s.ends, p.result FROM session_people p"
    f" JOIN sessions s ON s.session = p.session WHERE p.person = ? AND p.said = '{PRESENT}'"
)
_OF_COURSE = f"SELECT p.person, s.session, s.ends, p.result {FROM_PRESENT} s.course = ?"
_ROWS = "SELECT * FROM coverage INDEXED BY coverage_person WHERE person = ? AND course = ?"
_DELETE = "DELETE FROM coverage WHERE course = ? AND office = ? AND person = ? AND since = ?"
_INSERT = insert_into(coverage)
_FORGET = ("DELETE FROM coverage WHERE course = ?", "DELETE FROM standings WHERE course = ?")
_STANDINGS = (
    "SELECT since, until, required, covered, had, clerks FROM standings"
    " WHERE course = ? AND office = ?"
)
_STAND = insert_into(standings)
_STAND_NO_MORE = "DELETE FROM standings WHERE course = ? AND office = ? AND since = ?"
_STRAYS = (
    "SELECT session FROM session_people UNION SELECT session FROM sessions"
    " UNION SELECT session FROM session_offices EXCEPT SELECT subject FROM routed"
)

_Moves = dict[int, list[int]]
"""By day, by how much each sum changes on it."""


def settle(connection: Connection, before: Basis, subjects: Iterable[str]) -> None:
    """Make anew what follows from subjects whose rows were rewritten.

    Args:
        connection: of a writing transaction.
        before: their basis before; those that had no rows may be left out.
        subjects: all of them.
    """
    now = basis(connection, subjects)
    changed = {one: (before.get(one), told) for one, told in now.items() if told != before.get(one)}
    changed = {one: told for one, told in changed.items() if any(told)}
    if not changed:
        return
    made = _Making(connection)
    courses = {subject for subject in changed if subject.startswith("g")}
    for course in courses:
        made.forget(course)
        made.course(course)
    for person, some in concerned(connection, changed, made.courses).items():
        for course in (made.courses.keys() if some is None else some) - courses:
            made.person(person, course)
    made.write()


def settle_all(connection: Connection) -> None:
    """Make all coverage, where there is none yet."""
    drop_indexes(connection, COVERAGE_INDEXES)
    made = _Making(connection)
    for course in sorted(made.courses):
        made.course(course)
        made.write()
    create_indexes(connection, COVERAGE_INDEXES)


def wrong(connection: Connection) -> list[str]:
    """Return the courses and sessions whose rows do not follow from the others."""
    bad = {session for (session,) in ask(connection, _STRAYS)}
    made = _Making(connection)
    told = ask(connection, "SELECT course FROM standings UNION SELECT course FROM coverage")
    for course in {one for (one,) in told} | made.courses.keys():
        made.course(course)
        rows, moves = made.take()
        found = ask(connection, "SELECT * FROM coverage WHERE course = ?", (course,))
        sums = ask(connection, "SELECT * FROM standings WHERE course = ?", (course,))
        due = [(*place, *row) for place in sorted(moves) for row in _standing([], moves[place])]
        if found != sorted(rows) or sums != due:
            bad.add(course)
    return sorted(bad)


@dataclass(slots=True)
class _Making:
    """Coverage being made: rows that go, rows that come, and by how much sums move."""

    connection: Connection
    courses: dict[str, Course] = field(init=False)
    _structure: Structure = field(init=False)
    _requirements: dict[str, Requirement] = field(default_factory=dict[str, Requirement])
    _stays: dict[str, list[Stay]] = field(default_factory=dict[str, list[Stay]])
    _passes: dict[str, dict[str, list[Pass]]] = field(
        default_factory=dict[str, dict[str, list[Pass]]]
    )
    _everybody: bool = False
    _gone: list[Row] = field(default_factory=list[Row])
    _come: list[Row] = field(default_factory=list[Row])
    _moves: dict[tuple[str, str], _Moves] = field(default_factory=dict[tuple[str, str], _Moves])

    def __post_init__(self) -> None:
        states = ask(self.connection, STATES, ("course",))
        self.courses = {subject: decode_course(state) for subject, state in states}
        clerks = (
            subject
            for subject, state in ask(self.connection, STATES, ("position",))
            if decode_position(state).clerk
        )
        self._structure = Structure(Offices(self.connection), frozenset(clerks))

    def course(self, course: str) -> None:
        """Make the rows of everybody in a course that has none."""
        if course not in self.courses:
            return
        requirement, passed = self._requirement(course), dict[str, list[Pass]]()
        for person, *mark in ask(self.connection, _OF_COURSE, (course,)):
            self._pass(passed.setdefault(person, []), course, *mark)
        for person, stays in self._of_everybody().items():
            if requirement.concerns(person):
                found = requirement.stretches(person, stays, passed.get(person, ()))
                for row in _rows(course, person, found):
                    self._come.append(row)
                    self._move(row, 1)

    def forget(self, course: str) -> None:
        """Remove the rows of a course."""
        for statement in _FORGET:
            bulk(self.connection, statement, [(course,)])

    def person(self, person: str, course: str) -> None:
        """Make the rows of a person in a course anew."""
        due = set[Row]()
        if course in self.courses:
            stays, passed = self._of(person), self._passed(person).get(course, ())
            due.update(
                _rows(course, person, self._requirement(course).stretches(person, stays, passed))
            )
        found = set(ask(self.connection, _ROWS, (person, course)))
        for row in found - due:
            self._gone.append(row[:4])
            self._move(row, -1)
        for row in due - found:
            self._come.append(row)
            self._move(row, 1)

    def take(self) -> tuple[list[Row], dict[tuple[str, str], _Moves]]:
        """Give away the rows that come, and how the standings of offices move by them."""
        taken = self._come, self._moves
        self._come, self._moves = [], {}
        return taken

    def write(self) -> None:
        """Write what was made."""
        rows, moves = self.take()
        bulk(self.connection, _DELETE, self._gone)
        bulk(self.connection, _INSERT, sorted(rows))
        self._gone = []
        gone, come = list[Row](), list[Row]()
        for place, moved in sorted(moves.items()):
            before = ask(self.connection, _STANDINGS, place)
            after = _standing(before, moved)
            gone += [(*place, row[0]) for row in {*before}.difference(after)]
            come += [(*place, *row) for row in sorted({*after}.difference(before))]
        bulk(self.connection, _STAND_NO_MORE, gone)
        bulk(self.connection, _STAND, come)

    def _requirement(self, course: str) -> Requirement:
        found = self._requirements.get(course)
        if found is None:
            found = Requirement(self.courses[course], self._structure)
            self._requirements[course] = found
        return found

    def _of(self, person: str) -> list[Stay]:
        found = self._stays.get(person)
        if found is None:
            found = [stay_of(row) for row in ask(self.connection, STAYS, (person,))]
            self._stays[person] = found
        return found

    def _of_everybody(self) -> dict[str, list[Stay]]:
        if not self._everybody:
            self._stays, self._everybody = {}, True
            for row in ask(self.connection, _ALL_STAYS):
                self._stays.setdefault(row[0], []).append(stay_of(row[1:]))
        return self._stays

    def _passed(self, person: str) -> dict[str, list[Pass]]:
        found = self._passes.get(person)
        if found is None:
            found = self._passes[person] = {}
            for course, *mark in ask(self.connection, _OF_PERSON, (person,)):
                if course in self.courses:
                    self._pass(found.setdefault(course, []), course, *mark)
        return found

    def _pass(
        self, passed: list[Pass], course: str, session: str, ends: int, result: int | None
    ) -> None:
        """Add what somebody passed at a session where they were present, if they did."""
        on = date.fromordinal(ends)
        if self.courses[course].taught(on).is_pass(present=True, result=result):
            passed.append(Pass(on, session))

    def _move(self, row: Row, sign: int) -> None:
        course, office, _, since, until, clerk, session, _, _, had = row
        moves = self._moves.setdefault((course, office), {})
        covered = sign if session else 0
        for day, way in ((since, 1), (until, -1)):
            steps = moves.setdefault(day, [0, 0, 0, 0])
            steps[0] += way * sign
            steps[1] += way * covered
            steps[2] += way * sign * had
            steps[3] += way * covered * clerk


def _standing(before: Iterable[Row], moves: _Moves) -> list[Row]:
    """Return the standings of an office, moved on some days: (since, until, sums …).

    Each row holds as long as nothing changes, so however often it was moved, it is written one way.
    """
    steps = {day: [*moved] for day, moved in moves.items()}
    for since, until, *sums in before:
        for day, way in ((since, 1), (until, -1)):
            step = steps.setdefault(day, [0, 0, 0, 0])
            for place, value in enumerate(sums):
                step[place] += way * value
    days = [day for day in sorted(steps) if any(steps[day])]
    found, sums = list[Row](), [0, 0, 0, 0]
    for since, until in pairwise(days):
        sums = [a + b for a, b in zip(sums, steps[since], strict=True)]
        if any(sums):
            found.append((since, until, *sums))
    return found


def _rows(course: str, person: str, found: Iterable[Stretch]) -> Iterator[Row]:
    for one in found:
        held = one.held
        yield (
            course,
            one.office,
            person,
            one.since.toordinal(),
            day_number(one.until, OPEN),
            int(one.is_clerk),
            held.session if held else "",
            held.on.toordinal() if held else 0,
            day_number(one.expires, OPEN) if held else 0,
            int(one.had),
        )
