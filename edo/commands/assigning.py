"""What giving a task, issuing a resolution and asking to read have in common.

A command works out what a fact only states: people who are there, the day a term ends on, what of
a document is repeated with it. Marks on a document's card are made where they are empty and the
person may make them; they are what the printed journal shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from msgspec import to_builtins

from edo.domain.card import FIELD_BY_NAME, Control
from edo.domain.document import Document, Status, existing
from edo.domain.organisation import Person
from edo.domain.registering import DocumentChanged
from edo.domain.resolution import Item, Resolution
from edo.domain.routed import Routed
from edo.domain.task import ENDED, Task, TaskStatus
from edo.domain.workdays import Term
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries.calendar import calendar
from edo.queries.tasks import tasks_of

Begun = TypeVar("Begun", bound=Routed)

_GAP = "; "


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be done, by whom and until when.

    Attributes:
        executors: ids of people; the first one coordinates the others.
        text_ru, text_kk: at least one of them.
        due: the last day; None where `term` tells it, or there is none.
        term: how long from the day it is given; the calendar tells the day.
        controlled: whether the report must be accepted.
        controller: by whom; empty: by the author.
    """

    executors: tuple[str, ...]
    text_ru: str = ""
    text_kk: str = ""
    due: date | None = None
    term: Term | None = None
    controlled: bool = True
    controller: str = ""

    def on(self, entry: Entry, day: date) -> Item:
        """Return it as it is stated: its people are there, its term has a day."""
        check_people(entry, (*self.executors, *([self.controller] if self.controller else [])))
        due, rule = term_on(entry, day, self.due, self.term)
        return Item(
            text_ru=self.text_ru.strip(),
            text_kk=self.text_kk.strip(),
            executors=self.executors,
            due=due,
            rule=rule,
            controlled=self.controlled,
            controller=self.controller,
        )


def term_on(
    entry: Entry, day: date, due: date | None, term: Term | None
) -> tuple[date | None, Term | None]:
    """Return the last day of a term that begins on a day, and the term it was counted by."""
    if due is not None or term is None:
        return due, None
    return calendar(entry.connection).due(day, term), term


def check_people(entry: Entry, people: Iterable[str]) -> None:
    """Refuse people who are not there, or have left.

    Raises:
        Refusal: one is not.
    """
    for id in people:
        state = entry.state(id)
        if not isinstance(state, Person) or (state.left is not None and state.left < entry.today):
            raise Refusal(Reason.UNKNOWN_PERSON, value=getattr(state, "name_ru", id))


def document_of(entry: Entry, id: str) -> Document:
    """Return a document something is to be done about.

    Raises:
        Refusal: there is none, or it was annulled.
    """
    state = entry.state(id)
    return existing(state if isinstance(state, Document) else None)


def is_annulled(entry: Entry, document: str) -> bool:
    """Tell whether a document was annulled; none, the empty id, never is."""
    state = entry.state(document) if document else None
    return isinstance(state, Document) and state.status is Status.CANCELLED


def going_on(entry: Entry, sort: type[Begun], id: str) -> Begun:
    """Return what was begun, about a document or about none, and is to go on.

    Raises:
        Refusal: there is no such thing, or its document was annulled since.
    """
    state = entry.known(sort, id)
    if is_annulled(entry, state.document):
        raise Refusal(Reason.DOCUMENT_CANCELLED)
    return state


def title_of(document: Document) -> str:
    """Return what lists call a document."""
    return document.card.subject_ru or document.card.subject_kk


def mark_handed_over(entry: Entry, id: str, head: str) -> None:
    """Fill in whom a document was handed over to, where its card says nothing yet."""
    document = document_of(entry, id)
    if document.number is not None and not document.card.handed_to:
        fields = {"handed_to": _fitting("handed_to", name_of(entry, head))}
        _mark(entry, id, document, fields)


def mark_resolved(entry: Entry, resolution: Resolution) -> None:
    """Fill in what a resolution says where the document's card has nothing yet."""
    document = entry.state(resolution.document)
    if not isinstance(document, Document) or document.number is None:
        return
    card = document.card
    texts = [resolution.text_ru or resolution.text_kk]
    texts += [item.text_ru or item.text_kk for item in resolution.items]
    people = dict.fromkeys(id for item in resolution.items for id in item.executors)
    terms = [item.due for item in resolution.items if item.due is not None]
    told: dict[str, Any] = {
        "resolution": _GAP.join(text for text in texts if text),
        "executors": _GAP.join(name_of(entry, id) for id in people),
        "due": max(terms) if terms else None,
        "control": Control.CONTROL if any(one.controlled for one in resolution.items) else None,
    }
    empty = {"control": Control.NONE}
    fields = {
        name: _fitting(name, value)
        for name, value in told.items()
        if value and getattr(card, name) in ("", None, empty.get(name))
    }
    _mark(entry, resolution.document, document, fields)


def mark_executed(entry: Entry, task: Task, id: str) -> None:
    """Note on its document's card that all is done, once the last of its tasks has ended."""
    document = entry.state(task.document) if task.document else None
    if not isinstance(document, Document) or document.number is None:
        return
    others = [one.id for one in tasks_of(entry.connection, document=task.document) if one.id != id]
    tasks = [state for one in others if isinstance(state := entry.state(one), Task)]
    tasks.append(task)
    done = [one for one in tasks if one.status is TaskStatus.DONE and one.ended_on]
    if not done or any(one.status not in ENDED for one in tasks):
        return
    last = max(done, key=lambda one: (one.ended_on or date.min, one.turned))
    note = last.reports[-1].text if last.reports else ""
    told = {"executed_on": last.ended_on, "execution_note": note}
    fields = {
        name: _fitting(name, value)
        for name, value in told.items()
        if value and getattr(document.card, name) in ("", None)
    }
    _mark(entry, task.document, document, fields)


def name_of(entry: Entry, id: str) -> str:
    """Return a person's name as it stands on a card."""
    state = entry.state(id)
    return (state.name_ru or state.name_kk) if isinstance(state, Person) else id


def _fitting(name: str, value: Any) -> Any:
    return value[: FIELD_BY_NAME[name].limit] if isinstance(value, str) else to_builtins(value)


def _mark(entry: Entry, id: str, document: Document, fields: dict[str, Any]) -> None:
    """State fields of a card, where its kind has them and the person may."""
    fields = {name: fields[name] for name in fields if document.kind in FIELD_BY_NAME[name].kinds}
    if not fields:
        return
    fact = DocumentChanged(fields)
    try:
        entry.check(id, fact)
    except Refusal:  # the mark is a convenience: who may not make it still decides
        return
    entry.record(id, fact)
