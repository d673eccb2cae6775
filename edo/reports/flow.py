"""Blocks and tables one below the other, over as many pages as they need.

For sheets that are part text, part table: `Flow` keeps the place on the page, turns to the next,
and repeats the head of a table there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edo.reports.paper import ASCENT, MM, Paper, Pen
from edo.reports.table import Column
from edo.reports.typeface import Cut, presentable

LEADING = 1.28
BODY = 8.2
SMALL = 6.8
_PAD_X = 3.0
_PAD_Y = 2.6
_RULE = 0.35
_EDGE = 0.8
_TINT = 0.945
_PALE = 0.42


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a table; `cut` and `pale` set it apart from its neighbours."""

    text: str = ""
    cut: Cut = Cut.REGULAR
    pale: bool = False
    size: float = BODY


@dataclass(frozen=True, slots=True)
class Line:
    """A row: for each column one or more texts below one another; at least so high, in points."""

    cells: tuple[tuple[Cell, ...], ...]
    least: float = 0


@dataclass(frozen=True, slots=True)
class Banner:
    """A row over all columns that names those below it."""

    text: str
    beside: str = ""


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
        self.paper.grey(_PALE)
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

    def table(
        self, columns: Sequence[Column], rows: Iterable[Line | Banner], *, head: bool = True
    ) -> None:
        """Write a table; no row is divided unless it is higher than a page."""
        _Ruled(self, columns, head=head).write(rows)

    def fitting(self, columns: Sequence[Column], lines: Sequence[Line], *, spare: float) -> int:
        """Return how many lines of a table the rest of this page has room for.

        Args:
            columns, lines: as `table` is given them.
            spare: height that must be left below, in points.
        """
        return _Ruled(self, columns, head=True).fitting(lines, self.room - spare)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line of a cell, ready to be written."""

    line: str
    pen: Pen
    pale: bool


class _Ruled:
    def __init__(self, flow: Flow, columns: Sequence[Column], *, head: bool) -> None:
        self._flow = flow
        self._paper = flow.paper
        self._columns = columns
        scale = flow.width / sum(column.weight for column in columns)
        self._widths = [column.weight * scale for column in columns]
        self._head = head

    def write(self, rows: Iterable[Line | Banner]) -> None:
        is_first, waiting = True, list[Banner]()
        for row in rows:
            if isinstance(row, Banner):
                waiting.append(row)
                continue
            laid = [self._laid(cells, width) for cells, width in self._placed(row)]
            height = max(self._height(laid), row.least)
            banners = sum(self._banner_height(one) for one in waiting)
            above = self._head_height() if is_first else 0
            if above + banners + height > self._flow.room and not (is_first and self._at_top()):
                if not is_first:
                    self._close()
                self._flow.turn()
                is_first = True
            if is_first:
                self._write_head()
            for banner in waiting:
                self._write_banner(banner)
            waiting = []
            self._write_line(laid, height)
            is_first = False
        for banner in waiting:
            self._flow.keep(self._banner_height(banner))
            self._write_banner(banner)
        self._close()

    def fitting(self, lines: Sequence[Line], room: float) -> int:
        room -= self._head_height()
        for place, line in enumerate(lines):
            room -= self._height([self._laid(*one) for one in self._placed(line)])
            if room < 0:
                return place
        return len(lines)

    def _close(self) -> None:
        flow = self._flow
        self._paper.rule(flow.left, flow.y, flow.left + flow.width, flow.y, _EDGE)

    def _at_top(self) -> bool:
        frame = self._paper.frame
        return self._flow.y >= frame.height - frame.top

    def _placed(self, row: Line) -> Iterable[tuple[tuple[Cell, ...], float]]:
        return zip(row.cells, self._widths, strict=True)

    def _laid(self, cells: tuple[Cell, ...], width: float) -> list[_Laid]:
        return [
            _Laid(line, pen, cell.pale)
            for cell in cells
            if cell.text
            for pen in (self._paper.pen(cell.size, cell.cut),)
            for line in pen.wrap(cell.text, width - 2 * _PAD_X)
        ]

    def _height(self, laid: list[list[_Laid]]) -> float:
        tallest = max(sum(one.pen.size * LEADING for one in lines) for lines in laid)
        return max(tallest, BODY * LEADING) + 2 * _PAD_Y

    def _write_line(self, laid: list[list[_Laid]], height: float) -> None:
        flow = self._flow
        while height > flow.room and not self._at_top():  # higher than a page: what does not fit
            flow.turn()
        x = flow.left
        for lines, width, column in zip(laid, self._widths, self._columns, strict=True):
            self._write_cell(lines, x, width, centred=column.centred)
            x += width
        self._box(height)
        flow.y -= height

    def _write_cell(self, lines: list[_Laid], x: float, width: float, *, centred: bool) -> None:
        y = self._flow.y - _PAD_Y
        share = 0.5 if centred else 0
        start = x + width / 2 if centred else x + _PAD_X
        for one in lines:
            self._paper.grey(_PALE if one.pale else 0)
            self._paper.write(start, y - ASCENT * one.pen.size, one.line, one.pen, share)
            y -= one.pen.size * LEADING
        self._paper.grey(0)

    def _box(self, height: float) -> None:
        flow, paper = self._flow, self._paper
        paper.grey(0.45)
        x = flow.left
        for width in self._widths[:-1]:
            x += width
            paper.rule(x, flow.y, x, flow.y - height, _RULE)
        paper.rule(flow.left, flow.y - height, flow.left + flow.width, flow.y - height, _RULE)
        paper.grey(0)
        for side in (flow.left, flow.left + flow.width):
            paper.rule(side, flow.y, side, flow.y - height, _EDGE)

    def _head_lines(self) -> list[list[str]]:
        pen = self._paper.pen(SMALL)
        return [
            [
                line
                for part in column.heading.split("\n")
                for line in pen.balanced(part, width - 2 * _PAD_X)
            ]
            for column, width in zip(self._columns, self._widths, strict=True)
        ]

    def _head_height(self) -> float:
        if not self._head:
            return 0
        return max(map(len, self._head_lines())) * SMALL * LEADING + 2 * _PAD_Y

    def _write_head(self) -> None:
        flow, paper = self._flow, self._paper
        if not self._head:
            paper.rule(flow.left, flow.y, flow.left + flow.width, flow.y, _EDGE)
            return
        height = self._head_height()
        self._tint(height)
        pen = paper.pen(SMALL)
        x = flow.left
        for lines, width in zip(self._head_lines(), self._widths, strict=True):
            y = flow.y - (height - len(lines) * SMALL * LEADING) / 2
            for line in lines:
                paper.write(x + width / 2, y - ASCENT * SMALL, line, pen, 0.5)
                y -= SMALL * LEADING
            x += width
        self._box(height)
        for y in (flow.y, flow.y - height):
            paper.rule(flow.left, y, flow.left + flow.width, y, _EDGE)
        flow.y -= height

    def _banner_height(self, banner: Banner) -> float:
        strong = self._paper.pen(BODY, Cut.STRONG)
        rows = len(strong.wrap(banner.text, self._flow.width - 2 * _PAD_X))
        small = self._paper.pen(SMALL)
        beside = len(small.wrap(banner.beside, self._flow.width - 2 * _PAD_X))
        return (rows * BODY + beside * SMALL * bool(banner.beside)) * LEADING + 2 * _PAD_Y

    def _write_banner(self, banner: Banner) -> None:
        flow, paper = self._flow, self._paper
        height = self._banner_height(banner)
        self._tint(height, 0.975)
        inner = flow.width - 2 * _PAD_X
        strong = paper.pen(BODY, Cut.STRONG)
        x, y = flow.left + _PAD_X, flow.y - _PAD_Y
        y = paper.write_block(x, y, inner, banner.text, strong)
        if banner.beside:
            paper.grey(_PALE)
            paper.write_block(x, y, inner, banner.beside, paper.pen(SMALL))
            paper.grey(0)
        for side in (flow.left, flow.left + flow.width):
            paper.rule(side, flow.y, side, flow.y - height, _EDGE)
        paper.grey(0.45)
        paper.rule(flow.left, flow.y - height, flow.left + flow.width, flow.y - height, _RULE)
        paper.grey(0)
        flow.y -= height

    def _tint(self, height: float, level: float = _TINT) -> None:
        flow = self._flow
        self._paper.draw(
            f"{level} g {flow.left:.2f} {flow.y - height:.2f} "
            f"{flow.width:.2f} {height:.2f} re f 0 g"
        )


@dataclass(frozen=True, slots=True)
class Footed:
    """The page's number, and on later pages what sheet it is."""

    title: str
    foot: str = ""

    def draw(self, paper: Paper, page: int) -> None:
        """Draw both."""
        frame = paper.frame
        pen = paper.pen(SMALL)
        paper.grey(_PALE)
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


def finish(paper: Paper) -> int:
    """Finish the last page and the paper, and return how many pages there are."""
    pages = paper.page
    paper.next_page()
    paper.settle("Pages", str(pages), paper.pen(SMALL))
    paper.finish()
    return pages
