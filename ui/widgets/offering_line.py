"""A line that a list opens under, and that stays left when it is left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid


class OfferingLine(QLineEdit):
    """A line with a completer; what Tab led to keeps the keys.

    X may say that the list became active when it is closed already, as it is where one types fast.
    Qt then gives the keys to the line the list belongs to, wherever they are by then; and a letter
    that comes before X has heard of the closing is written there, though the keys never came.
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write what is typed here, and hand on what came by the closed list."""
        if not self.hands_on(event):
            super().keyPressEvent(event)

    def hands_on(self, event: QKeyEvent) -> bool:
        """Give a key to who has the keys, where this line was left; tell whether it was given."""
        holder = self.window().focusWidget() or self
        if self._led_to is None or self.hasFocus() or holder is self:
            return False
        QCoreApplication.sendEvent(holder, event)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give back the keys nobody brought here."""
        super().focusInEvent(event)
        holder = self._led_to
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._led_to = None
        elif holder is not None and isValid(holder) and holder.isVisible():
            holder.setFocus(event.reason())
