"""Looking for words in the file that is shown: the line, the finds, where they are marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from edo.transfer.page_text import Found, Match, Place
from ui.desk import Desk
from ui.widgets.scan_view_find import FindBar, Search
from ui.widgets.scan_view_pages import Job, Source


class Finding(QObject):
    """Holds one search. `reached` carries the find to show, `changed` says that marks are others.

    `left` is sent when a person is done with it.
    """

    reached = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk, actions: tuple[QAction, QAction], parent: QObject) -> None:
        super().__init__(parent)
        self.bar = FindBar(desk, actions)
        self.search: Search | None = None
        self._page = 0
        self.bar.typed.connect(self.look_for)
        self.bar.stepped.connect(self.step)
        self.bar.left.connect(self.leave)
        desk.speech.changed.connect(self._tell)

    @property
    def shown(self) -> Match | None:
        """The find that is looked at."""
        return self.search.at if self.search is not None else None

    def forget(self) -> None:
        """Look for nothing: another file is shown."""
        self._page, self.search = 0, None
        self.bar.hide()

    def turn_to(self, page: int) -> None:
        """Note which page is shown: a new search begins there."""
        self._page = page

    def open(self) -> None:
        """Bring the keys into the line."""
        self.bar.show()
        self.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.line.selectAll()

    def look_for(self, needle: str) -> None:
        """Look for words from the page shown on."""
        self.search = Search(needle, self._page) if needle else None
        self._tell()
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the next find, or the one before."""
        if self.search is None:
            self.open()
            return
        match = self.search.step(by)
        if match is not None:
            self.reached.emit(match)
        self._tell()
        self.changed.emit()

    def leave(self) -> None:
        """Put the line away, and the marks."""
        self.bar.hide()
        self.search = None
        self.changed.emit()
        self.left.emit()

    def job(self, source: Source) -> Job | None:
        """Name what is to be asked of the file next."""
        search = self.search
        if search is None or search.next is None:
            return None
        at = search.next
        begin = partial(source.find, search.needle, at)
        return Job(at, begin, partial(self._on_found, search))

    def marks(self, page: int) -> tuple[Sequence[Sequence[Place]], Sequence[Place]]:
        """Give the places found on a page, and apart those of the find that is looked at."""
        found = self.search.on(page) if self.search is not None else []
        shown = self.shown
        others = [match.places for match in found if match is not shown]
        return others, shown.places if shown is not None and shown.page == page else ()

    def _on_found(self, search: Search, found: Found | None) -> None:
        had = search.at
        search.learn(found)
        if search is not self.search:
            return
        if had is None and search.at is not None:
            self.reached.emit(search.at)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.bar.tell(self.search)
