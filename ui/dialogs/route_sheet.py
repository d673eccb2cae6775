"""A route of approval the office keeps: its names, what it is for, its stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import to_builtins
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from edo.commands import routes as commands
from edo.domain.card import Kind
from edo.domain.route import Reset, Route
from edo.queries.directory import RouteItem, TypeItem
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.approval_start import BEGIN, WIDE
from ui.dialogs.form_sheet import BOTH_NAMES, FormSheet, changed
from ui.dialogs.route_editor import LOW, RouteEditor
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.find_among import find_among
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice
from ui.widgets.select import Select, names_of


class RouteSheet(FormSheet):
    """Keep a route, or change the one given."""

    CHAPTER = "outgoing"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        types: Sequence[TypeItem],
        item: RouteItem | None = None,
    ) -> None:
        title = mark("Change the route of approval") if item else mark("Add a route of approval")
        super().__init__(
            desk, parent, title, mark("Save") if item else mark("Add"), item.id if item else ""
        )
        self._item, self._types = item, tuple(types)
        route = item.route if item else Route(stages=BEGIN)
        self.setMinimumWidth(WIDE)
        self.name_ru, self.name_kk = self.lines("name", BOTH_NAMES, route, required=True)
        self.kinds = {one: QCheckBox() for one in Kind}
        self.add(
            "kinds", mark("For documents of these kinds; none ticked: for all"), self._boxes(route)
        )
        self.types = self.add(
            "types",
            mark("Only for these types"),
            ManyPicker(
                desk,
                find_among(self._type_choices),
                name=mark("Only for these types"),
                hint=mark("any type"),
            ),
            7,
        )
        self.types.put([one for one in self._type_choices() if one.code in route.types])
        self.reset = self.add(
            "reset", mark("A new version is shown to"), Select(desk, names_of(tuple(Reset))), 5
        )
        self.reset.put(route.reset.value)
        self.editor = self.add("stages", mark("Stages"), RouteEditor(desk, LOW), required=True)
        self.editor.put(route.stages)
        self._say()
        desk.speech.changed.connect(self._say)
        self.fields[self.leading("name_ru")].control.setFocus()

    def hand_in(self) -> None:
        """Keep or change the route."""
        self.clear_errors()
        words = self._desk.speech.words
        if not (self.name_ru.text().strip() or self.name_kk.text().strip()):
            self.show_wrong(self.leading("name_ru"), words.text("Fill this in."))
            return
        if not self.editor.check():
            return
        values: dict[str, Any] = {
            "name_ru": self.name_ru.text().strip(),
            "name_kk": self.name_kk.text().strip(),
            "kinds": tuple(kind for kind, box in self.kinds.items() if box.isChecked()),
            "types": tuple(choice.code for choice in self.types.choices),
            "stages": self.editor.stages(),
            "reset": Reset(self.reset.code),
        }
        if self._item is None:
            self.run(commands.define, route=Route(**values))
            return
        fields = changed(self._item.route, values)
        if fields:
            self.run(commands.change, route=self._item.id, fields=to_builtins(fields))
        else:
            self.accept()

    def _boxes(self, route: Route) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        for place, (kind, box) in enumerate(self.kinds.items()):
            box.setChecked(kind in route.kinds)
            grid.addWidget(box, 0, place)
        holder.setFocusProxy(self.kinds[Kind.INCOMING])
        return holder

    def _type_choices(self) -> list[Choice]:
        words = self._desk.speech.words
        return [
            Choice(one.id, own(words, one.type.name_ru, one.type.name_kk)) for one in self._types
        ]

    def _say(self) -> None:
        for kind, box in self.kinds.items():
            box.setText(self._desk.speech.words.name(kind))
