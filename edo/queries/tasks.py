"""Tasks: their rows, one with all that happened to it, a document's as a tree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection

from edo.domain.task import ENDED, Content, Moved, Replaced, Report, Request, Task, TaskStatus
from edo.errors import Reason, Refusal
from edo.queries.people import People, Who, people
from edo.store import annulled
from edo.store.database import ask
from edo.store.routed_rows import ended_with

_TASKS_LIMIT = 2_000
"""Tasks of one document that are shown."""
_decode = msgspec.json.Decoder(Task).decode
_STATES = "SELECT subject, state FROM routed WHERE +sort = 'task' AND subject IN ({places})"
_OF_DOCUMENT = (
    "SELECT task FROM tasks WHERE document = ? AND document <> ''"
    f" ORDER BY task LIMIT {_TASKS_LIMIT}"
)


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
        annulled: it ended, not done, because its document was annulled.
        parent, resolution, series: ids, empty where there is none.
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
    office: str
    annulled: bool = False


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
    """A task with all that happened to it; `people` has the names of all ids in it.

    `task` is as it stands: one whose document was annulled is removed.
    """

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
        _standing(state, titles),
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


_Title = tuple[str, date | None, str, str, date | None]
"""Number, its date, the subject in both languages, the day it was annulled."""
_NO_TITLE: _Title = ("", None, "", "", None)


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, _Title]:
    wanted = tuple({id for id in ids if id})
    found: dict[str, _Title] = {}
    dead = annulled.among(connection, wanted)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        statement = (
            "SELECT document, number, registered_on, subject_ru, subject_kk FROM documents"
            f" WHERE document IN ({', '.join('?' * len(some))})"
        )
        for id, number, on, ru, kk in ask(connection, statement, some):
            on = date.fromisoformat(on) if on else None
            found[id] = (number, on, ru, kk, dead.get(id))
    return found


def _standing(task: Task, titles: dict[str, _Title]) -> Task:
    """Return a task as it stands, its document considered."""
    return ended_with(task, annulled=titles.get(task.document, _NO_TITLE)[-1])


def _row(id: str, task: Task, today: date, known: People, titles: dict[str, _Title]) -> TaskRow:
    number, on, subject_ru, subject_kk, _ = titles.get(task.document, _NO_TITLE)
    stated, task = task, _standing(task, titles)
    waits = task.request if task.status not in ENDED else None
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
        ended_on=task.ended_on if task is stated else None,
        days_left=(task.due - today).days if running and task.due else None,
        moved=len(task.moved),
        returns=task.returns,
        asks_until=waits.until if waits else None,
        parent=task.parent,
        resolution=task.resolution,
        series=task.series or (id if task.repeat else ""),
        office=task.office,
        annulled=task is not stated,
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
