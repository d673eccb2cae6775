"""What an author who registers nothing does with a finished draft: has it approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from edo.queries import documents
from edo.queries.documents import Card
from ui.dialogs.approval_start import StartApproval
from ui.theme import Tone

if TYPE_CHECKING:
    from ui.dialogs.registration_window import RegistrationWindow


class Drafting(QObject):
    """Asks who approves what was written in a window."""

    def __init__(self, window: RegistrationWindow) -> None:
        super().__init__(window)
        self._window = window
        self.sheet: StartApproval | None = None

    def put_up(self, document: str) -> None:
        """Open the sheet in which the approval is started."""
        self._window.desk.bridge.ask(
            documents.card, then=self._on_card, owner=self, document=document
        )

    def _on_card(self, card: Card) -> None:
        window = self._window
        self.sheet = StartApproval(window.desk, window, card.id, card.document)
        self.sheet.done_with.connect(self._on_started)
        self.sheet.finished.connect(self._on_finished)
        self.sheet.open()

    def _on_started(self, _approval: object) -> None:
        words = self._window.desk.speech.words
        self._window.foot.tell(words.text("The approval has started"), Tone.GOOD)

    def _on_finished(self, _result: int) -> None:
        self.sheet = None
        self._window.go_first()
