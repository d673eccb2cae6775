"""The share the first release left is read by every later one, to the same states."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.check import check
from tests.formats import making, telling
from tests.formats.telling import SHARE, TOLD
from tests.formats.visiting import Visit, files

FOLDER = Path(__file__).parent / "first_share"


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Visit the kept share."""
    made = Visit(FOLDER, tmp_path)
    yield made
    made.workplace.close()


def test_a_new_workplace_comes_to_the_states_told(visit: Visit) -> None:
    """Documents, numbers, members, and what has no effect are those of the first release."""
    told = (FOLDER / TOLD).read_text(encoding="utf-8")
    assert telling.tell(visit.workplace, visit.outcome.pending) == told
    visit.workplace.rebuild(lambda _done, _total: None)
    assert telling.tell(visit.workplace, visit.outcome.pending) == told
    assert check(visit.workplace).findings == ()


def test_the_share_stays_as_it_was_but_for_heads_of_who_came(visit: Visit) -> None:
    """Nothing is sealed again, moved or swept up: who reads an old share only says so."""
    visit.assert_left_as_it_was()


def test_what_the_kept_share_must_have_in_it() -> None:
    """A share without one of these would prove less than it says."""
    names = files(FOLDER / SHARE)
    told = (FOLDER / TOLD).read_text(encoding="utf-8")
    for part in ("join/", "/packs/", "/blobs/", "-x", ".tmp", "/heads/", "/log/", "/claims/"):
        assert any(part in name for name in names), part
    for word in ("parallel", "former", "disputed", "segment_signature", "document.weighed"):
        assert word in told, word
    for kind in ("role.revoke", "device.retire", "keeper.pass", "rules", "seal.keep"):
        assert kind in told, kind


def test_the_story_can_be_told_anew(tmp_path: Path) -> None:
    """A later release makes its own share by it; the register in it is that of the first."""
    making.make(tmp_path)
    told, kept = (json.loads((folder / TOLD).read_text("utf-8")) for folder in (tmp_path, FOLDER))
    for name in ("chain", "set aside", "without effect"):
        assert len(told[name]) == len(kept[name]), name
    assert [line.partition(" ")[2] for line in sorted(told["register"])] == [
        line.partition(" ")[2] for line in sorted(kept["register"])
    ]
