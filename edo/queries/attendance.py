"""A training session as its trainer needs it: everybody on its list, with what is marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection

from edo.domain.course import Course, Edition
from edo.domain.likeness import fold
from edo.domain.organisation import Office, Person, Position
from edo.domain.session import Certificate, Mark, Session
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries.people import People, people
from edo.store import ledger
from edo.store.database import ask

_decode = msgspec.json.Decoder(Session).decode
_STATE = "SELECT state FROM routed WHERE subject = ? AND +sort = 'session'"
_ONLY_HERE = (
    "SELECT 1 FROM changes c JOIN segments s ON s.id = c.segment"
    " WHERE c.subject = ? AND s.waiting = 1 LIMIT 1"
)
Names = tuple[str, str]
"""A name in Russian and in Kazakh."""
NAMELESS: Names = ("", "")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody a session is about, or who may be added to it.

    Attributes:
        id: of the person.
        name, position, office: in Russian and in Kazakh.
        office_id: where they work.
        invited: they are on the list; else they were added on the spot.
        marks: all that was marked of them, in the order it was.
        certificate: the one they hold; None where they hold none.
    """

    id: str
    name: Names
    position: Names
    office: Names
    office_id: str
    invited: bool = False
    marks: tuple[Mark, ...] = ()
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """A session with the names of everything in it.

    Attributes:
        id: of the session.
        session: its state.
        course: names of the course.
        edition: the rules by which it is judged.
        offices: names by id.
        who: names of its trainers and of all who marked.
        people: everybody it is about, in the order of the list.
        shared: there is a shared folder to send it to.
        only_here: something of it was not sent there yet.
    """

    id: str
    session: Session
    course: Names
    edition: Edition | None
    offices: Mapping[str, Names]
    who: People
    people: tuple[Attendee, ...]
    shared: bool
    only_here: bool


def attendance(connection: Connection, *, session: str) -> Attendance:
    """Return a session with everybody it is about.

    Raises:
        Refusal: there is none.
    """
    found = ask(connection, _STATE, (session,))
    if not found:
        raise Refusal(Reason.UNKNOWN_SESSION)
    state = _decode(found[0][0])
    course = directory.entries(connection, subjects=[state.course]).get(state.course)
    known = isinstance(course, Course)
    offices = directory.entries(connection, subjects=(*state.offices, state.organiser))
    who = {*state.trainers, *(one.by for marks in state.marks.values() for one in marks)}
    shared = bool(ledger.recall(connection, "share"))
    return Attendance(
        session,
        state,
        (course.title_ru, course.title_kk) if known else (state.title, ""),
        course.taught(state.ends) if known else None,
        {id: _names(offices.get(id)) for id in (*state.offices, state.organiser)},
        people(connection, who),
        _attendees(connection, state),
        shared,
        shared and bool(ask(connection, _ONLY_HERE, (session,))),
    )


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff, to be found by name; `parts` are the folded parts of the name."""

    who: Attendee
    parts: tuple[str, ...]


def staff(connection: Connection, *, language: str = "ru") -> tuple[Colleague, ...]:
    """Return everybody who works somewhere, in alphabetical order."""
    found = directory.people(connection, language=language)
    places = _places(connection, (one.person for one in found))
    return tuple(
        Colleague(
            _attendee(one.id, one.person, places),
            tuple(fold(f"{one.person.name_ru} {one.person.name_kk}").split()),
        )
        for one in found
    )


def named_so(
    connection: Connection,
    *,
    staff: Iterable[Colleague],
    text: str,
    first: Iterable[str] = (),
    without: Iterable[str] = (),
    limit: int = 50,
) -> list[Attendee]:
    """Return colleagues each word of a text begins a part of whose name, some offices' first.

    Args:
        connection: not asked; a question of the windows has one.
        staff: among whom.
        text: as it is typed, by letters of either language.
        first: ids of offices whose people come first.
        without: ids of people who are left out.
        limit: people at most.
    """
    del connection
    words, here, gone = fold(text).split(), frozenset(first), frozenset(without)
    found = [
        one.who
        for one in staff
        if one.who.id not in gone
        and all(any(part.startswith(word) for part in one.parts) for word in words)
    ]
    found.sort(key=lambda one: one.office_id not in here)
    return found[:limit]


def _attendees(connection: Connection, state: Session) -> tuple[Attendee, ...]:
    invited = frozenset(state.invited)
    found = directory.entries(connection, subjects=state.people)
    known = {id: one for id, one in found.items() if isinstance(one, Person)}
    places = _places(connection, known.values())
    return tuple(
        replace(
            _attendee(id, known.get(id), places),
            invited=id in invited,
            marks=state.marks.get(id, ()),
            certificate=state.certificate(id),
        )
        for id in state.people
    )


def _places(connection: Connection, known: Iterable[Person]) -> dict[str, Names]:
    ids = {id for one in known for id in (one.office, one.position) if id}
    return {id: _names(one) for id, one in directory.entries(connection, subjects=ids).items()}


def _attendee(id: str, person: Person | None, places: Mapping[str, Names]) -> Attendee:
    one = person or Person(id, id)
    return Attendee(
        id,
        (one.name_ru, one.name_kk),
        places.get(one.position, NAMELESS),
        places.get(one.office, NAMELESS),
        one.office,
    )


def _names(entry: object) -> Names:
    if isinstance(entry, Office | Position):
        return entry.name_ru, entry.name_kk
    return NAMELESS
