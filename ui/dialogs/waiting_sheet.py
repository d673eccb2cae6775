"""Waiting to be let in: the six words to read to the keeper, and a look every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from edo.errors import EdoError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.sheet_of_paper import Sheet
from ui.theme import GRID
from ui.widgets.field import Field
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING, MainKey
from ui.widgets.six_words import SixWords

EVERY = 4000
"""Milliseconds between the end of one look and the next."""
ACROSS = 3
SECRET = (Reason.PASSWORD_NEEDED, Reason.WRONG_PASSWORD)


class Knock(Protocol):
    """Asks whether the keeper has let this workplace in."""

    def __call__(self) -> bool:
        """Look, and tell."""
        ...

    def abandon(self) -> None:
        """Let whoever looks go at once: the program is being closed."""
        ...


@dataclass(frozen=True, slots=True)
class Awaited:
    """A request that was made: its words in both languages."""

    ru: tuple[str, ...]
    kk: tuple[str, ...]


class WaitingSheet(Sheet):
    """The words, and what the last look came to.

    `admitted` is sent once the keeper has let this workplace in, with the password of its key;
    `left` when the person wants to begin otherwise. `door` gives, for a password, what asks whether
    one is let in; it is asked on a thread of the bridge.
    """

    CHAPTER = "joining"

    admitted = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, awaited: Awaited, door: Callable[[str], Knock], password: str = ""
    ) -> None:
        super().__init__(desk, mark("Read these words to the keeper"))
        self._door = door
        self._password = password
        self._knock = door(password)
        self._error: EdoError | None = None
        self.words = SixWords(awaited.ru, awaited.kk, across=ACROSS)
        self._state = QLabel()
        self.line = QLineEdit()
        self._field = Field(desk, mark("Password of your key"), self.line, required=True)
        self.leave, self.now = QPushButton(), QPushButton()
        self.main_key = MainKey(self, self.now, desk.speech)
        self._timer = QTimer(self)
        self._fill()
        self._say()
        desk.speech.changed.connect(self._say)
        self._look()

    @Slot()
    def give_up(self) -> None:
        """Look no more; nobody waits for a shared folder that does not answer."""
        self._timer.stop()
        self._knock.abandon()

    def _fill(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._state.setWordWrap(True)
        self.lines.addWidget(self.words)
        self.lines.addWidget(self._state)
        self.lines.addWidget(self._field)
        self._field.hide()
        self.now.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        buttons.addWidget(self.now)
        put_in(self.lines, buttons)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self.now.clicked.connect(self._on_now)
        self.main_key.worked.connect(self._on_now)
        self.main_key.told.connect(self.answer)
        self.line.returnPressed.connect(self._on_now)
        self.leave.clicked.connect(self._on_left)
        self.setFocusProxy(self.now)

    def _say(self) -> None:
        words = self.desk.speech.words
        self.text.setVisible(True)
        self.text.setText(
            words.text(
                "Call the keeper of the keys, or go to them. Their screen shows six words too: they"
                " let you in if all are the same. One language is enough. You may close the"
                " program; the words stay the same."
            )
        )
        self.leave.setText(words.text("Begin otherwise…"))
        self.now.setText(words.text("Look now"))
        self.main_key.setText(self.now.text())
        self.now.setToolTip(f"{self.now.text()} (Ctrl+Enter)")
        self._say_state()

    def _say_state(self) -> None:
        words, error = self.desk.speech.words, self._error
        secret = error is not None and error.reason in SECRET
        self._field.setVisible(secret)
        if error is None:
            self._state.setText(
                words.text("Waiting to be let in. It goes on by itself when the keeper agrees.")
            )
        elif secret:
            self._state.setText(words.text("The key of this workplace has a password."))
            wrong = error.reason == Reason.WRONG_PASSWORD
            self._field.show_error(words.refusal(error) if wrong else "")
        else:
            self._state.setText(words.refusal(error))

    def _look(self) -> None:
        self.desk.bridge.work(
            self._knock, then=self._on_answer, otherwise=self._on_refused, owner=self
        )

    def _on_answer(self, is_in: bool) -> None:
        self._error = None
        self._say_state()
        self.main_key.hold()
        if is_in:
            self.admitted.emit(self._password)
        else:
            self._timer.start()

    def _on_refused(self, error: EdoError) -> None:
        self._error = error
        self._say_state()
        self.main_key.hold()
        if error.reason in SECRET:
            self.line.setFocus()
        else:
            self._timer.start()

    def _on_left(self) -> None:
        self.give_up()
        self.left.emit()

    def _on_now(self) -> None:
        self._timer.stop()
        self.main_key.hold(DOING)
        if not self._field.isHidden():
            self._password = self.line.text()
            self._knock = self._door(self._password)
        self._look()
