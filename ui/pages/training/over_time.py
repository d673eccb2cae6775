"""Over time: how many offices and people were trained month by month, and how offices stand.

What draws charts is read when somebody comes here first: it takes a while. Its figures are read
beside the windows, what has classes of Qt by their own thread, a little in each turn.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.queries import directory
from edo.queries.directory import CourseItem
from edo.queries.training_report import CourseReport, course_report, office_shares
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.live import Live, touches
from ui.pages.training import over_time_words as said
from ui.pages.training.coverage_words import TONES
from ui.pages.training.papers import Scope, TrainingPapers
from ui.pages.training.tools import ToolButtons, ToolDeed
from ui.pages.training.ways import Ways
from ui.read_ahead import ReadAhead
from ui.theme import GRID, MARGIN
from ui.turns import NEXT_TURN
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.layouts import put_in
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select

if TYPE_CHECKING:
    from ui.pages.training.charts import OfficesChart, TimeChart

CONCERN = "gopsv"
CHARTS = "ui.pages.training.charts"
FIGURES = ("numpy",)
"""What charts reckon with: the half that knows nothing of Qt."""
LARGE = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "pyqtgraph")
"""pyqtgraph asks Qt's binding for all its classes, and each is made when it is asked for first."""
COURSE_WIDTH = 440
WORDS_WIDTH = 288
TIME_HEIGHT = 264


