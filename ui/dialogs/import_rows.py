"""The rows of a list with the verdict on each, and what is done with it by one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from edo.domain.staff_list import NEEDS_CHOICE, Candidate, Judged, Plan, RowAct, Verdict
from edo.domain.staff_list import Choice as Decision
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import Align, Column
from ui.models.held import Entry, Held, entry
from ui.models.table_model import TableModel
from ui.theme import GRID, Tone
from ui.widgets.chips import Chips, Filter
from ui.widgets.elided import Elided
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.layouts import empty
from ui.widgets.many_picker import Flow
from ui.widgets.table_view import TableView

DIGITS = "123456789"
TONES = {
    Verdict.NEW: Tone.GOOD,
    Verdict.KNOWN: Tone.NEUTRAL,
    Verdict.ALREADY: Tone.NEUTRAL,
    Verdict.GONE: Tone.ACCENT,
    Verdict.DOUBLE: Tone.NEUTRAL,
    **dict.fromkeys(NEEDS_CHOICE, Tone.WARN),
}
_NAMES: dict[Verdict, str] = {
    Verdict.NEW: mark("new"),
    Verdict.KNOWN: mark("known"),
    Verdict.GONE: mark("has left"),
    Verdict.MOVED: mark("works elsewhere"),
    Verdict.SAME_NAME: mark("same name as others"),
    Verdict.ALIKE: mark("name nearly the same"),
    Verdict.NO_OFFICE: mark("no such office"),
    Verdict.WRONG_DATE: mark("wrong date"),
    Verdict.NO_NAME: mark("no name"),
    Verdict.DOUBLE: mark("twice in the list"),
    Verdict.NO_COURSE: mark("no such course"),
    Verdict.ALREADY: mark("entered already"),
}
FILTERS = (
    Filter("waits", mark("Needs a choice")),
    *(Filter(one.value, name) for one, name in _NAMES.items()),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: its verdict, what is done with it, whether somebody said so."""

    judged: Judged
    decision: Decision
    decided: bool
    place: tuple[str, str] = ("", "")

    @property
    def waits(self) -> bool:
        """Whether somebody has to say what is done with it."""
        return self.judged.verdict in NEEDS_CHOICE and not self.decided


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done with a row, as it is offered."""

    decision: Decision
    who: Candidate | None = None


def options(judged: Judged, plan: Plan) -> list[Option]:
    """Give what may be done with a row, the likeliest first."""
    found: list[Option] = []
    for act in judged.acts(plan.kind):
        if act in (RowAct.ADD, RowAct.SKIP):
            found.append(Option(Decision(act)))
        else:
            found += [Option(Decision(act, one.person), one) for one in judged.candidates]
    return found


def _done(row: Entry[Line], words: Wording) -> str:
    line = row.item
    if line.waits:
        return words.text("choose…")
    return words.name(line.decision.act)


def _who(row: Entry[Line], words: Wording) -> str:
    line = row.item
    person = line.decision.person
    found = next((one for one in line.judged.candidates if one.person == person), None)
    if found is None and line.judged.candidates and line.waits:
        found = line.judged.candidates[0]
        return words.text("perhaps {name}", name=found.name)
    return found.name if found else ""


def _said(row: Entry[Line], words: Wording) -> str:
    line = row.item.judged.line
    if row.item.judged.verdict is Verdict.WRONG_DATE and line.wrong:
        return " · ".join(f"{words.name(code)}: {text}" for code, text in line.wrong)
    day = row.item.judged.passed
    parts = (line.position, line.course, words.date(day) if day else "", line.result)
    return " · ".join(part for part in parts if part)


COLUMNS: tuple[Column[Entry[Line]], ...] = (
    Column("row", mark("Row"), lambda row, _words: str(row.item.judged.line.row), 60, Align.RIGHT),
    Column(
        "name",
        mark("Name"),
        lambda row, _words: row.item.judged.line.name,
        200,
        stretch=True,
        strong=True,
    ),
    Column("office", mark("Office"), lambda row, _words: row.item.judged.line.place, 160),
    Column("said", mark("What else it says"), _said, 150),
    Column(
        "verdict",
        mark("Verdict"),
        lambda row, words: words.name(row.item.judged.verdict),
        216,
        tone=lambda row: TONES.get(row.item.judged.verdict, Tone.BAD),
    ),
    Column("done", mark("What is done"), _done, 170),
    Column("who", mark("Who it is"), _who, 150),
)


class RowList(TableView):
    """A list whose digits decide. `decided` carries the digit, `skipped` is sent by minus."""

    decided = Signal(int)
    skipped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by digits; minus leaves out."""
        text = event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if text and text in DIGITS and not held:
            self.decided.emit(int(text) - 1)
        elif text == "-" and not held:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)


