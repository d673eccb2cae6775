"""A narrow sheet in the middle of the window: first questions, trouble at the start, waiting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import resources
from ui.desk import Desk
from ui.dialogs.offer_line import OfferLine
from ui.theme import GRID, ROOMY
from ui.widgets.layouts import put_in
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named

WIDTH = 600
SIGN = 28


class Sheet(QWidget):
    """A title, a sentence and whatever a subclass adds to `lines`; texts are marked English."""

    def __init__(self, desk: Desk, title: str, text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._texts = (title, text)
        self.title, self.text = QLabel(), QLabel()
        self._sign, self._program = QLabel(), QLabel()
        self.told_line: OfferLine | None = None
        self._head, self._card = QHBoxLayout(), named(QFrame(), "card")
        self.lines = QVBoxLayout()
        self._build()
        self._say_sheet()
        desk.speech.changed.connect(self._say_sheet)

    def say(self, title: str, text: str) -> None:
        """Say something else."""
        self._texts = (title, text)
        self.answer("")
        self._say_sheet()

    def notify(self, notice: Notice) -> None:
        """Say something above the buttons, which stand last; another question takes it away."""
        self.answer(notice.text)

    def answer(self, text: str) -> None:
        """Say above the buttons why a key did nothing; an empty text takes it back."""
        if self.told_line is None:
            if not text:
                return
            self.told_line = OfferLine(self.desk)
            self.lines.insertWidget(self.lines.count() - 1, self.told_line)
        self.told_line.answer(text)

    def put_above(self, widget: QWidget) -> None:
        """Put a widget over the title, at the right of the program's name."""
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _build(self) -> None:
        card = self._card
        self._widen()
        self.desk.theme.changed.connect(self._widen)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(5 * GRID, 3 * GRID, 5 * GRID, 3 * GRID)
        inner.setSpacing(2 * GRID)
        sign = QIcon(str(resources.path("theme/sign.svg")))
        self._sign.setPixmap(sign.pixmap(SIGN, SIGN))
        self._program.setProperty("strong", True)
        self._head.setSpacing(GRID + GRID // 2)
        self._head.addWidget(self._sign)
        self._head.addWidget(self._program)
        self._head.addStretch()
        put_in(inner, self._head)
        self.title.setProperty("text_size", "large")
        self.text.setProperty("muted", True)
        for label in (self.title, self.text):
            label.setWordWrap(True)
            inner.addWidget(label)
        put_in(inner, self.lines)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.addStretch(2)
        # Stretches, not an alignment: an aligned card would not ask how high its texts are.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        put_in(column, middle)
        column.addStretch(3)
        area = QScrollArea()
        area.setWidget(paper)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _widen(self) -> None:
        """Be wider where texts are larger: the buttons below are to be seen without scrolling."""
        self._card.setFixedWidth(round(WIDTH * max(1.0, self.desk.theme.sizes.text / ROOMY.text)))

    def _say_sheet(self) -> None:
        words = self.desk.speech.words
        title, text = self._texts
        self._program.setText(words.text("Document flow"))
        self.title.setText(words.text(title))
        self.text.setText(words.text(text))
        self.text.setVisible(bool(text))


class WaitSheet(Sheet):
    """Something takes its time: what it is and, where it is known, how far it is.

    What tells how far it is can be stopped too: `stopped` is sent when somebody asks for it.
    """

    stopped = Signal()

    def __init__(self, desk: Desk, title: str, text: str = "") -> None:
        super().__init__(desk, title, text)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.title.text())
        self.lines.addWidget(self.bar)
        self.stop = QPushButton()
        self.stop.hide()
        self.stop.clicked.connect(self._on_stop)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.stop)
        put_in(self.lines, line)
        self._say_stop()
        desk.speech.changed.connect(self._say_stop)

    def _say_stop(self) -> None:
        self.stop.setText(self.desk.speech.words.text("Stop"))

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()

    def progress(self, done: int, total: int) -> None:
        """Show how far it is, and let it be stopped."""
        if self.stop.isHidden():
            self.stop.show()
            self.stop.setFocus()
        self.bar.setRange(0, total)
        self.bar.setValue(done)
