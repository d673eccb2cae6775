"""Time: the office's day, and timestamps that never go back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import clock
from edo.clock import COUNTER_BITS, HybridClock
from tests.builders import TODAY, instant
from tests.office import Clock

MOMENTS = st.integers(0, (1 << 42) - 1)
"""Milliseconds since 1970, until the year 2109."""


def test_the_day_is_the_office_s_wherever_the_computer_thinks_it_is() -> None:
    """Midnight in the offices of Kazakhstan is seven in the evening in Greenwich."""
    last = int(datetime(2026, 3, 1, 18, 59, 59, tzinfo=UTC).timestamp()) * 1000
    assert clock.today(lambda: last) == date(2026, 3, 1)
    assert clock.today(lambda: last + 1000) == date(2026, 3, 2)


@given(MOMENTS)
def test_a_timestamp_tells_its_moment(at: int) -> None:
    """The date asked for by the fast way is that of the wall clock."""
    hlc = at << COUNTER_BITS | 7
    assert round(clock.instant(hlc).timestamp() * 1000) == at
    assert clock.office_time(hlc) == clock.instant(hlc)
    assert clock.office_date(hlc) == clock.office_time(hlc).date() == clock.today(lambda: at)


@given(st.lists(MOMENTS, min_size=1, max_size=20), MOMENTS)
def test_timestamps_grow_whatever_the_wall_clock_does(readings: list[int], seen: int) -> None:
    """A clock set back, one that stands and one that jumps: each stamp is above the last."""
    wall = iter(readings)
    hybrid = HybridClock(lambda: next(wall), seen=seen << COUNTER_BITS)
    last = seen << COUNTER_BITS
    for reading in readings:
        stamp = hybrid.tick()
        assert stamp > last
        assert stamp >= reading << COUNTER_BITS
        last = stamp


def test_a_timestamp_received_is_left_behind() -> None:
    """What is done after something was seen sorts after it, also by a slow clock."""
    hybrid = HybridClock(lambda: 1000)
    theirs = 5000 << COUNTER_BITS | 3
    hybrid.witness(theirs)
    hybrid.witness(7)
    assert hybrid.tick() == theirs + 1


def test_more_than_a_counter_of_stamps_in_one_moment_run_into_the_next() -> None:
    """A standing clock never makes two stamps equal."""
    hybrid = HybridClock(lambda: 1, seen=(1 << COUNTER_BITS) + (1 << COUNTER_BITS) - 1)
    assert hybrid.tick() == 2 << COUNTER_BITS


def test_the_wall_clock_says_today() -> None:
    """The date of a registration follows the clock on the wall, not the last stamp."""
    wall = Clock()
    hybrid = HybridClock(wall)
    hybrid.tick()
    assert hybrid.today() == TODAY
    wall.move(days=1)
    assert hybrid.today() == date(2026, 3, 3)
    assert wall() == instant(date(2026, 3, 3))


def test_a_deadline_goes_by() -> None:
    """It is asked, it does not ring."""
    assert clock.deadline(-1)()
    assert not clock.deadline(3600)()


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1)])
def test_now_is_in_milliseconds(on: date) -> None:
    """All instants of the program are counted alike."""
    assert clock.today(Clock(on)) == on
    assert clock.now() > instant(on)
