"""Who may state which fact: the authority records folded.

Records form one chain, extended by the keeper alone; a change quotes the record that was last
when it was made, and is judged by the roster as it stood there, less what later records cut off.
A record that ends a right names the last segments that count, log by log: no clock decides.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from sys import maxsize

from edo.change import COMMON, Stamp
from edo.domain.authority_record import (
    Adopt,
    AuthorityRecord,
    CarrierClass,
    Content,
    Cut,
    DeviceAdd,
    DeviceRetire,
    End,
    KeeperPass,
    Link,
    OfficeAdd,
    PersonAdd,
    PersonLeave,
    Place,
    RoleGrant,
    RoleRevoke,
    Rules,
    astray_of,
    content,
)
from edo.domain.card import Kind
from edo.domain.deputy import Deputies
from edo.domain.rights import ANYWHERE, EVERYWHERE, READING, RIGHTS, Right, Role

OPEN = maxsize
"""Index of the record that will end what has not ended."""
NOTHING: End = (0, "")
"""Where a log ends that a cut does not name."""
FIRST_RULES = 1
"""Version of the rules where no record tells another."""


@dataclass(frozen=True, slots=True)
class Device:
    """A key that may sign changes, and whose it is.

    Attributes:
        public: the key's 32 bytes.
        person: id of its person.
        since: index of the record that let it in.
        until: index of the record that ended it.
        cuts: where later records end its logs.
    """

    public: bytes
    person: str
    since: int
    until: int = OPEN
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person in one office or everywhere, from a record on.

    Attributes:
        person, role, scope: who may be what, where.
        since: index of the record that gave it.
        until: index of the record that took it back.
        cuts: where later records end what was stated by it.
    """

    person: str
    role: Role
    scope: str
    since: int
    until: int = OPEN
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the chain tells of them.

    Attributes:
        person: id.
        left: the person belongs to the organisation no more.
        roles: (role, scope) of today.
        devices: (name, device), retired ones too.
    """

    person: str
    left: bool
    roles: tuple[tuple[Role, str], ...]
    devices: tuple[tuple[str, Device], ...]


@dataclass(slots=True)
class Told:
    """What records tell, one after another.

    Attributes:
        people: everybody there ever was, and whether they belong to the organisation today.
        devices: every device there ever was, by name.
        grants: every role there ever was.
        offices: the parent of each office, empty for the topmost.
        keeper: name of the device that extends the chain today.
        grade: what the share is good for, empty where no record tells.
        rules: version of the rules all fold by.
        invitations_used: names of the invitations devices were let in by.
        replaced: devices whose workplace was given another key.
        adopted: segments beyond a cut that count after all.
    """

    people: dict[str, bool] = field(default_factory=dict[str, bool])
    devices: dict[str, Device] = field(default_factory=dict[str, Device])
    grants: list[Grant] = field(default_factory=list[Grant])
    offices: dict[str, str] = field(default_factory=dict[str, str])
    keeper: str = ""
    grade: str = ""
    rules: int = FIRST_RULES
    invitations_used: set[str] = field(default_factory=set[str])
    replaced: set[str] = field(default_factory=set[str])
    adopted: set[Place] = field(default_factory=set[Place])

    def add_device(self, name: str, device: Device) -> None:
        """Let a device in. One that is known keeps its person for ever."""
        self.devices.setdefault(name, device)

    def end_devices(self, ends: Callable[[str, Device], bool], n: int, cut: Cut) -> None:
        """End the devices a record speaks of."""
        for name, device in self.devices.items():
            if ends(name, device):
                until, cuts = min(device.until, n), (*device.cuts, cut)
                self.devices[name] = replace(device, until=until, cuts=cuts)

    def end_grants(self, ends: Callable[[Grant], bool], n: int, cut: Cut) -> None:
        """End the roles a record speaks of, given before it."""
        for place, grant in enumerate(self.grants):
            if ends(grant):
                until, cuts = min(grant.until, n), (*grant.cuts, cut)
                self.grants[place] = replace(grant, until=until, cuts=cuts)


class Roster:
    """The people, devices and roles of an organisation, as the chain tells them.

    `people` are those who belong to it today, `astray` the segments no cut's branch holds, see
    `with_forks`; the other attributes are those of `Told`.
    """

    def __init__(self, told: Told) -> None:
        self.people = frozenset(person for person, here in told.people.items() if here)
        self.devices = told.devices
        self.offices = told.offices
        self.keeper = told.keeper
        self.grade = told.grade
        self.rules = told.rules
        self.invitations_used = frozenset(told.invitations_used)
        self.replaced = frozenset(told.replaced)
        self._known = tuple(told.people)
        self._adopted = frozenset(told.adopted)
        self.astray: frozenset[str] = frozenset()
        self.deputies = Deputies()
        self._grants: dict[str, list[Grant]] = {}
        self._able: dict[tuple[str, Right], list[Grant]] = {}
        for grant in told.grants:
            self._grants.setdefault(grant.person, []).append(grant)
            for right in RIGHTS[grant.role]:
                self._able.setdefault((grant.person, right), []).append(grant)

    def allows(self, stamp: Stamp, right: Right, scope: str = "") -> bool:
        """Tell whether a change counts that needs a right.

        Its device was its person's, and its person had the right, both at the index the change
        quotes; and no later record cuts it off.

        Args:
            stamp: the change's.
            right: what it needs.
            scope: the office in which it needs it; empty: where the change was stated.
        """
        if not self.signs_for(stamp):
            return False
        where = (EVERYWHERE, scope or stamp.space)
        for grant in self._able.get((stamp.person, right), ()):
            if (
                grant.since <= stamp.authority < grant.until
                and (grant.scope in where or scope == ANYWHERE)
                and (not grant.cuts or self._stands(stamp, grant.cuts))
            ):
                return True
        return False

    def can(self, person: str, right: Right, scope: str) -> bool:
        """Tell whether a person has a right today, in an office or `ANYWHERE`."""
        return any(
            one.until == OPEN and (one.scope in (EVERYWHERE, scope) or scope == ANYWHERE)
            for one in self._able.get((person, right), ())
        )

    def could(self, dev: str, right: Right, quoted: int) -> bool:
        """Tell whether a device's person had a right in some office when a record was the last.

        What later records ended is not asked: see `still_can`.

        Args:
            dev: the device.
            right: what was needed.
            quoted: index of the record.
        """
        device = self.devices.get(dev)
        if device is None or not device.since <= quoted < device.until:
            return False
        had = self._able.get((device.person, right), ())
        return any(one.since <= quoted < one.until for one in had)

    def still_can(self, dev: str, right: Right) -> bool:
        """Tell whether a device was not ended, and its person has a right today."""
        device = self.devices.get(dev)
        if device is None or device.until != OPEN:
            return False
        return self.can(device.person, right, ANYWHERE)

    def acts_for(self, stamp: Stamp, principal: str, kind: Kind | None) -> bool:
        """Tell whether what a change states counts as done for another person, by their deputy.

        That person must have taken part, by the record the change quotes: nobody acts for who left.

        Args:
            stamp: the change's.
            principal: whom its author acts for.
            kind: of the document it is about; None without one.
        """
        had = self._able.get((principal, Right.TAKE_PART), ())
        takes_part = any(one.since <= stamp.authority < one.until for one in had)
        return takes_part and self.deputies.act(stamp, principal, kind)

    def signs_for(self, stamp: Stamp) -> bool:
        """Tell whether a change's device was its person's where it quotes, and is not cut off."""
        device = self.devices.get(stamp.dev)
        return (
            device is not None
            and device.person == stamp.person
            and device.since <= stamp.authority < device.until
            and (not device.cuts or self._stands(stamp, device.cuts))
        )

    def reads(self, person: str) -> frozenset[str]:
        """Return the spaces a person's workplaces collect: none for who does not belong here."""
        if person not in self.people:
            return frozenset()
        roles = self._roles(person)
        scopes = {scope for _, scope in roles}
        reads_all = any((role, EVERYWHERE) in roles for role in READING)
        everywhere = self.offices if reads_all else ()
        return frozenset({COMMON, *scopes, *everywhere} - {EVERYWHERE})

    def members(self) -> tuple[Member, ...]:
        """Return everybody there ever was, in the order they came, with what they are today."""
        return tuple(
            Member(person, person not in self.people, self._roles(person), self.devices_of(person))
            for person in self._known
        )

    def devices_of(self, person: str) -> tuple[tuple[str, Device], ...]:
        """Return (name, device) of every device a person ever had: a cut names all their logs."""
        return tuple(item for item in self.devices.items() if item[1].person == person)

    def end_of(self, space: str, dev: str) -> End | None:
        """Return where a device's own end, or its person's leaving, cuts its log of a space off.

        None where the log goes on. A cut of a role is no end of the log: another role may last.
        """
        device = self.devices.get(dev)
        if device is None or not device.cuts:
            return None
        return min(cut.get(space, {}).get(dev, NOTHING) for cut in device.cuts)

    def is_cut(self, place: Place, person: str, quoted: int) -> bool:
        """Tell whether a later record ended what a segment's author could do, before it.

        Args:
            place: the segment.
            person: its author.
            quoted: index of the record it quotes.
        """
        space, dev, seq, digest = place
        device = self.devices.get(dev)
        if device is None or device.person != person:
            return False
        grants = self._grants.get(person, ())
        lost = (one for one in grants if one.since <= quoted < one.until)
        cuts = (*device.cuts, *(cut for one in lost for cut in one.cuts))
        if not device.since <= quoted < device.until or not cuts or place in self._adopted:
            return False
        ends = (cut.get(space, {}).get(dev, NOTHING) for cut in cuts)
        return digest in self.astray or any(
            seq > end or (seq == end and digest != last) for end, last in ends
        )

    def with_forks(self, links: Iterable[Link]) -> "Roster":
        """Return the roster that knows how logs forked: below a cut, only its own branch stands.

        Args:
            links: every segment of each log that has two of one number.
        """
        held = (one for grants in self._grants.values() for one in grants)
        ends = {
            (space, dev, *end)
            for one in (*self.devices.values(), *held)
            for cut in one.cuts
            for space, logs in cut.items()
            for dev, end in logs.items()
        }
        known = copy(self)
        known.astray = astray_of(ends, links)
        return known

    def with_deputies(self, deputies: Deputies) -> "Roster":
        """Return the roster that knows who acts for whom."""
        known = copy(self)
        known.deputies = deputies
        return known

    def _roles(self, person: str) -> tuple[tuple[Role, str], ...]:
        grants = self._grants.get(person, ())
        return tuple({(one.role, one.scope): None for one in grants if one.until == OPEN})

    def _stands(self, stamp: Stamp, cuts: tuple[Cut, ...]) -> bool:
        """Tell whether a change lies within all cuts and on their branch, or was adopted."""
        if (stamp.space, stamp.dev, stamp.seq, stamp.segment) in self._adopted:
            return True
        return stamp.segment not in self.astray and all(_within(stamp, cut) for cut in cuts)


