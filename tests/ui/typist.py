"""A program of its own in which somebody types and never hands it in.

Run with a home folder and the words; says `kept` as soon as they are kept. They are the subject of
a letter, or, with `sheet` behind them, the name of a correspondent in a sheet. With `client` it is
the whole program, a sheet over its window; it says `typed` before anything can be kept. With
`session` it is the same, and ends as Windows ends it with the session: Qt says so inside its loop,
and the system kills the program there.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from edo.domain.card import Kind
from edo.queries import forms
from edo.store.drafts import KeptForm
from edo.workplace import open_workplace
from tests.ui.typing_keys import type_text
from ui import app
from ui.bridge import Bridge
from ui.desk import Desk
from ui.dialogs.correspondent_sheet import CorrespondentSheet
from ui.dialogs.registration import Registration, open_registration
from ui.main_window import MainWindow
from ui.speech import Speech
from ui.theme import Theme

LOOK_EVERY = 50
"""Milliseconds."""


class Typist:
    """Types when the window is ready, then looks whether the words are kept."""

    def __init__(self, desk: Desk, line: Callable[[], QWidget | None], words: str) -> None:
        self._desk, self._line, self._words = desk, line, words
        self._typed = False
        self.timer = QTimer()
        self.timer.timeout.connect(self._on_time)
        self.timer.start(LOOK_EVERY)

    def _on_time(self) -> None:
        if self._typed:
            self._desk.bridge.ask(forms.kept, then=self._on_kept)
        elif (line := self._line()) is not None:
            self._typed = True
            type_text(line, self._words)

    def _on_kept(self, kept: list[KeptForm]) -> None:
        if kept:
            sys.stdout.write("kept\n")
            sys.stdout.flush()


def subject_of(came: list[Registration]) -> QWidget | None:
    """Give the line of the subject, once the window is there and ready."""
    ready = (one for one in came if one.document)
    return next((one.form.controls["subject_ru"].widget for one in ready), None)


def name_of(sheet: CorrespondentSheet) -> QWidget | None:
    """Give the line of the name, once the sheet is ready."""
    return sheet.name_ru if sheet.kept.settled else None


class AtTheClient:
    """Types into a sheet over the window of the program, once its workplace is open."""

    def __init__(self, application: QApplication, words: str, *, session_ends: bool) -> None:
        self._application = application
        self._words, self._session_ends = words, session_ends
        self._sheet: CorrespondentSheet | None = None
        self.timer = QTimer()
        self.timer.timeout.connect(self._on_time)
        self.timer.start(LOOK_EVERY)

    def _on_time(self) -> None:
        if self._sheet is None:
            windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
            if windows and windows[0].here:
                self._sheet = CorrespondentSheet(windows[0]._desk, windows[0])
                self._sheet.open()
        elif self._sheet.kept.settled:
            self.timer.stop()
            type_text(self._sheet.name_ru, self._words)
            sys.stdout.write("typed\n")
            sys.stdout.flush()
            if self._session_ends:
                self._application.aboutToQuit.emit()
                os.kill(os.getpid(), signal.SIGKILL)


def run_client(home: str, words: str, how: str) -> int:
    """Run the program as a person starts it, and type."""
    application = QApplication([])
    typist = AtTheClient(application, words, session_ends=how == "session")
    assert typist.timer.isActive()
    ended = app.main(["--home", home, "--language", "ru"])
    assert application is QApplication.instance()
    return ended


def main() -> None:
    """Type until killed."""
    if sys.argv[3:] in (["client"], ["session"]):
        sys.exit(run_client(*sys.argv[1:]))
    application = QApplication([])
    desk = Desk(Speech("ru"), Theme(), Bridge(lambda: open_workplace(Path(sys.argv[1]))))
    if sys.argv[3:] == ["sheet"]:
        sheet = CorrespondentSheet(desk, None)
        sheet.show()
        line = partial(name_of, sheet)
    else:
        came: list[Registration] = []
        open_registration(desk, Kind.INCOMING, then=came.append)
        line = partial(subject_of, came)
    typist = Typist(desk, line, sys.argv[2])
    assert typist.timer.isActive()
    application.exec()


if __name__ == "__main__":
    main()
