"""The stages of a route, to be written: who, in which order, how long, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edo.commands import deciding
from edo.commands.deciding import Candidate
from edo.domain.route import STAGES_LIMIT, Approver, Mode, Rule, Stage
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs import form_state
from ui.dialogs.form_state import Values
from ui.theme import GRID
from ui.widgets.find_among import OFFERED, holds
from ui.widgets.layouts import put_in
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice
from ui.widgets.polish import named, restyle
from ui.widgets.select import Select, names_of
from ui.widgets.terms import parse_term, term_name

HEIGHT = 384
LOW = 264
"""Where the sheet has other fields too."""
TERM_WIDTH = 148
BETWEEN = "|"


class Candidates:
    """Who can be asked, as choices; asked for once per window."""

    def __init__(self, desk: Desk, owner: QWidget, then: Callable[[], object]) -> None:
        self._desk, self._then = desk, then
        self._found: tuple[Candidate, ...] = ()
        desk.bridge.look(
            deciding.candidates,
            then=self._on_found,
            owner=owner,
            language=desk.speech.language,
        )

    def choices(self) -> list[Choice]:
        """Give everybody, the office's own people first."""
        words = self._desk.speech.words
        return [_choice(one, words) for one in self._found]

    def find(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        """Offer whose name, or post, holds what is typed; those whose name begins so first."""
        folded = text.casefold()
        found = [one for one in self.choices() if holds(f"{one.name} {one.note}", text)]
        found.sort(key=lambda one: not one.name.casefold().startswith(folded))
        then(found[:OFFERED])

    def of(self, approver: Approver) -> Choice:
        """Give the choice of an approver; one who is not there any more is named by the id."""
        words = self._desk.speech.words
        found = next((one for one in self._found if one.approver == approver), None)
        if found is None:  # a position of another office or unit
            plain = Approver(person=approver.person, position=approver.position)
            found = next((one for one in self._found if one.approver == plain), None)
        if found is None:
            return Choice(_code(approver), approver.person or approver.position)
        choice = _choice(found, words)
        return Choice(_code(approver), choice.name, choice.note)

    def _on_found(self, found: Sequence[Candidate]) -> None:
        self._found = tuple(found)
        self._then()


def approver_of(code: str) -> Approver:
    """Read an approver out of a choice's code."""
    person, position, office, unit = code.split(BETWEEN)
    return Approver(person, position, office, unit)


def _code(approver: Approver) -> str:
    return BETWEEN.join((approver.person, approver.position, approver.office, approver.unit))


def _choice(one: Candidate, words: Wording) -> Choice:
    kk = words.language == "kk"
    name, note = (one.kk, one.note_kk) if kk else (one.ru, one.note_ru)
    if one.approver.position:
        note = words.text("position, held by {who}", who=note)
    elif not one.reachable:
        note = " · ".join(part for part in (note, words.text("has no workplace")) if part)
    return Choice(_code(one.approver), name, note)


class StageCard(QFrame):
    """One stage. `moved` carries the direction, `removed` asks to take it away."""

    moved = Signal(int)
    removed = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, candidates: Candidates, *, signing: bool) -> None:
        super().__init__()
        named(self, "card")
        self._desk, self._candidates, self._signing = desk, candidates, signing
        self._number = 0
        self._wanted: tuple[Approver, ...] = ()
        self._head, self._wrong = QLabel(), named(QLabel(), "field_error")
        self.title, self.term = QLineEdit(), QLineEdit()
        self.mode = Select(desk, names_of(tuple(Mode)))
        self.rule = Select(desk, names_of(tuple(Rule)))
        name = mark("Who signs") if signing else mark("Who gives a visa")
        self.people = ManyPicker(desk, candidates.find, name=name, hint=mark("Name or position"))
        self._buttons: dict[str, QToolButton] = {}
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def approvers(self) -> tuple[Approver, ...]:
        """Who is picked, in order."""
        return tuple(approver_of(choice.code) for choice in self.people.choices)

    def put(self, stage: Stage) -> None:
        """Show a stage."""
        self._wanted = stage.approvers
        self.title.setText(stage.title)
        self.mode.put(stage.mode.value)
        self.rule.put(stage.rule.value)
        self.term.setText(term_name(self._desk.speech.words, stage.term))
        self.show_people()

    def show_people(self) -> None:
        """Name who is picked, once names are known."""
        wanted = self._wanted or self.approvers
        self._wanted = ()
        self.people.put([self._candidates.of(one) for one in wanted])
        self._wanted = wanted
        self._adapt()

    def stage(self) -> Stage:
        """Give the stage as it is written."""
        return Stage(
            self.approvers,
            Mode(self.mode.code),
            Rule(self.rule.code),
            parse_term(self.term.text(), self._desk.today()).term,
            self.title.text().strip(),
            self._signing,
        )

    @property
    def parts(self) -> dict[str, QWidget]:
        """What is filled in."""
        return {
            "title": self.title,
            "people": self.people,
            "mode": self.mode,
            "rule": self.rule,
            "term": self.term,
        }

    def check(self) -> bool:
        """Say what is wrong; tell whether all is well."""
        words, wrong = self._desk.speech.words, ""
        typed = parse_term(self.term.text(), self._desk.today())
        bad_term = bool(self.term.text().strip()) and typed.term is None
        if self.people.line.text().strip() and self.people.line.choice is None:
            wrong = words.text("“{name}” is nobody from the list.", name=self.people.line.text())
        elif not self.approvers:
            wrong = words.text("Name at least one person or position.")
        elif bad_term:
            wrong = words.text("Write a term like “3 days” or “4 hours”, or leave it empty.")
        restyle(self.people.line, wrong=bool(wrong) and not bad_term)
        restyle(self.term, wrong=bad_term)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if wrong:
            (self.term if bad_term and self.approvers else self.people).setFocus()
        return not wrong

    def number(self, place: int, count: int) -> None:
        """Say which stage it is, and let it move as far as there is room."""
        self._number = place + 1
        self._buttons["up"].setEnabled(place > 0 and not self._signing)
        self._buttons["down"].setEnabled(place + 1 < count and not self._signing)
        self._say()

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        lines.setSpacing(GRID)
        head = QHBoxLayout()
        head.setSpacing(GRID // 2)
        self._head.setProperty("strong", True)
        head.addWidget(self._head)
        head.addSpacing(GRID)
        head.addWidget(self.title, 1)
        for code, icon, act in (
            ("up", "arrow-up", partial(self.moved.emit, -1)),
            ("down", "arrow-down", partial(self.moved.emit, 1)),
            ("remove", "trash-2", self.removed.emit),
        ):
            button = QToolButton()
            button.setProperty("quiet", True)
            self._desk.theme.dress(button, icon)
            button.clicked.connect(lambda _on=False, act=act: act())
            if self._signing and code != "remove":
                button.hide()
            head.addWidget(button)
            self._buttons[code] = button
        put_in(lines, head)
        lines.addWidget(self.people)
        low = QHBoxLayout()
        low.setSpacing(GRID)
        low.addWidget(self.mode, 1)
        low.addWidget(self.rule, 1)
        self.term.setFixedWidth(TERM_WIDTH)
        low.addWidget(self.term)
        put_in(lines, low)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        lines.addWidget(self._wrong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.people)
        self.people.changed.connect(self._on_people)
        self.title.textEdited.connect(self._on_text)

    def _on_people(self, _choices: object) -> None:
        self._wanted = ()
        self._adapt()
        self.edited.emit()

    def _on_text(self, _text: str) -> None:
        self.edited.emit()

    def _adapt(self) -> None:
        """Ask how several decide only where there are several; signers each sign or any does."""
        several = len(self.people.choices) > 1
        self.mode.setEnabled(several)
        self.rule.setEnabled(several)

    def _say(self) -> None:
        words = self._desk.speech.words
        name = words.text("Signing") if self._signing else words.text("Stage")
        self._head.setText(f"{self._number}. {name}" if self._number else name)
        self.title.setPlaceholderText(words.text("what it is called, if it needs a name"))
        self.title.setAccessibleName(words.text("Name of stage {n}", n=self._number))
        self.term.setPlaceholderText(words.text("no term"))
        self.term.setAccessibleName(words.text("Term"))
        self.term.setToolTip(words.text("3 days, 4 hours; days are working days"))
        self.mode.setAccessibleName(words.text("Order"))
        self.rule.setAccessibleName(words.text("Who must decide"))
        for code, text in (
            ("up", words.text("Earlier")),
            ("down", words.text("Later")),
            ("remove", words.text("Remove the stage")),
        ):
            self._buttons[code].setToolTip(text)
            self._buttons[code].setAccessibleName(f"{text}: {self._head.text()}")


class RouteEditor(QWidget):
    """Stages one above the other; the signing is the last one, if there is one."""

    edited = Signal()

    def __init__(self, desk: Desk, height: int = HEIGHT) -> None:
        super().__init__()
        self._desk, self._height = desk, height
        self._candidates = Candidates(desk, self, self._on_candidates)
        self.cards: list[StageCard] = []
        self._lines = QVBoxLayout()
        self.add_button, self.sign_button = QPushButton(), QPushButton()
        self._add = QAction(self)
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def has_signing(self) -> bool:
        """Whether the last stage is a signing."""
        return bool(self.cards) and self.cards[-1].stage().signing

    def put(self, stages: Sequence[Stage]) -> None:
        """Show other stages."""
        for card in tuple(self.cards):
            self._take(card)
        for stage in stages or (Stage(),):
            self._insert(len(self.cards), stage)
        self._renumber()

    def stages(self) -> tuple[Stage, ...]:
        """Give the stages as they are written."""
        return tuple(card.stage() for card in self.cards)

    def standing(self) -> list[Values]:
        """Give what stands in each stage, for a sheet that is kept."""
        return [
            {"signing": card.stage().signing, **form_state.read(card.parts)} for card in self.cards
        ]

    def put_back(self, value: list[Values]) -> None:
        """Show the stages of a kept sheet."""
        self.put([Stage(signing=bool(one["signing"])) for one in value])
        for card, values in zip(self.cards, value, strict=True):
            form_state.put_back(card.parts, values)

    def check(self) -> bool:
        """Say in each stage what is wrong; tell whether all is well."""
        wrong = [card for card in self.cards if not card.check()]
        if wrong:
            wrong[0].check()
            self._area.ensureWidgetVisible(wrong[0])
        return not wrong

    def add(self) -> None:
        """Add a stage before the signing, and bring the keys there."""
        if len(self.cards) >= STAGES_LIMIT:
            return
        place = len(self.cards) - int(self.has_signing)
        self._go_to(self._insert(place, Stage()))

    def add_signing(self) -> None:
        """Add the signing."""
        if not self.has_signing:
            self._go_to(self._insert(len(self.cards), Stage(signing=True)))

    def _go_to(self, card: StageCard) -> None:
        self._renumber()
        card.show()
        card.people.setFocus(Qt.FocusReason.OtherFocusReason)
        self._inside.adjustSize()
        self._area.ensureWidgetVisible(card)
        self.edited.emit()

    def _insert(self, place: int, stage: Stage) -> StageCard:
        card = StageCard(self._desk, self._candidates, signing=stage.signing)
        self.cards.insert(place, card)
        self._lines.insertWidget(place, card)
        card.put(stage)
        card.removed.connect(partial(self._remove, card))
        card.moved.connect(partial(self._move, card))
        card.edited.connect(self.edited)
        return card

    def _remove(self, card: StageCard) -> None:
        place = self.cards.index(card)
        self._take(card)
        if not self.cards:
            self._insert(0, Stage())
        self._renumber()
        self.cards[min(place, len(self.cards) - 1)].people.setFocus()
        self.edited.emit()

    def _take(self, card: StageCard) -> None:
        self.cards.remove(card)
        self._lines.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _move(self, card: StageCard, step: int) -> None:
        place = self.cards.index(card)
        other = place + step
        movable = len(self.cards) - int(self.has_signing)
        if 0 <= other < movable:
            self.cards.insert(other, self.cards.pop(place))
            self._lines.removeWidget(card)
            self._lines.insertWidget(other, card)
            self._renumber()
            self.edited.emit()

    def _renumber(self) -> None:
        movable = len(self.cards) - int(self.has_signing)
        for place, card in enumerate(self.cards):
            card.number(place, movable)
        self.sign_button.setEnabled(not self.has_signing)
        before: QWidget = self
        for card in self.cards:
            self.setTabOrder(before, card.people.line)
            before = card.term

    def _build(self) -> None:
        self._area, self._inside = QScrollArea(), named(QWidget(), "paper")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(GRID, GRID, GRID, GRID)
        inside.setSpacing(GRID)
        self._lines.setSpacing(GRID)
        put_in(inside, self._lines)
        inside.addStretch()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(self._height)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area, 1)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for button, icon in ((self.add_button, "plus"), (self.sign_button, "badge-check")):
            button.setAutoDefault(False)
            self._desk.theme.dress(button, icon)
            line.addWidget(button)
        self.add_button.clicked.connect(self.add)
        self.sign_button.clicked.connect(self.add_signing)
        line.addStretch()
        put_in(outer, line)
        self._add.setShortcut(QKeySequence("F7"))
        self._add.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._add.triggered.connect(self.add)
        self.addAction(self._add)

    def _on_candidates(self) -> None:
        for card in self.cards:
            card.show_people()

    def go(self) -> None:
        """Bring the keys to the first stage's people."""
        if self.cards:
            self.cards[0].show()  # a new card is not seen yet, and what is not seen gets no keys
            self.cards[0].people.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.add_button.setText(words.text("Add a stage"))
        self.add_button.setToolTip(words.text("Add a stage") + " (F7)")
        self.sign_button.setText(words.text("Add the signing"))
        self._add.setText(words.text("Add a stage"))
        self.setAccessibleName(words.text("Stages of the route"))
