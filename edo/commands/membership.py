"""Who belongs to the organisation's document flow: invite, admit, grant, revoke, retire, pass on.

Only the keeper's device extends the chain of authority. What is recorded here reaches the others
with the next exchange.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from edo.commands.cuts import ends
from edo.domain.authority_record import (
    CarrierClass,
    DeviceRetire,
    KeeperPass,
    PersonLeave,
    RoleGrant,
    RoleRevoke,
    cut_of,
)
from edo.domain.organisation import Level, Office, OfficeAdded, Person
from edo.domain.rights import EVERYWHERE, Role, scope_of
from edo.domain.roster import OPEN
from edo.domain.staffing import PersonAdded
from edo.entry import Entry
from edo.errors import DamagedError, OutdatedError, Reason, Refusal, UnreachableError
from edo.queries import directory
from edo.share import invitation, join, layout
from edo.share.carrier import Carrier
from edo.share.invitation import Seat
from edo.share.join import Request
from edo.share.words import Words
from edo.store import ledger
from edo.workplace import SHARE, Workplace

INVITATION_DAYS = 14
"""Days an invitation is good for where nobody says otherwise."""
REQUESTS_LIMIT = 1_000
"""Requests looked at: more are somebody's mischief."""

_DAY = 24 * 60 * 60 * 1000
_NOBODY: Mapping[str, "Waiting"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request to join that was found on the share.

    Attributes:
        name: on the share.
        request: checked; None where it does not hold.
        words: six, to be compared by voice.
        reason: why it does not hold, empty where it does.
    """

    name: str
    request: Request | None
    words: Words | None
    reason: str = ""

    @property
    def person(self) -> str:
        """Who asks, by name; by id where a known workplace asks to be enrolled anew."""
        if self.request is None:
            return ""
        return self._seat.person_name if self._seat else self.request.person

    @property
    def office(self) -> str:
        """The name of the office they are invited to."""
        return self._seat.office_name if self._seat else ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """What they will be."""
        return tuple(role for role, _ in self._seat.roles) if self._seat else ()

    @property
    def computer(self) -> str:
        """The computer's name, as it says itself."""
        return self.request.asked.computer if self.request else ""

    @property
    def _seat(self) -> Seat | None:
        return self.request.offer.seat if self.request and self.request.offer else None


def invite(
    workplace: Workplace,
    *,
    person: str,
    office: str,
    roles: Sequence[Role],
    days: int = INVITATION_DAYS,
    place: str = "",
) -> bytes:
    """Make an invitation for one workplace; return the file's bytes.

    The person and the office are looked up by name or id; whoever is not in the directory yet is
    added to it.

    Args:
        workplace: the keeper's.
        person: name or id of who will work there.
        office: name or id of the office it belongs to.
        roles: what they will be in it; keepers and administrators are so everywhere.
        days: how long the invitation is good for.
        place: where the share is found from there; this workplace's own path where empty.

    Raises:
        Refusal: this is not the keeper's workplace, or a name is missing.
    """
    _check_keeper(workplace)
    with workplace.entry() as entry:
        where, office_name, parent = _office(entry, office)
        who, person_name = _person(entry, person, where)
    now = workplace.clock.now()
    seat = Seat(
        person=who,
        person_name=person_name,
        office=where,
        office_name=office_name,
        parent=parent,
        roles=tuple((role, scope_of(role, where)) for role in roles),
    )
    return invitation.make_invitation(
        workplace.key,
        workplace.chain,
        seat,
        at=now,
        until=now + days * _DAY,
        place=place or workplace.read(ledger.recall, SHARE),
        random=workplace.random,
    )


def requests(workplace: Workplace, *, known: Mapping[str, Waiting] = _NOBODY) -> list[Waiting]:
    """Return the requests to join that wait on the share, those that do not hold with the reason.

    Args:
        workplace: the keeper's.
        known: requests that were found under the same chain a moment ago, by name; they are not
            read again.

    Raises:
        UnreachableError: there is no share, or it does not answer.
    """
    carrier = _carrier(workplace)
    names = sorted(
        part for part in carrier.list(layout.JOIN, REQUESTS_LIMIT) if layout.read_request(part)
    )
    wanted = (f"{layout.JOIN}/{part}" for part in names)
    found = (known.get(name) or _waiting(workplace, carrier, name) for name in wanted)
    return [one for one in found if one.reason != Reason.ALREADY_ADMITTED]


def admit(workplace: Workplace, *, request: Request) -> None:
    """Let a workplace in whose six words were compared.

    A copied or restored workplace that is enrolled anew loses its older key; what that key has
    signed and sent until now stays valid.

    Raises:
        Refusal: this is not the keeper's workplace.
    """
    told = join.records_for(request, workplace.roster)
    replaced = workplace.roster.devices.get(request.replaces)
    if replaced is not None and replaced.until == OPEN:
        cut = cut_of(ends(workplace, devices=[request.replaces]))
        told.append(DeviceRetire(device=request.replaces, cut=cut).told())
    workplace.extend(*told)


def grant(workplace: Workplace, *, person: str, role: Role, office: str = EVERYWHERE) -> None:
    """Give a person a role in an office, or everywhere.

    Raises:
        Refusal: they do not belong to the organisation, have the role, or this is not the keeper.
    """
    _check_member(workplace, person)
    if (role, office) in _roles(workplace, person):
        raise Refusal(Reason.ALREADY_EXISTS, field="role", value=role)
    workplace.extend(RoleGrant(person, role.value, office).told())


def revoke(workplace: Workplace, *, person: str, role: Role, office: str = EVERYWHERE) -> None:
    """Take a role from a person; what they did by it until now stays valid.

    Raises:
        Refusal: they do not have it, or this is not the keeper.
    """
    _check_member(workplace, person)
    if (role, office) not in _roles(workplace, person):
        raise Refusal(Reason.BAD_VALUE, field="role", value=role)
    cut = cut_of(ends(workplace, devices=_devices(workplace, person)))
    workplace.extend(RoleRevoke(person, role.value, office, cut).told())


def retire(workplace: Workplace, *, device: str) -> None:
    """End a device, as when a computer was lost; what it sent until now stays valid.

    Raises:
        Refusal: there is no such device, or it is the keeper's own.
    """
    if device not in workplace.roster.devices:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    if device == workplace.roster.keeper:
        raise Refusal(Reason.NOT_KEEPER)
    cut = cut_of(ends(workplace, devices=[device]))
    workplace.extend(DeviceRetire(device=device, cut=cut).told())


def leave(workplace: Workplace, *, person: str) -> None:
    """End everything a person may do; what they did until now stays valid.

    Raises:
        Refusal: they do not belong to the organisation, or are the keeper.
    """
    _check_member(workplace, person)
    keeper = workplace.roster.devices[workplace.roster.keeper]
    if keeper.person == person:
        raise Refusal(Reason.NOT_KEEPER)
    cut = cut_of(ends(workplace, devices=_devices(workplace, person)))
    workplace.extend(PersonLeave(person=person, cut=cut).told())


def pass_keeper(workplace: Workplace, *, device: str) -> None:
    """Pass the keeping of the chain to another device.

    Raises:
        Refusal: there is no such device, it was ended, or this is not the keeper's.
    """
    known = workplace.roster.devices.get(device)
    if known is None or known.until != OPEN:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    workplace.extend(KeeperPass(device=device).told())


def grade(workplace: Workplace, *, grade: str) -> None:
    """State what the share is good for, after a rehearsal.

    Raises:
        Refusal: this is not the keeper's workplace.
    """
    workplace.extend(CarrierClass(grade=grade).told())


def find_person(workplace: Workplace, *, name: str) -> str:
    """Return the id of a member by name or id.

    Raises:
        Refusal: there is none.
    """
    for item in workplace.read(directory.people, left=True):
        if name.strip().casefold() in _called(item.id, item.person.name_ru, item.person.name_kk):
            return item.id
    raise Refusal(Reason.UNKNOWN_PERSON, value=name)


def find_office(workplace: Workplace, *, name: str) -> str:
    """Return the id of an office by name, short name or id.

    Raises:
        Refusal: there is none.
    """
    for item in workplace.read(directory.offices):
        office = item.office
        if name.strip().casefold() in _called(
            item.id, office.name_ru, office.name_kk, office.short
        ):
            return item.id
    raise Refusal(Reason.UNKNOWN_OFFICE, value=name)


def _check_keeper(workplace: Workplace) -> None:
    if workplace.roster.keeper != workplace.device:
        raise Refusal(Reason.NOT_KEEPER)


def _check_member(workplace: Workplace, person: str) -> None:
    if person not in workplace.roster.people:
        raise Refusal(Reason.UNKNOWN_PERSON, value=person)


def _carrier(workplace: Workplace) -> Carrier:
    if workplace.carrier is None:
        raise UnreachableError("share_none")
    return workplace.carrier


def _roles(workplace: Workplace, person: str) -> tuple[tuple[Role, str], ...]:
    for one in workplace.roster.members():
        if one.person == person:
            return one.roles
    return ()


def _devices(workplace: Workplace, person: str) -> list[str]:
    return [name for name, _ in workplace.roster.devices_of(person)]


def _waiting(workplace: Workplace, carrier: Carrier, name: str) -> Waiting:
    data = carrier.read(name, join.REQUEST.limit) or b""
    try:
        request = join.read_request(data, workplace.chain, workplace.roster, workplace.clock.now())
        words = join.words_of(data)  # slow on purpose: only for what holds
    except (DamagedError, OutdatedError, Refusal) as error:
        return Waiting(name, None, None, error.reason)
    return Waiting(name, request, words)


def _office(entry: Entry, name: str) -> tuple[str, str, str]:
    """Find an office by name or id, or add it under the topmost one; return id, name, parent."""
    offices = directory.offices(entry.connection)
    wanted = name.strip().casefold()
    for item in offices:
        office = item.office
        if wanted in _called(item.id, office.name_ru, office.name_kk, office.short):
            return item.id, office.name_ru or office.name_kk, office.parent
    top = next((item.id for item in offices if item.office.level is Level.REPUBLICAN), "")
    id = entry.new_id("o")
    entry.record(id, OfficeAdded(Office(name_ru=name.strip(), parent=top)))
    return id, name.strip(), top


def _person(entry: Entry, name: str, office: str) -> tuple[str, str]:
    """Find a person of an office by name or id, or add them to it; return id and name."""
    wanted = name.strip().casefold()
    for item in directory.people(entry.connection):
        person = item.person
        is_there = item.id == wanted or person.office == office
        if is_there and wanted in _called(item.id, person.name_ru, person.name_kk):
            return item.id, person.name_ru or person.name_kk
    id = entry.new_id("p")
    entry.record(id, PersonAdded(Person(name_ru=name.strip(), office=office)))
    return id, name.strip()


def _called(*names: str) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in names if name)
