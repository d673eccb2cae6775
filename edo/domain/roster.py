"""Who may state which fact: the authority records folded.

Records form one chain, extended by the keeper alone; a change quotes the record that was last
when it was made, and is judged by the roster as it stood there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import msgspec

from edo.errors import DamagedError


class Role(StrEnum):
    """What a person is in the organisation's document flow."""

    KEEPER = "keeper"
    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    MANAGER = "manager"
    EXECUTOR = "executor"
    TRAINER = "trainer"
    READER = "reader"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What a fact may need of its author."""

    ORGANISE = "organise"
    """Keep offices, units, positions, people and document types."""
    KEEP_JOURNALS = "keep_journals"
    """Open, change and close journals."""
    REGISTER = "register"
    """Register, describe, send and link documents; keep correspondents; reserve numbers."""
    BACKDATE = "backdate"
    """Register with an earlier date, as when an old journal is entered by hand."""
    ANNUL = "annul"
    """Annul a registration; its number is never used again."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.KEEPER: frozenset(),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.CLERK: frozenset({Right.REGISTER}),
    Role.MANAGER: frozenset(),
    Role.EXECUTOR: frozenset(),
    Role.TRAINER: frozenset(),
    Role.READER: frozenset(),
    Role.AUDITOR: frozenset(),
}
"""What each role brings. Rights come only from here."""

EVERYWHERE = ""
"""Scope of a role that holds in all offices."""


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


@dataclass(frozen=True, slots=True)
class Device:
    """A key that may sign changes, and whose it is."""

    public: bytes
    person: str
    since: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person in one office or everywhere, from a record on."""

    person: str
    role: Role
    scope: str
    since: int


class Roster:
    """The people, devices and roles of an organisation, as the chain tells them."""

    def __init__(
        self,
        people: frozenset[str] = frozenset(),
        devices: Mapping[str, Device] = MappingProxyType({}),
        grants: Iterable[Grant] = (),
    ) -> None:
        self.people = people
        self.devices = devices
        self.grants = tuple(grants)
        self._able: dict[tuple[str, Right], list[Grant]] = {}
        for grant in self.grants:
            for right in RIGHTS[grant.role]:
                self._able.setdefault((grant.person, right), []).append(grant)

    def may(self, person: str, right: Right, space: str, at: int) -> bool:
        """Tell whether a person had a right in a space at an index of the chain."""
        for grant in self._able.get((person, right), ()):
            if grant.since <= at and grant.scope in (EVERYWHERE, space):
                return True
        return False

    def signs_for(self, dev: str, person: str) -> bool:
        """Tell whether a device is that person's."""
        device = self.devices.get(dev)
        return device is not None and device.person == person


class _PersonAdd(msgspec.Struct, frozen=True):
    person: str


class _DeviceAdd(msgspec.Struct, frozen=True):
    device: str
    public: str
    person: str


class _RoleGrant(msgspec.Struct, frozen=True):
    person: str
    role: str
    scope: str = EVERYWHERE


_RECORDS: dict[str, type[_PersonAdd | _DeviceAdd | _RoleGrant]] = {
    "person.add": _PersonAdd,
    "device.add": _DeviceAdd,
    "role.grant": _RoleGrant,
}


def fold_roster(records: Iterable[AuthorityRecord]) -> Roster:
    """Fold a checked chain. Kinds and roles this release does not know change nothing.

    Raises:
        DamagedError: a record lacks the fields of its kind.
    """
    people: set[str] = set()
    devices: dict[str, Device] = {}
    grants: list[Grant] = []
    for record in records:
        kind = _RECORDS.get(record.kind)
        if kind is None:
            continue
        try:
            match msgspec.convert(record.data, kind):
                case _PersonAdd(person=person):
                    people.add(person)
                case _DeviceAdd(device=name, public=public, person=person):
                    devices[name] = Device(bytes.fromhex(public), person, record.n)
                case _RoleGrant(person=person, role=role, scope=scope):
                    if role in RIGHTS:
                        grants.append(Grant(person, Role(role), scope, record.n))
        except ValueError as error:
            raise DamagedError("authority_record", n=record.n) from error
    return Roster(frozenset(people), devices, grants)
