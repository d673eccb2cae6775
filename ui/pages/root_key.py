"""The band that says the root key still lies on this computer, with the two ways out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from edo.commands import home
from edo.commands.home import Standing
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.keeping_sheets import ForgetSheet, RecoverySheet
from ui.theme import GRID, MARGIN, Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.sign import Sign
from ui.widgets.telling import tell

PRINTED = "recovery.printed"
"""Name under which it is remembered that the sheet was saved."""
TO_PRINT = mark("Print the recovery sheet and lock it away: the root key lies on this computer.")
TO_FORGET = mark(
    "The recovery sheet was saved. Type its code back, and the key leaves this computer."
)


class RootKeyBand(QWidget):
    """Says what to do about the root key; there only while it lies on this computer.

    `forgotten` is sent when it was removed.
    """

    forgotten = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.text = QLabel()
        self.sheet, self.code = QPushButton(), QPushButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self.sheet.clicked.connect(self.print_sheet)
        self.code.clicked.connect(self.type_code)

    def print_sheet(self) -> None:
        """Offer to save the sheet; under a password it is asked for."""
        self._desk.bridge.look(
            home.standing, then=self._on_standing, key=(id(self), "standing"), owner=self
        )

    def type_code(self) -> None:
        """Ask for the code on the sheet."""
        sheet = ForgetSheet(self._desk, self.window())
        sheet.done_with.connect(self._on_forgotten)
        sheet.open()

    def _build(self) -> None:
        band = named(QFrame(), "notice")
        self.text.setWordWrap(True)
        line = QHBoxLayout(band)
        line.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        line.setSpacing(GRID)
        sign = Sign(self._desk.theme, "key-round", "accent_text")
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        line.addWidget(self.code)
        line.addWidget(self.sheet)
        self._desk.theme.dress(self.sheet, "printer")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(MARGIN, 0, MARGIN, GRID)
        outer.addWidget(band)
        self.hide()

    def _say(self) -> None:
        words = self._desk.speech.words
        printed = bool(self._desk.memory.get(PRINTED))
        self.text.setText(words.text(TO_FORGET if printed else TO_PRINT))
        for button, name in (
            (self.sheet, mark("Recovery sheet…")),
            (self.code, mark("Type the code back…")),
        ):
            button.setText(words.text(name))
            button.setToolTip(words.text(name))
        self.code.setVisible(printed)

    def _on_standing(self, found: Standing) -> None:
        sheet = RecoverySheet(self._desk, self.window(), protected=found.protected)
        sheet.done_with.connect(self._on_printed)
        sheet.open()

    def _on_printed(self, _printed: object) -> None:
        self._desk.memory.set(PRINTED, "yes")
        self._say()
        self.type_code()

    def _on_forgotten(self, _nothing: object) -> None:
        words = self._desk.speech.words
        text = words.text("The root key is on paper only from now on. Keep the sheet in a safe.")
        tell(self, Notice(text, Tone.GOOD))
        self.forgotten.emit()
