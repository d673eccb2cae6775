"""What happens to an approval: started, opened stage by stage, decided, put up anew, signed."""

from datetime import date
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.approval import (
    Approval,
    ApprovalStatus,
    decided,
    existing,
    is_theirs,
    manned,
    objection,
    put_up,
    with_visa,
)
from edo.domain.card import Kind
from edo.domain.document import NUMBER_LIMIT
from edo.domain.fact import need, within
from edo.domain.rights import Right
from edo.domain.route import ID_LIMIT, Reset, Stage, check_stages
from edo.domain.routed import RoutedFact
from edo.domain.visa import (
    Covered,
    Opening,
    Result,
    Round,
    Seat,
    Step,
    Trace,
    Visa,
    check_covered,
    check_words,
    version_of,
)
from edo.errors import Reason, Refusal

OPENINGS_LIMIT = 1_000


class ApprovalFact(RoutedFact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to an approval."""

    ABOUT: ClassVar[type] = Approval
    PREFIX: ClassVar[str] = "a"
    RIGHT: ClassVar[Right] = Right.TAKE_PART

    def trace(self, stamp: Stamp, reason: str = "") -> Trace:
        """Return who did it."""
        return Trace(stamp.person, self.behalf, stamp.hlc, reason)


class ApprovalStarted(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """A document was put up for approval.

    Attributes:
        document: id; `kind` is its kind.
        covered: what it was like.
        stages: the route.
        reset: who is asked again when a new version is put up.
        route: id of the route it was made from; empty where it was made for this.
        number: the document's registration number, where it has one already.
    """

    NAME: ClassVar[str] = "approval.started"
    RIGHT: ClassVar[Right] = Right.DRAFT

    document: str
    kind: Kind
    covered: Covered
    stages: tuple[Stage, ...]
    reset: Reset = Reset.EVERYONE
    route: str = ""
    number: str = ""

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Begin the approval; its first stage is opened by a fact of its own."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="approval", value="")
        need(self.document, "document", ID_LIMIT)
        within(self.route, "route", ID_LIMIT)
        within(self.number, "number", NUMBER_LIMIT)
        check_covered(self.covered)
        check_stages(self.stages)
        begun = Approval(
            document=self.document,
            kind=self.kind,
            office=stamp.space,
            author=self.behalf or stamp.person,
            started_by=stamp.person if self.behalf else "",
            since=stamp.hlc,
            stages=tuple(_step(n, stage) for n, stage in enumerate(self.stages)),
            reset=self.reset,
            route=self.route,
            number=self.number,
        )
        first = Round(version_of(self.covered), self.covered, self.trace(stamp))
        return put_up(begun, first, frozenset())


class StageOpened(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """A stage was started: its positions have their people, its term its last day.

    Stated twice, the first one in the common order counts, and the other changes nothing.

    Attributes:
        at: number of the stage, from 0.
        round: number of the pass, from 1.
        people: key of a seat made for a position → who holds it.
        due: last day; None for no term.
    """

    NAME: ClassVar[str] = "approval.stage_opened"

    at: int
    round: int
    people: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict[str, tuple[str, ...]])
    due: date | None = None

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Let the people of the stage be waited for."""
        state = existing(state)
        if not 0 <= self.at < len(state.stages) or self.round > state.round:
            raise Refusal(Reason.STAGE_NOT_DUE)
        step = state.stages[self.at]
        if self.round < state.round or step.opened:
            return state
        if state.to_open != self.at:
            raise Refusal(Reason.STAGE_NOT_DUE)
        seats = tuple(manned(seat, self.people.get(seat.key, ())) for seat in step.seats)
        step = replace(step, seats=seats, opened=stamp.hlc, by=stamp.person, due=self.due)
        stages = (*state.stages[: self.at], step, *state.stages[self.at + 1 :])
        return replace(state, stages=stages)


class Opened(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """An approver looked at the version that was put up."""

    NAME: ClassVar[str] = "approval.opened"

    version: str

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Note it once for each version; of an older one it tells nothing any more."""
        state = existing(state)
        principal = self.behalf or stamp.person
        if not any(is_theirs(seat, principal) for step in state.stages for seat in step.seats):
            raise Refusal(Reason.NOT_APPROVER)
        seen = Opening(stamp.person, self.behalf, state.round, stamp.hlc)
        known = [(one.person, one.behalf, one.round) for one in state.openings]
        is_known = (seen.person, seen.behalf, seen.round) in known
        if self.version != state.version or is_known or len(known) >= OPENINGS_LIMIT:
            return state
        return replace(state, openings=(*state.openings, seen))


class VisaGiven(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """An approver decided about a version.

    Attributes:
        seat: key of the seat it decides.
        version: what its author saw.
        result: any but signed.
        remarks: what they have to say; the reason where they do not agree.
        file: id of a file of the document with remarks.
    """

    NAME: ClassVar[str] = "approval.visa"

    seat: str
    version: str
    result: Result
    remarks: str = ""
    file: str = ""

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Take the visa in; it decides its seat if it counts."""
        state = existing(state)
        if self.result is Result.SIGNED:
            raise Refusal(Reason.BAD_VALUE, field="result", value=self.result)
        check_words(self.result, self.remarks, self.file)
        place, seat = _seat(state, self.seat, self.behalf or stamp.person)
        if state.stages[place].signing and self.result in (Result.AGREED, Result.REMARKS):
            raise Refusal(Reason.SIGN_INSTEAD)
        visa = Visa(
            person=stamp.person,
            behalf=self.behalf,
            result=self.result,
            stage=place,
            seat=seat.key,
            version=self.version,
            round=state.round,
            at=stamp.hlc,
            dev=stamp.dev,
            remarks=self.remarks,
            file=self.file,
            void=objection(state, seat.key, self.version) or "",
        )
        return decided(state, seat, visa)


class Signed(ApprovalFact, frozen=True, omit_defaults=True, kw_only=True):
    """A document that all had agreed with was signed.

    Attributes:
        version: what was signed.
        seat: key of the signer's seat; empty where the route names no signer.
    """

    NAME: ClassVar[str] = "approval.signed"
    RIGHT: ClassVar[Right] = Right.SIGN

    version: str
    seat: str = ""

    def apply(self, state: Approval | None, stamp: Stamp) -> Approval:
        """Take the signature in."""
        state = existing(state)
        has_signers = state.stages[-1].signing
        place, seat = len(state.stages), None
        if self.seat or has_signers:
            place, seat = _seat(state, self.seat, self.behalf or stamp.person)
            if not state.stages[place].signing:
                raise Refusal(Reason.NOT_APPROVER)
        void = objection(state, seat.key if seat else "", self.version)
        visa = Visa(
            person=stamp.person,
            behalf=self.behalf,
            result=Result.SIGNED,
            stage=place,
            seat=self.seat,
            version=self.version,
            round=state.round,
            at=stamp.hlc,
            dev=stamp.dev,
            void=void or "",
        )
        if seat is not None:
            return decided(state, seat, visa)
        state = with_visa(state, visa)
        if void:
            return state
        return replace(state, status=ApprovalStatus.SIGNED, moved=stamp.hlc)


FACTS: tuple[type[ApprovalFact], ...] = (
    ApprovalStarted,
    StageOpened,
    Opened,
    VisaGiven,
    Signed,
)


def _step(n: int, stage: Stage) -> Step:
    seats = tuple(
        Seat(f"{n + 1}.{place}", approver) for place, approver in enumerate(stage.approvers, 1)
    )
    return Step(seats, stage.mode, stage.rule, stage.term, stage.title, stage.signing)


def _seat(state: Approval, key: str, principal: str) -> tuple[int, Seat]:
    """Return (number of its stage, seat) if it is a person's.

    Raises:
        Refusal: it is not, or there is none.
    """
    found = state.find(key)
    if found is None or not is_theirs(found[1], principal):
        raise Refusal(Reason.NOT_APPROVER)
    return found
