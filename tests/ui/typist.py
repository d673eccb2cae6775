"""A program of its own in which somebody types a subject and never hands it in.

Run with a home folder and the words; says `kept` as soon as they are kept.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from edo.domain.card import Kind
from edo.queries import forms
from edo.store.drafts import KeptForm
from edo.workplace import open_workplace
from tests.ui.typing_keys import type_text
from ui.bridge import Bridge
from ui.desk import Desk
from ui.dialogs.registration import Registration, open_registration
from ui.speech import Speech
from ui.theme import Theme

LOOK_EVERY = 50
"""Milliseconds."""


class Typist:
    """Types when the window is ready, then looks whether the words are kept."""

    def __init__(self, desk: Desk, window: Registration, words: str) -> None:
        self._desk, self._window, self._words = desk, window, words
        self._typed = False
        self.timer = QTimer()
        self.timer.timeout.connect(self._on_time)
        self.timer.start(LOOK_EVERY)

    def _on_time(self) -> None:
        if self._typed:
            self._desk.bridge.ask(forms.kept, then=self._on_kept)
        elif self._window.document:
            self._typed = True
            type_text(self._window.form.controls["subject_ru"].widget, self._words)

    def _on_kept(self, kept: list[KeptForm]) -> None:
        if kept:
            sys.stdout.write("kept\n")
            sys.stdout.flush()


def main() -> None:
    """Type until killed."""
    application = QApplication([])
    desk = Desk(Speech("ru"), Theme(), Bridge(lambda: open_workplace(Path(sys.argv[1]))))
    typist = Typist(desk, open_registration(desk, Kind.INCOMING), sys.argv[2])
    assert typist.timer.isActive()
    application.exec()


if __name__ == "__main__":
    main()
