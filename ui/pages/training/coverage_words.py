"""Where offices stand, as cells of the matrix: a figure, a word, a tone."""

from __future__ import annotations

from edo.domain.coverage import Readiness, Tally
from edo.queries.coverage import Cell
from edo.wording import Wording
from ui.pages.training.course_table import Share
from ui.theme import Tone

TONES = {
    Readiness.TRAINED: Tone.GOOD,
    Readiness.PARTLY: Tone.WARN,
    Readiness.EXPIRED: Tone.BAD,
    Readiness.NOT_TRAINED: Tone.BAD,
    Readiness.NOBODY: Tone.NEUTRAL,
}
NONE = "—"
_MANY = 1_000


def percent(words: Wording, done: int, of: int) -> str:
    """Write a share as the paper does: rounded down, so that 100 means all."""
    return words.text("{n} %", n=done * 100 // of) if of else NONE


def _figure(words: Wording, tally: Tally) -> str:
    """Write a share and, where a narrow column has room for them, the people it is of."""
    share = percent(words, tally.covered, tally.required)
    return share if tally.required >= _MANY else f"{share} · {tally.covered}/{tally.required}"


def own_share(words: Wording, cell: Cell) -> Share:
    """Say where an office itself stands."""
    tally, word = cell.own, words.name(cell.readiness)
    if not tally.required:
        return Share(NONE, word)
    figure = _figure(words, tally)
    return Share(figure, word, TONES[cell.readiness])


def whole_share(words: Wording, cell: Cell) -> Share:
    """Say where an office stands together with those below it."""
    tally = cell.below
    if not tally.required:
        return Share(NONE, words.name(Readiness.NOBODY))
    figure = _figure(words, tally)
    said = words.text("offices: {n} of {all}", n=cell.trained, all=cell.offices)
    return Share(figure, said, TONES[cell.whole])


def figures(words: Wording, trained: int, offices: int, people: Tally) -> str:
    """Say in one line how many offices and people are trained."""
    if not people.required:
        return words.text("Nobody is required to be trained")
    return " · ".join(
        (
            words.text(
                "Offices trained: {n} of {all} ({share})",
                n=words.number(trained),
                all=words.number(offices),
                share=percent(words, trained, offices),
            ),
            words.text(
                "people trained: {n} of {all} ({share})",
                n=words.number(people.covered),
                all=words.number(people.required),
                share=percent(words, people.covered, people.required),
            ),
        )
    )
