"""What may be said at once about a correspondent that is not in the directory yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from edo.domain.organisation import Being, check_identifier
from edo.errors import Refusal
from edo.wording import Wording
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.select import NARROWEST, Select, names_of

BIN_DIGITS = 12


class NewcomerStrip(QWidget):
    """Its fields under the name.

    All of it may be left out, so Tab passes it by until somebody asks for it (`enter`, a click) or
    something stands in it. `doubted` is sent when a number is typed whole, so that a wrong digit is
    told at once.
    """

    edited = Signal()
    doubted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.bin, self.second = QLineEdit(), QLineEdit()
        self.being = Select(desk, names_of(tuple(Being)))
        self._label = QLabel()
        self.kazakh = False
        self._build()
        self.say()
        desk.speech.changed.connect(self.say)
        desk.theme.changed.connect(self._fit)

    def enter(self) -> None:
        """Go to what may be said."""
        self.bin.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab go through all of it once the keys are here."""
        if event.type() is QEvent.Type.FocusIn:
            self._open(opened=True)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Be passed by again, for the next newcomer."""
        self._open(opened=False)
        super().hideEvent(event)

    def fault(self, words: Wording) -> str:
        """Say what is wrong with the БИН or ИИН; nothing while it is being typed."""
        text = self.bin.text().strip()
        try:
            if text:
                check_identifier(text)
        except Refusal as error:
            return words.refusal(error)
        return ""

    def say(self) -> None:
        """Say the texts."""
        words = self._desk.speech.words
        self._label.setText(words.text("New · Enter:"))
        self._label.setToolTip(words.text("Enter in the name once more adds what else is known"))
        self.bin.setPlaceholderText(words.text("BIN or IIN"))
        self.bin.setAccessibleName(words.text("BIN or IIN"))
        name = words.text("Name in Russian") if self.kazakh else words.text("Name in Kazakh")
        self.second.setPlaceholderText(name)
        self.second.setAccessibleName(name)
        self.being.setAccessibleName(words.text("Organisation or person"))
        self._fit()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self._label.setProperty("muted", True)
        self.bin.setMaxLength(BIN_DIGITS)
        self._fit()
        for part in (self._label, self.bin, self.second, self.being):
            line.addWidget(part)
        for part in (self.bin, self.second, self.being):
            part.installEventFilter(self)
        self._open(opened=False)
        line.setStretchFactor(self.second, 1)
        self.bin.textChanged.connect(self._on_bin)
        self.bin.editingFinished.connect(self.doubted)
        self.second.textChanged.connect(self.edited)
        self.being.currentIndexChanged.connect(self.edited)

    def _fit(self) -> None:
        """Have room for a whole number and for who it is, however large texts are."""
        digits = QFontMetrics(self._desk.theme.font()).horizontalAdvance("0" * BIN_DIGITS)
        self.bin.setFixedWidth(digits + 4 * GRID)
        letters, box = self.being.fontMetrics(), self.being.sizeHint().width()
        names = [self.being.itemText(place) for place in range(self.being.count())]
        spare = max(map(letters.horizontalAdvance, names)) - NARROWEST * letters.horizontalAdvance(
            "X"
        )
        self.being.setMinimumWidth(box + max(0, spare))

    def _open(self, *, opened: bool) -> None:
        filled = bool(self.bin.text() or self.second.text())
        policy = Qt.FocusPolicy.StrongFocus if opened or filled else Qt.FocusPolicy.ClickFocus
        for part in (self.bin, self.second, self.being):
            part.setFocusPolicy(policy)

    def _on_bin(self, text: str) -> None:
        self.edited.emit()
        if len(text) == BIN_DIGITS:
            self.doubted.emit()
