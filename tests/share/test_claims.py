"""Claims on numbers: a chain nobody can take twice, whatever lies on the share."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from edo import keys
from edo.domain.document import ORDINAL_LIMIT
from edo.domain.roster import Device, Roster, Told
from edo.errors import DamagedError, OutdatedError, Reason, Refusal, UnreachableError
from edo.share import frame
from edo.share.carrier import LIST_LIMIT, Carrier, Claim, Outcome, Put
from edo.share.claiming import NUMBER_UNKNOWN, PATIENCE, SILENCE, Chain, Doubt, Link, Want
from edo.share.claims import (
    COUNT_LIMIT,
    TOKEN,
    Claimer,
    Series,
    Token,
    beside,
    nonce,
    verify,
)
from tests.share.carriers import MemoryCarrier, at_once

SERIES = Series("org", "o1", "j1", 2026)
BURNT = 1
"""Numbers one heap of junk under one name costs."""


@dataclass
class Office:
    """Some workplaces at one share; each remembers its own end of the chain.

    Attributes:
        share: what they see.
        at: their wall clock, milliseconds.
        ends, doubts: what each remembers.
    """

    share: MemoryCarrier = field(default_factory=MemoryCarrier)
    at: int = 1_000_000
    claimers: list[Claimer] = field(default_factory=list[Claimer])
    ends: dict[int, int] = field(default_factory=dict[int, int])
    doubts: dict[int, dict[int, Doubt]] = field(default_factory=dict[int, dict[int, Doubt]])

    @property
    def roster(self) -> Roster:
        """The roster of all their devices."""
        told = Told()
        for claimer in self.claimers:
            told.add_device(claimer.key.name, Device(claimer.key.public, claimer.person, 0))
        return Roster(told)

    def chain(self, who: int, carrier: Carrier | None = None) -> Chain:
        """Return the chain as a workplace remembers it."""
        return Chain(
            carrier or self.share,
            SERIES,
            self.roster,
            self.claimers[who],
            self.ends.get(who, 0),
            self.doubts.setdefault(who, {}),
            lambda: self.at,
            at_once,
        )

    def take(self, who: int, want: Want, carrier: Carrier | None = None) -> list[int]:
        """Let a workplace claim numbers; return those that are its own to give."""
        chain = self.chain(who, carrier)
        try:
            link = chain.take(want)
        finally:
            self.ends[who] = chain.end
        return given(link)


def given(link: Link | None) -> list[int]:
    """Return the numbers a claim gives, those it leaves open aside."""
    token = link.token if link else None
    return [*range(token.n + token.free, token.last + 1)] if token else []


def want(document: str, **more: Any) -> Want:
    """Want a number for a document."""
    return Want(document, nonce(document), **more)


@pytest.fixture
def office() -> Office:
    """Four workplaces."""
    chance = random.Random(1)
    return Office(claimers=[Claimer(keys.make(chance.randbytes), f"p{n}") for n in range(4)])


def test_workplaces_in_turn_count_without_a_gap(office: Office) -> None:
    """Whoever comes next takes the next number, though nobody told them the last."""
    numbers = [office.take(n % 4, want(f"d{n}")) for n in range(20)]
    assert numbers == [[n] for n in range(1, 21)]


def test_a_batch_takes_one_file(office: Office) -> None:
    """Numbers for many documents are one claim, and the next workplace goes on behind it."""
    assert office.take(0, want("batch", count=500)) == [*range(1, 501)]
    assert office.take(1, want("d1")) == [501]
    assert len(office.share.objects) == 2


def test_a_number_by_hand_is_reached_by_one_claim(office: Office) -> None:
    """What is left open before it stays open, and who comes too late is told so."""
    office.take(0, want("d1"))
    assert office.take(1, want("d12", reach=12)) == [12]
    assert office.take(0, want("late", reach=9)) == []
    assert office.take(0, want("d13")) == [13]
    link = office.chain(2).covering(7)
    assert link is not None
    assert link.token is not None
    assert (link.n, link.token.free) == (2, 10)


def test_numbers_given_before_the_share_was_there_are_covered_once(office: Office) -> None:
    """However many they are, and whoever covers them first."""
    first, second = office.chain(0), office.chain(1)
    first.cover(COUNT_LIMIT + 5, "mine")
    second.cover(COUNT_LIMIT + 3, "yours")
    assert second.end == COUNT_LIMIT + 5
    assert len(office.share.objects) == 2
    assert office.take(1, want("d1")) == [COUNT_LIMIT + 6]


def test_a_retry_gives_the_same_number(office: Office) -> None:
    """Also when others have gone on since, and nothing is remembered."""
    assert office.take(0, want("d1")) == [1]
    assert office.take(1, want("d2")) == [2]
    office.ends.clear()
    assert office.take(0, want("d1")) == [1]
    assert len(office.share.objects) == 2


@dataclass
class Around:
    """A carrier at which something happens before or after every operation."""

    carrier: Carrier
    happens: Callable[[], None]

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name."""
        raise AssertionError(name, content)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        return self._do(lambda: self.carrier.read(name, limit))

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object."""
        raise AssertionError(name, target, limit)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names."""
        return iter(self._do(lambda: [*self.carrier.list(folder, limit)]))

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name."""
        return self._do(lambda: self.carrier.claim(name, token))

    def drop_own(self, name: str) -> None:
        """Remove an object."""
        raise AssertionError(name)

    def _do(self, act: Callable[[], Any]) -> Any:
        self.happens()
        answer = act()
        self.happens()
        return answer


@pytest.mark.parametrize("seed", range(40))
def test_however_they_interrupt_each_other_no_number_is_given_twice(
    office: Office, seed: int
) -> None:
    """Each operation of one may be interrupted by all that another does, and so on."""
    chance = random.Random(seed)
    names = count()
    numbers: list[int] = []
    depth = 0

    def happens() -> None:
        if depth < 3 and len(numbers) < 60 and chance.random() < 0.2:
            somebody()

    def somebody() -> None:
        nonlocal depth
        depth += 1
        many = chance.choice([1, 1, 1, 3])
        wanted = want(f"d{next(names)}", count=many)
        numbers.extend(office.take(chance.randrange(4), wanted, Around(office.share, happens)))
        depth -= 1

    for _ in range(12):
        somebody()
    assert sorted(numbers) == [*range(1, len(numbers) + 1)]


def test_an_answer_that_was_lost_gives_the_number_all_the_same(office: Office) -> None:
    """The share did it and said it did not."""

    class Deaf(MemoryCarrier):
        def claim(self, name: str, token: bytes) -> Claim:
            office.share.claim(name, token)
            raise UnreachableError("share_timeout")

    with pytest.raises(UnreachableError):
        office.take(0, want("d1"), Deaf())
    assert office.take(1, want("d2")) == [2]
    assert office.take(0, want("d1")) == [1]


def plant(office: Office, n: int, data: bytes) -> None:
    """Put bytes in place of a claim."""
    office.share.plant(SERIES.name(n), data)


def stranger() -> Claimer:
    """Return somebody whose device no record lets in."""
    return Claimer(keys.make(random.Random(99).randbytes), "p9")


JUNK: dict[str, Callable[[Office], bytes]] = {
    "nothing": lambda _office: b"",
    "garbage": lambda _office: b"\0" * 100,
    "too much": lambda _office: b"EDCL1\n" + b"x" * 10_000,
    "a stranger's claim": lambda _office: stranger().token(SERIES, 1, document="d9", nonce="n"),
    "a claim of another number": lambda office: office.claimers[1].token(
        SERIES, 2, document="d9", nonce="n"
    ),
    "a claim of another journal": lambda office: office.claimers[1].token(
        Series("org", "o1", "j2", 2026), 1, document="d9", nonce="n"
    ),
    "a claim of another year": lambda office: office.claimers[1].token(
        Series("org", "o1", "j1", 2025), 1, document="d9", nonce="n"
    ),
    "a claim of another organisation": lambda office: office.claimers[1].token(
        Series("org2", "o1", "j1", 2026), 1, document="d9", nonce="n"
    ),
    "a claim beside the sequence": lambda office: office.claimers[1].token(
        SERIES, 1, beside="x", document="d9", nonce="n"
    ),
    "a claim with another's words": lambda office: (
        office.claimers[1].token(SERIES, 1, document="d9", nonce="n").replace(b"d9", b"d8")
    ),
    "a claim of which one bit reads as a newer release": lambda office: (
        office.claimers[1].token(SERIES, 1, document="d9", nonce="n").replace(b'"v":1', b'"v":9')
    ),
    "half a claim": lambda office: office.claimers[1].token(SERIES, 1, document="d9", nonce="n")[
        :150
    ],
}


@pytest.mark.parametrize("kind", JUNK)
def test_what_is_no_claim_costs_one_number_and_a_minute(office: Office, kind: str) -> None:
    """Nobody takes it for a claim, and nobody takes the number for free at once."""
    plant(office, 1, JUNK[kind](office))
    for _ in range(2):
        with pytest.raises(UnreachableError) as told:
            office.take(0, want("d1"))
        assert told.value.reason == NUMBER_UNKNOWN
        office.at += PATIENCE // 2 - 1
    office.at += 2
    assert office.take(0, want("d1")) == [1 + BURNT]
    assert office.doubts[0] == {}


def test_a_heap_of_junk_is_waited_for_once(office: Office) -> None:
    """Thousands of files made by somebody without a key cost their numbers, not hours."""
    for n in range(1, 91):
        plant(office, n, b"junk")
    with pytest.raises(UnreachableError):
        office.take(0, want("d1"))
    office.at += PATIENCE
    assert office.take(0, want("d1")) == [91]


def test_junk_that_changes_is_new_junk(office: Office) -> None:
    """A slow writer is not run over as long as something comes."""
    for size in (10, 20, 30):
        plant(office, 1, b"x" * size)
        with pytest.raises(UnreachableError):
            office.take(0, want("d1"))
        office.at += PATIENCE


def test_a_claim_still_being_written_is_honoured_when_it_is_whole(office: Office) -> None:
    """Whoever saw the half of it goes on behind all of it."""
    whole = office.claimers[1].token(SERIES, 1, count=3, document="d9", nonce="n")
    plant(office, 1, whole[:40])
    with pytest.raises(UnreachableError):
        office.take(0, want("d1"))
    plant(office, 1, whole)
    office.at += PATIENCE
    assert office.take(0, want("d1")) == [4]


def test_who_was_run_over_and_who_ran_over_never_have_one_number(office: Office) -> None:
    """A writer that slept in the middle of a claim of three wakes up at any moment."""
    whole = office.claimers[1].token(SERIES, 1, count=3, document="d9", nonce=nonce("d9"))
    for moment in range(6):
        office.share.restore({})
        office.ends.clear()
        office.doubts.clear()
        plant(office, 1, whole[:40])
        with pytest.raises(UnreachableError):
            office.take(0, want("d1"))
        office.at += PATIENCE
        left = [moment]

        def wake(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                plant(office, 1, whole)

        runner = office.take(0, want("d1"), Around(office.share, wake))
        plant(office, 1, whole)
        sleeper = office.take(1, want("d9", count=3))
        assert set(runner).isdisjoint(sleeper)
        assert len(sleeper) == 3


def test_a_name_that_cannot_be_read_is_waited_for_a_day(office: Office) -> None:
    """It may be a claim of many numbers; only what nobody could read for long is passed over."""

    class Locked(MemoryCarrier):
        def claim(self, name: str, token: bytes) -> Claim:
            if name == SERIES.name(1):
                return Claim(Outcome.UNKNOWN)
            return office.share.claim(name, token)

        def read(self, name: str, limit: int) -> bytes | None:
            return office.share.read(name, limit)

    for _ in range(3):
        with pytest.raises(UnreachableError):
            office.take(0, want("d1"), Locked())
        office.at += SILENCE // 3 + 1
    assert office.take(0, want("d1"), Locked()) == [2]


def test_who_was_away_for_long_does_not_read_it_all(office: Office) -> None:
    """The last bucket's listing tells where the chain ends."""
    for n in range(1, 2501):
        office.take(0, want(f"d{n}"))
    asked = 0

    def one() -> None:
        nonlocal asked
        asked += 1

    assert office.take(1, want("late"), Around(office.share, one)) == [2501]
    assert asked < 2 * 20


