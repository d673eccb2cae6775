"""The filled fields of a card, each with its name above; short ones share a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from edo.domain.card import FIELDS, Access, Card, Carrier, Control, Kind
from edo.narrative import Narrator
from edo.wording import Wording
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.layouts import add_seen
from ui.widgets.polish import named
from ui.widgets.select import sentence

ELSEWHERE = frozenset({"parties", "subject_ru", "subject_kk", "type"})
"""Fields that stand in the head or in sections of their own."""
USUAL = {"carrier": Carrier.PAPER, "access": Access.OPEN, "control": Control.NONE}
"""What need not be said: it is so unless somebody says otherwise."""
COLUMNS = 2
SHORT = 20
"""Characters of a value that leave room for another beside it."""
DATE_LENGTH = 10


def filled(kind: Kind, card: Card, narrator: Narrator, words: Wording) -> Iterator[tuple[str, str]]:
    """Go through the filled fields of a card in reading order: name and value."""
    for field in FIELDS:
        value: Any = getattr(card, field.name)
        if field.name in ELSEWHERE or kind not in field.kinds or value in ("", None, ()):
            continue
        if USUAL.get(field.name) == value:
            continue
        if field.name == "their_number" and card.their_date is not None:
            number, date = card.their_number, words.date(card.their_date)
            yield words.text("Their number"), words.text("{n} of {date}", n=number, date=date)
        elif field.name == "sheets_attached" and card.sheets is not None:
            continue
        elif field.name == "sheets" and card.sheets_attached is not None:
            yield words.text("Sheets"), f"{card.sheets} + {card.sheets_attached}"
        elif field.name != "their_date" or not card.their_number:
            yield sentence(words.field(field.name)), said(field.name, value, narrator, words)


def said(name: str, value: Any, narrator: Narrator, words: Wording) -> str:
    """Write a field's value as people read it."""
    if name == "received_at":
        moment = datetime.fromisoformat(value)
        return words.moment(moment) if len(value) > DATE_LENGTH else words.date(moment.date())
    return narrator.value(value)


class Facts(QWidget):
    """Fields in two columns, the names above the values; `shown` is what is there."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._outer.addWidget(self._inside)
        self.shown: dict[str, str] = {}

    def show_fields(self, fields: Iterator[tuple[str, str]]) -> None:
        """Show other fields."""
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID + GRID // 2)
        grid.setVerticalSpacing(GRID)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        self.shown = dict(fields)
        self._lay(grid)
        add_seen(self._outer, self._inside)
        self.setVisible(bool(self.shown))

    def _lay(self, grid: QGridLayout) -> None:
        line, place = 0, 0
        for name, value in _short_first(self.shown):
            width = _width(value)
            if place + width > COLUMNS:
                line, place = line + 1, 0
            grid.addWidget(_fact(name, value), line, place, 1, width)
            place += width


def _short_first(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Put the fields that share a line together; the first stays the first."""
    rest = list(fields.items())
    return [*rest[:1], *sorted(rest[1:], key=lambda field: _width(field[1]))]


def _width(value: str) -> int:
    """Tell how many columns a value takes."""
    return 1 if len(value) <= SHORT else COLUMNS


def _fact(name: str, value: str) -> QWidget:
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    head, text = named(Elided(name), "field_label"), QLabel(value)
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    text.setAccessibleName(f"{name}: {value}")
    lines.addWidget(head)
    lines.addWidget(text)
    lines.addStretch(1)
    return holder
