"""Courses in words: for whom they are, how long a pass holds, what passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from edo.domain.course import Audience, Course, Edition
from edo.wording import Wording

MONTHS_A_YEAR = 12


def validity(words: Wording, edition: Edition) -> str:
    """Say how long a pass holds."""
    if not edition.months:
        return words.text("for ever")
    years, months = divmod(edition.months, MONTHS_A_YEAR)
    if not months:
        return words.plural("{n} year", "{n} years", years)
    return words.plural("{n} month", "{n} months", edition.months)


def rule(words: Wording, edition: Edition) -> str:
    """Say what passes."""
    if edition.threshold is None:
        return words.text("attendance")
    return words.text("{n} of 100 or more", n=edition.threshold)


def goal(words: Wording, edition: Edition) -> str:
    """Say when an office counts as trained."""
    return words.name(edition.goal)


def audience(words: Wording, told: Audience, names: Mapping[str, str]) -> str:
    """Say whom a course is for.

    Args:
        words: the person's language.
        told: the audience.
        names: of offices, positions and people, by id.
    """
    if told.names_people_only:
        return words.plural("{n} named person", "{n} named people", len(told.people))
    parts = [", ".join(words.name(level) for level in told.levels)]
    offices, positions = len(told.offices), len(told.positions)
    for ids, count in (
        (told.offices, words.plural("{n} office", "{n} offices", offices)),
        (told.positions, words.plural("{n} position", "{n} positions", positions)),
    ):
        parts.append(names.get(ids[0], count) if len(ids) == 1 else count if ids else "")
    said = "; ".join(part for part in parts if part) or words.text("everybody")
    if not told.people:
        return said
    more = words.plural("{n} named person", "{n} named people", len(told.people))
    return f"{said}; {more}"


def editions(words: Wording, course: Course, today: date) -> str:
    """Say how many editions there are, and since when the one in force is."""
    count = words.plural("{n} edition", "{n} editions", len(course.editions))
    now = course.in_force(today)
    if now is None:
        coming = course.editions[0].on if course.editions else None
        begins = words.text("from {date}", date=words.date(coming))
        return f"{count} · {begins}" if coming else count
    since = words.text("in force since {date}", date=words.date(now.on))
    return f"{count} · {since}"
