"""Sheets about how a task is done: a report with files, what is said to it, more time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from edo.commands import tasks as commands
from edo.commands.forms import forget_picture, keep_picture
from edo.commands.myself import Myself
from edo.domain.execution import BEST_QUALITY
from edo.domain.phrase import Use
from edo.queries.tasks import TaskPage
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.assigning import add_phrases, plain_text
from ui.dialogs.form_sheet import FormSheet
from ui.theme import GRID
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.file_drop import FileDrop
from ui.widgets.line_button import LineButton
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select

REPORT_HEIGHT = 96


class Paths(QWidget):
    """Files that go with a report; Enter on one takes it away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.paths: tuple[Path, ...] = ()
        self.drop = FileDrop(desk)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self._lines.addWidget(self.drop)
        self.setFocusProxy(self.drop)
        self._shown: list[LineButton] = []
        self._pasted: list[Path] = []
        self.drop.taken.connect(self.add)
        self.drop.pasted.connect(self.take_picture)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, each once."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self._show()

    def take_picture(self, data: bytes) -> None:
        """Take a pasted picture: it becomes a file first."""
        self._desk.bridge.run(keep_picture, data=data, then=self._on_pasted, owner=self)

    def forget(self) -> None:
        """Forget the pictures that were pasted: the report has them, or nobody wants them."""
        # One brought back from an earlier sitting may have been pasted then; other files stay.
        for path in dict.fromkeys((*self._pasted, *self.paths)):
            self._desk.bridge.run(forget_picture, path=path)
        self._pasted = []

    def standing(self) -> list[str]:
        """Give the files, for a sheet that is kept."""
        return [str(path) for path in self.paths]

    def put_back(self, value: list[str]) -> None:
        """Show the files of a kept sheet; what is not there any more is left out."""
        self.paths = tuple(path for path in map(Path, value) if path.is_file())
        self._show()

    def _on_pasted(self, path: Path) -> None:
        self._pasted.append(path)
        self.add([path])

    def _take_away(self, path: Path) -> None:
        self.paths = tuple(one for one in self.paths if one != path)
        self._show()
        self.drop.setFocus()

    def _show(self) -> None:
        words = self._desk.speech.words
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        for path in self.paths:
            line = LineButton(self._desk, "paperclip", path.name, words.text("Enter takes it away"))
            line.pressed.connect(partial(self._take_away, path))
            self._lines.addWidget(line)
            self._shown.append(line)


class ReportSheet(FormSheet):
    """Report a task, or one's part of it; who watches over it writes it down for others."""

    CHAPTER = "report"

    def __init__(self, desk: Desk, parent: QWidget | None, page: TaskPage, me: Myself) -> None:
        super().__init__(desk, parent, mark("Report"), mark("Hand in the report"), page.row.id)
        self._page, self._me = page, me
        task = page.task
        self._behalf = me.acts_as(task.executors, task.kind) or ""
        own = me.acts_as(task.executors, task.kind) is not None
        self.whose = self.add("executor", mark("Whose report"), Select(desk, self._people))
        self.fields["executor"].setVisible(not own and len(task.executors) > 1)
        self._own = own
        self.text = plain_text(height=REPORT_HEIGHT)
        add_phrases(self, desk, Use.REPORT, self.text)
        self.add("text", mark("What was done"), self.text, required=True)
        self.files = self.add("files", mark("Files"), Paths(desk))
        self.accepted.connect(self.files.forget)
        self._note = named(QLabel(), "field_hint")
        self._note.setWordWrap(True)
        self.form.add(self._note)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.text.setFocus()

    def hand_in(self) -> None:
        """Hand the report in."""
        self.run(
            commands.report,
            task=self._page.row.id,
            text=self.text.toPlainText().strip(),
            files=self.files.paths,
            executor="" if self._own else self.whose.code,
            behalf=self._behalf,
        )

    def _people(self, words: Wording) -> Sequence[Choice]:
        return [Choice(one.id, one.name(words.language)) for one in self._page.row.executors]

    def _tell(self) -> None:
        words, task = self._desk.speech.words, self._page.task
        who = self._behalf or self._me.person
        if who in task.executors[1:]:
            first = self._page.row.executors[0].name(words.language)
            said = words.text("Your part goes to {name}, who reports the whole task.", name=first)
        elif task.controlled:
            watcher = self._page.row.controller.name(words.language)
            said = words.text("{name} accepts the report or returns it.", name=watcher)
        else:
            said = words.text("The task is not on control: the report ends it.")
        self._note.setText(said)


