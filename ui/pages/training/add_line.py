"""Somebody came who is not on the list: find them by their name, or write down who they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edo.domain.organisation import Person
from edo.queries import directory
from edo.queries.attendance import Attendance
from edo.queries.directory import PositionItem
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.both import own
from ui.widgets.find_among import find_among
from ui.widgets.layouts import put_in
from ui.widgets.picker import Choice, Picker
from ui.widgets.polish import named
from ui.widgets.staff_finder import StaffFinder

UNKNOWN = mark("Nobody of this name is known who is not on the list: Enter writes them down")


class AddLine(QWidget):
    """Finds a person. `found` carries the id of a known one, `written` a new one's `Person`.

    `left` is sent when the person at the keys gives it up.
    """

    found = Signal(str)
    written = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._offices: tuple[tuple[str, tuple[str, str]], ...] = ()
        self._finder = StaffFinder(desk, self)
        self._positions: tuple[PositionItem, ...] = ()
        self._new = False
        self._asked = ""
        self._label, self._wrong = QLabel(), named(QLabel(), "field_error")
        self.name = Picker(desk, self._find, name=mark("Who came"), hint=mark("Part of the name"))
        self._hint = named(QLabel(), "field_hint")
        self.position = Picker(
            desk,
            find_among(self._position_choices),
            name=mark("Position"),
            hint=mark("Position"),
        )
        self.office = Picker(
            desk, find_among(self._office_choices), name=mark("Office"), hint=mark("Office")
        )
        self.button = QPushButton()
        self._build()
        self._say()

    def begin(self, shown: Attendance) -> None:
        """Ask who came to a session."""
        session = shown.session
        ids = session.offices or (session.organiser,)
        self._offices = tuple((id, shown.offices.get(id, ("", ""))) for id in ids)
        self._finder.first, self._finder.without = ids, session.people
        self._finder.ask()
        self._wrong.hide()
        self._asked = ""
        self.name.put(None)
        self.position.put(None)
        first = self._office_choices()
        self.office.put(first[0] if first else None)
        self._show_new(new=False)
        self.name.setFocus()
        language = self._desk.speech.language
        self._desk.bridge.ask(
            directory.positions,
            then=self._on_positions,
            key=(id(self), "positions"),
            owner=self,
            language=language,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape, hand in by Enter from any of the lines."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hand_in()
        else:
            super().keyPressEvent(event)

    def hand_in(self) -> None:
        """Give who it is: a known person, or a new one with their place."""
        choice = self.name.choice
        if choice is not None:
            self.found.emit(choice.code)
            return
        name = " ".join(self.name.text().split())
        if not name:
            self.left.emit()
            return
        if not self._new:
            self._finder.find(name, partial(self._on_asked, name))
            return
        office, position = self.office.choice, self.position.choice
        words = self._desk.speech.words
        if office is None:
            self._show_wrong(words.text("Choose the office they work in."))
            self.office.setFocus()
        elif position is None and self.position.text().strip():
            self._show_wrong(words.text("Choose the position from the list, or leave it empty."))
            self.position.setFocus()
        else:
            kk = self._desk.speech.language == "kk"
            self.written.emit(
                Person(
                    name_ru="" if kk else name,
                    name_kk=name if kk else "",
                    office=office.code,
                    position=position.code if position else "",
                )
            )

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self._label.setProperty("strong", True)
        line.addWidget(self._label)
        line.addWidget(self.name, 3)
        line.addWidget(self.position, 2)
        line.addWidget(self.office, 2)
        line.addWidget(self.button)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.hand_in)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID // 2)
        put_in(whole, line)
        for label in (self._wrong, self._hint):
            whole.addWidget(label)
            label.hide()
        whole.addStretch()
        self.setFocusProxy(self.name)
        self.name.picked.connect(self._on_picked)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._label.setText(words.text("Who came"))
        self.button.setText(words.text("Mark present"))
        self.button.setToolTip(words.text("Mark present") + " (Enter)")
        self._hint.setText(words.text(UNKNOWN))

    def _show_new(self, *, new: bool) -> None:
        self._new = new
        self._hint.hide()
        self.position.setVisible(new)
        self.office.setVisible(new)

    def _show_wrong(self, text: str) -> None:
        self._hint.hide()
        self._wrong.setText(text)
        self._wrong.show()

    def _on_asked(self, name: str, found: Sequence[Choice]) -> None:
        """Go on to a new person; where such a name is known, show who it is first."""
        if found and name != self._asked:
            self._asked = name
            self.name.setFocus()
            self.name.offer()
            return
        self._show_new(new=True)
        self.position.setFocus()

    def _on_picked(self, choice: Choice | None) -> None:
        if choice is not None:
            self._show_new(new=False)

    def _find(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        """Find somebody, and say where there is nobody of this name."""

        def on_found(choices: Sequence[Choice]) -> None:
            self._hint.setVisible(bool(text) and not choices and not self._new)
            then(choices)

        if text:
            self._finder.find(text, on_found)

    def _position_choices(self) -> Sequence[Choice]:
        words = self._desk.speech.words
        return [
            Choice(one.id, own(words, one.position.name_ru, one.position.name_kk))
            for one in self._positions
            if not one.position.closed
        ]

    def _office_choices(self) -> Sequence[Choice]:
        words = self._desk.speech.words
        return [Choice(id, own(words, *names)) for id, names in self._offices]

    def _on_positions(self, found: Sequence[PositionItem]) -> None:
        self._positions = tuple(found)
