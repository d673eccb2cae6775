"""A keeper and those they invited, over one real shared folder: for drills and repairs.

The clock stands until a test moves it. A workplace is known by its name; `reopen` ends its program
and begins it again, as after a repair that changed its home.
"""

import atexit
import random
import shutil
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from edo import joining
from edo.commands import documents, membership, numbers, organisation
from edo.commands.documents import Attachment, Registration
from edo.domain.card import Card, Kind
from edo.domain.organisation import Office
from edo.domain.rights import Role
from edo.exchange.exchange import Exchange, Halt
from edo.share.carrier import Carrier
from edo.share.folder import FolderCarrier
from edo.store import ledger
from edo.store.database import Connection, ask
from edo.workplace import SHARE, Workplace, open_workplace
from tests.office import Clock
from tests.places import in_memory
from tests.share.carriers import at_once

KEEPER = "Айгуль"


@dataclass
class Town:
    """Workplaces by name, and the folder they share.

    Attributes:
        folder: holds the homes.
        share: the shared folder.
        clock: what all of them take for the wall clock.
        chance: where random bytes come from.
        open: the workplaces whose program runs.
        journals: of incoming letters, by office.
    """

    folder: Path
    share: Path
    clock: Clock
    chance: random.Random
    open: dict[str, Workplace] = field(default_factory=dict[str, Workplace])
    journals: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def keeper(self) -> Workplace:
        """The keeper's workplace."""
        return self.open[KEEPER]

    def home(self, name: str) -> Path:
        """Return the home of somebody's workplace."""
        return self.folder / name

    def make(self, place: str, dev: str) -> Carrier:
        """Make a carrier, as `workplace.share_at` does, that never waits."""
        return FolderCarrier(Path(place), dev=dev, sleep=at_once)

    def start(self, name: str) -> Workplace:
        """Begin the program on a home."""
        made = open_workplace(
            self.home(name), at=self.clock, random=self.chance.randbytes, connect=self.make
        )
        made.pause = at_once
        self.open[name] = made
        return made

    def stop(self, name: str) -> None:
        """End a program."""
        self.open.pop(name).close()

    def reopen(self, name: str) -> Workplace:
        """End a program and begin it again."""
        self.stop(name)
        return self.start(name)

    def copy_home(self, name: str, other: str) -> None:
        """Copy a home, as a backup does, or somebody who sets up a second computer.

        The file of the write-ahead log goes along.
        """
        shutil.copytree(self.home(name), self.home(other))

    def add_office(self, name: str) -> str:
        """Add an office under the topmost one."""
        body = next(iter(self.keeper.roster.offices))
        return organisation.add_office(self.keeper, office=Office(name_ru=name, parent=body))

    def invite(self, name: str, *, office: str = "", roles: Iterable[Role] = (Role.CLERK,)) -> None:
        """Let somebody's workplace in: invitation, request, admission, first exchange."""
        keeper = self.keeper
        invited = membership.invite(
            keeper, person=name, office=office or keeper.identity.office, roles=tuple(roles)
        )
        joining.ask(
            self.home(name),
            invited=invited,
            place="",
            computer="ПК",
            at=self.clock,
            random=self.chance.randbytes,
            make=self.make,
        )
        (found,) = (one for one in membership.requests(keeper) if one.request is not None)
        assert found.request is not None
        membership.admit(keeper, request=found.request)
        self.exchange(KEEPER)
        assert joining.finish(self.home(name), make=self.make)
        self.start(name)
        self.exchange(name)

    def exchange(self, *names: str, times: int = 1) -> dict[str, Halt | None]:
        """Let workplaces exchange, all of them where none is named; return who halted."""
        halted: dict[str, Halt | None] = {}
        for _ in range(times):
            for name in names or tuple(self.open):
                self.clock.move(minutes=1)
                workplace = self.open[name]
                carrier = workplace.carrier
                assert carrier is not None
                halted[name] = Exchange(workplace, carrier).run().halt
        return halted

    def settle(self) -> None:
        """Let everybody exchange until all have heard of everything."""
        assert set(self.exchange(times=4).values()) == {None}

    def register(self, name: str, subject: str, *files: Path) -> Registration:
        """Register a letter at somebody's workplace."""
        self.clock.move(minutes=1)
        workplace = self.open[name]
        return documents.register(
            workplace,
            journal=self.journals[workplace.identity.office],
            card=Card(subject_ru=subject),
            named=["Акимат"],
            files=[Attachment(file) for file in files],
        )

    def subjects(self, name: str) -> dict[str, str]:
        """Return number → subject of what somebody's register shows."""
        return dict(self.open[name].read(_numbered))


@contextmanager
def town(folder: Path) -> Generator[Town]:
    """Found an organisation on a share of its own, with one journal of incoming letters."""
    clock, chance = Clock(), random.Random(1)
    share = folder / "share"
    share.mkdir()
    made = Town(folder / "homes", share, clock, chance)
    made.folder.mkdir()
    organisation.found(
        made.home(KEEPER),
        organisation="Профсоюз",
        office="Областная организация Абай",
        person=KEEPER,
        at=clock,
        random=chance.randbytes,
    ).close()
    try:
        keeper = made.start(KEEPER)
        joining.connect(keeper, place=str(share), make=made.make)
        membership.grade(keeper, grade="exclusive")
        made.journals[keeper.identity.office] = numbers.open_journal(
            keeper, index="ВХ", kind=Kind.INCOMING, title_ru="Входящие"
        )
        made.exchange(KEEPER, times=2)
        yield made
    finally:
        for workplace in made.open.values():
            workplace.close()


Deeds = Callable[[Town], Any]


@contextmanager
def continued(folder: Path, deeds: Deeds) -> Generator[tuple[Town, Any]]:
    """Give a town in which something was done already: done once a process, and copied.

    Args:
        folder: an empty one.
        deeds: what is done; what it returns is given beside the town.
    """
    begun = _begun(deeds)
    shutil.copytree(begun.folder, folder, dirs_exist_ok=True)
    clock, chance = Clock(), random.Random()
    clock.at = begun.at
    chance.setstate(begun.chance)
    made = Town(folder / "homes", folder / "share", clock, chance, {}, dict(begun.journals))
    try:
        for name in begun.names:
            workplace = made.start(name)
            workplace.write(ledger.keep, SHARE, str(made.share))  # the one thing that has a place
            workplace.carrier = made.make(str(made.share), workplace.device)
        yield made, begun.told
    finally:
        for workplace in made.open.values():
            workplace.close()


@dataclass(frozen=True)
class _Begun:
    """A town to copy: its folder, who worked in it, and where clock and chance stood."""

    folder: Path
    names: tuple[str, ...]
    journals: Mapping[str, str]
    at: int
    chance: tuple[Any, ...]
    told: Any


@cache
def _begun(deeds: Deeds) -> _Begun:
    folder = in_memory("edo-town-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with town(folder) as made:
        told = deeds(made)
        names, journals = tuple(made.open), dict(made.journals)
        return _Begun(folder, names, journals, made.clock.at, made.chance.getstate(), told)


def _numbered(connection: Connection) -> list[tuple[str, str]]:
    statement = "SELECT number, subject_ru FROM documents WHERE number <> ''"
    return [(row[0], row[1]) for row in ask(connection, statement)]
