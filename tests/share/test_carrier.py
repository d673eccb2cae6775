"""What every carrier promises: folders, memory, and those that can fail while nothing does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from edo.errors import DamagedError
from edo.share.carrier import Carrier, Claim, Outcome, Put
from edo.share.folder import FolderCarrier
from edo.share.patient import PatientCarrier
from tests.places import MEMORY
from tests.share.carriers import CrashAt, MemoryCarrier, at_once
from tests.share.faulty import FaultyShare

NAME = "spaces/o1/log/abcdefgh/000000000/000000000001.seg"
MAKERS: dict[str, Callable[[Path], Carrier]] = {
    "folder": lambda place: FolderCarrier(place, sleep=at_once),
    "folder-in-memory": lambda place: FolderCarrier(place, sleep=at_once),
    "folder-without-links": lambda place: FolderCarrier(place, sleep=at_once, links=False),
    "patient": lambda place: PatientCarrier(FolderCarrier(place, sleep=at_once)),
    "memory": lambda _: MemoryCarrier(),
    "faulty": lambda _: FaultyShare(MemoryCarrier(), Random(1)).view("a"),
    "crashing": lambda _: CrashAt(MemoryCarrier()),
}


@pytest.fixture(params=MAKERS)
def carrier(request: pytest.FixtureRequest, disk_path: Path) -> Iterator[Carrier]:
    """Give each carrier in turn, with nothing on it."""
    if request.param != "folder-in-memory":
        place = disk_path / "share"
        place.mkdir()
        yield MAKERS[request.param](place)
    elif MEMORY.is_dir():
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield MAKERS[request.param](Path(folder))
    else:
        pytest.skip("this system has no disk in memory")


def test_a_new_name_holds_what_was_written(carrier: Carrier) -> None:
    """What was put is read back, byte for byte, and its folders come by themselves."""
    assert carrier.put_new(NAME, b"first") is Put.CREATED
    assert carrier.read(NAME, 100) == b"first"


def test_a_name_is_never_written_over(carrier: Carrier) -> None:
    """The same bytes again are welcome; other bytes are refused and change nothing."""
    carrier.put_new(NAME, b"first")
    assert carrier.put_new(NAME, b"first") is Put.SAME
    assert carrier.put_new(NAME, b"other") is Put.DIFFERENT
    assert carrier.put_new(NAME, b"firs") is Put.DIFFERENT
    assert carrier.put_new(NAME, b"") is Put.DIFFERENT
    assert carrier.read(NAME, 100) == b"first"


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 3 * 1024 * 1024 + 7])
def test_a_file_travels_there_and_back(carrier: Carrier, tmp_path: Path, size: int) -> None:
    """A local file is put as a stream and copied out again whole, whatever its size."""
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(Random(size).randbytes(size))
    assert carrier.put_new(NAME, source) is Put.CREATED
    assert carrier.put_new(NAME, source) is Put.SAME
    assert carrier.copy_out(NAME, target, size)
    assert target.read_bytes() == source.read_bytes()
    source.write_bytes(source.read_bytes()[:-1] + b"another end")
    assert carrier.put_new(NAME, source) is (Put.DIFFERENT if size else Put.CREATED)


def test_what_is_not_here_yet_is_none(carrier: Carrier, tmp_path: Path) -> None:
    """A missing name is no error: it reads as None, copies to nothing, lists as nothing."""
    assert carrier.read(NAME, 100) is None
    assert not carrier.copy_out(NAME, tmp_path / "target", 100)
    assert not (tmp_path / "target").exists()
    assert list(carrier.list("spaces/o1/heads")) == []
    carrier.drop_own(NAME)


def test_no_more_is_read_than_asked_for(carrier: Carrier, tmp_path: Path) -> None:
    """Of an object larger than the limit one byte more comes back, so that it is seen."""
    carrier.put_new(NAME, b"0123456789")
    assert carrier.read(NAME, 10) == b"0123456789"
    assert carrier.read(NAME, 4) == b"01234"
    assert carrier.copy_out(NAME, tmp_path / "target", 4)
    assert (tmp_path / "target").read_bytes() == b"01234"


def test_a_folder_lists_what_it_holds(carrier: Carrier) -> None:
    """Objects and inner folders are listed by the last part of their names, up to a limit."""
    for part in ("one", "two", "three"):
        carrier.put_new(f"spaces/o1/heads/{part}", part.encode())
    carrier.put_new("spaces/o1/blobs/aa/bb", b"")
    assert sorted(carrier.list("spaces/o1/heads")) == ["one", "three", "two"]
    assert sorted(carrier.list("spaces/o1")) == ["blobs", "heads"]
    assert len(list(carrier.list("spaces/o1/heads", 2))) == 2


def test_files_still_being_written_are_not_listed(carrier: Carrier) -> None:
    """A temporary name is nobody's object."""
    carrier.put_new("spaces/o1/heads/one.0123abcd.tmp", b"half")
    assert list(carrier.list("spaces/o1/heads")) == []


