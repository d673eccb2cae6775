"""The calendar: days that are not what their day of the week says, and how a term is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from edo.commands import calendar as commands
from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.domain.workdays import DayKind
from edo.queries import calendar as asked
from edo.queries.calendar import DayRow
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import BOTH_NAMES, FormSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.theme import GRID, MARGIN, Tone
from ui.undoing import offer_undo
from ui.widgets.both import other, own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.polish import named
from ui.widgets.select import Select, names_of, sentence
from ui.widgets.term_field import TermField

Row = Entry[DayRow]
FIELD_WIDTH = 220


def _weekday(row: Row, words: Wording) -> str:
    return words.text(WEEKDAYS[row.item.on.weekday()])


def _source(row: Row, words: Wording) -> str:
    day = row.item
    if not day.stated:
        return words.text("known to the program")
    return day.day.source or words.text("stated by the organisation")


DAY_COLUMNS: tuple[Column[Row], ...] = (
    Column("on", mark("Day"), lambda row, words: words.date(row.item.on), 120, strong=True),
    Column("weekday", mark("Day of the week"), _weekday, 150),
    Column(
        "name",
        mark("What day it is"),
        lambda row, words: own(words, row.item.day.name_ru, row.item.day.name_kk),
        300,
        second=lambda row, words: other(words, row.item.day.name_ru, row.item.day.name_kk),
        stretch=True,
    ),
    Column("source", mark("Source"), _source, 220),
    Column(
        "kind",
        mark("Worked or not"),
        lambda row, words: sentence(
            words.name(DayKind.WORKDAY if row.item.is_working else DayKind.HOLIDAY)
        ),
        160,
        tone=lambda row: Tone.WARN if row.item.is_working else Tone.QUIET,
    ),
)
WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


class WorkingDaysSection(Section):
    """The days of one year, and under them when a term ends that begins on a day."""

    TITLE = mark("Calendar")

    CHAPTER = "control"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.year = desk.today().year
        self._rows: tuple[DayRow, ...] = ()
        self.me: Myself | None = None
        self.start, self.term = DateField(desk, lean=Lean.NEAREST), TermField(desk)
        self._from, self._ends, self.answer = QLabel(), QLabel(), QLabel()
        self._shown = QLabel()
        self.turns = (QToolButton(), QToolButton())
        empty = (
            mark("Nothing differs in this year"),
            mark("Saturdays and Sundays are off; Ins marks a day moved by decree."),
        )
        deeds = (
            Deed(mark("The year before"), self.go_back, "Alt+Left", "chevron-left"),
            Deed(mark("The next year"), self.go_on, "Alt+Right", "chevron-right"),
            Deed(mark("Mark a day…"), self.add, "Ins", "plus"),
            Deed(mark("Take back"), self.take_back, "Del", "undo-2", chosen=True),
        )
        super().__init__(desk, DAY_COLUMNS, "working_days", empty, deeds, parent=parent)
        self._build_counter()
        desk.speech.changed.connect(self._say)
        self._say()

    def show_whole(self, whole: Organisation) -> None:
        """Ask for the days beside what the organisation's page has."""
        self.whole = whole
        bridge = self.desk.bridge
        bridge.look(myself, then=self._on_me, key=(id(self), "me"), owner=self)
        bridge.ask(
            asked.days, then=self._on_days, key=(id(self), "days"), owner=self, year=self.year
        )

    def entries(self, whole: Organisation) -> Iterator[Row]:
        """Give the days in order."""
        del whole
        for one in self._rows:
            yield entry(one.on.isoformat(), one)

    def may(self) -> bool:
        """Tell whether the chosen day can be taken back: what the organisation stated."""
        row: DayRow | None = self.chosen
        organises = self.me is not None and self.me.may(Right.ORGANISE)
        return organises and row is not None and row.stated

    def add(self) -> None:
        """Mark a day as worked, or not."""
        if self.me is not None and self.me.may(Right.ORGANISE):
            MarkDaySheet(self.desk, self.window(), None).open()

    def change(self) -> None:
        """State something else of the chosen day."""
        if self.me is not None and self.me.may(Right.ORGANISE) and self.chosen is not None:
            MarkDaySheet(self.desk, self.window(), self.chosen).open()

    def take_back(self) -> None:
        """Take back what the organisation stated of the chosen day."""
        if self.may():
            row: DayRow = self.chosen
            self.desk.bridge.run(
                commands.clear, on=row.on, then=partial(self._on_cleared, row), owner=self
            )

    def _on_cleared(self, row: DayRow, _answer: object) -> None:
        words, day = self.desk.speech.words, row.day
        said = words.text("Taken back: {date}", date=words.date(row.on))
        offer_undo(
            self.desk,
            self,
            said,
            commands.mark,
            on=row.on,
            kind=day.kind,
            name_ru=day.name_ru,
            name_kk=day.name_kk,
            source=day.source,
        )

    def go_back(self) -> None:
        """Show the year before."""
        self._go(self.year - 1)

    def go_on(self) -> None:
        """Show the next year."""
        self._go(self.year + 1)

    def _go(self, year: int) -> None:
        self.year = year
        self._say()
        self.show_whole(self.whole)

    def _build_counter(self) -> None:
        card = named(QFrame(), "card")
        line = QHBoxLayout(card)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(GRID)
        self.start.setFixedWidth(FIELD_WIDTH)
        self.term.setFixedWidth(FIELD_WIDTH + 4 * GRID)
        self.start.put(self.desk.today())
        self.answer.setProperty("strong", True)
        for part in (self._from, self.start, self._ends, self.term, self.answer):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch()
        self._dress()
        self.desk.theme.changed.connect(self._dress)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(MARGIN, 0, MARGIN, 2 * GRID)
        around.addWidget(card)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self._build_year())
            layout.addWidget(holder)
        self.start.changed.connect(self._on_start)
        self.term.changed.connect(self._tell)

    def _build_year(self) -> QWidget:
        """Put the year between the buttons that turn it; those of the line are not needed."""
        self._shown.setProperty("text_size", "large")
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(MARGIN - 4, 0, MARGIN, 0)
        line.setSpacing(GRID)
        back, on = self.turns
        for turn, icon, act in (
            (back, "chevron-left", self.go_back),
            (on, "chevron-right", self.go_on),
        ):
            self.desk.theme.dress(turn, icon)
            turn.clicked.connect(act)
        for part in (back, self._shown, on):
            line.addWidget(part)
        line.addStretch()
        for button in self.tools.buttons[:2]:
            button.hide()
        return holder

    def _dress(self) -> None:
        """Bring the words onto the line of the fields, which say more underneath."""
        for label in (self._from, self._ends, self.answer):
            label.setFixedHeight(self.start.sizeHint().height())

    def _say(self) -> None:
        words = self.desk.speech.words
        self._shown.setText(str(self.year))
        for turn, button in zip(self.turns, self.tools.buttons, strict=False):
            turn.setToolTip(button.toolTip())
            turn.setAccessibleName(button.text())
        self._from.setText(words.text("Count a term: from"))
        self._ends.setText(words.text("for how long"))
        self.start.setAccessibleName(words.text("The day a term begins"))
        self.term.line.setAccessibleName(words.text("The term"))
        self._tell()

    def _on_start(self, *_value: object) -> None:
        if self.start.value is not None:
            self.term.count_from(self.start.value)
        self._tell()

    def _tell(self) -> None:
        words, ends = self.desk.speech.words, self.term.ends
        if ends is None:
            self.answer.setText("")
            return
        day = words.text(WEEKDAYS[ends.weekday()])
        self.answer.setText(
            words.text("the last day is {date}, {weekday}", date=words.date(ends), weekday=day)
        )

    def _on_me(self, me: Myself) -> None:
        self.me = me
        self.tools.buttons[2].setEnabled(me.may(Right.ORGANISE))

    def _on_days(self, found: Sequence[DayRow]) -> None:
        self._rows = tuple(found)
        super().show_whole(self.whole)
        self.term.recount()


