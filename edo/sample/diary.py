"""What is still to happen, in the order of time."""

from collections.abc import Callable
from datetime import date, datetime
from heapq import heappop, heappush
from itertools import count

from edo.sample.times import Clockwork

Act = Callable[[datetime], None]
"""Something that happens at a moment; it may note further events."""


class Diary:
    """Events with their moments; those of one moment keep the order they were noted in."""

    def __init__(self) -> None:
        self._events: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def note(self, moment: datetime, act: Act) -> None:
        """Note an event."""
        heappush(self._events, (moment, next(self._order), act))

    def play(self, clock: Clockwork, last: date) -> None:
        """Let the events happen, the clock at the moment of each; later than `last` none does."""
        while self._events:
            moment, _, act = heappop(self._events)
            if moment.date() > last:
                break
            clock.set(moment)
            act(moment)
