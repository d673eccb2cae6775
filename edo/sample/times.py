"""The clock and the calendar of the demo: time that is told where it stands, and working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from edo import kazakh, russian
from edo.clock import OFFICE_ZONE
from edo.kazakh import Case

HOLIDAYS = frozenset(
    {
        (1, 1),
        (1, 2),
        (1, 7),
        (3, 8),
        (3, 21),
        (3, 22),
        (3, 23),
        (5, 1),
        (5, 7),
        (5, 9),
        (7, 6),
        (10, 25),
        (12, 16),
    }
)
"""Public holidays (month, day) with a fixed date (records rules, §5)."""

_WEEKDAYS = 5


class Clockwork:
    """A wall clock that stands until it is set, as `edo.clock.Now`."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def __call__(self) -> int:
        """Answer the instant in milliseconds since 1970 UTC."""
        return round(self._moment.timestamp() * 1000)

    @property
    def moment(self) -> datetime:
        """The moment it shows."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Set it; it never goes back."""
        self._moment = max(self._moment, moment)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date as letters say it in one language; its parts are asked for by name in a text."""

    on: date
    language: str

    @property
    def short(self) -> str:
        """Return 04.12.2026."""
        return f"{self.on:%d.%m.%Y}"

    @property
    def at(self) -> str:
        """Return «4 декабря 2026 года», «2026 жылғы 4 желтоқсанда»."""
        if self.language == "ru":
            return russian.long_date(self.on)
        return kazakh.long_date(self.on, Case.LOCATIVE)

    @property
    def until(self) -> str:
        """Return «до 4 декабря 2026 года», «2026 жылғы 4 желтоқсанға дейін»."""
        if self.language == "ru":
            return f"до {russian.long_date(self.on)}"
        return f"{kazakh.long_date(self.on, Case.DATIVE)} дейін"

    @property
    def of(self) -> str:
        """Return «от 4 декабря 2026 года», «2026 жылғы 4 желтоқсандағы»."""
        if self.language == "ru":
            return f"от {russian.long_date(self.on)}"
        return kazakh.long_date(self.on, Case.ATTRIBUTE)


def month_name(month: int, language: str) -> str:
    """Return a month's own name: «ноябрь», «қараша»."""
    return (kazakh.MONTHS if language == "kk" else _RU_NAMES)[month - 1]


_RU_NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


def at(on: date, hours: int, minutes: int = 0) -> datetime:
    """Return a moment on the office's clock."""
    return datetime.combine(on, time(hours, minutes), OFFICE_ZONE)


def is_working(on: date) -> bool:
    """Tell whether people work on a day."""
    return on.weekday() < _WEEKDAYS and (on.month, on.day) not in HOLIDAYS


def working(on: date) -> date:
    """Return the day itself, or the last working day before it."""
    while not is_working(on):
        on -= timedelta(days=1)
    return on


def shift(on: date, days: int) -> date:
    """Return the day so many working days later, or earlier where the number is negative."""
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        on += step
        while not is_working(on):
            on += step
    return on


def workdays(first: date, last: date) -> Iterator[date]:
    """Yield the working days of a period, both ends included."""
    on = first
    while on <= last:
        if is_working(on):
            yield on
        on += timedelta(days=1)
