"""What is asked for again later, at growing intervals."""

from dataclasses import dataclass, field

_FIRST_WAIT = 1_000
_LAST_WAIT = 60 * 60 * 1_000
"""Milliseconds before something pending is asked for again: at first, and at most."""


@dataclass(slots=True)
class _Wait:
    """Something that is asked for again: why, when, and since when."""

    reason: str
    next: int
    pause: int
    since: int


@dataclass(slots=True)
class Waits:
    """What is pending, by the name it should have on the share."""

    names: dict[str, _Wait] = field(default_factory=dict[str, _Wait])

    def is_due(self, name: str, now: int) -> bool:
        """Tell whether to ask for something: the first time, and where the clock was set back."""
        wait = self.names.get(name)
        return wait is None or not wait.next - wait.pause <= now < wait.next

    def put_off(self, name: str, reason: str, now: int) -> None:
        """Ask again later, each time after twice the pause."""
        wait = self.names.get(name)
        pause = _FIRST_WAIT if wait is None else min(wait.pause * 2, _LAST_WAIT)
        since = now if wait is None else wait.since
        self.names[name] = _Wait(reason, now + pause, pause, since)

    def done(self, name: str) -> None:
        """Forget it: it came."""
        self.names.pop(name, None)
