"""The chips over the sessions: which of them, of which course, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from edo.queries.directory import CourseItem
from edo.queries.sessions import Chosen, View
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.training.ways import Ways
from ui.widgets.both import own
from ui.widgets.chips import Chips, Filter
from ui.widgets.picker import Choice

VIEWS = (View.PLANNED, View.TO_MARK, View.DISPUTED, View.HELD, View.CANCELLED)
MINE, COURSE = "mine", "course"


class SessionFilters(QObject):
    """`changed` carries what the list shows, a `Chosen`."""

    changed = Signal(object)

    def __init__(self, desk: Desk, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self._view: View | None = None
        self.chips = Chips(
            desk,
            [
                Filter(View.PLANNED, mark("To come")),
                Filter(View.TO_MARK, mark("Not marked")),
                Filter(View.DISPUTED, mark("Marks differ")),
                Filter(View.HELD, mark("Held")),
                Filter(View.CANCELLED, mark("Cancelled")),
                Filter(MINE, mark("Held by me")),
                Filter(COURSE, mark("Course"), (Choice("", ""),), spoken=False),
            ],
        )
        self.chips.changed.connect(self._on_changed)

    @property
    def chosen(self) -> Chosen:
        """What the list shows."""
        values, me = self.chips.values, self._ways.me
        course = values.get(COURSE)
        return Chosen(
            self._view or View.ALL,
            course=course if isinstance(course, str) else "",
            trainer=me.person if MINE in values and me is not None else "",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.chips.values)

    def show_view(self, view: View) -> None:
        """Show some sessions alone."""
        self._view = None
        self.chips.put(**({view.value: True} if view in VIEWS else {}))

    def offer(self, courses: Sequence[CourseItem]) -> None:
        """Offer courses to choose from."""
        words = self._desk.speech.words
        self.chips.offer(
            COURSE,
            [
                Choice(one.id, own(words, one.course.title_ru, one.course.title_kk))
                for one in courses
            ],
        )
        self.chips.allow(COURSE, len(courses) > 1)

    def count(self, counts: dict[View, int]) -> None:
        """Show how many sessions there are of some."""
        for view, number in counts.items():
            self.chips.count(view.value, number)

    def _on_changed(self, values: dict[str, str | bool]) -> None:
        """Keep one list chosen at most: the one pressed last."""
        on = [view for view in VIEWS if view.value in values]
        pressed = [view for view in on if view is not self._view]
        self._view = pressed[0] if pressed else on[0] if on else None
        kept = {code: value for code, value in values.items() if code not in set(VIEWS)}
        if self._view is not None:
            kept[self._view.value] = True
        self.chips.blockSignals(True)
        self.chips.put(**kept)
        self.chips.blockSignals(False)
        self.changed.emit(self.chosen)
