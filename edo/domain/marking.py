"""The calendar of the organisation: days it states to be worked or not, whatever is known of them.

Decrees that move days come late and offices may be offline, so these days win over the program's.
"""

from datetime import date
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.fact import Fact, Record, within
from edo.domain.rights import Right
from edo.domain.workdays import Day, DayKind
from edo.errors import Reason, Refusal

NAME_LIMIT = 200


class MarkedDays(Record, frozen=True, omit_defaults=True):
    """The days of one year that were stated, by date as ISO has it."""

    days: dict[str, Day] = msgspec.field(default_factory=dict[str, Day])


def year_id(year: int) -> str:
    """Return the id of a year's days."""
    return f"w{year}"


class _OfDay(Fact, frozen=True, omit_defaults=True):
    """Something about one day, stated for all offices."""

    ABOUT: ClassVar[type] = MarkedDays
    PREFIX: ClassVar[str] = "w"
    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.ORGANISE

    on: date

    def is_about(self, subject: str) -> bool:
        """Tell whether a subject is the year of the day."""
        return subject == year_id(self.on.year)


class DayMarked(_OfDay, frozen=True, omit_defaults=True):
    """A day was stated to be worked, or not."""

    NAME: ClassVar[str] = "calendar.day_marked"

    kind: DayKind
    name_ru: str = ""
    name_kk: str = ""
    source: str = ""

    def apply(self, state: MarkedDays | None, stamp: Stamp) -> MarkedDays:
        """Mark the day; what was stated of it before is replaced."""
        for field in ("name_ru", "name_kk", "source"):
            within(getattr(self, field), field, NAME_LIMIT)
        day = Day(self.kind, self.name_ru, self.name_kk, self.source)
        days = {} if state is None else state.days
        return MarkedDays(dict(sorted({**days, self.on.isoformat(): day}.items())))


class DayCleared(_OfDay, frozen=True, omit_defaults=True):
    """What was stated of a day was taken back: it is again what the program knows of it."""

    NAME: ClassVar[str] = "calendar.day_cleared"

    def apply(self, state: MarkedDays | None, stamp: Stamp) -> MarkedDays:
        """Forget what was stated of the day."""
        on = self.on.isoformat()
        if state is None or on not in state.days:
            raise Refusal(Reason.NOTHING_CHANGED)
        return replace(state, days={day: of for day, of in state.days.items() if day != on})


FACTS: tuple[type[Fact], ...] = (DayMarked, DayCleared)
