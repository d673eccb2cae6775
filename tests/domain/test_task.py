"""Tasks: given, done, returned, moved, removed; every rule with the reason it refuses by."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from edo.domain.execution import (
    ExecutorsChanged,
    TaskAccepted,
    TaskFileBrought,
    TaskPartReported,
    TaskRemoved,
    TaskReopened,
    TaskReported,
    TaskReturned,
    TaskTaken,
)
from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.repetition import Repeat, day_of_turn, turn_on
from edo.domain.rights import Role
from edo.domain.routed import Act
from edo.domain.task import Decision, Task, TaskStatus
from edo.domain.task_terms import ExtensionAsked, ExtensionGranted, ExtensionRefused, TermMoved
from edo.domain.tasking import RepetitionStopped, TaskDivided, TaskGiven, task_id, turn_id
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal
from tests.builders import SHA, TODAY, change, hlc, roster, stamp
from tests.domain.telling import day

HEAD, BOSS, OTHER, CLERK, STRANGER = "p1", "p2", "p3", "p4", "p5"
"""The head gives, a boss does it with another, the clerk watches, a stranger may not."""
ROSTER = roster(
    (HEAD, Role.MANAGER),
    (BOSS, Role.EXECUTOR),
    (OTHER, Role.EXECUTOR),
    (CLERK, Role.CLERK),
    (STRANGER, Role.EXECUTOR),
)
DUE = day(5)
Step = tuple[str, Fact]


def given(**fields: Any) -> TaskGiven:
    """Give the usual task, under control, due on 5 March."""
    usual: dict[str, Any] = {
        "text_ru": "Подготовить ответ",
        "executors": (BOSS, OTHER),
        "author": HEAD,
        "on": TODAY,
        "due": DUE,
        "rule": Term(3),
        "controlled": True,
    }
    return TaskGiven(**usual | fields)


GIVEN: Step = (HEAD, given())
TAKEN: Step = (BOSS, TaskTaken())
REPORTED: Step = (BOSS, TaskReported(text="Ответ направлен"))
PART: Step = (OTHER, TaskPartReported(text="Справка готова"))
ACCEPTED: Step = (HEAD, TaskAccepted(report=1))
RETURNED: Step = (HEAD, TaskReturned(report=1, comment="Нет приложения"))
REMOVED: Step = (HEAD, TaskRemoved(reason="Отменено"))
ASKED: Step = (BOSS, ExtensionAsked(until=day(12), reason="Нет данных"))
GRANTED: Step = (HEAD, ExtensionGranted(request=1, due=day(12)))
MOVED: Step = (HEAD, TermMoved(due=day(20), reason="Праздники"))


def after(*steps: Step, state: Task | None = None, on: date = TODAY, subject: str = "k1") -> Task:
    """Return the task after facts, each a minute after the one before."""
    result: Any = state
    for minute, (person, fact) in enumerate(steps):
        at = stamp(hlc(on, minute=minute), person)
        result = take(result, fact, change(subject, fact, at), ROSTER, "")
    assert isinstance(result, Task)
    return result


def refusal(*steps: Step, on: date = TODAY, later: date | None = None) -> Reason:
    """Return why the last fact is refused; all before it are accepted."""
    *before, last = steps
    state = after(*before, on=on) if before else None
    with pytest.raises(Refusal) as caught:
        after(last, state=state, on=later or on)
    return caught.value.reason


REACHED: dict[str, tuple[tuple[Step, ...], TaskStatus]] = {
    "given": ((GIVEN,), TaskStatus.NEW),
    "taken": ((GIVEN, TAKEN), TaskStatus.IN_WORK),
    "taken by a co-executor": ((GIVEN, (OTHER, TaskTaken())), TaskStatus.IN_WORK),
    "a part reported": ((GIVEN, PART), TaskStatus.IN_WORK),
    "reported": ((GIVEN, REPORTED), TaskStatus.ON_REVIEW),
    "reported, written down": (
        (GIVEN, (CLERK, TaskReported(text="Сказал, что готово"))),
        TaskStatus.ON_REVIEW,
    ),
    "accepted": ((GIVEN, TAKEN, REPORTED, ACCEPTED), TaskStatus.DONE),
    "accepted by who watches": (
        (GIVEN, REPORTED, (CLERK, TaskAccepted(report=1, quality=5))),
        TaskStatus.DONE,
    ),
    "returned": ((GIVEN, REPORTED, RETURNED), TaskStatus.RETURNED),
    "taken again": ((GIVEN, REPORTED, RETURNED, TAKEN), TaskStatus.IN_WORK),
    "reported again": ((GIVEN, REPORTED, RETURNED, REPORTED), TaskStatus.ON_REVIEW),
    "removed": ((GIVEN, REMOVED), TaskStatus.REMOVED),
    "removed while a report waits": ((GIVEN, REPORTED, REMOVED), TaskStatus.REMOVED),
    "reopened": (
        (GIVEN, REMOVED, (CLERK, TaskReopened(reason="Ошибка"))),
        TaskStatus.IN_WORK,
    ),
    "without control a report ends it": (
        ((HEAD, given(controlled=False)), REPORTED),
        TaskStatus.DONE,
    ),
    "a new responsible executor begins anew": (
        (GIVEN, TAKEN, (HEAD, ExecutorsChanged(executors=(OTHER,)))),
        TaskStatus.NEW,
    ),
    "one who has it already goes on": (
        (GIVEN, (OTHER, TaskTaken()), (HEAD, ExecutorsChanged(executors=(OTHER,)))),
        TaskStatus.IN_WORK,
    ),
    "a report stays with who gave it": (
        (GIVEN, REPORTED, (HEAD, ExecutorsChanged(executors=(OTHER,)))),
        TaskStatus.ON_REVIEW,
    ),
}


@pytest.mark.parametrize("case", REACHED)
def test_states(case: str) -> None:
    """Each way leads to its state."""
    steps, status = REACHED[case]
    assert after(*steps).status is status


FORBIDDEN: dict[str, tuple[tuple[Step, ...], Reason]] = {
    "a task in another's name": (((CLERK, given()),), Reason.NOT_ALLOWED),
    "a manager's in another's name": (((HEAD, given(author=BOSS)),), Reason.NOT_YOURS),
    "an executor gives none": (((BOSS, given(author=BOSS)),), Reason.NOT_ALLOWED),
    "nobody to do it": (((HEAD, given(executors=())),), Reason.REQUIRED_FIELD),
    "one executor twice": (((HEAD, given(executors=(BOSS, BOSS))),), Reason.ALREADY_EXISTS),
    "nothing to do": (((HEAD, given(text_ru=" ")),), Reason.REQUIRED_FIELD),
    "too much to do": (((HEAD, given(text_ru="я" * 2001)),), Reason.TOO_LONG),
    "a term before the day": (((HEAD, given(due=day(1))),), Reason.TERM_REVERSED),
    "given tomorrow": (((HEAD, given(on=day(3))),), Reason.FUTURE_DATE),
    "a term nobody could mean": (((HEAD, given(rule=Term(0))),), Reason.BAD_VALUE),
    "again without a term": (
        ((HEAD, given(repeat=Repeat.WEEKLY, due=None)),),
        Reason.REQUIRED_FIELD,
    ),
    "given twice": ((GIVEN, GIVEN), Reason.ALREADY_EXISTS),
    "taken by a stranger": ((GIVEN, (STRANGER, TaskTaken())), Reason.NOT_EXECUTOR),
    "taken twice": ((GIVEN, TAKEN, TAKEN), Reason.NOTHING_CHANGED),
    "taken while a report waits": ((GIVEN, REPORTED, TAKEN), Reason.REPORT_WAITS),
    "reported by a stranger": (
        (GIVEN, (STRANGER, TaskReported(text="Готово"))),
        Reason.NOT_ALLOWED,
    ),
    "reported by a co-executor": ((GIVEN, (OTHER, REPORTED[1])), Reason.NOT_ALLOWED),
    "a part of the responsible one": ((GIVEN, (BOSS, PART[1])), Reason.NOT_EXECUTOR),
    "an empty report": ((GIVEN, (BOSS, TaskReported(text=" "))), Reason.REQUIRED_FIELD),
    "a report with a file nobody brought": (
        (GIVEN, (BOSS, TaskReported(text="Готово", files=(SHA,)))),
        Reason.UNKNOWN_FILE,
    ),
    "a report while one waits": ((GIVEN, REPORTED, REPORTED), Reason.REPORT_WAITS),
    "accepted without a report": ((GIVEN, ACCEPTED), Reason.NO_REPORT),
    "accepted without being asked": (
        (GIVEN, REPORTED, (OTHER, ACCEPTED[1])),
        Reason.NOT_ALLOWED,
    ),
    "one's own report": (
        ((HEAD, given(executors=(CLERK,))), (CLERK, REPORTED[1]), (CLERK, ACCEPTED[1])),
        Reason.OWN_REPORT,
    ),
    "a report that was not read": (
        (GIVEN, REPORTED, RETURNED, REPORTED, ACCEPTED),
        Reason.REPORT_NOT_LAST,
    ),
    "a quality of six": (
        (GIVEN, REPORTED, (HEAD, TaskAccepted(report=1, quality=6))),
        Reason.BAD_VALUE,
    ),
    "returned without a word": (
        (GIVEN, REPORTED, (HEAD, TaskReturned(report=1, comment=""))),
        Reason.REQUIRED_FIELD,
    ),
    "returned when accepted": ((GIVEN, REPORTED, ACCEPTED, RETURNED), Reason.TASK_DONE),
    "accepted when removed": ((GIVEN, REPORTED, REMOVED, ACCEPTED), Reason.TASK_REMOVED),
    "removed by its executor": ((GIVEN, (BOSS, REMOVED[1])), Reason.NOT_ALLOWED),
    "removed without a reason": ((GIVEN, (HEAD, TaskRemoved(reason=""))), Reason.REQUIRED_FIELD),
    "reopened while it runs": ((GIVEN, (CLERK, TaskReopened(reason="Так"))), Reason.TASK_RUNS),
    "reopened by its executor": (
        (GIVEN, REMOVED, (BOSS, TaskReopened(reason="Так"))),
        Reason.NOT_ALLOWED,
    ),
    "the same executors": (
        (GIVEN, (HEAD, ExecutorsChanged(executors=(BOSS, OTHER)))),
        Reason.NOTHING_CHANGED,
    ),
    "more time asked twice": ((GIVEN, ASKED, ASKED), Reason.REQUEST_WAITS),
    "more time for a task without a term": (
        ((HEAD, given(due=None)), ASKED),
        Reason.NO_TERM,
    ),
    "more time while a report waits": ((GIVEN, REPORTED, ASKED), Reason.REPORT_WAITS),
    "less time": (
        (GIVEN, (BOSS, ExtensionAsked(until=day(5), reason="Так"))),
        Reason.TERM_REVERSED,
    ),
    "more time granted to oneself": ((GIVEN, ASKED, (BOSS, GRANTED[1])), Reason.NOT_ALLOWED),
    "more time nobody asked for": ((GIVEN, GRANTED), Reason.NO_REQUEST),
    "a request that is answered": ((GIVEN, ASKED, GRANTED, GRANTED), Reason.NO_REQUEST),
    "more time for what is done": (
        (GIVEN, ASKED, REPORTED, ACCEPTED, GRANTED),
        Reason.TASK_DONE,
    ),
    "refused without a word": (
        (GIVEN, ASKED, (HEAD, ExtensionRefused(request=1, comment=""))),
        Reason.REQUIRED_FIELD,
    ),
    "moved to where it is": (
        (GIVEN, (HEAD, TermMoved(due=DUE, reason="Так"))),
        Reason.NOTHING_CHANGED,
    ),
    "moved by its executor": ((GIVEN, (BOSS, MOVED[1])), Reason.NOT_ALLOWED),
    "a part given by a stranger": (
        (GIVEN, (STRANGER, TaskDivided(task="k2"))),
        Reason.NOT_ALLOWED,
    ),
    "a part given by a co-executor": ((GIVEN, (OTHER, TaskDivided(task="k2"))), Reason.NOT_ALLOWED),
    "no repetition to stop": (
        (GIVEN, (HEAD, RepetitionStopped(reason="Так"))),
        Reason.NOT_REPEATED,
    ),
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_refusals(case: str) -> None:
    """Whatever must not be is refused by its own reason."""
    steps, reason = FORBIDDEN[case]
    assert refusal(*steps) is reason


def test_due_today_is_not_late() -> None:
    """Late is what the executor is waited for after its term; a report that waits is not."""
    new, review = after(GIVEN), after(GIVEN, REPORTED)
    assert not new.is_late(DUE)
    assert new.is_late(day(6))
    assert not review.is_late(day(6))
    assert not after(GIVEN, REMOVED).is_late(day(6))
    assert after(GIVEN, REPORTED, RETURNED).is_late(day(6))


def test_done_since_the_report() -> None:
    """A report of the last day is in time, however late it is accepted."""
    reported = after(GIVEN, REPORTED, on=DUE, state=None)
    done = after(ACCEPTED, state=reported, on=day(20))
    assert done.ended_on == DUE
    late = after(REPORTED, state=after(GIVEN), on=day(6))
    assert after(ACCEPTED, state=late, on=day(20)).ended_on == day(6)


def test_old_terms_are_kept() -> None:
    """Every term a task had is told, with who moved it, why, and on which request."""
    task = after(GIVEN, ASKED, GRANTED, MOVED)
    assert (task.first_due, task.due) == (DUE, day(20))
    assert [(one.was, one.due, one.reason, one.request) for one in task.moved] == [
        (DUE, day(12), "Нет данных", 1),
        (day(12), day(20), "Праздники", 0),
    ]
    assert task.requests[0].verdict is Decision.AGREED
    refused = after(GIVEN, ASKED, (HEAD, ExtensionRefused(request=1, comment="Успеете")))
    assert (refused.due, refused.moved, refused.request) == (DUE, (), None)
    assert refused.requests[0].verdict is Decision.DECLINED


def test_a_term_moved_answers_the_request() -> None:
    """Who moves the term while a request waits has answered it."""
    task = after(GIVEN, ASKED, MOVED)
    assert task.request is None
    assert (task.requests[0].verdict, task.moved[0].request) == (Decision.AGREED, 1)
    shorter = after(GIVEN, ASKED, (HEAD, TermMoved(due=day(4), reason="Срочно")))
    assert shorter.requests[0].verdict is Decision.DECLINED


def test_more_time_is_asked_for_in_time() -> None:
    """After the term only who gave the task, or watches over it, moves it."""
    assert refusal(GIVEN, ASKED, later=day(6)) is Reason.TERM_PASSED
    assert after(MOVED, state=after(GIVEN), on=day(6)).due == day(20)
    assert after((CLERK, MOVED[1]), state=after(GIVEN), on=day(6)).due == day(20)


def test_returns_are_counted() -> None:
    """Each return has its comment, and the next report its own number."""
    second = (HEAD, TaskReturned(report=2, comment="Нет подписи"))
    task = after(GIVEN, REPORTED, RETURNED, REPORTED, second, REPORTED)
    assert task.returns == 2
    assert [one.decided.comment for one in task.reports if one.decided] == [
        "Нет приложения",
        "Нет подписи",
    ]
    assert after((HEAD, TaskAccepted(report=3, quality=4)), state=task).reports[-1].quality == 4


def test_files_come_with_reports() -> None:
    """A file is brought, named by its hash in the report, and kept once."""
    brought = (BOSS, TaskFileBrought(sha256=SHA, name="ответ.pdf", size=3))
    told = (BOSS, TaskReported(text="Готово", files=(SHA,)))
    task = after(GIVEN, brought, brought, told)
    assert [(one.name, one.person) for one in task.files] == [("ответ.pdf", BOSS)]
    assert task.reports[0].files == (SHA,)
    stranger = (STRANGER, TaskFileBrought(sha256=SHA, name="чужое.pdf", size=3))
    assert refusal(GIVEN, stranger) is Reason.NOT_ALLOWED
    assert (
        refusal(GIVEN, (BOSS, TaskFileBrought(sha256="zz", name="a", size=1))) is Reason.BAD_VALUE
    )


def waits(task: Task) -> set[tuple[str, Act]]:
    """Return who is waited for, and for what."""
    return {(one.person, one.act) for one in task.waits()}


def test_for_whom_it_waits() -> None:
    """Executors, then who accepts; a request for more time waits for the author and who watches."""
    assert waits(after(GIVEN)) == {(BOSS, Act.EXECUTE), (OTHER, Act.JOIN_IN)}
    assert waits(after(GIVEN, PART)) == {(BOSS, Act.EXECUTE)}
    assert waits(after(GIVEN, REPORTED)) == {(HEAD, Act.ACCEPT)}
    assert waits(after(GIVEN, REPORTED, ACCEPTED)) == set()
    watched = (HEAD, given(controller=CLERK, executors=(BOSS,)))
    assert waits(after(watched, REPORTED)) == {(CLERK, Act.ACCEPT)}
    assert waits(after(watched, ASKED)) == {
        (BOSS, Act.EXECUTE),
        (HEAD, Act.DECIDE_TERM),
        (CLERK, Act.DECIDE_TERM),
    }


def test_parts_are_written_down_for_others() -> None:
    """Who coordinates, or watches, writes down what a co-executor said."""
    own = TaskPartReported(text="Справка готова", executor=OTHER)
    for person in (BOSS, CLERK):
        (part,) = after(GIVEN, (person, own)).parts
        assert (part.executor, part.person) == (OTHER, person)
    assert refusal(GIVEN, (STRANGER, own)) is Reason.NOT_ALLOWED


def test_a_task_on_the_word_of_the_head() -> None:
    """A clerk writes a task down as the head's, and both names are kept."""
    task = after((CLERK, given(spoken=True)))
    assert (task.author, task.written_by, task.spoken) == (HEAD, CLERK, True)
    assert waits(after(REPORTED, state=task)) == {(HEAD, Act.ACCEPT)}


