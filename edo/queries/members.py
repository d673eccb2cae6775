"""Who belongs to the organisation's document flow: people, what they are, their workplaces."""

from dataclasses import dataclass

from sqlalchemy import Connection

from edo.domain.organisation import Office, Person
from edo.domain.rights import Role
from edo.domain.roster import OPEN, Member, Roster
from edo.queries import directory


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role of today.

    Attributes:
        role: which.
        office: id of the office it holds in; empty for everywhere.
        office_ru, office_kk: the office's names.
    """

    role: Role
    office: str
    office_ru: str = ""
    office_kk: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A workplace of a person.

    Attributes:
        device: short name of its key.
        is_keeper: it extends the chain of authority.
        is_this: it is the one that asks.
    """

    device: str
    is_keeper: bool
    is_this: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person as the chain of authority tells of them.

    Attributes:
        person: id.
        name_ru, name_kk: as the directory has them; empty where it does not know the person yet.
        office: id of their office.
        office_ru, office_kk: the office's names.
        left: they belong to the organisation no more.
        roles: of today.
        seats: workplaces of today.
    """

    person: str
    name_ru: str
    name_kk: str
    office: str
    office_ru: str
    office_kk: str
    left: bool
    roles: tuple[RoleHeld, ...]
    seats: tuple[Seat, ...]

    @property
    def is_keeper(self) -> bool:
        """Whether one of their workplaces keeps the chain."""
        return any(seat.is_keeper for seat in self.seats)


def members(connection: Connection, *, device: str, roster: Roster) -> tuple[MemberRow, ...]:
    """Return the members, in the order they came; those who left are last.

    Args:
        connection: of a reading transaction.
        device: short name of this workplace's key.
        roster: who belongs to the organisation.
    """
    people = {item.id: item.person for item in directory.people(connection, left=True)}
    offices = {item.id: item.office for item in directory.offices(connection)}
    rows = (
        _row(member, people.get(member.person, Person()), offices, device, roster)
        for member in roster.members()
    )
    return tuple(sorted(rows, key=lambda row: row.left))


def _row(
    member: Member, person: Person, offices: dict[str, Office], device: str, roster: Roster
) -> MemberRow:
    office = offices.get(person.office, Office())
    return MemberRow(
        member.person,
        person.name_ru,
        person.name_kk,
        person.office,
        office.name_ru,
        office.name_kk,
        member.left,
        tuple(_held(role, scope, offices) for role, scope in member.roles),
        tuple(
            Seat(name, name == roster.keeper, name == device)
            for name, told in member.devices
            if told.until == OPEN
        ),
    )


def _held(role: Role, scope: str, offices: dict[str, Office]) -> RoleHeld:
    office = offices.get(scope, Office())
    return RoleHeld(role, scope, office.name_ru, office.name_kk)
