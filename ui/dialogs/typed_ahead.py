"""What is typed while a card is being handed in: kept, and typed into the next card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

GOES_ON = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
SHORTCUTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TypedAhead:
    """Keeps letters and what leads from field to field, while `holds`."""

    def __init__(self) -> None:
        self.holds = False
        self._keys: list[tuple[int, Qt.KeyboardModifier, str]] = []

    def hold(self) -> None:
        """Begin to keep."""
        self.holds, self._keys = True, []

    def drop(self) -> None:
        """Keep nothing any more: the card is still the same one."""
        self.holds, self._keys = False, []

    def take(self, event: QKeyEvent) -> bool:
        """Keep a key, where it is one of typing."""
        if not self.holds or event.modifiers() & SHORTCUTS:
            return False
        if event.key() not in GOES_ON and not event.text().isprintable():
            return False
        self._keys.append((event.key(), event.modifiers(), event.text()))
        return True

    def type_into(self, window: QWidget) -> None:
        """Type what was kept where the keys of a window are, and go on from there."""
        keys = self._keys
        self.drop()
        for key, modifiers, text in keys:
            holder = window.focusWidget() or window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(holder, QKeyEvent(kind, key, modifiers, text))
