"""Who is invited to a training: proposed by what is required, ticked or not by keys, more added."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edo.queries import invitees
from edo.queries.invitees import Invitee
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import Column
from ui.models.held import Entry, Held, entry
from ui.models.table_model import TableModel
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import put_in
from ui.widgets.picker import Choice, Picker
from ui.widgets.staff_finder import StaffFinder
from ui.widgets.tick_list import EMPTY, TICK_WIDTH, TICKED, TickList

LOW, HIGH = 96, 184
"""Its height: the lower where larger texts, or many offices, leave no more of the screen."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the list, invited or not."""

    who: Invitee
    invited: bool


def _why(row: Entry[Line], words: Wording) -> str:
    who = row.item.who
    if who.awaited is not None:
        return words.text("invited to {date}", date=words.date(who.awaited))
    if not who.required:
        return words.text("not required")
    if who.ends is not None:
        return words.text("trained until {date}", date=words.date(who.ends))
    return words.text("not trained")


COLUMNS: tuple[Column[Entry[Line]], ...] = (
    Column(
        "tick",
        mark("✓"),
        lambda _row, _words: "",
        TICK_WIDTH,
        icon=lambda row: TICKED if row.item.invited else EMPTY,
    ),
    Column(
        "name",
        mark("Name"),
        lambda row, words: own(words, *row.item.who.name),
        220,
        stretch=True,
        strong=True,
    ),
    Column(
        "position", mark("Position"), lambda row, words: own(words, *row.item.who.position), 170
    ),
    Column("office", mark("Office"), lambda row, words: own(words, *row.item.who.office), 200),
    Column("why", mark("Why"), _why, 160),
)


class InviteeList(QWidget):
    """The list of who is to come. `ids` are those who are ticked, in the order of the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._held: Held[Line] = Held(any_order=False)
        self._chosen: dict[str, bool] = {}
        self._own: dict[str, Invitee] = {}
        self._proposed: dict[str, Invitee] = {}
        self._usual = True
        self._finder = StaffFinder(desk, self)
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = TickList(desk, self.list, "invitees")
        self.add_line = Picker(
            desk,
            self._finder.find,
            name=mark("Invite somebody else"),
            hint=mark("Invite somebody else: part of the name"),
        )
        self._said = QLabel()
        self._build()
        self.list.show(self._held.source)
        self.view.ticked.connect(self._on_ticked)
        self.add_line.picked.connect(self._on_added)
        desk.speech.changed.connect(self._say)
        self._say()
        self._finder.ask()

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is invited."""
        return tuple(one.id for one in self._held.rows if one.item.invited)

    @property
    def rows(self) -> list[Line]:
        """Everybody in the list."""
        return [one.item for one in self._held.rows]

    def begin_with(self, people: Sequence[str], *, course: str = "") -> None:
        """Show who is invited already; who is proposed later is not ticked by itself any more."""
        self._usual = not people
        if people:
            self._desk.bridge.ask(
                invitees.named,
                then=self._on_named,
                owner=self,
                people=tuple(people),
                course=course,
                on=self._desk.today(),
            )

    def standing(self) -> dict[str, Any]:
        """Give who was added and ticked by hand, for a sheet that is kept."""
        return {"chosen": dict(self._chosen), "added": sorted(self._own)}

    def put_back(self, value: dict[str, Any]) -> None:
        """Show who was added and ticked by hand."""
        self._chosen, added = dict(value["chosen"]), list(value["added"])
        self._own = {id: one for id, one in self._own.items() if id in added}
        lacking = tuple(id for id in added if id not in self._own)
        if lacking:
            self._desk.bridge.ask(invitees.named, then=self._on_named, owner=self, people=lacking)
        self._show()

    def propose(self, found: Sequence[Invitee]) -> None:
        """Propose others; who was added or ticked by hand stays."""
        self._proposed = {one.id: one for one in found}
        self._show()

    def look_first_in(self, offices: Iterable[str]) -> None:
        """Find the people of some offices first."""
        self._finder.first = tuple(offices)

    def _build(self) -> None:
        self.view.setMinimumHeight(LOW)
        self.view.setMaximumHeight(HIGH)
        self.view.set_empty(
            EmptyState(
                self._desk,
                mark("Nobody is proposed"),
                mark("Choose a course and offices: who is required and not trained is listed."),
            )
        )
        below = QHBoxLayout()
        below.setSpacing(2 * GRID)
        below.addWidget(self.add_line, 1)
        below.addWidget(self._said)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        lines.addWidget(self.view)
        put_in(lines, below)
        self.setFocusProxy(self.view)

    def _show(self) -> None:
        shown = {**self._own, **{k: v for k, v in self._proposed.items() if k not in self._own}}
        self._held.put(
            entry(id, Line(one, self._chosen.get(id, self._is_usual(one))))
            for id, one in shown.items()
        )
        self.list.refresh()
        self._say()

    def _is_usual(self, one: Invitee) -> bool:
        """Tell whether somebody is ticked before anybody said so."""
        return one.id in self._own or (self._usual and one.awaited is None)

    def _on_ticked(self, keys: array[int]) -> None:
        rows = [row for row in self._held.rows if row.key in set(keys)]
        wanted = not all(row.item.invited for row in rows)
        self._chosen.update({row.id: wanted for row in rows})
        self._show()

    def _on_added(self, choice: Choice | None) -> None:
        if choice is None:
            return
        self.add_line.put(None)
        self._chosen[choice.code] = True
        self._desk.bridge.ask(
            invitees.named, then=partial(self._on_named), owner=self, people=(choice.code,)
        )

    def _on_named(self, found: Sequence[Invitee]) -> None:
        for one in found:
            known = self._proposed.get(one.id)
            self._own[one.id] = known or replace(one)
        self._show()

    def _say(self) -> None:
        words, rows = self._desk.speech.words, self._held.rows
        count = sum(one.item.invited for one in rows)
        self._said.setVisible(bool(rows))
        self._said.setText(
            words.text(
                "Invited: {n} of {all} (Space ticks, Ctrl+A all)",
                n=words.number(count),
                all=words.number(len(rows)),
            )
        )
        self.view.setAccessibleName(words.text("Who is invited"))
