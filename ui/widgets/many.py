"""One act on many things, one after another: how far it is, a stop, all refusals together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from edo.errors import EdoError
from edo.wording import Wording
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.long_run import Progress
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

MOST = 500
"""So many things are worked on at once: the writer does nothing else meanwhile."""
NAMED = 3
"""Refusals told one by one; of more only the number is said."""


@dataclass(frozen=True, slots=True)
class One:
    """One thing to be worked on: what a person calls it, and its id."""

    name: str
    id: str


@dataclass(slots=True)
class Outcome:
    """What came of it: how many were done, which were refused and why, how many were not begun."""

    done: int = 0
    refused: list[tuple[str, EdoError]] = field(default_factory=list[tuple[str, EdoError]])
    left: int = 0


Each = Callable[[OpenWorkplace, str], object]
"""Does the act with the thing of an id; runs where commands run."""


def do_all(
    desk: Desk,
    page: QWidget,
    title: str,
    things: Sequence[One],
    each: Each,
    then: Callable[[Outcome], object] | None = None,
) -> None:
    """Do something with many things; `title` is in the person's language. The page tells the end.

    Args:
        desk: of the page.
        page: where the end is told.
        title: what is being done, with its Stop in the bottom line.
        things: at most `MOST`; more are refused in words.
        each: the act.
        then: called with what came of it, before it is told.
    """
    words = desk.speech.words
    if len(things) > MOST:
        text = words.text("At most {n} at once. Select fewer.", n=words.number(MOST))
        tell(page, Notice(text, Tone.WARN))
        return

    def on_done(outcome: Outcome) -> None:
        if then is not None:
            then(outcome)
        tell(page, said(desk.speech.words, outcome))

    desk.bridge.run_long(_do, title, then=on_done, owner=page, things=tuple(things), each=each)


def said(words: Wording, outcome: Outcome) -> Notice:
    """Say what came of it in one notice."""
    parts = [words.text("{n} done", n=words.number(outcome.done))]
    if outcome.refused:
        told = [f"{name}: {words.refusal(error)}" for name, error in outcome.refused[:NAMED]]
        more = len(outcome.refused) - NAMED
        if more > 0:
            told.append(words.text("and {n} more", n=words.number(more)))
        count = words.number(len(outcome.refused))
        parts.append(words.text("{n} not: {why}", n=count, why="; ".join(told)))
    if outcome.left:
        parts.append(words.text("{n} not begun", n=words.number(outcome.left)))
    tone = Tone.WARN if outcome.refused else Tone.GOOD
    return Notice(", ".join(parts), tone)


def _do(
    workplace: OpenWorkplace, *, things: Sequence[One], each: Each, progress: Progress
) -> Outcome:
    outcome = Outcome()
    for place, one in enumerate(things):
        if not progress(place, len(things)):
            outcome.left = len(things) - place
            break
        try:
            each(workplace, one.id)
            outcome.done += 1
        except EdoError as error:
            outcome.refused.append((one.name, error))
    return outcome
