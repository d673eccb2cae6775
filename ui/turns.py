"""Long works of the windows' thread, done step by step in turns so short that nobody feels them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal

BETWEEN = 5
"""Milliseconds from one turn to the next: keys and pictures come first."""
NEXT_TURN = 1
"""Milliseconds after which something goes on in a turn of its own: keys that came are heard before.

At once (0) Qt would go on before it looks at any key.
"""
TURN = 0.008
"""Seconds of one turn."""


class InTurns(QObject):
    """Does a work in turns; `over` tells that nothing is left of it, also where a step failed.

    It tells so in a turn of its own: what is done then may be as long as one.

    Args:
        parent: with whom it ends.
        pause: milliseconds from one turn to the next.
    """

    over = Signal()

    def __init__(self, parent: QObject, pause: int = BETWEEN) -> None:
        super().__init__(parent)
        self._steps: Iterator[bool] = iter(())
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.take_turn)

    @property
    def under_way(self) -> bool:
        """Whether something is left to be done."""
        return self._under_way

    def begin(self, steps: Iterator[bool]) -> None:
        """Do a work from the next turn on, in the place of what is left of another.

        Args:
            steps: goes on with the work; what it gives tells that a turn should end here, however
                short it was.
        """
        self._steps, self._under_way = chain(steps, (True,)), True
        self._timer.start()

    def stop(self) -> None:
        """Do no more of it, and tell nobody."""
        self._steps, self._under_way = iter(()), False
        self._timer.stop()

    def finish(self) -> None:
        """Do what is left of it at once."""
        while self._under_way:
            self.take_turn()

    def take_turn(self) -> None:
        """Go on for one turn, and have the next one follow."""
        steps, until = self._steps, time.perf_counter() + TURN
        try:
            for enough in steps:
                if enough or time.perf_counter() > until:
                    return
        finally:
            if self._under_way:
                self._timer.start()
        if steps is self._steps:  # no step stopped it, or began another work
            self.stop()
            self.over.emit()
