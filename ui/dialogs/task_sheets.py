"""Sheets that begin or change a task: give one, name other executors, move its term."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from edo.commands import tasks as commands
from edo.commands.assigning import Assignment
from edo.commands.myself import Myself
from edo.domain.phrase import Use
from edo.domain.repetition import Repeat
from edo.queries.tasks import TaskPage
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.assigning import Head, add_texts, ask_usual_term, fill_people, has_term, plain_text
from ui.dialogs.form_sheet import FormSheet
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.people_field import PeopleField, Staff, person_picker
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select, names_of, sentence
from ui.widgets.term_field import TermField

WIDTH = 760


class TaskSheet(FormSheet):
    """Give a task: about a document, about nothing, or as a part of another."""

    CHAPTER = "resolution"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        me: Myself,
        *,
        document: str = "",
        above: TaskPage | None = None,
    ) -> None:
        title = mark("Give a part of the task") if above else mark("Give a task")
        super().__init__(desk, parent, title, mark("Give"), above.row.id if above else document)
        self._document, self._above = document, above
        staff = Staff(desk, self)
        self.head = Head(desk, staff, me, _giver(me, above))
        self.add("author", mark("In whose name"), self.head.line, 8, required=True)
        self.repeat = self.add("repeat", mark("How often"), Select(desk, repeats), 4)
        self._how = named(QLabel(), "field_hint")
        self.form.add(self._how)
        self.text_ru, self.text_kk = add_texts(self, desk, Use.RESOLUTION)
        self.executors = self.add(
            "executors",
            mark("Executors"),
            PeopleField(desk, staff, name=mark("Executors"), leads=True),
            7,
            required=True,
        )
        self.term = self.add("term", mark("Term"), TermField(desk), 5)
        self.controller = self.add(
            "controller",
            mark("Who accepts the report"),
            person_picker(desk, staff, mark("Who accepts the report")),
            6,
            hint=mark("Empty: whoever gives the task"),
        )
        self.basis = self.line(
            "basis",
            mark("On what grounds"),
            width=6,
            hint=mark("An order, minutes, an oral instruction"),
        )
        self.controlled = QCheckBox()
        self.controlled.setChecked(True)
        self.form.add(self.controlled, 7)
        self.until = self.add("until", mark("Repeat until"), DateField(desk, lean=Lean.FUTURE), 5)
        self.fields["repeat"].setVisible(above is None)
        self.fields["until"].setVisible(False)
        self.repeat.chosen.connect(self._on_repeat)
        ask_usual_term(self, desk, document, self.term.offer)
        self.head.line.picked.connect(self._tell)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.setMinimumWidth(WIDTH)
        self.fields[self.leading("text_ru")].control.setFocus()

    def hand_in(self) -> None:
        """Give the task."""
        self.clear_errors()
        words = self._desk.speech.words
        if not self.head.id:
            self.show_wrong("author", words.text("Choose a person from the list."))
            return
        if not self.executors.ids:
            self.show_wrong("executors", words.text("Name at least one executor."))
            return
        if not has_term(self, self._desk, "term", self.term):
            return
        self.head.remember()
        controller = self.controller.choice
        assignment = Assignment(
            self.executors.ids,
            self.text_ru.toPlainText(),
            self.text_kk.toPlainText(),
            self.term.day,
            self.term.term,
            self.controlled.isChecked(),
            controller.code if controller else "",
        )
        self.run(
            commands.give,
            assignment=assignment,
            document=self._document,
            parent=self._above.row.id if self._above else "",
            author=self.head.id,
            basis=self.basis.text().strip(),
            repeat=Repeat(self.repeat.code) if self.repeat.code else None,
            until=self.until.value if self.repeat.code else None,
            behalf=self.head.behalf,
        )

    def _on_repeat(self, code: str) -> None:
        self.fields["until"].setVisible(bool(code))
        self.refit()

    def _tell(self, _choice: object = None) -> None:
        words = self._desk.speech.words
        self._how.setText(self.head.said())
        self.controlled.setText(words.text("On control: the report must be accepted"))


class ExecutorsSheet(FormSheet):
    """Let others do a task."""

    CHAPTER = "resolution"

    def __init__(
        self, desk: Desk, parent: QWidget | None, page: TaskPage, behalf: str = ""
    ) -> None:
        super().__init__(desk, parent, mark("Name other executors"), mark("Save"), page.row.id)
        self._task, self._behalf = page.row.id, behalf
        staff = Staff(desk, self)
        self.executors = self.add(
            "executors",
            mark("Executors"),
            PeopleField(desk, staff, name=mark("Executors"), leads=True),
            required=True,
        )
        fill_people(staff, self.executors, page.task.executors)
        self.reason = self.add("reason", mark("Reason"), plain_text())
        self.executors.setFocus()

    def hand_in(self) -> None:
        """Name them."""
        self.run(
            commands.change_executors,
            task=self._task,
            executors=self.executors.ids,
            reason=self.reason.toPlainText().strip(),
            behalf=self._behalf,
        )


class MoveTermSheet(FormSheet):
    """Move the term of a task; the old one stays, struck."""

    CHAPTER = "control"

    def __init__(
        self, desk: Desk, parent: QWidget | None, page: TaskPage, behalf: str = ""
    ) -> None:
        super().__init__(desk, parent, mark("Move the term"), mark("Move"), page.row.id)
        self._task, self._behalf = page.row.id, behalf
        self.term = self.add(
            "term",
            mark("New term"),
            TermField(desk),
            hint=mark("Empty: the task goes on without a term"),
        )
        self.term.put(page.task.due)
        self.reason = self.add("reason", mark("Reason"), plain_text(), required=True)
        self.term.line.selectAll()
        self.term.setFocus()

    def hand_in(self) -> None:
        """Move it."""
        if has_term(self, self._desk, "term", self.term):
            self.run(
                commands.move_term,
                task=self._task,
                reason=self.reason.toPlainText().strip(),
                due=self.term.day,
                term=self.term.term,
                behalf=self._behalf,
            )


def repeats(words: Wording) -> Sequence[Choice]:
    """Offer how often a task comes."""
    return [Choice("", sentence(words.text("once"))), *names_of(tuple(Repeat))(words)]


def _giver(me: Myself, above: TaskPage | None) -> str:
    """Give in whose name a part is given: the responsible executor's, where that is oneself."""
    if above is None:
        return ""
    behalf = me.acts_as([above.task.responsible], above.task.kind)
    return behalf or me.person
