"""One task, all of it readable at once: who, until when, reports, terms, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from edo.commands.myself import Myself
from edo.domain.task import ENDED, Decision, Report, TaskStatus
from edo.queries.tasks import TaskPage
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.execution import task_words as said
from ui.pages.execution.task_acts import TASK_ACTS
from ui.pages.execution.task_doing import TaskActs, main_hint
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.both import other
from ui.widgets.layouts import add_seen, put_in
from ui.widgets.line_button import LineButton
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named

ICONS = {act.code: act.icon for act in TASK_ACTS}
AT_HAND = ("take", "report", "accept", "return", "answer", "ask_time", "part", "move", "remove")
"""Acts that have a button; the others are in menus and have keys."""


class TaskView(QWidget):
    """Shows one task. `opened` carries a document's id, `chosen` the id of another task.

    `short` leaves out what stands above it already: its text and state.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, desk: Desk, acts: TaskActs, *, short: bool = False) -> None:
        super().__init__()
        self._desk, self._acts, self._short = desk, acts, short
        self.page: TaskPage | None = None
        self._inside = QWidget()
        self.buttons: dict[str, QPushButton] = {}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_task(self, page: TaskPage | None, me: Myself | None) -> None:
        """Show another task, or none."""
        self.page = page
        self._acts.show(page, me)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside, self.buttons = QWidget(), {}
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        if page is not None:
            if self._short:
                lines.addWidget(_text(said.text(page.row, self._desk.speech.words)))
            else:
                self._head(lines, page)
            self._buttons(lines)
            self._facts(lines, page)
            self._reports(lines, page)
            self._terms(lines, page)
            self._parts(lines, page)
        add_seen(self._outer, self._inside)

    def _head(self, lines: QVBoxLayout, page: TaskPage) -> None:
        words, row = self._desk.speech.words, page.row
        head = QHBoxLayout()
        head.addWidget(Badge(self._desk.theme, said.state(row, words), said.tone(row)))
        if row.controlled:
            head.addWidget(Badge(self._desk.theme, words.text("on control"), Tone.NEUTRAL))
        head.addStretch()
        put_in(lines, head)
        text = _text(said.text(row, words))
        text.setProperty("strong", True)
        lines.addWidget(text)
        if second := other(words, row.text_ru, row.text_kk):
            lines.addWidget(_text(second, quiet=True))
        if row.document:
            about = LineButton(
                self._desk, "file-text", said.about(row, words), words.text("Enter opens it")
            )
            about.pressed.connect(partial(self.opened.emit, row.document))
            lines.addWidget(about)

    def _buttons(self, lines: QVBoxLayout) -> None:
        codes = [code for code in self._acts.codes if code in AT_HAND]
        if not codes:
            return
        holder = QWidget()
        flow = Flow(holder, GRID)
        for code in codes:
            action = self._acts.actions[code]
            first = code == self._acts.main
            button = QPushButton(action.text())
            self._desk.theme.dress(button, ICONS[code], "on_accent" if first else "muted")
            button.setProperty("primary", first)
            button.setToolTip(main_hint(action.toolTip()) if first else action.toolTip())
            button.clicked.connect(action.trigger)
            self.buttons[code] = button
            flow.addWidget(button)
        lines.addWidget(holder)

    def _facts(self, lines: QVBoxLayout, page: TaskPage) -> None:
        words, row = self._desk.speech.words, page.row
        lines.addWidget(_text(said.given(page, words), quiet=True))
        lines.addWidget(self._heading(mark("Executors")))
        for place in range(len(row.executors)):
            lines.addWidget(_text(said.executor(page, place, words)))
        for one in page.replaced:
            before = said.names(page.people.all(one.was), words)
            text = words.text("Before: {names}", names=before)
            lines.addWidget(
                _text(f"{text} · {said.decided(page.people, one.by, words)}", quiet=True)
            )
        lines.addWidget(self._heading(mark("Term")))
        term = _text("", rich=said.terms(page.task, words))
        term.setAccessibleName(said.plain_terms(row, words))
        lines.addWidget(term)
        if row.controlled and row.status not in ENDED:
            watcher = row.controller.name(words.language)
            lines.addWidget(
                _text(words.text("{name} accepts the report", name=watcher), quiet=True)
            )
        if page.task.removal is not None:
            removal = said.decided(page.people, page.task.removal, words)
            lines.addWidget(_text(words.text("Taken off control: {why}", why=removal), quiet=True))

    def _reports(self, lines: QVBoxLayout, page: TaskPage) -> None:
        if not (page.reports or page.parts):
            return
        lines.addWidget(self._heading(mark("Reports")))
        for part in page.parts:
            self._report(lines, page, part, is_part=True)
        for report in page.reports:
            self._report(lines, page, report, is_part=False)

    def _report(self, lines: QVBoxLayout, page: TaskPage, report: Report, *, is_part: bool) -> None:
        words = self._desk.speech.words
        head = QHBoxLayout()
        head.addWidget(_text(said.reported(page, report, words), quiet=True), 1)
        if is_part:
            head.addWidget(Badge(self._desk.theme, words.text("a part"), Tone.NEUTRAL))
        elif not _waits_in_vain(page, report.verdict):
            verdict = words.name(report.verdict)
            head.addWidget(Badge(self._desk.theme, verdict, said.VERDICTS[report.verdict]))
        put_in(lines, head)
        lines.addWidget(_text(report.text))
        files = {file.sha256: file for file in page.files}
        for sha256 in report.files:
            file = files.get(sha256)
            if file is not None:
                line = LineButton(self._desk, "paperclip", file.name, words.size(file.size))
                line.pressed.connect(partial(self._acts.open_file, file))
                lines.addWidget(line)
        if verdict := said.decided(page.people, report.decided, words):
            if report.quality:
                verdict += " · " + words.text("mark {n}", n=report.quality)
            lines.addWidget(_text(verdict, quiet=True))

    def _terms(self, lines: QVBoxLayout, page: TaskPage) -> None:
        words = self._desk.speech.words
        if page.moved:
            lines.addWidget(self._heading(mark("Terms that were moved")))
            for text in said.moves(page, words):
                lines.addWidget(_text(text, quiet=True))
        open_ones = [one for one in page.requests if one.verdict == "waiting"]
        refused = [one for one in page.requests if one.verdict == "declined"]
        if open_ones or refused:
            lines.addWidget(self._heading(mark("Requests for more time")))
        for one in (*refused, *open_ones):
            who = said.who(page.people, one.person, one.behalf, words)
            text = words.text(
                "{who} asks for time until {until}: {reason}",
                who=who,
                until=words.date(one.until),
                reason=one.reason,
            )
            answer = said.decided(page.people, one.decided, words)
            state = "" if _waits_in_vain(page, one.verdict) else words.name(one.verdict)
            lines.addWidget(_text(text))
            if told := " · ".join(one for one in (state, answer) if one):
                lines.addWidget(_text(told, quiet=True))

    def _parts(self, lines: QVBoxLayout, page: TaskPage) -> None:
        words = self._desk.speech.words
        children = () if self._short else page.children  # a document shows all its tasks
        if children:
            lines.addWidget(self._heading(mark("Parts of the task")))
        for node in children:
            line = TaskLine(self._desk, node.row, depth=node.depth)
            line.pressed.connect(partial(self.chosen.emit, node.row.id))
            lines.addWidget(line)
        if page.row.parent and not self._short:
            line = LineButton(self._desk, "corner-down-right", words.text("A part of another task"))
            line.pressed.connect(partial(self.chosen.emit, page.row.parent))
            lines.addWidget(line)

    def _heading(self, name: str) -> QLabel:
        return named(QLabel(self._desk.speech.words.text(name)), "section")


