"""The number just given, large enough to copy with a pencil."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from edo.commands.documents import Registration
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets import polish
from ui.widgets.elided import Elided
from ui.widgets.layouts import put_in

WAITING = mark("The number will be given later; temporary reference {reference}")
"""What is said of a document that waits for its number."""


class NumberBanner(QFrame):
    """Stays until the next number, or until it is put away. `again` asks for one more like it."""

    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        polish.named(self, "notice")
        self.setProperty("tone", "good")
        self._desk = desk
        self._shown: Registration | None = None
        self._subject = ""
        self.number, self._line, self._about = QLabel(), QLabel(), Elided()
        self._copy, self._again, self._cross = QPushButton(), QPushButton(), QToolButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self.hide()

    @property
    def registration(self) -> Registration | None:
        """What is shown."""
        return self._shown

    def show_number(self, registration: Registration, subject: str) -> None:
        """Show a number."""
        self._shown, self._subject = registration, subject
        self._say()
        self.show()

    def _build(self) -> None:
        self.number.setProperty("text_size", "huge")
        self._line.setProperty("strong", True)
        self._about.setProperty("muted", True)
        self._cross.setProperty("quiet", True)
        for button in (self._copy, self._again):
            button.setProperty("link", True)
        self._desk.theme.dress(self._cross, "x")
        self._cross.clicked.connect(self.hide)
        self._copy.clicked.connect(self._on_copy)
        self._again.clicked.connect(self.again)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._line)
        words.addWidget(self._about)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self._again)
        buttons.addWidget(self._copy)
        buttons.addStretch()
        put_in(words, buttons)
        words.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self.number)
        put_in(line, words, 1)
        line.addWidget(self._cross)

    def _say(self) -> None:
        words, shown = self._desk.speech.words, self._shown
        self._copy.setText(words.text("Copy the number"))
        self._again.setText(words.text("One more like it"))
        self._again.setToolTip(words.text("One more like it") + " (Ctrl+L)")
        self._cross.setToolTip(words.text("Put the number away"))
        self._cross.setAccessibleName(self._cross.toolTip())
        if shown is None:
            return
        self.number.setText(shown.number or shown.awaiting)
        told = words.text("{journal} · {date}", journal=shown.journal, date=words.date(shown.on))
        named = words.text("Registered: № {number}, {told}", number=shown.number, told=told)
        if shown.awaiting:
            told = named = words.text(WAITING, reference=shown.awaiting)
        self._line.setText(told)
        self._about.setText(self._subject)
        self.setAccessibleName(named)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())
