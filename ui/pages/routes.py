"""Routes of approval the office keeps: a section of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from edo.commands import routes as commands
from edo.domain.route import Rule
from edo.queries import directory
from edo.queries.directory import RouteItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.route_sheet import RouteSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.pages.staff import closed_word
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.both import other, own

Row = Entry[tuple[RouteItem, str, str]]
"""A route with the names of its types, in Russian and in Kazakh."""


def _for(row: Row, words: Wording) -> str:
    item, ru, kk = row.item
    kinds = ", ".join(words.name(kind) for kind in item.route.kinds)
    return " · ".join(part for part in (kinds, own(words, ru, kk)) if part) or words.text("any")


def _stages(row: Row, words: Wording) -> str:
    stages = row.item[0].route.stages
    said = [
        stage.title
        or (words.text("Signing") if stage.signing else words.text("Stage {n}", n=place))
        for place, stage in enumerate(stages, 1)
    ]
    return " → ".join(said)


def _people(row: Row, words: Wording) -> str:
    stages = row.item[0].route.stages
    count = sum(1 if one.rule is Rule.ANY else len(one.approvers) for one in stages)
    return words.plural("{n} visa", "{n} visas", count)


ROUTE_COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "name",
        mark("Route"),
        lambda row, words: own(words, row.item[0].route.name_ru, row.item[0].route.name_kk),
        240,
        second=lambda row, words: other(
            words, row.item[0].route.name_ru, row.item[0].route.name_kk
        ),
        strong=True,
    ),
    Column("for", mark("For"), _for, 240),
    Column("stages", mark("Stages"), _stages, 280, stretch=True),
    Column("people", mark("Visas"), _people, 100),
    Column(
        "closed",
        mark("State"),
        lambda row, words: closed_word(words, closed=row.item[0].route.closed),
        120,
        tone=lambda _row: Tone.NEUTRAL,
    ),
)


class RoutesSection(Section):
    """The routes; those not offered any more stand last."""

    TITLE = mark("Routes")

    CHAPTER = "outgoing"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No routes of approval yet"),
            mark("Who gives visas on a kind of document, and who signs it; Ins adds one."),
        )
        deeds = (
            Deed(mark("Add…"), self.add, "Ins", "plus"),
            Deed(mark("Change…"), self.change, "F2", chosen=True),
            Deed(mark("Remove"), self.remove, "Del", "trash-2", chosen=True),
        )
        self._routes: tuple[RouteItem, ...] = ()
        super().__init__(desk, ROUTE_COLUMNS, "routes", empty, deeds, parent=parent)

    def show_whole(self, whole: Organisation) -> None:
        """Ask for the routes beside what the organisation's page has."""
        self.whole = whole
        self.desk.bridge.ask(
            directory.routes,
            then=self._on_routes,
            key=(id(self), "routes"),
            owner=self,
            language=self.desk.speech.language,
            closed=True,
        )

    def entries(self, whole: Organisation) -> Iterator[Row]:
        """Give the routes."""
        types = {item.id: item.type for item in whole.types}
        for item in sorted(self._routes, key=lambda one: one.route.closed):
            found = [types[id] for id in item.route.types if id in types]
            ru = ", ".join(one.name_ru or one.name_kk for one in found)
            kk = ", ".join(one.name_kk or one.name_ru for one in found)
            yield entry(item.id, (item, ru, kk))

    def may(self) -> bool:
        """Tell whether the chosen route is still offered."""
        return self.chosen is not None and not self.chosen[0].route.closed

    def add(self) -> None:
        """Add a route."""
        if self.whole is not None:
            RouteSheet(self.desk, self.window(), self.whole.types).open()

    def change(self) -> None:
        """Change the chosen route."""
        if self.chosen is not None and self.may():
            RouteSheet(self.desk, self.window(), self.whole.types, self.chosen[0]).open()

    def remove(self) -> None:
        """Offer the chosen route no more."""
        if self.may():
            route = self.chosen[0].id
            self.desk.bridge.run(
                commands.remove, route=route, then=partial(self._on_removed, route), owner=self
            )

    def _on_removed(self, route: str, _answer: object) -> None:
        said = self.desk.speech.words.text("The route is offered no more")
        offer_undo(self.desk, self, said, commands.change, route=route, fields={"closed": False})

    def _on_routes(self, found: Sequence[RouteItem]) -> None:
        self._routes = tuple(found)
        super().show_whole(self.whole)
