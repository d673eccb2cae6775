"""Lists of people from spreadsheets: judged against what is known, and taken in when confirmed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edo.commands.list_taking import Taken, Taking, Todo
from edo.domain import judging
from edo.domain.judging import NOTHING_SAID, Defaults, Progress
from edo.domain.staff_list import Choice, Line, ListKind, Plan, RowAct
from edo.queries import known_people
from edo.workplace import Workplace

CHUNK = 250
"""Rows that are written in one go, durably; between two the taking may be stopped."""


def judge(
    workplace: Workplace,
    *,
    lines: Sequence[Line],
    kind: ListKind,
    defaults: Defaults = NOTHING_SAID,
    progress: Progress | None = None,
) -> Plan:
    """Judge the lines of a list against what is known here. Nothing is written.

    Args:
        workplace: what is known.
        lines: as `edo.transfer.list_lines` reads them.
        kind: what the list tells.
        defaults: office, course and day where a row says none.
        progress: told how far it is; False asks to stop.
    """
    return judging.judge(
        lines,
        workplace.read(known_people.known),
        kind=kind,
        today=workplace.clock.today(),
        defaults=defaults,
        progress=progress,
    )


def take(
    workplace: Workplace,
    *,
    plan: Plan,
    chosen: Mapping[int, Choice] | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Take a list in: add who is new, let go who left, move who was chosen, mark who was trained.

    Args:
        workplace: who acts.
        plan: the verdicts, as `judge` gave them.
        chosen: by number of the row, what is done with it; else what is usual for its verdict.
        progress: told how many of how many rows are done; False asks to stop after them.

    Raises:
        Refusal: one may not keep the staff of an office or train there; what was written before
            stays, and the list can be taken again. What a rule says against one row is told in
            `Taken`, and the others are taken.
    """
    todo = [
        Todo(one, choice)
        for one in plan.rows
        if (choice := plan.choice(one, chosen or {})).act is not RowAct.SKIP
    ]
    if plan.kind is ListKind.TRAINING:
        todo.sort(key=lambda one: one.session)
    taking = Taking(workplace, plan.kind)
    done = 0
    for chunk in _chunks(todo):
        if progress is not None and progress(done, len(todo)) is False:
            return replace(taking.taken(), is_whole=False)
        with workplace.entry() as entry:
            taking.take(entry, chunk)
        done += len(chunk)
    if progress is not None:
        progress(done, len(todo))
    return taking.taken()


def _chunks(todo: Sequence[Todo]) -> Iterator[Sequence[Todo]]:
    for start in range(0, len(todo), CHUNK):
        yield todo[start : start + CHUNK]
