"""The client, started to be walked through: how long it holds its window, how its memory grows.

`python -m bench.walked held|memory HOME ROUNDS` prints one JSON value and ends.
"""

import gc
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from bench.started import resident_mb
from bench.tour import Act, Tour, whole
from ui import app
from ui.collecting import Collecting
from ui.thrift import spare_memory

LONG = 10.0
"""Milliseconds from which a hold is worth being named."""
LISTED = 40
NAMED_TYPES = 12


class Watched(QApplication):
    """Times every event that is delivered outside another: so long the window stands still.

    What a slot costs is in the event that called it, and so is its waiting for Python's lock and
    for a core; beside it stands what it cost this thread alone, the same on a busy machine.
    """

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.holds: list[float] = []
        self.long: list[tuple[float, float, str, str]] = []
        self.act: Callable[[], str] = str
        self._within = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, and note how long that took."""
        if self._within:
            return super().notify(receiver, event)
        self._within = True
        begun, worked = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            spent = (time.perf_counter() - begun) * 1000
            worked = (time.thread_time() - worked) * 1000
            self._within = False
            self.holds.append(spent)
            if spent >= LONG:
                told = (self.act(), _cause(receiver, event))
                self.long.append((round(spent, 1), round(worked, 1), *told))


def _cause(receiver: QObject, event: QEvent) -> str:
    name = type(receiver).__name__ if isValid(receiver) else "gone"
    return f"{event.type().name} {name}"


class Walk(QObject):
    """Goes through the rounds, and measures between them."""

    def __init__(self, client: app.Client, rounds: int) -> None:
        super().__init__(client)
        self._client = client
        self._left = rounds
        self.rounds: list[dict[str, Any]] = []
        self._types: Counter[str] = Counter()
        self._tour: Tour | None = None
        self._begin()

    def act(self) -> str:
        """Give the name of what is being done."""
        return self._tour.name if self._tour is not None else "start"

    def _begin(self) -> None:
        self._tour = Tour(self._client, _acts(self._client), _nothing, self._on_over)

    def _on_over(self) -> None:
        gc.collect()
        types = Counter(type(one).__name__ for one in gc.get_objects())
        grown = (types - self._types).most_common(NAMED_TYPES) if self._types else []
        self._types = types
        self.rounds.append(
            {
                "resident_mb": round(resident_mb(), 1),
                "widgets": len(QApplication.allWidgets()),
                "python_objects": sum(types.values()),
                "grown": dict(grown),
            }
        )
        self._left -= 1
        if self._left:
            QTimer.singleShot(0, self, self._begin)
        else:
            QApplication.quit()


def _acts(client: app.Client) -> Iterator[Act]:
    return whole(client)


def _nothing(_name: str) -> None:
    return None


def main() -> None:
    """Walk through the home folder given."""
    what, home, rounds = sys.argv[1:]
    spare_memory()
    sys.setswitchinterval(app.SWITCH_SECONDS)
    watched = Watched() if what == "held" else None  # its notes would count as memory
    application = watched or QApplication(sys.argv[:1])
    client = app.Client(Path(home))
    client.start()
    walk = Walk(client, int(rounds))
    if watched is not None:
        watched.act = walk.act
    gc.freeze()
    collecting = Collecting()
    application.exec()
    if watched is not None:
        holds = sorted(watched.holds)
        print(
            json.dumps(
                {
                    "longest_ms": round(holds[-1], 1),
                    "p95_ms": round(holds[int(len(holds) * 0.95)], 2),
                    "p999_ms": round(holds[int(len(holds) * 0.999)], 1),
                    "events": len(holds),
                    "over_50_ms": sum(one > 50 for one in holds),
                    "longest": sorted(watched.long, reverse=True)[:LISTED],
                },
                ensure_ascii=False,
            )
        )
    else:
        print(json.dumps({"rounds": walk.rounds}, ensure_ascii=False))
    client.stop()
    collecting.stop()
    sys.stdout.flush()
    # An application that Python delivers events for cannot outlive Python's end.
    os._exit(0)


if __name__ == "__main__":
    main()
