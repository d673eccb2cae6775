"""What coverage follows from: places people worked at, rules, marks, offices, positions.

Of each subject it can be asked before and after its rows are rewritten; where it differs, it tells
whom that concerns and in which courses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from edo.domain.course import Course
from edo.domain.organisation import Office, Position
from edo.store.database import ask
from edo.store.training_rows import PRESENT, Row

T = TypeVar("T")

decode_course = msgspec.json.Decoder(Course).decode
decode_position = msgspec.json.Decoder(Position).decode
_decode_office = msgspec.json.Decoder(Office).decode

STATES = "SELECT subject, state FROM directory WHERE sort = ?"
STAYS = "SELECT office, unit, position, since, until FROM stays WHERE person = ? ORDER BY n"
FROM_PRESENT = (
    f"FROM sessions s JOIN session_people p ON p.session = s.session AND p.said = '{PRESENT}' WHERE"
)
_STATE = "SELECT state FROM directory WHERE subject = ? AND sort = ?"
_IN_OFFICE = "SELECT DISTINCT person FROM stays WHERE office = ?"
_IN_POSITION = "SELECT DISTINCT person FROM stays WHERE position = ?"
_AT_SESSION = f"SELECT p.person, s.course, s.ends, p.result {FROM_PRESENT} s.session = ?"

Basis = Mapping[str, Any]
"""By subject, what coverage follows from: comparable, and false where that is nothing."""


def basis(connection: Connection, subjects: Iterable[str]) -> Basis:
    """Return what coverage follows from of some subjects, as the tables have it now."""
    return {
        subject: read(connection, subject)
        for subject in subjects
        if (read := _READ.get(subject[:1])) is not None
    }


def concerned(
    connection: Connection, changed: Mapping[str, tuple[Any, Any]], courses: Mapping[str, Course]
) -> dict[str, set[str] | None]:
    """Return whom changes concern, and in which courses; None: in all."""
    some: dict[str, set[str]] = {}
    entirely: set[str] = set()
    moved: set[str] = set()
    for subject, (was, now) in changed.items():
        match subject[0]:
            case "p":
                entirely.add(subject)
            case "s":
                entirely |= _people(connection, _IN_POSITION, subject)
            case "o":
                entirely |= _people(connection, _IN_OFFICE, subject)
                if not (was and now) or was[1] != now[1]:
                    moved.add(subject)
            case "v":
                both: tuple[dict[str, Row], dict[str, Row]] = was or {}, now
                for person, mark in {*both[0].items()} ^ {*both[1].items()}:
                    some.setdefault(person, set()).add(mark[0])
            case _:
                pass
    by_place = {id for id, one in courses.items() if any(e.audience.offices for e in one.editions)}
    for office in _below(connection, moved) if by_place else ():
        for person in _people(connection, _IN_OFFICE, office):
            some.setdefault(person, set()).update(by_place)
    return {**some, **dict.fromkeys(entirely)}


def _below(connection: Connection, offices: set[str]) -> set[str]:
    """Return some offices and all below them."""
    if not offices:
        return offices
    children: dict[str, list[str]] = {}
    for subject, state in ask(connection, STATES, ("office",)):
        children.setdefault(_decode_office(state).parent, []).append(subject)
    found, left = set[str](), [*offices]
    while left:
        office = left.pop()
        if office not in found:
            found.add(office)
            left += children.get(office, ())
    return found


def _people(connection: Connection, statement: str, subject: str) -> set[str]:
    return {person for (person,) in ask(connection, statement, (subject,))}


def _state(
    connection: Connection, subject: str, decode: Callable[[bytes], T], sort: str
) -> T | None:
    rows = ask(connection, _STATE, (subject, sort))
    return decode(rows[0][0]) if rows else None


def _stays_of(connection: Connection, person: str) -> Sequence[Row]:
    return ask(connection, STAYS, (person,))


def _rules_of(connection: Connection, course: str) -> object:
    """Return the rules of a course, without what is only shown."""
    state = _state(connection, course, decode_course, "course")
    if state is None:
        return None
    editions = tuple(
        (one.on, one.months, one.threshold, one.audience, one.anew) for one in state.editions
    )
    return editions, state.closed


def _place_of(connection: Connection, office: str) -> object:
    state = _state(connection, office, _decode_office, "office")
    return (state.level, state.parent) if state else None


def _is_clerk(connection: Connection, position: str) -> bool:
    state = _state(connection, position, decode_position, "position")
    return state is not None and state.clerk


def _marked_at(connection: Connection, session: str) -> dict[str, Row]:
    rows = ask(connection, _AT_SESSION, (session,))
    return {person: (course, session, *mark) for person, course, *mark in rows}


_READ: dict[str, Callable[[Connection, str], Any]] = {
    "p": _stays_of,
    "g": _rules_of,
    "o": _place_of,
    "s": _is_clerk,
    "v": _marked_at,
}
"""By what ids begin with: what reads their basis."""


class Offices(Mapping[str, Office]):
    """The offices by id, each looked up when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Office | None] = {}

    def __getitem__(self, id: str) -> Office:
        if id not in self._known:
            self._known[id] = _state(self._connection, id, _decode_office, "office")
        found = self._known[id]
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
