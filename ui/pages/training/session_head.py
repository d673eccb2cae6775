"""The top of a session: its course, where and when, who teaches, how far marking has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from edo.queries.attendance import Attendance
from ui.desk import Desk
from ui.pages.training import session_words as said
from ui.pages.training.session_rows import PersonRow, Seen
from ui.theme import GRID
from ui.widgets.badge import Badge
from ui.widgets.both import own
from ui.widgets.elided import Elided
from ui.widgets.layouts import put_in
from ui.widgets.sign import Sign

ICON = 16
BAR = 160


class SessionHead(QWidget):
    """What is to be known of a session; `buttons` takes what the page puts at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.badge = Badge(desk.theme)
        self._title, self._place, self._trainers = Elided(), Elided(), Elided()
        self._progress, self._sent = QLabel(), QLabel()
        self._sign = Sign(desk.theme, size=ICON)
        self._bar = QProgressBar()
        self.buttons = QHBoxLayout()
        self._build()

    @property
    def progress(self) -> str:
        """What is said of how far marking has come."""
        return self._progress.text()

    @property
    def sent(self) -> str:
        """What is said of how safe it is."""
        return self._sent.text()

    def show_session(self, found: Attendance) -> None:
        """Say what the session is."""
        words, status = self._desk.speech.words, found.session.status
        self._title.setText(own(words, *found.course))
        self.badge.show_status(words.name(status), said.TONES[status])
        self._place.setText(said.place(words, found))
        self._trainers.setText(said.trainers(words, found))

    def show_marks(self, found: Attendance, rows: Sequence[PersonRow], *, resting: bool) -> None:
        """Say how far marking has come, and whether it is sent."""
        words = self._desk.speech.words
        self._progress.setText(said.progress(words, rows))
        self._bar.setMaximum(max(1, len(rows)))
        self._bar.setValue(sum(row.seen is not Seen.UNMARKED for row in rows))
        text, icon, colour = said.sent(words, found, resting=resting)
        self._sent.setText(text)
        for label in (self._sign, self._sent):
            label.setVisible(bool(text))
        self._sign.put(icon, colour)

    def _build(self) -> None:
        self._title.setProperty("text_size", "large")
        self._title.setProperty("strong", True)
        for quiet in (self._place, self._trainers, self._sent):
            quiet.setProperty("muted", True)
        self._trainers.setProperty("text_size", "small")
        self._sent.setProperty("text_size", "small")
        self._progress.setProperty("strong", True)
        self._progress.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(BAR, GRID // 2)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self._title, 1)
        first.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        put_in(first, self.buttons)
        marks = QHBoxLayout()
        marks.setSpacing(GRID)
        marks.addWidget(self._progress)
        marks.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        marks.addStretch()
        marks.addWidget(self._sign)
        marks.addWidget(self._sent)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        put_in(lines, first)
        lines.addWidget(self._place)
        lines.addWidget(self._trainers)
        lines.addSpacing(GRID // 2)
        put_in(lines, marks)
