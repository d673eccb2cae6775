"""Small forms inside the pane, one command each: a reason, a sending, a delivery, a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from edo.commands import awaiting, documents
from edo.domain.card import Delivery, DeliveryState
from edo.domain.document import Document, Link
from edo.queries.search import Hit, search
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.number_sheets import ANEW
from ui.models.document_list import theirs
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select, names_of, sentence

REASON_HEIGHT = 64
ALL = "*"
FOUND = 12


class Inside(FormSheet):
    """A form that lies in the pane instead of in a window of its own; Esc puts it away."""

    def __init__(self, desk: Desk, title: str, button: str, subject: str | None = None) -> None:
        super().__init__(desk, None, title, button, subject)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("sheet")
        self.help.setEnabled(False)  # F1 is the window's
        self.setMinimumWidth(0)

    def day(self, code: str, name: str, width: int = 12) -> DateField:
        """Add a date, today at first."""
        field = DateField(self._desk, lean=Lean.PAST)
        field.put(self._desk.today())
        return self.add(code, name, field, width, required=True)


class ReasonSheet(Inside):
    """A reason for an act that needs one; `final` where it cannot be undone."""

    CHAPTER = "numbers"

    def __init__(
        self,
        desk: Desk,
        title: str,
        button: str,
        command: Callable[..., Any],
        *,
        hint: str = "",
        final: bool = False,
        **words: Any,
    ) -> None:
        super().__init__(desk, title, button, "/".join(map(str, words.values())))
        if final:
            self.warn()
        self._command, self._words = command, words
        self.reason = self.add("reason", mark("Reason"), QPlainTextEdit(), required=True, hint=hint)
        self.reason.setFixedHeight(REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)

    def hand_in(self) -> None:
        """Do it, for the reason written."""
        self.run(self._command, reason=self.reason.toPlainText(), **self._words)


class RenumberSheet(ReasonSheet):
    """Why a document is registered anew whose number another one has by right."""

    CHAPTER = "numbers"

    def __init__(self, desk: Desk, document: str) -> None:
        super().__init__(
            desk,
            mark("Register anew"),
            mark("Register anew"),
            awaiting.renumber,
            hint=ANEW,
            final=True,
            document=document,
        )


class RefuseSheet(ReasonSheet):
    """Why a received letter gets no number, and whether it goes back."""

    CHAPTER = "incoming"

    def __init__(self, desk: Desk, document: str) -> None:
        super().__init__(
            desk,
            mark("Refuse registration"),
            mark("Refuse"),
            documents.refuse,
            final=True,
            document=document,
        )
        self.returned = QCheckBox(desk.speech.words.text("Returned to the sender"))
        self.form.add(self.returned)

    def hand_in(self) -> None:
        """Refuse the letter."""
        self._words = {**self._words, "returned": self.returned.isChecked()}
        super().hand_in()


class SendSheet(Inside):
    """To whom, when and how a document went out."""

    CHAPTER = "outgoing"

    def __init__(
        self, desk: Desk, document: str, state: Document, names: Callable[[str], str], party: str
    ) -> None:
        super().__init__(desk, mark("Mark as sent"), mark("Mark"), f"{document}/{party}")
        self._document = document
        waiting = [one.key for one in state.card.parties if one.state is DeliveryState.WAITING]
        rest = [one.key for one in state.card.parties if one.key not in waiting]

        def whom(words: Wording) -> Sequence[Choice]:
            everyone = [Choice(ALL, words.text("All who wait"))] if waiting else []
            return [*everyone, *(Choice(key, names(key)) for key in (*waiting, *rest))]

        self.whom = self.add("party", mark("Addressee"), Select(desk, whom))
        self.on = self.day("on", mark("Sent on"), 6)
        self.method = self.add("method", mark("Delivery method"), Select(desk, methods), 6)
        self.proof = self.line("proof", mark("Receipt or registry №"))
        self.whom.put(party or (ALL if waiting else next(iter(rest), "")))
        chosen = next((one for one in state.card.parties if one.key == party), None)
        if chosen is not None and chosen.method is not None:
            self.method.put(chosen.method.value)

    def hand_in(self) -> None:
        """Note the sending."""
        if self.on.value is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            documents.send,
            document=self._document,
            on=self.on.value,
            party="" if self.whom.code == ALL else self.whom.code,
            method=self.method.code,
            proof=self.proof.text(),
        )


class DeliverySheet(Inside):
    """Whether one addressee's copy arrived."""

    CHAPTER = "outgoing"

    def __init__(
        self, desk: Desk, document: str, state: Document, names: Callable[[str], str], party: str
    ) -> None:
        super().__init__(desk, mark("Note the delivery"), mark("Mark"), f"{document}/{party}")
        self._document = document
        sent = [one.key for one in state.card.parties if one.state is not DeliveryState.WAITING]
        self.whom = self.add(
            "party",
            mark("Addressee"),
            Select(desk, lambda _words: [Choice(key, names(key)) for key in sent]),
        )
        self.arrived = self.add("arrived", mark("What happened"), Select(desk, outcomes), 6)
        self.on = self.day("on", mark("On"), 6)
        self.proof = self.line("proof", mark("Receipt №, or why not delivered"))
        open_ones = [one.key for one in state.card.parties if one.state is DeliveryState.SENT]
        self.whom.put(party or next(iter((*open_ones, *sent)), ""))

    def hand_in(self) -> None:
        """Note the delivery."""
        if self.on.value is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            documents.mark_delivery,
            document=self._document,
            party=self.whom.code,
            arrived=self.arrived.code == DeliveryState.DELIVERED.value,
            on=self.on.value,
            proof=self.proof.text(),
        )


