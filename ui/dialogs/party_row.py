"""One correspondent or addressee of a card: who, the person there, how its copy goes."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from edo.commands.correspondents import Newcomer
from edo.domain.card import Delivery, Kind, Party
from edo.domain.organisation import Being, Correspondent
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.card_controls import or_none
from ui.dialogs.newcomer_strip import NewcomerStrip
from ui.dialogs.sender_line import SenderLine
from ui.theme import GRID
from ui.widgets.layouts import put_in
from ui.widgets.picker import Choice
from ui.widgets.polish import restyle
from ui.widgets.select import Select, names_of

KAZAKH = frozenset("әғқңөұүһі")
"""Letters Russian has not: a name with one of them is the Kazakh name."""


class TypedParty(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in a row, for a kept form. `code` is empty for a name not in the directory."""

    text: str = ""
    code: str = ""
    person: str = ""
    method: str = ""
    new: bool = False
    named: bool = False
    bin: str = ""
    second: str = ""
    being: str = Being.ORGANISATION.value


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows of a kind have: `person` the person there, `method` a delivery of its own."""

    person: bool
    method: bool
    being: Being

    @classmethod
    def of(cls, kind: Kind) -> Shape:
        """Tell the shape of a kind's rows."""
        being = Being.PERSON if kind is Kind.APPEALS else Being.ORGANISATION
        return cls(person=kind is Kind.OUTGOING, method=kind is Kind.OUTGOING, being=being)


HINTS = {
    Being.ORGANISATION: mark("Name, or BIN"),
    Being.PERSON: mark("Surname and name, or IIN"),
}
_decode = msgspec.json.Decoder(list[TypedParty]).decode


def typed_parties(text: str) -> list[TypedParty]:
    """Read the rows of a kept form; what cannot be read is no row."""
    try:
        return _decode(text) if text else []
    except msgspec.DecodeError:
        return []


