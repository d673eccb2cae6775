"""A БИН or ИИН is checked beside its field while it is typed."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLineEdit

from edo.domain.organisation import check_identifier
from edo.errors import Refusal
from ui.desk import Desk
from ui.widgets.field import Field

DIGITS = 12


def watch_identifier(desk: Desk, field: Field) -> None:
    """Check a number as soon as it has all its digits, and when its person goes on."""
    line = cast(QLineEdit, field.control)

    def check() -> None:
        number = line.text().strip()
        try:
            if number:
                check_identifier(number)
        except Refusal as error:
            field.show_error(desk.speech.words.refusal(error))
            return
        field.show_error()

    def typed(text: str) -> None:
        if len(text.strip()) >= DIGITS:
            check()
        elif field.error:
            field.show_error()

    line.textEdited.connect(typed)
    line.editingFinished.connect(check)
