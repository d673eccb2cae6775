"""What waits for a person: all of it, once, in order, with true counts."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Connection

from edo.commands import deputies as naming
from edo.domain.card import Kind
from edo.domain.letter import Cover, Letter
from edo.domain.organisation import Person
from edo.domain.routed import OFFICE, Act, Routed, Wait
from edo.domain.staffing import PersonAdded
from edo.domain.task import Task, TaskStatus
from edo.queries import waits
from edo.queries.digest import FIRST_LINES, digest
from edo.queries.directory import offices
from edo.queries.waiting import Urgency, WaitingRow, page, urgency, waiting
from edo.store import routed_rows
from edo.store.database import ask
from tests.builders import TODAY, hlc
from tests.office import Chancery, founded

OURS = "o-ours"


class Thing(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """Something that waits for whom a test says."""

    SORT: ClassVar[str] = "thing"

    people: tuple[Wait, ...] = ()

    @property
    def stage(self) -> str:
        """Return a status."""
        return "open"

    def waits(self) -> tuple[Wait, ...]:
        """Return them."""
        return self.people


def put(connection: Connection, things: Sequence[Routed]) -> None:
    """Write the rows of things, as the refold does; nothing else waits then."""
    routed_rows.forget(
        connection, [row[0] for row in ask(connection, "SELECT subject FROM routed")]
    )
    routed_rows.write(connection, {f"x{n:05}": thing for n, thing in enumerate(things)})


def thing(*people: Wait, kind: Kind | None = None, office: str = OURS) -> Thing:
    """Make a thing."""
    return Thing(title="О путёвках", kind=kind, office=office, author="p-none", people=people)


def wait(person: str, act: Act = Act.APPROVE, days: int | None = 0, since: int = 0) -> Wait:
    """Make a wait that is due so many days from the usual one."""
    due = None if days is None else TODAY + timedelta(days)
    return Wait(person, act, due, hlc() + since)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Found an office; each test puts its own things there."""
    with founded(tmp_path_factory.mktemp("office") / "home") as made:
        yield made


def test_things_are_grouped_and_the_nearest_comes_first(office: Chancery) -> None:
    """By act in the order of acts; in each the overdue first, what has no term last."""
    me = office.workplace.identity.person
    office.workplace.write(
        put,
        [
            thing(wait(me, days=None)),
            thing(wait(me, days=9), wait("p-other", days=-9)),
            thing(wait(me, days=-1)),
            thing(wait(me, Act.EXECUTE, days=0)),
            thing(wait(me, days=3), wait(me, Act.EXECUTE, days=4)),
        ],
    )
    found = office.workplace.read(waiting, person=me, today=TODAY)
    assert [group.act for group in found.groups] == [Act.APPROVE, Act.EXECUTE]
    approvals = found.groups[0]
    assert [row.urgency for row in approvals.rows] == [
        Urgency.LATE,
        Urgency.SOON,
        Urgency.LATER,
        Urgency.NO_TERM,
    ]
    assert approvals.counts == waits.Counts(4, late=1, soon=1)
    assert found.counts == waits.Counts(6, late=1, today=1, soon=1)
    assert {row.title for row in approvals.rows} == {"О путёвках"}
    assert approvals.rows[0].author.name("ru") == "p-none"


def test_the_office_waits_for_who_registers_there(office: Chancery) -> None:
    """What waits for the office comes to its registrar, to nobody else, and from no other one."""
    me = office.workplace.identity.person
    office.workplace.write(
        put,
        [
            thing(wait(OFFICE, Act.REGISTER)),
            thing(wait(OFFICE, Act.REGISTER), office="o-other"),
            thing(wait(OFFICE, Act.TELL)),
        ],
    )
    assert office.workplace.read(page, person=me, today=TODAY) == []
    found = office.workplace.read(page, person=me, today=TODAY, office=OURS)
    assert [(row.subject, row.for_office, row.behalf.id) for row in found] == [("x00000", True, "")]


