"""Where a person stands with a course, as a cell: the day they passed, and until when it holds."""

from __future__ import annotations

from datetime import date

from edo.queries.staff import PersonCell, Standing
from edo.queries.untrained import SOON_DAYS
from edo.wording import Wording
from ui.pages.training.course_table import Share
from ui.pages.training.coverage_words import NONE
from ui.theme import Tone


def share(words: Wording, cell: PersonCell, on: date) -> Share:
    """Say where somebody stands on a day."""
    if cell.standing is Standing.NOT_REQUIRED:
        return Share(NONE, words.text("not required"))
    invited = ""
    if cell.invited is not None:
        invited = words.text("invited on {date}", date=words.date(cell.invited))
    if cell.standing is Standing.PASSED:
        passed = words.text("passed {date}", date=words.date(cell.passed))
        if cell.last is None:
            return Share(passed, words.text("for ever"), Tone.GOOD)
        until = words.text("holds until {date}", date=words.date(cell.last))
        soon = (cell.last - on).days < SOON_DAYS
        if soon and invited:
            until = f"{until} · {invited}"
        return Share(passed, until, Tone.WARN if soon else Tone.GOOD)
    word = words.text("Not trained yet")
    if cell.standing is Standing.EXPIRED:
        word = words.text("The pass has ended")
    return Share(word, invited, Tone.WARN if invited else Tone.BAD)