def test_a_name_is_claimed_once(carrier: Carrier) -> None:
    """The first token stays; its owner may ask again, everybody else learns whose it is."""
    name = "spaces/o1/claims/j/2026/00000/0000001"
    assert carrier.claim(name, b"token a") == Claim(Outcome.MINE, b"token a")
    assert carrier.claim(name, b"token b") == Claim(Outcome.TAKEN, b"token a")
    assert carrier.claim(name, b"token a") == Claim(Outcome.MINE, b"token a")
    assert carrier.read(name, 100) == b"token a"


def test_an_empty_claim_is_nobodys(carrier: Carrier) -> None:
    """A claim that a crash left without its token can be called neither mine nor taken."""
    name = "spaces/o1/claims/j/2026/00000/0000001"
    carrier.put_new(name, b"")
    assert carrier.claim(name, b"token").outcome is Outcome.UNKNOWN


def test_an_object_of_ones_own_can_be_dropped(carrier: Carrier) -> None:
    """What was dropped is not here any more, and dropping it twice is no error."""
    carrier.put_new(NAME, b"first")
    carrier.put_new(NAME.replace("1.seg", "2.seg"), b"second")
    carrier.drop_own(NAME)
    carrier.drop_own(NAME)
    assert carrier.read(NAME, 100) is None
    assert list(carrier.list(NAME.rpartition("/")[0])) == ["000000000002.seg"]


def test_a_torn_write_is_written_anew(carrier: Carrier) -> None:
    """A beginning of the same bytes, left by a crash, does not pass for somebody else's object."""
    carrier.put_new(NAME, b"fir")
    assert carrier.put_new(NAME, b"first") in (Put.CREATED, Put.SAME)
    assert carrier.read(NAME, 100) == b"first"


@pytest.mark.parametrize(
    "name",
    [
        *("", "/etc/passwd", "../out", "spaces/../../out", "a//b", "a/", ".", "..", ".hidden"),
        *("a.", "a./b", "A", "a b", "a\0", "a\n", "a\\b", "c:a", "spaces/ы", "a/" * 60 + "a"),
    ],
)
def test_a_name_cannot_lead_out(carrier: Carrier, tmp_path: Path, name: str) -> None:
    """A name the format does not use is refused by every act before anything is touched."""
    acts: list[Callable[[], object]] = [
        lambda: carrier.put_new(name, b""),
        lambda: carrier.read(name, 1),
        lambda: carrier.copy_out(name, tmp_path / "target", 1),
        lambda: list(carrier.list(name)),
        lambda: carrier.claim(name, b"token"),
        lambda: carrier.drop_own(name),
    ]
    for act in acts:
        with pytest.raises(DamagedError) as error:
            act()
        assert error.value.reason == "share_name"
    assert not (tmp_path / "target").exists()