def test_a_deputy_finds_what_waits_for_whom_they_act_for(office: Chancery) -> None:
    """With whose it is, and only of the kinds the deputyship is for."""
    me = office.workplace.identity.person
    with office.workplace.entry() as entry:
        head = entry.new_id("p")
        entry.record(head, PersonAdded(Person("Абенов Б.", office=entry.office)))
    for kinds, expected in (((Kind.ORDERS,), ["x00001"]), ((), ["x00000", "x00001", "x00002"])):
        naming.name(office.workplace, person=head, deputy=me, since=TODAY, until=TODAY, kinds=kinds)
        office.workplace.write(
            put,
            [
                thing(wait(head), kind=Kind.INCOMING),
                thing(wait(head), kind=Kind.ORDERS),
                thing(wait(head)),
            ],
        )
        found = office.workplace.read(page, person=me, today=TODAY)
        assert [row.subject for row in found] == expected
        assert {(row.behalf.id, row.behalf.name("kk")) for row in found} == {(head, "Абенов Б.")}
        counted = office.workplace.read(waiting, person=me, today=TODAY).counts
        assert counted == waits.Counts(len(expected), today=len(expected))
    assert office.workplace.read(page, person=me, today=TODAY + timedelta(1)) == []


def test_a_row_tells_of_its_document(office: Chancery) -> None:
    """Its number, date, subject and correspondent; of one that is not here, nothing."""
    me = office.workplace.identity.person
    document = office.register(Kind.INCOMING).document
    office.workplace.write(
        put,
        [
            Thing(document=document, kind=Kind.INCOMING, people=(wait(me),)),
            Thing(document="d-elsewhere", title="Письмо", people=(wait(me, days=1),)),
        ],
    )
    here, elsewhere = office.workplace.read(page, person=me, today=TODAY)
    assert (here.document, here.number, here.on) == (document, "1", TODAY)
    assert here.subject_ru
    assert here.correspondent_ru
    assert (elsewhere.title, elsewhere.number, elsewhere.on) == ("Письмо", "", None)


def test_a_letter_and_a_report_tell_from_whom_they_are(office: Chancery) -> None:
    """A letter by its titles, number and office; a report by who made it; a task in both texts."""
    me = office.workplace.identity.person
    sender = next(iter(office.workplace.read(offices))).id
    letter = Letter(
        title="О пленуме",
        kind=Kind.INCOMING,
        author="p-none",
        office=office.workplace.identity.office,
        sender=sender,
        theirs="d-theirs",
        number="С-2",
        on=TODAY,
        cover=Cover(subject_ru="О пленуме", subject_kk="Пленум туралы"),
    )
    task = Task(
        title="Свести",
        author=me,
        text_ru="Свести",
        text_kk="Жинақтау",
        executors=("p-other", me),
        controlled=True,
        given_on=TODAY,
        status=TaskStatus.ON_REVIEW,
    )
    office.workplace.write(put, [letter, task])
    found = office.workplace.read(page, person=me, today=TODAY, office=letter.office)
    by_act = {row.act: row for row in found}
    taken, accepted = by_act[Act.TAKE_IN], by_act[Act.ACCEPT]
    assert (taken.number, taken.on, taken.subject_kk) == ("С-2", TODAY, "Пленум туралы")
    assert taken.correspondent_ru
    assert (accepted.text_ru, accepted.text_kk) == ("Свести", "Жинақтау")
    assert accepted.author.id == "p-other"


def all_pages(connection: Connection, me: str, limit: int) -> list[WaitingRow]:
    """Read page after page."""
    found: list[WaitingRow] = []
    while True:
        after = found[-1].place if found else None
        some = page(connection, person=me, today=TODAY, office=OURS, after=after, limit=limit)
        found += some
        if len(some) < limit:
            return found


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            wait,
            st.sampled_from(["me", OFFICE, "p-other"]),
            st.sampled_from([Act.APPROVE, Act.EXECUTE]),
            st.none() | st.integers(-2, 2),
            st.integers(0, 2),
        ),
        max_size=12,
    ),
    st.integers(1, 5),
)
def test_pages_are_the_whole_in_order(office: Chancery, some: list[Wait], limit: int) -> None:
    """However long the pages, all that waits comes once, in one order."""
    me = office.workplace.identity.person
    some = [replace(one, person=me) if one.person == "me" else one for one in some]
    office.workplace.write(put, [thing(one) for one in some])
    found = office.workplace.read(all_pages, me, limit)
    mine = [one for one in some if one.person != "p-other"]
    assert len(found) == len({row.place for row in found}) == len(mine)
    assert [row.place for row in found] == sorted(row.place for row in found)
    late = [row for row in found if row.urgency is Urgency.LATE]
    assert len(late) == sum(one.due is not None and one.due < TODAY for one in mine)


