"""What every page and dialog is given: words, looks, the bridge and the program's memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ui.bridge import Bridge
from ui.speech import Speech
from ui.theme import Theme


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


@dataclass(frozen=True, slots=True)
class Desk:
    """The four things a window needs, handed to it when it is built."""

    speech: Speech
    theme: Theme
    bridge: Bridge
    memory: Memory