class OverTimeSection(QWidget):
    """Charts of one course, with the same in words beside them."""

    CHAPTER = "trained"

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self._items: tuple[CourseItem, ...] = ()
        self.told: CourseReport | None = None
        self.time: TimeChart | None = None
        self.offices: OfficesChart | None = None
        self.course = Select(desk, self._choices)
        self.on = DateField(desk, name=mark("As of"))
        self.papers = TrainingPapers(desk, self)
        self.deeds = ToolButtons(
            desk,
            [
                ToolDeed(
                    "print", mark("Print the report…"), self.print_out, "Ctrl+Shift+P", "printer"
                )
            ],
        )
        self._label = QLabel()
        self._titles = (QLabel(), QLabel())
        self._lead, self._words = QLabel(), QLabel()
        self._charts = QVBoxLayout()
        self._stack = QStackedWidget()
        self._none = EmptyState(
            desk,
            mark("Nobody was required to be trained until this day"),
            mark(
                "A course says whom it is for, the staff who works where;"
                " Ctrl+PgDown turns to courses."
            ),
            picture=Picture.PAPERS,
        )
        self._build()
        self._connect()
        self._say()
        self.on.put(desk.today())
        self._ahead = ReadAhead(desk.bridge, FIGURES, (CHARTS,), self, large=LARGE)
        self._ahead.over.connect(self._build_time)
        self._ahead.begin()

    @property
    def said(self) -> str:
        """What is said beside the charts."""
        return "\n\n".join(one.text() for one in (self._lead, self._words) if one.text())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self._stack.currentWidget() is self._none

    def refresh(self) -> None:
        """Ask for the courses, and for the figures of the one chosen."""
        self._desk.bridge.ask(
            directory.courses,
            then=self._on_courses,
            key=(id(self), "courses"),
            owner=self,
            language=self._desk.speech.language,
        )

    def print_out(self) -> None:
        """Print the report of which these are the figures."""
        on = self.on.value or self._desk.today()
        if self.course.code:
            self.papers.report(Scope(on, self._ways.root, self.course.code))

    def _ask(self) -> None:
        if self.course.code and self.on.value is not None:
            self._desk.bridge.ask(
                course_report,
                then=self._on_report,
                key=(id(self), "report"),
                owner=self,
                course=self.course.code,
                on=self.on.value,
                under=self._ways.root,
                language=self._desk.speech.language,
            )

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(GRID)
        self.course.setMinimumWidth(COURSE_WIDTH)
        self.on.setFixedWidth(self.on.sizeHint().width())
        for part in (self.course, self._label, self.on):
            top.addWidget(part)
        top.addStretch()
        top.addWidget(self.deeds)
        self.deeds.serve(self)
        for title in self._titles:
            title.setProperty("strong", True)
        inside = named(QWidget(), "paper")
        self._charts.setContentsMargins(MARGIN, 2 * GRID, 2 * GRID, 2 * GRID)
        self._charts.setSpacing(GRID)
        inside.setLayout(self._charts)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, MARGIN, 0)
        beside.setSpacing(2 * GRID)
        beside.addWidget(scroll, 1)
        aside = QScrollArea()
        aside.setWidget(self._build_words())
        aside.setWidgetResizable(True)
        aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        aside.setFixedWidth(WORDS_WIDTH)
        aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside.addWidget(aside)
        shown = QWidget()
        shown.setLayout(beside)
        for page in (QWidget(), shown, self._none):
            self._stack.addWidget(page)
        self._shown = shown
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        layout.setSpacing(GRID)
        put_in(layout, top)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.course)

    def _build_words(self) -> QWidget:
        """Put what is said beside the charts one under the other."""
        told = named(QWidget(), "paper")
        texts = QVBoxLayout(told)
        texts.setContentsMargins(0, 2 * GRID, GRID, GRID)
        texts.setSpacing(2 * GRID)
        self._lead.setProperty("strong", True)
        for label in (self._lead, self._words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(label)
        texts.addStretch()
        return told

    def _connect(self) -> None:
        self.course.chosen.connect(lambda: self._ask())
        self.on.changed.connect(self._ask)
        Live(self._desk.bridge, self, self.refresh, touches(CONCERN))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._label.setText(words.text("As of"))
        self.course.setAccessibleName(words.text("Course"))
        for title, text in zip(
            self._titles,
            (
                words.text("Trained by the end of each month"),
                words.text("People trained, by office"),
            ),
            strict=True,
        ):
            title.setText(text)

    def _choices(self, words: Wording) -> list[Choice]:
        return [
            Choice(item.id, own(words, item.course.title_ru, item.course.title_kk))
            for item in self._items
        ]

    def _build_time(self) -> None:
        """Build a chart, now that what draws it is here; the other one comes in the next turn."""
        charts: Any = import_module(CHARTS)
        time: TimeChart = charts.TimeChart(self._desk)
        time.setFixedHeight(TIME_HEIGHT)
        self._charts.addWidget(self._titles[0])
        self._charts.addWidget(time)
        self.time = time
        QTimer.singleShot(NEXT_TURN, self, self._build_offices)

    def _build_offices(self) -> None:
        charts: Any = import_module(CHARTS)
        offices: OfficesChart = charts.OfficesChart(self._desk)
        self._charts.addWidget(self._titles[1])
        self._charts.addWidget(offices)
        self._charts.addStretch()
        self.offices = offices
        self.refresh()

    def _on_courses(self, items: list[CourseItem]) -> None:
        self._items = tuple(items)
        chosen = self.course.code
        self.course.offer(self._choices)
        if not chosen and items:
            today = self._desk.today()
            running = (item.id for item in items if item.course.in_force(today) is not None)
            self.course.put(next(running, items[0].id))
        self.course.setEnabled(bool(items))
        self.deeds.buttons["print"].setEnabled(bool(items))
        if not items:
            self._stack.setCurrentWidget(self._none)
        self._ask()

    def _on_report(self, told: CourseReport) -> None:
        self.told = told
        self._show()

    def _show(self) -> None:
        told, words = self.told, self._desk.speech.words
        if told is None or self.time is None or self.offices is None:
            return
        self._stack.setCurrentWidget(self._shown if told.months else self._none)
        self.deeds.buttons["print"].setEnabled(bool(told.months))
        charts: Any = import_module(CHARTS)
        series = [
            charts.Series(words.text("offices"), "accent"),
            charts.Series(words.text("people"), "good", dashed=True),
        ]
        points = [
            charts.Point(
                said.month_name(self._desk.speech, one),
                said.month(self._desk.speech, one),
                (_share(one.trained, one.offices), _share(one.covered, one.required)),
            )
            for one in told.months
        ]
        self.time.show_points(self._titles[0].text(), series, points)
        bars = [
            charts.OfficeBar(
                one.office.name(words.language),
                said.office(words, one),
                _share(one.covered, one.required),
                TONES[one.readiness].value,
            )
            for one in office_shares(told.rows)
        ]
        self.offices.show_bars(self._titles[1].text(), bars)
        lead, *rest = said.paragraphs(words, told)
        self._lead.setText(lead)
        self._words.setText("\n\n".join(rest))


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
