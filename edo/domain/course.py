"""Courses: what people are to be trained in, who must be, and for how long a pass holds.

What a course asks for changes with the years, and a report for an earlier day must still be right:
so its rules come in editions, each in force from a day on. Nobody is required before the first.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.document import EARLIEST, FILE_NAME_LIMIT, FILE_SIZE_LIMIT, is_sha256
from edo.domain.fact import Fact, Record, need, within
from edo.domain.organisation import Changed, Level
from edo.domain.rights import Right
from edo.domain.workdays import months_after
from edo.errors import Reason, Refusal

TITLE_LIMIT = 300
HOURS_LIMIT = 1_000
MONTHS_LIMIT = 600
BEST = 100
"""Results are counted from 0 to this."""
EDITIONS_LIMIT = 100
LATEST = date(2200, 1, 1)
"""No training is planned or required after this day."""
AUDIENCE_LIMIT = 2_000
"""Offices, positions or people that a course names."""


class Goal(StrEnum):
    """When an office counts as trained."""

    EVERYONE = "everyone"
    """All of its staff who are required hold a pass."""
    CLERK = "clerk"
    """At least one of those who keep its records does."""


class Audience(Record, frozen=True, omit_defaults=True):
    """Whom a course is for; what is empty leaves nobody out.

    Attributes:
        levels: offices of these levels.
        offices: these offices, and those below them.
        positions: who holds one of these.
        people: named ones, besides; where nothing else is named, they alone.
    """

    levels: tuple[Level, ...] = ()
    offices: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def names_people_only(self) -> bool:
        """Tell whether nobody is required but those who are named."""
        return bool(self.people) and not (self.levels or self.offices or self.positions)


class Programme(Record, frozen=True, omit_defaults=True):
    """The file of a course's programme."""

    name: str
    sha256: str
    size: int


class Edition(Record, frozen=True, omit_defaults=True, kw_only=True):
    """The rules of a course from a day on.

    Attributes:
        on: the first day.
        hours: how long the course takes, in academic hours.
        months: how long a pass holds; 0: for ever.
        threshold: the least result that passes, 0 … 100; None: attendance is enough.
        audience: whom it is for.
        goal: when an office counts as trained.
        programme: its file.
        anew: passes of earlier editions do not count any more.
    """

    on: date
    hours: int = 0
    months: int = 0
    threshold: int | None = None
    audience: Audience = Audience()
    goal: Goal = Goal.EVERYONE
    programme: Programme | None = None
    anew: bool = False

    def is_pass(self, *, present: bool, result: int | None) -> bool:
        """Tell whether somebody passed."""
        return present and (self.threshold is None or (result or 0) >= self.threshold)

    def expires(self, passed: date) -> date | None:
        """Return the first day on which a pass does not hold any more; None: it holds for ever."""
        return months_after(passed, self.months) if self.months else None


class Course(Record, frozen=True, omit_defaults=True):
    """A course with all its editions, the earliest first; nobody is required from `closed` on."""

    title_ru: str = ""
    title_kk: str = ""
    editions: tuple[Edition, ...] = ()
    closed: date | None = None

    def title(self, language: str) -> str:
        """Return the title in a language, or in the other where only that exists."""
        ru, kk = self.title_ru, self.title_kk
        return (kk or ru) if language == "kk" else (ru or kk)

    def in_force(self, on: date) -> Edition | None:
        """Return the edition in force on a day; None where nobody was required yet, or is still."""
        if self.closed and on >= self.closed:
            return None
        begun = [edition for edition in self.editions if edition.on <= on]
        return begun[-1] if begun else None

    def taught(self, on: date) -> Edition:
        """Return the edition by which a session that ended on a day is judged."""
        begun = [edition for edition in self.editions if edition.on <= on]
        return begun[-1] if begun else self.editions[0]

    def with_edition(self, edition: Edition) -> "Course":
        """Return the course with an edition, which takes the place of one of the same day."""
        others = [one for one in self.editions if one.on != edition.on]
        editions = sorted((*others, edition), key=lambda one: one.on)
        return replace(self, editions=tuple(editions))


class _AboutCourse(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something about a course: stated by who trains everywhere."""

    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.TRAIN
    ABOUT: ClassVar[type] = Course
    PREFIX: ClassVar[str] = "g"


class CourseDefined(_AboutCourse, frozen=True, omit_defaults=True, kw_only=True):
    """A course was set up."""

    NAME: ClassVar[str] = "course.defined"

    title_ru: str = ""
    title_kk: str = ""
    edition: Edition

    def apply(self, state: Course | None, stamp: Stamp) -> Course:
        """Set it up."""
        del stamp
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="course", value="")
        check_edition(self.edition)
        return _named(Course(self.title_ru, self.title_kk, (self.edition,)))


class CourseChanged(Changed, frozen=True, omit_defaults=True):
    """The titles of a course were changed, or the day it ends."""

    NAME: ClassVar[str] = "course.changed"
    RIGHT: ClassVar[Right] = Right.TRAIN
    ABOUT: ClassVar[type] = Course
    PREFIX: ClassVar[str] = "g"

    def apply(self, state: Course | None, stamp: Stamp) -> Course:
        """Change the fields; editions are stated by revising."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_COURSE, value="")
        if "editions" in self.fields:
            raise Refusal(Reason.BAD_VALUE, field="editions", value="")
        changed: Any = state.with_fields(self.fields)
        return _named(changed)


class CourseRevised(_AboutCourse, frozen=True, omit_defaults=True, kw_only=True):
    """A course got other rules from a day on; an edition of the same day is put right."""

    NAME: ClassVar[str] = "course.revised"

    edition: Edition

    def apply(self, state: Course | None, stamp: Stamp) -> Course:
        """Add the edition."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_COURSE, value="")
        check_edition(self.edition)
        revised = state.with_edition(self.edition)
        if len(revised.editions) > EDITIONS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="editions", limit=EDITIONS_LIMIT)
        return revised


def check_edition(edition: Edition) -> None:
    """Refuse rules nobody could mean."""
    if not EARLIEST <= edition.on <= LATEST:
        raise Refusal(Reason.DATE_OUT_OF_RANGE, date=edition.on)
    for field, value, most in (
        ("hours", edition.hours, HOURS_LIMIT),
        ("months", edition.months, MONTHS_LIMIT),
        ("threshold", edition.threshold or 0, BEST),
    ):
        if not 0 <= value <= most:
            raise Refusal(Reason.BAD_VALUE, field=field, value=str(value))
    audience = edition.audience
    for field in ("offices", "positions", "people"):
        if len(getattr(audience, field)) > AUDIENCE_LIMIT:
            raise Refusal(Reason.TOO_LONG, field=field, limit=AUDIENCE_LIMIT)
    if programme := edition.programme:
        check_file(programme.name, programme.sha256, programme.size)


def check_file(name: str, sha256: str, size: int) -> None:
    """Refuse a file without a name, or what no file can be."""
    need(name, "name", FILE_NAME_LIMIT)
    if not is_sha256(sha256) or not 0 <= size <= FILE_SIZE_LIMIT:
        raise Refusal(Reason.BAD_VALUE, field="sha256", value=sha256[:80])


def _named(course: Course) -> Course:
    if not (course.title_ru.strip() or course.title_kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="title_ru")
    for field in ("title_ru", "title_kk"):
        within(getattr(course, field), field, TITLE_LIMIT)
    return course


FACTS: tuple[type[Fact], ...] = (CourseDefined, CourseChanged, CourseRevised)
