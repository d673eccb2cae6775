"""Carriers that fail do so as they should: by kind, by seed, no longer than they are told."""

from pathlib import Path
from random import Random

import pytest

from edo.errors import UnreachableError
from edo.share.carrier import Outcome, Put
from edo.share.trouble import Trouble
from tests.share.carriers import Crash, CrashAt, MemoryCarrier
from tests.share.faulty import USUAL, Fault, Faults, FaultyCarrier, FaultyShare

WORST = Faults(
    **{fault.value: 0.1 for fault in Fault},
    longest=20,
)


def share(faults: Faults, seed: int = 1) -> tuple[FaultyShare, FaultyCarrier, FaultyCarrier]:
    """Return a share that fails, and two views of it."""
    made = FaultyShare(MemoryCarrier(), Random(seed), faults)
    return made, made.view("a"), made.view("b")


def play(made: FaultyShare, steps: int) -> None:
    """Ask a share for this and that from all its views."""
    chance = Random(7)
    for step in range(steps):
        view = chance.choice(made.views)
        name = f"heads/{chance.randrange(50)}"
        try:
            match chance.randrange(5):
                case 0:
                    view.put_new(f"log/{view.who}/{step}", name.encode())
                case 1:
                    view.claim(name, f"{view.who} {step}".encode())
                case 2:
                    list(view.list(f"log/{view.who}"))
                case 3:
                    view.read(name, 100)
                case _:
                    view.read(f"log/{view.who}/{chance.randrange(step + 1)}", 100)
        except UnreachableError:
            continue


def test_one_seed_is_one_history() -> None:
    """The same seed fails in the same way at the same moments; another seed does not."""
    shares = [share(WORST, seed)[0] for seed in (1, 1, 2)]
    for made in shares:
        play(made, 300)
    assert shares[0].trace == shares[1].trace != shares[2].trace
    assert shares[0].injected == shares[1].injected
    assert shares[0].inner.objects == shares[1].inner.objects


def test_every_fault_happens_and_is_counted() -> None:
    """Of all the kinds of fault none is only promised."""
    made, *_ = share(WORST)
    play(made, 3_000)
    assert set(made.injected) == set(Fault)


def test_an_error_says_nothing_of_what_was_done() -> None:
    """An act that answers with an error was done, or was not."""
    made, one, _ = share(Faults(error_after=1))
    with pytest.raises(UnreachableError):
        one.put_new("heads/a", b"first")
    assert made.inner.look("heads/a") == b"first"
    made.faults = Faults(error_before=1)
    with pytest.raises(UnreachableError):
        one.put_new("heads/b", b"first")
    assert made.inner.look("heads/b") is None


def test_what_one_writes_others_see_later() -> None:
    """A delayed object is there for its writer, not yet for others, and in the end for all."""
    made, one, other = share(Faults(delay=1, longest=1_000), seed=3)
    one.put_new("heads/a", b"first")
    assert one.read("heads/a", 100) == b"first"
    assert other.read("heads/a", 100) is None
    assert list(other.list("heads")) == []
    assert other.put_new("heads/b", b"second") is Put.CREATED
    for _ in range(1_000):
        other.read("heads/none", 100)
    assert other.read("heads/a", 100) == b"first"
    one.put_new("heads/c", b"third")
    made.calm()
    assert sorted(other.list("heads")) == ["a", "b", "c"]


def test_a_share_is_exclusive_unless_it_is_made_to_lie() -> None:
    """However badly it behaves, a claim has one winner; only a liar gives it twice."""
    for faults, winners in ((USUAL, {1}), (Faults(two_winners=1), {2})):
        made, one, other = share(faults)
        found = set[int]()
        for n in range(200):
            won = 0
            for view in (one, other):
                try:
                    claim = view.claim(f"claims/{n}", view.who.encode())
                    won += claim.outcome is Outcome.MINE
                except UnreachableError:
                    continue
            if len(made.inner.objects) > n:
                found.add(won)
        assert max(found) == max(winners)


def test_a_lie_ends_with_one_of_the_two() -> None:
    """Each winner believes its own token for a while; then all read the same one."""
    made, one, other = share(Faults(two_winners=1, longest=5))
    one.claim("claims/1", b"one")
    assert other.claim("claims/1", b"other").outcome is Outcome.MINE
    assert other.read("claims/1", 100) == b"other"
    made.calm()
    assert one.read("claims/1", 100) == other.read("claims/1", 100)


def test_a_share_goes_and_comes_back() -> None:
    """Gone, empty, read-only and full are states of one workplace's view that end."""
    made, one, other = share(Faults())
    one.put_new("heads/a", b"first")
    one.fall(Fault.GONE, 2)
    with pytest.raises(UnreachableError) as error:
        one.read("heads/a", 100)
    assert error.value.reason == Trouble.GONE
    assert other.read("heads/a", 100) == b"first"
    assert one.read("heads/a", 100) == b"first"
    one.fall(Fault.EMPTY, 3)
    assert one.read("heads/a", 100) is None
    assert one.put_new("heads/b", b"into nowhere") is Put.CREATED
    made.calm()
    assert sorted(one.list("heads")) == ["a"]
    for state, trouble in ((Fault.FULL, Trouble.FULL), (Fault.READ_ONLY, Trouble.READ_ONLY)):
        one.fall(state, 3)
        with pytest.raises(UnreachableError) as error:
            one.put_new("heads/c", b"third")
        assert error.value.reason == trouble
        assert one.read("heads/a", 100) == b"first"
        made.calm()


def test_a_share_comes_back_older() -> None:
    """A rollback takes away what was written since; a power cut only the last of it."""
    made, one, _ = share(Faults(rollback=1e-9))
    one.put_new("heads/a", b"first")
    for n in range(60):
        one.put_new(f"heads/{n}", b"later")
    made.roll_back()
    assert len(made.inner.objects) < 61
    made.calm()
    one.put_new("heads/kept", b"kept")
    for n in range(20):
        one.put_new(f"heads/last{n}", b"last")
    made.power_cut(20)
    assert made.inner.look("heads/kept") == b"kept"
    assert made.injected[Fault.LOST]


def test_a_program_ends_at_every_operation() -> None:
    """Whatever the k-th operation is, the program ends before it or after it."""
    for k in range(1, 7):
        for after in (False, True):
            memory = MemoryCarrier()
            carrier = CrashAt(memory, k, after=after)
            with pytest.raises(Crash):
                _all_acts(carrier)
            assert carrier.operations == k
            assert ("heads/a" in memory.objects) == (k > 1 or after) * (k < 6 or not after)
    carrier = CrashAt(MemoryCarrier())
    _all_acts(carrier)
    assert carrier.operations == 6


def _all_acts(carrier: CrashAt) -> None:
    carrier.put_new("heads/a", b"first")
    carrier.read("heads/a", 100)
    list(carrier.list("heads"))
    carrier.claim("claims/a", b"token")
    carrier.copy_out("heads/none", Path("never"), 100)
    carrier.drop_own("heads/a")
