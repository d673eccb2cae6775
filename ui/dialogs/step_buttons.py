"""The foot of a sheet that asks one question after another: back, on, and their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QRadioButton, QWidget

from ui.dialogs.sheet_of_paper import Sheet
from ui.theme import GRID
from ui.widgets.main_key import MainKey


class StepButtons(QWidget):
    """`forward` and `backward` are sent by the buttons, and by keys anywhere in the sheet.

    Ctrl+Enter goes on, or says why it does not. So does Enter, but where a button has the keys it
    presses that one.
    """

    forward = Signal()
    backward = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.primary, self.back = QPushButton(), QPushButton()
        self._enter, self._escape = QAction(sheet), QAction(sheet)
        self.main_key = MainKey(sheet, self.primary, sheet.desk.speech)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, GRID, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.back)
        line.addStretch()
        line.addWidget(self.primary)
        self.primary.setProperty("primary", True)
        self.primary.clicked.connect(self.forward)
        self.back.clicked.connect(self.backward)
        for action, keys, then in (
            (self._enter, ("Return", "Enter"), self._on_enter),
            (self._escape, ("Esc", "Alt+Left"), self.backward),
        ):
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(then)
            sheet.addAction(action)
        self.main_key.worked.connect(self.forward)
        self.main_key.told.connect(sheet.answer)

    def say(self, forward: str, backward: str, *, key: str = "Enter") -> None:
        """Name both; `key` is what the first one tells of itself."""
        self.primary.setText(forward)
        self.primary.setToolTip(f"{forward} ({key})")
        self.back.setText(backward)
        self.back.setToolTip(f"{backward} (Esc)")
        for action in (self._enter, self.main_key):
            action.setText(forward)
        self._escape.setText(backward)

    def _on_enter(self) -> None:
        focus = self._sheet.focusWidget()
        if isinstance(focus, QAbstractButton) and not isinstance(focus, QRadioButton):
            focus.click()
        else:
            self.forward.emit()
