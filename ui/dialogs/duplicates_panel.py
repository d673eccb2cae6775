"""A warning that a document may be registered already, and the word that it is another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from edo.errors import Reason, Refusal
from edo.queries.documents import DocumentRow
from edo.queries.duplicates import Duplicate
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.layouts import empty, put_in
from ui.widgets.polish import named, restyle
from ui.widgets.sign import Sign

SEEN = 3
"""Matches told in full; more are counted."""
KEYS = "F8"


class DuplicatesPanel(QFrame):
    """Shows the documents that match; `confirmed` is sent when a person says it is another one.

    What was confirmed holds for the documents shown then: a new match asks again.
    """

    confirmed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Duplicate, ...] = ()
        self._cleared: frozenset[str] = frozenset()
        named(self, "notice")
        self.setProperty("tone", "warn")
        self._sign, self._title = Sign(desk.theme), QLabel()
        self._lines = QVBoxLayout()
        self.box = QCheckBox()
        self.confirm = QAction(self)
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        self.hide()

    @property
    def found(self) -> tuple[Duplicate, ...]:
        """The documents that match."""
        return self._found

    @property
    def cleared(self) -> frozenset[str]:
        """Ids of the documents this one was said to differ from."""
        return self._cleared

    @property
    def open_question(self) -> Refusal | None:
        """What speaks against registering: the first match nobody took back, as a refusal."""
        for match in self._found:
            if match.row.document not in self._cleared:
                number, on = match.row.number or "—", match.row.on or match.row.their_date
                return Refusal(Reason.POSSIBLE_DUPLICATE, number=number, date=on or "—")
        return None

    def show_found(self, found: Sequence[Duplicate]) -> None:
        """Show the documents that match now."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        self._say()

    def clear(self, cleared: frozenset[str] = frozenset()) -> None:
        """Begin with another document; `cleared` comes back from a kept form."""
        self._found, self._cleared = (), cleared
        self._say()

    def stress(self) -> None:
        """Bring the keys to the question."""
        self.box.setFocus()
        restyle(self, tone="bad")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self._title.setProperty("strong", True)
        self._title.setWordWrap(True)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        self._lines.setSpacing(GRID // 2)
        self.box.toggled.connect(self._on_toggled)
        self.confirm.setShortcut(QKeySequence(KEYS))
        self.confirm.triggered.connect(self._on_key)
        self.addAction(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID + GRID // 2, GRID, GRID + GRID // 2, GRID)
        layout.setSpacing(GRID // 2)
        put_in(layout, head)
        put_in(layout, self._lines)
        layout.addWidget(self.box)

    def _say(self) -> None:
        words = self._desk.speech.words
        asked = self.open_question is not None
        tone = "warn" if asked else "neutral"
        self._sign.put("triangle-alert", tone)
        restyle(self, tone=tone)
        self._title.setText(words.text("Perhaps this is registered already"))
        self.box.setText(words.text("It is another document") + f"  ({KEYS})")
        self.box.setAccessibleName(words.text("It is another document"))
        self.confirm.setText(words.text("Say that it is another document"))
        self.confirm.setEnabled(bool(self._found))
        self.box.blockSignals(True)
        self.box.setChecked(bool(self._found) and not asked)
        self.box.blockSignals(False)
        self._show_lines()
        self.setVisible(bool(self._found))

    def _show_lines(self) -> None:
        words = self._desk.speech.words
        empty(self._lines)
        texts = [self._line(match) for match in self._found[:SEEN]]
        over = len(self._found) - SEEN
        if over > 0:
            texts.append(words.plural("and {n} more", "and {n} more", over))
        for text in texts:
            label = QLabel(text)
            label.setWordWrap(True)
            self._lines.addWidget(label)
        self.setAccessibleName("\n".join((self._title.text(), *texts)))

    def _line(self, match: Duplicate) -> str:
        words, row = self._desk.speech.words, match.row
        told = _named(row, words.text("№ {number}", number=row.number), words.date(row.on))
        if not row.number:
            told = words.text("without a number yet")
        language = words.language
        theirs = (
            words.text(
                "their № {number}", number=f"{row.their_number} {words.date(row.their_date)}"
            )
            if row.their_number
            else ""
        )
        same = words.text("the same file") if match.same_file else ""
        parts = (told, row.correspondent(language), theirs.strip(), row.subject(language), same)
        return " · ".join(part for part in parts if part)

    def _on_toggled(self, on: bool) -> None:
        ids = frozenset(match.row.document for match in self._found)
        self._cleared = self._cleared | ids if on else self._cleared - ids
        self._say()
        self.confirmed.emit()

    def _on_key(self) -> None:
        self.box.setChecked(not self.box.isChecked())


def _named(row: DocumentRow, number: str, on: str) -> str:
    index = f" ({row.journal})" if row.journal else ""
    return f"{number}{index}, {on}"
