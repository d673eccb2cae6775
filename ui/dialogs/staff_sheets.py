"""Sheets of the staff: somebody moves to another place, leaves, comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from edo.commands import staff
from edo.queries.directory import PersonItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.office_sheets import office_choices
from ui.dialogs.stays import add_stays
from ui.widgets.both import own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.find_among import find_among
from ui.widgets.picker import Choice, Picker


class MoveSheet(FormSheet):
    """Move somebody to another office, unit or position; who had left comes back."""

    CHAPTER = "staff"

    def __init__(
        self, desk: Desk, parent: QWidget | None, whole: Organisation, item: PersonItem
    ) -> None:
        back = item.person.left is not None
        title = mark("They come back") if back else mark("Move to another place")
        super().__init__(
            desk, parent, title, mark("Come back") if back else mark("Move them"), item.id
        )
        self._item, self._whole = item, whole
        person, words = item.person, desk.speech.words
        _about(desk, self, item)
        self.on = self.add(
            "on", mark("First day there"), DateField(desk, lean=Lean.PAST), 4, required=True
        )
        self.on.put(desk.today())
        positions = [
            Choice(one.id, own(words, one.position.name_ru, one.position.name_kk))
            for one in whole.positions
            if not one.position.closed
        ]
        self.office = self._pick(
            "office", mark("Office"), office_choices(whole, words), person.office, 8
        )
        self.position = self._pick("position", mark("Position"), positions, person.position, 5)
        self.unit = Picker(desk, find_among(self._units), name=mark("Unit"))
        self.add("unit", mark("Unit"), self.unit, 7)
        self.unit.put(next((one for one in self._units() if one.code == person.unit), None))
        self.office.picked.connect(self._on_office)
        add_stays(self, desk, whole, person)
        self.on.selectAll()
        self.on.setFocus()

    def hand_in(self) -> None:
        """Move them."""
        self.clear_errors()
        words, on = self._desk.speech.words, self.on.value
        wrong = {
            code: words.text("Choose from the list.")
            for code, line in (
                ("position", self.position),
                ("office", self.office),
                ("unit", self.unit),
            )
            if line.choice is None and line.text().strip()
        }
        if on is None:
            wrong["on"] = words.text("Write a date.")
        for code, text in wrong.items():
            self.show_wrong(code, text)
        if wrong or on is None:
            return
        self.run(
            staff.move,
            person=self._item.id,
            on=on,
            to=_code(self.office),
            unit=_code(self.unit),
            position=_code(self.position),
        )

    def _pick(self, code: str, name: str, choices: list[Choice], chosen: str, width: int) -> Picker:
        control = Picker(self._desk, find_among(lambda: choices), name=name)
        control.put(next((choice for choice in choices if choice.code == chosen), None))
        return self.add(code, name, control, width)

    def _units(self) -> list[Choice]:
        """Offer the units of the office that is chosen."""
        words, office = self._desk.speech.words, _code(self.office)
        return [
            Choice(one.id, own(words, one.unit.name_ru, one.unit.name_kk))
            for one in self._whole.units
            if not one.unit.closed and one.unit.office == office
        ]

    def _on_office(self, choice: Choice | None) -> None:
        """Let go of a unit of another office."""
        chosen = self.unit.choice
        if choice is not None and chosen is not None:
            self.unit.put(next((one for one in self._units() if one.code == chosen.code), None))


class LeavingSheet(FormSheet):
    """Somebody left the organisation."""

    CHAPTER = "staff"

    def __init__(self, desk: Desk, parent: QWidget | None, item: PersonItem) -> None:
        super().__init__(desk, parent, mark("They leave"), mark("They left"))
        self._item = item
        _about(desk, self, item)
        self.on = self.add(
            "on",
            mark("Last day"),
            DateField(desk, lean=Lean.PAST),
            required=True,
            hint=mark("They stay in history, and nobody waits for their training any more."),
        )
        self.on.put(desk.today())
        self.on.selectAll()
        self.on.setFocus()

    def hand_in(self) -> None:
        """Let them go."""
        self.clear_errors()
        on = self.on.value
        if on is None:
            self.show_wrong("on", self._desk.speech.words.text("Write a date."))
        else:
            self.run(staff.leave, person=self._item.id, on=on)


def _about(desk: Desk, sheet: FormSheet, item: PersonItem) -> None:
    label = QLabel(own(desk.speech.words, item.person.name_ru, item.person.name_kk))
    label.setProperty("strong", True)
    label.setWordWrap(True)
    sheet.form.add(label)


def _code(line: Picker) -> str:
    return line.choice.code if line.choice else ""
