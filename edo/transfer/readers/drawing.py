"""What the modules that draw pages share: sizes, and the work around a drawer."""

import json
import time
from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias

from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.layer import Layer, folded, matches, words

MOST_PIXELS = 36_000_000
"""Of one drawn page: an A3 at 400 dpi fits."""

MOST_WORDS = 20_000
MOST_FOUND = 500
"""Finds given in one answer; the next one goes on with the page after them."""


class Size(NamedTuple):
    """A page as a person sees it, turned and cropped, in points."""

    width: float
    height: float


class Drawn(NamedTuple):
    """Rows of red, green, blue, from the top, without gaps."""

    width: int
    height: int
    rgb: bytes | memoryview


class Pages(Protocol):
    """An open file that has pages. All calls raise Failure for what cannot be read.

    `plain` says that the pages are made here from the words alone; `cut` that they are not all.
    """

    count: int
    plain: bool
    cut: bool

    def size(self, number: int) -> Size:
        """Measure a page."""
        ...

    def draw(self, number: int, width: int) -> Drawn:
        """Draw a page so many pixels wide, or less where it would have too many pixels."""
        ...

    def layer(self, number: int) -> Layer:
        """Give the letters of a page; to be closed."""
        ...


Open: TypeAlias = Callable[[BinaryIO], Pages]


def fitting(width: int, size: Size) -> int:
    """Return the width in pixels, made less until the drawing has a bearable number of them.

    Raises:
        Failure: DAMAGED for a page without a size.
    """
    if not (size.width > 0 and size.height > 0):
        raise Failure(Ending.DAMAGED)
    tallest = MOST_PIXELS * size.width / size.height  # the square of the greatest width
    return max(1, int(min(width, tallest**0.5)))


class Desk:
    """Keeps the file of the last request open: the next is mostly for its next page."""

    def __init__(self, opener: Open) -> None:
        self._opener = opener
        self._file = ""
        self._pages: Pages | None = None

    def works(self) -> dict[str, Work]:
        """Return the works: look at a file, draw a page of it, give its words, find some."""
        return {"look": self._look, "draw": self._draw, "words": self._words, "find": self._find}

    def _open(self, path: str) -> Pages:
        if self._pages is None or self._file != path:
            self._pages = self._opener(open_file(path))
            self._file = path
        return self._pages

    def _look(self, request: Request, _: Emit) -> Notes:
        pages = self._open(request.file)
        size = pages.size(0)
        return {"pages": pages.count, "width": size.width, "height": size.height}

    def _draw(self, request: Request, emit: Emit) -> Notes:
        pages, number = self._page(request)
        drawn = pages.draw(number, request.options["width"])
        emit(drawn.rgb)
        return {
            "pages": pages.count,
            "width": drawn.width,
            "height": drawn.height,
            "plain": pages.plain,
            "cut": pages.cut,
        }

    def _words(self, request: Request, emit: Emit) -> Notes:
        """Give the words of one page."""
        pages, number = self._page(request)
        layer = pages.layer(number)
        try:
            emit(json.dumps(words(layer, MOST_WORDS)).encode("utf-8", "replace"))
        finally:
            layer.close()
        return {"pages": pages.count}

    def _find(self, request: Request, emit: Emit) -> Notes:
        """Look for a scrap of text from one page on, as long as `milliseconds` says.

        Notes: the page to go on with, -1 after the last; whether there was any text at all. A page
        that cannot be read is passed over.
        """
        pages, number = self._page(request)
        needle = folded(request.payload.decode("utf-8", "replace").strip())[0]
        enough = time.monotonic() + request.options["milliseconds"] / 1000
        found: list[tuple[int, list[list[float]]]] = []
        text = False
        while needle and number < pages.count and len(found) < MOST_FOUND:
            try:
                layer = pages.layer(number)
            except Failure:
                number += 1
                continue
            try:
                text = text or any(map(str.isalnum, layer.letters))
                for start, end in matches(layer.letters, needle, MOST_FOUND):
                    found.append((number, [list(box) for box in layer.boxes(start, end)]))
            finally:
                layer.close()
            number += 1
            if time.monotonic() > enough:
                break
        emit(json.dumps(found).encode())
        over = not needle or number >= pages.count
        return {"pages": pages.count, "next": -1 if over else number, "text": text}

    def _page(self, request: Request) -> tuple[Pages, int]:
        pages = self._open(request.file)
        number = request.options["page"]
        if not 0 <= number < pages.count:
            raise Failure(Ending.DAMAGED)
        return pages, number
