"""The route of an approval: stages, and in each of them who was asked and what they said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edo.domain.visa import Seat, Step
from edo.queries.approvals import Approving
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.approval.visa_words import SeatWords, Teller
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.layouts import add_seen, put_in
from ui.widgets.polish import named
from ui.widgets.sign import Sign

COLOURS = {Tone.NEUTRAL: "muted", Tone.ACCENT: "accent_text"}

SeatMenu = Callable[[QWidget, Step, Seat], QMenu | None]
"""Makes the menu of a seat's line; None where nothing can be done with it."""


class SeatLine(QFrame):
    """One seat or visa: icon, who, the state as a word on a colour, when, and what was written."""

    def __init__(self, desk: Desk, told: SeatWords) -> None:
        super().__init__()
        named(self, "line")
        self._desk, self.told = desk, told
        self._menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(told.spoken())
        sign = Sign(desk.theme, told.icon, COLOURS.get(told.tone, told.tone.value))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        self._row.setSpacing(GRID)
        self._row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(_label(told.name))
        if told.state:
            badge = Badge(desk.theme, told.state, told.tone)
            lines.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        for text in (told.note, told.why):
            if text:
                lines.addWidget(_label(text, quiet=True))
        if told.remarks:
            lines.addWidget(named(_label(f"«{told.remarks}»"), "remarks"))
        if told.file:
            lines.addWidget(_label(told.file, quiet=True))
        put_in(self._row, lines, 1)

    def set_menu(self, menu: QMenu) -> None:
        """Offer what can be done behind three dots, Enter and the menu key."""
        self._menu = menu
        button = QToolButton()
        button.setProperty("quiet", True)
        name = self._desk.speech.words.text("More")
        button.setToolTip(name)
        button.setAccessibleName(f"{name}: {self.told.name}")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk.theme.dress(button, "ellipsis")
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu."""
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
        if self._menu is not None and event.key() in opens:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)


class RouteView(QWidget):
    """The whole way of an approval; what does not count and earlier passes come under it.

    `asked` is sent when a person wants to see the earlier passes.
    """

    asked = Signal()

    def __init__(self, desk: Desk, menu: SeatMenu | None = None) -> None:
        super().__init__()
        self._desk, self._menu = desk, menu
        self._inside = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._inside)
        self._earlier = False
        self._shown: Approving | None = None
        self.lines: list[SeatLine] = []

    def show_approval(self, approving: Approving | None) -> None:
        """Show an approval, or none."""
        if approving is None or self._shown is None or approving.id != self._shown.id:
            self._earlier = False
        self._shown = approving
        self._inside.hide()
        self._inside.deleteLater()
        self._inside, self.lines = QWidget(), []
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        if approving is not None:
            self._fill(lines, Teller(self._desk.speech.words, approving))
        add_seen(self._outer, self._inside)

    def _fill(self, lines: QVBoxLayout, teller: Teller) -> None:
        state = teller.approval
        for place, step in enumerate(state.stages):
            lines.addWidget(self._head(teller.stage(place), now=place == state.at))
            for seat in step.seats:
                line = self._line(teller.seat(step, seat))
                menu = self._menu(line, step, seat) if self._menu else None
                if menu is not None:
                    line.set_menu(menu)
                lines.addWidget(line)
        beside = [one for one in state.visas if one.counts and one.stage >= len(state.stages)]
        if beside:
            lines.addWidget(self._head(teller.words.text("Signing"), now=False))
            for visa in beside:
                lines.addWidget(self._line(teller.plain(visa)))
        voids = [one for one in state.visas if not one.counts]
        if voids:
            lines.addWidget(self._head(teller.words.text("Given, but does not count"), now=False))
            for visa in voids:
                lines.addWidget(self._line(teller.void(visa)))
        self._fill_earlier(lines, teller)

    def _fill_earlier(self, lines: QVBoxLayout, teller: Teller) -> None:
        """Show the passes before this one, or the offer to show them."""
        state, words = teller.approval, teller.words
        if state.round == 1:
            return
        if not self._earlier:
            button = QToolButton()
            button.setProperty("quiet", True)
            count = state.round - 1
            button.setText(words.plural("{n} earlier pass", "{n} earlier passes", count))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._desk.theme.dress(button, "chevron-right")
            button.clicked.connect(self._on_earlier)
            lines.addWidget(button)
            return
        for number, one in reversed(list(enumerate(state.rounds[:-1], 1))):
            head = words.text(
                "Pass {n}, {at}",
                n=number,
                at=words.hlc(one.put_up.at),
            )
            lines.addWidget(self._head(head, now=False))
            for visa in state.visas:
                if visa.round == number and visa.counts:
                    lines.addWidget(self._line(teller.plain(visa)))
            following = state.rounds[number].put_up.reason
            if following:
                said = words.text("Changed after it: {what}", what=following)
                lines.addWidget(_label(said, quiet=True))

    def _on_earlier(self) -> None:
        self._earlier = True
        self.show_approval(self._shown)
        self.asked.emit()

    def _line(self, told: SeatWords) -> SeatLine:
        line = SeatLine(self._desk, told)
        self.lines.append(line)
        return line

    def _head(self, text: str, *, now: bool) -> QLabel:
        label = named(_label(text), "stage")
        label.setProperty("now", now)
        label.setContentsMargins(0, GRID // 2, 0, 0)
        if now:
            label.setAccessibleName(self._desk.speech.words.text(NOW, stage=text))
        return label


NOW = mark("{stage}, goes on now")


def _label(text: str, *, quiet: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setProperty("muted", quiet)
    if quiet:
        label.setProperty("text_size", "small")
    return label
