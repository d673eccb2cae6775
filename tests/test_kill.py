"""Killed at any moment, the program loses nothing it acknowledged and leaves no number open."""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

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

ROOT = Path(__file__).parents[1]
KILLS = 200
FOUNDINGS = 30
LOOKED_OVER = 50
"""After so many kills everything is verified, down to the signatures."""


@dataclass
class Mortals:
    """Children that work on one home until they are killed."""

    process: "subprocess.Popen[bytes]"
    home: Path
    said: list[list[str]] = field(default_factory=list[list[str]])
    rest: bytes = b""

    def kill_one(self, what: str, after: float) -> None:
        """Let a child work and kill it so many seconds after it was born, if it lives so long."""
        assert self.process.stdin is not None
        self.process.stdin.write(what.encode() + b"\n")
        self.process.stdin.flush()
        child = int(self.hear(60, "child")[1])
        self.hear(after, "dead")
        os.kill(child, signal.SIGKILL)
        self.hear(60, "dead")

    def hear(self, seconds: float, awaited: str) -> list[str]:
        """Listen until a word is said, or for so long."""
        assert self.process.stdout is not None
        end = monotonic() + seconds
        while True:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                words = line.decode().split()
                assert words[0] != "failed", words
                if words[0] == awaited:
                    return words
                self.said.append(words)
            left = max(end - monotonic(), 0)
            if not select.select([self.process.stdout], [], [], left)[0]:
                return []
            heard = os.read(self.process.stdout.fileno(), 65536)
            assert heard, "the nursery itself died"
            self.rest += heard


@pytest.fixture
def mortals(tmp_path: Path) -> Iterator[Mortals]:
    """Start the program whose children are killed."""
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mortal", str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        yield Mortals(process, home)


@pytest.mark.timeout(300)
def test_hundreds_of_kills_lose_nothing(mortals: Mortals) -> None:
    """Every registration, annulment and file that was acknowledged is there with its number."""
    mortal.begin(mortals.home)
    chance = random.Random()
    looked_at = 0
    for n in range(1, KILLS + 1):
        mortals.kill_one("work", chance.uniform(0.005, 0.1))
        workplace = open_workplace(mortals.home)
        try:
            if n % LOOKED_OVER == 0 or n == KILLS:
                assert check(workplace).findings == ()
                looked_at = 0
            look_after(workplace, mortals.said[looked_at:])
        finally:
            workplace.close()
        looked_at = len(mortals.said)
    assert sum(words[0] == "registered" for words in mortals.said) > KILLS


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


def test_a_founding_that_is_killed_is_done_or_can_be_done_again(mortals: Mortals) -> None:
    """What was said to be founded opens; what was not either opens or is founded anew."""
    chance = random.Random()
    for _ in range(FOUNDINGS):
        mortals.said.clear()
        mortals.kill_one("found", chance.uniform(0, 0.06))
        try:
            open_workplace(mortals.home).close()
        except Refusal as refusal:
            if mortals.said or refusal.reason is not Reason.NOT_FOUNDED:
                raise
            mortal.begin(mortals.home)
        workplace = open_workplace(mortals.home)
        assert check(workplace).findings == ()
        workplace.close()
        shutil.rmtree(mortals.home)
