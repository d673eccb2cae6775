"""The staff of an office: who comes, moves to another office or position, leaves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edo.domain.organisation import Office, Person
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
from edo.entry import Entry
from edo.errors import Reason
from edo.workplace import Workplace


def add(workplace: Workplace, *, person: Person) -> str:
    """Add a person to an office's staff, a user of the program or not; return their id.

    Raises:
        Refusal: there is no such office, the name is missing, or one may not keep its staff.
    """
    with workplace.entry() as entry:
        return added(entry, person)


def added(entry: Entry, person: Person) -> str:
    """Add a person within an entry; return their id."""
    if person.office:
        entry.known(Office, person.office, Reason.UNKNOWN_OFFICE)
    id = entry.new_id("p")
    entry.record(id, PersonAdded(person))
    return id


def correct(workplace: Workplace, *, person: str, fields: Mapping[str, Any]) -> None:
    """Put right what is written of a person; where they work is changed by moving them.

    Raises:
        Refusal: there is no such person, a value does not fit, or one may not keep the staff.
    """
    with workplace.entry() as entry:
        office = _person(entry, person).office
        entry.record(person, PersonChanged(dict(fields), office=office))


def move(
    workplace: Workplace,
    *,
    person: str,
    on: date,
    to: str = "",
    unit: str = "",
    position: str = "",
) -> None:
    """Move a person to another office, unit or position; who had left comes back.

    Args:
        workplace: who acts.
        person: id.
        on: first day at the new place.
        to: id of the office; empty: the one they work in.
        unit: id of the unit there; empty: none.
        position: id of the position; empty: the one they hold.

    Raises:
        Refusal: the day cannot be right, nothing changes, or one may not keep the staff.
    """
    with workplace.entry() as entry:
        known = _person(entry, person)
        if to:
            entry.known(Office, to, Reason.UNKNOWN_OFFICE)
        fact = PersonMoved(
            office=known.office,
            on=on,
            to=to or known.office,
            unit=unit,
            position=position or known.position,
        )
        entry.record(person, fact)


def leave(workplace: Workplace, *, person: str, on: date) -> None:
    """State that a person left the organisation.

    Args:
        workplace: who acts.
        person: id.
        on: their last day.

    Raises:
        Refusal: they left before, the day cannot be right, or one may not keep the staff.
    """
    with workplace.entry() as entry:
        entry.record(
            person,
            PersonLeft(office=_person(entry, person).office, on=on),
        )


def _person(entry: Entry, id: str) -> Person:
    return entry.known(Person, id, Reason.UNKNOWN_PERSON)
