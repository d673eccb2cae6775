"""A small window under a chip: a few fields, taken by Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import GRID

WIDTH = 320


class Popup(QFrame):
    """A small window under a chip; Esc closes it, `taken` is sent when it is done."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, 2 * GRID)
        self.lines.setSpacing(GRID)
        self.setMinimumWidth(WIDTH)

    def open_under(self, chip: QWidget, first: QWidget) -> None:
        """Show it under a chip, with the keys in its first field."""
        self.adjustSize()
        self.move(chip.mapToGlobal(QPoint(0, chip.height() + 2)))
        self.show()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is chosen by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
