"""Courses: set up, given other rules from a day on, closed; and which rules hold on a day."""

from datetime import date
from typing import Any

import pytest

from edo.domain.course import (
    AUDIENCE_LIMIT,
    EDITIONS_LIMIT,
    Audience,
    Course,
    CourseChanged,
    CourseDefined,
    CourseRevised,
    Edition,
    Programme,
)
from edo.domain.fact import Fact
from edo.domain.fold import take
from edo.domain.organisation import Level
from edo.domain.rights import Role
from edo.errors import Reason
from tests.builders import SHA, change, roster, stamp
from tests.domain.telling import outcome, refused, told

FIRST = Edition(on=date(2025, 1, 1), hours=8)
SECOND = Edition(on=date(2026, 1, 1), hours=16, months=12, threshold=60)
ANEW = Edition(on=date(2026, 6, 1), hours=16, anew=True)
DEFINED = CourseDefined(title_ru="Освоение документооборота", edition=FIRST)


def defined(**fields: Any) -> CourseDefined:
    """Set up the usual course with other rules."""
    usual: dict[str, Any] = {"on": date(2025, 1, 1)}
    return CourseDefined(title_ru="Курс", edition=Edition(**usual | fields))


def renamed(**fields: Any) -> CourseChanged:
    """Change fields of the course."""
    return CourseChanged(fields)


CAME_TO: dict[str, tuple[tuple[Fact, ...], Course]] = {
    "set up": ((DEFINED,), Course("Освоение документооборота", "", (FIRST,))),
    "a title in Kazakh is enough": (
        (CourseDefined(title_kk="Курс", edition=FIRST),),
        Course("", "Курс", (FIRST,)),
    ),
    "renamed": (
        (DEFINED, renamed(title_ru="ЭДО", title_kk="ЭҚА")),
        Course("ЭДО", "ЭҚА", (FIRST,)),
    ),
    "editions stand in the order of their days": (
        (DEFINED, CourseRevised(edition=ANEW), CourseRevised(edition=SECOND)),
        Course("Освоение документооборота", "", (FIRST, SECOND, ANEW)),
    ),
    "an edition of the same day is put right": (
        (
            DEFINED,
            CourseRevised(edition=SECOND),
            CourseRevised(edition=Edition(on=SECOND.on, hours=4)),
        ),
        Course("Освоение документооборота", "", (FIRST, Edition(on=SECOND.on, hours=4))),
    ),
    "an earlier edition is written after": (
        (CourseDefined(title_ru="Курс", edition=SECOND), CourseRevised(edition=FIRST)),
        Course("Курс", "", (FIRST, SECOND)),
    ),
    "closed": (
        (DEFINED, renamed(closed="2026-09-01")),
        Course("Освоение документооборота", "", (FIRST,), date(2026, 9, 1)),
    ),
    "opened again": (
        (DEFINED, renamed(closed="2026-09-01"), renamed(closed=None)),
        Course("Освоение документооборота", "", (FIRST,)),
    ),
}


@pytest.mark.parametrize("case", CAME_TO)
def test_what_courses_come_to(case: str) -> None:
    """Each story ends as it says."""
    facts, course = CAME_TO[case]
    assert told(*facts) == course


