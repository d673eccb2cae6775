"""Follows the steps of a chapter literally, as a newcomer with the page in hand would.

What is in bold is pressed, keys are pressed where the keys are, what is in italics is typed into
the field named before it; every text of the program that a step quotes must be seen by the time the
step is done. See `ui.handbook_text` for how the pages are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QKeyCombination,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.handbook.office import Seat
from tests.ui.typing_keys import type_text
from ui.handbook_text import Item, Kind, Piece
from ui.widgets.field import Field

CALM = 5
"""So many looks in a row without a question on its way, and nothing more is coming."""
LOOK = 1
"""Milliseconds between looks."""
SOON = 300
"""Milliseconds: what a window does so soon after a key is waited for."""
ROWS = 60
"""Rows of a list that are read."""
WORDED = {
    "Пробел": "Space",
    "Бос орын": "Space",
    "↓": "Down",
    "↑": "Up",
    "←": "Left",
    "→": "Right",
    "−": "-",
    "Enter": "Return",
}
"""Keys as the pages call them → as Qt does."""
_TAG = re.compile(r"<[^>]+>")
_ADDED = re.compile(r"(\s+[\d ]+| ▾|\s+(Ctrl|Alt|Shift|F\d).*|,.*)$")
_SENTENCE = re.compile(r"\. ")
"""A field named in one sentence is not what is typed into in the next."""
_BRACKET = re.compile(r"\s*\($")


def keys_of(text: str) -> QKeyCombination:
    """Give Qt's name of a key as a page calls it."""
    parts = [WORDED.get(part, part) for part in text.split("+")] if text != "+" else ["+"]
    keys: Any = QKeySequence("+".join(parts))
    assert keys.count() == 1, f"no such key: {text}"
    combination = keys[0]
    assert isinstance(combination, QKeyCombination)
    return combination


def bare(text: str) -> str:
    """Give a text without marks and mnemonics."""
    return (
        _TAG.sub("", text)
        .replace("&", "")
        .replace("•", "")
        .replace("\N{NO-BREAK SPACE}", " ")
        .strip()
    )


def same(seen: str, label: str) -> bool:
    """Tell whether what is seen is a label, perhaps with a count or a key after it."""
    return seen == label or _ADDED.sub("", seen) == label


