"""The approval of a document: a route of stages, visas on versions, and a signature at the end.

The document is a subject of its own, so an approval names what it covers and never asks what the
document is like by now: that is shown beside it. A fold knows no directory and no calendar either:
who holds a position, and until when a stage is due, is stated by whoever opens the stage.

A visa that was given in good faith is kept, with the reason why it does not count where it came
after another version was put up, after the seat or the stage was decided, or after its author was
skipped. In the common order the first one counts.
"""

from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from edo.domain.fact import within
from edo.domain.route import APPROVERS_LIMIT, ID_LIMIT, Mode, Reset, Rule
from edo.domain.routed import OFFICE, Act, Routed, Wait
from edo.domain.visa import YES, Covered, Opening, Result, Round, Seat, Step, Trace, Visa
from edo.errors import Reason, Refusal

VISAS_LIMIT = 1_000

TO_OPEN = "to_open"
"""Written in the tables for the status of an approval whose next stage can start."""


class ApprovalStatus(StrEnum):
    """Where an approval stands."""

    RUNNING = "running"
    RETURNED = "returned"
    """To be revised by its author."""
    WITHDRAWN = "withdrawn"
    """Taken back by its author, who may put it up again."""
    AGREED = "agreed"
    """All stages agreed; it may still have to be signed."""
    SIGNED = "signed"
    REFUSED = "refused"
    ABORTED = "aborted"


ENDED = frozenset({ApprovalStatus.SIGNED, ApprovalStatus.REFUSED, ApprovalStatus.ABORTED})
"""Nothing more can be done; where it was refused or aborted, another approval may be started."""
AT_HOME = frozenset({ApprovalStatus.RETURNED, ApprovalStatus.WITHDRAWN})
"""The document is with the approval's author, who may change it."""


