"""The summary of discipline: a month beside the month before, twelve months, and who stands how."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edo.queries import discipline as asked
from edo.queries.discipline import Discipline, Month, last_day
from edo.sentences import mark
from ui.desk import Desk
from ui.models.held import Held, entry
from ui.models.table_model import TableModel
from ui.pages.control_figures import COLUMNS, FIGURES, Compared, Person, share
from ui.theme import GRID, MARGIN
from ui.widgets.bars import Bar, Bars, Part
from ui.widgets.elided import Elided
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.key_action import quiet_button
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.paper_out import PaperOut
from ui.widgets.polish import beside_title, named
from ui.widgets.select import sentence
from ui.widgets.table_view import TableView

PARTS = (
    (mark("in time"), "accent", "in_time"),
    (mark("late"), "warn", "late"),
    (mark("overdue"), "bad", "overdue"),
)
EMPTY_HEIGHT = 268
SHORT = 3
"""Letters of a month under its bar."""


class Sheet(QWidget):
    """What is scrolled: as high as what stands in it, and as wide as there is room."""

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())


class ControlSummary(QWidget):
    """One page for the head of the office. `chosen` carries a person whose tasks are wanted."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first = desk.today().replace(day=1)
        self.told: Discipline | None = None
        self._months: tuple[Month, ...] = ()
        self._title, self._share = QLabel(), QLabel()
        self._share_note = Elided()
        self.figures = {code: Compared(desk, code, name) for code, name in FIGURES}
        self.bars = Bars(desk)
        self.held: Held[Person] = Held()
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.people = TableView(desk, self.list, "discipline")
        self.list_tools = ListTools(
            desk, lambda: self.people, self, without_keys=("print", "export", "columns")
        )
        self._area, self._inside = QScrollArea(), named(Sheet(), "paper")
        self._print, self._overdue = QPushButton(), QPushButton()
        self._turns = (QAction(self), QAction(self))
        self._by_month, self._by_person = QLabel(), QLabel()
        self.paper = PaperOut(desk, self)
        self._build()
        self._connect()
        self._say()

    @property
    def month(self) -> date:
        """The first day of the month shown."""
        return self._first

    def ask(self) -> None:
        """Ask for the month shown."""
        bridge, today = self._desk.bridge, self._desk.today()
        bridge.ask(
            asked.discipline,
            then=self._on_told,
            key=(id(self), "told"),
            owner=self,
            since=self._first,
            until=last_day(self._first),
            today=today,
        )
        bridge.ask(
            asked.months,
            then=self._on_months,
            key=(id(self), "months"),
            owner=self,
            today=min(today, last_day(self._first)),
        )

    def turn(self, step: int) -> None:
        """Show the month before, or the next one that has begun."""
        day = self._first - timedelta(days=1) if step < 0 else last_day(self._first)
        first = day.replace(day=1) if step < 0 else day + timedelta(days=1)
        if first <= self._desk.today():
            self._first = first
            self._say()
            self.ask()

    def print_out(self) -> None:
        """Print the summary on one page."""
        title = self._desk.speech.words.text("Summary of discipline")
        self.paper.ask(
            "print_summary",
            title,
            f"{self._first:%Y-%m}-summary.pdf",
            since=self._first,
            until=last_day(self._first),
        )

    def print_overdue(self) -> None:
        """Print what is overdue today."""
        title = self._desk.speech.words.text("Overdue tasks")
        self.paper.ask("print_overdue", title, f"{self._desk.today()}-overdue.pdf")

    def _build(self) -> None:
        inside, area = self._inside, self._area
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        area.setWidget(inside)  # while nothing is in it that would be measured, and dressed for it
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(MARGIN, GRID, MARGIN, 2 * GRID)
        lines.setSpacing(GRID + GRID // 2)
        put_in(lines, self._build_head())
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, place // 4, place % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        put_in(lines, grid)
        for heading in (self._by_month, self._by_person):
            named(heading, "section")
        lines.addWidget(self._by_month)
        lines.addWidget(self.bars)
        over_people = QHBoxLayout()
        over_people.addWidget(self._by_person, 1)
        over_people.addWidget(self.list_tools.button)
        put_in(lines, over_people)
        lines.addWidget(self.people)
        self.list_tools.follow(self.people)
        lines.addStretch(1)
        self.people.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_people()
        self.people.set_empty(
            EmptyState(
                self._desk,
                mark("No tasks in this month"),
                mark("Nothing was given, done or overdue; Alt+← shows the month before."),
                picture=Picture.PAPERS,
            )
        )
        self.list.show(self.held.source)
        self.setFocusProxy(self.bars)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        for action, icon, keys in zip(
            self._turns, ("chevron-left", "chevron-right"), ("Alt+Left", "Alt+Right"), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._desk.theme.dress(action, icon)
            self.addAction(action)
        self._title.setProperty("text_size", "large")
        self._share.setProperty("text_size", "large")
        self._share_note.setProperty("muted", True)
        head.addWidget(quiet_button(self._turns[0]))
        head.addWidget(self._title)
        head.addWidget(quiet_button(self._turns[1]))
        head.addSpacing(3 * GRID)
        head.addWidget(self._share)
        head.addWidget(beside_title(self._share_note), 1)
        for button, icon in ((self._overdue, "printer"), (self._print, "printer")):
            self._desk.theme.dress(button, icon)
            head.addWidget(button)
        return head

    def _connect(self) -> None:
        self._turns[0].triggered.connect(lambda: self.turn(-1))
        self._turns[1].triggered.connect(lambda: self.turn(1))
        self._print.clicked.connect(self.print_out)
        self._overdue.clicked.connect(self.print_overdue)
        self.people.opened.connect(self._on_opened)
        self.people.chosen.connect(self._on_chosen)
        self.list.filled.connect(self._fit_people)
        self._desk.theme.changed.connect(self._fit_people)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._show)

    def _say(self) -> None:
        words = self._desk.speech.words
        month = sentence(self._desk.speech.locale.standaloneMonthName(self._first.month))
        self._title.setText(f"{month} {self._first.year}")
        for action, name in zip(
            self._turns, (words.text("The month before"), words.text("The next month")), strict=True
        ):
            action.setText(name)
            action.setToolTip(f"{name} ({action.shortcut().toString()})")
        self._turns[1].setEnabled(last_day(self._first) < self._desk.today())
        self._by_month.setText(words.text("Twelve months"))
        self._by_person.setText(words.text("By executors"))
        self._print.setText(words.text("Print the summary…"))
        self._print.setToolTip(words.text("Print the summary…") + " (Ctrl+Shift+P)")
        self._overdue.setText(words.text("Print what is overdue…"))
        self.people.setAccessibleName(words.text("By executors"))
        self._show()

    def _on_told(self, told: Discipline) -> None:
        self.told = told
        self._show()

    def _on_months(self, months: list[Month]) -> None:
        self._months = tuple(months)
        self._show()

    def _show(self) -> None:
        words, told = self._desk.speech.words, self.told
        parts = [Part(words.text(name), colour) for name, colour, _code in PARTS]
        self.bars.show_bars(
            words.text("Twelve months"), parts, [self._bar(month) for month in self._months]
        )
        if told is None:
            return
        self._share.setText(share(words, told.total))
        before = share(words, told.before)
        self._share_note.setText(words.text("done in time; {share} the month before", share=before))
        for code, figure in self.figures.items():
            figure.show_numbers(getattr(told.total, code), getattr(told.before, code))
        self.held.put(entry(who.id, (who, tally)) for who, tally in told.executors)
        self.list.refresh()

    def _fit_people(self) -> None:
        """Show all of them: the page scrolls, not a list within it that cuts its last row."""
        rows = self.list.rowCount()
        heads = self.people.horizontalHeader().sizeHint().height()
        high = heads + rows * self._desk.theme.sizes.row + 2 * self.people.frameWidth()
        self.people.setFixedHeight(high if rows else EMPTY_HEIGHT)

    def _bar(self, month: Month) -> Bar:
        words, first = self._desk.speech.words, month.first
        values = tuple(getattr(month.tally, code) for _name, _colour, code in PARTS)
        said = ", ".join(
            f"{words.text(name)} {words.number(value)}"
            for (name, _colour, _code), value in zip(PARTS, values, strict=True)
        )
        name = self._desk.speech.locale.standaloneMonthName(first.month)
        short = name[:SHORT] if first.month > 1 else f"{name[:SHORT]} {first:%y}"
        return Bar(short, f"{sentence(name)} {first.year}: {said}", values)

    def _on_chosen(self, _key: object) -> None:
        """Keep the person one stands on in sight, once the row is where it will be."""
        QTimer.singleShot(0, self, self._show_row)

    def _show_row(self) -> None:
        if self.people.hasFocus():
            row = self.people.visualRect(self.people.currentIndex())
            at = self.people.viewport().mapTo(self._inside, row.center())
            self._area.ensureVisible(0, at.y(), 0, row.height())

    def _on_opened(self, key: int) -> None:
        row = self.held.find(key)
        if row is not None:
            self.chosen.emit(row.id)
