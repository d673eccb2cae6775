"""What a list of people is compared with: everybody who is known, and what they attended."""

from datetime import date

import msgspec
from sqlalchemy import Connection, select

from edo.domain.course import Course
from edo.domain.judging import Known
from edo.domain.known_people import KnownPerson
from edo.domain.likeness import fold
from edo.domain.organisation import Office, Person, Position, Unit
from edo.domain.session import Session
from edo.store.tables import directory, routed

_person = msgspec.json.Decoder(Person).decode
_office = msgspec.json.Decoder(Office).decode
_course = msgspec.json.Decoder(Course).decode
_session = msgspec.json.Decoder(Session).decode


def known(connection: Connection) -> Known:
    """Return all people, offices that are not closed, courses, and what is known to be attended."""
    people = [
        KnownPerson(id, (one.name_ru, one.name_kk), one.office, one.left)
        for id, one in ((id, _person(state)) for id, state in _states(connection, Person))
    ]
    offices = {
        id: (one.name_ru, one.name_kk, one.short)
        for id, one in ((id, _office(state)) for id, state in _states(connection, Office))
        if not one.closed
    }
    courses = {
        id: (one.title_ru, one.title_kk)
        for id, one in ((id, _course(state)) for id, state in _states(connection, Course))
    }
    return Known(people, offices, courses, attended(connection))


def attended(connection: Connection) -> frozenset[tuple[str, str, date]]:
    """Return (person, course, last day of the session) of everybody marked present anywhere."""
    rows = connection.execute(select(routed.c.state).where(routed.c.sort == Session.SORT))
    return frozenset(
        (person, session.course, session.ends)
        for session in (_session(row.state) for row in rows)
        for person, mark in session.settled()
        if mark.present
    )


def places(connection: Connection) -> dict[tuple[str, str], str]:
    """Return the ids of positions by ("", name) and of units by (office, name), names folded."""
    found: dict[tuple[str, str], str] = {}
    for id, state in _states(connection, Position):
        position = msgspec.json.decode(state, type=Position)
        for called in filter(None, (position.name_ru, position.name_kk)):
            if not position.closed:
                found.setdefault(("", fold(called)), id)
    for id, state in _states(connection, Unit):
        unit = msgspec.json.decode(state, type=Unit)
        for called in filter(None, (unit.name_ru, unit.name_kk, unit.short)):
            if not unit.closed:
                found.setdefault((unit.office, fold(called)), id)
    return found


def _states(connection: Connection, kind: type) -> list[tuple[str, bytes]]:
    rows = connection.execute(
        select(directory.c.subject, directory.c.state)
        .where(directory.c.sort == kind.__name__.lower())
        .order_by(directory.c.subject)
    )
    return [(row.subject, row.state) for row in rows]
