"""The share of the release that trains is read by every later one, to the same days."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.check import check
from edo.domain import facts
from edo.store.database import ask
from tests.formats import teaching, telling
from tests.formats.teaching import COVERED
from tests.formats.telling import TOLD
from tests.formats.visiting import Visit

FOLDER = Path(__file__).parent / "training_share"
_ABOUT = ("course.", "session.", "person.")


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Visit the kept share."""
    made = Visit(FOLDER, tmp_path)
    yield made
    made.workplace.close()


def test_a_new_workplace_comes_to_the_states_told(visit: Visit) -> None:
    """Courses, sessions with every mark, and staff are those of that release."""
    told = (FOLDER / TOLD).read_text(encoding="utf-8")
    assert telling.tell(visit.workplace, visit.outcome.pending) == told
    visit.workplace.rebuild(lambda _done, _total: None)
    assert telling.tell(visit.workplace, visit.outcome.pending) == told
    assert check(visit.workplace).findings == ()


def test_who_was_trained_on_any_day_stays_as_it_was_told(visit: Visit) -> None:
    """A report of years ago says the same, and what had no effect has none."""
    covered = (FOLDER / COVERED).read_text(encoding="utf-8")
    assert teaching.covered(visit.workplace) == covered


def test_the_share_stays_as_it_was_but_for_heads_of_who_came(visit: Visit) -> None:
    """Nothing is sealed again, moved or swept up: who reads an old share only says so."""
    visit.assert_left_as_it_was()


def test_what_the_kept_share_must_have_in_it(visit: Visit) -> None:
    """Every fact of training is stated in it, differences stand, and some things have no effect."""
    stated = {row[0] for row in visit.workplace.read(ask, "SELECT DISTINCT kind FROM changes")}
    assert {name for name in facts.FACTS if name.startswith(_ABOUT)} <= stated
    told, covered = ((FOLDER / name).read_text("utf-8") for name in (TOLD, COVERED))
    for word in ("replaced", "prior", "cancelled", "is_held", "anew", "programme", "annulled"):
        assert f'"{word}"' in told or f'"form": "{word}"' in told, word
    for word in ("session.marked: not_allowed", "had", "clerk"):
        assert word in covered, word


def test_the_story_can_be_told_anew(tmp_path: Path) -> None:
    """A later release makes its own share by it; who was trained when is the same in it."""
    teaching.make(tmp_path)
    made, kept = (json.loads((one / COVERED).read_text("utf-8")) for one in (tmp_path, FOLDER))
    assert made["refused"] == kept["refused"]
    lengths = [{name: len(days) for name, days in one["stretches"].items()} for one in (made, kept)]
    assert lengths[0] == lengths[1]
