"""Blocks one below the other, over as many pages as they need.

For sheets that are part text, part table (`ruled`): `Flow` keeps the place on the page and turns
to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edo.outfile import replacing
from edo.reports.paper import ASCENT, MM, Colophon, Frame, Paper
from edo.reports.typeface import Cut, presentable

LEADING = 1.28
BODY = 8.2
SMALL = 6.8
PALE = 0.42
"""Grey of what is less important."""


class Flow:
    """The place on a page where the next block goes.

    Args:
        paper: what is written on.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.left = paper.frame.left
        self.width = paper.frame.inner_width
        self.y = self._top

    @property
    def _top(self) -> float:
        return self.paper.frame.height - self.paper.frame.top

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.y - self.paper.frame.bottom

    def gap(self, millimetres: float) -> None:
        """Leave a gap, but not on top of a page."""
        if self.y < self._top:
            self.y -= millimetres * MM

    def keep(self, height: float) -> None:
        """Turn to a new page unless this much still fits."""
        if height > self.room and self.y < self._top:
            self.turn()

    def turn(self) -> None:
        """Go on to the next page."""
        self.paper.next_page()
        self.y = self._top

    def text(
        self,
        text: str,
        size: float = BODY,
        cut: Cut = Cut.REGULAR,
        *,
        centred: bool = False,
        indent: float = 0,
    ) -> None:
        """Write a text over the whole width, on the next page too where it does not fit."""
        pen = self.paper.pen(size, cut)
        width = self.width - indent
        share = 0.5 if centred else 0
        for line in pen.balanced(text, width) if centred else pen.wrap(text, width):
            self.keep(size * LEADING)
            x = self.left + indent + width * share
            self.paper.write(x, self.y - ASCENT * size, line, pen, share)
            self.y -= size * LEADING

    def labelled(self, label: str, text: str, size: float = BODY + 0.6, room: float = 0) -> None:
        """Write a grey label and a text to its right, the text under itself where it is long.

        Args:
            label: what the text is.
            text: nothing is written where it is empty.
            size: of the text.
            room: width kept for labels, the same for those below one another; 0: a quarter.
        """
        if not text:
            return
        room = room or self.width * 0.25
        small, pen = self.paper.pen(SMALL + 0.4), self.paper.pen(size)
        told, lines = small.wrap(label, room - 2 * MM), pen.wrap(text, self.width - room)
        self.keep(max(len(told) * small.size, size) * LEADING)
        top = self.y
        self.paper.grey(PALE)
        for n, line in enumerate(told):
            y = top - ASCENT * size - n * small.size * LEADING
            self.paper.write(self.left, y, line, small)
        self.paper.grey(0)
        for line in lines:
            self.keep(size * LEADING)
            self.paper.write(self.left + room, self.y - ASCENT * size, line, pen)
            self.y -= size * LEADING
        self.y = min(self.y, top - len(told) * small.size * LEADING if self.y < top else self.y)
        self.y -= 0.5 * MM


@dataclass(frozen=True, slots=True)
class _Footed:
    """The page's number, and on later pages what sheet it is."""

    title: str
    foot: str = ""

    def draw(self, paper: Paper, page: int) -> None:
        """Draw both."""
        frame = paper.frame
        pen = paper.pen(SMALL)
        paper.grey(PALE)
        y = frame.bottom - 6 * MM
        paper.write(frame.right_edge - 8, y, f"{page} /\u00a0", pen, 1)
        paper.place_later("Pages", frame.right_edge - 8, y)
        if self.foot:
            room = frame.inner_width - 20 * MM
            for line in pen.wrap(self.foot, room)[:2]:
                paper.write(frame.left, y, line, pen)
                y -= SMALL * LEADING
        if page > 1:
            y = frame.height - frame.top + 2.4 * MM
            line = pen.shortened(presentable(self.title), frame.inner_width)
            paper.write(frame.right_edge, y, line, pen, 1)
        paper.grey(0)


def write_sheet(
    path: Path, page: Frame, colophon: Colophon, draw: Callable[[Flow], object], foot: str = ""
) -> int:
    """Write a sheet of blocks as a PDF and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        page: size and margins.
        colophon: what the file says about itself; its title stands on later pages.
        draw: puts the blocks.
        foot: said below, on every page.

    Raises:
        Refusal: the file cannot be written.
    """
    with replacing(path) as file:
        paper = Paper(file, page, colophon, _Footed(colophon.title, foot).draw)
        draw(Flow(paper))
        pages = paper.page
        paper.next_page()
        paper.settle("Pages", str(pages), paper.pen(SMALL))
        paper.finish()
        return pages
