"""Six words to be read aloud, large, in both languages one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from ui.speech import SHORT_NAMES
from ui.theme import GRID
from ui.widgets.polish import named

COUNT = 6


class SixWords(QFrame):
    """The words of one request; either language is enough. `across` is how many stand in a line."""

    def __init__(
        self, ru: Sequence[str] = (), kk: Sequence[str] = (), *, across: int = COUNT
    ) -> None:
        super().__init__()
        named(self, "six_words")
        self._lines = {language: [QLabel() for _ in range(COUNT)] for language in ("ru", "kk")}
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        for row, (language, labels) in zip(
            range(0, 2 * COUNT, COUNT), self._lines.items(), strict=True
        ):
            short = QLabel(SHORT_NAMES[language])
            short.setProperty("text_size", "small")
            short.setProperty("muted", True)
            grid.addWidget(short, row, 0)
            for place, label in enumerate(labels):
                label.setProperty("text_size", "words")
                label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                grid.addWidget(label, row + place // across, 1 + place % across)
        for column in range(across):
            grid.setColumnStretch(1 + column, 1)
        if across < COUNT:
            grid.setRowMinimumHeight(COUNT - 1, GRID)
        self.put(ru, kk)

    def put(self, ru: Sequence[str], kk: Sequence[str]) -> None:
        """Show other words."""
        for language, said in (("ru", ru), ("kk", kk)):
            for label, word in zip(self._lines[language], said, strict=False):
                label.setText(word)
        self.setAccessibleName(" ".join((*ru, "/", *kk)) if ru else "")
