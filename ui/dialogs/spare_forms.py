"""The forms of the next registration windows, put together before somebody wants them.

A form has thirty fields, and building them takes longer than all else of the window. The windows
build forms in short turns while nothing else is to be done, and whoever opens a window of one of
their kinds finds its form there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from edo.domain.card import Kind
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.turns import InTurns

AFTER = 2000
"""Milliseconds from one form that was taken until the next is begun."""
KEPT = 2
"""Kinds of which a form is kept: a clerk goes between what comes and what goes out."""


class SpareForms(QObject):
    """Has a form of each of the kinds that were wanted last, once it was told to keep some."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.bridge)
        self._desk = desk
        self._place: QWidget | None = None
        self._kinds: list[Kind] = []
        self._forms: dict[Kind, CardForm] = {}
        self._pause, self._turns = QTimer(self), InTurns(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER)
        self._pause.timeout.connect(self._begin)
        desk.speech.changed.connect(self._begin_anew)

    @classmethod
    def on(cls, desk: Desk) -> SpareForms:
        """Give the ones of a desk."""
        found = desk.bridge.findChild(cls)
        return found if isinstance(found, SpareForms) else cls(desk)

    @property
    def ready(self) -> bool:
        """Whether all that are kept are whole, and wait to be taken."""
        return bool(self._forms) and not (self._turns.under_way or self._pause.isActive())

    def keep(self, place: QWidget, kinds: Sequence[Kind]) -> None:
        """From now on have forms ready.

        Args:
            place: a window that is there all the time; forms are hidden in it, and end with it.
            kinds: of documents, that are probably wanted; the first ones count.
        """
        self._drop(self._kinds)
        self._place, self._kinds = place, list(kinds[:KEPT])
        self._begin()

    def ahead(self, kind: Kind) -> Iterator[bool]:
        """Build what is missing of a form that is about to be taken, field by field."""
        self._turns.stop()
        if self._place is not None and isValid(self._place):
            yield from self._build(kind, self._place)

    def take(self, kind: Kind) -> CardForm:
        """Give the form that is ready, or a new one; it stands nowhere yet."""
        form = self._forms.pop(kind, None)
        if form is not None and isValid(form):
            for _ in _build_on(form):
                pass
        else:
            form = CardForm(self._desk, kind)
        wanted = [kind, *(one for one in self._kinds if one is not kind)]
        self._drop(wanted[KEPT:])
        self._kinds = wanted[:KEPT]
        self._begin_later()
        return form

    def _begin_anew(self) -> None:
        """Have forms in the language of now: none hears of it as it stands."""
        self._drop(self._kinds)
        self._begin_later()

    def _begin_later(self) -> None:
        self._turns.stop()
        if self._place is not None:
            self._pause.start()

    def _begin(self) -> None:
        self._turns.begin(self._building())

    def _building(self) -> Iterator[bool]:
        """Build what is missing, or not whole yet."""
        for kind in self._kinds:
            if self._place is None or not isValid(self._place):
                return
            yield from self._build(kind, self._place)

    def _build(self, kind: Kind, place: QWidget) -> Iterator[bool]:
        if kind not in self._forms:
            self._forms[kind] = CardForm(self._desk, kind, place, at_once=False)
            yield False
        yield from _build_on(self._forms[kind])

    def _drop(self, kinds: Sequence[Kind]) -> None:
        for kind in kinds:
            form = self._forms.pop(kind, None)
            if form is not None and isValid(form):
                delete(form)


def _build_on(form: CardForm) -> Iterator[bool]:
    """Build what is left of a form; its fields are styled where they will stand, not here first."""
    while isValid(form) and (name := next(form.building, "")):
        field = form.fields[name]
        for part in (field, field.control):
            QCoreApplication.removePostedEvents(part, QEvent.Type.PolishRequest.value)
        yield False
