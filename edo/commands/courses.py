"""Courses: set one up, give it other rules from a day on, close it."""

from datetime import date
from pathlib import Path

from msgspec import to_builtins

from edo.domain.course import (
    Course,
    CourseChanged,
    CourseDefined,
    CourseRevised,
    Edition,
    Programme,
)
from edo.entry import Entry
from edo.errors import Reason
from edo.workplace import Workplace


def define(workplace: Workplace, *, title_ru: str, title_kk: str, edition: Edition) -> str:
    """Set up a course; return its id.

    Args:
        workplace: who acts.
        title_ru, title_kk: its titles; one is enough.
        edition: its rules, in force from their day on.

    Raises:
        Refusal: a title is missing, a rule cannot be meant, or one does not train everywhere.
    """
    with workplace.entry() as entry:
        id = entry.new_id("g")
        fact = CourseDefined(title_ru=title_ru.strip(), title_kk=title_kk.strip(), edition=edition)
        entry.record(id, fact)
        return id


def rename(workplace: Workplace, *, course: str, title_ru: str, title_kk: str) -> None:
    """Change the titles of a course.

    Raises:
        Refusal: there is no such course, or both titles are empty.
    """
    with workplace.entry() as entry:
        known(entry, course)
        titles = {"title_ru": title_ru.strip(), "title_kk": title_kk.strip()}
        entry.record(course, CourseChanged(titles))


def revise(workplace: Workplace, *, course: str, edition: Edition) -> None:
    """Give a course other rules from a day on; an edition of the same day is put right.

    Raises:
        Refusal: there is no such course, or a rule cannot be meant.
    """
    with workplace.entry() as entry:
        known(entry, course)
        entry.record(course, CourseRevised(edition=edition))


def save(
    workplace: Workplace,
    *,
    course: str,
    title_ru: str,
    title_kk: str,
    edition: Edition,
    closed: date | None,
) -> None:
    """State what differs of a course: its titles, an edition, the day from which it is closed.

    Raises:
        Refusal: as `rename`, `revise` and `close`; then nothing of it is stated.
    """
    with workplace.entry() as entry:
        before = known(entry, course)
        fields = {"title_ru": title_ru.strip(), "title_kk": title_kk.strip(), "closed": closed}
        changed = {name: one for name, one in fields.items() if getattr(before, name) != one}
        if changed:
            entry.record(course, CourseChanged(to_builtins(changed)))
        if edition not in before.editions:
            entry.record(course, CourseRevised(edition=edition))


def close(workplace: Workplace, *, course: str, on: date | None) -> None:
    """Let nobody be required from a day on; None opens the course again.

    Raises:
        Refusal: there is no such course.
    """
    with workplace.entry() as entry:
        known(entry, course)
        entry.record(course, CourseChanged({"closed": to_builtins(on)}))


def programme(workplace: Workplace, *, path: Path) -> Programme:
    """Keep a file as the programme of an edition that is being written.

    Raises:
        Refusal: it cannot be read.
    """
    blob = workplace.blobs.put(path)
    return Programme(blob.name, blob.sha256, blob.size)


def known(entry: Entry, course: str) -> Course:
    """Return a course.

    Raises:
        Refusal: there is none.
    """
    return entry.known(Course, course, Reason.UNKNOWN_COURSE)
