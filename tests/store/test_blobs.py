"""Contents of files: whole or absent, whatever happens to the source and to the disk."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edo.commands.documents import Attachment
from edo.errors import Reason, Refusal
from edo.store.blobs import SIZE_LIMIT, Blobs
from tests.limits import no_file_beyond, small_disk
from tests.office import Chancery

MIB = 1024 * 1024


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """Make an empty place for contents."""
    return Blobs(tmp_path / "blobs")


def refusal(blobs: Blobs, source: Path) -> Refusal:
    """Return how a file is refused; nothing of it may stay."""
    with pytest.raises(Refusal) as error:
        blobs.put(source)
    assert everything(blobs) == []
    return error.value


def everything(blobs: Blobs) -> list[Path]:
    """Return every file in the place."""
    return [path for path in blobs.path("x").parent.parent.rglob("*") if path.is_file()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(content=st.binary(min_size=1, max_size=100) | st.integers(1, 3 * MIB).map(bytes))
def test_a_content_comes_in_whole_under_its_hash(
    blobs: Blobs, tmp_path: Path, content: bytes
) -> None:
    """Byte for byte, also when it is longer than one piece of reading."""
    source = tmp_path / "письмо.pdf"
    source.write_bytes(content)
    blob = blobs.put(source)
    assert (blob.sha256, blob.name, blob.size) == (
        hashlib.sha256(content).hexdigest(),
        "письмо.pdf",
        len(content),
    )
    assert blobs.path(blob.sha256).read_bytes() == content
    assert blobs.holds(blob.sha256)
    assert blobs.is_whole(blob.sha256)


def test_the_same_content_is_kept_once(blobs: Blobs, tmp_path: Path) -> None:
    """Under whatever names it comes."""
    for name in ("а.pdf", "б.pdf"):
        (tmp_path / name).write_bytes(b"content")
        blobs.put(tmp_path / name)
    assert len(everything(blobs)) == 1


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("две\nстроки.pdf", "две строки.pdf"),
        ("хат\u202efdp.exe", "хатfdp.exe"),
        ("а\u00a0б\t1.pdf", "а б 1.pdf"),
    ],
)
def test_a_name_is_what_one_sees(blobs: Blobs, tmp_path: Path, name: str, plain: str) -> None:
    """On one line, and without signs that turn letters round: a program is no letter."""
    (tmp_path / name).write_bytes(b"content")
    assert blobs.put(tmp_path / name).name == plain


def test_nobody_writes_into_a_content_by_mistake(blobs: Blobs, tmp_path: Path) -> None:
    """What is kept, and what is given out to be opened, is read-only."""
    (tmp_path / "а.pdf").write_bytes(b"content")
    blob = blobs.put(tmp_path / "а.pdf")
    target = tmp_path / "opened" / "письмо.pdf"
    for _ in range(2):  # a second opening replaces the first
        blobs.copy_out(blob.sha256, target, "письмо.pdf")
        assert target.read_bytes() == b"content"
    for path in (blobs.path(blob.sha256), target):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o222
    with pytest.raises(Refusal) as error:
        blobs.copy_out("0" * 64, target, "письмо.pdf")
    assert error.value.reason is Reason.FILE_MISSING_HERE


def test_what_cannot_be_read_is_said_by_name(blobs: Blobs, tmp_path: Path) -> None:
    """Missing, a folder, a broken link, a pipe that would never end, a name too long."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    sources = ("missing.pdf", "", "broken", "pipe", "x" * 300)
    for source in (*(tmp_path / name for name in sources), Path("/dev/zero")):
        error = refusal(blobs, source)
        assert error.reason is Reason.CANNOT_READ
        assert error.values["path"] == str(source)
        assert error.values["detail"]


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="this system has no file whose reading fails"
)
def test_a_file_that_fails_while_it_is_read_is_refused(blobs: Blobs) -> None:
    """A bad sector is told as what it is."""
    assert refusal(blobs, Path("/proc/self/mem")).reason is Reason.CANNOT_READ


def test_a_file_its_owner_may_not_read_is_refused(blobs: Blobs, tmp_path: Path) -> None:
    """The system's own words are in the sentence."""
    (tmp_path / "locked.pdf").write_bytes(b"content")
    (tmp_path / "locked.pdf").chmod(0)
    if os.access(tmp_path / "locked.pdf", os.R_OK):
        pytest.skip("this user may read everything")
    assert refusal(blobs, tmp_path / "locked.pdf").reason is Reason.CANNOT_READ


def test_an_empty_file_is_refused(blobs: Blobs, tmp_path: Path) -> None:
    """A scan that failed is no document."""
    (tmp_path / "empty.pdf").touch()
    assert refusal(blobs, tmp_path / "empty.pdf").reason is Reason.FILE_EMPTY


