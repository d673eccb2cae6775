"""Putting the keys of this workplace under a password."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from edo.commands import home
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet


class PasswordSheet(FormSheet):
    """Choose a password, or another one."""

    CHAPTER = "recovery"

    def __init__(self, desk: Desk, parent: QWidget | None, *, protected: bool) -> None:
        title = mark("Change the password") if protected else mark("Put the keys under a password")
        super().__init__(desk, parent, title, mark("Save"))
        self._old = self._secret("old", mark("Password now")) if protected else QLineEdit()
        self._new = self._secret(
            "password",
            mark("New password"),
            hint=mark("It is asked at every start. Nobody can find it out if it is forgotten."),
        )
        self._again = self._secret("again", mark("New password once more"))
        self.secrets = (self._old, self._new, self._again)
        first = self._old if protected else self._new
        first.setFocus()

    def hand_in(self) -> None:
        """Write the keys under the new password."""
        words = self._desk.speech.words
        if not self._new.text():
            self.show_wrong("password", words.text("Write a password."))
        elif self._new.text() != self._again.text():
            self.show_wrong("again", words.text("The two passwords differ."))
        else:
            self.run(home.protect, password=self._new.text(), old=self._old.text())

    def _secret(self, code: str, name: str, hint: str = "") -> QLineEdit:
        control = self.line(code, name, required=True, hint=hint)
        control.setEchoMode(QLineEdit.EchoMode.Password)
        return control
