"""People, where they worked, and courses: for stories of who was to be trained when."""

from datetime import date, timedelta
from typing import Any

from edo.domain.course import Course, Edition
from edo.domain.coverage import Structure
from edo.domain.organisation import Level, Office, Person, Stay

NEW_YEAR = date(2026, 1, 1)
ONE_DAY = timedelta(1)
STRUCTURE = Structure(
    {
        "o1": Office("Аппарат", level=Level.REPUBLICAN),
        "o2": Office("Абай", level=Level.REGIONAL, parent="o1"),
        "o3": Office("Семей", level=Level.BRANCH, parent="o2"),
        "o4": Office("Школа № 1", level=Level.PRIMARY, parent="o3"),
        "o5": Office("Акмола", level=Level.REGIONAL, parent="o1"),
        "o8": Office("По кругу", level=Level.BRANCH, parent="o9"),
        "o9": Office("По кругу", level=Level.BRANCH, parent="o8"),
    },
    frozenset({"s1"}),
)
P = "p1"


def on(month: int, number: int = 1, year: int = 2026) -> date:
    """Return a day, usually of 2026."""
    return date(year, month, number)


def edition(months: int = 0, since: date = NEW_YEAR, **rules: Any) -> Edition:
    """Return an edition; usually for everybody, from New Year on, by attendance."""
    return Edition(on=since, months=months, **rules)


def course(*editions: Edition, closed: date | None = None) -> Course:
    """Return a course."""
    return Course("Курс", "", editions or (edition(),), closed)


def worked(*stays: Stay) -> Person:
    """Return somebody who worked in these places, one after another."""
    *past, now = stays
    return Person(
        "Иванова",
        office=now.office,
        position=now.position,
        since=now.since,
        left=now.until - ONE_DAY if now.until else None,
        past=tuple(past),
    )


def stay(
    office: str = "o5", since: date | None = None, until: date | None = None, position: str = "s2"
) -> Stay:
    """Return a place somebody worked at."""
    return Stay(office, "", position, since, until)


ALWAYS = worked(stay())
