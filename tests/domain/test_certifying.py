"""Certificates of a session: who draws them up, who numbers them, when they hold."""

import pytest

from edo.domain.fold import fold, take
from edo.domain.rights import Role
from edo.domain.session import Certificate
from edo.errors import Reason
from tests.builders import OFFICE, TODAY, roster
from tests.domain.holding import (
    AIGUL,
    AIGUL_CAME,
    AIGUL_DID_NOT,
    ANNA,
    BOSS,
    CLERK,
    DRAWN_UP,
    ERLAN,
    PLANNED,
    ROSTER,
    Step,
    absent,
    after,
    annulled,
    at,
    certified,
    changes,
    corrected,
    prepared,
    refusal,
)
from tests.domain.telling import day, outcome

GIVEN: Step = (CLERK, certified(AIGUL, "17"))
READY = (PLANNED, AIGUL_CAME, DRAWN_UP)
REFUSED: dict[str, tuple[tuple[Step, ...], Reason]] = {
    "for who is not marked": ((PLANNED, DRAWN_UP), Reason.NOT_PASSED),
    "for who was absent": ((PLANNED, AIGUL_DID_NOT, DRAWN_UP), Reason.NOT_PASSED),
    "for who was absent after all": (
        (PLANNED, AIGUL_CAME, (ANNA, corrected(absent(AIGUL), at(1))), DRAWN_UP),
        Reason.NOT_PASSED,
    ),
    "drawn up twice": ((*READY, DRAWN_UP), Reason.ALREADY_EXISTS),
    "no document": ((PLANNED, AIGUL_CAME, (ANNA, prepared(AIGUL, " "))), Reason.REQUIRED_FIELD),
    "drawn up by who does not train": (
        (PLANNED, AIGUL_CAME, (CLERK, prepared(AIGUL))),
        Reason.NOT_ALLOWED,
    ),
    "numbered though nobody drew it up": ((PLANNED, AIGUL_CAME, GIVEN), Reason.UNKNOWN_SUBJECT),
    "of somebody else": ((*READY, (CLERK, certified(ERLAN))), Reason.UNKNOWN_SUBJECT),
    "numbered by who does not register": ((*READY, (ANNA, certified(AIGUL))), Reason.NOT_ALLOWED),
    "of tomorrow": ((*READY, (CLERK, certified(AIGUL, on=day(3)))), Reason.FUTURE_DATE),
    "without a number": ((*READY, (CLERK, certified(AIGUL, " "))), Reason.REQUIRED_FIELD),
    "annulled by a clerk": ((*READY, GIVEN, (CLERK, annulled(AIGUL))), Reason.NOT_ALLOWED),
    "annulled before it has a number": (
        (*READY, (BOSS, annulled(AIGUL))),
        Reason.UNKNOWN_SUBJECT,
    ),
    "annulled twice": (
        (*READY, GIVEN, (BOSS, annulled(AIGUL)), (BOSS, annulled(AIGUL))),
        Reason.ALREADY_CANCELLED,
    ),
    "annulled for no reason": (
        (*READY, GIVEN, (BOSS, annulled(AIGUL, reason=" "))),
        Reason.REQUIRED_FIELD,
    ),
    "drawn up without end": (
        (PLANNED, AIGUL_CAME, *((ANNA, prepared(AIGUL, f"d{n}")) for n in range(21))),
        Reason.TOO_LONG,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    """What cannot be is refused, with the reason."""
    steps, reason = REFUSED[case]
    assert refusal(*steps) is reason


def test_one_draws_up_and_another_numbers() -> None:
    """A trainer says whose document it is, a clerk what number it has."""
    session = after(*READY, GIVEN)
    assert session.certificates == {AIGUL: Certificate("d1", "17", TODAY)}
    assert session.certificate(AIGUL) == Certificate("d1", "17", TODAY)
    assert session.certificate(ERLAN) is None


@pytest.mark.parametrize(
    ("role", "scope", "office", "answer"),
    [
        (Role.CLERK, "o2", "o2", ""),
        (Role.CLERK, "", "o2", ""),
        (Role.CLERK, OFFICE, "o2", Reason.NOT_ALLOWED),
        (Role.CLERK, OFFICE, OFFICE, Reason.UNKNOWN_SUBJECT),
        (Role.CLERK, OFFICE, "", Reason.NOT_ALLOWED),
        (Role.READER, "", "o2", Reason.NOT_ALLOWED),
    ],
)
def test_the_registry_of_the_office_where_it_was_drawn_up_numbers_it(
    role: Role, scope: str, office: str, answer: str
) -> None:
    """It may be another than the one that holds the training, and no third one speaks for it."""
    there = (PLANNED, AIGUL_CAME, (ANNA, prepared(AIGUL, office="o2")))
    fact = certified(AIGUL, "17", office=office)
    *before, last = changes(*there, ("x1", fact))
    folded = fold(before, ROSTER)
    found = outcome(take, folded.state, fact, last, roster(("x1", role), scope=scope))
    assert (found if isinstance(found, Reason) else "") == answer


def test_a_certificate_is_annulled_by_the_office_that_gave_it() -> None:
    """An administrator of another office annuls nothing, whichever office they name."""
    state = after(*READY, GIVEN)
    for office, reason in ((OFFICE, Reason.NOT_ALLOWED), ("o2", Reason.UNKNOWN_SUBJECT)):
        fact = annulled(AIGUL, office=office)
        *_, made = changes(*READY, GIVEN, ("x1", fact))
        found = outcome(take, state, fact, made, roster(("x1", Role.ADMINISTRATOR), scope="o2"))
        assert found is reason


def test_paper_that_was_given_is_known_though_two_marked_differently() -> None:
    """A certificate stays with the session, and does not hold until the difference is settled."""
    session = after(*READY, AIGUL_DID_NOT, GIVEN)
    assert session.certificates == {AIGUL: Certificate("d1", "17", TODAY)}
    assert session.certificate(AIGUL) is None


def test_another_takes_the_place_of_an_annulled_one() -> None:
    """An annulled certificate does not hold, the next one does."""
    session = after(*READY, GIVEN, (BOSS, annulled(AIGUL, reason="Описка")))
    assert session.certificate(AIGUL) is None
    assert session.certificates[AIGUL].annulled == "Описка"
    again = after(
        *(*READY, GIVEN, (BOSS, annulled(AIGUL)), (ANNA, prepared(AIGUL, "d2"))),
        (CLERK, certified(AIGUL, "18", document="d2")),
    )
    assert again.certificate(AIGUL) == Certificate("d2", "18", TODAY)
    assert [one.document for one in again.prepared[AIGUL]] == ["d1", "d2"]
