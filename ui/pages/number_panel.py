"""One journal on the page "Numbers": how far its numbers are, and those that need a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edo.commands import numbers as commands
from edo.commands.registering import Registration
from edo.domain.numbering import CONTINUOUS_PERIOD
from edo.errors import Refusal
from edo.queries import numbers as asked
from edo.queries.directory import JournalItem
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.journal_sheet import JournalSheet, example
from ui.dialogs.number_sheets import (
    AnewSheet,
    ExplainSheet,
    ReleaseSheet,
    ReserveSheet,
    registered_anew,
)
from ui.models.held import Entry, Held
from ui.models.live import Live
from ui.models.table_model import TableModel
from ui.pages.number_lines import COLUMNS, Line, Sort, lines
from ui.theme import GRID, MARGIN
from ui.undoing import offer_undo
from ui.widgets.both import other, own
from ui.widgets.chips import Chips, Filter
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.figure import Figure
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.picker import Choice
from ui.widgets.select import Select, sentence
from ui.widgets.selection_bar import SelectionBar
from ui.widgets.table_view import TableView
from ui.widgets.telling import tell

NOTHING = (
    mark("Every number has its document"),
    mark("Nothing is missing, reserved or annulled here; F8 sets numbers apart."),
)
NOTHING_FOUND = (mark("No number fits these filters"), mark("Esc takes the filters off."))


class NumbersPanel(QWidget):
    """One journal: how far its numbers are, and the list of those that need a word."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._journal: JournalItem | None = None
        self._numbers: asked.Numbers | None = None
        self._held: Held[Line] = Held()
        self._lines: tuple[Entry[Line], ...] = ()
        self._title, self._about = QLabel(), QLabel()
        self.period = Select(desk, lambda _words: ())
        self.figures = [
            Figure(desk, mark("Last number")),
            Figure(desk, mark("Documents registered")),
            Figure(desk, mark("Without a document")),
        ]
        self.chips = Chips(
            desk,
            [
                Filter(Sort.MISSING, mark("Missing")),
                Filter(Sort.RESERVED, mark("Reserved")),
                Filter(Sort.ANNULLED, mark("Annulled")),
                Filter(Sort.TWICE, mark("Given twice")),
            ],
        )
        self.list = TableView(desk, TableModel(desk.bridge, desk.speech, COLUMNS, self), "numbers")
        self.buttons = {code: QPushButton() for code in ("change", "close", "reserve", "act")}
        self.list_tools = ListTools(desk, lambda: self.list, self, note=self._note)
        self.bar = SelectionBar(desk, self.list_tools)
        self._clear, self.set_apart = QAction(self), QAction(self)
        self._done = EmptyState(desk, *NOTHING, picture=Picture.DONE)
        self._build()
        self._connect()
        self._say()

    def show_journal(self, item: JournalItem) -> None:
        """Show a journal, in its latest period where it is another than before."""
        again = self._journal is not None and self._journal.id == item.id
        self._journal = item
        if not again:
            self.period.put("")
            self.chips.put()
        self._say()
        self._desk.bridge.ask(
            asked.periods, then=self._on_periods, key=(id(self), "periods"), journal=item.id
        )

    def change(self) -> None:
        """Change the journal shown."""
        if self._journal is not None:
            JournalSheet(self._desk, self.window(), self._journal).open()

    def _build(self) -> None:
        self._title.setProperty("text_size", "large")
        self._title.setWordWrap(True)
        self._about.setProperty("muted", True)
        self._about.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        for code in ("reserve", "change", "close"):
            head.addWidget(self.buttons[code], 0, Qt.AlignmentFlag.AlignTop)
        facts = QHBoxLayout()
        facts.setSpacing(5 * GRID)
        facts.addWidget(self.period, 0, Qt.AlignmentFlag.AlignBottom)
        for figure in self.figures:
            facts.addWidget(figure)
        facts.addStretch()
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        tools.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self.buttons["act"])
        tools.addWidget(self.list_tools.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * GRID, 0, 0)
        layout.setSpacing(GRID + GRID // 2)
        for part in (head, self._about, facts, tools):
            holder = QWidget()
            lines = QVBoxLayout(holder)
            lines.setContentsMargins(MARGIN, 0, MARGIN, 0)
            lines.addWidget(part) if isinstance(part, QWidget) else put_in(lines, part)
            layout.addWidget(holder)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.bar)
        self.bar.follow(self.list)
        self.list_tools.follow(self.list)
        self.list.set_empty(self._done)
        self.list.list.show(self._held.source)
        self.set_apart.setShortcut(QKeySequence("F8"))
        self.set_apart.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.set_apart.triggered.connect(self.reserve)
        self.addAction(self.set_apart)
        self._clear.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._clear.triggered.connect(lambda: self.chips.put())
        self.list.addAction(self._clear)

    def _connect(self) -> None:
        self.buttons["reserve"].clicked.connect(self.reserve)
        self.buttons["change"].clicked.connect(self.change)
        self.buttons["close"].clicked.connect(self._on_close)
        self.buttons["act"].clicked.connect(self.act)
        self.list.opened.connect(lambda: self.act())
        self.list.chosen.connect(lambda: self._say_act())
        self.chips.changed.connect(self._show_lines)
        self.period.chosen.connect(lambda: self._ask())
        Live(self._desk.bridge, self, self._refresh)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words, item = self._desk.speech.words, self._journal
        self.buttons["reserve"].setText(words.text("Reserve…"))
        self.buttons["reserve"].setToolTip(words.text("Reserve…") + " (F8)")
        self.set_apart.setText(words.text("Reserve numbers"))
        self.buttons["change"].setText(words.text("Change…"))
        self.period.setAccessibleName(words.text("Period"))
        self.period.setToolTip(words.text("Period"))
        self.list.setAccessibleName(words.text("Numbers that need a word"))
        self._clear.setText(words.text("Take the filters off"))
        closed = item is not None and item.journal.closed
        self.buttons["close"].setText(
            words.text("Open again") if closed else words.text("Close the journal")
        )
        self.buttons["reserve"].setEnabled(item is not None and not closed)
        self.set_apart.setEnabled(item is not None and not closed)
        self._say_act()
        if item is not None:
            self._say_journal(item)

    def _say_journal(self, item: JournalItem) -> None:
        words, journal = self._desk.speech.words, item.journal
        title = own(words, journal.title_ru, journal.title_kk)
        self._title.setText(f"{journal.index} · {title}")
        parts = [
            other(words, journal.title_ru, journal.title_kk),
            sentence(words.name(journal.kind)),
            words.text("numbers begin again: {when}", when=words.name(journal.restart)),
        ]
        try:
            number = example(journal, words, self._desk)
            parts.append(words.text("form of the number: {number}", number=number))
        except Refusal as error:
            parts.append(words.refusal(error))
        self._about.setText(" · ".join(part for part in parts if part))

    def _note(self) -> str:
        """Say what the list is of: the journal, its period and the filters."""
        return " · ".join(
            part
            for part in (self._title.text(), self.period.currentText(), self.chips.spoken)
            if part
        )

    def _say_act(self) -> None:
        """Name the one thing that can be done with the chosen number."""
        words, line = self._desk.speech.words, self._line()
        text = words.text("Explain…")
        if line is not None and line.sort is Sort.RESERVED:
            text = words.text("Give back…")
        elif line is not None and line.is_disputed:
            text = words.text("Register anew…")
        elif line is not None and line.document:
            text = words.text("Show the document")
        button = self.buttons["act"]
        button.setText(text)
        button.setToolTip(f"{text} (Enter)")
        button.setEnabled(
            line is not None
            and (line.explainable or line.sort is Sort.RESERVED or bool(line.document))
        )

    def _line(self) -> Line | None:
        row = self._held.find(self.list.key())
        return row.item if row is not None else None

    def _chosen_period(self) -> int:
        return int(self.period.code or CONTINUOUS_PERIOD)

    def _refresh(self) -> None:
        if self._journal is not None:
            self.show_journal(self._journal)

    def _on_periods(self, periods: Sequence[int]) -> None:
        if self._journal is None:
            return
        now = self._journal.journal.period(self._desk.today())
        kept = self.period.code
        offered = sorted({now, *periods}, reverse=True)
        self.period.offer(lambda words: [Choice(str(one), _period(one, words)) for one in offered])
        self.period.put(kept or str(now))
        self.period.setEnabled(len(offered) > 1)
        self._ask()

    def _ask(self) -> None:
        item = self._journal
        if item is None:
            return
        self._desk.bridge.ask(
            asked.numbers,
            then=self._on_numbers,
            key=(id(self), "numbers"),
            id=item.id,
            journal=item.journal,
            period=self._chosen_period(),
            today=self._desk.today(),
        )

    def _on_numbers(self, found: asked.Numbers) -> None:
        self._numbers = found
        self._lines = tuple(lines(found))
        without = len(found.missing) + len(found.reserved)
        for figure, number in zip(
            self.figures, (found.last, found.registered, without), strict=True
        ):
            figure.show_number(number)
        for sort in Sort:
            self.chips.count(sort, sum(row.item.sort is sort for row in self._lines))
            self.chips.allow(sort, sort is not Sort.TWICE or bool(found.twice))
        self._show_lines()

    def _show_lines(self) -> None:
        wanted = set(self.chips.values)
        self._done.show_texts(
            *(NOTHING_FOUND if wanted else NOTHING),
            picture=Picture.SEARCH if wanted else Picture.DONE,
        )
        self._held.put(row for row in self._lines if not wanted or row.item.sort in wanted)
        self.list.list.refresh()
        if self.list.key() is None and self._held.rows:
            self.list.choose(self._held.rows[0].key)
        self._say_act()

    def act(self) -> None:
        """Do the one thing that can be done with the chosen number."""
        line, journal = self._line(), self._journal
        if line is None or journal is None:
            return
        place = (journal.id, self._chosen_period())
        sheet: FormSheet | None = None
        if line.is_disputed:
            sheet = AnewSheet(self._desk, self.window(), line.document)
            sheet.done_with.connect(self._on_renumbered)
        elif line.document:
            self.opened.emit(line.document)
        elif line.sort is Sort.RESERVED:
            sheet = ReleaseSheet(self._desk, self.window(), place, line.n)
        elif line.explainable:
            sheet = ExplainSheet(self._desk, self.window(), place, line.n)
        if sheet is not None:
            sheet.open()

    def _on_renumbered(self, registration: Registration) -> None:
        tell(self, registered_anew(self._desk.speech.words, registration))

    def reserve(self) -> None:
        """Set numbers apart."""
        if self._journal is not None:
            ReserveSheet(self._desk, self.window(), self._journal).open()

    def _on_close(self) -> None:
        if self._journal is not None:
            closed = not self._journal.journal.closed
            self._desk.bridge.run(
                commands.change_journal,
                journal=self._journal.id,
                fields={"closed": closed},
                then=partial(self._on_closed, self._journal, closed),
                owner=self,
            )

    def _on_closed(self, item: JournalItem, closed: bool, _answer: object) -> None:
        words, index = self._desk.speech.words, item.journal.index
        said = (
            words.text("The journal is closed: {index}", index=index)
            if closed
            else words.text("The journal is open again: {index}", index=index)
        )
        fields = {"closed": not closed}
        offer_undo(self._desk, self, said, commands.change_journal, journal=item.id, fields=fields)


def _period(period: int, words: Wording) -> str:
    return words.text("all years") if period == CONTINUOUS_PERIOD else str(period)
