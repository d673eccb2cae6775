"""Values of a list of people taken from a spreadsheet: its lines, and the verdict on each.

A plan is these verdicts and nothing more: nobody is added, moved or marked until it is taken.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ListKind(StrEnum):
    """What a list tells."""

    STAFF = "staff"
    """Who works where."""
    TRAINING = "training"
    """Who was trained in what, and when."""


class ListColumn(StrEnum):
    """What a column of a list holds."""

    NAME = "name"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    OFFICE = "office"
    UNIT = "unit"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"
    JOINED = "joined"
    LEFT = "left"
    COURSE = "course"
    PASSED = "passed"
    RESULT = "result"
    CERTIFICATE = "certificate"
    UNTIL = "until"


DATES = frozenset({ListColumn.JOINED, ListColumn.LEFT, ListColumn.PASSED, ListColumn.UNTIL})
OF_TRAINING = frozenset(
    {
        ListColumn.COURSE,
        ListColumn.PASSED,
        ListColumn.RESULT,
        ListColumn.CERTIFICATE,
        ListColumn.UNTIL,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of a list says.

    Attributes:
        row: its number in the file.
        name: the whole name of the person, as it was typed.
        wrong: by column, what was to be a date and is none.
        section: what stands over it in a row of its own: an office perhaps.
    """

    row: int
    name: str
    office: str = ""
    unit: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    joined: date | None = None
    left: date | None = None
    course: str = ""
    passed: date | None = None
    result: str = ""
    certificate: str = ""
    until: date | None = None
    wrong: tuple[tuple[ListColumn, str], ...] = ()
    section: str = ""

    @property
    def place(self) -> str:
        """Return what the row says of its office, or what stands over it."""
        return self.office or self.section


class Verdict(StrEnum):
    """What a row comes to."""

    NEW = "new"
    """Nobody of this name is known: they would be added."""
    KNOWN = "known"
    """This person is known where the list has them."""
    GONE = "gone"
    """They are known, and left by what the list says."""
    MOVED = "moved"
    """Known in another office, or as one who left: needs a choice."""
    SAME_NAME = "same_name"
    """Several people have this name: needs a choice."""
    ALIKE = "alike"
    """Somebody's name is nearly the same: needs a choice."""
    NO_OFFICE = "no_office"
    """No office of the organisation is clearly meant."""
    WRONG_DATE = "wrong_date"
    NO_NAME = "no_name"
    DOUBLE = "double"
    """The list has the same above."""
    NO_COURSE = "no_course"
    """No course is clearly meant."""
    ALREADY = "already"
    """This pass is known."""


NEEDS_CHOICE = frozenset({Verdict.MOVED, Verdict.SAME_NAME, Verdict.ALIKE})
"""Verdicts on which nothing is done until somebody says what."""


class RowAct(StrEnum):
    """What is done with a row."""

    ADD = "add"
    """The person is a new one: added, and marked where the list is about training."""
    SAME = "same"
    """It is the person chosen: marked where the list is about training, else left as they are."""
    MOVE = "move"
    """It is the person chosen, who works in this office now. Only in a list of staff."""
    LEAVE = "leave"
    """It is the person who is known, and they left on the day the list says."""
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided about a row; `person` is who it is, for SAME and MOVE."""

    act: RowAct
    person: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody known who may be meant: their name and their office, and when they left."""

    person: str
    name: str
    office: str
    left: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and the verdict on it.

    Attributes:
        line: what was read.
        verdict: what it comes to.
        office: id of the office that is meant; empty where none is.
        course: id of the course, the same way.
        passed: the day of the training.
        candidates: who may be meant, the likeliest first; exactly one where the person is known.
        offices: ids of the offices that may be meant, where it is not clear.
        first: number of the row that says the same, of a double.
        nth: how many others of this name the office has, in its staff and in the rows above.
    """

    line: Line
    verdict: Verdict
    office: str = ""
    course: str = ""
    passed: date | None = None
    candidates: tuple[Candidate, ...] = ()
    offices: tuple[str, ...] = ()
    first: int = 0
    nth: int = 0

    def usual(self, kind: ListKind) -> Choice:
        """Return what is done with the row unless somebody decides otherwise."""
        if self.verdict is Verdict.NEW:
            return Choice(RowAct.ADD)
        if self.verdict is Verdict.GONE:
            return Choice(RowAct.LEAVE, self.candidates[0].person)
        if self.verdict is Verdict.KNOWN and kind is ListKind.TRAINING:
            return Choice(RowAct.SAME, self.candidates[0].person)
        return Choice(RowAct.SKIP)

    def acts(self, kind: ListKind) -> tuple[RowAct, ...]:
        """Return what may be done with the row at all."""
        if self.verdict in {Verdict.NEW, Verdict.DOUBLE}:
            return (RowAct.ADD, RowAct.SKIP)
        if self.verdict is Verdict.KNOWN:
            return (RowAct.SAME, RowAct.ADD, RowAct.SKIP)
        if self.verdict is Verdict.GONE:
            return (RowAct.LEAVE, RowAct.ADD, RowAct.SKIP)
        if self.verdict in NEEDS_CHOICE:
            moving = (RowAct.MOVE,) if kind is ListKind.STAFF else ()
            return (RowAct.SAME, *moving, RowAct.ADD, RowAct.SKIP)
        return (RowAct.SKIP,)


@dataclass(frozen=True, slots=True)
class Plan:
    """The verdicts on all rows of a list.

    Attributes:
        kind: what the list tells.
        rows: in the order of the file.
        is_whole: nobody stopped the judging.
    """

    kind: ListKind
    rows: tuple[Judged, ...]
    is_whole: bool = True

    def counts(self) -> Mapping[Verdict, int]:
        """Return how many rows there are of each verdict; those of which there is none too."""
        found = Counter(one.verdict for one in self.rows)
        return {verdict: found[verdict] for verdict in Verdict}

    def choice(self, one: Judged, chosen: Mapping[int, Choice]) -> Choice:
        """Return what is done with a row: what was chosen where the row allows it.

        Who it is need not be said where only one person may be meant.
        """
        choice = chosen.get(one.line.row)
        if choice is None or choice.act not in one.acts(self.kind):
            return one.usual(self.kind)
        if choice.act in {RowAct.ADD, RowAct.SKIP} or choice.person:
            return choice
        people = [who.person for who in one.candidates]
        return Choice(choice.act, people[0]) if len(people) == 1 else one.usual(self.kind)
