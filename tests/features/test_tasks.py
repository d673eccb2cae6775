"""Tasks between workplaces that meet only in the shared folder, hours apart, in any order."""

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edo.check import check
from edo.commands import acquaintance, deputies, documents, resolutions, tasks
from edo.commands.assigning import Assignment
from edo.domain.card import Control, Kind
from edo.domain.repetition import Repeat
from edo.domain.resolution import ResolutionStatus
from edo.domain.routed import Act
from edo.domain.task import Decision, Task, TaskStatus
from edo.domain.visa import covered_by, version_of
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal
from edo.finding import Harm
from edo.queries import directory, execution, task_lists
from edo.queries import tasks as asked
from edo.queries.execution import DocumentExecution, Execution
from edo.queries.task_lists import Chosen, View
from edo.store.database import Connection, ask
from tests.desks import AUTHOR, BOOKKEEPER, CHAIR, CLERK, LAWYER, Office
from tests.desks import office as furnished
from tests.refusing import refusal

DUE = date(2026, 3, 5)


def ids(office: Office, *names: str) -> tuple[str, ...]:
    """Return people's ids."""
    return tuple(office.person(name) for name in names)


def resolved(office: Office, *names: str, **told: Any) -> tuple[str, str]:
    """Let the chair resolve on a letter; return the document and the first task."""
    document = office.chancery.register().document
    office.meet()
    usual: dict[str, Any] = {"text_ru": "Подготовить ответ", "due": DUE}
    items = [Assignment(ids(office, *(names or (LAWYER, BOOKKEEPER))), **usual | told)]
    id = resolutions.issue(office.at[CHAIR], document=document, items=items)
    office.meet()
    (one,) = [each for each in seen(office, CHAIR, document).resolutions if each.id == id]
    return document, one.resolution.tasks[0]


def seen(office: Office, name: str, document: str) -> DocumentExecution:
    """Return what is to be done about a document as somebody sees it."""
    today = office.chancery.today
    return office.at[name].read(execution.of_document, document=document, today=today)


def state(office: Office, name: str, task: str) -> Task:
    """Return a task as somebody has it."""
    return office.at[name].read(asked.states, [task])[task]


def agreed(office: Office, task: str) -> Task:
    """Let everybody exchange; all must see the same task and the same tables; return it."""
    office.agree()
    states = [state(office, name, task) for name in office.at]
    assert all(one == states[0] for one in states)
    return states[0]


def waits(office: Office, task: str, at: str = CLERK) -> set[tuple[str, Act]]:
    """Return who is waited for, by name."""
    names = {office.person(name): name for name in office.at}
    return {(names[one.person], one.act) for one in state(office, at, task).waits()}


def reasons(office: Office, name: str) -> list[str]:
    """Return why something was set aside, as somebody is shown."""
    return office.at[name].read(_refused)


def _refused(connection: Connection) -> list[str]:
    return [reason for (reason,) in ask(connection, "SELECT reason FROM refused ORDER BY change")]


