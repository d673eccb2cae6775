"""A command that takes its time: how far it is, and a way to stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial

from PySide6.QtCore import QObject, Signal

Progress = Callable[[int, int], bool]
PROGRESS_SECONDS = 0.05


def until_stopped(progress: Progress) -> Callable[[int, int], None]:
    """Make what a long run tells its steps, which ends the run once a person pressed Stop."""

    def step(done: int, total: int) -> None:
        if not progress(done, total):
            raise CancelledError

    return step


class LongRun(QObject):
    """A command that takes its time, as the windows see it: how far it is, and a way to stop it."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the command to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()


def teller(run: LongRun, home: Callable[[Callable[[], object]], object]) -> Progress:
    """Return what a command tells how far it is, not too often, and is told by to stop.

    Args:
        run: as the windows see it.
        home: brings a closure to the thread of the windows, where alone the run's signals are sent.
    """
    last = 0.0

    def progress(done: int, total: int) -> bool:
        nonlocal last
        moment = time.monotonic()
        if moment - last >= PROGRESS_SECONDS or done == total:
            last = moment
            home(partial(run.progressed.emit, done, total))
        return not run.cancelled

    return progress
