"""Coverage: offices × courses on any day, down the tree to the people of an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edo.domain.coverage import Readiness
from edo.queries import coverage as asked
from edo.queries.coverage import Cell, Matrix, MatrixRow
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.models.live import Live, touches
from ui.pages.training import coverage_words as said
from ui.pages.training.course_table import CourseHead, CourseTable, Share
from ui.pages.training.crumbs import Crumbs
from ui.pages.training.papers import Scope, TrainingPapers
from ui.pages.training.tools import (
    ToolButtons,
    people_deed,
    plan_deed,
    print_deed,
    spreadsheet_deed,
)
from ui.pages.training.ways import Ways
from ui.theme import GRID, MARGIN
from ui.widgets.both import own
from ui.widgets.chips import Chips, Filter
from ui.widgets.date_field import DateField
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.picker import Choice
from ui.widgets.selection_bar import SelectionBar

LEFT, FLAT, COURSE = "left", "flat", "course"
CONCERN = "gopsv"
"""First letters of the ids of all that coverage follows from."""
UNFINISHED = frozenset({Readiness.PARTLY, Readiness.EXPIRED, Readiness.NOT_TRAINED})
STEP = "\N{EM SPACE}"
"""Before the name of an office, as often as it stands under another."""
NOTHING = (
    mark("Nobody is required to be trained on this day"),
    mark("A course says whom it is for, the staff who works where; Ctrl+PgUp turns to courses."),
)
ALL_TRAINED = (
    mark("Every office here is trained"),
    mark("Esc takes the filters off."),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: an office with all below it, or by itself where `alone`."""

    row: MatrixRow
    below: int
    alone: bool
    depth: int = 0


def _name(line: Entry[Line], words: Wording) -> str:
    office = line.item.row.office
    name = office.name(words.language) or words.text("No office")
    return STEP * line.item.depth + name


def _note(line: Entry[Line], words: Wording) -> str:
    item = line.item
    if not item.alone:
        return words.plural("{n} office below", "{n} offices below", item.below)
    alone = words.text("its own staff, without those below") if item.below else ""
    return STEP * item.depth + alone if alone else ""


FIRST: tuple[Column[Entry[Line]], ...] = (
    Column("office", mark("Office"), _name, 300, second=_note, stretch=True, strong=True),
)


