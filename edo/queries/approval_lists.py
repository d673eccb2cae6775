"""Approvals as lists: what waits for a person, what they began, what runs, what is over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.clock import office_time
from edo.domain.approval import ENDED, TO_OPEN, Approval, ApprovalStatus
from edo.domain.card import Kind
from edo.domain.routed import OFFICE, Act
from edo.queries import waits
from edo.queries.approvals import alive
from edo.queries.people import NOBODY, People, Who, people
from edo.queries.waiting import Urgency, urgency
from edo.queries.waits import Counts, Seat
from edo.store.annulled import ANNULLED, among
from edo.store.database import ask

LONGEST = 500
"""Rows of a list at most, the most pressing first."""
ACTS = (Act.APPROVE, Act.SIGN, Act.REVISE, Act.REGISTER)
"""What approvals wait for."""
GOING_ON = (
    TO_OPEN,
    *(one.value for one in ApprovalStatus if one not in ENDED),
)

_decode = msgspec.json.Decoder(Approval).decode
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """An approval in a list.

    Attributes:
        id: of the approval; `document` and `kind` are what it is about.
        number: the document's; empty before its registration.
        subject_ru, subject_kk, correspondent_ru, correspondent_kk: the document's.
        author: who began it.
        status: where it stands; `stage` is the number of the stage it is in, from 1, of `stages`;
            0 where it is in none.
        round: number of the pass, from 1.
        asked: who is waited for now.
        act: what the person is to do; None where nothing waits for them.
        behalf: whom they would act for; nobody where for themselves.
        due: until when; None for no term. `urgency` is how near that is.
        since: from when it waits, or stands as it does.
        annulled: it did not come to its end: the document was annulled.
    """

    id: str
    document: str
    kind: Kind | None
    number: str
    subject_ru: str
    subject_kk: str
    correspondent_ru: str
    correspondent_kk: str
    author: Who
    status: ApprovalStatus
    stage: int
    stages: int
    round: int
    asked: tuple[Who, ...]
    act: Act | None
    behalf: Who
    due: date | None
    urgency: Urgency
    since: datetime
    annulled: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other rows of its list."""
        return f"{self.id} {self.act or ''} {self.behalf.id}"

    def subject(self, language: str) -> str:
        """Return the document's subject in a language, or in the other."""
        first, second = self.subject_ru, self.subject_kk
        return (second or first) if language == "kk" else (first or second)

    def correspondent(self, language: str) -> str:
        """Return the document's correspondents in a language, or in the other."""
        first, second = self.correspondent_ru, self.correspondent_kk
        return (second or first) if language == "kk" else (first or second)


def count(connection: Connection, *, person: str, today: date, office: str = "") -> Counts:
    """Return how many approvals wait for a person, those in whose place they act included.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides what is late, and who acts for whom.
        office: in which the person registers; empty where they do not.
    """
    whose = waits.seats(connection, person=person, today=today, office=office)
    found = waits.counts(connection, whose=whose, today=today)
    return sum((found[act] for act in ACTS if act in found), Counts())


def waiting(
    connection: Connection, *, person: str, today: date, office: str = "", limit: int = LONGEST
) -> list[ApprovalRow]:
    """Return the approvals that wait for a person, the nearest term first, none last.

    Args:
        connection: of one snapshot.
        person: id.
        today: decides what is late, and who acts for whom.
        office: in which the person registers; empty where they do not.
        limit: rows at most.
    """
    whose = waits.seats(connection, person=person, today=today, office=office)
    places = sorted(
        place
        for act in ACTS
        for place in islice(waits.places(connection, whose, act, limit), limit)
    )[:limit]
    states = _states(connection, {place[2] for place in places})
    things = [
        _Thing(place[2], states[place[2]], Act(place[3]), _behalf(place[4], whose), place[1])
        for place in places
    ]
    return _filled(connection, things, today)


def begun(
    connection: Connection, *, author: str, today: date, limit: int = LONGEST
) -> list[ApprovalRow]:
    """Return the approvals somebody began that are not over, those on their way first."""
    found = alive(connection, _going_on(connection, author=author))
    found = [one for one in found if not _is_past(one[1])]
    return _filled(connection, _by_term(found)[:limit], today)


def running(
    connection: Connection, *, office: str, today: date, limit: int = LONGEST
) -> list[ApprovalRow]:
    """Return what is on its way in an office, the nearest term first, none last."""
    found = alive(connection, _going_on(connection, office=office))
    found = [one for one in found if not _is_past(one[1])]
    return _filled(connection, _by_term(found)[:limit], today)


