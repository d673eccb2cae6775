"""Bytes of a segment: limits, parse, seal, verify.

A segment is one signed file of changes from one device: the only thing that is signed and shipped.
`edo/share/FORMAT.md` is its contract. The signature covers the header's bytes as they stand; the
header holds the hash of the body as stored; nothing is ever encoded again to be verified.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import zstandard

from edo import keys
from edo.change import Count
from edo.errors import UNPARSABLE, DamagedError, OutdatedError

MAGIC = b"EDSG1\n"
VERSION = 1
STORED_LIMIT = 4 * 1024 * 1024
"""Bytes a segment may have."""
RAW_LIMIT = 32 * 1024 * 1024
"""Bytes its body may inflate to."""
CHANGES_LIMIT = 2_000
"""Changes a segment may hold."""
HEADER_LIMIT = 8 * 1024
"""Bytes its header may have."""

_SIGNED = b"edo/seg/1\0"
_SIGNATURE_TEXT = 88
_LEVEL = 3


class Line(msgspec.Struct, frozen=True, gc=False):
    """One change as a line of the body. `base` names changes; `:3` is line 3 of this segment."""

    subject: str
    kind: str
    hlc: Count
    person: str
    base: tuple[str, ...]
    data: msgspec.Raw


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment says of itself. Field by field: FORMAT.md."""

    v: Count
    org: str
    space: str
    dev: str
    inst: str
    seq: Count
    prev: str
    auth: tuple[Count, str]
    hlc: tuple[Count, Count]
    n: Count
    codec: str
    len: Count
    raw: Count
    sha256: str
    enc: None = None
    dep: tuple[tuple[str, Count, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """Where in a device's log of a space the next segment goes.

    `dep` names what came in from other logs of the space since the segment before: device, number,
    first 8 digits of the hash.
    """

    org: str
    space: str
    dev: str
    inst: str
    seq: int
    prev: str
    authority: tuple[int, str]
    dep: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as bytes and as what they say.

    Attributes:
        data: the whole file, byte for byte.
        header: parsed.
        hash: hex SHA-256 of the header line; the segment's name in the chain.
    """

    data: bytes
    header: Header
    hash: str


@dataclass(frozen=True, slots=True)
class End:
    """Where a device's log of a space ends.

    Attributes:
        seq: number of its last segment, 0 for none.
        hash: of that segment's header.
        authority: index of the authority record it quotes.
        hlc: last timestamp in it.
    """

    seq: int
    hash: str
    authority: int = -1
    hlc: int = 0


NOTHING = End(0, "")
"""The end of a log nothing is known of."""


_encode = msgspec.json.Encoder().encode
_decode_header = msgspec.json.Decoder(Header).decode
_decode_line = msgspec.json.Decoder(Line).decode
_compressor = zstandard.ZstdCompressor(level=_LEVEL)


def seal(lines: Sequence[Line], log: Log, key: keys.SigningKey) -> Segment:
    """Make the next segment of a device's log and sign it.

    Args:
        lines: 1 to `CHANGES_LIMIT` changes in the order they happened.
        log: the place in the log.
        key: the device's key.
    """
    raw = b"\n".join(map(_encode, lines)) + b"\n"
    body = _compressor.compress(raw)
    if len(body) + HEADER_LIMIT > STORED_LIMIT or len(raw) > RAW_LIMIT:
        raise ValueError(len(body))
    header = Header(
        v=VERSION,
        org=log.org,
        space=log.space,
        dev=log.dev,
        inst=log.inst,
        seq=log.seq,
        prev=log.prev,
        auth=log.authority,
        hlc=(lines[0].hlc, lines[-1].hlc),
        n=len(lines),
        codec="zstd",
        len=len(body),
        raw=len(raw),
        sha256=hashlib.sha256(body).hexdigest(),
        dep=log.dep,
    )
    head = _encode(header)
    signature = base64.b64encode(key.sign(_to_sign(head)))
    data = MAGIC + head + b"\n" + signature + b"\n" + body
    return Segment(data, header, hashlib.sha256(head).hexdigest())


def parse(data: bytes) -> tuple[Segment, bytes]:
    """Read a segment's frame; its signature and body are not looked at yet.

    Returns:
        The segment and its raw signature.

    Raises:
        DamagedError: the bytes are no segment, or break a limit.
        OutdatedError: a newer release wrote it.
    """
    if len(data) > STORED_LIMIT:
        raise DamagedError("segment_too_large")
    if not data.startswith(MAGIC):
        raise DamagedError("segment_magic")
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + HEADER_LIMIT + 1)
    stop = end + 1 + _SIGNATURE_TEXT
    if end < 0 or data[stop : stop + 1] != b"\n":
        raise DamagedError("segment_frame")
    head = data[len(MAGIC) : end]
    try:
        signature = base64.b64decode(data[end + 1 : stop], validate=True)
        header = _decode_header(head)
    except UNPARSABLE as error:
        raise DamagedError("segment_header") from error
    if base64.b64encode(signature) != data[end + 1 : stop]:  # one signature, one spelling
        raise DamagedError("segment_signature")
    if header.v > VERSION:
        raise OutdatedError("segment_version", version=header.v)
    return Segment(data, header, hashlib.sha256(head).hexdigest()), signature


def verify(data: bytes, public: bytes) -> Segment:
    """Read a segment and check that the owner of `public` signed exactly these bytes.

    Raises:
        DamagedError: not a segment, another signature, or a body that does not match.
        OutdatedError: a newer release wrote it.
    """
    segment = verify_head(data, public)
    body = stored_body(segment)
    if len(body) != segment.header.len or hashlib.sha256(body).hexdigest() != segment.header.sha256:
        raise DamagedError("segment_body")
    return segment


def verify_head(data: bytes, public: bytes) -> Segment:
    """Read a segment's header and check its signature; the body may be another, or missing.

    Raises:
        DamagedError: not a segment, or not signed by the owner of `public`.
        OutdatedError: a newer release wrote it.
    """
    segment, signature = parse(data)
    if keys.key_name(public) != segment.header.dev:
        raise DamagedError("segment_device")
    if not keys.verify(public, signature, _to_sign(data[len(MAGIC) : _end_of_head(data)])):
        raise DamagedError("segment_signature")
    return segment


def without_body(data: bytes) -> bytes:
    """Return a segment as far as its signature reaches by itself: what `verify_head` checks."""
    return data[: _start_of_body(data)]


def lines(segment: Segment) -> list[Line]:
    """Inflate the body, within its limits, into its changes.

    Raises:
        DamagedError: the body is not what the header says.
    """
    header = segment.header
    if header.codec != "zstd" or header.raw > RAW_LIMIT or not 0 < header.n <= CHANGES_LIMIT:
        raise DamagedError("segment_limits")
    try:
        body = stored_body(segment)
        if zstandard.frame_content_size(body) != header.raw:  # before anything is allocated
            raise DamagedError("segment_count")
        raw = zstandard.ZstdDecompressor().decompress(body, max_output_size=header.raw)
        found = [_decode_line(line) for line in raw.split(b"\n")[:-1]]
    except (zstandard.ZstdError, *UNPARSABLE) as error:
        raise DamagedError("segment_lines") from error
    if len(raw) != header.raw or len(found) != header.n:
        raise DamagedError("segment_count")
    return found


def end_of(segment: Segment) -> End:
    """Return the end a log has with this segment."""
    header = segment.header
    return End(header.seq, segment.hash, header.auth[0], header.hlc[1])


def stored_body(segment: Segment) -> bytes:
    """Return the body as stored; it may be shorter than the header says."""
    return segment.data[_start_of_body(segment.data) :]


def _end_of_head(data: bytes) -> int:
    return data.index(b"\n", len(MAGIC))


def _start_of_body(data: bytes) -> int:
    return _end_of_head(data) + 1 + _SIGNATURE_TEXT + 1


def _to_sign(head: bytes) -> bytes:
    return _SIGNED + len(head).to_bytes(8, "big") + head