def test_a_digest_tells_what_is_new_due_and_late(office: Chancery) -> None:
    """In counts and first lines; on a Friday what is due on Monday is due tomorrow."""
    me = office.workplace.identity.person
    friday, monday = date(2026, 2, 27), TODAY
    day = 24 * 60 * 60_000 << 16
    office.workplace.write(
        put,
        [
            *(thing(wait(me, days=-10 - n, since=-30 * day)) for n in range(FIRST_LINES + 2)),
            thing(wait(me, days=-3, since=-20 * day)),
            thing(wait(me, days=0, since=-3 * day)),
            thing(wait(me, days=1, since=-20 * day)),
            thing(wait(me, days=None, since=-20 * day)),
        ],
    )
    told = office.workplace.read(digest, person=me, today=friday, next_day=monday)
    counts = (told.fresh.count, told.late.count, told.today.count, told.tomorrow.count, told.count)
    assert counts == (1, FIRST_LINES + 2, 1, 1, FIRST_LINES + 6)
    assert len(told.late.rows) == FIRST_LINES
    assert told.late.rows[0].due == TODAY - timedelta(days=10 + FIRST_LINES + 1)
    assert [row.due for row in (*told.today.rows, *told.tomorrow.rows)] == [friday, monday]
    assert told.fresh.rows == told.tomorrow.rows
    since = hlc() - 25 * day
    assert (
        office.workplace.read(
            digest, person=me, today=friday, next_day=monday, since=since
        ).fresh.count
        == 4
    )
    assert not told.more


def test_counts_go_no_further_than_they_must(
    office: Chancery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has more than that is told that there are more."""
    me = office.workplace.identity.person
    monkeypatch.setattr(waits, "COUNTED", 3)
    for many, more in ((3, False), (5, True)):
        office.workplace.write(put, [thing(wait(me)) for _ in range(many)])
        found = office.workplace.read(waiting, person=me, today=TODAY, limit=2)
        assert found.counts == waits.Counts(min(many, 4), today=min(many, 4), more=more)
        assert len(found.groups[0].rows) == 2
        assert office.workplace.read(digest, person=me, today=TODAY, next_day=TODAY).more is more


def test_a_page_may_be_of_one_act_and_between_days(office: Chancery) -> None:
    """So a list can show what is late, or the approvals of a week."""
    me = office.workplace.identity.person
    acts = (Act.APPROVE, Act.EXECUTE)
    some = [thing(wait(me, act, days)) for act in acts for days in (-1, 0, 5, None)]
    random.Random(1).shuffle(some)
    office.workplace.write(put, some)
    late = office.workplace.read(page, person=me, today=TODAY, until=TODAY - timedelta(1))
    assert [(row.act, row.urgency) for row in late] == [(act, Urgency.LATE) for act in acts]
    week = office.workplace.read(
        page,
        person=me,
        today=TODAY,
        act=Act.EXECUTE,
        since=TODAY,
        until=TODAY + timedelta(7),
    )
    assert [row.urgency for row in week] == [Urgency.TODAY, Urgency.LATER]
    assert urgency(TODAY + waits.SOON, TODAY) is Urgency.SOON


def test_who_is_waited_for_twice_finds_it_once(office: Chancery) -> None:
    """With the nearer term: two places in one route are one thing to do."""
    me = office.workplace.identity.person
    office.workplace.write(put, [thing(wait(me, days=5), wait(me, days=1), wait(me, days=None))])
    (row,) = office.workplace.read(page, person=me, today=TODAY)
    assert row.due == TODAY + timedelta(1)
