"""What can be done with several selected rows: below their list as long as they are selected.

Acts that find no room are in the menu of the list, which the last button opens.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.key_action import quiet_button
from ui.widgets.list_out import SEVERAL
from ui.widgets.list_tools import MENU_KEYS, ListTools, ManyDeed
from ui.widgets.polish import named
from ui.widgets.table_view import TableView

QUIET = ("copy", "export", "print")


class SelectionBar(QFrame):
    """How many rows are selected, the acts on all of them, and a way to let them go (Esc)."""

    def __init__(self, desk: Desk, tools: ListTools) -> None:
        super().__init__()
        named(self, "selection")
        self._desk, self._tools = desk, tools
        self._count = QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._more, self._let_go = QToolButton(), QToolButton()
        self._build()
        self._say()
        self.hide()
        desk.speech.changed.connect(self._say)

    def follow(self, view: TableView) -> None:
        """Come and go with what is selected in a list."""
        view.counted.connect(self.show_count)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(GRID)
        self._count.setProperty("strong", True)
        line.addWidget(self._count)
        line.addSpacing(GRID)
        for deed in self._tools.deeds:
            button = QPushButton()
            self._desk.theme.dress(button, deed.icon)
            button.clicked.connect(partial(self._run, deed))
            self.buttons[deed.code] = button
            line.addWidget(button)
        self._more.setProperty("quiet", True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._desk.theme.dress(self._more, "ellipsis")
        self._more.clicked.connect(lambda: self._tools.show_menu(self._under_more()))
        line.addWidget(self._more)
        line.addStretch()
        for code in QUIET:
            line.addWidget(quiet_button(self._tools.actions[code]))
        self._let_go.setProperty("quiet", True)
        self._let_go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._desk.theme.dress(self._let_go, "x")
        self._let_go.clicked.connect(lambda: self._tools.view.select_one())
        line.addWidget(self._let_go)

    def minimumSizeHint(self) -> QSize:
        """Never widen the page."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many acts as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = [self._count, self._let_go, *self.findChildren(QToolButton)]
        room = self.width() - sum(one.sizeHint().width() + GRID for one in others) - 4 * GRID
        left = False
        for deed in self._tools.deeds:
            button = self.buttons[deed.code]
            room -= button.sizeHint().width() + GRID
            fits = deed.offered() and room >= 0
            left = left or (deed.offered() and not fits)
            button.setVisible(fits)
        self._more.setVisible(left)

    def _under_more(self) -> QPoint:
        return self._more.mapToGlobal(self._more.rect().bottomLeft())

    def _run(self, deed: ManyDeed, *_checked: bool) -> None:
        self._tools.run(deed)

    def show_count(self, count: int) -> None:
        """Say how many rows are selected; be there only where they are several."""
        several = count >= SEVERAL
        if several:
            words = self._desk.speech.words
            self._count.setText(words.plural("{n} selected", "{n} selected", count))
            self._fit()
        if several != self.isVisible():
            self.setVisible(several)

    def _say(self) -> None:
        words = self._desk.speech.words
        for deed in self._tools.deeds:
            name = words.text(deed.name)
            self.buttons[deed.code].setText(name)
            self.buttons[deed.code].setToolTip(f"{name} ({MENU_KEYS})")
        self._more.setAccessibleName(words.text("What can be done with all selected"))
        self._more.setToolTip(f"{self._more.accessibleName()} ({MENU_KEYS})")
        self._let_go.setAccessibleName(words.text("Select one row only"))
        self._let_go.setToolTip(words.text("Select one row only") + " (Esc)")
        self.show_count(self._tools.view.selected_count())
