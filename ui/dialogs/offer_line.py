"""A quiet line that tells of something and offers what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from ui.desk import Desk
from ui.theme import GRID, Tone
from ui.widgets.polish import named, restyle


class OfferLine(QFrame):
    """Shows one text and some buttons; pressing one puts the line away.

    `keys`, as Qt names them, press the first button. `left` is sent when the line had the keys and
    was put away: Qt would give them to whatever comes next.
    """

    left = Signal()

    def __init__(self, desk: Desk, keys: str = "") -> None:
        super().__init__()
        named(self, "notice")
        self._desk, self._keys = desk, keys
        self.first = QAction(self)
        self.first.setShortcut(QKeySequence(keys))
        self.first.triggered.connect(self._press_first)
        self.addAction(self.first)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        self._line.setSpacing(GRID)
        self._line.addWidget(self.text, 1)
        self._cross = QToolButton()
        self._cross.setProperty("quiet", True)
        self._cross.clicked.connect(self._on_cross)
        desk.theme.dress(self._cross, "x")
        desk.speech.changed.connect(self._say)
        self._say()
        self.hide()

    def offer(
        self,
        text: str,
        acts: Sequence[tuple[str, Callable[[], object]]] = (),
        tone: Tone = Tone.NEUTRAL,
    ) -> None:
        """Show a text, already in the person's language, with a button for each act."""
        self._drop_buttons()
        restyle(self, tone=tone.value)
        self.text.setText(text)
        self.setAccessibleName(text)
        for name, act in acts:
            button = QPushButton(name)
            if self._keys and not self.buttons:
                button.setText(f"{name}  {self._keys}")
                button.setAccessibleName(name)
                self.first.setText(name)
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._do, act))
            self._line.insertWidget(1 + len(self.buttons), button)
            self.buttons.append(button)
        self._line.addWidget(self._cross)
        self.first.setEnabled(bool(self.buttons))
        self.show()

    def answer(self, text: str) -> None:
        """Show a text alone, as why a key did nothing; an empty one puts the line away."""
        if text:
            self.offer(text)
        else:
            self.hide()

    def _say(self) -> None:
        self._cross.setToolTip(self._desk.speech.words.text("Put the message away"))
        self._cross.setAccessibleName(self._cross.toolTip())

    def _on_cross(self) -> None:
        # A method, which Qt holds weakly: a `partial` on a lasting button keeps the line alive.
        self._do(lambda: None)

    def _do(self, act: Callable[[], object], *_pressed: bool) -> None:
        had = any(one.hasFocus() for one in (*self.buttons, self._cross))
        self.hide()
        if had:
            self.left.emit()
        act()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the keys to others."""
        super().hideEvent(event)
        self.first.setEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys."""
        super().showEvent(event)
        self.first.setEnabled(bool(self.buttons))

    def _press_first(self) -> None:
        if self.buttons:
            self.buttons[0].click()

    def _drop_buttons(self) -> None:
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
