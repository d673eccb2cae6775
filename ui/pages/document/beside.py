"""Fields that two people changed at once: each value with who wrote it, and a button to keep it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edo.domain.document import Document
from edo.domain.parallel import ParallelEdit, ParallelValue
from edo.narrative import Narrator
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.document.acts import is_alive
from ui.theme import GRID
from ui.widgets.layouts import add_seen, put_in
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.sign import Sign


class Beside(QFrame):
    """A band over the lines of a document, there only while something is to be settled.

    `kept` carries the name of a field and the value it is to have; `left` is sent when the keys
    were in the band and it is gone.
    """

    CHAPTER = "disputes"

    kept = Signal(str, object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        named(self, "notice")
        self.setProperty("tone", "warn")
        self.buttons: list[QPushButton] = []
        self._waits = False
        self._inside = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._inside)
        self.hide()

    def show_edits(self, document: Document, narrator: Narrator, *, may: bool = True) -> None:
        """Show what is to be settled in a document, to whom `may` settle it."""
        at = QApplication.focusWidget()
        had_keys = at is not None and self.isAncestorOf(at)
        edits = document.parallel if may and is_alive(document) else ()
        self._inside.hide()
        self._inside.deleteLater()
        self._inside, self.buttons, self._waits = QWidget(), [], False
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        lines.setSpacing(GRID)
        put_in(lines, self._head())
        for edit in edits:
            put_in(lines, self._edit(edit, narrator))
        add_seen(self._outer, self._inside)
        self.setVisible(bool(edits))
        self.setAccessibleName(self._desk.speech.words.text("Changed by two at once"))
        if had_keys and edits:
            self.take_keys()
        elif had_keys:
            self.left.emit()

    def take_keys(self) -> None:
        """Bring the keys to the first button."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> None:
        """Let a button be pressed again: what was chosen could not be kept."""
        self._waits = False

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(Sign(self._desk.theme, "merge", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        title = _text(self._desk.speech.words.text("Two changed this at once. Which is right?"))
        title.setProperty("strong", True)
        head.addWidget(title, 1)
        return head

    def _edit(self, edit: ParallelEdit, narrator: Narrator) -> QVBoxLayout:
        name = sentence(self._desk.speech.words.field(edit.field))
        lines = QVBoxLayout()
        lines.setSpacing(GRID // 2)
        lines.addWidget(named(_text(name), "field_label"))
        for value in edit.values:
            put_in(lines, self._value(edit, name, value, narrator))
        return lines

    def _value(
        self, edit: ParallelEdit, name: str, value: ParallelValue, narrator: Narrator
    ) -> QHBoxLayout:
        words = self._desk.speech.words
        said = narrator.plain(edit.field, value.value)
        note = SHOWN if value is edit.values[-1] else WRITTEN
        who = words.text(note, who=narrator.name(value.person), at=words.hlc(value.hlc))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        small = _text(who)
        small.setProperty("muted", True)
        small.setProperty("text_size", "small")
        texts.addWidget(_text(said))
        texts.addWidget(small)
        button = QPushButton(words.text("Keep"))
        button.setAccessibleName(f"{button.text()}: {name}, {said}, {who}")
        button.setAutoDefault(True)
        button.clicked.connect(partial(self._on_clicked, edit.field, value.value))
        self.buttons.append(button)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        put_in(line, texts, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _on_clicked(self, field: str, value: object, *_checked: bool) -> None:
        if not self._waits:
            self._waits = True
            self.kept.emit(field, value)


WRITTEN = mark("{who}, {at}")
SHOWN = mark("Shown now: {who}, {at}")


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
