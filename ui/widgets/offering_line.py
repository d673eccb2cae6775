"""A line that a list opens under, and that stays left when it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid


class OfferingLine(QLineEdit):
    """A line with a completer; what Tab led to keeps the keys.

    X may say that the list became active when it is closed already, as it is where one types fast.
    Qt then gives the keys to the line the list belongs to, wherever they are by then.
    """

    def __init__(self) -> None:
        super().__init__()
        self._led_to: QWidget | None = None

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Go on, and remember where to."""
        went = super().focusNextPrevChild(forward)
        holder = self.window().focusWidget()
        self._led_to = holder if went and holder is not self else None
        return went

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give back the keys nobody brought here."""
        super().focusInEvent(event)
        holder = self._led_to
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._led_to = None
        elif holder is not None and isValid(holder) and holder.isVisible():
            holder.setFocus(event.reason())
