"""How training went on: who and which offices were trained at the end of each month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from edo.domain.course import Goal
from edo.domain.coverage import Readiness, Tally
from edo.queries.offices import offices
from edo.queries.untrained import course_of
from edo.store.database import ask

_ONE = timedelta(days=1)
_STANDINGS = (
    "SELECT office, since, until, required, covered, had, clerks FROM standings"
    " WHERE course = ? AND since <= ? AND until > ?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """How a course stood at the end of a day.

    Attributes:
        on: the day.
        tally: of all staff.
        trained, offices: offices that were trained, of those where somebody was required.
    """

    on: date
    tally: Tally
    trained: int
    offices: int


def timeline(
    connection: Connection, *, course: str, since: date, until: date, under: str = ""
) -> list[Moment]:
    """Return how a course stood at the end of each month of a period, and on its last day.

    Args:
        connection: of one snapshot.
        course: id.
        since, until: first and last day of the period.
        under: an office: only it and those below it; empty: all.

    Raises:
        Refusal: there is no such course.
    """
    state = course_of(connection, course)
    within = {line.id for line in offices(connection).below(under)} if under else None
    values = (course, until.toordinal(), since.toordinal())
    rows = [
        row for row in ask(connection, _STANDINGS, values) if within is None or row[0] in within
    ]
    found: list[Moment] = []
    for on in ends(since, until):
        day, edition = on.toordinal(), state.in_force(on)
        goal = edition.goal if edition else Goal.EVERYONE
        tallies = [Tally(*sums) for _, first, last, *sums in rows if first <= day < last]
        trained = sum(one.readiness(goal) is Readiness.TRAINED for one in tallies)
        found.append(Moment(on, sum(tallies, Tally()), trained, len(tallies)))
    return found


def ends(since: date, until: date) -> Iterator[date]:
    """Yield the last days of the months of a period, and its own last day; none of an empty one."""
    first = since
    while first <= until:
        after = (first.replace(day=1) + timedelta(31)).replace(day=1)
        yield min(after - _ONE, until)
        first = after
