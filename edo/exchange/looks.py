"""When to look again at what seems lost: not at once, then at growing intervals."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class _Look:
    """Something that is looked at again later."""

    next: int
    pause: int


@dataclass(slots=True)
class Looks:
    """When to look at what."""

    first: int
    last: int
    known: dict[object, _Look] = field(default_factory=dict[object, _Look])

    def is_due(self, what: object, now: int) -> bool:
        """Tell whether it is time to look: not at once, then at growing intervals."""
        look = self.known.get(what)
        if look is None or now < look.next - look.pause:  # the clock was set back
            self.known[what] = _Look(now + self.first, self.first)
            return False
        if now < look.next:
            return False
        pause = min(look.pause * 2, self.last)
        self.known[what] = _Look(now + pause, pause)
        return True

    def keep(self, those: set[object]) -> None:
        """Forget all that is in order again."""
        for what in self.known.keys() - those:
            del self.known[what]
