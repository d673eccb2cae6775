"""Rows of what happens with documents: approvals, resolutions, tasks, letters; and of sessions."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from edo.domain.letter import Letter, Receipt
from edo.domain.routed import Routed
from edo.domain.session import Session
from edo.domain.task import ACTIONABLE, ENDED, Task, TaskStatus
from edo.store import annulled, training_rows
from edo.store.database import bulk, insert_into
from edo.store.tables import (
    executors,
    routed,
    session_offices,
    session_people,
    sessions,
    tasks,
    waits,
)

NO_TERM = "9999"
"""Written where there is no term: sorts behind every date."""

Row = tuple[Any, ...]

_encode = msgspec.json.Encoder().encode
_TABLES = (
    (routed, "subject"),
    (waits, "subject"),
    (tasks, "task"),
    (executors, "task"),
    (sessions, "session"),
    (session_offices, "session"),
    (session_people, "session"),
)
_INSERT = [insert_into(table) for table, _ in _TABLES]
_FORGET = [f"DELETE FROM {table.name} WHERE {column} = ?" for table, column in _TABLES]
SELECT = [f"SELECT * FROM {table.name} WHERE {column} = ?" for table, column in _TABLES]
"""What reads the rows of a subject, in the order of `rows`."""


def is_shown(state: Routed, office: str) -> bool:
    """Tell whether a workplace of an office shows it.

    Letters and receipts are what their own office makes of them. Who stated one in another office's
    space does not see what became of it there, and whoever reads many spaces has no tray for them.
    """
    return not isinstance(state, Letter | Receipt) or state.office == office


def rows(subject: str, state: Routed, *, annulled: date | None = None) -> tuple[list[Row], ...]:
    """Return the rows of a routed subject, table by table: a pure function of its state.

    Args:
        subject: id.
        state: as it was folded.
        annulled: the day it ended with its document; see `edo.store.annulled`.
    """
    plain = [_row(subject, state)], [] if annulled else _waits(subject, state)
    if isinstance(state, Task):
        people = sorted((subject, one, place) for place, one in enumerate(state.executors))
        return *plain, [_task(subject, ended_with(state, annulled=annulled))], people, [], [], []
    if isinstance(state, Session):
        return *plain, [], [], *training_rows.session_rows(subject, state)
    return *plain, [], [], [], [], []


def write(
    connection: Connection, states: Mapping[str, Routed], *, new: frozenset[str] = frozenset()
) -> None:
    """Rewrite the rows of routed subjects.

    Args:
        connection: of a writing transaction.
        states: subject → folded state.
        new: subjects known to have no rows yet.
    """
    forget(connection, states.keys() - new)
    dead = annulled.among(connection, (state.document for state in states.values()))
    made = [
        rows(subject, state, annulled=annulled.ends(state, dead))
        for subject, state in states.items()
    ]
    for place, statement in enumerate(_INSERT):
        bulk(connection, statement, [row for one in made for row in one[place]])


def forget(connection: Connection, subjects: Iterable[str]) -> None:
    """Remove the rows of some subjects."""
    gone = [(subject,) for subject in subjects]
    for statement in _FORGET:
        bulk(connection, statement, gone)


def ended_with(task: Task, *, annulled: date | None) -> Task:
    """Return a task as it stands where its document was annulled on a day: removed on that day.

    What had ended before stays as it was; what was given later, by who had not heard of it, was
    never owed.
    """
    if annulled is None or task.status in ENDED:
        return task
    return replace(task, status=TaskStatus.REMOVED, ended_on=max(annulled, task.given_on))


def written(day: date | None) -> str:
    """Return a day as the tables have it; empty where there is none."""
    return day.isoformat() if day else ""


def _row(subject: str, state: Routed) -> Row:
    return (
        subject,
        state.SORT,
        state.document,
        state.kind or "",
        state.office,
        state.stage,
        state.author,
        state.since,
        _encode(state),
    )


def _waits(subject: str, state: Routed) -> list[Row]:
    """Return a row for each person and act: who is waited for twice is so until the first term."""
    found: dict[tuple[str, str], Row] = {}
    for one in sorted(state.waits(), key=lambda one: (written(one.due) or NO_TERM, one.since)):
        row = (subject, one.person, one.act.value, written(one.due) or NO_TERM, one.since)
        found.setdefault((one.person, one.act.value), row)
    return sorted(found.values())


def _task(subject: str, task: Task) -> Row:
    return (
        subject,
        task.document,
        task.resolution,
        task.parent,
        task.series or (subject if task.repeat else ""),
        task.office,
        task.author,
        task.responsible,
        task.watcher,
        int(task.controlled),
        task.status.value,
        int(task.status in ACTIONABLE),
        task.given_on.isoformat(),
        written(task.due) or NO_TERM,
        written(task.first_due) or NO_TERM,
        written(task.ended_on),
        len(task.moved),
        task.returns,
    )
