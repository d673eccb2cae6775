"""What people do with tasks: give, take, report, accept, return, move, take off control.

`behalf` is always the person one acts for as a deputy, empty for oneself.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from edo.commands.assigning import (
    Assignment,
    check_people,
    document_of,
    going_on,
    is_annulled,
    mark_executed,
    term_on,
)
from edo.domain.execution import (
    ExecutorsChanged,
    TaskAccepted,
    TaskFileBrought,
    TaskPartReported,
    TaskRemoved,
    TaskReopened,
    TaskReported,
    TaskReturned,
    TaskTaken,
)
from edo.domain.repetition import Repeat, day_of_turn, turn_on
from edo.domain.rights import Right
from edo.domain.task import ENDED, Task
from edo.domain.task_terms import ExtensionAsked, ExtensionGranted, ExtensionRefused, TermMoved
from edo.domain.tasking import RepetitionStopped, TaskDivided, TaskGiven, turn_id
from edo.domain.workdays import Term
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import tasks as asked
from edo.queries.calendar import calendar
from edo.workplace import Workplace


def give(
    workplace: Workplace,
    *,
    assignment: Assignment,
    document: str = "",
    parent: str = "",
    author: str = "",
    basis: str = "",
    on: date | None = None,
    repeat: Repeat | None = None,
    until: date | None = None,
    behalf: str = "",
) -> str:
    """Give a task; return its id.

    Args:
        workplace: who acts.
        assignment: what, who, until when.
        document: what it is about; empty: none.
        parent: the task it is a part of; only its responsible executor, and who watches over
            execution, may give one.
        author: the head, where a clerk writes it on their word; empty: who acts, or `behalf`.
        basis: in words: an order, minutes, an oral instruction.
        on: the day it was given; None: today.
        repeat: how often it comes again; its term is the first turn's.
        until: the last day of a periodic task.
        behalf: whom the person acts for as a deputy.

    Raises:
        Refusal: a right lacks, or something does not fit.
    """
    with workplace.entry() as entry:
        whose = author or behalf or entry.person
        check_people(entry, [whose])
        day = on or entry.today
        above = entry.known(Task, parent) if parent else None
        about = document or (above.document if above else "")
        kind = document_of(entry, about).kind if about else None
        item = assignment.on(entry, day)
        fact = TaskGiven(
            text_ru=item.text_ru,
            text_kk=item.text_kk,
            executors=item.executors,
            author=whose,
            document=about,
            kind=kind,
            on=day,
            due=item.due,
            rule=item.rule,
            controlled=item.controlled,
            controller=item.controller,
            parent=parent,
            basis=basis,
            spoken=whose != (behalf or entry.person),
            repeat=repeat,
            until=until,
            behalf=behalf,
        )
        id = entry.new_id("k")
        if parent:
            entry.record(parent, TaskDivided(task=id, behalf=behalf))
        entry.record(id, fact)
        return id


def take(workplace: Workplace, *, task: str, behalf: str = "") -> None:
    """Take a task into work.

    Raises:
        Refusal: the person is no executor, there is nothing to take, or the document was annulled.
    """
    with workplace.entry() as entry:
        going_on(entry, Task, task)
        entry.record(task, TaskTaken(behalf=behalf))


def report(
    workplace: Workplace,
    *,
    task: str,
    text: str,
    files: Sequence[Path] = (),
    executor: str = "",
    behalf: str = "",
) -> None:
    """Report what was done: a co-executor their part, everybody else the whole task.

    Args:
        workplace: who acts.
        task: its id.
        text: what was done.
        files: what shows it; their contents are kept with the task.
        executor: whose report it is, where another writes it down; empty: one's own.
        behalf: whom the person acts for as a deputy.

    Raises:
        Refusal: the task has ended, a report waits, or a file cannot be read.
    """
    blobs = [workplace.blobs.put(path) for path in files]
    with workplace.entry() as entry:
        state = going_on(entry, Task, task)
        for blob in blobs:
            fact = TaskFileBrought(
                sha256=blob.sha256, name=blob.name, size=blob.size, behalf=behalf
            )
            entry.record(task, fact)
        hashes = tuple(dict.fromkeys(blob.sha256 for blob in blobs))
        whose = executor or behalf or entry.person
        if whose in state.executors[1:]:
            other = whose if whose != (behalf or entry.person) else ""
            part = TaskPartReported(text=text, files=hashes, executor=other, behalf=behalf)
            entry.record(task, part)
            return
        entry.record(task, TaskReported(text=text, files=hashes, behalf=behalf))
        mark_executed(entry, entry.state(task), task)


def accept(
    workplace: Workplace,
    *,
    task: str,
    report: int = 0,
    comment: str = "",
    quality: int = 0,
    behalf: str = "",
) -> None:
    """Accept a report: the task is done since the day of it.

    Args:
        workplace: who acts.
        task: its id.
        report: number of the report the person has read, from 1; 0: the last one known here.
        comment: what is said to it.
        quality: 1 to 5; 0: no mark.
        behalf: whom the person acts for as a deputy.

    Raises:
        Refusal: no report waits, there is a newer one, or it is the person's own.
    """
    with workplace.entry() as entry:
        n = report or len(going_on(entry, Task, task).reports)
        fact = TaskAccepted(report=n, comment=comment, quality=quality, behalf=behalf)
        entry.record(task, fact)
        mark_executed(entry, entry.state(task), task)


def give_back(
    workplace: Workplace, *, task: str, comment: str, report: int = 0, behalf: str = ""
) -> None:
    """Return a report: the executor goes on.

    Raises:
        Refusal: no report waits, or no reason is given.
    """
    with workplace.entry() as entry:
        n = report or len(going_on(entry, Task, task).reports)
        entry.record(task, TaskReturned(report=n, comment=comment, behalf=behalf))


def ask_extension(
    workplace: Workplace, *, task: str, until: date, reason: str, behalf: str = ""
) -> None:
    """Ask for more time, before the term has passed.

    Raises:
        Refusal: it has passed, or a request waits already.
    """
    with workplace.entry() as entry:
        going_on(entry, Task, task)
        entry.record(task, ExtensionAsked(until=until, reason=reason, behalf=behalf))


def grant_extension(
    workplace: Workplace,
    *,
    task: str,
    due: date | None = None,
    comment: str = "",
    request: int = 0,
    behalf: str = "",
) -> None:
    """Grant more time, until the day asked for or another one.

    Args:
        workplace: who acts.
        task: its id.
        due: the new term; None: the day asked for.
        comment: what is said to it.
        request: number of the request the person has read, from 1; 0: the last one known here.
        behalf: whom the person acts for as a deputy.

    Raises:
        Refusal: no request waits, or it is the person's own.
    """
    with workplace.entry() as entry:
        state = going_on(entry, Task, task)
        waits = state.request
        if waits is None:
            raise Refusal(Reason.NO_REQUEST)
        fact = ExtensionGranted(
            request=request or len(state.requests),
            due=due or waits.until,
            comment=comment,
            behalf=behalf,
        )
        entry.record(task, fact)


def refuse_extension(
    workplace: Workplace, *, task: str, comment: str, request: int = 0, behalf: str = ""
) -> None:
    """Refuse more time.

    Raises:
        Refusal: no request waits, or no reason is given.
    """
    with workplace.entry() as entry:
        n = request or len(going_on(entry, Task, task).requests)
        entry.record(task, ExtensionRefused(request=n, comment=comment, behalf=behalf))


def move_term(
    workplace: Workplace,
    *,
    task: str,
    reason: str,
    due: date | None = None,
    term: Term | None = None,
    behalf: str = "",
) -> None:
    """Move the term: to a day, to the end of a term counted from today, or away.

    Raises:
        Refusal: it is the term already, or no reason is given.
    """
    with workplace.entry() as entry:
        going_on(entry, Task, task)
        until, rule = term_on(entry, entry.today, due, term)
        entry.record(task, TermMoved(due=until, rule=rule, reason=reason, behalf=behalf))


def change_executors(
    workplace: Workplace,
    *,
    task: str,
    executors: Sequence[str],
    reason: str = "",
    behalf: str = "",
) -> None:
    """Let others do the task.

    Raises:
        Refusal: somebody is not there, or nothing would change.
    """
    with workplace.entry() as entry:
        going_on(entry, Task, task)
        check_people(entry, executors)
        fact = ExecutorsChanged(executors=tuple(executors), reason=reason, behalf=behalf)
        entry.record(task, fact)


def remove(workplace: Workplace, *, task: str, reason: str, behalf: str = "") -> None:
    """Take a task off control without its being done, and its parts with it.

    Raises:
        Refusal: it has ended, a right lacks, or no reason is given.
    """
    with workplace.entry() as entry:
        _remove(entry, task, reason, behalf)
        mark_executed(entry, entry.state(task), task)


def reopen(workplace: Workplace, *, task: str, reason: str) -> None:
    """Let a task that was ended by mistake be worked on again.

    Raises:
        Refusal: it has not ended, or no reason is given.
    """
    with workplace.entry() as entry:
        going_on(entry, Task, task)
        entry.record(task, TaskReopened(reason=reason))


def stop_repetition(workplace: Workplace, *, task: str, reason: str, behalf: str = "") -> None:
    """Let a periodic task come no more; any of its turns may be named.

    Raises:
        Refusal: it does not come again.
    """
    with workplace.entry() as entry:
        first = entry.known(Task, task).series or task
        entry.record(first, RepetitionStopped(reason=reason, behalf=behalf))


def renew_periodic(workplace: Workplace) -> tuple[str, ...]:
    """Give the turns of periodic tasks that have begun; return their ids.

    A turn begins on the day after the one before was due. Anybody's program who may control does
    it, for the office it works in: what several give at once is given once. A turn that nobody's
    program saw is left out.
    """
    given: list[str] = []
    with workplace.entry() as entry:
        if not entry.roster.can(entry.person, Right.CONTROL, entry.office):
            return ()
        for series, latest in asked.series(entry.connection, office=entry.office):
            first, last = entry.state(series), entry.state(latest)
            if isinstance(first, Task) and isinstance(last, Task):
                given += _renew(entry, series, first, last)
    return tuple(given)


def _renew(entry: Entry, series: str, first: Task, last: Task) -> list[str]:
    """Give the turn of today, if there is one nobody has given."""
    if first.stopped or first.repeat is None or first.first_due is None:
        return []
    if is_annulled(entry, first.document):
        return []
    turn = turn_on(first.first_due, first.repeat, entry.today)
    day = day_of_turn(first.first_due, first.repeat, turn)
    id = turn_id(series, turn)
    over = first.until is not None and day > first.until
    if turn == 0 or over or entry.state(id) is not None:
        return []
    fact = TaskGiven(
        text_ru=last.text_ru,
        text_kk=last.text_kk,
        executors=last.executors,
        author=first.author,
        document=first.document,
        kind=first.kind,
        on=entry.today,
        due=calendar(entry.connection).working(day),
        controlled=last.controlled,
        controller=last.controller,
        basis=first.basis,
        repeat=first.repeat,
        until=first.until,
        series=series,
        turn=turn,
    )
    entry.record(id, fact)
    return [id]


def _remove(entry: Entry, task: str, reason: str, behalf: str) -> None:
    state = entry.known(Task, task)
    entry.record(task, TaskRemoved(reason=reason, behalf=behalf))
    for child in state.children:
        part = entry.state(child)
        if isinstance(part, Task) and part.status not in ENDED:
            _remove(entry, child, reason, behalf)
