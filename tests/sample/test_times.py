"""Stories about the demo's clock and calendar."""

from datetime import date

import pytest

from edo.clock import today
from edo.sample.times import Clockwork, Spoken, at, is_working, shift, workdays, working


def test_the_clock_stands_until_it_is_set_and_never_goes_back() -> None:
    """What asks the time twice gets one answer; an earlier moment changes nothing."""
    clock = Clockwork(at(date(2026, 11, 20), 8, 40))
    first = clock()
    assert clock() == first
    clock.set(at(date(2026, 11, 20), 9))
    clock.set(at(date(2026, 11, 19), 9))
    assert clock() == first + 20 * 60 * 1000
    assert today(clock) == date(2026, 11, 20)


def test_days_off_are_stepped_over() -> None:
    """Weekends and public holidays are no working days; a term ends on one."""
    assert working(date(2026, 11, 22)) == date(2026, 11, 20)
    assert working(date(2026, 11, 20)) == date(2026, 11, 20)
    assert shift(date(2026, 12, 15), 1) == date(2026, 12, 17)
    assert shift(date(2027, 1, 4), -1) == date(2026, 12, 31)
    assert shift(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert list(workdays(date(2026, 12, 31), date(2027, 1, 5))) == [
        date(2026, 12, 31),
        date(2027, 1, 4),
        date(2027, 1, 5),
    ]
    assert not is_working(date(2026, 3, 21))


@pytest.mark.parametrize(
    ("month", "until", "of"),
    [
        (1, "қаңтарға дейін", "қаңтардағы"),
        (4, "сәуірге дейін", "сәуірдегі"),
        (7, "шілдеге дейін", "шілдедегі"),
        (9, "қыркүйекке дейін", "қыркүйектегі"),
        (11, "қарашаға дейін", "қарашадағы"),
        (12, "желтоқсанға дейін", "желтоқсандағы"),
    ],
)
def test_kazakh_months_take_the_endings_of_their_vowels(month: int, until: str, of: str) -> None:
    """A date is said as in acts: «to» and «of» follow the last vowel of the month."""
    spoken = Spoken(date(2026, month, 4), "kk")
    assert spoken.until == f"2026 жылғы 4 {until}"
    assert spoken.of == f"2026 жылғы 4 {of}"


def test_russian_dates_are_said_in_full() -> None:
    """A letter says a date in words."""
    spoken = Spoken(date(2026, 12, 4), "ru")
    assert spoken.at == "4 декабря 2026 года"
    assert spoken.until == "до 4 декабря 2026 года"
    assert spoken.of == "от 4 декабря 2026 года"
    assert spoken.short == "04.12.2026"
