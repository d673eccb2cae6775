"""What was begun about a document that was annulled: nobody is waited for any more."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import Connection, create_engine, select

from edo import segment
from edo.commands import (
    acquaintance,
    approval,
    deciding,
    documents,
    inbox,
    resolutions,
    tasks,
)
from edo.commands.assigning import Assignment
from edo.domain.card import Kind
from edo.domain.registering import DocumentCancelled
from edo.domain.repetition import Repeat
from edo.domain.roster import Roster
from edo.domain.route import Approver, Stage
from edo.domain.task import Task, TaskStatus
from edo.errors import Reason
from edo.queries import approval_lists, approvals, discipline, execution, task_lists
from edo.queries import tasks as asked
from edo.queries.documents import page as listed
from edo.queries.execution import Execution
from edo.queries.listing import Filter
from edo.queries.task_lists import Chosen, View
from edo.segment import Line, Segment
from edo.store import annulled, arrival, ledger, rebuild, routed_rows
from edo.store.database import create
from edo.store.ledger_tables import LEDGER
from edo.store.tables import progress, routed, waits
from edo.store.tables import tasks as task_rows
from tests.builders import TODAY
from tests.office import Chancery
from tests.refusing import refusal

DUE = TODAY + timedelta(2)
LATER = TODAY + timedelta(9)
Arrived = tuple[Segment, list[Line]]


def me(chancery: Chancery) -> str:
    """Return the id of the one who does all of it."""
    return chancery.workplace.identity.person


def begun(chancery: Chancery, repeat: Repeat | None = None) -> tuple[str, str, str]:
    """Begin all there is about a letter; return it, its task and its approval."""
    place, who = chancery.workplace, me(chancery)
    document = chancery.register(Kind.OUTGOING).document
    resolutions.hand_over(place, document=document, head=who)
    acquaintance.ask(place, document=document, people=[who])
    stages = [Stage((Approver(person=who),))]
    put_up = approval.start(place, document=document, stages=stages)
    assignment = Assignment((who,), text_ru="Подготовить ответ", due=DUE)
    task = tasks.give(place, assignment=assignment, document=document, repeat=repeat)
    return document, task, put_up


def annul_unheard(chancery: Chancery, document: str) -> None:
    """Annul a document as somebody does who has not heard of what was begun about it."""
    chancery.workplace.record(document, DocumentCancelled("Введено дважды"))


def shown(chancery: Chancery, view: View, day: date = LATER) -> list[str]:
    """Return the tasks the controller finds in a list on a day."""
    return chancery.workplace.read(task_lists.ids, chosen=Chosen(view), today=day)


def test_nobody_owes_what_was_begun_about_an_annulled_document(chancery: Chancery) -> None:
    """Inbox, control and approvals are empty; each thing says that its document was annulled."""
    place, office = chancery.workplace, chancery.workplace.identity.office
    document, task, put_up = begun(chancery)
    assert len(inbox.page(place)) == 4
    annul_unheard(chancery, document)
    assert inbox.page(place) == []
    lists = (View.RUNNING, View.CONTROL, View.OVERDUE, View.SOON, View.REVIEW)
    assert [shown(chancery, view) for view in lists] == [[]] * len(lists)
    assert shown(chancery, View.ENDED) == shown(chancery, View.ALL) == [task]
    (row,) = place.read(asked.rows, [task], LATER)
    told = (row.annulled, row.status, row.is_late, row.ended_on, row.days_left)
    assert told == (True, TaskStatus.REMOVED, False, None, None)
    on_card = place.read(execution.of_document, document=document, today=LATER)
    assert on_card.state is Execution.REMOVED
    (line,) = place.read(listed, filter=Filter())
    assert (line.progress, line.term) == (None, None)
    total = place.read(discipline.discipline, since=TODAY, until=LATER, today=LATER).total
    assert (total.open, total.overdue, total.removed) == (0, 0, 1)
    assert place.read(approval_lists.running, office=office, today=LATER) == []
    assert place.read(approval_lists.waiting, person=me(chancery), today=LATER) == []
    (past,) = place.read(approval_lists.past, office=office, today=LATER)
    assert (past.id, past.annulled, past.asked) == (put_up, True, ())
    found = deciding.read_approvals(place, document=document)
    assert (found.parts, found.leads, found.goes_on) == ((), False, False)
    chancery.assert_sound()


def test_a_summary_of_an_earlier_month_says_what_it_said(chancery: Chancery) -> None:
    """The task was late at its end, and was taken off control in the month of the annulment."""
    place = chancery.workplace
    document, _, _ = begun(chancery)
    end = discipline.last_day(TODAY)
    chancery.clock.move(days=(end - TODAY).days + 10)
    today = chancery.today

    def month() -> discipline.Tally:
        first = TODAY.replace(day=1)
        return place.read(discipline.discipline, since=first, until=end, today=today).total

    printed, chart = month(), place.read(discipline.months, today=today, count=2)[0]
    assert (printed.given, printed.open, printed.overdue, printed.removed) == (1, 1, 1, 0)
    annul_unheard(chancery, document)
    assert month() == printed
    before, now = place.read(discipline.months, today=today, count=2)
    assert before == chart
    assert (now.tally.open, now.tally.overdue, now.tally.removed) == (0, 0, 1)
    following = place.read(
        discipline.discipline, since=end + timedelta(1), until=today, today=today
    )
    assert following.total == now.tally
    chancery.assert_sound()


def test_what_is_given_about_an_annulled_document_is_over_the_same_day(chancery: Chancery) -> None:
    """Who had not heard of the annulment gives a task that nobody ever owed."""
    place = chancery.workplace
    document, _, _ = begun(chancery)
    annul_unheard(chancery, document)
    day = chancery.today
    dead = place.read(annulled.among, [document, "unknown"])
    assert dead == {document: day}
    later = Task(given_on=LATER, text_ru="Ответить", executors=("кто-то",), document=document)
    assert routed_rows.ended_with(later, annulled=day).ended_on == LATER


def test_what_was_done_before_stays_done(chancery: Chancery) -> None:
    """A task that was accepted before the annulment is no less done for it."""
    place = chancery.workplace
    document = chancery.register().document
    who = me(chancery)
    assignment = Assignment((who,), text_ru="Подготовить ответ", due=DUE, controlled=False)
    task = tasks.give(place, assignment=assignment, document=document)
    tasks.report(place, task=task, text="Сделано")
    documents.annul(place, document=document, reason="Введено дважды")
    (row,) = place.read(asked.rows, [task], LATER)
    assert (row.annulled, row.status) == (False, TaskStatus.DONE)


def test_nobody_goes_on_with_it_and_no_turn_comes(chancery: Chancery) -> None:
    """The local door says why, a visa is given by nobody, and a periodic task ends."""
    place = chancery.workplace
    document, task, put_up = begun(chancery, Repeat.WEEKLY)
    version = place.read(approvals.approval, approval=put_up).approval.version
    annul_unheard(chancery, document)
    dead = Reason.DOCUMENT_CANCELLED
    assert refusal(tasks.take, place, task=task) is dead
    assert refusal(tasks.report, place, task=task, text="Сделано") is dead
    until = {"until": LATER, "reason": "Болезнь"}
    assert refusal(tasks.ask_extension, place, task=task, **until) is dead
    given = {"version": version, "result": approval.Result.AGREED}
    assert refusal(approval.visa, place, approval=put_up, **given) is dead
    chancery.clock.move(days=20)
    assert tasks.renew_periodic(place) == ()


@pytest.fixture
def past(chancery: Chancery) -> tuple[list[Arrived], Roster]:
    """Begin all there is about two letters, and annul the first: what was stated, in segments."""
    document, _, _ = begun(chancery)
    annul_unheard(chancery, document)
    begun(chancery)
    kept = chancery.workplace.read(lambda connection: list(ledger.all_segments(connection)))
    parsed = [segment.parse(one.data)[0] for one in kept]
    return [(one, segment.lines(one)) for one in parsed], chancery.workplace.roster


@contextmanager
def another(roster: Roster) -> Generator[Connection]:
    """Give the database of a workplace that has received nothing."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection, LEDGER)
        rebuild.rebuild(connection, roster, lambda _done, _total: None)
        yield connection
    engine.dispose()


def told(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows that say what is owed."""
    tables = (waits, task_rows, routed, progress)
    return {one.name: sorted(map(tuple, connection.execute(select(one)))) for one in tables}


def test_whichever_arrives_first_the_tables_say_the_same(
    past: tuple[list[Arrived], Roster],
) -> None:
    """The annulment before, between and after what was begun: all as a rebuild would have it."""
    segments, roster = past
    with another(roster) as connection:
        arrival.take_in(connection, segments, roster)
        at_once = told(connection)
        rebuild.rebuild(connection, roster, lambda _done, _total: None)
        assert told(connection) == at_once
        assert len(at_once["waits"]) == 4  # of the other letter
    chance = Random(7)
    for _ in range(12):
        shuffled = chance.sample(segments, len(segments))
        with another(roster) as connection:
            for one in shuffled:
                arrival.take_in(connection, [one], roster)
            assert told(connection) == at_once
