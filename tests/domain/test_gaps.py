"""Numbers without a document: which they are, and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.gaps import Missing, Run, missing
from edo.domain.numbering import Absence, Place, PlaceStatus
from tests.builders import JOURNAL, TODAY

UNTIL = TODAY + timedelta(days=3)
PAST = TODAY - timedelta(days=1)


def reserved(n: int, until: date = UNTIL) -> Place:
    """Set a number apart for the accountants."""
    return Place(JOURNAL, 2026, n, PlaceStatus.RESERVED, whom="бухгалтерия", until=until)


def explained(n: int) -> Place:
    """Explain a number."""
    return Place(JOURNAL, 2026, n, PlaceStatus.VOID, reason="испорчен бланк")


def released(n: int) -> Place:
    """Give a number back."""
    return Place(JOURNAL, 2026, n, PlaceStatus.RELEASED, reason="не понадобился")


Used = tuple[int, str, bool]
"""An ordinal, its suffix, and whether it was given by hand."""

GAPS: dict[str, tuple[int, list[Used], list[Place], list[Missing]]] = {
    "an empty journal": (1, [], [], []),
    "a dense journal": (1, [(1, "", False), (2, "", False)], [], []),
    "a journal begun on paper": (348, [(348, "", False)], [], []),
    "a hole nobody can explain": (
        1,
        [(1, "", False), (3, "", False)],
        [],
        [Missing(2, Absence.UNEXPLAINED)],
    ),
    "a hole at the beginning": (1, [(2, "", False)], [], [Missing(1, Absence.UNEXPLAINED)]),
    "an entry by hand that jumped ahead": (
        1,
        [(1, "", False), (4, "", True)],
        [],
        [Missing(2, Absence.ENTERED_BY_HAND), Missing(3, Absence.ENTERED_BY_HAND)],
    ),
    "a live reserve is not missing": (1, [(1, "", False), (3, "", False)], [reserved(2)], []),
    "a reserve that holds today for the last day": (1, [(2, "", False)], [reserved(1, TODAY)], []),
    "a reserve that ran out": (
        1,
        [(1, "", False), (3, "", False)],
        [reserved(2, PAST)],
        [Missing(2, Absence.RESERVE_EXPIRED, "бухгалтерия", PAST)],
    ),
    "a reserve that was given back": (
        1,
        [(2, "", False)],
        [released(1)],
        [Missing(1, Absence.RESERVE_RELEASED, "не понадобился")],
    ),
    "a hole that was explained": (
        1,
        [(1, "", False), (3, "", False)],
        [explained(2)],
        [Missing(2, Absence.EXPLAINED, "испорчен бланк")],
    ),
    "a reserve that was used": (1, [(1, "", False)], [reserved(1, PAST)], []),
    "reserves behind the last document": (
        1,
        [(1, "", False)],
        [released(2), reserved(3), reserved(4, PAST)],
        [
            Missing(2, Absence.RESERVE_RELEASED, "не понадобился"),
            Missing(4, Absence.RESERVE_EXPIRED, "бухгалтерия", PAST),
        ],
    ),
    "everything at once": (
        5,
        [(5, "", False), (9, "", True), (12, "", False)],
        [explained(7), reserved(8), reserved(10, PAST), released(11)],
        [
            Missing(6, Absence.UNEXPLAINED),
            Missing(7, Absence.EXPLAINED, "испорчен бланк"),
            Missing(10, Absence.RESERVE_EXPIRED, "бухгалтерия", PAST),
            Missing(11, Absence.RESERVE_RELEASED, "не понадобился"),
        ],
    ),
    "a lettered number beside its plain one": (1, [(1, "", False), (1, "-а", True)], [], []),
    "a lettered number without its plain one": (
        1,
        [(1, "", False), (2, "-а", True), (3, "", False)],
        [],
        [Missing(2, Absence.ENTERED_BY_HAND)],
    ),
    "a lettered number beside a reserve": (1, [(1, "-а", True)], [reserved(1)], []),
    "a lettered number beside a reserve that ran out": (
        1,
        [(1, "-а", True)],
        [reserved(1, PAST)],
        [Missing(1, Absence.RESERVE_EXPIRED, "бухгалтерия", PAST)],
    ),
    "one explained among those passed over by hand": (
        1,
        [(4, "", True)],
        [explained(2)],
        [
            Missing(1, Absence.ENTERED_BY_HAND),
            Missing(2, Absence.EXPLAINED, "испорчен бланк"),
            Missing(3, Absence.ENTERED_BY_HAND),
        ],
    ),
    "numbers before the journal begins": (348, [(12, "", True), (348, "", False)], [], []),
}


@pytest.mark.parametrize(("first", "used", "places", "expected"), GAPS.values(), ids=GAPS)
def test_every_gap_has_its_reason(
    first: int, used: list[Used], places: list[Place], expected: list[Missing]
) -> None:
    """The page of numbers says of every number below the last why no document has it."""
    found = missing(first, alone(used), {place.n: place for place in places}, TODAY)
    assert sorted(found, key=lambda one: one.n) == expected


def alone(used: Iterable[Used]) -> list[Run]:
    """Make a run of every number."""
    return sorted(Run(n, n, suffix, by_hand) for n, suffix, by_hand in used)


def joined(used: Iterable[Used]) -> list[Run]:
    """Join plain numbers that follow one another."""
    runs: list[Run] = []
    for one in sorted(alone(used), key=lambda one: (one.suffix, one.first)):
        before = runs[-1] if runs and not one.suffix else None
        if before is not None and before.last + 1 == one.first:
            runs[-1] = replace(before, last=one.last)
        else:
            runs.append(one)
    return sorted(runs)


NUMBERS = st.integers(1, 30)


@given(
    st.integers(1, 10),
    st.dictionaries(NUMBERS, st.tuples(st.sampled_from(["", "", "-а"]), st.booleans())),
    st.dictionaries(NUMBERS, st.sampled_from([reserved, explained, released])),
)
def test_every_number_is_used_set_apart_or_missing(
    first: int, used: dict[int, tuple[str, bool]], apart: dict[int, Any]
) -> None:
    """Below the last number there is none about which nothing is known, and none twice."""
    places = {n: make(n) for n, make in apart.items()}
    given_out = [(n, suffix, by_hand) for n, (suffix, by_hand) in used.items()]
    gone = list(missing(first, alone(given_out), places, TODAY))
    assert list(missing(first, joined(given_out), places, TODAY)) == gone
    found = [one.n for one in gone]
    plain = {n for n, suffix, _ in given_out if not suffix}
    live = {n for n, place in places.items() if place.status is PlaceStatus.RESERVED}
    last = max([*used, *places, first - 1])
    assert len(found) == len(set(found))
    assert not set(found) & (plain | live)
    assert {*found, *plain, *places} >= set(range(first, last + 1))
