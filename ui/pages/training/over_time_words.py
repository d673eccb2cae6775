"""How training went on, in words: what the charts show, for whoever does not see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edo.domain.coverage import Readiness, Tally
from edo.queries.training_report import CourseReport, MonthShare, OfficeShare
from edo.sentences import plural
from edo.wording import Wording
from ui.pages.training.coverage_words import figures, percent
from ui.speech import Speech
from ui.widgets.select import sentence

SHORT = 3
"""Letters of a month under the axis."""
NAMED = 6
"""Offices that are named; of more only the number is said."""
COUNTED = {
    Readiness.NOT_TRAINED: plural("{n} office is not trained", "{n} offices are not trained"),
    Readiness.EXPIRED: plural(
        "{n} office holds no pass any more", "{n} offices hold no pass any more"
    ),
    Readiness.PARTLY: plural("{n} office is trained in part", "{n} offices are trained in part"),
}
"""What is said of the offices that are named, one and many."""


def month_name(speech: Speech, one: MonthShare) -> str:
    """Give the name of a month under the axis; the year stands at each January."""
    name = speech.locale.standaloneMonthName(one.first.month)[:SHORT]
    return name if one.first.month > 1 else f"{name} {one.first:%y}"


def month(speech: Speech, one: MonthShare) -> str:
    """Say how a month ended."""
    words = speech.words
    name = sentence(speech.locale.standaloneMonthName(one.first.month))
    told = figures(words, one.trained, one.offices, Tally(one.required, one.covered))
    return f"{name} {one.first.year}: {told}"


def office(words: Wording, one: OfficeShare) -> str:
    """Say how an office stands."""
    share = percent(words, one.covered, one.required)
    return (
        f"{one.office.name(words.language)}: {one.covered}/{one.required} ({share}),"
        f" {words.name(one.readiness)}"
    )


def paragraphs(words: Wording, found: CourseReport) -> Iterator[str]:
    """Say what all of it comes to."""
    if not found.months:
        yield words.text("Nobody is required to be trained")
        return
    now, before = found.months[-1], found.months[0]
    yield figures(words, now.trained, now.offices, Tally(now.required, now.covered))
    if len(found.months) > 1:
        yield words.text(
            "Since {date}: offices {offices}, people {people}.",
            date=words.date(before.first),
            offices=_more(words, now.trained - before.trained),
            people=_more(words, now.covered - before.covered),
        )
    for readiness, counted in COUNTED.items():
        names = [
            row.office.name(words.language)
            for row in found.rows
            if row.cells[0].readiness is readiness
        ]
        if names:
            yield f"{words.plural(*counted, len(names))}: {_list(words, names)}"


def _more(words: Wording, count: int) -> str:
    sign = "+" if count > 0 else "−" if count < 0 else "±"
    return f"{sign}{words.number(abs(count))}"


def _list(words: Wording, names: Sequence[str]) -> str:
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    more = words.text("and {n} more", n=words.number(len(names) - NAMED))
    return f"{', '.join(names[:NAMED])} {more}"
