"""Visiting a kept share: a workplace that has never been there comes to a copy of it."""

import shutil
from pathlib import Path

import msgspec

from edo.exchange.exchange import Outcome
from edo.workplace import Workplace
from tests.formats import telling
from tests.formats.telling import GUEST, SHARE, Guest


class Visit:
    """A workplace that has just come to a copy of a kept share, and exchanged once."""

    def __init__(self, kept: Path, folder: Path) -> None:
        self.guest = msgspec.json.decode((kept / GUEST).read_bytes(), type=Guest)
        self.share = folder / SHARE
        shutil.copytree(kept / SHARE, self.share)
        self.before = files(self.share)
        self.workplace: Workplace = telling.join(self.share, self.guest, folder / "home")
        self.outcome: Outcome = telling.exchange(self.workplace, self.share, self.guest)

    def assert_left_as_it_was(self) -> None:
        """Nothing of the share changed but for heads of who came."""
        assert self.outcome.halt is None
        after = files(self.share)
        assert self.before.items() <= after.items()
        mine = after.keys() - self.before.keys()
        assert mine
        assert all("/heads/" in name and self.guest.key.name in name for name in mine)


def files(share: Path) -> dict[str, bytes]:
    """Return the files of a share by name."""
    return {
        path.relative_to(share).as_posix(): path.read_bytes()
        for path in sorted(share.rglob("*"))
        if path.is_file()
    }
