"""A month on one sheet: what is on each day, gone through by the arrows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.desk import Desk
from ui.theme import GRID, Tone

DAYS, WEEKS = 7, 6
SATURDAY = 5
HEAD = 3 * GRID
NUMBER = 3 * GRID - 2
INSET = GRID // 2
ROUND = 4


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on one or several days.

    Attributes:
        key: its id.
        since, until: first and last day.
        text: what stands in the days.
        said: all of it in words, for the tooltip and for who listens.
        tone: what it feels like; the word for that is in `text` or `said`.
    """

    key: str
    since: date
    until: date
    text: str
    said: str
    tone: Tone = Tone.NEUTRAL


class Month(QWidget):
    """A month. Arrows go by day and week, Page Up and Page Down by month, Home comes to today.

    `chosen` carries the day one stands on, `turned` the first day of the month shown, `opened` the
    day on which Enter was pressed or that was clicked twice.
    """

    chosen = Signal(object)
    turned = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = desk.today()
        self._happenings: tuple[Happening, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        desk.theme.changed.connect(self.update)
        desk.speech.changed.connect(self._say)
        self._say()

    @property
    def day(self) -> date:
        """The day one stands on."""
        return self._day

    @property
    def first(self) -> date:
        """The first day of the month shown."""
        return self._day.replace(day=1)

    @property
    def seen(self) -> tuple[date, date]:
        """The first and the last day that are seen, those of the neighbours too."""
        start = self.first - timedelta(days=self.first.weekday())
        return start, start + timedelta(days=DAYS * WEEKS - 1)

    def put(self, happenings: Sequence[Happening]) -> None:
        """Show other happenings."""
        self._happenings = tuple(happenings)
        self._say()

    def on(self, day: date) -> list[Happening]:
        """Give what is on a day."""
        return [one for one in self._happenings if one.since <= day <= one.until]

    def place_of(self, day: date) -> QPoint:
        """Give where a day that is seen begins, for a menu about it."""
        return self._box((day - self.seen[0]).days).center()

    def choose(self, day: date) -> None:
        """Stand on a day; another month comes into sight with it."""
        before, self._day = self._day, day
        if before == day:
            return
        if (before.year, before.month) != (day.year, day.month):
            self.turned.emit(self.first)
        self.chosen.emit(day)
        self._say()

    def turn(self, step: int) -> None:
        """Go to the same day of another month, or its last."""
        months = self._day.year * 12 + self._day.month - 1 + step
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        self.choose(date(year, month + 1, min(self._day.day, last)))

    def sizeHint(self) -> QSize:
        """Take the room there is."""
        return QSize(720, 480)

    def minimumSizeHint(self) -> QSize:
        """Be readable at least."""
        return QSize(420, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, open by Enter."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if plain and key in steps:
            self.choose(self._day + timedelta(days=steps[key]))
        elif plain and key in turns:
            self.turn(turns[key])
        elif plain and key == Qt.Key.Key_Home:
            self.choose(self._desk.today())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the day that is clicked."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day."""
        if self._day_at(event.position().toPoint()) is not None:
            self.opened.emit(self._day)

    def event(self, event: QEvent) -> bool:
        """Say what is on the day under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._day_at(event.pos())
            said = [one.said for one in self.on(day)] if day is not None else []
            QToolTip.showText(event.globalPos(), "\n".join(said), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one stands."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names of the days and the weeks below them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_head(painter)
        first, _last = self.seen
        for place in range(DAYS * WEEKS):
            self._draw_day(painter, self._box(place), first + timedelta(days=place))

    def _say(self) -> None:
        words = self._desk.speech.words
        said = [one.said for one in self.on(self._day)]
        text = "; ".join([words.long_date(self._day), *(said or [words.text("nothing planned")])])
        self.setAccessibleDescription(text)
        self.update()

    def _box(self, place: int) -> QRect:
        row, column = divmod(place, DAYS)
        wide, high = self.width() / DAYS, (self.height() - HEAD) / WEEKS
        left, top = round(column * wide), HEAD + round(row * high)
        right, bottom = round((column + 1) * wide), HEAD + round((row + 1) * high)
        return QRect(left, top, right - left, bottom - top)

    def _day_at(self, at: QPoint) -> date | None:
        places = (place for place in range(DAYS * WEEKS) if self._box(place).contains(at))
        found = next(places, None)
        return None if found is None else self.seen[0] + timedelta(days=found)

    def _draw_head(self, painter: QPainter) -> None:
        theme, locale = self._desk.theme, self._desk.speech.locale
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour("muted"))
        for day in range(DAYS):
            box = self._box(day)
            place = QRect(box.left() + INSET, 0, box.width() - INSET, HEAD)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, locale.dayName(day + 1))

    def _draw_day(self, painter: QPainter, box: QRect, day: date) -> None:
        theme, is_here = self._desk.theme, day == self._day
        ground = "surface" if day.month == self._day.month else "ground"
        painter.fillRect(box, theme.colour("chosen" if is_here else ground))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(box)
        self._draw_number(painter, box, day)
        self._draw_happenings(painter, box, self.on(day))
        if is_here and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _draw_number(self, painter: QPainter, box: QRect, day: date) -> None:
        theme, is_today = self._desk.theme, day == self._desk.today()
        place = QRect(box.left() + INSET, box.top() + 2, NUMBER, NUMBER)
        painter.setFont(theme.font("small", bold=is_today))
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(place)
        other = day.month != self._day.month
        rest = day.weekday() >= SATURDAY
        ink = "on_accent" if is_today else "faint" if other else "muted" if rest else "text"
        painter.setPen(theme.colour(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _draw_happenings(self, painter: QPainter, box: QRect, told: Sequence[Happening]) -> None:
        theme = self._desk.theme
        painter.setFont(theme.font("small"))
        high = painter.fontMetrics().height() + 2
        top = box.top() + NUMBER + 4
        room = max(1, (box.bottom() - top) // (high + 2))
        shown = told if len(told) <= room else told[: room - 1]
        for one in shown:
            ink, ground = theme.tone(one.tone)
            place = QRect(box.left() + INSET, top, box.width() - 2 * INSET, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(place, ROUND, ROUND)
            painter.setPen(ink)
            inner = place.adjusted(INSET, 0, -INSET, 0)
            text = painter.fontMetrics().elidedText(
                one.text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
            top += high + 2
        if len(shown) < len(told):
            painter.setPen(theme.colour("muted"))
            place = QRect(box.left() + 2 * INSET, top, box.width() - 2 * INSET, high)
            more = self._desk.speech.words.text("and {n} more", n=len(told) - len(shown))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, more)
