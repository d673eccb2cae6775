"""Who acts for whom: named, limited, ended, and judged alike by everybody."""

import random
from datetime import date, timedelta
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.change import Change, Stamp
from edo.domain.card import Kind
from edo.domain.deputy import Deputies, DeputyEnded, DeputyNamed, Deputyship
from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.rights import EVERYWHERE, Right, Role
from edo.domain.roster import OPEN, Device, Grant, Roster, Told
from edo.domain.routed import Routed, RoutedFact
from edo.errors import Reason, Refusal
from tests.builders import OFFICE, TODAY, change, hlc, stamp

HEAD, DEPUTY, OTHER, ADMINISTRATOR, READER = "p1", "p2", "p3", "p4", "p5"
ID = "e1"


class Note(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """What the tests' own fact comes to: who did it, and for whom."""

    by: tuple[tuple[str, str], ...] = ()


class Noted(RoutedFact, frozen=True, omit_defaults=True, kw_only=True):
    """Something one may do for another."""

    NAME: ClassVar[str] = "tests.noted"
    RIGHT: ClassVar[Right] = Right.TAKE_PART
    ABOUT: ClassVar[type] = Note
    PREFIX: ClassVar[str] = "x"

    kind: Kind | None = None

    def apply(self, state: Note | None, stamp: Stamp) -> Note:
        """Note it."""
        done = state.by if state else ()
        return Note(kind=self.kind, by=(*done, (stamp.person, self.behalf)))


def roster(**ended: int) -> Roster:
    """Make the roster of the tests' people; some have left at a record."""
    roles = {
        HEAD: (Role.MANAGER, OFFICE),
        DEPUTY: (Role.EXECUTOR, OFFICE),
        OTHER: (Role.MANAGER, "o2"),
        ADMINISTRATOR: (Role.ADMINISTRATOR, EVERYWHERE),
        READER: (Role.READER, OFFICE),
    }
    told = Told()
    for person, (role, scope) in roles.items():
        told.people[person] = True
        told.devices[f"device-of-{person}"] = Device(b"", person, 0)
        told.grants.append(Grant(person, role, scope, 0, ended.get(person, OPEN)))
    return Roster(told)


def named(**fields: Any) -> DeputyNamed:
    """Name the deputy of the head for a week."""
    usual: dict[str, Any] = {
        "person": HEAD,
        "deputy": DEPUTY,
        "since": TODAY,
        "until": TODAY + timedelta(days=6),
    }
    return DeputyNamed(**usual | fields)


def known(*changes: Change) -> Roster:
    """Return the roster that knows the deputyship some changes come to."""
    plain = roster()
    state = fold(changes, plain).state
    return plain.with_deputies(Deputies({ID: state} if isinstance(state, Deputyship) else {}))


def acts(of: Roster, at: Stamp, **fields: Any) -> str:
    """Let somebody act for the head; return the reason of a refusal."""
    usual: dict[str, Any] = {"behalf": HEAD}
    fact = Noted(**usual | fields)
    try:
        take(None, fact, Change("x1", fact.NAME, at, (), b""), of)
    except Refusal as refusal:
        return refusal.reason
    return ""


def test_a_deputy_acts_between_two_dates() -> None:
    """From the first day to the last one, both included, and on no other."""
    of = known(change(ID, named(), stamp(hlc(hour=8), HEAD)))
    for days, reason in ((0, ""), (6, ""), (7, Reason.NOT_DEPUTY)):
        at = stamp(hlc(TODAY + timedelta(days), hour=23), DEPUTY)
        assert acts(of, at) == reason
    later = known(change(ID, named(since=TODAY + timedelta(2)), stamp(hlc(hour=8), HEAD)))
    assert acts(later, stamp(hlc(hour=10), DEPUTY)) == Reason.NOT_DEPUTY


def test_only_the_named_one_acts_and_only_for_that_person() -> None:
    """Neither another one for the head, nor the deputy for another."""
    of = known(change(ID, named(), stamp(hlc(hour=8), HEAD)))
    assert acts(of, stamp(person=ADMINISTRATOR)) == Reason.NOT_DEPUTY
    assert acts(of, stamp(person=DEPUTY), behalf=OTHER) == Reason.NOT_DEPUTY
    assert acts(of, stamp(person=DEPUTY), behalf=DEPUTY) == ""
    assert acts(roster(), stamp(person=HEAD), behalf="") == ""


def test_a_deputy_for_some_kinds_does_nothing_else() -> None:
    """Nor what is about no document at all."""
    fact = named(kinds=(Kind.ORDERS, Kind.INTERNAL))
    of = known(change(ID, fact, stamp(hlc(hour=8), HEAD)))
    assert acts(of, stamp(person=DEPUTY), kind=Kind.ORDERS) == ""
    assert acts(of, stamp(person=DEPUTY), kind=Kind.INCOMING) == Reason.NOT_DEPUTY
    assert acts(of, stamp(person=DEPUTY)) == Reason.NOT_DEPUTY


def test_what_was_stated_before_the_act_counts() -> None:
    """An act before the naming does not count; one before the end does, one after it does not."""
    of = known(
        change(ID, named(), stamp(hlc(hour=10), HEAD)),
        change(ID, DeputyEnded(HEAD), stamp(hlc(hour=15), HEAD)),
    )
    for hour, reason in ((9, Reason.NOT_DEPUTY), (11, ""), (16, Reason.NOT_DEPUTY)):
        assert acts(of, stamp(hlc(hour=hour), DEPUTY)) == reason


def test_being_named_gives_no_right() -> None:
    """A reader who is named a deputy may do no more than read."""
    of = known(change(ID, named(deputy=READER), stamp(hlc(hour=8), HEAD)))
    assert acts(of, stamp(person=READER)) == Reason.NOT_ALLOWED


def test_nobody_acts_for_who_left() -> None:
    """From the record on that took a person's last role, their deputy acts for nobody."""
    of = known(change(ID, named(), stamp(hlc(hour=8), HEAD)))
    gone = roster(**{HEAD: 5}).with_deputies(of.deputies)
    assert acts(gone, stamp(person=DEPUTY, authority=4)) == ""
    assert acts(gone, stamp(person=DEPUTY, authority=5)) == Reason.NOT_DEPUTY


@pytest.mark.parametrize(
    ("fact", "person", "reason"),
    [
        (named(), HEAD, ""),
        (named(), ADMINISTRATOR, ""),
        (named(), DEPUTY, Reason.NOT_ALLOWED),
        (named(person=READER, deputy=HEAD), READER, Reason.NOT_ALLOWED),
        (named(person=OTHER), OTHER, ""),
        (named(deputy=HEAD), HEAD, Reason.OWN_DEPUTY),
        (named(deputy=" "), HEAD, Reason.REQUIRED_FIELD),
        (named(until=TODAY - timedelta(1)), HEAD, Reason.PERIOD_REVERSED),
        (named(basis="я" * 201), HEAD, Reason.TOO_LONG),
    ],
)
def test_who_may_name_whom(fact: DeputyNamed, person: str, reason: str) -> None:
    """One's own deputy, whoever takes part; another's, whoever organises; and within limits."""
    folded = fold([change(ID, fact, stamp(person=person))], roster())
    assert [one.reason for one in folded.refused] == ([reason] if reason else [])


def test_a_deputyship_is_ended_once_and_by_whom_it_is_about() -> None:
    """Or by who organises; not by the deputy, nor by somebody who calls it their own."""
    of = roster()
    begun = take(None, named(), change(ID, named(), stamp(hlc(hour=8), HEAD)), of)

    def ended(state: Any, fact: DeputyEnded, person: str) -> Deputyship:
        return take(state, fact, change(ID, fact, stamp(hlc(hour=9), person)), of)

    for fact, person in ((DeputyEnded(HEAD), DEPUTY), (DeputyEnded(OTHER), OTHER)):
        with pytest.raises(Refusal):
            ended(begun, fact, person)
    over = ended(begun, DeputyEnded(HEAD), ADMINISTRATOR)
    assert over.ended_by == ADMINISTRATOR
    with pytest.raises(Refusal) as refused:
        ended(over, DeputyEnded(HEAD), HEAD)
    assert refused.value.reason is Reason.DEPUTY_ENDED


def test_what_changed_is_told_from_when_on() -> None:
    """A late naming touches all that was done since, a late end only what was done after it."""
    begin = change(ID, named(), stamp(hlc(hour=8), HEAD))
    end = change(ID, DeputyEnded(HEAD), stamp(hlc(hour=15), HEAD))
    before, now, over = (known(*some).deputies for some in ((), (begin,), (begin, end)))
    assert now.changed(before) == {DEPUTY: hlc(hour=8)} == before.changed(now)
    assert over.changed(now) == {DEPUTY: hlc(hour=15)} == now.changed(over)
    assert over.changed(before) == {DEPUTY: hlc(hour=8)}
    assert over.changed(over) == {}


FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        named,
        person=st.sampled_from([HEAD, OTHER]),
        since=st.dates(TODAY, TODAY + timedelta(3)),
        until=st.dates(TODAY, TODAY + timedelta(5)),
    ),
    st.builds(DeputyEnded, st.sampled_from([HEAD, OTHER])),
)
STATED = st.lists(
    st.builds(
        lambda fact, day, hour, person: change(ID, fact, stamp(hlc(day, hour=hour), person)),
        FACTS,
        st.dates(TODAY, TODAY + timedelta(5)),
        st.integers(0, 23),
        st.sampled_from([HEAD, OTHER, ADMINISTRATOR, DEPUTY]),
    ),
    max_size=7,
    unique_by=lambda one: one.stamp.order,
)
"""No device states two things at one moment."""


