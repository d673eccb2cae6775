"""Which office, or which course, a row of a list means where nobody knows what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from edo.domain.staff_list import Verdict
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.import_rows import Line
from ui.widgets.find_among import find_among
from ui.widgets.picker import Choice, Picker

Choices = Callable[[], Sequence[Choice]]


class MeaningLine(QWidget):
    """Asks once what is meant; `office` and `course` carry what is written and the id of it."""

    office = Signal(str, str)
    course = Signal(str, str)

    def __init__(self, desk: Desk, offices: Choices, courses: Choices) -> None:
        super().__init__()
        self._desk, self._offices, self._courses = desk, offices, courses
        self._line: Line | None = None
        self._said = QLabel()
        self.picker = Picker(desk, find_among(self._choices), name=mark("What is meant by it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._said)
        row.addWidget(self.picker, 1)
        self.picker.picked.connect(self._on_picked)

    def show_line(self, line: Line | None) -> None:
        """Ask about another row; about one that is clear nothing is asked."""
        self._line = line
        said, words = self._unknown(), self._desk.speech.words
        course = line is not None and line.judged.verdict is Verdict.NO_COURSE
        text = (
            words.text("Which course is “{name}”?", name=said)
            if course
            else words.text("Which office is “{name}”?", name=said)
        )
        self._said.setText(text)
        self.picker.put(None)
        self.setVisible(bool(said))

    def _unknown(self) -> str:
        """Give what the row calls an office or a course nobody knows; empty where it does not."""
        if self._line is None:
            return ""
        judged = self._line.judged
        if judged.verdict is Verdict.NO_OFFICE:
            return judged.line.place
        return judged.line.course if judged.verdict is Verdict.NO_COURSE else ""

    def _choices(self) -> Sequence[Choice]:
        if self._line is None or self._line.judged.verdict is Verdict.NO_COURSE:
            return self._courses()
        likely = self._line.judged.offices
        return sorted(self._offices(), key=lambda one: one.code not in likely)

    def _on_picked(self, choice: Choice | None) -> None:
        said = self._unknown()
        if choice is None or self._line is None or not said:
            return
        course = self._line.judged.verdict is Verdict.NO_COURSE
        (self.course if course else self.office).emit(said, choice.code)
