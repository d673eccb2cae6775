"""Terms as people type and read them: `3 р`, `3 рабочих дня`, `5 ж`, `1 мес`, or a plain date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from edo.domain.workdays import LONGEST, Term, Unit
from edo.wording import Wording
from ui.widgets.dates import Lean, parse_date

COUNTED = re.compile(r"\+?\s*(\d{1,4})\s*([^\W\d_].*)")
UNITS = (
    (Unit.HOURS, ("ч", "сағ", "h")),
    (Unit.MONTHS, ("мес", "ай", "mo")),
    (Unit.CALENDAR, ("кал", "күнтізб", "c")),
    (Unit.WORKING, ("р", "ж", "w", "д", "күн", "d")),
    (Unit.CALENDAR, ("к",)),
)
"""Unit → how its words begin, in any language; days alone are working days. The first fits."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a day, or how long; nothing of both where it can be neither."""

    day: date | None = None
    term: Term | None = None


def parse_term(text: str, today: date) -> Typed:
    """Read a term out of what a person typed."""
    plain = text.strip().casefold()
    found = COUNTED.fullmatch(plain)
    if found is not None:
        unit, n = _unit(found[2]), int(found[1])
        if unit is not None and 1 <= n <= LONGEST:
            return Typed(term=Term(n, unit))
    return Typed(day=parse_date(text, today, Lean.FUTURE))


def term_name(words: Wording, term: Term | None) -> str:
    """Say how long a term is."""
    if term is None:
        return ""
    match term.unit:
        case Unit.HOURS:
            return words.plural("{n} working hour", "{n} working hours", term.n)
        case Unit.WORKING:
            return words.plural("{n} working day", "{n} working days", term.n)
        case Unit.CALENDAR:
            return words.plural("{n} calendar day", "{n} calendar days", term.n)
        case Unit.MONTHS:
            return words.plural("{n} month", "{n} months", term.n)


def _unit(text: str) -> Unit | None:
    return next((unit for unit, begins in UNITS if text.startswith(begins)), None)
