"""The help sheet (F1): every key that works in the window now, gathered from its actions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.polish import named


def keys_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Go through the actions under a widget that have a key: the key as written, and the name."""
    seen: set[str] = set()
    for action in (*widget.actions(), *widget.findChildren(QAction)):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys and keys not in seen and action.text():
            seen.add(keys)
            yield keys, action.text().replace("&", "")


class HelpSheet(QDialog):
    """Two columns of keys: those of the window, those of the page."""

    def __init__(self, desk: Desk, window: QWidget, page: QWidget | None) -> None:
        super().__init__(window)
        self._desk = desk
        words = desk.speech.words
        self.setWindowTitle(words.text("Keys"))
        self.resize(820, 520)
        of_page = dict(keys_of(page)) if page is not None else {}
        of_window = {keys: name for keys, name in keys_of(window) if keys not in of_page}
        columns = QHBoxLayout()
        columns.setSpacing(5 * GRID)
        columns.addLayout(self._column(words.text("In this window"), of_window))
        in_lists = {
            "↑ ↓ Home End": words.text("Move through the list"),
            "Enter": words.text("Open"),
            "Ctrl+A": words.text("Select all"),
            "Ctrl+C": words.text("Copy as a table"),
            "Alt+↓": words.text("Calendar"),
        }
        columns.addLayout(self._column(words.text("On this page"), of_page | in_lists))
        paper = named(QWidget(), "paper")
        paper.setLayout(columns)
        area = QScrollArea()
        area.setWidget(paper)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)

    def _column(self, title: str, keys: dict[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        head = QLabel(title)
        head.setProperty("text_size", "large")
        grid.addWidget(head, 0, 0, 1, 2)
        for line, (key, name) in enumerate(keys.items(), 1):
            label = named(QLabel(key), "key")
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(QLabel(name), line, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        return grid
