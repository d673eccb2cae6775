"""Training sessions: what is marked of whom, where it stands, and for whom it waits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.routed import Act, Wait
from edo.domain.session import Form
from edo.domain.training import MarkCorrected, Marked, Marking
from tests.builders import SHA, TODAY, hlc
from tests.domain.holding import (
    AIGUL,
    AIGUL_CAME,
    AIGUL_DID_NOT,
    ANNA,
    BOLAT,
    BOSS,
    BOTH_CAME,
    CANCELLED,
    ERLAN,
    HELD,
    PLANNED,
    READER,
    ROSTER,
    WALK_IN,
    Step,
    absent,
    after,
    at,
    came,
    changed,
    changes,
    corrected,
    invited,
    marked,
    planned,
    sheet,
    uninvited,
)
from tests.domain.telling import day

Told = dict[str, tuple[bool, int | None] | None]
MARKED: dict[str, tuple[tuple[Step, ...], Told, tuple[str, ...]]] = {
    "nobody yet": ((PLANNED,), {}, ()),
    "both came": ((PLANNED, BOTH_CAME), {AIGUL: (True, None), ERLAN: (True, None)}, ()),
    "one came with a result": (
        (PLANNED, (ANNA, marked(came(AIGUL, 77)))),
        {AIGUL: (True, 77)},
        (),
    ),
    "who was absent has no result": (
        (PLANNED, (ANNA, marked(Marking(AIGUL, present=False, result=77)))),
        {AIGUL: (False, None)},
        (),
    ),
    "somebody who was not invited": (
        (PLANNED, (ANNA, marked(came(WALK_IN)))),
        {WALK_IN: (True, None)},
        (),
    ),
    "two marked the same": (
        (PLANNED, AIGUL_CAME, (BOLAT, marked(came(AIGUL)))),
        {AIGUL: (True, None)},
        (),
    ),
    "two remarked differently, and marked the same": (
        (PLANNED, AIGUL_CAME, (BOLAT, marked(Marking(AIGUL, present=True, remark="опоздала")))),
        {AIGUL: (True, None)},
        (),
    ),
    "two marked differently": ((PLANNED, AIGUL_CAME, AIGUL_DID_NOT), {AIGUL: None}, (AIGUL,)),
    "two gave different results": (
        (PLANNED, (ANNA, marked(came(AIGUL, 60))), (BOLAT, marked(came(AIGUL, 59)))),
        {AIGUL: None},
        (AIGUL,),
    ),
    "only one gave a result": (
        (PLANNED, AIGUL_CAME, (BOLAT, marked(came(AIGUL, 60)))),
        {AIGUL: None},
        (AIGUL,),
    ),
    "settled by naming both": (
        (
            PLANNED,
            AIGUL_CAME,
            AIGUL_DID_NOT,
            (BOSS, corrected(came(AIGUL), at(1), at(2, BOLAT))),
        ),
        {AIGUL: (True, None)},
        (),
    ),
    "settled for one of them alone: the other stands": (
        (PLANNED, AIGUL_CAME, AIGUL_DID_NOT, (BOSS, corrected(came(AIGUL), at(1)))),
        {AIGUL: None},
        (AIGUL,),
    ),
    "settled as the one that is left": (
        (PLANNED, AIGUL_CAME, AIGUL_DID_NOT, (BOSS, corrected(absent(AIGUL), at(1)))),
        {AIGUL: (False, None)},
        (),
    ),
    "put right": (
        (PLANNED, AIGUL_CAME, (ANNA, corrected(absent(AIGUL), at(1)))),
        {AIGUL: (False, None)},
        (),
    ),
    "put right, and right again": (
        (
            PLANNED,
            AIGUL_CAME,
            (ANNA, corrected(absent(AIGUL), at(1))),
            (BOLAT, corrected(came(AIGUL, 90), at(2))),
        ),
        {AIGUL: (True, 90)},
        (),
    ),
    "put right by two at once, alike": (
        (
            PLANNED,
            AIGUL_CAME,
            (ANNA, corrected(absent(AIGUL), at(1))),
            (BOLAT, corrected(absent(AIGUL), at(1))),
        ),
        {AIGUL: (False, None)},
        (),
    ),
    "put right by two at once, differently": (
        (
            PLANNED,
            AIGUL_CAME,
            (ANNA, corrected(absent(AIGUL), at(1))),
            (BOLAT, corrected(came(AIGUL, 50), at(1))),
        ),
        {AIGUL: None},
        (AIGUL,),
    ),
    "a correction put right by two at once, then settled": (
        (
            PLANNED,
            AIGUL_CAME,
            (ANNA, corrected(absent(AIGUL), at(1))),
            (ANNA, corrected(came(AIGUL), at(2))),
            (BOLAT, corrected(came(AIGUL, 50), at(2))),
            (BOSS, corrected(came(AIGUL, 50), at(3), at(4, BOLAT))),
        ),
        {AIGUL: (True, 50)},
        (),
    ),
    "a correction of what counts for nothing is a mark": (
        (PLANNED, (ANNA, corrected(came(AIGUL), at(1, READER)))),
        {AIGUL: (True, None)},
        (),
    ),
    "another's mark is not touched by a correction": (
        (PLANNED, BOTH_CAME, (ANNA, corrected(absent(AIGUL), at(1)))),
        {AIGUL: (False, None), ERLAN: (True, None)},
        (),
    ),
    "marks stay of who need not come after all": (
        (PLANNED, BOTH_CAME, (ANNA, uninvited(AIGUL))),
        {AIGUL: (True, None), ERLAN: (True, None)},
        (),
    ),
    "marks that arrive after the end": (
        (PLANNED, BOTH_CAME, HELD, (BOLAT, marked(absent(ERLAN), came(WALK_IN)))),
        {AIGUL: (True, None), ERLAN: None, WALK_IN: (True, None)},
        (ERLAN,),
    ),
}


@pytest.mark.parametrize("case", MARKED)
def test_what_is_marked(case: str) -> None:
    """Each story leaves the marks it tells of, and shows who was marked differently."""
    steps, told, disputed = MARKED[case]
    session = after(*steps)
    marks = {person: session.mark(person) for person in session.marks}
    assert {person: mark and mark.said for person, mark in marks.items()} == told
    assert session.disputed == disputed
    assert dict(session.settled()) == {one: mark for one, mark in marks.items() if mark}


@pytest.mark.parametrize("case", MARKED)
def test_no_mark_is_ever_erased(case: str) -> None:
    """Whatever happens to a session, every mark that was stated is in it, with name and time."""
    steps, _, _ = MARKED[case]
    stated = [
        (line.person, line.present, (hlc(minute=minute), f"device-of-{who}"))
        for minute, (who, fact) in enumerate(steps)
        for line in _lines(fact)
    ]
    kept = [
        (person, mark.present, mark.at)
        for person, marks in after(*steps).marks.items()
        for mark in marks
    ]
    assert sorted(kept) == sorted(stated)


def _lines(fact: Fact) -> tuple[Marking, ...]:
    match fact:
        case Marked():
            return fact.marks
        case MarkCorrected():
            return (fact.mark,)
        case _:
            return ()


def test_a_correction_says_who_and_why() -> None:
    """The mark put right stays beside the one that took its place, with name and reason."""
    session = after(
        PLANNED, AIGUL_CAME, (BOLAT, corrected(absent(AIGUL), at(1), reason="Не та Айгуль"))
    )
    first, second = session.marks[AIGUL]
    assert (first.by, first.reason, first.replaced) == (ANNA, "", True)
    assert (second.by, second.reason, second.replaced) == (BOLAT, "Не та Айгуль", False)
    assert session.standing(AIGUL) == (second,)


def test_people_and_sheets_are_listed_once_in_their_order() -> None:
    """Who is invited twice, or comes without being invited, has one line; so has a scan."""
    session = after(
        PLANNED,
        (ANNA, invited("p7", AIGUL)),
        (ANNA, marked(came(WALK_IN), came(ERLAN))),
        (ANNA, sheet()),
        (BOLAT, sheet(name="второй раз.pdf")),
        (BOLAT, sheet("cd" * 32)),
    )
    assert session.people == (AIGUL, ERLAN, "p7", WALK_IN)
    assert session.unmarked == (AIGUL, "p7")
    assert [(one.sha256, one.by) for one in session.sheets] == [(SHA, ANNA), ("cd" * 32, BOLAT)]


def test_fields_changed_by_two_at_once_are_all_changed() -> None:
    """Each field is what the last to write it wrote."""
    session = after(
        PLANNED,
        (ANNA, changed(place="Акмол", ends="2026-03-04")),
        (BOLAT, changed(form="remote", place="Кокшетау")),
    )
    assert (session.place, session.form) == ("Кокшетау", Form.REMOTE)
    assert (session.begins, session.ends) == (TODAY, day(4))


_SINCE = hlc()
WAITS: dict[str, tuple[tuple[Step, ...], set[tuple[str, Act]]]] = {
    "planned": (
        (PLANNED,),
        {(ANNA, Act.HOLD), (BOLAT, Act.HOLD), (AIGUL, Act.ATTEND), (ERLAN, Act.ATTEND)},
    ),
    "one is marked": (
        (PLANNED, AIGUL_CAME),
        {(ANNA, Act.HOLD), (BOLAT, Act.HOLD), (ERLAN, Act.ATTEND)},
    ),
    "marks differ": (
        (PLANNED, BOTH_CAME, AIGUL_DID_NOT),
        {(ANNA, Act.SETTLE), (BOLAT, Act.SETTLE)},
    ),
    "held": ((PLANNED, BOTH_CAME, HELD), set()),
    "held, and marks differ": (
        (PLANNED, BOTH_CAME, HELD, AIGUL_DID_NOT),
        {(ANNA, Act.SETTLE), (BOLAT, Act.SETTLE)},
    ),
    "cancelled": ((PLANNED, CANCELLED), set()),
    "entered from a list": (((ANNA, planned(form=Form.PRIOR)),), set()),
    "a trainer is invited": (
        ((ANNA, planned(trainers=(ANNA,), invited=(ANNA, AIGUL))),),
        {(ANNA, Act.HOLD), (AIGUL, Act.ATTEND)},
    ),
}


@pytest.mark.parametrize("case", WAITS)
def test_for_whom_it_waits(case: str) -> None:
    """Trainers hold and settle, who is invited comes; when all is done nobody is waited for."""
    steps, waited = WAITS[case]
    assert {(one.person, one.act) for one in after(*steps).waits()} == waited


def test_until_when_it_waits() -> None:
    """People come on the first day; trainers have until the last."""
    waits = after((ANNA, planned(ends=day(4), trainers=(ANNA,), invited=(AIGUL,)))).waits()
    assert waits == (
        Wait(ANNA, Act.HOLD, day(4), _SINCE),
        Wait(AIGUL, Act.ATTEND, TODAY, _SINCE),
    )


TALES = [steps for steps, _, _ in MARKED.values()]


@given(st.sampled_from(TALES), st.randoms(use_true_random=False))
def test_no_order_of_arrival_makes_another_session(tale: tuple[Step, ...], chance: Any) -> None:
    """However changes arrive, and however often, the session is the same, byte for byte."""
    told = changes(*tale)
    arrived = [*told, *chance.sample(told, chance.randint(0, len(told)))]
    chance.shuffle(arrived)
    assert fold(arrived, ROSTER) == fold(told, ROSTER)