class TaskLine(LineButton):
    """A task as a line: what, who, until when, and its state; a part stands further right."""

    def __init__(self, desk: Desk, row: said.TaskRow, *, depth: int = 0, note: str = "") -> None:
        words = desk.speech.words
        people = said.names(row.executors, words)
        until = said.plain_terms(row, words)
        parts = [until, people, note]
        icon = "corner-down-right" if depth else "clipboard-list"
        if row.status is TaskStatus.DONE:
            icon = "circle-check"
        super().__init__(desk, icon, said.text(row, words), " · ".join(one for one in parts if one))
        self.row = row
        state = said.state(row, words)
        self.put_under(Badge(desk.theme, state, said.tone(row)))
        self.setAccessibleName(f"{self.accessibleName()}, {state}")
        self.setContentsMargins(depth * 2 * GRID, 0, 0, 0)


def _waits_in_vain(page: TaskPage, verdict: Decision) -> bool:
    """Tell whether something would wait to be decided on, if the task had not ended without it."""
    return verdict is Decision.WAITING and page.row.status in ENDED


def _text(text: str, *, quiet: bool = False, rich: str = "") -> QLabel:
    label = QLabel(rich or text)
    label.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if quiet:
        label.setProperty("muted", True)
        label.setProperty("text_size", "small")
    return label
