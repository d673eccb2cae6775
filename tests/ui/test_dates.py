"""Dates as clerks type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.dates import Lean, parse_date

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22", date(2026, 11, 22)),
        ("5", date(2026, 11, 5)),
        ("30", date(2026, 11, 30)),
        ("31", date(2026, 10, 31)),
        ("22.11", date(2026, 11, 22)),
        ("1.12", date(2026, 12, 1)),
        ("3,1", date(2027, 1, 3)),
        ("22.11.26", date(2026, 11, 22)),
        ("22/11/2026", date(2026, 11, 22)),
        ("22-11-1999", date(1999, 11, 22)),
        ("22 11 99", date(1999, 11, 22)),
        ("1.1.46", date(2046, 1, 1)),
        ("1.1.47", date(1947, 1, 1)),
        ("2026-11-22", date(2026, 11, 22)),
        ("2211", date(2026, 11, 22)),
        ("221126", date(2026, 11, 22)),
        ("22112026", date(2026, 11, 22)),
        ("29.2.24", date(2024, 2, 29)),
        (" 22.11. ", date(2026, 11, 22)),
        ("вчера", date(2026, 11, 21)),
        ("Кеше", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 21)),
        ("сегодня", date(2026, 11, 22)),
        ("бүгін", date(2026, 11, 22)),
        ("ертең", date(2026, 11, 23)),
        ("алдыңғы күні", date(2026, 11, 20)),
        ("-3", date(2026, 11, 19)),
        ("+10", date(2026, 12, 2)),
    ],
)
def test_usual_ways_of_writing_are_understood(text: str, meant: date) -> None:
    """What clerks write on paper, say aloud or count in days is a date."""
    assert parse_date(text, TODAY) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "0",
        "32",
        "31.11",
        "29.2.25",
        "22.13",
        "1.1.1.1",
        "завчера",
        "22.11.226",
        "²",
        "1234567",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """A day that does not exist, or words that are no day, give nothing rather than a guess."""
    assert parse_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "lean", "meant"),
    [
        ("30", Lean.PAST, date(2026, 10, 30)),
        ("30", Lean.FUTURE, date(2026, 11, 30)),
        ("5", Lean.FUTURE, date(2026, 12, 5)),
        ("22", Lean.PAST, TODAY),
        ("22", Lean.FUTURE, TODAY),
        ("1.12", Lean.PAST, date(2025, 12, 1)),
        ("3.1", Lean.FUTURE, date(2027, 1, 3)),
    ],
)
def test_an_unfinished_date_leans_as_the_field_asks(text: str, lean: Lean, meant: date) -> None:
    """A letter came in the past, a term lies in the future."""
    assert parse_date(text, TODAY, lean) == meant


@given(day=st.dates(date(1950, 1, 1), date(2040, 12, 31)), today=st.dates())
def test_a_date_written_in_full_means_itself_whatever_the_day(day: date, today: date) -> None:
    """Nothing about today changes a date that is complete."""
    assert parse_date(f"{day:%d.%m.%Y}", today) == day
    assert parse_date(day.isoformat(), today) == day


@given(text=st.text(max_size=12), today=st.dates())
def test_nothing_typed_breaks_the_field(text: str, today: date) -> None:
    """Any text at all is a date or none."""
    parse_date(text, today)
