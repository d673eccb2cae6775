"""The lines of the first page: what waits for the person, between what waits in the office."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from edo.commands.inbox import Day
from edo.commands.membership import Waiting as Asker
from edo.domain.routed import Act
from edo.domain.session import Session
from edo.queries.waiting import WaitingRow
from ui.desk import Desk
from ui.models.agenda import Entry, Heading, Line, More, Thing
from ui.pages import today_words as said
from ui.pages.today_office import Group, OfficeLines, Ways


def key_of(row: WaitingRow) -> str:
    """Name a line: what is to be done, for whom, and with what."""
    return f"{row.act}/{row.behalf.id}/{row.subject}"


class DayLines:
    """Makes the lines; `rows` are those of the person by key. `do` does what a line says."""

    def __init__(self, desk: Desk, ways: Ways, do: Callable[..., object]) -> None:
        self._desk, self._do = desk, do
        self._office = OfficeLines(lambda: self._desk.speech.words, ways)
        self.rows: dict[str, WaitingRow] = {}

    def count(self, found: Day, asking: Sequence[Asker], gone: Collection[str]) -> int:
        """Count what waits, but for what is `gone`: decided, and not written down yet."""
        office = sum(group.count for group in self._groups(found, asking))
        return max(0, found.waiting.counts.count - len(gone)) + office

    def things(self, found: Day, asking: Sequence[Asker], gone: Collection[str]) -> list[Thing]:
        """Give everything in order, groups under their headings."""
        self.rows = {}
        first = self._office.first(found.office, found.me, asking)
        last = self._office.last(found.office, found.me)
        return [
            *(thing for group in first for thing in self._of_office(group)),
            *self._waiting(found, gone),
            *(thing for group in last for thing in self._of_office(group)),
        ]

    def buttons(self, found: Day, asking: Sequence[Asker]) -> list[str]:
        """Give what the buttons say: they are all as wide as the widest."""
        words = self._desk.speech.words
        groups = self._groups(found, asking)
        office = [group.entries[0].make().button for group in groups if group.entries]
        acts = [group.act for group in found.waiting.groups if group.act in said.TELLING]
        return [*office, *(words.text(said.TELLING[act].button) for act in acts)]

    def _groups(self, found: Day, asking: Sequence[Asker]) -> Iterator[Group]:
        yield from self._office.first(found.office, found.me, asking)
        yield from self._office.last(found.office, found.me)

    def _of_office(self, group: Group) -> Iterator[Thing]:
        words = self._desk.speech.words
        if group.count:
            yield Heading(words.text(group.name), words.number(group.count))
            yield from group.entries
            left = group.count - len(group.entries)
            if left > 0:
                yield Heading("", words.text("and {n} more", n=words.number(left)))

    def _waiting(self, found: Day, gone: Collection[str]) -> Iterator[Thing]:
        words = self._desk.speech.words
        by_act = {group.act: group for group in found.waiting.groups}
        for act, told in said.TELLING.items():
            group = by_act.get(act)
            rows = [row for row in group.rows if key_of(row) not in gone] if group else []
            if group is None or not rows:
                continue
            counts = group.counts
            count = counts.count - sum(one.startswith(f"{act}/") for one in gone)
            more = "+" if counts.more else ""
            yield Heading(
                words.text(told.group),
                f"{words.number(count)}{more}",
                said.urgent(words, counts, act),
            )
            for row in rows:
                self.rows[key_of(row)] = row
                yield Entry(key_of(row), partial(self._line, row))
            left = counts.count - len(group.rows)
            if left > 0:
                text = words.text("and {n} more", n=words.number(left))
                yield More(f"more/{act}/{len(group.rows)}", text)

    def _line(self, row: WaitingRow) -> Line:
        words, told = self._desk.speech.words, said.TELLING[row.act]
        return Line(
            told.icon,
            said.title(words, row),
            said.note(words, row),
            words.text(told.button),
            partial(self._do, row, plainly=False),
            words.text(told.plain) if told.plain else "",
            partial(self._do, row, plainly=True) if told.plain else None,
            said.term(words, row, self._desk.today().toordinal()),
            said.tone(row),
            said.behalf(words, row),
            "" if row.act is Act.TAKE_IN else row.document,
            row.subject if row.sort == "task" and not row.document else "",
            row.subject if row.sort == Session.SORT else "",
        )
