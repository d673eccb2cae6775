"""Buttons over a section, each with its key: what can be done with what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID


@dataclass(frozen=True, slots=True)
class ToolDeed:
    """Something that can be done.

    Attributes:
        code: its name in the program.
        name: marked English text.
        run: what does it.
        keys, icon: its key and its picture.
        quiet: only the picture is shown.
    """

    code: str
    name: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    quiet: bool = False


def plan_deed(run: Callable[[], object]) -> ToolDeed:
    """Plan a session."""
    return ToolDeed("plan", mark("Plan a training…"), run, "Ins", "plus")


def people_deed(run: Callable[[], object]) -> ToolDeed:
    """Show the people behind what one stands on."""
    return ToolDeed("people", mark("People"), run, "Ctrl+Return", "users")


def print_deed(run: Callable[[], object]) -> ToolDeed:
    """Offer what can be printed."""
    return ToolDeed("print", mark("Print…"), run, "Ctrl+Shift+P", "printer", quiet=True)


def spreadsheet_deed(run: Callable[[], object]) -> ToolDeed:
    """Write a spreadsheet, or offer which."""
    name = mark("Write a spreadsheet…")
    return ToolDeed("list", name, run, "Ctrl+Shift+E", "file-spreadsheet", quiet=True)


class ToolButtons(QWidget):
    """A line of buttons; `actions_by_code` are what their keys do."""

    def __init__(self, desk: Desk, deeds: Sequence[ToolDeed]) -> None:
        super().__init__()
        self._desk, self._deeds = desk, tuple(deeds)
        self._names = {deed.code: deed.name for deed in deeds}
        self.actions_by_code: dict[str, QAction] = {}
        self.buttons: dict[str, QPushButton | QToolButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for deed in self._deeds:
            line.addWidget(self._make(deed))
        self._say()
        desk.speech.changed.connect(self._say)

    def serve(self, section: QWidget) -> None:
        """Let the keys work all over a section."""
        for action in self.actions_by_code.values():
            section.addAction(action)

    def allow(self, code: str, *, allowed: bool) -> None:
        """Let something be done, or not."""
        self.actions_by_code[code].setEnabled(allowed)
        self.buttons[code].setEnabled(allowed)

    def offer(self, code: str, *, offered: bool) -> None:
        """Show a button, or leave it out with its key."""
        self.actions_by_code[code].setEnabled(offered)
        self.buttons[code].setVisible(offered)

    def rename(self, code: str, name: str) -> None:
        """Call something otherwise; `name` is marked English."""
        self._names[code] = name
        self._say()

    def _make(self, deed: ToolDeed) -> QWidget:
        action = QAction(self)
        action.setShortcut(QKeySequence(deed.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False: deed.run())
        self.actions_by_code[deed.code] = action
        if deed.quiet:
            button = QToolButton()
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            button = QPushButton()
        button.clicked.connect(lambda _on=False: deed.run())
        if deed.icon:
            self._desk.theme.dress(button, deed.icon)
            self._desk.theme.dress(action, deed.icon)
        self.buttons[deed.code] = button
        return button

    def _say(self) -> None:
        words = self._desk.speech.words
        for deed in self._deeds:
            action, button = self.actions_by_code[deed.code], self.buttons[deed.code]
            name = words.text(self._names[deed.code])
            action.setText(name)
            button.setText("" if deed.quiet else name)
            button.setAccessibleName(name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{name} ({keys})" if keys else name)
