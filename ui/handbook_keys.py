"""The keys that work in a window now, gathered from its actions: one side of the help (F1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.late import Late
from ui.widgets.polish import named

KEY_WIDTH = 104


def keys_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Go through the actions under a widget whose key works: the key as written, and the name.

    The keys of a part that is hidden, a page one was on before, do not.
    """
    seen: set[str] = set()
    for action in (*widget.actions(), *widget.findChildren(QAction)):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys and keys not in seen and action.text() and _works(action, widget):
            seen.add(keys)
            yield keys.replace("Return", "Enter"), action.text().replace("&", "")


def _works(action: QAction, within: QWidget) -> bool:
    """Tell whether a part that is seen has an action, or a menu of such a part."""
    for part in action.associatedObjects():
        if isinstance(part, QMenu):
            if _works(part.menuAction(), within):
                return True
        elif isinstance(part, QWidget) and part.isVisibleTo(within):
            return True
    return False


class KeyList(QScrollArea):
    """Keys of a page, of lists and of the window around them, one under another."""

    def __init__(self, desk: Desk, window: QWidget, page: QWidget | None) -> None:
        super().__init__()
        words = desk.speech.words
        of_page = dict(keys_of(page)) if page is not None else {}
        of_window = {keys: name for keys, name in keys_of(window) if keys not in of_page}
        in_lists = {
            "↑ ↓ Home End": words.text("Move through the list"),
            "Enter": words.text("Open"),
            "Ctrl+A": words.text("Select all"),
            "Ctrl+C": words.text("Copy as a table"),
            "Alt+↓": words.text("Calendar"),
        }
        paper = named(QWidget(), "paper")
        rows = QVBoxLayout(paper)
        rows.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        rows.setSpacing(2 * GRID)
        for title, keys in (
            (words.text("On this page"), of_page | in_lists),
            (words.text("In this window"), of_window),
        ):
            rows.addWidget(Late(partial(_group, title, keys)))
        rows.addStretch()
        self.setWidget(paper)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.text("Keys"))


def _group(title: str, keys: Mapping[str, str]) -> QWidget:
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(GRID // 2)
    grid.addWidget(named(QLabel(title), "section"), 0, 0, 1, 2)
    for line, (key, name) in enumerate(keys.items(), 1):
        said = QLabel(name)
        said.setWordWrap(True)
        said.setProperty("text_size", "small")
        label = named(QLabel(key), "key")
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, line, 1)
    grid.setColumnMinimumWidth(0, KEY_WIDTH)
    grid.setColumnStretch(1, 1)
    return group
