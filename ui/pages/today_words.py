"""What the first page says of a thing that waits: its group, its button, how near its term is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from edo.domain.routed import Act
from edo.queries.waiting import Urgency, WaitingRow
from edo.queries.waits import Counts
from edo.sentences import mark
from edo.wording import Wording
from ui.theme import Tone
from ui.widgets.both import own
from ui.widgets.select import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """How a way of waiting is told: marked English texts.

    Attributes:
        group: the heading over what waits so.
        button: what is done with one of them.
        plain: the act of one key; empty where there is none.
        icon: the picture.
    """

    group: str
    button: str
    plain: str
    icon: str


READ = mark("Read and decide…")
TELLING: dict[Act, Told] = {
    Act.TAKE_IN: Told(mark("Letters from offices"), mark("Read…"), mark("Register"), "mail"),
    Act.RESOLVE: Told(
        mark("For resolution"), mark("Write…"), mark("Issue the resolution"), "gavel"
    ),
    Act.APPROVE: Told(mark("For approval"), READ, mark("Agree"), "user-check"),
    Act.SIGN: Told(mark("For signature"), mark("Read and sign…"), mark("Sign"), "stamp"),
    Act.REVISE: Told(mark("Returned for revision"), mark("New version…"), "", "undo-2"),
    Act.REGISTER: Told(
        mark("Approved, to be registered"), mark("Register"), mark("Register"), "badge-check"
    ),
    Act.EXECUTE: Told(
        mark("To execute"), mark("Report…"), mark("Take into work"), "clipboard-list"
    ),
    Act.JOIN_IN: Told(mark("To take part in"), mark("Report…"), mark("Take into work"), "users"),
    Act.ACCEPT: Told(
        mark("Reports to accept"), mark("Look at it…"), mark("Accept the report"), "list-checks"
    ),
    Act.DECIDE_TERM: Told(mark("Requests for more time"), mark("Answer…"), "", "clock"),
    Act.ACQUAINT: Told(mark("To read"), mark("Read"), mark("I have read it"), "eye"),
    Act.SETTLE: Told(
        mark("Marks of a training that differ"), mark("Settle…"), "", "triangle-alert"
    ),
    Act.HOLD: Told(mark("Trainings to hold"), mark("Mark who came…"), "", "graduation-cap"),
    Act.ATTEND: Told(mark("You are invited to a training"), mark("Read"), "", "graduation-cap"),
}
"""In the order of the page."""
TONES = {
    Urgency.LATE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.ACCENT,
    Urgency.LATER: Tone.NEUTRAL,
    Urgency.NO_TERM: Tone.NEUTRAL,
}


def term(words: Wording, row: WaitingRow, today_ordinal: int) -> str:
    """Say how near a term is: overdue by days, today, tomorrow, or the day itself."""
    if row.due is None:
        return ""
    left = row.due.toordinal() - today_ordinal
    if row.act is Act.ATTEND:
        return _day(words, row.due, left)
    if left < 0:
        return words.plural("overdue by {n} day", "overdue by {n} days", -left)
    if left == 0:
        return words.text("due today")
    if left == 1:
        return words.text("due tomorrow")
    return words.text("until {date}", date=words.date(row.due))


def _day(words: Wording, on: date, left: int) -> str:
    """Say on which day somebody is awaited."""
    if left == 0:
        return words.text("today")
    return words.text("tomorrow") if left == 1 else words.date(on)


def tone(row: WaitingRow) -> Tone:
    """Say what a term feels like; a training one is invited to is never late."""
    if row.act is Act.ATTEND and row.urgency is Urgency.LATE:
        return Tone.NEUTRAL
    return TONES[row.urgency]


def title(words: Wording, row: WaitingRow) -> str:
    """Say what waits: a task by its text, everything else by the document's subject."""
    subject = own(words, row.subject_ru, row.subject_kk)
    if row.sort == "task":
        text = own(words, row.text_ru, row.text_kk) or row.title
        return text or subject or words.text("Without a subject")
    return subject or row.title or words.text("Without a subject")


def note(words: Wording, row: WaitingRow) -> str:
    """Say what is to be known of it: which document, from whom, who began it."""
    subject = own(words, row.subject_ru, row.subject_kk) if row.sort == "task" else ""
    number = f"№ {row.number}" if row.number else ""
    if number and row.on is not None:
        number = words.text("{n} of {date}", n=number, date=words.date(row.on))
    kind = sentence(words.name(row.kind)) if row.kind is not None and not number else ""
    correspondent = own(words, row.correspondent_ru, row.correspondent_kk)
    author = "" if row.sort == "letter" else row.author.name(words.language)
    parts = (kind, number, correspondent, subject, author)
    return " · ".join(part for part in parts if part)


def behalf(words: Wording, row: WaitingRow) -> str:
    """Say for whom one would act; nothing where it waits for oneself."""
    name = row.behalf.name(words.language)
    return words.text("for {person}", person=name) if name else ""


def urgent(words: Wording, counts: Counts, act: Act | None = None) -> str:
    """Say how much of a group is overdue; nothing where nothing is, or can be."""
    if act is Act.ATTEND:
        return ""
    return words.plural("{n} overdue", "{n} overdue", counts.late) if counts.late else ""
