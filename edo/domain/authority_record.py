"""One record of the authority chain, and the fields of each kind.

Only the chain's keeper writes records, so they are linear: a record's index is its moment, and
no clock plays a part.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from edo.change import Count
from edo.errors import DamagedError

End = tuple[Count, str]
"""The last segment of a log that counts: its number and its hash."""
Cut = dict[str, dict[str, End]]
"""By space and device, where each log of a person ends; a log that is not named ends before 1."""
Place = tuple[str, str, Count, str]
"""A segment: space, device, number, hash."""
Link = tuple[str, str, int, str, str]
"""A segment and the one before it: space, device, number, hash, hash of the one before."""


class AuthorityRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the authority chain.

    Attributes:
        v: format version.
        org: id of the organisation.
        n: index in the chain, from 0.
        prev: hash of the record before; of the founding record for the first.
        kind: such as `person.add`.
        at: instant, milliseconds since 1970 UTC; for people to read, never for order.
        dev: short name of the signing key.
        data: the record's fields.
    """

    v: int
    org: str
    n: int
    prev: str
    kind: str
    at: int
    dev: str
    data: dict[str, Any]


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """The fields of one kind of record. `KIND` is its name on the wire, never reused."""

    KIND: ClassVar[str] = ""

    def told(self) -> tuple[str, dict[str, Any]]:
        """Return the kind and the data of a record that says this."""
        return self.KIND, msgspec.to_builtins(self)


class OfficeAdd(Content, frozen=True):
    """An office begins; its id names its space."""

    KIND: ClassVar[str] = "office.add"

    office: str
    parent: str = ""


class PersonAdd(Content, frozen=True):
    """A person belongs to the organisation, for the first time or again."""

    KIND: ClassVar[str] = "person.add"

    person: str


class PersonLeave(Content, frozen=True):
    """A person left: all their roles and devices end at the cut."""

    KIND: ClassVar[str] = "person.leave"

    person: str
    cut: Cut


class DeviceAdd(Content, frozen=True):
    """A key may sign for a person.

    `invitation` is the one it was let in by; `replaces` names the person's older device that asked
    for it, which ends only where another record says so.
    """

    KIND: ClassVar[str] = "device.add"

    device: str
    public: str
    person: str
    invitation: str = ""
    replaces: str = ""


class DeviceRetire(Content, frozen=True):
    """A key signs no more after the cut."""

    KIND: ClassVar[str] = "device.retire"

    device: str
    cut: Cut


class RoleGrant(Content, frozen=True):
    """A person has a role in one office, or everywhere where the scope is empty."""

    KIND: ClassVar[str] = "role.grant"

    person: str
    role: str
    scope: str = ""


class RoleRevoke(Content, frozen=True):
    """A person loses a role of exactly this scope; what stands within the cut stays right."""

    KIND: ClassVar[str] = "role.revoke"

    person: str
    role: str
    scope: str
    cut: Cut


class KeeperPass(Content, frozen=True):
    """Another device extends the chain from the next record on.

    A device that is not in the chain yet is let in by the same record, with `public` and `person`:
    so one record under the root key is enough where the only device was lost.
    """

    KIND: ClassVar[str] = "keeper.pass"

    device: str
    public: str = ""
    person: str = ""


class CarrierClass(Content, frozen=True):
    """What the rehearsal found the share to be good for."""

    KIND: ClassVar[str] = "carrier.class"

    grade: str


class Rules(Content, frozen=True):
    """The version of the rules all workplaces fold by; it never goes back."""

    KIND: ClassVar[str] = "rules"

    version: Count


class Adopt(Content, frozen=True):
    """Segments beyond a cut count after all: honest work that was not synchronised in time."""

    KIND: ClassVar[str] = "adopt"

    segments: list[Place]


KINDS: dict[str, type[Content]] = {
    kind.KIND: kind
    for kind in (
        OfficeAdd,
        PersonAdd,
        PersonLeave,
        DeviceAdd,
        DeviceRetire,
        RoleGrant,
        RoleRevoke,
        KeeperPass,
        CarrierClass,
        Rules,
        Adopt,
    )
}
"""Every kind this release knows; others change nothing."""


def content(record: AuthorityRecord) -> Content | None:
    """Read a record's data; None where this release does not know its kind.

    Raises:
        DamagedError: the record lacks the fields of its kind.
    """
    kind = KINDS.get(record.kind)
    if kind is None:
        return None
    try:
        found = msgspec.convert(record.data, kind)
        bytes.fromhex(getattr(found, "public", ""))
    except ValueError as error:
        raise DamagedError("authority_record", n=record.n) from error
    return found


def cut_of(ends: Iterable[Place]) -> Cut:
    """Return the cut that keeps everything up to these segments.

    Every log counts that a device of the person ever wrote, in every space and of retired devices
    too: what is not named here counts no more. Of a log that forked, the cut names one branch; what
    is honest on another is adopted by name.

    Args:
        ends: the last accepted segment of each log.
    """
    cut: Cut = {}
    for space, dev, seq, digest in sorted(ends):
        cut.setdefault(space, {})[dev] = (seq, digest)
    return cut


def astray_of(ends: Iterable[Place], links: Iterable[Link]) -> frozenset[str]:
    """Return the hashes of segments below a cut that are not on the branch it names.

    Whoever keeps a key after a cut may sign another past, with low numbers and old indices: only
    the segments that the last one leads back to were there when the keeper made the cut.

    Args:
        ends: what cuts name.
        links: every segment of each log that forked.
    """
    logs: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}
    for space, dev, seq, digest, before in links:
        logs.setdefault((space, dev), {})[digest] = (seq, before)
    found: set[str] = set()
    for space, dev, last, digest in ends:
        log = logs.get((space, dev), {})
        branch: dict[str, int] = {}
        while digest in log and digest not in branch:
            branch[digest], digest = log[digest]
        first = min(branch.values(), default=last + 1)  # before it nothing is known to be astray
        found.update(
            name for name, (seq, _) in log.items() if first <= seq <= last and name not in branch
        )
    return frozenset(found)
