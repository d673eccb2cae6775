"""The month of training sessions: what is on which day, gone through by the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from edo.queries import sessions as asked
from edo.queries.sessions import Chosen, SessionRow
from ui.desk import Desk
from ui.models.live import Live, touches
from ui.pages.training.session_list import LIMIT, happening
from ui.theme import GRID, MARGIN
from ui.widgets.layouts import put_in
from ui.widgets.month import Month
from ui.widgets.select import sentence


class SessionMonth(QWidget):
    """A month with its name. `opened` carries a session's id; `free`: nothing is on the day."""

    opened = Signal(str)
    free = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.month = Month(desk)
        self._name = QLabel()
        self._before, self._next = QToolButton(), QToolButton()
        self._menu = QMenu(self)
        self._build()
        self.month.turned.connect(self._on_turned)
        self.month.opened.connect(self._on_day)
        Live(desk.bridge, self, self.refresh, touches("gv"))
        desk.speech.changed.connect(self._say)
        desk.speech.changed.connect(self.refresh)
        self._say()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the sessions of the month shown."""
        first, last = self.month.seen
        self._desk.bridge.ask(
            asked.sessions,
            then=self._on_rows,
            key=(id(self), "month"),
            owner=self,
            on=self._desk.today(),
            chosen=Chosen(since=first, until=last),
            limit=LIMIT,
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        self._name.setProperty("text_size", "large")
        for button, icon, step in (
            (self._before, "chevron-left", -1),
            (self._next, "chevron-right", 1),
        ):
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._desk.theme.dress(button, icon)
            button.clicked.connect(partial(self._on_turn, step))
            head.addWidget(button)
        head.addWidget(self._name)
        head.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(MARGIN, 0, MARGIN, 2 * GRID)
        lines.setSpacing(GRID)
        put_in(lines, head)
        lines.addWidget(self.month, 1)
        self.setFocusProxy(self.month)

    def _say(self) -> None:
        words, locale = self._desk.speech.words, self._desk.speech.locale
        first = self.month.first
        self._name.setText(f"{sentence(locale.standaloneMonthName(first.month))} {first.year}")
        self.month.setAccessibleName(self._name.text())
        for button, name, keys in (
            (self._before, words.text("The month before"), "PgUp"),
            (self._next, words.text("The next month"), "PgDown"),
        ):
            button.setToolTip(f"{name} ({keys})")
            button.setAccessibleName(name)

    def _on_rows(self, rows: Sequence[SessionRow]) -> None:
        words = self._desk.speech.words
        self.month.put([happening(words, row) for row in reversed(rows)])

    def _on_turn(self, step: int, *_checked: bool) -> None:
        self.month.turn(step)

    def _on_turned(self, _first: date) -> None:
        self._say()
        self.refresh()

    def _on_day(self, day: date) -> None:
        """Open what is on a day, ask which of several; tell where nothing is on it."""
        told = self.month.on(day)
        if len(told) == 1:
            self.opened.emit(told[0].key)
        elif told:
            self._menu.clear()
            for one in told:
                action = self._menu.addAction(one.said)
                action.triggered.connect(partial(self._on_picked, one.key))
            self._menu.setActiveAction(self._menu.actions()[0])
            self._menu.popup(self.month.mapToGlobal(self.month.place_of(day)))
        else:
            self.free.emit()

    def _on_picked(self, session: str, *_checked: bool) -> None:
        self.opened.emit(session)
