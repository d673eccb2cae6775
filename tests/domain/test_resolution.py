"""Resolutions, acquaintance and phrases: who may state what, and what it comes to."""

from datetime import date
from typing import Any

import pytest

from edo.change import Stamp
from edo.domain.acquaintance import (
    Acquaintance,
    AcquaintanceAsked,
    AcquaintanceClosed,
    AcquaintanceStatus,
    Acquainted,
    PeopleAdded,
    PersonTakenOff,
)
from edo.domain.card import Kind
from edo.domain.fact import Fact
from edo.domain.fold import take
from edo.domain.phrase import Phrase, PhraseKept
from edo.domain.resolution import (
    Item,
    Resolution,
    ResolutionAsked,
    ResolutionDrafted,
    ResolutionIssued,
    ResolutionRecalled,
    ResolutionStatus,
)
from edo.domain.rights import Role
from edo.domain.routed import Act
from edo.errors import Reason, Refusal
from tests.builders import SHA, TODAY, change, hlc, roster, stamp
from tests.domain.telling import day

HEAD, SECOND, CLERK, AIDE, READER = "p1", "p2", "p3", "p4", "p5"
"""Two managers, a clerk, an assistant of the first manager, and one who only reads."""
ROSTER = roster(
    (HEAD, Role.MANAGER),
    (SECOND, Role.MANAGER),
    (CLERK, Role.CLERK),
    (AIDE, Role.EXECUTOR),
    (READER, Role.READER),
)
Step = tuple[str, Fact]
ITEM = Item(text_ru="Подготовить ответ", executors=(AIDE,), due=day(5))
_ABOUT: dict[str, Any] = {"document": "d1", "kind": Kind.INCOMING, "author": HEAD}


def after(*steps: Step, state: Any = None, on: date = TODAY) -> Any:
    """Return the state after facts, each a minute after the one before."""
    for minute, (person, fact) in enumerate(steps):
        at: Stamp = stamp(hlc(on, minute=minute), person)
        state = take(state, fact, change(f"{fact.PREFIX}1", fact, at), ROSTER, "")
    return state


def refusal(*steps: Step) -> Reason:
    """Return why the last fact is refused; all before it are accepted."""
    *before, last = steps
    state = after(*before)
    with pytest.raises(Refusal) as caught:
        after(last, state=state)
    return caught.value.reason


def drafted(**fields: Any) -> ResolutionDrafted:
    """Prepare the usual resolution."""
    usual: dict[str, Any] = {"items": (ITEM,)}
    return ResolutionDrafted(**_ABOUT | usual | fields)


def issued(**fields: Any) -> ResolutionIssued:
    """Issue the usual resolution."""
    usual: dict[str, Any] = {"items": (ITEM,), "tasks": ("k1",), "on": TODAY}
    return ResolutionIssued(**_ABOUT | usual | fields)


ASKED: Step = (CLERK, ResolutionAsked(**_ABOUT, note="Срочно"))
DRAFTED: Step = (AIDE, drafted())
ISSUED: Step = (HEAD, issued())
RECALLED: Step = (HEAD, ResolutionRecalled(reason="Ошибка"))
FILED: Step = (HEAD, issued(items=(), tasks=(), to_file=True))


def test_a_document_handed_over_waits_for_the_head() -> None:
    """Asked for, then prepared, it waits; issued or taken back, it does not."""
    for steps in ((ASKED,), (ASKED, DRAFTED), (DRAFTED, DRAFTED)):
        (one,) = after(*steps).waits()
        assert (one.person, one.act) == (HEAD, Act.RESOLVE)
    for steps in ((ASKED, ISSUED), (DRAFTED, ISSUED), (ISSUED,), (ASKED, RECALLED), (FILED,)):
        assert after(*steps).waits() == ()


def test_what_an_assistant_prepared_the_head_issues() -> None:
    """Both names are kept, and the head may change what was prepared."""
    other = issued(items=(Item(text_ru="Разобраться", executors=(SECOND,)),), tasks=("k2",))
    state: Resolution = after(ASKED, DRAFTED, (HEAD, other))
    assert (state.status, state.author) == (ResolutionStatus.ISSUED, HEAD)
    assert (state.written_by, state.asked_by) == (AIDE, CLERK)
    assert (state.tasks, state.items[0].text_ru) == (("k2",), "Разобраться")
    assert state.issued_by is not None
    assert state.issued_by.person == HEAD


