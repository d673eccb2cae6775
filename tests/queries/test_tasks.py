"""The lists of the controller and the summary of discipline, against a count by hand."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from edo.domain.execution import TaskAccepted, TaskRemoved, TaskReported, TaskReturned
from edo.domain.fact import Fact
from edo.domain.task import Task, TaskStatus
from edo.domain.task_terms import TermMoved
from edo.domain.tasking import TaskGiven
from edo.domain.workdays import Term
from edo.errors import Refusal
from edo.queries import discipline, task_lists
from edo.queries.discipline import Tally
from edo.queries.task_lists import Chosen, Counts, View
from edo.queries.tasks import TaskRow
from edo.store import routed_rows
from edo.workplace import Workplace
from tests.builders import hlc, stamp
from tests.office import Chancery

TODAY = date(2026, 3, 2)
PEOPLE = ("p1", "p2", "p3")
HEADS = ("p8", "p9")
OFFICES = ("o1", "o2")
COUNT = 240


def told(chance: random.Random, n: int) -> Task:
    """Make a task that people gave, moved, reported, returned and ended as chance will have it."""
    on = TODAY - timedelta(days=chance.randint(0, 150))
    due = on + timedelta(days=chance.randint(0, 30)) if chance.random() < 0.9 else None
    head = chance.choice(HEADS)
    executors = tuple(chance.sample(PEOPLE, chance.randint(1, 3)))
    controlled = chance.random() < 0.8
    given = TaskGiven(
        text_ru=f"Поручение {n}",
        executors=executors,
        author=head,
        on=on,
        due=due,
        rule=Term(3) if due else None,
        controlled=controlled,
    )
    office = chance.choice(OFFICES)
    task = given.apply(None, stamp(hlc(on), head, space=office))
    later = on
    for _ in range(chance.randint(0, 5)):
        later = min(TODAY, later + timedelta(days=chance.randint(0, 25)))
        report = len(task.reports)
        fact: Fact = chance.choice(
            [
                TaskReported(text="Готово"),
                TaskAccepted(report=report),
                TaskReturned(report=report, comment="Мало"),
                TermMoved(due=later + timedelta(days=9), reason="Так"),
                TaskRemoved(reason="Так"),
            ]
        )
        try:
            task = fact.apply(task, stamp(hlc(later), head, space=office))
        except Refusal:
            continue
    return task


@pytest.fixture
def known(chancery: Chancery) -> dict[str, Task]:
    """Fill the tables with tasks; return them by id."""
    chance = random.Random(7)
    states = {f"k{n:016}": told(chance, n) for n in range(COUNT)}
    chancery.workplace.write(routed_rows.write, states, new=frozenset(states))
    assert {one.status for one in states.values()} == {
        *(TaskStatus.NEW, TaskStatus.ON_REVIEW, TaskStatus.RETURNED),
        *(TaskStatus.DONE, TaskStatus.REMOVED),
    }
    return states


def fits(chosen: Chosen, task: Task) -> bool:
    """Tell whether a list shows a task, by the words of its view."""
    soon = TODAY + timedelta(days=chosen.soon)
    is_open = task.status in (TaskStatus.NEW, TaskStatus.IN_WORK, TaskStatus.RETURNED)
    by_view = {
        View.RUNNING: task.ended_on is None,
        View.CONTROL: task.ended_on is None and task.controlled,
        View.SOON: is_open and task.due is not None and TODAY <= task.due <= soon,
        View.OVERDUE: task.is_late(TODAY),
        View.REVIEW: task.status is TaskStatus.ON_REVIEW,
        View.ENDED: task.ended_on is not None,
        View.ALL: True,
    }
    day = task.ended_on if chosen.view is View.ENDED else task.given_on
    return (
        by_view[chosen.view]
        and (not chosen.executor or chosen.executor in task.executors)
        and (not chosen.author or chosen.author == task.author)
        and (not chosen.office or chosen.office == task.office)
        and (chosen.since is None or (day is not None and day >= chosen.since))
        and (chosen.until is None or (day is not None and day <= chosen.until))
    )


def paged(workplace: Workplace, chosen: Chosen) -> Iterator[TaskRow]:
    """Read a list page by page."""
    after = ""
    while rows := workplace.read(task_lists.page, chosen=chosen, today=TODAY, after=after, limit=7):
        yield from rows
        after = rows[-1].id


NARROWED = (
    Chosen(),
    Chosen(executor="p2"),
    Chosen(author="p9"),
    Chosen(office="o2"),
    Chosen(executor="p1", author="p8"),
)


def test_lists_page_by_page(chancery: Chancery, known: dict[str, Task]) -> None:
    """Every list, however narrowed, has what it should, once, in its order."""
    for view, narrow in product(View, NARROWED):
        chosen = replace(narrow, view=view, soon=9)
        rows = list(paged(chancery.workplace, chosen))
        assert {row.id for row in rows} == {id for id, one in known.items() if fits(chosen, one)}
        assert len({row.id for row in rows}) == len(rows) > 0
        assert_in_order(view, rows)


def assert_in_order(view: View, rows: list[TaskRow]) -> None:
    """Let what runs stand by its term, and the rest with the latest first."""
    last = date.max
    match view:
        case View.ENDED:
            days = [row.ended_on or last for row in rows]
            assert days == sorted(days, reverse=True)
        case View.ALL:
            days = [row.given_on for row in rows]
            assert days == sorted(days, reverse=True)
        case _:
            days = [row.due or last for row in rows]
            assert days == sorted(days)


def test_a_period_of_what_ended_or_was_given(chancery: Chancery, known: dict[str, Task]) -> None:
    """Lists of the past are narrowed by days, both ends included."""
    for view in (View.ENDED, View.ALL):
        chosen = Chosen(view, since=date(2026, 1, 10), until=date(2026, 2, 10))
        found = {row.id for row in paged(chancery.workplace, chosen)}
        assert found == {id for id, one in known.items() if fits(chosen, one)}


def test_counts_are_those_of_the_lists(chancery: Chancery, known: dict[str, Task]) -> None:
    """The numbers beside the lists are as many as the lists have."""
    for chosen in (Chosen(), Chosen(executor="p3"), Chosen(author="p8", office="o1", soon=20)):
        narrowed = {view: replace(chosen, view=view) for view in View}
        counted = {
            view: sum(fits(one, task) for task in known.values()) for view, one in narrowed.items()
        }
        assert chancery.workplace.read(task_lists.counts, chosen=chosen, today=TODAY) == Counts(
            running=counted[View.RUNNING],
            control=counted[View.CONTROL],
            soon=counted[View.SOON],
            overdue=counted[View.OVERDUE],
            review=counted[View.REVIEW],
        )


def tallied(known: dict[str, Task], since: date, until: date) -> dict[str, Tally]:
    """Count a period by hand, by responsible executor."""
    found: dict[str, Tally] = {}
    for task in known.values():
        open_ = task.given_on <= until and (task.ended_on is None or task.ended_on > until)
        ended = task.ended_on is not None and since <= task.ended_on <= until
        if not task.controlled or not (open_ or ended):
            continue
        done = ended and task.status is TaskStatus.DONE
        was_late = bool(task.ended_on and task.due and task.ended_on > task.due)
        late_by = min(until + timedelta(days=1), TODAY)
        waited = task.ended_on is not None or task.status is not TaskStatus.ON_REVIEW
        one = Tally(
            given=since <= task.given_on <= until,
            in_time=done and not was_late,
            late=done and was_late,
            removed=ended and task.status is TaskStatus.REMOVED,
            open=open_,
            overdue=open_ and waited and task.due is not None and task.due < late_by,
            extended=bool(task.moved),
            returned=task.returns > 0,
        )
        found[task.responsible] = found.get(task.responsible, Tally()) + one
    return found


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 1, 15), TODAY),
        (date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_discipline_of_a_period(
    chancery: Chancery, known: dict[str, Task], since: date, until: date
) -> None:
    """What was given, done in time and late, is open and overdue: as counted by hand."""
    found = chancery.workplace.read(discipline.discipline, since=since, until=until, today=TODAY)
    by_hand = tallied(known, since, until)
    assert {who.id: tally for who, tally in found.executors} == by_hand
    assert found.total == sum(by_hand.values(), Tally())
    before = tallied(known, *discipline.period_before(since, until))
    assert found.before == sum(before.values(), Tally())
    share = found.total.share
    assert share is not None
    assert 0 <= share <= 1


def test_month_against_month(chancery: Chancery, known: dict[str, Task]) -> None:
    """Each month of the chart has the numbers of its own period."""
    months = chancery.workplace.read(discipline.months, today=TODAY, count=6)
    assert [one.first for one in months] == [
        date(2025, 10, 1),
        *(date(2025, month, 1) for month in (11, 12)),
        *(date(2026, month, 1) for month in (1, 2, 3)),
    ]
    names = ("given", "in_time", "late", "removed", "open", "overdue")
    for one in months:
        by_hand = sum(tallied(known, one.first, discipline.last_day(one.first)).values(), Tally())
        assert [getattr(one.tally, name) for name in names] == [
            getattr(by_hand, name) for name in names
        ]


def test_terms_that_were_moved(chancery: Chancery, known: dict[str, Task]) -> None:
    """Every moved term is listed once, page by page."""
    found: list[tuple[str, date | None]] = []
    after = ""
    while some := chancery.workplace.read(
        task_lists.moved_terms, today=TODAY, chosen=Chosen(executor="p1"), after=after, limit=3
    ):
        found += [(one.row.id, one.moved.due) for one in some]
        after = some[-1].row.id
    assert sorted(found, key=str) == sorted(
        (
            (id, moved.due)
            for id, one in known.items()
            for moved in one.moved
            if "p1" in one.executors
        ),
        key=str,
    )
