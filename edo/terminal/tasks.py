"""Tasks on the terminal: `edo task …`, and what the controller asks: `edo control`."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from edo.commands import tasks as commands
from edo.commands.assigning import Assignment
from edo.commands.membership import find_office, find_person
from edo.domain.task import Repeat, Report, Request
from edo.queries import discipline as asked_discipline
from edo.queries import tasks as asked
from edo.queries.discipline import Tally
from edo.queries.people import People
from edo.queries.tasks import Chosen, TaskNode, TaskRow, View
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.values import day, needed_day, paths, texts
from edo.wording import Wording
from edo.workplace import Workplace

_COLUMNS = ("id", "number", "text", "executors", "due", "status", "late")


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
    return _row(page.row, words) | {
        "controlled": page.task.controlled,
        "basis": page.task.basis,
        "spoken": page.task.spoken,
        "repeat": page.task.repeat,
        "until": page.task.until,
        "stopped": page.task.stopped,
        "reports": [_report(one, page.people, words) for one in page.reports],
        "parts": [_report(one, page.people, words) for one in page.parts],
        "requests": [_request(one, page.people, words) for one in page.requests],
        "terms": [
            {
                "was": one.was,
                "due": one.due,
                "reason": one.reason,
                "person": page.people[one.by.person].name(words.language),
                "behalf": page.people[one.by.behalf].name(words.language),
                "at": words.hlc(one.by.at),
            }
            for one in page.moved
        ],
        "files": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in page.files],
        "removal": page.task.removal.comment if page.task.removal else "",
        "tasks": nodes(page.children, words),
    }


def control(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo control`, `edo task list`: the lists of the controller, by term."""
    chosen = Chosen(
        view=View.SOON if given.soon is not None else View(given.view),
        executor=someone(workplace, given.executor),
        author=someone(workplace, given.author),
        office=find_office(workplace, name=given.office) if given.office else "",
        since=day(given.since),
        until=day(given.until),
        **({"soon": given.soon} if given.soon is not None else {}),
    )
    today = workplace.clock.today()
    if given.moved:
        return _moved(workplace, chosen, given, words)
    rows = workplace.read(
        asked.page, chosen=chosen, today=today, after=given.after or "", limit=given.limit
    )
    counted = workplace.read(asked.counts, chosen=chosen, today=today)
    said = words.text(
        "On control: {control}; due within {days} days: {soon}; overdue: {overdue}; "
        "reports to accept: {review}.",
        control=counted.control,
        days=chosen.soon,
        soon=counted.soon,
        overdue=counted.overdue,
        review=counted.review,
    )
    table = listed(rows, words)
    return Told(table.rows, table, said)


def discipline(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo discipline`: what was given and done in a period, by executor; or month by month."""
    today = workplace.clock.today()
    office = find_office(workplace, name=given.office) if given.office else ""
    if given.months:
        months = workplace.read(
            asked_discipline.months, today=today, count=given.months, office=office
        )
        return [{"month": one.first, **_tally(one.tally)} for one in months]
    since, until = day(given.since) or today.replace(day=1), day(given.until) or today
    found = workplace.read(
        asked_discipline.discipline, since=since, until=until, today=today, office=office
    )
    rows = [
        {"id": who.id, "executor": who.name(words.language), **_tally(tally)}
        for who, tally in found.executors
    ]
    total = {"executor": words.text("In all"), **_tally(found.total)}
    before = {"executor": words.text("The period before"), **_tally(found.before)}
    plain: dict[str, Any] = {
        "since": found.since,
        "until": found.until,
        "total": _tally(found.total),
        "before": _tally(found.before),
        "executors": rows,
    }
    columns = tuple(total)
    return Told(plain, Listed([*rows, total, before], columns))


def listed(rows: Sequence[TaskRow], words: Wording) -> Listed:
    """Return tasks as an answer."""
    return Listed([_row(row, words) for row in rows], _COLUMNS)


def nodes(found: Sequence[TaskNode], words: Wording) -> list[dict[str, Any]]:
    """Return a tree of tasks as rows, each with its depth."""
    return [_row(node.row, words) | {"depth": node.depth, "stray": node.is_stray} for node in found]


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


def someone(workplace: Workplace, name: str | None) -> str:
    """Return the id of a person that is named, nobody's where none is."""
    return find_person(workplace, name=name) if name else ""


def several(workplace: Workplace, names: list[str] | None) -> tuple[str, ...]:
    """Return the ids of people that are named."""
    return tuple(find_person(workplace, name=name) for name in texts(names))


def _told(workplace: Workplace, id: str) -> Answer:
    row = workplace.read(asked.rows, ids=[id], today=workplace.clock.today())[0]
    return {"id": id, "status": row.status, "due": row.due}


def _row(row: TaskRow, words: Wording) -> dict[str, Any]:
    language = words.language
    text = (row.text_kk or row.text_ru) if language == "kk" else (row.text_ru or row.text_kk)
    return {
        "id": row.id,
        "document": row.document,
        "number": row.number,
        "date": row.on,
        "text": text,
        "text_ru": row.text_ru,
        "text_kk": row.text_kk,
        "executors": [who.name(language) for who in row.executors],
        "responsible": row.executors[0].id,
        "author": row.author.name(language),
        "behalf": row.behalf.name(language),
        "controller": row.controller.name(language),
        "status": row.status,
        "late": row.is_late,
        "given": row.given_on,
        "due": row.due,
        "first_due": row.first_due,
        "ended": row.ended_on,
        "days_left": row.days_left,
        "moved": row.moved,
        "returns": row.returns,
        "asks_until": row.asks_until,
        "part_of": row.parent,
        "resolution": row.resolution,
        "series": row.series,
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


def _moved(workplace: Workplace, chosen: Chosen, given: Namespace, words: Wording) -> Answer:
    found = workplace.read(
        asked.moved_terms,
        today=workplace.clock.today(),
        chosen=chosen,
        after=given.after or "",
        limit=given.limit,
    )
    rows = [
        {
            "id": one.row.id,
            "number": one.row.number,
            "text": one.row.text_ru or one.row.text_kk,
            "was": one.moved.was,
            "due": one.moved.due,
            "reason": one.moved.reason,
            "by": one.by.name(words.language),
            "behalf": one.behalf.name(words.language),
            "at": words.hlc(one.moved.by.at),
        }
        for one in found
    ]
    return Listed(rows, ("id", "number", "text", "was", "due", "reason", "by"))


def _tally(tally: Tally) -> dict[str, Any]:
    share = tally.share
    return {
        "given": tally.given,
        "in_time": tally.in_time,
        "late": tally.late,
        "removed": tally.removed,
        "open": tally.open,
        "overdue": tally.overdue,
        "extended": tally.extended,
        "returned": tally.returned,
        "percent": None if share is None else round(share * 100),
    }
