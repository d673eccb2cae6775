"""A section of a page: a line to search, what can be done, and one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.models.columns import AnyColumn
from ui.models.held import Entry, Held, entry
from ui.models.table_model import TableModel
from ui.theme import GRID, MARGIN
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.find_among import holds
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.search_signs import make_search
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.table_view import TableView

SEARCH_WIDTH = 320
NOT_FOUND = (mark("Nothing in the list reads so"), mark("Esc ends the search."))
CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a person can do in a section: its name (marked English), key, icon, and the act.

    `chosen` says that it needs a chosen row, `listed` that it needs something in the list.
    """

    name: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    chosen: bool = False
    listed: bool = False


class Tools(QWidget):
    """The line over a list: a heading or a line to search, then the deeds as buttons."""

    def __init__(self, desk: Desk, deeds: Sequence[Deed], heading: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._deeds = tuple(deeds)
        self._heading = heading
        self.search = QLineEdit()
        self._find, self._clear = QAction(self), QAction(self)
        self._line = QHBoxLayout(self)
        self._title = QLabel()
        self.buttons = [QPushButton() for _deed in deeds]
        self._actions = [QAction(self) for _deed in deeds]
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    def allow(self, *, chosen: bool, listed: bool = True) -> None:
        """Let a person do what needs a chosen row, or something in the list, or not."""
        for deed, button, action in zip(self._deeds, self.buttons, self._actions, strict=True):
            if deed.chosen or deed.listed:
                may = chosen if deed.chosen else listed
                button.setEnabled(may)
                action.setEnabled(may)

    def serve(self, section: QWidget, view: QWidget) -> None:
        """Let the keys work all over a section; Esc in its list or the line ends the search."""
        for action in (*self._actions, self._find):
            action.setShortcutContext(CONTEXT)
            section.addAction(action)
        for widget in (view, self.search):
            widget.addAction(self._clear)
        self._clear.triggered.connect(self.search.clear)
        self._clear.triggered.connect(view.setFocus)
        self.search.returnPressed.connect(view.setFocus)

    def add_tools(self, button: QWidget) -> None:
        """Put the button of the list's tools at the end of the line."""
        self._line.addWidget(button)

    def _build(self) -> None:
        line = self._line
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self._title.setProperty("strong", True)
        line.addWidget(self._title)
        self._title.setVisible(bool(self._heading))
        self.search.setMaximumWidth(SEARCH_WIDTH)
        make_search(self._desk, self.search)
        line.addWidget(self.search, 1)
        line.addStretch()
        self._find.setShortcut(QKeySequence("Ctrl+F"))
        self._find.triggered.connect(self.search.setFocus)
        self._clear.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._clear.setEnabled(False)
        self.search.textChanged.connect(self._on_typed)
        for deed, button, action in zip(self._deeds, self.buttons, self._actions, strict=True):
            action.setShortcut(QKeySequence(deed.keys))
            action.triggered.connect(lambda _on=False, deed=deed: deed.run())
            button.clicked.connect(lambda _on=False, deed=deed: deed.run())
            if deed.icon:
                self._desk.theme.dress(button, deed.icon)
            line.addWidget(button)

    def _on_typed(self, text: str) -> None:
        self._clear.setEnabled(bool(text))

    def _say(self) -> None:
        words = self._desk.speech.words
        self._title.setText(words.text(self._heading))
        self.search.setPlaceholderText(words.text("Find in this list"))
        self.search.setAccessibleName(words.text("Find in this list"))
        self.search.setToolTip(words.text("Find in this list") + " (Ctrl+F)")
        self._find.setText(words.text("Find in this list"))
        self._clear.setText(words.text("End the search"))
        for deed, button, action in zip(self._deeds, self.buttons, self._actions, strict=True):
            name = words.text(deed.name)
            button.setText(name)
            button.setToolTip(f"{name} ({deed.keys})" if deed.keys else name)
            action.setText(name)


def lay_out(
    place: QWidget, desk: Desk, view: TableView, tools: Tools, list_tools: ListTools
) -> None:
    """Put a list onto its place: its tools above, what is selected in it below; it has the keys."""
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 2 * GRID, 0, 0)
    layout.setSpacing(GRID + GRID // 2)
    margin = QHBoxLayout()
    margin.setContentsMargins(MARGIN, 0, MARGIN, 0)
    margin.addWidget(tools)
    put_in(layout, margin)
    layout.addWidget(view, 1)
    bar = SelectionBar(desk, list_tools)
    bar.follow(view)
    layout.addWidget(bar)
    tools.serve(place, view)
    tools.add_tools(list_tools.button)
    list_tools.follow(view)
    tools.allow(chosen=False, listed=False)
    place.setFocusProxy(view)


class Section(QWidget):
    """A short list of one answer, with what can be done about its entries.

    Subclasses say what it is called (`TITLE`, marked English), which entries it has (`entries`),
    how one is added and changed, and whether the person may (`may`).
    """

    TITLE: ClassVar[str] = ""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[AnyColumn],
        name: str,
        empty: tuple[str, str],
        deeds: Sequence[Deed] = (),
        heading: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.whole: Any = None
        self.held: Held[Any] = Held()
        self._all: tuple[Entry[Any], ...] = ()
        self.list = TableView(desk, TableModel(desk.bridge, desk.speech, columns, self), name)
        self.tools = Tools(desk, deeds or self.usual_deeds(), heading)
        self.list_tools = ListTools(desk, lambda: self.list, self)
        self._columns = tuple(columns)
        self._nothing = empty
        self._empty = EmptyState(desk, *empty)
        self.list.set_empty(self._empty)
        lay_out(self, desk, self.list, self.tools, self.list_tools)
        self._connect()
        self._say_title()
        desk.speech.changed.connect(self._say_title)

    @property
    def chosen(self) -> Any:
        """The thing in the chosen row, or None."""
        row = self.held.find(self.list.key())
        return row.item if row is not None else None

    def usual_deeds(self) -> list[Deed]:
        """Add by Ins, change by F2."""
        return [
            Deed(mark("Add…"), self.add, "Ins", "plus"),
            Deed(mark("Change…"), self.change, "F2", chosen=True),
        ]

    def show_whole(self, whole: Any) -> None:
        """Show what an answer of the core (an `Organisation`) has for this section."""
        self.whole = whole
        self._all = tuple(self.entries(whole))
        self._show()

    def choose(self, id: str) -> None:
        """Choose an entry as soon as it is here, whatever was looked for in the list."""
        self.tools.search.clear()
        self.list.await_key(entry(id, None).key)

    def entries(self, whole: Any) -> Iterable[Entry[Any]]:
        """Give the section's rows."""
        raise NotImplementedError

    def may(self) -> bool:
        """Tell whether the person may do the deeds about the chosen row."""
        return True

    def add(self) -> None:
        """Open the sheet of a new entry."""

    def change(self) -> None:
        """Open the sheet of the chosen entry."""

    def _connect(self) -> None:
        self.list.list.show(self.held.source)
        self.list.opened.connect(lambda: self.change())
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self._on_typed)
        self.tools.search.textChanged.connect(self._show)

    def _say_title(self) -> None:
        self.list.setAccessibleName(self.desk.speech.words.text(self.TITLE))

    def _show(self) -> None:
        typed, words = self.tools.search.text(), self.desk.speech.words
        self.held.put(
            row
            for row in self._all
            if not typed
            or holds(" ".join(column.show(row, words) for column in self._columns), typed)
        )
        found = NOT_FOUND if typed and self._all else self._nothing
        self._empty.show_texts(*found, picture=Picture.SEARCH if typed else Picture.PAPERS)
        self.list.list.refresh()

    def _on_chosen(self, key: int | None) -> None:
        self.tools.allow(chosen=key is not None and self.may(), listed=bool(self._all))

    def _on_typed(self, text: str) -> None:
        self.tools.search.setFocus()
        self.tools.search.insert(text)
