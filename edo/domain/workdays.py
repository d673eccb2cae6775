"""Working days and terms: until when something is due, counted as the rules of Kazakhstan count.

The day of the event is not counted. A term in working days ends on a working day by itself; one in
calendar days or months that ends on a day off moves to the next working day. A command computes the
date, and states it together with the term: nobody computes it again unless a person asks for it.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from edo.domain.fact import Record
from edo.errors import Reason, Refusal

LONGEST = 1_000
"""A term has no more hours, days or months than that."""
_ONE = timedelta(days=1)
_SATURDAY = 5
_MONTHS = 12


class Unit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    """Hours of working days."""
    WORKING = "working"
    CALENDAR = "calendar"
    MONTHS = "months"


class Term(Record, frozen=True, omit_defaults=True):
    """How long somebody has for something.

    Attributes:
        n: how many.
        unit: of what.
    """

    n: int
    unit: Unit = Unit.WORKING


class Counted(Record, frozen=True, omit_defaults=True):
    """A date that was counted, and how.

    Attributes:
        term: the rule.
        start: day of the event.
        due: what came out, by the calendar as it was known then.
    """

    term: Term
    start: date
    due: date


class DayKind(StrEnum):
    """What a day is, whatever day of the week it falls on."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


class Day(Record, frozen=True, omit_defaults=True):
    """A day that is not what its day of the week says, or has a name.

    Attributes:
        kind: day off, or worked.
        name_ru, name_kk: what it is called.
        source: the act that says so; empty where the program brings it.
    """

    kind: DayKind = DayKind.HOLIDAY
    name_ru: str = ""
    name_kk: str = ""
    source: str = ""


Shifts = tuple[tuple[time, time], ...]
"""When people work on a working day: (from, until), in order."""
SHIFTS: Shifts = ((time(9), time(13)), (time(14), time(18)))
"""Eight hours with a break, as most offices keep them."""


def nothing_known(year: int) -> Mapping[date, Day]:
    """Return the days of a year of which only the day of the week is known."""
    del year
    return {}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is a working day: Monday to Friday, but for the days that are known to differ.

    Attributes:
        marks: days the organisation stated; they win.
        seed: tells the days of a year the program knows of.
        shifts: when people work on a working day.
    """

    marks: Mapping[date, Day] = field(default_factory=dict[date, Day])
    seed: Callable[[int], Mapping[date, Day]] = nothing_known
    shifts: Shifts = SHIFTS

    def day(self, on: date) -> Day | None:
        """Return what is known of a day, None where it is like any other of its week."""
        return self.marks.get(on) or self.seed(on.year).get(on)

    def days(self, year: int) -> dict[date, Day]:
        """Return the days of a year that differ, or have a name, in order."""
        stated = {on: day for on, day in self.marks.items() if on.year == year}
        return dict(sorted({**self.seed(year), **stated}.items()))

    def is_working(self, on: date) -> bool:
        """Tell whether people work on a day."""
        known = self.day(on)
        return on.weekday() < _SATURDAY if known is None else known.kind is DayKind.WORKDAY

    def working(self, on: date) -> date:
        """Return a day if people work on it, else the next working one."""
        while not self.is_working(on):
            on += _ONE
        return on

    def due(self, start: date, term: Term, at: time | None = None) -> date:
        """Return the last day of a term.

        Args:
            start: day of the event; the term is counted from the next one.
            term: how long.
            at: when it happened, for a term in hours; None: as the working day began.

        Raises:
            Refusal: there is no such term or day.
        """
        check_term(term)
        try:
            match term.unit:
                case Unit.HOURS:
                    return self.due_at(datetime.combine(start, at or time.min), term.n).date()
                case Unit.WORKING:
                    return self._after(start, term.n)
                case Unit.CALENDAR:
                    return self.working(start + timedelta(days=term.n))
                case Unit.MONTHS:
                    return self.working(months_after(start, term.n))
        except (OverflowError, ValueError) as error:  # beyond the last year there is
            raise Refusal(Reason.BAD_VALUE, field="due", value=start.isoformat()) from error

    def due_at(self, start: datetime, hours: int) -> datetime:
        """Return the moment at which so many hours of working days have passed.

        Args:
            start: when counting begins, by the clock of the office.
            hours: how many; an end at closing time is that of the same day.
        """
        left = timedelta(hours=hours)
        on, since = start.date(), start.time()
        while True:
            for begins, ends in self.shifts if self.is_working(on) else ():
                here = datetime.combine(on, max(begins, since))
                length = datetime.combine(on, ends) - here
                if left <= length:
                    return here + left
                left -= max(length, timedelta())
            on, since = on + _ONE, time.min

    def _after(self, start: date, n: int) -> date:
        on = start
        for _ in range(n):
            on = self.working(on + _ONE)
        return on


def check_term(term: Term) -> None:
    """Refuse a term of no or of negative length, or one nobody could mean."""
    if not 1 <= term.n <= LONGEST:
        raise Refusal(Reason.BAD_VALUE, field="term", value=str(term.n))


def last_day(after: date | None) -> date | None:
    """Return the day before one, as people say until when something holds; None for None."""
    return after - _ONE if after else None


def months_after(start: date, n: int) -> date:
    """Return the same day n months on; the month's last where it has no such day."""
    years, month = divmod(start.month - 1 + n, _MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
