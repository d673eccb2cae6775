"""What is said in place of a page, or over one that is only a preview; and the way out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from edo.domain.text import TextState
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.scan_view_pages import Picture, Unshown

WHY = {
    TextState.ENCRYPTED: mark("This file opens only with a password"),
    TextState.DAMAGED: mark("This file is damaged: its pages cannot be shown"),
    TextState.TOO_LONG: mark("Drawing this page takes too long"),
    TextState.TOO_LARGE: mark("This page is too large to be shown here"),
}
NO_PAGES = mark("This file cannot be shown as pages")
PLAIN = mark("Preview without layout")
CUT = mark("Preview without layout: only the beginning of the file")


class ScanNote(QWidget):
    """A sentence and, where the file can be opened elsewhere, a button for that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._text = ""
        self._unshown = False
        self._act: Callable[[], object] | None = None
        self._label, self.button = QLabel(), QPushButton()
        self._label.setProperty("muted", True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button.setProperty("link", True)
        desk.theme.dress(self.button, "external-link", "accent_text")
        self.button.clicked.connect(self._open)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, GRID // 2)
        self._line.setSpacing(GRID)
        self._line.addStretch()
        self._line.addWidget(self._label)
        self._line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._line.addStretch()
        self.clear()
        desk.speech.changed.connect(self._say)

    @property
    def message(self) -> str:
        """What is said in place of a page."""
        return self._label.text() if self._unshown else ""

    @property
    def said(self) -> str:
        """What is said, also over a page."""
        return self._label.text()

    def clear(self) -> None:
        """Say nothing."""
        self._text, self._unshown = "", False
        self.hide()

    def show_answer(self, answer: Picture | Unshown, act: Callable[[], object] | None) -> None:
        """Say what there is to say about a page; `act` opens the file in its own program."""
        self._act = act
        self._unshown = isinstance(answer, Unshown)
        if isinstance(answer, Unshown):
            self._text = WHY.get(answer.state, NO_PAGES)
        else:
            self._text = CUT if answer.cut else PLAIN if answer.plain else ""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._label.setWordWrap(self._unshown)
        self._line.setDirection(down if self._unshown else across)
        self._line.setContentsMargins(0, 6 * GRID if self._unshown else 0, 0, GRID // 2)
        self._say()

    def _open(self) -> None:
        if self._act is not None:
            self._act()

    def _say(self) -> None:
        words = self._desk.speech.words
        self._label.setText(words.text(self._text) if self._text else "")
        self.button.setText(words.text("Open in its program"))
        self.button.setVisible(self._act is not None)
        self.setVisible(bool(self._text))
