"""The card of a document as a form: the fields its kind has, in the order of the paper.

It knows nothing of numbers, files and commands, so that a document's own pane can use it to change
a card: `put` shows one, `card` gives it back, `check` says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from edo.commands.correspondents import Newcomer
from edo.commands.registering import USUAL_TYPES
from edo.domain.card import (
    FIELD_BY_NAME,
    Access,
    Card,
    Carrier,
    Control,
    Delivery,
    Kind,
    Language,
)
from edo.domain.document_type import DocumentType
from edo.errors import EdoError
from edo.queries.correspondents import CorrespondentItem
from edo.queries.filling import Lists
from ui.desk import Desk
from ui.dialogs import card_controls as controls
from ui.dialogs import card_layout as layout_of
from ui.dialogs.parties import Parties
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.dates import Lean
from ui.widgets.field import Field, Form
from ui.widgets.select import names_of

SUBJECT_LINES = 3
NARROWEST = 60
"""Pixels: columns stay where they are, however long a label is in some language."""
SUBJECTS = {"ru": "subject_ru", "kk": "subject_kk", "en": "subject_ru"}
"""The window's language → the subject that is asked for where neither is written."""
MORE_OPEN = "registration.more"


class CardForm(QWidget):
    """The fields of a card. `edited` carries a field's name, `chosen` a correspondent's id.

    Args:
        desk: what windows are given.
        kind: of the documents; it says which fields there are.
        parent: where the form stands.
        at_once: build it now; else it is whole when `building` has been gone through.
    """

    edited = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, desk: Desk, kind: Kind, parent: QWidget | None = None, *, at_once: bool = True
    ) -> None:
        super().__init__(parent)
        self._desk, self.kind = desk, kind
        self._lines = layout_of.main(kind, desk.speech.words)
        self._base = Card()
        self._required: frozenset[str] = frozenset()
        self._blank: dict[str, str] = {}
        self._filled: dict[str, str] = {}
        self._before: tuple[QWidget, ...] = ()
        self._after: tuple[QWidget, ...] = ()
        self.controls: dict[str, controls.Control] = {}
        self.fields: dict[str, Field] = {}
        self.parties = Parties(desk, kind)
        self.type = controls.TypeLine(desk)
        self._main, self._more = Form(), Form()
        self.fold = QToolButton()
        self.building = self._build()
        if at_once:
            for _ in self.building:
                pass

    @property
    def touched(self) -> bool:
        """Whether anything is there that `begin` did not put there."""
        return self.typed() != self._blank

    @property
    def subject(self) -> str:
        """Name the title that is asked for first."""
        return SUBJECTS[self._desk.speech.language]

    @property
    def at(self) -> str:
        """Name the field that has the keys, or had them last in this window."""
        holds = self.window().focusWidget()
        held = (name for name, one in self.controls.items() if _holds(one.widget, holds))
        return next(held, "")

    def card(self) -> Card:
        """Give the card as it is written; what cannot be read counts as not written."""
        self._tell_delivery()
        values: dict[str, Any] = {name: one.value() for name, one in self.controls.items()}
        return replace(self._base, **values)

    def newcomers(self) -> list[Newcomer]:
        """Give the correspondents that Enter wants added to the directory."""
        self._tell_delivery()
        return self.parties.newcomers()

    def begin(self, **kept: object) -> None:
        """Empty the form but for some fields; that is then what an untouched form holds."""
        self.put(Card(), {}, being=self.parties.being)
        for name, value in kept.items():
            if name in self.controls:
                self.controls[name].put(value)
        self._blank = self.typed()
        self.clear_errors()

    def put(self, card: Card, known: Mapping[str, CorrespondentItem], *, being: str = "") -> None:
        """Show a card; `known` are the directory's entries its parties point at."""
        self._base, self._filled = card, {}
        self.parties.learn(known)
        for name, one in self.controls.items():
            one.put(getattr(card, name))
        if being and not card.parties:
            self.parties.clear(being)
        self.fold.setChecked(self._desk.memory.get(MORE_OPEN) == "yes")
        self._unfold_filled()

    def begin_with(self, card: Card, known: Mapping[str, CorrespondentItem]) -> None:
        """Show a card; that is then what an untouched form holds."""
        self.put(card, known)
        self._blank = self.typed()
        self.clear_errors()

    def fill(self, values: Mapping[str, object]) -> list[str]:
        """Put values into fields nobody has written in; give the names of those that took one."""
        taken: list[str] = []
        for name, value in values.items():
            one = self.controls.get(name)
            if one is None or value == getattr(Card(), name) or not self._is_free(name):
                continue
            if one.value() != value:
                one.put(value)
                taken.append(name)
            self._filled[name] = one.typed()
        return taken

    def empty(self, *names: str) -> None:
        """Take back what `fill` put there, as far as nobody wrote over it."""
        for name in names:
            if self._is_free(name):
                self.controls[name].restore(self._blank[name])

    def typed(self) -> dict[str, str]:
        """Give what stands in every field, half typed or not."""
        return {name: one.typed() for name, one in self.controls.items()}

    def restore(self, typed: Mapping[str, str]) -> None:
        """Show what a kept form holds; fields it does not name stay as they are."""
        for name, text in typed.items():
            if name in self.controls:
                self.controls[name].restore(text)
        self._unfold_filled()

    def offer(self, lists: Lists) -> None:
        """Take the types and people to complete by."""
        words = self._desk.speech.words
        self.type.offer(lists.types)
        usual = (one.type for one in lists.types if one.id == USUAL_TYPES[self.kind])
        self.type.show_usual(next((own(words, one.name_ru, one.name_kk) for one in usual), ""))
        names = [own(words, each.person.name_ru, each.person.name_kk) for each in lists.people]
        for one in self.controls.values():
            if isinstance(one, controls.Names):
                one.offer(names)

    def check(self, *, complete: bool = True) -> str:
        """Say beside each field what is wrong; give the name of the first such field, or nothing.

        Where `complete` does not hold nothing is asked for: a draft may lack anything.
        """
        wrong: list[str] = []
        for name in self.fields:
            fault = self._fault(name, complete=complete)
            self._tell(name, fault)
            if fault:
                wrong.append(name)
        if wrong:
            self.go(wrong[0])
        return wrong[0] if wrong else ""

    def refuse(self, error: EdoError) -> bool:
        """Show a refusal beside the field it names; tell whether there is one."""
        name = str(error.values.get("field", ""))
        name = {"bin": "parties", "correspondent": "parties"}.get(name, name)
        if name not in self.fields:
            return False
        self._tell(name, self._desk.speech.words.refusal(error))
        self.go(name)
        return True

    def clear_errors(self) -> None:
        """Take all errors away."""
        for name in self.fields:
            self._tell(name)

    def go(self, name: str) -> None:
        """Bring the keys into a field, unfolding it where need be."""
        if name in {each for each, _ in layout_of.more(self.kind)}:
            self.unfold()
        self.controls[name].focus()

    def stand_between(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Let Tab come here from widgets of the same window, and go on to others."""
        self._before, self._after = tuple(before), tuple(after)
        self._chain()

    def turn_fold(self) -> None:
        """Show what is seldom needed and go there, or hide it and go back to the first field."""
        self.fold.click()
        hidden = not self.fold.isChecked()
        names = self._lines[0] if hidden else layout_of.more(self.kind)
        self.go(names[0][0])

    def unfold(self) -> None:
        """Show the fields that are seldom needed."""
        self.fold.setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what is wrong with a field as soon as the person goes on."""
        if event.type() is QEvent.Type.FocusOut:
            for name, one in self.controls.items():
                if one.widget is watched:
                    self._doubt(name)
        return False

    def _fault(self, name: str, *, complete: bool) -> str:
        words = self._desk.speech.words
        one = self.controls[name]
        fault = one.fault(words)
        if fault or not complete or one.value() not in ("", None, ()):
            return fault
        if name == "parties" and self.parties.newcomers():
            return ""
        if name == self.subject:
            both = [self.controls[each].value() for each in SUBJECTS.values()]
            return "" if any(both) else words.text("Say what it is about, in either language")
        return words.text("Fill this in") if name in self._required else ""

    def _doubt(self, name: str) -> None:
        self._tell(name, self._fault(name, complete=False))

    def _tell(self, name: str, fault: str = "") -> None:
        self.fields[name].show_error(fault)
        self.controls[name].frame(self._desk.speech.words, wrong=bool(fault))

    def _is_free(self, name: str) -> bool:
        typed = self.controls[name].typed()
        return typed == self._blank.get(name) or typed == self._filled.get(name)

    def _tell_delivery(self) -> None:
        delivery = self.controls.get("delivery")
        value = delivery.value() if delivery else None
        self.parties.delivery = value if isinstance(value, Delivery) else None

    def _build(self) -> Iterator[str]:
        """Build and name field after field; nothing is heard before all are there."""
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID + GRID // 2)
        lines.addWidget(self._main)
        lines.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._more)
        lines.addStretch()
        for line in self._lines:
            self._main.end_line()
            for name, width in line:
                self._add(self._main, name, width)
                yield name
        self.fold.setProperty("quiet", True)
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name, width in layout_of.more(self.kind):
            self._add(self._more, name, width)
            yield name
        self._show_fold()
        self._connect()
        self._say()
        self.begin()

    def _add(self, form: Form, name: str, width: int) -> None:
        control = self._control(name)
        field = Field(self._desk, layout_of.label(name, self.kind), control.widget)
        field.setMinimumWidth(NARROWEST)
        control.widget.installEventFilter(self)
        control.edited.connect(partial(self._on_edited, name))
        self.controls[name], self.fields[name] = control, field
        form.add(field, width)

    def _control(self, name: str) -> controls.Control:
        if name == "parties":
            return self.parties
        if name == "type":
            return self.type
        make = _MAKERS.get(name)
        return make(self._desk) if make else controls.Line(FIELD_BY_NAME[name].limit)

    def _connect(self) -> None:
        self.parties.chosen.connect(self.chosen)
        self.parties.rearranged.connect(self._chain)
        self.parties.doubted.connect(partial(self._doubt, "parties"))
        self.type.chosen.connect(self._on_type)
        self.fold.toggled.connect(self._show_fold)
        self.fold.clicked.connect(self._remember_fold)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._fit)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.fold.setText(words.text("More fields"))
        self.fold.setToolTip(words.text("More fields") + " (F9)")
        self.fold.setAccessibleName(words.text("More fields"))
        self._mark_required()
        for name, field in self.fields.items():
            if field.error:
                self._tell(name, self._fault(name, complete=True))

    def _fit(self) -> None:
        for one in self.controls.values():
            if isinstance(one, controls.Text):
                one.fit()

    def _mark_required(self) -> None:
        kind, item = self.kind, self.type.item
        own_ones = {name for name in self.fields if kind in FIELD_BY_NAME[name].required}
        of_type = set(item.type.required) if item else set[str]()
        self._required = frozenset(own_ones | of_type)
        for name, field in self.fields.items():
            field.require(required=name in self._required or name == self.subject)

    def _on_type(self, _item: object) -> None:
        self._mark_required()
        item = self.type.item
        if item is not None and item.type.defaults:
            self.fill(_defaults(item.type))

    def _on_edited(self, name: str) -> None:
        field = self.fields.get(name)
        if field is not None and field.error:
            self._tell(name, self._fault(name, complete=True))
        self.edited.emit(name)

    def _show_fold(self) -> None:
        opened = self.fold.isChecked()
        self._more.setVisible(opened)
        self._desk.theme.dress(self.fold, "chevron-down" if opened else "chevron-right")

    def _chain(self) -> None:
        """Let Tab go in the order of the paper, also after rows of correspondents came."""
        chain: list[QWidget] = list(self._before)
        more = {name for name, _ in layout_of.more(self.kind)}
        for name, one in self.controls.items():
            if name in more and self.fold not in chain:
                chain.append(self.fold)
            chain.extend(self.parties.parts if name == "parties" else [one.widget])
        for before, after in pairwise((*chain, *self._after)):
            QWidget.setTabOrder(before, after)

    def _remember_fold(self) -> None:
        self._desk.memory.set(MORE_OPEN, "yes" if self.fold.isChecked() else "no")

    def _unfold_filled(self) -> None:
        """Never hide a word somebody wrote."""
        empty = Card()
        for name, _ in layout_of.more(self.kind):
            if self.controls[name].value() != getattr(empty, name):
                self.unfold()
                return


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))