class CoverageSection(QWidget):
    """The matrix. Enter goes down to branches, then to people; Backspace goes up again."""

    CHAPTER = "trained"

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self._focus = ""
        self._told: Matrix | None = None
        self._places: list[int] = []
        self._empty = EmptyState(desk, *NOTHING, picture=Picture.PAPERS)
        self.table = CourseTable(desk, "training.matrix", FIRST, self._cell, self._empty)
        self.on = DateField(desk, name=mark("As of"))
        self.chips = Chips(
            desk,
            [
                Filter(LEFT, mark("Only not trained")),
                Filter(FLAT, mark("All offices at once")),
                Filter(COURSE, mark("Course"), (Choice("", ""),), spoken=False),
            ],
        )
        self.crumbs = Crumbs()
        self._label, self._summary = QLabel(), QLabel()
        self.deeds = ToolButtons(
            desk,
            [
                print_deed(self.print_out),
                spreadsheet_deed(self.write_out),
                people_deed(self.show_people),
                plan_deed(self.plan),
            ],
        )
        self.papers = TrainingPapers(desk, self)
        self.list_tools = ListTools(
            desk, lambda: self.table.view, self, note=self._note, without_keys=("export", "print")
        )
        self.bar = SelectionBar(desk, self.list_tools)
        self.table.counted.connect(self.bar.show_count)
        self._up, self._clear = QAction(self), QAction(self)
        self._build()
        self._connect()
        self._say()
        self.on.put(desk.today())

    @property
    def summary(self) -> str:
        """What is said over the list."""
        return self._summary.text()

    def refresh(self) -> None:
        """Ask where everybody stands on the day."""
        if self.on.value is None:
            return
        self._desk.bridge.ask(
            asked.matrix,
            then=self._on_matrix,
            key=(id(self), "matrix"),
            owner=self,
            on=self.on.value,
            under=self._ways.root,
            language=self._desk.speech.language,
        )

    def show_office(self, office: str) -> None:
        """Show the branches of an office."""
        self._focus = office
        self._show()

    def go_up(self) -> None:
        """Show the office above, standing on the one that was left."""
        if len(self.crumbs.steps) > 1:
            left, self._focus = self._focus, self.crumbs.steps[-2][0]
            self._show(stand_on=left)

    def show_people(self) -> None:
        """Show the people of the office one stands on."""
        line: Line | None = self.table.item
        if line is not None:
            course = self.table.course
            self._ways.show_people(line.row.office.id, course.id if course else "")

    def plan(self) -> None:
        """Plan a session for those of the office who are left in the course one stands on."""
        line: Line | None = self.table.item
        if line is not None:
            course = self.table.course
            self._ways.plan(course.id if course else "", (line.row.office.id,))

    def print_out(self) -> None:
        """Offer what can be printed of what is shown."""
        self.papers.printing(self.deeds.buttons["print"], self._scope(), self.list_tools.out)

    def write_out(self) -> None:
        """Offer what can be written as a spreadsheet of what is shown."""
        self.papers.writing(self.deeds.buttons["list"], self._scope(), self.list_tools.out)

    def _note(self) -> str:
        """Say of what day and what filters the list is."""
        day = self._desk.speech.words.date(self.on.value)
        return " · ".join(part for part in (day, self.chips.spoken) if part)

    def _scope(self) -> Scope:
        """Give the day, the office shown, and the course one stands on, or else the first."""
        course = self.table.course or next(iter(self.table.courses), None)
        on = self.on.value or self._desk.today()
        if course is None:
            return Scope(on, self._focus)
        return Scope(on, self._focus, course.id, course.title)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(GRID)
        self.on.setFixedWidth(self.on.sizeHint().width())
        self._label.setBuddy(self.on)
        for part in (self._label, self.on):
            top.addWidget(part)
        top.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.deeds)
        top.addWidget(self.list_tools.button)
        under = QHBoxLayout()
        under.setContentsMargins(MARGIN, 0, MARGIN, 0)
        under.setSpacing(2 * GRID)
        under.addWidget(self.crumbs, 1)
        self._summary.setProperty("muted", True)
        under.addWidget(self._summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        layout.setSpacing(GRID)
        put_in(layout, top)
        put_in(layout, under)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.bar)
        self.setFocusProxy(self.table)
        self.deeds.serve(self)
        for action, keys in ((self._up, "Backspace"), (self._clear, "Esc")):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.table.addAction(action)

    def _connect(self) -> None:
        self.on.changed.connect(self.refresh)
        self.chips.changed.connect(self._on_filter)
        self.crumbs.chosen.connect(self.show_office)
        self.table.opened.connect(self._on_opened)
        self.table.stood.connect(self._say_summary)
        self._up.triggered.connect(self.go_up)
        self._clear.triggered.connect(self._on_clear)
        Live(self._desk.bridge, self, self.refresh, touches(CONCERN))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._label.setText(words.text("As of"))
        self._up.setText(words.text("One level up"))
        self._clear.setText(words.text("Take the filters off"))
        self.table.name(words.text("Offices and courses"))
        self._say_summary()

    def _say_summary(self) -> None:
        """Say how the office shown stands in the course one stands on, or in the first."""
        told, words = self._told, self._desk.speech.words
        if told is None or not self._places:
            self._summary.setText("")
            return
        course = self.table.course
        ids = [item.id for item in told.courses]
        place = ids.index(course.id) if course is not None else self._places[0]
        row = self._row(self._focus)
        cell = row.cells[place] if row is not None else told.total[place]
        title = own(words, told.courses[place].course.title_ru, told.courses[place].course.title_kk)
        text = said.figures(words, cell.trained, cell.offices, cell.below)
        self._summary.setText(text)
        self._summary.setToolTip(f"{title}: {text}")

    def _on_matrix(self, told: Matrix) -> None:
        self._told = told
        words = self._desk.speech.words
        self.chips.offer(
            COURSE,
            [
                Choice(item.id, own(words, item.course.title_ru, item.course.title_kk))
                for item in told.courses
            ],
        )
        self.chips.allow(COURSE, len(told.courses) > 1)
        if self._row(self._focus) is None:
            self._focus = self._topmost(told)
        self._show()

    def _show(self, stand_on: str = "") -> None:
        told, words = self._told, self._desk.speech.words
        if told is None:
            return
        chosen = self.chips.values.get(COURSE)
        self._places = [
            place for place, item in enumerate(told.courses) if chosen in (None, item.id)
        ]
        heads = [
            CourseHead(item.id, own(words, item.course.title_ru, item.course.title_kk))
            for item in (told.courses[place] for place in self._places)
        ]
        lines = [entry(line.row.office.id, line) for line in self._lines(told)]
        filtered = LEFT in self.chips.values and bool(told.rows) and bool(told.courses)
        self._empty.show_texts(
            *(ALL_TRAINED if filtered else NOTHING),
            picture=Picture.DONE if filtered else Picture.PAPERS,
        )
        self.table.put(heads, lines if told.courses else [])
        self.crumbs.put(list(self._steps(words)))
        self._say_summary()
        if stand_on:
            self.table.choose(entry(stand_on, None).key)

    def _lines(self, told: Matrix) -> Iterator[Line]:
        make = self._flat if FLAT in self.chips.values else self._branches
        for line in make(told):
            if LEFT not in self.chips.values or self._is_left(line):
                yield line

    def _flat(self, told: Matrix) -> Iterator[Line]:
        """Give every office by itself, as deep as it stands."""
        below = _below(told)
        least = min((row.office.depth for row in told.rows), default=0)
        for row in told.rows:
            yield Line(row, below.get(row.office.id, 0), True, row.office.depth - least)

    def _branches(self, told: Matrix) -> Iterator[Line]:
        """Give the office shown by itself, where it has staff, then those right below it."""
        below = _below(told)
        for row in told.rows:
            office, count = row.office, below.get(row.office.id, 0)
            if office.id == self._focus:
                has_staff = any(row.cells[place].own.required for place in self._places)
                if has_staff or not count:
                    yield Line(row, count, alone=True)
            elif office.parent == self._focus if self._focus else not office.depth:
                yield Line(row, count, alone=not count)

    def _is_left(self, line: Line) -> bool:
        """Tell whether an office, or one below it, is not trained in what is shown."""
        cells = [line.row.cells[place] for place in self._places]
        if line.alone:
            return any(cell.readiness in UNFINISHED for cell in cells)
        return any(cell.trained < cell.offices for cell in cells)

    def _cell(self, line: Line, place: int, words: Wording) -> Share:
        cell: Cell = line.row.cells[self._places[place]]
        return said.own_share(words, cell) if line.alone else said.whole_share(words, cell)

    def _steps(self, words: Wording) -> Iterable[tuple[str, str]]:
        steps: list[tuple[str, str]] = []
        row = self._row(self._focus)
        while row is not None:
            steps.insert(0, (row.office.id, row.office.name(words.language)))
            row = self._row(row.office.parent)
        return steps

    def _row(self, office: str) -> MatrixRow | None:
        rows = self._told.rows if self._told is not None and office else ()
        return next((row for row in rows if row.office.id == office), None)

    def _topmost(self, told: Matrix) -> str:
        """Give the one office everything else is below, or nothing where there are several."""
        if root := self._ways.root:
            return root
        below = _below(told)
        tops = [row for row in told.rows if not row.office.depth]
        told_of = [row.office.id for row in tops if any(one.below.required for one in row.cells)]
        return told_of[0] if len(told_of) == 1 and below.get(told_of[0]) else ""

    def _on_opened(self, _id: str) -> None:
        line: Line | None = self.table.item
        if line is None:
            return
        if line.below and not line.alone:
            self.show_office(line.row.office.id)
        else:
            self.show_people()

    def _on_filter(self, _values: dict[str, Any]) -> None:
        self._show()

    def _on_clear(self) -> None:
        """Take filters off; where there are none, go up."""
        if self.chips.values:
            self.chips.put()
        elif self.on.value != self._desk.today():
            self.on.put(self._desk.today())
        else:
            self.go_up()


def _below(told: Matrix) -> dict[str, int]:
    """Count the offices below each."""
    counts: dict[str, int] = {}
    parents = {row.office.id: row.office.parent for row in told.rows}
    for row in told.rows:
        parent = row.office.parent
        while parent:
            counts[parent] = counts.get(parent, 0) + 1
            parent = parents.get(parent, "")
    return counts