def test_from_the_letter_to_done_in_time(office: Office) -> None:
    """Handed over, resolved, done by two, returned once, accepted: the card tells it all."""
    document = office.chancery.register().document
    asked_for = resolutions.hand_over(
        office.at[CLERK], document=document, head=office.person(CHAIR), note="Срочно"
    )
    office.meet()
    items = [
        Assignment(ids(office, LAWYER, BOOKKEEPER), term=Term(3)),
        Assignment(ids(office, AUTHOR), "Учесть в работе", controlled=False),
    ]
    id = resolutions.issue(
        office.at[CHAIR], document=document, text_ru="Подготовить ответ", items=items
    )
    assert id == asked_for
    office.meet()
    shown = seen(office, LAWYER, document)
    assert [one.resolution.status for one in shown.resolutions] == [ResolutionStatus.ISSUED]
    first, second = shown.resolutions[0].resolution.tasks
    assert waits(office, first) == {(LAWYER, Act.EXECUTE), (BOOKKEEPER, Act.JOIN_IN)}
    tasks.take(office.at[LAWYER], task=first)
    tasks.report(office.at[BOOKKEEPER], task=first, text="Смета готова")
    tasks.report(office.at[AUTHOR], task=second, text="Учтено")
    office.meet()
    proof = office.file()
    tasks.report(office.at[LAWYER], task=first, text="Ответ направлен", files=[proof])
    office.meet()
    sha256 = state(office, CHAIR, first).reports[0].files[0]
    assert office.at[CHAIR].blobs.path(sha256).read_bytes() == proof.read_bytes()
    tasks.give_back(office.at[CHAIR], task=first, comment="Нет подписи")
    office.meet()
    assert seen(office, CLERK, document).state is Execution.PARTLY
    tasks.report(office.at[LAWYER], task=first, text="Ответ подписан и направлен")
    office.meet()
    tasks.accept(office.at[CLERK], task=first, report=2, quality=5)
    done = agreed(office, first)
    assert (done.status, done.returns) == (TaskStatus.DONE, 1)
    assert (done.ended_on or date.max) <= (done.due or date.min)
    shown = seen(office, CHAIR, document)
    assert (shown.state, [node.is_stray for node in shown.tasks]) == (Execution.DONE, [False] * 2)
    card = office.chancery.document(document).card
    assert card.resolution == "Подготовить ответ; Учесть в работе"
    assert card.executors == "Юрист; Бухгалтер; Исполнитель"
    assert (card.control, card.due) == (Control.CONTROL, DUE)
    assert (card.executed_on, card.execution_note) == (
        done.ended_on,
        "Ответ подписан и направлен",
    )
    assert all(reasons(office, name) == [] for name in office.at)
    found = check(office.at[CLERK]).findings
    assert [one for one in found if one.harm is not Harm.NOTICE] == [], found


def test_two_hand_a_document_over_at_once(office: Office) -> None:
    """The head is asked once, by whichever of two clerks was first, and answers once."""
    office.promote(LAWYER, "clerk")
    document = office.chancery.register().document
    office.meet()
    head = office.person(CHAIR)
    asked_for = {
        resolutions.hand_over(office.at[name], document=document, head=head)
        for name in (CLERK, LAWYER, CLERK)
    }
    assert len(asked_for) == 1
    office.agree()
    assert office.chancery.document(document).card.handed_to == CHAIR
    id = resolutions.issue(office.at[CHAIR], document=document, text_ru="В дело", to_file=True)
    assert {id} == asked_for


def test_a_term_extended_and_a_report_accepted_at_once(office: Office) -> None:
    """Both count where the term came first; else the task is done, and the term is told."""
    _, task = resolved(office)
    tasks.ask_extension(office.at[LAWYER], task=task, until=date(2026, 3, 12), reason="Нет данных")
    tasks.report(office.at[LAWYER], task=task, text="Готово")
    office.meet()
    office.chancery.clock.move(minutes=5)
    tasks.grant_extension(office.at[CHAIR], task=task)
    office.chancery.clock.move(minutes=1)
    tasks.accept(office.at[CLERK], task=task)
    done = agreed(office, task)
    assert (done.status, done.due) == (TaskStatus.DONE, date(2026, 3, 12))
    assert [one.verdict for one in done.requests] == [Decision.AGREED]
    _, other = resolved(office)
    tasks.ask_extension(office.at[LAWYER], task=other, until=date(2026, 3, 12), reason="Нет данных")
    tasks.report(office.at[LAWYER], task=other, text="Готово")
    office.meet()
    tasks.accept(office.at[CLERK], task=other)
    office.chancery.clock.move(minutes=5)
    tasks.grant_extension(office.at[CHAIR], task=other)
    done = agreed(office, other)
    assert (done.status, done.due) == (TaskStatus.DONE, DUE)
    for name in office.at:
        assert reasons(office, name) == [Reason.TASK_DONE]


