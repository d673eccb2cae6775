"""What a view of pages needs of a file, and the one request at a time it makes of it.

Whoever looks at a page waits for that page: everything else (the pages beside it, small pictures,
words, a search) is asked for one by one while nobody waits, and given up when somebody does.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from PySide6.QtCore import QElapsedTimer, QObject
from PySide6.QtGui import QImage

from edo.domain.text import TextState
from edo.transfer.page_text import Found, Word

MOST_BYTES = 64 << 20
"""Of pictures kept: some ten pages of a usual screen."""
PATIENCE = 700
"""Milliseconds that a page asked for waits for something less urgent."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn. `pages` is how many the file has.

    A `plain` one was made from the words alone; `cut` says that only the beginning has pages.
    """

    image: QImage
    pages: int
    plain: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Unshown:
    """There is no picture, and why."""

    state: TextState = TextState.UNSUPPORTED


Answer: TypeAlias = Picture | Unshown


class Source(Protocol):
    """A file whose pages are shown. Each call answers later, on the thread of the windows."""

    def draw(self, page: int, width: int, then: Callable[[Answer], object]) -> object:
        """Draw a page, from 0, so many pixels wide."""
        ...

    def find(self, needle: str, page: int, then: Callable[[Found | None], object]) -> object:
        """Look for a scrap of text from a page on; None where the file cannot be looked through."""
        ...

    def words(self, page: int, then: Callable[[Sequence[Word]], object]) -> object:
        """Give the words of a page."""
        ...

    def leave(self) -> object:
        """Give up what is being done: nobody waits for it."""
        ...

    def opener(self) -> Callable[[], object] | None:
        """Give what opens the file in its own program, where that is possible."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to ask of the source. `page` is the page it is about."""

    page: int
    begin: Callable[[Callable[..., None]], object]
    then: Callable[..., object]


class Orders(QObject):
    """Asks one thing after another; `pick` names the most urgent thing that is still wanted."""

    def __init__(self, pick: Callable[[], Job | None], parent: QObject) -> None:
        super().__init__(parent)
        self._pick = pick
        self._number = 0
        self._job: Job | None = None
        self._clock = QElapsedTimer()

    def forget(self) -> bool:
        """Listen to no answer any more; tell whether one was on its way."""
        was_busy, self._job = self._job is not None, None
        self._number += 1
        return was_busy

    def holds_up(self, page: int) -> bool:
        """Tell whether something slow about another page is being done."""
        job = self._job
        return job is not None and job.page != page and self._clock.elapsed() > PATIENCE

    def go_on(self) -> None:
        """Ask for the next thing, unless an answer is on its way."""
        while self._job is None:
            job = self._pick()
            if job is None:
                return
            self._number += 1
            self._job = job
            self._clock.start()
            job.begin(partial(self._on_answer, self._number))

    def _on_answer(self, number: int, answer: object) -> None:
        job = self._job
        if number != self._number or job is None:
            return
        self._job = None
        job.then(answer)
        self.go_on()


class Kept:
    """Pictures by page and width, those used last, up to so many bytes."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._pictures: OrderedDict[tuple[int, int], Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def size(self) -> int:
        """How many bytes the pictures take."""
        return self._bytes

    def get(self, page: int, width: int) -> Answer | None:
        """Give a picture that is kept."""
        found = self._pictures.get((page, width))
        if found is not None:
            self._pictures.move_to_end((page, width))
        return found

    def nearest(self, page: int) -> Picture | None:
        """Give a picture of a page at any width: better than nothing while it is on its way."""
        found = [
            one
            for (number, _width), one in self._pictures.items()
            if number == page and isinstance(one, Picture)
        ]
        return max(found, key=lambda one: one.image.width(), default=None)

    def put(self, page: int, width: int, answer: Answer) -> None:
        """Keep a picture; the oldest go until all fit, but never the newest."""
        self._drop((page, width))
        self._pictures[page, width] = answer
        self._bytes += _size(answer)
        while self._bytes > self._most and len(self._pictures) > 1:
            self._drop(next(iter(self._pictures)))

    def clear(self) -> None:
        """Keep nothing."""
        self._pictures.clear()
        self._bytes = 0

    def _drop(self, key: tuple[int, int]) -> None:
        old = self._pictures.pop(key, None)
        if old is not None:
            self._bytes -= _size(old)


def _size(answer: Answer) -> int:
    return answer.image.sizeInBytes() if isinstance(answer, Picture) else 0