def test_following_reads_the_whole_chain_and_what_is_known_only_once(office: Office) -> None:
    """In parts, if it is told so."""
    for n in range(1, 8):
        office.take(0, want(f"d{n}", count=n))
    chain = office.chain(1)
    chain.follow(lambda _n: 0, 4)
    assert [link.n for link in chain.links] == [1, 2, 4, 7]
    chain.follow(lambda _n: 0, 100)
    assert (len(chain.links), chain.end) == (7, 28)
    known = {link.n: link.last for link in chain.links}
    again = office.chain(2)
    again.follow(lambda n: known.get(n, 0), 100)
    assert (again.links, again.end) == ([], 28)


def test_beside_the_sequence_one_has_it(office: Office) -> None:
    """A number with a letter, or one that was left open, goes to who claims it first."""
    tail = beside("-А")
    assert tail == beside("-а")
    first = office.chain(0).take_beside(12, tail, want("d1"))
    assert first.token is not None
    assert office.chain(0).take_beside(12, tail, want("d1")) == first
    with pytest.raises(Refusal) as refusal:
        office.chain(1).take_beside(12, tail, want("d2"))
    assert refusal.value.reason is Reason.NUMBER_TAKEN
    assert office.chain(1).take_beside(12, beside("/1"), want("d2")).token is not None
    office.share.plant(SERIES.name(13, tail), b"junk")
    with pytest.raises(Refusal):
        office.chain(1).take_beside(13, tail, want("d3"))


