"""What every page and dialog is given: words, looks, the bridge and the program's memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from PySide6.QtCore import QTimer

from edo import clock
from ui.bridge import Bridge
from ui.speech import Speech
from ui.theme import Theme

WRITE_AFTER = 1000
"""Milliseconds."""


class Memory(Protocol):
    """Small texts kept between two starts: widths of columns, size of the window, last choices."""

    def get(self, name: str, default: str = "") -> str:
        """Give back what was kept under a name."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        ...


class Forgetful:
    """A memory that lasts as long as the program: for pictures, demonstrations and tests."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, name: str, default: str = "") -> str:
        """Give back what was kept under a name."""
        return self._texts.get(name, default)

    def set(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._texts[name] = value


class Kept:
    """A memory written down a moment later: dragging a border does not write at every pixel."""

    def __init__(self, below: Memory) -> None:
        self._below = below
        self._waiting: dict[str, str] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER)
        self._timer.timeout.connect(self.flush)

    def get(self, name: str, default: str = "") -> str:
        """Give back what was kept under a name."""
        waiting = self._waiting.get(name)
        return str(self._below.get(name, default)) if waiting is None else waiting

    def set(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._waiting[name] = value
        self._timer.start()

    def flush(self) -> None:
        """Write down what waits."""
        self._timer.stop()
        for name, value in self._waiting.items():
            self._below.set(name, value)
        self._waiting.clear()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a window needs, handed to it when it is built.

    `memory` is the program's (widths, places), `choices` are the person's (language, look). `today`
    answers the office's date, also in a program left open over midnight, `now` the instant in
    milliseconds since 1970 UTC.
    """

    speech: Speech
    theme: Theme
    bridge: Bridge
    memory: Memory = field(default_factory=Forgetful)
    choices: Memory = field(default_factory=Forgetful)
    today: Callable[[], date] = clock.today
    now: Callable[[], int] = clock.now

    @property
    def hour(self) -> int:
        """The hour on the office's clock."""
        return clock.office_time(self.now() << clock.COUNTER_BITS).hour
