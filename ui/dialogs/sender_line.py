"""A line for one correspondent: completed while one types, made anew by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from edo.queries import correspondents
from edo.queries.correspondents import CorrespondentItem
from edo.sentences import mark
from ui.desk import Desk
from ui.widgets.both import as_typed, other, own
from ui.widgets.picker import Choice, Picker

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the keys leave the line of somebody who has not gone on."""


class SenderLine(Picker):
    """A picker over the directory of correspondents.

    Enter on a name nobody knows sends `created`, Enter on a picked one `confirmed`. A name written
    in full, in any case and spelling, is picked by Enter and when the person goes on, however late
    the answer; `unknown` says that the directory has no such name.
    """

    confirmed = Signal()
    unknown = Signal()

    def __init__(self, desk: Desk, hint: str = mark("Name, or BIN")) -> None:
        super().__init__(
            desk,
            self._complete,
            name=mark("Correspondent"),
            hint=hint,
            creates=mark("Add “{name}” to the directory"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take by Enter what is picked, or make something new."""
        text = self.text().strip()
        marked = self.popup.isVisible() and bool(self.popup.selectionModel().selectedIndexes())
        if event.key() not in ENTER or marked or event.modifiers() or not text:
            super().keyPressEvent(event)
            return
        self.popup.hide()
        event.accept()
        if self.choice is not None:
            self.confirmed.emit()
        else:  # where Tab goes next must not hang on how soon the directory answers
            self.created.emit(text)
            self.look_up()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look the name up when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS and self.choice is None:
            self.look_up()

    def look_up(self) -> None:
        """Pick what is typed if the directory has just that; else say that it has not."""
        text = self.text().strip()
        if not text:
            return

        def on_answer(item: CorrespondentItem | None) -> None:
            if text != self.text().strip() or self.choice is not None:
                return
            if item is None:
                self.unknown.emit()
            else:
                self.put(choice_of(self._desk, item))

        self._desk.bridge.ask(correspondents.named, text=text, then=on_answer, owner=self)

    def _complete(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        def on_answer(items: list[CorrespondentItem]) -> None:
            then([choice_of(self._desk, item, text) for item in items])

        self._desk.bridge.ask(
            correspondents.completed,
            text=text,
            language=self._desk.speech.language,
            then=on_answer,
            key=("senders", id(self)),
            owner=self,
        )


def choice_of(desk: Desk, item: CorrespondentItem, typed: str = "") -> Choice:
    """Make the choice of a directory's entry: its name, and what tells it from its like.

    Of its two names the one comes first that begins as it is typed, in whatever language the
    window speaks.
    """
    words, entry = desk.speech.words, item.correspondent
    name, second = as_typed(
        typed,
        own(words, entry.name_ru, entry.name_kk),
        other(words, entry.name_ru, entry.name_kk),
    )
    own_office = words.text("office of the organisation: goes through this program")
    number = words.text("BIN {bin}", bin=entry.bin) if entry.bin else ""
    notes = (own_office if entry.office else "", second, number, entry.address)
    return Choice(item.id, name, " · ".join(note for note in notes if note))
