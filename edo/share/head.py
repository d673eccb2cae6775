"""Heads: what a device signs of the end of its log in one space, and of what it has seen of others.

A head promises segments, so a missing one is visible; it quotes the authority chain, so a withheld
record is; and it says what its author holds, so everybody knows what others have.
"""

from dataclasses import dataclass

import msgspec

from edo import keys
from edo.change import Count, Index
from edo.errors import DamagedError
from edo.share import frame, layout

KIND = frame.Kind(b"EDHD1\n", b"edo/head/1", 64 * 1024)
VERSION = 1
SEEN_LIMIT = 1_000
"""Logs one head speaks of: more devices than one space has."""
FORKS_LIMIT = 100
"""Ends of branches one head speaks of."""


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The end of a log, as its device signs it.

    Attributes:
        v: format version.
        org: id of the organisation.
        space: the log's space.
        dev: short name of the device's key.
        inst: random id of the installation: tells a copied workplace.
        seq: number of the last segment.
        last: hash of its header, empty where there is none.
        hlc: a timestamp above everything in the log.
        at: the wall clock, milliseconds since 1970 UTC; for people.
        auth: index and hash of the last authority record known to the author.
        packed: number of the last segment that lies in a pack.
        seen: [device, number of the last segment held] of other logs of this space.
        forks: [device, number, hash] of the end of every branch held of logs that forked.
    """

    v: Count
    org: str
    space: str
    dev: str
    inst: str
    seq: Count
    last: str
    hlc: Count
    at: Count
    auth: tuple[Index, str]
    packed: Count = 0
    seen: tuple[tuple[str, Count], ...] = ()
    forks: tuple[tuple[str, Count, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A head with its name on the share and its bytes."""

    name: str
    data: bytes
    head: Head


def sign(head: Head, key: keys.SigningKey) -> Signed:
    """Sign a head."""
    data = frame.seal(KIND, head, key)
    framed, _ = frame.read(KIND, data, Head)
    return Signed(layout.head(head.space, head.dev, head.seq, framed.hash), data, head)


def read(data: bytes) -> Head:
    """Read a head that was verified before."""
    return frame.read(KIND, data, Head)[1]


def verify(data: bytes, org: str, space: str, told: layout.HeadName, public: bytes) -> Head:
    """Read a head and check that it is the one its name tells of.

    Args:
        data: the stored bytes.
        org: id of the organisation.
        space: where it was found.
        told: what its name says.
        public: the device's key.

    Raises:
        DamagedError: no head, not this one, or not signed by the device.
        OutdatedError: a newer release wrote it.
    """
    framed, head = frame.read(KIND, data, Head)
    if (head.org, head.space, head.dev, head.seq) != (org, space, told.dev, told.seq):
        raise DamagedError("head_place")
    if not framed.hash.startswith(told.hash) or len(head.seen) > SEEN_LIMIT:
        raise DamagedError("head_name")
    if len(head.forks) > FORKS_LIMIT:
        raise DamagedError("head_name")
    if keys.key_name(public) != head.dev or not frame.is_signed(KIND, framed, public):
        raise DamagedError("head_signature")
    return head
