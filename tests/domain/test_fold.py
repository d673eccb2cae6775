"""The fold: the same changes come to the same state on every machine."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from edo.change import COMMON, Change
from edo.domain import facts
from edo.domain.card import Kind
from edo.domain.document import Document, Status
from edo.domain.fact import Fact
from edo.domain.fold import Folded, fold, heads, in_order, step
from edo.domain.organisation import Office, OfficeAdded, OfficeChanged
from edo.domain.registering import DocumentChanged
from edo.domain.rights import Role
from edo.errors import EdoError, Reason
from tests.builders import (
    CLERK,
    HEAD,
    OFFICE,
    attached,
    card,
    change,
    hlc,
    registered,
    roster,
    stamp,
)
from tests.histories import histories, usual_roster


def together(state: Any) -> Any:
    """Return a state without what only the whole history tells."""
    return replace(state, parallel=()) if isinstance(state, Document) else state


@settings(max_examples=300)
@given(histories(), st.randoms(use_true_random=False))
def test_the_fold_knows_no_order_of_arrival_and_no_repetition(
    changes: list[Change], chance: random.Random
) -> None:
    """However the changes come, split, doubled and mixed, the state is the same."""
    once = fold(changes, usual_roster())
    mixed = [*changes, *chance.choices(changes, k=len(changes))]
    chance.shuffle(mixed)
    assert fold(mixed, usual_roster()) == once
    assert heads(mixed) == heads(changes)


@given(histories())
def test_the_fold_is_its_steps(changes: list[Change]) -> None:
    """What the fold sets aside is exactly what a single step refuses, with the same reason."""
    state, refused = None, list[tuple[Change, str]]()
    for one in sorted(changes, key=lambda one: one.stamp.order):
        try:
            state = step(state, one, usual_roster())
        except EdoError as error:
            refused.append((one, error.reason))
    folded = fold(changes, usual_roster())
    assert together(folded.state) == state
    assert [(one.change, one.reason) for one in folded.refused] == refused


@given(histories())
def test_what_was_set_aside_could_as_well_not_be_there(changes: list[Change]) -> None:
    """A refused change has no effect whatever."""
    folded = fold(changes, usual_roster())
    aside = {one.change.stamp.order for one in folded.refused}
    rest = [one for one in changes if one.stamp.order not in aside]
    assert fold(rest, usual_roster()) == Folded(folded.state, (), folded.space)


@given(histories("document"))
def test_a_number_once_given_never_changes(changes: list[Change]) -> None:
    """Whatever happens after registration, the document keeps its kind and every number it had."""
    given_number, kind = None, None
    for length in range(1, len(changes) + 1):
        state = fold(in_order(changes)[:length], usual_roster()).state
        if not isinstance(state, Document):
            continue
        assert kind in (None, state.kind)
        assert given_number in (None, state.number, *(one.number for one in state.former))
        given_number, kind = state.number, state.kind
        numbered = state.status in (Status.REGISTERED, Status.SENT)
        assert state.number is not None or not numbered


@given(histories())
def test_who_may_not_changes_nothing(changes: list[Change]) -> None:
    """A reader's facts, and those signed by somebody else's device, are set aside."""
    stranger = roster(("p9", Role.ADMINISTRATOR))
    assert fold(changes, stranger).state is None


def test_two_registrations_of_one_draft_have_one_winner() -> None:
    """Of two clerks who register at once, the earlier stamp wins everywhere."""
    first = change("d1", registered(n=1), stamp(hlc(counter=1)))
    second = change("d1", registered(n=2), stamp(hlc(counter=2), person=HEAD))
    for arrival in ([first, second], [second, first]):
        folded = fold(arrival, roster())
        assert folded.state.number.n == 1
        assert [(one.change, one.reason) for one in folded.refused] == [
            (second, Reason.ALREADY_REGISTERED)
        ]


def test_the_order_is_total_even_within_one_moment() -> None:
    """Equal timestamps are told apart by device, segment and line."""
    begun = change("d1", registered(Kind.INCOMING), stamp(hlc(minute=0)))
    notes = [
        change("d1", DocumentChanged({"note": f"{n}"}), stamp(hlc(minute=1), line=n))
        for n in (1, 2)
    ]
    other = change("d1", DocumentChanged({"note": "head"}), stamp(hlc(minute=1), person=HEAD))
    assert fold([other, *notes, begun], roster()).state.card.note == "head"
    assert fold([*notes[::-1], begun], roster()).state.card.note == "2"


def test_changes_that_nothing_came_after_are_the_heads() -> None:
    """A change made without having seen another stands beside it, not on it."""
    begun = change("d1", registered(), stamp(segment="a"))
    left = change("d1", DocumentChanged({"note": "л"}), stamp(hlc(minute=1), segment="b"), ["a:0"])
    right = change("d1", attached(), stamp(hlc(minute=2), segment="c"), ["a:0"])
    assert heads([right, begun, left]) == ("b:0", "c:0")
    joined = change("d1", DocumentChanged({}), stamp(hlc(minute=3), segment="d"), ["b:0", "c:0"])
    assert heads([joined, right, begun, left]) == ("d:0",)


def test_a_kind_of_a_newer_release_changes_nothing() -> None:
    """It stays in the ledger and waits for the release that knows it."""
    begun = change("d1", registered())
    newer = Change("d1", "document.sung", stamp(hlc(minute=1)), (), b'{"melody":[1,2]}')
    folded = fold([begun, newer], roster())
    assert folded.state == fold([begun], roster()).state
    assert folded.refused == ()


def test_a_fact_about_something_else_is_set_aside() -> None:
    """A document does not become an office because somebody says so."""
    begun = change("d1", registered())
    stray = change("d1", OfficeChanged({"name_ru": "х"}), stamp(hlc(minute=1), person=HEAD))
    office = change("d1", OfficeAdded(Office("х")), stamp(person=HEAD))
    folded = fold([begun, stray], roster())
    assert folded.state.card == card()
    assert [(one.change, one.reason) for one in folded.refused] == [(stray, Reason.UNKNOWN_SUBJECT)]
    assert fold([office], roster()).state is None


def test_a_signature_of_another_person_s_device_is_worth_nothing() -> None:
    """A clerk's device cannot speak for the head."""
    forged = change("d1", registered(), stamp(person=HEAD, dev=f"device-of-{CLERK}"))
    folded = fold([forged], roster())
    assert folded.state is None
    assert [one.reason for one in folded.refused] == [Reason.NOT_ALLOWED]


