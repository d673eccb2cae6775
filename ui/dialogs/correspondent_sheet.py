"""Sheets of the directory of correspondents: one entry, and the merging of two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from edo.commands import correspondents as commands
from edo.domain.organisation import Being, Correspondent
from edo.queries import correspondents as asked
from edo.queries.correspondents import CorrespondentItem
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import BOTH_NAMES, FormSheet, changed
from ui.dialogs.identifier import watch_identifier
from ui.widgets.both import other, own
from ui.widgets.field import Form
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select, names_of

LINES = ("name_ru", "name_kk", "bin", "address", "phone", "email", "head", "note")


class CorrespondentSheet(FormSheet):
    """Add a correspondent or change the one given."""

    CHAPTER = "correspondents"

    def __init__(
        self, desk: Desk, parent: QWidget | None, item: CorrespondentItem | None = None
    ) -> None:
        title = mark("Change the correspondent") if item else mark("Add a correspondent")
        super().__init__(
            desk, parent, title, mark("Save") if item else mark("Add"), item.id if item else ""
        )
        self._item = item
        entry = item.correspondent if item else Correspondent()
        self.name_ru, _kk = self.lines("name", BOTH_NAMES, entry, Form.COLUMNS, required=True)
        self.being = self.add("being", mark("Who"), Select(desk, names_of(tuple(Being))), 6)
        self.being.put(entry.being.value)
        self.bin = self.line("bin", mark("BIN or IIN"), entry.bin, 6)
        self.line("head", mark("Head"), entry.head)
        self.line("address", mark("Address"), entry.address)
        self.line("phone", mark("Phone"), entry.phone, 6)
        self.line("email", mark("E-mail"), entry.email, 6)
        self.line("note", mark("Note"), entry.note)
        watch_identifier(desk, self.fields["bin"])
        self.fields[self.leading("name_ru")].control.setFocus()

    def hand_in(self) -> None:
        """Add or change the correspondent."""
        lines: dict[str, Any] = {code: self.fields[code].control for code in LINES}
        values: dict[str, Any] = {code: line.text().strip() for code, line in lines.items()}
        values["being"] = Being(self.being.code)
        if self._item is None:
            self.run(commands.add, correspondent=Correspondent(**values))
            return
        fields = changed(self._item.correspondent, values)
        if fields:
            self.run(commands.change, correspondent=self._item.id, fields=fields)
        else:
            self.accept()


class MergeSheet(FormSheet):
    """Choose which of two entries stays; the documents of the other move to it."""

    CHAPTER = "correspondents"

    def __init__(
        self, desk: Desk, parent: QWidget | None, items: Sequence[CorrespondentItem] = ()
    ) -> None:
        super().__init__(desk, parent, mark("Merge duplicates"), mark("Merge"))
        self.warn()
        self._found: dict[str, CorrespondentItem] = {}
        self.keep = self._picker("keep", mark("Stays"))
        self.other = self._picker("other", mark("Duplicate, its documents move"))
        self._swap, self._moves, self._never = QPushButton(), QLabel(), QLabel()
        self._swap.setAutoDefault(False)
        self._swap.clicked.connect(self._on_swap)
        self._moves.setWordWrap(True)
        self._moves.setProperty("strong", True)
        self.form.add(self._swap, 4)
        self.form.add(self._moves, 8)
        self._never.setWordWrap(True)
        self._never.setProperty("muted", True)
        self.form.add(self._never)
        desk.theme.dress(self._swap, "chevrons-up-down")
        for picker, item in zip((self.keep, self.other), items, strict=False):
            self._found[item.id] = item
            picker.put(_choice(desk, item))
        (self.other if self.keep.choice else self.keep).setFocus()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def moves(self) -> str:
        """What is said about the documents that move."""
        return self._moves.text()

    def hand_in(self) -> None:
        """Merge the two."""
        words = self._desk.speech.words
        for code, picker in (("keep", self.keep), ("other", self.other)):
            if picker.choice is None:
                self.show_wrong(code, words.text("Choose from the list."))
                return
        if self.keep.choice is not None and self.other.choice is not None:
            self.run(commands.merge, keep=self.keep.choice.code, other=self.other.choice.code)

    def _picker(self, code: str, name: str) -> Picker:
        picker = Picker(self._desk, partial(self._find, code), name=name)
        picker.picked.connect(self._on_picked)
        return self.add(code, name, picker, required=True)

    def _find(self, code: str, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        def on_found(items: Sequence[CorrespondentItem]) -> None:
            then([_choice(self._desk, item) for item in items])

        self._desk.bridge.ask(
            asked.completed,
            then=on_found,
            owner=self,
            key=(id(self), code),
            text=text,
            language=self._desk.speech.language,
        )

    def _on_picked(self, choice: Choice | None) -> None:
        if choice is not None:
            self._desk.bridge.ask(asked.correspondent, then=self._on_item, id=choice.code)
        self._say()

    def _on_item(self, item: CorrespondentItem) -> None:
        self._found[item.id] = item
        self._say()

    def _on_swap(self) -> None:
        keep, other = self.keep.choice, self.other.choice
        self.keep.put(other)
        self.other.put(keep)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._swap.setText(words.text("The other way round"))
        self._never.setText(
            words.text("This cannot be taken back: nothing parts entries that were merged.")
        )
        for code, picker in (("keep", self.keep), ("other", self.other)):
            item = self._found.get(picker.choice.code) if picker.choice else None
            text = words.plural("{n} document", "{n} documents", item.documents) if item else ""
            self.fields[code].setToolTip(text)
        goes = self._found.get(self.other.choice.code) if self.other.choice else None
        stays = self.keep.choice
        self._moves.clear()
        if goes is not None and stays is not None:
            count = words.plural("{n} document", "{n} documents", goes.documents)
            self._moves.setText(
                words.text("{count} will move to “{name}”.", count=count, name=stays.name)
            )


def _choice(desk: Desk, item: CorrespondentItem) -> Choice:
    words, entry = desk.speech.words, item.correspondent
    note = " · ".join(
        part for part in (other(words, entry.name_ru, entry.name_kk), entry.bin) if part
    )
    return Choice(item.id, own(words, entry.name_ru, entry.name_kk), note)
