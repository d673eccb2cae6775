"""Tabs that never scroll: what has no room on the line waits in a menu at its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from ui.desk import Desk
from ui.theme import GRID


class Tabs(QTabBar):
    """A line of tabs that tells how wide each of them would be, shown or not."""

    def width_of(self, place: int) -> int:
        """Give the width of a tab in logical pixels."""
        return self.tabSizeHint(place).width()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than one tab: the rest waits in the menu."""
        return QSize(10 * GRID, super().minimumSizeHint().height())


class TabLine(QWidget):
    """Tabs, and a button for those that do not fit. The one chosen is always on the line."""

    def __init__(self, desk: Desk, tabs: Tabs) -> None:
        super().__init__()
        self._desk, self.tabs = desk, tabs
        self.more = QToolButton()
        self._menu = QMenu(self)
        self._build()
        self._say()
        tabs.currentChanged.connect(self.fit)
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave on the line what fits, from the left, and the tab that is chosen."""
        tabs, room = self.tabs, self.width()
        widths = [tabs.width_of(place) for place in range(tabs.count())]
        shown = set(range(tabs.count()))
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + GRID
            chosen = tabs.currentIndex()
            room -= widths[chosen] if chosen >= 0 else 0
            shown = {chosen}
            for place in range(tabs.count()):
                if place == chosen:
                    continue
                room -= widths[place]
                if room < 0:
                    break
                shown.add(place)
        for place in range(tabs.count()):
            if tabs.isTabVisible(place) != (place in shown):
                tabs.setTabVisible(place, place in shown)
        self.more.setVisible(len(shown) < tabs.count())
        tabs.updateGeometry()

    def _build(self) -> None:
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setObjectName("more_tabs")
        self.more.hide()
        self._menu.aboutToShow.connect(self._fill)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.tabs)
        line.addWidget(self.more)
        line.addStretch(1)

    def _fill(self) -> None:
        self._menu.clear()
        for place in range(self.tabs.count()):
            if not self.tabs.isTabVisible(place):
                act = self._menu.addAction(self.tabs.tabText(place))
                act.triggered.connect(partial(self._on_picked, place))

    def _on_picked(self, place: int) -> None:
        # Whoever listens to the tabs hears the same as after a click on one.
        self.tabs.setTabVisible(place, True)
        self.tabs.setCurrentIndex(place)
        self.tabs.tabBarClicked.emit(place)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.more.setText(words.text("More") + " ▾")
        self.more.setToolTip(words.text("Further lists (Ctrl+PgDown)"))
        self.more.setAccessibleName(words.text("Further lists (Ctrl+PgDown)"))
        self.fit()
