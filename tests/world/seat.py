"""One person's workplace in a world: its home, its clock, its view of the share, its crashes."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from edo.errors import UnreachableError
from edo.exchange.exchange import Exchange, Halt, Outcome
from edo.workplace import Workplace, open_workplace
from tests.share.carriers import Crash, CrashAt, at_once
from tests.share.faulty import FaultyCarrier

_LOCAL = ("edo.db-shm", "lock")
"""Files of a home that a copy of it does not need."""


@dataclass
class Time:
    """What the true time is; it never goes back."""

    at: int


@dataclass
class Seat:
    """A workplace and all that surrounds it.

    Attributes:
        name: whose, for the trace.
        folder: its home.
        view: the share as this workplace sees it.
        time: the true time.
        chance: where its random bytes come from.
        skew: milliseconds its clock is ahead.
        is_online: whether it can see the share.
        is_copy: made of another's home: two programs with one key.
        was_restored: from an earlier copy of its home.
        halt: why it does not send, as the last exchange said.
        held: changes in its ledger when last looked; none of them may go.
        backup: a copy of the home, and how many changes it held.
    """

    name: str
    folder: Path
    view: FaultyCarrier
    time: Time
    chance: random.Random
    skew: int = 0
    is_online: bool = True
    is_copy: bool = False
    was_restored: bool = False
    halt: Halt | None = None
    held: int = 0
    backup: tuple[Path, int] | None = None
    given: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])
    carrier: CrashAt = field(init=False)
    workplace: Workplace = field(init=False)
    exchange: Exchange = field(init=False)

    def __post_init__(self) -> None:
        """Open the workplace."""
        self.open()

    def now(self) -> int:
        """Answer the instant as this computer's clock shows it."""
        return self.time.at + self.skew

    def open(self) -> None:
        """Start the program."""
        self.workplace = open_workplace(self.folder, at=self.now, random=self.chance.randbytes)
        self.carrier = CrashAt(self.view)
        self.workplace.carrier = self.carrier
        self.workplace.pause = at_once
        self.exchange = Exchange(self.workplace, self.carrier)

    def reopen(self) -> None:
        """End the program anywhere, as a crash does, and start it again."""
        self.workplace.close()
        self.open()

    def run(self, crash: int = 0, *, after: bool = False) -> Outcome | str:
        """Exchange; a crash at the k-th act from now ends the program, and it is started again.

        Returns:
            What the run did, or why it did not end.
        """
        self.carrier._k = self.carrier.operations + crash if crash else 0
        self.carrier._after = after
        try:
            outcome = self.exchange.run()
        except UnreachableError as error:
            return error.reason
        except Crash:
            self.reopen()
            return "crash"
        finally:
            self.carrier._k = 0
        self.halt = outcome.halt
        return outcome

    def copy(self, folder: Path) -> None:
        """Copy the home, as a backup program does while the program runs."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(*_LOCAL))

    def keep_backup(self, folder: Path) -> None:
        """Copy the home for later, in place of an earlier copy."""
        if self.backup is not None:
            shutil.rmtree(self.backup[0])
        self.copy(folder)
        self.backup = folder, self.held

    def restore(self) -> None:
        """Make the home what it was when it was copied."""
        if self.backup is None:
            return
        self.workplace.close()
        shutil.rmtree(self.folder)
        shutil.copytree(self.backup[0], self.folder)
        self.was_restored, self.held, self.halt = True, self.backup[1], None
        self.open()


Act = Callable[[Seat], object]
