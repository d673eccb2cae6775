"""Bytes of a segment: whole and signed, or set aside; never more work than they are worth."""

import base64
import hashlib
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from edo import keys, segment
from edo.errors import DamagedError, OutdatedError
from edo.segment import (
    CHANGES_LIMIT,
    HEADER_LIMIT,
    MAGIC,
    RAW_LIMIT,
    STORED_LIMIT,
    Line,
    Log,
    Segment,
)
from tests.builders import hlc

KEY = keys.make()
LOG = Log("org", "o1", KEY.name, "inst", 7, "ab" * 32, (12, "cd" * 32))


def line(n: int = 0, data: bytes = b'{"reason":"\xd2\x9b"}') -> Line:
    """Make a line."""
    return Line(f"d{n}", "document.cancelled", hlc(minute=n), "p1", (":0",), msgspec.Raw(data))


SEALED = segment.seal([line(1), line(2)], LOG, KEY)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
data = st.dictionaries(words, words | st.integers() | st.none(), max_size=3)
many = st.lists(
    st.builds(
        Line,
        words,
        words,
        st.integers(0, (1 << 63) - 1),
        words,
        st.lists(words, max_size=3).map(tuple),
        data.map(lambda value: msgspec.Raw(json.dumps(value, ensure_ascii=False).encode())),
    ),
    min_size=1,
    max_size=30,
)


@given(many)
def test_what_was_sealed_comes_out_as_it_went_in(stated: list[Line]) -> None:
    """Every change, every byte of its data, and the place in the log."""
    sealed = segment.seal(stated, LOG, KEY)
    verified = segment.verify(sealed.data, KEY.public)
    assert verified == sealed
    assert segment.lines(verified) == stated
    assert [bytes(one.data) for one in segment.lines(verified)] == [
        bytes(one.data) for one in stated
    ]
    header = verified.header
    assert (header.org, header.space, header.dev) == (LOG.org, LOG.space, LOG.dev)
    assert (header.inst, header.seq, header.prev) == (LOG.inst, LOG.seq, LOG.prev)
    assert (header.n, header.auth) == (len(stated), LOG.authority)
    assert header.hlc == (stated[0].hlc, stated[-1].hlc)


def test_the_name_of_a_segment_is_the_hash_of_its_header_as_it_stands() -> None:
    """Nothing is encoded again to be named or verified."""
    head = SEALED.data.split(b"\n")[1]
    assert SEALED.hash == hashlib.sha256(head).hexdigest()
    assert segment.parse(SEALED.data)[0].hash == SEALED.hash


@pytest.mark.parametrize("mask", [*(1 << bit for bit in range(8)), 0xFF])
def test_a_flipped_byte_is_noticed_wherever_it_is(mask: int) -> None:
    """Magic, header, signature, body: nothing can be changed, by a bit or by eight."""
    for place in range(len(SEALED.data)):
        torn = bytearray(SEALED.data)
        torn[place] ^= mask
        with pytest.raises((DamagedError, OutdatedError)) as error:
            segment.verify(bytes(torn), KEY.public)
        version = SEALED.data.index(b'"v":1') + 4
        assert error.type is DamagedError or place == version, place


def test_a_torn_segment_is_noticed_wherever_it_was_torn() -> None:
    """Not a byte may be missing, and none may follow."""
    whole = SEALED.data
    for torn in [*(whole[:length] for length in range(len(whole))), whole + b"\0", whole * 2]:
        with pytest.raises(DamagedError):
            segment.verify(torn, KEY.public)


@settings(max_examples=200)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=300).map(lambda rest: MAGIC + rest)
    | st.tuples(st.binary(max_size=200), st.binary(max_size=200)).map(
        lambda parts: MAGIC + parts[0] + b"\n" + b"A" * 88 + b"\n" + parts[1]
    )
)
def test_bytes_that_are_no_segment_are_damage(found: bytes) -> None:
    """Nothing else is ever raised, whatever lies in the shared folder."""
    for read in (segment.parse, lambda some: segment.verify(some, KEY.public)):
        with pytest.raises(DamagedError):
            read(found)


def test_another_s_signature_is_no_signature() -> None:
    """A device signs its own log, and only with its own key."""
    stranger = keys.make()
    forged = segment.seal([line()], LOG, stranger)
    with pytest.raises(DamagedError) as error:
        segment.verify(forged.data, KEY.public)
    assert error.value.reason == "segment_signature"
    with pytest.raises(DamagedError) as error:
        segment.verify(SEALED.data, stranger.public)
    assert error.value.reason == "segment_device"


def test_a_newer_format_asks_for_an_update() -> None:
    """It is not damage: another release wrote it."""
    newer = forged(SEALED, lambda header: header | {"v": 2})
    with pytest.raises(OutdatedError):
        segment.verify(newer, KEY.public)


def test_fields_of_a_newer_release_are_passed_over() -> None:
    """The header may say more than this release reads, and its hash covers it all."""
    more = forged(SEALED, lambda header: header | {"colour": ["red"]})
    assert segment.lines(segment.verify(more, KEY.public)) == [line(1), line(2)]


def test_only_so_much_is_sealed_into_one_segment() -> None:
    """Who asks for more than a segment may hold is told at once."""
    noise = base64.b64encode(hashlib.shake_256(b"").digest(STORED_LIMIT))
    for large in (noise, b"0" * RAW_LIMIT):
        with pytest.raises(ValueError, match=r"^\d+$"):
            segment.seal([line(data=b'"' + large + b'"')], LOG, KEY)


HEADERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "no header": lambda _: {},
    "a list for a word": lambda header: header | {"org": ["org"]},
    "half a number": lambda header: header | {"seq": 1.5},
    "a negative number": lambda header: header | {"seq": -1},
    "a number beyond all": lambda header: header | {"seq": 10**40},
    "a time beyond all": lambda header: header | {"hlc": [0, 1 << 63]},
    "a word for a pair": lambda header: header | {"auth": "0"},
    "something encrypted": lambda header: header | {"enc": "aes"},
    "too long": lambda header: header | {"inst": "x" * HEADER_LIMIT},
}


@pytest.mark.parametrize("change", HEADERS.values(), ids=HEADERS)
def test_a_header_that_makes_no_sense_is_damage(
    change: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """Signed or not, what is no header of ours is not read further."""
    with pytest.raises(DamagedError):
        segment.verify(forged(SEALED, change), KEY.public)


@pytest.mark.parametrize(
    "head",
    [b"\xff" * 50, b'{"v":1,"org":"\xff"}', b'{"v":1,"more":' + b"[" * 8000],
    ids=["no json", "no utf-8", "endless nesting"],
)
def test_a_header_that_cannot_be_read_is_damage(head: bytes) -> None:
    """It is limited before it is parsed, and parsing it ends."""
    with pytest.raises(DamagedError):
        segment.parse(MAGIC + head + b"\n" + b"A" * 88 + b"\n")


def test_a_file_too_large_for_a_segment_is_not_looked_into() -> None:
    """Its size alone says that it is none of ours."""
    with pytest.raises(DamagedError) as error:
        segment.parse(SEALED.data + b"\0" * STORED_LIMIT)
    assert error.value.reason == "segment_too_large"


def bomb(size: int, *, told: bool) -> bytes:
    """Compress so many noughts; the frame tells its size or hides it."""
    packer = zstandard.ZstdCompressor(level=19, write_content_size=told)
    if told:
        return packer.compress(bytes(size))
    stream = packer.compressobj()
    return stream.compress(bytes(size)) + stream.flush()


BODIES: dict[str, tuple[bytes, dict[str, Any]]] = {
    "no zstd": (b"plain text\n", {}),
    "another codec": (zstandard.compress(b"{}\n"), {"codec": "gzip", "raw": 3, "n": 1}),
    "a bomb that tells its size": (bomb(RAW_LIMIT * 4, told=True), {"raw": RAW_LIMIT * 4}),
    "a bomb that lies about its size": (bomb(RAW_LIMIT * 4, told=True), {"raw": 100}),
    "a bomb that hides its size": (bomb(RAW_LIMIT * 4, told=False), {"raw": 100}),
    "more changes than allowed": (
        zstandard.compress(b"{}\n" * (CHANGES_LIMIT + 1)),
        {"raw": 3 * (CHANGES_LIMIT + 1), "n": CHANGES_LIMIT + 1},
    ),
    "no change at all": (zstandard.compress(b""), {"raw": 0, "n": 0}),
    "fewer lines than told": (zstandard.compress(b"{}\n"), {"raw": 3, "n": 2}),
    "lines that are no changes": (zstandard.compress(b"{}\n{}\n"), {"raw": 6, "n": 2}),
    "a line that is no utf-8": (zstandard.compress(b'{"subject":"\xff"}\n'), {"raw": 16, "n": 1}),
    "an endless line": (zstandard.compress(b"[" * 60_000 + b"\n"), {"raw": 60_001, "n": 1}),
    "half a frame": (zstandard.compress(bytes(1000))[:-4], {"raw": 1000, "n": 1}),
}


@pytest.mark.parametrize(("body", "told"), BODIES.values(), ids=BODIES)
def test_a_hostile_body_is_damage_and_costs_nothing(body: bytes, told: dict[str, Any]) -> None:
    """Even its signed owner cannot make us inflate what the limits forbid."""
    hostile = forged(SEALED, lambda header: header | told, body)
    verified = segment.verify(hostile, KEY.public)
    tracemalloc.start()
    with pytest.raises(DamagedError):
        segment.lines(verified)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1024 * 1024


def test_a_body_of_another_length_or_hash_is_damage() -> None:
    """The header's signature covers the body by its hash."""
    for told in ({"len": SEALED.header.len + 1}, {"sha256": "0" * 64}):
        lying = forged(SEALED, lambda header, told=told: header | told)
        with pytest.raises(DamagedError) as error:
            segment.verify(lying, KEY.public)
        assert error.value.reason == "segment_body"


def forged(
    whole: Segment,
    change: Callable[[dict[str, Any]], dict[str, Any]],
    body: bytes | None = None,
) -> bytes:
    """Sign another header, and perhaps another body, with the device's own key."""
    _, head, _, old = whole.data.split(b"\n", 3)
    header: dict[str, Any] = json.loads(head)
    if body is not None:
        header |= {"len": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    changed = json.dumps(change(header), separators=(",", ":")).encode()
    to_sign = b"edo/seg/1\0" + len(changed).to_bytes(8, "big") + changed
    signature = base64.b64encode(KEY.sign(to_sign))
    return MAGIC + changed + b"\n" + signature + b"\n" + (old if body is None else body)
