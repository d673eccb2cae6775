"""Packs: many segments of one log in one file, so that who joins late asks for few files.

A pack is a signed index and behind it the segments byte for byte, so nothing of it needs trust:
every segment in it is judged as one that was read by its own name. Contract: `FORMAT.md`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import msgspec

from edo import keys, segment
from edo.change import Count
from edo.errors import DamagedError
from edo.share import frame, layout
from edo.share.carrier import Carrier
from edo.share.collect import PendingError

KIND = frame.Kind(b"EDPK1\n", b"edo/pack/1", 64 * 1024)
"""The index: the limit counts its magic and signature too."""
VERSION = 1
SEGMENTS_LIMIT = 1_000
"""Segments a pack holds at most."""
BODY_LIMIT = 16 * 1024 * 1024
"""Bytes they have together at most."""
SIZE_LIMIT = KIND.limit + BODY_LIMIT

_FRAME_LINES = 3


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack says of itself.

    Attributes:
        v: format version.
        org: id of the organisation.
        space: the log's space.
        dev: the device whose log it is; it signs.
        first, last: numbers of the segments in it.
        lens: bytes of each.
        sha256: of all of them, as they follow the index.
    """

    v: Count
    org: str
    space: str
    dev: str
    first: Count
    last: Count
    lens: tuple[Count, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it is stored, and what its index says."""

    index: Index
    body: bytes

    def segments(self) -> Iterator[tuple[int, bytes]]:
        """Yield (number, bytes) of each segment."""
        starts = accumulate(self.index.lens, initial=0)
        for seq, start, size in zip(
            range(self.index.first, self.index.last + 1), starts, self.index.lens, strict=False
        ):
            yield seq, self.body[start : start + size]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose log in which space of which organisation."""

    org: str
    space: str
    dev: str


def seal(place: Place, first: int, stored: Sequence[bytes], key: keys.SigningKey) -> bytes:
    """Make a pack of consecutive segments and sign it.

    Args:
        place: whose they are.
        first: number of the first.
        stored: their bytes; within the limits.
        key: the device's key.
    """
    body = b"".join(stored)
    if not 0 < len(stored) <= SEGMENTS_LIMIT or len(body) > BODY_LIMIT:
        raise ValueError(len(body))
    index = Index(
        v=VERSION,
        org=place.org,
        space=place.space,
        dev=place.dev,
        first=first,
        last=first + len(stored) - 1,
        lens=tuple(map(len, stored)),
        sha256=hashlib.sha256(body).hexdigest(),
    )
    return frame.seal(KIND, index, key) + body


def verify(data: bytes, place: Place, told: tuple[int, int], public: bytes) -> Pack:
    """Read a pack and check that its device signed it and that it is whole.

    Args:
        data: bytes found under its name.
        place: where it was found.
        told: numbers its name tells.
        public: the device's key.

    Raises:
        PendingError: bytes are missing at the end.
        DamagedError: it is no pack, or not this one.
        OutdatedError: a newer release wrote it.
    """
    if len(data) > SIZE_LIMIT:
        raise DamagedError("pack_too_large")
    end = _end_of_index(data)
    framed, index = frame.read(KIND, data[:end], Index)
    if keys.key_name(public) != index.dev or not frame.is_signed(KIND, framed, public):
        raise DamagedError("pack_signature")
    if (index.org, index.space, index.dev) != (place.org, place.space, place.dev):
        raise DamagedError("pack_place")
    if (index.first, index.last) != told or not _fits(index):
        raise DamagedError("pack_index")
    body = data[end:]
    if len(body) < sum(index.lens):
        raise PendingError("short")
    if len(body) != sum(index.lens) or hashlib.sha256(body).hexdigest() != index.sha256:
        raise DamagedError("pack_body")
    return Pack(index, body)


def names(carrier: Carrier, place: Place) -> list[tuple[int, int]]:
    """Return the numbers the names of a log's packs tell, in order."""
    parts = carrier.list(layout.packs(place.space, place.dev))
    return sorted(told for part in parts if (told := layout.read_pack(part)))


def gaps(there: Iterable[tuple[int, int]], last: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of 1 to `last` that no pack covers."""
    reached = 0
    for first, upto in sorted(there):
        if first > reached + 1:
            yield reached + 1, min(first - 1, last)
        reached = max(reached, upto)
        if reached >= last:
            return
    yield reached + 1, last


def covered(carrier: Carrier, place: Place) -> int:
    """Return the number up to which the packs listed hold a log from its beginning."""
    there = names(carrier, place)
    greatest = max((last for _, last in there), default=0)
    return next((first - 1 for first, _ in gaps(there, greatest + 1)), greatest)


def _fits(index: Index) -> bool:
    return (
        0 < len(index.lens) <= SEGMENTS_LIMIT
        and index.first > 0
        and index.last - index.first + 1 == len(index.lens)
        and all(0 < size <= segment.STORED_LIMIT for size in index.lens)
        and sum(index.lens) <= BODY_LIMIT
    )


def _end_of_index(data: bytes) -> int:
    """Return where the segments begin.

    Raises:
        PendingError: bytes are missing already here.
        DamagedError: it is no pack.
    """
    end = 0
    for _ in range(_FRAME_LINES):
        found = data.find(b"\n", end, KIND.limit)
        if found < 0:
            begins = data.startswith(KIND.magic) or KIND.magic.startswith(data)
            if begins and len(data) < KIND.limit:
                raise PendingError("short")
            raise DamagedError("pack_index")
        end = found + 1
    return end
