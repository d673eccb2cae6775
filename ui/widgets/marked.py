"""A line of text with what was looked for in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

if TYPE_CHECKING:
    from edo.queries.search import Mark

LEAD = 18
"""Letters kept in front of a find that would lie out of sight."""
ELLIPSIS = "…"


def runs(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, bool]]:
    """Cut a text at its marks: each piece, and whether it was found."""
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def in_sight(text: str, marks: Sequence[Mark], letters: int) -> tuple[str, list[Mark]]:
    """Leave out the beginning of a text whose first find would not be seen in so many letters."""
    if not marks or marks[0][1] <= letters:
        return text, list(marks)
    start = max(0, marks[0][0] - LEAD)
    moved = [(first - start + 1, last - start + 1) for first, last in marks]
    return ELLIPSIS + text[start:], moved


def draw_marked(
    painter: QPainter,
    place: QRect,
    text: str,
    marks: Sequence[Mark],
    font: QFont,
    colours: tuple[QColor, QColor],
) -> None:
    """Draw a text in one line; `colours` are those of the text and of what was found in it."""
    plain = QFontMetrics(font)
    shown, marks = in_sight(text, marks, place.width() // max(1, plain.averageCharWidth()))
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    left = place.left()
    for piece, found in runs(shown, marks):
        painter.setFont(bold if found else font)
        painter.setPen(colours[1] if found else colours[0])
        metrics = painter.fontMetrics()
        room = place.right() - left
        width = metrics.horizontalAdvance(piece)
        if width > room:
            piece = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            width = room
        painter.drawText(
            QRect(left, place.top(), width + 1, place.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            piece,
        )
        left += width
        if left >= place.right():
            return