class Approval(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """The state of an approval: a fold of its facts.

    Attributes:
        status: where it stands.
        stages: in order; the last may be the signing.
        visas: all that were given, in the common order, those that do not count too.
        rounds: the versions that were put up, the latest last.
        openings: who looked at which of them.
        reset: who is asked again when a new version is put up.
        route: id of the route it was started from; empty where it was made for it.
        started_by: who started it where `author` had them do it as a deputy.
        moved: timestamp of when it came to its status.
        ended: who withdrew or aborted it, and why.
        number: the document's registration number, once it is known here.
    """

    SORT: ClassVar[str] = "approval"

    status: ApprovalStatus = ApprovalStatus.RUNNING
    stages: tuple[Step, ...] = ()
    visas: tuple[Visa, ...] = ()
    rounds: tuple[Round, ...] = ()
    openings: tuple[Opening, ...] = ()
    reset: Reset = Reset.EVERYONE
    route: str = ""
    started_by: str = ""
    moved: int = 0
    ended: Trace | None = None
    number: str = ""

    @property
    def version(self) -> str:
        """The version that is put up."""
        return self.rounds[-1].version

    @property
    def covered(self) -> Covered:
        """What that version covers."""
        return self.rounds[-1].covered

    @property
    def round(self) -> int:
        """Number of the pass, from 1."""
        return len(self.rounds)

    @property
    def stage(self) -> str:
        """The code of its status, or `TO_OPEN`."""
        return self.status.value if self.to_open is None else TO_OPEN

    @property
    def at(self) -> int | None:
        """Number of the stage it is in; None where it is in none."""
        if self.status is ApprovalStatus.RUNNING:
            return next((n for n, one in enumerate(self.stages) if not one.is_done), None)
        if self.status is ApprovalStatus.AGREED and self.stages[-1].signing:
            return len(self.stages) - 1
        return None

    @property
    def to_open(self) -> int | None:
        """Number of the stage that can start and has not; None where there is none."""
        at = self.at
        return at if at is not None and not self.stages[at].opened else None

    @property
    def asked(self) -> tuple[Seat, ...]:
        """The seats that are waited for now."""
        at = self.at
        return () if at is None else self.stages[at].asked

    @property
    def is_over(self) -> bool:
        """Tell whether nobody is waited for to decide, and nothing can be put up again."""
        if self.status is ApprovalStatus.AGREED:
            return not self.stages[-1].signing
        return self.status in ENDED

    def find(self, key: str) -> tuple[int, Seat] | None:
        """Return (number of its stage, seat) by the seat's key."""
        for n, step in enumerate(self.stages):
            if (seat := step.seat(key)) is not None:
                return n, seat
        return None

    def seat_of(self, person: str) -> Seat | None:
        """Return the seat in which a person is waited for now."""
        return next((seat for seat in self.asked if person in seat.people), None)

    def waits(self) -> tuple[Wait, ...]:
        """Return whom it waits for."""
        if self.status in AT_HOME:
            return (Wait(self.author, Act.REVISE, None, self.moved),)
        if (self.is_over and self.status in _PASSED) and not self.number:
            return (Wait(OFFICE, Act.REGISTER, None, self.moved),)
        at = self.at
        if at is None:
            return ()
        step = self.stages[at]
        act = Act.SIGN if step.signing else Act.APPROVE
        found: dict[tuple[str, Act], Wait] = {}
        for seat in step.asked:
            since = self._since(step)
            for person in seat.people:
                found[person, act] = Wait(person, act, step.due, since)
            if not seat.people:  # nobody holds the position: its author names somebody
                found[self.author, Act.REVISE] = Wait(self.author, Act.REVISE, step.due, since)
        if step.opened and not step.asked:  # all signers were skipped: its author names another
            return (Wait(self.author, Act.REVISE, step.due, self._since(step)),)
        return tuple(found.values())

    def _since(self, step: Step) -> int:
        """Return since when a stage waits for those whose turn it is."""
        given = [self.visas[one.visa].at for one in step.seats if one.visa is not None]
        is_turn = step.mode is Mode.SEQUENTIAL
        return max([step.opened, *given]) if is_turn else step.opened


_PASSED = frozenset({ApprovalStatus.AGREED, ApprovalStatus.SIGNED})


def with_seat(state: Approval, seat: Seat) -> Approval:
    """Return an approval in which a seat is another one."""
    stages = tuple(
        replace(step, seats=tuple(seat if one.key == seat.key else one for one in step.seats))
        for step in state.stages
    )
    return replace(state, stages=stages)


def settled(state: Approval, at: int) -> Approval:
    """Return an approval that has gone on as far as it goes by itself.

    Args:
        state: after a fact.
        at: the fact's timestamp.
    """
    status = state.status
    if status is ApprovalStatus.RUNNING:
        ahead = [step for step in state.stages if not step.signing]
        if all(step.is_done for step in ahead):
            status = ApprovalStatus.AGREED
    if status is ApprovalStatus.AGREED and state.stages[-1].signing and state.stages[-1].is_done:
        status = ApprovalStatus.SIGNED
    return state if status is state.status else replace(state, status=status, moved=at)


def put_up(state: Approval, covered: Round, again: frozenset[str]) -> Approval:
    """Return an approval with a new version, in which seats are asked as its route says.

    Args:
        state: before.
        covered: the new pass.
        again: keys of the seats its author names as concerned.
    """

    def kept(step: Step, seat: Seat) -> bool:
        if seat.visa is None or step.signing or state.reset is Reset.EVERYONE:
            return False
        return seat.key not in again and state.visas[seat.visa].result in YES

    stages = tuple(
        replace(
            step,
            seats=tuple(_seated_again(seat, is_kept=kept(step, seat)) for seat in step.seats),
            opened=0,
            by="",
            due=None,
        )
        for step in state.stages
    )
    title = str(
        covered.covered.fields.get("subject_ru") or covered.covered.fields.get("subject_kk") or ""
    )
    return settled(
        replace(
            state,
            title=title,
            status=ApprovalStatus.RUNNING,
            stages=stages,
            rounds=(*state.rounds, covered),
            moved=covered.put_up.at,
            ended=None,
        ),
        covered.put_up.at,
    )


def _seated_again(seat: Seat, *, is_kept: bool) -> Seat:
    former = tuple(dict.fromkeys((*seat.former, *seat.people)))
    if is_kept:
        return replace(seat, carried=True, former=former)
    return replace(seat, visa=None, carried=False, people=(), former=former)


def existing(state: Approval | None) -> Approval:
    """Return the approval a fact is about.

    Raises:
        Refusal: there is none.
    """
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return state


def going_on(state: Approval | None) -> Approval:
    """Return an approval that is not over.

    Raises:
        Refusal: it is, or there is none.
    """
    state = existing(state)
    if state.status is ApprovalStatus.SIGNED:
        raise Refusal(Reason.ALREADY_SIGNED)
    if state.status in ENDED:
        raise Refusal(Reason.APPROVAL_ENDED)
    return state


def objection(state: Approval, key: str, version: str) -> Reason | None:
    """Return why a decision about a seat would not count now; None where it would.

    Args:
        state: before the decision.
        key: of the seat; empty for a signature no seat was made for.
        version: what its author saw.
    """
    if version != state.version:
        return Reason.VERSION_CHANGED
    if state.status is ApprovalStatus.SIGNED:
        return Reason.ALREADY_SIGNED
    if state.status in ENDED or state.status is ApprovalStatus.WITHDRAWN:
        return Reason.APPROVAL_ENDED
    found = state.find(key)
    if found is None:
        return None if state.status is ApprovalStatus.AGREED else Reason.NOT_AGREED
    place, seat = found
    return _decided_already(seat, state.stages[place]) or _too_early(
        state, seat, state.stages[place]
    )


def _decided_already(seat: Seat, step: Step) -> Reason | None:
    if seat.skipped is not None:
        return Reason.APPROVER_SKIPPED
    if seat.visa is not None:
        return Reason.SEAT_DECIDED
    return Reason.STAGE_DECIDED if step.is_done else None


def _too_early(state: Approval, seat: Seat, step: Step) -> Reason | None:
    if state.status is ApprovalStatus.RETURNED:
        # Somebody beside them returned it at the same time; what they say is as good.
        is_beside = step.opened and step.mode is Mode.PARALLEL and step.rule is Rule.ALL
        return None if is_beside else Reason.STAGE_DECIDED
    if seat not in state.asked:
        return Reason.NOT_AGREED if step.signing else Reason.STAGE_NOT_DUE
    return None


def is_theirs(seat: Seat, person: str) -> bool:
    """Tell whether a seat is, or was in an earlier pass, a person's to decide."""
    return person in (seat.approver.person, *seat.people, *seat.former)


def seen_by(state: Approval) -> tuple[str, ...]:
    """Return who beside its author has looked at the version, or decided about it."""
    people = [one.person for one in state.openings if one.round == state.round]
    people += [one.person for one in state.visas if one.round == state.round]
    return tuple(dict.fromkeys(one for one in people if one != state.author))


def manned(seat: Seat, people: tuple[str, ...]) -> Seat:
    """Return a seat with who may decide it: its person, or those who hold its position."""
    if seat.visa is not None:
        return seat
    who = (seat.approver.person,) if seat.approver.person else people[:APPROVERS_LIMIT]
    for person in who:
        within(person, "people", ID_LIMIT)
    return replace(seat, people=tuple(dict.fromkeys(who)))


def with_visa(state: Approval, visa: Visa) -> Approval:
    """Return an approval that knows of one visa more."""
    if len(state.visas) >= VISAS_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="visas", limit=VISAS_LIMIT)
    return replace(state, visas=(*state.visas, visa))


def decided(state: Approval, seat: Seat, visa: Visa) -> Approval:
    """Return an approval with a visa, and with all that follows if it counts."""
    state = with_visa(state, visa)
    if visa.void:
        return state
    state = with_seat(state, replace(seat, visa=len(state.visas) - 1, carried=False))
    match visa.result:
        case Result.RETURNED if state.status is not ApprovalStatus.RETURNED:
            return replace(state, status=ApprovalStatus.RETURNED, moved=visa.at)
        case Result.REFUSED:
            return replace(state, status=ApprovalStatus.REFUSED, moved=visa.at)
        case _:
            return settled(state, visa.at)
