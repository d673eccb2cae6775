"""A line for a path, with a button that chooses a folder or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.last_folder import own_folder


class PathLine(QWidget):
    """A path that can be typed or chosen; `changed` carries it.

    `title` is the marked English title of the dialog; a folder is chosen where there is no
    `pattern` of files.
    """

    changed = Signal(str)

    def __init__(self, desk: Desk, title: str, text: str = "", pattern: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._title, self._pattern = title, pattern
        self.line, self.button = QLineEdit(text), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_choose)
        self._say()
        desk.speech.changed.connect(self._say)

    def text(self) -> str:
        """Give the path without spaces around it."""
        return self.line.text().strip()

    def full(self) -> str:
        """Give the path in full, nothing for nothing."""
        return str(Path(self.text()).expanduser().absolute()) if self.text() else ""

    def setText(self, text: str) -> None:
        """Show another path."""
        self.line.setText(text)

    def setAccessibleName(self, name: str) -> None:
        """Let the line have the name."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(f"{self.button.text()} {name}")

    def _say(self) -> None:
        words = self._desk.speech.words
        self.button.setText(words.text("Choose…"))
        self.button.setToolTip(words.text(self._title))

    def _on_choose(self) -> None:
        words = self._desk.speech.words
        title, start = words.text(self._title), self.text() or str(own_folder())
        if self._pattern:
            path, _kind = QFileDialog.getOpenFileName(self, title, start, self._pattern)
        else:
            path = QFileDialog.getExistingDirectory(self, title, start)
        if path:
            self.setText(path)
            self.line.setFocus()  # Enter goes on, and asks for no other one
