"""A training session in short, for whoever is invited or goes there: what, when, where, who."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout

from edo.queries.attendance import Attendance, attendance
from ui.desk import Desk
from ui.models.live import Live
from ui.pages.document.body import Lines
from ui.pages.training import session_words as said
from ui.theme import GRID
from ui.widgets.badge import Badge
from ui.widgets.both import own
from ui.widgets.layouts import put_in
from ui.widgets.polish import named

SHOWN = 30
"""People who are named; of more only the number is said."""


class SessionBrief(QScrollArea):
    """Shows one session to read; a room full of people scrolls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "pane")
        self._desk = desk
        self._session = ""
        self._found: Attendance | None = None
        self.badge = Badge(desk.theme)
        self._title, self._when, self._where = QLabel(), QLabel(), QLabel()
        self._offices, self._trainers = QLabel(), QLabel()
        self._count, self._people = QLabel(), QLabel()
        self._build()
        desk.speech.changed.connect(self._show)
        Live(desk.bridge, self, self._ask, lambda touched: self._session in touched.subjects)

    @property
    def texts(self) -> list[str]:
        """What is said, line by line."""
        labels = (self._title, self._when, self._where, self._offices, self._trainers, self._count)
        return [label.text() for label in labels if label.text()]

    def show_session(self, session: str) -> None:
        """Show a session; until it is here, nothing."""
        if session != self._session:
            self._session, self._found = session, None
            self._show()
        self._ask()

    def _ask(self) -> None:
        self._desk.bridge.ask(
            attendance,
            then=self._on_found,
            otherwise=lambda _error: None,
            key=(id(self), "session"),
            owner=self,
            session=self._session,
        )

    def _build(self) -> None:
        inside = named(Lines(), "paper")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        lines.setSpacing(GRID)
        state = QHBoxLayout()
        state.addWidget(self.badge)
        state.addStretch()
        put_in(lines, state)
        self._title.setProperty("strong", True)
        self._when.setProperty("text_size", "large")
        self._count.setProperty("strong", True)
        for quiet in (self._offices, self._trainers, self._people):
            quiet.setProperty("muted", True)
        for label in (
            self._title,
            self._when,
            self._where,
            self._offices,
            self._trainers,
            self._count,
            self._people,
        ):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            lines.addWidget(label)
        lines.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _on_found(self, found: Attendance) -> None:
        if found.id == self._session:
            self._found = found
            self._show()

    def _show(self) -> None:
        words, found = self._desk.speech.words, self._found
        self.badge.setVisible(found is not None)
        if found is None:
            for label in (self._title, self._when, self._where, self._offices):
                label.clear()
            for label in (self._trainers, self._count, self._people):
                label.clear()
            return
        session = found.session
        self.badge.show_status(words.name(session.status), said.TONES[session.status])
        self._title.setText(own(words, *found.course))
        self._when.setText(said.days(words, session.begins, session.ends))
        self._where.setText(said.where(words, found))
        self._offices.setText(said.offices(words, found))
        self._trainers.setText(said.trainers(words, found))
        count = len(found.people)
        self._count.setText(
            words.plural("{n} person is invited", "{n} people are invited", count) if count else ""
        )
        names = [own(words, *one.name) for one in found.people[:SHOWN]]
        if count > SHOWN:
            names.append(words.text("and {n} more", n=words.number(count - SHOWN)))
        self._people.setText("\n".join(names))
