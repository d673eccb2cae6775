"""Views of a list that a person keeps: filters, order and columns under a name of their own.

They are kept with the person's choices on this computer. The chip says which view is shown and
whether it was changed since; its menu chooses by digit, keeps, renames and deletes, with undo.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.field import Field
from ui.widgets.notice_bar import Notice
from ui.widgets.popup import Popup
from ui.widgets.table_layout import Arrangement
from ui.widgets.telling import tell

KEYS = "Ctrl+Shift+S"
DIGITS = 9
MOST = 40
LONGEST = 60

Filters = dict[str, str | bool]


class SavedView(msgspec.Struct, frozen=True):
    """A view: its name, the filters in force, and the columns with their order."""

    name: str
    filters: Filters
    columns: Arrangement


class SavedViews(QObject):
    """The views of one list.

    `seen` gives the filters and columns shown now, `show` shows others. `button` is the chip, which
    the page places; `changed` is called by the page whenever filters, order or columns changed.
    """

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        name: str,
        seen: Callable[[], tuple[Filters, Arrangement]],
        show: Callable[[Filters, Arrangement], object],
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._name = desk, page, f"views.{name}"
        self._seen, self._show = seen, show
        self.views = self._load()
        self.current = ""
        self.popup: Popup | None = None
        self.button = QToolButton()
        self._open = QAction(self)
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    def choose(self, name: str) -> None:
        """Show a view."""
        view = self._view(name)
        if view is not None:
            self.current = name
            self._show(dict(view.filters), view.columns)
            self._say()

    def keep(self, name: str) -> None:
        """Keep what is shown under a name; the view of that name is replaced."""
        name = " ".join(name.split())[:LONGEST]
        if not name:
            return
        filters, columns = self._seen()
        kept = SavedView(name, filters, columns)
        if self._view(name) is None:
            self.views = (*self.views, kept)[-MOST:]
        else:
            self.views = tuple(kept if one.name == name else one for one in self.views)
        self.current = name
        self._save()

    def rename(self, name: str) -> None:
        """Call the view shown otherwise; a name that is taken already is left alone."""
        name, view = " ".join(name.split())[:LONGEST], self._view(self.current)
        if view is None or not name or self._view(name) is not None:
            return
        renamed = msgspec.structs.replace(view, name=name)
        self.views = tuple(renamed if one is view else one for one in self.views)
        self.current = name
        self._save()

    def delete(self) -> None:
        """Delete the view shown; the notice has the way back. The list stays as it is."""
        before, name = self.views, self.current
        if self._view(name) is None:
            return
        self.views = tuple(one for one in before if one.name != name)
        self.current = ""
        self._save()
        words = self._desk.speech.words
        text = words.text("The view “{name}” is deleted", name=name)
        undo = partial(self._put_back, before, name)
        tell(self._page, Notice(text, Tone.GOOD, words.text("Undo"), undo, undo=True))

    def changed(self) -> None:
        """Say anew which view is shown: filters, order or columns changed."""
        view = self._view(self.current)
        if view is not None and not self._seen()[0] and view.filters:
            self.current = ""  # the filters were taken off
        self._say()

    @property
    def is_changed(self) -> bool:
        """Whether what is shown differs from the view it began with."""
        view = self._view(self.current)
        return view is not None and not _alike(self._seen(), (view.filters, view.columns))

    def menu(self) -> QMenu:
        """Make the menu: the views by digit, then what can be done with them."""
        words = self._desk.speech.words
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, view in enumerate(self.views, 1):
            name = view.name.replace("&", "&&")
            digit = f"&{place}  " if place <= DIGITS else ""
            action = menu.addAction(f"{digit}{name}")
            action.setObjectName(view.name)
            action.setCheckable(True)
            action.setChecked(view.name == self.current)
            action.triggered.connect(partial(self._on_chosen, view.name))
        menu.addSeparator()
        if self.is_changed:
            text = words.text("Keep the changes in “{name}”", name=self.current)
            menu.addAction(text, partial(self.keep, self.current))
        menu.addAction(words.text("Keep what is seen as a view…"), self.ask_name)
        if self._view(self.current) is not None:
            menu.addAction(words.text("Rename the view…"), partial(self.ask_name, renames=True))
            menu.addAction(words.text("Delete the view"), self.delete)
        return menu

    def show_menu(self) -> None:
        """Show the menu under the chip."""
        menu = self.menu()
        first = next((one for one in menu.actions() if not one.isSeparator()), None)
        if first is not None:
            menu.setActiveAction(first)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def ask_name(self, *, renames: bool = False) -> None:
        """Ask for the name of a view in a small window under the chip."""
        words = self._desk.speech.words
        popup = Popup(self._page)
        line, button = QLineEdit(), QPushButton()
        line.setMaxLength(LONGEST)
        if renames:
            line.setText(self.current)
            line.selectAll()
        button.setText(words.text("Rename") if renames else words.text("Keep the view"))
        button.setProperty("primary", True)
        popup.lines.addWidget(
            Field(self._desk, mark("Name of the view"), line, hint=mark("Mine, late, this month…"))
        )
        popup.lines.addWidget(button)

        def on_taken() -> None:
            name = line.text().strip()
            if name:
                popup.close()
                self.rename(name) if renames else self.keep(name)
                self._page.setFocus()

        button.clicked.connect(on_taken)
        popup.taken.connect(on_taken)
        popup.open_under(self.button, line)
        self.popup = popup

    def _build(self) -> None:
        self.button.setProperty("chip", True)
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        self._open.setShortcut(QKeySequence(KEYS))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._open.triggered.connect(lambda: self.show_menu())
        self._page.addAction(self._open)

    def _on_clicked(self) -> None:
        self._say()
        self.show_menu()

    def _on_chosen(self, name: str, *_checked: bool) -> None:
        self.choose(name)

    def _put_back(self, views: tuple[SavedView, ...], name: str) -> None:
        known = {one.name for one in views}
        self.views = (*views, *(one for one in self.views if one.name not in known))
        self.current = name
        self._save()

    def _view(self, name: str) -> SavedView | None:
        return next((one for one in self.views if one.name == name), None)

    def _load(self) -> tuple[SavedView, ...]:
        text = self._desk.choices.get(self._name)
        if not text:
            return ()
        try:
            return msgspec.json.decode(text, type=tuple[SavedView, ...])
        except msgspec.DecodeError:
            return ()

    def _save(self) -> None:
        self._desk.choices.set(self._name, msgspec.json.encode(self.views).decode())
        self._say()

    def _say(self) -> None:
        words, view = self._desk.speech.words, self._view(self.current)
        name = words.text("Views")
        if view is not None:
            name = words.text("View: {name}", name=view.name)
            if self.is_changed:
                name = words.text("{view} (changed)", view=name)
        self.button.setText(f"{name.replace('&', '&&')} ▾")
        self.button.setChecked(view is not None)
        self.button.setAccessibleName(name)
        tip = words.text("Filters, order and columns under a name of your own")
        self.button.setToolTip(f"{tip} ({KEYS})")
        self._open.setText(words.text("Views"))


def _alike(one: tuple[Filters, Arrangement], other: tuple[Filters, Arrangement]) -> bool:
    """Tell whether two views show the same; widths of columns do not count."""
    bare = [(filters, columns.order, columns.hidden, columns.sort, columns.descending)
            for filters, columns in (one, other)]  # fmt: skip
    return bare[0] == bare[1]