_PEOPLE = tuple(f"p{n}" for n in range(AUDIENCE_LIMIT + 1))
REFUSED: dict[str, tuple[tuple[Fact, ...], Reason]] = {
    "twice": ((DEFINED, DEFINED), Reason.ALREADY_EXISTS),
    "no title": ((CourseDefined(title_ru=" ", edition=FIRST),), Reason.REQUIRED_FIELD),
    "no title any more": ((DEFINED, renamed(title_ru="")), Reason.REQUIRED_FIELD),
    "a title too long": (
        (CourseDefined(title_ru="я" * 301, edition=FIRST),),
        Reason.TOO_LONG,
    ),
    "unknown, renamed": ((renamed(title_ru="Курс"),), Reason.UNKNOWN_COURSE),
    "unknown, revised": ((CourseRevised(edition=SECOND),), Reason.UNKNOWN_COURSE),
    "editions by the way": ((DEFINED, renamed(editions=[])), Reason.BAD_VALUE),
    "no such field": ((DEFINED, renamed(hours=8)), Reason.BAD_VALUE),
    "no such day": ((DEFINED, renamed(closed="2026-02-30")), Reason.BAD_VALUE),
    "before all journals": ((defined(on=date(1989, 12, 31)),), Reason.DATE_OUT_OF_RANGE),
    "after all plans": ((defined(on=date(2200, 1, 2)),), Reason.DATE_OUT_OF_RANGE),
    "hours below none": ((defined(hours=-1),), Reason.BAD_VALUE),
    "hours without end": ((defined(hours=1001),), Reason.BAD_VALUE),
    "months below none": ((defined(months=-1),), Reason.BAD_VALUE),
    "months without end": ((defined(months=601),), Reason.BAD_VALUE),
    "better than the best": ((defined(threshold=101),), Reason.BAD_VALUE),
    "worse than the worst": ((defined(threshold=-1),), Reason.BAD_VALUE),
    "everybody by name": ((defined(audience=Audience(people=_PEOPLE)),), Reason.TOO_LONG),
    "a programme without a name": (
        (defined(programme=Programme(" ", SHA, 1)),),
        Reason.REQUIRED_FIELD,
    ),
    "a programme that is no file": (
        (defined(programme=Programme("а.pdf", "x", 1)),),
        Reason.BAD_VALUE,
    ),
    "rules that nobody could mean, later": (
        (DEFINED, CourseRevised(edition=Edition(on=SECOND.on, months=601))),
        Reason.BAD_VALUE,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    """What nobody could mean is refused, with the reason."""
    facts, reason = REFUSED[case]
    assert refused(*facts) is reason


def test_a_course_has_no_more_editions_than_a_list_can_show() -> None:
    """The last that fits is taken; one of a day that has one takes its place even then."""
    more = [
        CourseRevised(edition=Edition(on=date.fromordinal(FIRST.on.toordinal() + n)))
        for n in range(1, EDITIONS_LIMIT)
    ]
    full = told(DEFINED, *more)
    assert len(full.editions) == EDITIONS_LIMIT
    assert told(more[0], state=full) == full
    assert refused(CourseRevised(edition=ANEW), state=full) is Reason.TOO_LONG


COURSE = Course("Курс", "", (FIRST, SECOND, ANEW), closed=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("on", "in_force", "taught"),
    [
        (date(2024, 12, 31), None, FIRST),
        (date(2025, 1, 1), FIRST, FIRST),
        (date(2025, 12, 31), FIRST, FIRST),
        (date(2026, 1, 1), SECOND, SECOND),
        (date(2026, 5, 31), SECOND, SECOND),
        (date(2026, 6, 1), ANEW, ANEW),
        (date(2026, 12, 31), ANEW, ANEW),
        (date(2027, 1, 1), None, ANEW),
    ],
)
def test_which_edition_holds(on: date, in_force: Edition | None, taught: Edition) -> None:
    """Nobody is required before the first day or from the day it is closed; sessions are judged."""
    assert (COURSE.in_force(on), COURSE.taught(on)) == (in_force, taught)


@pytest.mark.parametrize(
    ("threshold", "present", "result", "passes"),
    [
        (None, True, None, True),
        (None, True, 0, True),
        (None, False, 100, False),
        (60, True, 60, True),
        (60, True, 59, False),
        (60, True, None, False),
        (60, False, 60, False),
        (0, True, None, True),
    ],
)
def test_who_passes(
    *, threshold: int | None, present: bool, result: int | None, passes: bool
) -> None:
    """Who was not there did not pass; a threshold asks for a result of at least that much."""
    edition = Edition(on=FIRST.on, threshold=threshold)
    assert edition.is_pass(present=present, result=result) is passes


@pytest.mark.parametrize(
    ("passed", "months", "expires"),
    [
        (date(2026, 3, 2), 0, None),
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_how_long_a_pass_holds(passed: date, months: int, expires: date | None) -> None:
    """Until the same day of a later month, or that month's last; or for ever."""
    assert Edition(on=FIRST.on, months=months).expires(passed) == expires


@pytest.mark.parametrize(
    ("audience", "alone"),
    [
        (Audience(), False),
        (Audience(people=("p1",)), True),
        (Audience(people=("p1",), levels=(Level.BRANCH,)), False),
        (Audience(people=("p1",), offices=("o1",)), False),
        (Audience(people=("p1",), positions=("s1",)), False),
    ],
)
def test_people_named_alone(*, audience: Audience, alone: bool) -> None:
    """Where nothing but people is named, nobody else is meant."""
    assert audience.names_people_only is alone


def test_titles_in_two_languages() -> None:
    """A title that is not there in one language is told in the other."""
    both, russian = Course("Курс", "Оқу курсы"), Course("Курс")
    told_in = [one.title(language) for one in (both, russian) for language in ("ru", "kk")]
    assert told_in == ["Курс", "Оқу курсы", "Курс", "Курс"]


@pytest.mark.parametrize(
    ("role", "scope", "answer"),
    [
        (Role.ADMINISTRATOR, "", ""),
        (Role.TRAINER, "", ""),
        (Role.TRAINER, "o1", Reason.NOT_ALLOWED),
        (Role.CLERK, "", Reason.NOT_ALLOWED),
        (Role.MANAGER, "", Reason.NOT_ALLOWED),
    ],
)
@pytest.mark.parametrize("fact", [DEFINED, renamed(title_ru="Курс"), CourseRevised(edition=SECOND)])
def test_who_keeps_courses(role: Role, scope: str, answer: str, fact: Fact) -> None:
    """Who trains everywhere does, and nobody who trains in one office or not at all."""
    made = change("g1", fact, stamp(person="p9"))
    state = None if fact is DEFINED else COURSE
    found = outcome(take, state, fact, made, roster(("p9", role), scope=scope))
    assert (found if isinstance(found, Reason) else "") == answer
