"""Packs: the form of a pack, and what is read of a spoilt or foreign one."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keys, segment
from edo.errors import DamagedError, OutdatedError
from edo.segment import Line, Log
from edo.share import frame, layout, packs
from edo.share.collect import PendingError
from edo.share.packs import Index, Pack, Place
from tests.share.carriers import MemoryCarrier

KEY = keys.make(bytes)
PLACE = Place("org", "common", KEY.name)
FIRST, COUNT = 5, 3
TOLD = (FIRST, FIRST + COUNT - 1)


def stored() -> list[bytes]:
    """Make the bytes of a few segments of a log."""
    prev, made = "", list[bytes]()
    for seq in range(FIRST, FIRST + COUNT):
        log = Log("org", "common", KEY.name, "inst", seq, prev, (0, ""))
        line = Line("d1", "document.begun", seq, "p1", (), msgspec.Raw(b"{}"))
        sealed = segment.seal([line], log, KEY)
        made.append(sealed.data)
        prev = sealed.hash
    return made


def pack() -> bytes:
    """Make a pack of them."""
    return packs.seal(PLACE, FIRST, stored(), KEY)


def read(data: bytes, place: Place = PLACE, told: tuple[int, int] = TOLD) -> Pack:
    """Read a pack as one found under its name."""
    return packs.verify(data, place, told, KEY.public)


def indexed(**other: object) -> bytes:
    """Make a pack whose index its owner signed, but which says something else."""
    body = b"".join(stored())
    fields: dict[str, object] = msgspec.structs.asdict(read(pack()).index)
    return frame.seal(packs.KIND, fields | other, KEY) + body


def test_a_pack_gives_back_its_segments_byte_for_byte() -> None:
    """Nothing in a pack is made anew: what was signed is what is read."""
    assert list(read(pack()).segments()) == list(enumerate(stored(), start=FIRST))


def test_the_same_segments_make_the_same_pack() -> None:
    """A pack that is made again after a crash lies under its name already."""
    assert pack() == pack()


@given(st.integers(min_value=0))
def test_a_pack_that_is_short_may_still_come(cut: int) -> None:
    """A beginning of a pack, of whatever length, is waited for."""
    whole = pack()
    with pytest.raises(PendingError):
        read(whole[: cut % len(whole)])


@given(st.integers(min_value=0), st.integers(0, 7))
def test_no_bit_of_a_pack_may_turn(at: int, bit: int) -> None:
    """A pack with one other bit gives nothing."""
    spoilt = bytearray(pack())
    spoilt[at % len(spoilt)] ^= 1 << bit
    with pytest.raises((DamagedError, PendingError)):
        read(bytes(spoilt))


def test_a_pack_counts_at_its_own_place_only() -> None:
    """A pack moved to another log, space, organisation or name gives nothing."""
    for place in (
        Place("other", "common", KEY.name),
        Place("org", "office", KEY.name),
        Place("org", "common", "a" * 16),
    ):
        with pytest.raises(DamagedError):
            read(pack(), place)
    with pytest.raises(DamagedError):
        read(pack(), told=(FIRST, FIRST + COUNT))


def test_a_pack_counts_by_the_key_of_its_device_only() -> None:
    """Who has no key of the device makes no packs of its log."""
    other = keys.make(lambda size: b"\1" * size)
    with pytest.raises(DamagedError, match="pack_signature"):
        read(packs.seal(PLACE, FIRST, stored(), other))


@pytest.mark.parametrize(
    "lie",
    [
        {"lens": ()},
        {"lens": (1,) * (packs.SEGMENTS_LIMIT + 1)},
        {"lens": (0, 1, 2)},
        {"lens": (segment.STORED_LIMIT + 1, 1, 1)},
        {"lens": (packs.BODY_LIMIT, 1, 1)},
        {"last": FIRST + COUNT},
        {"first": 0},
        {"first": -1},
        {"lens": [len(one) - 1 for one in stored()]},
        {"sha256": ""},
    ],
)
def test_an_index_that_does_not_fit_is_refused(lie: dict[str, object]) -> None:
    """Counts, sizes and limits are looked at before anything is cut out."""
    with pytest.raises(DamagedError):
        read(indexed(**lie))


def test_a_newer_pack_is_left_for_a_newer_release() -> None:
    """A pack of another version is no damage."""
    with pytest.raises(OutdatedError):
        read(indexed(v=packs.VERSION + 1))


def test_a_pack_that_is_too_large_is_not_looked_into() -> None:
    """The limit holds before anything else."""
    with pytest.raises(DamagedError, match="pack_too_large"):
        read(bytes(packs.SIZE_LIMIT + 1))


def test_a_pack_is_made_within_its_limits_only() -> None:
    """None at all, one too many, or too many bytes are not packed."""
    one = stored()[0]
    for many in ([], [one] * (packs.SEGMENTS_LIMIT + 1), [bytes(packs.BODY_LIMIT), one]):
        with pytest.raises(ValueError, match=r"^\d+$"):
            packs.seal(PLACE, 1, many, KEY)


def test_the_index_of_a_full_pack_fits_its_limit() -> None:
    """A thousand segments of any size can be told of."""
    index = Index(
        v=1,
        org="o" * 64,
        space="s" * 64,
        dev=KEY.name,
        first=(1 << 63) - 1001,
        last=(1 << 63) - 2,
        lens=(segment.STORED_LIMIT,) * packs.SEGMENTS_LIMIT,
        sha256="f" * 64,
    )
    assert len(frame.seal(packs.KIND, index, KEY)) < packs.KIND.limit // 4


@pytest.mark.parametrize(
    ("there", "reaches", "lacking"),
    [
        ([], 0, [(1, 9)]),
        ([(1, 4), (5, 9)], 9, []),
        ([(1, 4), (3, 9)], 9, []),
        ([(5, 9), (1, 3)], 3, [(4, 4)]),
        ([(2, 9)], 0, [(1, 1)]),
        ([(1, 4)], 4, [(5, 9)]),
        ([(1, 20)], 20, []),
        ([(3, 4), (7, 12)], 0, [(1, 2), (5, 6)]),
    ],
)
def test_what_packs_cover_is_told_by_their_names(
    there: list[tuple[int, int]], reaches: int, lacking: list[tuple[int, int]]
) -> None:
    """Packs may overlap, and any may be missing."""
    share = MemoryCarrier()
    for told in there:
        share.plant(layout.pack("common", KEY.name, *told), b"")
    assert packs.covered(share, PLACE) == reaches
    assert list(packs.gaps(there, 9)) == lacking