class LinkSheet(Inside):
    """Which other document this one belongs to, and how."""

    def __init__(self, desk: Desk, document: str) -> None:
        super().__init__(desk, mark("Link to another document"), mark("Link"), document)
        self._document = document
        self.link = self.add("link", mark("This document is"), Select(desk, names_of(tuple(Link))))
        self.other = self.add(
            "document",
            mark("Document"),
            Picker(desk, self._find, name=mark("Document"), hint=mark("Number, title, who")),
            required=True,
        )
        self.other.setFocus()

    def hand_in(self) -> None:
        """Link the two."""
        chosen = self.other.choice
        if chosen is None:
            text = self._desk.speech.words.text("Choose a document from the list.")
            self.show_wrong("document", text)
            return
        self.run(
            documents.link,
            document=self._document,
            link=Link(self.link.code),
            other=chosen.code,
        )

    def _find(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        words = self._desk.speech.words

        def on_hits(hits: Sequence[Hit]) -> None:
            then([hit_choice(hit, words) for hit in hits if hit.row.document != self._document])

        self._desk.bridge.ask(
            search, then=on_hits, owner=self, key=(id(self), "link"), text=text, limit=FOUND
        )


def hit_choice(hit: Hit, words: Wording) -> Choice:
    """Make a choice of a document found: number and date, its title, who wrote."""
    row = hit.row
    name = f"№ {row.number}" if row.number else words.name(row.status)
    date = words.date(row.on)
    title = row.subject(words.language)
    note = " · ".join(
        part for part in (row.correspondent(words.language), theirs(row, words)) if part
    )
    return Choice(row.document, " · ".join(part for part in (name, date, title) if part), note)


def methods(words: Wording) -> Sequence[Choice]:
    """Offer the delivery methods, and none."""
    return [Choice("", sentence(words.text("as on the card"))), *names_of(tuple(Delivery))(words)]


def outcomes(words: Wording) -> Sequence[Choice]:
    """Offer what may become of a copy that was sent."""
    return names_of((DeliveryState.DELIVERED, DeliveryState.NOT_DELIVERED))(words)
