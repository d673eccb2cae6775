"""Lists of tasks: what is on control, late, ended; how many there are; the terms that were moved.

Lists page by the term, or the day a task ended or was given, and the task's id: no OFFSET. What
they filter by stands in the index they walk, so a filter that finds little costs a walk, not reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from edo.domain.task import Moved
from edo.errors import Reason, Refusal
from edo.queries.people import Who, people
from edo.queries.tasks import TaskRow, mentioned, rows, states
from edo.store.database import ask

SOON_DAYS = 3
"""A term within so many days is soon."""


class View(StrEnum):
    """Which tasks a list shows."""

    RUNNING = "running"
    """Not ended, with control or without."""
    CONTROL = "control"
    """Not ended, and the report must be accepted."""
    SOON = "soon"
    """Due today or within some days, and the executor is waited for."""
    OVERDUE = "overdue"
    REVIEW = "review"
    """A report waits to be accepted."""
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list of tasks shows; every part narrows it.

    Attributes:
        view: which tasks.
        executor: id of a person who does them, alone or with others.
        author: id of who gave them.
        office: id of the office they were given in.
        soon: days, for `View.SOON`.
        since, until: days on which they ended, for `View.ENDED`; were given, for `View.ALL`.
    """

    view: View = View.CONTROL
    executor: str = ""
    author: str = ""
    office: str = ""
    soon: int = SOON_DAYS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MovedTerm:
    """One term that was moved, with its task."""

    row: TaskRow
    moved: Moved
    by: Who
    behalf: Who


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks each list of the controller has."""

    running: int
    control: int
    soon: int
    overdue: int
    review: int


class Sort(StrEnum):
    """By what a list can be sorted instead of its own order."""

    DUE = "due"
    STATUS = "status"
    GIVEN = "given"
    ENDED = "ended"


Order = tuple[Sort, bool]
"""By what, and whether downwards."""
_SORTED = {Sort.DUE: "due", Sort.STATUS: "status", Sort.GIVEN: "given_on", Sort.ENDED: "ended_on"}


def page(
    connection: Connection, *, chosen: Chosen, today: date, after: str = "", limit: int = 100
) -> list[TaskRow]:
    """Return one page of a list: by term, the earliest first; ended and all: the latest first.

    Args:
        connection: of one snapshot.
        chosen: what the list shows.
        today: decides what is late.
        after: the last task of the page before.
        limit: tasks at most.
    """
    column, descending = _order(chosen.view)
    clauses, values = _conditions(chosen, today)
    if after:
        row = ask(connection, f"SELECT {column} FROM tasks WHERE task = ?", (after,))
        if not row:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        clauses.append(f"({column}, task) {'<' if descending else '>'} (?, ?)")
        values += [row[0][0], after]
    statement = _listed(chosen, clauses)
    ids = [id for (id,) in ask(connection, f"{statement} LIMIT ?", (*values, limit))]
    return rows(connection, ids, today)


def ids(
    connection: Connection,
    *,
    chosen: Chosen,
    today: date,
    order: Order | None = None,
    limit: int = -1,
) -> list[str]:
    """Return the ids of a whole list, or of its top; in its own order, or in another one."""
    clauses, values = _conditions(chosen, today)
    statement = f"{_listed(chosen, clauses, order)} LIMIT ?"
    return [id for (id,) in ask(connection, statement, (*values, limit))]


def counts(connection: Connection, *, chosen: Chosen, today: date) -> Counts:
    """Return how many tasks each list has for the same executor, author and office."""
    clauses, values = _conditions(
        Chosen(View.RUNNING, chosen.executor, chosen.author, chosen.office), today
    )
    soon = (today + timedelta(days=chosen.soon)).isoformat()
    day = today.isoformat()
    statement = (
        "SELECT count(*), total(controlled), total(is_open AND due >= ? AND due <= ?),"
        " total(is_open AND due < ?), total(NOT is_open)"
        f" FROM {_source(chosen, walked='tasks_due')}"
        f" WHERE {' AND '.join(clauses)}"
    )
    found = ask(connection, statement, (day, soon, day, *values))[0]
    return Counts(*map(int, found))


def moved_terms(
    connection: Connection, *, today: date, chosen: Chosen, after: str = "", limit: int = 100
) -> list[MovedTerm]:
    """Return the terms of tasks that were moved, the tasks given last first.

    Args:
        connection: of one snapshot.
        today: decides what is late.
        chosen: whose tasks; its view and its days do not count.
        after: the last task of the page before.
        limit: tasks at most; each of them with all its moved terms.
    """
    clauses, values = _conditions(
        Chosen(View.ALL, chosen.executor, chosen.author, chosen.office), today
    )
    clauses.append("moved > 0")
    source = "executors JOIN tasks USING (task)" if chosen.executor else "tasks"
    if after:
        clauses.append("(given_on, task) < ((SELECT given_on FROM tasks WHERE task = ?), ?)")
        values += [after, after]
    where = " AND ".join(clauses)
    statement = f"SELECT task FROM {source} WHERE {where} ORDER BY given_on DESC, task DESC LIMIT ?"
    ids = [id for (id,) in ask(connection, statement, (*values, limit))]
    found = states(connection, ids)
    shown = {row.id: row for row in rows(connection, ids, today)}
    known = people(connection, mentioned(found.values()))
    return [
        MovedTerm(shown[id], one, known[one.by.person], known[one.by.behalf])
        for id in ids
        for one in found[id].moved
    ]


def _order(view: View) -> tuple[str, bool]:
    match view:
        case View.ENDED:
            return "ended_on", True
        case View.ALL:
            return "given_on", True
        case _:
            return "due", False


def _listed(chosen: Chosen, clauses: Sequence[str], order: Order | None = None) -> str:
    """Return the statement of a list, in its own order or in another one."""
    column, descending = _order(chosen.view)
    source = _source(chosen)
    if order is not None:
        # No index has every order: the planner takes the one that finds, and sorts.
        column, descending = _SORTED[order[0]], order[1]
        source = source.partition(" INDEXED BY")[0]
    way = "DESC" if descending else "ASC"
    return (
        f"SELECT task FROM {source} WHERE {' AND '.join(clauses) or '1'}"
        f" ORDER BY {column} {way}, task {way}"
    )


_INDEX = {View.ENDED: "tasks_ended", View.ALL: "tasks_given"}


def _source(chosen: Chosen, *, walked: str = "") -> str:
    """Return the table to read, by the index of the order or from the tasks of one executor."""
    if chosen.executor:
        return "executors JOIN tasks USING (task)"
    return f"tasks INDEXED BY {walked or _INDEX.get(chosen.view, 'tasks_due')}"


_RUNNING = "ended_on = ''"
_VIEWS = {
    View.RUNNING: _RUNNING,
    View.CONTROL: f"{_RUNNING} AND controlled = 1",
    View.SOON: f"{_RUNNING} AND is_open = 1 AND due >= ? AND due <= ?",
    View.OVERDUE: f"{_RUNNING} AND is_open = 1 AND due < ?",
    View.REVIEW: f"{_RUNNING} AND is_open = 0",
    View.ENDED: "ended_on <> ''",
    View.ALL: "1",
}


def _conditions(chosen: Chosen, today: date) -> tuple[list[str], list[Any]]:
    clauses, values = [_VIEWS[chosen.view]], list[Any]()
    if chosen.view is View.SOON:
        values += [today.isoformat(), (today + timedelta(days=chosen.soon)).isoformat()]
    if chosen.view is View.OVERDUE:
        values.append(today.isoformat())
    column, _ = _order(chosen.view)
    period = (chosen.since, chosen.until) if chosen.view in _INDEX else (None, None)
    for clause, value in (
        (f"{column} >= ?", period[0].isoformat() if period[0] else ""),
        (f"{column} <= ?", period[1].isoformat() if period[1] else ""),
        ("executors.person = ?", chosen.executor),
        ("author = ?", chosen.author),
        ("office = ?", chosen.office),
    ):
        if value:
            clauses.append(clause)
            values.append(value)
    return clauses, values
