"""Random routes over random deliveries: every workplace agrees, and no visa counts that should not.

Workplaces here are sets of changes. Each acts by the rules on what it holds, hears of the others'
work in pieces and in any order, and stands on all it knows, as the local door writes it.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from edo.change import Change
from edo.clock import COUNTER_BITS
from edo.domain.approval import Approval, ApprovalStatus, objection
from edo.domain.approving import ApprovalStarted, Opened, Signed, StageOpened, VisaGiven
from edo.domain.card import Kind
from edo.domain.fact import Fact
from edo.domain.fold import fold, heads, step
from edo.domain.rerouting import (
    Aborted,
    ApproverAdded,
    ApproverSkipped,
    NumberNoted,
    PulledBack,
    Revised,
    Withdrawn,
)
from edo.domain.rights import Role
from edo.domain.route import Approver, Mode, Reset, Rule, Stage
from edo.domain.visa import YES, Covered, Result, Visa
from edo.errors import Refusal
from tests.builders import change, hlc, roster, stamp

PEOPLE: tuple[str, ...] = ("p1", "p2", "p3", "p4")
AUTHOR = "p1"
POSITION = "s1"
SUBJECT = "a1"
ROSTER = roster(*((person, Role.MANAGER) for person in PEOPLE), ("p9", Role.CLERK))


def version(n: int) -> Covered:
    """Return what the n-th version covers."""
    return Covered((("f1", f"{n:064x}"),), {"subject_ru": "О путёвках"})


approvers = st.sampled_from(
    [*(Approver(person=one) for one in PEOPLE), Approver(position=POSITION)]
)
stages = st.builds(
    Stage,
    st.lists(approvers, min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(Mode),
    st.sampled_from(Rule),
)
signing = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True).map(
    lambda people: Stage(tuple(Approver(person=one) for one in people), signing=True)
)


@dataclass
class Desk:
    """A workplace: who works there and the changes it holds."""

    person: str
    held: list[Change] = field(default_factory=list[Change])

    @property
    def state(self) -> Approval:
        """What it knows."""
        found = fold(self.held, ROSTER).state
        assert isinstance(found, Approval)
        return found


@dataclass
class Desks:
    """Workplaces that hear of each other now and then."""

    chance: Random
    desks: list[Desk]
    made: list[Change] = field(default_factory=list[Change])
    versions: int = 1

    def state_fact(self, desk: Desk, fact: Fact) -> bool:
        """State a fact at a workplace, if its rules let it; tell whether they did."""
        n = len(self.made)
        late = max((one.stamp.hlc for one in desk.held), default=hlc())
        at = late + (self.chance.randint(1, 3) << COUNTER_BITS)
        made = change(SUBJECT, fact, stamp(at, desk.person, segment=f"{n:064x}"), heads(desk.held))
        known = fold(desk.held, ROSTER)
        try:
            step(known.state, made, ROSTER, known.space)
        except Refusal:
            return False
        desk.held.append(made)
        self.made.append(made)
        return True

    def act(self, desk: Desk) -> None:
        """Do something that makes sense where it is done; now and then something that does not."""
        state = desk.state
        if state.to_open is not None and self.chance.random() < 0.7:
            self.open(desk)
            return
        seat = state.seat_of(desk.person)
        if seat is not None and self.chance.random() < 0.7:
            self.decide(desk, state)
        elif desk.person == AUTHOR and self.chance.random() < 0.4:
            self.steer(desk, state)
        else:
            self.state_fact(desk, Opened(version=state.version))

    def open(self, desk: Desk) -> None:
        """Open the stage that can start, with whom this workplace takes for the position's."""
        state = desk.state
        if state.to_open is None:
            return
        seats = state.stages[state.to_open].seats
        holder = (self.chance.choice(PEOPLE),)
        people = {seat.key: holder for seat in seats if seat.approver.position}
        self.state_fact(desk, StageOpened(at=state.to_open, round=state.round, people=people))

    def decide(self, desk: Desk, state: Approval) -> None:
        """Decide about what is seen here, as a command does."""
        seat = state.seat_of(desk.person)
        if seat is None or objection(state, seat.key, state.version) is not None:
            return
        at = state.at
        if at is not None and state.stages[at].signing and self.chance.random() < 0.8:
            self.state_fact(desk, Signed(version=state.version, seat=seat.key))
            return
        weights = (8, 3, 2, 0.3)
        results = (Result.AGREED, Result.REMARKS, Result.RETURNED, Result.REFUSED)
        (result,) = self.chance.choices(results, weights)
        fact = VisaGiven(seat=seat.key, version=state.version, result=result, remarks="Смета")
        self.state_fact(desk, fact)
        self.open(desk)

    def steer(self, desk: Desk, state: Approval) -> None:
        """Let the author do one of the things authors do."""
        keys = [seat.key for one in state.stages for seat in one.seats]
        self.versions += 1
        some = tuple(key for key in keys if self.chance.random() < 0.3)
        facts: list[Fact] = [
            Revised(covered=version(self.versions), again=some),
            Revised(covered=state.covered, again=some),
            ApproverSkipped(seat=self.chance.choice(keys), reason="В отпуске"),
            ApproverAdded(
                at=self.chance.randrange(len(state.stages)),
                seat=f"v{self.versions}",
                approver=Approver(person=self.chance.choice(PEOPLE)),
            ),
            Withdrawn(reason="Ошибка"),
            PulledBack(),
        ]
        rare = self.chance.random() < 0.05
        self.state_fact(desk, Aborted(reason="Не нужно") if rare else self.chance.choice(facts))
        self.open(desk)

    def hear(self, desk: Desk) -> None:
        """Let a workplace hear of what another holds; logs come in order, so what they stand on."""
        other = self.chance.choice(self.desks)
        logs: dict[str, list[Change]] = {}
        for one in other.held:
            logs.setdefault(one.stamp.dev, []).append(one)
        for log in logs.values():
            upto = self.chance.randint(0, len(log))
            desk.held += [one for one in log[:upto] if one not in desk.held]


