"""Sentences about resolutions, tasks, acquaintance and phrases: what was done, not who or when."""

from collections.abc import Callable, Sequence
from datetime import date

from edo.domain import acquaintance as q
from edo.domain import execution as x
from edo.domain import resolution as r
from edo.domain import task_terms as t
from edo.domain import tasking as k
from edo.domain.fact import Fact
from edo.domain.phrase import PhraseKept
from edo.domain.workdays import Term, Unit
from edo.wording import Wording

Name = Callable[[str], str]
"""Tells what an id is called."""


def act(words: Wording, fact: Fact, name: Name) -> str:
    """Say what was done; nothing for other facts."""
    match fact:
        case r.ResolutionFact():
            return _resolution(words, fact, name)
        case q.AcquaintanceFact():
            return _acquaintance(words, fact, name)
        case k.TaskFact():
            said = _report(words, fact, name) or _term(words, fact)
            return said or _given(words, fact, name) or _task(words, fact, name)
        case PhraseKept():
            said = fact.phrase.text_ru or fact.phrase.text_kk
            if fact.phrase.removed:
                return words.text("offers the phrase “{text}” no more", text=said)
            return words.text("kept the phrase “{text}”", text=said)
        case _:
            return ""


def until(words: Wording, due: date | None, rule: Term | None) -> str:
    """Say a term: its last day, and how it was counted."""
    if due is None:
        return words.text("without a term")
    said = words.text("until {date}", date=words.date(due))
    return f"{said} ({term(words, rule)})" if rule else said


def term(words: Wording, rule: Term) -> str:
    """Say how long a term is."""
    match rule.unit:
        case Unit.HOURS:
            return words.plural("{n} working hour", "{n} working hours", rule.n)
        case Unit.WORKING:
            return words.plural("{n} working day", "{n} working days", rule.n)
        case Unit.CALENDAR:
            return words.plural("{n} calendar day", "{n} calendar days", rule.n)
        case Unit.MONTHS:
            return words.plural("{n} month", "{n} months", rule.n)


def _resolution(words: Wording, fact: r.ResolutionFact, name: Name) -> str:
    text = words.text
    match fact:
        case r.ResolutionAsked():
            return text("handed the document over to {head}", head=name(fact.author))
        case r.ResolutionDrafted():
            head = name(fact.author)
            return text("prepared a resolution for {head}: {text}", head=head, text=_said(fact))
        case r.ResolutionIssued(to_file=True):
            return text("decided to file the document: {text}", text=_said(fact) or "—")
        case r.ResolutionIssued(spoken=True):
            head = name(fact.author)
            return text(
                "wrote down a resolution on the word of {head}: {text}",
                head=head,
                text=_items(words, fact, name),
            )
        case r.ResolutionIssued():
            return text("issued a resolution: {text}", text=_items(words, fact, name))
        case r.ResolutionRecalled():
            return text("took the resolution back: {reason}", reason=fact.reason)
        case _:
            return ""


def _said(fact: r.ResolutionDrafted | r.ResolutionIssued) -> str:
    texts = [fact.text_ru or fact.text_kk, *(one.text_ru or one.text_kk for one in fact.items)]
    return "; ".join(text for text in texts if text)


def _items(words: Wording, fact: r.ResolutionIssued, name: Name) -> str:
    parts = [fact.text_ru or fact.text_kk] if fact.text_ru or fact.text_kk else []
    for item in fact.items:
        people = _names(item.executors, name)
        own = item.text_ru or item.text_kk
        said = f"{people} — {own}" if own else people
        parts.append(f"{said} ({until(words, item.due, item.rule)})")
    return "; ".join(parts)


def _task(words: Wording, fact: k.TaskFact, name: Name) -> str:
    text = words.text
    match fact:
        case k.TaskDivided():
            return text("gave a part of the task")
        case k.RepetitionStopped():
            return text("ended the repetition: {reason}", reason=fact.reason)
        case x.TaskTaken():
            return text("took the task into work")
        case x.TaskFileBrought():
            return text("attached the file “{name}”", name=fact.name)
        case x.ExecutorsChanged():
            people = _names(fact.executors, name)
            said = text("named other executors: {people}", people=people)
            return f"{said} ({fact.reason})" if fact.reason else said
        case x.TaskRemoved():
            return text("took the task off control: {reason}", reason=fact.reason)
        case x.TaskReopened():
            return text("reopened the task: {reason}", reason=fact.reason)
        case _:
            return ""


def _given(words: Wording, fact: k.TaskFact, name: Name) -> str:
    if not isinstance(fact, k.TaskGiven):
        return ""
    told = {
        "people": _names(fact.executors, name),
        "text": fact.text_ru or fact.text_kk,
        "until": until(words, fact.due, fact.rule),
    }
    if fact.turn:
        return words.text("the next turn: {people} — {text}, {until}", **told)
    if fact.spoken:
        return words.text(
            "gave a task on the word of {head}: {people} — {text}, {until}",
            head=name(fact.author),
            **told,
        )
    return words.text("gave a task: {people} — {text}, {until}", **told)


def _report(words: Wording, fact: k.TaskFact, name: Name) -> str:
    text = words.text
    match fact:
        case x.TaskPartReported(executor=""):
            return text("reported their part: {text}", text=fact.text)
        case x.TaskPartReported():
            return text(
                "wrote down the part of {who}: {text}", who=name(fact.executor), text=fact.text
            )
        case x.TaskReported():
            return text("reported: {text}", text=fact.text)
        case x.TaskAccepted(comment=""):
            return text("accepted the report")
        case x.TaskAccepted():
            return text("accepted the report: {text}", text=fact.comment)
        case x.TaskReturned():
            return text("returned the report: {text}", text=fact.comment)
        case _:
            return ""


def _term(words: Wording, fact: k.TaskFact) -> str:
    text = words.text
    match fact:
        case t.ExtensionAsked():
            return text(
                "asked for more time, until {date}: {reason}",
                date=words.date(fact.until),
                reason=fact.reason,
            )
        case t.ExtensionGranted():
            return text("granted more time, until {date}", date=words.date(fact.due))
        case t.ExtensionRefused():
            return text("refused more time: {reason}", reason=fact.comment)
        case t.TermMoved(due=None):
            return text("took the term away: {reason}", reason=fact.reason)
        case t.TermMoved():
            day = words.date(fact.due)
            return text("moved the term to {date}: {reason}", date=day, reason=fact.reason)
        case _:
            return ""


def _acquaintance(words: Wording, fact: q.AcquaintanceFact, name: Name) -> str:
    text = words.text
    match fact:
        case q.AcquaintanceAsked():
            return text("asked to read the document: {people}", people=_names(fact.people, name))
        case q.PeopleAdded():
            return text("asked more people to read it: {people}", people=_names(fact.people, name))
        case q.PersonTakenOff():
            who = name(fact.person)
            return text("took {who} off the list: {reason}", who=who, reason=fact.reason)
        case q.Acquainted():
            return text("{who} has read the document", who=name(fact.person))
        case q.AcquaintanceClosed():
            return text("closed the acquaintance: {reason}", reason=fact.reason)
        case _:
            return ""


def _names(people: Sequence[str], name: Name) -> str:
    return ", ".join(map(name, people))
