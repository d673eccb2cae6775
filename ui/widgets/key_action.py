"""An act of a page as an action, whose key works all over what it is added to, and as a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

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


class ActionButton(QToolButton):
    """A button that does what an action does, looks as it looks and says what it says.

    As `setDefaultAction` makes one; that keeps 144 bytes for every change of the action (Qt 6.11).
    """

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._follow()
        action.changed.connect(self._follow)

    def nextCheckState(self) -> None:
        """Do what the action does, instead of turning by itself."""
        self._action.trigger()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.iconText())
        self.setIcon(action.icon())
        self.setToolTip(action.toolTip())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())


def quiet_button(action: QAction, focus: Qt.FocusPolicy = Qt.FocusPolicy.TabFocus) -> ActionButton:
    """Make a button without a frame of an action; Tab comes to it where nothing else is said."""
    button = ActionButton(action)
    button.setProperty("quiet", True)
    button.setFocusPolicy(focus)
    return button
