"""The share as windows see it: its state at one moment, and who waits at the door."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edo.commands import membership, recovery
from edo.commands.membership import Waiting
from edo.outfile import replacing
from edo.queries.members import MemberRow, members
from edo.queries.share import SEEN, Status, status
from edo.store import ledger
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Overview:
    """The share and the members at one moment.

    Attributes:
        status: the state of the exchange.
        members: people, those who left last.
        person: id of who works here.
        office: id of the office this workplace belongs to.
        has_root_key: the organisation's root key still lies on this computer.
    """

    status: Status
    members: tuple[MemberRow, ...]
    person: str
    office: str
    has_root_key: bool = False

    @property
    def keeper(self) -> MemberRow | None:
        """Whose workplace keeps the chain of authority."""
        return next((one for one in self.members if one.is_keeper), None)


def overview(workplace: Workplace) -> Overview:
    """Return the state of the share and of the members."""
    device, roster = workplace.device, workplace.roster
    return Overview(
        workplace.read(status, device=device, roster=roster),
        workplace.read(members, device=device, roster=roster),
        workplace.identity.person,
        workplace.identity.office,
        recovery.has_root_key(workplace),
    )


def state(workplace: Workplace) -> Status:
    """Return the state of the exchange."""
    return workplace.read(status, device=workplace.device, roster=workplace.roster)


def invite_into(workplace: Workplace, *, out: Path, **seat: Any) -> str:
    """Make an invitation and put it into a file; return the file's path.

    Args:
        workplace: the keeper's.
        out: where the file shall be; one that is there is replaced.
        **seat: see `membership.invite`.

    Raises:
        Refusal: this is not the keeper's workplace, or the file cannot be written.
    """
    data = membership.invite(workplace, **seat)
    with replacing(out) as file:
        file.write(data)
    return str(out)


class Door:
    """Who asks to be let in. The six words of one request are reckoned once: they are slow."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._known: dict[str, Waiting] = {}
        self._quoted = workplace.authority

    def look(self) -> tuple[Waiting, ...]:
        """Return who waits; nobody where this is not the keeper's workplace.

        Raises:
            UnreachableError: the share does not answer.
        """
        if self._workplace.roster.keeper != self._workplace.device:
            return ()
        if self._workplace.authority != self._quoted:
            self._quoted = self._workplace.authority
            self._known = {}
        found = membership.requests(self._workplace, known=self._known)
        self._known = {one.name: one for one in found if one.request is not None}
        return tuple(found)


def look_at_aside(workplace: Workplace) -> None:
    """Note that a person has looked at what was set aside until now; it stays in the list."""
    workplace.write(ledger.keep, SEEN, str(workplace.clock.now()))
