"""The calendar of the organisation: mark a day as worked or not, and take it back."""

from datetime import date

from edo.domain.marking import DayCleared, DayMarked, year_id
from edo.domain.workdays import DayKind
from edo.workplace import Workplace


def mark(
    workplace: Workplace,
    *,
    on: date,
    kind: DayKind,
    name_ru: str = "",
    name_kk: str = "",
    source: str = "",
) -> None:
    """State that a day is worked, or not; terms that are stated already stay as they are.

    Args:
        workplace: where it is stated.
        on: the day.
        kind: what it is.
        name_ru, name_kk: what it is called.
        source: the decree or the like that says so.

    Raises:
        Refusal: only an administrator may, or a text is too long.
    """
    workplace.record(year_id(on.year), DayMarked(on, kind, name_ru, name_kk, source))


def clear(workplace: Workplace, *, on: date) -> None:
    """Take back what was stated of a day: it is again what the program knows of it.

    Raises:
        Refusal: nothing was stated of it, or only an administrator may.
    """
    workplace.record(year_id(on.year), DayCleared(on))
