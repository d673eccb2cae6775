"""Coverage: who must be trained and is, on every day of their time."""

from datetime import date

import pytest

from edo.domain.course import Audience, Course, Goal
from edo.domain.coverage import Pass, Readiness, Stretch, Tally, passes, stretches
from edo.domain.organisation import Level, Person, Stay
from edo.domain.session import Mark, Session
from tests.domain.lives import ALWAYS, NEW_YEAR, STRUCTURE, P, course, edition, on, stay, worked

APRIL, MAY = Pass(on(4), "v1"), Pass(on(5), "v2")


def days(
    person: Person = ALWAYS, *passed: Pass, of: Course | None = None
) -> list[tuple[date, date | None, str, Pass | None]]:
    """Return (since, until, office, pass held) of somebody's stretches."""
    found = stretches(P, person, of or course(), passed, STRUCTURE)
    return [(one.since, one.until, one.office, one.held) for one in found]


YEAR = edition(12)
Days = list[tuple[date, date | None, str, Pass | None]]
LIVES: dict[str, tuple[Days, Days]] = {
    "was always there, never trained": (days(), [(NEW_YEAR, None, "o5", None)]),
    "came later": (days(worked(stay(since=on(2)))), [(on(2), None, "o5", None)]),
    "left": (days(worked(stay(until=on(3)))), [(NEW_YEAR, on(3), "o5", None)]),
    "left before the course": (days(worked(stay(until=NEW_YEAR))), []),
    "moved": (
        days(worked(stay(until=on(3)), stay("o3", on(3)))),
        [(NEW_YEAR, on(3), "o5", None), (on(3), None, "o3", None)],
    ),
    "came back": (
        days(worked(stay(until=on(3)), stay(since=on(6)))),
        [(NEW_YEAR, on(3), "o5", None), (on(6), None, "o5", None)],
    ),
    "passed": (
        days(ALWAYS, APRIL),
        [(NEW_YEAR, on(4), "o5", None), (on(4), None, "o5", APRIL)],
    ),
    "passed before the course began, in the program": (
        days(ALWAYS, Pass(on(10, year=2025), "v0")),
        [(NEW_YEAR, None, "o5", Pass(on(10, year=2025), "v0"))],
    ),
    "passed, and moved with the pass": (
        days(worked(stay(until=on(6)), stay("o3", on(6))), APRIL),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(6), "o5", APRIL),
            (on(6), None, "o3", APRIL),
        ],
    ),
    "passed while away": (
        days(worked(stay(until=on(3)), stay(since=on(6))), APRIL),
        [(NEW_YEAR, on(3), "o5", None), (on(6), None, "o5", APRIL)],
    ),
    "passed, left and came back": (
        days(worked(stay(until=on(5)), stay("o3", on(6))), APRIL),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(5), "o5", APRIL),
            (on(6), None, "o3", APRIL),
        ],
    ),
    "a pass for a year": (
        days(ALWAYS, APRIL, of=course(YEAR)),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(4, year=2027), "o5", APRIL),
            (on(4, year=2027), None, "o5", None),
        ],
    ),
    "trained again before it lapses": (
        days(ALWAYS, APRIL, MAY, of=course(YEAR)),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(5), "o5", APRIL),
            (on(5), on(5, year=2027), "o5", MAY),
            (on(5, year=2027), None, "o5", None),
        ],
    ),
    "trained again after it lapsed": (
        days(ALWAYS, APRIL, MAY, of=course(edition(1))),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(5), "o5", APRIL),
            (on(5), on(6), "o5", MAY),
            (on(6), None, "o5", None),
        ],
    ),
    "lapsed at the end of a short month": (
        days(ALWAYS, Pass(on(1, 31), "v1"), of=course(edition(1))),
        [
            (NEW_YEAR, on(1, 31), "o5", None),
            (on(1, 31), on(2, 28), "o5", Pass(on(1, 31), "v1")),
            (on(2, 28), None, "o5", None),
        ],
    ),
    "a pass keeps the time it was given for": (
        days(ALWAYS, APRIL, of=course(edition(1), edition(12, on(4, 15)))),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(5), "o5", APRIL),
            (on(5), None, "o5", None),
        ],
    ),
    "an earlier pass that lasts longer is the one that counts": (
        days(ALWAYS, APRIL, MAY, of=course(YEAR, edition(1, on(4, 15)))),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(4, year=2027), "o5", APRIL),
            (on(4, year=2027), None, "o5", None),
        ],
    ),
    "everybody anew": (
        days(ALWAYS, APRIL, of=course(edition(), edition(0, on(6), anew=True))),
        [
            (NEW_YEAR, on(4), "o5", None),
            (on(4), on(6), "o5", APRIL),
            (on(6), None, "o5", None),
        ],
    ),
    "anew on the day they passed": (
        days(ALWAYS, APRIL, of=course(edition(), edition(0, on(4), anew=True))),
        [(NEW_YEAR, on(4), "o5", None), (on(4), None, "o5", APRIL)],
    ),
    "other rules, and no one anew": (
        days(ALWAYS, APRIL, of=course(edition(), edition(0, on(6), threshold=60))),
        [(NEW_YEAR, on(4), "o5", None), (on(4), None, "o5", APRIL)],
    ),
    "closed": (
        days(ALWAYS, APRIL, of=course(closed=on(6))),
        [(NEW_YEAR, on(4), "o5", None), (on(4), on(6), "o5", APRIL)],
    ),
    "closed before it began": (days(ALWAYS, APRIL, of=course(closed=NEW_YEAR)), []),
    "required no more": (
        days(
            of=course(edition(), edition(0, on(6), audience=Audience((Level.BRANCH,)))),
        ),
        [(NEW_YEAR, on(6), "o5", None)],
    ),
    "required after moving": (
        days(
            worked(stay(until=on(3)), stay("o3", on(3))),
            of=course(edition(audience=Audience((Level.BRANCH,)))),
        ),
        [(on(3), None, "o3", None)],
    ),
    "required in another position": (
        days(
            worked(stay(until=on(3)), stay("o5", on(3), position="s3")),
            of=course(edition(audience=Audience(positions=("s3",)))),
        ),
        [(on(3), None, "o5", None)],
    ),
    "two places on one day: the later counts": (
        days(worked(stay(until=on(5)), stay("o3", on(3)))),
        [(NEW_YEAR, on(3), "o5", None), (on(3), None, "o3", None)],
    ),
    "in no office": (days(worked(stay(""))), []),
    "in an office nobody knows": (days(worked(stay("o7"))), []),
}


