"""Changes of one field by two who did not know of each other: seen, shown, settled."""

import random
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from edo.change import Change
from edo.domain.card import FIELD_BY_NAME, Kind, Party
from edo.domain.document import Document
from edo.domain.fact import Fact
from edo.domain.fold import fold, heads, take
from edo.domain.registering import DocumentChanged
from edo.domain.sending import Delivered, Sent
from edo.errors import EdoError
from tests.builders import (
    CLERK,
    HEAD,
    TODAY,
    change,
    drafted,
    hlc,
    registered,
    roster,
    stamp,
)
from tests.histories import PARALLEL, offices, usual_roster

ADDRESSEES = (Party("c1"), Party("c2"))
BEGUN = change(
    "d1", registered(Kind.OUTGOING, parties=ADDRESSEES), stamp(hlc(minute=0), segment="0")
)
Seen = dict[str, list[tuple[Any, str]]]


def made(n: int, fact: Fact, *base: str, person: str = CLERK) -> Change:
    """Make the n-th change, in the n-th minute, standing on changes named by their numbers."""
    at = stamp(hlc(minute=n), person, segment=str(n))
    return change("d1", fact, at, [f"{name}:0" for name in base or "0"])


def noted(n: int, note: str, *base: str, **fields: Any) -> Change:
    """Make the n-th change: a note, and whatever else is said."""
    return made(n, DocumentChanged({"note": note, **fields}), *base)


def shown(*changes: Change) -> Seen:
    """Return what is shown of several changes: by field, its values and their authors."""
    state = fold([BEGUN, *changes], roster()).state
    return {edit.field: [(one.value, one.person) for one in edit.values] for edit in state.parallel}


def notes(*changes: Change) -> list[Any]:
    """Return the notes that are shown beside one another."""
    return [value for value, _ in shown(*changes).get("note", ())]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([noted(1, "а"), noted(2, "б", "1")], [], id="one after the other"),
        pytest.param([noted(1, "а"), noted(2, "б")], ["а", "б"], id="at once"),
        pytest.param([noted(1, "а"), noted(2, "а")], [], id="at once and the same"),
        pytest.param(
            [noted(1, "а"), noted(2, "б"), noted(3, "в")], ["а", "б", "в"], id="three at once"
        ),
        pytest.param(
            [noted(1, "а"), noted(2, "б"), noted(3, "а")], ["б", "а"], id="two of three agree"
        ),
        pytest.param(
            [noted(1, "а"), noted(2, "б"), noted(3, "в", "1", "2")], [], id="settled by a third"
        ),
        pytest.param(
            [noted(1, "а"), noted(2, "б"), noted(3, "б", "1", "2")], [], id="settled as it stands"
        ),
        pytest.param(
            [noted(1, "а"), noted(2, "б"), noted(3, "в", "1")], ["б", "в"], id="one went on"
        ),
        pytest.param(
            [
                noted(1, "а"),
                noted(2, "б"),
                noted(3, "в"),
                noted(4, "г", "1", "2"),
            ],
            ["в", "г"],
            id="two of three settled",
        ),
        pytest.param(
            [
                noted(1, "а"),
                noted(2, "б"),
                noted(3, "а", "1", "2"),
                noted(4, "б", "1", "2"),
            ],
            ["а", "б"],
            id="settled by two at once",
        ),
        pytest.param(
            [
                noted(1, "а"),
                noted(2, "б"),
                made(3, DocumentChanged({"topic": "т"}), "1", "2"),
            ],
            ["а", "б"],
            id="another field later",
        ),
        pytest.param(
            [
                noted(1, "а"),
                noted(2, "б"),
                made(3, DocumentChanged({"topic": "т"}), "1", "2"),
                noted(4, "в", "3"),
            ],
            [],
            id="settled over another field's change",
        ),
    ],
)
def test_what_is_shown_of_changes_of_a_note(changes: list[Change], expected: list[str]) -> None:
    """Two values at once are shown until somebody who saw both writes the field."""
    assert notes(*changes) == expected


def test_different_fields_merge_without_a_word() -> None:
    """Two who change different fields at once do not disturb each other."""
    left = made(1, DocumentChanged({"note": "а"}))
    right = made(2, DocumentChanged({"topic": "б"}), person=HEAD)
    state = fold([BEGUN, left, right], roster()).state
    assert (state.card.note, state.card.topic, state.parallel) == ("а", "б", ())


