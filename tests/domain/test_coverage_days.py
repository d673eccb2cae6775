"""Coverage, day by day: stretches against a judge that knows no stretches."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from edo.domain.course import Audience, Course, Edition
from edo.domain.coverage import Pass, stretches
from edo.domain.organisation import Level, Person, Stay
from edo.domain.workdays import months_after
from tests.domain.lives import NEW_YEAR, STRUCTURE, P, stay, worked

LAST = 150
dates = st.integers(0, LAST).map(lambda n: NEW_YEAR + timedelta(n))
audiences = st.builds(
    Audience,
    st.sampled_from([(), (), (Level.REGIONAL,), (Level.BRANCH, Level.PRIMARY)]),
    st.sampled_from([(), (), ("o2",), ("o5", "o3")]),
    st.sampled_from([(), (), ("s1",)]),
    st.sampled_from([(), (), (P,), ("p9",)]),
)
editions = st.builds(
    Edition,
    on=dates,
    months=st.integers(0, 2),
    audience=audiences,
    anew=st.sampled_from([False, False, True]),
)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Draw a course with a few editions, perhaps closed."""
    made = Course("Курс", "", (draw(editions),), draw(st.none() | dates))
    for one in draw(st.lists(editions, max_size=3)):
        made = made.with_edition(one)
    return made


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Draw somebody who worked in up to four places, with gaps or without."""
    borders = sorted(draw(st.sets(dates, min_size=1, max_size=8)))
    stays: list[Stay] = []
    since = draw(st.none() | st.just(borders[0]))
    for until in borders[1:4]:
        place = draw(st.sampled_from([*STRUCTURE.offices, "o7"]))
        stays.append(stay(place, since, until, draw(st.sampled_from(["s1", "s2"]))))
        since = draw(st.sampled_from([until, until, until + timedelta(5)]))
    gone = draw(st.booleans()) and since is not None
    until = since + timedelta(draw(st.integers(1, 60))) if gone and since else None
    return worked(*stays, stay(draw(st.sampled_from(["o3", "o4", "o5"])), since, until))


passed = st.lists(st.builds(Pass, dates, st.sampled_from(["v1", "v2", "v3"])), max_size=4)


def judged(
    who: Person, of: Course, took: Sequence[Pass], day: date
) -> tuple[str, bool, Pass | None, date | None, bool] | None:
    """Judge a day by itself: (office, clerk, pass, its end, had one); None: nothing is required."""
    begun = [one for one in of.editions if one.on <= day]
    places = [
        one
        for one in who.stays
        if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
    ]
    if not begun or not places or (of.closed is not None and of.closed <= day):
        return None
    place = places[-1]
    if not STRUCTURE.requires(begun[-1].audience, P, place):
        return None
    earliest = max((one.on for one in begun if one.anew), default=date.min)
    best: tuple[date, Pass] | None = None
    for one in took:
        rules = [known for known in of.editions if known.on <= one.on] or [of.editions[0]]
        months = rules[-1].months
        until = months_after(one.on, months) if months else date.max
        if earliest <= one.on <= day < until and (best is None or (until, one) > best):
            best = (until, one)
    had = best is None and any(one.on <= day for one in took)
    held, until = (best[1], best[0]) if best else (None, date.max)
    return place.office, place.position == "s1", held, None if until == date.max else until, had


@given(people(), courses(), passed)
def test_stretches_agree_with_a_judge_of_single_days(
    who: Person, of: Course, took: list[Pass]
) -> None:
    """On every day the one stretch that holds it says what the day says by itself."""
    found = stretches(P, who, of, took, STRUCTURE)
    for number in range(-40, LAST + 100):
        day = NEW_YEAR + timedelta(number)
        holding = [
            (one.office, one.is_clerk, one.held, one.expires, one.had)
            for one in found
            if one.since <= day and (one.until is None or day < one.until)
        ]
        expected = judged(who, of, took, day)
        assert holding == ([] if expected is None else [expected])


@given(people(), courses(), passed, st.randoms(use_true_random=False))
def test_stretches_are_in_order_and_as_long_as_can_be(
    who: Person, of: Course, took: list[Pass], chance: Any
) -> None:
    """They follow one another, two that touch differ, and no order of the passes matters."""
    found = stretches(P, who, of, took, STRUCTURE)
    for one, other in pairwise(found):
        assert one.until is not None
        assert one.since < one.until <= other.since
        if one.until == other.since:
            assert (one.office, one.is_clerk, one.held, one.had) != (
                other.office,
                other.is_clerk,
                other.held,
                other.had,
            )
    again = [*took, *took[:1]]
    chance.shuffle(again)
    assert stretches(P, who, of, again, STRUCTURE) == found
