"""What every list offers: columns, order, copying, files, paper, and acts on all that is selected.

One button, one menu and one set of keys for all lists; a page only says which list it is and what
can be done with several of its rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.widgets.list_out import SEVERAL, ListOut
from ui.widgets.table_view import TableView

MENU_KEYS = "Ctrl+Shift+L"
CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut
ACTS: tuple[tuple[str, str, str, str], ...] = (
    ("columns", mark("Choose columns"), "columns-3", "Ctrl+Shift+C"),
    ("copy", mark("Copy the selected rows as a table"), "copy", ""),
    ("export", mark("Export this list…"), "file-spreadsheet", "Ctrl+Shift+E"),
    ("print", mark("Print this list…"), "printer", "Ctrl+Shift+P"),
)
"""Code, name, icon, key; copying has the key of the list itself."""


def always() -> bool:
    """Tell that something can be done in every list."""
    return True


@dataclass(frozen=True, slots=True)
class ManyDeed:
    """Something that can be done with all selected rows.

    Attributes:
        code: its name in the program.
        name: marked English text.
        icon: its picture.
        run: given the keys of the rows, from the top.
        offered: whether it makes sense in what is shown now.
    """

    code: str
    name: str
    icon: str
    run: Callable[[array[int]], object]
    offered: Callable[[], bool] = always


class ListTools(QObject):
    """The tools of one list.

    `view` gives the list shown now; keys that are not given belong to the page itself, which then
    offers printing or writing in its own way. `button` opens the menu; the page places it.
    """

    def __init__(
        self,
        desk: Desk,
        view: Callable[[], TableView],
        page: QWidget,
        *,
        deeds: Sequence[ManyDeed] = (),
        note: Callable[[], str] = str,
        without_keys: Sequence[str] = (),
    ) -> None:
        super().__init__(page)
        self._desk, self._view, self._page = desk, view, page
        self.deeds = tuple(deeds)
        self.out = ListOut(desk, view, page, note)
        self.actions: dict[str, QAction] = {}
        self.button = QToolButton()
        self._open = QAction(self)
        self._build(without_keys)
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def view(self) -> TableView:
        """The list shown now."""
        return self._view()

    def menu(self) -> QMenu:
        """Make the menu: acts on what is selected, then what concerns the list."""
        words, view = self._desk.speech.words, self._view()
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if view.selected_count() >= SEVERAL:
            for deed in self.deeds:
                if deed.offered():
                    action = menu.addAction(words.text(deed.name), partial(self.run, deed))
                    self._desk.theme.dress(action, deed.icon)
            menu.addSeparator()
        menu.addAction(self.actions["columns"])
        menu.addMenu(self._order_menu(menu))
        menu.addSeparator()
        for code in ("copy", "export", "print"):
            menu.addAction(self.actions[code])
        return menu

    def allow(self, *, allowed: bool) -> None:
        """Let the tools be used, or leave their keys to another list of the page."""
        for action in (*self.actions.values(), self._open):
            action.setEnabled(allowed)
        self.button.setEnabled(allowed)

    def run(self, deed: ManyDeed) -> None:
        """Do something with all selected rows."""
        keys = self._view().selected_keys()
        if len(keys):
            deed.run(keys)

    def show_menu(self, at: QPoint | None = None) -> None:
        """Show the menu under its button, or where somebody pressed."""
        menu = self.menu()
        menu.setActiveAction(menu.actions()[0])
        below = self.button.rect().bottomLeft()
        hidden = not self.button.isVisible()
        menu.popup(at or (self._view() if hidden else self.button).mapToGlobal(below))

    def follow(self, view: TableView) -> None:
        """Show the menu where somebody presses the other button of the mouse, or its key."""
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_asked)

    def _build(self, without_keys: Sequence[str]) -> None:
        for code, _name, icon, keys in ACTS:
            action = QAction(self)
            if code not in without_keys:
                action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(CONTEXT)
            self._desk.theme.dress(action, icon)
            self._page.addAction(action)
            self.actions[code] = action
        act = self.actions
        act["columns"].triggered.connect(lambda: self._view().choose_columns())
        act["copy"].triggered.connect(lambda: self._view().copy())
        act["export"].triggered.connect(self.out.export)
        act["print"].triggered.connect(self.out.print_out)
        self._open.setShortcut(QKeySequence(MENU_KEYS))
        self._open.setShortcutContext(CONTEXT)
        self._open.triggered.connect(lambda: self.show_menu())
        self._page.addAction(self._open)
        self.button.setProperty("quiet", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: self.show_menu())
        self._desk.theme.dress(self.button, "ellipsis")

    def _order_menu(self, menu: QMenu) -> QMenu:
        """Make the menu of orders: what a click on a heading does, by keys."""
        words, model = self._desk.speech.words, self._view().list
        orders = QMenu(words.text("Sort by"), menu)
        for section, column in enumerate(model.columns):
            code = model.sort_code(section)
            if code is not None:
                action = orders.addAction(" ".join(words.text(column.heading).split()))
                action.setCheckable(True)
                action.setChecked(code == model.order[0])
                action.triggered.connect(partial(self._sort, section))
        orders.menuAction().setVisible(bool(orders.actions()))
        return orders

    def _on_asked(self, place: QPoint) -> None:
        self.show_menu(self._view().viewport().mapToGlobal(place))

    def _sort(self, section: int, *_checked: bool) -> None:
        self._view().sort_by(section)

    def _say(self) -> None:
        words = self._desk.speech.words
        for code, name, _icon, keys in ACTS:
            action = self.actions[code]
            action.setText(words.text(name))
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            shown = shown or ("" if keys else "Ctrl+C")
            action.setToolTip(words.text(name) + (f" ({shown})" if shown else ""))
        name = words.text("Columns, order, files and paper of this list")
        self._open.setText(name)
        self.button.setAccessibleName(name)
        self.button.setToolTip(f"{name} ({MENU_KEYS})")
