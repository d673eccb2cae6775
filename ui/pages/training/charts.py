"""The charts of training on screen. Read only when somebody comes to see them: it takes a while.

The figures are those of the paper; each chart says what it shows in words too, and the arrows go
through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID, ROOMY
from ui.widgets.layouts import put_in

pg: Any = import_module("pyqtgraph")

WHOLE = 100
MOST_NAMES = 13
"""Names of months that fit under the axis."""
NAME_WIDTH = 208
BESIDE = 8
"""So much of the axis is left for the figure beside a whole bar."""
BAR = 0.62
BAR_HEIGHT = 26
"""Logical pixels from bar to bar."""
AXIS_HEIGHT = 40
SOFT = 0.35
LINE = 2
"""Logical pixels; a pen of the plot counts those of the screen."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a line stands for, in the person's language, and a colour of the theme."""

    name: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the axis: its name, all of it in words, and a share of each line in percent."""

    name: str
    said: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OfficeBar:
    """The bar of an office: its name, it in words, its share in percent, a colour of the theme."""

    name: str
    said: str
    value: float
    colour: str


class _Chart(QWidget):
    """A plot without a mouse, its legend and what is said of the place one stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._at = -1
        self.plot: Any = pg.PlotWidget()
        self._legend, self._said = QLabel(), QLabel()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        desk.theme.changed.connect(self._draw)

    @property
    def said(self) -> str:
        """What is said of the place one stands on."""
        told = self._told()
        return told[self._at] if 0 <= self._at < len(told) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from place to place."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
        }
        step, count = steps.get(Qt.Key(event.key())), len(self._told())
        if step is None or not count:
            super().keyPressEvent(event)
            return
        self._at = max(0, min(count - 1, self._at + step))
        self.setAccessibleDescription(self.said)
        self._draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one stands."""
        super().focusInEvent(event)
        self._draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away: the keys are elsewhere."""
        super().focusOutEvent(event)
        self._draw()

    def _told(self) -> Sequence[str]:
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    def _build(self) -> None:
        plot = self.plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setAntialiasing(True)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._said.setWordWrap(True)
        for label in (self._legend, self._said):
            label.setProperty("text_size", "small")
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._legend)
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(self._said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        put_in(layout, line)
        layout.addWidget(plot, 1)

    def _softened(self, name: str) -> QColor:
        """Give a colour for a large piece: those of texts are too heavy for it."""
        theme = self._desk.theme
        ink, ground = theme.colour(name), theme.colour(f"{name}_soft")
        return QColor.fromRgbF(
            ink.redF() + (ground.redF() - ink.redF()) * SOFT,
            ink.greenF() + (ground.greenF() - ink.greenF()) * SOFT,
            ink.blueF() + (ground.blueF() - ink.blueF()) * SOFT,
        )

    def _dress(self) -> None:
        """Take colours and faces from the theme, and draw nothing yet."""
        theme = self._desk.theme
        self.plot.clear()
        self.plot.setBackground(theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("line_strong")))
            axis.setTextPen(pg.mkPen(theme.colour("muted")))
            axis.setStyle(tickFont=theme.font("small"), tickLength=0, hideOverlappingLabels=False)
        self._said.setText(self.said if self.hasFocus() else "")


