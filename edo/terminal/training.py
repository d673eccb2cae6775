"""Training sessions on the terminal: plan, invite, mark, put right, end."""

from argparse import Namespace
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from edo.commands import training as commands
from edo.domain.organisation import Person
from edo.domain.session import Form, Mark, Session
from edo.domain.training import Marking
from edo.errors import Reason, Refusal
from edo.queries import certificates, directory, untrained
from edo.queries.people import people
from edo.share import certificate
from edo.terminal import histories
from edo.terminal.answers import Answer, Told
from edo.terminal.training_names import Names
from edo.terminal.values import day, moment, needed_day, texts
from edo.training_words import said
from edo.transfer.codes import codes_in
from edo.wording import Wording
from edo.workplace import Workplace

_PEOPLE = ("person", "office_name", "invited", "mark", "number")
"""What a person's table of a session shows."""


def plan(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session plan`: plan a session."""
    names = Names(workplace)
    begins = needed_day(given.begins)
    course, offices = names.course(given.course), names.offices(given.office)
    left = _left(workplace, course, begins, offices) if given.left else ()
    made = commands.plan(
        workplace,
        plan=commands.Plan(
            course=course,
            begins=begins,
            ends=day(given.ends) or begins,
            form=Form(given.form),
            offices=offices,
            trainers=names.people(given.trainer),
            place=given.place or "",
            invited=tuple(dict.fromkeys((*names.people(given.invite), *left))),
            organiser=names.office(given.organiser) if given.organiser else "",
        ),
    )
    return _told(workplace, made, words)


def change(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session change ID`: where, when, for whom or by whom it is held."""
    names = Names(workplace)
    fields: dict[str, Any] = {}
    for name in ("begins", "ends"):
        if getattr(given, name):
            fields[name] = needed_day(getattr(given, name)).isoformat()
    if given.form:
        fields["form"] = Form(given.form).value
    if given.place is not None:
        fields["place"] = given.place
    if given.office:
        fields["offices"] = list(names.offices(given.office))
    if given.trainer:
        fields["trainers"] = list(names.people(given.trainer))
    commands.change(workplace, session=given.id, fields=fields)
    return _told(workplace, given.id, words)


def invite(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session invite ID PERSON…`: put people on the list, or all who are left."""
    found = _named(workplace, given, texts(given.people))
    if given.left:
        state = _session(workplace, given.id)
        found += _left(workplace, state.course, state.begins, state.offices)
    commands.invite(workplace, session=given.id, people=found)
    return _told(workplace, given.id, words)


def uninvite(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session uninvite ID PERSON…`: take people off the list."""
    found = _named(workplace, given, texts(given.people))
    commands.uninvite(workplace, session=given.id, people=found)
    return _told(workplace, given.id, words)


def cancel(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session cancel ID`: it is not held."""
    commands.cancel(workplace, session=given.id, reason=given.reason)
    return _told(workplace, given.id, words)


def hold(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session hold ID`: it is over, everybody is marked."""
    commands.hold(workplace, session=given.id)
    return _told(workplace, given.id, words)


def sheet(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session sheet FILE [ID]`: add the signed sheet; its code names the session."""
    id = given.id or _coded(given.path)
    commands.attach_sheet(workplace, session=id, path=given.path)
    return _told(workplace, id, words)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training session show ID`: a session with its people and marks, or its history."""
    if given.history:
        return histories.told(workplace, given, words, given.id)
    session = _session(workplace, given.id)
    head = _head(workplace, given.id, session, words)
    rows = _rows(workplace, session, words)
    files = [{"name": one.name, "size": one.size} for one in session.sheets]
    plain = head | {
        "people": rows,
        "unmarked": list(session.unmarked),
        "disputed": list(session.disputed),
        "sheets": [
            one | {"sha256": sheet.sha256} for one, sheet in zip(files, session.sheets, strict=True)
        ],
    }
    shown = [{name: row[name] for name in _PEOPLE} for row in rows]
    return Told(plain, _shown(head) | {"people": shown, "attached": files})


def mark(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training mark ID PERSON…`: mark people for the first time."""
    session = _session(workplace, given.id)
    if given.new:
        _mark_newcomer(workplace, given)
        return _told(workplace, given.id, words)
    named = _named(workplace, given, texts(given.people))
    absent = set(_named(workplace, given, texts(given.but)))
    present = not given.absent
    marks = [Marking(one, present, given.result, given.remark or "") for one in named]
    if given.all_present:
        rest = [one for one in session.unmarked if one not in named]
        marks += [Marking(one, one not in absent) for one in rest]
        marks += [Marking(one, present=False) for one in absent.difference(rest, named)]
    commands.mark(workplace, session=given.id, marks=marks)
    return _told(workplace, given.id, words)


def correct(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo training correct ID PERSON`: put a mark right, or settle what two marked differently."""
    (person,) = _named(workplace, given, [given.person])
    line = Marking(person, not given.absent, given.result, given.remark or "")
    commands.correct(workplace, session=given.id, mark=line, reason=given.reason)
    return _told(workplace, given.id, words)


def _mark_newcomer(workplace: Workplace, given: Namespace) -> None:
    """Mark somebody who is not in the directory yet."""
    names = Names(workplace)
    if given.people or given.all_present:
        raise Refusal(Reason.BAD_VALUE, field="person", value=given.new)
    office = names.office(given.office) if given.office else workplace.identity.office
    person = Person(
        name_ru=given.new,
        office=office,
        position=names.position(given.position) if given.position else "",
    )
    line = Marking("", not given.absent, given.result, given.remark or "")
    commands.mark_newcomer(workplace, session=given.id, person=person, marking=line)


def _named(workplace: Workplace, given: Namespace, names: Collection[str]) -> tuple[str, ...]:
    """Return the ids of people; those of the session are meant before others of the same name."""
    among = _session(workplace, given.id).people
    found = Names(workplace)
    office = found.office(given.office) if getattr(given, "office", None) else ""
    return found.people([*names], office=office, among=among)


def _left(workplace: Workplace, course: str, on: date, offices: Collection[str]) -> tuple[str, ...]:
    """Return who is left to train in some offices on a day."""
    return tuple(
        one.who.id
        for office in workplace.read(untrained.left, course=course, on=on)
        if office.office.id in offices
        for one in office.people
    )


def _coded(path: Path) -> str:
    """Return the session whose sheet was scanned.

    Raises:
        Refusal: there is no code in it, or codes of several sessions.
    """
    codes = [one for one in codes_in(path) if one.startswith(certificate.SHEET)]
    found = {certificate.read_sheet(one) for one in codes}
    if not found:
        raise Refusal(Reason.NO_CODE, path=str(path))
    if len(found) > 1:
        names = "; ".join(sorted(found))
        raise Refusal(Reason.SEVERAL_MEANT, value=path.name, names=names)
    return found.pop()


def _session(workplace: Workplace, id: str) -> Session:
    return workplace.read(certificates.session, id=id)


def _told(workplace: Workplace, id: str, words: Wording) -> Answer:
    """Answer where a session stands, after an act."""
    del words
    session = _session(workplace, id)
    return {
        "id": id,
        "status": session.status,
        "people": len(session.people),
        "unmarked": len(session.unmarked),
        "disputed": len(session.disputed),
    }


def _head(workplace: Workplace, id: str, session: Session, words: Wording) -> dict[str, Any]:
    ids = (session.course, session.organiser, *session.offices, *session.trainers)
    known = workplace.read(directory.entries, subjects=ids)
    language = words.language

    def called(id: str) -> str:
        entry: Any = known.get(id)
        if entry is None:
            return id
        if id == session.course:
            return str(entry.title(language))
        ru, kk = entry.name_ru, entry.name_kk
        return (kk or ru) if language == "kk" else (ru or kk)

    return {
        "id": id,
        "status": session.status,
        "course": session.course,
        "course_name": called(session.course) or session.title,
        "form": session.form,
        "begins": session.begins,
        "ends": session.ends,
        "place": session.place,
        "organiser": session.organiser,
        "organiser_name": called(session.organiser),
        "offices": list(session.offices),
        "office_names": [called(one) for one in session.offices],
        "trainers": list(session.trainers),
        "trainer_names": [called(one) for one in session.trainers],
        "cancelled": session.cancelled,
    }


def _shown(head: dict[str, Any]) -> dict[str, Any]:
    """Return the head as a person reads it: names in place of ids."""
    named = {
        "course_name": "course",
        "organiser_name": "organiser",
        "office_names": "offices",
        "trainer_names": "trainers",
        "place": "where",
    }
    ids = set(named.values())
    return {named.get(name, name): value for name, value in head.items() if name not in ids}


def _rows(workplace: Workplace, session: Session, words: Wording) -> list[dict[str, Any]]:
    by = {mark.by for marks in session.marks.values() for mark in marks}
    known = workplace.read(people, {*session.people, *by})
    entries = workplace.read(directory.entries, subjects=session.people)
    offices = {one.id: one.office for one in workplace.read(directory.offices)}
    given = workplace.read(certificates.of_session, session=session)
    numbers = {one.person.id: one for one in given}
    rows: list[dict[str, Any]] = []
    for id in session.people:
        entry: Any = entries.get(id)
        office = offices.get(entry.office) if entry else None
        standing = session.standing(id)
        paper = numbers.get(id)
        rows.append(
            {
                "id": id,
                "person": known[id].name(words.language),
                "office": entry.office if entry else "",
                "office_name": _name(office, words.language),
                "invited": id in session.invited,
                "mark": " / ".join(dict.fromkeys(said(words, one) for one in standing)),
                "present": mark.present if (mark := session.mark(id)) else None,
                "result": mark.result if mark else None,
                "disputed": id in session.disputed,
                "marks": [
                    _mark(one, known[one.by].name(words.language))
                    for one in session.marks.get(id, ())
                ],
                "number": paper.number if paper else "",
                "certificate": paper.standing if paper else None,
            }
        )
    return rows


def _mark(one: Mark, by: str) -> dict[str, Any]:
    return {
        "present": one.present,
        "result": one.result,
        "remark": one.remark,
        "by": by,
        "at": moment(one.at[0]),
        "reason": one.reason,
        "replaced": one.replaced,
    }


def _name(entry: Any, language: str) -> str:
    if entry is None:
        return ""
    ru, kk = entry.name_ru, entry.name_kk
    return str((kk or ru) if language == "kk" else (ru or kk))
