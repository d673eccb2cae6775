"""How far one is in a few steps: a dot each, the present one long."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desk import Desk
from ui.theme import GRID

LONG = 3 * GRID


class StepDots(QWidget):
    """Draws the steps; what it shows is said to screen readers too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.count, self.at = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.update)
        desk.speech.changed.connect(self._say)

    def show_step(self, at: int, count: int) -> None:
        """Show one of some steps, the first is 0."""
        self.at, self.count = at, count
        self.setVisible(count > 1)
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as all dots."""
        return QSize(max(0, self.count - 1) * 2 * GRID + LONG, GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for place in range(self.count):
            width = LONG if place == self.at else GRID
            colour = "accent" if place <= self.at else "line_strong"
            painter.setBrush(self._desk.theme.colour(colour))
            painter.drawRoundedRect(QRectF(left, 0, width, GRID), GRID / 2, GRID / 2)
            left += width + GRID

    def _say(self) -> None:
        words = self._desk.speech.words
        text = words.text("Step {n} of {all}", n=self.at + 1, all=self.count)
        self.setAccessibleName(text)
        self.setToolTip(text)
