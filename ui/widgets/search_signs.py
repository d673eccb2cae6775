"""What makes a line one to search in: the glass before it, a cross behind it, both with a name."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.desk import Desk


def make_search(desk: Desk, line: QLineEdit) -> None:
    """Give a line its glass and its cross."""
    _Signs(desk, line)


class _Signs(QObject):
    """The glass and the cross, named in the language spoken for as long as the line is there."""

    def __init__(self, desk: Desk, line: QLineEdit) -> None:
        super().__init__(line)
        self._desk, self._line = desk, line
        self._glass = QAction(line)
        desk.theme.dress(self._glass, "search")
        line.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        line.setClearButtonEnabled(True)
        self._say()
        desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._glass.setText(words.text("Search"))
        # Buttons that Qt made are looked for each time. What Python holds of such a one may be what
        # it held of another that stood at the same address, and dies with that one.
        for button in self._line.findChildren(QToolButton):
            if button.defaultAction() != self._glass:
                button.setAccessibleName(words.text("Empty the line"))
