"""Terms are counted as the rules count them, over a calendar that is known."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.workdays import Calendar, Day, DayKind, Term, Unit
from edo.errors import Reason, Refusal

_OFF_2026 = (
    *("01-01", "01-02", "01-07", "03-09", "03-23", "03-24", "03-25"),
    *("05-01", "05-07", "05-11", "05-27", "07-06", "10-26", "12-16"),
)
KAZAKHSTAN = Calendar(
    {
        **{date.fromisoformat(f"2026-{day}"): Day() for day in _OFF_2026},
        **{date(2027, 1, day): Day() for day in (1, 4, 7)},
    }
)
MEASURED = (
    ("2026-03-19", 3, "2026-03-27"),
    ("2026-03-19", 15, "2026-04-14"),
    ("2026-04-24", 15, "2026-05-20"),
    ("2026-12-10", 15, "2027-01-05"),
)
"""Terms in working days, of the rules of office work."""
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 1))


@pytest.mark.parametrize(("start", "n", "due"), MEASURED)
def test_working_days_skip_the_days_off(start: str, n: int, due: str) -> None:
    """The vectors of the rules of office work come out."""
    assert KAZAKHSTAN.due(date.fromisoformat(start), Term(n)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        ("2026-03-11", Term(10, Unit.CALENDAR), "2026-03-26"),
        ("2026-03-16", Term(2, Unit.CALENDAR), "2026-03-18"),
        ("2026-01-31", Term(1, Unit.MONTHS), "2026-03-02"),
        ("2026-10-31", Term(1, Unit.MONTHS), "2026-11-30"),
        ("2026-11-22", Term(1, Unit.MONTHS), "2026-12-22"),
        ("2025-12-07", Term(1, Unit.MONTHS), "2026-01-08"),
    ],
)
def test_a_calendar_term_that_ends_on_a_day_off_moves(start: str, term: Term, due: str) -> None:
    """Days and months run on, and only their end has to be a working day."""
    assert KAZAKHSTAN.due(date.fromisoformat(start), term) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-18T10:00", 2, "2026-03-18T12:00"),
        ("2026-03-18T12:00", 2, "2026-03-18T15:00"),
        ("2026-03-18T09:00", 8, "2026-03-18T18:00"),
        ("2026-03-18T17:30", 1, "2026-03-19T09:30"),
        ("2026-03-20T20:00", 4, "2026-03-26T13:00"),
        ("2026-03-21T11:00", 9, "2026-03-27T10:00"),
    ],
)
def test_hours_pass_only_while_people_work(start: str, hours: int, due: str) -> None:
    """Neither the break, nor the night, nor a day off uses an hour up."""
    began = datetime.fromisoformat(start)
    assert KAZAKHSTAN.due_at(began, hours) == datetime.fromisoformat(due)
    term = Term(hours, Unit.HOURS)
    assert KAZAKHSTAN.due(began.date(), term, began.time()).isoformat() == due[:10]


def test_what_the_organisation_stated_wins() -> None:
    """A day the program takes for a holiday is worked where the organisation says so."""
    day, name = date(2026, 8, 31), "Конституция күні"
    seeded = Calendar(seed=lambda year: {day.replace(year=year): Day(name_kk=name)})
    assert seeded.due(date(2026, 8, 28), Term(1)) == date(2026, 9, 1)
    stated = Calendar({day: Day(DayKind.WORKDAY)}, seeded.seed)
    assert stated.due(date(2026, 8, 28), Term(1)) == day
    assert stated.due(date(2027, 8, 30), Term(1)) == date(2027, 9, 1)
    saturday = Calendar({date(2026, 8, 29): Day(DayKind.WORKDAY)})
    assert saturday.due(date(2026, 8, 28), Term(1)) == date(2026, 8, 29)


@pytest.mark.parametrize("n", [0, -1, 1_001])
def test_a_term_nobody_could_mean_is_refused(n: int) -> None:
    """A term has at least one day, and not thousands."""
    with pytest.raises(Refusal) as refused:
        KAZAKHSTAN.due(date(2026, 3, 19), Term(n))
    assert refused.value.reason is Reason.BAD_VALUE


def test_a_term_that_ends_after_the_last_year_is_refused() -> None:
    """A date typed wrong is refused, not a broken program."""
    with pytest.raises(Refusal):
        KAZAKHSTAN.due(date(9999, 12, 30), Term(1, Unit.MONTHS))
    with pytest.raises(Refusal):
        KAZAKHSTAN.due(date(9999, 12, 31), Term(3))


@given(DAYS, st.integers(1, 60), st.sampled_from(Unit))
def test_a_term_ends_on_a_working_day_and_a_longer_one_no_earlier(
    start: date, n: int, unit: Unit
) -> None:
    """Whatever it is counted in, the last day is worked, and terms are in order of length."""
    due = KAZAKHSTAN.due(start, Term(n, unit))
    assert KAZAKHSTAN.is_working(due)
    assert due <= KAZAKHSTAN.due(start, Term(n + 1, unit))
    assert due > start or unit is Unit.HOURS


def worked(since: date, until: date) -> int:
    """Count the working days after one day until another."""
    ordinals = range(since.toordinal() + 1, until.toordinal() + 1)
    return sum(KAZAKHSTAN.is_working(date.fromordinal(one)) for one in ordinals)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_as_they_were_given(start: date, n: int) -> None:
    """Between a day and its term there are as many working days as the term has."""
    due = KAZAKHSTAN.due(start, Term(n))
    assert worked(start, due) == n


@given(st.builds(datetime.combine, DAYS, st.times()), st.integers(1, 40))
def test_hours_are_spent_within_shifts(start: datetime, hours: int) -> None:
    """A term in hours ends while people work, and eight of them take one working day on."""
    due = KAZAKHSTAN.due_at(start, hours)
    assert any(since < due.time() <= until for since, until in KAZAKHSTAN.shifts)
    later = KAZAKHSTAN.due_at(start, hours + 8)
    assert worked(due.date(), later.date()) == 1
    assert later - due >= timedelta(days=1)
