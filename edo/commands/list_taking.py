"""What is written of the rows of a list: who is added, moves, leaves, was trained.

What a row makes has an id that follows from what the row says. So a list taken twice, on the same
computer or on two that meet later, makes nobody twice; and one that was interrupted goes on.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count, groupby

from edo.change import named_id
from edo.domain.course import Course
from edo.domain.likeness import fold, name
from edo.domain.organisation import Person, Position, PositionAdded, Unit, UnitAdded
from edo.domain.said_result import said_result
from edo.domain.session import Form, Session
from edo.domain.staff_list import Choice, Judged, Line, ListKind, RowAct
from edo.domain.staffing import PersonAdded, PersonLeft, PersonMoved
from edo.domain.training import (
    PEOPLE_LIMIT,
    TEXT_LIMIT,
    Marked,
    Marking,
    SessionHeld,
    SessionPlanned,
)
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import known_people
from edo.workplace import Workplace

_KAZAKH = re.compile("[әіңғүұқөһ]", re.IGNORECASE)
_SESSIONS_A_DAY = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a list.

    Attributes:
        added, moved, left, marked: how many people.
        known: rows of which everything was there already.
        unplaced: positions and units that are not in the directory, where one may not add to it.
        refused: numbers of rows that a rule did not let in, each with its refusal.
        is_whole: nobody stopped the taking.
    """

    added: int = 0
    moved: int = 0
    left: int = 0
    marked: int = 0
    known: int = 0
    unplaced: tuple[str, ...] = ()
    refused: tuple[tuple[int, Refusal], ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Todo:
    """A row and what is done with it."""

    judged: Judged
    choice: Choice

    @property
    def session(self) -> tuple[str, str, date]:
        """Return which course was held where and when."""
        return self.judged.course, self.judged.office, self.judged.passed or date.min


@dataclass(slots=True)
class _Counts:
    added: int = 0
    moved: int = 0
    left: int = 0
    marked: int = 0
    known: int = 0
    unplaced: dict[str, None] = field(default_factory=dict[str, None])
    refused: list[tuple[int, Refusal]] = field(default_factory=list[tuple[int, Refusal]])


class Taking:
    """A list being taken in."""

    def __init__(self, workplace: Workplace, kind: ListKind) -> None:
        self._kind = kind
        self._counts = _Counts()
        self._places = workplace.read(known_people.places)

    def taken(self) -> Taken:
        """Return what came of it so far."""
        counts = self._counts
        return Taken(
            counts.added,
            counts.moved,
            counts.left,
            counts.marked,
            counts.known,
            tuple(counts.unplaced),
            tuple(counts.refused),
        )

    def take(self, entry: Entry, chunk: Iterable[Todo]) -> None:
        """Write some rows within an entry."""
        for session, rows in groupby(chunk, key=lambda one: one.session):
            people: dict[str, Line] = {}
            for one in rows:
                try:
                    people[self._person_of(entry, one)] = one.judged.line
                except Refusal as refusal:
                    if refusal.reason is Reason.NOT_ALLOWED:
                        raise
                    self._counts.refused.append((one.judged.line.row, refusal))
            if self._kind is ListKind.TRAINING and people:
                self._mark(entry, session, people)

    def _person_of(self, entry: Entry, todo: Todo) -> str:
        """Add or move the person of a row where that is to be done; return their id."""
        match todo.choice.act:
            case RowAct.ADD:
                return self._add(entry, todo.judged)
            case RowAct.MOVE:
                self._move(entry, todo)
            case RowAct.LEAVE:
                self._leave(entry, todo)
            case _:
                self._counts.known += self._kind is ListKind.STAFF
        return todo.choice.person

    def _mark(
        self, entry: Entry, session: tuple[str, str, date], people: Mapping[str, Line]
    ) -> None:
        """Mark people at the session of earlier days that their course, office and day make."""
        course, office, on = session
        left = dict(people)
        for nth in range(_SESSIONS_A_DAY):
            id = session_id(entry.office, course, office, on, nth)
            state = entry.state(id)
            held = state.marks if isinstance(state, Session) else {}
            self._counts.known += len(left.keys() & held.keys())
            left = {person: line for person, line in left.items() if person not in held}
            taken = list(left)[: PEOPLE_LIMIT - len(held)]
            if taken:
                self._hold(entry, id, course, (office,), on)
                marks = tuple(_marking(person, left.pop(person)) for person in taken)
                entry.record(id, Marked(organiser=entry.office, marks=marks))
                self._counts.marked += len(taken)
                if not entry.state(id).is_held:
                    entry.record(id, SessionHeld(organiser=entry.office))
            if not left:
                return

    def _hold(self, entry: Entry, id: str, course: str, offices: tuple[str, ...], on: date) -> None:
        """Enter a session of earlier days, unless it is there."""
        if entry.state(id) is not None:
            return
        known = entry.known(Course, course, Reason.UNKNOWN_COURSE)
        fact = SessionPlanned(
            organiser=entry.office,
            course=course,
            title=known.title_ru or known.title_kk,
            form=Form.PRIOR,
            begins=on,
            ends=on,
            offices=tuple(filter(None, offices)),
        )
        entry.record(id, fact)

    def _add(self, entry: Entry, judged: Judged) -> str:
        """Add a person, unless an earlier taking did; return their id."""
        id = _id_of_added(entry, judged)
        if entry.state(id) is not None:
            self._counts.known += 1
        else:
            entry.record(id, PersonAdded(self._person(entry, judged)))
            self._counts.added += 1
        return id

    def _person(self, entry: Entry, judged: Judged) -> Person:
        line = judged.line
        called = " ".join(line.name.split())
        ru, kk = ("", called) if is_kazakh(called) else (called, "")
        return Person(
            ru,
            kk,
            office=judged.office,
            unit=self._unit(entry, judged.office, line.unit),
            position=self._position(entry, line.position),
            phone=line.phone,
            email=line.email,
            joined=line.joined,
            left=line.left,
        )

    def _move(self, entry: Entry, todo: Todo) -> None:
        judged, line = todo.judged, todo.judged.line
        person = _known(entry, todo)
        if person.office == judged.office and not person.left:
            self._counts.known += 1
            return
        fact = PersonMoved(
            office=person.office,
            on=line.joined or entry.today,
            to=judged.office,
            unit=self._unit(entry, judged.office, line.unit),
            position=self._position(entry, line.position) or person.position,
        )
        entry.record(todo.choice.person, fact)
        self._counts.moved += 1

    def _leave(self, entry: Entry, todo: Todo) -> None:
        person, on = _known(entry, todo), todo.judged.line.left
        if person.left or on is None:
            self._counts.known += 1
            return
        entry.record(todo.choice.person, PersonLeft(office=person.office, on=on))
        self._counts.left += 1

    def _position(self, entry: Entry, said: str) -> str:
        """Return the position of a name, added to the directory where it is new."""
        if not said:
            return ""
        id = named_id("s", _digest("position", fold(said)))
        fact = PositionAdded(Position(*_named(said)))
        return self._placed(entry, ("", fold(said)), id, fact, said)

    def _unit(self, entry: Entry, office: str, said: str) -> str:
        """Return the unit of an office by its name, added where it is new."""
        if not said:
            return ""
        id = named_id("u", _digest("unit", office, fold(said)))
        fact = UnitAdded(Unit(office, *_named(said)))
        return self._placed(entry, (office, fold(said)), id, fact, said)

    def _placed(
        self,
        entry: Entry,
        key: tuple[str, str],
        id: str,
        fact: PositionAdded | UnitAdded,
        said: str,
    ) -> str:
        if key not in self._places:
            try:
                if entry.state(id) is None:
                    entry.record(id, fact)
            except Refusal as refusal:
                if refusal.reason is not Reason.NOT_ALLOWED:
                    raise
                self._counts.unplaced[said] = None
                id = ""
            self._places[key] = id
        return self._places[key]


def _known(entry: Entry, todo: Todo) -> Person:
    return entry.known(Person, todo.choice.person, Reason.UNKNOWN_PERSON)


def _id_of_added(entry: Entry, judged: Judged) -> str:
    """Return the id of whom a row adds; whoever was added so and renamed since is another."""
    called = judged.line.name
    for nth in count(judged.nth):
        id = person_id(called, judged.office, nth)
        state = entry.state(id)
        if not isinstance(state, Person) or _is_called(state, called):
            return id
    raise AssertionError(called)


def person_id(called: str, office: str, nth: int) -> str:
    """Return the id of whom a list adds: the same for the same name in the same office.

    Args:
        called: their name, in any spelling that is the same when folded.
        office: id.
        nth: how many others of this name the office had before.
    """
    return named_id("p", _digest("staff", office, name(called).key, str(nth)))


def session_id(organiser: str, course: str, office: str, on: date, nth: int) -> str:
    """Return the id of the session of earlier days at which an office was trained.

    Args:
        organiser: id of the office that enters it.
        course: id.
        office: id; empty where the list does not say.
        on: the day.
        nth: how many full ones there are of this day.
    """
    return named_id("v", _digest("session", organiser, course, office, on.isoformat(), str(nth)))


def is_kazakh(called: str) -> bool:
    """Tell whether a name is written the Kazakh way, by its patronymic."""
    return any(part.endswith(("улы", "кызы")) for part in fold(called).split())


def _is_called(person: Person, called: str) -> bool:
    return name(called).key in {name(one).key for one in (person.name_ru, person.name_kk) if one}


def _named(said: str) -> tuple[str, str]:
    """Return a Russian and a Kazakh name of which one is empty: told apart by their letters."""
    called = " ".join(said.split())
    return ("", called) if _KAZAKH.search(called) else (called, "")


def _marking(person: str, line: Line) -> Marking:
    """Return what is marked of somebody; who did not pass is marked as one who was not there."""
    result = said_result(line.result)
    remarks = [result.remark, line.certificate and f"№ {line.certificate.lstrip('№ ')}"]
    if line.until:
        remarks.append(f"→ {line.until:%d.%m.%Y}")
    remark = "; ".join(filter(None, remarks))[:TEXT_LIMIT]
    return Marking(person, result.passed, result.points, remark)


def _digest(*said: str) -> bytes:
    return hashlib.sha256("\0".join(("edo/list/1", *said)).encode()).digest()
