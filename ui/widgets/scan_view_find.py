"""The line in which one looks for words in a file, and the search itself, portion by portion."""

from __future__ import annotations

from bisect import insort

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from edo.transfer.page_text import LONGEST_NEEDLE, Found, Match
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.key_action import quiet_button
from ui.widgets.polish import named, restyle
from ui.widgets.search_signs import make_search

PAUSE = 180
"""Milliseconds after a keystroke until it is looked for."""
MOST = 2000
WIDEST = 320


class Search:
    """What is looked for, what was found, and where to look next: from the page shown and round."""

    def __init__(self, needle: str, start: int) -> None:
        self.needle = needle
        self.matches: list[Match] = []
        self.at: Match | None = None
        self.text = False
        self.failed = self.more = False
        self._start = start
        self._next: int | None = start if needle else None
        self._round = False

    @property
    def next(self) -> int | None:
        """The page to look from next; None when all pages were looked at."""
        return self._next

    @property
    def number(self) -> int:
        """Which of the finds is shown, from 1; 0 for none."""
        return self.matches.index(self.at) + 1 if self.at in self.matches else 0

    def learn(self, found: Found | None) -> None:
        """Take an answer and decide where to go on."""
        if found is None:
            self._next, self.failed = None, True
            return
        self.text = self.text or found.text
        for match in found.matches:
            if not self._round or match.page < self._start:
                insort(self.matches, match, key=_order)
        self._next = found.next
        if self._next is None and not self._round and self._start:
            self._round, self._next = True, 0
        if self._round and self._next is not None and self._next >= self._start:
            self._next = None
        if len(self.matches) >= MOST and self._next is not None:
            self._next, self.more = None, True
        if self.at is None and found.matches and self.matches:
            self.at = found.matches[0]

    def step(self, by: int) -> Match | None:
        """Go to the next find, or the one before; after the last comes the first."""
        if not self.matches:
            return None
        if self.at not in self.matches:
            self.at = self.matches[0]
        else:
            self.at = self.matches[(self.matches.index(self.at) + by) % len(self.matches)]
        return self.at

    def on(self, page: int) -> list[Match]:
        """Give the finds of a page."""
        return [match for match in self.matches if match.page == page]


def _order(match: Match) -> tuple[int, float, float]:
    left, top = match.places[0][:2] if match.places else (0.0, 0.0)
    return match.page, round(top, 2), left


class FindBar(QFrame):
    """The line. `typed` carries what to look for, `stepped` +1 or -1, `left` is its end."""

    typed = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, actions: tuple[QAction, QAction]) -> None:
        super().__init__()
        named(self, "bar")
        self._desk = desk
        self.line, self.count = QLineEdit(), QLabel()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.typed.emit(self.line.text().strip()))
        self._close = QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        self.line.setMaxLength(LONGEST_NEEDLE)
        self.line.setMaximumWidth(WIDEST)
        self.line.textChanged.connect(self._pause.start)
        make_search(desk, self.line)
        row.addWidget(self.line, 1)
        for action in actions:
            row.addWidget(quiet_button(action, Qt.FocusPolicy.NoFocus))
        row.addWidget(self.count)
        row.addStretch()
        self._close.setProperty("quiet", True)
        self._close.clicked.connect(self.left)
        desk.theme.dress(self._close, "x")
        row.addWidget(self._close)
        self.hide()
        self._say()
        desk.speech.changed.connect(self._say)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next find by Enter, back by Shift+Enter, leave by Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if self._pause.isActive():
                self._pause.stop()
                self.typed.emit(self.line.text().strip())
            else:
                self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing while it is away."""
        super().hideEvent(event)
        self._pause.stop()

    def tell(self, search: Search | None) -> None:
        """Say how many there are."""
        words = self._desk.speech.words
        text, wrong = "", False
        if search is not None and search.needle:
            text, wrong = self._told(search)
        self.count.setText(text)
        self.count.setProperty("muted", not wrong)
        restyle(self.count, wrong=wrong)
        self.line.setAccessibleDescription(text or words.text("Enter goes to the next find"))

    def _told(self, search: Search) -> tuple[str, bool]:
        words, many = self._desk.speech.words, len(search.matches)
        if search.failed and not many:
            return words.text("This file cannot be looked through"), True
        if many:
            total = f"{many}+" if search.more else many
            text = words.text("{n} of {total}", n=search.number, total=total)
            return (f"{text}…" if search.next is not None else text), False
        if search.next is not None:
            return words.text("Looking…"), False
        if not search.text:
            return words.text("There is no text in this file: only pictures"), True
        return words.text("Nothing found"), True

    def _say(self) -> None:
        words = self._desk.speech.words
        self.line.setPlaceholderText(words.text("Find in the file"))
        self.line.setAccessibleName(words.text("Find in the file"))
        self._close.setToolTip(words.text("Close the search") + " (Esc)")
        self._close.setAccessibleName(words.text("Close the search"))
