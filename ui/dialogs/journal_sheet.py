"""Opening a registration journal, and changing one: the form of its numbers is tried as typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from edo.commands import numbers
from edo.domain.card import Kind
from edo.domain.numbering import ORDINAL_LIMIT, Journal, Restart, check_template, render
from edo.errors import Refusal
from edo.queries.directory import JournalItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet, changed
from ui.theme import GRID
from ui.widgets.count import Count
from ui.widgets.field import Form
from ui.widgets.select import Select, names_of

TOKENS = (
    ("{n}", mark("ordinal number")),
    ("{n:4}", mark("ordinal number of four digits")),
    ("{nom}", mark("dossier index")),
    ("{org}", mark("short name of the office")),
    ("{yyyy}", mark("year")),
    ("{yy}", mark("year, two digits")),
    ("{exec}", mark("initials of who prepared it")),
    ("{letter}", mark("first letter of the correspondent")),
)
"""What may stand in a template (records rules, §3.2), in the order people need it."""
ORDINAL = 348
"""The example's ordinal: three digits, so that padding shows."""


def example(journal: Journal, words: Wording, desk: Desk) -> str:
    """Write a number as the journal would.

    Raises:
        Refusal: the template does not work.
    """
    check_template(journal.template)
    parts = {
        "org": words.text("OFF"),
        "exec": words.text("AS"),
        "letter": words.text("A"),
        "unit": "1",
        "sfx": "",
    }
    return render(journal, ORDINAL, "", desk.today(), parts)


class JournalSheet(FormSheet):
    """Open a journal, or change the one given."""

    CHAPTER = "numbers"

    def __init__(self, desk: Desk, parent: QWidget | None, item: JournalItem | None = None) -> None:
        title = mark("Change the journal") if item else mark("Open a journal")
        button = mark("Save") if item else mark("Open a journal")
        super().__init__(desk, parent, title, button, item.id if item else "")
        self._item = item
        journal = item.journal if item else Journal(Kind.INCOMING, "")
        self.kind = self.add("kind", mark("Kind"), Select(desk, names_of(tuple(Kind))), 6)
        self.index = self.line("index", mark("Index"), journal.index, 3, required=True)
        self.dossier = self.line("dossier", mark("Dossier index"), journal.dossier, 3)
        names = {"ru": mark("Title in Russian"), "kk": mark("Title in Kazakh")}
        width = Form.COLUMNS
        self.title_ru, self.title_kk = self.lines("title", names, journal, width, required=True)
        self.template = self.line("template", mark("Form of the number"), journal.template, 6)
        self.restart = self.add(
            "restart", mark("Numbers begin again"), Select(desk, names_of(tuple(Restart))), 3
        )
        first = Count(1, ORDINAL_LIMIT, journal.first)
        self.first = self.add("first", mark("First number here"), first, 3)
        self.signed_first = QCheckBox()
        self.form.add(self.signed_first)
        self._example = QLabel()
        self._tokens: list[tuple[QPushButton, str]] = []
        self._fill(journal)
        self._build_help()
        self._say()
        desk.speech.changed.connect(self._say)
        for control in (self.template, self.dossier):
            control.textChanged.connect(self._show_example)
        (self.fields[self.leading("title_ru")].control if item else self.index).setFocus()

    @property
    def shown_example(self) -> str:
        """What is said about the form of numbers."""
        return self._example.text()

    def hand_in(self) -> None:
        """Open the journal or state what was changed."""
        values = self._values()
        if self._item is None:
            self.run(numbers.open_journal, kind=Kind(self.kind.code), **values)
            return
        fields = changed(self._item.journal, values)
        if not fields:
            self.accept()
            return
        self.run(numbers.change_journal, journal=self._item.id, fields=fields)

    def _fill(self, journal: Journal) -> None:
        self.kind.put(journal.kind.value)
        self.kind.setEnabled(self._item is None)
        self.restart.put(journal.restart.value)
        self.signed_first.setChecked(journal.signed_first)

    def _values(self) -> dict[str, object]:
        return {
            "index": self.index.text().strip(),
            "title_ru": self.title_ru.text().strip(),
            "title_kk": self.title_kk.text().strip(),
            "template": self.template.text().strip(),
            "restart": Restart(self.restart.code),
            "first": self.first.value(),
            "dossier": self.dossier.text().strip(),
            "signed_first": self.signed_first.isChecked(),
        }

    def _build_help(self) -> None:
        holder = QWidget()
        lines = QGridLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(GRID)
        lines.setVerticalSpacing(2)
        self._example.setProperty("strong", True)
        lines.addWidget(self._example, 0, 0, 1, 4)
        for place, (token, name) in enumerate(TOKENS):
            button = QPushButton()
            button.setProperty("link", True)
            button.setProperty("flush", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, token=token: self._insert(token))
            lines.addWidget(button, 1 + place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
            self._tokens.append((button, name))
        lines.setColumnStretch(0, 1)
        lines.setColumnStretch(1, 1)
        self.form.add(holder)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.signed_first.setText(
            words.text("A draft gets its number only when it was approved and signed")
        )
        for (button, name), (token, _name) in zip(self._tokens, TOKENS, strict=True):
            button.setText(f"{token}  {words.text(name)}")
            button.setToolTip(words.text("Put it into the form of the number"))
        self._show_example()

    def _insert(self, token: str) -> None:
        self.template.insert(token)
        self.template.setFocus()

    def _show_example(self) -> None:
        words = self._desk.speech.words
        kind = Kind(self.kind.code)
        journal = Journal(
            kind,
            "",
            template=self.template.text().strip(),
            dossier=self.dossier.text().strip(),
        )
        try:
            number = example(journal, words, self._desk)
        except Refusal as error:
            self._example.clear()
            self.fields["template"].show_error(words.refusal(error))
            return
        self.fields["template"].show_error()
        self._example.setText(words.text("Numbers will look like this: {number}", number=number))
