"""The top of a document: its number large, its date and state, and both titles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from edo.queries.documents import Card
from ui.desk import Desk
from ui.models.document_list import state, state_tone
from ui.theme import GRID
from ui.widgets.badge import Badge
from ui.widgets.layouts import put_in
from ui.widgets.polish import beside_title, named, restyle
from ui.widgets.select import sentence

SHORT = 16
"""Characters of a number that are shown large; a longer one goes smaller, to stay whole, and its
date to the line below."""


class Head(QWidget):
    """Number, date and titles of a document; `badge` says its state, wherever the pane puts it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = named(QLabel(), "number")
        self._date, self._what = QLabel(), QLabel()
        self.badge = Badge(desk.theme)
        self._first, self._second, self._reason = QLabel(), QLabel(), QLabel()
        self._build()

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number.text()

    @property
    def state(self) -> str:
        """The state as it is said."""
        return self.badge.accessibleName()

    @property
    def titles(self) -> tuple[str, str]:
        """The two titles shown, the person's language first."""
        return self._first.text(), self._second.text()

    def show_document(self, whole: Card, type_name: str) -> None:
        """Show the head of a document; its state as the list beside it says it."""
        words, document, today = self._desk.speech.words, whole.document, self._desk.today()
        card, number = document.card, document.number
        waits = document.awaiting.reference if document.awaiting else words.text("No number yet")
        self._number.setText(f"№ {number.text}" if number else waits)
        date = words.date(number.on) if number else ""
        long = len(self._number.text()) > SHORT
        restyle(self._number, long=long)
        self._date.setText("" if long else date)
        kind = sentence(words.name(document.kind))
        parts = [
            date if long else "",
            type_name or kind,
            whole.journal and words.text("journal {index}", index=whole.journal),
        ]
        self._what.setText(" · ".join(part for part in parts if part))
        self.badge.show_status(state(whole, words, today), state_tone(whole, today))
        titles = [card.subject_ru, card.subject_kk]
        if words.language == "kk":
            titles.reverse()
        first, second = titles if titles[0] else (titles[1], "")
        for label, text in ((self._first, first), (self._second, second)):
            label.setText(text)
            label.setVisible(bool(text))
        self._reason.setText(words.text("Reason: {reason}", reason=document.reason))
        self._reason.setVisible(bool(document.reason))

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        top = QHBoxLayout()
        top.setSpacing(GRID + GRID // 2)
        self._date.setProperty("text_size", "large")
        self._date.setProperty("muted", True)
        top.addWidget(self._number)
        top.addWidget(beside_title(self._date))
        top.addStretch()
        put_in(lines, top)
        self._what.setProperty("muted", True)
        self._what.setProperty("text_size", "small")
        lines.addWidget(self._what)
        self._first.setProperty("strong", True)
        self._second.setProperty("muted", True)
        for label in (self._first, self._second, self._reason):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            lines.addWidget(label)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
