"""A number with its name under it: how many, at a glance."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.desk import Desk


class Figure(QWidget):
    """A figure; `name` is marked English."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._name = name
        self._number: int | None = None
        self._figure, self._label = QLabel(), QLabel()
        self._figure.setProperty("text_size", "large")
        self._label.setProperty("text_size", "small")
        self._label.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._figure)
        layout.addWidget(self._label)
        self._say()
        desk.speech.changed.connect(self._say)

    def show_number(self, number: int) -> None:
        """Show how many."""
        self._number = number
        self._say()

    def _say(self) -> None:
        words = self._desk.speech.words
        text = "—" if self._number is None else words.number(self._number)
        self._figure.setText(text)
        self._label.setText(words.text(self._name))
        self.setAccessibleName(f"{words.text(self._name)}: {text}")