def test_accepted_and_returned_at_once(office: Office) -> None:
    """Of two who decide on one report, the first in the order all share counts."""
    _, task = resolved(office)
    tasks.report(office.at[LAWYER], task=task, text="Готово")
    office.meet()
    tasks.give_back(office.at[CLERK], task=task, comment="Нет подписи")
    office.chancery.clock.move(minutes=1)
    tasks.accept(office.at[CHAIR], task=task)
    assert agreed(office, task).status is TaskStatus.RETURNED
    assert reasons(office, LAWYER) == [Reason.NO_REPORT]


def test_a_report_that_was_not_read_is_not_accepted(office: Office) -> None:
    """Who accepts what they read decides on nothing that came after it."""
    _, task = resolved(office)
    tasks.report(office.at[LAWYER], task=task, text="Первый")
    office.meet()
    tasks.give_back(office.at[CLERK], task=task, comment="Мало")
    office.meet(CLERK, LAWYER)
    tasks.report(office.at[LAWYER], task=task, text="Второй")
    office.meet(LAWYER)
    office.chancery.clock.move(minutes=5)
    tasks.accept(office.at[CHAIR], task=task)
    now = agreed(office, task)
    assert (now.status, len(now.reports)) == (TaskStatus.ON_REVIEW, 2)
    assert reasons(office, CHAIR) == [Reason.REPORT_NOT_LAST]


def test_two_programs_renew_a_periodic_task(office: Office) -> None:
    """A weekly task comes again by itself once, though every workplace runs."""
    first = tasks.give(
        office.at[CHAIR],
        assignment=Assignment(ids(office, LAWYER), "Отчёт", due=date(2026, 3, 6)),
        repeat=Repeat.WEEKLY,
        until=date(2026, 3, 20),
    )
    office.meet()
    assert tasks.renew_periodic(office.at[CHAIR]) == ()
    office.chancery.clock.set(date(2026, 3, 9))
    assert tasks.renew_periodic(office.at[LAWYER]) == ()
    made = {tasks.renew_periodic(office.at[name]) for name in (CHAIR, CLERK)}
    assert len(made) == 1
    ((second,),) = made
    task = agreed(office, second)
    assert (task.due, task.author, task.series) == (date(2026, 3, 13), office.person(CHAIR), first)
    assert all(reasons(office, name) == [] for name in office.at)
    tasks.change_executors(
        office.at[CHAIR], task=second, executors=ids(office, AUTHOR), reason="Отпуск"
    )
    office.meet()
    office.chancery.clock.set(date(2026, 3, 14))
    office.meet()
    third = agreed(office, series(office, first)[-1])
    assert (third.executors, third.due) == (ids(office, AUTHOR), date(2026, 3, 20))
    office.chancery.clock.set(date(2026, 3, 23))
    office.meet()
    assert len(series(office, first)) == 3


def series(office: Office, first: str) -> list[str]:
    """Return a periodic task's turns as the clerk sees them, in their order."""
    chosen, today = Chosen(View.ALL), office.chancery.today
    rows = office.at[CLERK].read(task_lists.page, chosen=chosen, today=today)
    return [row.id for row in reversed(rows) if row.series == first]


def test_a_day_off_is_no_term(office: Office) -> None:
    """A turn that falls on a day off is due on the next working day; the next ones do not move."""
    first = tasks.give(
        office.at[CHAIR],
        assignment=Assignment(ids(office, LAWYER), "Сверка", due=date(2026, 3, 16)),
        repeat=Repeat.WEEKLY,
    )
    dues: list[date | None] = []
    for day in (17, 24):
        office.chancery.clock.set(date(2026, 3, day))
        dues += [state(office, CHAIR, id).due for id in tasks.renew_periodic(office.at[CHAIR])]
    assert dues == [date(2026, 3, 26), date(2026, 3, 30)]
    tasks.stop_repetition(office.at[CHAIR], task=first, reason="Не нужно")
    office.chancery.clock.set(date(2026, 4, 1))
    assert tasks.renew_periodic(office.at[CHAIR]) == ()


