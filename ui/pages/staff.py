"""Units, positions and people: three sections of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.queries.directory import PersonItem, PositionItem, UnitItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.office_sheets import PersonSheet, PositionSheet, UnitSheet
from ui.dialogs.staff_sheets import LeavingSheet, MoveSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.theme import Tone
from ui.widgets.both import other, own

IMPORT_WINDOW = "ui.dialogs.import_window"


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
        "clerk",
        mark("Keeps records"),
        lambda row, words: words.text("yes") if row.item.position.clerk else "",
        150,
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
        ease=270,
    ),
    Column(
        "position",
        mark("Position"),
        lambda row, words: own(words, *row.item.position),
        250,
        most=380,
        second=lambda row, words: own(words, *row.item.unit),
    ),
    Column(
        "office", mark("Office"), lambda row, words: own(words, *row.item.office), 230, most=380
    ),
    Column(
        "phone",
        mark("Phone"),
        lambda row, _words: row.item.item.person.phone,
        150,
        spare=True,
    ),
    Column(
        "email", mark("E-mail"), lambda row, _words: row.item.item.person.email, 190, spare=True
    ),
    Column(
        "left",
        mark("State"),
        lambda row, words: (
            words.text("left on {day}", day=words.date(row.item.left)) if row.item.left else ""
        ),
        150,
        rank=lambda row: row.item.left,
        tone=lambda _row: Tone.NEUTRAL,
    ),
    Column(
        "since",
        mark("There since"),
        lambda row, words: words.date(row.item.item.person.since or row.item.item.person.joined),
        110,
        shown=False,
        value=lambda row: row.item.item.person.since or row.item.item.person.joined,
    ),
)


class UnitsSection(Section):
    """The units of the offices."""

    TITLE = mark("Units")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (mark("No units yet"), mark("Small offices need none; Ins adds one."))
        super().__init__(desk, UNIT_COLUMNS, "units", empty, parent=parent)

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

    TITLE = mark("Positions")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No positions yet"),
            mark("They stand beside names on cards and in reports; Ins adds one."),
        )
        super().__init__(desk, POSITION_COLUMNS, "positions", empty, parent=parent)
        self._name()
        desk.speech.changed.connect(self._name)

    def _name(self) -> None:
        """Call the list, which stands beside the one its tab is named after."""
        self.list.setAccessibleName(self.desk.speech.words.text("Positions"))

    def entries(self, whole: Organisation) -> Iterator[Entry[PositionItem]]:
        """Give the positions, those not used any more last."""
        for item in sorted(whole.positions, key=lambda one: one.position.closed):
            yield entry(item.id, item)

    def add(self) -> None:
        """Add a position."""
        if self.whole is not None:
            PositionSheet(self.desk, self.window()).open()

    def change(self) -> None:
        """Change the chosen position."""
        if self.whole is not None and self.chosen is not None:
            PositionSheet(self.desk, self.window(), self.chosen).open()


class PlacesSection(QWidget):
    """Units and positions side by side."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
    """The people of all offices; who left stays, at the end.

    What can be done is offered to whoever keeps the staff of an office; of which offices, the core
    decides.
    """

    TITLE = mark("People")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("Nobody here yet"),
            mark("Ins adds the people whose names stand on documents."),
        )
        deeds = (
            *self.usual_deeds(),
            Deed(mark("Move…"), self.move_person, "F6", "arrow-right", chosen=True),
            Deed(mark("They leave…"), self.leave, "Del", "user", chosen=True),
            Deed(mark("From a list…"), self.take_in, "Ctrl+I", "file-spreadsheet"),
        )
        self._me: Myself | None = None
        super().__init__(desk, PERSON_COLUMNS, "people", empty, deeds, parent=parent)
        self._show_deeds()
        desk.bridge.look(myself, then=self._on_me, key=(id(self), "me"), owner=self)

    def may(self) -> bool:
        """Tell whether the person keeps the staff of an office."""
        return self._me is not None and self._me.may(Right.STAFF)

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
        if self.whole is not None and self.may():
            PersonSheet(self.desk, self.window(), self.whole).open()

    def change(self) -> None:
        """Put right what is written of the chosen person."""
        if self.whole is not None and self.chosen is not None and self.may():
            PersonSheet(self.desk, self.window(), self.whole, self.chosen.item).open()

    def move_person(self) -> None:
        """Move the chosen person to another place, or let one who left come back."""
        if self.whole is not None and self.chosen is not None and self.may():
            MoveSheet(self.desk, self.window(), self.whole, self.chosen.item).open()

    def leave(self) -> None:
        """Let the chosen person go."""
        if self.chosen is not None and self.may():
            LeavingSheet(self.desk, self.window(), self.chosen.item).open()

    def take_in(self) -> None:
        """Take people in from a spreadsheet."""
        if self.may():
            import_module(IMPORT_WINDOW).open_import(self.desk, self.window())

    def _on_me(self, me: Myself) -> None:
        self._me = me
        self._show_deeds()

    def _show_deeds(self) -> None:
        """Offer nothing to who may not do it."""
        for button in self.tools.buttons:
            button.setVisible(self.may())
        self.tools.allow(chosen=self.list.key() is not None and self.may(), listed=bool(self._all))
