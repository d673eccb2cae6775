"""Training sessions: every rule with the reason it refuses by, and who may state what."""

from datetime import date
from typing import Any

import pytest

from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.rights import Role
from edo.domain.session import SessionStatus
from edo.domain.training import PEOPLE_LIMIT, Marking, SessionCancelled, SessionHeld, SessionPlanned
from edo.errors import Reason
from tests.builders import OFFICE, change, hlc, roster, stamp
from tests.domain.holding import (
    AIGUL,
    AIGUL_CAME,
    AIGUL_DID_NOT,
    ANNA,
    BOLAT,
    BOTH_CAME,
    CANCELLED,
    CLERK,
    ERLAN,
    HELD,
    PLANNED,
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
    prepared,
    refusal,
    sheet,
    uninvited,
)
from tests.domain.telling import day, outcome

WALK_IN_INVITED: Step = (BOLAT, invited(WALK_IN))
REACHED: dict[str, tuple[tuple[Step, ...], SessionStatus]] = {
    "planned": ((PLANNED,), SessionStatus.PLANNED),
    "marked": ((PLANNED, BOTH_CAME), SessionStatus.PLANNED),
    "held": ((PLANNED, BOTH_CAME, HELD), SessionStatus.HELD),
    "held when the last did not come": (
        (PLANNED, AIGUL_CAME, (ANNA, marked(absent(ERLAN))), HELD),
        SessionStatus.HELD,
    ),
    "held when the last need not come": (
        (PLANNED, AIGUL_CAME, (ANNA, uninvited(ERLAN)), HELD),
        SessionStatus.HELD,
    ),
    "held though marks differ": ((PLANNED, BOTH_CAME, AIGUL_DID_NOT, HELD), SessionStatus.HELD),
    "cancelled": ((PLANNED, CANCELLED), SessionStatus.CANCELLED),
    "marked elsewhere when it was cancelled: it was held": (
        (PLANNED, CANCELLED, BOTH_CAME),
        SessionStatus.PLANNED,
    ),
    "and so it is ended": ((PLANNED, CANCELLED, BOTH_CAME, HELD), SessionStatus.HELD),
    "changed when it was cancelled": (
        (PLANNED, CANCELLED, (BOLAT, changed(place="Акмол"))),
        SessionStatus.CANCELLED,
    ),
}


@pytest.mark.parametrize("case", REACHED)
def test_states(case: str) -> None:
    """Each way leads to its state."""
    steps, status = REACHED[case]
    session = after(*steps)
    assert (session.status, session.stage) == (status, status.value)