def test_the_person_and_the_deputy_act_at_once(office: Office) -> None:
    """The chair and who acts for the chair decide on one draft: the first counts, once."""
    office.promote(LAWYER)
    deputies.name(
        office.at[CHAIR],
        deputy=office.person(LAWYER),
        since=office.chancery.today,
        until=date(2026, 3, 30),
    )
    document = office.chancery.register().document
    office.meet()
    draft = resolutions.prepare(
        office.at[AUTHOR],
        author=office.person(CHAIR),
        document=document,
        items=[Assignment(ids(office, BOOKKEEPER), "Подготовить ответ", due=DUE)],
    )
    office.meet()
    resolutions.issue_draft(office.at[LAWYER], resolution=draft, behalf=office.person(CHAIR))
    office.chancery.clock.move(minutes=1)
    resolutions.issue_draft(office.at[CHAIR], resolution=draft)
    office.agree()
    shown = seen(office, BOOKKEEPER, document)
    (one,) = shown.resolutions
    assert (one.author.ru, one.issuer.ru, one.behalf.ru) == (CHAIR, LAWYER, CHAIR)
    assert [node.is_stray for node in shown.tasks] == [False]
    assert set(reasons(office, CHAIR)) == {Reason.RESOLUTION_ISSUED}
    (task,) = one.resolution.tasks
    tasks.report(office.at[BOOKKEEPER], task=task, text="Готово")
    office.meet()
    tasks.accept(office.at[LAWYER], task=task, behalf=office.person(CHAIR))
    office.chancery.clock.move(minutes=1)
    tasks.accept(office.at[CHAIR], task=task)
    done = agreed(office, task)
    decided = done.reports[0].decided
    assert decided is not None
    assert (decided.person, decided.behalf) == ids(office, LAWYER, CHAIR)
    assert Reason.TASK_DONE in reasons(office, CHAIR)


def test_another_decision_leaves_its_tasks_as_strays(office: Office) -> None:
    """Where the chair issued a draft changed and the deputy as it was, one counts and both show."""
    office.promote(LAWYER)
    deputies.name(
        office.at[CHAIR],
        deputy=office.person(LAWYER),
        since=office.chancery.today,
        until=date(2026, 3, 30),
    )
    document = office.chancery.register().document
    office.meet()
    draft = resolutions.prepare(
        office.at[AUTHOR],
        author=office.person(CHAIR),
        document=document,
        items=[Assignment(ids(office, BOOKKEEPER), "Подготовить ответ", due=DUE)],
    )
    office.meet()
    resolutions.issue_draft(office.at[LAWYER], resolution=draft, behalf=office.person(CHAIR))
    office.chancery.clock.move(minutes=1)
    resolutions.issue(
        office.at[CHAIR],
        resolution=draft,
        items=[Assignment(ids(office, AUTHOR), "Разобраться", due=DUE)],
    )
    office.agree()
    shown = seen(office, CLERK, document)
    assert {node.row.text_ru: node.is_stray for node in shown.tasks} == {
        "Подготовить ответ": False,
        "Разобраться": True,
    }


def test_parts_come_from_the_responsible_one(office: Office) -> None:
    """Who coordinates gives parts; a task that is taken off takes its parts along."""
    document, task = resolved(office)
    part = Assignment(ids(office, AUTHOR), "Справка", due=DUE)
    assert (
        refusal(tasks.give, office.at[BOOKKEEPER], assignment=part, parent=task)
        is Reason.NOT_ALLOWED
    )
    child = tasks.give(office.at[LAWYER], assignment=part, parent=task)
    office.meet()
    grandchild = tasks.give(
        office.at[AUTHOR],
        assignment=Assignment(ids(office, BOOKKEEPER), "Цифры", due=DUE),
        parent=child,
    )
    office.meet()
    nodes = seen(office, CHAIR, document).tasks
    assert [(node.row.id, node.depth, node.is_stray) for node in nodes] == [
        (task, 0, False),
        (child, 1, False),
        (grandchild, 2, False),
    ]
    tasks.remove(office.at[CHAIR], task=task, reason="Отменено")
    office.agree()
    assert {node.row.status for node in seen(office, AUTHOR, document).tasks} == {
        TaskStatus.REMOVED
    }
    assert seen(office, CLERK, document).state is Execution.REMOVED


