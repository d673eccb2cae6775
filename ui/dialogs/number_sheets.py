"""Sheets about single numbers of a journal: reserve some, give one back, explain one."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from edo.commands import awaiting, numbers
from edo.commands.registering import Registration
from edo.domain.numbering import RESERVE_LIMIT
from edo.queries.directory import JournalItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.theme import Tone
from ui.widgets.count import Count
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.notice_bar import Notice

ANEW = mark("It gets the next number of its journal today; the one it has stays with the other.")
"""What registering a document anew does."""
HOLDS = timedelta(days=14)
"""How long a reserve holds unless somebody says otherwise."""
REASON_HEIGHT = 84


class ReserveSheet(FormSheet):
    """Set the next numbers apart for somebody until a day."""

    CHAPTER = "numbers"

    def __init__(self, desk: Desk, parent: QWidget | None, journal: JournalItem) -> None:
        super().__init__(desk, parent, mark("Reserve numbers"), mark("Reserve"), journal.id)
        self._journal = journal
        self.whom = self.line("whom", mark("For whom"), required=True)
        self.count = self.add("count", mark("How many"), Count(1, RESERVE_LIMIT, 1), 4)
        self.until = self.add(
            "until", mark("Until"), DateField(desk, lean=Lean.FUTURE), 8, required=True
        )
        self.until.put(desk.today() + HOLDS)
        self.whom.setFocus()

    def hand_in(self) -> None:
        """Reserve the numbers."""
        until = self.until.value
        if until is None:
            self.show_wrong("until", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            numbers.reserve,
            journal=self._journal.id,
            count=self.count.value(),
            whom=self.whom.text(),
            until=until,
        )


class _ReasonSheet(FormSheet):
    """A number and the words about it."""

    CHAPTER = "numbers"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        button: str,
        place: tuple[str, int] = ("", 0),
        *,
        hint: str = "",
        subject: str,
    ) -> None:
        super().__init__(desk, parent, title, button, subject)
        self._journal, self._period = place
        self.reason = self.add("reason", mark("Reason"), QPlainTextEdit(), required=True, hint=hint)
        self.reason.setFixedHeight(REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self.reason.setFocus()


class ExplainSheet(_ReasonSheet):
    """Say in words why a number has no document."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, place: tuple[str, int], number: int
    ) -> None:
        super().__init__(
            desk,
            parent,
            mark("Why does the number have no document?"),
            mark("Explain"),
            place,
            subject=f"{place}/{number}",
        )
        self._number = number

    def hand_in(self) -> None:
        """Explain the number."""
        self.run(
            numbers.explain,
            journal=self._journal,
            period=self._period,
            n=self._number,
            reason=self.reason.toPlainText(),
        )


class ReleaseSheet(_ReasonSheet):
    """Give a reserved number back."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, place: tuple[str, int], number: int
    ) -> None:
        super().__init__(
            desk,
            parent,
            mark("Give the reserved number back"),
            mark("Give back"),
            place,
            subject=f"{place}/{number}",
        )
        self._number = number

    def hand_in(self) -> None:
        """Give the number back."""
        self.run(
            numbers.release,
            journal=self._journal,
            period=self._period,
            n=self._number,
            reason=self.reason.toPlainText(),
        )


class AnewSheet(_ReasonSheet):
    """Register a document anew whose number another one has by right."""

    def __init__(self, desk: Desk, parent: QWidget | None, document: str) -> None:
        super().__init__(
            desk,
            parent,
            mark("Register anew"),
            mark("Register anew"),
            hint=ANEW,
            subject=document,
        )
        self.warn()
        self._document = document

    def hand_in(self) -> None:
        """Give the document another number."""
        self.run(awaiting.renumber, document=self._document, reason=self.reason.toPlainText())


def registered_anew(words: Wording, registration: Registration) -> Notice:
    """Say which number a document got."""
    return Notice(words.text("Registered anew: № {number}", number=registration.number), Tone.GOOD)
