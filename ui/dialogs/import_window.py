"""Lists of people from spreadsheets: choose a file, check its columns, decide its rows, take it in.

Nothing is written before the last step, and a list may be taken again: nobody comes in twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.commands import staff_import
from edo.commands.list_taking import Taken
from edo.domain.staff_list import Line, ListKind, Plan
from edo.errors import EdoError
from edo.sentences import mark
from edo.transfer import tabular
from edo.transfer.columns import Mapped, guess, likely, unguessed
from edo.transfer.list_lines import lines
from edo.transfer.tabular import Sheet, Sheets
from ui.desk import Desk
from ui.dialogs import import_words as said
from ui.dialogs.import_columns import ColumnsView
from ui.dialogs.import_fields import ImportFields
from ui.dialogs.import_meaning import MeaningLine
from ui.dialogs.import_rows import RowsView
from ui.dialogs.offer_line import OfferLine
from ui.handbook import offer_help
from ui.long_run import LongRun
from ui.theme import GRID, Tone
from ui.widgets.file_drop import FileDrop
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING, MainKey
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.tabbing import step
from ui.widgets.telling import tell
from ui.widgets.why_not import unanswered

SIZE, SMALLEST = (1200, 696), (880, 520)
COLUMNS, ROWS, DONE = 0, 1, 2


class ImportWindow(QDialog):
    """Takes a list in step by step. `taken` carries what came of it."""

    CHAPTER = "staff"

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, kind: ListKind = ListKind.STAFF) -> None:
        super().__init__(parent)
        self._desk = desk
        offer_help(desk, self)
        self._sheets: Sheets | None = None
        self._sheet: Sheet | None = None
        self.mapped: Mapped | None = None
        self.plan: Plan | None = None
        self._run: LongRun | None = None
        self._meant: dict[str, str] = {}
        self._meant_courses: dict[str, str] = {}
        self._title = QLabel()
        self.fields = ImportFields(desk, kind)
        self.path, self.kind = self.fields.path, self.fields.kind
        self.course, self.on = self.fields.course, self.fields.on
        self.drop, self._first = (
            FileDrop(
                desk, tall=True, scans=False, prompt=mark("Drop a spreadsheet here: xlsx or CSV")
            ),
            QStackedWidget(),
        )
        self.columns, self.rows = ColumnsView(desk), RowsView(desk)
        self.meaning = MeaningLine(desk, self.fields.offices, self.fields.courses)
        self._result = QLabel()
        self._stack = QStackedWidget()
        self._said, self._wrong = QLabel(), named(QLabel(), "field_error")
        self._bar, self._stop = QProgressBar(), QPushButton()
        self.back, self.primary, self._close = QPushButton(), QPushButton(), QPushButton()
        self.main_key = MainKey(self, self.primary, desk.speech)
        self.told_line = OfferLine(desk)
        self._build()
        self._connect()
        self._say()
        self._show_step(COLUMNS)
        self.path.setFocus()

    @property
    def step(self) -> int:
        """Where one is: columns, rows, done."""
        return self._stack.currentIndex()

    @property
    def said(self) -> str:
        """What is said beside the buttons."""
        return self._said.text()

    @property
    def wrong(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._wrong.text()

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return self._result.text()

    @property
    def busy(self) -> bool:
        """Whether rows are judged or taken in now."""
        return self._run is not None

    def open_file(self, path: Path) -> None:
        """Read a spreadsheet."""
        self._tell_wrong("")
        self._said.setText(self._desk.speech.words.text("The file is being read…"))
        self._desk.bridge.work(
            tabular.read,
            path,
            then=self._on_sheets,
            otherwise=self._on_refused,
            key=(id(self), "file"),
            owner=self,
        )

    def go_on(self) -> None:
        """Do what the large button says."""
        if self.busy:
            return
        if self.step == COLUMNS:
            self._judge()
        elif self.step == ROWS:
            self._take()
        else:
            self.accept()

    def reject(self) -> None:
        """Stop what runs before closing."""
        if self._run is not None:
            self._run.cancel()
        super().reject()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing."""
        super().keyPressEvent(event)
        if why := unanswered(self, self._desk.speech.words, event):
            self.told_line.answer(why)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        # Left alone, the layout asks for the height it would need at its narrowest.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(GRID + GRID // 2)
        self._title.setProperty("text_size", "large")
        outer.addWidget(self._title)
        outer.addWidget(self.fields)
        for part in (self.drop, self.columns):
            self._first.addWidget(part)
        self._stack.addWidget(self._first)
        self._stack.addWidget(self._build_rows())
        self._stack.addWidget(self._result)
        self._result.setWordWrap(True)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._result.setProperty("strong", True)
        outer.addWidget(self._stack, 1)
        for label in (self._wrong, self._said):
            label.setWordWrap(True)
        self._wrong.hide()
        outer.addWidget(self._wrong)
        outer.addWidget(self.told_line)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._said, 1)
        self._bar.setFixedWidth(20 * GRID)
        for part in (self._bar, self._stop, self._close, self.back, self.primary):
            foot.addWidget(part)
        for button in (self._stop, self._close, self.back, self.primary):
            button.setAutoDefault(False)
        self.primary.setProperty("primary", True)
        put_in(outer, foot)

    def _build_rows(self) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.rows, 1)
        lines.addWidget(self.meaning)
        return holder

    def _connect(self) -> None:
        self.path.changed.connect(self._on_path)
        self.drop.taken.connect(self._on_dropped)
        self.fields.sheet.chosen.connect(self._on_sheet)
        self.kind.chosen.connect(self._on_kind)
        self.columns.told.connect(self._on_told)
        self.rows.changed.connect(self._tell_counts)
        self.rows.chosen.connect(self.meaning.show_line)
        self.meaning.office.connect(partial(self._on_meant, self._meant))
        self.meaning.course.connect(partial(self._on_meant, self._meant_courses))
        self.primary.clicked.connect(self.go_on)
        self.main_key.worked.connect(self.go_on)
        self.main_key.told.connect(self.told_line.answer)
        self.back.clicked.connect(partial(self._show_step, COLUMNS))
        self._close.clicked.connect(self.reject)
        self._stop.clicked.connect(self._on_stop)
        self._desk.speech.changed.connect(self._say)

    def _show_step(self, step: int, *_checked: bool) -> None:
        self._stack.setCurrentIndex(step)
        self.fields.show_for(begun=step != COLUMNS)
        self.back.setVisible(step == ROWS)
        self._close.setVisible(step != DONE)
        self._show_running()
        self._say()
        if step == ROWS:
            self.rows.view.setFocus()
            self.meaning.show_line(self.rows.current)

    def _show_running(self) -> None:
        busy = self.busy
        for part in (self._bar, self._stop):
            part.setVisible(busy)
        ready = self.step != COLUMNS or self.mapped is not None
        self.main_key.hold(DOING if busy else "" if ready else mark("no list is chosen yet"))
        self.back.setEnabled(not busy)

    def _on_path(self, text: str) -> None:
        path = Path(text.strip()).expanduser()
        if text.strip() and path.is_file():
            self.open_file(path)

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        self.path.setText(str(paths[0]))

    def _on_sheets(self, found: Sheets) -> None:
        self._sheets = found
        self.rows.decisions.clear()
        self._said.clear()
        self._sheet = likely(found)
        self.fields.show_sheets(found, found.sheets.index(self._sheet))
        self._guess(None)

    def _guess(self, kind: ListKind | None) -> None:
        """Guess what the columns hold; where nothing can be guessed, the person says it."""
        sheet = self._sheet
        if sheet is None:
            return
        self._tell_wrong("")
        try:
            self.mapped = guess(sheet, kind)
        except EdoError as error:
            self._tell_wrong(self._desk.speech.words.refusal(error))
            self.mapped = unguessed(sheet, kind or ListKind(self.kind.code))
        self.kind.put(self.mapped.kind.value)
        self.columns.show_columns(self.mapped)
        self._first.setCurrentWidget(self.columns)
        self._show_step(COLUMNS)

    def _on_sheet(self, code: str) -> None:
        if self._sheets is not None:
            self._sheet = self._sheets.sheets[int(code)]
            self._guess(None)

    def _on_kind(self, code: str) -> None:
        if self._sheet is not None:
            self._guess(ListKind(code))
        else:
            self._show_step(COLUMNS)

    def _on_told(self, place: int, holds: Any) -> None:
        if self.mapped is not None:
            self.mapped = self.mapped.with_column(place, holds)
            self.columns.show_columns(self.mapped)
            self._tell_wrong("")

    def _judge(self) -> None:
        words, mapped, sheet = self._desk.speech.words, self.mapped, self._sheet
        if mapped is None or sheet is None or self.on.wrong:
            if self.on.wrong:
                self._tell_wrong(words.text("Write a date."))
            return
        self._tell_wrong("")
        self.main_key.hold(DOING)
        self._desk.bridge.work(
            lines, sheet, mapped, then=self._on_lines, key=(id(self), "lines"), owner=self
        )

    def _on_lines(self, found: tuple[Line, ...]) -> None:
        self._start(
            staff_import.judge,
            mark("Judging the rows of the list"),
            self._on_plan,
            writes=False,
            lines=found,
            kind=ListKind(self.kind.code),
            defaults=self.fields.defaults(self._meant, self._meant_courses),
        )

    def _on_plan(self, plan: Plan) -> None:
        self._end()
        if not plan.is_whole:
            self._said.setText(self._desk.speech.words.text("Stopped. Nothing was written."))
            return
        self.plan = plan
        self.rows.show_plan(plan, self.fields.office_names())
        self._show_step(ROWS)
        self._tell_counts()

    def _take(self) -> None:
        if self.plan is not None:
            self._start(
                staff_import.take,
                mark("Taking the list in"),
                self._on_taken,
                plan=self.plan,
                chosen=dict(self.rows.decisions),
            )

    def _on_taken(self, found: Taken) -> None:
        self._end()
        words = self._desk.speech.words
        told = said.outcome(words, found)
        self._result.setText("\n".join(told))
        self._show_step(DONE)
        self._said.clear()
        self.taken.emit(found)
        host = self.parentWidget()
        if host is not None:
            tell(host, Notice(told[0], Tone.GOOD))

    def _start(
        self,
        command: Callable[..., Any],
        title: str,
        then: Callable[[Any], object],
        *,
        writes: bool = True,
        **told: Any,
    ) -> None:
        words = self._desk.speech.words
        self._run = self._desk.bridge.run_long(
            command,
            words.text(title),
            then=then,
            otherwise=self._on_refused,
            owner=self,
            writes=writes,
            **told,
        )
        self._bar.setRange(0, 0)
        self._run.progressed.connect(self._on_progress)
        self._said.setText(f"{words.text(title)}…")
        self._show_running()

    def _end(self) -> None:
        self._run = None
        self._show_running()

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _on_stop(self) -> None:
        if self._run is not None:
            self._run.cancel()
            self._stop.setEnabled(False)

    def _on_refused(self, error: EdoError) -> None:
        self._end()
        self._said.clear()
        self._tell_wrong(self._desk.speech.words.refusal(error))

    def _on_meant(self, known: dict[str, str], said: str, id: str) -> None:
        """Judge the rows anew, now that it is known what is meant."""
        known[said] = id
        self._judge()

    def _tell_counts(self) -> None:
        if self.step == ROWS and not self.busy:
            self._said.setText(
                said.counted(self._desk.speech.words, self.rows.counts(), self.rows.waiting)
            )

    def _tell_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setWindowTitle(words.text("People from a list"))
        self._title.setText(words.text("People from a list"))
        names = (
            words.text("Check the rows"),
            words.text("Take the list in"),
            words.text("Close"),
        )
        name = names[self._stack.currentIndex()]
        self.primary.setText(name)
        self.primary.setToolTip(f"{name} (Ctrl+Enter)")
        self.back.setText(words.text("Back to the columns"))
        self._close.setText(words.text("Cancel"))
        self._close.setToolTip(words.text("Cancel") + " (Esc)")
        self._stop.setText(words.text("Stop"))
        self._stop.setEnabled(True)
        self.main_key.setText(name)
        self._tell_counts()


def open_import(
    desk: Desk, parent: QWidget | None, kind: ListKind = ListKind.STAFF
) -> ImportWindow:
    """Open the window over another."""
    window = ImportWindow(desk, parent, kind)
    window.open()
    return window
