"""What waits for a person, and for those they act for: by what is to be done, the nearest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.clock import office_time
from edo.domain.card import Kind
from edo.domain.course import Course
from edo.domain.organisation import Office
from edo.domain.routed import OFFICE, Act
from edo.domain.session import Session
from edo.queries import directory, waits
from edo.queries.people import NOBODY, Who, people
from edo.queries.waits import SOON, Counts, Place, Seat
from edo.store.database import ask
from edo.store.routed_rows import NO_TERM

PAGE = 100


class Urgency(StrEnum):
    """How near a term is. What is due today is not late."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NO_TERM = "no_term"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing to do.

    Attributes:
        subject: id of the approval, task and so on; `sort` says which of them it is.
        act: what is to be done.
        document: id; empty where it is about none. `kind`, `number` and `on` are the document's,
            or the letter's.
        title: what the thing is called: the document's subject, or the text of a task.
        subject_ru, subject_kk: the document's or letter's subject; of a training session, its
            course.
        correspondent_ru, correspondent_kk: the document's correspondents; of a letter, the office
            it came from; of a training session, the place where it is held.
        author: who began it; of a resolution that is waited for, who asked for it or prepared it;
            of a report to accept, who has reported.
        due: until when; None where there is no term.
        urgency: how near that is.
        since: from when it waits, on the office's clock.
        behalf: whom one would act for; nobody where it waits for oneself.
        for_office: it waits for whoever registers.
        place: where it stands; the next page begins after it.
        text_ru, text_kk: the text of a task.
    """

    subject: str
    sort: str
    act: Act
    document: str
    kind: Kind | None
    number: str
    on: date | None
    title: str
    subject_ru: str
    subject_kk: str
    correspondent_ru: str
    correspondent_kk: str
    author: Who
    due: date | None
    urgency: Urgency
    since: datetime
    behalf: Who
    for_office: bool
    place: Place
    text_ru: str = ""
    text_kk: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What waits to be done in one way: how much of it, and the first rows."""

    act: Act
    counts: Counts
    rows: tuple[WaitingRow, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits for a person, act by act in the order of `Act`."""

    groups: tuple[Group, ...]
    counts: Counts


def waiting(
    connection: Connection, *, person: str, today: date, office: str = "", limit: int = PAGE
) -> Waiting:
    """Return what waits for a person and for those they act for, with the first of each act.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides what is late, and who acts for whom.
        office: in which the person registers; empty where they do not.
        limit: rows of each act at most.
    """
    whose = waits.seats(connection, person=person, today=today, office=office)
    counted = waits.counts(connection, whose=whose, today=today)
    first = {
        act: list(islice(waits.places(connection, whose, act, limit), limit))
        for act in Act
        if act in counted
    }
    rows = filled(connection, [one for some in first.values() for one in some], whose, today)
    groups = tuple(
        Group(act, counted[act], tuple(rows[place] for place in found))
        for act, found in first.items()
    )
    return Waiting(groups, sum(counted.values(), Counts()))


def page(
    connection: Connection,
    *,
    person: str,
    today: date,
    office: str = "",
    act: Act | None = None,
    since: date | None = None,
    until: date | None = None,
    after: Place | None = None,
    limit: int = PAGE,
) -> list[WaitingRow]:
    """Return the next things that wait for a person, the nearest term first, none last.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides what is late, and who acts for whom.
        office: in which the person registers; empty where they do not.
        act: only what is to be done in this way.
        since, until: only what is due between these days.
        after: the row before: its `place`.
        limit: rows at most.
    """
    whose = waits.seats(connection, person=person, today=today, office=office)
    found = waits.places(connection, whose, act, limit, waits.between(since, until), after)
    places = list(islice(found, limit))
    rows = filled(connection, places, whose, today)
    return [rows[place] for place in places]


def urgency(due: date | None, today: date) -> Urgency:
    """Tell how near a term is."""
    if due is None:
        return Urgency.NO_TERM
    if due <= today:
        return Urgency.TODAY if due == today else Urgency.LATE
    return Urgency.SOON if due <= today + SOON else Urgency.LATER


class _Known(msgspec.Struct, frozen=True, gc=False):
    """What the state of anything routed tells of itself."""

    title: str = ""
    kind: Kind | None = None
    written_by: str = ""
    asked_by: str = ""
    course: str = ""
    place: str = ""


class _Task(msgspec.Struct, frozen=True, gc=False):
    """What a task is about, and who does it, the responsible one first."""

    text_ru: str = ""
    text_kk: str = ""
    executors: tuple[str, ...] = ()


class _Cover(msgspec.Struct, frozen=True, gc=False):
    """The titles a letter bears."""

    subject_ru: str = ""
    subject_kk: str = ""


class _Letter(msgspec.Struct, frozen=True, gc=False):
    """What a letter says of itself: whose it is, its number and date there."""

    sender: str = ""
    number: str = ""
    on: date | None = None
    cover: _Cover = _Cover()


_SESSION = Session.SORT
_NOTHING = ("",) * 6
_decode = msgspec.json.Decoder(_Known).decode
_read_task = msgspec.json.Decoder(_Task).decode
_read_letter = msgspec.json.Decoder(_Letter).decode


def filled(
    connection: Connection, places: Iterable[Place], whose: Sequence[Seat], today: date
) -> dict[Place, WaitingRow]:
    """Return the rows of some places.

    Args:
        connection: of one snapshot.
        places: which.
        whose: for whom they wait, oneself first.
        today: decides what is late.
    """
    wanted = list(places)
    things = _found(
        connection,
        "SELECT subject, sort, document, author, state FROM routed WHERE subject",
        {place[2] for place in wanted},
    )
    papers = _found(
        connection,
        "SELECT document, number, registered_on, subject_ru, subject_kk, correspondent_ru,"
        " correspondent_kk FROM documents WHERE document",
        {thing[1] for thing in things.values() if thing[1]},
    )
    mine = whose[0].person
    told = {subject: _decode(thing[3]) for subject, thing in things.items()}
    sessions = {subject: one for subject, one in told.items() if things[subject][0] == _SESSION}
    courses = directory.entries(connection, subjects=[one.course for one in sessions.values()])
    tasks = {id: _read_task(thing[3]) for id, thing in things.items() if thing[0] == "task"}
    papers_of = {
        **_letters(connection, things),
        **{id: _session(one, courses.get(one.course)) for id, one in sessions.items()},
    }
    senders = {place: _sender(place, things, told, tasks) for place in wanted}
    names = people(connection, {*senders.values(), *(place[4] for place in wanted)})
    rows: dict[Place, WaitingRow] = {}
    for place in wanted:
        written, since, subject, act, person = place
        sort, document, *_ = things[subject]
        known = told[subject]
        paper = papers_of.get(subject) or papers.get(document, _NOTHING)
        task = tasks.get(subject, _Task())
        due = None if written == NO_TERM else date.fromisoformat(written)
        rows[place] = WaitingRow(
            subject,
            sort,
            Act(act),
            document,
            known.kind,
            number=paper[0],
            on=date.fromisoformat(paper[1]) if paper[1] else None,
            title=known.title,
            subject_ru=paper[2],
            subject_kk=paper[3],
            correspondent_ru=paper[4],
            correspondent_kk=paper[5],
            author=names[senders[place]],
            due=due,
            urgency=urgency(due, today),
            since=office_time(since),
            behalf=NOBODY if person in {OFFICE, mine} else names[person],
            for_office=person == OFFICE,
            place=place,
            text_ru=task.text_ru,
            text_kk=task.text_kk,
        )
    return rows


def _sender(
    place: Place,
    things: Mapping[str, Sequence[Any]],
    told: Mapping[str, _Known],
    tasks: Mapping[str, _Task],
) -> str:
    """Return from whom it comes: a resolution is its head's own before the head has issued it."""
    subject, act = place[2], place[3]
    sort, _, author = things[subject][:3]
    if act == Act.ACCEPT and tasks[subject].executors:
        return tasks[subject].executors[0]
    known = told[subject]
    return (known.written_by or known.asked_by or author) if sort == "resolution" else author


def _session(known: _Known, course: object) -> tuple[str, ...]:
    titles = (course.title_ru, course.title_kk) if isinstance(course, Course) else ("", "")
    return ("", "", *titles, known.place, known.place)


def _letters(
    connection: Connection, things: Mapping[str, Sequence[Any]]
) -> dict[str, tuple[str, ...]]:
    """Tell of letters what is told of documents: number, date, titles, from which office."""
    letters = {id: _read_letter(one[3]) for id, one in things.items() if one[0] == "letter"}
    offices = directory.entries(connection, subjects=[one.sender for one in letters.values()])
    found: dict[str, tuple[str, ...]] = {}
    for id, one in letters.items():
        office = offices.get(one.sender)
        names = (office.name_ru, office.name_kk) if isinstance(office, Office) else ("", "")
        on = one.on.isoformat() if one.on else ""
        found[id] = (one.number, on, one.cover.subject_ru, one.cover.subject_kk, *names)
    return found


_AT_ONCE = 500


def _found(
    connection: Connection, statement: str, ids: Iterable[str]
) -> dict[str, tuple[Any, ...]]:
    left = sorted(ids)
    found: dict[str, tuple[Any, ...]] = {}
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        for row in ask(connection, f"{statement} IN ({places})", tuple(some)):
            found[row[0]] = tuple(row[1:])
    return found
