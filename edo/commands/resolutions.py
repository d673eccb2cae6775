"""Resolutions: documents handed over to the head, drafts, what the head decides, taking back."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from edo.commands.assigning import (
    Assignment,
    check_people,
    document_of,
    mark_handed_over,
    mark_resolved,
    title_of,
)
from edo.domain import typed
from edo.domain.document import Document
from edo.domain.execution import TaskRemoved
from edo.domain.resolution import (
    OPEN,
    Item,
    Resolution,
    ResolutionAsked,
    ResolutionDrafted,
    ResolutionIssued,
    ResolutionRecalled,
    ResolutionStatus,
    asked_id,
)
from edo.domain.task import ENDED, Task
from edo.domain.tasking import TaskGiven, task_id
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries.execution import resolutions
from edo.workplace import Workplace


def hand_over(workplace: Workplace, *, document: str, head: str, note: str = "") -> str:
    """Hand a document over to the head, who is to write a resolution; return its id.

    One that waits for the same head already is the answer. What two clerks do at once bears one
    name, so the head is asked once.

    Raises:
        Refusal: there is no such document or person.
    """
    with workplace.entry() as entry:
        state = document_of(entry, document)
        check_people(entry, [head])
        known = resolutions(entry.connection, document=document)
        for one in known:
            if one.is_open and one.author.id == head:
                return one.id
        id = asked_id(document, head, len(known))
        fact = ResolutionAsked(
            document=document, kind=state.kind, title=title_of(state), author=head, note=note
        )
        entry.record(id, fact)
        mark_handed_over(entry, document, head)
        return id


def prepare(
    workplace: Workplace,
    *,
    author: str,
    items: Sequence[Assignment] = (),
    text_ru: str = "",
    text_kk: str = "",
    to_file: bool = False,
    document: str = "",
    resolution: str = "",
) -> str:
    """Prepare a resolution the head will issue, or prepare it anew; return its id.

    Args:
        workplace: who acts: an assistant.
        author: the head.
        items: its tasks.
        text_ru, text_kk: what it says beside them.
        to_file: nothing is to be done.
        document: what a new one is about.
        resolution: a draft; empty: what was asked for, or a new one.

    Raises:
        Refusal: it is issued already, or something does not fit.
    """
    with workplace.entry() as entry:
        id, about, whose = _begun(entry, resolution, document, author)
        state = document_of(entry, about)
        fact = ResolutionDrafted(
            document=about,
            kind=state.kind,
            title=title_of(state),
            author=whose,
            text_ru=text_ru.strip(),
            text_kk=text_kk.strip(),
            items=tuple(item.on(entry, entry.today) for item in items),
            to_file=to_file,
        )
        entry.record(id, fact)
        return id


def issue(
    workplace: Workplace,
    *,
    items: Sequence[Assignment] = (),
    text_ru: str = "",
    text_kk: str = "",
    to_file: bool = False,
    document: str = "",
    resolution: str = "",
    author: str = "",
    on: date | None = None,
    behalf: str = "",
) -> str:
    """Issue a resolution and give its tasks, in one act; return its id.

    Args:
        workplace: who acts: the head, or a clerk who writes down what the head said.
        items: its tasks; a term is counted from `on`.
        text_ru, text_kk: what it says beside them; an item without a text has this one.
        to_file: nothing is to be done.
        document: what a new one is about.
        resolution: one that was prepared; empty: what was asked for, or a new one.
        author: the head, where a clerk writes it on their word; empty: who acts, or `behalf`.
        on: the day it was said; None: today.
        behalf: whom the person acts for as a deputy.

    Raises:
        Refusal: a right lacks, it is issued already, or something does not fit.
    """
    with workplace.entry() as entry:
        whose = author or behalf or entry.person
        id, about, whose = _begun(entry, resolution, document, whose)
        state = document_of(entry, about)
        check_people(entry, [whose])
        day = on or entry.today
        fact = ResolutionIssued(
            document=about,
            kind=state.kind,
            title=title_of(state),
            author=whose,
            text_ru=text_ru.strip(),
            text_kk=text_kk.strip(),
            items=tuple(item.on(entry, day) for item in items),
            to_file=to_file,
            on=day,
            spoken=whose != (behalf or entry.person),
            behalf=behalf,
        )
        _issue(entry, id, fact, state)
        return id


def issue_draft(workplace: Workplace, *, resolution: str, behalf: str = "") -> str:
    """Issue a prepared resolution as it is; return its id.

    Raises:
        Refusal: it is no draft, or another head's.
    """
    with workplace.entry() as entry:
        draft = entry.known(Resolution, resolution)
        if draft.status is not ResolutionStatus.DRAFT:
            raise Refusal(
                Reason.RESOLUTION_ISSUED
                if draft.status is ResolutionStatus.ISSUED
                else Reason.NOTHING_CHANGED
            )
        document = document_of(entry, draft.document)
        fact = ResolutionIssued(
            document=draft.document,
            kind=document.kind,
            title=draft.title,
            author=draft.author,
            text_ru=draft.text_ru,
            text_kk=draft.text_kk,
            items=draft.items,
            to_file=draft.to_file,
            on=entry.today,
            behalf=behalf,
        )
        _issue(entry, resolution, fact, document)
        return resolution


def recall(workplace: Workplace, *, resolution: str, reason: str, behalf: str = "") -> None:
    """Take a resolution back, and its tasks that have not ended off control.

    Raises:
        Refusal: it is taken back already, or somebody else's.
    """
    with workplace.entry() as entry:
        state = entry.known(Resolution, resolution)
        entry.record(resolution, ResolutionRecalled(reason=reason, behalf=behalf))
        for id in state.tasks:
            task = entry.state(id)
            if isinstance(task, Task) and task.status not in ENDED:
                entry.record(id, TaskRemoved(reason=reason, behalf=behalf))


def _issue(entry: Entry, id: str, fact: ResolutionIssued, document: Document) -> None:
    """State a resolution and its tasks."""
    fact, _ = typed.stated(fact)  # the ids of its tasks are made of its clean texts
    given = [_task(id, place, item, fact) for place, item in enumerate(fact.items)]
    names = tuple(map(task_id, given))
    if len(set(names)) < len(names):
        raise Refusal(Reason.ALREADY_EXISTS, field="task", value="")
    entry.record(id, replace(fact, tasks=names))
    for name, task in zip(names, given, strict=True):
        entry.record(name, replace(task, kind=document.kind))
    mark_resolved(entry, entry.state(id))


def _task(resolution: str, place: int, item: Item, fact: ResolutionIssued) -> TaskGiven:
    has_text = item.text_ru or item.text_kk
    return TaskGiven(
        text_ru=item.text_ru if has_text else fact.text_ru,
        text_kk=item.text_kk if has_text else fact.text_kk,
        executors=item.executors,
        author=fact.author,
        document=fact.document,
        on=fact.on,
        due=item.due,
        rule=item.rule,
        controlled=item.controlled,
        controller=item.controller,
        resolution=resolution,
        item=place,
        spoken=fact.spoken,
        behalf=fact.behalf,
    )


def _begun(entry: Entry, resolution: str, document: str, author: str) -> tuple[str, str, str]:
    """Return the id, the document and the head of a resolution that is new or was begun.

    One that was only asked for is the answer to it, and not another one.
    """
    if not resolution:
        asked = (
            one.id
            for one in resolutions(entry.connection, document=document)
            if one.resolution.status is ResolutionStatus.ASKED and one.author.id == author
        )
        return next(asked, "") or entry.new_id("r"), document, author
    state = entry.known(Resolution, resolution)
    if state.status not in OPEN:
        issued = state.status is ResolutionStatus.ISSUED
        raise Refusal(Reason.RESOLUTION_ISSUED if issued else Reason.RESOLUTION_RECALLED)
    return resolution, state.document, state.author
