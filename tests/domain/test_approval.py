"""Approvals as tables of facts: what each comes to, and why one does not count."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from edo.domain.approval import TO_OPEN, Approval, ApprovalStatus
from edo.domain.approving import ApprovalStarted, Opened, Signed, StageOpened, VisaGiven
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Document, File, FileRole, Version
from edo.domain.document import Status as DocumentStatus
from edo.domain.fact import Fact
from edo.domain.rerouting import (
    Aborted,
    ApproverAdded,
    ApproverSkipped,
    NumberNoted,
    PulledBack,
    Revised,
    Withdrawn,
)
from edo.domain.rights import Right
from edo.domain.route import (
    Approver,
    Mode,
    Reset,
    Route,
    RouteChanged,
    RouteDefined,
    Rule,
    Stage,
)
from edo.domain.routed import OFFICE, Act
from edo.domain.visa import Covered, Result, covered_by, version_of
from edo.errors import Reason, Refusal
from tests.builders import SHA, hlc, stamp

AUTHOR, LAWYER, BOOKKEEPER, CHAIR, OTHER = "p1", "p5", "p6", "p7", "p9"
FIRST = Covered((("f1", SHA),), {"subject_ru": "О путёвках"})
SECOND = Covered((("f1", "cd" * 32),), {"subject_ru": "О путёвках"})
V1, V2 = version_of(FIRST), version_of(SECOND)
POSITION = "s1"
DUE = date(2026, 3, 5)

Told = tuple[str, Fact]


def person(id: str) -> Approver:
    """Return an approver who is a person."""
    return Approver(person=id)


def stage(*people: str, **fields: Any) -> Stage:
    """Return a stage of people."""
    return Stage(tuple(person(one) for one in people), **fields)


BESIDE = stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL)
ANYONE = stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL, rule=Rule.ANY)
IN_TURN = stage(LAWYER, BOOKKEEPER)
SIGNING = stage(CHAIR, signing=True)


def started(*stages: Stage, **fields: Any) -> Told:
    """Put the first version up."""
    usual: dict[str, Any] = {"document": "d1", "kind": Kind.OUTGOING, "covered": FIRST}
    return AUTHOR, ApprovalStarted(stages=stages, **usual | fields)


def opens(at: int = 0, turn: int = 1, **fields: Any) -> Told:
    """Open a stage."""
    return AUTHOR, StageOpened(at=at, round=turn, **fields)


def visa(
    who: str, seat: str, result: Result = Result.AGREED, version: str = V1, **fields: Any
) -> Told:
    """Give a visa."""
    remarks = "" if result is Result.AGREED else "Нет сметы"
    return who, VisaGiven(
        seat=seat, version=version, result=result, **{"remarks": remarks} | fields
    )


def signs(who: str = CHAIR, seat: str = "2.1", version: str = V1) -> Told:
    """Sign."""
    return who, Signed(version=version, seat=seat)


def revises(covered: Covered = SECOND, *again: str) -> Told:
    """Put another version up."""
    return AUTHOR, Revised(covered=covered, again=again)


def told(*acts: Told, state: Approval | None = None) -> Approval:
    """Return what acts come to, each a minute after the one before."""
    found: Any = state
    for minute, (who, fact) in enumerate(acts):
        found = fact.apply(found, stamp(hlc(minute=minute), who))
    assert isinstance(found, Approval)
    return found


def refusal(*acts: Told) -> Reason:
    """Return why the last act is refused; all before it must be accepted."""
    *before, (who, fact) = acts
    state = told(*before) if before else None
    with pytest.raises(Refusal) as refused:
        fact.apply(state, stamp(hlc(minute=len(before)), who))
    return refused.value.reason


def voids(state: Approval) -> list[str]:
    """Return why each visa does not count."""
    return [one.void for one in state.visas]


def waiting(state: Approval) -> list[tuple[str, Act]]:
    """Return who is waited for."""
    return [(one.person, one.act) for one in state.waits()]


YES = Result.AGREED
CASES: dict[str, tuple[Sequence[Told], ApprovalStatus, list[tuple[str, Act]], list[str]]] = {
    "a stage that is not open waits for nobody": (
        [started(BESIDE)],
        ApprovalStatus.RUNNING,
        [],
        [],
    ),
    "all at once": (
        [started(BESIDE), opens()],
        ApprovalStatus.RUNNING,
        [(LAWYER, Act.APPROVE), (BOOKKEEPER, Act.APPROVE)],
        [],
    ),
    "one after another": (
        [started(IN_TURN), opens()],
        ApprovalStatus.RUNNING,
        [(LAWYER, Act.APPROVE)],
        [],
    ),
    "the second after the first": (
        [started(IN_TURN), opens(), visa(LAWYER, "1.1")],
        ApprovalStatus.RUNNING,
        [(BOOKKEEPER, Act.APPROVE)],
        [""],
    ),
    "the second before the first": (
        [started(IN_TURN), opens(), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.RUNNING,
        [(LAWYER, Act.APPROVE)],
        [Reason.STAGE_NOT_DUE],
    ),
    "all agreed and nobody signs here": (
        [started(BESIDE), opens(), visa(LAWYER, "1.1"), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.AGREED,
        [(OFFICE, Act.REGISTER)],
        ["", ""],
    ),
    "it had its number before": (
        [started(BESIDE, number="7"), opens(), visa(LAWYER, "1.1"), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.AGREED,
        [],
        ["", ""],
    ),
    "anyone is enough": (
        [started(ANYONE), opens(), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.AGREED,
        [(OFFICE, Act.REGISTER)],
        [""],
    ),
    "the second of anyone comes too late": (
        [started(ANYONE, SIGNING), opens(), visa(BOOKKEEPER, "1.2"), visa(LAWYER, "1.1")],
        ApprovalStatus.AGREED,
        [],
        ["", Reason.STAGE_DECIDED],
    ),
    "agreed with remarks is agreed": (
        [started(stage(LAWYER)), opens(), visa(LAWYER, "1.1", Result.REMARKS)],
        ApprovalStatus.AGREED,
        [(OFFICE, Act.REGISTER)],
        [""],
    ),
    "remarks in a file": (
        [
            started(stage(LAWYER)),
            opens(),
            visa(LAWYER, "1.1", Result.REMARKS, remarks="", file="f9"),
        ],
        ApprovalStatus.AGREED,
        [(OFFICE, Act.REGISTER)],
        [""],
    ),
    "one returns it": (
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.RETURNED)],
        ApprovalStatus.RETURNED,
        [(AUTHOR, Act.REVISE)],
        [""],
    ),
    "who was asked beside them is heard": (
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.RETURNED), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.RETURNED,
        [(AUTHOR, Act.REVISE)],
        ["", ""],
    ),
    "who was asked beside them refuses": (
        [
            started(BESIDE),
            opens(),
            visa(LAWYER, "1.1", Result.RETURNED),
            visa(BOOKKEEPER, "1.2", Result.REFUSED),
        ],
        ApprovalStatus.REFUSED,
        [],
        ["", ""],
    ),
    "one refuses": (
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.REFUSED), visa(BOOKKEEPER, "1.2")],
        ApprovalStatus.REFUSED,
        [],
        ["", Reason.APPROVAL_ENDED],
    ),
    "the signing waits for its stage": (
        [started(stage(LAWYER), SIGNING), opens(), visa(LAWYER, "1.1")],
        ApprovalStatus.AGREED,
        [],
        [""],
    ),
    "the signer is waited for": (
        [started(stage(LAWYER), SIGNING), opens(), visa(LAWYER, "1.1"), opens(1)],
        ApprovalStatus.AGREED,
        [(CHAIR, Act.SIGN)],
        [""],
    ),
    "signed": (
        [started(stage(LAWYER), SIGNING), opens(), visa(LAWYER, "1.1"), opens(1), signs()],
        ApprovalStatus.SIGNED,
        [(OFFICE, Act.REGISTER)],
        ["", ""],
    ),
    "signed and registered": (
        [started(SIGNING), opens(), signs(seat="1.1"), (CHAIR, NumberNoted(number="01-05/3"))],
        ApprovalStatus.SIGNED,
        [],
        [""],
    ),
    "the signer returns it": (
        [started(SIGNING), opens(), visa(CHAIR, "1.1", Result.RETURNED)],
        ApprovalStatus.RETURNED,
        [(AUTHOR, Act.REVISE)],
        [""],
    ),
    "signed by whoever may where no signer is named": (
        [started(stage(LAWYER)), opens(), visa(LAWYER, "1.1"), signs(seat="")],
        ApprovalStatus.SIGNED,
        [(OFFICE, Act.REGISTER)],
        ["", ""],
    ),
    "signed before all agreed": (
        [started(BESIDE), opens(), visa(LAWYER, "1.1"), signs(seat="")],
        ApprovalStatus.RUNNING,
        [(BOOKKEEPER, Act.APPROVE)],
        ["", Reason.NOT_AGREED],
    ),
    "a visa on the version before": (
        [started(BESIDE), opens(), revises(), visa(LAWYER, "1.1"), opens(turn=2)],
        ApprovalStatus.RUNNING,
        [(LAWYER, Act.APPROVE), (BOOKKEEPER, Act.APPROVE)],
        [Reason.VERSION_CHANGED],
    ),
    "a signature on the version before": (
        [started(SIGNING), opens(), revises(), signs(seat="1.1"), opens(turn=2)],
        ApprovalStatus.AGREED,
        [(CHAIR, Act.SIGN)],
        [Reason.VERSION_CHANGED],
    ),
    "skipped while the visa travelled": (
        [
            started(BESIDE),
            opens(),
            (AUTHOR, ApproverSkipped(seat="1.1", reason="В отпуске")),
            visa(LAWYER, "1.1", Result.REFUSED),
        ],
        ApprovalStatus.RUNNING,
        [(BOOKKEEPER, Act.APPROVE)],
        [Reason.APPROVER_SKIPPED],
    ),
    "skipping the last one completes the stage": (
        [
            started(BESIDE, SIGNING),
            opens(),
            visa(LAWYER, "1.1"),
            (AUTHOR, ApproverSkipped(seat="1.2", reason="В отпуске")),
            opens(1),
        ],
        ApprovalStatus.AGREED,
        [(CHAIR, Act.SIGN)],
        [""],
    ),
    "nothing is signed by skipping the signer": (
        [started(SIGNING), opens(), (AUTHOR, ApproverSkipped(seat="1.1", reason="Болен"))],
        ApprovalStatus.AGREED,
        [(AUTHOR, Act.REVISE)],
        [],
    ),
    "by the person and by the deputy": (
        [started(BESIDE), opens(), visa(OTHER, "1.1", behalf=LAWYER), visa(LAWYER, "1.1")],
        ApprovalStatus.RUNNING,
        [(BOOKKEEPER, Act.APPROVE)],
        ["", Reason.SEAT_DECIDED],
    ),
    "withdrawn": (
        [started(BESIDE), opens(), (AUTHOR, Withdrawn(reason="Ошибка")), visa(LAWYER, "1.1")],
        ApprovalStatus.WITHDRAWN,
        [(AUTHOR, Act.REVISE)],
        [Reason.APPROVAL_ENDED],
    ),
    "aborted": (
        [started(BESIDE), opens(), (AUTHOR, Aborted(reason="Не нужно")), visa(LAWYER, "1.1")],
        ApprovalStatus.ABORTED,
        [],
        [Reason.APPROVAL_ENDED],
    ),
    "pulled back": (
        [started(BESIDE), opens(), (AUTHOR, PulledBack())],
        ApprovalStatus.WITHDRAWN,
        [(AUTHOR, Act.REVISE)],
        [],
    ),
    "put up again as it was": (
        [
            started(BESIDE),
            opens(),
            visa(LAWYER, "1.1", Result.RETURNED),
            revises(FIRST),
            opens(turn=2),
            visa(BOOKKEEPER, "1.2"),
        ],
        ApprovalStatus.RUNNING,
        [(LAWYER, Act.APPROVE)],
        ["", ""],
    ),
    "nobody holds the position": (
        [started(Stage((Approver(position=POSITION),))), opens(people={"1.1": ()})],
        ApprovalStatus.RUNNING,
        [(AUTHOR, Act.REVISE)],
        [],
    ),
    "two hold the position and the first decides": (
        [
            started(Stage((Approver(position=POSITION),))),
            opens(people={"1.1": (LAWYER, OTHER)}),
            visa(OTHER, "1.1"),
            visa(LAWYER, "1.1"),
        ],
        ApprovalStatus.AGREED,
        [(OFFICE, Act.REGISTER)],
        ["", Reason.SEAT_DECIDED],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_acts_come_to(name: str) -> None:
    """Each story has its end, those who are waited for, and what does not count with its reason."""
    acts, status, waits, void = CASES[name]
    state = told(*acts)
    assert (state.status, waiting(state), voids(state)) == (status, waits, void)


REFUSED: dict[str, tuple[Reason, Sequence[Told]]] = {
    "started twice": (Reason.ALREADY_EXISTS, [started(BESIDE), started(BESIDE)]),
    "no stages": (Reason.REQUIRED_FIELD, [started()]),
    "a stage of nobody": (Reason.REQUIRED_FIELD, [started(Stage())]),
    "signing first": (Reason.SIGNING_COMES_LAST, [started(SIGNING, BESIDE)]),
    "the same approver twice": (Reason.ALREADY_EXISTS, [started(stage(LAWYER, LAWYER))]),
    "a made-up hash": (
        Reason.BAD_VALUE,
        [started(BESIDE, covered=Covered((("f1", "x"),)))],
    ),
    "a made-up field": (
        Reason.BAD_VALUE,
        [started(BESIDE, covered=Covered(fields={"note": "x"}))],
    ),
    "a later stage": (Reason.STAGE_NOT_DUE, [started(BESIDE, SIGNING), opens(1)]),
    "a stage there is not": (Reason.STAGE_NOT_DUE, [started(BESIDE), opens(7)]),
    "a pass there was not": (Reason.STAGE_NOT_DUE, [started(BESIDE), opens(turn=2)]),
    "nobody's seat": (Reason.NOT_APPROVER, [started(BESIDE), opens(), visa(OTHER, "1.1")]),
    "a seat there is not": (Reason.NOT_APPROVER, [started(BESIDE), opens(), visa(LAWYER, "9")]),
    "remarks without a word": (
        Reason.REQUIRED_FIELD,
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.REMARKS, remarks="")],
    ),
    "a refusal without a reason": (
        Reason.REQUIRED_FIELD,
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.REFUSED, remarks=" ")],
    ),
    "a signature as a visa": (
        Reason.BAD_VALUE,
        [started(BESIDE), opens(), visa(LAWYER, "1.1", Result.SIGNED)],
    ),
    "agreeing instead of signing": (
        Reason.SIGN_INSTEAD,
        [started(SIGNING), opens(), visa(CHAIR, "1.1")],
    ),
    "signing instead of agreeing": (
        Reason.NOT_APPROVER,
        [started(BESIDE, SIGNING), opens(), signs(LAWYER, "1.1")],
    ),
    "pulled back after somebody looked": (
        Reason.ALREADY_OPENED,
        [started(BESIDE), opens(), (LAWYER, Opened(version=V1)), (AUTHOR, PulledBack())],
    ),
    "withdrawn twice": (
        Reason.APPROVAL_ENDED,
        [started(BESIDE), (AUTHOR, Withdrawn(reason="а")), (AUTHOR, Withdrawn(reason="б"))],
    ),
    "aborted twice": (
        Reason.APPROVAL_ENDED,
        [started(BESIDE), (AUTHOR, Aborted(reason="а")), (AUTHOR, Aborted(reason="б"))],
    ),
    "revised when it was signed": (
        Reason.ALREADY_SIGNED,
        [started(SIGNING), opens(), signs(seat="1.1"), revises()],
    ),
    "skipped twice": (
        Reason.APPROVER_SKIPPED,
        [
            started(BESIDE),
            (AUTHOR, ApproverSkipped(seat="1.1", reason="а")),
            (AUTHOR, ApproverSkipped(seat="1.1", reason="б")),
        ],
    ),
    "skipped after the visa": (
        Reason.SEAT_DECIDED,
        [
            started(BESIDE),
            opens(),
            visa(LAWYER, "1.1"),
            (AUTHOR, ApproverSkipped(seat="1.1", reason="а")),
        ],
    ),
    "added to a stage that is over": (
        Reason.STAGE_DECIDED,
        [
            started(stage(LAWYER), SIGNING),
            opens(),
            visa(LAWYER, "1.1"),
            (AUTHOR, ApproverAdded(at=0, seat="v1", approver=person(OTHER))),
        ],
    ),
    "added twice": (
        Reason.ALREADY_EXISTS,
        [started(BESIDE), (AUTHOR, ApproverAdded(at=0, seat="v1", approver=person(LAWYER)))],
    ),
    "a stranger looks": (
        Reason.NOT_APPROVER,
        [started(BESIDE), opens(), (OTHER, Opened(version=V1))],
    ),
    "nothing was started": (Reason.UNKNOWN_SUBJECT, [visa(LAWYER, "1.1")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be(name: str) -> None:
    """What makes no sense whatever came before is refused with its reason."""
    reason, acts = REFUSED[name]
    assert refusal(*acts) == reason


def test_a_stage_is_opened_once() -> None:
    """Two workplaces that open one stage do no harm: the first in the common order counts."""
    begun = [started(Stage((Approver(position=POSITION),), title="Бухгалтерия"))]
    state = told(*begun, opens(people={"1.1": (LAWYER,)}, due=DUE), opens(people={"1.1": (OTHER,)}))
    assert state.stages[0].due == DUE
    assert state.stages[0].seats[0].people == (LAWYER,)
    assert state.waits()[0].due == DUE
    assert told(*begun, opens(), revises(), opens(turn=1)).stages[0].opened == 0


def test_a_stage_that_can_start_is_found_in_the_tables() -> None:
    """What waits to be opened has a code of its own in the tables, and its status beside it."""
    state = told(started(stage(LAWYER), SIGNING))
    assert (state.stage, state.status) == (TO_OPEN, ApprovalStatus.RUNNING)
    state = told(started(stage(LAWYER), SIGNING), opens(), visa(LAWYER, "1.1"))
    assert (state.stage, state.to_open, state.at) == (TO_OPEN, 1, 1)
    assert told(started(stage(LAWYER)), opens()).stage == ApprovalStatus.RUNNING


@pytest.mark.parametrize(
    ("reset", "again", "left"),
    [
        (Reset.EVERYONE, (), [LAWYER, BOOKKEEPER, OTHER]),
        (Reset.CONCERNED, (), [OTHER]),
        (Reset.CONCERNED, ("1.1",), [LAWYER, OTHER]),
    ],
)
def test_who_is_asked_again(reset: Reset, again: tuple[str, ...], left: list[str]) -> None:
    """A new version asks everyone again, or those who had not agreed and those it concerns."""
    route = stage(LAWYER, BOOKKEEPER, OTHER, mode=Mode.PARALLEL)
    state = told(
        started(route, reset=reset),
        opens(),
        visa(LAWYER, "1.1"),
        visa(BOOKKEEPER, "1.2"),
        visa(OTHER, "1.3", Result.RETURNED),
        revises(SECOND, *again),
        opens(turn=2),
    )
    assert (state.round, state.version) == (2, V2)
    assert [one.person for one in state.waits()] == left
    carried = [seat for seat in state.stages[0].seats if seat.carried]
    assert all(state.visas[seat.visa or 0].version == V1 for seat in carried)
    assert len(carried) == 3 - len(left)
    assert [one.version for one in state.rounds] == [V1, V2]


def test_who_signs_always_signs_the_last_version() -> None:
    """Whatever a route carries over, a signature is not: it is given to the final version."""
    state = told(
        started(stage(LAWYER), stage(CHAIR, LAWYER, signing=True), reset=Reset.CONCERNED),
        opens(),
        visa(LAWYER, "1.1"),
        opens(1),
        signs(),
        revises(),
        opens(1, turn=2),
    )
    assert state.status is ApprovalStatus.AGREED
    assert state.stages[0].seats[0].carried
    assert waiting(state) == [(CHAIR, Act.SIGN)]


def test_an_approver_is_added_where_they_belong() -> None:
    """Who is added comes at the end of the stage or before somebody, with a trace of who did it."""
    added = ApproverAdded(at=0, seat="v1", approver=person(OTHER), before="1.2", reason="Смета")
    state = told(started(IN_TURN), opens(), (AUTHOR, added), visa(LAWYER, "1.1"))
    assert [seat.key for seat in state.stages[0].seats] == ["1.1", "v1", "1.2"]
    assert waiting(state) == [(OTHER, Act.APPROVE)]
    trace = state.stages[0].seats[1].added
    assert trace is not None
    assert (trace.person, trace.reason) == (AUTHOR, "Смета")
    position = ApproverAdded(at=0, seat="v2", approver=Approver(position=POSITION), people=(CHAIR,))
    state = told(started(BESIDE), opens(), (AUTHOR, position))
    assert waiting(state)[-1] == (CHAIR, Act.APPROVE)


@pytest.mark.parametrize(
    ("fact", "who", "right"),
    [
        (Withdrawn(reason="а"), AUTHOR, Right.DRAFT),
        (Withdrawn(reason="а"), OTHER, Right.CONTROL),
        (Withdrawn(reason="а", behalf=AUTHOR), OTHER, Right.DRAFT),
        (Revised(covered=SECOND), OTHER, Right.CONTROL),
        (ApproverSkipped(seat="1.1", reason="а"), AUTHOR, Right.DRAFT),
        (Signed(version=V1), CHAIR, Right.SIGN),
        (VisaGiven(seat="1.1", version=V1, result=YES), LAWYER, Right.TAKE_PART),
        (NumberNoted(number="1"), OTHER, Right.REGISTER),
    ],
)
def test_who_may(fact: Fact, who: str, right: Right) -> None:
    """The author steers an approval; others who would need to watch over execution."""
    assert fact.right(stamp(person=who), told(started(BESIDE))) is right


def test_a_deputy_starts_for_the_author() -> None:
    """What a deputy starts is the principal's, and both names are kept."""
    state = told((OTHER, replace(started(BESIDE)[1], behalf=AUTHOR)))
    assert (state.author, state.started_by) == (AUTHOR, OTHER)
    assert state.rounds[0].put_up.behalf == AUTHOR


