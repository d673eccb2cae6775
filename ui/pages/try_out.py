"""The line that tries the shared folder out, and says what it does for this computer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from edo.commands import trial
from edo.commands.trial import Tried
from edo.errors import EdoError
from ui.desk import Desk
from ui.exchange_words import say_tried
from ui.long_run import Progress
from ui.theme import GRID, Tone
from ui.widgets.polish import restyle

INDENT = 36 + GRID
"""Puts the button under the words of the head, beside its icon."""


class TryOut(QWidget):
    """A button, and beside it what it has shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tried: Tried | None = None
        self._refused: EdoError | None = None
        self.button, self.together, self.text = QPushButton(), QPushButton(), QLabel()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self.button.clicked.connect(self.try_out)

    def try_out(self) -> None:
        """Try the folder out from here; nobody waits for it but this line."""
        words = self._desk.speech.words
        self.button.setEnabled(False)
        self.text.setText(words.text("Trying the shared folder out…"))
        self._desk.bridge.run_long(
            _try_out,
            words.text("Trying the shared folder out"),
            then=self._on_tried,
            otherwise=self._on_refused,
            owner=self,
            writes=False,
        )

    def _build(self) -> None:
        for button in (self.button, self.together):
            button.setProperty("link", True)
        self.text.setProperty("text_size", "small")
        self.text.setProperty("muted", True)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout(self)
        line.setContentsMargins(INDENT, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.together, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        line.addStretch()

    def _say(self) -> None:
        words = self._desk.speech.words
        self.button.setText(words.text("Try the folder out"))
        self.button.setToolTip(words.text("Tries what the folder does for this computer."))
        self.together.setText(words.text("Rehearse with another computer…"))
        self.together.setToolTip(
            words.text("Shows whether every workplace may take registration numbers here.")
        )
        said = say_tried(words, self._tried) if self._tried else None
        refused = words.refusal(self._refused) if self._refused else ""
        self.text.setText(said.line if said else refused)
        self.text.setVisible(bool(self.text.text()))
        calm = said is not None and said.tone is Tone.GOOD
        restyle(self.text, muted=calm, strong=bool(self.text.text()) and not calm)

    def _on_tried(self, found: Tried) -> None:
        self._end(found, None)

    def _on_refused(self, error: EdoError) -> None:
        self._end(None, error)

    def _end(self, found: Tried | None, error: EdoError | None) -> None:
        self._tried, self._refused = found, error
        self.button.setEnabled(True)
        self._say()


def _try_out(workplace: Any, *, progress: Progress) -> Tried:
    """Try the folder out as a long run.

    Raises:
        UnreachableError: it does not answer, or cannot be written to.
    """
    progress(0, 0)
    return trial.try_out(workplace)
