"""What keeps the workplace from opening, in words, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from edo.errors import DamagedError, EdoError, OutdatedError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.first_run import RESTORE
from ui.dialogs.sheet_of_paper import Sheet
from ui.theme import GRID
from ui.widgets.field import Field
from ui.widgets.layouts import put_in

SECRET = (Reason.PASSWORD_NEEDED, Reason.WRONG_PASSWORD)
MENDABLE = "database_damaged"
"""Damage that the segments inside the database can make good."""


def title_of(error: EdoError) -> str:
    """Give the marked English headline of a trouble."""
    if error.reason in SECRET:
        return mark("Password")
    if error.reason == Reason.STOPPED:
        return mark("Stopped")
    if error.reason == Reason.HOME_IN_USE:
        return mark("The program is open already")
    if isinstance(error, OutdatedError):
        return mark("A newer release is needed")
    if isinstance(error, DamagedError):
        return mark("The data are damaged")
    return mark("The folder cannot be opened")


class StartTrouble(Sheet):
    """One trouble. Signals say what a person wants: `again`, `mend`, `elsewhere`, a `password`.

    `restoring` is sent by who wants back what was lost. `hopeless` says that mending was tried in
    vain.
    """

    again = Signal()
    mend = Signal()
    elsewhere = Signal()
    restoring = Signal()
    password = Signal(str)

    def __init__(self, desk: Desk, error: EdoError, folder: str, *, hopeless: bool = False) -> None:
        super().__init__(desk, title_of(error))
        self._error = error
        self._folder = folder
        self._secret = error.reason in SECRET
        self.CHAPTER = "recovery" if self._secret else "lost"
        self._mendable = error.reason == MENDABLE and not hopeless
        self._hopeless = hopeless
        self.line = QLineEdit()
        self._field = Field(desk, mark("Password of your key"), self.line, required=True)
        self.primary, self._elsewhere, self.restore = QPushButton(), QPushButton(), QPushButton()
        self._fill()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def secret_error(self) -> str:
        """What is said beside the password."""
        return self._field.error

    def _fill(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.lines.addWidget(self._field)
        self._field.setVisible(self._secret)
        self.primary.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._elsewhere)
        buttons.addWidget(self.restore)
        buttons.addStretch()
        buttons.addWidget(self.primary)
        put_in(self.lines, buttons)
        self.primary.setVisible(not isinstance(self._error, OutdatedError))
        self.primary.clicked.connect(self._act)
        self.line.returnPressed.connect(self._act)
        self._elsewhere.clicked.connect(self.elsewhere)
        self.restore.clicked.connect(self.restoring)
        self.restore.setVisible(_is_lost(self._error))
        self.setFocusProxy(self.line if self._secret else self.primary)

    def _say(self) -> None:
        words, error = self.desk.speech.words, self._error
        self.text.setVisible(True)
        self._elsewhere.setText(words.text("Another folder…"))
        self.restore.setText(words.text(RESTORE))
        if self._secret:
            self.text.setText(words.text("The key in {folder} has one.", folder=self._folder))
            wrong = error.reason == Reason.WRONG_PASSWORD
            self._field.show_error(words.refusal(error) if wrong else "")
            self.primary.setText(words.text("Open"))
        elif self._mendable:
            self.text.setText(
                words.text(
                    "The database in {folder} is damaged. It can be made anew out of the signed"
                    " segments in it; the damaged file is kept beside it. This may take minutes.",
                    folder=self._folder,
                )
            )
            self.primary.setText(words.text("Make it anew"))
        elif self._hopeless:
            self.text.setText(
                words.text(
                    "The database in {folder} could not be made anew: too much of it is lost. Put"
                    " a copy of the folder in its place, and keep the damaged one.",
                    folder=self._folder,
                )
            )
            self.primary.setText(words.text("Try again"))
        else:
            self.text.setText(words.refusal(error))
            self.primary.setText(words.text("Try again"))

    def _act(self) -> None:
        if self._secret:
            self.password.emit(self.line.text())
        elif self._mendable:
            self.mend.emit()
        else:
            self.again.emit()


def _is_lost(error: EdoError) -> bool:
    """Tell whether what is behind a trouble may be gone for good: data, a key, its password."""
    passes = (Reason.HOME_IN_USE, Reason.STOPPED)
    return not isinstance(error, OutdatedError) and error.reason not in passes
