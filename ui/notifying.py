"""What is told while nobody looks: something new for the person, and once a day what is due.

Nothing is told of what the person did themselves, nothing in quiet hours (it is told after them),
and many things at once are told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from edo.sentences import mark
from ui.by_name import by_name
from ui.desk import Desk
from ui.widgets.both import own

if TYPE_CHECKING:
    from edo.queries.digest import Digest, News
    from edo.queries.waiting import WaitingRow

ON, QUIET = "notify", "notify.quiet"
"""Under which names the person's choices are kept: `no` for none; the quiet hours."""
SEEN, TOLD = "notify.seen", "notify.digest"
"""Under which the program remembers up to where it told, and the day of the last digest."""
NEVER = ""
QUIET_HOURS = (NEVER, "18-9", "20-8", "22-7")
USUAL_QUIET = "20-8"
GATHER = 2_000
"""Milliseconds after a change until it is told: what comes together is told together."""
MINUTE = 60_000
TOLD_AT_MOST = 3
SHOWN = 90
"""Letters of a title that are told."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: a heading and a text, in the person's language.

    `document` is the one a click leads to; empty where it leads to the first page.
    """

    title: str
    text: str
    document: str = ""


def is_quiet(hours: str, hour: int) -> bool:
    """Tell whether an hour lies in the quiet ones, which may go over midnight."""
    first, _, last = hours.partition("-")
    if not (first.isdigit() and last.isdigit()):
        return False
    begins, ends = int(first), int(last)
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


class Notifier(QObject):
    """Decides what is told, and when; `tell` shows it."""

    def __init__(self, desk: Desk, tell: Callable[[Message], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tell = desk, tell
        self._gather, self._every = QTimer(self), QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER)
        self._gather.timeout.connect(self.look)
        self._every.setInterval(MINUTE)
        self._every.timeout.connect(self.look)
        self._open = False
        desk.bridge.opened.connect(self._on_opened)
        desk.bridge.touched.connect(self._on_touched)

    @property
    def silent(self) -> bool:
        """Whether nothing may be told now."""
        choices = self._desk.choices
        quiet = is_quiet(choices.get(QUIET, USUAL_QUIET), self._desk.hour)
        return choices.get(ON) == "no" or quiet

    def look(self) -> None:
        """Look for what is new, and, once a day, for what is due."""
        if not self._open or self.silent:
            return
        seen = self._desk.memory.get(SEEN)
        self._desk.bridge.look(
            by_name("edo.commands.inbox", "news"),
            then=self._on_news,
            key=(id(self), "news"),
            owner=self,
            after=int(seen) if seen.isdigit() else None,
        )

    def _on_opened(self) -> None:
        self._open = True
        self._every.start()
        self._gather.start()

    def _on_touched(self, _touched: object) -> None:
        if self._open and not self._gather.isActive():
            self._gather.start()

    def _on_news(self, found: News) -> None:
        self._desk.memory.set(SEEN, str(found.seen))
        count, rows = found.part.count, found.part.rows
        if self._desk.memory.get(TOLD) != self._desk.today().isoformat():
            self._desk.bridge.look(
                by_name("edo.commands.inbox", "digest"),
                then=partial(self._on_digest, count),
                key=(id(self), "digest"),
                owner=self,
            )
        elif count:
            self._tell_news(count, rows)

    def _tell_news(self, count: int, rows: Sequence[WaitingRow]) -> None:
        words = self._desk.speech.words
        if count == 1 and rows:
            row = rows[0]
            self._tell(Message(self._heading(row), self._line(row), row.document))
            return
        title = words.plural("{n} new thing for you", "{n} new things for you", count)
        lines = [self._line(row) for row in rows[:TOLD_AT_MOST]]
        if count > len(lines):
            lines.append(words.text("and {n} more", n=words.number(count - len(lines))))
        self._tell(Message(title, "\n".join(lines)))

    def _on_digest(self, fresh: int, found: Digest) -> None:
        """Tell what is new, late and due, once a day; where there is nothing, nothing is told."""
        self._desk.memory.set(TOLD, self._desk.today().isoformat())
        words = self._desk.speech.words
        late, today, soon = found.late.count, found.today.count, found.tomorrow.count
        told = (
            (fresh, words.plural("{n} new", "{n} new", fresh)),
            (late, words.plural("{n} overdue", "{n} overdue", late)),
            (today, words.plural("{n} due today", "{n} due today", today)),
            (soon, words.text("{n} due by {date}", n=soon, date=words.date(found.next_day))),
        )
        said = " · ".join(text for count, text in told if count)
        if said:
            rows = (*found.late.rows, *found.today.rows, *found.tomorrow.rows)[:TOLD_AT_MOST]
            text = "\n".join((said, *(self._line(row) for row in rows)))
            self._tell(Message(words.text(WAITING), text))

    def _heading(self, row: WaitingRow) -> str:
        words = self._desk.speech.words
        name = words.name(row.act)
        return f"{words.text(NEW)}: {name}"

    def _line(self, row: WaitingRow) -> str:
        words = self._desk.speech.words
        title = row.title if row.sort in ("task", "letter") else ""
        title = title or own(words, row.subject_ru, row.subject_kk) or row.title
        title = title if len(title) <= SHOWN else f"{title[:SHOWN]}…"
        behalf = row.behalf.name(words.language)
        if behalf:
            title = f"{title} ({words.text('for {person}', person=behalf)})"
        if row.due is None:
            return title
        date = words.date(row.due)
        invited = row.act == ATTEND
        return f"{title}, {date if invited else words.text('until {date}', date=date)}"


ATTEND = "attend"
"""The code of what one is invited to: it has a day, not a term."""
NEW = mark("New for you")
WAITING = mark("What waits for you today")
