"""The lower line of the registration window: the two ways to hand in, and what is going on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.desk import Desk
from ui.theme import GRID, Tone
from ui.widgets.polish import named
from ui.widgets.sign import Sign


class RegistrationFoot(QWidget):
    """Buttons of two actions, and a line of words beside the sign of a tone."""

    def __init__(self, desk: Desk, register: QAction, save: QAction) -> None:
        super().__init__()
        self._actions = (register, save)
        self._sign, self.state = Sign(desk.theme), QLabel()
        self.register, self.save = QPushButton(), QPushButton()
        self._build()
        self.say()

    def tell(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say what is going on; a refusal stands until the next word."""
        self.state.setText(text)
        icons = {Tone.GOOD: "check", Tone.WARN: "triangle-alert", Tone.BAD: "triangle-alert"}
        name = icons.get(tone, "")
        self._sign.setVisible(bool(name))
        self._sign.put(name, tone.value)
        self.state.setAccessibleName(text)

    def say(self) -> None:
        """Say the names of the buttons as their actions are called."""
        for button, action in zip((self.register, self.save), self._actions, strict=True):
            keys = action.shortcut().toString().replace("Return", "Enter")
            button.setText(f"{action.text()}   {keys}")
            button.setAccessibleName(action.text())
            button.setToolTip(f"{action.text()} ({keys})")

    def _build(self) -> None:
        named(self, "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        line.setSpacing(GRID)
        self.register.setProperty("primary", True)
        for button, action in zip((self.register, self.save), self._actions, strict=True):
            button.clicked.connect(action.trigger)
            line.addWidget(button)
        line.addSpacing(GRID)
        line.addWidget(self._sign)
        self.state.setWordWrap(True)
        line.addWidget(self.state, 1)
