"""The rows of staff and of training sessions: pure functions of their states.

Days are ordinal numbers (`date.toordinal`), `OPEN` where there is no last one.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from edo.domain.organisation import Person, Stay
from edo.domain.session import Session

OPEN = 4_000_000
"""Written for a day that never comes: greater than that of any date."""
PRESENT, ABSENT, DISPUTED = "present", "absent", "disputed"
"""What is marked of a person; where nothing is, it is empty."""

Row = tuple[Any, ...]


def day_number(day: date | None, none: int = 0) -> int:
    """Return a day as the tables have it."""
    return day.toordinal() if day else none


def day_of(number: int) -> date | None:
    """Return the day a number stands for; None for 0 and `OPEN`."""
    return date.fromordinal(number) if 0 < number < OPEN else None


def stay_rows(subject: str, state: Person) -> list[Row]:
    """Return a row for each place where a person worked or works."""
    return [
        (
            subject,
            n,
            stay.office,
            stay.unit,
            stay.position,
            day_number(stay.since),
            day_number(stay.until, OPEN),
        )
        for n, stay in enumerate(state.stays)
    ]


def stay_of(row: Row) -> Stay:
    """Return the stay a row of the table tells of, without its first two columns."""
    office, unit, position, since, until = row
    return Stay(office, unit, position, day_of(since), day_of(until))


def session_rows(subject: str, state: Session) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows of a session, of the offices it is for, and of its people."""
    row = (
        subject,
        state.course,
        state.organiser,
        state.form.value,
        state.stage,
        state.begins.toordinal(),
        state.ends.toordinal(),
        len(state.disputed),
    )
    offices = sorted((subject, office) for office in set(state.offices))
    return [row], offices, sorted(_people(subject, state))


def _people(subject: str, state: Session) -> Iterable[Row]:
    trainers, invited = frozenset(state.trainers), frozenset(state.invited)
    for person in {*state.people, *trainers}:
        said, result = _said(state, person)
        yield subject, person, int(person in trainers), int(person in invited), said, result


def _said(state: Session, person: str) -> tuple[str, int | None]:
    if person not in state.marks:
        return "", None
    mark = state.mark(person)
    if mark is None:
        return DISPUTED, None
    return (PRESENT if mark.present else ABSENT), mark.result
