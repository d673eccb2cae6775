"""A part of the pane under a small heading: lines that are put in anew for each document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.polish import named


class Section(QWidget):
    """A heading and lines; without lines it is not shown. `name` is marked English."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._name = name
        self._head = named(QLabel(), "section")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 4)
        self._lines.addWidget(self._head)
        self.widgets: list[QWidget] = []
        self._say()
        desk.speech.changed.connect(self._say)

    def rename(self, name: str) -> None:
        """Say another heading."""
        self._name = name

    def put(self, widgets: Sequence[QWidget]) -> None:
        """Show other lines."""
        for old in self.widgets:
            old.hide()
            self._lines.removeWidget(old)
            old.deleteLater()
        self.widgets = list(widgets)
        for widget in self.widgets:
            self._lines.addWidget(widget)
        self.setVisible(bool(self.widgets))
        self._say()

    def _say(self) -> None:
        name = self._desk.speech.words.text(self._name)
        self._head.setText(name)
        self.setAccessibleName(name)
