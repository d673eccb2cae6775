"""Lists of documents: their columns and the three queries behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Protocol

from edo.domain.card import RECEIVED_KINDS, Kind
from edo.domain.document import Status
from edo.domain.organisation import Office
from edo.domain.progress import EXECUTION, Progress
from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Order, Sort
from edo.sentences import mark
from edo.wording import Wording
from ui.models.columns import Align, AnySource, Column, Source
from ui.theme import Tone

TONES = {
    Status.DRAFT: Tone.WARN,
    Status.RECEIVED: Tone.WARN,
    Status.REFUSED: Tone.NEUTRAL,
    Status.REGISTERED: Tone.QUIET,
    Status.SENT: Tone.QUIET,
    Status.CANCELLED: Tone.BAD,
}
"""What a state feels like; the word always stands with it. What is in order is quiet."""
PROGRESS_TONES = {
    Progress.ON_APPROVAL: Tone.ACCENT,
    Progress.ON_REVISION: Tone.WARN,
    Progress.AGREED: Tone.GOOD,
    Progress.SIGNED: Tone.GOOD,
    Progress.REJECTED: Tone.BAD,
    Progress.ON_REVIEW: Tone.WARN,
    Progress.IN_WORK: Tone.ACCENT,
    Progress.EXECUTED: Tone.QUIET,
}
ENDED = frozenset({Status.REFUSED, Status.CANCELLED})
"""States that say all there is to say, however far the document had come."""


class Standing(Protocol):
    """What tells how far a document has come: a row of a list, or its card."""

    @property
    def kind(self) -> Kind:
        """Its kind."""
        ...

    @property
    def status(self) -> Status:
        """Its own state."""
        ...

    @property
    def number(self) -> str:
        """Its number, empty without."""
        ...

    @property
    def progress(self) -> Progress | None:
        """How far it has come by what was begun about it."""
        ...

    @property
    def term(self) -> date | None:
        """The earliest term that runs."""
        ...


def other_subject(row: DocumentRow, words: Wording) -> str:
    """Give the title in the language that is not spoken, where both exist."""
    if not (row.subject_ru and row.subject_kk):
        return ""
    return row.subject_ru if words.language == "kk" else row.subject_kk


def theirs(row: DocumentRow, words: Wording) -> str:
    """Give the sender's number and date as one line, or nothing."""
    if not row.their_number:
        return words.date(row.their_date)
    if row.their_date is None:
        return f"№ {row.their_number}"
    return words.text(
        "№ {number} of {date}", number=row.their_number, date=words.date(row.their_date)
    )


def type_name(row: DocumentRow, words: Wording) -> str:
    """Give the name of the document's type in the language spoken."""
    return (row.type_kk if words.language == "kk" else row.type_ru) or row.type_ru or row.type_kk


def office_name(words: Wording, office: Office) -> str:
    """Give an office's short name, or its whole one where it has none."""
    if office.short:
        return office.short
    kk, ru = office.name_kk, office.name_ru
    return (kk or ru) if words.language == "kk" else (ru or kk)


def is_late(row: Standing, today: date) -> bool:
    """Tell whether the term of something to be done about a document has passed."""
    return row.status not in ENDED and row.term is not None and row.term < today


def state(row: Standing, words: Wording, today: date) -> str:
    """Say how far a document has come, or its own state where nothing was begun about it."""
    if is_late(row, today):
        return words.text("Overdue")
    progress = _progress(row)
    return words.name(row.status if progress is None else progress)


def state_tone(row: Standing, today: date) -> Tone:
    """Tell what that feels like; a letter with its number is still to be sent."""
    if is_late(row, today):
        return Tone.BAD
    progress = _progress(row)
    if progress is not None:
        return PROGRESS_TONES[progress]
    waits = row.kind is Kind.OUTGOING and row.status is Status.REGISTERED
    return Tone.ACCENT if waits else TONES[row.status]


def _progress(row: Standing) -> Progress | None:
    """Return how far a document has come; its approval is over once it has its number."""
    is_past = row.number and row.progress not in EXECUTION
    return None if is_past or row.status in ENDED else row.progress


def columns(kind: Kind, today: Callable[[], date]) -> tuple[Column[DocumentRow], ...]:
    """Give the columns of one kind's register, from the left; `today` decides what is late."""
    received = kind in RECEIVED_KINDS
    with_parties = received or kind is Kind.OUTGOING
    return (
        Column(
            "number",
            mark("№"),
            lambda row, _words: row.number or row.awaiting or "—",
            100,
            sort=Sort.NUMBER,
            strong=True,
        ),
        Column(
            "date",
            mark("Date"),
            lambda row, words: words.date(row.on),
            96,
            sort=Sort.DATE,
            spare=True,
            under="number",
            value=lambda row: row.on,
        ),
        Column(
            "party",
            mark("Correspondent") if received else mark("Addressee"),
            lambda row, words: row.correspondent(words.language),
            172,
            most=320,
            second=theirs if received else None,
            beside=mark("Their № and date"),
            sort=Sort.CORRESPONDENT,
            shown=with_parties,
        ),
        Column(
            "subject",
            mark("Subject"),
            lambda row, words: row.subject(words.language),
            150,
            second=other_subject,
            beside=mark("Subject in the other language"),
            sort=Sort.SUBJECT,
            stretch=True,
            ease=280,
        ),
        *(_theirs() if received else ()),
        Column("type", mark("Type"), type_name, 150, shown=not with_parties, spare=True),
        Column(
            "status",
            mark("State"),
            lambda row, words: state(row, words, today()),
            148,
            tone=lambda row: state_tone(row, today()),
            sort=Sort.STATUS,
        ),
        Column(
            "files",
            mark("Files"),
            lambda row, words: words.number(row.files) if row.files else "",
            68,
            icon=lambda row: "paperclip" if row.files else None,
            value=lambda row: row.files or None,
            spare=True,
        ),
        Column(
            "due",
            mark("Due"),
            lambda row, words: words.date(row.due),
            98,
            shown=False,
            value=lambda row: row.due,
        ),
        Column("by", mark("Registered by"), lambda row, _words: row.by, 170, shown=False),
    )


def _theirs() -> tuple[Column[DocumentRow], ...]:
    return (
        Column(
            "their_number",
            mark("Their №"),
            lambda row, _words: row.their_number,
            120,
            sort=Sort.THEIR_NUMBER,
            shown=False,
        ),
        Column(
            "their_date",
            mark("Their date"),
            lambda row, words: words.date(row.their_date),
            98,
            align=Align.LEFT,
            shown=False,
            value=lambda row: row.their_date,
        ),
    )


def source(language: str) -> AnySource:
    """Give the queries of the lists of documents, in the alphabet of a language."""
    return Source(documents.page, documents.keys, documents.rows, partial(_order, language))


def _order(language: str, sort: str | None, descending: bool) -> Mapping[str, object]:
    if sort is None:
        return {"order": Order(Sort.DATE, descending=True, language=language)}
    return {"order": Order(Sort(sort), descending, language)}
