"""Discipline of execution: what was given and done in a period, by whom, month against month.

Everything is counted out of one index that holds no more than what is counted. A task counts for
its responsible executor. What a term was before it was moved does not count, only how often it was.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from edo.queries.people import Who, people
from edo.store.database import ask

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of tasks of a period.

    Attributes:
        given: given in it.
        in_time, late: done in it within the term, and after it.
        removed: taken off control in it.
        open: not ended by its last day; overdue: of these, after their term.
        extended, returned: of those that ended in it or are open: with a term that was moved,
            with a report that was returned.
    """

    given: int = 0
    in_time: int = 0
    late: int = 0
    removed: int = 0
    open: int = 0
    overdue: int = 0
    extended: int = 0
    returned: int = 0

    @property
    def done(self) -> int:
        """How many were done."""
        return self.in_time + self.late

    @property
    def share(self) -> float | None:
        """Which part of what was to be done was done in time; None where nothing was.

        What is overdue was to be done too.
        """
        due = self.done + self.overdue
        return self.in_time / due if due else None

    def __add__(self, other: "Tally") -> "Tally":
        names = [one.name for one in fields(self)]
        return Tally(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Discipline:
    """The summary of a period.

    Attributes:
        since, until: its days.
        total: of all.
        before: of all in the period of the same length before it; a month's is the month before.
        executors: (who, their numbers), those with most overdue first.
    """

    since: date
    until: date
    total: Tally
    before: Tally
    executors: tuple[tuple[Who, Tally], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The numbers of one month; `first` is its first day.

    What was extended or returned is counted of the tasks that ended in it.
    """

    first: date
    tally: Tally


_COUNTED = """
    total(given_on BETWEEN ? AND ?),
    total(status = 'done' AND ended_on BETWEEN ? AND ? AND ended_on <= due),
    total(status = 'done' AND ended_on BETWEEN ? AND ? AND ended_on > due),
    total(status = 'removed' AND ended_on BETWEEN ? AND ?),
    total(given_on <= ? AND (ended_on = '' OR ended_on > ?)),
    total(given_on <= ? AND due < ? AND (ended_on > ? OR (ended_on = '' AND is_open))),
    total(moved > 0),
    total(returns > 0)
"""


def discipline(
    connection: Connection,
    *,
    since: date,
    until: date,
    today: date,
    office: str = "",
    executor: str = "",
    controlled: bool = True,
) -> Discipline:
    """Return the summary of a period.

    Args:
        connection: of one snapshot.
        since, until: first and last day.
        today: decides what is late now.
        office: of the tasks; empty: all that are known here.
        executor: only theirs; empty: everybody's.
        controlled: only tasks whose report must be accepted.
    """
    whose = _whose(office, executor, controlled=controlled)
    by_person = _tallies(connection, since, until, today, whose)
    earlier = _tallies(connection, *period_before(since, until), today, whose)
    known = people(connection, by_person)
    ordered = sorted(
        ((known[id], tally) for id, tally in by_person.items()),
        key=lambda one: (-one[1].overdue, -one[1].late, -one[1].given, one[0].ru, one[0].id),
    )
    return Discipline(
        since,
        until,
        sum(by_person.values(), Tally()),
        sum(earlier.values(), Tally()),
        tuple(ordered),
    )


def months(
    connection: Connection,
    *,
    today: date,
    count: int = MONTHS,
    office: str = "",
    executor: str = "",
    controlled: bool = True,
) -> list[Month]:
    """Return the numbers of the last months, this one last: what a chart shows."""
    whose = _whose(office, executor, controlled=controlled)
    given = _by_month(connection, "given_on", ("1",), whose)
    ended = _by_month(connection, "ended_on", _ENDED, whose)
    past = f"due < '{today.isoformat()}'"
    due = _by_month(connection, "due", (f"{_WAITED} AND {past}",), whose)
    over = _by_month(connection, "max(due, ended_on)", (f"ended_on <> '' AND {past}",), whose)
    firsts = [today.replace(day=1)]
    while len(firsts) < count:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return [_month(first, given, ended, due, over) for first in reversed(firsts)]


def period_before(since: date, until: date) -> tuple[date, date]:
    """Return the period before one: the month before a month, else as many days before."""
    last = since - timedelta(days=1)
    if since.day == 1 and until == last_day(since):
        return last.replace(day=1), last
    return since - (until - since) - timedelta(days=1), last


def last_day(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


_WAITED = "(ended_on <> '' OR is_open)"
"""Of tasks that have not ended, one whose report waits is not late."""
_ENDED = (
    "status = 'done' AND ended_on <= due",
    "status = 'done' AND ended_on > due",
    "status = 'removed'",
    "ended_on <> '' AND moved > 0",
    "ended_on <> '' AND returns > 0",
    "ended_on <> ''",
)
_Counted = dict[str, tuple[int, ...]]
"""Month as 2026-11 → numbers."""


def _by_month(
    connection: Connection,
    column: str,
    counted: tuple[str, ...],
    whose: tuple[list[str], list[Any]],
) -> _Counted:
    clauses, values = whose
    rows = ask(
        connection,
        f"SELECT substr({column}, 1, 7), {', '.join(f'total({one})' for one in counted)}"
        f" FROM tasks INDEXED BY tasks_discipline WHERE {' AND '.join(clauses)} GROUP BY 1",
        tuple(values),
    )
    return {month: tuple(map(int, numbers)) for month, *numbers in rows}


def _month(first: date, given: _Counted, ended: _Counted, due: _Counted, over: _Counted) -> Month:
    """Return a month's numbers: what was open at its end came by then and had not ended."""
    month = first.isoformat()[:7]

    def until(counted: _Counted, place: int = -1) -> int:
        return sum(numbers[place] for of, numbers in counted.items() if "" < of <= month)

    in_time, late, removed, extended, returned, _ = ended.get(month, (0,) * len(_ENDED))
    tally = Tally(
        given=given.get(month, (0,))[0],
        in_time=in_time,
        late=late,
        removed=removed,
        open=until(given) - until(ended),
        overdue=until(due) - until(over),
        extended=extended,
        returned=returned,
    )
    return Month(first, tally)


def _whose(office: str, executor: str, *, controlled: bool) -> tuple[list[str], list[Any]]:
    clauses, values = ["1"], list[Any]()
    for clause, value in (("responsible = ?", executor), ("office = ?", office)):
        if value:
            clauses.append(clause)
            values.append(value)
    if controlled:
        clauses.append("controlled = 1")
    return clauses, values


def _tallies(
    connection: Connection,
    since: date,
    until: date,
    today: date,
    whose: tuple[list[str], list[Any]],
) -> dict[str, Tally]:
    """Return the numbers of a period by responsible executor; those without any are left out."""
    first, last = since.isoformat(), until.isoformat()
    late = min(until + timedelta(days=1), today).isoformat()
    counted: list[Any] = [*([first, last] * 4), last, last, last, late, last]
    # Only what was given by the last day and had not ended before the first one is looked at.
    clauses = ["given_on <= ?", "(ended_on = '' OR ended_on >= ?)", *whose[0]]
    values: list[Any] = [last, first, *whose[1]]
    rows = ask(
        connection,
        f"SELECT responsible, {_COUNTED} FROM tasks INDEXED BY tasks_discipline"
        f" WHERE {' AND '.join(clauses)} GROUP BY responsible",
        (*counted, *values),
    )
    return {id: Tally(*map(int, numbers)) for id, *numbers in rows}
