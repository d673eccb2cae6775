"""A list of the windows on paper: what a person sees, page after page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from edo.outfile import replacing
from edo.queries.phrases import PaperLanguage
from edo.reports.paper import MM, Colophon, Frame, Paper, frame
from edo.reports.table import BODY_SIZE, HEAD_SIZE, PAD_X, Column, Row, Table
from edo.reports.typeface import Cut, presentable
from edo.reports.widths import fitted

_TITLE_SIZE = 9.5
_SMALL_SIZE = 7.0
_PALE = 0.35
_TOP = 19
_BOTTOM = 13
_LANDSCAPE = frame(297, 210, left=14, right=10, top=_TOP, bottom=_BOTTOM)
_PORTRAIT = frame(210, 297, left=14, right=10, top=_TOP, bottom=_BOTTOM)
_NARROW = 70
"""Columns that need no more than so many letters together stand on an upright page."""
_MEASURED = 1000
"""Rows by which columns are made as wide as they are: a list may have a million."""


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands over a list on every page.

    Attributes:
        title: what the list is called.
        note: what narrows it, its order, how many rows it has; may be empty.
        organisation: whose list it is.
        printed: when it was printed, in words.
        empty: what is said where it has no rows.
    """

    title: str
    note: str
    organisation: str
    printed: str
    empty: str


def write_list(
    path: Path,
    *,
    heading: ListHeading,
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[str]],
    language: PaperLanguage,
    created: datetime,
) -> int:
    """Print a list as a PDF and return the number of its rows.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        heading: what stands over it.
        columns: headings with their widths on screen, in letters: by these they share what is left
            when each has what stands in it.
        rows: a text for each column, of one line or more; read once and not kept.
        language: of the text.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    colophon = Colophon(heading.title, heading.organisation, language, created)
    narrow = sum(width for _, width in columns) <= _NARROW
    chosen: Frame = _PORTRAIT if narrow else _LANDSCAPE
    with replacing(path) as file:
        paper = Paper(file, chosen, colophon, _Running(heading).draw)
        headings = [(presentable(text), width) for text, width in columns]
        cells = (tuple(presentable(text) for text in row) for row in rows)
        first = list(islice(cells, _MEASURED))
        widths = fitted(
            headings,
            first,
            head=paper.pen(HEAD_SIZE).ruler,
            body=paper.pen(BODY_SIZE).ruler,
            pad=2 * PAD_X,
            width=chosen.inner_width,
        )
        shown = [Column(text, wide) for (text, _), wide in zip(headings, widths, strict=True)]
        table = Table(paper, shown)
        count = table.write(map(Row, chain(first, cells)), presentable(heading.empty))
        paper.settle("Pages", str(paper.page - 1), paper.pen(_SMALL_SIZE))
        paper.finish()
    return count


@dataclass(frozen=True, slots=True)
class _Running:
    """The head and the foot of every page."""

    heading: ListHeading

    def draw(self, paper: Paper, page: int) -> None:
        """Draw both."""
        frame, told = paper.frame, self.heading
        strong, small = paper.pen(_TITLE_SIZE, Cut.STRONG), paper.pen(_SMALL_SIZE)
        y = frame.height - 11 * MM
        title = strong.shortened(presentable(told.title), frame.inner_width * 0.6)
        used = paper.write(frame.left, y, title, strong)
        paper.grey(_PALE)
        room = frame.inner_width - used - 6 * MM
        whose = small.shortened(presentable(told.organisation), room)
        paper.write(frame.right_edge, y, whose, small, 1)
        note = small.shortened(presentable(told.note), frame.inner_width)
        paper.write(frame.left, y - 4.2 * MM, note, small)
        y = frame.bottom - 6 * MM
        paper.write(frame.left, y, presentable(told.printed), small)
        paper.write(frame.right_edge - 8, y, f"{page} /\u00a0", small, 1)
        paper.place_later("Pages", frame.right_edge - 8, y)
        paper.grey(0)
