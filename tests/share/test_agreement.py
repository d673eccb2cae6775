"""Workplaces over a share that fails in every way come to the same books, whatever happens.

What a history is, and what must be true at its end: `tests/world` and `tests/README.md`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world.telling import STORIES, tell

SEEDS = 420
OFFICES = 12
ROUTED = 30
TRAINED = 30
STEPS = 200
"""Together 504 histories of 200 steps; `make soak` tells any number."""
_AT_ONCE = 12
_KEPT = Path(__file__).with_name("regressions.txt")
_TRACES = (
    "from tests.world.telling import tell\n"
    "for seed in range({many}): print(tell(seed, {steps}).trace)"
)


def _kept() -> list[tuple[int, int, str, int]]:
    lines = [line.split(" | ") for line in _KEPT.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if not line[0].startswith("#")]
    return [(int(seed), int(steps), story, int(many)) for seed, steps, story, many, _ in kept]


@pytest.mark.parametrize("first", range(0, SEEDS, _AT_ONCE))
def test_whatever_happens_all_come_to_the_same(first: int) -> None:
    """Faults end, everybody exchanges, and the books are equal, whole, and nobody's forgeries."""
    for seed in range(first, first + _AT_ONCE):
        assert tell(seed, STEPS).steps == STEPS


@pytest.mark.parametrize(("seed", "steps", "story", "workplaces"), _kept())
def test_what_failed_once_fails_no_more(seed: int, steps: int, story: str, workplaces: int) -> None:
    """A history that once went wrong goes well."""
    assert tell(seed, steps, story, workplaces).rounds


@pytest.mark.parametrize("story", ["offices", "post"])
@pytest.mark.parametrize("first", range(0, OFFICES, _AT_ONCE))
def test_offices_that_write_to_each_other(first: int, story: str) -> None:
    """Every letter is where it must be and nowhere else, and its sender knows how it stands."""
    for seed in range(first, first + _AT_ONCE):
        assert tell(seed, STEPS, story, 5).steps == STEPS


@pytest.mark.parametrize("first", range(0, ROUTED, 10))
def test_offices_that_decide(first: int) -> None:
    """Nobody decides twice, or what was not theirs or not before them; nothing waits for nobody."""
    for seed in range(first, first + 10):
        assert tell(seed, STEPS, "routing", 3 + seed % 3).steps == STEPS


@pytest.mark.parametrize("first", range(0, TRAINED, 10))
def test_trainers_who_mark_the_same_rooms(first: int) -> None:
    """No mark of who may mark is lost, no other counts, and where two differ it shows."""
    for seed in range(first, first + 10):
        assert tell(seed, STEPS, "training", 3 + seed % 3).steps == STEPS


def test_one_seed_is_one_history() -> None:
    """The same seed gives the same trace, in another process and under another hash seed too."""
    steps, many = 60, len(STORIES)
    here = [tell(seed, steps).trace for seed in range(2 * many)]
    assert [tell(seed, steps).trace for seed in range(many)] == here[:many]
    there = subprocess.run(
        [sys.executable, "-c", _TRACES.format(many=many, steps=steps)],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == here[:many]
    assert len({*here}) == len(here)
