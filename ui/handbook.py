"""The handbook (F1): the chapter of what one is looking at, the keys that work there beside it.

A page, a part of it or a sheet names its chapter by one attribute, `CHAPTER`; what names none is
told about where it stands in. The window stays beside the work; one over a sheet belongs to the
sheet, so that it can be read while the sheet is open.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QKeySequence,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

import resources
from edo.domain.card import Kind
from edo.queries.names import typed
from edo.sentences import mark
from ui.desk import Desk
from ui.handbook_keys import KeyList
from ui.handbook_look import page, plain, style
from ui.handbook_text import Chapter, Group, read_chapter, read_contents
from ui.handbook_view import ChapterView
from ui.theme import GRID, ROOMY
from ui.widgets.late import Late
from ui.widgets.layouts import empty, put_in
from ui.widgets.polish import named
from ui.widgets.search_signs import make_search
from ui.widgets.tabbing import step

LANGUAGE_BY_DEFAULT = "ru"
FIRST = "begin"
"""The chapter of what names none."""
SIZE = QSize(1220, 690)
CONTENTS_WIDTH, KEYS_WIDTH = 288, 264
PAUSE = 120
"""Milliseconds after a letter until it is looked for."""
CODE = Qt.ItemDataRole.UserRole


def chapter_of(widget: QWidget | None) -> str:
    """Tell the chapter about a widget: its own, or that of what it stands in."""
    while widget is not None:
        chapter = str(getattr(widget, "CHAPTER", ""))
        if chapter:
            return chapter
        widget = widget.parentWidget()
    return ""


def chapter_about(kind: Kind) -> str:
    """Tell the chapter about registering and reading documents of a kind."""
    return "incoming" if kind in (Kind.INCOMING, Kind.APPEALS) else "outgoing"


def folder_of(language: str) -> tuple[Path, str]:
    """Give the handbook's folder for a language, and which language it is in."""
    try:
        return resources.handbook(language), language
    except FileNotFoundError:
        return resources.handbook(LANGUAGE_BY_DEFAULT), LANGUAGE_BY_DEFAULT


def show_handbook(desk: Desk, window: QWidget, here: QWidget | None = None) -> Handbook:
    """Show the handbook beside a window, at the chapter of where the keys are.

    Args:
        desk: what the window was given.
        window: whose help it is.
        here: the page one is on, where it is not the whole window.
    """
    focus = QApplication.focusWidget()
    inside = focus is not None and (here or window).isAncestorOf(focus)
    chapter = chapter_of(focus if inside else here or window) or chapter_of(here) or FIRST
    old = window.findChild(Handbook)
    if old is not None:
        old.close()
    shown = Handbook(desk, window, here)
    shown.go(chapter)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.view.setFocus()
    return shown


def offer_help(desk: Desk, window: QWidget) -> QAction:
    """Let F1 show the handbook over a window."""
    action = QAction(desk.speech.words.text("Keys and help"), window)
    action.setShortcut(QKeySequence(Qt.Key.Key_F1))
    action.triggered.connect(lambda: show_handbook(desk, window))
    window.addAction(action)
    return action


