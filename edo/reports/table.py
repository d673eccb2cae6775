"""A long ruled table, written as its rows come and never held in memory.

The head and the row of column numbers stand on every page. A row moves to the next page whole
unless that would leave much of this one empty; then it is split, the line between its parts is
left open, and its first cell is repeated in grey.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edo.reports.paper import ASCENT, Paper, Pen
from edo.reports.typeface import Cut

PAD_X = 2.7
_PAD_Y = 2.4
BODY_SIZE = 7.5
_BODY_LEADING = 9.3
HEAD_SIZE = 6.6
_HEAD_LEADING = 7.8
_HEAD_GAP = 2.4
_RULE = 0.35
_NOTE_GAP = 8.0
_HEAD_RULE = 0.8
_TINT = 0.955
_MAY_STAY_EMPTY = 0.3
"""Share of a page's height that may stay empty rather than split a row."""
_LEAST_LINES = 3
"""Lines of a split row that must fit on the page where it begins."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: text above it; its line ends are kept.
        weight: its share of the table's width.
        centred: text stands in the middle of the cell.
        stays: text is not struck through with its row.
    """

    heading: str
    weight: float
    centred: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one text for each column; `struck` draws a line through what no longer holds."""

    cells: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a column's text may stand."""

    left: float
    width: float
    column: Column


class Table:
    """A table on paper, from the top of the current page downwards.

    Args:
        paper: what it is written on; a new page is begun whenever one is full.
        columns: at least one; together they fill the frame.
    """

    def __init__(self, paper: Paper, columns: Sequence[Column]) -> None:
        self._paper = paper
        self._pen = paper.pen(BODY_SIZE)
        self._cells = _spread(columns, paper.frame.left, paper.frame.inner_width)
        self._edges = [cell.left - PAD_X for cell in self._cells] + [paper.frame.right_edge]
        self._head = [_head_lines(paper.pen(HEAD_SIZE), cell) for cell in self._cells]
        self._top = paper.frame.height - paper.frame.top
        self._y = self._top
        self._body_top = self._top
        self._texts: list[str] = []
        self._rules: list[str] = []

    def write(self, rows: Iterable[Row], empty: str = "") -> int:
        """Write all rows, finish the last page and return how many rows there were.

        Args:
            rows: each with one text for each column.
            empty: what is written below the head where there are no rows.
        """
        count = 0
        self._begin_page()
        for row in rows:
            self._write_row(row)
            count += 1
        if not count:
            frame, top = self._paper.frame, self._y - _NOTE_GAP
            self._paper.write_block(
                frame.left, top, frame.inner_width, empty, self._pen, centred=True
            )
        self._end_page()
        return count

    def _write_row(self, row: Row) -> None:
        texts = [
            self._pen.wrap(text, cell.width)
            for text, cell in zip(row.cells, self._cells, strict=True)
        ]
        left = max(map(len, texts))
        done = 0
        while left > (fit := self._lines_left()):
            part = min(fit, left - 2)
            if self._may_split(part) and (fit >= _LEAST_LINES):
                self._write_lines(texts, done, part, struck=row.struck)
                done += part
                left -= part
            else:
                part = 0
            self._end_page(open_below=part > 0)
            self._begin_page()
        self._write_lines(texts, done, left, struck=row.struck)
        self._rule(self._y)

    def _may_split(self, part: int) -> bool:
        empty = self._y - self._paper.frame.bottom
        whole = self._body_top - self._paper.frame.bottom
        return part > 0 and empty > whole * _MAY_STAY_EMPTY

    def _lines_left(self) -> int:
        return int((self._y - self._paper.frame.bottom - 2 * _PAD_Y) / _BODY_LEADING)

    def _write_lines(self, texts: list[list[str]], start: int, count: int, *, struck: bool) -> None:
        baseline = self._y - _PAD_Y - ASCENT * BODY_SIZE
        for lines, cell in zip(texts, self._cells, strict=True):
            shown = lines[start : start + count]
            if shown and shown != [""]:
                self._texts.append(_block(self._pen, cell, baseline, shown))
                if struck and not cell.column.stays:
                    self._strike(cell, baseline, shown)
        if start:
            self._repeat_first(texts[0][0], baseline)
        self._y -= count * _BODY_LEADING + 2 * _PAD_Y

    def _repeat_first(self, text: str, baseline: float) -> None:
        block = _block(self._pen, self._cells[0], baseline, [text])
        self._texts.append(f"0.55 g {block} 0 g")

    def _strike(self, cell: _Cell, baseline: float, lines: list[str]) -> None:
        for place, line in enumerate(lines):
            x = _start(self._pen, cell, line)
            y = baseline - place * _BODY_LEADING + 0.26 * BODY_SIZE
            self._rules.append(f"{x:.1f} {y:.1f} m {x + self._pen.ruler[line]:.1f} {y:.1f} l")

    def _rule(self, y: float) -> None:
        self._rules.append(f"{self._edges[0]:.2f} {y:.2f} m {self._edges[-1]:.2f} {y:.2f} l")

    def _begin_page(self) -> None:
        self._y = self._top
        self._write_head()
        self._write_column_numbers()
        self._body_top = self._y

    def _write_head(self) -> None:
        pen = self._paper.pen(HEAD_SIZE)
        height = max(lines[-1][1] for lines in self._head) + _HEAD_LEADING + 2 * _PAD_Y
        for lines, cell in zip(self._head, self._cells, strict=True):
            spare = (height - lines[-1][1] - _HEAD_LEADING) / 2
            for line, depth in lines:
                baseline = self._top - spare - depth - ASCENT * HEAD_SIZE - 0.8
                self._texts.append(_centred(pen, cell, baseline, line))
        self._y -= height
        self._rule(self._y)

    def _write_column_numbers(self) -> None:
        pen = self._paper.pen(HEAD_SIZE, Cut.SLANTED)
        baseline = self._y - 1.6 - ASCENT * HEAD_SIZE
        for number, cell in enumerate(self._cells, start=1):
            self._texts.append(_centred(pen, cell, baseline, str(number)))
        self._y -= _HEAD_LEADING + 2
        self._texts.append(f"{self._pen.choice} {_BODY_LEADING:g} TL")

    def _end_page(self, *, open_below: bool = False) -> None:
        paper = self._paper
        bottom = self._y
        width, height = self._edges[-1] - self._edges[0], self._top - self._body_top
        paper.draw(
            f"{_TINT} g {self._edges[0]:.2f} {self._body_top:.2f} {width:.2f} {height:.2f} re f 0 g"
        )
        paper.draw(f"BT {' '.join(self._texts)} ET")
        sides = " ".join(f"{x:.2f} {self._top:.2f} m {x:.2f} {bottom:.2f} l" for x in self._edges)
        paper.draw(f"0.45 G {_RULE} w {sides} {' '.join(self._rules)} S")
        for y in (self._top, self._body_top):
            paper.rule(self._edges[0], y, self._edges[-1], y, _HEAD_RULE)
        if not open_below:
            paper.rule(self._edges[0], bottom, self._edges[-1], bottom, _HEAD_RULE)
        self._texts.clear()
        self._rules.clear()
        paper.next_page()


