"""A bundle: one document with its visas, and all that is needed to judge them anywhere.

Segments go into it byte for byte, for they are the only thing people have signed, and so does the
whole authority chain. The index in front is signed by the workplace that made the bundle: nobody
else can leave something out of it. Contents of files follow as they are. Contract: `FORMAT.md`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import BinaryIO

import msgspec

from edo import keys, segment
from edo.change import Count
from edo.errors import DamagedError, OutdatedError
from edo.share import authority, frame

KIND = frame.Kind(b"EDBN1\n", b"edo/bundle/1", 1024 * 1024)
"""The index: the limit counts its magic and signature too."""
VERSION = 1
BODY_LIMIT = 128 * 1024 * 1024
"""Bytes that records, heads and segments have together at most."""
CONTENT_LIMIT = 200 * 1024 * 1024
"""Bytes one file's content has at most."""
CONTENTS_LIMIT = 1024 * 1024 * 1024
"""Bytes all contents have together at most."""
PARTS_LIMIT = 50_000
"""Records, heads, segments and contents, each at most."""

_SIGNATURE_LINE = 90
_CHUNK = 1024 * 1024
_END_OF_TIME = 1 << 47
"""Milliseconds a hybrid timestamp can hold."""
_HEAD_LIMIT = len(segment.MAGIC) + segment.HEADER_LIMIT + _SIGNATURE_LINE


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle says of itself.

    Attributes:
        v: format version.
        org: id of the organisation.
        dev: the device that made it, and signs.
        at: instant, milliseconds since 1970 UTC.
        auth: index and hash of the last authority record in it.
        document: id of the document it is about.
        subjects: ids of all that is to be told from it; other changes in its segments are there
            only because a segment cannot be divided.
        records: bytes of each authority record, the founding record first.
        heads: bytes of each head of a segment whose body is left out.
        segments: bytes of each segment.
        sha256: of records, heads and segments, as they follow the index.
        files: hash and bytes of each content, as they follow the segments.
    """

    v: Count
    org: str
    dev: str
    at: Count
    auth: tuple[Count, str]
    document: str
    subjects: tuple[str, ...]
    records: tuple[Count, ...]
    heads: tuple[Count, ...]
    segments: tuple[Count, ...]
    sha256: str
    files: tuple[tuple[str, Count], ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a bundle is made about, and when: `Index` has the meaning of the fields."""

    org: str
    at: int
    auth: tuple[int, str]
    document: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What is in a bundle besides contents: each part as it is stored elsewhere."""

    records: tuple[bytes, ...]
    heads: tuple[bytes, ...]
    segments: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose frame, sizes and hashes are right; what is signed in it is not judged yet."""

    index: Index
    framed: frame.Framed
    parts: Parts

    def is_signed(self, public: bytes) -> bool:
        """Tell whether the owner of `public` made it."""
        return frame.is_signed(KIND, self.framed, public)


def seal(
    about: About, parts: Parts, files: Iterable[tuple[str, int]], key: keys.SigningKey
) -> bytes:
    """Make a bundle and sign it; the contents it names are to follow it in their order.

    Args:
        about: what it is about.
        parts: what goes into it.
        files: hash and bytes of each content that follows.
        key: of the device that makes it.
    """
    body = b"".join((*parts.records, *parts.heads, *parts.segments))
    index = Index(
        v=VERSION,
        org=about.org,
        dev=key.name,
        at=about.at,
        auth=about.auth,
        document=about.document,
        subjects=about.subjects,
        records=tuple(map(len, parts.records)),
        heads=tuple(map(len, parts.heads)),
        segments=tuple(map(len, parts.segments)),
        sha256=hashlib.sha256(body).hexdigest(),
        files=tuple(files),
    )
    head = frame.seal(KIND, index, key)
    if len(head) > KIND.limit or not _fits(index):
        raise ValueError(len(head) + len(body))
    return head + body


def read(data: bytes) -> Bundle:
    """Read a bundle without contents from memory; see `read_file`."""
    _, framed, index = _begin(data)
    return _bundle(framed, index, data[len(data) - _body_size(index) :])


def read_file(file: BinaryIO) -> Bundle:
    """Read a bundle and check all its sizes and hashes, those of contents too.

    Nothing is read that the index does not account for, nor kept in memory beyond `BODY_LIMIT`.

    Raises:
        DamagedError: it is no bundle, or one that was shortened, lengthened or changed; or, with
            the reason `bundle_newer`, perhaps a newer release wrote it.
    """
    size = file.seek(0, 2)
    file.seek(0)
    start, framed, index = _begin(file.read(min(size, KIND.limit)))
    body_size, contents = _body_size(index), sum(count for _, count in index.files)
    if size != start + body_size + contents:
        raise DamagedError("bundle_size")
    file.seek(start)
    found = _bundle(framed, index, file.read(body_size))
    for sha256, count in index.files:
        if _digest(file, count) != sha256:
            raise DamagedError("bundle_content")
    return found


def _begin(data: bytes) -> tuple[int, frame.Framed, Index]:
    """Read the index; return where what follows it begins, too."""
    if not data.startswith(KIND.magic):
        raise DamagedError("bundle_kind")
    end = data.find(b"\n", len(KIND.magic)) + _SIGNATURE_LINE - 1
    try:
        framed, index = frame.read(KIND, data[: end + 1], Index)
    except DamagedError as error:
        raise DamagedError("bundle_index") from error
    except OutdatedError as error:  # or one bit of the version is another: nobody can tell
        raise DamagedError("bundle_newer") from error
    if not _fits(index):
        raise DamagedError("bundle_limits")
    return end + 1, framed, index


def _bundle(framed: frame.Framed, index: Index, body: bytes) -> Bundle:
    if len(body) != _body_size(index) or hashlib.sha256(body).hexdigest() != index.sha256:
        raise DamagedError("bundle_body")
    lens = (*index.records, *index.heads, *index.segments)
    cut = [body[start:end] for start, end in pairwise(accumulate(lens, initial=0))]
    records, heads = len(index.records), len(index.records) + len(index.heads)
    parts = Parts(tuple(cut[:records]), tuple(cut[records:heads]), tuple(cut[heads:]))
    return Bundle(index, framed, parts)


def _fits(index: Index) -> bool:
    limits = (
        (index.records, authority.RECORD_LIMIT),
        (index.heads, _HEAD_LIMIT),
        (index.segments, segment.STORED_LIMIT),
        ([count for _, count in index.files], CONTENT_LIMIT),
    )
    return (
        all(_within(lens, limit) for lens, limit in limits)
        and _body_size(index) <= BODY_LIMIT
        and sum(count for _, count in index.files) <= CONTENTS_LIMIT
        and len(index.records) > 0
        and index.at < _END_OF_TIME
    )


def _within(lens: Sequence[int], limit: int) -> bool:
    return len(lens) <= PARTS_LIMIT and all(0 < size <= limit for size in lens)


def _body_size(index: Index) -> int:
    return sum(index.records) + sum(index.heads) + sum(index.segments)


def _digest(file: BinaryIO, count: int) -> str:
    digest = hashlib.sha256()
    while count > 0 and (chunk := file.read(min(count, _CHUNK))):
        digest.update(chunk)
        count -= len(chunk)
    return digest.hexdigest()
