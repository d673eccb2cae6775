"""Sheets about acquaintance and about handing a document over to the head."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from edo.commands import acquaintance as commands
from edo.commands import resolutions
from edo.commands.myself import Myself
from edo.queries.execution import AcquaintanceItem
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.assigning import HEAD, has_term, plain_text
from ui.dialogs.form_sheet import FormSheet
from ui.theme import GRID
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.elided import shortened
from ui.widgets.many_picker import Flow
from ui.widgets.people_field import PeopleField, Staff, person_picker
from ui.widgets.picker import Choice
from ui.widgets.select import Select
from ui.widgets.term_field import TermField

OFFICES = 6
"""Where there are no more offices, all people of each can be named by one button."""


class AcquaintSheet(FormSheet):
    """Ask people to read a document, or ask more of them; `office` is one's own."""

    CHAPTER = "acquaint"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        document: str,
        office: str,
        begun: AcquaintanceItem | None = None,
    ) -> None:
        title = mark("Ask more people to read it") if begun else mark("Acquaint")
        super().__init__(desk, parent, title, mark("Ask to read"), document)
        self._document, self._office, self._begun = document, office, begun
        self._staff = Staff(desk, self)
        self.people = self.add(
            "people",
            mark("Who is to read it"),
            PeopleField(desk, self._staff, name=mark("Who is to read it")),
            required=True,
        )
        self.offices: list[QPushButton] = []
        self._holder = QWidget()
        self._flow = Flow(self._holder, GRID // 2)
        self.form.add(self._holder)
        self.term = TermField(desk)
        self.note = plain_text()
        if begun is None:
            self.add("term", mark("Term"), self.term, 6)
            self.add("note", mark("What to pay attention to"), self.note)
        self._staff.when_here(self._offer)
        self.people.picker.changed.connect(self.refit)
        self.people.setFocus()

    def hand_in(self) -> None:
        """Ask them."""
        self.clear_errors()
        words = self._desk.speech.words
        if not self.people.ids:
            self.show_wrong("people", words.text("Name at least one person."))
        elif self._begun is not None:
            self.run(commands.add, acquaintance=self._begun.id, people=self.people.ids)
        elif has_term(self, self._desk, "term", self.term):
            self.run(
                commands.ask,
                document=self._document,
                people=self.people.ids,
                due=self.term.day,
                term=self.term.term,
                note=self.note.toPlainText().strip(),
            )

    def _offer(self) -> None:
        offices = sorted(self._staff.offices(), key=lambda one: one.code != self._office)
        if len(offices) > OFFICES:
            offices = [one for one in offices if one.code == self._office]
        for office in offices:
            named = shortened(office.name)
            button = QPushButton(self._desk.speech.words.text("All of: {office}", office=named))
            button.setToolTip(office.name)
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._name_office, office))
            self.offices.append(button)
            self._flow.addWidget(button)
        self.refit()

    def _name_office(self, office: Choice, *_checked: bool) -> None:
        known = self.people.picker.choices
        more = [one for one in self._staff.of_office(office.code) if one not in known]
        self.people.put([*known, *more])


class FromPaperSheet(FormSheet):
    """Write down who signed the paper sheet, and when."""

    CHAPTER = "acquaint"

    def __init__(self, desk: Desk, parent: QWidget | None, item: AcquaintanceItem) -> None:
        super().__init__(desk, parent, mark("Signed on paper"), mark("Write down"))
        self._item = item
        missing = [one.who for one in item.readers if one.on is None]
        self.person = self.add(
            "person",
            mark("Who signed"),
            Select(
                desk,
                lambda words: [Choice(one.id, one.name(words.language)) for one in missing],
            ),
            8,
        )
        self.on = self.add("on", mark("On"), DateField(desk, lean=Lean.PAST), 4, required=True)
        self.on.put(desk.today())
        self.person.setFocus()

    def hand_in(self) -> None:
        """Write it down."""
        if self.on.value is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            commands.confirm,
            acquaintance=self._item.id,
            person=self.person.code,
            on=self.on.value,
        )


class HandOverSheet(FormSheet):
    """Hand a document over to the head, who is to write a resolution."""

    CHAPTER = "resolution"

    def __init__(self, desk: Desk, parent: QWidget | None, document: str, me: Myself) -> None:
        super().__init__(desk, parent, mark("Hand over for review"), mark("Hand over"), document)
        self._document = document
        staff = Staff(desk, self)
        self.head = self.add(
            "author",
            mark("To whom"),
            person_picker(desk, staff, mark("To whom")),
            required=True,
        )
        self.note = self.add("note", mark("Note"), plain_text())
        last = desk.memory.get(HEAD)
        staff.when_here(lambda: self.head.put(next(iter(staff.among([last])), None)))
        self.head.setFocus()

    def hand_in(self) -> None:
        """Hand it over."""
        choice = self.head.choice
        if choice is None:
            text = self._desk.speech.words.text("Choose a person from the list.")
            self.show_wrong("author", text)
            return
        self._desk.memory.set(HEAD, choice.code)
        self.run(
            resolutions.hand_over,
            document=self._document,
            head=choice.code,
            note=self.note.toPlainText().strip(),
        )
