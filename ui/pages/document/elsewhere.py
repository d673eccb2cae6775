"""The band that says a document is another office's, so that it can be read only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from edo.domain.organisation import Office
from edo.wording import Wording
from ui.desk import Desk
from ui.models.document_list import office_name
from ui.theme import GRID
from ui.widgets.polish import named
from ui.widgets.sign import Sign


class Elsewhere(QFrame):
    """Says whose a document is; there only while it is not this office's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "notice")
        self._desk = desk
        self.text = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        line.setSpacing(GRID)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        line.addWidget(Sign(desk.theme, "lock", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        self.hide()

    def show_office(self, office: Office | None) -> None:
        """Say whose it is; nothing where it is this office's."""
        self.setVisible(office is not None)
        if office is not None:
            self.text.setText(sentence(self._desk.speech.words, office))


def sentence(words: Wording, office: Office) -> str:
    """Say why a document cannot be changed here."""
    name = office_name(words, office) or "—"
    return words.text(
        "Another office keeps this document: {office}. Only it changes it.", office=name
    )
