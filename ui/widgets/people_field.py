"""People picked in an order, out of the organisation's: executors, readers, a head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edo.queries import directory
from edo.queries.directory import OfficeItem, PersonItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.elided import Elided
from ui.widgets.find_among import find_among
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice, Picker
from ui.widgets.polish import named


class Staff:
    """The people to choose from, asked for once per window; `then` is called when they are here."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk = desk
        self._people: tuple[PersonItem, ...] = ()
        self._offices: dict[str, OfficeItem] = {}
        self._waiting: list[Callable[[], object]] = []
        self._came = False
        desk.bridge.ask(_staff, then=self._on_staff, owner=owner, language=desk.speech.language)

    @property
    def choices(self) -> Sequence[Choice]:
        """Everybody, each with their office."""
        words = self._desk.speech.words
        return [
            Choice(
                one.id,
                own(words, one.person.name_ru, one.person.name_kk),
                self._office(one, words),
            )
            for one in self._people
        ]

    def among(self, ids: Sequence[str]) -> list[Choice]:
        """Give some people by id, in their order; those who are not there are left out."""
        known = {choice.code: choice for choice in self.choices}
        return [known[id] for id in ids if id in known]

    def of_office(self, office: str) -> list[Choice]:
        """Give the people of an office."""
        ids = [one.id for one in self._people if one.person.office == office]
        return self.among(ids)

    def offices(self) -> list[Choice]:
        """Give the offices that have people."""
        words = self._desk.speech.words
        used = {one.person.office for one in self._people}
        return [
            Choice(id, own(words, item.office.name_ru, item.office.name_kk))
            for id, item in self._offices.items()
            if id in used
        ]

    def when_here(self, then: Callable[[], object]) -> None:
        """Call back when the people are here."""
        if self._came:
            then()
        else:
            self._waiting.append(then)

    def _office(self, one: PersonItem, words: Wording) -> str:
        item = self._offices.get(one.person.office)
        return own(words, item.office.name_ru, item.office.name_kk) if item else ""

    def _on_staff(self, found: tuple[list[PersonItem], list[OfficeItem]]) -> None:
        people, offices = found
        self._people = tuple(people)
        self._offices = {item.id: item for item in offices}
        self._came = True
        for then in self._waiting:
            then()
        self._waiting.clear()


class PeopleField(QWidget):
    """Several people. Where the first one leads, the line under them says who that is.

    Ctrl+Home makes the one picked last the first.
    """

    changed = Signal()

    def __init__(self, desk: Desk, staff: Staff, *, name: str, leads: bool = False) -> None:
        super().__init__()
        self._desk, self._leads = desk, leads
        self.picker = ManyPicker(
            desk, find_among(lambda: staff.choices), name=name, hint=mark("Part of the name")
        )
        self._said = named(Elided(), "field_hint")
        self._first = QAction(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 4)
        lines.addWidget(self.picker)
        lines.addWidget(self._said)
        self.setFocusProxy(self.picker)
        self._first.setShortcut(QKeySequence("Ctrl+Home"))
        self._first.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._first.triggered.connect(self.lead)
        self._first.setEnabled(leads)
        self.addAction(self._first)
        self.picker.changed.connect(self._on_changed)
        desk.speech.changed.connect(self._say)
        self._say()

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is picked, in order."""
        return tuple(choice.code for choice in self.picker.choices)

    @property
    def said(self) -> str:
        """What is said under the line."""
        return self._said.text()

    def put(self, choices: Sequence[Choice]) -> None:
        """Show these people."""
        self.picker.put(choices)

    def lead(self) -> None:
        """Make the one picked last the first."""
        chosen = self.picker.choices
        if chosen:
            self.picker.put([chosen[-1], *chosen[:-1]])

    def _on_changed(self, _choices: object) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words, chosen = self._desk.speech.words, self.picker.choices
        self._first.setText(words.text("Make the one named last coordinate"))
        said = ""
        if self._leads and len(chosen) > 1:
            said = words.text(
                "{name} coordinates (Ctrl+Home: the one named last)", name=chosen[0].name
            )
        self._said.setText(said)
        self._said.setVisible(bool(said))


def person_picker(desk: Desk, staff: Staff, name: str) -> Picker:
    """Make a line for one person."""
    return Picker(desk, find_among(lambda: staff.choices), name=name, hint=mark("Part of the name"))


def _staff(connection: Any, *, language: str) -> tuple[list[PersonItem], list[OfficeItem]]:
    return directory.people(connection, language=language), directory.offices(connection)