def past(
    connection: Connection, *, office: str, today: date, limit: int = LONGEST
) -> list[ApprovalRow]:
    """Return the approvals of an office that are over, be it with their document, latest first."""
    codes = tuple(one.value for one in (*ENDED, ApprovalStatus.AGREED))
    places = ", ".join("?" * len(codes))
    rows = ask(
        connection,
        f"SELECT subject, state FROM routed WHERE sort = 'approval' AND stage IN ({places})"
        " AND office = ? ORDER BY since DESC LIMIT ?",
        (*codes, office, limit),
    )
    found = {id: over for id, state in rows if _is_past(over := _decode(state))}
    found.update(_going_on(connection, office=office, annulled=True))
    things = [_Thing(id, state, since=state.moved) for id, state in found.items()]
    things.sort(key=lambda one: one.since, reverse=True)
    return _filled(connection, things, today)


@dataclass(frozen=True, slots=True)
class _Thing:
    """An approval on its way to become a row."""

    id: str
    state: Approval
    act: Act | None = None
    behalf: str = ""
    since: int = 0


def _is_past(state: Approval) -> bool:
    """Tell whether nobody is waited for, not even to register."""
    return state.is_over and not state.waits()


def _going_on(
    connection: Connection, *, author: str = "", office: str = "", annulled: bool = False
) -> list[tuple[str, Approval]]:
    column, value = ("author", author) if author else ("office", office)
    places = ", ".join("?" * len(GOING_ON))
    which = f" AND document IN ({ANNULLED})" if annulled else ""
    rows = ask(
        connection,
        f"SELECT subject, state FROM routed WHERE sort = 'approval' AND stage IN ({places})"
        f" AND {column} = ?{which} ORDER BY since DESC LIMIT {4 * LONGEST}",
        (*GOING_ON, value),
    )
    return [(subject, _decode(state)) for subject, state in rows]


def _by_term(found: Sequence[tuple[str, Approval]]) -> list[_Thing]:
    things = [_Thing(id, state, since=_since(state)) for id, state in found]
    return sorted(things, key=lambda one: (_due(one.state) or date.max, one.since, one.id))


def _since(state: Approval) -> int:
    return max((one.since for one in state.waits()), default=state.moved)


def _due(state: Approval) -> date | None:
    return min((one.due for one in state.waits() if one.due is not None), default=None)


def _behalf(person: str, whose: Sequence[Seat]) -> str:
    return "" if person in {OFFICE, whose[0].person} else person


def _filled(connection: Connection, things: Iterable[_Thing], today: date) -> list[ApprovalRow]:
    wanted = list(things)
    papers = _papers(connection, {one.state.document for one in wanted})
    names = people(connection, {id for one in wanted for id in _people(one)})
    dead = among(connection, (one.state.document for one in wanted))
    return [
        _row(
            one,
            papers.get(one.state.document, ("",) * 5),
            names,
            today,
            annulled=one.state.document in dead and not _is_past(one.state),
        )
        for one in wanted
    ]


def _people(thing: _Thing) -> set[str]:
    waited = {one.person for one in thing.state.waits() if one.person}
    return {thing.state.author, thing.behalf, *waited} - {""}


def _row(
    thing: _Thing, paper: Sequence[Any], names: People, today: date, *, annulled: bool
) -> ApprovalRow:
    state, at = thing.state, None if annulled else thing.state.at
    asked = () if annulled else state.waits()
    due = state.stages[at].due if at is not None else None
    title = state.title
    return ApprovalRow(
        id=thing.id,
        document=state.document,
        kind=state.kind,
        number=paper[0] or state.number,
        subject_ru=paper[1] or ("" if paper[2] else title),
        subject_kk=paper[2],
        correspondent_ru=paper[3],
        correspondent_kk=paper[4],
        author=names[state.author],
        status=state.status,
        stage=at + 1 if at is not None else 0,
        stages=len(state.stages),
        round=state.round,
        asked=names.all(dict.fromkeys(one.person for one in asked if one.person)),
        act=thing.act,
        behalf=names[thing.behalf] if thing.behalf else NOBODY,
        due=due,
        urgency=urgency(due, today),
        since=office_time(thing.since),
        annulled=annulled,
    )


def _states(connection: Connection, ids: Iterable[str]) -> Mapping[str, Approval]:
    rows = _in_parts(connection, "SELECT subject, state FROM routed WHERE subject", ids)
    return {subject: _decode(state) for subject, state in rows}


def _papers(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    rows = _in_parts(
        connection,
        "SELECT document, number, subject_ru, subject_kk, correspondent_ru, correspondent_kk"
        " FROM documents WHERE document",
        ids,
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def _in_parts(connection: Connection, statement: str, ids: Iterable[str]) -> list[Any]:
    left, found = sorted(ids), list[Any]()
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        found += ask(connection, f"{statement} IN ({places})", tuple(some))
    return found
