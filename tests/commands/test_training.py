"""A training session at the local door: what is refused there alone, for elsewhere it counts."""

from collections.abc import Generator
from pathlib import Path

import pytest

from edo.commands import training
from edo.errors import Reason, Refusal
from edo.queries.certificates import session as session_of
from tests.builders import TODAY
from tests.classroom import Classroom, classroom


@pytest.fixture
def room(tmp_path: Path) -> Generator[Classroom]:
    """Found the organisation, with two people in Semey."""
    with classroom(tmp_path) as made:
        made.hire("Семей", "Асанова", "Берік")
        yield made


def test_a_session_with_somebody_not_marked_is_not_ended(room: Classroom) -> None:
    """While its list is not all marked a session cannot be held; then it can."""
    session = room.plan(room.course("Курс"), TODAY, "Асанова", "Берік")
    room.mark(session, "Асанова")
    with pytest.raises(Refusal) as refused:
        training.hold(room.workplace, session=session)
    assert (refused.value.reason, refused.value.values) == (Reason.UNMARKED_PEOPLE, {"n": 1})
    assert not room.read(session_of, id=session).is_held
    room.mark(session, absent=["Берік"])
    training.hold(room.workplace, session=session)
    assert room.read(session_of, id=session).is_held


def test_who_is_marked_is_not_marked_again(room: Classroom) -> None:
    """A second mark would be a correction without a reason."""
    session = room.plan(room.course("Курс"), TODAY, "Асанова", "Берік")
    room.mark(session, "Асанова")
    with pytest.raises(Refusal) as refused:
        room.mark(session, "Берік", absent=["Асанова"])
    assert refused.value.reason is Reason.MARKED_ALREADY
