"""The place "Letters from offices": what waits to be taken in, and what became of what we sent."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from edo.commands import tray
from edo.commands.registering import Registration
from edo.commands.tray import ON_THEIR_WAY, LetterRow
from edo.domain.letter import LetterStatus
from edo.errors import EdoError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.number_banner import WAITING
from ui.models.columns import Column
from ui.models.held import Entry, Held, entry
from ui.models.live import Live, touches
from ui.models.table_model import TableModel
from ui.pages import letter_words as said
from ui.theme import GRID, Tone
from ui.widgets.both import other, own
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools, ManyDeed
from ui.widgets.many import One, do_all
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.table_view import TableView
from ui.widgets.telling import tell

JOURNAL = "registration.incoming.journal"
HERE = "here"


Row = Entry[LetterRow]
VIEWS: tuple[tuple[str, str, Callable[..., list[LetterRow]], tuple[str, str]], ...] = (
    (
        HERE,
        mark("Wait here"),
        tray.waiting,
        (
            mark("No letter waits"),
            mark("Letters of other offices come here by themselves; Ctrl+PgDown shows ours."),
        ),
    ),
    (
        "way",
        mark("On their way"),
        partial(tray.sent, statuses=ON_THEIR_WAY),
        (mark("Nothing is on its way"), mark("Ctrl+F8 sends a registered document to offices.")),
    ),
    (
        "registered",
        mark("Registered there"),
        partial(tray.sent, statuses=(LetterStatus.REGISTERED,)),
        (
            mark("Nothing has been registered yet"),
            mark("Ctrl+PgUp shows what is on its way."),
        ),
    ),
    (
        "back",
        mark("Refused and recalled"),
        partial(tray.sent, statuses=(LetterStatus.REFUSED, LetterStatus.RECALLED)),
        (
            mark("No letter came back"),
            mark("Refused letters stand here with their reason; Ctrl+PgDown shows what waits."),
        ),
    ),
)


def _state(row: Row, words: Any) -> str:
    one = row.item
    if one.sent is not None:
        return sentence(said.state(words, one.sent))
    return sentence(words.name(one.waits.status)) if one.waits else ""


def _tone(row: Row) -> Tone | None:
    one = row.item
    if one.sent is not None:
        return said.tone(one.sent)
    opened = one.waits is not None and one.waits.status is LetterStatus.OPENED
    return Tone.ACCENT if opened else Tone.WARN


def _note(row: Row, words: Any) -> str:
    one = row.item
    if one.sent is not None:
        return said.told(words, one.sent)
    if one.waits is None:
        return ""
    count = one.waits.files
    text = words.plural("{n} file", "{n} files", count) if count else words.text("without files")
    absent = words.text("{n} not here yet", n=one.waits.absent) if one.waits.absent else ""
    reply = words.text("answers our document") if one.waits.answers else ""
    return " · ".join(part for part in (text, absent, reply) if part)


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "office",
        mark("Office"),
        lambda row, words: own(words, row.item.office_ru, row.item.office_kk),
        220,
        most=300,
        second=lambda row, words: other(words, row.item.office_ru, row.item.office_kk),
        beside=mark("In the other language"),
        strong=True,
    ),
    Column(
        "number",
        mark("Number and date"),
        lambda row, _words: row.item.number,
        120,
        second=lambda row, words: words.date(row.item.on),
        beside=mark("Date"),
    ),
    Column(
        "subject",
        mark("Subject"),
        lambda row, words: own(words, row.item.title_ru, row.item.title_kk),
        260,
        ease=280,
        second=lambda row, words: other(words, row.item.title_ru, row.item.title_kk),
        beside=mark("Subject in the other language"),
        stretch=True,
    ),
    Column("note", mark("What is known"), _note, 220),
    Column("state", mark("State"), _state, 240, tone=_tone),
)


class LettersPage(QWidget):
    """Four lists over one table. `opened` carries the id of a document one wants to see."""

    CHAPTER = "letters"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "register")
        self._desk = desk
        self.held: Held[LetterRow] = Held()
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = TableView(desk, self.list, "letters")
        deeds = (
            ManyDeed(
                "register",
                mark("Register the letters"),
                "badge-check",
                self._register_all,
                lambda: self.code == HERE,
            ),
        )
        self.list_tools = ListTools(desk, lambda: self.view, self, deeds=deeds)
        self.tabs = QTabBar()
        self.bar = SelectionBar(desk, self.list_tools)
        self.window_open: Any = None
        self._empty = EmptyState(desk, *VIEWS[0][3], picture=Picture.DONE)
        self._plain, self._turns = QAction(self), (QAction(self), QAction(self))
        self._button = QPushButton()
        self._build()
        self._connect()
        self._say()
        self._ask()

    @property
    def code(self) -> str:
        """The code of the list shown."""
        return VIEWS[self.tabs.currentIndex()][0]

    def go(self, code: str) -> None:
        """Show another list."""
        self.tabs.setCurrentIndex([view[0] for view in VIEWS].index(code))

    def open_letter(self, letter: str) -> None:
        """Read a letter in its window."""
        self.window_open = open_letter(self._desk, self, letter)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _view in VIEWS:
            self.tabs.addTab("")
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        head.addWidget(self.tabs, 1)
        self._desk.theme.dress(self._button, "badge-check")
        head.addWidget(self._button)
        head.addWidget(self.list_tools.button)
        put_in(lines, head)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.bar)
        self.bar.follow(self.view)
        self.list_tools.follow(self.view)
        self.view.set_empty(self._empty)
        self.setFocusProxy(self.view)
        for action, keys in zip(
            (self._plain, *self._turns), ("F12", "Ctrl+PgUp", "Ctrl+PgDown"), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)

    def _connect(self) -> None:
        self.list.show(self.held.source)
        self.tabs.currentChanged.connect(self._on_tab)
        self.view.opened.connect(self._on_opened)
        self.view.chosen.connect(self._on_chosen)
        self.list.filled.connect(self._on_filled)
        self._plain.triggered.connect(self._register)
        self._button.clicked.connect(self._plain.trigger)
        for action, step in zip(self._turns, (-1, 1), strict=True):
            action.triggered.connect(partial(self._turn, step))
        Live(self._desk.bridge, self, self._ask, touches("lx"))
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        for place, view in enumerate(VIEWS):
            self.tabs.setTabText(place, words.text(view[1]))
        self.tabs.setAccessibleName(words.text("Letters between offices"))
        self.view.setAccessibleName(words.text(VIEWS[self.tabs.currentIndex()][1]))
        self._plain.setText(words.text("Register the letter"))
        self._button.setText(words.text("Register the letter"))
        self._button.setToolTip(words.text("Register the letter") + " (F12)")
        for action, name in zip(
            self._turns, (mark("The list before"), mark("The next list")), strict=True
        ):
            action.setText(words.text(name))

    def _ask(self) -> None:
        place = self.tabs.currentIndex()
        self._desk.bridge.look(
            VIEWS[place][2],
            then=partial(self._on_rows, place),
            key=(id(self), "rows"),
            owner=self,
        )

    def _on_rows(self, place: int, rows: Sequence[LetterRow]) -> None:
        if place == self.tabs.currentIndex():
            self.held.put(entry(one.letter, one) for one in rows)
            self.list.refresh()

    def _on_filled(self) -> None:
        if self.held.rows and self.view.key() is None:
            self.view.choose(self.held.rows[0].key)
        self._on_chosen(self.view.key())

    def _turn(self, step: int, *_checked: bool) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(VIEWS))

    def _on_tab(self, place: int) -> None:
        self._empty.show_texts(*VIEWS[place][3], picture=Picture.PAPERS if place else Picture.DONE)
        self.held.put(())
        self.list.refresh()
        self._say()
        self._ask()
        self.view.setFocus()

    def _on_chosen(self, key: int | None) -> None:
        row = self.held.find(key)
        waits = row is not None and row.item.waits is not None
        self._plain.setEnabled(waits)
        self._button.setEnabled(waits)
        self._button.setVisible(self.code == HERE)

    def _on_opened(self, key: int) -> None:
        row = self.held.find(key)
        if row is None:
            return
        if row.item.document:
            self.opened.emit(row.item.document)
        else:
            self.open_letter(row.item.letter)

    def _register(self) -> None:
        row = self.held.find(self.view.key())
        if row is not None and row.item.waits is not None:
            register_letter(self._desk, self, row.item.letter)

    def _register_all(self, keys: array[int]) -> None:
        """Register all letters selected in the journal used last."""
        desk, wanted = self._desk, set(keys)
        journal = desk.memory.get(JOURNAL)
        words = desk.speech.words
        things = [
            One(f"№ {row.item.number}", row.item.letter)
            for row in self.held.rows
            if row.key in wanted and row.item.waits is not None
        ]

        def each(workplace: Any, letter: str) -> None:
            tray.register(workplace, letter=letter, journal=journal)

        do_all(desk, self, words.text("Registering letters"), things, each)


def open_letter(desk: Desk, page: QWidget, letter: str) -> Any:
    """Read a letter of another office in its window; what becomes of it is told on the page."""
    window: Any = import_module("ui.pages.letter_window").LetterWindow(desk, page.window(), letter)
    window.registered.connect(partial(_tell_registered, desk, page))
    window.refused.connect(partial(_tell_refused, desk, page))
    window.open()
    return window


def register_letter(desk: Desk, page: QWidget, letter: str) -> None:
    """Register a letter in the journal used last; where it is not clear which, ask for it."""

    def on_refused(error: EdoError) -> None:
        if error.reason == Reason.REQUIRED_FIELD:
            open_letter(desk, page, letter)
        else:
            tell(page, Notice(desk.speech.words.refusal(error), Tone.WARN))

    desk.bridge.run(
        tray.register,
        then=partial(_tell_registered, desk, page),
        otherwise=on_refused,
        owner=page,
        letter=letter,
        journal=desk.memory.get(JOURNAL),
    )


def _tell_registered(desk: Desk, page: QWidget, registered: Registration) -> None:
    words = desk.speech.words
    text = words.text("Registered: № {number}", number=registered.number)
    if registered.awaiting:
        text = words.text(WAITING, reference=registered.awaiting)
    opened: Any = getattr(page, "opened", None)
    act = partial(opened.emit, registered.document) if opened is not None else None
    tell(page, Notice(text, Tone.GOOD, words.text("Show it"), act))


def _tell_refused(desk: Desk, page: QWidget, _letter: str) -> None:
    tell(page, Notice(desk.speech.words.text("Refused: the sender is told why"), Tone.GOOD))
