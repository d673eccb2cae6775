"""What the two modules that draw pages share: sizes, and the work around a drawer."""

from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias

from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.ending import Ending, Failure

MOST_PIXELS = 36_000_000
"""Of one drawn page: an A3 at 400 dpi fits."""


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
    """An open file that has pages. Both calls raise Failure for what cannot be read."""

    count: int

    def size(self, number: int) -> Size:
        """Measure a page."""
        ...

    def draw(self, number: int, width: int) -> Drawn:
        """Draw a page so many pixels wide, or less where it would have too many pixels."""
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
        """Return the works: look at a file, draw a page of it."""
        return {"look": self._look, "draw": self._draw}

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
        pages = self._open(request.file)
        number = request.options["page"]
        if not 0 <= number < pages.count:
            raise Failure(Ending.DAMAGED)
        drawn = pages.draw(number, request.options["width"])
        emit(drawn.rgb)
        return {"pages": pages.count, "width": drawn.width, "height": drawn.height}
