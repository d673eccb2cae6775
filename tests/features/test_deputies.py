"""Deputies between workplaces that meet only in the shared folder, and what waits for whom."""

from datetime import timedelta
from typing import Any

import pytest

from edo.commands import approval, calendar, deputies, inbox
from edo.domain.card import Kind
from edo.domain.routed import OFFICE, Act
from edo.domain.workdays import DayKind, Term
from edo.errors import Reason, Refusal
from edo.queries.calendar import calendar as known
from edo.queries.refused import refused
from edo.queries.waiting import Urgency
from tests.desks import AUTHOR, BOOKKEEPER, CHAIR, CLERK, LAWYER, Office


def name(office: Office, *kinds: Kind) -> str:
    """Let the chair name the lawyer for ten days; all hear of it."""
    today = office.chancery.today
    named = deputies.name(
        office.at[CHAIR],
        deputy=office.person(LAWYER),
        since=today,
        until=today + timedelta(days=10),
        kinds=kinds,
    )
    office.meet()
    return named.id


def mine(office: Office, who: str) -> list[tuple[str, Act, str]]:
    """Return what somebody finds waiting: subject, act, for whom they would act."""
    rows = inbox.page(office.at[who])
    return [(row.subject, row.act, row.behalf.id) for row in rows]


def test_ended_while_a_visa_travels(office: Office) -> None:
    """A visa given after the end, by who had not heard of it, counts nowhere in the end."""
    named = name(office)
    chair = office.person(CHAIR)
    before, after = (office.start(office.stage(CHAIR)) for _ in range(2))
    office.decide(LAWYER, before, behalf=chair)
    office.chancery.clock.move(minutes=1)
    deputies.end(office.at[CHAIR], deputyship=named)
    office.decide(LAWYER, after, behalf=chair)
    office.meet(LAWYER, BOOKKEEPER)
    assert mine(office, CHAIR) == [(before, Act.APPROVE, ""), (after, Act.APPROVE, "")]
    office.meet(CHAIR, BOOKKEEPER)
    office.agree()
    assert office.waits(before) == [(OFFICE, Act.REGISTER)]
    assert office.waits(after) == [(CHAIR, Act.APPROVE)]
    for who in office.at:
        found = office.at[who].read(refused, roster=office.at[who].roster)
        assert [one.reasons for one in found] == [(Reason.NOT_DEPUTY,)], who
    assert mine(office, CHAIR) == [(after, Act.APPROVE, "")]
    assert mine(office, LAWYER) == []


def test_a_deputy_finds_it_and_whom_it_is_for(office: Office) -> None:
    """Beside their own; for the kinds the deputyship is for, from the first day to the last."""
    name(office, Kind.INTERNAL)
    id = office.start(office.stage(CHAIR))
    assert mine(office, LAWYER) == []
    with pytest.raises(Refusal) as caught:
        office.decide(LAWYER, id, behalf=office.person(CHAIR))
    assert caught.value.reason is Reason.NOT_DEPUTY
    name(office)
    own = office.start(office.stage(LAWYER, term=Term(1)))
    chair = office.person(CHAIR)
    expected = {(id, Act.APPROVE, chair), (own, Act.APPROVE, "")}
    assert mine(office, LAWYER)[0] == (own, Act.APPROVE, "")
    assert set(mine(office, LAWYER)) == expected
    assert mine(office, CLERK) == mine(office, BOOKKEEPER) == []
    office.chancery.clock.move(days=11)
    assert set(mine(office, LAWYER)) == {(own, Act.APPROVE, "")}
    (row,) = inbox.page(office.at[LAWYER])
    assert (row.urgency, row.author.ru) == (Urgency.LATE, AUTHOR)
    assert inbox.digest(office.at[LAWYER]).late.count == 1


def test_what_comes_late_is_news_when_it_comes(office: Office) -> None:
    """Told once, to who is waited for and to their deputy; what one did oneself is none."""
    name(office)
    seen = {who: inbox.news(office.at[who], after=None) for who in office.at}
    assert all(one.part.count == 0 for one in seen.values())
    id = approval.start(
        office.at[AUTHOR], document=office.draft(), stages=[office.stage(CHAIR, AUTHOR)]
    )
    office.chancery.clock.move(days=2)
    office.meet()
    for who, expected in ((CHAIR, 1), (LAWYER, 1), (AUTHOR, 0), (BOOKKEEPER, 0)):
        found = inbox.news(office.at[who], after=seen[who].seen)
        assert found.part.count == expected, who
        assert [row.subject for row in found.part.rows] == [id] * expected
        assert inbox.news(office.at[who], after=found.seen).part.count == 0
    assert inbox.digest(office.at[CHAIR]).fresh.count == 0


def test_an_administrator_names_one_for_who_is_away(office: Office) -> None:
    """And nobody else does; what the deputy may not do is said at once."""
    today = office.chancery.today
    words: dict[str, Any] = {"person": office.person(CHAIR), "deputy": office.person(LAWYER)}
    with pytest.raises(Refusal) as caught:
        deputies.name(office.at[BOOKKEEPER], since=today, until=today, **words)
    assert caught.value.reason is Reason.NOT_ALLOWED
    named = deputies.name(office.at[CLERK], since=today, until=today, **words)
    assert named.lacking
    office.meet()
    id = office.start(office.stage(CHAIR))
    office.decide(LAWYER, id, behalf=office.person(CHAIR))
    office.agree()
    assert office.waits(id) == [(OFFICE, Act.REGISTER)]
    (row,) = inbox.page(office.at[CLERK])
    assert (row.subject, row.act, row.for_office) == (id, Act.REGISTER, True)
    assert mine(office, BOOKKEEPER) == []


def test_a_day_that_was_marked_moves_no_term_that_is_stated(office: Office) -> None:
    """What is counted after hearing of it takes it into account, everywhere alike."""
    clerk = office.at[CLERK]
    stage = office.stage(LAWYER, term=Term(1))
    first = office.start(stage)
    due = office.state(LAWYER, first).waits()[0].due
    assert due is not None
    calendar.mark(clerk, on=due, kind=DayKind.HOLIDAY, name_ru="Выходной", name_kk="Демалыс")
    office.meet()
    second = office.start(stage)
    later = clerk.read(known).working(due)
    for who in office.at:
        assert office.state(who, first).waits()[0].due == due
        assert office.state(who, second).waits()[0].due == later > due
