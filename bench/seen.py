"""How soon a registration stands in the list of another workplace: both exchange by themselves."""

import random
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from bench import office
from bench.measure import Result, median
from bench.sharing import Pair, Seat, ids_of
from edo.commands import documents
from edo.exchange.loop import Loop
from edo.queries.documents import count
from edo.queries.listing import Filter
from edo.store import ledger
from edo.workplace import SHARE

_TRIES = 20
_PATIENCE = 60.0
"""Seconds after which what does not come is a failure."""
_BEGINNING = 3.0
"""Seconds given to the system to begin watching."""


def seen(folder: Path) -> Iterator[Result]:
    """Time it where the system tells of news, and where only looking again does."""
    yield _seen(folder / "told", "a registration seen by another, watcher on", 0.5, is_told=True)
    yield _seen(folder / "polled", "the same by polling alone", 3.0, is_told=False)


def _seen(folder: Path, name: str, target: float, *, is_told: bool) -> Result:
    pair = Pair(folder, office.make(folder / "ours", 0))
    theirs = pair.theirs.workplace
    if is_told:  # else the other one does not know where on this computer the folder is
        theirs.write(ledger.keep, SHARE, str(pair.share))
    came = Event()
    theirs.listen(lambda _touched: came.set())
    chance = random.Random(1)
    taken: list[float] = []
    lines = office.intakes(ids_of(pair), pair.made.workplace.clock.today(), _TRIES + 1)
    with _exchanging(pair.ours), _exchanging(pair.theirs):
        Event().wait(_BEGINNING)
        for line in lines:
            before = theirs.read(count, filter=Filter())
            begun = perf_counter()
            documents.register(pair.made.workplace, journal=pair.made.journal, card=line.card)
            while theirs.read(count, filter=Filter()) == before:
                if not came.wait(_PATIENCE):
                    raise TimeoutError(name)
                came.clear()
            taken.append(perf_counter() - begun)
            Event().wait(chance.uniform(0.2, 2.2))  # at any moment between two looks
    pair.close()
    taken = taken[1:]  # the first one brings names and journals too
    notes = {"tries": len(taken), "most": round(max(taken), 3)}
    return Result(name, median(taken), "s", target, None, notes)


@contextmanager
def _exchanging(seat: Seat) -> Generator[None]:
    """Let a workplace exchange by itself meanwhile, as the client does."""
    loop = Loop(seat.workplace, seat.carrier.carrier, lambda _end: None)
    thread = Thread(target=loop.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.stop()
        thread.join(_PATIENCE)
