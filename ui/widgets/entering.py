"""What Enter does on a button that has the keys: press it, in windows as in dialogs.

Qt does so in dialogs only; elsewhere a button hears nothing but the space bar, and nobody can know.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def presses(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button of a window that has the keys; False where Enter means nothing there.

    Called by `keyPressEvent` of windows: what has a meaning of its own for Enter took it before.
    """
    button = window.focusWidget()
    if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not isinstance(button, QPushButton | QToolButton) or event.isAutoRepeat():
        return False
    button.click()
    return True
