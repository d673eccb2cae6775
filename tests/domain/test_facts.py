"""Facts on the wire: their names, and data that somebody made up."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo.change import Change
from edo.domain import facts
from edo.domain.fact import Fact
from edo.domain.fold import fold, step
from edo.errors import DamagedError, EdoError
from tests.builders import SHA, change, hlc, stamp
from tests.histories import OPENINGS, SUBJECTS, histories, usual_roster

NAMES = [
    "acquaintance.asked",
    "acquaintance.closed",
    "acquaintance.confirmed",
    "acquaintance.people_added",
    "acquaintance.person_taken_off",
    "approval.aborted",
    "approval.approver_added",
    "approval.approver_skipped",
    "approval.number_noted",
    "approval.opened",
    "approval.pulled_back",
    "approval.revised",
    "approval.signed",
    "approval.stage_opened",
    "approval.started",
    "approval.visa",
    "approval.withdrawn",
    "calendar.day_cleared",
    "calendar.day_marked",
    "correspondent.added",
    "correspondent.changed",
    "correspondent.merged",
    "course.changed",
    "course.defined",
    "course.revised",
    "deputy.ended",
    "deputy.named",
    "document.cancelled",
    "document.changed",
    "document.delivered",
    "document.drafted",
    "document.due_counted",
    "document.file_attached",
    "document.file_removed",
    "document.file_replaced",
    "document.linked",
    "document.number_awaited",
    "document.refused",
    "document.registered",
    "document.renumbered",
    "document.sent",
    "document.unlinked",
    "journal.changed",
    "journal.opened",
    "letter.answered",
    "letter.opened",
    "letter.recalled",
    "letter.refused",
    "letter.registered",
    "letter.sent",
    "letter.taken",
    "number.released",
    "number.reserved",
    "number.voided",
    "office.added",
    "office.changed",
    "person.added",
    "person.changed",
    "person.left",
    "person.moved",
    "phrase.kept",
    "position.added",
    "position.changed",
    "receipt.acknowledged",
    "receipt.dispatched",
    "receipt.recall_asked",
    "resolution.asked",
    "resolution.drafted",
    "resolution.issued",
    "resolution.recalled",
    "route.changed",
    "route.defined",
    "session.cancelled",
    "session.certificate_annulled",
    "session.certificate_prepared",
    "session.certified",
    "session.changed",
    "session.held",
    "session.invited",
    "session.mark_corrected",
    "session.marked",
    "session.planned",
    "session.sheet_attached",
    "session.uninvited",
    "task.accepted",
    "task.divided",
    "task.executors_changed",
    "task.extension_asked",
    "task.extension_granted",
    "task.extension_refused",
    "task.file_brought",
    "task.given",
    "task.part_reported",
    "task.removed",
    "task.reopened",
    "task.repetition_stopped",
    "task.reported",
    "task.returned",
    "task.taken",
    "task.term_moved",
    "template.saved",
    "type.changed",
    "type.defined",
    "unit.added",
    "unit.changed",
]


def test_released_names_are_for_ever() -> None:
    """A name on the wire is never dropped or reused: shares of years ago must still fold."""
    assert sorted(facts.FACTS) == NAMES


def test_histories_try_every_fact() -> None:
    """What the properties below and elsewhere are tried on leaves no fact out."""
    seen: set[str] = set()

    def look(kind: str) -> None:
        @settings(max_examples=30, database=None, derandomize=True)
        @given(st.lists(SUBJECTS[kind], min_size=8, max_size=12))
        def drawn(stated: list[Fact]) -> None:
            seen.update(one.NAME for one in stated)

        drawn()

    for kind in SUBJECTS:
        look(kind)
    assert sorted(seen) == NAMES
    assert OPENINGS.keys() <= SUBJECTS.keys()


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.sampled_from(
        ["", " ", "2026-03-02", "2026-02-30", "incoming", "ru", SHA, "\x00", "9" * 600]
    )
    | st.text(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["subject_ru", "name", "n", "on"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def made_up(draw: st.DrawFn) -> Change:
    """Draw a change whose data have the fields of some fact, and anything in them."""
    sample = draw(histories())[0]
    data: dict[str, Any] = json.loads(sample.data)
    for field in draw(st.lists(st.sampled_from([*data, "more"]), min_size=1, max_size=3)):
        inside = data.get(field)
        if isinstance(inside, dict) and inside:
            inside[draw(st.sampled_from(sorted(inside)))] = draw(values)
        else:
            data[field] = draw(values)
    encoded = json.dumps(data, ensure_ascii=False).encode(errors="replace")
    return Change(sample.subject, sample.kind, stamp(hlc(minute=9), "p2"), (), encoded)


@settings(max_examples=300)
@given(made_up())
def test_made_up_data_is_refused_or_makes_a_state_that_can_be_kept(wild: Change) -> None:
    """Nothing a person could sign makes the fold fail, nor a state no table can hold."""
    fold([wild], usual_roster())
    for opening in OPENINGS.values():
        if not wild.subject.startswith(opening.PREFIX):
            continue
        begun = change(wild.subject, opening, stamp(person="p2"))
        folded = fold([begun, wild], usual_roster())
        assert folded.state is not None
        kept = msgspec.json.encode(folded.state)
        assert msgspec.json.decode(kept, type=type(folded.state)) == folded.state
        assert _greatest(msgspec.to_builtins(folded.state)) < 1 << 63


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"reason":"\xff"}',
        b'{"reason":7}',
        b'{"reason":"' + b"[" * 100_000,
        b'{"reason":"a","more":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=["empty", "broken", "list", "no utf-8", "other type", "endless text", "endless nesting"],
)
def test_bytes_that_are_no_fact_are_damage(data: bytes) -> None:
    """They are set aside like any other change that has no sense."""
    with pytest.raises(DamagedError):
        facts.decode("document.cancelled", data)
    wild = Change("d1", "document.cancelled", stamp(person="p2"), (), data)
    with pytest.raises(EdoError):
        step(None, wild, usual_roster())
    assert [one.change for one in fold([wild], usual_roster()).refused] == [wild]


def test_an_unknown_name_is_no_error() -> None:
    """It is a newer release's, and is kept."""
    assert facts.decode("document.sung", b"anything") is None


def _greatest(value: Any) -> int:
    match value:
        case bool():
            return 0
        case int():
            return abs(value)
        case dict():
            return max(map(_greatest, value.values()), default=0)
        case list() | tuple():
            return max(map(_greatest, value), default=0)
        case _:
            return 0
