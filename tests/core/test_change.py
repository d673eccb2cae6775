"""Changes and the ids of what they are about."""

import random

from hypothesis import given
from hypothesis import strategies as st

from edo.change import Stamp, Touched, is_id, named_id, new_id
from edo.clock import COUNTER_BITS
from tests.builders import TODAY, hlc, stamp

ALPHABET = set("0123456789abcdefghjkmnpqrstvwxyz")
TIMES = st.integers(0, (1 << 45) - 1)


@given(TIMES, TIMES, st.randoms(use_true_random=False))
def test_ids_grow_with_time(one: int, other: int, chance: random.Random) -> None:
    """Whatever chance adds, an id of a later millisecond sorts later, as text and in the index."""
    first = new_id("d", one << COUNTER_BITS | 9, chance.randbytes)
    second = new_id("d", other << COUNTER_BITS, chance.randbytes)
    if one != other:
        assert (first < second) == (one < other)
    assert is_id("d", first)
    assert set(first[1:]) <= ALPHABET


def test_ids_of_one_moment_are_told_apart_by_chance() -> None:
    """Two workplaces that begin something in the same millisecond do not meet."""
    chance = random.Random(1)
    made = {new_id("d", hlc(), chance.randbytes) for _ in range(2000)}
    assert len(made) == 2000


@given(st.binary(min_size=10, max_size=32), st.binary(min_size=10, max_size=32))
def test_a_digest_stands_for_one_id(one: bytes, other: bytes) -> None:
    """The same digest always names the same subject, and another another."""
    assert named_id("d", one) == named_id("d", one)
    assert (named_id("d", one) == named_id("d", other)) == (one[:10] == other[:10])
    assert set(named_id("d", one)[1:]) <= ALPHABET


@given(st.text(max_size=20) | st.from_regex(r"d[0-9a-z]{15,17}", fullmatch=True))
def test_what_nobody_made_is_no_id(text: str) -> None:
    """A misspelt id is told from a made one by its form."""
    fits = len(text) == 17 and text[0] == "d" and set(text[1:]) <= ALPHABET
    assert is_id("d", text) == fits


def test_a_stamp_knows_its_day_its_name_and_its_place() -> None:
    """What is asked of a stamp is folded from its fields."""
    made = stamp(hlc(hour=14, minute=5), segment="ab", line=3)
    assert made.on == TODAY
    assert (made.at.hour, made.at.minute) == (14, 5)
    assert made.name == "ab:3"
    assert made.order == (made.hlc, made.dev, made.seq, 3, "ab")


@given(st.lists(st.tuples(TIMES, st.sampled_from("ab"), st.integers(1, 3)), unique=True))
def test_stamps_sort_by_time_first(times: list[tuple[int, str, int]]) -> None:
    """Then by device, then by its log: an order on which all workplaces agree."""
    stamps = [
        Stamp(hlc=time, person="p", dev=dev, seq=seq, line=0, segment="", space="", authority=0)
        for time, dev, seq in times
    ]
    in_order = sorted(stamps, key=lambda one: one.order)
    assert [(one.hlc, one.dev, one.seq) for one in in_order] == sorted(times)


def test_touched_is_a_value() -> None:
    """Two commits that changed the same say the same."""
    assert Touched(frozenset({"d1"})) == Touched(frozenset({"d1"}))
