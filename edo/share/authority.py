"""The chain of authority records: make, extend, read, check.

The founding record is signed by the organisation's root key and names the keeper's device, which
alone extends the chain; so the chain is linear on any carrier. `FORMAT.md` is the contract.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec

from edo import keys
from edo.domain.authority_record import AuthorityRecord, DeviceAdd, KeeperPass, content
from edo.errors import DamagedError, OutdatedError
from edo.share import frame

VERSION = 1
RECORD_LIMIT = 8 * 1024
"""Bytes a record may have: room for a cut of some seventy logs, and a person has a few."""
KIND = frame.Kind(b"EDAU1\n", b"edo/auth/1", RECORD_LIMIT, VERSION)
MAGIC = KIND.magic
"""How every record begins."""
NOTHING_CHECKED = (0, "")
"""The mark of no chain."""


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


@dataclass(frozen=True, slots=True)
class Chain:
    """A checked chain.

    Attributes:
        founding: the founding record.
        records: in order.
        hashes: of the founding record and of every record.
        mark: how many records were checked, the founding one too, and the digest of their bytes:
            what `check` may be told to trust the next time.
        keepers: from which index on which public key extends the chain.
        devices: public keys by name, as records tell them.
    """

    founding: Founding
    records: tuple[AuthorityRecord, ...]
    hashes: tuple[str, ...]
    mark: tuple[int, str]
    keepers: tuple[tuple[int, bytes], ...]
    devices: Mapping[str, bytes]

    @property
    def head(self) -> tuple[int, str]:
        """Index and hash of the last record; what segments quote."""
        return len(self.records) - 1, self.hashes[-1]

    def holds(self, quoted: tuple[int, str]) -> bool:
        """Tell whether a record of this index is in the chain and has this hash."""
        n, digest = quoted
        return 0 <= n < len(self.records) and self.hashes[n + 1] == digest


@dataclass(frozen=True, slots=True)
class Growth:
    """What records added to a chain.

    Attributes:
        chain: the longer chain.
        records: those that are new in it, in order.
        fault: why the next record does not follow; None where all did.
    """

    chain: Chain
    records: tuple[bytes, ...]
    fault: DamagedError | OutdatedError | None = None


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
    return frame.seal(KIND, founding, root)


def extend(
    chain: Sequence[bytes], kind: str, data: Mapping[str, Any], keeper: keys.SigningKey, at: int
) -> bytes:
    """Make the next record of a chain.

    Args:
        chain: the founding record and all records so far.
        kind: such as `person.add`.
        data: the record's fields.
        keeper: the key that extends the chain, or the root key, which may pass it on.
        at: instant, milliseconds since 1970 UTC.
    """
    _, founding = frame.read(KIND, chain[0], Founding)
    last, _ = frame.read(KIND, chain[-1], dict[str, Any])
    record = AuthorityRecord(
        v=VERSION,
        org=founding.org,
        n=len(chain) - 1,
        prev=last.hash,
        kind=kind,
        at=at,
        dev=keeper.name,
        data=dict(data),
    )
    return frame.seal(KIND, record, keeper)


def check(chain: Sequence[bytes], *, trusted: tuple[int, str] = NOTHING_CHECKED) -> Chain:
    """Read a whole chain and check every link and signature.

    Args:
        chain: the founding record and all records.
        trusted: the `mark` of an earlier check. Where the chain begins with the very bytes that
            were checked then, their signatures, a quarter of a millisecond each, are not checked
            again; all else is.

    Raises:
        DamagedError: a record is broken, out of place, or not signed by the keeper.
        OutdatedError: a newer release wrote a record.
    """
    if not chain:
        raise DamagedError("authority_empty")
    count = trusted[0] if _mark(*chain[: trusted[0]]) == trusted else 0
    reader = _Reader(_begin(chain[0]))
    for place, data in enumerate(chain[1:], start=1):
        reader.take(data, is_trusted=place < count)
    return reader.chain()


def follow(chain: Chain, *records: bytes) -> Chain:
    """Extend a checked chain by its next records. Records it holds already change nothing.

    Raises:
        DamagedError: a record is broken, not the next one, or not signed by the keeper; or, with
            the reason `authority_fork`, the keeper signed two different records of one index.
        OutdatedError: a newer release wrote a record.
    """
    grown = grow(chain, records)
    if grown.fault is not None:
        raise grown.fault
    return grown.chain


def grow(chain: Chain, records: Iterable[bytes]) -> Growth:
    """Extend a checked chain as far as records follow it; a bad one does not harm those before."""
    reader = _Reader(chain)
    taken: list[bytes] = []
    try:
        for data in records:
            if not reader.knows(data):
                reader.take(data)
                taken.append(data)
    except (DamagedError, OutdatedError) as error:
        return Growth(reader.chain(), tuple(taken), error)
    return Growth(reader.chain(), tuple(taken))


def arrange(found: Iterable[bytes]) -> list[bytes]:
    """Return the records of a chain that were found in any order and number, in their own order.

    What is no record is left out, and so is what somebody else signed in a genuine record's place.
    Whether the chain is whole and signed is for `check` to tell: where it is not, or where the
    keeper signed two different records of one index, all that was found in that place is returned.
    """
    foundings: list[bytes] = []
    links: dict[int, list[bytes]] = {}
    for data in dict.fromkeys(found):
        with suppress(DamagedError):
            try:
                links.setdefault(frame.read(KIND, data, AuthorityRecord)[1].n, []).append(data)
            except DamagedError:
                frame.read(KIND, data, Founding)
                foundings.append(data)
    kept, mark = foundings, NOTHING_CHECKED
    for _, several in sorted(links.items()):
        if len(several) > 1:
            several, mark = _genuine(kept, several, mark)
        kept += several
    return kept


def _genuine(
    before: list[bytes], several: list[bytes], mark: tuple[int, str]
) -> tuple[list[bytes], tuple[int, str]]:
    """Tell which of several records of one index follows a chain; all, unless just one does."""
    genuine: list[bytes] = []
    with suppress(DamagedError):
        chain = check(before, trusted=mark)
        mark = chain.mark
        for data in several:
            with suppress(DamagedError):
                follow(chain, data)
                genuine.append(data)
    return (genuine if len(genuine) == 1 else several), mark


class _Reader:
    """A chain being read, record by record."""

    def __init__(self, chain: Chain) -> None:
        self._founding = chain.founding
        self._records = list(chain.records)
        self._hashes = list(chain.hashes)
        self._mark = chain.mark
        self._keepers = list(chain.keepers)
        self._devices = dict(chain.devices)

    def chain(self) -> Chain:
        """Return what was read."""
        return Chain(
            self._founding,
            tuple(self._records),
            tuple(self._hashes),
            self._mark,
            tuple(self._keepers),
            self._devices,
        )

    def knows(self, data: bytes) -> bool:
        """Tell whether a record is one of those that were read.

        Raises:
            DamagedError: it is no record, or the keeper signed another of the same index.
        """
        framed, record = frame.read(KIND, data, AuthorityRecord)
        if not 0 <= record.n < len(self._records):
            return False
        if framed.hash == self._hashes[record.n + 1]:
            return True
        if record.org == self._founding.org and self._is_signed(framed, record):
            raise DamagedError("authority_fork", n=record.n)
        return False

    def take(self, data: bytes, *, is_trusted: bool = False) -> None:
        """Read the next record.

        Raises:
            DamagedError: a link, a signature or a field is wrong.
        """
        framed, record = frame.read(KIND, data, AuthorityRecord)
        n = len(self._records)
        if (record.n, record.prev, record.org) != (n, self._hashes[-1], self._founding.org):
            self.knows(data)
            raise DamagedError("authority_chain", n=n)
        if not is_trusted and not self._is_signed(framed, record):
            raise DamagedError("authority_signature", n=n)
        match content(record):
            case DeviceAdd(device=device, public=public):
                self._devices.setdefault(device, bytes.fromhex(public))
            case KeeperPass(device=device, public=public):
                self._pass(device, bytes.fromhex(public), n)
            case _:
                pass
        self._records.append(record)
        self._hashes.append(framed.hash)
        self._mark = _mark(data, after=self._mark)

    def _is_signed(self, framed: frame.Framed, record: AuthorityRecord) -> bool:
        """Tell whether the keeper of its index signed a record, or the root passed the keeping."""
        if record.dev == self._founding.org and record.kind == KeeperPass.KIND:
            return frame.is_signed(KIND, framed, _public(self._founding.root))
        keeper = next(key for since, key in reversed(self._keepers) if since <= record.n)
        return record.dev == keys.key_name(keeper) and frame.is_signed(KIND, framed, keeper)

    def _pass(self, device: str, public: bytes, n: int) -> None:
        known = self._devices.setdefault(device, public)
        if keys.key_name(known) != device:
            raise DamagedError("authority_keeper", n=n)
        self._keepers.append((n + 1, known))


def _begin(data: bytes) -> Chain:
    """Read the founding record: the chain before its first record."""
    framed, founding = frame.read(KIND, data, Founding)
    root = _public(founding.root)
    if keys.key_name(root) != founding.org or not frame.is_signed(KIND, framed, root):
        raise DamagedError("authority_founding")
    keepers = ((0, _public(founding.keeper)),)
    return Chain(founding, (), (framed.hash,), _mark(data), keepers, {})


def _mark(*records: bytes, after: tuple[int, str] = NOTHING_CHECKED) -> tuple[int, str]:
    """Return the count and the digest of records' bytes, those before them included."""
    count, digest = after
    for data in records:
        count, digest = count + 1, hashlib.sha256(digest.encode() + data).hexdigest()
    return count, digest


def _public(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DamagedError("authority_key") from error
