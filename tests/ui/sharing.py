"""A desk over a workplace with a shared folder, and others who work at the same folder."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pytestqt.qtbot import QtBot

from edo import joining
from edo.commands import membership
from edo.domain.rights import Role
from edo.exchange.exchange import Exchange
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery, founded
from tests.share.carriers import MemoryCarrier
from tests.ui.real import PATIENCE, Hands
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.speech import Speech
from ui.theme import Look, Theme

KIM = "Ким Е. В."


class Hanging(MemoryCarrier):
    """A share that answers until it is told to hang, and then only when the test is over."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()
        self.answers.set()
        self.asked = threading.Event()

    def read(self, name: str, limit: int) -> bytes | None:
        """Read, once the server answers."""
        self.asked.set()
        self.answers.wait()
        return super().read(name, limit)

    def hang(self) -> None:
        """Answer no more."""
        self.answers.clear()
        self.asked.clear()


@dataclass
class Shared(Hands):
    """The keeper at the window of the office; `place` is the shared folder."""

    place: Path = field(kw_only=True)

    def exchanged(self) -> None:
        """Exchange once more and wait until that is over."""
        with self.qtbot.waitSignal(self.desk.bridge.exchanged, timeout=PATIENCE):
            self.desk.bridge.exchange_now()
        self.settle()


def invitation(chancery: Chancery, name: str = KIM, role: Role = Role.CLERK) -> bytes:
    """Invite somebody to the keeper's office."""
    office = chancery.workplace.identity.office
    return membership.invite(chancery.workplace, person=name, office=office, roles=[role])


def ask(chancery: Chancery, place: Path, home: Path, invited: bytes) -> joining.Words:
    """Ask to join from a new home."""
    return joining.ask(
        home,
        invited=invited,
        place=str(place),
        computer="ПК-7",
        at=chancery.clock,
        random=chancery.chance.randbytes,
    )


def join(
    chancery: Chancery, place: Path, home: Path, name: str = KIM, role: Role = Role.CLERK
) -> Workplace:
    """Invite, ask, admit, and open the new workplace when it has taken everything in."""
    ask(chancery, place, home, invitation(chancery, name, role))
    (waiting,) = membership.requests(chancery.workplace)
    assert waiting.request is not None
    membership.admit(chancery.workplace, request=waiting.request)
    exchange(chancery.workplace)
    assert joining.finish(home)
    made = open_workplace(home, at=chancery.clock, random=chancery.chance.randbytes)
    exchange(made)
    return made


def exchange(workplace: Workplace) -> None:
    """Exchange beside the windows."""
    assert workplace.carrier is not None
    assert Exchange(workplace, workplace.carrier).run().halt is None


@contextmanager
def shared_office(folder: Path) -> Generator[tuple[Chancery, Path]]:
    """Found an office with a shared folder that has everything."""
    with founded(folder / "home") as chancery:
        place = folder / "share"
        place.mkdir()
        joining.connect(chancery.workplace, place=str(place))
        exchange(chancery.workplace)
        yield chancery, place


@contextmanager
def window_of(qtbot: QtBot, chancery: Chancery, place: Path) -> Generator[Shared]:
    """Lay a desk over the keeper's workplace; it exchanges from now on."""
    theme = Theme(Look.LIGHT)
    theme.apply()
    bridge = Bridge(lambda: chancery.workplace)
    clock = chancery.workplace.clock
    desk = Desk(Speech("en"), theme, bridge, Forgetful(), Forgetful(), clock.today, clock.now)
    failures: list[str] = []
    bridge.crashed.connect(failures.append)
    made = Shared(chancery, desk, qtbot, place=place)
    made.wait(lambda: bridge.last_exchange is not None)
    yield made
    bridge.close()
    assert failures == []


@contextmanager
def beside_kim(qtbot: QtBot, folder: Path) -> Generator[Shared]:
    """Sit at the keeper's window; Kim works at the same folder."""
    with shared_office(folder) as (chancery, place):
        join(chancery, place, folder / "kim").close()
        exchange(chancery.workplace)
        with window_of(qtbot, chancery, place) as made:
            yield made
