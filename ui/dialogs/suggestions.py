"""What a letter may share with the last one of the same correspondent, filled in quietly."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from edo.domain.card import Kind
from edo.domain.document import Document, Number
from edo.queries import filling
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.dialogs.card_layout import label
from ui.dialogs.offer_line import OfferLine

REMEMBERED = (
    "type",
    "language",
    "delivery",
    "topic",
    "character",
    "their_signatory",
    "signed_by",
    "prepared_by",
    "phone",
    "handed_to",
)
"""Fields of the last document that the next one probably has too."""


class Suggestions(QObject):
    """Asks what the first correspondent sent last; fills only what nobody has written."""

    def __init__(
        self, desk: Desk, kind: Kind, form: CardForm, hint: OfferLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._form, self._hint = form, hint
        self._of = ""
        self._taken: list[str] = []
        self._like: Number | None = None
        desk.speech.changed.connect(self._say)
        form.chosen.connect(self._on_chosen)

    def begin(self, correspondent: str = "") -> None:
        """Begin with another card; nothing more is suggested for a correspondent named here."""
        self._of, self._taken = correspondent, []
        self._hint.hide()

    def _on_chosen(self, correspondent: str) -> None:
        if self._form.parties.ids[:1] != [correspondent] or self._of == correspondent:
            return
        self._form.empty(*self._taken)
        self.begin(correspondent)
        self._desk.bridge.ask(
            filling.latest_of,
            correspondent=correspondent,
            kind=self._kind,
            then=partial(self._on_latest, correspondent),
            key=("latest", id(self)),
            owner=self,
        )

    def _on_latest(self, correspondent: str, latest: Document | None) -> None:
        if latest is None or latest.number is None:
            return
        if self._form.parties.ids[:1] != [correspondent]:
            return
        self._taken = self._form.fill({name: getattr(latest.card, name) for name in REMEMBERED})
        self._like = latest.number
        if self._taken:
            self._tell()

    def _say(self) -> None:
        if self._taken and not self._hint.isHidden():
            self._tell()

    def _tell(self) -> None:
        latest, words = self._like, self._desk.speech.words
        if latest is None:
            return
        names = ", ".join(words.text(label(name, self._kind)).lower() for name in self._taken)
        text = words.text(
            "Filled in as in № {number} of {date}: {names}",
            number=latest.text,
            date=words.date(latest.on),
            names=names,
        )
        self._hint.offer(text, [(words.text("Take back"), self._take_back)])

    def _take_back(self) -> None:
        self._form.empty(*self._taken)
        self._taken = []
