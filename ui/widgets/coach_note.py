"""A short note beside a field: what to do there. It floats over its window, pointing there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.layouts import empty, put_in
from ui.widgets.polish import named
from ui.widgets.step_dots import StepDots

WIDTH = 320
ARROW = 10
RADIUS = 8
EDGE = ARROW + 2 * GRID
OVER = 5 * GRID
"""How far a note beside a field stands above its middle."""


class Side(StrEnum):
    """On which side of the field the note stands."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Advice:
    """What a note says, in the person's language.

    Attributes:
        title: a few words.
        text: a sentence or two.
        step: which of `steps`, the first is 0; no dots where there are none.
        steps: how many there are.
    """

    title: str
    text: str
    step: int = 0
    steps: int = 0


class CoachNote(QWidget):
    """The note. `buttons` are made anew for each advice; the first one is the usual way on."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._target: QWidget | None = None
        self._side = Side.RIGHT
        self.advice = Advice("", "")
        self.buttons: list[QPushButton] = []
        self._dots = StepDots(desk)
        self._title, self._text = QLabel(), QLabel()
        self._line = QHBoxLayout()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.place)
        self._build()
        over.installEventFilter(self)
        self.hide()

    def show_beside(
        self,
        target: QWidget,
        side: Side,
        advice: Advice,
        acts: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        """Say something about a field, with a button for each act."""
        if self._target is not None and self._target is not target:
            self._target.removeEventFilter(self)
        self._target, self._side, self.advice = target, side, advice
        target.installEventFilter(self)
        self._dots.show_step(advice.step, advice.steps)
        self._title.setText(advice.title)
        self._text.setText(advice.text)
        self.setAccessibleName(f"{advice.title}. {advice.text}")
        self._put_buttons(acts)
        self.show()
        self.place()
        self._settle.start(0)  # once what was just shown is laid out

    def place(self) -> None:
        """Stand beside the field, inside the window."""
        target = self._target
        if target is None or not self.isVisible():
            return
        layout = self.layout()
        width = max(WIDTH, self._line.sizeHint().width() + 2 * EDGE)
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        self.resize(width, max(height, self.minimumSizeHint().height()))
        field = QRect(target.mapTo(self._over, QPoint(0, 0)), target.size())
        self.move(self._corner(field))
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window or the field changes its own."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._settle.start(0)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._desk.theme
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(theme.colour("raised"))
        card = self.rect().adjusted(ARROW, ARROW, -ARROW, -ARROW)
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        arrow = self._arrow(card)
        if arrow:
            painter.drawPolygon(arrow)
            painter.setPen(QPen(theme.colour("raised"), 3))
            painter.drawLine(arrow[0], arrow[2])

    def _corner(self, field: QRect) -> QPoint:
        """Give the place of the upper left corner."""
        size, gap = self.size(), GRID // 4
        corner = {
            Side.RIGHT: QPoint(field.right() + gap, field.center().y() - OVER),
            Side.BELOW: QPoint(field.right() - size.width() + ARROW, field.bottom() + gap),
            Side.ABOVE: QPoint(field.left() - ARROW, field.top() - size.height() - gap),
            Side.INSIDE: QPoint(
                field.center().x() - size.width() // 2, field.bottom() - size.height() - GRID
            ),
        }[self._side]
        room = self._over.rect()
        left = min(max(corner.x(), 0), max(0, room.width() - size.width()))
        top = min(max(corner.y(), 0), max(0, room.height() - size.height()))
        return QPoint(left, top)

    def _arrow(self, card: QRect) -> list[QPointF]:
        """Give the triangle that points at the field; nothing where the note lies on it."""
        if self._target is None or self._side is Side.INSIDE:
            return []
        middle = self._target.mapTo(self._over, self._target.rect().center()) - self.pos()
        if self._side is Side.RIGHT:
            at = min(max(middle.y(), card.top() + 2 * ARROW), card.bottom() - 2 * ARROW)
            points = [(card.left(), at - ARROW), (card.left() - ARROW + 1, at)]
            points.append((card.left(), at + ARROW))
        else:
            at = min(max(middle.x(), card.left() + 2 * ARROW), card.right() - 2 * ARROW)
            below = self._side is Side.BELOW
            edge = card.top() if below else card.bottom()
            tip = edge - ARROW + 1 if below else edge + ARROW - 1
            points = [(at - ARROW, edge), (at, tip), (at + ARROW, edge)]
        return [QPointF(x, y) for x, y in points]

    def _build(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(3 * GRID)
        shadow.setOffset(0, 4)
        colour = self._desk.theme.colour("shadow")
        colour.setAlpha(70)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
        self._title.setProperty("strong", True)
        named(self._text, "coach_text")
        for label in (self._title, self._text):
            label.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(EDGE, ARROW + GRID + GRID // 2, EDGE, ARROW + GRID)
        lines.setSpacing(GRID)
        for part in (self._dots, self._title, self._text):
            lines.addWidget(part)
        self._line.setSpacing(GRID)
        put_in(lines, self._line)
        self._desk.theme.changed.connect(self.update)

    def _put_buttons(self, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        empty(self._line)
        self.buttons = []
        for place, (name, act) in enumerate(acts):
            button = QPushButton(name)
            button.setProperty("link" if place or len(acts) == 1 else "primary", True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(_do, act))
            self._line.addWidget(button)
            self.buttons.append(button)
        self._line.addStretch()


def _do(act: Callable[[], object], *_pressed: bool) -> None:
    act()
