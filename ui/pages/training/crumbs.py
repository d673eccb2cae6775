"""The way down the tree of offices: each step can be pressed to go back to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.layouts import empty

LONGEST = 44
"""Letters of a step that was taken; where one stands has the room that is left."""


class Crumbs(QWidget):
    """Steps from the top down; `chosen` carries the id of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[tuple[str, str], ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID // 2)

    def put(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show other steps: ids and names."""
        if tuple(steps) == self.steps:
            return
        self.steps = tuple(steps)
        empty(self._line)
        for place, (id, name) in enumerate(self.steps):
            short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
            if place == len(self.steps) - 1:
                last = Elided(name)
                last.setProperty("strong", True)
                self._line.addWidget(last, 1)
                continue
            button = QPushButton(short)
            button.setProperty("link", True)
            button.setToolTip(name)
            button.clicked.connect(lambda _on=False, id=id: self.chosen.emit(id))
            self._line.addWidget(button)
            self._line.addWidget(QLabel("›"))
