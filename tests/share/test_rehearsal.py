"""Computers race for names to learn whether their share can be trusted with numbers."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from edo.share.carrier import Carrier
from edo.share.folder import FolderCarrier
from edo.share.rehearsal import LATELY, Rehearsal, Rehearsing, Result, Verdict, judge, rehearse
from tests.share.carriers import MemoryCarrier, at_once
from tests.share.faulty import Faults, FaultyShare

CLAIMS = 20
NOW = 1_800_000_000_000


def race(*carriers: Carrier, ahead: int = 0) -> Rehearsal:
    """Let computers a, b, … race in turns, the first of them some names ahead."""
    parts = [
        Rehearsing(carrier, dev, "test", CLAIMS)
        for carrier, dev in zip(carriers, "abcd", strict=False)
    ]
    for part in parts:
        part.arrive()
    races = [part.race() for part in parts]
    for _ in range(ahead):
        next(races[0], None)
    turn = Random(1)
    for _ in range(CLAIMS):
        for going in turn.sample(races, len(races)):
            next(going, None)
    for part in parts:
        part.report()
    found = [judge(part.id, part.present(), part.results()) for part in parts]
    assert all(one == found[0] for one in found)
    for part in parts:
        part.tidy()
    return found[0]


def test_an_honest_share_is_exclusive() -> None:
    """Every name has one winner, everybody won something, and the names are free again."""
    memory = MemoryCarrier()
    found = race(memory, memory, memory)
    assert found.verdict is Verdict.EXCLUSIVE
    assert found.devs == ("a", "b", "c")
    assert sum(found.won.values()) == CLAIMS
    assert list(memory.list("probe/rehearsal-test/n")) == []
    assert len(list(memory.list("probe/rehearsal-test/won"))) == 3


def test_a_lying_share_is_found_out() -> None:
    """A share that gives a name to two now and then does not pass."""
    for likely in (1.0, 0.3):
        share = FaultyShare(MemoryCarrier(), Random(1), Faults(two_winners=likely))
        found = race(share.view("a"), share.view("b"))
        assert found.verdict is Verdict.LIES
        assert found.twice


def test_what_was_seen_is_compared() -> None:
    """Two winners, or two opinions on the winner, are a lie, whoever else has not finished."""
    a, b = Result("a", ("a", "b")), Result("b", ("a", "b"))
    assert judge("1", ["a", "b"], [a, b]).verdict is Verdict.EXCLUSIVE
    found = judge("1", ["a", "b"], [a, Result("b", ("b", "b"))])
    assert (found.verdict, found.twice) == (Verdict.LIES, (0,))
    found = judge("1", ["a", "b", "c"], [a, b, Result("c", ("b", "c"))])
    assert (found.verdict, found.twice) == (Verdict.LIES, (0, 1))
    assert judge("1", ["a", "b", "c"], [a, Result("b", ("b", "b"))]).verdict is Verdict.LIES


def test_a_race_that_shows_nothing_proves_nothing() -> None:
    """Alone, unfinished, in the dark or one after the other: the share stays eventual."""
    a, b = Result("a", ("a", "b")), Result("b", ("a", "b"))
    assert judge("1", ["a"], [a]).verdict is Verdict.ALONE
    assert judge("1", [], []).verdict is Verdict.ALONE
    assert judge("1", ["a", "b", "c"], [a, b]).verdict is Verdict.UNFINISHED
    found = judge("1", ["a", "b"], [a, Result("b", ("a", ""))])
    assert (found.verdict, found.unknown) == (Verdict.UNFINISHED, 1)
    memory = MemoryCarrier()
    assert race(memory, memory, ahead=CLAIMS).verdict is Verdict.NO_RACE


def test_whoever_comes_alone_is_told_so() -> None:
    """Nobody else came: nothing is claimed, and nobody is kept waiting by a ghost."""
    memory = MemoryCarrier()
    heard: list[int] = []
    found = rehearse(memory, "a", wait=0, sleep=at_once, tell=heard.append)
    assert found.verdict is Verdict.ALONE
    assert heard == [1]
    assert memory.objects == {}


def test_computers_find_one_another() -> None:
    """Whoever comes later joins the first rehearsal that still waits, and leaves its own."""
    memory = MemoryCarrier()
    early = Rehearsing(memory, "a", f"{NOW - 5_000:013}-00000000", CLAIMS)
    old = Rehearsing(memory, "ghost", f"{NOW - LATELY:013}-00000000", CLAIMS)
    begun = Rehearsing(memory, "late", f"{NOW - 9_000:013}-00000000", CLAIMS)
    for part in (old, begun, early):
        part.arrive()
    next(begun.race())
    memory.plant("probe/rehearsal-nonsense/here/x", b"here")
    steps = early.race()

    def go_on(_: float) -> None:
        """Do the first computer's part whenever the second waits."""
        next(steps, None)
        if len(early._owners) == CLAIMS:
            early.report()

    found = rehearse(memory, "b", claims=CLAIMS, at=lambda: NOW, sleep=go_on)
    assert found.id == early.id
    assert found.devs == ("a", "b")
    assert found.verdict in (Verdict.EXCLUSIVE, Verdict.NO_RACE)


