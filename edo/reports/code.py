"""A square code (QR) on paper, of middle redundancy, with the blank edge readers need around it."""

from collections.abc import Iterator
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget

from edo.reports.paper import MM, Paper

QUIET = 4
"""Squares that stay blank on each side."""
LEAST_SQUARE = 0.42 * MM
"""Side of a square that still is read from a grey scan of 150 dots an inch."""


def qr_lines(text: str) -> Iterator[tuple[bool, ...]]:
    """Yield the rows of a text's code from the top, True for a dark square.

    Args:
        text: digits, capital Latin letters and hyphens make the smallest code.
    """
    widget: Any = QrCodeWidget(text, barLevel="M")
    code = widget.qr
    code.make()
    side = range(code.getModuleCount())
    for row in side:
        yield tuple(code.isDark(row, column) for column in side)


def draw_code(paper: Paper, left: float, top: float, side: float, text: str) -> float:
    """Draw a code, its blank edge within the side, and return its lower edge.

    Args:
        paper: what it is drawn on.
        left, top: the upper left corner, in points.
        side: in points; a text too long for it is drawn larger, so that it can be read.
        text: what is in it.
    """
    rows = list(qr_lines(text))
    square = max(side / (len(rows) + 2 * QUIET), LEAST_SQUARE)
    x, y = left + QUIET * square, top - QUIET * square
    boxes = [
        f"{x + start * square:.3f} {y - (row + 1) * square:.3f} "
        f"{length * square:.3f} {square:.3f} re"
        for row, darks in enumerate(rows)
        for start, length in _runs(darks)
    ]
    paper.draw(f"q 0 g {' '.join(boxes)} f Q")
    return top - square * (len(rows) + 2 * QUIET)


def _runs(darks: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield where dark squares begin in a row and how many follow: drawn as one, without seams."""
    start = 0
    for place, dark in enumerate((*darks, False)):
        if not dark:
            if place > start:
                yield start, place - start
            start = place + 1
