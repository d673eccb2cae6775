"""The numbers of a journal that need a word, as rows of one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from edo.domain.numbering import Absence
from edo.queries.numbers import Numbers
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.theme import Tone
from ui.widgets.both import own


class Sort(StrEnum):
    """What is the matter with a number."""

    MISSING = "missing"
    RESERVED = "reserved"
    ANNULLED = "annulled"
    TWICE = "twice"


STATES = {
    Sort.MISSING: mark("missing"),
    Sort.RESERVED: mark("reserved"),
    Sort.ANNULLED: mark("annulled"),
    Sort.TWICE: mark("given twice"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One number and what is the matter with it.

    Attributes:
        sort: missing, reserved, annulled, given twice.
        number: as it is written.
        n: its ordinal where no document has it, else 0.
        why: the kind of reason of a missing one.
        reason: a person's words, or for whom it is reserved.
        until: the last day of a reserve.
        document: id of the annulled document, or of the one that has a number without the right.
        subjects: of such a one in both languages, and of the document that has it by right.
    """

    sort: Sort
    number: str
    n: int = 0
    why: Absence | None = None
    reason: str = ""
    until: date | None = None
    document: str = ""
    subjects: tuple[str, str, str, str] = ("", "", "", "")

    @property
    def is_disputed(self) -> bool:
        """Whether its document is to be registered anew."""
        return self.sort is Sort.TWICE and bool(self.document)

    @property
    def unexplained(self) -> bool:
        """Whether nobody said yet why it is missing."""
        return self.why is Absence.UNEXPLAINED

    @property
    def explainable(self) -> bool:
        """Whether a person may put the reason in words."""
        own_words = self.why is not Absence.EXPLAINED and self.number == str(self.n)
        return self.sort is Sort.MISSING and own_words


def lines(numbers: Numbers) -> Iterator[Entry[Line]]:
    """Go through the numbers of a period that need a word, by ordinal within each sort."""
    for one in numbers.disputed:
        subjects = (one.subject_ru, one.subject_kk, one.winner_ru, one.winner_kk)
        yield _row(Line(Sort.TWICE, one.number, document=one.document, subjects=subjects))
    for twice in sorted(set(numbers.twice) - {one.number for one in numbers.disputed}):
        yield _row(Line(Sort.TWICE, twice))
    for gone in sorted(numbers.missing, key=lambda one: one.n):
        line = Line(Sort.MISSING, gone.number, gone.n, gone.why, gone.reason, gone.until)
        yield _row(line)
    for apart in numbers.reserved:
        line = Line(Sort.RESERVED, str(apart.n), apart.n, None, apart.whom, apart.until)
        yield _row(line)
    for annulled in numbers.annulled:
        line = Line(
            Sort.ANNULLED, annulled.number, reason=annulled.reason, document=annulled.document
        )
        yield _row(line)


def _row(line: Line) -> Entry[Line]:
    return entry(f"{line.sort}.{line.number}.{line.document}", line)


def _reason(row: Entry[Line], words: Wording) -> str:
    line = row.item
    if line.sort is Sort.RESERVED:
        return words.text("for {whom}", whom=line.reason)
    if line.is_disputed:
        return words.text(
            "“{subject}” has № {number}, which belongs to “{other}” by right",
            subject=own(words, *line.subjects[:2]),
            number=line.number,
            other=own(words, *line.subjects[2:]),
        )
    if line.sort is Sort.TWICE:
        return words.text("Two documents have this number")
    if line.why is None:
        return line.reason
    why = words.name(line.why)
    if line.why is Absence.EXPLAINED:
        return line.reason
    if line.why is Absence.RESERVE_EXPIRED:
        return f"{why}: {words.text('for {whom}', whom=line.reason)}"
    return f"{why}: {line.reason}" if line.reason else why


def _tone(row: Entry[Line]) -> Tone:
    line = row.item
    if line.sort is Sort.TWICE:
        return Tone.BAD
    if line.sort is Sort.RESERVED:
        return Tone.ACCENT
    return Tone.WARN if line.unexplained else Tone.NEUTRAL


COLUMNS: tuple[Column[Entry[Line]], ...] = (
    Column("number", mark("Number"), lambda row, _words: row.item.number, width=130, strong=True),
    Column(
        "state",
        mark("State"),
        lambda row, words: words.text(STATES[row.item.sort]),
        width=150,
        tone=_tone,
    ),
    Column("why", mark("Reason"), _reason, width=240, stretch=True),
    Column(
        "until",
        mark("Until"),
        lambda row, words: words.date(row.item.until),
        width=110,
        value=lambda row: row.item.until,
    ),
)
