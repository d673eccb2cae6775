"""People of an office × courses on any day, with the history of the one chosen beside them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from edo.domain.rights import Right
from edo.queries import staff as asked
from edo.queries.offices import OfficeLine, offices
from edo.queries.staff import PeopleMatrix, PersonRow, Standing
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import AnyColumn, Column
from ui.models.held import Entry, entry
from ui.models.live import Live, touches
from ui.pages.training import people_words as said
from ui.pages.training.course_table import CourseHead, CourseTable, Share
from ui.pages.training.papers import Scope, TrainingPapers
from ui.pages.training.person_pane import PersonPane
from ui.pages.training.tools import ToolButtons, plan_deed, spreadsheet_deed
from ui.pages.training.ways import Ways
from ui.theme import GRID, MARGIN
from ui.widgets.both import own
from ui.widgets.chips import Chips, Filter
from ui.widgets.date_field import DateField
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.find_among import find_among, holds
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools, ManyDeed
from ui.widgets.picker import Choice, Picker
from ui.widgets.polish import named
from ui.widgets.search_signs import make_search
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.split import Split

LEFT, BELOW, COURSE = "left", "below", "course"
CONCERN = "gopsuv"
"""First letters of the ids of people, and of all their training follows from."""
OFFICE_WIDTH = 240
MISSING = frozenset({Standing.LEFT, Standing.EXPIRED})
NOTHING = (
    mark("Nobody is on the staff of this office"),
    mark("The staff is kept on the page of the organisation; there Ctrl+I takes in a list."),
)
NOBODY_LEFT = (mark("Nobody is left to be trained here"), mark("Esc takes the filters off."))
NOT_FOUND = (mark("Nobody by this name"), mark("Try a part of it; Esc ends the search."))


def _name(row: Entry[PersonRow], words: Wording) -> str:
    person = row.item.staff.person
    return own(words, person.name_ru, person.name_kk)


def _position(row: Entry[PersonRow], words: Wording) -> str:
    at = row.item.staff.at
    position = own(words, at.position_ru, at.position_kk)
    parts = (position, words.text("keeps records") if at.is_clerk else "")
    return " · ".join(part for part in parts if part)


FIRST: tuple[AnyColumn, ...] = (
    Column("name", mark("Name"), _name, 240, second=_position, stretch=True, strong=True),
)


class PeopleSection(QWidget):
    """Ins plans a session for those selected, or for the one on whom one stands."""

    CHAPTER = "trained"

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self._told: PeopleMatrix | None = None
        self._places: list[int] = []
        self._offices: tuple[OfficeLine, ...] = ()
        self._wanted = ""
        self._empty = EmptyState(desk, *NOTHING)
        self.table = CourseTable(desk, "training.people", FIRST, self._cell, self._empty)
        self.office = Picker(
            desk, find_among(self._choices), name=mark("Office"), hint=mark("Part of the title")
        )
        self.on = DateField(desk, name=mark("As of"))
        self.search = QLineEdit()
        self.chips = Chips(
            desk,
            [
                Filter(LEFT, mark("Only who is left")),
                Filter(BELOW, mark("With the offices below")),
                Filter(COURSE, mark("Course"), (Choice("", ""),), spoken=False),
            ],
        )
        self.pane = PersonPane(desk)
        self._label, self._count = QLabel(), QLabel()
        self.deeds = ToolButtons(desk, [spreadsheet_deed(self.write_out), plan_deed(self.plan)])
        self.papers = TrainingPapers(desk, self)
        self.list_tools = ListTools(
            desk,
            lambda: self.table.view,
            self,
            deeds=(
                ManyDeed("plan", mark("Plan a training…"), "plus", self._plan_many, self._may_plan),
            ),
            note=self._note,
            without_keys=("export",),
        )
        self.bar = SelectionBar(desk, self.list_tools)
        self.table.counted.connect(self.bar.show_count)
        self._master = QWidget()
        self._split = Split(desk, self._master, named(self.pane, "pane"), "training.people")
        self._find, self._clear = QAction(self), QAction(self)
        self._build()
        self._connect()
        self._say()
        self.on.put(desk.today())
        desk.bridge.ask(offices, then=self._on_offices, owner=self, language=desk.speech.language)

    def refresh(self) -> None:
        """Ask for the people of the office on the day."""
        me = self._ways.me
        office = self._office or self._ways.root or (me.office if me is not None else "")
        if not office or self.on.value is None:
            return
        if office != self._office:
            self._put_office(office)
            return
        below = BELOW in self.chips.values
        self._desk.bridge.ask(
            asked.people,
            then=self._on_people,
            key=(id(self), "people"),
            owner=self,
            on=self.on.value,
            office="" if below else office,
            under=office if below else "",
            language=self._desk.speech.language,
        )

    def show_people(self, office: str, course: str = "", *, left: bool = False) -> None:
        """Show the people of an office; only those who are left, where asked."""
        values: dict[str, str | bool] = {LEFT: True} if left else {}
        if course and left:
            values[COURSE] = course
        self.search.clear()
        self.chips.blockSignals(True)
        self.chips.put(**values)
        self.chips.blockSignals(False)
        self._put_office(office)

    def plan(self) -> None:
        """Plan a session for those selected, in the course one stands on."""
        keys = set(self.table.view.selected_keys())
        chosen = [row for row in self.table.held.rows if row.key in keys]
        course = self.table.course
        if chosen:
            people = tuple(row.id for row in chosen)
            where = dict.fromkeys(row.item.staff.at.office.id for row in chosen)
            self._ways.plan(course.id if course else "", tuple(where), people)

    def write_out(self) -> None:
        """Write who is left in the course one stands on, or in the first, as a spreadsheet."""
        course = self.table.course or next(iter(self.table.courses), None)
        if course is not None:
            on = self.on.value or self._desk.today()
            self.papers.write_left(Scope(on, self._office, course.id, course.title))

    @property
    def _office(self) -> str:
        return self.office.choice.code if self.office.choice is not None else self._wanted

    def _put_office(self, office: str) -> None:
        """Show an office by its id, as soon as its name is known."""
        self._wanted = office
        found = next((one for one in self._choices() if one.code == office), None)
        if found is not None and self.office.choice != found:
            self.office.put(found)
        else:
            self.refresh()

    def _choices(self) -> Sequence[Choice]:
        words, by_id = self._desk.speech.words, {one.id: one for one in self._offices}
        return [
            Choice(
                one.id,
                one.name(words.language),
                by_id[one.parent].name(words.language) if one.parent in by_id else "",
            )
            for one in self._offices
        ]

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(GRID)
        self.office.setMinimumWidth(OFFICE_WIDTH)
        self.on.setFixedWidth(self.on.sizeHint().width())
        make_search(self._desk, self.search)
        for part, stretch in ((self.office, 1), (self._label, 0), (self.on, 0), (self.search, 1)):
            top.addWidget(part, stretch)
        top.addWidget(self.deeds)
        top.addWidget(self.list_tools.button)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.bar)
        under = QHBoxLayout()
        under.setContentsMargins(MARGIN, 0, MARGIN, 0)
        under.addWidget(self.chips, 1)
        self._count.setProperty("muted", True)
        under.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        layout.setSpacing(GRID)
        put_in(layout, top)
        put_in(layout, under)
        layout.addWidget(self._split, 1)
        self.pane.setMinimumWidth(320)
        self.setFocusProxy(self.table)
        self.deeds.serve(self)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for action, keys, home in (
            (self._find, "Ctrl+F", self),
            (self._clear, "Esc", self.table),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(context)
            home.addAction(action)

    def _connect(self) -> None:
        self.office.picked.connect(self._on_office)
        self.on.changed.connect(self.refresh)
        self.search.textChanged.connect(self._show)
        self.chips.changed.connect(self._on_filter)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_typed)
        self.pane.opened.connect(self._ways.show_session)
        self._find.triggered.connect(self.search.setFocus)
        self._clear.triggered.connect(self._on_clear)
        Live(self._desk.bridge, self, self.refresh, touches(CONCERN))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._label.setText(words.text("As of"))
        self.search.setPlaceholderText(words.text("Find in this list"))
        self.search.setAccessibleName(words.text("Find in this list"))
        self.search.setToolTip(words.text("Find in this list") + " (Ctrl+F)")
        self._find.setText(words.text("Find in this list"))
        self._clear.setText(words.text("Take the filters off"))
        self.table.name(words.text("People and courses"))
        me = self._ways.me
        self.deeds.offer("plan", offered=me is None or me.may(Right.TRAIN))

    def _plan_many(self, _keys: array[int]) -> None:
        self.plan()

    def _may_plan(self) -> bool:
        me = self._ways.me
        return me is None or me.may(Right.TRAIN)

    def _note(self) -> str:
        """Say of which office, day and filters the list is."""
        office = self.office.choice.name if self.office.choice else ""
        day = self._desk.speech.words.date(self.on.value)
        parts = (office, day, self.chips.spoken, self.search.text())
        return " · ".join(part for part in parts if part)

    def _on_offices(self, tree: Any) -> None:
        self._offices = tuple(line for line in tree.lines if not line.closed)
        if self._wanted:
            self._put_office(self._wanted)
        else:
            self.refresh()

    def _on_people(self, told: PeopleMatrix) -> None:
        self._told = told
        words = self._desk.speech.words
        self.chips.blockSignals(True)
        self.chips.offer(
            COURSE,
            [
                Choice(item.id, own(words, item.course.title_ru, item.course.title_kk))
                for item in told.courses
            ],
        )
        self.chips.blockSignals(False)
        self.chips.allow(COURSE, len(told.courses) > 1)
        self._show()

    def _show(self) -> None:
        told, words = self._told, self._desk.speech.words
        if told is None:
            return
        chosen, typed = self.chips.values.get(COURSE), self.search.text()
        self._places = [
            place for place, item in enumerate(told.courses) if chosen in (None, item.id)
        ]
        heads = [
            CourseHead(item.id, own(words, item.course.title_ru, item.course.title_kk))
            for item in (told.courses[place] for place in self._places)
        ]
        rows = [entry(row.staff.who.id, row) for row in told.rows if self._fits(row)]
        if typed:
            rows = [row for row in rows if holds(_name(row, words), typed)]
        empty, picture = NOTHING, Picture.PAPERS
        if typed:
            empty, picture = NOT_FOUND, Picture.SEARCH
        elif LEFT in self.chips.values and told.rows:
            empty, picture = NOBODY_LEFT, Picture.DONE
        self._empty.show_texts(*empty, picture=picture)
        self._count.setText(words.plural("{n} person", "{n} people", len(rows)))
        self.table.put(heads, rows)
        if not rows:
            self.pane.show_person(None)

    def _fits(self, row: PersonRow) -> bool:
        if LEFT not in self.chips.values:
            return True
        return any(row.cells[place].standing in MISSING for place in self._places)

    def _cell(self, row: PersonRow, place: int, words: Wording) -> Share:
        on = self.on.value or self._desk.today()
        return said.share(words, row.cells[self._places[place]], on)

    def _on_office(self, choice: Choice | None) -> None:
        if choice is not None:
            self._wanted = choice.code
            self.refresh()

    def _on_filter(self, _values: dict[str, Any]) -> None:
        self.refresh()

    def _on_chosen(self, id: str | None) -> None:
        row: PersonRow | None = self.table.item
        self.pane.show_person(row.staff if id is not None and row is not None else None)

    def _on_opened(self, _id: str) -> None:
        self._split.open_detail()
        if self.pane.lines:
            self.pane.lines[0].setFocus()

    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.insert(text)

    def _on_clear(self) -> None:
        self.search.clear()
        if self.chips.values:
            self.chips.put()
