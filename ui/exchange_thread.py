"""The exchange behind the windows: a thread of its own, from opening to closing.

It asks nobody and nobody waits for it; how each exchange ended is told once it has. The keeper's
looks, after each, who asks to be let in.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from edo.errors import EdoError, UnreachableError

if TYPE_CHECKING:
    from edo.commands.membership import Waiting
    from edo.exchange.exchange import Outcome
    from edo.exchange.loop import Loop

SLOW = 100
"""Segments that come in at once from which on it is told how far it is."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """How an exchange ended.

    Attributes:
        at: when, milliseconds since 1970 UTC.
        error: why it did not; None where it did.
        halt: code of why nothing is sent from here; empty where it is.
        since: when the exchanges began to fail, or to send nothing, on this run of the program; 0
            where all is well.
        pending: how many things of the share are asked for again later.
        asking: who asks to be let in, where this is the keeper's workplace.
    """

    at: int
    error: EdoError | None = None
    halt: str = ""
    since: int = 0
    pending: int = 0
    asking: tuple[Waiting, ...] = ()


class ExchangeThread:
    """Runs the exchange of one workplace. Any thread may call anything here.

    `tell` and `progress` are called on the exchange's thread.
    """

    def __init__(
        self, tell: Callable[[Exchanged], object], progress: Callable[[int, int], object]
    ) -> None:
        self._tell = tell
        self._progress = progress
        self._alone = Lock()
        self._threads: list[Thread] = []
        self._loop: Loop | None = None
        self._carrier: object = None
        self._workplace: Any = None
        self._door: Any = None
        self._last = Exchanged(0)
        self._paused = self._stopped = False

    @property
    def goes_on(self) -> bool:
        """Whether there is a share to exchange with."""
        return self._loop is not None

    def begin(self, workplace: object) -> None:
        """Exchange from now on, where the workplace has a share."""
        self._workplace = workplace
        self.go_on()

    def now(self) -> None:
        """Exchange now; with another share, where the workplace was connected to one."""
        carrier = getattr(self._workplace, "carrier", None)
        with self._alone:
            if carrier is None or self._stopped or self._paused:
                return
            if self._loop is not None and carrier is self._carrier:
                self._loop.poke()
                return
            if self._loop is not None:
                self._loop.abandon()
            self._start(carrier)

    def pause(self) -> None:
        """Exchange no more until `go_on`; waits for the exchange that is under way."""
        with self._alone:
            self._paused = True
            if self._loop is not None:
                self._loop.stop()
        self.wait()

    def go_on(self) -> None:
        """Begin afresh after a pause: nothing is remembered of how the share looked before."""
        with self._alone:
            if self._paused:
                self._paused, self._loop, self._carrier = False, None, None
        self.now()

    @contextmanager
    def still(self) -> Generator[None]:
        """Exchange nothing meanwhile."""
        self.pause()
        try:
            yield
        finally:
            self.go_on()

    def stop(self) -> None:
        """End after the exchange that is under way."""
        with self._alone:
            self._stopped = True
            if self._loop is not None:
                self._loop.stop()

    def abandon(self) -> None:
        """End at once; whoever waits for the share hears that it does not answer."""
        with self._alone:
            if self._loop is not None:
                self._loop.abandon()

    def wait(self) -> None:
        """Wait until it has ended."""
        for thread in tuple(self._threads):
            thread.join()

    def _start(self, carrier: Any) -> None:
        made = import_module("edo.exchange.loop").Loop
        self._door = import_module("edo.commands.sharing").Door(self._workplace)
        self._carrier = carrier
        before = [thread for thread in self._threads if thread.is_alive()]
        loop: Loop = made(self._workplace, carrier, self._on_ended, self._on_progress)
        self._loop = loop

        def run() -> None:
            for thread in before:
                thread.join()
            loop.run()

        thread = Thread(target=run, name="exchange", daemon=True)
        self._threads = [*before, thread]
        thread.start()

    def _on_progress(self, done: int, total: int) -> None:
        if total >= SLOW:
            self._progress(done, total)

    def _on_ended(self, ended: Outcome | EdoError) -> None:
        at: int = self._workplace.clock.now()
        if isinstance(ended, EdoError):
            told = replace(self._last, at=at, error=ended)
        else:
            halt = ended.halt.value if ended.halt else ""
            told = Exchanged(at, None, halt, 0, len(ended.pending), self._look())
        since = (self._last.since or at) if told.error or told.halt else 0
        self._last = replace(told, since=since)
        self._tell(self._last)

    def _look(self) -> tuple[Waiting, ...]:
        try:
            return self._door.look()
        except UnreachableError:
            return self._last.asking