def test_the_last_value_stands_and_each_has_its_author() -> None:
    """What the card shows is the last of the values."""
    left = noted(1, "а")
    right = made(2, DocumentChanged({"note": "б"}), person=HEAD)
    state = fold([right, left, BEGUN], roster()).state
    assert state.card.note == "б"
    assert shown(left, right) == {"note": [("а", CLERK), ("б", HEAD)]}
    assert [one.hlc for one in state.parallel[0].values] == [left.stamp.hlc, right.stamp.hlc]


def test_a_refused_change_takes_no_part() -> None:
    """What has no effect contradicts nobody; who stands on it had seen what it stands on."""
    wrong = noted(2, "б", sheets=-1)
    assert shown(noted(1, "а"), wrong) == {}
    above = noted(2, "б", "1", sheets=-1)
    assert shown(noted(1, "а"), above, noted(3, "в", "2")) == {}


def test_marks_of_two_addressees_are_no_contradiction() -> None:
    """Two who note the sending or the arrival of copies at once both say something true."""
    sent = made(1, Sent(TODAY))
    both = [made(n, Delivered(f"c{n - 1}", TODAY), "1") for n in (2, 3)]
    assert shown(sent, *both) == {}
    assert shown(made(1, Sent(TODAY, "c1")), made(2, Sent(TODAY, "c2"))) == {}


def test_addressees_changed_while_it_was_sent_are_shown() -> None:
    """A list of addressees written at once would take the mark away unseen."""
    sent = made(1, Sent(TODAY, "c1"))
    fewer = made(2, DocumentChanged({"parties": [{"correspondent": "c1"}]}))
    (first, _), (second, _) = shown(sent, fewer)["parties"]
    assert [one.get("state") for one in first] == ["sent", None]
    assert second == [{"correspondent": "c1"}]


DRAFT = change("d1", drafted(Kind.OUTGOING), stamp(segment="0"))


@pytest.mark.parametrize("places", [(1, 2), (2, 1)], ids=["changed first", "registered first"])
def test_registering_does_not_take_back_what_another_changed(places: tuple[int, int]) -> None:
    """A registration repeats the whole card; what its author did not change stays as others did."""
    n, m = places
    changed = noted(n, "важно")
    given_number = made(m, registered(Kind.OUTGOING, topic="Отдых"), person=HEAD)
    state = fold([DRAFT, changed, given_number], roster()).state
    assert (state.card.note, state.card.topic) == ("важно", "Отдых")
    assert (state.number.n, state.parallel) == (1, ())


def test_registering_a_field_that_another_changed_at_once_is_shown() -> None:
    """What its author did change stands beside what the other wrote."""
    changed = noted(1, "важно")
    given_number = made(2, registered(Kind.OUTGOING, note="срочно"), person=HEAD)
    state = fold([DRAFT, changed, given_number], roster()).state
    assert [edit.field for edit in state.parallel] == ["note"]
    assert [one.value for one in state.parallel[0].values] == ["важно", "срочно"]


def test_a_number_once_given_is_not_lost_to_another_s_change() -> None:
    """A card that could not be registered as it is now is registered as its author had it."""
    emptied = made(1, DocumentChanged({"subject_ru": ""}))
    given_number = made(2, registered(Kind.OUTGOING), person=HEAD)
    folded = fold([DRAFT, emptied, given_number], roster())
    assert folded.refused == ()
    assert folded.state.card.subject_ru == "О выделении путёвок"
    assert [edit.field for edit in folded.state.parallel] == ["subject_ru"]


def test_many_who_try_to_register_cost_no_more_than_their_number() -> None:
    """Registrations that have no effect are not each weighed against all before them."""
    tries = [
        made(n, registered(Kind.OUTGOING, n=0), *("0", *(str(m) for m in range(1, n) if m % 3)))
        for n in range(1, 60)
    ]
    folded = fold([DRAFT, *tries, made(60, registered(Kind.OUTGOING), "0")], roster())
    assert len(folded.refused) == len(tries)
    assert folded.state.number.n == 1


def test_who_registers_a_draft_they_know_nothing_of_stands_alone() -> None:
    """Without the beginning among what they had seen there is nothing to compare with."""
    given_number = change("d1", registered(Kind.OUTGOING), stamp(hlc(minute=2), segment="2"))
    state = fold([DRAFT, noted(1, "важно"), given_number], roster()).state
    assert (state.card.note, [edit.field for edit in state.parallel]) == ("", ["note"])


