"""One person: where they worked, and what they were trained in, session by session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout

from edo.domain.session import Mark
from edo.queries import sessions
from edo.queries.sessions import Chosen, SessionRow
from edo.queries.staff import StaffRow, StayLine
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.pages.document.body import Lines
from ui.pages.training.session_list import SAYING, span, stage
from ui.theme import GRID
from ui.widgets.both import other, own
from ui.widgets.layouts import empty, put_in
from ui.widgets.line_button import LineButton
from ui.widgets.polish import named

ICONS = {True: "circle-check", False: "circle-x", None: "calendar"}
"""Of somebody who was there, was not, and of whom nothing or two things are marked."""


@dataclass(frozen=True, slots=True)
class Attended:
    """A session somebody was invited to or marked at.

    Attributes:
        row: the session.
        mark: what is marked of them; None where nothing is, or different things.
        disputed: different things are.
        certificate: its number; empty where there is none.
    """

    row: SessionRow
    mark: Mark | None
    disputed: bool
    certificate: str


def attended(connection: Any, *, person: str, on: date) -> list[Attended]:
    """Answer the sessions of a person, the latest first."""
    found: list[Attended] = []
    for row in sessions.sessions(connection, on=on, chosen=Chosen(person=person)):
        state = sessions.state_of(connection, row.id)
        if state is None or person not in state.people:
            continue
        certificate = state.certificate(person)
        found.append(
            Attended(
                row,
                state.mark(person),
                person in state.disputed,
                certificate.number if certificate is not None else "",
            )
        )
    return found


class PersonPane(QScrollArea):
    """Shows one person. `opened` carries the id of a session somebody wants to see."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: StaffRow | None = None
        self._told: tuple[Attended, ...] = ()
        self._inside = named(Lines(), "paper")
        self._name, self._other, self._place = QLabel(), QLabel(), QLabel()
        self._headings = {
            "trained": (QLabel(), mark("Training")),
            "worked": (QLabel(), mark("Where they worked")),
        }
        self._none = QLabel()
        self._trained, self._worked = QVBoxLayout(), QVBoxLayout()
        self.lines: list[LineButton] = []
        self._build()
        desk.speech.changed.connect(self._show)

    @property
    def texts(self) -> list[str]:
        """What is said, but for the sessions."""
        labels = self._inside.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def show_person(self, row: StaffRow | None) -> None:
        """Show somebody of the staff, or nobody."""
        same = row is not None and self._row is not None and row.who.id == self._row.who.id
        self._row = row
        if not same:
            self._told = ()
        self._show()
        if row is not None:
            self._desk.bridge.ask(
                attended,
                then=self._on_told,
                key=(id(self), "attended"),
                owner=self,
                person=row.who.id,
                on=self._desk.today(),
            )

    def _build(self) -> None:
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID)
        self._name.setProperty("text_size", "large")
        for quiet in (self._other, self._place, self._none):
            quiet.setProperty("muted", True)
        for label in (self._name, self._other, self._place, self._none):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            lines.addWidget(label)
        for code, layout in (("trained", self._trained), ("worked", self._worked)):
            heading = self._headings[code][0]
            heading.setProperty("strong", True)
            lines.addWidget(heading)
            layout.setSpacing(0)
            put_in(lines, layout)
            if code == "trained":
                lines.addWidget(self._none)
        lines.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _on_told(self, told: list[Attended]) -> None:
        self._told = tuple(told)
        self._show()
        self._none.setVisible(not told)

    def _show(self) -> None:
        words, row = self._desk.speech.words, self._row
        self._inside.setVisible(row is not None)
        for layout in (self._trained, self._worked):
            empty(layout)
        self.lines = []
        if row is None:
            return
        person = row.person
        self._name.setText(own(words, person.name_ru, person.name_kk))
        second = other(words, person.name_ru, person.name_kk)
        self._other.setText(second)
        self._other.setVisible(bool(second))
        self._place.setText(_place(words, row.at))
        for label, text in self._headings.values():
            label.setText(words.text(text))
        self._none.setText(words.text("Not invited to any training yet"))
        self._none.setVisible(False)
        for one in self._told:
            line = LineButton(self._desk, _icon(one), *_session(words, one))
            line.pressed.connect(partial(self.opened.emit, one.row.id))
            self._trained.addWidget(line)
            self.lines.append(line)
        for text in _stays(words, row):
            label = QLabel(text)
            label.setWordWrap(True)
            self._worked.addWidget(label)
        self._headings["worked"][0].setVisible(len(row.stays) > 1)


def _icon(one: Attended) -> str:
    if one.disputed:
        return "triangle-alert"
    return ICONS[one.mark.present if one.mark is not None else None]


def _session(words: Wording, one: Attended) -> tuple[str, str]:
    """Say a session in two lines: what and when, and what was marked there."""
    parts = [span(words, one.row)]
    if one.disputed:
        parts.append(words.text("marks differ"))
    elif one.mark is not None:
        parts.append(words.text("present") if one.mark.present else words.text("absent"))
        if one.mark.result is not None:
            parts.append(words.text("{n} of 100", n=one.mark.result))
        if one.mark.remark:
            parts.append(one.mark.remark)
    else:
        parts.append(words.text(SAYING[stage(one.row)][0]))
    if one.certificate:
        parts.append(words.text("certificate {number}", number=one.certificate))
    return one.row.title(words.language), " · ".join(parts)


def _place(words: Wording, at: StayLine) -> str:
    position = own(words, at.position_ru, at.position_kk)
    unit = own(words, at.unit_ru, at.unit_kk)
    return " · ".join(part for part in (position, unit, at.office.name(words.language)) if part)


def _stays(words: Wording, row: StaffRow) -> Iterator[str]:
    """Say where somebody worked, the latest first; nothing where it was one place alone."""
    for at in reversed(row.stays if len(row.stays) > 1 else ()):
        since = words.date(at.since) if at.since else "…"
        until = words.date(at.last) if at.last else words.text("until now")
        yield f"{since} – {until} · {_place(words, at)}"