def check_sound(state: Approval) -> None:
    """Nothing is decided twice, and no visa counts for a version it did not see."""
    counted: dict[tuple[str, int], Visa] = {}
    for one in state.visas:
        if one.counts:
            assert (one.seat, one.round) not in counted
            counted[one.seat, one.round] = one
            assert one.version == state.rounds[one.round - 1].version
    for place, stage in enumerate(state.stages):
        fresh = [
            one for (_, at), one in counted.items() if at == state.round and one.stage == place
        ]
        assert stage.rule is Rule.ALL or len(fresh) <= 1
        for seat in stage.seats:
            if seat.visa is None:
                continue
            visa = state.visas[seat.visa]
            assert visa.counts
            assert visa.seat == seat.key
            if seat.carried:
                assert state.reset is Reset.CONCERNED
                assert visa.round < state.round
                assert visa.result in YES
                assert not stage.signing
            else:
                assert visa.version == state.version
    ahead = [one for one in state.stages if not one.signing]
    if state.status in (ApprovalStatus.AGREED, ApprovalStatus.SIGNED):
        assert all(one.is_done for one in ahead)
    if state.status is ApprovalStatus.SIGNED:
        last = state.visas[-1] if state.visas[-1].counts else None
        signed = [one for one in state.visas if one.counts and one.result is Result.SIGNED]
        assert signed
        assert signed[-1].version == state.version
        assert last is None or last.result is Result.SIGNED
    if state.number == "":
        assert state.is_over or state.to_open is not None or state.waits()


@settings(max_examples=120)
@given(
    st.lists(stages, min_size=1, max_size=3),
    st.none() | signing,
    st.sampled_from(Reset),
    st.integers(0, 2**32),
)
def test_all_workplaces_agree(
    route: list[Stage], last: Stage | None, reset: Reset, seed: int
) -> None:
    """Whatever the route and whoever hears of what when, all come to one sound state."""
    chance = Random(seed)
    world = Desks(chance, [Desk(person) for person in PEOPLE])
    chosen = (*route, *([last] if last else []))
    begun: dict[str, Any] = {"document": "d1", "kind": Kind.OUTGOING, "covered": version(1)}
    first = ApprovalStarted(stages=chosen, reset=reset, **begun)
    assert world.state_fact(world.desks[0], first)
    for desk in world.desks[1:]:
        desk.held.append(world.made[0])
    world.open(world.desks[0])
    for _ in range(chance.randint(10, 40)):
        desk = chance.choice(world.desks)
        world.act(desk)
        if chance.random() < 0.6:
            world.hear(chance.choice(world.desks))
        check_sound(desk.state)
    for desk in world.desks:
        desk.held = chance.sample(world.made, len(world.made))
    states = [desk.state for desk in world.desks]
    assert all(state == states[0] for state in states)
    check_sound(states[0])
    for _ in range(len(chosen) + 1):  # each opens what can start, without hearing of the others
        for desk in world.desks:
            world.open(desk)
        for desk in world.desks:
            desk.held = list(world.made)
        assert all(fold(desk.held, ROSTER).state == world.desks[0].state for desk in world.desks)
    assert world.desks[0].state.to_open is None
    clerk = Desk("p9", list(world.made))
    if not clerk.state.number:
        assert world.state_fact(clerk, NumberNoted(number="7"))
        assert all(one.person for one in clerk.state.waits())
