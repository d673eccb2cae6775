"""The chain of authority records: make, extend, read, check.

The founding record is signed by the organisation's root key and names the keeper's device, which
alone extends the chain; so the chain is linear on any carrier. `FORMAT.md` is the contract.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from edo import keys
from edo.domain.authority_record import AuthorityRecord
from edo.errors import UNPARSABLE, DamagedError, OutdatedError

VERSION = 1
RECORD_LIMIT = 8 * 1024
"""Bytes a record may have."""

MAGIC = b"EDAU1\n"
"""How every record begins."""
_SIGNED = b"edo/auth/1\0"
_PARTS = 4
"""Magic, record, signature, and nothing after the last line."""


class Founding(msgspec.Struct, frozen=True, kw_only=True):
    """The record that founds an organisation (`org.json` on the share).

    Attributes:
        v: format version.
        org: id of the organisation: the short name of its root key.
        name: as the founder wrote it.
        root: base64 public root key.
        keeper: base64 public key of the first keeper's device.
        at: instant, milliseconds since 1970 UTC.
    """

    v: int
    org: str
    name: str
    root: str
    keeper: str
    at: int


_T = TypeVar("_T", Founding, AuthorityRecord)


@dataclass(frozen=True, slots=True)
class Chain:
    """A checked chain.

    Attributes:
        founding: the founding record.
        records: in order.
        head: index and hash of the last record; what segments quote.
    """

    founding: Founding
    records: tuple[AuthorityRecord, ...]
    head: tuple[int, str]


def found(name: str, root: keys.SigningKey, keeper: keys.SigningKey, at: int) -> bytes:
    """Make the founding record, signed by the root key.

    Args:
        name: the organisation's.
        root: its root key, kept offline afterwards.
        keeper: the key of the device that will extend the chain.
        at: instant, milliseconds since 1970 UTC.
    """
    founding = Founding(
        v=VERSION,
        org=root.name,
        name=name,
        root=base64.b64encode(root.public).decode(),
        keeper=base64.b64encode(keeper.public).decode(),
        at=at,
    )
    return _sign(msgspec.json.encode(founding), root)


def extend(
    chain: Sequence[bytes], kind: str, data: Mapping[str, Any], keeper: keys.SigningKey, at: int
) -> bytes:
    """Make the next record of a chain.

    Args:
        chain: the founding record and all records so far.
        kind: such as `person.add`.
        data: the record's fields.
        keeper: the key that extends the chain.
        at: instant, milliseconds since 1970 UTC.
    """
    founding = msgspec.json.decode(_frame(chain[0])[0], type=Founding)
    record = AuthorityRecord(
        v=VERSION,
        org=founding.org,
        n=len(chain) - 1,
        prev=_hash(chain[-1]),
        kind=kind,
        at=at,
        dev=keeper.name,
        data=dict(data),
    )
    return _sign(msgspec.json.encode(record), keeper)


def arrange(records: Iterable[bytes]) -> list[bytes]:
    """Return the records of a chain that were found in any order and number, in their own order.

    What is no record is left out; whether the chain is whole and signed is for `check` to tell.
    """
    founding: list[bytes] = []
    links: dict[int, bytes] = {}
    for data in records:
        with suppress(DamagedError):
            text, _ = _frame(data)
            try:
                links[_decode(text, AuthorityRecord).n] = data
            except DamagedError:
                _decode(text, Founding)
                founding = [data]
    return [*founding, *(data for _, data in sorted(links.items()))]


def check(chain: Sequence[bytes]) -> Chain:
    """Read a whole chain and check every link and signature.

    Raises:
        DamagedError: a record is broken, out of place, or not signed by the keeper.
        OutdatedError: a newer release wrote a record.
    """
    if not chain:
        raise DamagedError("authority_empty")
    founding = _read_founding(chain[0])
    public = _public(founding.keeper)
    records: list[AuthorityRecord] = []
    previous = _hash(chain[0])
    for n, data in enumerate(chain[1:]):
        text, signature = _frame(data)
        record = _decode(text, AuthorityRecord)
        if (record.n, record.prev, record.org) != (n, previous, founding.org):
            raise DamagedError("authority_chain", n=n)
        if record.dev != keys.key_name(public) or not keys.verify(
            public, signature, _to_sign(text)
        ):
            raise DamagedError("authority_signature", n=n)
        records.append(record)
        previous = _hash(data)
    return Chain(founding, tuple(records), (len(records) - 1, previous))


def _read_founding(data: bytes) -> Founding:
    text, signature = _frame(data)
    founding = _decode(text, Founding)
    root = _public(founding.root)
    if keys.key_name(root) != founding.org or not keys.verify(root, signature, _to_sign(text)):
        raise DamagedError("authority_founding")
    return founding


def _decode(text: bytes, kind: type[_T]) -> _T:
    try:
        record = msgspec.json.decode(text, type=kind)
    except UNPARSABLE as error:
        raise DamagedError("authority_record") from error
    if record.v > VERSION:
        raise OutdatedError("segment_version", version=record.v)
    return record


def _public(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DamagedError("authority_key") from error


def _sign(text: bytes, key: keys.SigningKey) -> bytes:
    return MAGIC + text + b"\n" + base64.b64encode(key.sign(_to_sign(text))) + b"\n"


def _to_sign(text: bytes) -> bytes:
    return _SIGNED + len(text).to_bytes(8, "big") + text


def _hash(data: bytes) -> str:
    return hashlib.sha256(_frame(data)[0]).hexdigest()


def _frame(data: bytes) -> tuple[bytes, bytes]:
    parts = data.split(b"\n")
    if len(data) > RECORD_LIMIT or len(parts) != _PARTS or parts[0] + b"\n" != MAGIC:
        raise DamagedError("authority_frame")
    try:
        signature = base64.b64decode(parts[2], validate=True)
    except ValueError as error:
        raise DamagedError("authority_frame") from error
    if base64.b64encode(signature) != parts[2]:  # one signature, one spelling
        raise DamagedError("authority_frame")
    return parts[1], signature
