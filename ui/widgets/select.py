"""A box to choose one of a few from; its names are said again when the language changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from edo.wording import Wording
from ui.desk import Desk
from ui.widgets.picker import Choice

Options = Callable[[Wording], Sequence[Choice]]
NARROWEST = 8
"""Letters a box has room for at least."""


def names_of(codes: Sequence[StrEnum]) -> Options:
    """Offer codes of the domain by their names."""
    return lambda words: [Choice(code.value, sentence(words.name(code))) for code in codes]


def sentence(text: str) -> str:
    """Begin a name as a sentence begins; the catalogues have names as they stand inside one."""
    return text[:1].upper() + text[1:]


class Select(QComboBox):
    """One of a few choices; `chosen` carries the code a person chose."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, options: Options) -> None:
        super().__init__()
        self._desk = desk
        self._options = options
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Its own delegate knows no style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(lambda: self.chosen.emit(self.code))
        desk.speech.changed.connect(self._say)
        self._say()

    @property
    def code(self) -> str:
        """The code of what is chosen; empty where nothing is."""
        return str(self.currentData() or "")

    def put(self, code: str) -> None:
        """Choose by code; an unknown one chooses nothing."""
        self.setCurrentIndex(self.findData(code))

    def offer(self, options: Options) -> None:
        """Offer other choices, keeping the one chosen where it is still among them."""
        self._options = options
        self._say()

    def sizeHint(self) -> QSize:
        """Ask for room for a few letters, whatever there is to choose.

        Qt's own policy for this keeps room for an icon besides, which no choice here has. It costs
        the same: the list of choices is built with the box either way.
        """
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        letters = self.fontMetrics()
        room = QSize(NARROWEST * letters.horizontalAdvance("X"), letters.height())
        kind = QStyle.ContentsType.CT_ComboBox
        return self.style().sizeFromContents(kind, option, room, self)

    def minimumSizeHint(self) -> QSize:
        """Be no narrower than that."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is chosen, ending in an ellipsis where there is no room for all of it."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        text = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        option.currentText = text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a form must not change it."""
        event.ignore()

    def _say(self) -> None:
        code = self.code
        self.clear()
        for choice in self._options(self._desk.speech.words):
            self.addItem(choice.name, choice.code)
        place = self.findData(code)
        self.setCurrentIndex(place if place >= 0 else min(0, self.count() - 1))