@given(STATED, st.randoms(use_true_random=False))
def test_whatever_came_first_all_judge_alike(stated: list[Change], chance: random.Random) -> None:
    """However the statements came, acts of every hour are judged the same."""
    mixed = [*stated, *chance.choices(stated, k=len(stated))] if stated else []
    chance.shuffle(mixed)
    assert known(*mixed).deputies.known == known(*stated).deputies.known


@given(STATED, st.integers(0, 7))
def test_what_is_not_told_as_changed_is_judged_as_before(
    stated: list[Change], known_of: int
) -> None:
    """Whoever folds anew what `changed` names has folded all whose judgement changed."""
    before, now = known(*stated[:known_of]), known(*stated)
    since = now.deputies.changed(before.deputies)
    for day in range(6):
        on: date = TODAY + timedelta(day)
        for hour in range(0, 24, 3):
            at = stamp(hlc(on, hour=hour), DEPUTY)
            if at.hlc < since.get(DEPUTY, at.hlc + 1):
                for principal in (HEAD, OTHER):
                    assert now.acts_for(at, principal, None) == before.acts_for(at, principal, None)


def test_a_state_read_back_is_the_state() -> None:
    """Tables keep deputyships as JSON."""
    begin = change(ID, named(kinds=(Kind.ORDERS,)), stamp(hlc(hour=8), HEAD))
    end = change(ID, DeputyEnded(HEAD), stamp(hlc(hour=9), HEAD))
    state = fold([begin, end], roster()).state
    assert msgspec.json.decode(msgspec.json.encode(state), type=Deputyship) == state
