"""An act of a page as an action, whose key works all over what it is added to, and as a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton

from ui.desk import Desk


def key_action(
    owner: QObject, desk: Desk, keys: str, icon: str, run: Callable[..., object]
) -> QAction:
    """Make an action that cannot be done until it is allowed, and once for a key held down."""
    action = QAction(owner)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setAutoRepeat(False)
    action.setEnabled(False)
    desk.theme.dress(action, icon)
    action.triggered.connect(run)
    return action


def quiet_button(action: QAction) -> QToolButton:
    """Make a button without a frame of an action; Tab comes to it."""
    button = QToolButton()
    button.setProperty("quiet", True)
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
