"""What the author of an approval does on the way: puts up anew, adds, skips, withdraws."""

from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.approval import (
    AT_HOME,
    Approval,
    ApprovalStatus,
    existing,
    going_on,
    manned,
    put_up,
    seen_by,
    settled,
    with_seat,
)
from edo.domain.approving import ApprovalFact
from edo.domain.document import NUMBER_LIMIT, REASON_LIMIT
from edo.domain.fact import need, within
from edo.domain.rights import Right
from edo.domain.route import APPROVERS_LIMIT, ID_LIMIT, Approver, check_approver
from edo.domain.visa import Covered, Round, Seat, Trace, check_covered, version_of
from edo.errors import Reason, Refusal

ROUNDS_LIMIT = 100


class AuthorFact(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """What the author of an approval may do; anybody else needs to watch over execution."""

    def right(self, stamp: Stamp, state: Any) -> Right:
        """Its author needs no more than to have begun it."""
        mine = isinstance(state, Approval) and state.author in (stamp.person, self.behalf)
        return Right.DRAFT if mine else Right.CONTROL


class Revised(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """A new version was put up: a new pass.

    Attributes:
        covered: what the document is like now.
        again: keys of the seats the change concerns, where not everyone is asked again.
        reason: what was changed, in words.
    """

    NAME: ClassVar[str] = "approval.revised"

    covered: Covered
    again: tuple[str, ...] = ()
    reason: str = ""

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Begin the next pass."""
        state = going_on(state)
        check_covered(self.covered)
        within(self.reason, "reason", REASON_LIMIT)
        if state.round >= ROUNDS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="rounds", limit=ROUNDS_LIMIT)
        for key in self.again:
            if state.find(key) is None:
                raise Refusal(Reason.NOT_APPROVER)
        trace = self.trace(stamp, self.reason)
        following = Round(version_of(self.covered), self.covered, trace)
        return put_up(state, following, frozenset(self.again))


class ApproverAdded(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """An approver was added on the way.

    Attributes:
        at: number of the stage, from 0; it is not over.
        seat: key of the new seat.
        approver: who.
        people: who holds the position, where the stage is open.
        before: key of the seat they come before; empty for the end of the stage.
        reason: why.
    """

    NAME: ClassVar[str] = "approval.approver_added"

    at: int
    seat: str
    approver: Approver
    people: tuple[str, ...] = ()
    before: str = ""
    reason: str = ""

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Add the seat."""
        state = going_on(state)
        check_approver(self.approver)
        need(self.seat, "seat", ID_LIMIT)
        within(self.reason, "reason", REASON_LIMIT)
        if state.find(self.seat) is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="approvers", value="")
        if not 0 <= self.at < len(state.stages):
            raise Refusal(Reason.BAD_VALUE, field="stage", value=str(self.at))
        step = state.stages[self.at]
        if step.is_done:
            raise Refusal(Reason.STAGE_DECIDED)
        if len(step.seats) >= APPROVERS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="approvers", limit=APPROVERS_LIMIT)
        if any(one.approver == self.approver and one.skipped is None for one in step.seats):
            raise Refusal(Reason.ALREADY_EXISTS, field="approvers", value="")
        seat = Seat(self.seat, self.approver, added=self.trace(stamp, self.reason))
        if step.opened:
            seat = manned(seat, self.people)
        places = [one.key for one in step.seats]
        place = places.index(self.before) if self.before in places else len(places)
        seats = (*step.seats[:place], seat, *step.seats[place:])
        stages = (
            *state.stages[: self.at],
            replace(step, seats=seats),
            *state.stages[self.at + 1 :],
        )
        return settled(replace(state, stages=stages), stamp.hlc)


class ApproverSkipped(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """An approver is not waited for any more; what they decided before this stays."""

    NAME: ClassVar[str] = "approval.approver_skipped"

    seat: str
    reason: str

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Pass the seat over."""
        state = going_on(state)
        need(self.reason, "reason", REASON_LIMIT)
        found = state.find(self.seat)
        if found is None:
            raise Refusal(Reason.NOT_APPROVER)
        _, seat = found
        if seat.skipped is not None:
            raise Refusal(Reason.APPROVER_SKIPPED)
        if seat.visa is not None:
            raise Refusal(Reason.SEAT_DECIDED)
        seat = replace(seat, skipped=self.trace(stamp, self.reason))
        return settled(with_seat(state, seat), stamp.hlc)


class Withdrawn(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """The author took the document back; it may be put up again."""

    NAME: ClassVar[str] = "approval.withdrawn"

    reason: str

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Give the document back to its author."""
        state = _away(state)
        need(self.reason, "reason", REASON_LIMIT)
        return _ended(state, ApprovalStatus.WITHDRAWN, self.trace(stamp, self.reason))


class PulledBack(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """The author took back what nobody had looked at yet: no reason is asked for."""

    NAME: ClassVar[str] = "approval.pulled_back"

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Give the document back to its author."""
        state = _away(state)
        if seen_by(state):
            raise Refusal(Reason.ALREADY_OPENED)
        return _ended(state, ApprovalStatus.WITHDRAWN, self.trace(stamp))


class Aborted(AuthorFact, frozen=True, omit_defaults=True, kw_only=True):
    """The approval was given up for good."""

    NAME: ClassVar[str] = "approval.aborted"

    reason: str

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """End the approval."""
        state = going_on(state)
        need(self.reason, "reason", REASON_LIMIT)
        return _ended(state, ApprovalStatus.ABORTED, self.trace(stamp, self.reason))


class NumberNoted(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """The document has its registration number: nobody is waited for to give it."""

    NAME: ClassVar[str] = "approval.number_noted"
    RIGHT: ClassVar[Right] = Right.REGISTER

    number: str

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Note the number."""
        del stamp
        state = existing(state)
        need(self.number, "number", NUMBER_LIMIT)
        return replace(state, number=self.number)


FACTS: tuple[type[ApprovalFact], ...] = (
    Revised,
    ApproverAdded,
    ApproverSkipped,
    Withdrawn,
    PulledBack,
    Aborted,
    NumberNoted,
)


def _away(state: Approval | None) -> Approval:
    """Return an approval that is not with its author already."""
    state = going_on(state)
    if state.status in AT_HOME:
        raise Refusal(Reason.APPROVAL_ENDED)
    return state


def _ended(state: Approval, status: ApprovalStatus, trace: Trace) -> Approval:
    return replace(state, status=status, ended=trace, moved=trace.at)
