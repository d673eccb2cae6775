"""Lists of tasks on the terminal: what the controller asks, and the summary of discipline."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from edo.commands.membership import find_office
from edo.queries import discipline as asked_discipline
from edo.queries import task_lists
from edo.queries.discipline import Tally
from edo.queries.task_lists import Chosen, View
from edo.queries.tasks import TaskNode, TaskRow
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.values import day, moment, someone
from edo.wording import Wording
from edo.workplace import Workplace

COLUMNS = ("id", "number", "text", "executors", "due", "status", "late")
"""What a person's table of tasks shows."""


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
        task_lists.page, chosen=chosen, today=today, after=given.after or "", limit=given.limit
    )
    counted = workplace.read(task_lists.counts, chosen=chosen, today=today)
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
    return Listed([told(row, words) for row in rows], COLUMNS)


def nodes(found: Sequence[TaskNode], words: Wording) -> list[dict[str, Any]]:
    """Return a tree of tasks as rows, each with its depth."""
    return [told(node.row, words) | {"depth": node.depth, "stray": node.is_stray} for node in found]


def told(row: TaskRow, words: Wording) -> dict[str, Any]:
    """Return a task as a script reads it."""
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
        "executor_ids": [who.id for who in row.executors],
        "responsible": row.executors[0].id,
        "author": row.author.name(language),
        "author_id": row.author.id,
        "behalf": row.behalf.name(language),
        "controller": row.controller.name(language),
        "controller_id": row.controller.id,
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


def _moved(workplace: Workplace, chosen: Chosen, given: Namespace, words: Wording) -> Answer:
    found = workplace.read(
        task_lists.moved_terms,
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
            "at": moment(one.moved.by.at),
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