@dataclass
class Reader:
    """Somebody with the handbook before a window.

    Attributes:
        seat: where they sit.
        shoot: takes a picture by its name.
    """

    seat: Seat
    shoot: Callable[[str], None]
    seen: set[str] = field(default_factory=set[str])
    _menu: QMenu | None = None
    _field: QWidget | None = None
    _named: str = ""

    @property
    def window(self) -> QWidget:
        """The window the keys are in."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self.seat.window

    def follow(self, step: Item) -> None:
        """Do one step, and see everything it names."""
        self.seen = set()
        self._menu, self._field, self._named = None, None, ""
        self.look()
        pieces = list(step.pieces)
        for place, piece in enumerate(pieces):
            self._take(piece, pieces[place + 1 : place + 3])
        self.look()
        for piece in pieces:
            if piece.kind in (Kind.LABEL, Kind.PRESS):
                assert self.sees(piece.text), f"step {step.number}: «{piece.text}» is not seen"
        for picture in step.pictures:
            self.shoot(picture.name)

    def sees(self, label: str) -> bool:
        """Tell whether a text was seen in this step."""
        return any(label in text for text in self.seen)

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        calm = 0
        while calm < CALM or _is_about_to_ask():
            QTest.qWait(LOOK)
            calm = calm + 1 if self.seat.desk.bridge.resting else 0

    def look(self) -> None:
        """Read everything on the screen."""
        self.settle()
        for window in self._windows():
            self.seen.update(bare(text) for text in _texts(window))

    def press_keys(self, text: str) -> None:
        """Press a key where the keys are."""
        window = self.window
        window.activateWindow()
        self.seat.qtbot.waitUntil(window.isActiveWindow)
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or window
        combination = keys_of(text)
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.look()

    def type(self, text: str) -> None:
        """Type into the field named last, else where the keys are."""
        target = self._field or QApplication.focusWidget()
        assert target is not None
        if not isinstance(target, QLineEdit | QPlainTextEdit | QTextEdit):
            inner = target.findChildren(QLineEdit) or target.findChildren(QPlainTextEdit)
            target = inner[0] if inner else target
        target.setFocus()
        if isinstance(target, QLineEdit):
            target.selectAll()
        type_text(target, text)
        self.look()

    def press(self, label: str) -> None:
        """Press, choose or go to what is called so."""
        act = next(self._acts(label), None)
        assert act is not None, f"nothing here is called «{label}»"
        act()
        self.look()

    def _take(self, piece: Piece, following: list[Piece]) -> None:
        if piece.kind is Kind.LABEL:
            self._field = self._field_of(piece.text)
            self._named = piece.text
        elif piece.kind is Kind.PRESS and _has_keys(following):
            self.look()
            assert self.sees(piece.text), f"«{piece.text}» is not here"
        elif piece.kind is Kind.PRESS:
            self.press(piece.text)
        elif piece.kind is Kind.KEYS:
            self.press_keys(piece.text)
        elif piece.kind is Kind.TYPED:
            assert self._field or not self._named, f"«{self._named}» is no field here"
            self.type(piece.text)
        elif piece.kind is Kind.WORDS and _SENTENCE.search(piece.text):
            self._field, self._named = None, ""

    def _windows(self) -> list[QWidget]:
        """Give the windows in sight, that with the keys first."""
        first = self.window
        others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return [first, *(one for one in others if one is not first)]

    def _field_of(self, label: str) -> QWidget | None:
        for window in self._windows():
            for one in window.findChildren(Field):
                (name,) = one.findChildren(QLabel, "field_label")
                if one.isVisible() and bare(name.text()) == label:
                    return one.control
            for one in window.findChildren(QWidget):
                typed = isinstance(one, QLineEdit | QComboBox | QPlainTextEdit)
                if typed and one.isVisible() and label in _names_of(one):
                    return one
        return None

    def _acts(self, label: str) -> Iterator[Callable[[], object]]:
        if self._menu is not None:
            for action in self._menu.actions():
                if action.isVisible() and action.isEnabled() and same(bare(action.text()), label):
                    yield action.trigger
        if isinstance(self._field, QComboBox):
            place = self._field.findText(label)
            if place >= 0:
                yield lambda box=self._field, place=place: _choose(box, place)
        for window in self._windows():
            yield from self._buttons(window, label)
            yield from self._others(window, label)
            if window.isModal():
                return

    def _buttons(self, window: QWidget, label: str) -> Iterator[Callable[[], object]]:
        for button in window.findChildren(QAbstractButton):
            if not (button.isVisible() and button.isEnabled()):
                continue
            names = (button.text(), button.accessibleName(), button.toolTip())
            if any(
                same(bare(name), label) or bare(name).startswith(f"{label} (") for name in names
            ):
                menu: QMenu | None = getattr(button, "menu", lambda: None)()
                yield (
                    (lambda menu=menu: self._open(menu))
                    if menu
                    else (lambda button=button: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
                )

    def _others(self, window: QWidget, label: str) -> Iterator[Callable[[], object]]:
        for bar in window.findChildren(QTabBar):
            for place in range(bar.count() if bar.isVisible() else 0):
                if same(bare(bar.tabText(place)), label):
                    yield lambda bar=bar, place=place: _click_tab(bar, place)
        for action in window.findChildren(QAction):
            if action.isVisible() and action.isEnabled() and same(bare(action.text()), label):
                yield action.trigger
        for view in window.findChildren(QAbstractItemView):
            model: Any = view.model()
            for index in _indexes(model) if view.isVisible() and model else ():
                if bare(str(index.data() or "")) == label:
                    yield lambda view=view, index=index: view.setCurrentIndex(index)

    def _open(self, menu: QMenu) -> None:
        menu.aboutToShow.emit()
        self._menu = menu
        self.seen.update(bare(action.text()) for action in menu.actions() if action.isVisible())


def _is_about_to_ask() -> bool:
    """Tell whether a window waits for somebody to stop typing, and will do something then."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )


def _names_of(control: QWidget) -> tuple[str, ...]:
    """Give what a control is called, or says of itself while it is empty."""
    empty = control.placeholderText() if isinstance(control, QLineEdit) else ""
    return bare(control.accessibleName()), empty


def _has_keys(following: list[Piece]) -> bool:
    """Tell whether the key of a button stands in brackets after it."""
    return (
        len(following) == 2
        and bool(_BRACKET.fullmatch(following[0].text))
        and following[1].kind is Kind.KEYS
    )


def _choose(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def _click_tab(bar: QTabBar, place: int) -> None:
    bar.setCurrentIndex(place)  # it may have to come into sight first
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())


def _columns(model: QAbstractItemModel) -> int:
    """Count the columns of a model; a list does not tell that it has one."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())


def _indexes(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(QModelIndex()), ROWS)):
        for column in range(_columns(model)):
            yield model.index(row, column)


def _texts(window: QWidget) -> Iterator[str]:
    """Go through everything that can be read, or heard, in a window."""
    yield window.windowTitle()
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from _texts_of(widget)
    for action in window.findChildren(QAction):
        if action.isVisible() and action.isEnabled():
            yield action.text()


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.text()
        yield widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _texts_in(widget)


def _texts_in(view: QAbstractItemView) -> Iterator[str]:
    model: Any = view.model()
    if model is None:
        return
    for column in range(_columns(model)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for index in _indexes(model):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            yield str(index.data(role) or "")
