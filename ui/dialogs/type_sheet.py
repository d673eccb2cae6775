"""A document type: its names, where it occurs, what it demands and what a card begins with."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from edo.commands import organisation as commands
from edo.domain.card import FIELDS, Access, Carrier, Control, Delivery, Kind, Language
from edo.domain.document_type import DocumentType
from edo.queries.directory import TypeItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import BOTH_NAMES, FormSheet, changed
from ui.widgets.find_among import find_among
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice
from ui.widgets.select import Options, Select, names_of, sentence
from ui.widgets.tick_grid import tick_grid

CHOSEN = {
    "language": Language,
    "delivery": Delivery,
    "carrier": Carrier,
    "access": Access,
    "control": Control,
}
NAMES = {
    "language": mark("Language"),
    "delivery": mark("Delivery"),
    "carrier": mark("Carrier"),
    "access": mark("Access mark"),
    "control": mark("Control"),
}


class TypeSheet(FormSheet):
    """Define a type or change the one given."""

    CHAPTER = "incoming"

    def __init__(self, desk: Desk, parent: QWidget | None, item: TypeItem | None = None) -> None:
        title = mark("Change the document type") if item else mark("Add a document type")
        super().__init__(
            desk, parent, title, mark("Save") if item else mark("Add"), item.id if item else ""
        )
        self._item = item
        kind = item.type if item else DocumentType()
        self.name_ru, self.name_kk = self.lines("name", BOTH_NAMES, kind, required=True)
        self.kinds = {one: QCheckBox() for one in Kind}
        self.add("kinds", mark("Kinds of journal"), self._kinds(kind), required=True)
        self.required = ManyPicker(
            desk, find_among(lambda: _fields(desk.speech.words)), name=mark("Required fields")
        )
        self.add("required", mark("Required beyond the usual"), self.required)
        self.required.put([one for one in _fields(desk.speech.words) if one.code in kind.required])
        self._defaults = dict(kind.defaults)
        self.defaults = {
            code: self.add(f"default.{code}", NAMES[code], Select(desk, _optional(names)), 4)
            for code, names in ((code, names_of(tuple(enum))) for code, enum in CHOSEN.items())
        }
        for code, box in self.defaults.items():
            box.put(str(kind.defaults.get(code, "")))
        self.dossier = self.line(
            "default.dossier", mark("Dossier index"), str(kind.defaults.get("dossier", "")), 4
        )
        self.closed = QCheckBox()
        self.closed.setChecked(kind.closed)
        if item is not None:
            self.form.add(self.closed)
        self._say()
        desk.speech.changed.connect(self._say)
        self.fields[self.leading("name_ru")].control.setFocus()

    def hand_in(self) -> None:
        """Define or change the type."""
        defaults = dict(self._defaults)
        given = {code: box.code for code, box in self.defaults.items()}
        for code, value in (given | {"dossier": self.dossier.text().strip()}).items():
            defaults.pop(code, None)
            if value:
                defaults[code] = value
        values: dict[str, Any] = {
            "name_ru": self.name_ru.text().strip(),
            "name_kk": self.name_kk.text().strip(),
            "kinds": tuple(kind for kind, box in self.kinds.items() if box.isChecked()),
            "required": tuple(choice.code for choice in self.required.choices),
            "defaults": defaults,
        }
        if self._item is None:
            self.run(commands.define_type, type=DocumentType(**values))
            return
        fields = changed(self._item.type, values | {"closed": self.closed.isChecked()})
        if fields:
            self.run(commands.change_entry, subject=self._item.id, fields=fields)
        else:
            self.accept()

    def _kinds(self, kind: DocumentType) -> QWidget:
        for one, box in self.kinds.items():
            box.setChecked(one in kind.kinds)
        return tick_grid(self.kinds.values())

    def _say(self) -> None:
        words = self._desk.speech.words
        for kind, box in self.kinds.items():
            box.setText(words.name(kind))
        self.closed.setText(words.text("Not offered any more"))


def _fields(words: Wording) -> list[Choice]:
    return [Choice(field.name, sentence(words.field(field.name))) for field in FIELDS]


def _optional(names: Options) -> Options:
    return lambda words: [Choice("", words.text("as usual")), *names(words)]