def test_a_file_too_large_is_refused_before_it_is_read(blobs: Blobs, tmp_path: Path) -> None:
    """Its size is enough to know; the limit is in the sentence."""
    source = tmp_path / "film.mp4"
    with source.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)  # no block of it is on the disk
    error = refusal(blobs, source)
    assert (error.reason, error.values["limit"]) == (Reason.FILE_TOO_LARGE, 200)


class Moving(PosixPath):
    """A file that somebody changes just when it was opened."""

    change: Callable[[Path], object]

    def open(self, *how: Any, **more: Any) -> Any:
        """Open the file as it is; then it changes."""
        file = super().open(*how, **more)
        self.change(Path(self))
        return file


CHANGES: dict[str, tuple[Callable[[Path], object], Reason]] = {
    "longer": (lambda path: path.write_bytes(b"content and more"), Reason.FILE_CHANGED),
    "shorter": (lambda path: os.truncate(path, 3), Reason.FILE_CHANGED),
    "saved again": (lambda path: os.utime(path, ns=(1, 1)), Reason.FILE_CHANGED),
    "replaced": (
        lambda path: path.with_name("новое.pdf").replace(path),
        Reason.FILE_CHANGED,
    ),
    "removed": (lambda path: path.unlink(), Reason.CANNOT_READ),
}


@pytest.mark.parametrize(("change", "reason"), CHANGES.values(), ids=CHANGES)
def test_a_file_that_changes_while_it_is_read_is_refused(
    blobs: Blobs, tmp_path: Path, change: Callable[[Path], object], reason: Reason
) -> None:
    """What is half old and half new is no content; nothing of it stays."""
    (tmp_path / "новое.pdf").write_bytes(b"content of another file")
    (tmp_path / "письмо.pdf").write_bytes(b"content")
    source = Moving(tmp_path / "письмо.pdf")
    source.change = change
    assert refusal(blobs, source).reason is reason


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "blobs").write_text("not a folder")
    (tmp_path / "а.pdf").write_bytes(b"content")
    with pytest.raises(Refusal) as error:
        Blobs(tmp_path / "blobs").put(tmp_path / "а.pdf")
    assert error.value.reason is Reason.CANNOT_WRITE


def test_a_damaged_content_is_noticed_and_mended_by_bringing_the_file_again(
    blobs: Blobs, tmp_path: Path
) -> None:
    """The file that was scanned is still in the folder it came from."""
    (tmp_path / "а.pdf").write_bytes(b"content")
    blob = blobs.put(tmp_path / "а.pdf")
    path = blobs.path(blob.sha256)
    path.chmod(0o600)
    path.write_bytes(b"cOntent")
    assert not blobs.is_whole(blob.sha256)
    assert blobs.put(tmp_path / "а.pdf") == blob
    assert blobs.is_whole(blob.sha256)


def test_what_an_interrupted_copy_left_is_swept_away(chancery: Chancery, tmp_path: Path) -> None:
    """When the workplace is opened next; contents stay."""
    (tmp_path / "а.pdf").write_bytes(b"content")
    given = chancery.register(files=[Attachment(tmp_path / "а.pdf")])
    blobs = chancery.workplace.blobs
    stray = blobs.path("x").parent.parent / "0123456789abcdef.tmp"
    stray.write_bytes(b"half a co")
    chancery.reopen()
    assert not stray.exists()
    (file,) = chancery.document(given.document).live_files
    assert chancery.workplace.blobs.is_whole(file.current.sha256)


def test_a_copy_that_cannot_be_finished_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    """The system stops the writing in the middle; afterwards the same file comes in."""
    source = tmp_path / "scan.pdf"
    source.write_bytes(bytes(3 * MIB))
    with no_file_beyond(2 * MIB):
        error = refusal(blobs, source)
    assert error.reason is Reason.CANNOT_WRITE
    assert error.values["detail"] == os.strerror(errno.EFBIG)
    assert blobs.put(source).size == 3 * MIB


def test_a_full_disk_is_said_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    """A smaller file still fits afterwards; a copy given out leaves no half either."""
    (tmp_path / "scan.pdf").write_bytes(bytes(2 * MIB))
    (tmp_path / "letter.pdf").write_bytes(b"1" * (MIB // 2 + 100_000))
    with small_disk(tmp_path / "disk", 1) as disk:
        blobs = Blobs(disk / "blobs")
        assert refusal(blobs, tmp_path / "scan.pdf").reason is Reason.DISK_FULL
        blob = blobs.put(tmp_path / "letter.pdf")
        target = disk / "opened" / "letter.pdf"
        with pytest.raises(Refusal) as error:
            blobs.copy_out(blob.sha256, target, "letter.pdf")
        assert error.value.reason is Reason.DISK_FULL
        assert list(target.parent.iterdir()) == []
