"""A shared folder is tried out before it is trusted."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edo.clock import now
from edo.errors import UnreachableError
from edo.share.probe import Grade, Probe, probe
from edo.share.signs import (
    copied_by,
    is_online_only,
    mounted,
    replicated_place,
    replicators,
)
from edo.share.system import System
from edo.share.trouble import Trouble
from tests.share.calls import Failing, Meet, Met
from tests.share.carriers import at_once

DEV = "abcdefghabcdefgh"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Return an empty shared folder."""
    place = tmp_path / "share"
    place.mkdir()
    return place


def tried(share: Path, meet: Meet | None = None, at: Callable[[], int] = now) -> Probe:
    """Return what a probe of a folder finds out."""
    system = Met(meet) if meet else System()
    return probe(share, DEV, system=system, at=at, sleep=at_once)


def test_a_good_folder_can_do_all(share: Path) -> None:
    """A plain disk does what numbers need, and nothing of the trial stays in it."""
    found = tried(share)
    assert (found.exclusive, found.links, found.reads_back) == (True, True, True)
    assert (found.syncs, found.long_names, found.online_only) == (True, True, False)
    assert found.free is not None
    assert [path for path in share.rglob("*") if path.is_file()] == []


def test_one_computer_proves_nothing(share: Path) -> None:
    """However good a folder looks from one place, only a rehearsal makes it exclusive."""
    found = tried(share)
    assert found.grade(rehearsed=False) is Grade.EVENTUAL
    assert found.grade(rehearsed=True) is Grade.EXCLUSIVE


def test_the_servers_clock_is_compared(share: Path) -> None:
    """How far our clock is off is told by the time the server writes on a file."""
    day = 24 * 60 * 60 * 1000
    assert abs(tried(share, at=lambda: now() - day).offset - day) < 60_000
    assert abs(tried(share, at=lambda: now() + day).offset + day) < 60_000


def test_a_folder_without_links_or_syncing_is_told(share: Path) -> None:
    """What a server cannot do is found out, and is no error."""
    assert not tried(share, Failing("link", OSError(errno.EPERM, "no links"))).links
    assert not tried(share, Failing("sync", OSError(errno.EINVAL, "no sync"))).syncs


def test_a_folder_that_lets_two_create_one_name_is_found_out(share: Path) -> None:
    """A second creation that succeeds condemns a share, whatever a rehearsal says."""

    class Lying(System):
        def create(self, path: str) -> int:
            return os.open(path, os.O_WRONLY | os.O_CREAT, 0o664)

    found = probe(share, DEV, system=Lying())
    assert not found.exclusive
    assert not found.reads_back
    assert found.grade(rehearsed=True) is Grade.EVENTUAL


def test_a_folder_that_reads_back_otherwise_is_found_out(share: Path) -> None:
    """Bytes that come back changed condemn a share."""

    def spoil(name: str, call: Callable[[], Any]) -> Any:
        return b"e?o" if name == "read" else call()

    assert tried(share, spoil).grade(rehearsed=True) is Grade.EVENTUAL


def test_a_folder_that_folds_case_is_told(share: Path) -> None:
    """A server for which capitals are small letters is named, and does no harm: ours are small."""

    def fold(name: str, call: Callable[[], Any]) -> Any:
        return True if name == "exists" else call()

    found = tried(share, fold)
    assert found.folds_case
    assert found.grade(rehearsed=True) is Grade.EXCLUSIVE


def test_a_folder_that_is_not_there_cannot_be_tried(tmp_path: Path, share: Path) -> None:
    """The person learns why a trial was not possible."""
    for place, meet, trouble in (
        (tmp_path / "nothing", None, Trouble.GONE),
        (share, Failing("create", OSError(errno.EROFS, "read-only")), Trouble.READ_ONLY),
        (share, Failing("write", OSError(errno.ENOSPC, "full")), Trouble.FULL),
    ):
        with pytest.raises(UnreachableError) as error:
            tried(place, meet)
        assert error.value.reason == trouble


def test_a_probe_goes_through_no_link(share: Path, tmp_path: Path) -> None:
    """A link in the place of the folder for trials leads nowhere."""
    (share / "probe").symlink_to(tmp_path)
    with pytest.raises(UnreachableError) as error:
        tried(share)
    assert error.value.reason == Trouble.LINK


@pytest.mark.parametrize(
    ("name", "program"),
    [
        (".stfolder", "Syncthing"),
        (".syncthing.org.json.tmp", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".SynologyWorkingDirectory", "Synology Drive"),
    ],
)
def test_a_replicated_folder_gives_itself_away(share: Path, name: str, program: str) -> None:
    """What copying programs leave in a folder, or in one above it, keeps it from numbers."""
    (share / name).touch()
    inner = share / "office"
    inner.mkdir()
    for place in (share, inner):
        found = tried(place)
        assert found.replicators == (program,)
        assert found.grade(rehearsed=True) is Grade.EVENTUAL


def test_names_of_replicators_are_known() -> None:
    """A path through a program's own folder gives it away too; other names do not."""
    assert replicated_place(["C:\\", "Users", "a", "OneDrive - Organisation"]) == ("OneDrive",)
    assert replicated_place(["/", "home", "a", "Яндекс.Диск"]) == ("Yandex Disk",)
    assert replicated_place(["/", "srv", "office"]) == ()
    assert replicators(["org.json", "spaces", "auth", "sync_plan.db"]) == ()
    assert copied_by(System(), Path("/no/such/place")) == ()


def test_a_file_in_the_cloud_is_known() -> None:
    """A file that Windows or macOS fetches only when it is opened is told by its marks."""
    assert is_online_only(0x400000)
    assert is_online_only(0x1000)
    assert is_online_only(0, 0x40000000)
    assert not is_online_only(0x20)


def test_the_kind_of_drive_is_read_from_the_table_of_mounts() -> None:
    """The nearest mount above a path tells its kind, the later one where two lie on one place."""
    table = (
        "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
        "40 22 0:35 / /mnt/office\\040share rw - cifs //server/share rw\n"
        "41 22 0:36 / /mnt/nfs rw shared:7 master:1 - nfs4 server:/x rw\n"
        "42 22 0:37 / /mnt/nfs rw - tmpfs none rw\n"
        "a broken line\n"
    )
    assert mounted(table, "/mnt/office share/edo") == "cifs"
    assert mounted(table, "/mnt/office sharefolder") == "ext4"
    assert mounted(table, "/mnt/nfs") == "tmpfs"
    assert mounted("", "/") == ""
