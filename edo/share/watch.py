"""When to look at the share again: after a pause that suits it, or sooner at a hint.

Polling is the truth: the system tells of what other programs on this computer do and, on a server's
folder, of nothing others do. Such news only pulls the next look forward.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any

from edo.clock import Random

SHORTEST, LONGEST = 2.0, 60.0
"""Seconds between two looks."""
_QUICK = 0.1
"""Seconds a look may take for the shortest pause."""
_SHARE_OF_TIME = 20
"""A slow share is looked at for one part in so many of the time."""
_JITTER = 0.25
_NEWS = ("created", "moved")


def pause(took: float, failures: int, random: Random) -> float:
    """Return the seconds until the next look.

    Args:
        took: seconds the last one took.
        failures: how many failed in a row.
        random: answers n random bytes: workplaces must not knock all at once.
    """
    calm = SHORTEST if took < _QUICK else min(LONGEST, max(SHORTEST, took * _SHARE_OF_TIME))
    longer = min(LONGEST, calm * 2 ** min(failures, 10))
    chance = int.from_bytes(random(2), "big") / 0xFFFF
    return longer * (1 - _JITTER + 2 * _JITTER * chance)


class Hints:
    """Sets an event when something changes in some folders of this computer.

    Starting it may take the system a while, so it starts beside; where the system has no news to
    offer it stays silent. Close it when done.
    """

    def __init__(self, event: Event) -> None:
        self._event = event
        self._observer: Any = None
        self._closed = Event()

    def watch(self, folders: Iterable[Path]) -> None:
        """Begin to watch folders; those that are not there are left out."""
        Thread(target=self._start, args=(list(folders),), daemon=True).start()

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()
        if self._observer is not None:
            with suppress(OSError, RuntimeError):
                self._observer.stop()

    def _start(self, folders: list[Path]) -> None:
        observer = import_module("watchdog.observers").Observer()  # slow, and not for every start
        # It calls its own end an error; what it misses is found by looking.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        for folder in folders:
            with suppress(OSError):
                observer.schedule(_Handler(self._event), str(folder), recursive=False)
        with suppress(OSError, RuntimeError):
            observer.start()
            self._observer = observer
        if self._closed.is_set():
            self.close()


class _Handler:
    """What the observer tells of files."""

    def __init__(self, event: Event) -> None:
        self._event = event

    def dispatch(self, news: Any) -> None:
        """Be told by the observer."""
        if news.event_type in _NEWS:
            self._event.set()
