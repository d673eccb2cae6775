"""The controls of a card's fields: each shows a value, gives it back, and says what is wrong.

A control holds a widget. `edited` is sent whenever a person or a suggestion changed it. `typed`
is a text for a kept form: a date half typed or a number with a letter in it comes back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from edo.queries.directory import TypeItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.both import as_typed, other, own
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.offering_line import OfferingLine
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Options, Select

SEVERAL = ", "
"""What stands between several names in one line."""
SUGGESTED = 12
"""Names offered while one types."""


class Control(QObject):
    """What a form asks of every control."""

    edited = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def value(self) -> object:
        """Give the field's value; a text that cannot be one gives the empty value."""
        raise NotImplementedError

    def put(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def typed(self) -> str:
        """Give what stands in the control, for a kept form."""
        raise NotImplementedError

    def restore(self, typed: str) -> None:
        """Show what a kept form holds."""
        raise NotImplementedError

    def fault(self, words: Wording) -> str:
        """Say what is wrong with what is typed; nothing where all is well."""
        del words
        return ""

    def frame(self, words: Wording, *, wrong: bool) -> None:
        """Mark parts of the control that are wrong, where it has parts."""
        del words, wrong

    def focus(self) -> None:
        """Bring the keys here."""
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)


class Line(Control):
    """A text of one line."""

    def __init__(self, limit: int, line: QLineEdit | None = None) -> None:
        self.line = line or QLineEdit()
        super().__init__(self.line)
        self.line.setMaxLength(limit)
        self.line.textChanged.connect(self.edited)

    def value(self) -> object:
        """Give the text without blanks around it."""
        return self.line.text().strip()

    def put(self, value: object) -> None:
        """Show a text from its beginning."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        """Give the text as it stands."""
        return self.line.text()

    def restore(self, typed: str) -> None:
        """Show a text."""
        self.put(typed)


class Names(Line):
    """A name, in any words; the people of the office are offered while one types."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit, OfferingLine())
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(SUGGESTED)
        self.line.setCompleter(completer)

    def offer(self, names: Iterable[str]) -> None:
        """Offer other names."""
        self._offers.setStringList(list(names))


class Several(Names):
    """Names with commas between them, as a tuple of texts."""

    def value(self) -> object:
        """Give the names."""
        parts = (part.strip() for part in self.line.text().split(","))
        return tuple(part for part in parts if part)

    def put(self, value: object) -> None:
        """Show the names."""
        names = cast("Sequence[str]", value) if isinstance(value, tuple) else ()
        super().put(SEVERAL.join(names))

    def restore(self, typed: str) -> None:
        """Show the names as they were typed."""
        super().put(typed)


class Count(Line):
    """A number of things, or none."""

    def __init__(self, most: int) -> None:
        super().__init__(len(str(most)) + 1)
        self._most = most

    def value(self) -> object:
        """Give the number, None where there is none."""
        text = self.line.text().strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) <= self._most else None

    def fault(self, words: Wording) -> str:
        """Say that it is no number."""
        if not self.line.text().strip() or self.value() is not None:
            return ""
        return words.text("A number up to {most}", most=self._most)


class Page(QPlainTextEdit):
    """A text of a few lines; Tab goes on to the next field, Enter is the window's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make no new lines: a journal's cell has none."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


class Text(Control):
    """A longer text, given back as one line."""

    def __init__(self, limit: int, lines: int) -> None:
        self.page = Page()
        super().__init__(self.page)
        self._limit, self._lines = limit, lines
        self.page.setTabChangesFocus(True)
        self.page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.page.textChanged.connect(self.edited)
        self.fit()

    def fit(self) -> None:
        """Be as high as the lines need in the face in force."""
        spacing = self.page.fontMetrics().lineSpacing()
        self.page.setFixedHeight(self._lines * spacing + 2 * GRID + 4)

    def value(self) -> object:
        """Give the text."""
        return " ".join(self.page.toPlainText().split())

    def put(self, value: object) -> None:
        """Show a text."""
        self.page.setPlainText("" if value is None else str(value))

    def typed(self) -> str:
        """Give the text as it stands."""
        return self.page.toPlainText()

    def restore(self, typed: str) -> None:
        """Show a text, ready to be written on."""
        self.put(typed)
        self.page.moveCursor(QTextCursor.MoveOperation.End)

    def fault(self, words: Wording) -> str:
        """Say how much too long it is."""
        over = len(str(self.value())) - self._limit
        if over <= 0:
            return ""
        return words.plural("{n} letter too many", "{n} letters too many", over)


class Day(Control):
    """A date, or none."""

    def __init__(self, desk: Desk, lean: Lean, *, future: bool = True) -> None:
        self.line = DateField(desk, lean=lean)
        super().__init__(self.line)
        self._today, self._future = desk.today, future
        self.line.textChanged.connect(self.edited)

    def value(self) -> object:
        """Give the date, None where there is none."""
        return self.line.value

    def put(self, value: object) -> None:
        """Show a date."""
        self.line.put(value if isinstance(value, date) else None)

    def typed(self) -> str:
        """Give the date, or what is typed in its place: «вчера» is another day tomorrow."""
        day = self.line.value
        return day.isoformat() if day else self.line.text()

    def restore(self, typed: str) -> None:
        """Show a date, or what was typed in its place."""
        self.line.setText(typed)
        if self.line.value is not None:
            self.line.put(self.line.value)

    def fault(self, words: Wording) -> str:
        """Say that it is no date, or one that cannot have been yet."""
        if self.line.wrong:
            return words.text("“{text}” is not a date", text=self.line.text().strip())
        day = self.line.value
        if day is not None and not self._future and day > self._today():
            return words.text("This day is still to come")
        return ""


class Moment(Day):
    """A day of receipt: the card holds it as text, sometimes with the time of day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Lean.PAST, future=False)
        self._kept = ""

    def value(self) -> object:
        """Give the day; the time of day stays while the day does."""
        day = self.line.value
        if day is None:
            return ""
        return self._kept if self._kept.startswith(day.isoformat()) else day.isoformat()

    def put(self, value: object) -> None:
        """Show the day of a moment."""
        self._kept = str(value or "")
        try:
            day = date.fromisoformat(self._kept[:10]) if self._kept else None
        except ValueError:
            day = None
        super().put(day)


