"""One thing that waits, on a line: what it is, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.polish import named

ICON = 20


class Errand(QFrame):
    """A line of the first page; its texts are in the person's language already."""

    def __init__(
        self, desk: Desk, icon: str, title: str, note: str, button: str, act: Callable[[], object]
    ) -> None:
        super().__init__()
        named(self, "card")
        picture = QLabel()
        picture.setPixmap(desk.theme.icon(icon, "accent_text").pixmap(ICON, ICON))
        self.button = QPushButton(button)
        self.button.setAccessibleName(f"{button}: {title}")
        self.button.clicked.connect(lambda: act())
        self.button.setAutoDefault(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(picture)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for text, quiet in ((title, False), (note, True)):
            if not text:
                continue
            label = Elided(text)
            label.setProperty("muted", quiet)
            if quiet:
                label.setProperty("text_size", "small")
            texts.addWidget(label)
        line.addLayout(texts, 1)
        line.addWidget(self.button)
