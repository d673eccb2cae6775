"""Whom to invite to a training session: who is required to be trained and is not, or soon not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from edo.domain.organisation import Office, Person, Position
from edo.queries import directory
from edo.queries.attendance import NAMELESS, Names
from edo.store.database import ask
from edo.store.training_rows import day_of

ENDING_DAYS = 60
"""A pass that ends within so many days is renewed at the next session."""
_AT_ONCE = 500
_decode = msgspec.json.Decoder(Person).decode
_REQUIRED = (
    "SELECT person, session, expires FROM coverage WHERE course = ? AND office IN ({places})"
    " AND since <= ? AND until > ? AND (session = '' OR expires <= ?)"
)
_HELD = (
    "SELECT person, session, expires FROM coverage WHERE course = ? AND person IN ({places})"
    " AND since <= ? AND until > ?"
)
_STATES = "SELECT {order}, subject, state FROM directory WHERE subject IN ({places})"
_AWAITED = (
    "SELECT p.person, min(s.begins) FROM sessions s JOIN session_people p ON p.session = s.session"
    " WHERE s.course = ? AND s.stage = 'planned' AND s.session <> ? AND p.invited = 1"
    " AND p.said = '' GROUP BY p.person"
)


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who may be invited.

    Attributes:
        id: of the person.
        name, position, office: in Russian and in Kazakh.
        ends: the first day on which the pass they hold holds no more; None: they hold none.
        awaited: the day of another planned session of the course to which they are invited.
        required: the course asks for them.
    """

    id: str
    name: Names
    position: Names
    office: Names
    ends: date | None = None
    awaited: date | None = None
    required: bool = True


def below(connection: Connection, *, offices: Iterable[str]) -> tuple[str, ...]:
    """Return some offices and all below them that are not closed, each after the one above it."""
    children: dict[str, list[str]] = {}
    for item in directory.offices(connection):
        if not item.office.closed:
            children.setdefault(item.office.parent, []).append(item.id)
    found: dict[str, None] = {}
    left = list(reversed(list(offices)))
    while left:
        office = left.pop()
        if office not in found:
            found[office] = None
            left.extend(reversed(children.get(office, [])))
    return tuple(found)


def proposed(
    connection: Connection,
    *,
    course: str,
    offices: Iterable[str],
    on: date,
    session: str = "",
    language: str = "ru",
) -> list[Invitee]:
    """Return who should come: by office in the order given, in each in alphabetical order.

    Args:
        connection: of one snapshot.
        course: id.
        offices: ids of the offices a session is for.
        on: the day on which they are to hold a pass.
        session: id of the session that is planned, where it is planned already.
        language: whose alphabet orders the names.
    """
    wanted = list(dict.fromkeys(offices))
    soon = (on + timedelta(days=ENDING_DAYS)).toordinal()
    day = on.toordinal()
    ends: dict[str, date | None] = {}
    for some in _batches(wanted):
        statement = _REQUIRED.format(places=", ".join("?" * len(some)))
        for person, held, expires in ask(connection, statement, (course, *some, day, day, soon)):
            ends[person] = day_of(expires) if held else None
    awaited = {one: day_of(on) for one, on in ask(connection, _AWAITED, (course, session))}
    place = {office: n for n, office in enumerate(wanted)}
    people = _people(connection, ends, language)
    people.sort(key=lambda one: place.get(one[1].office, len(place)))
    places = _places(connection, [person for _, person in people])
    return [
        _invitee(id, person, places, ends=ends[id], awaited=awaited.get(id))
        for id, person in people
    ]


def named(
    connection: Connection, *, people: Iterable[str], course: str = "", on: date | None = None
) -> list[Invitee]:
    """Return some people as invitees, in the order given, whether the course asks for them or not.

    Args:
        connection: of one snapshot.
        people: ids.
        course: id, and `on` a day, where it matters what they hold.
    """
    ids = list(dict.fromkeys(people))
    found = directory.entries(connection, subjects=ids)
    known = {id: one for id in ids if isinstance(one := found.get(id), Person)}
    ends = _held(connection, course, known, on) if course and on else {}
    places = _places(connection, list(known.values()))
    return [
        _invitee(id, person, places, ends=ends.get(id), required=id in ends)
        for id, person in known.items()
    ]


def _held(
    connection: Connection, course: str, people: Iterable[str], on: date
) -> dict[str, date | None]:
    """Return until when those who are required hold a pass on a day."""
    wanted, day = list(people), on.toordinal()
    found: dict[str, date | None] = {}
    for some in _batches(wanted):
        statement = _HELD.format(places=", ".join("?" * len(some)))
        for person, held, expires in ask(connection, statement, (course, *some, day, day)):
            found[person] = day_of(expires) if held else None
    return found


def _people(connection: Connection, ids: Iterable[str], language: str) -> list[tuple[str, Person]]:
    """Return people in alphabetical order."""
    order = "order_kk" if language == "kk" else "order_ru"
    rows: list[tuple[bytes, str, Person]] = []
    for some in _batches(list(ids)):
        statement = _STATES.format(order=order, places=", ".join("?" * len(some)))
        rows += [(row[0], row[1], _decode(row[2])) for row in ask(connection, statement, some)]
    return [(id, person) for _, id, person in sorted(rows, key=lambda row: row[:2])]


def _batches(ids: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield tuple(ids[start : start + _AT_ONCE])


def _places(connection: Connection, people: Iterable[Person]) -> dict[str, Names]:
    ids = {id for one in people for id in (one.office, one.position) if id}
    return {
        id: (one.name_ru, one.name_kk)
        for id, one in directory.entries(connection, subjects=ids).items()
        if isinstance(one, Office | Position)
    }


def _invitee(
    id: str,
    person: Person,
    places: Mapping[str, Names],
    *,
    ends: date | None,
    awaited: date | None = None,
    required: bool = True,
) -> Invitee:
    return Invitee(
        id,
        (person.name_ru, person.name_kk),
        places.get(person.position, NAMELESS),
        places.get(person.office, NAMELESS),
        ends,
        awaited,
        required,
    )
