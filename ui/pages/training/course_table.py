"""A list with a column for each course: of offices, or of people.

Courses come with the answer, so the columns do; where they change, the view is made anew and one
stands on the same row again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import AnyColumn, Column
from ui.models.held import Entry, Held
from ui.models.table_model import TableModel
from ui.pages.training.matrix_view import MatrixView, wrapped
from ui.theme import GRID, Tone
from ui.widgets.empty import EmptyState

WIDE, NARROW = 256, 128
"""Widths of a course's column, where there is room and where there is not."""


@dataclass(frozen=True, slots=True)
class CourseHead:
    """A course over its column: its id, and its title in the person's language."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Share:
    """What stands in a cell: a figure, its word, and what that feels like."""

    text: str
    second: str = ""
    tone: Tone = Tone.NEUTRAL


CellOf = Callable[[Any, int, Wording], Share]
"""Given a row's item, the place of a course and the words: what stands in the cell."""


class CourseTable(QWidget):
    """Rows with a cell for each course.

    `chosen` carries the id of the row one stands on, or nothing; `opened` the id of a row on which
    Enter was pressed; `stood` the place of a course, -1 where one stands on the row's name;
    `counted` how many rows are selected.
    """

    chosen = Signal(object)
    opened = Signal(str)
    stood = Signal(int)
    typed = Signal(str)
    counted = Signal(int)

    def __init__(
        self, desk: Desk, name: str, first: Sequence[AnyColumn], cell: CellOf, empty: EmptyState
    ) -> None:
        super().__init__()
        self._desk, self._name = desk, name
        self._first, self._cell = tuple(first), cell
        self._empty = empty
        self._heads: tuple[tuple[CourseHead, int], ...] = ()
        self.held: Held[Any] = Held()
        self.courses: tuple[CourseHead, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.view = self._make()
        self.view.set_empty(empty)

    @property
    def item(self) -> Any:
        """What the row is of on which one stands, or None."""
        row = self.held.find(self.view.key())
        return row.item if row is not None else None

    @property
    def course(self) -> CourseHead | None:
        """The course in whose column one stands; where there is but one, that."""
        place = self.view.column - len(self._first)
        if 0 <= place < len(self.courses):
            return self.courses[place]
        return self.courses[0] if len(self.courses) == 1 else None

    def put(self, courses: Sequence[CourseHead], entries: Sequence[Entry[Any]]) -> None:
        """Show other rows under other courses."""
        wide = self._width(len(courses))
        self.held.put(entries)
        self.courses = tuple(courses)
        if (heads := tuple((one, wide) for one in courses)) == self._heads:
            self.view.list.refresh()
            return
        self._heads = heads
        had, key = self.view.hasFocus(), self.view.key()
        old, self.view = self.view, self._make()
        self._empty.setParent(None)
        self.view.set_empty(self._empty)
        self._layout.removeWidget(old)
        old.hide()
        old.deleteLater()
        if had:
            self.view.setFocus()
        if key is not None:
            self._again = key
            self.view.list.filled.connect(self._choose_again)

    def name(self, text: str) -> None:
        """Say what the list is called, in the person's language."""
        self.setAccessibleName(text)
        self.view.setAccessibleName(text)

    def choose(self, key: int) -> bool:
        """Stand on a row."""
        return self.view.choose(key)

    def _choose_again(self) -> None:
        self.view.list.filled.disconnect(self._choose_again)
        self.view.choose(self._again)

    def _width(self, count: int) -> int:
        room = self.width() - sum(column.width for column in self._first) - 2 * GRID
        return max(NARROW, min(WIDE, room // max(1, count)))

    def _make(self) -> MatrixView:
        columns = (*self._first, *self._columns())
        desk = self._desk
        model = TableModel(desk.bridge, desk.speech, columns, self)
        view = MatrixView(desk, model, self._name, lead=len(self._first))
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self._on_opened)
        view.stood.connect(self._on_stood)
        view.typed.connect(self.typed)
        view.counted.connect(self.counted)
        view.setAccessibleName(self.accessibleName())
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        model.show(self.held.source)
        return view

    def _columns(self) -> list[AnyColumn]:
        metrics = QFontMetrics(self._desk.theme.font("small", bold=True))
        made: list[AnyColumn] = []
        for place, (head, wide) in enumerate(self._heads):
            made.append(
                Column(
                    head.id,
                    wrapped(head.title, metrics, wide - 2 * GRID),
                    lambda row, words, n=place: self._cell(row.item, n, words).text,
                    wide,
                    second=lambda row, words, n=place: self._cell(row.item, n, words).second,
                    tone=lambda row, n=place: self._cell(row.item, n, self._desk.speech.words).tone,
                )
            )
        return made

    def _on_stood(self, column: int) -> None:
        self.stood.emit(column - len(self._first))

    def _on_chosen(self, key: int | None) -> None:
        row = self.held.find(key)
        self.chosen.emit(row.id if row is not None else None)

    def _on_opened(self, key: int) -> None:
        row = self.held.find(key)
        if row is not None:
            self.opened.emit(row.id)
