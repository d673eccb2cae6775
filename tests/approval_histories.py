"""What people may state about an approval or a route, wise and foolish: for drawing histories."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from edo.domain.approving import ApprovalStarted, Opened, Signed, StageOpened, VisaGiven
from edo.domain.card import Kind
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
from edo.domain.route import Approver, Mode, Reset, Route, RouteChanged, RouteDefined, Rule, Stage
from edo.domain.visa import Covered, Result, version_of
from edo.domain.workdays import Term
from tests.builders import SHA

COVERED = (
    Covered((("f1", SHA),), {"subject_ru": "О путёвках"}),
    Covered((("f1", "cd" * 32),), {"subject_ru": "О путёвках", "parties": [["c1", ""]]}),
    Covered((("f1", "x"),)),
    Covered(fields={"note": "нет"}),
)
"""Two versions, and two that cannot be."""

_people = st.sampled_from(["p1", "p2", "p3"])
_approvers = st.builds(Approver, person=_people) | st.just(Approver(position="s1"))
_stages = st.lists(
    st.builds(
        Stage,
        st.lists(_approvers, max_size=3).map(tuple),
        st.sampled_from(Mode),
        st.sampled_from(Rule),
        st.none() | st.builds(Term, st.integers(0, 3)),
        st.just(""),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)
_words: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"reason": st.sampled_from(["Смета", "Смета", " "]), "behalf": st.sampled_from(["", "", "p3"])}
)
_seats = st.sampled_from(["1.1", "1.2", "2.1", "v1", ""])
_versions = st.sampled_from([version_of(COVERED[0])] * 3 + [version_of(COVERED[1]), "x"])
_at = st.integers(-1, 2)
_covered = st.sampled_from(COVERED)

APPROVAL: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        ApprovalStarted,
        document=st.sampled_from(["d1", ""]),
        kind=st.just(Kind.OUTGOING),
        covered=_covered,
        stages=_stages,
        reset=st.sampled_from(Reset),
    ),
    st.builds(
        StageOpened,
        at=_at,
        round=st.integers(0, 2),
        people=st.dictionaries(_seats, st.lists(_people, max_size=2).map(tuple), max_size=2),
        due=st.none() | st.just(date(2026, 3, 5)),
    ),
    st.builds(Opened, version=_versions),
    *[
        st.builds(
            VisaGiven,
            seat=_seats,
            version=_versions,
            result=st.sampled_from(Result),
            remarks=st.sampled_from(["Нет сметы", ""]),
            file=st.sampled_from(["", "f2"]),
        )
    ]
    * 3,
    st.builds(Signed, version=_versions, seat=_seats),
    st.builds(Revised, covered=_covered, again=st.lists(_seats, max_size=2).map(tuple)),
    st.builds(ApproverAdded, at=_at, seat=_seats, approver=_approvers, before=_seats),
    st.builds(lambda seat, words: ApproverSkipped(seat=seat, **words), _seats, _words),
    st.builds(lambda words: Withdrawn(**words), _words),
    st.builds(PulledBack),
    st.builds(lambda words: Aborted(**words), _words),
    st.builds(NumberNoted, number=st.sampled_from(["7", ""])),
)
ROUTE: st.SearchStrategy[Fact] = st.one_of(
    st.builds(RouteDefined, st.builds(Route, st.sampled_from(["Письмо", ""]), stages=_stages)),
    st.builds(
        RouteChanged,
        st.dictionaries(
            st.sampled_from(["name_ru", "stages", "closed", "reset", "nothing"]),
            st.sampled_from(["Хат", "concerned", [], True, [{"approvers": [{"person": "p1"}]}]]),
            max_size=2,
        ),
    ),
)

_BESIDE = Stage((Approver(person="p2"), Approver(person="p3")), Mode.PARALLEL, term=Term(1))
STARTED = ApprovalStarted(document="d1", kind=Kind.OUTGOING, covered=COVERED[0], stages=(_BESIDE,))
DEFINED = RouteDefined(Route("Письмо", stages=(_BESIDE,)))
