"""How wide things that are read become on large screens; what is left of the width stays empty.

Lists of columns take all there is. Lines of text end where the eye still finds the next one, and
what is done about a thing stays near its name.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

LETTERS = 90
"""In a line that is read."""
WITH_ACTS = 2.5
"""So many such lines is wide what has its words at the left and its buttons at the right."""


def line_of_text(theme: Theme) -> int:
    """Give the greatest width of a line of text, in logical pixels; larger texts have longer ones.

    Args:
        theme: whose text it is.
    """
    return LETTERS * QFontMetrics(theme.font()).averageCharWidth()


class AtMost(QObject):
    """Keeps a widget from growing wider than some lines of text, whatever size the texts have."""

    def __init__(self, theme: Theme, widget: QWidget, lines: float) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._lines = theme, widget, lines
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._widget.setMaximumWidth(round(self._lines * line_of_text(self._theme)))
