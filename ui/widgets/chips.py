"""Filters as chips above a list: press to switch on, or choose one of several from a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.many_picker import Flow
from ui.widgets.picker import Choice

MORE = " ▾"
"""After the name of a filter with choices."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its code in the query, its marked English name, and what can be chosen.

    Without choices it is on or off (the value True, or absent). `spoken` says that the choices'
    names are marked English to be said in the person's language, not names out of the database.
    `nothing` names the choice of none of them.
    """

    code: str
    name: str
    choices: tuple[Choice, ...] = ()
    spoken: bool = True
    nothing: str = mark("any")


class Chips(QWidget):
    """A line of filters; `changed` carries those in force: code to True or a choice's code.

    Those for which the line is too short wait in the menu of its last chip; those in force never.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, filters: Sequence[Filter]) -> None:
        super().__init__()
        self._desk = desk
        self._filters = {one.code: one for one in filters}
        self._values: dict[str, str | bool] = {}
        self._counts: dict[str, int] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._menus: dict[str, QMenu] = {}
        self._away: list[str] = []
        self._barred: set[str] = set()
        self._more, self._clear = QToolButton(), QToolButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def values(self) -> dict[str, str | bool]:
        """The filters in force."""
        return dict(self._values)

    @property
    def spoken(self) -> str:
        """The filters in force, in words."""
        texts = (self._text(code, counted=False) for code in self._filters if code in self._values)
        return "; ".join(text.removesuffix(MORE) for text in texts)

    def button(self, code: str) -> QToolButton:
        """Give a filter's chip."""
        return self._buttons[code]

    @property
    def more(self) -> QToolButton:
        """The last chip, in whose menu those are for which there is no room."""
        return self._more

    def place_of(self, code: str) -> QToolButton:
        """Give the chip under which something about a filter is shown."""
        return self._more if code in self._away else self._buttons[code]

    def allow(self, code: str, allowed: bool) -> None:
        """Offer a filter, or not, as long as there is nothing to choose."""
        before = set(self._barred)
        self._barred = self._barred - {code} if allowed else self._barred | {code}
        if self._buttons[code].parentWidget() is not self:
            self._buttons[code].setVisible(allowed)
        elif before != self._barred:
            self._fit()

    def put(self, **values: str | bool) -> None:
        """Set the filters in force, all at once."""
        self._values = {code: value for code, value in values.items() if code in self._filters}
        self._say()
        self.changed.emit(self.values)

    def offer(self, code: str, choices: Sequence[Choice]) -> None:
        """Give a filter other choices (journals, years), as a query answered them."""
        one = self._filters[code]
        self._filters[code] = replace(one, choices=tuple(choices))
        if self._values.get(code) not in {choice.code for choice in choices}:
            self._values.pop(code, None)
        self._say()

    def count(self, code: str, number: int) -> None:
        """Show how many rows a filter would leave; zero is not shown."""
        self._counts[code] = number
        self._name(code)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as the line has room for."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the chips once they are dressed."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put into the menu, from the end, what the line has no room for; measured when shown."""
        if not self.isVisible():
            return
        own = [code for code, button in self._buttons.items() if button.parentWidget() is self]
        offered = [code for code in own if code not in self._barred]
        wide = {code: self._buttons[code].sizeHint().width() + GRID for code in offered}
        room = self.width() + GRID
        if self._values:
            room -= self._clear.sizeHint().width() + GRID
        away: list[str] = []
        needed = sum(wide.values())
        if needed > room:
            room -= self._more.sizeHint().width() + GRID
            for code in reversed(offered):
                if needed > room and code not in self._values:
                    away.insert(0, code)
                    needed -= wide[code]
        for code in own:
            self._buttons[code].setVisible(code in offered and code not in away)
        self._more.setVisible(bool(away))
        if away != self._away:
            self._away = away
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Have the line around laid out anew, of which Qt does not think while it lays out."""
        around = self.parentWidget()
        layout = around.layout() if around is not None else None
        if layout is not None:
            layout.invalidate()

    def _fill_more(self) -> None:
        """Put into the last chip's menu, as it opens, what the line has no room for."""
        menu = self._more.menu()
        menu.clear()
        words = self._desk.speech.words
        for code in self._away:
            name = words.text(self._filters[code].name)
            if self._filters[code].choices:
                self._menus[code].setTitle(name)
                menu.addMenu(self._menus[code])
            else:
                menu.addAction(name, lambda code=code: self._on_clicked(code))

    def _build(self) -> None:
        flow = Flow(self, GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for code in self._filters:
            button = QToolButton()
            button.setProperty("chip", True)
            button.setCheckable(True)
            self._buttons[code] = button
            button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
            flow.addWidget(button)
        self._more.setProperty("chip", True)
        menu = QMenu(self._more)
        menu.aboutToShow.connect(self._fill_more)
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        flow.addWidget(self._more)
        self._clear.setProperty("quiet", True)
        self._clear.clicked.connect(lambda: self.put())
        self._desk.theme.dress(self._clear, "x")
        flow.addWidget(self._clear)

    def _give_menu(self, code: str) -> None:
        """Give a chip with choices its menu; it is one for as long as the chip is there."""
        if code not in self._menus:
            button = self._buttons[code]
            self._menus[code] = menu = QMenu(button)
            menu.aboutToShow.connect(partial(self._fill, code, menu, QActionGroup(menu)))
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill(self, code: str, menu: QMenu, group: QActionGroup) -> None:
        """Put the choices of now into a menu as it opens: few of them ever do."""
        one, words = self._filters[code], self._desk.speech.words
        menu.clear()
        offers = [Choice("", words.text(one.nothing))]
        offers += [
            Choice(c.code, words.text(c.name) if one.spoken else c.name) for c in one.choices
        ]
        for offer in offers:
            action = menu.addAction(offer.name)
            action.setCheckable(True)
            action.setChecked(self._values.get(code, "") == offer.code)
            group.addAction(action)
            action.triggered.connect(
                lambda _on=False, chosen=offer.code: self._set(code, chosen or None)
            )

    def _on_clicked(self, code: str) -> None:
        if not self._filters[code].choices:
            self._set(code, None if code in self._values else True)

    def _set(self, code: str, value: str | bool | None) -> None:
        values = {**self._values}
        if value is None:
            values.pop(code, None)
        else:
            values[code] = value
        self.put(**values)

    def _say(self) -> None:
        words = self._desk.speech.words
        for code, button in self._buttons.items():
            self._name(code)
            button.setChecked(code in self._values)
            if self._filters[code].choices:
                self._give_menu(code)
        self._more.setText(words.text("More") + MORE)
        self._more.setAccessibleName(words.text("More filters"))
        self._more.setToolTip(words.text("More filters"))
        self._clear.setVisible(bool(self._values))
        self._clear.setToolTip(words.text("Show everything"))
        self._clear.setAccessibleName(words.text("Show everything"))
        self._fit()

    def _name(self, code: str) -> None:
        text = self._text(code)
        self._buttons[code].setText(text)
        self._buttons[code].setAccessibleName(text)

    def _text(self, code: str, *, counted: bool = True) -> str:
        words, one = self._desk.speech.words, self._filters[code]
        name = words.text(one.name)
        count = self._counts.get(code, 0)
        if not one.choices:
            return f"{name} {count}" if count and counted else name
        value = self._values.get(code)
        chosen = next((choice for choice in one.choices if choice.code == value), None)
        if chosen is None:
            return f"{name}{MORE}"
        shown = words.text(chosen.name) if one.spoken else chosen.name
        return f"{name}: {shown}{MORE}"