def test_a_resolution_s_task_bears_its_own_name() -> None:
    """What two state at once of one resolution is given once; under another name it is refused."""
    fact = given(resolution="r1", item=0)
    id = task_id(fact)
    first = after((HEAD, fact), subject=id)
    assert after((HEAD, fact), state=first, subject=id) == first
    assert task_id(replace(fact, text_ru="Другое")) != id
    with pytest.raises(Refusal) as caught:
        after((HEAD, fact), subject="k1")
    assert caught.value.reason is Reason.UNKNOWN_SUBJECT


def test_the_next_turn_is_given_once() -> None:
    """A turn bears its own name, needs the right to control, and is the author's still."""
    fact = given(series="k1", turn=2, repeat=Repeat.WEEKLY)
    id = turn_id("k1", 2)
    task = after((CLERK, fact), subject=id)
    assert (task.author, task.turn) == (HEAD, 2)
    later = replace(fact, due=day(9))
    assert after((CLERK, later), state=task, subject=id) == task
    with pytest.raises(Refusal) as caught:
        after((BOSS, fact), subject=id)
    assert caught.value.reason is Reason.NOT_ALLOWED


@pytest.mark.parametrize(
    ("first", "repeat", "days"),
    [
        (date(2026, 3, 6), Repeat.WEEKLY, ["2026-03-13", "2026-03-20", "2026-03-27"]),
        (date(2026, 1, 31), Repeat.MONTHLY, ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (date(2026, 11, 30), Repeat.QUARTERLY, ["2027-02-28", "2027-05-30", "2027-08-30"]),
        (date(2026, 7, 1), Repeat.HALF_YEARLY, ["2027-01-01", "2027-07-01", "2028-01-01"]),
        (date(2024, 2, 29), Repeat.YEARLY, ["2025-02-28", "2026-02-28", "2027-02-28"]),
    ],
)
def test_days_of_turns(first: date, repeat: Repeat, days: Iterable[str]) -> None:
    """Turns are counted from the first: the 31st comes back after a shorter month."""
    assert [day_of_turn(first, repeat, turn).isoformat() for turn in (1, 2, 3)] == list(days)
    for turn in range(40):
        on = day_of_turn(first, repeat, turn)
        assert turn_on(first, repeat, on) == turn
        assert turn_on(first, repeat, date.fromordinal(on.toordinal() + 1)) == turn + 1
    assert turn_on(first, repeat, date(2020, 1, 1)) == 0


def test_any_order_of_arrival_is_one_story() -> None:
    """A report accepted and a term granted at once: all agree, and the later of the two is told."""
    facts = [
        (GIVEN, 0),
        (ASKED, 1),
        (REPORTED, 2),
        (ACCEPTED, 3),
        ((CLERK, GRANTED[1]), 4),
        ((CLERK, REMOVED[1]), 5),
    ]
    changes = [
        change("k1", fact, stamp(hlc(minute=minute), person)) for (person, fact), minute in facts
    ]
    folded = fold(changes, ROSTER)
    assert folded.state.status is TaskStatus.DONE
    assert [one.reason for one in folded.refused] == [Reason.TASK_DONE, Reason.TASK_DONE]
    for some in (changes[::-1], changes[3:] + changes[:3], [*changes, *changes]):
        again = fold(some, ROSTER)
        assert (again.state, again.refused) == (folded.state, folded.refused)
