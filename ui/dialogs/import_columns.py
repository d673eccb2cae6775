"""What the columns of a list hold: guessed, shown with a sample, changed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from edo.domain.staff_list import OF_TRAINING, ListColumn, ListKind
from edo.transfer.columns import Guess, Mapped
from edo.wording import Wording
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.layouts import empty
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select, sentence

SURE = 0.75
"""From so sure on a guess is not asked to be looked at."""
SHOWN = 60
"""Columns that are shown; what stands further right is left out."""


class ColumnsView(QScrollArea):
    """One line for each column: its head, a sample, and what it holds.

    `told` carries the place of a column and what a person says it holds.
    """

    told = Signal(int, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._mapped: Mapped | None = None
        self.selects: dict[int, Select] = {}
        self._unsure: dict[int, QLabel] = {}
        self._inside = named(QWidget(), "paper")
        self._grid = QGridLayout(self._inside)
        self._heads = tuple(QLabel() for _ in range(4))
        self._grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        for column, stretch in enumerate((3, 5, 3, 2)):
            self._grid.setColumnStretch(column, stretch)
        for place, head in enumerate(self._heads):
            head.setProperty("muted", True)
            head.setProperty("text_size", "small")
            self._grid.addWidget(head, 0, place)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk.speech.changed.connect(self._say)
        self._say()

    def show_columns(self, mapped: Mapped) -> None:
        """Show other columns, or the same with other guesses."""
        same = self._mapped is not None and [one.place for one in self._mapped.columns] == [
            one.place for one in mapped.columns
        ]
        self._mapped = mapped
        if not same:
            self._clear()
            for n, one in enumerate(mapped.columns[:SHOWN], 1):
                self._add(n, one)
        for one in mapped.columns[:SHOWN]:
            self.selects[one.place].offer(self._options)
            self.selects[one.place].put(one.holds.value if one.holds else "")
        self._say()

    def _add(self, n: int, one: Guess) -> None:
        title, sample = Elided(one.title), Elided(" · ".join(one.sample))
        title.setProperty("strong", True)
        sample.setProperty("muted", True)
        select = Select(self._desk, self._options)
        select.setAccessibleName(one.title)
        select.chosen.connect(partial(self._on_chosen, one.place))
        unsure = QLabel()
        unsure.setProperty("muted", True)
        for place, widget in enumerate((title, sample, select, unsure)):
            self._grid.addWidget(widget, n, place)
        self._grid.setRowStretch(n, 0)
        self._grid.setRowStretch(n + 1, 1)
        self.selects[one.place] = select
        self._unsure[one.place] = unsure

    def _clear(self) -> None:
        self.selects.clear()
        self._unsure.clear()
        empty(self._grid, self._heads)
        for place, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, place)

    def _options(self, words: Wording) -> Sequence[Choice]:
        staff = self._mapped is None or self._mapped.kind is ListKind.STAFF
        return [
            Choice("", words.text("left out")),
            *(
                Choice(one.value, sentence(words.name(one)))
                for one in ListColumn
                if not (staff and one in OF_TRAINING)
            ),
        ]

    def _on_chosen(self, place: int, code: str) -> None:
        self.told.emit(place, ListColumn(code) if code else None)

    def _say(self) -> None:
        words = self._desk.speech.words
        texts = (
            words.text("Head of the column"),
            words.text("For example"),
            words.text("What it holds"),
            "",
        )
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        if self._mapped is None:
            return
        for one in self._mapped.columns[:SHOWN]:
            unsure = one.holds is not None and one.sure < SURE
            self._unsure[one.place].setText(words.text("Please check") if unsure else "")
