"""The first section: what needs action, each thing with the one thing to do about it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from edo.domain.rights import Right
from edo.sentences import mark
from ui.desk import Desk
from ui.models.agenda import Line
from ui.models.live import Live, touches
from ui.pages.training import coverage_words
from ui.pages.training.action_lines import FIRST_SHOWN, ActionLines
from ui.pages.training.asking import Asked, asked
from ui.pages.training.papers import Scope, TrainingPapers
from ui.pages.training.tools import (
    ToolButtons,
    people_deed,
    plan_deed,
    print_deed,
    spreadsheet_deed,
)
from ui.pages.training.ways import Ways
from ui.theme import GRID, MARGIN
from ui.widgets.agenda import Agenda
from ui.widgets.both import own
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.layouts import put_in

CONCERN = "gopsv"
"""First letters of the ids of all that training follows from."""


class ActionsSection(QWidget):
    """Enter does what a line's button says, Ctrl+Enter shows the people of its office."""

    CHAPTER = "trained"

    def __init__(self, desk: Desk, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ways = desk, ways
        self.told: Asked | None = None
        self._shown = FIRST_SHOWN
        self.view = Agenda(desk)
        self._made = ActionLines(desk, ways, ways.show_sessions)
        self._summary, self._hint = QLabel(), QLabel()
        self._stack = QStackedWidget()
        self._done = EmptyState(
            desk,
            mark("Everybody is trained"),
            mark("Nobody is left, no pass ends soon and no training waits to be marked."),
            picture=Picture.DONE,
        )
        self._begin = EmptyState(
            desk,
            mark("Begin with a course"),
            mark("It says whom it is for; then the program knows who is left to be trained."),
            button=mark("Set up a course…"),
            act=self._set_up,
        )
        self.deeds = ToolButtons(
            desk,
            [
                print_deed(self.print_out),
                spreadsheet_deed(self.write_out),
                people_deed(self.show_people),
                plan_deed(self.plan),
            ],
        )
        self.papers = TrainingPapers(desk, self)
        self._build()
        self._connect()
        self._say()
        self.refresh()

    @property
    def lines(self) -> list[Line]:
        """Everything that needs action, in order."""
        return [self.view.lines.line(one) for one in self.view.lines.entries]

    @property
    def summary(self) -> str:
        """What is said over the list."""
        return self._summary.text()

    @property
    def finished(self) -> bool:
        """Whether the picture of finished work is shown."""
        return self._stack.currentWidget() is self._done

    @property
    def begins(self) -> bool:
        """Whether it is said what to begin with."""
        return self._stack.currentWidget() is self._begin

    def refresh(self) -> None:
        """Ask what needs action today."""
        self._desk.bridge.ask(
            asked,
            then=self._on_asked,
            key=(id(self), "asked"),
            owner=self,
            on=self._desk.today(),
            under=self._ways.root,
            language=self._desk.speech.language,
        )

    def show_people(self) -> None:
        """Show the people of the office of the line one stands on."""
        office, course = self._made.offices.get(self.view.key, ("", ""))
        if office:
            self._ways.show_people(office, course)

    def plan(self) -> None:
        """Plan a session, from nothing."""
        self._ways.plan()

    def print_out(self) -> None:
        """Offer the report, and the matrix of offices and courses."""
        self.papers.printing(self.deeds.buttons["print"], self._scope())

    def write_out(self) -> None:
        """Offer who is left to train, and more, as a spreadsheet."""
        self.papers.writing(self.deeds.buttons["list"], self._scope())

    def _scope(self) -> Scope:
        """Give today, and the course of the line one stands on, or else the first."""
        needs = self.told.found.needs if self.told is not None else ()
        _office, chosen = self._made.offices.get(self.view.key, ("", ""))
        ordered = sorted(needs, key=lambda need: need.course.id != chosen)
        today, root, words = self._desk.today(), self._ways.root, self._desk.speech.words
        if not ordered:
            return Scope(today, root)
        course = ordered[0].course
        title = own(words, course.course.title_ru, course.course.title_kk)
        return Scope(today, root, course.id, title)

    def _set_up(self) -> None:
        self._ways.set_up_course()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(2 * GRID)
        self._summary.setProperty("muted", True)
        self._summary.setWordWrap(True)
        top.addWidget(self._summary, 1)
        top.addWidget(self.deeds)
        self._hint.setProperty("muted", True)
        self._hint.setProperty("text_size", "small")
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, GRID, 2 * GRID, GRID)
        foot.addWidget(self._hint)
        listed = QWidget()
        lines = QVBoxLayout(listed)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.view, 1)
        put_in(lines, foot)
        for part in (QWidget(), listed, self._done, self._begin):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        outer.setSpacing(GRID)
        put_in(outer, top)
        outer.addWidget(self._stack, 1)
        self._listed = listed
        self.setFocusProxy(self.view)
        self.deeds.serve(self)

    def _connect(self) -> None:
        self.view.chosen.connect(self._say_hint)
        self.view.wanted_more.connect(self._on_more)
        Live(self._desk.bridge, self, self.refresh, touches(CONCERN))
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.view.setAccessibleName(words.text("What needs action"))
        self._say_summary()
        self._say_hint(self.view.line)

    def _say_summary(self) -> None:
        words = self._desk.speech.words
        needs = self.told.found.needs if self.told is not None else ()
        if not needs:
            self._summary.setText("")
            return
        need = needs[0]
        title = own(words, need.course.course.title_ru, need.course.course.title_kk)
        told = coverage_words.figures(words, need.trained, need.offices, need.tally)
        self._summary.setText(f"{title}: {told}" if len(needs) > 1 else told)

    def _say_hint(self, line: Line | None) -> None:
        words = self._desk.speech.words
        parts = [words.text("Enter: {act}", act=line.button)] if line and line.button else []
        has_office = self.view.key in self._made.offices
        if has_office:
            parts.append("Ctrl+Enter: " + words.text("People"))
        self.deeds.allow("people", allowed=has_office)
        self._hint.setText("   ".join(parts))

    def _on_asked(self, told: Asked) -> None:
        self.told = told
        self._show()

    def _show(self) -> None:
        told = self.told
        if told is None:
            return
        me = self._ways.me
        trains = me is None or me.may(Right.TRAIN)
        self.deeds.offer("plan", offered=trains and bool(told.found.needs))
        for code in ("print", "list", "people"):
            self.deeds.offer(code, offered=bool(told.found.needs))
        things = self._made.things(told, self._shown)
        begins = not told.found.needs and not things and trains
        empty = self._begin if begins else self._done
        had = self.view.hasFocus()
        self._stack.setCurrentWidget(self._listed if things else empty)
        self.view.put(things, self._made.buttons())
        self._say()
        if had and things:
            self.view.setFocus()

    def _on_more(self, _key: str) -> None:
        """Bring as many lines again as are here."""
        self._shown *= 2
        self._show()
