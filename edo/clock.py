"""The only place that asks the time, and the hybrid clock that orders changes.

Offices of Kazakhstan keep one time, UTC+5, since 1 March 2024. Many of their computers still
show another zone, so dates of registration are counted in the office's zone, not the machine's:
every workplace then agrees on what "today" was.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Lock

OFFICE_ZONE = timezone(timedelta(hours=5))
"""The zone in which dates of documents are counted."""

COUNTER_BITS = 16

_DAY = 24 * 60 * 60 * 1000
_ZONE_OFFSET = 5 * 60 * 60 * 1000
_EPOCH = date(1970, 1, 1).toordinal()

Now = Callable[[], int]
"""Answers the instant in milliseconds since 1970 UTC."""
Random = Callable[[int], bytes]
"""Answers n random bytes."""


def now() -> int:
    """Return the instant in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def instant(hlc: int) -> datetime:
    """Return the wall-clock instant (UTC) of a hybrid timestamp."""
    return datetime.fromtimestamp((hlc >> COUNTER_BITS) / 1000, UTC)


def office_date(hlc: int) -> date:
    """Return the office's date at a hybrid timestamp."""
    return date.fromordinal(_EPOCH + ((hlc >> COUNTER_BITS) + _ZONE_OFFSET) // _DAY)


def office_time(hlc: int) -> datetime:
    """Return the instant of a hybrid timestamp on the office's wall clock."""
    return instant(hlc).astimezone(OFFICE_ZONE)


def today(at: Now = now) -> date:
    """Return the date in the offices of Kazakhstan."""
    return datetime.fromtimestamp(at() / 1000, OFFICE_ZONE).date()


def deadline(seconds: float) -> Callable[[], bool]:
    """Return what tells, when asked, whether that many seconds have gone by since."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


class HybridClock:
    """Timestamps that never go back: 48 bits of milliseconds, 16 bits of counter.

    A timestamp is at least the wall clock and above everything `seen`, so a change made after
    another was known here always sorts after it, whatever the wall clocks say. Any thread may ask.
    """

    def __init__(self, at: Now = now, *, seen: int = 0) -> None:
        self._at = at
        self._last = seen
        self._alone = Lock()

    def tick(self) -> int:
        """Return the next timestamp."""
        with self._alone:
            self._last = max(self._at() << COUNTER_BITS, self._last + 1)
            return self._last

    def witness(self, hlc: int) -> None:
        """Move past a timestamp that was received."""
        with self._alone:
            self._last = max(self._last, hlc)

    def now(self) -> int:
        """Return the wall clock's instant in milliseconds since 1970 UTC."""
        return self._at()

    def today(self) -> date:
        """Return the date in the offices of Kazakhstan."""
        return today(self._at)