class RowsView(QWidget):
    """The rows, by verdict where somebody wants to see one only. `changed`: a row was decided.

    `chosen` carries the row one stands on, or nothing.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._plan: Plan | None = None
        self._offices: Mapping[str, str] = {}
        self._held: Held[Line] = Held(any_order=False)
        self.decisions: dict[int, Decision] = {}
        self.chips = Chips(desk, FILTERS)
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = RowList(desk, self.list, "import")
        self._about = Elided()
        self._offers = QWidget()
        self._flow = Flow(self._offers, GRID // 2)
        self._hint = QLabel()
        self._build()
        self.list.show(self._held.source)
        self.view.decided.connect(self._on_digit)
        self.view.skipped.connect(self._on_skip)
        self.view.chosen.connect(self._on_chosen)
        self.chips.changed.connect(self._show)
        desk.speech.changed.connect(self._show)

    @property
    def lines(self) -> list[Line]:
        """The rows that are shown."""
        return [one.item for one in self._held.rows]

    @property
    def current(self) -> Line | None:
        """The row one stands on."""
        found = self._held.find(self.view.key())
        return found.item if found is not None else None

    @property
    def waiting(self) -> int:
        """How many rows somebody has still to decide."""
        plan = self._plan
        if plan is None:
            return 0
        return sum(
            one.verdict in NEEDS_CHOICE and one.line.row not in self.decisions for one in plan.rows
        )

    def counts(self) -> Mapping[RowAct, int]:
        """Count what would be done."""
        found = dict.fromkeys(RowAct, 0)
        plan = self._plan
        if plan is not None:
            for one in plan.rows:
                found[plan.choice(one, self.decisions).act] += 1
        return found

    def show_plan(self, plan: Plan, offices: Mapping[str, str]) -> None:
        """Show a plan; what was decided about its rows stays."""
        self._plan, self._offices = plan, offices
        for verdict, count in plan.counts().items():
            self.chips.count(verdict.value, count)
            self.chips.allow(verdict.value, bool(count))
        self._show()

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self.chips)
        lines.addWidget(self.view, 1)
        lines.addWidget(self._about)
        lines.addWidget(self._offers)
        lines.addWidget(self._hint)
        self._hint.setProperty("muted", True)
        self._hint.setProperty("text_size", "small")
        self._about.setProperty("strong", True)
        self.view.set_empty(
            EmptyState(self._desk, mark("No row of this kind"), picture=Picture.SEARCH)
        )
        self.setFocusProxy(self.view)

    def _show(self, _values: object = None) -> None:
        plan = self._plan
        if plan is None:
            return
        wanted = self.chips.values
        verdicts = {code for code in wanted if code != "waits"}
        rows: list[Entry[Line]] = []
        for one in plan.rows:
            line = Line(one, plan.choice(one, self.decisions), one.line.row in self.decisions)
            asked = "waits" in wanted and line.waits
            if not wanted or asked or one.verdict.value in verdicts:
                rows.append(entry(str(one.line.row), line))
        self._held.put(rows)
        self.chips.count("waits", self.waiting)
        self.list.refresh()
        self._offer()
        self._hint.setText(
            self._desk.speech.words.text("Digits decide and go on; − leaves the row out.")
        )
        self.changed.emit()

    def _on_chosen(self, _key: int | None) -> None:
        self._offer()
        self.chosen.emit(self.current)

    def _offer(self) -> None:
        """Show what may be done with the row one stands on."""
        empty(self._flow)
        line, plan = self.current, self._plan
        if line is None or plan is None:
            self._about.setText("")
            return
        words = self._desk.speech.words
        parts = (line.judged.line.name, line.judged.line.place, words.name(line.judged.verdict))
        self._about.setText(" · ".join(part for part in parts if part))
        for n, option in enumerate(options(line.judged, plan)[: len(DIGITS)]):
            button = QPushButton(f"{n + 1}  {self._option(option, words)}")
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("chosen", option.decision == line.decision)
            button.clicked.connect(partial(self._on_button, n))
            self._flow.addWidget(button)

    def _option(self, option: Option, words: Wording) -> str:
        text = words.name(option.decision.act)
        who = option.who
        if who is None:
            return text
        parts = [who.name, self._offices.get(who.office, "")]
        if who.left is not None:
            parts.append(words.text("left on {day}", day=words.date(who.left)))
        return f"{text}: {', '.join(part for part in parts if part)}"

    def _on_button(self, place: int, *_checked: bool) -> None:
        self._on_digit(place)

    def _on_digit(self, place: int) -> None:
        """Decide about the row one stands on, or in the same way about all that are selected."""
        line, plan = self.current, self._plan
        if line is None or plan is None:
            return
        found = options(line.judged, plan)
        if place < len(found):
            self._decide(found[place].decision)

    def _on_skip(self) -> None:
        self._decide(Decision(RowAct.SKIP))

    def _decide(self, decision: Decision) -> None:
        keys = self.view.selected_keys()
        current, plan = self.view.key(), self._plan
        if plan is None or current is None:
            return
        chosen = [row.item for row in self._held.rows if row.key in set(keys) or row.key == current]
        for line in chosen:
            judged = line.judged
            if decision.act in judged.acts(plan.kind):
                alone = len(chosen) == 1
                self.decisions[judged.line.row] = decision if alone else Decision(decision.act)
        following = self._next(current) if len(chosen) == 1 else None
        self._show()
        if following is not None:
            self.view.choose(following)

    def _next(self, key: int) -> int | None:
        """Give the next row below that waits for a choice, or else the next one."""
        rows: Sequence[Entry[Line]] = self._held.rows
        place = next((n for n, one in enumerate(rows) if one.key == key), len(rows))
        below = rows[place + 1 :]
        waiting = next((one.key for one in below if one.item.waits), None)
        return waiting if waiting is not None else (below[0].key if below else None)
