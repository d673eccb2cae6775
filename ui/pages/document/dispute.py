"""The band that says a document's number is another one's by right, with the way out of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy

from edo.queries.documents import Card
from ui.desk import Desk
from ui.pages.document.acts import ANEW_KEYS
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.polish import named
from ui.widgets.sign import Sign


class Dispute(QFrame):
    """Says whose a number is; there only while it is disputed.

    `opened` carries the id of the document that has it by right; `asked` is sent when the other is
    to be registered anew.
    """

    CHAPTER = "numbers"

    opened = Signal(str)
    asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "notice")
        self.setProperty("tone", "bad")
        self._desk = desk
        self._sign = Sign(desk.theme, "triangle-alert", "bad")
        self.text, self.button = QLabel(), QPushButton()
        self._build()
        self.text.linkActivated.connect(self.opened)
        self.button.clicked.connect(self.asked)

    def show_dispute(self, winner: Card | None) -> None:
        """Say whose the number is; nothing where nobody disputes it."""
        self.setVisible(winner is not None)
        if winner is None or winner.document.number is None:
            return
        words, theme = self._desk.speech.words, self._desk.theme
        card, number = winner.document.card, winner.document.number
        subject = escape(own(words, card.subject_ru, card.subject_kk))
        colour = theme.colour("accent_text").name()
        link = f'<a href="{escape(winner.id)}" style="color: {colour}">{subject}</a>'
        said = words.text(
            "№ {number} also belongs to “{document}” of {date}, which has it by right",
            number=escape(number.text),
            document=link,
            date=words.date(number.on),
        )
        self.text.setText(said)
        self.button.setText(words.text("Register anew…"))
        self.button.setToolTip(f"{self.button.text()} ({ANEW_KEYS})")
        self.setAccessibleName(words.text("The number is disputed"))

    def _build(self) -> None:
        lines = QGridLayout(self)
        lines.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        lines.setSpacing(GRID)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        lines.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.text, 0, 1)
        lines.addWidget(self.button, 1, 1, Qt.AlignmentFlag.AlignLeft)
        lines.setColumnStretch(1, 1)
        self.hide()
