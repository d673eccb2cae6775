"""A long work is done in short turns, and whatever happens to it, its end is told."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.turns import TURN, InTurns


@pytest.fixture
def turns(qtbot: QtBot) -> Iterator[InTurns]:
    """Do works one after another."""
    assert qtbot
    parent = QObject()
    yield InTurns(parent)
    parent.deleteLater()


def counting(
    done: list[int], until: int, *, seconds: float = 0.0, enough: int = -1
) -> Iterator[bool]:
    """Write down each step; each works so long at least, and `enough` ends its turn."""
    for step in range(until):
        begun = time.perf_counter()
        while time.perf_counter() < begun + seconds:
            pass
        done.append(step)
        yield step == enough


def test_a_turn_ends_when_it_has_taken_long_enough(turns: InTurns) -> None:
    """The work goes on in the next one."""
    done: list[int] = []
    turns.begin(counting(done, 3, seconds=TURN))
    for turn in range(1, 4):
        turns.take_turn()
        assert len(done) == turn


def test_a_step_may_end_a_turn(turns: InTurns) -> None:
    """What is known to be long has a turn of its own."""
    done: list[int] = []
    turns.begin(counting(done, 3, enough=1))
    turns.take_turn()
    assert done == [0, 1]
    turns.take_turn()
    assert done == [0, 1, 2]


def test_the_end_is_told_once(qtbot: QtBot, turns: InTurns) -> None:
    """After the last step, and not again."""
    done: list[int] = []
    told: list[int] = []
    turns.over.connect(lambda: told.append(len(done)))
    turns.begin(counting(done, 500))
    assert done == []
    qtbot.waitUntil(lambda: not turns.under_way)
    turns.finish()
    assert told == [500]


def test_another_work_comes_in_the_place_of_the_first(qtbot: QtBot, turns: InTurns) -> None:
    """The first is left as it is; one that a step begins is not taken for its end."""
    first: list[int] = []
    second: list[int] = []
    told: list[bool] = []

    def begins_another() -> Iterator[bool]:
        turns.begin(counting(second, 3))
        yield False

    turns.over.connect(lambda: told.append(True))
    turns.begin(counting(first, 3))
    turns.begin(begins_another())
    qtbot.waitUntil(lambda: not turns.under_way)
    assert (first, second, told) == ([], [0, 1, 2], [True])


def test_what_is_stopped_tells_nobody(qtbot: QtBot, turns: InTurns) -> None:
    """Nor does it go on."""
    done: list[int] = []
    told: list[bool] = []
    turns.over.connect(lambda: told.append(True))
    turns.begin(counting(done, 3))
    turns.stop()
    qtbot.wait(30)
    assert (done, told, turns.under_way) == ([], [], False)


def test_a_step_that_fails_ends_the_work(qtbot: QtBot, turns: InTurns) -> None:
    """The mistake is reported as any other, and who waits for the end hears of it."""

    def failing() -> Iterator[bool]:
        yield False
        raise LookupError("step")

    with qtbot.captureExceptions() as failed, qtbot.waitSignal(turns.over):
        turns.begin(failing())
    assert [one[0] for one in failed] == [LookupError]
    assert not turns.under_way


def test_the_end_has_a_turn_of_its_own(turns: InTurns) -> None:
    """Who waits for it may have much to do."""
    done: list[int] = []
    told: list[bool] = []
    turns.over.connect(lambda: told.append(True))
    turns.begin(counting(done, 2))
    turns.take_turn()
    assert (done, told) == ([0, 1], [])
    turns.take_turn()
    assert told == [True]
    assert not turns.under_way
