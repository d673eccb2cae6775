"""What needs action as lines, each with its one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from edo.domain.rights import Right
from edo.queries.sessions import SessionRow, View
from edo.queries.training import SHOWN, Need, Part
from edo.queries.untrained import SOON_DAYS, Proposal
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.models.agenda import Entry, Heading, Line, More, Thing
from ui.pages.training import coverage_words
from ui.pages.training import session_list as sessions
from ui.pages.training.asking import Asked, Lapse
from ui.pages.training.ways import Ways
from ui.theme import Tone
from ui.widgets.both import own
from ui.widgets.select import sentence

NAMED = 3
"""People who are named in a line; of more only the number is said."""
SETTLE, MARK, RENEW = mark("Settle…"), mark("Mark"), mark("Retrain…")
PLAN, OPEN, SHOW = mark("Plan…"), mark("Open"), mark("Show")
NEAR_DAYS = 14
"""Days within which a pass that lapses is told louder."""


class ActionLines:
    """Makes the lines. `offices` are those of the lines by key, to look at their people."""

    def __init__(self, desk: Desk, ways: Ways, show_all: Callable[[View], object]) -> None:
        self._desk, self._ways, self._show_all = desk, ways, show_all
        self.offices: dict[str, tuple[str, str]] = {}

    @property
    def _words(self) -> Wording:
        return self._desk.speech.words

    @property
    def _trains(self) -> bool:
        me = self._ways.me
        return me is None or me.may(Right.TRAIN)

    def buttons(self) -> list[str]:
        """Give what the buttons say: they are all as wide as the widest."""
        return [self._words.text(one) for one in (SETTLE, MARK, RENEW, PLAN, OPEN, SHOW)]

    def things(self, told: Asked, shown: int) -> list[Thing]:
        """Give everything in order; `shown` lines of an office's group at most."""
        self.offices = {}
        found = told.found
        return [
            *self._sessions(View.DISPUTED, mark("Marks differ"), found.disputed),
            *self._sessions(View.TO_MARK, mark("To be marked"), found.to_mark),
            *self._lapses(told, shown),
            *(thing for need in found.needs for thing in self._need(need, told, shown)),
            *self._sessions(View.PLANNED, mark("To come"), found.planned),
        ]

    def _sessions(self, view: View, name: str, part: Part) -> Iterator[Thing]:
        words = self._words
        if not part.count:
            return
        yield Heading(words.text(name), words.number(part.count))
        for row in part.rows:
            yield Entry(f"{view}/{row.id}", partial(self._session, view, row))
        if part.count > len(part.rows):
            text = words.text("and {n} more", n=words.number(part.count - len(part.rows)))
            act = partial(self._show_all, view)
            yield Entry(
                f"{view}/all",
                lambda: Line("list", text, "", words.text(SHOW), act),
            )

    def _session(self, view: View, row: SessionRow) -> Line:
        words = self._words
        who = sessions.offices(words, row.offices) or sentence(words.name(row.form))
        when = sessions.span(words, row)
        note = " · ".join((when, sessions.where(words, row), row.title(words.language)))
        act = partial(self._ways.show_session, row.id)
        if view is View.DISPUTED:
            term = words.plural("{n} marked differently", "{n} marked differently", row.disputed)
            return Line(
                "triangle-alert", who, note, self._or_open(SETTLE), act, term=term, tone=Tone.BAD
            )
        if view is View.TO_MARK:
            late = row.ends < self._desk.today()
            term = sessions.people(words, row)
            tone = Tone.BAD if late else Tone.WARN
            return Line("list-checks", who, note, self._or_open(MARK), act, term=term, tone=tone)
        left = (row.begins - self._desk.today()).days
        term = words.plural("in {n} day", "in {n} days", left)
        people = sessions.people(words, row)
        return Line(
            "calendar",
            who,
            f"{note} · {people}",
            words.text(OPEN),
            act,
            term=term,
            tone=Tone.ACCENT,
        )

    def _or_open(self, button: str) -> str:
        """Say what is done by who trains; others look."""
        return self._words.text(button if self._trains else OPEN)

    def _lapses(self, told: Asked, shown: int) -> Iterator[Thing]:
        words = self._words
        if not told.lapses:
            return
        count = sum(len(one.passes) for one in told.lapses)
        name = words.text("Passes that end within {n} days", n=SOON_DAYS)
        yield Heading(name, words.plural("{n} person", "{n} people", count))
        for one in told.lapses[:shown]:
            key = f"lapse/{one.first.course}/{one.office.id}"
            self.offices[key] = (one.office.id, one.first.course)
            yield Entry(key, partial(self._lapse, one))
        yield from self._more("lapse", len(told.lapses), shown)

    def _lapse(self, one: Lapse) -> Line:
        words, first = self._words, one.first
        people = [each.who.name(words.language) for each in one.passes]
        note = f"{own(words, first.course_ru, first.course_kk)} · {_named(words, people)}"
        left = (first.expires - self._desk.today()).days
        term = words.text("from {date}", date=words.date(first.expires))
        ids = tuple(each.who.id for each in one.passes)
        act = partial(self._ways.plan, first.course, (one.office.id,), ids)
        if not self._trains:
            act = partial(self._ways.show_people, one.office.id, first.course)
        return Line(
            "file-clock",
            one.office.name(words.language),
            note,
            words.text(RENEW if self._trains else SHOW),
            act,
            term=term,
            tone=Tone.BAD if left <= NEAR_DAYS else Tone.WARN,
        )

    def _need(self, need: Need, told: Asked, shown: int) -> Iterator[Thing]:
        words, course = self._words, need.course.course
        regions = told.left.get(need.course.id, ())
        offices = [proposal for region in regions for proposal in region.proposals]
        if not offices:
            return
        title = own(words, course.title_ru, course.title_kk)
        count = words.text(
            "offices not trained: {n} of {all}", n=need.offices_left, all=need.offices
        )
        late = words.text("people left: {n}", n=words.number(need.people_left))
        yield Heading(title, count, late)
        for one in offices[:shown]:
            key = f"left/{need.course.id}/{one.office.office.id}"
            self.offices[key] = (one.office.office.id, need.course.id)
            yield Entry(key, partial(self._left, need, one))
        yield from self._more(f"left/{need.course.id}", len(offices), shown)

    def _left(self, need: Need, one: Proposal) -> Line:
        words, left = self._words, one.office
        names = [each.who.name(words.language) for each in left.people]
        tally = left.tally
        share = words.text("trained {n} of {all}", n=tally.covered, all=tally.required)
        who = words.text("left: {names}", names=_named(words, names))
        act = partial(
            self._ways.plan,
            need.course.id,
            (left.office.id,),
            tuple(each.who.id for each in left.people),
        )
        if not self._trains:
            act = partial(self._ways.show_people, left.office.id, need.course.id, left=True)
        return Line(
            "building-2",
            left.office.name(words.language),
            f"{share} · {who}",
            words.text(PLAN if self._trains else SHOW),
            act,
            term=words.name(left.readiness),
            tone=coverage_words.TONES[left.readiness],
        )

    def _more(self, key: str, count: int, shown: int) -> Iterator[Thing]:
        if count > shown:
            words = self._words
            yield More(
                f"more/{key}/{shown}", words.text("and {n} more", n=words.number(count - shown))
            )


def _named(words: Wording, names: list[str]) -> str:
    """Name some people, and say how many there are more."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    more = words.text("and {n} more", n=words.number(len(names) - NAMED))
    return f"{', '.join(names[:NAMED])} {more}"


FIRST_SHOWN = SHOWN
"""Lines of a group at first; standing on the last one brings more."""
