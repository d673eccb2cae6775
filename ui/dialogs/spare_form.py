"""The form of the next registration window, put together before somebody wants it.

A form has thirty fields, and building them takes longer than all else of the window. The windows
build one in short turns while nothing else is to be done, and whoever opens a window of that kind
finds it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from edo.domain.card import Kind
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.turns import InTurns

AFTER = 2000
"""Milliseconds from one form that was taken until the next is begun."""


class SpareForm(QObject):
    """Has a form of the kind that was wanted last, once it was told to keep one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.bridge)
        self._desk = desk
        self._place: QWidget | None = None
        self._kind = Kind.INCOMING
        self._form: CardForm | None = None
        self._pause, self._turns = QTimer(self), InTurns(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER)
        self._pause.timeout.connect(self._begin)
        desk.speech.changed.connect(self._begin_later)

    @classmethod
    def on(cls, desk: Desk) -> SpareForm:
        """Give the one of a desk."""
        found = desk.bridge.findChild(cls)
        return found if isinstance(found, SpareForm) else cls(desk)

    @property
    def ready(self) -> bool:
        """Whether a whole form waits to be taken."""
        return self._form is not None and not self._turns.under_way

    def keep(self, place: QWidget, kind: Kind) -> None:
        """From now on have a form ready.

        Args:
            place: a window that is there all the time; the form is hidden in it, and ends with it.
            kind: of documents, that is probably wanted first.
        """
        self._place, self._kind = place, kind
        self._drop()
        self._begin()

    def take(self, kind: Kind, parent: QWidget) -> CardForm:
        """Give the form that is ready, or a new one where it is of another kind."""
        form = self._form
        if form is not None and isValid(form) and form.kind is kind:
            self._form = None
            self._turns.finish()
            form.setParent(parent)
            form.show()
        else:
            form = CardForm(self._desk, kind, parent)
        self._kind = kind
        self._begin_later()
        return form

    def _begin_later(self) -> None:
        """Have a form of the kind and language of now, a moment later."""
        self._drop()  # before it hears of another language
        if self._place is not None:
            self._pause.start()

    def _drop(self) -> None:
        self._turns.stop()
        if self._form is not None and isValid(self._form):
            delete(self._form)
        self._form = None

    def _begin(self) -> None:
        if self._place is not None and isValid(self._place):
            form = CardForm(self._desk, self._kind, self._place, at_once=False)
            self._form = form
            self._turns.begin(_built(form))


def _built(form: CardForm) -> Iterator[bool]:
    """Build a form; its fields are styled where they will stand, not here and there once more."""
    while isValid(form) and (name := next(form.building, "")):
        field = form.fields[name]
        for part in (field, field.control):
            QCoreApplication.removePostedEvents(part, QEvent.Type.PolishRequest.value)
        yield False
