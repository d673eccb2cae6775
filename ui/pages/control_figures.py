"""Figures of the summary of discipline: beside those of the month before, and by person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from edo.queries.discipline import Tally
from edo.queries.people import Who
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import Align, Column
from ui.models.held import Entry
from ui.theme import GRID
from ui.widgets.polish import named, restyle

FIGURES = (
    ("given", mark("given")),
    ("in_time", mark("done in time")),
    ("late", mark("done late")),
    ("overdue", mark("overdue at the end")),
    ("open", mark("open at the end")),
    ("extended", mark("with a moved term")),
    ("returned", mark("returned reports")),
    ("removed", mark("taken off control")),
)
WORSE = frozenset({"late", "overdue", "extended", "returned"})
"""Figures of which more is worse."""
Person = tuple[Who, Tally]


def share(words: Wording, tally: Tally) -> str:
    """Write which part of what was to be done was done in time."""
    return "—" if tally.share is None else words.text("{n} %", n=round(100 * tally.share))


def _count(name: str) -> Callable[[Entry[Person]], int]:
    return lambda row: getattr(row.item[1], name)


def _column(name: str, heading: str, width: int, *, spare: bool = False) -> Column[Entry[Person]]:
    value = _count(name)
    right = Align.RIGHT
    return Column(name, heading, _number(name), width, align=right, value=value, spare=spare)


def _number(name: str) -> Callable[[Entry[Person], Wording], str]:
    return lambda row, words: words.number(getattr(row.item[1], name))


COLUMNS: tuple[Column[Entry[Person]], ...] = (
    Column(
        "who",
        mark("Executor"),
        lambda row, words: row.item[0].name(words.language),
        200,
        stretch=True,
        strong=True,
        ease=180,
    ),
    _column("given", mark("Given"), 96),
    _column("in_time", mark("In time"), 104),
    _column("late", mark("Late"), 116),
    _column("overdue", mark("Overdue"), 110),
    _column("open", mark("Not ended"), 124),
    _column("returned", mark("Returned"), 116, spare=True),
    Column(
        "share",
        mark("In time, %"),
        lambda row, words: share(words, row.item[1]),
        110,
        align=Align.RIGHT,
    ),
)


class Compared(QFrame):
    """One figure: now, its name, and what it was the month before."""

    def __init__(self, desk: Desk, code: str, name: str) -> None:
        super().__init__()
        named(self, "card")
        self._desk, self._code, self._name = desk, code, name
        self._figure, self._label, self._change = QLabel("—"), QLabel(), QLabel()
        self._figure.setProperty("text_size", "large")
        for label in (self._label, self._change):
            label.setProperty("text_size", "small")
            label.setProperty("muted", True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        lines.setSpacing(0)
        lines.addWidget(self._figure)
        lines.addWidget(self._label)
        lines.addWidget(self._change)

    def show_numbers(self, now: int, before: int) -> None:
        """Show a number and that of the month before."""
        words, more = self._desk.speech.words, now - before
        self._figure.setText(words.number(now))
        self._label.setText(words.text(self._name))
        sign = {True: "+", False: "−"}[more > 0] if more else "="
        text = words.text("{n} the month before", n=words.number(before))
        self._change.setText(f"{sign}{words.number(abs(more)) if more else ''} · {text}")
        worse = more > 0 and self._code in WORSE
        restyle(self._change, worse=worse)
        self.setAccessibleName(
            f"{words.text(self._name)}: {words.number(now)}, {self._change.text()}"
        )