@pytest.mark.parametrize("case", LIVES)
def test_the_days_of_a_person(case: str) -> None:
    """Each life comes to its days: what holds begins on the day it is stated for."""
    found, expected = LIVES[case]
    assert found == expected


def test_what_more_a_stretch_tells() -> None:
    """Who keeps records, when a pass lapses, and that there was one before."""
    moving = worked(stay(until=on(4, 10)), stay(since=on(4, 10), position="s1"))
    assert stretches(P, moving, course(edition(1)), (APRIL,), STRUCTURE) == [
        Stretch(NEW_YEAR, on(4), "o5"),
        Stretch(on(4), on(4, 10), "o5", held=APRIL, expires=on(5)),
        Stretch(on(4, 10), on(5), "o5", is_clerk=True, held=APRIL, expires=on(5)),
        Stretch(on(5), None, "o5", is_clerk=True, had=True),
    ]


AUDIENCES: dict[str, tuple[Audience, Stay, bool]] = {
    "everybody": (Audience(), stay(), True),
    "of a level": (Audience((Level.REGIONAL,)), stay(), True),
    "of one of two levels": (Audience((Level.BRANCH, Level.REGIONAL)), stay(), True),
    "of another level": (Audience((Level.BRANCH,)), stay(), False),
    "of an office": (Audience(offices=("o5",)), stay(), True),
    "of an office above": (Audience(offices=("o2",)), stay("o4"), True),
    "of an office below": (Audience(offices=("o4",)), stay("o2"), False),
    "of a neighbour": (Audience(offices=("o2",)), stay(), False),
    "of offices in a circle": (Audience(offices=("o2",)), stay("o8"), False),
    "of a position": (Audience(positions=("s2",)), stay(), True),
    "of another position": (Audience(positions=("s1",)), stay(), False),
    "of a position, who has none": (Audience(positions=("s1",)), stay(position=""), False),
    "of a level and a position": (Audience((Level.REGIONAL,), positions=("s2",)), stay(), True),
    "of the level, not the position": (
        Audience((Level.REGIONAL,), positions=("s1",)),
        stay(),
        False,
    ),
    "named": (Audience(people=(P,)), stay(), True),
    "named, wherever they are": (Audience((Level.BRANCH,), people=(P,)), stay(), True),
    "not named among others": (Audience(people=("p9",)), stay(), False),
    "not named, but of the level": (
        Audience((Level.REGIONAL,), people=("p9",)),
        stay(),
        True,
    ),
}


