"""What is said of a list of people: what would be done with it, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from edo.commands.list_taking import Taken
from edo.domain.staff_list import RowAct
from edo.sentences import mark
from edo.wording import Wording

REFUSED_SHOWN = 12


def counted(words: Wording, counts: Mapping[RowAct, int], waiting: int) -> str:
    """Say what would be done, and how many rows wait for a choice."""
    parts = [words.plural("{n} person is added", "{n} people are added", counts[RowAct.ADD])]
    for act, text in (
        (RowAct.MOVE, mark("moved: {n}")),
        (RowAct.LEAVE, mark("left: {n}")),
        (RowAct.SAME, mark("the same: {n}")),
        (RowAct.SKIP, mark("left out: {n}")),
    ):
        if counts[act]:
            parts.append(words.text(text, n=words.number(counts[act])))
    if waiting:
        parts.append(words.text("need a choice: {n}", n=words.number(waiting)))
    return " · ".join(parts)


def outcome(words: Wording, found: Taken) -> list[str]:
    """Say what came of it, line by line; the first line is the whole in short."""
    parts = [words.plural("{n} person added", "{n} people added", found.added)]
    for count, text in (
        (found.moved, mark("moved: {n}")),
        (found.left, mark("left: {n}")),
        (found.marked, mark("marked as trained: {n}")),
        (found.known, mark("there already: {n}")),
    ):
        if count:
            parts.append(words.text(text, n=words.number(count)))
    told = [" · ".join(parts)]
    if not found.is_whole:
        told.append(words.text("Stopped half-way: take the list again and the rest follows."))
    if found.unplaced:
        names = ", ".join(found.unplaced)
        told.append(words.text("Not in the directory, so left empty: {names}", names=names))
    told += [
        words.text("Row {n}: {why}", n=row, why=words.refusal(error))
        for row, error in found.refused[:REFUSED_SHOWN]
    ]
    more = len(found.refused) - REFUSED_SHOWN
    if more > 0:
        told.append(words.text("and {n} more", n=words.number(more)))
    return told
