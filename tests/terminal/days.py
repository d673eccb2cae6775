"""Days as they are typed, counted from today, whenever that is: a run may go past midnight."""

from datetime import timedelta

from edo.clock import today


def day(days: int = 0) -> str:
    """Return the day so many days from today."""
    return (today() + timedelta(days)).isoformat()


def year() -> str:
    """Return the year of today."""
    return str(today().year)