def test_a_resolution_taken_back_takes_its_tasks_along(office: Office) -> None:
    """Tasks that run are taken off control; a report that came at the same time is told why not."""
    document, task = resolved(office)
    (one,) = seen(office, CHAIR, document).resolutions
    resolutions.recall(office.at[CHAIR], resolution=one.id, reason="Ошибка")
    office.chancery.clock.move(minutes=1)
    tasks.report(office.at[LAWYER], task=task, text="Готово")
    assert agreed(office, task).status is TaskStatus.REMOVED
    assert reasons(office, LAWYER) == [Reason.TASK_REMOVED]


def test_the_clerk_writes_down_what_the_head_said(office: Office) -> None:
    """A resolution on the head's word is the head's, and marked so."""
    document = office.chancery.register().document
    id = resolutions.issue(
        office.at[CLERK],
        document=document,
        author=office.person(CHAIR),
        items=[Assignment(ids(office, LAWYER), "Подготовить ответ", due=DUE)],
    )
    office.meet()
    (one,) = seen(office, CHAIR, document).resolutions
    assert (one.id, one.author.ru, one.resolution.spoken) == (id, CHAIR, True)
    assert one.writer.id == office.person(CLERK)
    (task,) = one.resolution.tasks
    assert waits(office, task) == {(LAWYER, Act.EXECUTE)}
    filed = office.chancery.register().document
    resolutions.issue(office.at[CHAIR], document=document, to_file=True, text_ru="В дело")
    assert seen(office, CHAIR, filed).state is Execution.NONE


def test_everybody_reads_for_themselves_at_once(office: Office) -> None:
    """Two confirm at once and both count; one more is added, and the sheet is open again."""
    document = office.chancery.register(Kind.ORDERS).document
    office.meet()
    id = acquaintance.ask(
        office.at[CLERK], document=document, people=ids(office, LAWYER, CHAIR), term=Term(3)
    )
    office.meet()
    for name in (LAWYER, CHAIR):
        acquaintance.confirm(office.at[name], acquaintance=id)
    office.agree()
    for name in office.at:
        (item,) = office.at[name].read(execution.acquaintances, document=document)
        assert (item.read, item.acquaintance.due) == (2, DUE)
        versions = {one.version for one in item.acquaintance.confirmed}
        assert versions == {version_of(covered_by(office.chancery.document(document)))}
    acquaintance.add(office.at[CLERK], acquaintance=id, people=ids(office, AUTHOR))
    office.meet()
    shown = seen(office, AUTHOR, document).acquaintances[0]
    assert [reader.on is not None for reader in shown.readers] == [True, True, False]


def test_nothing_is_given_to_nobody(office: Office) -> None:
    """People must be there to be given something; a document must stand, too."""
    document = office.chancery.register().document
    assert (
        refusal(
            tasks.give,
            office.at[CLERK],
            assignment=Assignment(("p0",), "Справка"),
            author=office.person(CHAIR),
        )
        is Reason.UNKNOWN_PERSON
    )
    assert (
        refusal(resolutions.issue, office.at[CHAIR], document="d0", text_ru="В дело", to_file=True)
        is Reason.UNKNOWN_SUBJECT
    )
    documents.annul(office.at[CLERK], document=document, reason="Ошибка")
    assert (
        refusal(acquaintance.ask, office.at[CLERK], document=document, people=ids(office, CHAIR))
        is Reason.DOCUMENT_CANCELLED
    )
    assert seen(office, CLERK, document).tasks == ()
    assert office.at[CLERK].read(directory.people, left=True)