class DecisionSheet(FormSheet):
    """Accept a report, or return it with a reason: the report itself stands above."""

    CHAPTER = "control"

    def __init__(
        self, desk: Desk, parent: QWidget | None, page: TaskPage, behalf: str = ""
    ) -> None:
        super().__init__(desk, parent, mark("The report"), mark("Accept"), page.row.id)
        self._task, self._behalf = page.row.id, behalf
        self._number = len(page.reports)
        report = page.reports[-1]
        words = desk.speech.words
        said = QLabel(report.text)
        said.setWordWrap(True)
        who = page.people[report.person].name(words.language)
        for_whom = page.people[report.behalf].name(words.language)
        when = words.text("{who}, {at}", who=who, at=words.date(report.on))
        if for_whom:
            when = words.text(
                "{who} for {whom}, {at}", who=who, whom=for_whom, at=words.date(report.on)
            )
        names = {file.sha256: file.name for file in page.files}
        note = " · ".join((when, *(names.get(one, one[:8]) for one in report.files)))
        below = named(QLabel(note), "field_hint")
        below.setWordWrap(True)
        self.form.add(said)
        self.form.add(below)
        self.comment = plain_text()
        add_phrases(self, desk, Use.REMARK, self.comment)
        self.add(
            "comment",
            mark("Remark"),
            self.comment,
            8,
            hint=mark("Needed to return the report"),
        )
        self.quality = self.add("quality", mark("How well"), Select(desk, marks), 4)
        self._return = self.add_button("Ctrl+Shift+Return", self.give_back)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.comment.setFocus()

    def hand_in(self) -> None:
        """Accept the report."""
        self.run(
            commands.accept,
            task=self._task,
            report=self._number,
            comment=self.comment.toPlainText().strip(),
            quality=int(self.quality.code or 0),
            behalf=self._behalf,
        )

    def give_back(self) -> None:
        """Return the report."""
        self.run(
            commands.give_back,
            task=self._task,
            report=self._number,
            comment=self.comment.toPlainText().strip(),
            behalf=self._behalf,
        )

    def _tell(self) -> None:
        words = self._desk.speech.words
        self._return.setText(words.text("Return"))
        self._return.setToolTip(words.text("Return") + " (Ctrl+Shift+Enter)")


class AskTimeSheet(FormSheet):
    """Ask for more time."""

    CHAPTER = "report"

    def __init__(
        self, desk: Desk, parent: QWidget | None, page: TaskPage, behalf: str = ""
    ) -> None:
        super().__init__(desk, parent, mark("Ask for more time"), mark("Ask"), page.row.id)
        self._task, self._behalf = page.row.id, behalf
        self.until = self.add(
            "until", mark("New term"), DateField(desk, lean=Lean.FUTURE), 6, required=True
        )
        self.reason = self.add("reason", mark("Reason"), plain_text(), required=True)
        self.until.setFocus()

    def hand_in(self) -> None:
        """Ask."""
        if self.until.value is None:
            self.show_wrong("until", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            commands.ask_extension,
            task=self._task,
            until=self.until.value,
            reason=self.reason.toPlainText().strip(),
            behalf=self._behalf,
        )


class AnswerTimeSheet(FormSheet):
    """Grant more time, until the day asked for or another, or refuse it."""

    CHAPTER = "control"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        page: TaskPage,
        behalf: str = "",
    ) -> None:
        super().__init__(desk, parent, mark("More time is asked for"), mark("Grant"), page.row.id)
        request = page.requests[-1]
        self._task, self._behalf = page.row.id, behalf
        self._number = len(page.requests)
        words = desk.speech.words
        asked = words.text(
            "{who} asks for time until {until} instead of {due}: {reason}",
            who=page.people[request.behalf or request.person].name(words.language),
            until=words.date(request.until),
            due=words.date(request.due),
            reason=request.reason,
        )
        said = QLabel(asked)
        said.setWordWrap(True)
        self.form.add(said)
        self.until = self.add("due", mark("New term"), DateField(desk, lean=Lean.FUTURE), 6)
        self.until.put(request.until)
        self.comment = self.add(
            "comment", mark("Remark"), plain_text(), hint=mark("Needed to refuse")
        )
        self._refuse = self.add_button("Ctrl+Shift+Return", self.refuse)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.comment.setFocus()

    def hand_in(self) -> None:
        """Grant it."""
        if self.until.value is None:
            self.show_wrong("due", self._desk.speech.words.text("Write a date."))
            return
        self._answer(commands.grant_extension, due=self.until.value)

    def refuse(self) -> None:
        """Refuse it."""
        self._answer(commands.refuse_extension)

    def _answer(self, command: Callable[..., None], **words: Any) -> None:
        self.run(
            command,
            task=self._task,
            comment=self.comment.toPlainText().strip(),
            request=self._number,
            behalf=self._behalf,
            **words,
        )

    def _tell(self) -> None:
        words = self._desk.speech.words
        self._refuse.setText(words.text("Refuse"))
        self._refuse.setToolTip(words.text("Refuse") + " (Ctrl+Shift+Enter)")


class WhySheet(FormSheet):
    """A reason for an act that needs one."""

    CHAPTER = "control"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        texts: tuple[str, str],
        command: Callable[..., Any],
        **words: Any,
    ) -> None:
        super().__init__(desk, parent, *texts, "/".join(map(str, words.values())))
        self._command, self._words = command, words
        self.reason: QPlainTextEdit = self.add(
            "reason", mark("Reason"), plain_text(), required=True
        )
        self.reason.setFocus()

    def hand_in(self) -> None:
        """Do it, for the reason written."""
        self.run(self._command, reason=self.reason.toPlainText().strip(), **self._words)


def marks(words: Wording) -> Sequence[Choice]:
    """Offer how well a task was done, the best first, and no mark."""
    numbers = range(BEST_QUALITY, 0, -1)
    return [Choice("", words.text("No mark")), *(Choice(str(n), str(n)) for n in numbers)]
