"""Short lists the program knows by heart: journals, types, people, offices, templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from edo.domain.card import Kind
from edo.domain.course import Course
from edo.domain.deputy import Deputyship
from edo.domain.document_type import DocumentType, Template
from edo.domain.fact import Record
from edo.domain.marking import MarkedDays
from edo.domain.numbering import Journal
from edo.domain.organisation import Office, Person, Position, Unit
from edo.domain.phrase import Phrase
from edo.domain.route import Route
from edo.errors import Reason, Refusal
from edo.store import ledger
from edo.store.database import ask

R = TypeVar("R", bound=Record)

_decoders = {
    cls.__name__.lower(): msgspec.json.Decoder(cls).decode
    for cls in (
        Office,
        Unit,
        Position,
        Person,
        Journal,
        DocumentType,
        Template,
        Deputyship,
        MarkedDays,
        Phrase,
        Route,
        Course,
    )
}


@dataclass(frozen=True, slots=True)
class JournalItem:
    """A journal with its id."""

    id: str
    journal: Journal


@dataclass(frozen=True, slots=True)
class TypeItem:
    """A document type with its id."""

    id: str
    type: DocumentType


@dataclass(frozen=True, slots=True)
class OfficeItem:
    """An office with its id."""

    id: str
    office: Office


@dataclass(frozen=True, slots=True)
class UnitItem:
    """A unit with its id."""

    id: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class PositionItem:
    """A position with its id."""

    id: str
    position: Position


@dataclass(frozen=True, slots=True)
class PersonItem:
    """A person with their id."""

    id: str
    person: Person


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """A card template with its id."""

    id: str
    template: Template


def journals(
    connection: Connection, *, kind: Kind | None = None, language: str = "ru", office: str = ""
) -> list[JournalItem]:
    """Return an office's journals, closed ones last; this workplace's own where none is named."""
    whose = {office} if office else {"", ledger.recall(connection, ledger.OFFICE)}
    items = [JournalItem(*item) for item in _all(connection, Journal, language)]
    chosen = [
        item
        for item in items
        if item.journal.office in whose and (kind is None or item.journal.kind is kind)
    ]
    return sorted(chosen, key=lambda item: item.journal.closed)


def journal(connection: Connection, *, index: str) -> JournalItem:
    """Find a journal of this office by its index, or any by its id.

    Raises:
        Refusal: there is none.
    """
    wanted = index.strip().casefold()
    for item in journals(connection):
        if wanted in (item.journal.index.casefold(), item.id):
            return item
    state = entries(connection, subjects=[wanted]).get(wanted)
    if isinstance(state, Journal):
        return JournalItem(wanted, state)
    raise Refusal(Reason.UNKNOWN_JOURNAL, value=index)


def types(
    connection: Connection, *, kind: Kind | None = None, language: str = "ru", closed: bool = False
) -> list[TypeItem]:
    """Return the document types of a kind of journal, in alphabetical order.

    `closed` adds those that are not offered any more.
    """
    items = [TypeItem(*item) for item in _all(connection, DocumentType, language)]
    return [
        item
        for item in items
        if (closed or not item.type.closed) and (kind is None or kind in item.type.kinds)
    ]


def document_type(connection: Connection, *, name: str) -> TypeItem:
    """Find a document type by id or by its name in either language.

    Raises:
        Refusal: there is none.
    """
    wanted = name.strip().casefold()
    for subject, state in _all(connection, DocumentType, "ru"):
        if wanted in (subject, state.name_ru.casefold(), state.name_kk.casefold()):
            return TypeItem(subject, state)
    raise Refusal(Reason.UNKNOWN_TYPE, value=name)


def offices(connection: Connection, *, language: str = "ru") -> list[OfficeItem]:
    """Return every office, in alphabetical order; `parent` makes them a tree."""
    return [OfficeItem(*item) for item in _all(connection, Office, language)]


def registering_offices(connection: Connection, *, language: str = "ru") -> list[OfficeItem]:
    """Return the offices that have journals, in alphabetical order."""
    having = {state.office for _, state in _all(connection, Journal, language)}
    return [item for item in offices(connection, language=language) if item.id in having]


def units(connection: Connection, *, office: str = "", language: str = "ru") -> list[UnitItem]:
    """Return the units of an office, or of all."""
    items = [UnitItem(*item) for item in _all(connection, Unit, language)]
    return [item for item in items if not office or item.unit.office == office]


def positions(connection: Connection, *, language: str = "ru") -> list[PositionItem]:
    """Return the positions."""
    return [PositionItem(*item) for item in _all(connection, Position, language)]


def people(
    connection: Connection, *, office: str = "", language: str = "ru", left: bool = False
) -> list[PersonItem]:
    """Return the people of an office, or of all; `left` adds those who left."""
    items = [PersonItem(*item) for item in _all(connection, Person, language)]
    return [
        item
        for item in items
        if (not office or item.person.office == office) and (left or item.person.left is None)
    ]


def templates(
    connection: Connection, *, kind: Kind | None = None, language: str = "ru"
) -> list[TemplateItem]:
    """Return the card templates of a kind."""
    items = [TemplateItem(*item) for item in _all(connection, Template, language)]
    return [
        item
        for item in items
        if not item.template.removed and (kind is None or item.template.kind is kind)
    ]


@dataclass(frozen=True, slots=True)
class RouteItem:
    """A route of approval with its id."""

    id: str
    route: Route


def routes(
    connection: Connection,
    *,
    kind: Kind | None = None,
    type: str = "",
    language: str = "ru",
    closed: bool = False,
) -> list[RouteItem]:
    """Return the routes of approval that fit a kind and a document type, made for it first.

    `closed` adds those that are not offered any more.
    """
    items = [RouteItem(*item) for item in _all(connection, Route, language)]
    found = [
        item
        for item in items
        if (closed or not item.route.closed) and (kind is None or item.route.fits(kind, type))
    ]
    return sorted(found, key=lambda item: (not item.route.types, not item.route.kinds))


@dataclass(frozen=True, slots=True)
class CourseItem:
    """A course with its id."""

    id: str
    course: Course


def courses(
    connection: Connection, *, language: str = "ru", closed: bool = True
) -> list[CourseItem]:
    """Return the courses people are trained in, those that end one day last; or all but those."""
    items = [CourseItem(*item) for item in _all(connection, Course, language)]
    found = [item for item in items if closed or item.course.closed is None]
    return sorted(found, key=lambda item: item.course.closed is not None)


@dataclass(frozen=True, slots=True)
class PhraseItem:
    """A ready phrase with its id."""

    id: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class DeputyItem:
    """A deputyship with its id."""

    id: str
    deputyship: Deputyship


def phrases(connection: Connection) -> list[PhraseItem]:
    """Return every phrase that was ever kept, those not offered any more too."""
    return [PhraseItem(*item) for item in _all(connection, Phrase, "ru")]


def deputyships(connection: Connection) -> list[DeputyItem]:
    """Return every deputyship there ever was, in the order they were stated."""
    return [DeputyItem(*item) for item in _all(connection, Deputyship, "ru")]


def marked_days(connection: Connection) -> list[MarkedDays]:
    """Return the days the organisation stated to be worked or not, year by year."""
    return [state for _, state in _all(connection, MarkedDays, "ru")]


def entries(connection: Connection, *, subjects: Iterable[str]) -> dict[str, Any]:
    """Return the states of some entries of the directory by id; unknown ids are left out."""
    wanted = [subject for subject in set(subjects) if subject]
    if not wanted:
        return {}
    places = ", ".join("?" * len(wanted))
    statement = f"SELECT subject, sort, state FROM directory WHERE subject IN ({places})"
    return {
        subject: _decoders[sort](state)
        for subject, sort, state in ask(connection, statement, tuple(wanted))
    }


def _all(connection: Connection, kind: type[R], language: str) -> list[tuple[str, R]]:
    sort, order = kind.__name__.lower(), "order_kk" if language == "kk" else "order_ru"
    rows = ask(
        connection,
        f"SELECT subject, state FROM directory WHERE sort = ? ORDER BY {order}, subject",
        (sort,),
    )
    decode: Any = _decoders[sort]
    return [(subject, decode(state)) for subject, state in rows]
