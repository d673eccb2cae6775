"""Puts everything together: application, theme, bridge, main window; and takes it apart again.

The window is there before the workplace is: the core and its database are read on the writer's
thread meanwhile, and a page's module when somebody goes there.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from edo.errors import EdoError, Reason
from edo.home import default_home
from edo.settings import memory, settings
from ui.bridge import Bridge, OpenWorkplace
from ui.crash import CrashWatch, write_log
from ui.desk import Desk, Kept
from ui.main_window import MainWindow
from ui.places import Act, Place
from ui.speech import LANGUAGES, Speech
from ui.theme import Look, Theme, Tone
from ui.widgets.notice_bar import Notice

PLACES: tuple[Place, ...] = ()


def open_home(home: Path) -> OpenWorkplace:
    """Open the workplace in a folder; the core is read here, on the writer's thread."""
    return cast(OpenWorkplace, import_module("edo.workplace").open_workplace(home))


class Client(QObject):
    """One open program over one home folder."""

    def __init__(self, home: Path, *, language: str = "", places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self._home = home
        self._memory, self._choices = Kept(memory(home)), Kept(settings(home))
        self.desk = self._lay_desk(language)
        self._log = write_log(home / "logs")
        self.crash = CrashWatch(self.desk.speech, self)
        self.crash.install()
        self.desk.theme.apply()
        self.window = MainWindow(self.desk, places, self._acts())
        self._places = tuple(places)
        self._connect()

    def start(self) -> None:
        """Show the window and, as soon as it is drawn, go to the first place."""
        self.window.show()
        if self._places:
            QTimer.singleShot(0, self, partial(self.window.go, self._places[0].code))

    def stop(self) -> None:
        """Take everything apart: no window, no thread, nothing unwritten."""
        self.desk.bridge.close()
        self._memory.flush()
        self._choices.flush()
        delete(self.window)
        self.crash.uninstall()
        logging.getLogger().removeHandler(self._log)
        self._log.close()

    def _lay_desk(self, language: str) -> Desk:
        choices = self._choices
        look = choices.get("look", Look.SYSTEM.value)
        theme = Theme(
            Look(look) if look in tuple(Look) else Look.SYSTEM,
            compact=choices.get("compact") == "yes",
        )
        speech = Speech(language or choices.get("language", "ru"))
        bridge = Bridge(partial(open_home, self._home))
        return Desk(speech, theme, bridge, self._memory, choices)

    def _acts(self) -> tuple[Act, ...]:
        return ()

    def _connect(self) -> None:
        bridge = self.desk.bridge
        bridge.opened.connect(self._on_opened)
        bridge.unopened.connect(self._on_unopened)
        bridge.crashed.connect(self.crash.show_crash)
        self.desk.speech.changed.connect(self._on_opened)

    def _on_opened(self) -> None:
        words = self.desk.speech.words
        self.window.status.show_state(words.text("Everything is kept on this computer"), Tone.GOOD)

    def _on_unopened(self, error: EdoError) -> None:
        words = self.desk.speech.words
        if error.reason == Reason.NOT_FOUNDED:
            self.window.status.show_state(
                words.text("Nothing has been founded here yet"), Tone.WARN
            )
        self.window.notify(Notice(words.refusal(error), Tone.BAD))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the client until its window is closed."""
    reader = argparse.ArgumentParser(prog="edo-client")
    reader.add_argument("--home", type=Path, default=None)
    reader.add_argument("--language", choices=LANGUAGES, default="")
    asked = reader.parse_args(arguments)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("edo")
    client = Client(asked.home or default_home(), language=asked.language)
    client.start()
    ended = application.exec()
    client.stop()
    return ended


if __name__ == "__main__":
    sys.exit(main())
