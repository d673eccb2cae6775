"""How many files are carried at once: each waits for disk and network far more than it works.

One by one where every step must be told apart, as in tests; several at once where people wait.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SEVERAL = 4


class Hands(Protocol):
    """Does one thing with many, in whatever order, and yields what came of each in theirs."""

    def __call__(self, act: Callable[[T], R], many: Iterable[T], /) -> Iterator[R]:
        """Do it."""
        ...


def one_by_one(act: Callable[[T], R], many: Iterable[T], /) -> Iterator[R]:
    """Do one after another, on the thread that asks."""
    return map(act, many)


def several(act: Callable[[T], R], many: Iterable[T], /) -> Iterator[R]:
    """Do `SEVERAL` at a time, each on a thread of its own."""
    with ThreadPoolExecutor(SEVERAL, "file") as pool:
        yield from pool.map(act, many)
