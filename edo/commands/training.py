"""Training sessions: plan, invite, mark, put right, hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from edo.commands import courses, staff
from edo.domain.organisation import Person
from edo.domain.session import Form, Session
from edo.domain.training import (
    Invited,
    MarkCorrected,
    Marked,
    Marking,
    SessionCancelled,
    SessionChanged,
    SessionFact,
    SessionHeld,
    SessionPlanned,
    SheetAttached,
    Uninvited,
)
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Plan:
    """A session as it is planned.

    Attributes:
        course: id.
        begins, ends: first and last day.
        form: where it is held.
        offices: ids of the offices whose people it is for.
        trainers: ids; empty: whoever plans it.
        place: in words.
        invited: ids of the people who are to come, in the order of the sheet.
        organiser: id of the office that holds it; empty: this workplace's.
    """

    course: str
    begins: date
    ends: date
    form: Form = Form.ON_SITE
    offices: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()
    place: str = ""
    invited: tuple[str, ...] = ()
    organiser: str = ""


def plan(workplace: Workplace, *, plan: Plan) -> str:
    """Plan a session; return its id.

    Raises:
        Refusal: there is no such course or it is closed, a day cannot be right, or one does not
            train in the office that holds it.
    """
    with workplace.entry() as entry:
        return _planned(entry, plan)


def enter_prior(workplace: Workplace, *, plan: Plan, marks: Sequence[Marking]) -> str:
    """Enter a session of days before the program, with who passed at it; return its id.

    Raises:
        Refusal: as `plan` and `mark`.
    """
    with workplace.entry() as entry:
        session = _planned(entry, plan)
        _record(entry, session, Marked, marks=tuple(marks))
        _record(entry, session, SessionHeld)
        return session


def change(workplace: Workplace, *, session: str, fields: Mapping[str, Any]) -> None:
    """Change where, when, for whom or by whom a session is held.

    Args:
        workplace: who acts.
        session: id.
        fields: of form, begins, ends, offices, trainers, place: plain values as JSON has them.

    Raises:
        Refusal: there is no such session, or a value does not fit.
    """
    with workplace.entry() as entry:
        _record(entry, session, SessionChanged, fields=dict(fields))


def replan(
    workplace: Workplace,
    *,
    session: str,
    fields: Mapping[str, Any],
    invited: Sequence[str] | None = None,
) -> None:
    """Change a session, and who is invited to it, in one go.

    Args:
        workplace: who acts.
        session: id.
        fields: as `change` takes them; none: nothing of them changes.
        invited: ids of all who are to come; None: as they are.

    Raises:
        Refusal: as `change` and `invite`.
    """
    with workplace.entry() as entry:
        known = _session(entry, session).invited
        if fields:
            _record(entry, session, SessionChanged, fields=dict(fields))
        wanted = known if invited is None else tuple(dict.fromkeys(invited))
        if gone := tuple(one for one in known if one not in wanted):
            _record(entry, session, Uninvited, people=gone)
        if new := tuple(one for one in wanted if one not in known):
            _record(entry, session, Invited, people=new)


def invite(workplace: Workplace, *, session: str, people: Iterable[str]) -> None:
    """Put people on the list of a session.

    Raises:
        Refusal: there is no such session, or too many are invited.
    """
    with workplace.entry() as entry:
        _record(entry, session, Invited, people=tuple(people))


def uninvite(workplace: Workplace, *, session: str, people: Iterable[str]) -> None:
    """Take people off the list of a session; what is marked of them stays.

    Raises:
        Refusal: there is no such session.
    """
    with workplace.entry() as entry:
        _record(entry, session, Uninvited, people=tuple(people))


def mark(workplace: Workplace, *, session: str, marks: Sequence[Marking]) -> None:
    """Mark people, who may not be on the list, for the first time.

    Raises:
        Refusal: somebody is marked already, as far as is known here; or a value does not fit.
    """
    with workplace.entry() as entry:
        known = _session(entry, session)
        for one in marks:
            if one.person in known.marks:
                name = _name(entry, one.person)
                raise Refusal(Reason.MARKED_ALREADY, name=name)
        _record(entry, session, Marked, marks=tuple(marks))


def mark_newcomer(workplace: Workplace, *, session: str, person: Person, marking: Marking) -> str:
    """Mark somebody who came and is not in the directory yet; return their id.

    Args:
        workplace: who acts.
        session: id.
        person: who they are, and where they work.
        marking: what to mark; its person is not looked at.

    Raises:
        Refusal: as `staff.add` and `mark`.
    """
    with workplace.entry() as entry:
        _session(entry, session)
        id = staff.added(entry, person)
        line = Marking(id, marking.present, marking.result, marking.remark)
        _record(entry, session, Marked, marks=(line,))
        return id


def correct(workplace: Workplace, *, session: str, mark: Marking, reason: str) -> None:
    """Put right what is marked of a person, or settle what two marked differently.

    Raises:
        Refusal: nothing is marked of them yet, or no reason is given.
    """
    with workplace.entry() as entry:
        standing = _session(entry, session).standing(mark.person)
        instead = tuple(one.at for one in standing)
        _record(entry, session, MarkCorrected, mark=mark, instead=instead, reason=reason.strip())


def hold(workplace: Workplace, *, session: str) -> None:
    """End a session at which everybody is marked.

    Raises:
        Refusal: somebody invited is not marked, as far as is known here; it has not begun, or it
            is over.
    """
    with workplace.entry() as entry:
        _record(entry, session, SessionHeld)
        if left := _session(entry, session).unmarked:
            raise Refusal(Reason.UNMARKED_PEOPLE, n=len(left))


def cancel(workplace: Workplace, *, session: str, reason: str) -> None:
    """State that a session is not held.

    Raises:
        Refusal: people were marked at it, it is over, or no reason is given.
    """
    with workplace.entry() as entry:
        _record(entry, session, SessionCancelled, reason=reason.strip())


def attach_sheet(workplace: Workplace, *, session: str, path: Path) -> None:
    """Add a scan of the sheet people signed.

    Raises:
        Refusal: it cannot be read, or there is no such session.
    """
    blob = workplace.blobs.put(path)
    with workplace.entry() as entry:
        file = {"name": blob.name, "sha256": blob.sha256, "size": blob.size}
        _record(entry, session, SheetAttached, **file)


def _planned(entry: Entry, plan: Plan) -> str:
    course = courses.known(entry, plan.course)
    if course.closed and plan.begins >= course.closed:
        raise Refusal(Reason.COURSE_CLOSED)
    id = entry.new_id("v")
    fact = SessionPlanned(
        organiser=plan.organiser or entry.office,
        course=plan.course,
        title=course.title_ru or course.title_kk,
        form=plan.form,
        begins=plan.begins,
        ends=plan.ends,
        offices=plan.offices,
        trainers=plan.trainers or (() if plan.form is Form.PRIOR else (entry.person,)),
        place=plan.place.strip(),
        invited=plan.invited,
    )
    entry.record(id, fact)
    return id


def _record(entry: Entry, session: str, fact: type[SessionFact], **told: Any) -> None:
    """State a fact about a session, in the name of the office that holds it."""
    entry.record(
        session,
        fact(organiser=_session(entry, session).organiser, **told),
    )


def _name(entry: Entry, person: str) -> str:
    state = entry.state(person)
    return state.name_ru or state.name_kk if isinstance(state, Person) else person


def _session(entry: Entry, id: str) -> Session:
    return entry.known(Session, id, Reason.UNKNOWN_SESSION)
