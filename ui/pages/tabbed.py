"""A page of sections behind tabs: each is built when somebody goes there first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.sentences import mark
from ui.desk import Desk
from ui.places import Build
from ui.theme import GRID, MARGIN
from ui.widgets.layouts import put_in
from ui.widgets.tab_line import TabLine, Tabs
from ui.widgets.tabbing import turn

Tab = tuple[str, str, Build]
"""The code of a section, its marked English name, and what builds it."""


class TabbedPage(QWidget):
    """A line of tabs over the section chosen; Ctrl+PgUp and Ctrl+PgDown turn to the next.

    `name` is marked English; `kept` is the name under which the program remembers where one was.
    `built` carries a section that was just built.
    """

    built = Signal(QWidget)

    def __init__(
        self,
        desk: Desk,
        name: str,
        kept: str,
        tabs: Iterable[Tab],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name, self._kept, self._tabs = name, kept, tuple(tabs)
        self.sections: dict[str, QWidget] = {}
        self.tabs = Tabs()
        self.tab_line = TabLine(desk, self.tabs)
        self._stack = QStackedWidget()
        self._turns = [QAction(self), QAction(self)]
        self._place()
        self._say_tabs()
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.tabBarClicked.connect(self._on_clicked)
        desk.speech.changed.connect(self._say_tabs)

    def go(self, code: str) -> Any:
        """Go to a section and give it; to the first where there is none of this code."""
        codes = [tab[0] for tab in self._tabs]
        place = codes.index(code) if code in codes else 0
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        section = self._section(place)
        turn(self._stack, section)
        self.setFocusProxy(section)
        self._desk.memory.set(self._kept, codes[place])
        return section

    def go_on(self) -> None:
        """Go where somebody was the last time."""
        self.go(self._desk.memory.get(self._kept, ""))

    def _section(self, place: int) -> QWidget:
        code, name, build = self._tabs[place]
        section = self.sections.get(code)
        if section is None:
            section = self.sections[code] = build(self._desk, self._stack)
            self._stack.addWidget(section)
            section.resize(self._stack.size())
            name_list(section, self._desk.speech.words.text(name))
            self.built.emit(section)
        return section

    def _place(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _tab in self._tabs:
            self.tabs.addTab("")
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, GRID, MARGIN, 0)
        head.addWidget(self.tab_line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        put_in(layout, head)
        layout.addWidget(self._stack, 1)
        # Sections with lines that wrap ask for the height of their narrowest: more than a screen.
        self._stack.setMinimumHeight(1)
        for action, keys, step in zip(
            self._turns, ("Ctrl+PgUp", "Ctrl+PgDown"), (-1, 1), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, step=step: self._turn(step))
            self.addAction(action)

    def _say_tabs(self) -> None:
        words = self._desk.speech.words
        for place, (_code, name, _build) in enumerate(self._tabs):
            self.tabs.setTabText(place, words.text(name))
        self.tab_line.fit()
        self.tabs.setAccessibleName(words.text(self._name))
        for code, name, _build in self._tabs:
            if code in self.sections:
                name_list(self.sections[code], words.text(name))
        for action, name in zip(
            self._turns, (mark("The list before"), mark("The next list")), strict=True
        ):
            action.setText(words.text(name))

    def _on_tab(self, place: int) -> None:
        self.go(self._tabs[place][0])

    def _on_clicked(self, place: int) -> None:
        """Bring the keys along with who clicked: those of the section work at once."""
        if place >= 0:
            self.go(self._tabs[place][0]).setFocus()

    def _turn(self, step: int) -> None:
        place = (self.tabs.currentIndex() + step) % len(self._tabs)
        self.go(self._tabs[place][0]).setFocus()


def name_list(section: QWidget, name: str) -> None:
    """Call the list of a section as its tab is called, for who hears it."""
    view: QWidget | None = section
    while view is not None and view.focusProxy() is not None:
        view = view.focusProxy()
    if isinstance(view, QAbstractItemView):
        view.setAccessibleName(name)