class TimeChart(_Chart):
    """Shares by month, a line each."""

    def __init__(self, desk: Desk) -> None:
        self._series: tuple[Series, ...] = ()
        self._points: tuple[Point, ...] = ()
        super().__init__(desk)

    @property
    def points(self) -> tuple[Point, ...]:
        """What is shown."""
        return self._points

    def show_points(self, name: str, series: Sequence[Series], points: Sequence[Point]) -> None:
        """Show other figures; `name` is what the chart is called."""
        self._series, self._points = tuple(series), tuple(points)
        self._at = len(self._points) - 1
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.said)
        self._draw()

    def _told(self) -> Sequence[str]:
        return [one.said for one in self._points]

    def _draw(self) -> None:
        self._dress()
        theme, count = self._desk.theme, len(self._points)
        self._legend.setText(
            "&nbsp;&nbsp;&nbsp;".join(
                f'<span style="color:{theme.colour(one.colour).name()}">'
                f"{'━ ━' if one.dashed else '━━━'}</span> {one.name}"
                for one in self._series
            )
        )
        if not count:
            return
        every = -(-count // MOST_NAMES)
        names = [
            (n, one.name) for n, one in enumerate(self._points) if (count - 1 - n) % every == 0
        ]
        self.plot.getAxis("bottom").setTicks([names])
        self.plot.getAxis("left").setWidth(round(6 * GRID * theme.sizes.small / ROOMY.small))
        self.plot.getAxis("left").setTicks([[(n, f"{n} %") for n in range(0, WHOLE + 1, 25)]])
        self.plot.setXRange(-0.4, count - 0.6, padding=0)
        self.plot.setYRange(-2, WHOLE + 4, padding=0)
        for share in range(0, WHOLE + 1, 25):
            self.plot.addItem(
                pg.InfiniteLine(share, angle=0, pen=pg.mkPen(theme.colour("line"), width=1))
            )
        if self.hasFocus() and 0 <= self._at < count:
            pen = pg.mkPen(theme.colour("accent"), width=1, style=Qt.PenStyle.DashLine)
            self.plot.addItem(pg.InfiniteLine(self._at, angle=90, pen=pen))
        for place, one in enumerate(self._series):
            colour = theme.colour(one.colour)
            style = Qt.PenStyle.DashLine if one.dashed else Qt.PenStyle.SolidLine
            self.plot.plot(
                list(range(count)),
                [point.values[place] for point in self._points],
                pen=pg.mkPen(colour, width=LINE * self.devicePixelRatioF(), style=style),
                symbol="s" if one.dashed else "o",
                symbolSize=6,
                symbolBrush=colour,
                symbolPen=None,
            )


class OfficesChart(_Chart):
    """Bars by office, the first on top."""

    def __init__(self, desk: Desk) -> None:
        self._bars: tuple[OfficeBar, ...] = ()
        super().__init__(desk)
        self._legend.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[OfficeBar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, name: str, bars: Sequence[OfficeBar]) -> None:
        """Show other bars; `name` is what the chart is called."""
        self._bars = tuple(bars)
        self._at = 0 if bars else -1
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.said)
        self.setFixedHeight(len(bars) * BAR_HEIGHT + AXIS_HEIGHT + 3 * GRID)
        self._draw()

    def _told(self) -> Sequence[str]:
        return [one.said for one in self._bars]

    def _draw(self) -> None:
        self._dress()
        theme, count = self._desk.theme, len(self._bars)
        if not count:
            return
        metrics = QFontMetrics(theme.font("small"))
        larger = theme.sizes.small / ROOMY.small
        names = round(NAME_WIDTH * larger)
        cut = Qt.TextElideMode.ElideRight
        left = self.plot.getAxis("left")
        left.setWidth(names + GRID)
        left.setTicks(
            [[(-n, metrics.elidedText(one.name, cut, names)) for n, one in enumerate(self._bars)]]
        )
        self.plot.getAxis("bottom").setTicks([[(n, f"{n} %") for n in range(0, WHOLE + 1, 25)]])
        self.plot.setXRange(0, WHOLE + BESIDE * larger**2, padding=0)
        self.plot.setYRange(0.6 - count, 0.6, padding=0)
        for share in range(0, WHOLE + 1, 25):
            self.plot.addItem(
                pg.InfiniteLine(share, angle=90, pen=pg.mkPen(theme.colour("line"), width=1))
            )
        chosen = self._at if self.hasFocus() else -1
        none = pg.mkPen(None)
        edge = pg.mkPen(theme.colour("text"), width=2)
        self.plot.addItem(
            pg.BarGraphItem(
                x0=[0] * count,
                x1=[one.value for one in self._bars],
                y=[-n for n in range(count)],
                height=BAR,
                brushes=[pg.mkBrush(self._softened(one.colour)) for one in self._bars],
                pens=[edge if n == chosen else none for n in range(count)],
            )
        )
        for n, one in enumerate(self._bars):
            said = pg.TextItem(f"{int(one.value)} %", color=theme.colour("muted"), anchor=(0, 0.5))
            said.setFont(theme.font("small"))
            self.plot.addItem(said)
            said.setPos(one.value, -n)
