"""The upper line of the registration window: journal, date, a number given by hand, templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from edo.domain.card import Kind
from edo.domain.document import NUMBER_LIMIT
from edo.queries.directory import JournalItem, TemplateItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs import card_controls as controls
from ui.dialogs.card_layout import TITLES
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.dates import Lean
from ui.widgets.field import Field
from ui.widgets.layouts import put_in
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.select import Select


class RegistrationHead(QWidget):
    """What a registration needs beside the card.

    `chosen` carries a template to start from, `named` a name under which the card is to be kept as
    a template.
    """

    edited = Signal()
    chosen = Signal(object)
    named = Signal(str)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._journals: Sequence[JournalItem] = ()
        self._templates: Sequence[TemplateItem] = ()
        self._about = ""
        self.title, self._note = QLabel(), QLabel()
        self.journal = Select(desk, self._journal_choices)
        self.on = controls.Day(desk, Lean.PAST, future=False)
        self.number = controls.Line(NUMBER_LIMIT)
        self.templates, self._over_templates = QToolButton(), QLabel(" ")
        self._menu = QMenu(self.templates)
        self._name = QLineEdit()
        self.open_menu, self.open_journal = QAction(self), QAction(self)
        self.fields = {
            "journal": Field(desk, mark("Journal"), self.journal, required=True),
            "on": Field(desk, mark("Registration date"), self.on.widget),
            "number": Field(desk, mark("Number by hand"), self.number.widget),
        }
        self._build()
        self._connect()
        self.begin()
        self._say()

    @property
    def ready(self) -> bool:
        """Whether there is a journal to register in."""
        return bool(self.journal.code)

    @property
    def index(self) -> str:
        """The index of the journal chosen."""
        return next(
            (item.journal.index for item in self._journals if item.id == self.journal.code), ""
        )

    @property
    def offered_templates(self) -> tuple[TemplateItem, ...]:
        """The templates in the menu."""
        return tuple(self._templates)

    def day(self) -> date | None:
        """Give the registration date; None means the day of registering."""
        value = self.on.value()
        return value if isinstance(value, date) and value != self._desk.today() else None

    def typed_number(self) -> str:
        """Give the number given by hand; empty means the next one."""
        return str(self.number.value())

    def begin(self) -> None:
        """Begin with today and the next number; the journal stays."""
        self.on.put(self._desk.today())
        self.number.put("")
        self.clear_errors()

    def offer(self, journals: Sequence[JournalItem], templates: Sequence[TemplateItem]) -> None:
        """Offer journals and templates, keeping the journal chosen, else the one used last."""
        known = self.journal.code or self._desk.memory.get(self._memory_name)
        self._journals, self._templates = journals, templates
        self.journal.offer(self._journal_choices)
        if known in {item.id for item in journals}:
            self.journal.put(known)
        self._make_menu()
        self._say()

    def restore(self, journal: str, on: str, number: str) -> None:
        """Show what a kept form holds."""
        if self.journal.findData(journal) >= 0:
            self.journal.put(journal)
        self.on.restore(on)
        self.number.restore(number)

    def template_named(self, name: str) -> str:
        """Give the id of the template with a name; empty where there is none."""
        wanted = name.casefold()
        same = (one.id for one in self._templates if one.template.name.casefold() == wanted)
        return next(same, "")

    def tell(self, about: str) -> None:
        """Say what this document belongs to, beside its date and number."""
        self._about = about
        self._say_note()

    def remember(self) -> None:
        """Keep the journal for the next window."""
        self._desk.memory.set(self._memory_name, self.journal.code)

    def check(self) -> bool:
        """Say what is wrong beside its field; tell whether all is well."""
        words = self._desk.speech.words
        self.fields["journal"].show_error("" if self.ready else words.text("Choose a journal"))
        self.fields["on"].show_error(self.on.fault(words))
        wrong = [name for name, field in self.fields.items() if field.error]
        if wrong:
            self.fields[wrong[0]].control.setFocus()
        return not wrong

    def show_error(self, name: str, text: str) -> None:
        """Show what the core said about a field."""
        self.fields[name].show_error(text)
        self.fields[name].control.setFocus()

    def hide_journal(self) -> None:
        """Leave out what belongs to registering: the author of a draft does none of it."""
        for field in (*self.fields.values(), self._over_templates):
            field.hide()

    def clear_errors(self) -> None:
        """Take all errors away."""
        for field in self.fields.values():
            field.show_error()

    @property
    def _memory_name(self) -> str:
        return f"registration.{self._kind.value}.journal"

    def _build(self) -> None:
        named(self, "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        line.setSpacing(2 * GRID)
        self.title.setProperty("text_size", "large")
        self._note.setProperty("muted", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._note)
        put_in(line, words, 1)
        for name, width, most in (("journal", 300, 420), ("on", 220, 220), ("number", 130, 130)):
            field = self.fields[name]
            field.setMinimumWidth(width)
            field.setMaximumWidth(most)
            line.addWidget(field, 1 if most > width else 0, Qt.AlignmentFlag.AlignTop)
        self.templates.setProperty("tall", True)
        self.templates.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.templates.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.templates.setMenu(self._menu)
        self._desk.theme.dress(self.templates, "layout-template")
        put_in(line, self._below_label(self.templates))

    def _below_label(self, button: QToolButton) -> QVBoxLayout:
        """Put a button on the line of the fields, whose labels are above them."""
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addWidget(named(self._over_templates, "field_label"))
        column.addWidget(button)
        column.addStretch()
        return column

    def _connect(self) -> None:
        self.on.edited.connect(self._on_edited)
        self.number.edited.connect(self._on_edited)
        self.journal.chosen.connect(lambda: self._on_edited())
        for action, keys, act in (
            (self.open_menu, "Ctrl+T", self.templates.showMenu),
            (self.open_journal, "Ctrl+J", self.journal.setFocus),
        ):
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.addAction(action)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.title.setText(words.text(TITLES[self._kind]))
        self.number.line.setPlaceholderText(words.text("the next one"))
        self.templates.setText(words.text("Templates"))
        self.templates.setToolTip(words.text("Templates") + " (Ctrl+T)")
        self.templates.setAccessibleName(words.text("Templates"))
        self.open_menu.setText(words.text("Templates"))
        self.open_journal.setText(words.text("Choose the journal"))
        self._name.setPlaceholderText(words.text("Keep this card as a template: its name, Enter"))
        self._name.setAccessibleName(words.text("Name of the new template"))
        self._make_menu()
        self._say_note()

    def _say_note(self) -> None:
        """Say that a registration is back-dated: that needs a right, and is seen in history."""
        words, day = self._desk.speech.words, self.day()
        back = (self._desk.today() - day).days if day else 0
        texts = [self._about]
        if back > 0:
            texts.append(words.plural("Back-dated by {n} day", "Back-dated by {n} days", back))
        if self.number.value():
            texts.append(words.text("Number given by hand"))
        text = " · ".join(text for text in texts if text)
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _on_edited(self) -> None:
        words = self._desk.speech.words
        self.clear_errors()
        if self.on.fault(words) and not self.on.line.hasFocus():
            self.fields["on"].show_error(self.on.fault(words))
        self._say_note()
        self.edited.emit()

    def _journal_choices(self, words: Wording) -> list[Choice]:
        named_so = (
            (item.id, item.journal.index, own(words, item.journal.title_ru, item.journal.title_kk))
            for item in self._journals
        )
        return [Choice(id, f"{index} · {title}") for id, index, title in named_so]

    def _make_menu(self) -> None:
        self._menu.clear()
        for item in self._templates:
            action = self._menu.addAction(item.template.name)
            action.triggered.connect(lambda _on=False, item=item: self.chosen.emit(item))
        if self._templates:
            self._menu.addSeparator()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(GRID, 4, GRID, 4)
        self._name = QLineEdit()
        self._name.setMinimumWidth(340)
        self._name.returnPressed.connect(self._on_name)
        line.addWidget(self._name)
        place = QWidgetAction(self._menu)
        place.setDefaultWidget(holder)
        self._menu.addAction(place)

    def _on_name(self) -> None:
        name = self._name.text().strip()
        if name:
            self._name.clear()
            self._menu.hide()
            self.named.emit(name)
