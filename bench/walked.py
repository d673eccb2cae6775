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

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication

from bench.started import resident_mb
from bench.tour import Act, Tour, whole
from ui import app
from ui.collecting import Collecting
from ui.thrift import spare_memory

BEAT = 2
"""Milliseconds between two beats."""
LONG = 10.0
"""Milliseconds from which a hold is worth being named."""
LISTED = 40
SCREEN = (1366, 768)
"""The screens of the offices, in pixels."""
NAMED_TYPES = 12


class Heartbeat(QObject):
    """Tells how long the windows stand still: how long a key pressed then would have waited.

    A clock in a thread of its own, of which Python knows nothing, sends a beat every two
    milliseconds. Whatever the windows do meanwhile, the next beat is heard after it: the time
    between two beats is a hold, of one event or of several in a row. Unlike an application that
    looks at every event, and many thousand come with a page, this costs what is measured nothing.
    Beside the time by the clock stands what the hold cost this thread alone, the same on a busy
    machine.
    """

    def __init__(self) -> None:
        super().__init__()
        self.holds: list[float] = []
        self.long: list[tuple[float, float, str]] = []
        self.act: Callable[[], str] = str
        self._clock, self._thread = QTimer(), QThread()
        self._clock.setInterval(BEAT)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.moveToThread(self._thread)
        self._thread.started.connect(self._clock.start)
        self._clock.timeout.connect(self._on_beat, Qt.ConnectionType.QueuedConnection)
        self._heard, self._worked = time.perf_counter(), time.thread_time()

    def begin(self) -> None:
        """Listen from now on."""
        self._heard, self._worked = time.perf_counter(), time.thread_time()
        self._thread.start()

    def end(self) -> None:
        """Listen no longer."""
        self._thread.quit()
        self._thread.wait()

    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        spent = (now - self._heard) * 1000
        if spent > BEAT / 2:  # beats that waited behind a hold come all at once: they are one
            self.holds.append(max(0.0, spent - BEAT))
        if spent >= LONG:
            cost = (worked - self._worked) * 1000
            self.long.append((round(spent, 1), round(cost, 1), self.act()))
        self._heard, self._worked = now, worked


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
    application = QApplication(sys.argv[:1])
    heart = Heartbeat() if what == "held" else None  # its notes would count as memory
    client = app.Client(Path(home))
    client.start()
    client.window.resize(*SCREEN)
    walk = Walk(client, int(rounds))
    if heart is not None:
        heart.act = walk.act
        heart.begin()
    gc.freeze()
    collecting = Collecting()
    application.exec()
    if heart is not None:
        heart.end()
        holds = sorted(heart.holds)
        print(
            json.dumps(
                {
                    "longest_ms": round(holds[-1], 1),
                    "p95_ms": round(holds[int(len(holds) * 0.95)], 2),
                    "p999_ms": round(holds[int(len(holds) * 0.999)], 1),
                    "beats": len(holds),
                    "over_50_ms": sum(one > 50 for one in holds),
                    "longest": sorted(heart.long, reverse=True)[:LISTED],
                },
                ensure_ascii=False,
            )
        )
    else:
        print(json.dumps({"rounds": walk.rounds}, ensure_ascii=False))
    client.stop()
    collecting.stop()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