def _within(stamp: Stamp, cut: Cut) -> bool:
    seq, digest = cut.get(stamp.space, {}).get(stamp.dev, NOTHING)
    return stamp.seq < seq or (stamp.seq == seq and stamp.segment == digest)


def fold_roster(records: Iterable[AuthorityRecord]) -> Roster:
    """Fold a checked chain. Kinds and roles this release does not know change nothing.

    Raises:
        DamagedError: a record lacks the fields of its kind.
    """
    told = Told()
    for record in records:
        if not told.keeper:
            told.keeper = record.dev
        if (known := content(record)) is not None:
            _tell(told, known, record.n)
    return Roster(told)


def _tell(told: Told, known: Content, n: int) -> None:
    match known:
        case OfficeAdd(office=office, parent=parent):
            told.offices[office] = parent
        case Rules(version=version):
            told.rules = max(told.rules, version)
        case CarrierClass(grade=grade):
            told.grade = grade
        case Adopt(segments=segments):
            told.adopted.update(segments)
        case KeeperPass():
            told.keeper = known.device
            if known.public:
                told.add_device(known.device, _device(known, n))
        case DeviceAdd():
            told.add_device(known.device, _device(known, n))
            told.invitations_used.update({known.invitation} - {""})
            told.replaced.update({known.replaces} - {""})
        case DeviceRetire(device=name, cut=cut):
            told.end_devices(lambda one, _: one == name, n, cut)
        case _:
            _tell_of_person(told, known, n)


def _tell_of_person(told: Told, known: Content, n: int) -> None:
    match known:
        case PersonAdd(person=person):
            told.people[person] = True
        case PersonLeave(person=person, cut=cut):
            told.people[person] = False
            told.end_devices(lambda _, one: one.person == person, n, cut)
            told.end_grants(lambda one: one.person == person, n, cut)
        case RoleGrant(person=person, role=role, scope=scope):
            if role in RIGHTS:
                told.grants.append(Grant(person, Role(role), scope, n))
        case RoleRevoke(person=person, role=role, scope=scope, cut=cut):
            lost = (person, role, scope)
            told.end_grants(lambda one: (one.person, one.role, one.scope) == lost, n, cut)
        case _:
            pass


def _device(known: DeviceAdd | KeeperPass, n: int) -> Device:
    return Device(bytes.fromhex(known.public), known.person, n)
