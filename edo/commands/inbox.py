"""What waits for the person at a workplace: the queries, asked for whoever works here."""

from dataclasses import dataclass
from datetime import date

from edo.commands.myself import Myself, myself
from edo.domain.rights import Right
from edo.domain.routed import Act
from edo.queries import digest as digests
from edo.queries import waiting as asked
from edo.queries.calendar import next_working_day
from edo.queries.digest import Digest, News
from edo.queries.inbox import Inbox, inbox, own
from edo.queries.waiting import PAGE, Waiting, WaitingRow
from edo.queries.waits import Place
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Day:
    """Everything a person begins the day with.

    Attributes:
        waiting: what waits for them and for those they act for.
        office: what waits in the office for whoever registers; for others, their own drafts.
        me: who they are, and what they may do.
    """

    waiting: Waiting
    office: Inbox
    me: Myself


def day(workplace: Workplace, *, language: str = "ru", limit: int = PAGE) -> Day:
    """Return everything that waits for the person here.

    Args:
        workplace: where they work.
        language: whose alphabet orders the journals.
        limit: rows of each act at most.
    """
    today = workplace.clock.today()
    if registers_in(workplace):
        office = workplace.read(inbox, today=today, language=language)
    else:
        office = workplace.read(own, person=workplace.identity.person)
    return Day(waiting(workplace, limit=limit), office, myself(workplace))


def waiting(workplace: Workplace, *, limit: int = PAGE) -> Waiting:
    """Return all that waits for the person here and for those they act for, act by act.

    Args:
        workplace: where they work.
        limit: rows of each act at most.
    """
    return workplace.read(
        asked.waiting,
        person=workplace.identity.person,
        today=workplace.clock.today(),
        office=registers_in(workplace),
        limit=limit,
    )


def page(
    workplace: Workplace,
    *,
    act: Act | None = None,
    since: date | None = None,
    until: date | None = None,
    after: Place | None = None,
    limit: int = PAGE,
) -> list[WaitingRow]:
    """Return the next things that wait, the nearest term first.

    Args:
        workplace: where the person works.
        act: only what is to be done in this way.
        since, until: only what is due between these days.
        after: the row before: its `place`.
        limit: rows at most.
    """
    return workplace.read(
        asked.page,
        person=workplace.identity.person,
        today=workplace.clock.today(),
        office=registers_in(workplace),
        act=act,
        since=since,
        until=until,
        after=after,
        limit=limit,
    )


def digest(workplace: Workplace, *, since: int | None = None) -> Digest:
    """Return what is new, due and overdue today.

    Args:
        workplace: where the person works.
        since: timestamp from which things are new; None: since the beginning of the day.
    """
    today = workplace.clock.today()
    return workplace.read(
        digests.digest,
        person=workplace.identity.person,
        today=today,
        next_day=workplace.read(next_working_day, today=today),
        office=registers_in(workplace),
        since=since,
    )


def news(workplace: Workplace, *, after: int | None) -> News:
    """Return what waits because of what others did and came here lately.

    Args:
        workplace: where the person works.
        after: `seen` of the look before; None for the first one, which finds nothing new.
    """
    return workplace.read(
        digests.news,
        person=workplace.identity.person,
        today=workplace.clock.today(),
        after=after,
        office=registers_in(workplace),
    )


def registers_in(workplace: Workplace) -> str:
    """Return the office in which the person here registers documents; empty where they do not."""
    who = workplace.identity
    return who.office if workplace.roster.can(who.person, Right.REGISTER, who.office) else ""
