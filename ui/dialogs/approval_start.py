"""Start an approval: a kept route or one's own, its stages changed as this document needs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from edo.commands import approval as commands
from edo.domain.document import Document
from edo.domain.route import Reset, Stage
from edo.queries import directory
from edo.queries.directory import RouteItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.route_editor import RouteEditor
from ui.widgets.both import own
from ui.widgets.picker import Choice
from ui.widgets.select import Select, names_of

WIDE = 840
BEGIN = (Stage(), Stage(signing=True))
"""What a route of one's own begins with."""


class StartApproval(FormSheet):
    """Who gives visas on a document, and in which order. `done_with` carries the approval's id."""

    CHAPTER = "outgoing"

    def __init__(self, desk: Desk, parent: QWidget | None, document: str, state: Document) -> None:
        super().__init__(desk, parent, mark("Start an approval"), mark("Start"), document)
        self._document = document
        self._routes: tuple[RouteItem, ...] = ()
        self.setMinimumWidth(WIDE)
        self.route = self.add("route", mark("Route"), Select(desk, self._names), 7)
        self.reset = self.add(
            "reset", mark("A new version is shown to"), Select(desk, names_of(tuple(Reset))), 5
        )
        self.editor = self.add("stages", mark("Stages"), RouteEditor(desk), required=True)
        self.editor.put(BEGIN)
        self.route.chosen.connect(self._on_route)
        desk.bridge.ask(
            directory.routes,
            then=self._on_routes,
            owner=self,
            kind=state.kind,
            type=state.card.type,
            language=desk.speech.language,
        )
        self.editor.go()

    def hand_in(self) -> None:
        """Start the approval, by the route as it is written now."""
        self.clear_errors()
        if self.editor.check():
            self.run(
                commands.start,
                document=self._document,
                stages=self.editor.stages(),
                route=self.route.code,
                reset=Reset(self.reset.code),
            )

    def _names(self, words: Wording) -> Sequence[Choice]:
        kept = [
            Choice(item.id, own(words, item.route.name_ru, item.route.name_kk))
            for item in self._routes
        ]
        return [*kept, Choice("", words.text("a route of its own"))]

    def _on_routes(self, found: Sequence[RouteItem]) -> None:
        self._routes = tuple(found)
        self.route.offer(self._names)
        if self._routes:
            self.route.put(self._routes[0].id)
            self._on_route(self._routes[0].id)

    def _on_route(self, id: str) -> None:
        item: Any = next((one for one in self._routes if one.id == id), None)
        self.editor.put(item.route.stages if item is not None else BEGIN)
        if item is not None:
            self.reset.put(item.route.reset.value)
        self.editor.go()
