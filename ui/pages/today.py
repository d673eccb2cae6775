"""The first page: what waits for the clerk, each thing with the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from edo.commands.membership import Waiting as Asker
from edo.queries import inbox as asked
from edo.queries.documents import DocumentRow
from edo.queries.inbox import Ending, Inbox, Unexplained, Unfinished
from edo.sentences import mark
from ui.desk import Desk
from ui.exchange_thread import Exchanged
from ui.models.live import Live
from ui.theme import GRID
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.errand import Errand
from ui.widgets.polish import named
from ui.widgets.select import sentence

WIDEST = 860


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: its icon, texts in the person's language, the button and what it does."""

    icon: str
    title: str
    note: str
    button: str
    act: Callable[[], object]


class TodayPage(QWidget):
    """What waits, in groups; an empty page is the picture of a finished day.

    `opened` carries the id of a document to go on with, `asked_form` the name of an unfinished
    form, `asked_journal` the id of a journal whose numbers want a look, or nothing to open one.
    `asked_share` leads to who asks to be let in. `counted` carries how many things wait.
    """

    opened = Signal(str)
    asked_form = Signal(str)
    asked_journal = Signal(str)
    asked_share = Signal()
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inbox: Inbox | None = None
        last = desk.bridge.last_exchange
        self._asking = last.asking if last else ()
        self._day, self._summary = QLabel(), QLabel()
        self._paper = named(QWidget(), "paper")
        self._lines = QVBoxLayout(self._paper)
        self._area, self._stack = QScrollArea(), QStackedWidget()
        self._done = EmptyState(
            desk,
            mark("Nothing waits for you"),
            mark("Every letter has its number and every number its document."),
            picture=Picture.DONE,
        )
        self._begin = EmptyState(
            desk,
            mark("Begin with a journal"),
            mark("It numbers what is registered in it. Open one for each kind of document."),
            button=mark("Open a journal"),
            act=lambda: self.asked_journal.emit(""),
        )
        self._build()
        self._connect()
        self._say()
        self._ask()

    @property
    def finished(self) -> bool:
        """Whether the picture of a finished day is shown."""
        return self._stack.currentWidget() is self._done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one thing to the next by the arrows."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            for errand in self._paper.findChildren(Errand):
                if errand.button.hasFocus():
                    self._area.ensureWidgetVisible(errand, 0, 3 * GRID)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._day.setProperty("text_size", "large")
        self._summary.setProperty("muted", True)
        self._paper.setMaximumWidth(WIDEST + 6 * GRID)
        self._lines.setContentsMargins(3 * GRID, 0, 3 * GRID, 3 * GRID)
        self._lines.setSpacing(GRID)
        self._area.setWidget(self._paper)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._done)
        self._stack.addWidget(self._begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * GRID, 0, 0)
        layout.setSpacing(GRID // 2)
        for label in (self._day, self._summary):
            label.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
            layout.addWidget(label)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        Live(self._desk.bridge, self, self._ask)
        self._desk.bridge.exchanged.connect(self._on_exchanged)
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self._ask)
        self._desk.theme.changed.connect(self._show)

    def _say(self) -> None:
        words, today = self._desk.speech.words, self._desk.today()
        weekday = self._desk.speech.locale.dayName(today.isoweekday())
        self._day.setText(f"{sentence(weekday)}, {words.long_date(today)}")
        if self._inbox is not None:
            count = self._count
            self._summary.setText(
                words.plural("{n} thing waits for you", "{n} things wait for you", count)
                if count
                else ""
            )

    def _ask(self) -> None:
        self._desk.bridge.ask(
            asked.inbox,
            then=self._on_inbox,
            key=(id(self), "inbox"),
            today=self._desk.today(),
            language=self._desk.speech.language,
        )

    def _on_inbox(self, found: Inbox) -> None:
        self._inbox = found
        self._tell()

    def _on_exchanged(self, ended: Exchanged) -> None:
        if self._inbox is not None and ended.asking != self._asking:
            self._asking = ended.asking
            self._tell()

    @property
    def _count(self) -> int:
        """How many things wait, with those who ask to be let in."""
        return (self._inbox.count if self._inbox else 0) + len(self._let_in())

    def _let_in(self) -> list[Asker]:
        return [one for one in self._asking if one.request is not None]

    def _tell(self) -> None:
        self._say()
        self._show()
        self.counted.emit(self._count)

    def _show(self) -> None:
        found = self._inbox
        if found is None:
            return
        self._clear()
        for name, count, waiting in self._groups(found):
            self._lines.addWidget(self._heading(name, count))
            for one in waiting:
                self._lines.addWidget(
                    Errand(self._desk, one.icon, one.title, one.note, one.button, one.act)
                )
        self._lines.addStretch()
        empty = self._done if found.journals else self._begin
        self._stack.setCurrentWidget(self._area if self._count else empty)

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _heading(self, name: str, count: int) -> QLabel:
        words = self._desk.speech.words
        label = QLabel(f"{words.text(name)}  {words.number(count)}")
        label.setProperty("strong", True)
        label.setContentsMargins(0, 2 * GRID, 0, 0)
        return label

    def _groups(self, found: Inbox) -> Iterator[tuple[str, int, list[Waiting]]]:
        """Go through the groups that have something, the most pressing first."""
        asking = [self._asks(one) for one in self._let_in()]
        groups: tuple[tuple[str, int, list[Waiting]], ...] = (
            (mark("Asking to be let in"), len(asking), asking),
            (
                mark("Disputed numbers"),
                len(found.disputed),
                [self._disputed(row) for row in found.disputed],
            ),
            (
                mark("Changed by two at once"),
                found.parallel_count,
                [self._parallel(row) for row in found.parallel],
            ),
            (
                mark("Letters to register"),
                found.received_count,
                [self._received(row) for row in found.received],
            ),
            (
                mark("Unfinished forms"),
                len(found.forms),
                [self._form(form) for form in found.forms],
            ),
            (
                mark("Waiting for a number"),
                len(found.awaiting),
                [self._awaiting(row) for row in found.awaiting],
            ),
            (mark("Drafts"), found.drafts_count, [self._draft(row) for row in found.drafts]),
            (
                mark("Reserved numbers that end soon"),
                len(found.ending),
                [self._ending(one) for one in found.ending],
            ),
            (
                mark("Numbers to explain"),
                len(found.unexplained),
                [self._unexplained(one) for one in found.unexplained],
            ),
        )
        for group in groups:
            if group[1]:
                yield group

    def _asks(self, one: Asker) -> Waiting:
        words = self._desk.speech.words
        parts = (one.office, ", ".join(words.name(role) for role in one.roles))
        note = " · ".join(part for part in parts if part)
        button = words.text("Compare the words…")
        return Waiting("user-plus", one.person, note, button, self.asked_share.emit)

    def _parallel(self, row: DocumentRow) -> Waiting:
        words = self._desk.speech.words
        return self._document(row, "merge", words.text("Choose…"))

    def _disputed(self, row: DocumentRow) -> Waiting:
        words = self._desk.speech.words
        one = self._document(row, "hash", words.text("Open"))
        note = words.text("Another document has № {number} by right", number=row.number)
        return replace(one, note=note)

    def _awaiting(self, row: DocumentRow) -> Waiting:
        one = self._document(row, "clock", self._desk.speech.words.text("Open"))
        return replace(one, note=f"{row.awaiting} · {one.note}")

    def _received(self, row: DocumentRow) -> Waiting:
        words = self._desk.speech.words
        return self._document(row, "mail-open", words.text("Register…"))

    def _draft(self, row: DocumentRow) -> Waiting:
        words = self._desk.speech.words
        return self._document(row, "square-pen", words.text("Go on…"))

    def _document(self, row: DocumentRow, icon: str, button: str) -> Waiting:
        words = self._desk.speech.words
        parts = (
            sentence(words.name(row.kind)),
            row.correspondent(words.language),
            row.their_number,
            words.date(row.their_date),
        )
        title = row.subject(words.language) or words.text("Without a subject")
        note = " · ".join(part for part in parts if part)
        return Waiting(icon, title, note, button, lambda: self.opened.emit(row.document))

    def _form(self, form: Unfinished) -> Waiting:
        words = self._desk.speech.words
        kind = form.name.rpartition("/")[2]
        title = words.text(KINDS.get(kind, OTHER))
        note = words.text("left on {moment}", moment=words.moment(form.at))
        return Waiting(
            "file-clock", title, note, words.text("Go on…"), lambda: self.asked_form.emit(form.name)
        )

    def _ending(self, one: Ending) -> Waiting:
        words, journal = self._desk.speech.words, one.journal
        title = words.text(
            "№ {n} in {journal}, for {whom}", n=one.n, journal=journal.journal.index, whom=one.whom
        )
        note = words.text("held until {day}", day=words.date(one.until))
        return Waiting(
            "clock", title, note, words.text("Numbers"), lambda: self.asked_journal.emit(journal.id)
        )

    def _unexplained(self, one: Unexplained) -> Waiting:
        words, journal = self._desk.speech.words, one.journal
        title = words.plural(
            "{n} number without a document", "{n} numbers without a document", len(one.numbers)
        )
        note = f"{journal.journal.index}: {', '.join(map(str, one.numbers))}"
        return Waiting(
            "hash", title, note, words.text("Explain…"), lambda: self.asked_journal.emit(journal.id)
        )


KINDS = {
    "incoming": mark("An incoming letter that was not registered"),
    "outgoing": mark("An outgoing letter that was not registered"),
    "internal": mark("An internal document that was not registered"),
    "orders": mark("An order that was not registered"),
    "minutes": mark("Minutes that were not registered"),
    "appeals": mark("An appeal that was not registered"),
}
"""The end of a kept form's name → what it was going to be."""
OTHER = mark("A form that was not handed in")
