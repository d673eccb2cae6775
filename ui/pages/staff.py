"""Units, positions and people: three sections of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from edo.queries.directory import PersonItem, PositionItem, UnitItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.office_sheets import PersonSheet, PositionSheet, UnitSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Section
from ui.theme import Tone
from ui.widgets.both import other, own


def _unit(row: Entry[UnitItem], words: Wording) -> str:
    return own(words, row.item.unit.name_ru, row.item.unit.name_kk)


def _position(row: Entry[PositionItem], words: Wording) -> str:
    return own(words, row.item.position.name_ru, row.item.position.name_kk)


def closed_word(words: Wording, *, closed: bool) -> str:
    """Say that an entry is not used any more."""
    return words.text("not used") if closed else ""


UNIT_COLUMNS: tuple[Column[Entry[UnitItem]], ...] = (
    Column(
        "name",
        mark("Unit"),
        _unit,
        200,
        second=lambda row, words: other(words, row.item.unit.name_ru, row.item.unit.name_kk),
        stretch=True,
    ),
    Column("short", mark("Short name"), lambda row, _words: row.item.unit.short, 110),
    Column(
        "closed",
        mark("State"),
        lambda row, words: closed_word(words, closed=row.item.unit.closed),
        130,
        tone=lambda _row: Tone.NEUTRAL,
    ),
)
POSITION_COLUMNS: tuple[Column[Entry[PositionItem]], ...] = (
    Column(
        "name",
        mark("Position"),
        _position,
        200,
        second=lambda row, words: other(
            words, row.item.position.name_ru, row.item.position.name_kk
        ),
        stretch=True,
    ),
    Column(
        "closed",
        mark("State"),
        lambda row, words: closed_word(words, closed=row.item.position.closed),
        130,
        tone=lambda _row: Tone.NEUTRAL,
    ),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person with the names of their place: ru and kk of position, unit and office."""

    item: PersonItem
    position: tuple[str, str]
    unit: tuple[str, str]
    office: tuple[str, str]

    @property
    def left(self) -> date | None:
        """The day they left on."""
        return self.item.person.left


PERSON_COLUMNS: tuple[Column[Entry[Colleague]], ...] = (
    Column(
        "name",
        mark("Name"),
        lambda row, words: own(words, row.item.item.person.name_ru, row.item.item.person.name_kk),
        220,
        second=lambda row, words: other(
            words, row.item.item.person.name_ru, row.item.item.person.name_kk
        ),
        stretch=True,
        strong=True,
    ),
    Column(
        "position",
        mark("Position"),
        lambda row, words: own(words, *row.item.position),
        190,
        second=lambda row, words: own(words, *row.item.unit),
    ),
    Column("office", mark("Office"), lambda row, words: own(words, *row.item.office), 210),
    Column(
        "phone",
        mark("Phone"),
        lambda row, _words: row.item.item.person.phone,
        150,
    ),
    Column("email", mark("E-mail"), lambda row, _words: row.item.item.person.email, 190),
    Column(
        "left",
        mark("State"),
        lambda row, words: (
            words.text("left on {day}", day=words.date(row.item.left)) if row.item.left else ""
        ),
        150,
        tone=lambda _row: Tone.NEUTRAL,
    ),
)


class UnitsSection(Section):
    """The units of the offices."""

    def __init__(self, desk: Desk) -> None:
        empty = (mark("No units yet"), mark("Small offices need none."))
        super().__init__(desk, UNIT_COLUMNS, "units", empty)

    def entries(self, whole: Organisation) -> Iterator[Entry[UnitItem]]:
        """Give the units, those not used any more last."""
        for item in sorted(whole.units, key=lambda one: one.unit.closed):
            yield entry(item.id, item)

    def add(self) -> None:
        """Add a unit."""
        if self.whole is not None:
            UnitSheet(self.desk, self.window(), self.whole).open()

    def change(self) -> None:
        """Change the chosen unit."""
        if self.whole is not None and self.chosen is not None:
            UnitSheet(self.desk, self.window(), self.whole, self.chosen).open()


class PositionsSection(Section):
    """The positions people hold."""

    def __init__(self, desk: Desk) -> None:
        empty = (mark("No positions yet"), mark("They stand beside names on cards and in reports."))
        super().__init__(desk, POSITION_COLUMNS, "positions", empty)

    def entries(self, whole: Organisation) -> Iterator[Entry[PositionItem]]:
        """Give the positions, those not used any more last."""
        for item in sorted(whole.positions, key=lambda one: one.position.closed):
            yield entry(item.id, item)

    def add(self) -> None:
        """Add a position."""
        if self.whole is not None:
            PositionSheet(self.desk, self.window(), self.whole).open()

    def change(self) -> None:
        """Change the chosen position."""
        if self.whole is not None and self.chosen is not None:
            PositionSheet(self.desk, self.window(), self.whole, self.chosen).open()


class PlacesSection(QWidget):
    """Units and positions side by side."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.units, self.positions = UnitsSection(desk), PositionsSection(desk)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for section in (self.units, self.positions):
            split.addWidget(section)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.setFocusProxy(self.units)

    def show_whole(self, whole: Organisation) -> None:
        """Show units and positions."""
        self.units.show_whole(whole)
        self.positions.show_whole(whole)


class PeopleSection(Section):
    """The people of all offices; who left stays, at the end."""

    def __init__(self, desk: Desk) -> None:
        empty = (mark("Nobody here yet"), mark("Add the people whose names stand on documents."))
        super().__init__(desk, PERSON_COLUMNS, "people", empty)

    def entries(self, whole: Organisation) -> Iterator[Entry[Colleague]]:
        """Give the people with the names of their places."""
        positions = {
            item.id: (item.position.name_ru, item.position.name_kk) for item in whole.positions
        }
        units = {item.id: (item.unit.name_ru, item.unit.name_kk) for item in whole.units}
        offices = {item.id: (item.office.name_ru, item.office.name_kk) for item in whole.offices}
        nothing = ("", "")
        for item in sorted(whole.people, key=lambda one: one.person.left is not None):
            person = item.person
            yield entry(
                item.id,
                Colleague(
                    item,
                    positions.get(person.position, nothing),
                    units.get(person.unit, nothing),
                    offices.get(person.office, nothing),
                ),
            )

    def add(self) -> None:
        """Add a person."""
        if self.whole is not None:
            PersonSheet(self.desk, self.window(), self.whole).open()

    def change(self) -> None:
        """Change the chosen person."""
        if self.whole is not None and self.chosen is not None:
            PersonSheet(self.desk, self.window(), self.whole, self.chosen.item).open()
