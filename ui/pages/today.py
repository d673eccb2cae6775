"""The first page: what waits for the person, each thing with the one thing to do about it.

What waits stands in groups, in each the nearest term first; the document of the line one stands on
is beside the list. Enter does what the line's button says, F12 the plain act where there is one,
and the next line comes up. An empty page is the picture of a finished day.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.commands.inbox import Day, day
from edo.commands.membership import Waiting as Asker
from edo.domain.rights import Right
from edo.domain.routed import Act
from edo.queries.waiting import WaitingRow
from edo.queries.waits import Counts
from edo.sentences import mark
from ui.desk import Desk
from ui.exchange_thread import Exchanged
from ui.models.agenda import Entry, Line
from ui.models.live import Live
from ui.pages import today_words as said
from ui.pages.today_lines import DayLines, key_of
from ui.pages.today_office import Ways
from ui.pages.today_side import Side
from ui.theme import GRID, MARGIN
from ui.widgets.agenda import Agenda
from ui.widgets.elided import Elided
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.key_action import quiet_button
from ui.widgets.layouts import put_in
from ui.widgets.measure import WITH_ACTS, AtMost
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.split import Split

if TYPE_CHECKING:
    from edo.change import Touched
    from ui.pages.today_acts import TodayActs
    from ui.pages.today_beside import Beside

PAGE = 100
"""Lines of a group that are here at first; standing on the last one brings as many again."""
PLAIN = "F12"
LETTERS = "ui.pages.letters"
HIDDEN_PAUSE = 1000
"""Milliseconds after a commit until a page nobody looks at counts anew."""


class TodayPage(QWidget):
    """What waits, in groups, with the document beside.

    `opened` carries the id of a document to go on with, `asked_registration` kind and id of one to
    be registered, `asked_form` the name of an unfinished form, `asked_journal` the id of a journal
    whose numbers want a look, or nothing to open one. `asked_share` leads to who asks to be let in,
    `asked_session` to a training session. `counted` carries how many things wait, and whether some
    of them are late.
    """

    CHAPTER = "today"

    opened = Signal(str)
    asked_registration = Signal(str, str)
    asked_form = Signal(str)
    asked_journal = Signal(str)
    asked_share = Signal()
    asked_session = Signal(str)
    counted = Signal(int, bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Day | None = None
        self._limit = PAGE
        self._gone: set[str] = set()
        self._window: Any = None
        self._goes_on = False
        last = desk.bridge.last_exchange
        self._asking = last.asking if last else ()
        self._day, self._summary, self._hint = QLabel(), Elided(), Elided()
        self.view = Agenda(desk)
        self._master, self._side = named(QWidget(), "middle"), Side(desk, self)
        self._split = Split(desk, self._master, self._side, "today")
        self._stack, self._fold = QStackedWidget(), quiet_button(self._split.fold_action)
        self._blank, self._waits = QWidget(), QWidget()
        self._plain = QAction(self)
        self._lent: list[QAction] = []
        self._later = QTimer(self)
        ways = Ways(
            self.opened.emit,
            self.asked_registration.emit,
            self.asked_form.emit,
            self.asked_journal.emit,
            self.asked_share.emit,
        )
        self._made = DayLines(desk, ways, self._do)
        self._done = EmptyState(
            desk,
            mark("Nothing waits for you"),
            mark("Everything is decided, read and done. What comes is shown here by itself."),
            picture=Picture.DONE,
        )
        self._begin = EmptyState(
            desk,
            mark("Begin with a journal"),
            mark("It numbers what is registered in it. Open one for each kind of document."),
            button=mark("Open a journal"),
            act=lambda: self.asked_journal.emit(""),
        )
        self._build()
        self._connect()
        self._say()
        self._ask()

    @property
    def finished(self) -> bool:
        """Whether the picture of a finished day is shown."""
        return self._stack.currentWidget() is self._done

    @property
    def beside(self) -> Beside | None:
        """What stands beside the list, once it is there."""
        return self._side.beside

    @property
    def lines(self) -> list[Line]:
        """Everything that waits, in order, headings apart."""
        return [self.view.lines.line(one) for one in self.view.lines.entries]

    def _build(self) -> None:
        self._day.setProperty("text_size", "large")
        for label in (self._summary, self._hint):
            label.setProperty("muted", True)
        self._hint.setProperty("text_size", "small")
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._waits)
        self._stack.addWidget(self._done)
        self._stack.addWidget(self._begin)
        self._build_master()
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 2 * GRID, GRID, GRID)
        head.setSpacing(2 * GRID)
        head.addWidget(self._day)
        head.addWidget(self._summary, 1)
        head.addWidget(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        put_in(layout, head)
        layout.addWidget(self._stack, 1)
        for part in (self._blank, self._done, self._begin):
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._blank)

    def _build_master(self) -> None:
        beside = QHBoxLayout(self._waits)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._split, 1)
        beside.addStretch()
        AtMost(self._desk.theme, self._split, WITH_ACTS + 1)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, GRID, 2 * GRID, GRID)
        foot.addWidget(self._hint)
        put_in(lines, foot)
        self._master.setFocusProxy(self.view)
        self._plain.setShortcut(QKeySequence(PLAIN))
        self._plain.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._plain.setAutoRepeat(False)
        self._master.addAction(self._plain)
        self._later.setSingleShot(True)
        self._later.setInterval(HIDDEN_PAUSE)

    def _connect(self) -> None:
        self._side.came.connect(self._on_beside)
        self.view.chosen.connect(self._on_chosen)
        self.view.wanted_more.connect(self._on_more)
        self._plain.triggered.connect(self._do_plainly)
        self._later.timeout.connect(self._ask)
        bridge, speech = self._desk.bridge, self._desk.speech
        self._live = Live(bridge, self, self._ask)
        bridge.touched.connect(self._on_touched)
        bridge.exchanged.connect(self._on_exchanged)
        speech.changed.connect(self._say)
        speech.changed.connect(self._ask)

    def _say(self) -> None:
        words, today = self._desk.speech.words, self._desk.today()
        weekday = self._desk.speech.locale.dayName(today.isoweekday())
        self._day.setText(f"{sentence(weekday)}, {words.long_date(today)}")
        self.view.setAccessibleName(words.text("What waits for you"))
        self._plain.setText(words.text("Do it plainly: agree, accept, confirm"))
        self._say_summary()
        self._say_hint(self.view.line)

    def _say_summary(self) -> None:
        words, count, counts = self._desk.speech.words, self._count, self._counts
        parts = [words.plural("{n} thing waits for you", "{n} things wait for you", count)]
        if counts.late:
            parts.append(said.urgent(words, counts))
        if counts.today:
            parts.append(words.plural("{n} due today", "{n} due today", counts.today))
        self._summary.setText(" · ".join(parts) if count else "")

    def _say_hint(self, line: Line | None) -> None:
        words = self._desk.speech.words
        parts = [words.text("Enter: {act}", act=line.button)] if line and line.button else []
        if line and line.plain:
            parts.append(f"{PLAIN}: {line.plain}")
        self._hint.setText("   ".join(parts))
        self._hint.setVisible(bool(parts))

    def _ask(self) -> None:
        self._later.stop()
        self._desk.bridge.look(
            day,
            then=self._on_day,
            key=(id(self), "day"),
            language=self._desk.speech.language,
            limit=self._limit,
        )

    def _on_day(self, found: Day) -> None:
        if self._found is None:
            self._side.begin()
        self._found = found
        if self.beside is not None:
            self.beside.acts.me = found.me
        self._gone &= {key_of(row) for group in found.waiting.groups for row in group.rows}
        self._tell()

    def _on_beside(self, beside: Beside) -> None:
        beside.opened.connect(self.opened)
        beside.decided.connect(self._on_decided)
        beside.back.connect(self._on_back)
        acts = beside.acts
        acts.me = self._found.me if self._found is not None else None
        acts.stepped.connect(self._on_stepped)
        acts.reading.connect(self._on_reading)
        acts.read.connect(self._on_read)
        acts.letter.connect(self._on_letter)
        acts.register.connect(self._on_register)
        acts.session.connect(self.asked_session)
        acts.beside.connect(self._split.open_detail)
        beside.show_line(self.view.line)
        self._take_keys(beside)
        self._read_ahead(beside)

    def _do(self, row: WaitingRow, *, plainly: bool) -> None:
        """Do what a line waits for."""
        self._side.do(partial(_act, row, plainly))

    def _on_exchanged(self, ended: Exchanged) -> None:
        if ended.asking != self._asking:
            self._asking = ended.asking
            if self._found is not None:
                self._tell()

    def _on_touched(self, _touched: Touched) -> None:
        """Count on while nobody looks: the places show it."""
        if not self.isVisible() and not self._later.isActive():
            self._later.start()

    @property
    def _counts(self) -> Counts:
        return self._found.waiting.counts if self._found else Counts()

    @property
    def _count(self) -> int:
        """How many things wait, with those who ask to be let in."""
        return self._made.count(self._found, self._let_in(), self._gone) if self._found else 0

    def _let_in(self) -> list[Asker]:
        return [one for one in self._asking if one.request is not None]

    def _tell(self) -> None:
        self._say()
        self._show()
        self.counted.emit(self._count, self._counts.late > 0)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        things = self._made.things(found, self._let_in(), self._gone)
        begins = not found.office.journals and found.me.may(Right.REGISTER)
        empty = self._begin if begins else self._done
        held = self.view if things else empty
        holding = self.focusProxy()
        had = holding is not None and holding.hasFocus()
        self._stack.setCurrentWidget(self._waits if things else empty)
        self.setFocusProxy(held)
        self._fold.setVisible(bool(things))
        self.view.put(things, self._made.buttons(found, self._let_in()))
        self._say_hint(self.view.line)
        if self.beside is not None:
            self.beside.say(self.view.line)
        if had:
            held.setFocus()

    def _do_plainly(self) -> None:
        line = self.view.line
        if line is not None and line.do_plain is not None:
            line.do_plain()

    def _on_chosen(self, line: Line | None) -> None:
        self._say_hint(line)
        if self.beside is not None:
            self.beside.show_line(line, at_once=self._goes_on)
            self._take_keys(self.beside)
            self._read_ahead(self.beside)

    def _take_keys(self, beside: Beside) -> None:
        """Let the keys of what is beside work over the list: of a document, or of a task."""
        keys = beside.keys
        if keys == self._lent:
            return
        for one in self._lent:
            self._master.removeAction(one)
        self._lent = keys
        self._master.addActions(keys)

    def _read_ahead(self, beside: Beside) -> None:
        """Read what comes next while this one is looked at: one key goes on to it at once."""
        following = self.view.next_of(self.view.key)
        row = self._made.rows.get(following.key) if following is not None else None
        beside.pane.prepare(row.document if row is not None else "")

    def _on_more(self, _key: str) -> None:
        """Bring as many lines again as are here."""
        self._limit *= 2
        self._ask()

    def _on_read(self, document: str) -> None:
        """Let the document be read: beside the list, with the keys in it."""
        if self.beside is not None:
            self.beside.pane.show_document(document, at_once=True)
            self._split.open_detail()
            self.beside.pane.setFocus()

    def _on_letter(self, letter: str) -> None:
        import_module(LETTERS).open_letter(self._desk, self, letter)

    def _on_register(self, letter: str) -> None:
        import_module(LETTERS).register_letter(self._desk, self, letter)

    def _on_decided(self, subject: str) -> None:
        """Let what was decided go at once, and show the next; it is written down meanwhile."""
        line_key = self.view.key
        row = self._made.rows.get(line_key)
        if row is None or row.subject != subject:
            return
        following = self.view.next_of(line_key)
        self._gone.add(line_key)
        self._goes_on = True
        self._tell()
        self._goes_on = False
        after = self._made.rows.get(following.key) if following is not None else None
        document = after.document if after is not None and self._reads_on(following) else ""
        if self._window is not None:
            if document:
                self._window.show_document(document)
            else:
                self._window.accept()

    def _on_stepped(self, subject: str) -> None:
        """Go on with the next: a task may wait on, taken into work but not done."""
        row = self._made.rows.get(self.view.key)
        following = self.view.next_of(self.view.key)
        if row is not None and row.subject == subject and following is not None:
            self.view.choose(following.key)
        self._ask()

    def _reads_on(self, following: Entry | None) -> bool:
        row = self._made.rows.get(following.key) if following is not None else None
        return row is not None and row.act in (Act.APPROVE, Act.SIGN)

    def _on_back(self, subject: str) -> None:
        self._gone = {one for one in self._gone if not one.endswith(f"/{subject}")}
        self._ask()

    def _on_reading(self, window: Any) -> None:
        """Let the window of decisions go on with the next one as long as there is one."""
        window.keeps_open = self._reads_on(self.view.next_of(self.view.key))
        if window.keeps_open:
            self._window = window
            window.finished.connect(self._on_window_closed)

    def _on_window_closed(self, _result: int) -> None:
        self._window = None
        self.view.setFocus()


def _act(row: WaitingRow, plainly: bool, acts: TodayActs) -> None:
    acts.do(row, plainly=plainly)


def names(lines: Sequence[Line]) -> list[str]:
    """Say what is to be done with each line."""
    return [f"{line.button}: {line.title}" for line in lines]
