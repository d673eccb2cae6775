"""A line one can press: an icon, a text, a quieter second line, and room for small buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.layouts import put_in
from ui.widgets.polish import named
from ui.widgets.sign import Sign

SMALLER = 2
"""The icon of a line is so much smaller than that of a button."""


class LineButton(QFrame):
    """A file, a link, an addressee: Enter, Space or a click presses it, the menu key opens more."""

    pressed = Signal()

    def __init__(self, desk: Desk, icon: str, text: str, note: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._menu: QMenu | None = None
        named(self, "line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{text}, {note}" if note else text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(Sign(desk.theme, icon, less=SMALLER), 0, Qt.AlignmentFlag.AlignTop)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(0)
        self._texts.addWidget(Elided(text))
        self._under: QHBoxLayout | None = None
        if note:
            second = Elided(note)
            second.setProperty("muted", True)
            second.setProperty("text_size", "small")
            self._second_line().addWidget(second, 1)
        put_in(row, self._texts, 1)
        self._row = row

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def put_under(self, widget: QWidget) -> None:
        """Put something before the second line, so that the first one has all the width."""
        line = self._second_line()
        line.insertWidget(0, widget)
        if line.count() == 1:
            line.addStretch()

    def set_menu(self, menu: QMenu, name: str) -> None:
        """Offer more behind three dots, the menu key and the right button."""
        self._menu = menu
        button = QToolButton()
        button.setProperty("quiet", True)
        button.setToolTip(name)
        button.setAccessibleName(f"{name}: {self.text}")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk.theme.dress(button, "ellipsis")
        self.add(button)

    def open_menu(self) -> None:
        """Open what is behind the three dots."""
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter and Space, open the menu by its key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif event.key() == Qt.Key.Key_Menu and self._menu is not None:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press by the left button."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu by the right button."""
        if self._menu is not None:
            self._menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight when reached by Tab."""
        super().focusInEvent(event)
        self.update()

    def _second_line(self) -> QHBoxLayout:
        """Return the second line; an empty layout would leave the first one no width."""
        if self._under is None:
            self._under = QHBoxLayout()
            self._under.setSpacing(GRID)
            put_in(self._texts, self._under)
        return self._under
