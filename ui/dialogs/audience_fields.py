"""Whom a course is for: levels to tick, offices, positions and people to pick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from edo.domain.course import Audience
from edo.domain.organisation import LEVELS
from edo.queries.organisation import Organisation
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.office_sheets import office_choices
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.find_among import find_among
from ui.widgets.many_picker import Flow, ManyPicker
from ui.widgets.picker import Choice
from ui.widgets.select import sentence
from ui.widgets.staff_finder import StaffFinder


class LevelBoxes(QWidget):
    """The levels of offices as boxes to tick; none ticked is all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.boxes = {level: QCheckBox() for level in LEVELS}
        line = Flow(self, 2 * GRID)
        for box in self.boxes.values():
            line.addWidget(box)
        self.setFocusProxy(self.boxes[LEVELS[0]])
        self._say()
        desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        for level, box in self.boxes.items():
            box.setText(sentence(self._desk.speech.words.name(level)))


class AudienceFields:
    """Adds the fields to a sheet; `put` shows an audience, `audience` is what is in them."""

    def __init__(self, desk: Desk, sheet: FormSheet) -> None:
        self._desk, self._sheet = desk, sheet
        self._whole: Organisation | None = None
        self._finder = StaffFinder(desk, sheet)
        self._shown = Audience()
        self.levels = sheet.add(
            "levels",
            mark("For offices of these levels"),
            LevelBoxes(desk),
            hint=mark("Nothing ticked, nothing named: for everybody"),
        )
        hint = mark("Part of the title")
        self.offices = self._picker("offices", mark("Only these offices, and all below"), hint)
        self.positions = self._picker("positions", mark("Only these positions"), hint)
        self.people = sheet.add(
            "people",
            mark("And these people"),
            ManyPicker(
                desk,
                self._finder.find,
                name=mark("And these people"),
                hint=mark("Part of the name"),
            ),
            4,
        )
        for picker in (self.offices, self.positions, self.people):
            picker.changed.connect(sheet.refit)
        self._finder.ask()

    @property
    def audience(self) -> Audience:
        """What is chosen."""
        if self._whole is None:
            return self._shown
        return Audience(
            tuple(level for level, box in self.levels.boxes.items() if box.isChecked()),
            tuple(one.code for one in self.offices.choices),
            tuple(one.code for one in self.positions.choices),
            tuple(one.code for one in self.people.choices),
        )

    @property
    def unfinished(self) -> str:
        """The code of a field in which something is typed and nothing picked; empty: of none."""
        lines = (("offices", self.offices), ("positions", self.positions), ("people", self.people))
        return next((code for code, one in lines if one.line.text().strip()), "")

    def know(self, whole: Organisation) -> None:
        """Offer what the organisation has."""
        self._whole = whole
        self.put(self._shown)

    def put(self, audience: Audience) -> None:
        """Show an audience."""
        self._shown = audience
        for level, box in self.levels.boxes.items():
            box.setChecked(level in audience.levels)
        if self._whole is None:
            return
        self.offices.put(_known(self._offices(), audience.offices))
        self.positions.put(_known(self._positions(), audience.positions))
        ids = audience.people
        self._finder.when_here(
            lambda: self.people.put(
                [
                    *self._finder.among(ids),
                    *(Choice(id, id) for id in ids if not self._finder.among([id])),
                ]
            )
        )

    def _picker(self, code: str, name: str, hint: str) -> ManyPicker:
        choices = self._offices if code == "offices" else self._positions
        picker = ManyPicker(self._desk, find_among(choices), name=name, hint=hint)
        return self._sheet.add(code, name, picker, 4)

    def _offices(self) -> Sequence[Choice]:
        return office_choices(self._whole, self._desk.speech.words) if self._whole else []

    def _positions(self) -> Sequence[Choice]:
        words = self._desk.speech.words
        return [
            Choice(one.id, own(words, one.position.name_ru, one.position.name_kk))
            for one in (self._whole.positions if self._whole else ())
            if not one.position.closed
        ]


def _known(choices: Sequence[Choice], ids: Sequence[str]) -> list[Choice]:
    """Give choices by id; what is closed meanwhile is kept under its id."""
    found = {one.code: one for one in choices}
    return [found.get(id, Choice(id, id)) for id in ids]
