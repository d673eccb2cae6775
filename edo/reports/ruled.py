"""A table within a flow of blocks, its head repeated on every page.

Rows may hold texts of several cuts and sizes; no row is divided unless it is higher than a page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edo.reports.flow import BODY, LEADING, PALE, SMALL, Flow
from edo.reports.paper import ASCENT, Pen
from edo.reports.table import Column
from edo.reports.typeface import Cut

_PAD_X = 3.0
_PAD_Y = 2.6
_RULE = 0.35
_EDGE = 0.8
_TINT = 0.945


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


def write_table(flow: Flow, columns: Sequence[Column], rows: Iterable[Line | Banner]) -> None:
    """Write a table where a flow stands; a row is divided only where it is higher than a page."""
    _Ruled(flow, columns).write(rows)


def fitting(flow: Flow, columns: Sequence[Column], lines: Sequence[Line], *, spare: float) -> int:
    """Return how many lines of a table the rest of this page has room for.

    Args:
        flow, columns, lines: as `write_table` is given them.
        spare: height that must be left below, in points.
    """
    return _Ruled(flow, columns).fitting(lines, flow.room - spare)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line of a cell, ready to be written."""

    line: str
    pen: Pen
    pale: bool


class _Ruled:
    """A ruled table being written."""

    def __init__(self, flow: Flow, columns: Sequence[Column]) -> None:
        self._flow = flow
        self._paper = flow.paper
        self._columns = columns
        scale = flow.width / sum(column.weight for column in columns)
        self._widths = [column.weight * scale for column in columns]
        self._begun = False

    def write(self, rows: Iterable[Line | Banner]) -> None:
        waiting = list[Banner]()
        for row in rows:
            if isinstance(row, Banner):
                waiting.append(row)
                continue
            laid = [self._laid(cells, width) for cells, width in self._placed(row)]
            height = max(self._height(laid), row.least)
            self._make_room(sum(map(self._banner_height, waiting)) + height)
            for banner in waiting:
                self._write_banner(banner)
            waiting = []
            while height > self._flow.room:
                part, laid = self._divided(laid)
                self._write_line(part, self._height(part))
                self._turn()
                self._begin()
                height = self._height(laid)
            self._write_line(laid, height)
        for banner in waiting:
            self._make_room(self._banner_height(banner))
            self._write_banner(banner)
        self._close()

    def _make_room(self, height: float) -> None:
        """Write the head, and before it turn to the next page where this much does not fit."""
        if self._begun and height > self._flow.room:
            self._turn()
        elif not self._begun:
            self._flow.keep(self._head_height() + height)
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._write_head()
            self._begun = True

    def _turn(self) -> None:
        self._close()
        self._flow.turn()
        self._begun = False

    def _divided(self, laid: list[list[_Laid]]) -> tuple[list[list[_Laid]], list[list[_Laid]]]:
        """Return what of a row fits this page, and the rest of it; at least a line of each cell."""
        first: list[list[_Laid]] = []
        rest: list[list[_Laid]] = []
        for lines in laid:
            room = self._flow.room - 2 * _PAD_Y
            count = 0
            while count < len(lines) and (count == 0 or lines[count].pen.size * LEADING <= room):
                room -= lines[count].pen.size * LEADING
                count += 1
            first.append(lines[:count])
            rest.append(lines[count:])
        return first, rest

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
            self._paper.grey(PALE if one.pale else 0)
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
        return max(map(len, self._head_lines())) * SMALL * LEADING + 2 * _PAD_Y

    def _write_head(self) -> None:
        flow, paper = self._flow, self._paper
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
            paper.grey(PALE)
            paper.write_block(x, y, inner, banner.beside, paper.pen(SMALL))
            paper.grey(0)
        for side in (flow.left, flow.left + flow.width):
            paper.rule(side, flow.y, side, flow.y - height, _EDGE)
        paper.grey(0.45)
        for y in (flow.y, flow.y - height):  # the tint covers the rule above
            paper.rule(flow.left, y, flow.left + flow.width, y, _RULE)
        paper.grey(0)
        flow.y -= height

    def _tint(self, height: float, level: float = _TINT) -> None:
        flow = self._flow
        self._paper.draw(
            f"{level} g {flow.left:.2f} {flow.y - height:.2f} "
            f"{flow.width:.2f} {height:.2f} re f 0 g"
        )
