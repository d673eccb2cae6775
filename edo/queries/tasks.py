"""Tasks: one with all that happened to it, a document's as a tree, and the lists of the controller.

Lists page by the term, or the day a task ended or was given, and the task's id: no OFFSET. What
they filter by stands in the index they walk, so a filter that finds little costs a walk, not reads.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.task import Content, Moved, Replaced, Report, Request, Task, TaskStatus
from edo.errors import Reason, Refusal
from edo.queries.people import People, Who, people
from edo.store.database import ask

SOON_DAYS = 3
"""A term within so many days is soon."""
_TASKS_LIMIT = 2_000
"""Tasks of one document that are shown."""
_decode = msgspec.json.Decoder(Task).decode
_STATES = "SELECT subject, state FROM routed WHERE +sort = 'task' AND subject IN ({places})"
_OF_DOCUMENT = (
    "SELECT task FROM tasks WHERE document = ? AND document <> ''"
    f" ORDER BY task LIMIT {_TASKS_LIMIT}"
)


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
class TaskRow:
    """A task in a list.

    Attributes:
        id: of the task.
        document, number, on, subject_ru, subject_kk: what it is about; empty without a document.
        text_ru, text_kk: what is to be done.
        executors: the responsible one first.
        author, controller: who gave it, and who accepts the report.
        behalf: as whose deputy it was given; `NOBODY` where as nobody's.
        spoken: somebody wrote it down on the author's word.
        controlled: the report must be accepted.
        status, is_late: where it stands.
        given_on, due, first_due, ended_on: its days.
        days_left: until the term, negative where it has passed; None without a term or when ended.
        moved, returns: how often its term was moved, its report returned.
        asks_until: the day asked for in a request that waits.
        parent, resolution, series: ids, empty where there is none.
        periodic: it comes again.
    """

    id: str
    document: str
    number: str
    on: date | None
    subject_ru: str
    subject_kk: str
    text_ru: str
    text_kk: str
    executors: tuple[Who, ...]
    author: Who
    controller: Who
    behalf: Who
    spoken: bool
    controlled: bool
    status: TaskStatus
    is_late: bool
    given_on: date
    due: date | None
    first_due: date | None
    ended_on: date | None
    days_left: int | None
    moved: int
    returns: int
    asks_until: date | None
    parent: str
    resolution: str
    series: str
    periodic: bool
    office: str


@dataclass(frozen=True, slots=True)
class TaskNode:
    """A task in a tree with its parts.

    Attributes:
        row: the task.
        depth: how many tasks are above it.
        is_stray: its parent or its resolution does not know of it: another decision counted.
    """

    row: TaskRow
    depth: int
    is_stray: bool = False


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task with all that happened to it; `people` has the names of all ids in it."""

    row: TaskRow
    task: Task
    people: People
    children: tuple[TaskNode, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """Reports of the responsible executor, the last one last; the number counts from 1."""
        return self.task.reports

    @property
    def parts(self) -> tuple[Report, ...]:
        """What co-executors reported."""
        return self.task.parts

    @property
    def requests(self) -> tuple[Request, ...]:
        """Requests for more time, the last one last; the number counts from 1."""
        return self.task.requests

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Terms that were moved."""
        return self.task.moved

    @property
    def replaced(self) -> tuple[Replaced, ...]:
        """Executors who were changed."""
        return self.task.replaced

    @property
    def files(self) -> tuple[Content, ...]:
        """What came with reports, by hash."""
        return self.task.files


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


def task(connection: Connection, *, task: str, today: date) -> TaskPage:
    """Return a task with all that happened to it.

    Raises:
        Refusal: there is none.
    """
    state = states(connection, [task]).get(task)
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    below = _below(connection, task)
    known = people(connection, mentioned([state, *below.values()]))
    titles = _documents(connection, [state.document])
    return TaskPage(
        _row(task, state, today, known, titles),
        state,
        known,
        tuple(_tree(below, {task: state}, today, known, titles, top=task)),
    )


def tree(
    connection: Connection, *, document: str, today: date, given: Iterable[str] = ()
) -> list[TaskNode]:
    """Return a document's tasks as a tree, top-down, in the order they were given.

    Args:
        connection: of one snapshot.
        document: its id.
        today: decides what is late.
        given: ids of the tasks its issued resolutions gave.
    """
    ids = [one.id for one in tasks_of(connection, document=document)]
    found = dict(sorted(states(connection, ids).items(), key=lambda one: (one[1].since, one[0])))
    known = people(connection, mentioned(found.values()))
    titles = _documents(connection, [document])
    return list(_tree(found, found, today, known, titles, given=frozenset(given)))


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


def rows(connection: Connection, ids: Sequence[str], today: date) -> list[TaskRow]:
    """Return rows of tasks by id, in the order given; unknown ones are left out."""
    found = states(connection, ids)
    known = people(connection, mentioned(found.values()))
    titles = _documents(connection, [state.document for state in found.values()])
    return [_row(id, found[id], today, known, titles) for id in ids if id in found]


@dataclass(frozen=True, slots=True)
class TaskOf:
    """A task of a document, by id."""

    id: str


def tasks_of(connection: Connection, *, document: str) -> list[TaskOf]:
    """Return the tasks of a document by id."""
    return [TaskOf(id) for (id,) in ask(connection, _OF_DOCUMENT, (document,))]


def series(connection: Connection, *, office: str) -> list[tuple[str, str]]:
    """Return (first turn, latest turn) of every periodic task of an office."""
    statement = (
        "SELECT series, task, max(given_on) FROM tasks"
        " WHERE series <> '' AND office = ? GROUP BY series"
    )
    return [(first, latest) for first, latest, _ in ask(connection, statement, (office,))]


def states(connection: Connection, ids: Iterable[str]) -> dict[str, Task]:
    """Return the states of tasks by id."""
    wanted = list(ids)
    found: dict[str, Task] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        statement = _STATES.format(places=", ".join("?" * len(some)))
        found |= {id: _decode(state) for id, state in ask(connection, statement, tuple(some))}
    return {id: found[id] for id in wanted if id in found}


def mentioned(tasks: Iterable[Task]) -> set[str]:
    """Return the ids of everybody some tasks speak of."""
    found: set[str] = set()
    for one in tasks:
        found |= {*one.executors, one.author, one.controller, one.written_by, one.behalf}
        for told in (*one.reports, *one.parts, *one.requests):
            found |= {told.person, told.behalf}
            found |= {told.decided.person, told.decided.behalf} if told.decided else set()
        for told in (*one.moved, *one.replaced):
            found |= {told.by.person, told.by.behalf}
        for told in one.replaced:
            found |= {*told.was, *told.executors}
        found |= {file.person for file in one.files}
        found |= {report.executor for report in one.parts}
        found |= {one.removal.person, one.removal.behalf} if one.removal else set()
    return found - {""}


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


_Title = tuple[str, date | None, str, str]
_NO_TITLE: _Title = ("", None, "", "")


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, _Title]:
    wanted = tuple({id for id in ids if id})
    found: dict[str, _Title] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        statement = (
            "SELECT document, number, registered_on, subject_ru, subject_kk FROM documents"
            f" WHERE document IN ({', '.join('?' * len(some))})"
        )
        for id, number, on, ru, kk in ask(connection, statement, some):
            found[id] = (number, date.fromisoformat(on) if on else None, ru, kk)
    return found


def _row(id: str, task: Task, today: date, known: People, titles: dict[str, _Title]) -> TaskRow:
    number, on, subject_ru, subject_kk = titles.get(task.document, _NO_TITLE)
    waits = task.request
    running = task.ended_on is None and task.due is not None
    return TaskRow(
        id=id,
        document=task.document,
        number=number,
        on=on,
        subject_ru=subject_ru,
        subject_kk=subject_kk,
        text_ru=task.text_ru,
        text_kk=task.text_kk,
        executors=known.all(task.executors),
        author=known[task.author],
        controller=known[task.watcher],
        behalf=known[task.behalf],
        spoken=task.spoken,
        controlled=task.controlled,
        status=task.status,
        is_late=task.is_late(today),
        given_on=task.given_on,
        due=task.due,
        first_due=task.first_due,
        ended_on=task.ended_on,
        days_left=(task.due - today).days if running and task.due else None,
        moved=len(task.moved),
        returns=task.returns,
        asks_until=waits.until if waits else None,
        parent=task.parent,
        resolution=task.resolution,
        series=task.series or (id if task.repeat else ""),
        periodic=task.repeat is not None,
        office=task.office,
    )


def _below(connection: Connection, task: str) -> dict[str, Task]:
    """Return all parts of a task, and theirs."""
    found: dict[str, Task] = {}
    level = [task]
    while level and len(found) < _TASKS_LIMIT:
        places = ", ".join("?" * len(level))
        statement = f"SELECT task FROM tasks WHERE parent <> '' AND parent IN ({places})"
        below = states(connection, [id for (id,) in ask(connection, statement, tuple(level))])
        level = [id for id in below if id not in found][:500]
        found |= below
    return found


def _tree(
    found: dict[str, Task],
    above: dict[str, Task],
    today: date,
    known: People,
    titles: dict[str, _Title],
    *,
    top: str = "",
    given: frozenset[str] | None = None,
) -> Iterator[TaskNode]:
    """Yield tasks top-down, each behind the one it is a part of."""
    parts: dict[str, list[str]] = {}
    for id, one in found.items():
        place = one.parent if one.parent in found or one.parent == top else ""
        parts.setdefault(place, []).append(id)
    open_: list[tuple[str, int]] = [(id, 0) for id in reversed(parts.get(top, []))]
    while open_:
        id, depth = open_.pop()
        one = found[id]
        parent = above.get(one.parent) or found.get(one.parent)
        stray = parent is not None and id not in parent.children
        stray |= given is not None and bool(one.resolution) and id not in given
        yield TaskNode(_row(id, one, today, known, titles), depth, stray)
        open_ += [(part, depth + 1) for part in reversed(parts.get(id, []))]