def _spread(columns: Sequence[Column], left: float, width: float) -> list[_Cell]:
    scale = width / sum(column.weight for column in columns)
    cells: list[_Cell] = []
    for column in columns:
        cells.append(_Cell(left + PAD_X, column.weight * scale - 2 * PAD_X, column))
        left += column.weight * scale
    return cells


def _head_lines(pen: Pen, cell: _Cell) -> list[tuple[str, float]]:
    """Wrap a heading; each line with its depth below the first, languages a little apart."""
    lines: list[tuple[str, float]] = []
    depth = 0.0
    for paragraph in cell.column.heading.split("\n"):
        for line in pen.balanced(paragraph, cell.width):
            lines.append((line, depth))
            depth += _HEAD_LEADING
        depth += _HEAD_GAP
    return lines


def _start(pen: Pen, cell: _Cell, line: str) -> float:
    return cell.left + (cell.width - pen.ruler[line]) / 2 if cell.column.centred else cell.left


def _block(pen: Pen, cell: _Cell, baseline: float, lines: list[str]) -> str:
    if cell.column.centred:
        return _centred_lines(pen, cell, baseline, lines)
    shown = " T* ".join(map(pen.show, lines))
    return f"1 0 0 1 {cell.left:.2f} {baseline:.2f} Tm {shown}"


def _centred_lines(pen: Pen, cell: _Cell, baseline: float, lines: list[str]) -> str:
    return " ".join(
        f"1 0 0 1 {_start(pen, cell, line):.2f} {baseline - place * _BODY_LEADING:.2f} Tm "
        + pen.show(line)
        for place, line in enumerate(lines)
    )


def _centred(pen: Pen, cell: _Cell, baseline: float, line: str) -> str:
    middle = cell.left + cell.width / 2
    return f"{pen.choice} 1 0 0 1 {middle - pen.ruler[line] / 2:.2f} {baseline:.2f} Tm " + pen.show(
        line
    )
