"""Files dropped onto the main window, or pasted into it: a registration begins with them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.theme import Tone
from ui.widgets.file_zone import Brought, FileZone, Offer, on_clipboard
from ui.widgets.notice_bar import Notice

REFUSED = mark("You may not register documents in this office")


@runtime_checkable
class TakesFiles(Protocol):
    """A part of a page that takes pasted files itself."""

    def take_brought(self, what: Brought) -> None:
        """Take what was pasted."""
        ...


class Dropping(QObject):
    """Begins registrations.

    Args:
        desk: what windows are given.
        window: the main window.
        what: gives the marked English name of the document that would be registered; empty where
            the person may register none.
        register: opens the window of registration with files.
    """

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        what: Callable[[], str],
        register: Callable[[list[Path]], object],
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._what, self._register = what, register
        self.zone = FileZone(desk, window, self._offer)
        self.zone.taken.connect(self._on_taken)
        self.zone.refused.connect(self._refuse)
        self._paste = QAction(window)
        self._paste.setShortcut(QKeySequence("Ctrl+V"))
        self._paste.triggered.connect(self._on_paste)
        window.addAction(self._paste)
        desk.speech.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self._paste.setText(self._desk.speech.words.text("Register files from the clipboard"))

    def _offer(self) -> Offer | None:
        if self._window.covered:
            return None
        words, what = self._desk.speech.words, self._what()
        if not what:
            return Offer(words.text(REFUSED), refused=True)
        named = words.text(what)
        named = named[:1].lower() + named[1:]
        return Offer(words.text("Drop to register: {what}", what=named))

    def _on_paste(self) -> None:
        """Give what is on the clipboard to the part with the keys, or register it."""
        what = on_clipboard()
        if not what and not what.folders:
            words = self._desk.speech.words
            text = words.text("There are no files and no picture on the clipboard")
            self._window.notify(Notice(text))
            return
        at: QWidget | None = self._window.focusWidget()
        while at is not None and not isinstance(at, TakesFiles):
            at = at.parentWidget()
        if at is None:
            self.zone.take(what)
        else:
            at.take_brought(what)

    def _on_taken(self, what: Brought) -> None:
        if what.picture:
            forms: Any = import_module("edo.commands.forms")
            self._desk.bridge.run(
                forms.keep_picture,
                data=what.picture,
                then=lambda path: self._register([path]),
                owner=self,
            )
        else:
            self._register(list(what.paths))

    def _refuse(self, text: str) -> None:
        self._window.notify(Notice(text, Tone.WARN))
