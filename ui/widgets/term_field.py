"""A field for a term: a date, or so many days; beside it stand the day it ends and the rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from edo.domain.workdays import Term, Unit
from edo.errors import EdoError
from edo.queries.calendar import calendar
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.layouts import put_in
from ui.widgets.polish import named, restyle
from ui.widgets.terms import Typed, parse_term, term_name

USUAL = (
    Term(1),
    Term(3),
    Term(5),
    Term(10),
    Term(15),
    Term(15, Unit.CALENDAR),
    Term(1, Unit.MONTHS),
)
"""What heads of offices say most."""


class TermField(QWidget):
    """A line that holds a term; `changed` is sent when it means something else.

    Alt+Down opens the usual terms, Up and Down move the day by one. The day is counted from
    `start`, by the working days of the organisation.
    """

    changed = Signal()

    def __init__(self, desk: Desk, start: date | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._start = start or desk.today()
        self._typed = Typed()
        self._counted: date | None = None
        self._offered: Term | None = None
        self.line, self._more = QLineEdit(), QToolButton()
        self._said = named(Elided(), "field_hint")
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def day(self) -> date | None:
        """The day typed; None where a term was typed, or nothing."""
        return self._typed.day

    @property
    def term(self) -> Term | None:
        """How long, where that was typed."""
        return self._typed.term

    @property
    def ends(self) -> date | None:
        """The last day, typed or counted; None until it is counted."""
        return self._typed.day or (self._counted if self._typed.term else None)

    @property
    def wrong(self) -> bool:
        """Whether something is typed that is no term."""
        return bool(self.line.text().strip()) and self._typed == Typed()

    @property
    def said(self) -> str:
        """What is said under the line."""
        return self._said.text()

    def put(self, day: date | None = None, term: Term | None = None) -> None:
        """Show a term, or a day where there is none."""
        words = self._desk.speech.words
        self.line.setText(term_name(words, term) if term else words.date(day))

    def offer(self, term: Term | None) -> None:
        """Offer the term of the document's type before the usual ones."""
        self._offered = term
        self._say()

    def count_from(self, start: date) -> None:
        """Count from another day."""
        if start != self._start:
            self._start = start
            self._ask()

    def recount(self) -> None:
        """Count once more: working days may be other ones now."""
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the usual terms by Alt+Down, move the day by Up and Down."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if alt and event.key() == Qt.Key.Key_Down:
            self._more.showMenu()
        elif step is not None and not alt:
            base = self.ends or self._desk.today()
            self.put(date.fromordinal(base.toordinal() + (step if self.ends else 0)))
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 4)
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(self.line, 1)
        line.addWidget(self._more)
        self._more.setProperty("quiet", True)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._desk.theme.dress(self._more, "chevron-down")
        put_in(lines, line)
        lines.addWidget(self._said)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_text)

    def _say(self) -> None:
        words = self._desk.speech.words
        usual = term_name(words, self._offered)
        self.line.setPlaceholderText(
            words.text("usually {term}", term=usual)
            if usual
            else words.text("27.11 or 3 working days")
        )
        self._more.setToolTip(words.text("Usual terms (Alt+Down)"))
        self._more.setAccessibleName(words.text("Usual terms (Alt+Down)"))
        menu = self._more.menu() or QMenu(self._more)
        menu.clear()
        first = [self._offered] if self._offered else []
        for term in (*first, *(one for one in USUAL if one not in first)):
            menu.addAction(term_name(words, term), lambda term=term: self.put(term=term))
        self._more.setMenu(menu)
        if self._typed.term is not None:
            self.put(term=self._typed.term)
        self._tell()

    def _on_text(self, text: str) -> None:
        before, self._typed = self._typed, parse_term(text, self._desk.today())
        if self._typed != before:
            self._ask()
        self._tell()
        self.changed.emit()

    def _ask(self) -> None:
        self._counted = None
        if self._typed.term is not None:
            self._desk.bridge.ask(
                _ends,
                then=self._on_counted,
                otherwise=self._on_refused,
                key=(id(self), "ends"),
                owner=self,
                start=self._start,
                term=self._typed.term,
            )

    def _on_counted(self, ends: date) -> None:
        self._counted = ends
        self._tell()
        self.changed.emit()

    def _on_refused(self, _error: EdoError) -> None:
        self._counted = None

    def _tell(self) -> None:
        words, ends = self._desk.speech.words, self.ends
        text = ""
        if self.wrong:
            text = words.text("not a term")
        elif ends is not None:
            short = QLocale.FormatType.ShortFormat
            weekday = self._desk.speech.locale.dayName(ends.isoweekday(), short)
            text = words.text("until {date}, {weekday}", date=words.date(ends), weekday=weekday)
            if self._typed.term is not None:
                rule = term_name(words, self._typed.term)
                text = f"{text} · {rule}"
        self._said.setText(text)
        restyle(self.line, wrong=self.wrong)
        self.line.setAccessibleDescription(text)


def _ends(connection: Any, *, start: date, term: Term) -> date:
    return calendar(connection).due(start, term)
