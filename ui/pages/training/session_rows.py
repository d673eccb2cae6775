"""The people of a session as rows: what is marked of each, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edo.domain.course import Edition
from edo.domain.likeness import fold
from edo.domain.session import Mark
from edo.domain.training import Marking
from edo.queries.attendance import Attendee
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Align, Column
from ui.models.held import Entry
from ui.theme import Tone
from ui.widgets.both import other, own

CARET = "▏"


class Seen(StrEnum):
    """What a row says of a person."""

    UNMARKED = "unmarked"
    PRESENT = "present"
    PASSED = "passed"
    """They were there, and the result is enough, where one is asked for."""
    FAILED = "failed"
    """They were there, and the result is not enough."""
    NO_RESULT = "no_result"
    """They were there, and a result is asked for and missing."""
    ABSENT = "absent"
    DISPUTED = "disputed"


SAYING: dict[Seen, tuple[str, Tone]] = {
    Seen.UNMARKED: ("", Tone.NEUTRAL),
    Seen.PRESENT: (mark("present"), Tone.GOOD),
    Seen.PASSED: (mark("passed"), Tone.GOOD),
    Seen.FAILED: (mark("did not pass"), Tone.WARN),
    Seen.NO_RESULT: (mark("present, no result"), Tone.ACCENT),
    Seen.ABSENT: (mark("absent"), Tone.WARN),
    Seen.DISPUTED: (mark("marks differ"), Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list.

    Attributes:
        number: on the sheet, from 1.
        who: the person, with the marks that are kept.
        edition: the rules they are judged by.
        handed: a mark on its way to be kept, which is shown at once.
        typed: digits of a result not entered yet.
        remark: one that goes with the mark that is still to be made.
    """

    number: int
    who: Attendee
    edition: Edition | None = None
    handed: Marking | None = None
    typed: str = ""
    remark: str = ""

    @property
    def standing(self) -> tuple[Mark, ...]:
        """The marks nobody put right."""
        return tuple(one for one in self.who.marks if not one.replaced)

    @property
    def said(self) -> Mark | Marking | None:
        """The one thing that is marked; None where nothing is, or different things."""
        if self.handed is not None:
            return self.handed
        standing = self.standing
        return standing[-1] if len({one.said for one in standing}) == 1 else None

    @property
    def seen(self) -> Seen:
        """What is marked."""
        said = self.said
        if said is None:
            return Seen.DISPUTED if self.who.marks else Seen.UNMARKED
        if not said.present:
            return Seen.ABSENT
        if self.edition is None or self.edition.threshold is None:
            return Seen.PRESENT
        if said.result is None:
            return Seen.NO_RESULT
        return Seen.PASSED if self.passed else Seen.FAILED

    @property
    def passed(self) -> bool:
        """Whether they passed, by what is marked."""
        said = self.said
        if said is None or not said.present:
            return False
        return self.edition is None or self.edition.is_pass(present=True, result=said.result)

    def begins_with(self, letters: str) -> bool:
        """Tell whether their name in one of the languages begins with some letters.

        A letter only Kazakh has means itself; к means қ too, as it does for who cannot type it.
        """
        return any(
            name.casefold().startswith(letters) or fold(name).startswith(letters)
            for name in self.who.name
            if letters
        )


PersonEntry = Entry[PersonRow]


def _result(row: PersonEntry, words: Wording) -> str:
    del words
    person = row.item
    if person.typed:
        return f"{person.typed}{CARET}"
    if person.seen is Seen.DISPUTED:
        results = {one.result for one in person.standing if one.result is not None}
        return " / ".join(str(one) for one in sorted(results))
    said = person.said
    return "" if said is None or said.result is None else str(said.result)


def _verdict(row: PersonEntry, words: Wording) -> str:
    """Say under a result that is not enough what would be."""
    person = row.item
    if person.edition is None or person.seen is not Seen.FAILED or person.typed:
        return ""
    return words.text("needs {n}", n=person.edition.threshold)


def _remark(row: PersonEntry, words: Wording) -> str:
    del words
    said = row.item.said
    return said.remark if said is not None else row.item.remark


def _certificate(row: PersonEntry, words: Wording) -> str:
    del words
    given = row.item.who.certificate
    return given.number if given is not None else ""


def _name(row: PersonEntry, words: Wording) -> str:
    return own(words, *row.item.who.name)


def _state(row: PersonEntry, words: Wording) -> str:
    text = SAYING[row.item.seen][0]
    return words.text(text) if text else ""


COLUMNS: tuple[Column[PersonEntry], ...] = (
    Column("place", mark("№"), lambda row, _words: str(row.item.number), 52, Align.RIGHT),
    Column(
        "name",
        mark("Name"),
        _name,
        230,
        second=lambda row, words: (
            words.text("added on the spot")
            if not row.item.who.invited
            else other(words, *row.item.who.name)
        ),
        stretch=True,
        strong=True,
        ease=300,
    ),
    Column(
        "position",
        mark("Position"),
        lambda row, words: own(words, *row.item.who.position),
        220,
        most=340,
    ),
    Column(
        "office",
        mark("Office"),
        lambda row, words: own(words, *row.item.who.office),
        210,
        most=340,
        spare=True,
        under="position",
    ),
    Column("mark", mark("What is marked"), _state, 168, tone=lambda row: SAYING[row.item.seen][1]),
    Column("result", mark("Result"), _result, 100, second=_verdict),
    Column("remark", mark("Trainer's note"), _remark, 170, most=320),
    Column("certificate", mark("Certificate"), _certificate, 130, shown=False),
)