def test_what_belongs_to_an_office_is_stated_in_its_own_space() -> None:
    """A document lives in the space it was begun in; another office's clerk cannot reach it."""
    begun = change("d1", registered())
    stray = change("d1", DocumentChanged({"note": "х"}), stamp(hlc(minute=1), space="o2"))
    folded = fold([begun, stray], roster())
    assert folded.space == OFFICE
    assert folded.state.card == card()
    assert [(one.change, one.reason) for one in folded.refused] == [(stray, Reason.WRONG_SPACE)]
    assert fold([stray], roster()).space == ""


@pytest.mark.parametrize(
    ("fact", "subject", "space"),
    [(OfficeAdded(Office("Семей")), "o1", OFFICE), (registered(), "d1", COMMON)],
)
def test_what_belongs_to_all_is_stated_where_all_read_it(
    fact: Fact, subject: str, space: str
) -> None:
    """Neither an office's structure in one office's space, nor a letter in the common one."""
    made = Change(subject, fact.NAME, stamp(person=HEAD, space=space), (), facts.encode(fact))
    folded = fold([made], roster())
    assert folded.state is None
    assert [one.reason for one in folded.refused] == [Reason.WRONG_SPACE]


def test_a_lie_about_what_was_seen_hides_nothing() -> None:
    """A change cannot stand on a later one: the later one stays a head."""
    early = change("d1", registered(), stamp(segment="a"), ["b:0"])
    later = change("d1", DocumentChanged({}), stamp(hlc(minute=1), segment="b"))
    assert heads([early, later]) == ("a:0", "b:0")


def test_every_fact_comes_back_from_its_bytes() -> None:
    """A fact that is written down is the fact that is read."""
    fact = registered(note="«қ»")
    assert facts.decode(fact.NAME, facts.encode(fact)) == fact
