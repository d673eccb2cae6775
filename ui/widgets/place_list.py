"""The list of places at the left, with counters; only icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.places import Place
from ui.theme import GRID, ROOMY
from ui.widgets.elided import FewLines
from ui.widgets.layouts import put_in
from ui.widgets.polish import named

WIDE, SLIM = 212, 56
OFFICE_LINES, ORGANISATION_LINES = 2, 2
HEAD = 3 * GRID + 2
"""Around and between their names."""
KEYED = 9
"""So many places are reached by Ctrl and a digit."""


class PlaceButton(QAbstractButton):
    """One place: its icon, its name, and how many things there wait for action."""

    def __init__(self, desk: Desk, place: Place, number: int) -> None:
        super().__init__()
        self._desk = desk
        self._place = place
        self._number = number
        self._count, self._late = 0, False
        self._slim = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        desk.theme.changed.connect(self.updateGeometry)
        self.say()

    def say(self) -> None:
        """Say the name, and the number with it for those who listen."""
        words = self._desk.speech.words
        name = words.text(self._place.name)
        self.setText(name)
        keys = f"Ctrl+{self._number}" if self._number <= KEYED else ""
        self.setToolTip(f"{name} ({keys})" if keys else name)
        waits = words.plural("{n} waits", "{n} wait", self._count) if self._count else ""
        self.setAccessibleName(f"{name}, {waits}" if waits else name)
        self.update()

    def count(self, number: int, *, late: bool) -> None:
        """Show how much waits; red only where something is overdue."""
        self._count, self._late = number, late
        self.say()

    def make_slim(self, *, slim: bool) -> None:
        """Show the icon alone, or the name too."""
        self._slim = slim
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as a control and a little air."""
        return QSize(SLIM, self._desk.theme.sizes.control + 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the mouse."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon, the name and the counter."""
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(GRID, 1, -GRID, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("chosen" if self.isChecked() else "neutral_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        tint = "accent_text" if self.isChecked() else "muted"
        size = theme.sizes.icon
        icon = QRect(box.left() + 11, box.center().y() - size // 2 + 1, size, size)
        theme.icon(self._place.icon, tint).paint(painter, icon)
        if self._slim:
            if self._count:
                self._draw_dot(painter, icon)
            return
        right = self._draw_count(painter, box) if self._count else box.right() - GRID
        inner = QRect(icon.right() + 11, box.top(), right - icon.right() - 12, box.height())
        painter.setFont(theme.font(bold=self.isChecked()))
        if painter.fontMetrics().horizontalAdvance(self.text()) >= inner.width():
            painter.setFont(theme.font())
        painter.setPen(theme.colour("accent_text" if self.isChecked() else "text"))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_dot(self, painter: QPainter, icon: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._desk.theme.colour("bad" if self._late else "accent"))
        painter.drawEllipse(icon.right() - 3, icon.top() - 4, 8, 8)

    def _draw_count(self, painter: QPainter, box: QRect) -> int:
        """Draw the counter and tell where it begins."""
        theme = self._desk.theme
        text = self._desk.speech.words.number(self._count)
        painter.setFont(theme.font("small", bold=True))
        high = theme.sizes.small + 7
        width = max(high + 3, painter.fontMetrics().horizontalAdvance(text) + 12)
        pill = QRect(box.right() - width - 5, box.center().y() - high // 2, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bad_soft" if self._late else "neutral_soft"))
        if self.isChecked() and not self._late:
            painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(theme.colour("bad" if self._late else "muted"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left()


class PlaceList(QWidget):
    """All places, one above the other. `chosen` carries the code of the place pressed."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("places")
        self._desk = desk
        self._office = named(FewLines(OFFICE_LINES), "office")
        self._organisation = named(FewLines(ORGANISATION_LINES), "organisation")
        self._owner = ("", "")
        self._inside, self._area = QWidget(), QScrollArea()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlaceButton] = {}
        self._headings: list[tuple[QLabel, str]] = []
        self._slim = False
        self._build([place for place in places if place.listed])
        self._say()
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self._on_theme)

    @property
    def buttons(self) -> list[PlaceButton]:
        """The places' buttons, from the top."""
        return list(self._buttons.values())

    def name_owner(self, organisation: str, office: str = "") -> None:
        """Show whose place of work this is: the office, and under it what it belongs to."""
        self._owner = (organisation, office)
        above = organisation if office and office != organisation else ""
        for label, text in ((self._office, office or organisation), (self._organisation, above)):
            label.setText(text)
            label.setVisible(bool(text) and not self._slim)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the office belongs to where the places need the room."""
        super().resizeEvent(event)
        self._fit()

    def mark(self, code: str) -> None:
        """Mark the place a person is in."""
        button = self._buttons.get(code)
        if button is not None:
            button.setChecked(True)
            self._area.ensureWidgetVisible(button, 0, GRID)

    def count(self, code: str, number: int, *, late: bool = False) -> None:
        """Show how much waits in a place."""
        button = self._buttons.get(code)
        if button is not None:
            button.count(number, late=late)

    def make_slim(self, *, slim: bool) -> None:
        """Show icons alone, or names too."""
        self._slim = slim
        self._widen()
        for button in self._buttons.values():
            button.make_slim(slim=slim)
        for label, _text in self._headings:
            label.setVisible(not slim)
        self.name_owner(*self._owner)

    def _build(self, places: Sequence[Place]) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(2 * GRID + 3, GRID + GRID // 2, GRID, GRID + GRID // 2)
        head.setSpacing(2)
        for label in (self._office, self._organisation):
            label.hide()
            head.addWidget(label)
        put_in(outer, head)
        inside = self._inside
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, GRID)
        lines.setSpacing(0)
        for number, place in enumerate(places, 1):
            if place.group:
                lines.addWidget(self._heading(place.group))
            button = PlaceButton(self._desk, place, number)
            button.clicked.connect(lambda _on=False, code=place.code: self.chosen.emit(code))
            self._group.addButton(button)
            self._buttons[place.code] = button
            lines.addWidget(button)
        lines.addStretch()
        area = self._area
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        self._widen()

    def _on_theme(self) -> None:
        self._widen()
        self._fit()

    def _widen(self) -> None:
        """Be as wide as icons, or as names in the size texts have now."""
        larger = max(0, self._desk.theme.sizes.text - ROOMY.text)
        self.setFixedWidth(SLIM if self._slim else WIDE + GRID * larger)

    def _fit(self) -> None:
        above = self._organisation
        if self._slim or not above.text():
            return
        needs = self._inside.sizeHint().height() + self._office.sizeHint().height()
        above.setVisible(needs + above.sizeHint().height() + HEAD <= self.height())

    def _heading(self, text: str) -> QLabel:
        label = QLabel()
        label.setProperty("text_size", "small")
        label.setProperty("muted", True)
        label.setContentsMargins(2 * GRID + 3, GRID + 4, 0, 4)
        self._headings.append((label, text))
        return label

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setAccessibleName(words.text("Places"))
        for button in self._buttons.values():
            button.say()
        for label, text in self._headings:
            label.setText(words.text(text))