class PartyRow(QWidget):
    """A row: the picker, and what else its kind has.

    `chosen` carries an id of the directory; `doubted` is sent when a person goes on from a name
    nobody knows, or has typed a newcomer's number whole.
    """

    edited = Signal()
    doubted = Signal()
    chosen = Signal(str)
    removed = Signal()
    wants_next = Signal()

    def __init__(self, desk: Desk, shape: Shape) -> None:
        super().__init__()
        self._desk, self._shape = desk, shape
        self._kept: Party | None = None
        self._named = ""
        self._new = ""
        self.line = SenderLine(desk, HINTS[shape.being])
        self.person = QLineEdit()
        self.method = Select(desk, or_none(names_of(tuple(Delivery))))
        self.cross = QToolButton()
        self.strip = NewcomerStrip(desk)
        self.strip.being.put(shape.being.value)
        self._build()
        self._connect()
        self._say()

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text().strip()

    @property
    def blank(self) -> bool:
        """Whether the row is as it was made: nothing was ever shown or added in it."""
        as_made = TypedParty(being=self.strip.being.code)
        return self._kept is None and not self._new and self.typed() == as_made

    @property
    def code(self) -> str:
        """The id of the correspondent picked."""
        return self.line.choice.code if self.line.choice else ""

    def party(self, delivery: Delivery | None) -> Party | None:
        """Give the party; None for an empty row, a newcomer and a name nobody confirmed."""
        known, text = self.code, self.line.text().strip()
        if not known and text != self._named:
            return None
        if not known and not text:
            return None
        before = self._kept
        same = before is not None and before.correspondent == known
        party = before if same and before is not None else Party(known)
        name = self.person.text().strip() if self._shape.person else party.name
        return replace(party, name=name if known else text, method=self._way(delivery))

    def newcomer(self, place: int, delivery: Delivery | None) -> Newcomer | None:
        """Give the correspondent to be added, where Enter said so."""
        text = self.line.text().strip()
        if self.code or not text or text != self._new:
            return None
        second = self.strip.second.text().strip()
        names = (second, text) if self.strip.kazakh else (text, second)
        entry = Correspondent(
            names[0], names[1], Being(self.strip.being.code), self.strip.bin.text().strip()
        )
        return Newcomer(entry, place, self.person.text().strip(), self._way(delivery))

    def fault(self, words: Wording) -> str:
        """Say what is wrong with the row."""
        text = self.line.text().strip()
        if self.code or not text or text == self._named:
            return ""
        if text != self._new:
            return words.text(
                "“{name}” is not in the directory. Press Enter in the field to add it.", name=text
            )
        return self.strip.fault(words)

    def put(self, party: Party, choice: Choice | None) -> None:
        """Show a party; `choice` is its entry in the directory."""
        self._kept = party
        self._named = "" if choice else party.name
        if choice is not None:
            self.line.put(choice)
        else:
            self.line.setText(party.name)
        self.person.setText(party.name if choice else "")
        self.method.put(party.method or "")

    def typed(self) -> TypedParty:
        """Give what stands in the row."""
        text = self.line.text().strip()
        return TypedParty(
            text=text,
            code=self.code,
            person=self.person.text(),
            method=self.method.code,
            new=bool(text) and text == self._new,
            named=bool(text) and text == self._named,
            bin=self.strip.bin.text(),
            second=self.strip.second.text(),
            being=self.strip.being.code,
        )

    def restore(self, typed: TypedParty) -> None:
        """Show what a kept form holds."""
        if typed.code:
            self.line.put(Choice(typed.code, typed.text))
        else:
            self.line.setText(typed.text)
        self.person.setText(typed.person)
        self.method.put(typed.method)
        self._named = typed.text if typed.named else ""
        if typed.new:
            self.make_new(typed.text)
        self.strip.bin.setText(typed.bin)
        self.strip.second.setText(typed.second)
        self.strip.being.put(typed.being)

    def make_new(self, text: str) -> None:
        """Take the name for a new correspondent's."""
        self._new = text
        self.strip.kazakh = bool(KAZAKH & set(text.casefold()))
        self.strip.say()
        self._show_strip()
        self.edited.emit()

    def focus(self, words: Wording) -> None:
        """Bring the keys to the name, or to what is wrong with a newcomer's number."""
        part = self.strip.bin if self._is_new and self.strip.fault(words) else self.line
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _is_new(self) -> bool:
        text = self.line.text().strip()
        return bool(text) and text == self._new and not self.code

    def show_wrong(self, *, wrong: bool) -> None:
        """Frame what is wrong: the name, or the number of a newcomer."""
        of_number = wrong and self._is_new
        restyle(self.line, wrong=wrong and not of_number)
        restyle(self.strip.bin, wrong=of_number)

    def _way(self, delivery: Delivery | None) -> Delivery | None:
        if not self._shape.method:
            return None
        return Delivery(self.method.code) if self.method.code else delivery

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.line, 5)
        line.addWidget(self.person, 3)
        line.addWidget(self.method, 2)
        line.addWidget(self.cross)
        self.cross.setProperty("quiet", True)
        self._desk.theme.dress(self.cross, "x")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        put_in(layout, line)
        layout.addWidget(self.strip)
        self.strip.hide()
        self.person.setVisible(self._shape.person)
        self.method.setVisible(self._shape.method)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        self.line.picked.connect(self._on_picked)
        self.line.created.connect(self._on_created)
        self.line.confirmed.connect(self.wants_next)
        self.line.unknown.connect(self._on_unknown)
        self.strip.doubted.connect(self.doubted)
        self.line.textChanged.connect(self._on_text)
        self.person.textChanged.connect(self.edited)
        self.method.currentIndexChanged.connect(self.edited)
        self.strip.edited.connect(self.edited)
        self.cross.clicked.connect(self.removed)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.person.setPlaceholderText(words.text("Person there"))
        self.person.setAccessibleName(words.text("Person there"))
        self.method.setAccessibleName(words.text("Delivery of this copy"))
        self.cross.setToolTip(words.text("Take this correspondent away"))
        self.cross.setAccessibleName(self.cross.toolTip())

    def _on_created(self, text: str) -> None:
        """Take a name for a new one; said once more, let the rest be said about it."""
        if self._is_new and self.strip.isVisible():
            self.strip.enter()
        else:
            self.make_new(text)

    def _on_picked(self, choice: Choice | None) -> None:
        self._show_strip()
        self.edited.emit()
        if choice is not None:
            self.chosen.emit(choice.code)

    def _on_text(self, _text: str) -> None:
        self._show_strip()
        self.edited.emit()

    def _on_unknown(self) -> None:
        if not self.line.hasFocus():
            self.doubted.emit()

    def _show_strip(self) -> None:
        stays = self._is_new
        if not stays and self.strip.isAncestorOf(self.window().focusWidget() or self):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.strip.setVisible(stays)
