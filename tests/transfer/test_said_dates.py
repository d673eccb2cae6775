"""Dates as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.transfer.said_dates import said_date

DAY = date(2026, 11, 22)
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "en": "January February March April May June July August September October November December",
}
days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "22.11.2026",
        "22.11.26",
        "22/11/26",
        "22-11-2026",
        "22. 11. 2026",
        "2026-11-22",
        "2026.11.22",
        "2026/11/22",
        "22.11.2026 г.",
        "22.11.2026ж.",
        "22.11.2026 09:30",
        "2026-11-22T09:30:00",
        "22 ноября 2026",
        "22 ноября 2026 года",
        "«22» ноября 2026 г.",
        "22 нояб. 2026",
        "22 қараша 2026",
        "2026 жылғы 22 қараша",
        "2026 ж. 22 қараша",
        "22 Nov 2026",
        "November 22, 2026",
        "46348",
        "46348.4",
        "11/22/2026",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    """Digits in any order, words in three languages, a spreadsheet's number."""
    assert said_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "скоро", "12", "0", "1.1.1", "2026", "11.2026", "ноябрь 2026", "22 22 2026"),
        *("31.02.2026", "32.12.2026", "2026-13-01", "22 ноября декабря 2026"),
        *("12345678", "99999", "87011112233"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    """Months alone, numbers of phones, days that no month has."""
    assert said_date(text) is None


@given(days, st.sampled_from(sorted(MONTHS)))
def test_every_month_is_known_in_every_language(day: date, language: str) -> None:
    """By its name, with or without more."""
    month = MONTHS[language].split()[day.month - 1]
    assert said_date(f"{day.day} {month} {day.year}") == day


@given(days)
def test_digits_are_read_as_they_are_written_here(day: date) -> None:
    """The day comes before the month; two digits of a year are enough."""
    assert said_date(f"{day:%d.%m.%Y}") == said_date(f"{day:%d/%m/%y}") == day
    assert said_date(day.isoformat()) == day
    assert said_date(str((day - date(1899, 12, 30)) // timedelta(1))) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Whatever is in a cell, the answer is a day or none."""
    assert said_date(text) is None or isinstance(said_date(text), date)
