"""Sessions: a list with the one chosen beside it, a month, and the window of marks over both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edo.domain.rights import Right
from edo.queries import directory
from edo.queries import sessions as asked
from edo.queries.directory import CourseItem
from edo.queries.sessions import Chosen, SessionRow, View
from edo.sentences import mark
from ui.desk import Desk
from ui.models.held import Held, entry
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages.training.papers import TrainingPapers
from ui.pages.training.session_brief import SessionBrief
from ui.pages.training.session_filters import SessionFilters
from ui.pages.training.session_list import COLUMNS, LIMIT
from ui.pages.training.session_month import SessionMonth
from ui.pages.training.session_view import SessionView
from ui.pages.training.tools import ToolButtons, ToolDeed, plan_deed, spreadsheet_deed
from ui.pages.training.ways import Ways
from ui.theme import GRID, MARGIN
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.late import Late
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.month import Month
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.split import Split
from ui.widgets.table_view import TableView

LIST, MONTH, SESSION = 0, 1, 2
NARROWEST = 320
CHIPS_HEIGHT = 4 * GRID
"""Chips ask for as much as they need one under another; the window would grow by that."""
COUNTED = (View.PLANNED, View.TO_MARK, View.DISPUTED)
NOTHING = (
    mark("No training is planned"),
    mark("Ins plans one for an office; who is to come is proposed by what is required of them."),
)
NOTHING_FOUND = (mark("No training fits these filters"), mark("Esc takes the filters off."))


class SessionsSection(QWidget):
    """Enter opens a session, Ctrl+M changes between list and month, Ins plans another."""

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self.held: Held[SessionRow] = Held()
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = TableView(desk, self.list, "sessions")
        self.filters = SessionFilters(desk, ways, self)
        self._brief = Late(lambda: SessionBrief(desk))
        self._month = Late(self._make_month)
        self.session: SessionView | None = None
        self.deeds = ToolButtons(
            desk,
            [
                spreadsheet_deed(self.write_out),
                ToolDeed("month", mark("By month"), self.turn_over, "Ctrl+M", "calendar-days"),
                plan_deed(self.plan),
            ],
        )
        self.papers = TrainingPapers(desk, self)
        self._browsing = QWidget()
        self.list_tools = ListTools(
            desk,
            lambda: self.view,
            self._browsing,
            note=lambda: self.filters.chips.spoken,
            without_keys=("export",),
        )
        self.bar = SelectionBar(desk, self.list_tools)
        self._master = QWidget()
        self._stack, self._browse = QStackedWidget(), QStackedWidget()
        self._empty = EmptyState(desk, *NOTHING)
        self._split = Split(desk, self._master, self._brief, "sessions")
        self._clear = QAction(self)
        self._build()
        self._connect()
        self._say()
        self.list.show(self.held.source)
        self.refresh()

    @property
    def place(self) -> int:
        """Whether the list, the month or a session is shown."""
        if self._stack.currentIndex() == 1:
            return SESSION
        return self._browse.currentIndex()

    @property
    def brief(self) -> SessionBrief:
        """The session one stands on, beside the list."""
        return self._brief.part

    @property
    def month(self) -> Month:
        """The month on a sheet of its own."""
        return self._month.part.month

    def refresh(self) -> None:
        """Ask for the sessions of the list."""
        bridge, today = self._desk.bridge, self._desk.today()
        bridge.ask(
            asked.sessions,
            then=self._on_rows,
            key=(id(self), "list"),
            owner=self,
            on=today,
            chosen=self.filters.chosen,
            limit=LIMIT,
        )
        bridge.ask(
            _around,
            then=self._on_around,
            key=(id(self), "around"),
            owner=self,
            on=today,
            language=self._desk.speech.language,
        )

    def show_session(self, session: str) -> None:
        """Show a session over everything here."""
        if self.session is None:
            self.session = SessionView(self._desk)
            self.session.left.connect(self.leave)
            self._stack.addWidget(self.session)
        self._stack.setCurrentWidget(self.session)
        self.setFocusProxy(self.session)
        self.session.show_session(session)

    def stand_on(self, session: str) -> None:
        """Stand on a session in the list, as soon as it is there."""
        self.view.await_key(entry(session, None).key)

    def show_view(self, view: View) -> None:
        """Show some sessions alone, in the list."""
        self.leave()
        self._turn_to(LIST)
        self.filters.show_view(view)

    def leave(self) -> None:
        """Go back from a session to where it was opened."""
        self._stack.setCurrentIndex(0)
        self._focus()

    def turn_over(self) -> None:
        """Change between the list and the month."""
        if self.place != SESSION:
            self._turn_to(LIST if self.place == MONTH else MONTH)

    def plan(self) -> None:
        """Plan a session; in the month, on the day one stands on."""
        on = self.month.day if self.place == MONTH else None
        self._ways.plan(self.filters.chosen.course, on=on)

    def write_out(self) -> None:
        """Write the list as a spreadsheet."""
        self.papers.write_sessions(self.filters.chosen)

    def _turn_to(self, place: int) -> None:
        self._browse.setCurrentIndex(place)
        self._say()
        self._focus()

    def _focus(self) -> None:
        target = self._month.part if self._browse.currentIndex() == MONTH else self.view
        self.setFocusProxy(target)
        target.setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(GRID)
        self.filters.chips.setMinimumHeight(CHIPS_HEIGHT)
        top.addWidget(self.filters.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.deeds)
        top.addWidget(self.list_tools.button)
        under = QVBoxLayout(self._master)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.view, 1)
        under.addWidget(self.bar)
        self.bar.follow(self.view)
        self.list_tools.follow(self.view)
        self.view.set_empty(self._empty)
        self._brief.setMinimumWidth(NARROWEST)
        self._browse.addWidget(self._split)
        self._browse.addWidget(self._month)
        browsing = self._browsing
        lines = QVBoxLayout(browsing)
        lines.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        lines.setSpacing(GRID)
        put_in(lines, top)
        lines.addWidget(self._browse, 1)
        self._stack.addWidget(browsing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.deeds.serve(browsing)
        self._clear.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.addAction(self._clear)
        self.setFocusProxy(self.view)

    def _make_month(self) -> SessionMonth:
        month = SessionMonth(self._desk)
        month.opened.connect(self.show_session)
        month.free.connect(self.deeds.actions_by_code["plan"].trigger)  # where one may
        return month

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.list.filled.connect(self._on_filled)
        self._clear.triggered.connect(lambda: self.filters.chips.put())
        Live(self._desk.bridge, self, self.refresh, touches("gv"))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.view.setAccessibleName(words.text("Training sessions"))
        self._clear.setText(words.text("Take the filters off"))
        other = mark("As a list") if self._browse.currentIndex() == MONTH else mark("By month")
        self.deeds.rename("month", other)
        me = self._ways.me
        self.deeds.offer("plan", offered=me is None or me.may(Right.TRAIN))

    def _on_rows(self, rows: Sequence[SessionRow]) -> None:
        self.held.put(entry(row.id, row) for row in rows)
        self.list.refresh()

    def _on_filled(self) -> None:
        narrowed = self.filters.narrowed
        self._empty.show_texts(
            *(NOTHING_FOUND if narrowed else NOTHING),
            picture=Picture.SEARCH if narrowed else Picture.PAPERS,
        )
        self.brief.setVisible(bool(self.held.rows))

    def _on_around(self, found: tuple[list[CourseItem], dict[View, int]]) -> None:
        courses, counts = found
        self.filters.offer(courses)
        self.filters.count(counts)
        self._say()

    def _on_chosen(self, key: int | None) -> None:
        row = self.held.find(key)
        if row is not None:
            self.brief.show_session(row.id)

    def _on_opened(self, key: int) -> None:
        row = self.held.find(key)
        if row is not None:
            self.show_session(row.id)


def _around(
    connection: Any, *, on: date, language: str
) -> tuple[list[CourseItem], dict[View, int]]:
    """Answer the courses to choose from, and how many sessions wait for something."""
    counts = {view: asked.count(connection, on=on, chosen=Chosen(view)) for view in COUNTED}
    return directory.courses(connection, language=language), counts
