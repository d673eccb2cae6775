"""Under the list: the marks of whom one stands on, a question, or somebody who is added."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.training.add_line import AddLine
from ui.pages.training.ask_line import AskLine
from ui.pages.training.person_marks import PersonMarks
from ui.theme import GRID, MARGIN, ROOMY
from ui.widgets.polish import named

HEIGHT = 12 * GRID


class SessionFoot(QFrame):
    """One of three things at a time, all of one height, so that the list never jumps."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "pane")
        self.marks, self.ask, self.adding = PersonMarks(desk), AskLine(), AddLine(desk)
        self._stack = QStackedWidget()
        for part in (self.marks, self.ask, self.adding):
            self._stack.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
        lines.addWidget(self._stack)
        self._theme = desk.theme
        self._fit()
        desk.theme.changed.connect(self._fit)

    @property
    def asks(self) -> bool:
        """Whether something is asked now."""
        return self._stack.currentWidget() is not self.marks

    def show_part(self, part: QWidget) -> None:
        """Show one of the three."""
        self._stack.setCurrentWidget(part)

    def _fit(self) -> None:
        """Have room for a line, buttons and a line of keys, however large texts are."""
        sizes = self._theme.sizes
        larger = max(0, sizes.text - ROOMY.text)
        self.setFixedHeight(HEIGHT + 3 * larger + max(0, sizes.control - ROOMY.control))