@pytest.mark.parametrize("case", AUDIENCES)
def test_whom_a_course_is_for(case: str) -> None:
    """Levels, offices with all below them, positions narrow it; who is named is meant besides."""
    audience, place, required = AUDIENCES[case]
    assert STRUCTURE.requires(audience, P, place) is required
    assert bool(days(worked(place), of=course(edition(audience=audience)))) is required


def test_who_passed_at_a_session() -> None:
    """Who was there with result enough, by the rules of the day it ended; not who is in dispute."""

    def made(*, present: bool, result: int | None = None, minute: int = 1) -> Mark:
        return Mark(present=present, result=result, by="t1", at=(minute, "d"))

    session = Session(
        course="g1",
        organiser="o1",
        begins=on(3, 30),
        ends=on(4),
        marks={
            "passed": (made(present=True, result=60),),
            "failed": (made(present=True, result=59),),
            "without a result": (made(present=True),),
            "absent": (made(present=False),),
            "disputed": (made(present=True, result=60), made(present=False, minute=2)),
        },
    )
    strict = course(edition(), edition(0, on(4), threshold=60))
    assert dict(passes("v1", session, strict)) == {"passed": APRIL}
    mild = course(edition(), edition(0, on(4, 2), threshold=60))
    assert dict(passes("v1", session, mild)) == dict.fromkeys(
        ("passed", "failed", "without a result"), APRIL
    )


READY: dict[str, tuple[Tally, Readiness, Readiness]] = {
    "nobody is required": (Tally(), Readiness.NOBODY, Readiness.NOBODY),
    "nobody is trained": (Tally(3), Readiness.NOT_TRAINED, Readiness.NOT_TRAINED),
    "all passes lapsed": (Tally(3, 0, 1), Readiness.EXPIRED, Readiness.EXPIRED),
    "some are": (Tally(3, 2), Readiness.PARTLY, Readiness.PARTLY),
    "some are, a clerk too": (Tally(3, 2, 0, 1), Readiness.PARTLY, Readiness.TRAINED),
    "some are, and some lapsed": (Tally(3, 1, 2), Readiness.PARTLY, Readiness.PARTLY),
    "all are, but no clerk is there": (Tally(3, 3), Readiness.TRAINED, Readiness.PARTLY),
    "all are": (Tally(3, 3, 0, 2), Readiness.TRAINED, Readiness.TRAINED),
}


@pytest.mark.parametrize("case", READY)
def test_where_an_office_stands(case: str) -> None:
    """Trained is who has all of them trained, or a clerk, as the course says."""
    tally, everyone, clerk = READY[case]
    assert (tally.readiness(Goal.EVERYONE), tally.readiness(Goal.CLERK)) == (everyone, clerk)
    assert tally.left == tally.required - tally.covered


def test_tallies_add_up() -> None:
    """A region's figures are those of its offices together."""
    assert Tally(3, 2, 1, 1) + Tally(4, 1, 0, 0) == Tally(7, 3, 1, 1)
