"""The menu in which columns are chosen: it stays open while one ticks them off and moves them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.desk import Desk
from ui.widgets.table_layout import TableLayout

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnMenu(QMenu):
    """Space shows or hides a column, Alt with an arrow moves it, Esc closes."""

    def __init__(self, parent: QWidget, desk: Desk, layout: TableLayout) -> None:
        super().__init__(parent)
        self._layout = layout
        self._words = desk.speech.words
        self.setToolTipsVisible(True)
        self._fill()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay open after a column was ticked."""
        action = self.actionAt(event.position().toPoint())
        if action in self.actions() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space or Enter, move by Alt and an arrow."""
        action = self.activeAction()
        ticks = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in STEPS:
            self._move(action, STEPS[key])
        elif key in ticks and action in self.actions() and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _fill(self, active: str = "") -> None:
        self.clear()
        for code, heading, shown, toggle in self._layout.choices():
            action = self.addAction(heading)
            action.setCheckable(True)
            action.setChecked(shown)
            action.setObjectName(code)
            action.setToolTip(self._words.text("Space shows it or not, Alt with arrows moves it"))
            action.toggled.connect(toggle)
            action.toggled.connect(self._look)
            if code == active:
                self.setActiveAction(action)
        self.addSeparator()
        self.addAction(self._words.text("Columns as they were"), self._layout.reset)

    def _look(self) -> None:
        """Tick what is seen: where one column comes into a narrow list another gives way."""
        seen = {code: shown for code, _heading, shown, _toggle in self._layout.choices()}
        for action in self.actions():
            action.blockSignals(True)
            action.setChecked(seen.get(action.objectName(), False))
            action.blockSignals(False)
        self.update()

    def _move(self, action: QAction, step: int) -> None:
        if (
            action in self.actions()
            and action.isCheckable()
            and self._layout.move(action.objectName(), step)
        ):
            self._fill(action.objectName())
