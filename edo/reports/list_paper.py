"""A list of the windows on paper: what a person sees, page after page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edo.outfile import replacing
from edo.queries.phrases import PaperLanguage
from edo.reports.paper import MM, Colophon, Frame, Paper, frame
from edo.reports.table import Column, Row, Table
from edo.reports.typeface import Cut, presentable

_TITLE_SIZE = 9.5
_SMALL_SIZE = 7.0
_PALE = 0.35
_TOP = 19
_BOTTOM = 13
_LANDSCAPE = frame(297, 210, left=14, right=10, top=_TOP, bottom=_BOTTOM)
_PORTRAIT = frame(210, 297, left=14, right=10, top=_TOP, bottom=_BOTTOM)
_NARROW = 70
"""Columns that need no more than so many letters together stand on an upright page."""


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
        columns: headings with their widths in letters.
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
        table = Table(paper, [Column(presentable(text), width) for text, width in columns])
        cells = (Row(tuple(presentable(text) for text in row)) for row in rows)
        count = table.write(cells, presentable(heading.empty))
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
