"""A question in one line, with ready answers: a digit in the empty line gives one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui.theme import GRID
from ui.widgets.layouts import empty, put_in
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named


class AnswerLine(QLineEdit):
    """The line: Enter gives what is written, Escape leaves, a digit alone is a ready answer."""

    given = Signal()
    left = Signal()
    ready = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that end the line."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif text and text in "123456789" and not self.text():
            self.ready.emit(int(text) - 1)
        else:
            super().keyPressEvent(event)


class AskLine(QWidget):
    """Asks for a few words. `given` carries them, `left` is sent when the person gives it up."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question = QLabel()
        self.line = AnswerLine()
        self._wrong = named(QLabel(), "field_error")
        self._needed = False
        self._offers: tuple[str, ...] = ()
        self._chips = QWidget()
        self._flow = Flow(self._chips, GRID // 2)
        self._question.setProperty("strong", True)
        self._wrong.hide()
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self._question)
        first.addWidget(self.line, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID // 2)
        put_in(whole, first)
        whole.addWidget(self._wrong)
        whole.addWidget(self._chips)
        self.setFocusProxy(self.line)
        self.line.given.connect(self._on_given)
        self.line.left.connect(self.left)
        self.line.ready.connect(self.give)

    @property
    def offers(self) -> tuple[str, ...]:
        """The ready answers."""
        return self._offers

    def ask(
        self, question: str, offers: Sequence[str], *, text: str = "", needed: bool = False
    ) -> None:
        """Ask, in the person's language; where an answer is needed, Enter gives the first one."""
        self._question.setText(question)
        self._needed, self._offers = needed, tuple(offers)
        self.line.setText(text)
        self.line.selectAll()
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(offers[0] if needed and offers else "")
        self._wrong.hide()
        empty(self._flow)
        for place, offer in enumerate(self._offers):
            self._flow.addWidget(self._chip(place, offer))
        self.line.setFocus()

    def give(self, place: int) -> None:
        """Give a ready answer."""
        if place < len(self._offers):
            self.given.emit(self._offers[place])

    def _on_given(self) -> None:
        text = self.line.text().strip()
        if not text and self._needed and self._offers:
            text = self._offers[0]
        self.given.emit(text)

    def _chip(self, place: int, text: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setText(f"{place + 1} {text}")
        chip.setAccessibleName(text)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(partial(self._on_chip, place))
        return chip

    def _on_chip(self, place: int, *_checked: bool) -> None:
        self.give(place)
