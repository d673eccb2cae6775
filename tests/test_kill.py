"""Killed at any moment, the program loses nothing it acknowledged and leaves no number open."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.check import check
from edo.domain.document import Status
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries.documents import card, count
from edo.queries.listing import Filter
from edo.queries.numbers import numbers
from edo.workplace import Workplace, open_workplace
from tests import mortal
from tests.nursery import Nursery, nursery

KILLS = 200
FOUNDINGS = 30
LOOKED_OVER = 50
"""After so many kills everything is verified, down to the signatures."""
_OPENING = 0.2


@pytest.fixture
def home(memory_path: Path) -> Path:
    """Return where the children work; a kill leaves what the system was given already."""
    return memory_path / "home"


@pytest.fixture
def mortals(home: Path) -> Iterator[Nursery]:
    """Start the program whose children are killed."""
    with nursery("tests.mortal", str(home)) as made:
        yield made


@pytest.mark.timeout(300)
def test_hundreds_of_kills_lose_nothing(mortals: Nursery, home: Path) -> None:
    """Every registration, annulment and file that was acknowledged is there with its number."""
    mortal.begin(home)
    chance = random.Random()
    looked_at = 0
    for n in range(1, KILLS + 1):
        # Now and then while it opens; how long that takes depends on what else the machine does.
        since = "child" if chance.random() < _OPENING else "open"
        mortals.kill_one("work", chance.uniform(0.005, 0.05), since=since)
        workplace = open_workplace(home)
        try:
            if n % LOOKED_OVER == 0 or n == KILLS:
                assert check(workplace).findings == ()
                looked_at = 0
            look_after(workplace, mortals.said[looked_at:])
        finally:
            workplace.close()
        looked_at = len(mortals.said)
    assert sum(words[0] == "registered" for words in mortals.said) > KILLS / 20


def look_after(workplace: Workplace, said: list[list[str]]) -> None:
    """Look whether all that was said is there, and whether every number is explained."""
    for what, document, *told in (words for words in said if len(words) > 2):
        found = workplace.read(card, document=document).document
        assert found.number is not None
        match what:
            case "registered":
                assert found.number.text == told[0]
            case _:
                assert found.status is Status.CANCELLED
        for file in found.live_files:
            assert workplace.blobs.is_whole(file.current.sha256)
    journal = workplace.read(directory.journal, index="ВХ")
    today = workplace.clock.today()
    page = workplace.read(
        numbers, id=journal.id, journal=journal.journal, period=today.year, today=today
    )
    assert page.missing == ()
    assert page.twice == ()
    assert page.last == page.registered == workplace.read(count, filter=Filter())


def test_a_founding_that_is_killed_is_done_or_can_be_done_again(
    mortals: Nursery, home: Path
) -> None:
    """What was said to be founded opens; what was not either opens or is founded anew."""
    chance = random.Random()
    for _ in range(FOUNDINGS):
        mortals.said.clear()
        mortals.kill_one("found", chance.uniform(0, 0.06))
        try:
            open_workplace(home).close()
        except Refusal as refusal:
            if mortals.said or refusal.reason is not Reason.NOT_FOUNDED:
                raise
            mortal.begin(home)
        workplace = open_workplace(home)
        assert check(workplace).findings == ()
        workplace.close()
        shutil.rmtree(home)
