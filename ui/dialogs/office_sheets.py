"""Sheets of the organisation: an office, a unit, a position, a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import to_builtins
from PySide6.QtWidgets import QCheckBox, QWidget

from edo.commands import organisation as commands
from edo.commands import staff
from edo.domain.organisation import LEVELS, Office, Person, Position, Unit
from edo.queries.directory import OfficeItem, PersonItem, PositionItem, UnitItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import BOTH_NAMES, FormSheet, changed
from ui.dialogs.identifier import watch_identifier
from ui.dialogs.stays import add_stays
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.field import Form
from ui.widgets.find_among import find_among
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select, names_of

FULL_NAMES = {"ru": mark("Full name in Russian"), "kk": mark("Full name in Kazakh")}


def office_choices(whole: Organisation, words: Wording) -> list[Choice]:
    """Offer the offices that are open, each with its level."""
    return [
        Choice(
            item.id,
            own(words, item.office.name_ru, item.office.name_kk),
            words.name(item.office.level),
        )
        for item in whole.offices
        if not item.office.closed
    ]


class EntrySheet(FormSheet):
    """A sheet about one entry of the organisation: a new one, or the one to change."""

    CHAPTER = "staff"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        titles: tuple[str, str],
        item: Any = None,
    ) -> None:
        new, change = titles
        title, button = (change, mark("Save")) if item else (new, mark("Add"))
        super().__init__(desk, parent, title, button, item.id if item else "")
        self._item = item
        self.closed = QCheckBox()
        desk.speech.changed.connect(self._say_closed)

    def names(
        self,
        entry: Any,
        called: Mapping[str, str] = BOTH_NAMES,
    ) -> None:
        """Add the two names; `called` are their marked English labels by language."""
        width = Form.COLUMNS
        self.name_ru, self.name_kk = self.lines("name", called, entry, width, required=True)
        self.fields[self.leading("name_ru")].control.setFocus()

    def pick(
        self, code: str, name: str, choices: Sequence[Choice], chosen: str, width: int = 12
    ) -> Picker:
        """Add a field to pick one of some choices in."""
        control = Picker(self._desk, find_among(lambda: choices), name=name)
        control.put(next((choice for choice in choices if choice.code == chosen), None))
        return self.add(code, name, control, width)

    def offer_closing(self, *, closed: bool) -> None:
        """Add the mark that an entry is used no more, where there is an entry already."""
        if self._item is not None:
            self.closed.setChecked(closed)
            self.form.add(self.closed)
            self._say_closed()

    def texts(self, *codes: str) -> dict[str, str]:
        """Give what stands in some fields of one line."""
        lines: dict[str, Any] = {code: self.fields[code].control for code in codes}
        return {code: line.text().strip() for code, line in lines.items()}

    def save(
        self, add: Callable[..., str], word: str, made: Callable[..., Any], values: dict[str, Any]
    ) -> None:
        """Add an entry made of the values, or state what is changed in the old one."""
        if self._item is None:
            self.run(add, **{word: made(**values)})
            return
        values["closed"] = self.closed.isChecked()
        before = getattr(self._item, word)
        known = {name: value for name, value in values.items() if hasattr(before, name)}
        fields = changed(before, known)
        if not fields:
            self.accept()
        elif word == "office":
            self.run(commands.change_office, office=self._item.id, fields=fields)
        elif word == "person":
            self.run(staff.correct, person=self._item.id, fields=to_builtins(fields))
        else:
            self.run(commands.change_entry, subject=self._item.id, fields=fields)

    def _say_closed(self) -> None:
        self.closed.setText(self._desk.speech.words.text("Not used any more"))


class OfficeSheet(EntrySheet):
    """An office and its place in the tree."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        whole: Organisation,
        item: OfficeItem | None = None,
        under: OfficeItem | None = None,
    ) -> None:
        super().__init__(desk, parent, (mark("Add an office"), mark("Change the office")), item)
        office = item.office if item else _below(under)
        self.names(office)
        own_id = item.id if item else ""
        choices = [one for one in office_choices(whole, desk.speech.words) if one.code != own_id]
        self.short = self.line("short", mark("Short name"), office.short, 4)
        self.level = self.add("level", mark("Level"), Select(desk, names_of(LEVELS)), 8)
        self.level.put(office.level.value)
        self.parent_office = self.pick("parent", mark("Higher office"), choices, office.parent)
        self.line("bin", mark("BIN"), office.bin, 4)
        self.line("phone", mark("Phone"), office.phone, 4)
        self.line("email", mark("E-mail"), office.email, 4)
        self.line("address", mark("Address"), office.address)
        watch_identifier(desk, self.fields["bin"])
        self.offer_closing(closed=office.closed)

    def hand_in(self) -> None:
        """Add or change the office."""
        texts = self.texts("name_ru", "name_kk", "short", "bin", "phone", "email", "address")
        choice = self.parent_office.choice
        if choice is None and self.parent_office.text().strip():
            self.show_wrong("parent", self._desk.speech.words.text("Choose from the list."))
            return
        values: dict[str, Any] = {
            **texts,
            "level": next(level for level in LEVELS if level.value == self.level.code),
            "parent": choice.code if choice else "",
        }
        self.save(commands.add_office, "office", Office, values)