def _take(office: Office, task: str) -> None:
    tasks.take(office.at[LAWYER], task=task)


def _part(office: Office, task: str) -> None:
    tasks.report(office.at[BOOKKEEPER], task=task, text="Часть")


def _report(office: Office, task: str) -> None:
    tasks.report(office.at[LAWYER], task=task, text="Готово")


def _write_down(office: Office, task: str) -> None:
    tasks.report(office.at[CLERK], task=task, text="Сказал, что готово")


def _accept(office: Office, task: str) -> None:
    tasks.accept(office.at[CHAIR], task=task)


def _return(office: Office, task: str) -> None:
    tasks.give_back(office.at[CLERK], task=task, comment="Мало")


def _ask(office: Office, task: str) -> None:
    tasks.ask_extension(office.at[LAWYER], task=task, until=date(2026, 3, 20), reason="Мало")


def _grant(office: Office, task: str) -> None:
    tasks.grant_extension(office.at[CHAIR], task=task)


def _move(office: Office, task: str) -> None:
    day = office.chancery.clock.at // 60_000 % 20 + 6
    tasks.move_term(office.at[CLERK], task=task, due=date(2026, 3, day), reason="Так")


def _pass_on(office: Office, task: str) -> None:
    others = ids(office, BOOKKEEPER, LAWYER)
    tasks.change_executors(office.at[CHAIR], task=task, executors=others)


def _remove(office: Office, task: str) -> None:
    tasks.remove(office.at[CHAIR], task=task, reason="Отменено")


def _reopen(office: Office, task: str) -> None:
    tasks.reopen(office.at[CLERK], task=task, reason="Ошибка")


ACTS = (
    *(_take, _part, _report, _report, _write_down, _accept, _accept, _return),
    *(_ask, _ask, _grant, _move, _pass_on, _remove, _reopen),
)
NAMES = (CLERK, CHAIR, LAWYER, BOOKKEEPER)
moments = st.one_of(st.sampled_from(ACTS), st.sampled_from(NAMES))


@pytest.fixture(scope="module")
def kept() -> Generator[Office]:
    """Give one office to all examples, each with a task of its own."""
    with furnished() as made:
        yield made


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moments, min_size=4, max_size=24))
def test_whatever_comes_in_whatever_order(
    kept: Office, acts: Sequence[str | Callable[[Office, str], None]]
) -> None:
    """Whatever people do and whenever they meet, all agree, and what was refused had a reason."""
    _, task = resolved(kept)
    for act in acts:
        kept.chancery.clock.move(minutes=1)
        if isinstance(act, str):
            kept.meet(act)
            continue
        try:
            act(kept, task)
        except Refusal:
            continue
    now = agreed(kept, task)
    ended = now.status in (TaskStatus.DONE, TaskStatus.REMOVED)
    assert ended is (now.ended_on is not None)
    assert bool(now.waits()) is not ended
    agreed_to = [one for one in now.reports if one.verdict is Decision.AGREED]
    assert len(agreed_to) <= 1 + now.reopened
    open_ = [one for one in now.reports if one.verdict is Decision.WAITING]
    assert len(open_) <= 1 + now.reopened + (now.status is TaskStatus.REMOVED)
    assert [one.was for one in now.moved] == [now.first_due, *(one.due for one in now.moved)][:-1]


def test_who_may_not_mark_the_card_is_done_all_the_same(office: Office) -> None:
    """An executor's report ends a task without control; the card waits for who may write on it."""
    document, task = resolved(office, AUTHOR, controlled=False)
    tasks.report(office.at[AUTHOR], task=task, text="Учтено")
    assert agreed(office, task).status is TaskStatus.DONE
    assert office.chancery.document(document).card.executed_on is None
    assert seen(office, CLERK, document).state is Execution.DONE
