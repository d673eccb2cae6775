"""The head of the page "Exchange": how it stands in large words, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.exchange_words import Said
from ui.mending import MEND
from ui.pages.try_out import TryOut
from ui.theme import GRID, MARGIN
from ui.widgets.layouts import put_in
from ui.widgets.sign import Sign

ICON = 36


class ShareHead(QWidget):
    """How the exchange stands in large words, and what can be done about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sign = Sign(desk.theme, size=ICON)
        self.title, self.text, self.place = QLabel(), QLabel(), QLabel()
        self.now, self.connect_to, self.invite = QPushButton(), QPushButton(), QPushButton()
        self.mend, self.take_over = QPushButton(), QPushButton()
        self.trying = TryOut(desk)
        self.bar, self._step = QProgressBar(), QLabel()
        self._build()

    def put(self, said: Said, place: str, *, mend: bool = False) -> None:
        """Show another state; `mend` offers to put it right."""
        self.mend.setVisible(mend)
        self.mend.setText(self._desk.speech.words.text(MEND))
        self.mend.setToolTip(self.mend.text())
        self.title.setText(said.title)
        self.text.setText(said.text)
        self.text.setVisible(bool(said.text))
        self.place.setText(place)
        self.place.setVisible(bool(place))
        self._sign.put(said.icon, said.tone.value)

    def progress(self, done: int, total: int) -> None:
        """Show how much has come in of much that comes; nothing once all is here."""
        for part in (self.bar, self._step):
            part.setVisible(done < total)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = self._desk.speech.words
        counts = {"done": words.number(done), "total": words.number(total)}
        self._step.setText(words.text("{done} of {total} sendings taken in", **counts))

    def _build(self) -> None:
        self.title.setProperty("text_size", "large")
        for label in (self.text, self.place):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        for label in (self.place, self._step):
            label.setProperty("text_size", "small")
        self._step.setProperty("muted", True)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setWordWrap(True)
        self._desk.theme.dress(self.now, "refresh-cw")
        self._desk.theme.dress(self.invite, "user-plus")
        self._desk.theme.dress(self.connect_to, "folder-open")
        self.progress(0, 0)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        for label in (self.title, self.text, self.place):
            texts.addWidget(label)
        for name in ("link", "flush"):
            self.take_over.setProperty(name, True)
        texts.addWidget(self.take_over, 0, Qt.AlignmentFlag.AlignLeft)
        put_in(line, texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        self.mend.setProperty("primary", True)
        self._desk.theme.dress(self.mend, "key-round", "on_accent")
        for button in (self.mend, self.connect_to, self.invite, self.now):
            buttons.addWidget(button)
        column = QVBoxLayout()
        put_in(column, buttons)
        column.addStretch()
        put_in(line, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * GRID)
        layout.setSpacing(GRID)
        put_in(layout, line)
        layout.addWidget(self.trying)
        layout.addWidget(self.bar)
        layout.addWidget(self._step)
