"""Pick one of many by typing: a query answers while one types, what is missing can be created."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID, Theme
from ui.widgets.offering_line import OfferingLine

SHOWN = 8
CAME_BACK = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked: its id, its name and a quieter note (place, БИН)."""

    code: str
    name: str
    note: str = ""


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CHOICE = Qt.ItemDataRole.UserRole + 1
CREATE = Choice("", "")


class Choices(QAbstractListModel):
    """The choices offered now; the last one may be `CREATE`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()
        self.create = ""

    def offer(self, choices: Sequence[Choice], create: str) -> None:
        """Offer other choices and, where `create` has a sentence, the creating of a new one."""
        self.beginResetModel()
        self.choices = (*choices, CREATE) if create else tuple(choices)
        self.create = create
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count what is offered."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tell a choice's name, or the choice itself."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.create if choice is CREATE else choice.name
        return choice if role == CHOICE else None


class ChoicePainter(QStyledItemDelegate):
    """Draw a choice in two lines, the offer to create in the accent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every choice two lines' height."""
        choice = index.data(CHOICE)
        two = isinstance(choice, Choice) and bool(choice.note)
        return QSize(100, self._theme.sizes.control + (12 if two else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        choice = index.data(CHOICE)
        if not isinstance(choice, Choice):
            return
        place, theme = option.rect, self._theme
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(place, theme.colour("chosen"))
        inner = place.adjusted(GRID + 4, 0, -GRID, 0)
        colour = "accent_text" if choice is CREATE else "text"
        if choice.note:
            half = inner.height() // 2
            lower = QRect(inner.left(), inner.top() + half, inner.width(), half - 4)
            self._line(painter, lower, choice.note, "small", "muted")
            inner = QRect(inner.left(), inner.top() + 4, inner.width(), half - 2)
        self._line(painter, inner, str(index.data()), "text", colour)

    def _line(self, painter: QPainter, place: QRect, text: str, size: str, colour: str) -> None:
        font = self._theme.font(size)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


Find = Callable[[str, Callable[[Sequence[Choice]], None]], None]
"""Given what was typed and a callback: ask, and call back with the choices (through the bridge)."""


class Picker(OfferingLine):
    """A line that holds one `Choice`.

    `find` is asked at every letter; only what answers the text now in the line is offered. Down
    opens the list, Enter or Tab takes what is marked. `picked` carries the choice, or None when the
    text no longer is one; `created` the text of something new, where `creates` names that offer
    (marked English with `{name}`). Two answers at once can be true only of a text that changed: the
    later text wins. Who goes on by Tab before the answer is there gets what Tab would have taken:
    `hurried` until then, and `caught_up` is sent when the answer is there, whatever it is.
    """

    picked = Signal(object)
    created = Signal(str)
    caught_up = Signal()

    def __init__(
        self, desk: Desk, find: Find, *, name: str, hint: str = "", creates: str = ""
    ) -> None:
        super().__init__()
        self._desk = desk
        self._find = find
        self._name, self._hint, self._creates = name, hint, creates
        self._choice: Choice | None = None
        self._answered, self._left_with = "", ""
        self._choices = Choices(self)
        self._completer = QCompleter(self._choices, self)
        self.popup = QListView()
        self._build()
        self._say()

    @property
    def choice(self) -> Choice | None:
        """What is picked."""
        return self._choice

    @property
    def hurried(self) -> bool:
        """Whether an answer is on its way that may pick what a person left standing here."""
        return bool(self._left_with)

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices offered now, without the making of a new one."""
        return tuple(choice for choice in self._choices.choices if choice is not CREATE)

    def put(self, choice: Choice | None) -> None:
        """Show a choice as picked."""
        self._choice = choice
        self.setText(choice.name if choice else "")
        self.setCursorPosition(0)
        self.picked.emit(choice)

    def offer(self) -> None:
        """Ask for choices for what is typed now and open the list."""
        text = self.text().strip()
        self._find(text, lambda choices: self._on_found(text, choices))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by Down; Enter takes only what is marked."""
        if self.hands_on(event):
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.popup.isVisible() and not self._marked().isValid():
            self.popup.hide()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not self.popup.isVisible():
            self.offer()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer again, instead of taking, to a person who came back."""
        if event.reason() in CAME_BACK:
            self._stay()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the only choice that is written exactly so when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take_exact()

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Take what is marked when going on by Tab."""
        if forward:
            self.leave()
        return super().focusNextPrevChild(forward)

    def leave(self) -> None:
        """Take what is marked, or what will be marked first in the answer that is on its way."""
        marked = self._marked()
        if self.popup.isVisible() and marked.isValid():
            self._on_taken(marked)
            self.popup.hide()
        text = self.text().strip()
        self._left_with = text if text != self._answered and self._choice is None else ""

    def _build(self) -> None:
        popup = self.popup
        popup.setObjectName("choices")
        popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        popup.setMouseTracking(True)
        self._completer.setPopup(popup)
        popup.setItemDelegate(ChoicePainter(self._desk.theme, popup))
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(SHOWN)
        self._completer.setWrapAround(False)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._on_activated)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_text)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setAccessibleName(words.text(self._name))
        self.setPlaceholderText(words.text(self._hint) if self._hint else "")
        self.setToolTip(words.text("Type a part of it; Down shows the list"))

    def _on_edited(self, _text: str) -> None:
        if self._choice is not None:
            self._choice = None
            self.picked.emit(None)
        self.offer()

    def _on_text(self, text: str) -> None:
        if self._left_with and text.strip() != self._left_with:
            self._stay()

    def _stay(self) -> None:
        """Take nothing when the answer comes: the person is here again, or a text was put in."""
        if self._left_with:
            self._left_with = ""
            self.caught_up.emit()

    def _on_found(self, text: str, choices: Sequence[Choice]) -> None:
        if text != self.text().strip():
            return
        self._answered = text
        if self._left_with:
            self._catch_up(text, choices)
        elif self.hasFocus():
            self._show(text, choices)

    def _catch_up(self, text: str, choices: Sequence[Choice]) -> None:
        """Take what Tab would have taken, had the answer been there."""
        self._left_with = ""
        if _is_likely(text, choices) and self._choice is None:
            self.put(choices[0])
        self.caught_up.emit()

    def _show(self, text: str, choices: Sequence[Choice]) -> None:
        exact = any(choice.name.casefold() == text.casefold() for choice in choices)
        words = self._desk.speech.words
        offered = bool(self._creates and text and not exact)
        self._choices.offer(choices, words.text(self._creates, name=text) if offered else "")
        if self._choices.choices:
            self._completer.complete()
            self._mark_likely(text)
        else:
            self.popup.hide()

    def _marked(self) -> QModelIndex:
        """Give what is marked: a list that gets the keys has a current row nobody chose."""
        chosen = self.popup.selectionModel().selectedIndexes()
        return chosen[0] if chosen else QModelIndex()

    def _mark_likely(self, text: str) -> None:
        """Mark the first choice, for Enter and Tab to take, where it begins as the text does."""
        if text and _is_likely(text, self.offered):
            self.popup.setCurrentIndex(self._choices.index(0, 0))

    def _on_activated(self, _text: str) -> None:
        self._on_taken(self.popup.currentIndex())

    def _on_taken(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE)
        if choice is CREATE:
            self.created.emit(self.text().strip())
        elif isinstance(choice, Choice):
            self.put(choice)

    def _take_exact(self) -> None:
        text = self.text().strip().casefold()
        if self._choice is None and text:
            same = [choice for choice in self._choices.choices if choice.name.casefold() == text]
            if len(same) == 1:
                self.put(same[0])


def _is_likely(text: str, choices: Sequence[Choice]) -> bool:
    """Tell whether the first choice begins as the text does."""
    return bool(choices) and choices[0].name.casefold().startswith(text.casefold())
