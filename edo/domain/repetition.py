"""Periodic tasks: how often they come, and when each turn is due. Records rules, §4.4."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

_DAYS_OF_WEEK = 7
_MONTHS_OF_YEAR = 12


class Repeat(StrEnum):
    """How often a task comes again."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


_MONTHS = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.HALF_YEARLY: 6, Repeat.YEARLY: 12}


def day_of_turn(first: date, repeat: Repeat, turn: int) -> date:
    """Return the day a turn is due, before it is moved to a working day.

    Counted from the first: what is due on the 31st is due on the last day of a shorter month, and
    on the 31st again after it.
    """
    if repeat is Repeat.WEEKLY:
        return first + timedelta(days=_DAYS_OF_WEEK * turn)
    months = first.year * _MONTHS_OF_YEAR + first.month - 1 + _MONTHS[repeat] * turn
    year, month = divmod(months, _MONTHS_OF_YEAR)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def turn_on(first: date, repeat: Repeat, day: date) -> int:
    """Return the turn that runs on a day: the first one not due before it; 0 for the first."""
    turn = 0
    if day > first:
        days = 7 if repeat is Repeat.WEEKLY else 31 * _MONTHS[repeat]
        turn = (day - first).days // days
    while day_of_turn(first, repeat, turn) < day:
        turn += 1
    return turn
