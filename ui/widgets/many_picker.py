"""Pick several: what is picked stands as tokens above the line one types into.

Tab comes to the line alone, so that three people picked are not three presses more to the next
field. From the empty line Backspace takes the last one away, Left goes up to their crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.layouts import empty
from ui.widgets.low_area import LowArea
from ui.widgets.picker import Choice, Find, Picker
from ui.widgets.polish import named

LONGEST = 260
MOST_LINES = 3
"""Lines of tokens in sight: beside what else a window asks, also on a small screen."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Flow(QLayout):
    """Lay widgets out like words: from left to right, a new line where the width ends."""

    def __init__(self, parent: QWidget | None = None, spacing: int = GRID // 2) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more widget at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Count the widgets."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give a widget's item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a widget out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell the height for a width; Qt asks a hundred times while a page is put together."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Reckon anew: something in it has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, place: QRect) -> None:
        """Put the widgets in their places."""
        super().setGeometry(place)
        self._lay_out(place, move=True)

    def sizeHint(self) -> QSize:
        """Ask for the smallest size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Be as wide as the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lay_out(self, place: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = place.marginsRemoved(margins)
        left, top, height = inner.x(), inner.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left + size.width() > inner.right() + 1 and height:
                left, top, height = inner.x(), top + height + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            height = max(height, size.height())
        return top + height + margins.bottom() - place.y()


class Cross(QToolButton):
    """What takes a token away, by Space, Enter, Delete or Backspace; `walked` carries a step."""

    walked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the tokens beside, or take this one away."""
        if event.key() in STEPS:
            self.walked.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in AWAY:
            self.click()
        else:
            super().keyPressEvent(event)


class Token(QFrame):
    """One picked thing with a cross."""

    removed = Signal(object)

    def __init__(self, desk: Desk, choice: Choice) -> None:
        super().__init__()
        self.setObjectName("token")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID + 2, 2, 2, 2)
        layout.setSpacing(2)
        label = QLabel()
        shown = label.fontMetrics().elidedText(choice.name, Qt.TextElideMode.ElideRight, LONGEST)
        label.setText(shown)
        label.setToolTip(choice.name)
        self.cross = cross = Cross()
        desk.theme.dress(cross, "x", "accent_text")
        cross.setAccessibleName(desk.speech.words.text("Remove {name}", name=choice.name))
        cross.setToolTip(cross.accessibleName())
        cross.clicked.connect(lambda: self.removed.emit(choice))
        layout.addWidget(label)
        layout.addWidget(cross)


class Tokens(LowArea):
    """What is picked, in so many lines at most; more of them scroll, the last ones in sight."""

    def __init__(self, inside: QWidget, flow: Flow) -> None:
        self._flow = flow
        super().__init__(inside)

    def heightForWidth(self, width: int) -> int:
        """Be as high as the tokens, or as the lines that may be."""
        return min(super().heightForWidth(width), self._most())

    def show_place(self, place: int) -> None:
        """Bring a token into sight, once it has its place."""
        item = self._flow.itemAt(place)
        token = item.widget() if item is not None else None
        if token is not None:
            QTimer.singleShot(0, token, partial(self.ensureWidgetVisible, token, 0, 0))

    def _most(self) -> int:
        item = self._flow.itemAt(0)
        line = item.sizeHint().height() + self._flow.spacing() if item is not None else 0
        return MOST_LINES * line


class ManyPicker(QWidget):
    """A picker for several choices."""

    changed = Signal(object)
    created = Signal(str)

    def __init__(
        self, desk: Desk, find: Find, *, name: str, hint: str = "", creates: str = ""
    ) -> None:
        super().__init__()
        self._desk = desk
        self._choices: list[Choice] = []
        self.line = _Line(desk, find, name=name, hint=hint, creates=creates)
        inside = named(QWidget(), "tokens")
        self._flow = Flow(inside)
        self._tokens = Tokens(inside, self._flow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._tokens)
        layout.addWidget(self.line)
        self._tokens.hide()
        self.setFocusProxy(self.line)
        self.line.picked.connect(self._on_picked)
        self.line.created.connect(self.created)
        self.line.emptied.connect(self._on_emptied)
        self.line.left.connect(lambda: self._walk(len(self._choices) - 1))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is picked, in order."""
        return tuple(self._choices)

    def put(self, choices: Sequence[Choice]) -> None:
        """Show these as picked."""
        self._choices = list(choices)
        self._show()

    def add(self, choice: Choice) -> None:
        """Pick one more, once."""
        self.line.clear()
        if choice.code not in {picked.code for picked in self._choices}:
            self._choices.append(choice)
            self._show()

    def _on_picked(self, choice: Choice | None) -> None:
        if choice is not None:
            self.line.put(None)
            self.add(choice)

    def _on_walked(self, place: int, step: int) -> None:
        self._walk(place + step)

    def _on_emptied(self) -> None:
        if self._choices:
            self._remove(self._choices[-1])

    def _walk(self, place: int) -> None:
        """Go to a token's cross, or from the last one back to the line."""
        if place >= len(self._choices):
            self.line.setFocus()
            return
        item = self._flow.itemAt(max(0, place))
        token = item.widget() if item is not None else None
        if isinstance(token, Token):
            token.cross.setFocus()
            self._tokens.show_place(max(0, place))

    def _remove(self, choice: Choice) -> None:
        self._choices.remove(choice)
        self._show()
        self.line.setFocus()

    def _show(self) -> None:
        empty(self._flow)
        for place, choice in enumerate(self._choices):
            token = Token(self._desk, choice)
            token.removed.connect(self._remove)
            token.cross.walked.connect(partial(self._on_walked, place))
            self._flow.addWidget(token)
        self._tokens.setVisible(bool(self._choices))
        self._tokens.updateGeometry()
        self._tokens.show_place(len(self._choices) - 1)
        self.changed.emit(self.choices)


class _Line(Picker):
    """The line of a `ManyPicker`."""

    emptied = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Backspace and Left where there is nothing to delete or to go through."""
        if event.key() == Qt.Key.Key_Left and not self.text():
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)