class Handbook(QDialog):
    """Contents and search at the left, a chapter in the middle, keys at the right."""

    def __init__(self, desk: Desk, window: QWidget, here: QWidget | None) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._window, self._here = desk, window, here
        self._titles: dict[str, str] = {}
        self._read: dict[str, Chapter] = {}
        self._groups: tuple[Group, ...] = ()
        self._language, self._folder = "", Path()
        self._filling = False
        self._past: list[str] = []
        self._coming: list[str] = []
        self.code = ""
        self.search, self.contents = QLineEdit(), QListView()
        self.view = ChapterView()
        self.back, self.forward = QToolButton(), QToolButton()
        self._items = QStandardItemModel(self)
        self._keys = QVBoxLayout()
        self._find = QAction(self)
        self._pause, self._resized = QTimer(self), QTimer(self)
        self._build()
        self._connect()
        self._say()

    @property
    def language(self) -> str:
        """The language the chapters are in."""
        return self._language

    @property
    def codes(self) -> list[str]:
        """The chapters that stand in the contents now."""
        rows = range(self._items.rowCount())
        codes = (str(self._items.item(row).data(CODE) or "") for row in rows)
        return [code for code in codes if code]

    def go(self, code: str) -> None:
        """Show a chapter; it can be gone back from."""
        if code not in self._titles:
            code = FIRST
        if self.code and code != self.code:
            self._past.append(self.code)
            self._coming.clear()
        self._show(code)

    def go_back(self) -> None:
        """Show the chapter before."""
        if self._past:
            self._coming.append(self.code)
            self._show(self._past.pop())

    def go_forward(self) -> None:
        """Show the chapter one went back from."""
        if self._coming:
            self._past.append(self.code)
            self._show(self._coming.pop())

    def look_for(self) -> None:
        """Leave the chapters that hold all the words, and go to their first place."""
        self._fill()
        if self.search.text().strip() and self.codes and self.code not in self.codes:
            self.go(self.codes[0])
        self._mark_found()
        self.view.step()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pictures anew for the room there is."""
        super().resizeEvent(event)
        self._resized.start()

    def changeEvent(self, event: QEvent) -> None:
        """Dress the chapter anew after a change of the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.code:
            self._resized.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward)

    def _build(self) -> None:
        self.setObjectName("handbook")
        self.resize(SIZE.width() + self._larger(CONTENTS_WIDTH + KEYS_WIDTH), SIZE.height())
        left = QVBoxLayout()
        left.setSpacing(GRID)
        tools = QHBoxLayout()
        tools.setSpacing(GRID // 2)
        for button, icon in ((self.back, "arrow-left"), (self.forward, "arrow-right")):
            self._desk.theme.dress(button, icon)
            tools.addWidget(button)
        tools.addWidget(self.search, 1)
        make_search(self._desk, self.search)
        put_in(left, tools)
        left.addWidget(named(self.contents, "handbook_contents"), 1)
        self.contents.setModel(self._items)
        self.contents.setWordWrap(True)
        self.contents.setResizeMode(QListView.ResizeMode.Adjust)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        side.setFixedWidth(CONTENTS_WIDTH + self._larger(CONTENTS_WIDTH))
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        keys = QWidget()
        keys.setFixedWidth(KEYS_WIDTH + self._larger(KEYS_WIDTH))
        keys.setLayout(self._keys)
        self._keys.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(side)
        outer.addWidget(named(self.view, "handbook_chapter"), 1)
        outer.addWidget(keys)
        self._find.setShortcut(QKeySequence("Ctrl+F"))
        self.addAction(self._find)
        self.setFocusProxy(self.view)
        for timer, length in ((self._pause, PAUSE), (self._resized, 0)):
            timer.setSingleShot(True)
            timer.setInterval(length)

    def _larger(self, width: int) -> int:
        """Tell how much wider than usual a side is, as its texts are larger."""
        return max(0, self._desk.theme.sizes.text - ROOMY.text) * width // (2 * ROOMY.text)

    def _connect(self) -> None:
        self.back.setShortcut(QKeySequence("Alt+Left"))
        self.forward.setShortcut(QKeySequence("Alt+Right"))
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.search.textEdited.connect(self._pause.start)
        self.search.returnPressed.connect(self.view.step)
        self.search.textChanged.connect(self._on_text)
        self._pause.timeout.connect(self.look_for)
        self._resized.timeout.connect(self._draw)
        self._find.triggered.connect(self._on_find)
        self.view.anchorClicked.connect(self._on_link)
        self.contents.selectionModel().currentChanged.connect(self._on_chosen)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._folder, self._language = folder_of(words.language)
        self._groups = read_contents(self._folder)
        self._titles = {code: one for group in self._groups for code, one in group.chapters.items()}
        self._read.clear()
        self.view.folder = self._folder
        self.setWindowTitle(words.text("Handbook"))
        self.search.setPlaceholderText(words.text("Find in the handbook"))
        self.search.setAccessibleName(words.text("Find in the handbook"))
        self.contents.setAccessibleName(words.text("Contents"))
        self.view.setAccessibleName(words.text("Handbook"))
        for button, name, keys in (
            (self.back, mark("Back"), "Alt+←"),
            (self.forward, mark("Forward"), "Alt+→"),
        ):
            button.setToolTip(f"{words.text(name)} ({keys})")
            button.setAccessibleName(words.text(name))
        self._find.setText(words.text("Find in the handbook"))
        self._show_keys()
        self._fill()
        if self.code:
            self._show(self.code)

    def _show_keys(self) -> None:
        empty(self._keys)
        self._keys.addWidget(Late(partial(KeyList, self._desk, self._window, self._here)))

    def _fill(self) -> None:
        """Put the contents together: all, or what holds the words that are looked for."""
        self._filling = True
        self._items.clear()
        for group in self._groups:
            found = [code for code in group.chapters if self._holds(code)]
            if found:
                self._head(group.title, bold=True)
            for code in found:
                item = QStandardItem(self._titles[code])
                item.setData(code, CODE)
                item.setEditable(False)
                self._items.appendRow(item)
        if not self._items.rowCount():
            self._head(self._desk.speech.words.text("Nothing found"), bold=False)
        self._filling = False
        self._mark()

    def _head(self, title: str, *, bold: bool) -> None:
        """Put a line there that leads nowhere."""
        head = QStandardItem(title)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(self._desk.theme.font("small", bold=bold))
        head.setForeground(self._desk.theme.colour("muted"))
        self._items.appendRow(head)

    def _holds(self, code: str) -> bool:
        wanted = typed(self.search.text())
        return not wanted.words or wanted.likeness(plain(self._chapter(code))) is not None

    def _chapter(self, code: str) -> Chapter:
        """Give a chapter; it is read when somebody comes to it, or looks for words."""
        if code not in self._read:
            self._read[code] = read_chapter(self._folder, code)
        return self._read[code]

    def _mark(self) -> None:
        """Show in the contents where one is."""
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.data(CODE) == self.code:
                model = self.contents.selectionModel()
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.contents.scrollTo(index)

    def _show(self, code: str) -> None:
        self.code = code
        if self.isVisible():
            self._draw()
            self.view.verticalScrollBar().setValue(0)
        else:  # in the turn after the window, as wide as it came to be
            self._resized.start()
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._coming))
        self._mark()

    def _draw(self) -> None:
        if self.code not in self._titles:
            return
        words = self._desk.speech.words
        foreign = self._language != words.language
        note = words.text("The handbook is there in Russian and in Kazakh.") if foreign else ""
        place = self.view.verticalScrollBar().value()
        document = self.view.document()
        document.clear()
        document.setDefaultFont(self._desk.theme.font())
        document.setDefaultStyleSheet(style(self._desk.theme))
        self.view.setHtml(page(self._chapter(self.code), self.view.width_of, note))
        self._mark_found()
        self.view.verticalScrollBar().setValue(place)

    def _mark_found(self) -> None:
        self.view.mark(typed(self.search.text()), self._desk.theme)

    def _on_text(self, text: str) -> None:
        if not text:
            self.look_for()

    def _on_link(self, url: QUrl) -> None:
        self.go(url.toString())

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_chosen(self, index: QModelIndex) -> None:
        code = str(index.data(CODE) or "")
        if code and code != self.code and not self._filling:
            self.go(code)
