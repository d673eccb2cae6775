"""The workplaces of the second day, each with its own home folder and its own way to the share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Self

from edo.errors import UnreachableError
from edo.exchange.exchange import Exchange, Outcome
from edo.sample.times import Clockwork
from edo.share.carrier import LIST_LIMIT, Carrier, Claim, Put
from edo.share.trouble import Trouble
from edo.workplace import Workplace, open_workplace, share_at

_SEED = 1


class Cable:
    """The way to a shared folder, which can be pulled out.

    Args:
        carrier: of the folder.
        place: the folder's path.
        is_plugged: tells whether it can be reached now.
    """

    def __init__(self, carrier: Carrier, place: str, is_plugged: Callable[[], bool]) -> None:
        self._carrier = carrier
        self._place = place
        self._is_plugged = is_plugged

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name; see `Carrier`."""
        return self._reached.put_new(name, content)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes; see `Carrier`."""
        return self._reached.read(name, limit)

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file; see `Carrier`."""
        return self._reached.copy_out(name, target, limit)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder; see `Carrier`."""
        return self._reached.list(folder, limit)

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one can have; see `Carrier`."""
        return self._reached.claim(name, token)

    def drop_own(self, name: str) -> None:
        """Remove an object this device wrote; see `Carrier`."""
        self._reached.drop_own(name)

    @property
    def _reached(self) -> Carrier:
        if not self._is_plugged():
            raise UnreachableError(Trouble.GONE, path=self._place)
        return self._carrier


@dataclass(slots=True)
class Seat:
    """A workplace, whose it is, and whether its cable is in.

    Attributes:
        key: of the person.
        home: its folder.
        clock: what it takes for the time.
        seed: of its random bytes.
        is_plugged: whether it reaches the share.
    """

    key: str
    home: Path
    clock: Clockwork
    seed: int
    is_plugged: bool = True
    random: Random = field(init=False)
    workplace: Workplace = field(init=False)
    _exchange: Exchange | None = None

    def __post_init__(self) -> None:
        """Let its chance begin."""
        self.random = Random(self.seed)

    @classmethod
    def of(cls, key: str, workplace: Workplace, clock: Clockwork) -> Self:
        """Take over a workplace that is open."""
        seat = cls(key, workplace.home.folder, clock, _SEED)
        seat.workplace = workplace
        return seat

    def reach(self, place: str, dev: str) -> Carrier:
        """Return the way to a share, as `edo.workplace.Connect`."""
        return Cable(share_at(place, dev), place, lambda: self.is_plugged)

    def open(self) -> None:
        """Start the program here."""
        random = self.random.randbytes
        self.workplace = open_workplace(self.home, at=self.clock, random=random, connect=self.reach)
        self._exchange = None

    def exchange(self) -> Outcome:
        """Collect and send.

        Raises:
            UnreachableError: the share is not to be reached.
        """
        carrier = self.workplace.carrier
        if carrier is None:
            raise UnreachableError("share_none")
        self._exchange = self._exchange or Exchange(self.workplace, carrier)
        return self._exchange.run()
