"""Tasks on the terminal: `edo task …`."""

from argparse import Namespace
from typing import Any

from edo.commands import tasks as commands
from edo.commands.assigning import Assignment
from edo.domain.repetition import Repeat
from edo.domain.task import Moved, Report, Request
from edo.queries import tasks as asked
from edo.queries.people import People
from edo.terminal.answers import Answer, Told
from edo.terminal.control import COLUMNS, listed, nodes, told
from edo.terminal.values import day, moment, needed_day, paths, several, someone
from edo.wording import Wording
from edo.workplace import Workplace

_FOR_SCRIPTS = ("text_ru", "text_kk", "responsible", "executor_ids", "author_id", "controller_id")
"""What a person reads in other words above."""


def give(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task give`: give a task."""
    del words
    id = commands.give(
        workplace,
        assignment=assignment(workplace, given),
        document=given.document or "",
        parent=given.parent or "",
        author=someone(workplace, given.author),
        basis=given.basis or "",
        on=day(given.on),
        repeat=Repeat(given.repeat) if given.repeat else None,
        until=day(given.until),
        behalf=someone(workplace, given.behalf),
    )
    return _told(workplace, id)


def take(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task take ID`: take it into work."""
    del words
    commands.take(workplace, task=given.id, behalf=someone(workplace, given.behalf))
    return _told(workplace, given.id)


def report(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task report ID`: report the whole, or one's part."""
    del words
    commands.report(
        workplace,
        task=given.id,
        text=given.text,
        files=paths(given),
        executor=someone(workplace, given.executor),
        behalf=someone(workplace, given.behalf),
    )
    return _told(workplace, given.id)


def accept(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task accept ID`: accept the report."""
    del words
    commands.accept(
        workplace,
        task=given.id,
        report=given.report or 0,
        comment=given.comment or "",
        quality=given.quality or 0,
        behalf=someone(workplace, given.behalf),
    )
    return _told(workplace, given.id)


def give_back(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task return ID`: return the report."""
    del words
    behalf = someone(workplace, given.behalf)
    commands.give_back(
        workplace, task=given.id, comment=given.comment, report=given.report or 0, behalf=behalf
    )
    return _told(workplace, given.id)


def extend(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task extend ID`: ask for more time, grant it, or refuse it."""
    del words
    behalf = someone(workplace, given.behalf)
    if given.grant:
        commands.grant_extension(
            workplace,
            task=given.id,
            due=day(given.until),
            comment=given.reason or "",
            behalf=behalf,
        )
    elif given.refuse:
        commands.refuse_extension(
            workplace, task=given.id, comment=given.reason or "", behalf=behalf
        )
    else:
        commands.ask_extension(
            workplace,
            task=given.id,
            until=needed_day(given.until or ""),
            reason=given.reason or "",
            behalf=behalf,
        )
    return _told(workplace, given.id)


def move(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task move ID`: move the term, or name other executors."""
    del words
    behalf = someone(workplace, given.behalf)
    if given.executor:
        commands.change_executors(
            workplace,
            task=given.id,
            executors=several(workplace, given.executor),
            reason=given.reason or "",
            behalf=behalf,
        )
    if given.due or given.term or given.no_term:
        commands.move_term(
            workplace,
            task=given.id,
            due=day(given.due),
            term=given.term,
            reason=given.reason or "",
            behalf=behalf,
        )
    return _told(workplace, given.id)


def remove(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task remove ID`: take it off control, or let a periodic one come no more."""
    del words
    behalf = someone(workplace, given.behalf)
    act = commands.stop_repetition if given.series else commands.remove
    act(workplace, task=given.id, reason=given.reason, behalf=behalf)
    return _told(workplace, given.id)


def reopen(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task reopen ID`: it was ended by mistake."""
    del words
    commands.reopen(workplace, task=given.id, reason=given.reason)
    return _told(workplace, given.id)


def renew(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task renew`: give the turns of periodic tasks that have begun."""
    del given
    today = workplace.clock.today()
    made = workplace.read(asked.rows, ids=commands.renew_periodic(workplace), today=today)
    return listed(made, words)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo task show ID`: a task with all that happened to it."""
    page = workplace.read(asked.task, task=given.id, today=workplace.clock.today())
    head = told(page.row, words) | {
        "controlled": page.task.controlled,
        "basis": page.task.basis,
        "spoken": page.task.spoken,
        "repeat": page.task.repeat,
        "until": page.task.until,
        "stopped": page.task.stopped,
    }
    rest: dict[str, Any] = {
        "reports": [_report(one, page.people, words) for one in page.reports],
        "parts": [_report(one, page.people, words) for one in page.parts],
        "requests": [_request(one, page.people, words) for one in page.requests],
        "terms": [_term(one, page.people, words) for one in page.moved],
        "files": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in page.files],
        "removal": page.task.removal.comment if page.task.removal else "",
        "tasks": nodes(page.children, words),
    }
    names = {one.sha256: one.name for one in page.files}
    reports = {
        kind: [row | {"files": [names.get(one, one) for one in row["files"]]} for row in rest[kind]]
        for kind in ("reports", "parts")
    }
    parts = [{name: row[name] for name in COLUMNS} for row in rest["tasks"]]
    shown = {name: value for name, value in head.items() if name not in _FOR_SCRIPTS}
    return Told(head | rest, shown | rest | reports | {"tasks": parts})


def assignment(workplace: Workplace, given: Namespace) -> Assignment:
    """Build what is to be done from the options."""
    return Assignment(
        executors=several(workplace, given.executor),
        text_ru=given.text_ru or "",
        text_kk=given.text_kk or "",
        due=day(given.due),
        term=given.term,
        controlled=given.control,
        controller=someone(workplace, given.controller),
    )


def _told(workplace: Workplace, id: str) -> Answer:
    row = workplace.read(asked.rows, ids=[id], today=workplace.clock.today())[0]
    return {"id": id, "status": row.status, "due": row.due}


def _term(one: Moved, known: People, words: Wording) -> dict[str, Any]:
    return {
        "was": one.was,
        "due": one.due,
        "reason": one.reason,
        "person": known[one.by.person].name(words.language),
        "behalf": known[one.by.behalf].name(words.language),
        "at": moment(one.by.at),
    }


def _report(one: Report, known: People, words: Wording) -> dict[str, Any]:
    decided = one.decided
    return {
        "executor": known[one.executor].name(words.language),
        "person": known[one.person].name(words.language),
        "behalf": known[one.behalf].name(words.language),
        "date": one.on,
        "text": one.text,
        "files": list(one.files),
        "verdict": one.verdict,
        "quality": one.quality or None,
        "comment": decided.comment if decided else "",
        "by": known[decided.person].name(words.language) if decided else "",
    }


def _request(one: Request, known: People, words: Wording) -> dict[str, Any]:
    decided = one.decided
    return {
        "person": known[one.person].name(words.language),
        "behalf": known[one.behalf].name(words.language),
        "date": one.on,
        "due": one.due,
        "until": one.until,
        "reason": one.reason,
        "verdict": one.verdict,
        "comment": decided.comment if decided else "",
        "by": known[decided.person].name(words.language) if decided else "",
    }
