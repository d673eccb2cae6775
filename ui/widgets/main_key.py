"""Ctrl+Enter: the key of the main button of a window, wherever the keys are in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from edo.sentences import mark
from ui.speech import Speech
from ui.widgets.why_not import explain, why_not

DOING = mark("it is being done already")
"""Why a button is off while what it was pressed for is on its way."""


class MainKey(QAction):
    """Ctrl+Enter, by either Enter of a keyboard; while the button is off, it says why.

    It stays switched on itself: what has the keys would take it for an Enter otherwise. `worked` is
    sent where the button may be pressed; `told` carries why it may not, and nothing once it may.
    """

    worked = Signal()
    told = Signal(str)

    def __init__(self, window: QWidget, button: QAbstractButton, speech: Speech) -> None:
        """Give a window the key.

        Args:
            window: in which it works.
            button: whose key it is.
            speech: in which language it says why not.
        """
        super().__init__(window)
        self._button, self._speech, self._why = button, speech, ""
        self.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.triggered.connect(self._on_pressed)
        window.addAction(self)

    def hold(self, why: str = "") -> None:
        """Switch the button off; without a reason, on again.

        Args:
            why: marked English, what is said after the button's name.
        """
        self._why = why
        self._button.setEnabled(not why)
        if not why:
            self.told.emit("")

    def _on_pressed(self) -> None:
        if self._button.isEnabled():
            self.worked.emit()
            return
        words = self._speech.words
        explain(self, words.text(self._why) if self._why else "")
        self.told.emit(why_not(words, self))