_MANY = tuple(f"p{n}" for n in range(PEOPLE_LIMIT + 1))
REFUSED: dict[str, tuple[tuple[Step, ...], Reason]] = {
    "planned twice": ((PLANNED, PLANNED), Reason.ALREADY_EXISTS),
    "of no course": (((ANNA, planned(course=" ")),), Reason.REQUIRED_FIELD),
    "the end before the beginning": (((ANNA, planned(ends=day(1))),), Reason.PERIOD_REVERSED),
    "moved behind its end": (
        (PLANNED, (ANNA, changed(begins="2026-03-03"))),
        Reason.PERIOD_REVERSED,
    ),
    "a day nobody plans": (
        ((ANNA, planned(begins=date(2201, 1, 1), ends=date(2201, 1, 1))),),
        Reason.DATE_OUT_OF_RANGE,
    ),
    "a day before all": (
        ((ANNA, planned(begins=date(1980, 1, 1))),),
        Reason.DATE_OUT_OF_RANGE,
    ),
    "a place without end": (((ANNA, planned(place="я" * 501)),), Reason.TOO_LONG),
    "too many invited": (((ANNA, planned(invited=_MANY)),), Reason.TOO_LONG),
    "too many invited after": ((PLANNED, (ANNA, invited(*_MANY))), Reason.TOO_LONG),
    "too many marked": (
        (PLANNED, (ANNA, marked(*(came(one) for one in _MANY)))),
        Reason.TOO_LONG,
    ),
    "too many trainers": (((ANNA, planned(trainers=_MANY[:51])),), Reason.TOO_LONG),
    "too many offices": (((ANNA, planned(offices=_MANY[:1001])),), Reason.TOO_LONG),
    "marks by the way": ((PLANNED, (ANNA, changed(marks={}))), Reason.BAD_VALUE),
    "another course": ((PLANNED, (ANNA, changed(course="g2"))), Reason.BAD_VALUE),
    "another organiser": ((PLANNED, (ANNA, changed(organiser="o2"))), Reason.BAD_VALUE),
    "no day": ((PLANNED, (ANNA, changed(begins="завтра"))), Reason.BAD_VALUE),
    "nobody marked": ((PLANNED, (ANNA, marked())), Reason.REQUIRED_FIELD),
    "somebody without a name": ((PLANNED, (ANNA, marked(came(" ")))), Reason.REQUIRED_FIELD),
    "one person twice in one go": (
        (PLANNED, (ANNA, marked(came(AIGUL), absent(AIGUL)))),
        Reason.ALREADY_EXISTS,
    ),
    "better than the best": ((PLANNED, (ANNA, marked(came(AIGUL, 101)))), Reason.BAD_VALUE),
    "worse than the worst": ((PLANNED, (ANNA, marked(came(AIGUL, -1)))), Reason.BAD_VALUE),
    "a remark without end": (
        (PLANNED, (ANNA, marked(Marking(AIGUL, present=True, remark="я" * 501)))),
        Reason.TOO_LONG,
    ),
    "put right without a reason": (
        (PLANNED, AIGUL_CAME, (ANNA, corrected(absent(AIGUL), at(1), reason=" "))),
        Reason.REQUIRED_FIELD,
    ),
    "put right what nobody marked": (
        (PLANNED, (ANNA, corrected(absent(AIGUL)))),
        Reason.NOT_MARKED,
    ),
    "put right as what cannot be": (
        (PLANNED, AIGUL_CAME, (ANNA, corrected(came(AIGUL, 101), at(1)))),
        Reason.BAD_VALUE,
    ),
    "held with nobody marked": (((ANNA, planned(invited=())), HELD), Reason.NOT_MARKED),
    "held before it began": (
        ((ANNA, planned(begins=day(3), ends=day(3))), BOTH_CAME, HELD),
        Reason.FUTURE_DATE,
    ),
    "held twice": ((PLANNED, BOTH_CAME, HELD, HELD), Reason.SESSION_OVER),
    "held though it is cancelled": ((PLANNED, CANCELLED, HELD), Reason.SESSION_OVER),
    "cancelled twice": ((PLANNED, CANCELLED, CANCELLED), Reason.SESSION_OVER),
    "cancelled for no reason": (
        (PLANNED, (ANNA, SessionCancelled(organiser=OFFICE, reason=""))),
        Reason.REQUIRED_FIELD,
    ),
    "cancelled though people were there": (
        (PLANNED, AIGUL_CAME, CANCELLED),
        Reason.SESSION_HAS_MARKS,
    ),
    "cancelled when it is over": ((PLANNED, BOTH_CAME, HELD, CANCELLED), Reason.SESSION_HAS_MARKS),
    "a sheet without a name": ((PLANNED, (ANNA, sheet(name=""))), Reason.REQUIRED_FIELD),
    "a sheet that is no file": ((PLANNED, (ANNA, sheet("x"))), Reason.BAD_VALUE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    """What cannot be is refused, with the reason."""
    steps, reason = REFUSED[case]
    assert refusal(*steps) is reason


EVERY_ACT: tuple[Fact, ...] = (
    planned(),
    changed(place="Акмол"),
    invited(WALK_IN),
    uninvited(AIGUL),
    marked(came(AIGUL)),
    corrected(came(AIGUL), at(1)),
    SessionHeld(organiser=OFFICE),
    SessionCancelled(organiser=OFFICE, reason="Карантин"),
    sheet(),
    prepared(AIGUL),
)


@pytest.mark.parametrize("fact", EVERY_ACT, ids=lambda fact: fact.NAME)
@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        (Role.TRAINER, "", True),
        (Role.TRAINER, OFFICE, True),
        (Role.TRAINER, "o2", False),
        (Role.ADMINISTRATOR, "", True),
        (Role.ADMINISTRATOR, OFFICE, True),
        (Role.ADMINISTRATOR, "o2", False),
        *[(role, "", False) for role in Role if role not in (Role.TRAINER, Role.ADMINISTRATOR)],
    ],
)
def test_only_a_trainer_of_the_office_that_holds_it_does_anything(
    *, fact: Fact, role: Role, scope: str, may: bool
) -> None:
    """Trainers and administrators of the organiser may, nobody else, whatever the rule says."""
    alone = roster(("x1", role), scope=scope)
    begun = None if isinstance(fact, SessionPlanned) else after(PLANNED, BOTH_CAME)
    found = outcome(take, begun, fact, change("v1", fact, stamp(hlc(minute=9), "x1")), alone)
    assert (found is not Reason.NOT_ALLOWED) is may


@pytest.mark.parametrize("fact", EVERY_ACT[1:], ids=lambda fact: fact.NAME)
def test_a_trainer_of_another_office_cannot_pass_it_off_as_theirs(fact: Fact) -> None:
    """To say that another office holds the session makes it unknown."""
    theirs = type(fact)(**{**_fields(fact), "organiser": "o2"})
    visitor = roster(("x1", Role.TRAINER), scope="o2")
    made = change("v1", theirs, stamp(hlc(minute=9), "x1"))
    found = outcome(take, after(PLANNED, BOTH_CAME), theirs, made, visitor)
    assert found is Reason.UNKNOWN_SESSION


def _fields(fact: Fact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in fact.__struct_fields__}


@pytest.mark.parametrize("steps", [(WALK_IN_INVITED, HELD), (HELD, WALK_IN_INVITED)])
def test_whom_another_trainer_invited_meanwhile_does_not_undo_what_was_held(
    steps: tuple[Step, ...],
) -> None:
    """Whichever laptop was first, the session is over, and nothing is marked of who was added."""
    session = after(PLANNED, BOTH_CAME, *steps)
    assert (session.status, session.unmarked) == (SessionStatus.HELD, (WALK_IN,))
    assert not session.waits()


def test_a_mark_of_who_may_not_train_is_set_aside_and_the_others_stand() -> None:
    """A clerk's mark has no effect anywhere, and is kept with its reason."""
    told = changes(PLANNED, (CLERK, marked(absent(AIGUL))), AIGUL_CAME)
    folded = fold(told, ROSTER)
    assert [(one.change, one.reason) for one in folded.refused] == [(told[1], Reason.NOT_ALLOWED)]
    assert [mark.by for mark in folded.state.marks[AIGUL]] == [ANNA]


def test_a_correction_stands_though_what_it_corrects_does_not() -> None:
    """When who marked first loses the right to have done so, what a trainer said of it counts."""
    told = changes(
        PLANNED, (CLERK, marked(absent(AIGUL))), (ANNA, corrected(came(AIGUL), at(1, CLERK)))
    )
    folded = fold(told, ROSTER)
    assert [one.reason for one in folded.refused] == [Reason.NOT_ALLOWED]
    assert folded.state.mark(AIGUL).said == (True, None)
