"""Handing in a form whose lines were typed faster than what they mean was found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.widgets.picker import Picker

HASTE_SECONDS = 10
"""How long handing in waits for what a line is to mean; then the form says what is missing."""


def leave_line(form: QWidget) -> None:
    """Leave the line of a form that has the keys, if it is such a line, as by Tab."""
    line = form.focusWidget()
    if isinstance(line, Picker) and (line.hasFocus() or line.popup.isVisible()):
        line.leave()


def once_caught_up(form: QWidget, then: Callable[[], object]) -> None:
    """Go on when every line of a form that was left in a hurry has its answer: mostly at once.

    An answer that does not come is not waited for longer than `HASTE_SECONDS`.
    """
    _Waiting(form, then).look()


class _Waiting(QObject):
    """Waits for the lines of a form, and goes on once."""

    def __init__(self, form: QWidget, then: Callable[[], object]) -> None:
        super().__init__(form)
        self._lines = [line for line in form.findChildren(Picker) if line.hurried]
        self._then: Callable[[], object] | None = then
        for line in self._lines:
            line.caught_up.connect(self.look)
        QTimer.singleShot(HASTE_SECONDS * 1000, self, self._go_on)

    def look(self) -> None:
        """Go on where nothing is awaited any more."""
        if not any(isValid(line) and line.hurried for line in self._lines):
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            self.deleteLater()
            then()
