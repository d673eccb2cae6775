"""The chips over the list of tasks: which list it is, and whose tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.queries import directory, task_lists
from edo.queries.directory import OfficeItem, PersonItem
from edo.queries.task_lists import SOON_DAYS, Chosen, Counts, View
from edo.sentences import mark
from ui.desk import Desk
from ui.models.document_list import office_name
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.chips import Chips, Filter
from ui.widgets.picker import Choice

VIEWS = (View.CONTROL, View.SOON, View.OVERDUE, View.REVIEW)
"""Lists with a chip of their own; the first is shown where none is chosen."""
SOON = (1, 3, 7, 14, 30)
"""Days that are offered for «soon»."""
MINE = "mine"


class ControlFilters(QWidget):
    """`changed` carries what the list shows, a `Chosen`; `me` is who works here."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.me: Myself | None = None
        self._view = View.CONTROL
        self._days: str | bool = ""
        self.chips = Chips(
            desk,
            [
                Filter(View.CONTROL, mark("On control")),
                Filter(View.SOON, mark("Due soon")),
                Filter(View.OVERDUE, mark("Overdue")),
                Filter(View.REVIEW, mark("Reports to accept")),
                Filter(
                    "other",
                    mark("Other lists"),
                    (
                        Choice(View.RUNNING, mark("Not ended")),
                        Choice(View.ENDED, mark("Ended")),
                        Choice(View.ALL, mark("All tasks")),
                    ),
                    nothing=mark("none of them"),
                ),
                Filter(MINE, mark("My tasks")),
                Filter("executor", mark("Executor"), (Choice("", ""),), spoken=False),
                Filter("author", mark("Given by"), (Choice("", ""),), spoken=False),
                Filter("office", mark("Office"), (Choice("", ""),), spoken=False),
                Filter(
                    "days",
                    mark("Soon is within"),
                    (Choice("", ""),),
                    spoken=False,
                    nothing=mark("3 days"),
                ),
            ],
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self.chips)
        self.chips.changed.connect(self._on_changed)
        desk.speech.changed.connect(self.ask)
        self.chips.put(**{View.CONTROL: True})

    @property
    def chosen(self) -> Chosen:
        """What the list shows."""
        values = self.chips.values

        def said(code: str) -> str:
            value = values.get(code)
            return value if isinstance(value, str) else ""

        executor = said("executor")
        if MINE in values and self.me is not None:
            executor = self.me.person
        return Chosen(
            self._view,
            executor,
            said("author"),
            said("office"),
            int(said("days") or SOON_DAYS),
        )

    def ask(self) -> None:
        """Ask who works here, and for people and offices to choose from."""
        bridge = self._desk.bridge
        language = self._desk.speech.language
        bridge.look(myself, then=self._on_me, owner=self, key=(id(self), "me"))
        bridge.ask(_staff, then=self._on_staff, owner=self, language=language)
        self.count()

    def put_kept(self, values: dict[str, str | bool]) -> None:
        """Put in force what was kept of a view: one of the lists, and whose tasks."""
        view = next((one for one in VIEWS if one.value in values), None)
        self._view = view or View(str(values.get("other", View.CONTROL)))
        self._days = values.get("days", "")
        self.chips.put(**values)

    def count(self) -> None:
        """Ask how much is in each list."""
        self._desk.bridge.ask(
            task_lists.counts,
            then=self._on_counts,
            key=(id(self), "counts"),
            owner=self,
            chosen=self.chosen,
            today=self._desk.today(),
        )

    def show_view(self, view: View) -> None:
        """Show a list."""
        values = {
            code: value
            for code, value in self.chips.values.items()
            if code not in (*VIEWS, "other")
        }
        values |= {view.value: True} if view in VIEWS else {"other": view.value}
        self.chips.put(**values)

    def show_only(self, view: View) -> None:
        """Show a list with nothing else narrowing it."""
        self.chips.put(**({view.value: True} if view in VIEWS else {"other": view.value}))

    def clear(self) -> None:
        """Show what is on control, everybody's."""
        self.chips.put()

    def _on_me(self, me: Myself) -> None:
        first, self.me = self.me is None, me
        if first and not me.may(Right.CONTROL):
            self.chips.put(**{**self.chips.values, MINE: True})
        elif MINE in self.chips.values:
            self.changed.emit(self.chosen)

    def _on_staff(self, found: tuple[list[PersonItem], list[OfficeItem]]) -> None:
        people, offices = found
        words = self._desk.speech.words
        named = [
            Choice(one.id, own(words, one.person.name_ru, one.person.name_kk)) for one in people
        ]
        self.chips.offer(
            "days", [Choice(str(n), words.plural("{n} day", "{n} days", n)) for n in SOON]
        )
        self.chips.offer("executor", named)
        self.chips.offer("author", named)
        self._offer_offices(offices)

    def _offer_offices(self, offices: Sequence[OfficeItem]) -> None:
        words = self._desk.speech.words
        self.chips.offer(
            "office", [Choice(one.id, office_name(words, one.office)) for one in offices]
        )
        self.chips.allow("office", len(offices) > 1)

    def _on_counts(self, counts: Counts) -> None:
        for view, number in (
            (View.CONTROL, counts.control),
            (View.SOON, counts.soon),
            (View.OVERDUE, counts.overdue),
            (View.REVIEW, counts.review),
        ):
            self.chips.count(view.value, number)

    def _on_changed(self, values: dict[str, str | bool]) -> None:
        """Keep one list chosen: the one pressed last, or the first where none is."""
        on = [view for view in VIEWS if view.value in values]
        other = values.get("other")
        pressed = [view for view in on if view is not self._view]
        days = values.get("days", "")
        if days and days != self._days:
            view = View.SOON
        elif isinstance(other, str) and View(other) is not self._view:
            view = View(other)
        elif pressed:
            view = pressed[0]
        elif on:
            view = on[0]
        else:
            view = View(other) if isinstance(other, str) else View.CONTROL
        self._view, self._days = view, days
        wanted = {view.value: True} if view in VIEWS else {"other": view.value}
        rest = {code: value for code, value in values.items() if code not in (*VIEWS, "other")}
        self.chips.blockSignals(True)
        self.chips.put(**{**wanted, **rest})
        self.chips.blockSignals(False)
        self.changed.emit(self.chosen)
        self.count()


def _staff(connection: Any, *, language: str) -> tuple[list[PersonItem], list[OfficeItem]]:
    people = directory.people(connection, language=language, left=True)
    return people, directory.offices(connection)