class MarkDaySheet(FormSheet):
    """State that a day is worked, or not: its names and the act that says so."""

    CHAPTER = "control"

    def __init__(self, desk: Desk, parent: QWidget | None, row: DayRow | None) -> None:
        super().__init__(
            desk, parent, mark("Mark a day"), mark("Mark"), row.on.isoformat() if row else ""
        )
        self.on = self.add("on", mark("Day"), DateField(desk, lean=Lean.NEAREST), 6, required=True)
        self.kind = self.add("kind", mark("What it is"), Select(desk, names_of(tuple(DayKind))), 6)
        day = row.day if row is not None else None
        self.ru, self.kk = self.lines("name", BOTH_NAMES, day)
        self.source = self.line(
            "source",
            mark("Source"),
            day.source if day else "",
            hint=mark("The decree that moved the day"),
        )
        if row is not None:
            self.on.put(row.on)
            self.kind.put(row.day.kind.value)
        self.on.setFocus()

    def hand_in(self) -> None:
        """State it."""
        self.clear_errors()
        on: date | None = self.on.value
        if on is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
            return
        self.run(
            commands.mark,
            on=on,
            kind=DayKind(self.kind.code),
            name_ru=self.ru.text().strip(),
            name_kk=self.kk.text().strip(),
            source=self.source.text().strip(),
        )
