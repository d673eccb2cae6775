"""The calendar: what the program knows, in two languages, and what the organisation states."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

import resources
from edo.commands import calendar as marking
from edo.commands import organisation
from edo.domain.card import Kind
from edo.domain.document_type import DocumentType
from edo.domain.workdays import Calendar, Day, DayKind, Term, Unit
from edo.errors import Reason, Refusal
from edo.queries import days_off
from edo.queries.calendar import calendar, days, next_working_day, offered
from tests.builders import TODAY
from tests.domain.test_workdays import MEASURED
from tests.office import Chancery

OFF_2026 = (
    *("01-01", "01-02", "01-07", "03-09", "03-23", "03-24", "03-25"),
    *("05-01", "05-07", "05-11", "05-27", "07-06", "10-26", "12-16"),
)
"""Days off other than plain weekends, as they were measured (records rules, §5)."""
KNOWN = Calendar(seed=days_off.known)


def every_day(year: int) -> Iterator[date]:
    """Yield the days of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(1)


def test_the_year_has_the_days_off_it_has() -> None:
    """Neither the day that is a holiday no more, nor what moved because of it."""
    off = {day for day in every_day(2026) if day.weekday() < 5 and not KNOWN.is_working(day)}
    assert off == {date.fromisoformat(f"2026-{day}") for day in OFF_2026}
    assert KNOWN.is_working(date(2026, 8, 31))
    assert KNOWN.day(date(2026, 8, 30)) is None
    assert not KNOWN.is_working(date(2027, 3, 15))


@pytest.mark.parametrize(("start", "n", "due"), MEASURED)
def test_terms_come_out_as_they_were_measured(start: str, n: int, due: str) -> None:
    """The vectors of the rules of office work, over the days the program knows."""
    assert KNOWN.due(date.fromisoformat(start), Term(n)) == date.fromisoformat(due)


def test_the_government_swaps_days() -> None:
    """A Saturday is worked for a day off of the week, and has a name."""
    assert KNOWN.is_working(date(2024, 5, 4))
    assert not KNOWN.is_working(date(2024, 5, 8))
    assert KNOWN.is_working(date(2025, 1, 5))
    swapped = KNOWN.day(date(2024, 5, 8))
    assert swapped is not None
    assert swapped.name_ru == "Выходной день (перенесён с 04.05.2024)"


@pytest.mark.parametrize("year", range(2010, 2051))
def test_every_day_has_its_own_name_in_both_languages(year: int) -> None:
    """The library knows no Russian; what it says in Kazakh is never shown for it."""
    for on, day in days_off.known(year).items():
        assert day.name_kk, on
        assert day.name_ru, on
        own = set("әіңғүұқөһ") & set(day.name_ru.lower())
        assert not own, (on, day.name_ru)


def test_a_year_nobody_can_tell_of_has_only_weekends() -> None:
    """The library is not asked what it cannot know."""
    assert days_off.known(9999) == {}
    assert days_off.known(1900) == {}


def test_a_name_without_a_translation_is_shown_as_it_is() -> None:
    """A new holiday of a newer library is better named in Kazakh than not at all."""
    names = {"Жаңа жыл": "Новый год"}
    said = days_off.in_russian("Жаңа жыл; Жаңа күн (бұл не?)", names, {})
    assert said == "Новый год; Жаңа күн (бұл не?)"


def test_the_table_is_whole_for_its_years() -> None:
    """What is carried stands in order and names each day."""
    text = resources.path("workdays/kz.toml").read_text(encoding="utf-8")
    stated = [line for line in text.splitlines() if line.startswith("on = ")]
    assert stated == sorted(stated)
    assert len(stated) == len(set(stated)) == len(days_off.known(2026))


def test_the_organisation_has_the_last_word(chancery: Chancery) -> None:
    """A day it marks is what it says, until it takes that back."""
    place = chancery.workplace
    friday = date(2026, 8, 28)
    marking.mark(
        place,
        on=date(2026, 8, 31),
        kind=DayKind.HOLIDAY,
        name_ru="Выходной",
        name_kk="Демалыс",
        source="Постановление № 1",
    )
    marking.mark(place, on=date(2026, 8, 29), kind=DayKind.WORKDAY)
    found = place.read(calendar)
    assert found.due(friday, Term(1)) == date(2026, 8, 29)
    assert found.due(friday, Term(2)) == date(2026, 9, 1)
    stated = [row for row in place.read(days, year=2026) if row.stated]
    assert [(row.on.day, row.is_working) for row in stated] == [(29, True), (31, False)]
    assert stated[1].day == Day(DayKind.HOLIDAY, "Выходной", "Демалыс", "Постановление № 1")
    assert len(place.read(days, year=2026)) == len(days_off.known(2026)) + 2
    for day in (29, 31):
        marking.clear(place, on=date(2026, 8, day))
    assert place.read(calendar).due(friday, Term(1)) == date(2026, 8, 31)
    with pytest.raises(Refusal) as refused:
        marking.clear(place, on=date(2026, 8, 31))
    assert refused.value.reason is Reason.NOTHING_CHANGED


def test_a_known_holiday_can_be_worked(chancery: Chancery) -> None:
    """What the organisation states wins over what the program knows."""
    marking.mark(chancery.workplace, on=date(2026, 12, 16), kind=DayKind.WORKDAY)
    tuesday = date(2026, 12, 15)
    assert chancery.workplace.read(next_working_day, today=tuesday) == date(2026, 12, 16)


def test_a_document_type_offers_its_term(chancery: Chancery) -> None:
    """Counted from the day of the event; a type without a term offers nothing."""
    place = chancery.workplace
    term = Term(15, Unit.WORKING)
    kinds = (Kind.APPEALS,)
    with_term = organisation.define_type(
        place, type=DocumentType("Жалоба", "Шағым", kinds=kinds, term=term)
    )
    without = organisation.define_type(place, type=DocumentType("Письмо", "Хат", kinds=kinds))
    start = date(2026, 3, 19)
    assert place.read(offered, type=with_term, start=start) == (term, date(2026, 4, 14))
    assert place.read(offered, type=without, start=start) is None
    assert place.read(offered, type="", start=TODAY) is None
    with pytest.raises(Refusal):
        organisation.define_type(place, type=DocumentType("Отклик", kinds=kinds, term=Term(0)))
