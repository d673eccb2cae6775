"""The calendar of working days on the terminal."""

from argparse import Namespace

from edo.commands import calendar as commands
from edo.commands import terms
from edo.domain.workdays import DayKind, Term, Unit
from edo.queries.calendar import calendar, days
from edo.terminal.answers import Answer, Told
from edo.terminal.card import rule
from edo.terminal.values import day, needed_day
from edo.wording import Wording
from edo.workplace import Workplace


def list_days(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo calendar list`: days off and days worked instead, with their names."""
    found = workplace.read(days, year=given.year or workplace.clock.today().year)
    plain = [
        {
            "date": row.on,
            "kind": row.day.kind.value,
            "name_ru": row.day.name_ru,
            "name_kk": row.day.name_kk,
            "source": row.day.source,
            "stated": row.stated,
        }
        for row in found
    ]
    shown = [
        {
            "date": words.date(row.on),
            "name": row.day.name_kk if words.language == "kk" else row.day.name_ru,
            "what": words.name(row.day.kind),
            "source": row.day.source,
        }
        for row in found
    ]
    return Told(plain, shown)


def mark(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo calendar mark DATE KIND`: state that a day is worked, or not."""
    on, kind = needed_day(given.date), DayKind(given.kind)
    commands.mark(
        workplace,
        on=on,
        kind=kind,
        name_ru=given.name_ru or "",
        name_kk=given.name_kk or "",
        source=given.source or "",
    )
    return Told({"date": on, "kind": kind.value}, {"date": on, "what": words.name(kind)})


def clear(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo calendar clear DATE`: take back what was stated of a day."""
    del words
    on = needed_day(given.date)
    commands.clear(workplace, on=on)
    return {"date": on}


def count(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo due ID`: count a document's term by the calendar as it is known now."""
    counted = terms.count(
        workplace, document=given.id, term=given.term, start=day(given.since or "")
    )
    plain = {
        "id": given.id,
        "due": counted.due,
        "start": counted.start,
        "n": counted.term.n,
        "unit": counted.term.unit.value,
    }
    return Told(plain, {"due": counted.due, "rule": rule(counted, words)})


def due(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo calendar due START N UNIT`: tell when a term ends."""
    start, term = needed_day(given.start), Term(given.n, Unit(given.unit))
    ends = workplace.read(calendar).due(start, term)
    plain = {"start": start, "n": term.n, "unit": term.unit.value, "due": ends}
    return Told(plain, {"due": words.long_date(ends)})
