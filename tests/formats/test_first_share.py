"""The share the first release left is read by every later one, to the same states."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from edo.check import check
from edo.exchange.exchange import Outcome
from edo.workplace import Workplace
from tests.formats import making, telling
from tests.formats.telling import GUEST, SHARE, TOLD, Guest

FOLDER = Path(__file__).parent / "first_share"


class Visit:
    """A workplace that has just come to a copy of the kept share, and exchanged once."""

    def __init__(self, folder: Path) -> None:
        self.guest = msgspec.json.decode((FOLDER / GUEST).read_bytes(), type=Guest)
        self.share = folder / SHARE
        shutil.copytree(FOLDER / SHARE, self.share)
        self.before = _files(self.share)
        self.workplace: Workplace = telling.join(self.share, self.guest, folder / "home")
        self.outcome: Outcome = telling.exchange(self.workplace, self.share, self.guest)


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Visit the kept share."""
    made = Visit(tmp_path)
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
    assert visit.outcome.halt is None
    after = _files(visit.share)
    assert visit.before.items() <= after.items()
    mine = after.keys() - visit.before.keys()
    assert mine
    assert all("/heads/" in name and visit.guest.key.name in name for name in mine)


def test_what_the_kept_share_must_have_in_it() -> None:
    """A share without one of these would prove less than it says."""
    names = _files(FOLDER / SHARE)
    told = (FOLDER / TOLD).read_text(encoding="utf-8")
    for part in ("join/", "/packs/", "/blobs/", "-x", ".tmp", "/heads/", "/log/", "/claims/"):
        assert any(part in name for name in names), part
    for word in ("parallel", "former", "disputed", "segment_signature", "document.weighed"):
        assert word in told, word
    for kind in ("role.revoke", "device.retire", "keeper.pass", "rules", "seal.keep"):
        assert kind in told, kind


def _files(share: Path) -> dict[str, bytes]:
    return {
        path.relative_to(share).as_posix(): path.read_bytes()
        for path in sorted(share.rglob("*"))
        if path.is_file()
    }


def test_the_story_can_be_told_anew(tmp_path: Path) -> None:
    """A later release makes its own share by it; the register in it is that of the first."""
    making.make(tmp_path)
    told, kept = (json.loads((folder / TOLD).read_text("utf-8")) for folder in (tmp_path, FOLDER))
    for name in ("chain", "set aside", "without effect"):
        assert len(told[name]) == len(kept[name]), name
    assert [line.partition(" ")[2] for line in sorted(told["register"])] == [
        line.partition(" ")[2] for line in sorted(kept["register"])
    ]
