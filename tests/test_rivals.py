"""Several programs at one shared folder, at once: raced for numbers, and killed at any moment."""

import os
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from edo.domain.document import Document
from edo.queries.documents import card as card_of
from tests.crew import Crew, crew, judge, leftovers, opened
from tests.nursery import Nursery, nursery
from tests.places import MEMORY

ROUNDS = int(os.environ.get("EDO_ROUNDS", "6"))
"""Races for a number; `make soak-kills` sets more."""
KILLS = int(os.environ.get("EDO_KILLS", "10"))
"""Of each program; `make soak-kills` sets more."""
ACTS = ("work", "exchange")
LONG = 120 + 2 * KILLS + ROUNDS


@pytest.fixture(params=["disk", "memory"])
def place(request: pytest.FixtureRequest, disk_path: Path) -> Iterator[Path]:
    """Give a folder on a disk, and one in memory."""
    if request.param == "disk":
        yield disk_path
    elif MEMORY.is_dir():
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield Path(folder)
    else:
        pytest.skip("this system has no disk in memory")


def begun(place: Path, clerks: int, stack: ExitStack) -> Crew:
    """Found an office; the share is empty otherwise."""
    (place / "share").mkdir()
    return stack.enter_context(crew(place / "homes", place / "share", clerks))


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_race_for_numbers_share_them_out(place: Path, programs: int) -> None:
    """All register at the same moment, again and again: every number is one document's."""
    with ExitStack() as stack:
        made = begun(place, programs - 1, stack)
        racers = [
            stack.enter_context(nursery("tests.clerk", "race", str(made.home(name))))
            for name in made.names
        ]
        for racer in racers:
            assert racer.hear("open")
        for n in range(ROUNDS):
            at_once(racers, "register")
            if n % 3 == 2:
                at_once(racers, "exchange")
        for racer in racers:
            assert racer.process.stdin is not None
            racer.process.stdin.close()
            racer.process.wait()
        given = [registered for racer in racers for registered in numbers_of(racer)]
        assert len(given) == programs * ROUNDS
        with opened(made):
            made.settle()
            page = judge(made, given)
            assert page.last == len(given)
            assert page.missing == ()
            assert leftovers(made) == []
        tell(programs=programs, rounds=ROUNDS, numbers=page.last, twice=0, unexplained=0)


@pytest.mark.timeout(LONG)
def test_programs_killed_at_a_share_lose_nothing(place: Path) -> None:
    """Three are killed again and again while they register, send and collect, all at once."""
    with ExitStack() as stack:
        made = begun(place, 2, stack)
        mortals = [
            stack.enter_context(nursery("tests.clerk", "work", str(made.home(name))))
            for name in made.names
        ]
        with ThreadPoolExecutor(len(mortals)) as pool:
            for done in [pool.submit(kill, mortal) for mortal in mortals]:
                done.result()
        given = [registered for mortal in mortals for registered in numbers_of(mortal)]
        assert given
        with opened(made):
            made.settle()
            page = judge(made, [one for one in given if one[1] != "-"])
            for mortal in mortals:
                for document, notes in last_notes(mortal).items():
                    assert document_of(made, document).card.note in notes
            for document, _ in given:
                assert document_of(made, document).number is not None
            assert leftovers(made) == []
        kills, spoilt = len(mortals) * KILLS, len(page.missing)
        tell(kills=kills, registered=page.registered, explained=spoilt, unexplained=0)


def tell(**figures: int) -> None:
    """Say what was done; seen with `pytest -rP`."""
    sys.stdout.write(f"figures: {figures}\n")


def at_once(racers: list[Nursery], what: str) -> None:
    """Let all do something, and wait until all have done it."""
    for racer in racers:
        racer.tell(what)
    for racer in racers:
        assert racer.hear("done")


def kill(mortal: Nursery) -> None:
    """Let a program be killed again and again."""
    chance = random.Random()
    for _ in range(KILLS):
        # After a word, not a time since its birth: that depends on what else the machine does.
        since = chance.choice(["child", "open", "registered", "registered", "changes", "exchanged"])
        mortal.kill_one(chance.choice(ACTS), chance.uniform(0, 0.1), since=since)


def numbers_of(clerk: Nursery) -> list[tuple[str, str]]:
    """Return what a program said it registered: document → number."""
    return [(words[1], words[2]) for words in clerk.said if words[0] == "registered"]


def last_notes(clerk: Nursery) -> dict[str, set[str]]:
    """Return what the note of a document may be: the last one said to be kept, or a later one."""
    found: dict[str, set[str]] = {}
    for what, *told in clerk.said:
        if what == "changed":
            found[told[0]] = {told[1]}
        elif what == "changes" and told[0] in found:
            found[told[0]].add(told[1])
    return found


def document_of(made: Crew, id: str) -> Document:
    """Return a document as the keeper's workplace has it."""
    return made.all[0].read(card_of, document=id).document
