"""Several workplaces over one faulty share: one thread, one seed, one history.

All chance comes from the seed, all time from the world. A step is one act of one person, or of
somebody who means harm; after the last one the faults end, everybody exchanges until nothing moves,
and what then stands is judged, see `verdict`.
"""

import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edo.errors import Refusal, UnreachableError
from edo.exchange.exchange import Halt, Outcome
from edo.joining import connect
from edo.segment import End
from tests.places import in_memory
from tests.share.carriers import MemoryCarrier, Objects
from tests.share.faulty import NONE, Faults, FaultyShare
from tests.world.acts import ACTS, DAY, HOUR, Doing
from tests.world.beginning import NAMES, Beginning, beginning
from tests.world.seat import Seat, Time

_ROUNDS = 20
_A_DAY = 9
"""Rounds in which a day goes by: so long a workplace waits for what it may have forgotten.

What lies under its names and is nobody's is taken away at a second look, one name after another.
"""
_QUIET = 3
"""Rounds in which nothing moves before a world is called quiet."""


@dataclass(frozen=True, slots=True)
class Story:
    """What may happen in a history beside a day's work.

    Attributes:
        faults: of the share.
        acts: who may do harm, or what befalls a home, and how often.
        is_exclusive: no claim on a number is ever lost, so no number is given twice.
        is_torn: what a restored home has forgotten may be lost on the share too: its log forks.
        usual: a day's work, and how often.
        begin: founds the organisation.
        epilogue: what is done when all is quiet, in one history of four, before all exchange again.
    """

    name: str
    faults: Faults = NONE
    acts: Sequence[tuple[Doing, float]] = ()
    is_exclusive: bool = True
    is_torn: bool = False
    usual: Sequence[tuple[Doing, float]] = ACTS
    begin: Callable[[], Beginning] = beginning
    epilogue: Doing | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a history came to: its trace, its length, and what befell it."""

    seed: int
    trace: str
    steps: int
    rounds: int
    befell: Counter[str]


class World:
    """A history that can be told step by step.

    Args:
        seed: decides everything.
        story: what may happen.
        workplaces: how many; the keeper's is the first.
        folder: where the homes are.
    """

    def __init__(self, seed: int, story: Story, workplaces: int, folder: Path) -> None:
        self.seed = seed
        self.story = story
        self.folder = folder
        self.chance = random.Random(seed)
        self.begin = story.begin()
        self.time = Time(self.begin.at + DAY)
        inner = MemoryCarrier()
        inner.restore(self.begin.objects)
        self.share = FaultyShare(inner, random.Random(f"share {seed}"), story.faults)
        self.documents: list[str] = []
        self.letters: list[str] = []
        self.befell: Counter[str] = Counter()
        self.seats = [self._seat(name) for name in NAMES[:workplaces]]
        self.forged: dict[str, str] = {}
        self.copies: list[Objects] = []
        self.together: dict[str, Objects] = {}
        self.insider_ends: dict[tuple[str, str], End] = {}
        self.looked: set[tuple[str, str, str]] = set()
        self._files = 0
        self._trace = hashlib.sha256()
        self._acts = [*story.usual, *story.acts]

    @property
    def keeper(self) -> Seat:
        """The workplace that extends the chain."""
        return self.seats[0]

    @property
    def trace(self) -> str:
        """The hash of all that happened."""
        self._trace.update(self.share.trace.encode())
        return self._trace.hexdigest()

    def tell(self, *words: object) -> None:
        """Take something into the trace."""
        self._trace.update(f"{words}\n".encode())

    def journal(self, seat: Seat) -> str:
        """Choose a journal of a workplace's office."""
        return self.chance.choice(self.begin.journals[seat.workplace.identity.office])

    def file(self) -> Path:
        """Make a small file."""
        self._files += 1
        path = self.folder / f"{self._files % 4}.txt"
        path.write_bytes(self.chance.randbytes(self.chance.randint(1, 60)))
        return path

    def clone(self, seat: Seat, *, with_installation: bool) -> None:
        """Let a copy of a home run beside it."""
        folder = self.folder / f"{seat.name}-{len(self.seats)}"
        seat.copy(folder)
        if not with_installation:
            (folder / "inst").write_text(self.chance.randbytes(8).hex())
        self.seats.append(self._open(folder.name, folder))
        self.seats[-1].is_copy = seat.is_copy = True

    def step(self) -> None:
        """Let somebody do something."""
        acts, weights = zip(*self._acts, strict=True)
        act: Doing = self.chance.choices(acts, weights)[0]
        seat = self.chance.choice(self.seats)
        self.time.at += self.chance.randint(1, 5_000)
        self.tell(act.__name__, seat.name)
        self.befell[act.__name__] += 1
        try:
            act(self, seat)
        except (Refusal, UnreachableError) as error:
            self.tell(error.reason)

    def settle(self) -> int:
        """End all faults and exchange until nothing moves; return how many rounds it took."""
        self.share.calm()
        self.time.at += 60 * DAY
        for seat in self.seats:
            seat.skew, seat.is_online = 0, True
        quiet = 0
        for number in range(1, _ROUNDS + 1):
            self.time.at += 3 * HOUR
            moved = [self._moves(seat, self._run(seat)) for seat in self.seats]
            halts = {one.halt for one in self.seats}
            is_waiting = number <= _A_DAY and bool(halts & {Halt.BEHIND, Halt.FORKED})
            quiet = 0 if is_waiting or any(moved) else quiet + 1
            if quiet == _QUIET:
                return number
        raise AssertionError(f"seed {self.seed}: still moving after {_ROUNDS} rounds")

    def close(self) -> None:
        """End all programs."""
        for seat in self.seats:
            seat.workplace.close()

    def _run(self, seat: Seat) -> Outcome | str:
        """Exchange; where the share looks like another folder, its person says that it is not."""
        answer = seat.run()
        if answer == "share_absent":
            connect(seat.workplace, place="", make=lambda _place, _dev: seat.carrier)
            seat.workplace.carrier = seat.carrier
            answer = seat.run()
        return answer

    def _moves(self, seat: Seat, answer: Outcome | str) -> bool:
        """Tell whether an exchange moved something.

        Two copies of one installation whose log has forked replace each other's heads for ever.
        """
        self.tell(answer if isinstance(answer, str) else f"{answer.halt} {answer.sent}")
        if isinstance(answer, str):
            return True
        sent, got = answer.sent, answer.received
        has_said = sent.heads and not (self.story.is_torn and seat.is_copy)
        return bool(
            sent.segments or has_said or got.segments or got.records or got.files or answer.mended
        )

    def _seat(self, name: str) -> Seat:
        folder = self.folder / name
        shutil.copytree(self.begin.folder / name, folder)
        return self._open(name, folder)

    def _open(self, name: str, folder: Path) -> Seat:
        chance = random.Random(f"{name} {self.seed}")
        return Seat(name, folder, self.share.view(name), self.time, chance)


@contextmanager
def world(seed: int, story: Story, workplaces: int) -> Generator[World]:
    """Give a world whose homes are gone when the block ends."""
    folder = in_memory("edo-world-")
    try:
        made = World(seed, story, workplaces, folder)
        try:
            yield made
        finally:
            made.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
