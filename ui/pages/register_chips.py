"""Which chips stand above a register, what each offers, and what they mean to the query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from edo.domain.card import RECEIVED_KINDS, Kind, Language
from edo.domain.document import Status
from edo.domain.progress import Progress
from edo.queries.listing import Filter as DocumentFilter
from edo.sentences import mark
from ui.widgets.chips import Filter
from ui.widgets.picker import Choice

WAITING = "waiting"
FIND = "?"
CUSTOM = "custom"
SPAN = "span"
"""The period written in the small window; `CUSTOM` opens it."""
SINCE, UNTIL, PARTY_NAME = "since", "until", "party_name"
"""What is kept of a view beside the chips."""
UNREVIEWED, WORKED, CONTROLLED, LATE = "unreviewed", "worked", "controlled", "late"
PROGRESS = {UNREVIEWED: Progress.ON_REVIEW, WORKED: Progress.IN_WORK}
"""Chips of which only one can be true of a document."""
YES, NO = "yes", "no"
OWN = mark("our own")
WITHOUT_PARTY = (Kind.ORDERS, Kind.MINUTES, Kind.INTERNAL)
REMEMBERED = frozenset({"period", "journal"})
PERIODS = (
    Choice("month", mark("this month")),
    Choice("last_month", mark("last month")),
    Choice("year", mark("this year")),
    Choice("last_year", mark("last year")),
    Choice(CUSTOM, mark("from … to …")),
)
LANGUAGES = (
    Choice("ru", mark("Russian")),
    Choice("kk", mark("Kazakh")),
    Choice("kk+ru", mark("Kazakh and Russian")),
    Choice("other", mark("another language")),
)
STATE_NAMES = {
    Status.DRAFT: mark("Draft"),
    Status.RECEIVED: mark("Received"),
    Status.REFUSED: mark("Not registered"),
    Status.REGISTERED: mark("Registered"),
    Status.SENT: mark("Sent"),
    Status.CANCELLED: mark("Annulled"),
}


def waiting_state(kind: Kind) -> Status:
    """Tell in which state a document of a kind waits for its number."""
    return Status.RECEIVED if kind in RECEIVED_KINDS else Status.DRAFT


def states_of(kind: Kind) -> tuple[Status, ...]:
    """Give the states documents of a kind can be in."""
    if kind in RECEIVED_KINDS:
        return (Status.RECEIVED, Status.REGISTERED, Status.REFUSED, Status.CANCELLED)
    return (Status.DRAFT, Status.REGISTERED, Status.SENT, Status.CANCELLED)


def period(code: str, today: date) -> tuple[date | None, date | None]:
    """Give the first and the last day of a named period."""
    first = today.replace(day=1)
    match code:
        case "month":
            return first, None
        case "last_month":
            end = first - timedelta(days=1)
            return end.replace(day=1), end
        case "year":
            return today.replace(month=1, day=1), None
        case "last_year":
            year = today.year - 1
            return date(year, 1, 1), date(year, 12, 31)
        case _:
            return None, None


def chips_of(kind: Kind) -> list[Filter]:
    """Give the chips a kind's register has."""
    received = kind in RECEIVED_KINDS
    states = tuple(Choice(state.value, STATE_NAMES[state]) for state in states_of(kind))
    execution = [
        Filter(UNREVIEWED, mark("Not reviewed")),
        Filter(WORKED, mark("In work")),
        Filter(CONTROLLED, mark("On control")),
        Filter(LATE, mark("Overdue")),
    ]
    filters = [
        Filter(WAITING, mark("Without a number")),
        *(() if kind is Kind.OUTGOING else execution),
        Filter("office", mark("Office"), (Choice("", ""),), spoken=False, nothing=OWN),
        Filter("period", mark("Period"), PERIODS),
        Filter("journal", mark("Journal"), (Choice("", ""),), spoken=False),
        Filter("status", mark("State"), states),
        Filter(
            "party",
            mark("Correspondent") if received else mark("Addressee"),
            (Choice(FIND, ""),),
            spoken=False,
        ),
        Filter("type", mark("Type"), (Choice("", ""),), spoken=False),
        Filter("language", mark("Language"), LANGUAGES),
        Filter(
            "files",
            mark("Files"),
            (Choice(YES, mark("with files")), Choice(NO, mark("without files"))),
        ),
        Filter("person", mark("By whom"), (Choice("", ""),), spoken=False),
    ]
    if kind in WITHOUT_PARTY:
        filters = [one for one in filters if one.code != "party"]
    return filters


def meaning(
    kind: Kind,
    values: Mapping[str, str | bool],
    *,
    today: date,
    written: tuple[date | None, date | None],
) -> DocumentFilter:
    """Say what chosen chips mean to the query.

    Args:
        kind: of the register.
        values: what is in force, by code.
        today: decides what is this month and what is late.
        written: the first and the last day, where the period was written by hand.
    """

    def chosen(code: str) -> str:
        value = values.get(code)
        return value if isinstance(value, str) else ""

    since, until = period(chosen("period"), today)
    if chosen("period") == SPAN:
        since, until = written
    found = DocumentFilter(
        kind=kind,
        office=chosen("office"),
        journal=chosen("journal"),
        since=since,
        until=until,
        status=Status(chosen("status")) if chosen("status") else None,
        correspondent=chosen("party"),
        type=chosen("type"),
        language=Language(chosen("language")) if chosen("language") else None,
        has_files={YES: True, NO: False}.get(chosen("files")),
        person=chosen("person"),
        progress=next((PROGRESS[code] for code in PROGRESS if code in values), None),
        controlled=CONTROLLED in values,
        late_on=today if LATE in values else None,
    )
    return replace(found, status=waiting_state(kind)) if values.get(WAITING) else found