def test_looking_is_noted_once_for_each_version() -> None:
    """Who has looked at a version is known, and its author's own look is not held against them."""
    looks = (LAWYER, Opened(version=V1))
    state = told(started(BESIDE), opens(), looks, looks, revises(), looks)
    assert [(one.person, one.round) for one in state.openings] == [(LAWYER, 1)]
    route = stage(AUTHOR, LAWYER)
    state = told(started(route), opens(), (AUTHOR, Opened(version=V1)), (AUTHOR, PulledBack()))
    assert state.status is ApprovalStatus.WITHDRAWN


def _document(*files: File, **fields: Any) -> Document:
    usual: dict[str, Any] = {"subject_ru": "О путёвках", "parties": (Party("c1"),)}
    card = Card(**usual | fields)
    return Document(Kind.OUTGOING, DocumentStatus.DRAFT, card, files=files)


def _file(id: str, role: FileRole = FileRole.TEXT, sha: str = SHA, removed: str = "") -> File:
    return File(id, role, "", (Version(sha, "а.docx", 1),), removed)


TEXT = _file("f1")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (_document(TEXT, note="Заметка"), True),
        (_document(TEXT, _file("f2", FileRole.SCAN)), True),
        (_document(TEXT, _file("f2", FileRole.REMARKS)), True),
        (_document(TEXT, _file("f2", removed="лишний")), True),
        (_document(TEXT, _file("f2", FileRole.APPENDIX)), False),
        (_document(_file("f1", sha="cd" * 32)), False),
        (_document(TEXT, subject_ru="О других"), False),
        (_document(TEXT, parties=(Party("c1"), Party("c2"))), False),
        (_document(TEXT, signed_by=("Ахметов",)), False),
    ],
)
def test_what_a_version_covers(other: Document, *, is_same: bool) -> None:
    """A version is the texts, appendices and the card's fields a reader of the paper sees."""
    mine, theirs = (version_of(covered_by(one)) for one in (_document(TEXT), other))
    assert (mine == theirs) is is_same


