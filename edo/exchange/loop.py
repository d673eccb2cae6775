"""The exchange behind a person's back: again and again, sooner when there is something to do."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, get_ident
from time import monotonic

from edo.change import Touched
from edo.errors import EdoError
from edo.exchange.exchange import Exchange, Outcome
from edo.exchange.hands import several
from edo.exchange.receiving import Progress
from edo.share import layout
from edo.share.carrier import Carrier
from edo.share.patient import PatientCarrier
from edo.share.watch import Hints, pause
from edo.store import ledger
from edo.workplace import SHARE, Workplace

Tell = Callable[[Outcome | EdoError], object]
"""Told how each exchange ended, on the loop's thread."""


class Loop:
    """Runs exchanges on the thread that calls `run`, until `stop`.

    Args:
        workplace: whose.
        carrier: of its share.
        tell: told how each exchange ended.
        progress: told how far one is that brings much.
    """

    def __init__(
        self,
        workplace: Workplace,
        carrier: Carrier,
        tell: Tell,
        progress: Progress = lambda _done, _total: None,
    ) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._tell = tell
        self._progress = progress
        self._poked = Event()
        self._stopped = Event()
        self._thread = 0

    def poke(self) -> None:
        """Exchange now. Any thread may ask."""
        self._poked.set()

    def stop(self) -> None:
        """End the loop after the exchange that is under way. Any thread may ask."""
        self._stopped.set()
        self._poked.set()

    def abandon(self) -> None:
        """End the loop at once: nobody waits for the share any longer, nor who uses it beside."""
        self.stop()
        if isinstance(self._carrier, PatientCarrier):
            self._carrier.abandon()

    def run(self) -> None:
        """Exchange until stopped: after every commit here, at hints, and after pauses."""
        self._thread = get_ident()
        unlisten = self._workplace.listen(self._on_commit)
        hints = Hints(self._poked)
        exchange: Exchange | None = None
        failures, watches = 0, False
        try:
            while not self._stopped.is_set():
                self._poked.clear()
                begun = monotonic()
                try:
                    exchange = exchange or Exchange(
                        self._workplace, self._carrier, is_over=self._stopped.is_set, hands=several
                    )
                    self._tell(exchange.run(self._progress))
                    failures = 0
                    if not watches:  # now the folders are there
                        watches = True
                        hints.watch(self._folders())
                except EdoError as error:
                    self._tell(error)
                    exchange = None
                    failures += 1
                took = monotonic() - begun
                self._poked.wait(pause(took, failures, self._workplace.random))
        finally:
            hints.close()
            unlisten()

    def _on_commit(self, touched: Touched) -> None:
        del touched
        if get_ident() != self._thread:  # what came in is no reason to send
            self._poked.set()

    def _folders(self) -> list[Path]:
        """Return the folders of this computer in which news of others would appear."""
        place = self._workplace.read(ledger.recall, SHARE)
        spaces = self._workplace.spaces
        return [Path(place, *layout.heads(space).split("/")) for space in sorted(spaces)]