def _defaults(type: DocumentType) -> dict[str, object]:
    card = msgspec.convert(type.defaults, Card)
    return {name: getattr(card, name) for name in type.defaults}


def _codes(codes: Any) -> Callable[[Desk], controls.Control]:
    return lambda desk: controls.One(desk, codes, names_of(tuple(codes)))


def _text(name: str, lines: int) -> Callable[[Desk], controls.Control]:
    return lambda _desk: controls.Text(FIELD_BY_NAME[name].limit, lines)


def _count(name: str) -> Callable[[Desk], controls.Control]:
    return lambda _desk: controls.Count(FIELD_BY_NAME[name].limit)


def _names(name: str) -> Callable[[Desk], controls.Control]:
    return lambda _desk: controls.Names(FIELD_BY_NAME[name].limit)


_MAKERS: dict[str, Callable[[Desk], controls.Control]] = {
    "received_at": controls.Moment,
    "their_date": lambda desk: controls.Day(desk, Lean.PAST, future=False),
    "executed_on": lambda desk: controls.Day(desk, Lean.PAST, future=False),
    "due": lambda desk: controls.Day(desk, Lean.FUTURE),
    "language": _codes(Language),
    "carrier": _codes(Carrier),
    "access": _codes(Access),
    "control": _codes(Control),
    "delivery": lambda desk: controls.One(
        desk, Delivery, controls.or_none(names_of(tuple(Delivery)))
    ),
    "subject_ru": _text("subject_ru", SUBJECT_LINES),
    "subject_kk": _text("subject_kk", SUBJECT_LINES),
    "resolution": _text("resolution", 2),
    "note": _text("note", 2),
    "signed_by": lambda _desk: controls.Several(1000),
    **{name: _count(name) for name in ("sheets", "sheets_attached", "copies", "volume")},
    **{name: _names(name) for name in ("prepared_by", "handed_to", "executors")},
}
"""Field → what makes its control; a line of text where nothing is said."""
