"""What sheets that give tasks have in common: texts in two languages, people, terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from edo.commands.myself import Myself
from edo.domain.phrase import Use
from edo.domain.rights import Right
from edo.domain.workdays import Term
from edo.queries import calendar, documents
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.widgets.people_field import PeopleField, Staff, person_picker
from ui.widgets.phrase_bar import PhraseBar
from ui.widgets.picker import Picker
from ui.widgets.term_field import TermField

TEXT_HEIGHT = 64
NO_TERM = mark("Write a date, or a number of days: 3 working days.")
HEAD = "resolution.head"
"""Under this name the head is remembered whom a clerk writes for."""


def plain_text(text: str = "", height: int = TEXT_HEIGHT) -> QPlainTextEdit:
    """Make a field for a text of some lines; Tab goes on."""
    field = QPlainTextEdit(text)
    field.setFixedHeight(height)
    field.setTabChangesFocus(True)
    return field


def add_phrases(
    sheet: FormSheet, desk: Desk, use: Use, ru: QPlainTextEdit, kk: QPlainTextEdit | None = None
) -> None:
    """Add ready phrases that write into a text, or into a text in two languages."""
    bar = PhraseBar(desk, use, ru, kk)
    bar.came.connect(sheet.refit)
    sheet.form.add(bar)


def add_texts(
    sheet: FormSheet, desk: Desk, use: Use, ru: str = "", kk: str = ""
) -> tuple[QPlainTextEdit, QPlainTextEdit]:
    """Add phrases and a text in two languages under them, the person's own language first."""
    fields = {"ru": plain_text(ru), "kk": plain_text(kk)}
    add_phrases(sheet, desk, use, fields["ru"], fields["kk"])
    names = {"ru": mark("Text in Russian"), "kk": mark("Text in Kazakh")}
    sheet.pair("text", names, fields)
    return fields["ru"], fields["kk"]


class Head:
    """In whose name something is written: one's own, as a deputy, or on the head's word."""

    def __init__(self, desk: Desk, staff: Staff, me: Myself, author: str = "") -> None:
        self._desk, self._staff, self._me = desk, staff, me
        self._author = author
        self.line: Picker = person_picker(desk, staff, mark("In whose name"))
        staff.when_here(self._fill)

    @property
    def id(self) -> str:
        """The id of the head; empty where nobody is chosen."""
        return self.line.choice.code if self.line.choice else ""

    @property
    def behalf(self) -> str:
        """Whom one acts for as their deputy."""
        if self.id == self._me.person:
            return ""
        return self.id if self._me.acts_as([self.id]) is not None else ""

    @property
    def spoken(self) -> bool:
        """Whether it is written down on somebody's word."""
        return bool(self.id) and self.id != self._me.person and not self.behalf

    def said(self) -> str:
        """Say how it will be written."""
        words, choice = self._desk.speech.words, self.line.choice
        if choice is None:
            return ""
        if self.spoken:
            return words.text(
                "It will be marked: written down on the word of {name}", name=choice.name
            )
        if self.behalf:
            return words.text("You act for {name} as their deputy", name=choice.name)
        return words.text("In your own name")

    def remember(self) -> None:
        """Remember whom one writes for."""
        if self.spoken:
            self._desk.memory.set(HEAD, self.id)

    def _fill(self) -> None:
        own = self._me.person if self._me.may(Right.RESOLVE) else ""
        deputy = next((one.person for one in self._me.others), "")
        id = self._author or own or deputy or self._desk.memory.get(HEAD)
        self.line.put(next(iter(self._staff.among([id])), None))


def fill_people(staff: Staff, field: PeopleField, ids: Sequence[str]) -> None:
    """Show people by id once they are known."""
    staff.when_here(lambda: field.put(staff.among(ids)))


def ask_usual_term(
    sheet: FormSheet, desk: Desk, document: str, then: Callable[[Term | None], object]
) -> None:
    """Ask for the term that the type of a document offers."""
    if document:
        desk.bridge.ask(
            _usual_term,
            then=then,
            otherwise=lambda _error: None,
            owner=sheet,
            document=document,
            start=desk.today(),
        )


def has_term(sheet: FormSheet, desk: Desk, code: str, field: TermField) -> bool:
    """Tell whether a term can be read; say beside it what is wrong where it cannot."""
    if field.wrong:
        sheet.show_wrong(code, desk.speech.words.text(NO_TERM))
    return not field.wrong


def _usual_term(connection: Any, *, document: str, start: date) -> Term | None:
    type = documents.card(connection, document=document).document.card.type
    found = calendar.offered(connection, type=type, start=start) if type else None
    return found[0] if found else None
