"""Boxes to tick, three on a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.theme import GRID

COLUMNS = 3


def tick_grid(boxes: Iterable[QCheckBox]) -> QWidget:
    """Put boxes side by side in columns of one width; the keys go to the first."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(0)
    for column in range(COLUMNS):
        grid.setColumnStretch(column, 1)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        if not place:
            holder.setFocusProxy(box)
    return holder
