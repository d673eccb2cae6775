"""Bars by month, drawn in the colours of the theme: each of parts one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.desk import Desk
from ui.theme import GRID

HEIGHT = 192
FOOT = 22
HEAD = 26
LEFT = 36
NARROWEST = 6
WIDEST = 44
SOFT = 0.35


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece of a bar stands for: its name, in the person's language, and its colour.

    Colours are those of texts, so they are softened towards their grounds.
    """

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what stands below it, the whole of it in words, and its parts from below."""

    name: str
    said: str
    values: tuple[int, ...]


class Bars(QWidget):
    """A chart of bars; the arrows go from bar to bar and its numbers are said over the chart."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._parts: tuple[Part, ...] = ()
        self._bars: tuple[Bar, ...] = ()
        self._at = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        desk.theme.changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars shown."""
        return self._bars

    @property
    def said(self) -> str:
        """What is said of the bar that is chosen."""
        return self._bars[self._at].said if 0 <= self._at < len(self._bars) else ""

    def show_bars(self, name: str, parts: Sequence[Part], bars: Sequence[Bar]) -> None:
        """Show other bars; `name` is what the chart is called."""
        self._parts, self._bars = tuple(parts), tuple(bars)
        self._at = len(self._bars) - 1
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(bar.said for bar in self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(480, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        self._at = max(0, min(len(self._bars) - 1, self._at + step))
        self.setAccessibleDescription(self.said)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say a bar's numbers under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._bar_at(event.pos())
            text = self._bars[place].said if place >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines behind, the bars and what they are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._desk.theme.font("small"))
        self._draw_key(painter)
        if not self._bars:
            return
        top = scale(max((sum(bar.values) for bar in self._bars), default=0))
        plot = self._plot()
        self._draw_lines(painter, plot, top)
        for place, bar in enumerate(self._bars):
            self._draw_bar(painter, plot, top, place, bar)

    def _plot(self) -> QRect:
        return self.rect().adjusted(LEFT, HEAD + GRID, -GRID, -FOOT)

    def _slot(self, plot: QRect, place: int) -> QRectF:
        width = plot.width() / max(1, len(self._bars))
        return QRectF(plot.left() + place * width, plot.top(), width, plot.height())

    def _bar_at(self, at: QPoint) -> int:
        plot = self._plot()
        slots = (self._slot(plot, place) for place in range(len(self._bars)))
        return next((n for n, slot in enumerate(slots) if slot.left() <= at.x() < slot.right()), -1)

    def _draw_key(self, painter: QPainter) -> None:
        left = LEFT
        for part in self._parts:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(part))
            painter.drawRoundedRect(QRect(left, 6, 12, 12), 3, 3)
            painter.setPen(self._desk.theme.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(part.name)
            painter.drawText(left + 18, 17, part.name)
            left += width + 18 + 2 * GRID
        if self.hasFocus() and self.said:
            painter.setPen(self._desk.theme.colour("text"))
            place = QRect(left, 0, self.width() - left - GRID, HEAD)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.said
            )

    def _colour(self, part: Part) -> QColor:
        theme = self._desk.theme
        ink, ground = theme.colour(part.colour), theme.colour(f"{part.colour}_soft")
        return QColor.fromRgbF(
            ink.redF() + (ground.redF() - ink.redF()) * SOFT,
            ink.greenF() + (ground.greenF() - ink.greenF()) * SOFT,
            ink.blueF() + (ground.blueF() - ink.blueF()) * SOFT,
        )

    def _draw_lines(self, painter: QPainter, plot: QRect, top: int) -> None:
        steps = 4 if top % 4 == 0 else 2 if top % 2 == 0 else 1
        for step in range(steps + 1):
            y = plot.bottom() - plot.height() * step / steps
            painter.setPen(QPen(self._desk.theme.colour("line"), 1))
            painter.drawLine(plot.left(), round(y), plot.right(), round(y))
            painter.setPen(self._desk.theme.colour("muted"))
            place = QRect(0, round(y) - 8, LEFT - GRID, 16)
            painter.drawText(
                place,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(top * step // steps),
            )

    def _draw_bar(self, painter: QPainter, plot: QRect, top: int, place: int, bar: Bar) -> None:
        slot = self._slot(plot, place)
        width = max(NARROWEST, min(WIDEST, slot.width() * 0.6))
        left, y = slot.center().x() - width / 2, float(plot.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        for part, value in zip(self._parts, bar.values, strict=True):
            height = plot.height() * value / top
            painter.setBrush(self._colour(part))
            painter.drawRect(QRectF(left, y - height, width, height))
            y -= height
        chosen = self.hasFocus() and place == self._at
        painter.setPen(self._desk.theme.colour("text" if chosen else "muted"))
        below = QRect(round(slot.left()), plot.bottom() + 4, round(slot.width()), FOOT - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.name)
        if chosen:
            painter.setPen(QPen(self._desk.theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            high = max(float(GRID), plot.bottom() - y)
            painter.drawRoundedRect(
                QRectF(left - 3, plot.bottom() - high - 3, width + 6, high + 6), 3, 3
            )


def scale(most: int) -> int:
    """Choose a round number the highest bar fits under."""
    for power in range(12):
        for step in (1, 2, 4, 5, 8):
            if most <= step * 10**power:
                return step * 10**power
    return max(1, most)