def test_junk_among_the_results_is_stepped_over() -> None:
    """What a stranger lays among the results is no result, and the rest still counts."""
    memory = MemoryCarrier()
    part = Rehearsing(memory, "a", "test", CLAIMS)
    folder = "probe/rehearsal-test/won"
    for name, data in {
        "junk": b"\xff",
        "deep": b"[" * 10_000,
        "b": b'{"dev":"c","owners":[]}',
        "c": b'{"dev":"c","owners":["a"]}',
        "n" * 110: b"{}",
    }.items():
        memory.plant(f"{folder}/{name}", data)
    part.arrive()
    assert len(list(part.race())) == CLAIMS
    part.report()
    assert [result.dev for result in part.results()] == ["a"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
def test_a_real_folder_never_gives_a_name_twice(tmp_path: Path, *, links: bool) -> None:
    """Three computers, threads here, rehearse in one folder: no name has two winners."""
    with ThreadPoolExecutor(3) as pool:
        going = [
            pool.submit(
                rehearse,
                FolderCarrier(tmp_path, dev=dev, links=links),
                dev,
                id="test",
                others=2,
                claims=CLAIMS,
            )
            for dev in "abc"
        ]
        found = [one.result() for one in going]
    assert {one.twice for one in found} == {()}
    assert {one.verdict for one in found} <= {Verdict.EXCLUSIVE, Verdict.NO_RACE}


def test_a_rehearsal_that_ended_is_nobodys_to_join() -> None:
    """Neither one nobody came to, nor one that was raced to its end a moment ago."""
    memory = MemoryCarrier()
    assert rehearse(memory, "a", wait=0, at=lambda: NOW, sleep=at_once).verdict is Verdict.ALONE
    ended = Rehearsing(memory, "a", f"{NOW - 1}-00000000", CLAIMS)
    ended.arrive()
    ended.report()
    again = rehearse(memory, "b", wait=0, at=lambda: NOW, sleep=at_once)
    assert (again.verdict, again.devs) == (Verdict.ALONE, ("b",))
    assert again.id not in (ended.id, "")


def test_who_has_moved_to_an_earlier_rehearsal_stays_there() -> None:
    """Its first computer may begin to race before the newcomer has seen it."""
    memory = MemoryCarrier()
    first = Rehearsing(memory, "a", f"{NOW - 1}-00000000", CLAIMS)
    seen: list[int] = []

    def tell(here: int) -> None:
        seen.append(here)
        if len(seen) == 2:  # the newcomer has moved: the first one sees it and begins
            assert first.present() == ["a", "b"]
            next(first.race())

    first.arrive()
    found = rehearse(memory, "b", claims=CLAIMS, wait=0.2, at=lambda: NOW, sleep=at_once, tell=tell)
    assert found.id == first.id
    assert seen[-1] == 2