class One(Control):
    """One of a few codes; where `empty` holds, or none."""

    def __init__(self, desk: Desk, make: Callable[[str], object], options: Options) -> None:
        self.box = Select(desk, options)
        super().__init__(self.box)
        self._make = make
        self.box.currentIndexChanged.connect(self.edited)

    def value(self) -> object:
        """Give the code, None where none is chosen."""
        return self._make(self.box.code) if self.box.code else None

    def put(self, value: object) -> None:
        """Choose a code."""
        self.box.put("" if value is None else str(value))

    def typed(self) -> str:
        """Give the code."""
        return self.box.code

    def restore(self, typed: str) -> None:
        """Choose a code; one that is offered no more chooses nothing."""
        if self.box.findData(typed) >= 0:
            self.box.put(typed)


def or_none(options: Options) -> Options:
    """Offer the choices of `options` and, first, none of them."""
    return lambda words: [Choice("", "—"), *options(words)]


class TypeLine(Control):
    """A document type, completed while one types; `chosen` carries it, or None."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.line = Picker(desk, self._find, name=mark("Document type"))
        super().__init__(self.line)
        self._desk = desk
        self._items: Sequence[TypeItem] = ()
        self._wanted = ""
        self.line.picked.connect(self._on_picked)
        self.line.textEdited.connect(self.edited)
        desk.speech.changed.connect(self._say)

    def show_usual(self, name: str) -> None:
        """Say what a document nobody gives a type will be."""
        self.line.setPlaceholderText(name)

    @property
    def item(self) -> TypeItem | None:
        """The type chosen."""
        code = self._wanted
        return next((item for item in self._items if item.id == code), None)

    def offer(self, items: Sequence[TypeItem]) -> None:
        """Offer other types, keeping the one chosen."""
        self._items = items
        self._say()
        self.chosen.emit(self.item)

    def value(self) -> object:
        """Give the id of the type."""
        return self._wanted

    def put(self, value: object) -> None:
        """Choose a type by its id; it is shown as soon as the types are known."""
        if str(value or "") != self._wanted or self.line.text():
            self._wanted = str(value or "")
            self._say()
            self.edited.emit()
            self.chosen.emit(self.item)

    def typed(self) -> str:
        """Give the id, or what is typed in its place."""
        return self._wanted or f"?{self.line.text()}"

    def restore(self, typed: str) -> None:
        """Choose by id, or show what was typed."""
        self.put("" if typed.startswith("?") else typed)
        if typed.startswith("?"):
            self.line.setText(typed[1:])

    def fault(self, words: Wording) -> str:
        """Say that there is no such type."""
        text = self.line.text().strip()
        if not text or self._wanted:
            return ""
        return words.text("There is no type “{text}”: choose one with ↓", text=text)

    def _find(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        wanted = text.casefold()
        choices = [self._choice(item, text) for item in self._items]
        begin = [one for one in choices if one.name.casefold().startswith(wanted)]
        inside = [one for one in choices if one not in begin and wanted in _folded(one)]
        then([*begin, *inside])

    def _choice(self, item: TypeItem, typed: str = "") -> Choice:
        words, ru, kk = self._desk.speech.words, item.type.name_ru, item.type.name_kk
        return Choice(item.id, *as_typed(typed, own(words, ru, kk), other(words, ru, kk)))

    def _on_picked(self, choice: Choice | None) -> None:
        code = choice.code if choice else ""
        if code != self._wanted:
            self._wanted = code
            self.edited.emit()
            self.chosen.emit(self.item)

    def _say(self) -> None:
        item = self.item
        if item is not None:
            self.line.put(self._choice(item))
        elif not self._wanted:
            self.line.put(None)


def _folded(choice: Choice) -> str:
    return f"{choice.name} {choice.note}".casefold()
