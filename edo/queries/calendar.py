"""Working days: what the organisation stated, over what the program knows by itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from edo.domain.document_type import DocumentType
from edo.domain.workdays import Calendar, Day, Term
from edo.queries import days_off, directory


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of the calendar.

    Attributes:
        on: the date.
        day: what is known of it.
        stated: the organisation stated it; otherwise the program brings it.
        is_working: people work on it.
    """

    on: date
    day: Day
    stated: bool
    is_working: bool


def calendar(connection: Connection) -> Calendar:
    """Return what is a working day."""
    return Calendar(_stated(connection), days_off.known)


def days(connection: Connection, *, year: int) -> list[DayRow]:
    """Return the days of a year that differ from their day of the week or have a name, in order."""
    found = calendar(connection)
    return [
        DayRow(on, day, on in found.marks, found.is_working(on))
        for on, day in found.days(year).items()
    ]


def offered(connection: Connection, *, type: str, start: date) -> tuple[Term, date] | None:
    """Return the term that a document type offers and when it ends; None where it offers none.

    Args:
        connection: of one snapshot.
        type: id of the document type.
        start: the day of the event, such as the registration.
    """
    state = directory.entries(connection, subjects=[type]).get(type)
    if not isinstance(state, DocumentType) or state.term is None:
        return None
    return state.term, calendar(connection).due(start, state.term)


def next_working_day(connection: Connection, *, today: date) -> date:
    """Return the first working day after a day."""
    return calendar(connection).due(today, Term(1))


def _stated(connection: Connection) -> dict[date, Day]:
    return {
        date.fromisoformat(on): day
        for year in directory.marked_days(connection)
        for on, day in year.days.items()
    }
