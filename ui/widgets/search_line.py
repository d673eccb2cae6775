"""The one search line: what is typed into it, and the keys that walk through what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons for which the keys go and come back by themselves."""


class SearchLine(QLineEdit):
    """A line whose keys steer a list beside it.

    `asked`: somebody came here to look for something. `stepped` and `turned` carry 1 or -1: a line
    or a section on or back; `taken` whether Ctrl was held with Enter. `left` is Esc; `lost` is sent
    when the keys went elsewhere without it.
    """

    asked = Signal()
    stepped = Signal(int)
    turned = Signal(int)
    taken = Signal(bool)
    left = Signal()
    lost = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: QWidget | None = None

    def ask(self) -> None:
        """Take the keys; what has them now in the page gets them back."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.asked.emit()

    def give_back(self, page: QWidget | None) -> None:
        """Give the keys to what had them in a page, or to the page itself."""
        before, self._before = self._before, None
        if page is None:
            return
        is_there = before is not None and isValid(before) and page.isAncestorOf(before)
        if before is not None and is_there and before.isVisible():
            before.setFocus()
        else:
            page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer by the keys that mean nothing in a line of text."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in STEPS:
            self.stepped.emit(STEPS[key])
        elif key in TURNS:
            self.turned.emit(TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin by a click too."""
        super().mousePressEvent(event)
        self.asked.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the keys went for good."""
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.lost.emit()
