"""How one begins: cards to choose from by arrows or a click."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.layouts import put_in
from ui.widgets.polish import named, restyle
from ui.widgets.sign import Sign

ICON = 24
BESIDE = 26
"""The round mark and the room beside it: the sentence begins where the name does."""


Said = tuple[str, str, str]
"""A card: its icon, its marked English name, and what it means."""
Code = TypeVar("Code", bound=StrEnum)


class Way(StrEnum):
    """What the first start leads to."""

    ALONE = "alone"
    FOUND = "found"
    JOIN = "join"
    SAMPLE = "sample"
    OPEN = "open"


CARDS: Mapping[Way, Said] = {
    Way.ALONE: (
        "user",
        mark("I work alone"),
        mark("Everything on this computer. Others can be invited later."),
    ),
    Way.FOUND: (
        "building-2",
        mark("I set up an organisation"),
        mark("Several workplaces meet in a shared folder; you invite them."),
    ),
    Way.JOIN: (
        "mail-open",
        mark("I was invited"),
        mark("Somebody gave you an invitation: a file whose name ends in .edi."),
    ),
    Way.SAMPLE: (
        "eye",
        mark("I want to look round first"),
        mark("A sample organisation with letters, tasks and trainings. Nothing of it is real."),
    ),
}
"""Way → its icon, its name and what it means."""


class WayCard(QFrame):
    """One way: a round button with a name, a sentence under it, and a picture."""

    def __init__(self, desk: Desk, said: Said) -> None:
        super().__init__()
        named(self, "way")
        self._desk = desk
        self._icon, self._name, self._text = said
        self.button, self._note = QRadioButton(), QLabel()
        self._sign = Sign(desk.theme, size=ICON)
        self._note.setWordWrap(True)
        self._note.setProperty("muted", True)
        self._note.setProperty("text_size", "small")
        self._note.setContentsMargins(BESIDE, 0, 0, 0)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.button)
        texts.addWidget(self._note)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        line.setSpacing(2 * GRID)
        put_in(line, texts, 1)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self.button.toggled.connect(self._dress)
        desk.speech.changed.connect(self._say)
        self._say()
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it wherever it is clicked."""
        self.button.setChecked(True)
        self.button.setFocus()

    def _say(self) -> None:
        words = self._desk.speech.words
        self.button.setText(words.text(self._name))
        self._note.setText(words.text(self._text))
        self.button.setAccessibleDescription(self._note.text())

    def _dress(self) -> None:
        chosen = self.button.isChecked()
        restyle(self, chosen=chosen)
        restyle(self.button, strong=chosen)
        self._sign.put(self._icon, "accent_text" if chosen else "muted")


class Cards(QWidget):
    """Cards one above the other, one of them chosen. `chosen` is sent when another one is."""

    chosen = Signal()

    def __init__(self, desk: Desk, cards: Mapping[Code, Said]) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.buttons: dict[StrEnum, QRadioButton] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        for code, said in cards.items():
            card = WayCard(desk, said)
            self.buttons[code] = card.button
            self.group.addButton(card.button)
            lines.addWidget(card)
        self.group.buttonToggled.connect(self._on_toggled)

    @property
    def code(self) -> StrEnum:
        """What is chosen."""
        return next(code for code, button in self.buttons.items() if button.isChecked())

    def choose(self, code: StrEnum) -> None:
        """Choose another one."""
        self.buttons[code].setChecked(True)

    def _on_toggled(self, _button: object, on: bool) -> None:
        if on:
            chosen = self.code
            for code, button in self.buttons.items():  # Tab goes to the chosen one, arrows between
                policy = Qt.FocusPolicy.StrongFocus
                button.setFocusPolicy(policy if code is chosen else Qt.FocusPolicy.ClickFocus)
                if code is chosen:
                    self.setFocusProxy(button)
            self.chosen.emit()


class WayCards(Cards):
    """The ways to begin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, CARDS)
        # A folder that is there already is asked for from elsewhere; it is a way without a card.
        self.buttons[Way.OPEN] = QRadioButton(self)
        self.buttons[Way.OPEN].hide()
        self.group.addButton(self.buttons[Way.OPEN])

    @property
    def way(self) -> Way:
        """What is chosen."""
        return Way(self.code)
