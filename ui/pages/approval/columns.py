"""Lists of approvals: their columns."""

from __future__ import annotations

from datetime import date

from edo.domain.approval import ApprovalStatus
from edo.queries.approval_lists import ApprovalRow
from edo.queries.waiting import Urgency
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Column
from ui.models.held import Entry
from ui.pages.approval.visa_words import STATUS_TONES
from ui.theme import Tone
from ui.widgets.select import sentence

Row = Entry[ApprovalRow]
URGENCY_TONES = {
    Urgency.LATE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.WARN,
    Urgency.LATER: Tone.NEUTRAL,
    Urgency.NO_TERM: None,
}
ASKED = 3
"""Names told; more are counted."""


def _what(row: Row, words: Wording) -> str:
    act = row.item.act
    return sentence(words.name(act)) if act is not None else ""


_SHORT = {
    ApprovalStatus.RETURNED: mark("Being revised"),
    ApprovalStatus.WITHDRAWN: mark("Withdrawn"),
    ApprovalStatus.REFUSED: mark("Refused"),
    ApprovalStatus.ABORTED: mark("Stopped"),
}
"""What a list of approvals says in fewer words than the names of these states have."""


def state(status: ApprovalStatus, words: Wording, *, annulled: bool = False) -> str:
    """Say in a word or two how an approval stands; that its document was annulled comes first."""
    if annulled:
        return words.text("Annulled")
    short = _SHORT.get(status)
    return words.text(short) if short else sentence(words.name(status))


def _state(row: Row, words: Wording) -> str:
    return state(row.item.status, words, annulled=row.item.annulled)


def _state_tone(row: Row) -> Tone:
    return Tone.NEUTRAL if row.item.annulled else STATUS_TONES[row.item.status]


def _about(row: Row, words: Wording) -> str:
    one = row.item
    number = f"№ {one.number}" if one.number else words.name(one.kind)
    return " · ".join(part for part in (number, one.correspondent(words.language)) if part)


def _behalf(row: Row, words: Wording) -> str:
    name = row.item.behalf.name(words.language)
    return words.text("you act for {person}", person=name) if name else ""


def _asked(row: Row, words: Wording) -> str:
    names = [one.name(words.language) for one in row.item.asked]
    if len(names) <= ASKED:
        return ", ".join(names)
    more = words.text("and {n} more", n=len(names) - ASKED)
    return f"{', '.join(names[:ASKED])} {more}"


def _stage(row: Row, words: Wording) -> str:
    one = row.item
    parts: list[str] = []
    if one.stage:
        parts.append(words.text("stage {n} of {count}", n=one.stage, count=one.stages))
    if one.round > 1:
        parts.append(words.text("pass {n}", n=one.round))
    return " · ".join(parts)


def _due(row: Row, words: Wording) -> str:
    return words.date(row.item.due)


def _due_tone(row: Row) -> Tone | None:
    ended = row.item.status in (ApprovalStatus.SIGNED, ApprovalStatus.REFUSED)
    over = ended or row.item.annulled
    return None if over else URGENCY_TONES[row.item.urgency]


def _ended(row: Row) -> date | None:
    """Tell when it came to its end; with its document it came to none of its own."""
    return None if row.item.annulled else row.item.since.date()


WHAT, STATE, AUTHOR, ASKED_NOW, DUE, ENDED = "what", "state", "author", "asked", "due", "ended"
"""Columns that not every list of approvals has; what waits for a person says what to do, the other
lists how it stands."""
COLUMNS: tuple[Column[Row], ...] = (
    Column(WHAT, mark("What to do"), _what, 150, tone=lambda _row: Tone.ACCENT),
    Column(STATE, mark("State"), _state, 150, tone=_state_tone),
    Column(
        "subject",
        mark("Subject"),
        lambda row, words: row.item.subject(words.language),
        200,
        stretch=True,
        ease=240,
        strong=True,
    ),
    Column("document", mark("Document"), _about, 180, shown=False),
    Column(
        AUTHOR,
        mark("Author"),
        lambda row, words: row.item.author.name(words.language),
        128,
        most=240,
        second=_behalf,
        beside=mark("Acting for"),
        under="subject",
    ),
    Column(
        ASKED_NOW, mark("Waits for"), _asked, 140, second=_stage, beside=mark("Stage"), most=240
    ),
    Column(DUE, mark("Due"), _due, 106, tone=_due_tone, value=lambda row: row.item.due),
    Column(
        ENDED,
        mark("Ended on"),
        lambda row, words: words.date(_ended(row)),
        120,
        value=_ended,
    ),
    Column(
        "since",
        mark("Since"),
        lambda row, words: words.moment(row.item.since),
        130,
        shown=False,
        value=lambda row: row.item.since,
    ),
)
