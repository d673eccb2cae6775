"""Sessions as rows of a list and as days of a month."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from edo.domain.session import SessionStatus
from edo.queries.offices import OfficeLine
from edo.queries.sessions import SessionRow
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Column
from ui.models.held import Entry
from ui.pages.training.session_words import days
from ui.theme import Tone
from ui.widgets.month import Happening
from ui.widgets.select import sentence

LIMIT = 500
"""Sessions of a list, or of a month, at most; filters bring the others."""
NAMED = 2
"""Offices that are named; of more only the number is said."""


class Stage(StrEnum):
    """Where a session stands for who looks at the list."""

    PLANNED = "planned"
    TO_MARK = "to_mark"
    """It has begun, and nobody said that it is over."""
    DISPUTED = "disputed"
    HELD = "held"
    CANCELLED = "cancelled"


SAYING: dict[Stage, tuple[str, Tone, str]] = {
    Stage.PLANNED: (mark("Planned"), Tone.ACCENT, ""),
    Stage.TO_MARK: (mark("Not marked"), Tone.WARN, "! "),
    Stage.DISPUTED: (mark("Marks differ"), Tone.BAD, "! "),
    Stage.HELD: (mark("Held"), Tone.QUIET, "✓ "),
    Stage.CANCELLED: (mark("Cancelled"), Tone.NEUTRAL, "× "),
}
"""Word, tone, and the sign before a text where there is no room for the word."""


def stage(row: SessionRow) -> Stage:
    """Tell where a session stands."""
    if row.disputed:
        return Stage.DISPUTED
    if row.status is SessionStatus.PLANNED:
        return Stage.TO_MARK if row.to_mark else Stage.PLANNED
    return Stage.HELD if row.status is SessionStatus.HELD else Stage.CANCELLED


def offices(words: Wording, told: Sequence[OfficeLine]) -> str:
    """Name offices, shortly where they are many."""
    names = [one.name(words.language) for one in told]
    if len(names) > NAMED:
        more = words.text("and {n} more", n=words.number(len(names) - NAMED))
        return f"{', '.join(names[:NAMED])} {more}"
    return ", ".join(names)


def span(words: Wording, row: SessionRow) -> str:
    """Say on which days a session is, as shortly as can be."""
    begins, ends = row.begins, row.ends
    if begins != ends and (begins.year, begins.month) == (ends.year, ends.month):
        return f"{begins.day:02}–{words.date(ends)}"
    return days(words, begins, ends)


def where(words: Wording, row: SessionRow) -> str:
    """Say how and where a session is held."""
    form = sentence(words.name(row.form))
    return f"{form}, {row.place}" if row.place else form


def people(words: Wording, row: SessionRow) -> str:
    """Say how many are invited, or how many of them came and passed."""
    done = row.present + row.absent + row.disputed
    if not done:
        return words.plural("{n} invited", "{n} invited", row.invited)
    if row.unmarked:
        told = words.text("marked {n} of {all}", n=done, all=done + row.unmarked)
    else:
        told = words.text("passed {n} of {all}", n=row.passed, all=done)
    return told


def _trainers(row: Entry[SessionRow], words: Wording) -> str:
    return ", ".join(one.name(words.language) for one in row.item.trainers)


COLUMNS: tuple[Column[Entry[SessionRow]], ...] = (
    Column(
        "days",
        mark("Days"),
        lambda row, words: span(words, row.item),
        176,
        strong=True,
        second=lambda row, words: where(words, row.item),
        beside=mark("Where"),
        rank=lambda row: row.item.begins,
    ),
    Column(
        "offices",
        mark("For whom"),
        lambda row, words: offices(words, row.item.offices),
        220,
        second=lambda row, words: row.item.title(words.language),
        beside=mark("Course"),
        stretch=True,
        ease=200,
    ),
    Column("people", mark("People"), lambda row, words: people(words, row.item), 132, spare=True),
    Column("trainers", mark("Trainers"), _trainers, 160, shown=False),
    Column(
        "state",
        mark("State"),
        lambda row, words: words.text(SAYING[stage(row.item)][0]),
        164,
        tone=lambda row: SAYING[stage(row.item)][1],
    ),
)


def happening(words: Wording, row: SessionRow) -> Happening:
    """Make what stands in the days of a session."""
    name, tone, sign = SAYING[stage(row)]
    who = offices(words, row.offices) or row.title(words.language)
    said = ", ".join(
        part
        for part in (
            words.text(name),
            row.title(words.language),
            offices(words, row.offices),
            where(words, row),
            people(words, row),
        )
        if part
    )
    return Happening(row.id, row.begins, row.ends, f"{sign}{who}", said, tone)
