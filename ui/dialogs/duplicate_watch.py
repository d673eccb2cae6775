"""Looks for documents that may be the one being registered, while it is typed and at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from edo.domain.card import Kind
from edo.queries import duplicates
from edo.queries.duplicates import Duplicate
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.dialogs.duplicates_panel import DuplicatesPanel
from ui.dialogs.files_pane import FilesPane

CHECK_AFTER = 250
"""Milliseconds after a keystroke."""
TOLD_BY = frozenset({"parties", "their_number", "their_date"})
"""Fields a duplicate is told by; files tell it too."""


class DuplicateWatch(QObject):
    """Keeps the panel true to the card. `document` answers the id of the document itself."""

    def __init__(
        self,
        desk: Desk,
        kind: Kind,
        parts: tuple[CardForm, FilesPane, DuplicatesPanel],
        document: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._form, self._files, self.panel = parts
        self._document = document
        self._last: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self.look)
        self._form.edited.connect(self._on_edited)
        self._files.read.connect(self._on_read)

    def look(self) -> None:
        """Look now; of several looks only the latest is shown."""
        if self._last is None:
            self._ask(self.panel.show_found, ("duplicates", id(self)))

    def look_last(self, then: Callable[[], object]) -> None:
        """Look at exactly what is handed in, all files read; then go on, whatever was found."""
        self._last = then
        self._timer.stop()
        if not self._files.reading:
            self._ask(self._on_last, None)

    def give_up(self) -> None:
        """Wait for no answer any more: what should have given it has failed."""
        self._last = None

    def _on_last(self, found: list[Duplicate]) -> None:
        then, self._last = self._last, None
        self.panel.show_found(found)
        if then is not None:
            then()

    def _on_edited(self, name: str) -> None:
        if name in TOLD_BY:
            self._timer.start()

    def _on_read(self) -> None:
        if self._last is None:
            self.look()
        elif not self._files.reading:
            self._ask(self._on_last, None)

    def _ask(self, then: Callable[[list[Duplicate]], None], key: tuple[str, int] | None) -> None:
        card = self._form.card()
        self._desk.bridge.ask(
            duplicates.possible,
            kind=self._kind,
            correspondents=self._form.parties.ids,
            their_number=card.their_number,
            their_date=card.their_date,
            hashes=self._files.hashes,
            but=self._document(),
            then=then,
            key=key,
            owner=self,
        )