@settings(max_examples=200)
@given(offices(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_shows_the_same(changes: list[Change], chance: random.Random) -> None:
    """However late, doubled and mixed the changes come."""
    once = fold(changes, usual_roster())
    mixed = [*changes, *chance.choices(changes, k=len(changes))]
    chance.shuffle(mixed)
    assert fold(mixed, usual_roster()) == once
    event(f"{len(once.state.parallel)} fields")


@settings(max_examples=200)
@given(offices())
def test_what_is_shown_is_what_the_definition_says(changes: list[Change]) -> None:
    """Of all writes of a field those that no other write of it stands on; two of them differ."""
    folded = fold(changes, usual_roster())
    refused = [one.change for one in folded.refused]
    accepted = [one.kind for one in changes if one not in refused]
    assume("document.registered" not in accepted[1:])  # it writes fields it does not name
    expected: set[str] = set()
    for field in ("topic", "sheets"):  # written by nothing but changes of the card
        writes = [
            one
            for one in changes
            if one not in refused and f'"{field}"'.encode() in one.data and "changed" in one.kind
        ]
        under = {one.stamp.name: _under(one, changes) for one in writes}
        latest = [
            one for one in writes if not any(one.stamp.name in seen for seen in under.values())
        ]
        if len({str(msgspec.json.decode(one.data)["fields"][field]) for one in latest}) > 1:
            expected.add(field)
    found = {edit.field for edit in folded.state.parallel}
    assert found & {"topic", "sheets"} == expected


@given(offices())
def test_the_card_shows_the_last_of_the_values(changes: list[Change]) -> None:
    """Nothing is shown as standing that the card does not say."""
    state = fold(changes, usual_roster()).state
    plain = msgspec.to_builtins(state.card)
    for edit in state.parallel:
        empty = msgspec.to_builtins(getattr(type(state.card)(), edit.field))
        now = plain.get(edit.field, empty)
        assert msgspec.json.encode(edit.values[-1].value) == msgspec.json.encode(now)
        assert len({msgspec.json.encode(one.value) for one in edit.values}) == len(edit.values)
        assert edit.field in FIELD_BY_NAME


@settings(max_examples=200)
@given(offices(), st.lists(PARALLEL, min_size=1, max_size=4))
def test_going_on_from_a_state_is_folding_from_the_beginning(
    changes: list[Change], facts: list[Fact]
) -> None:
    """A change at the local door, which stands on all that is known, needs no fold."""
    state = fold(changes, usual_roster()).state
    known = list(changes)
    for n, fact in enumerate(facts):
        at = stamp(hlc(hour=20, minute=n), "p2", segment=f"local{n}")
        one = change("d1", fact, at, heads(known))
        known.append(one)
        with suppress(EdoError):
            state = take(state, fact, one, usual_roster())
        assert fold(known, usual_roster()).state == state


@given(offices(), st.data())
def test_whoever_saw_all_settles_it_for_everybody(
    changes: list[Change], data: st.DataObject
) -> None:
    """One change of the field by a workplace that knows all values, be it the value that stands."""
    state: Document = fold(changes, usual_roster()).state
    if not state.parallel:
        return
    edit = data.draw(st.sampled_from(state.parallel))
    kept = data.draw(st.sampled_from(edit.values))
    at = stamp(hlc(hour=20), "p3", segment="settled")
    settled = change("d1", DocumentChanged({edit.field: kept.value}), at, heads(changes))
    after = fold([settled, *changes], usual_roster())
    if after.refused and after.refused[-1].change == settled:
        return  # a registered letter cannot be left without addressees
    left = {one.field for one in state.parallel} - {edit.field}
    assert {one.field for one in after.state.parallel} == left
    assert getattr(after.state.card, edit.field) == getattr(
        state.card.with_fields({edit.field: kept.value}), edit.field
    )


@given(offices())
def test_a_state_comes_back_from_its_bytes(changes: list[Change]) -> None:
    """What the tables keep is what was folded."""
    state = fold(changes, usual_roster()).state
    assert msgspec.json.decode(msgspec.json.encode(state), type=Document) == state


def _under(one: Change, changes: list[Change]) -> set[str]:
    """Return the names of all that a change stands on, found step by step."""
    by_name = {other.stamp.name: other for other in changes}
    found: set[str] = set()
    for name in one.base:
        found |= {name} | _under(by_name[name], changes)
    return found