@pytest.mark.parametrize(
    "more",
    [{"n": ORDINAL_LIMIT, "count": 2}, {"count": 2, "free": 3}, {"beside": "x", "count": 2}],
)
def test_a_claim_beyond_all_limits_is_none(office: Office, more: dict[str, Any]) -> None:
    """Signed or not."""
    n = more.pop("n", 1)
    data = office.claimers[0].token(SERIES, n, document="d1", nonce="n", **more)
    with pytest.raises(DamagedError):
        verify(data, SERIES, n, office.roster, more.get("beside", ""))


@pytest.mark.parametrize(
    "field",
    [("n", 0), ("count", 0), ("count", COUNT_LIMIT + 1), ("free", -1), ("nonce", "n" * 200)],
)
def test_a_claim_of_nonsense_is_none(office: Office, field: tuple[str, Any]) -> None:
    """Its fields are held to their limits before they are used."""
    token = Token(
        v=1,
        org="org",
        journal="j1",
        period=2026,
        n=1,
        dev=office.claimers[0].key.name,
        person="p0",
        document="d1",
        nonce="n",
    )
    said = msgspec.structs.replace(token, **{field[0]: field[1]})
    data = frame.seal(TOKEN, said, office.claimers[0].key)
    with pytest.raises(DamagedError):
        verify(data, SERIES, said.n, office.roster)


def test_a_claim_of_a_newer_release_asks_for_an_update(office: Office) -> None:
    """It is not junk: running over it would give a number twice."""
    token = Token(
        v=2, org="org", journal="j1", period=2026, n=1, dev="x", person="", document="", nonce=""
    )
    plant(office, 1, frame.seal(TOKEN, token, office.claimers[1].key))
    with pytest.raises(OutdatedError):
        office.take(0, want("d1"))


def test_numbers_come_to_an_end(office: Office) -> None:
    """Behind the greatest ordinal there is none, and too many at once are refused."""
    office.ends[0] = ORDINAL_LIMIT
    for wanted in (want("d1"), want("d2", count=COUNT_LIMIT + 1)):
        with pytest.raises(Refusal) as refusal:
            office.take(0, wanted)
        assert refusal.value.reason is Reason.TOO_MANY_NUMBERS
    assert office.share.objects == {}