class UnitSheet(EntrySheet):
    """A unit of an office."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        whole: Organisation,
        item: UnitItem | None = None,
    ) -> None:
        super().__init__(desk, parent, (mark("Add a unit"), mark("Change the unit")), item)
        unit = item.unit if item else Unit(whole.office)
        self.names(unit)
        self.line("short", mark("Short name"), unit.short, 4)
        choices = office_choices(whole, desk.speech.words)
        self.office = self.pick("office", mark("Office"), choices, unit.office, 8)
        self.offer_closing(closed=unit.closed)

    def hand_in(self) -> None:
        """Add or change the unit."""
        choice = self.office.choice
        if choice is None:
            self.show_wrong("office", self._desk.speech.words.text("Choose from the list."))
            return
        values: dict[str, Any] = {**self.texts("name_ru", "name_kk", "short")}
        self.save(commands.add_unit, "unit", Unit, values | {"office": choice.code})


class PositionSheet(EntrySheet):
    """A position."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        item: PositionItem | None = None,
    ) -> None:
        super().__init__(desk, parent, (mark("Add a position"), mark("Change the position")), item)
        position = item.position if item else Position()
        self.names(position)
        self.clerk = QCheckBox()
        self.clerk.setChecked(position.clerk)
        self.form.add(self.clerk)
        self.offer_closing(closed=position.closed)
        desk.speech.changed.connect(self._say_clerk)
        self._say_clerk()

    def hand_in(self) -> None:
        """Add or change the position."""
        values: dict[str, Any] = {**self.texts("name_ru", "name_kk")}
        values["clerk"] = self.clerk.isChecked()
        self.save(commands.add_position, "position", Position, values)

    def _say_clerk(self) -> None:
        words = self._desk.speech.words
        self.clerk.setText(words.text("Who holds it keeps the office's records"))


class PersonSheet(EntrySheet):
    """A person of an office: who comes, and what was wrong of one who is there."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        whole: Organisation,
        item: PersonItem | None = None,
    ) -> None:
        super().__init__(desk, parent, (mark("Add a person"), mark("Change the person")), item)
        words = desk.speech.words
        person = item.person if item else Person(office=whole.office)
        self.names(person, FULL_NAMES)
        self._picks = {
            "office": self.pick(
                "office", mark("Office"), office_choices(whole, words), person.office
            ),
            "position": self.pick(
                "position",
                mark("Position"),
                [
                    Choice(one.id, own(words, one.position.name_ru, one.position.name_kk))
                    for one in whole.positions
                    if not one.position.closed
                ],
                person.position,
                6,
            ),
            "unit": self.pick(
                "unit",
                mark("Unit"),
                [
                    Choice(one.id, own(words, one.unit.name_ru, one.unit.name_kk))
                    for one in whole.units
                    if not one.unit.closed
                ],
                person.unit,
                6,
            ),
        }
        self.line("phone", mark("Phone"), person.phone, 6)
        self.line("email", mark("E-mail"), person.email, 6)
        self.dates = {
            code: self.add(code, name, DateField(desk, lean=Lean.PAST), 6)
            for code, name in (("joined", mark("Joined on")), ("left", mark("Left on")))
        }
        for code, control in self.dates.items():
            control.put(getattr(person, code))
        if item is not None:
            add_stays(self, desk, whole, item.person)

    def hand_in(self) -> None:
        """Add or change the person."""
        words = self._desk.speech.words
        values: dict[str, Any] = {**self.texts("name_ru", "name_kk", "phone", "email")}
        for code, picker in self._picks.items():
            if picker.choice is None and picker.text().strip():
                self.show_wrong(code, words.text("Choose from the list."))
                return
            values[code] = picker.choice.code if picker.choice else ""
        for code, control in self.dates.items():
            if control.wrong:
                self.show_wrong(code, words.text("Write a date."))
                return
            values[code] = control.value
        self.save(staff.add, "person", Person, values)


def _below(under: OfficeItem | None) -> Office:
    """Begin a new office a level below the one it stands under."""
    if under is None:
        return Office()
    place = min(LEVELS.index(under.office.level) + 1, len(LEVELS) - 1)
    return Office(level=LEVELS[place], parent=under.id)
