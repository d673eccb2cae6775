"""A field for a date: typed in any usual way, said back in words, chosen from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLabel, QLineEdit, QToolButton, QVBoxLayout

from ui.desk import Desk
from ui.widgets.dates import Lean, parse_date
from ui.widgets.polish import named, restyle

HINT_GAP = 34
CALENDAR = QSize(300, 240)


class DateField(QLineEdit):
    """A line that holds a date.

    `changed` carries the date, or None. Up and Down move by a day, Alt+Down opens the calendar.
    `lean` says which way an unfinished date leans; `name` is marked English, for a field without
    a `Field` around it.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, *, lean: Lean = Lean.NEAREST, name: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._today = desk.today
        self._lean = lean
        self._name = name
        self._value: date | None = None
        self._hint = named(QLabel(self), "date_hint")
        self._frame: QFrame | None = None
        self.calendar: QCalendarWidget | None = None
        self._pick = QAction(self)
        self._build()
        self._say()

    @property
    def value(self) -> date | None:
        """The date typed, or None where there is none or it cannot be read."""
        return self._value

    @property
    def wrong(self) -> bool:
        """Whether something is typed that is no date."""
        return bool(self.text().strip()) and self._value is None

    def put(self, value: date | None) -> None:
        """Show a date."""
        self.setText(self._desk.speech.words.date(value))

    def sizeHint(self) -> QSize:
        """Be wide enough for a date and its day of the week."""
        return QSize(216, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day with Up and Down; Alt+Down opens the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            base = self._value or self._today()
            self.put(date.fromordinal(base.toordinal() + (step if self._value else 0)))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the date out in full when the person goes on."""
        super().focusOutEvent(event)
        if self._value is not None:
            self.put(self._value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the day of the week at the right end."""
        super().resizeEvent(event)
        self._place_hint()

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._frame is not None:
            self._frame.deleteLater()
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setObjectName("popup")
        calendar = self._make_calendar(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        frame.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        frame.show()
        calendar.setFocus()
        self._frame, self.calendar = frame, calendar

    def _make_calendar(self, frame: QFrame) -> QCalendarWidget:
        theme, calendar = self._desk.theme, QCalendarWidget(frame)
        calendar.setLocale(self._desk.speech.locale)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(CALENDAR)
        weekend, head = QTextCharFormat(), QTextCharFormat()
        weekend.setForeground(theme.colour("bad"))
        head.setForeground(theme.colour("muted"))
        calendar.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                theme.dress(button, icon)
        day = self._value or self._today()
        calendar.setSelectedDate(_qdate(day))
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        return calendar

    def _build(self) -> None:
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self._desk.theme.dress(self._pick, "calendar")
        self._pick.triggered.connect(self.open_calendar)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._on_text)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        name = words.text(self._name) if self._name else ""
        self.setAccessibleName(name or words.text("Date"))
        ahead = self._lean is Lean.FUTURE
        self.setPlaceholderText(
            words.text("30.11 or tomorrow") if ahead else words.text("22.11 or yesterday")
        )
        self._pick.setText(words.text("Calendar (Alt+Down)"))
        self._pick.setToolTip(words.text("Calendar (Alt+Down)"))
        self._show_hint()

    def _on_text(self, text: str) -> None:
        value = parse_date(text, self._today(), self._lean)
        self._show(value)

    def _show(self, value: date | None) -> None:
        before, self._value = self._value, value
        self._show_hint()
        if before != value:
            self.changed.emit(value)

    def _show_hint(self) -> None:
        words = self._desk.speech.words
        text = ""
        if self.wrong:
            text = words.text("not a date")
        elif self._value is not None:
            day = self._desk.speech.locale.toString(_qdate(self._value), "ddd")
            full = words.date(self._value)
            text = day if self.text() == full else f"{day} {full}"
        self._hint.setText(text)
        restyle(self._hint, wrong=self.wrong)
        self.setAccessibleDescription(text)
        self._place_hint()

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        left = self.width() - HINT_GAP - self._hint.width()
        typed = self.fontMetrics().horizontalAdvance(self.text()) + 16
        self._hint.setVisible(left > typed)
        self._hint.move(left, (self.height() - self._hint.height()) // 2)

    def _on_picked(self, day: QDate) -> None:
        self.put(date(day.year(), day.month(), day.day()))
        if self._frame is not None:
            self._frame.close()
        self.setFocus()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
