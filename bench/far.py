"""A shared folder as far away as an office's server: its calls are counted, and made to wait.

Round trips are what a share really costs, so each call that would travel waits the same time.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from edo.share.system import System
from edo.share.trouble import rest

FAR = frozenset(
    {
        "create",
        "open",
        "open_folder",
        "close",
        "write",
        "read",
        "sync",
        "sync_folder",
        "link",
        "remove",
        "make_folder",
        "names",
        "exists",
        "modified",
        "is_link",
        "real",
    }
)
"""Calls that travel to a server; the others are answered by this computer."""


@dataclass
class FarSystem(System):
    """The system's calls, counted by kind.

    Args:
        delay: seconds that each call which travels waits.
    """

    delay: float = 0
    calls: Counter[str] = field(default_factory=Counter[str])

    @property
    def trips(self) -> int:
        """How many calls travelled so far."""
        return self.calls.total()

    def __getattribute__(self, name: str) -> Any:
        """Count a call on its way, and let it wait."""
        if name in FAR:
            self.calls[name] += 1
            if self.delay:
                rest(self.delay)
        return super().__getattribute__(name)