def test_on_the_word_of_the_head() -> None:
    """A clerk writes down what was said yesterday; the resolution is the head's, marked so."""
    spoken = issued(spoken=True, on=date(2026, 3, 1))
    state: Resolution = after((CLERK, spoken))
    assert (state.author, state.written_by, state.spoken) == (HEAD, CLERK, True)
    assert state.on == date(2026, 3, 1)


REFUSED: dict[str, tuple[tuple[Step, ...], Reason]] = {
    "handed over by who may not": (((AIDE, ASKED[1]),), Reason.NOT_ALLOWED),
    "prepared by who only reads": (((READER, DRAFTED[1]),), Reason.NOT_ALLOWED),
    "issued by an assistant": ((DRAFTED, (AIDE, ISSUED[1])), Reason.NOT_ALLOWED),
    "issued by a clerk as one's own": (((CLERK, issued(author=CLERK)),), Reason.NOT_ALLOWED),
    "another manager's": (((SECOND, ISSUED[1]),), Reason.NOT_YOURS),
    "a draft for another": (
        (DRAFTED, (SECOND, issued(author=SECOND))),
        Reason.ALREADY_EXISTS,
    ),
    "issued twice": ((ISSUED, ISSUED), Reason.RESOLUTION_ISSUED),
    "prepared when issued": ((ISSUED, DRAFTED), Reason.RESOLUTION_ISSUED),
    "issued when taken back": ((DRAFTED, RECALLED, ISSUED), Reason.RESOLUTION_RECALLED),
    "taken back twice": ((ISSUED, RECALLED, RECALLED), Reason.RESOLUTION_RECALLED),
    "taken back without a reason": (
        (ISSUED, (HEAD, ResolutionRecalled(reason=" "))),
        Reason.REQUIRED_FIELD,
    ),
    "taken back by an assistant": ((ISSUED, (AIDE, RECALLED[1])), Reason.NOT_ALLOWED),
    "filed with tasks": (((HEAD, issued(to_file=True)),), Reason.FILED_WITH_TASKS),
    "nothing said": (((HEAD, issued(items=(), tasks=())),), Reason.REQUIRED_FIELD),
    "a task nobody does": (
        ((HEAD, issued(items=(Item(text_ru="Сделать"),))),),
        Reason.REQUIRED_FIELD,
    ),
    "tasks without names": (((HEAD, issued(tasks=())),), Reason.BAD_VALUE),
    "a term before it": (
        ((HEAD, issued(on=TODAY, items=(Item(text_ru="х", executors=(AIDE,), due=day(1)),))),),
        Reason.TERM_REVERSED,
    ),
    "said tomorrow": (((HEAD, issued(on=day(3))),), Reason.FUTURE_DATE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(case: str) -> None:
    """Whatever must not be is refused by its own reason."""
    steps, reason = REFUSED[case]
    assert refusal(*steps) is reason


def test_who_handed_it_over_takes_it_back() -> None:
    """A document handed over in vain is taken back by the clerk; who watches takes any back."""
    back = (CLERK, RECALLED[1])
    assert after(ASKED, back).status is ResolutionStatus.RECALLED
    assert after(ISSUED, back).recall.person == CLERK


PEOPLE = (HEAD, AIDE)
READ_BY: Step = (
    CLERK,
    AcquaintanceAsked(document="d1", kind=Kind.ORDERS, people=PEOPLE, due=day(6)),
)


def own(person: str, **fields: Any) -> Step:
    """Let somebody confirm for themselves."""
    return person, Acquainted(person=person, **fields)


def test_each_confirms_and_it_is_done() -> None:
    """Everybody on the list is waited for until they have confirmed; the last one ends it."""
    begun: Acquaintance = after(READ_BY)
    assert {one.person for one in begun.waits()} == {HEAD, AIDE}
    half = after(own(AIDE, version=SHA), state=begun)
    assert [one.person for one in half.waits()] == [HEAD]
    assert half.confirmed[0].version == SHA
    done = after(own(HEAD), state=half)
    assert (done.status, done.waits()) == (AcquaintanceStatus.DONE, ())


def test_the_list_changes() -> None:
    """People are added, which opens it again, and taken off, which may end it."""
    done = after(READ_BY, own(AIDE), own(HEAD))
    again = after((CLERK, PeopleAdded(people=(SECOND, AIDE))), state=done)
    assert (again.status, again.missing) == (AcquaintanceStatus.OPEN, (SECOND,))
    off = after((CLERK, PersonTakenOff(person=SECOND, reason="В отпуске")), state=again)
    assert (off.status, off.people) == (AcquaintanceStatus.DONE, PEOPLE)
    assert off.removed[0][1].comment == "В отпуске"
    closed = after(READ_BY, (CLERK, AcquaintanceClosed(reason="Отменено")))
    assert (closed.status, closed.waits()) == (AcquaintanceStatus.CLOSED, ())


def test_the_paper_sheet_is_written_down() -> None:
    """A clerk notes who signed on paper and when, and is named beside them."""
    state: Acquaintance = after(READ_BY, (CLERK, Acquainted(person=HEAD, on=date(2026, 3, 1))))
    (one,) = state.confirmed
    assert (one.person, one.by, one.on) == (HEAD, CLERK, date(2026, 3, 1))


NOT_READ: dict[str, tuple[tuple[Step, ...], Reason]] = {
    "asked by who only reads": (((READER, READ_BY[1]),), Reason.NOT_ALLOWED),
    "nobody": (
        ((CLERK, AcquaintanceAsked(document="d1", kind=Kind.ORDERS, people=())),),
        Reason.REQUIRED_FIELD,
    ),
    "confirmed by who is not on it": ((READ_BY, own(SECOND)), Reason.NOT_ON_LIST),
    "confirmed twice": ((READ_BY, own(AIDE), own(AIDE)), Reason.ALREADY_CONFIRMED),
    "confirmed for another": ((READ_BY, (AIDE, Acquainted(person=HEAD))), Reason.NOT_ALLOWED),
    "confirmed when closed": (
        (READ_BY, (CLERK, AcquaintanceClosed(reason="Так")), own(AIDE)),
        Reason.ACQUAINTANCE_CLOSED,
    ),
    "read tomorrow": ((READ_BY, own(AIDE, on=day(3))), Reason.FUTURE_DATE),
    "a version that is none": ((READ_BY, own(AIDE, version="1")), Reason.BAD_VALUE),
    "nobody new": ((READ_BY, (CLERK, PeopleAdded(people=PEOPLE))), Reason.NOTHING_CHANGED),
    "who has read it is taken off": (
        (READ_BY, own(AIDE), (CLERK, PersonTakenOff(person=AIDE, reason="Так"))),
        Reason.NOT_ON_LIST,
    ),
    "closed by who did not ask": (
        (READ_BY, (AIDE, AcquaintanceClosed(reason="Так"))),
        Reason.NOT_ALLOWED,
    ),
}


@pytest.mark.parametrize("case", NOT_READ)
def test_acquaintance_is_refused(case: str) -> None:
    """Whatever must not be is refused by its own reason."""
    steps, reason = NOT_READ[case]
    assert refusal(*steps) is reason


def test_nobody_reads_for_another() -> None:
    """A deputy confirms for themselves alone: the roster does not come into it."""
    state = after(READ_BY)
    with pytest.raises(Refusal) as caught:
        Acquainted(person=HEAD, behalf=HEAD).apply(state, stamp(person=AIDE))
    assert caught.value.reason is Reason.OWN_HAND


def test_phrases_are_one_s_own_or_the_office_s() -> None:
    """A clerk keeps the office's, everybody their own, and nobody another's."""
    office, own_one = Phrase("К исполнению"), Phrase("Срочно!", owner=AIDE)
    kept = after((CLERK, PhraseKept(office)), (CLERK, PhraseKept(Phrase("К исп.", removed=True))))
    assert kept.removed
    assert after((AIDE, PhraseKept(own_one))) == own_one
    assert refusal((AIDE, PhraseKept(office))) is Reason.NOT_ALLOWED
    assert refusal((CLERK, PhraseKept(own_one))) is Reason.NOT_YOURS
    assert refusal((AIDE, PhraseKept(own_one)), (CLERK, PhraseKept(office))) is Reason.NOT_YOURS
    assert refusal((AIDE, PhraseKept(Phrase(" ", owner=AIDE)))) is Reason.REQUIRED_FIELD
