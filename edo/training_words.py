"""Sentences about courses, training sessions and staff: what was done, not who or when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from edo.domain import certifying as z
from edo.domain import course as c
from edo.domain import staffing as s
from edo.domain import training as t
from edo.domain.fact import Fact
from edo.domain.organisation import Person
from edo.domain.session import Form, Mark, Session
from edo.sentences import mark
from edo.wording import Wording

Name = Callable[[str], str]
"""Tells what an id is called."""

_CHANGEABLE = {
    "form": mark("form"),
    "begins": mark("first day"),
    "ends": mark("last day"),
    "offices": mark("offices"),
    "trainers": mark("trainers"),
    "place": mark("place"),
}
"""What the fields of a session are called."""
_SHOWN = 40
"""Names that one sentence tells; of more people it tells how many there are."""
_GAP = "; "


def act(words: Wording, fact: Fact, before: Any, after: Any, name: Name) -> str:
    """Say what was done; nothing for other facts, and for plain changes of fields."""
    match fact:
        case c.CourseDefined():
            return words.text("set the course up: {rules}", rules=rules(words, fact.edition, name))
        case c.CourseRevised():
            return words.text(
                "gave the course other rules from {date}: {rules}",
                date=words.date(fact.edition.on),
                rules=rules(words, fact.edition, name),
            )
        case c.CourseChanged():
            return _closing(words, before, after)
        case t.SessionFact():
            said = _certificate(words, fact, name) or _planning(words, fact, before, after, name)
            return said or _marking(words, fact, before, after, name)
        case _:
            return _staff(words, fact, before, name)


def rules(words: Wording, edition: c.Edition, name: Name) -> str:
    """Say what a course asks for: for whom it is, what passes, how long a pass holds."""
    text = words.text
    parts = [audience(words, edition.audience, name)]
    if edition.hours:
        parts.append(words.plural("{n} hour", "{n} hours", edition.hours))
    if edition.threshold is None:
        parts.append(text("who was present has passed"))
    else:
        parts.append(text("passed from {n} points of 100", n=edition.threshold))
    if edition.months:
        held = words.plural("{n} month", "{n} months", edition.months)
        parts.append(text("valid for {months}", months=held))
    else:
        parts.append(text("valid for ever"))
    parts.append(text("an office is trained when: {goal}", goal=words.name(edition.goal)))
    if edition.anew:
        parts.append(text("earlier passes do not count any more"))
    if edition.programme:
        parts.append(text("programme “{name}”", name=edition.programme.name))
    return _GAP.join(parts)


def audience(words: Wording, audience: c.Audience, name: Name) -> str:
    """Say whom a course is for."""
    levels = ", ".join(words.name(level) for level in audience.levels)
    people = names(words, audience.people, name)
    if audience.names_people_only:
        return words.text("only for: {people}", people=people)
    places = _GAP.join(part for part in (levels, names(words, audience.offices, name)) if part)
    parts = [words.text("offices: {offices}", offices=places)] if places else []
    if audience.positions:
        held = names(words, audience.positions, name)
        parts.append(words.text("positions: {positions}", positions=held))
    parts = parts or [words.text("for everybody")]
    if people:
        parts.append(words.text("besides: {people}", people=people))
    return _GAP.join(parts)


def said(words: Wording, one: Mark | t.Marking) -> str:
    """Say what is marked of somebody, with the result and the remark."""
    present = words.text("present") if one.present else words.text("absent")
    parts = [present]
    if one.present and one.result is not None:
        parts.append(words.text("result {n}", n=one.result))
    if one.remark:
        parts.append(one.remark)
    return ", ".join(parts)


def days(words: Wording, session: Session | t.SessionPlanned) -> str:
    """Say on which days a session is."""
    first, last = words.date(session.begins), words.date(session.ends)
    return first if session.begins == session.ends else f"{first}–{last}"


def names(words: Wording, ids: Iterable[str], name: Name) -> str:
    """Say who is meant; of very many, the first."""
    all_ids = list(ids)
    known = ", ".join(name(id) for id in all_ids[:_SHOWN])
    if len(all_ids) <= _SHOWN:
        return known
    more = words.plural("and {n} more", "and {n} more", len(all_ids) - _SHOWN)
    return f"{known} {more}"


def _closing(words: Wording, before: Any, after: Any) -> str:
    """Say that a course was closed or opened; other fields are told as those of any entry."""
    if not isinstance(before, c.Course) or not isinstance(after, c.Course):
        return ""
    if before.closed == after.closed:
        return ""
    if after.closed is None:
        return words.text("opened the course again")
    return words.text("closed the course from {date}", date=words.date(after.closed))


def _planning(words: Wording, fact: t.SessionFact, before: Any, after: Any, name: Name) -> str:
    text = words.text
    match fact:
        case t.SessionPlanned():
            return _planned(words, fact, name)
        case t.SessionChanged():
            return _GAP.join(_changes(words, fact, before, after, name))
        case t.Invited():
            return text("invited {people}", people=names(words, fact.people, name))
        case t.Uninvited():
            return text("took off the list: {people}", people=names(words, fact.people, name))
        case t.SessionHeld():
            return text("ended the training: everybody is marked")
        case t.SessionCancelled():
            return text("cancelled the training: {reason}", reason=fact.reason)
        case t.SheetAttached():
            return text("attached the signed sheet “{name}”", name=fact.name)
        case _:
            return ""


def _planned(words: Wording, fact: t.SessionPlanned, name: Name) -> str:
    told = {"course": fact.title or fact.course, "days": days(words, fact)}
    if fact.form is Form.PRIOR:
        return words.text("entered who passed before: “{course}”, {days}", **told)
    parts = [words.text("planned training: “{course}”, {days}", **told)]
    parts += [part for part in (words.name(fact.form), fact.place) if part]
    if fact.invited:
        parts.append(words.text("invited: {people}", people=names(words, fact.invited, name)))
    return _GAP.join(parts)


def _changes(
    words: Wording, fact: t.SessionChanged, before: Any, after: Any, name: Name
) -> Iterator[str]:
    """Say what was changed of a session; of a change that has no effect, what it was about."""
    for field in fact.fields:
        called = words.text(_CHANGEABLE.get(field, field))
        if not isinstance(before, Session) or before == after:
            yield words.text("changed {field}", field=called)
            continue
        old, new = (_value(words, getattr(one, field), name) for one in (before, after))
        yield words.text("changed {field}: {old} → {new}", field=called, old=old, new=new)


def _value(words: Wording, value: Any, name: Name) -> str:
    match value:
        case Form():
            return words.name(value)
        case date():
            return words.date(value)
        case tuple():
            return names(words, cast("tuple[str, ...]", value), name) or "—"
        case _:
            return str(value) or "—"


def _marking(words: Wording, fact: t.SessionFact, before: Any, after: Any, name: Name) -> str:
    match fact:
        case t.Marked():
            return _GAP.join(_marked(words, fact, before, after, name))
        case t.MarkCorrected():
            was = before.standing(fact.mark.person) if isinstance(before, Session) else ()
            told = {
                "who": name(fact.mark.person),
                "was": " / ".join(dict.fromkeys(said(words, one) for one in was)) or "—",
                "now": said(words, fact.mark),
                "reason": fact.reason,
            }
            if isinstance(before, Session) and fact.mark.person in before.disputed:
                return words.text("settled of {who}: {was} → {now}: {reason}", **told)
            return words.text("put right of {who}: {was} → {now}: {reason}", **told)
        case _:
            return ""


def _marked(words: Wording, fact: t.Marked, before: Any, after: Any, name: Name) -> Iterator[str]:
    """Say who was marked how, and of whom another trainer had marked something else."""
    plain = [one for one in fact.marks if one.result is None and not one.remark]
    for present, some in groupby(
        sorted(plain, key=attrgetter("present"), reverse=True), key=attrgetter("present")
    ):
        people = names(words, (one.person for one in some), name)
        kept = words.text("present") if present else words.text("absent")
        yield words.text("marked {state}: {people}", state=kept, people=people)
    others: Sequence[t.Marking] = [one for one in fact.marks if one not in plain]
    for one in others:
        yield words.text("marked {who}: {state}", who=name(one.person), state=said(words, one))
    if isinstance(before, Session) and isinstance(after, Session):
        fresh = [person for person in after.disputed if person not in before.disputed]
        if fresh:
            people = names(words, fresh, name)
            yield words.text("marked otherwise by another trainer: {people}", people=people)


def _certificate(words: Wording, fact: t.SessionFact, name: Name) -> str:
    text = words.text
    match fact:
        case z.CertificatePrepared():
            return text("drew up the certificate of {who}", who=name(fact.person))
        case z.Certified():
            return text(
                "gave {who} the certificate № {number} of {date}",
                who=name(fact.person),
                number=fact.number,
                date=words.date(fact.on),
            )
        case z.CertificateAnnulled():
            who = name(fact.person)
            return text("annulled the certificate of {who}: {reason}", who=who, reason=fact.reason)
        case _:
            return ""


def _staff(words: Wording, fact: Fact, before: Any, name: Name) -> str:
    text = words.text
    match fact:
        case s.PersonAdded():
            one = fact.person
            place = _place(one.office, one.position, name)
            joined = words.date(one.joined)
            if joined:
                return text(
                    "entered among the staff: {place}, since {date}", place=place, date=joined
                )
            return text("entered among the staff: {place}", place=place)
        case s.PersonMoved():
            told = {"date": words.date(fact.on), "place": _place(fact.to, fact.position, name)}
            if isinstance(before, Person) and before.left is not None:
                return text("noted that they came back on {date}: {place}", **told)
            return text("noted that they moved on {date}: {place}", **told)
        case s.PersonLeft():
            return text("noted that they left, last day {date}", date=words.date(fact.on))
        case _:
            return ""


def _place(office: str, position: str, name: Name) -> str:
    return ", ".join(name(id) for id in (office, position) if id) or "—"