def test_a_scan_is_covered_where_it_is_all_there_is() -> None:
    """A document that is nothing but a scan is approved as that scan."""
    scan = _file("f1", FileRole.SCAN)
    assert covered_by(_document(scan)).files == (("f1", SHA),)


def test_a_version_has_one_name_for_ever() -> None:
    """The hash of a version never changes between releases: visas of years ago still cover it."""
    assert V1 == "6c6371d7283900bd2bbd2dd24b888dbe328ab11200b373dbd80cc07844686299"
    kept = msgspec.json.decode(msgspec.json.encode(FIRST), type=Covered)
    assert version_of(kept) == V1


def test_routes_are_kept_and_changed() -> None:
    """A route has a name, stages, and what it is for."""
    route = Route(
        "Исходящее письмо", kinds=(Kind.OUTGOING,), types=("t1",), stages=(BESIDE, SIGNING)
    )
    state = RouteDefined(route).apply(None, stamp())
    assert state.fits(Kind.OUTGOING, "t1")
    assert not state.fits(Kind.OUTGOING, "t2")
    assert not state.fits(Kind.ORDERS, "t1")
    plain = msgspec.to_builtins((SIGNING,))
    assert RouteChanged({"stages": plain}).apply(state, stamp()).stages == (SIGNING,)
    with pytest.raises(Refusal):
        RouteChanged({"stages": []}).apply(state, stamp())
    with pytest.raises(Refusal):
        RouteDefined(replace(route, name_ru="")).apply(None, stamp())
