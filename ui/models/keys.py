"""Lists of keys laid over each other: what they share, and what the top of the next one will be."""

from __future__ import annotations

from array import array
from collections.abc import Callable

PIECE = 8192


def common_ends(old: array[int], new: array[int]) -> tuple[int, int]:
    """Count the keys two lists share at the beginning and, not overlapping, at the end."""
    shorter = min(len(old), len(new))
    start = _longest(shorter, lambda low, high: old[low:high] == new[low:high])
    last, end = len(old), len(new)

    def same_tail(low: int, high: int) -> bool:
        return old[last - high : last - low] == new[end - high : end - low]

    return start, _longest(shorter - start, same_tail)


def _longest(limit: int, same: Callable[[int, int], bool]) -> int:
    """Find the greatest n up to `limit` such that nothing differs before it.

    `same(low, high)` compares that piece alone. Small pieces are copied quicker than large ones.
    """
    low = 0
    while low < limit and same(low, min(limit, low + PIECE)):
        low = min(limit, low + PIECE)
    high = min(limit, low + PIECE)
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def likely_top(first: array[int], old: array[int]) -> array[int]:
    """Guess the top of the list, until all keys are here: the newest page, then what it left."""
    known = set(first)
    last = first[-1]
    place = next((at + 1 for at in range(len(old) - 1, -1, -1) if old[at] == last), 0)
    return first + array("q", (key for key in old[place:] if key not in known))
