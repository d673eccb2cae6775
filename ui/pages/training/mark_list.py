"""The list in which people are marked: every key of it is a word about the person one stands on.

Space and Enter: present. Minus: absent. Digits: the result, which Space or Enter enters. Letters go
to the next person whose name begins with them. Left and Right: which of two marks is right.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.desk import Desk
from ui.models.table_model import TableModel
from ui.theme import GRID
from ui.widgets.table_view import TableView

SPELL = 900
"""Milliseconds in which letters belong together."""
MINUS = ("-", "−", "–")
PLUS = "+"
DIGITS = "0123456789"


class Press(StrEnum):
    """What a key says."""

    PRESENT = "present"
    ABSENT = "absent"
    LEFT = "left"
    """The mark shown first is right."""
    RIGHT = "right"
    ERASE = "erase"
    """Take the last digit back."""
    DROP = "drop"
    """Take all digits back."""


KEYS = {
    Qt.Key.Key_Space: Press.PRESENT,
    Qt.Key.Key_Return: Press.PRESENT,
    Qt.Key.Key_Enter: Press.PRESENT,
    Qt.Key.Key_Minus: Press.ABSENT,
    Qt.Key.Key_Plus: Press.PRESENT,
    Qt.Key.Key_Left: Press.LEFT,
    Qt.Key.Key_Right: Press.RIGHT,
    Qt.Key.Key_Backspace: Press.ERASE,
}


class MarkList(TableView):
    """A list whose keys mark. `pressed` carries a `Press`, `digit` one digit, `spelled` letters.

    With `spelled` goes whether the letters go on from those before, which may still mean the person
    one stands on. `left` is sent by Escape where there are no digits to take back.
    """

    pressed = Signal(str)
    digit = Signal(str)
    spelled = Signal(str, bool)
    left = Signal()

    def __init__(self, desk: Desk, model: TableModel, name: str) -> None:
        super().__init__(desk, model, name)
        self.typing = False
        self._letters = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SPELL)
        self._rest.timeout.connect(self.forget_letters)

    def _dress(self) -> None:
        """Have low rows: a room of people is to be seen at once."""
        super()._dress()
        sizes = self._desk.theme.sizes
        low = sizes.text + sizes.small + GRID + GRID // 4
        self.verticalHeader().setDefaultSectionSize(min(sizes.row, low))

    def forget_letters(self) -> None:
        """Begin a new name with the next letter."""
        self._letters = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what a key means; keys that mean nothing here are the list's own."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        text = event.text()
        press = KEYS.get(Qt.Key(event.key()))
        if held:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.pressed.emit(Press.DROP) if self.typing else self.left.emit()
        elif press is not None or text in (*MINUS, PLUS):
            self.forget_letters()
            usual = Press.PRESENT if text == PLUS else Press.ABSENT
            # A key held down says its word once: it must not run through the list.
            if not event.isAutoRepeat() or press is Press.ERASE:
                self.pressed.emit(press or usual)
        elif text and text in DIGITS:
            self.forget_letters()
            self.digit.emit(text)
        elif text and text.isalpha():
            self._spell(text)
        else:
            super().keyPressEvent(event)

    def _spell(self, text: str) -> None:
        goes_on = bool(self._letters)
        self._letters += text
        self._rest.start()
        self.spelled.emit(self._letters, goes_on)

    def begin_with(self, letters: str) -> None:
        """Take these letters for the beginning of the name that is being spelled."""
        self._letters = letters
