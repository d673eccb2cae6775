"""What this device puts on the share: files, segments, heads, records of the chain.

The order is the promise: files before the segment that names them, segments before the head that
promises them. Each step may be repeated: the same bytes under the same name are success.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from edo.errors import DamagedError
from edo.share import layout
from edo.share.carrier import Carrier, Put
from edo.share.head import Signed

TAKEN = "share_taken"
"""Reason of the error where something else lies under a name of ours."""
STRANGE = "share_strange"
"""Why an object was set aside that lay under a name of ours and was nobody's work."""
KEPT_HEADS = 3
"""Heads of its own a device leaves on the share: a reader may be at an older listing."""


def put_file(carrier: Carrier, space: str, sha256: str, content: Path) -> None:
    """Put the content of an attached file.

    Raises:
        DamagedError: something else lies under its hash.
    """
    _put(carrier, layout.blob(space, sha256), content)


def put_segment(carrier: Carrier, space: str, dev: str, seq: int, data: bytes) -> None:
    """Put a segment of this device's log.

    Raises:
        DamagedError: another one lies there: somebody else writes with this key.
    """
    _put(carrier, layout.segment(space, dev, seq), data)


def put_pack(carrier: Carrier, name: str, data: bytes) -> None:
    """Put a pack of this device's segments.

    Raises:
        DamagedError: another one lies there.
    """
    _put(carrier, name, data)


def put_records(carrier: Carrier, first: int, records: Iterable[bytes]) -> None:
    """Put records of the authority chain; the founding record has the index -1.

    Raises:
        DamagedError: another record lies there: somebody else extends the chain.
    """
    for n, data in enumerate(records, start=first):
        _put(carrier, layout.FOUNDING if n < 0 else layout.record(n), data)


def put_head(carrier: Carrier, signed: Signed, listed: Sequence[str]) -> None:
    """Put a head, then drop this device's older ones but the last few.

    Args:
        carrier: of the share.
        signed: the head.
        listed: last parts of the names of this device's heads that are there, in any order.
    """
    _put(carrier, signed.name, signed.data)
    folder = layout.heads(signed.head.space)
    told = sorted((name.seq, part) for part in listed if (name := layout.read_head(part)))
    for _, part in told[: -(KEPT_HEADS - 1)]:
        if f"{folder}/{part}" != signed.name:
            carrier.drop_own(f"{folder}/{part}")


def _put(carrier: Carrier, name: str, content: bytes | Path) -> None:
    if carrier.put_new(name, content) is Put.DIFFERENT:
        raise DamagedError(TAKEN, name=name)
