"""A shared folder with everything that lies in wait in one."""

import errno
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from edo.errors import DamagedError, Reason, Refusal, UnreachableError
from edo.faults import DAMAGED
from edo.share.carrier import LIST_LIMIT, Outcome, Put
from edo.share.folder import STALE, FolderCarrier, extended
from edo.share.layout import is_temporary
from edo.share.system import System
from edo.share.trouble import PAUSES, Trouble, passes
from edo.wording import LANGUAGES, Wording
from tests.limits import small_disk
from tests.share.calls import Failing, LastCall, Meet, Met, Written
from tests.share.carriers import Crash, at_once

NAME = "spaces/o1/heads/abcdefgh.1"
HEADS = "spaces/o1/heads"
CLAIM = "spaces/o1/claims/j/2026/00000/0000001"
LINKS = pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Return an empty shared folder."""
    place = tmp_path / "share"
    place.mkdir()
    return place


def carrier(share: Path, meet: Meet | None = None, *, links: bool = True) -> FolderCarrier:
    """Return the carrier of a folder whose calls meet the test."""
    system = Met(meet) if meet else System()
    return FolderCarrier(share, dev="a", system=system, sleep=at_once, links=links)


def temporaries(share: Path) -> list[str]:
    """Return the temporary files in a shared folder."""
    return [file.name for file in share.rglob("*") if is_temporary(file.name)]


# How a name is written


def test_a_name_appears_only_when_its_bytes_are_on_the_disk(share: Path) -> None:
    """The file is synced before it gets its name, and the folder after."""
    written = Written()
    one = carrier(share, written)
    one.put_new(NAME, b"first")
    written.calls.clear()
    one.put_new(f"{HEADS}/other", b"second")
    calls = written.calls
    assert calls.index("sync") < calls.index("close") < calls.index("link")
    assert calls.index("link") < calls.index("sync_folder")
    assert temporaries(share) == []


def test_names_of_many_files_are_made_durable_together(share: Path, tmp_path: Path) -> None:
    """Files need not wait for their folders one by one: what names them next waits for all."""
    written = Written()
    one = carrier(share, written)
    source = tmp_path / "source"
    source.write_bytes(b"blob")
    for name in ("blobs/aa/1", "blobs/aa/2", "blobs/bb/3"):
        assert one.put_new(name, source) is Put.CREATED
    assert "sync_folder" not in written.calls
    one.put_new(NAME, b"first")
    # The share, blobs, blobs/aa, blobs/bb, spaces, spaces/o1, heads.
    assert written.calls.count("sync_folder") == 7
    written.calls.clear()
    one.put_new(f"{HEADS}/other", b"second")
    assert written.calls.count("sync_folder") == 1


def test_the_usual_acts_ask_little_of_a_server(share: Path) -> None:
    """Calls that travel to a server are few: what is counted here is paid in round trips."""
    far = {"create", "open", "open_folder", "write", "read", "sync", "link", "remove", "close"}
    far |= {"sync_folder", "names", "exists", "make_folder", "is_link", "real", "size"}
    written = Written()
    one = carrier(share, written)
    one.put_new(NAME, b"first")
    counts = {}
    for act, do in {
        "put_new": lambda: one.put_new(f"{HEADS}/other", b"second"),
        "read": lambda: one.read(NAME, 100),
        "list": lambda: list(one.list(HEADS)),
    }.items():
        written.calls.clear()
        do()
        counts[act] = sum(call in far for call in written.calls)
    # A folder's own sync opens and closes it.
    assert counts == {"put_new": 13, "read": 4, "list": 3}


@LINKS
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_crash_at_any_call_leaves_all_or_nothing(
    share: Path, *, links: bool, after: bool
) -> None:
    """Wherever the program ends while it writes, the next run ends with the object whole."""
    whole = LastCall()
    carrier(share, whole, links=links).put_new("first/one", b"whole")
    for k in range(1, whole.made + 1):
        name = f"crash{k}/one"
        with pytest.raises(Crash):
            carrier(share, LastCall(k, after=after), links=links).put_new(name, b"whole")
        seen = carrier(share).read(name, 100)
        assert seen in ((None, b"whole") if links else (None, b"", b"whole"))
        assert carrier(share, links=links).put_new(name, b"whole") is not Put.DIFFERENT
        assert carrier(share).read(name, 100) == b"whole"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_crash_at_any_call_leaves_a_claim_to_ask_for_again(share: Path, *, after: bool) -> None:
    """Whoever asks again with the same token has the claim, and no other token does."""
    whole = LastCall()
    carrier(share, whole).claim("first/one", b"token")
    for k in range(1, whole.made + 1):
        name = f"crash{k}/one"
        with pytest.raises(Crash):
            carrier(share, LastCall(k, after=after)).claim(name, b"token")
        assert carrier(share).claim(name, b"token").outcome is Outcome.MINE
        assert carrier(share).claim(name, b"other").outcome is Outcome.TAKEN


def test_a_share_without_links_is_found_out_once(share: Path) -> None:
    """Where the system has no links the name itself is created, and links are not tried again."""
    failing = Failing("link", OSError(errno.EPERM, "no links"))
    one = carrier(share, failing)
    assert one.put_new(NAME, b"first") is Put.CREATED
    assert one.claim(CLAIM, b"token").outcome is Outcome.MINE
    assert failing.left == 999
    assert temporaries(share) == []


# What hinders


@pytest.mark.parametrize("call", ["create", "write", "sync", "link", "sync_folder", "open", "read"])
@pytest.mark.parametrize("code", ["EINTR", "EAGAIN", "EBUSY", "EIO", "ESTALE", "ETIMEDOUT"])
@pytest.mark.parametrize("done", [False, True], ids=["undone", "done"])
def test_what_passes_is_tried_again(share: Path, call: str, code: str, *, done: bool) -> None:
    """A passing error, be it of an act that was done, is not seen above the carrier."""
    error = OSError(getattr(errno, code), code)
    failing = Failing(call, error, times=2, done=done)
    assert carrier(share, failing).put_new(NAME, b"first") is not Put.DIFFERENT
    assert (share / NAME).read_bytes() == b"first"
    assert carrier(share, Failing(call, error, 2, done=done)).read(NAME, 100) == b"first"
    assert (
        carrier(share, Failing(call, error, 2, done=done)).claim(CLAIM, b"token").token == b"token"
    )
    assert temporaries(share) == []


class WindowsSays(OSError):
    """An error with the code of Windows."""

    def __init__(self, code: int) -> None:
        super().__init__(errno.EINVAL, "as Windows says it")
        self.winerror = code


@pytest.mark.parametrize("code", [5, 32, 33, 53, 59, 64, 121, 1231])
def test_what_passes_on_windows_is_tried_again(share: Path, code: int) -> None:
    """Codes of Windows say that a scanner holds the file or the server is busy for a moment."""
    failing = Failing("create", WindowsSays(code), times=3)
    assert carrier(share, failing).put_new(NAME, b"first") is Put.CREATED


def test_the_c_library_of_windows_says_less() -> None:
    """There a file that a scanner holds looks like one that is denied to us."""
    for code in (errno.EACCES, errno.EINVAL):
        assert passes(OSError(code, "denied"), "win32")
        assert not passes(OSError(code, "denied"), "linux")
    assert not passes(WindowsSays(112), "win32")


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.EACCES, Trouble.DENIED),
        (errno.EPERM, Trouble.DENIED),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.ENOSPC, Trouble.FULL),
        (errno.EDQUOT, Trouble.FULL),
        (errno.ETIMEDOUT, Trouble.TIMEOUT),
        (errno.ESTALE, Trouble.GONE),
        (errno.EHOSTDOWN, Trouble.GONE),
        (errno.EIO, Trouble.ERROR),
        (errno.ENOTDIR, Trouble.ERROR),
    ],
)
def test_what_does_not_pass_has_its_reason(share: Path, code: int, trouble: Trouble) -> None:
    """After all tries the person is told what it was, and nothing half-made stays behind."""
    carrier(share).put_new(f"{HEADS}/other", b"")
    one = carrier(share, Failing("write", OSError(code, os.strerror(code))))
    for act in (lambda: one.put_new(NAME, b"first"), lambda: one.claim(NAME, b"token")):
        with pytest.raises(UnreachableError) as error:
            act()
        assert error.value.reason == trouble
    assert list(carrier(share).list(HEADS)) == ["other"]
    assert temporaries(share) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_its_words(language: str) -> None:
    """Whatever befalls a share is said in a sentence of its own, in every language."""
    words = Wording(language)
    said = {
        words.refusal(UnreachableError(trouble, path="Q:", detail="EIO")) for trouble in Trouble
    }
    assert len(said) == len(Trouble)
    assert words.text(DAMAGED) not in said


def test_tries_take_two_and_a_half_seconds(share: Path) -> None:
    """A person's command waits no longer for one act that cannot be done."""
    waited: list[float] = []
    system = Met(Failing("create", OSError(errno.EIO, "bad sector")))
    with pytest.raises(UnreachableError):
        FolderCarrier(share, system=system, sleep=waited.append).put_new(NAME, b"first")
    assert waited == list(PAUSES)
    assert sum(waited) == pytest.approx(2.5)


def test_a_full_share_is_told_apart(tmp_path: Path) -> None:
    """A share without room says so and keeps what it had; with room again it goes on."""
    with small_disk(tmp_path / "small", 1) as place:
        one = carrier(place)
        one.put_new(NAME, b"first")
        with pytest.raises(UnreachableError) as error:
            one.put_new(f"{HEADS}/large", bytes(2 * 1024 * 1024))
        assert error.value.reason == Trouble.FULL
        assert list(one.list(HEADS)) == ["abcdefgh.1"]
        assert one.put_new(f"{HEADS}/small", b"second") is Put.CREATED


def test_a_share_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    """An unmounted share is gone: it is neither empty nor created beside."""
    one = carrier(tmp_path / "nothing")
    for act in (
        lambda: one.put_new(NAME, b"first"),
        lambda: one.read(NAME, 100),
        lambda: one.list(HEADS),
        lambda: one.claim(CLAIM, b"token"),
    ):
        with pytest.raises(UnreachableError) as error:
            act()
        assert error.value.reason == Trouble.GONE
    assert not (tmp_path / "nothing").exists()


def test_one_bad_file_does_not_stop_the_rest(share: Path, tmp_path: Path) -> None:
    """A file that cannot be read is as good as not here yet, while the share itself answers."""
    carrier(share).put_new(NAME, b"first")
    for code in (errno.EIO, errno.EACCES, errno.EINVAL):
        one = carrier(share, Failing("read", OSError(code, os.strerror(code))))
        assert one.read(NAME, 100) is None
        assert not one.copy_out(NAME, tmp_path / "target", 100)
        assert not (tmp_path / "target").exists()


def test_bytes_that_change_on_the_way_are_found_out(share: Path) -> None:
    """What does not read back as it was written is taken away again and named spoilt."""

    def spoil(name: str, call: Callable[[], Any]) -> Any:
        found = call()
        return found[:-1] + b"?" if name == "read" else found

    with pytest.raises(UnreachableError) as error:
        carrier(share, spoil).put_new(NAME, b"first")
    assert error.value.reason == Trouble.SPOILT
    assert list(carrier(share).list(HEADS)) == []


def test_a_local_file_that_is_gone_is_not_blamed_on_the_share(share: Path, tmp_path: Path) -> None:
    """The person learns which of the two places failed."""
    with pytest.raises(Refusal) as refusal:
        carrier(share).put_new(NAME, tmp_path / "missing")
    assert refusal.value.reason is Reason.CANNOT_READ
    carrier(share).put_new(NAME, b"first")
    with pytest.raises(Refusal) as refusal:
        carrier(share).copy_out(NAME, tmp_path / "no folder" / "target", 100)
    assert refusal.value.reason is Reason.CANNOT_WRITE
    assert temporaries(share) == []


# What lies in wait


@pytest.fixture(params=["descriptors", "parts"])
def wary(request: pytest.FixtureRequest, share: Path) -> FolderCarrier:
    """Return a carrier that tells links by a file's real place, and one that looks at each part."""
    unable = {"place", "real"} if request.param == "parts" else set[str]()

    def meet(name: str, call: Callable[[], Any]) -> Any:
        return None if name in unable else call()

    return carrier(share, meet)


def test_links_are_not_followed_out(wary: FolderCarrier, share: Path, tmp_path: Path) -> None:
    """A link in the place of a file or a folder is no way out of the share, nor around in it."""
    outside = tmp_path / "outside"
    (outside / "heads").mkdir(parents=True)
    (outside / "heads" / "abcdefgh.1").write_bytes(b"secret")
    (share / "spaces" / "o2").mkdir(parents=True)
    (share / "spaces" / "o2" / "heads").symlink_to(outside / "heads")
    (share / "spaces" / "o1").symlink_to(outside)
    (share / "spaces" / "file").symlink_to(outside / "heads" / "abcdefgh.1")
    assert wary.read("spaces/file", 100) is None
    assert wary.put_new("spaces/file", b"secret") is Put.DIFFERENT
    for space in ("o1", "o2"):
        heads = f"spaces/{space}/heads"
        assert wary.read(f"{heads}/abcdefgh.1", 100) is None
        assert not wary.copy_out(f"{heads}/abcdefgh.1", tmp_path / "target", 100)
        for act in (
            lambda heads=heads: wary.put_new(f"{heads}/new", b"first"),
            lambda heads=heads: wary.put_new(f"{heads}/deeper/new", b"first"),
            lambda heads=heads: wary.claim(f"{heads}/new", b"token"),
            lambda heads=heads: wary.list(heads),
        ):
            with pytest.raises(UnreachableError) as error:
                act()
            assert error.value.reason == Trouble.LINK
    assert [file.name for file in outside.rglob("*")] == ["heads", "abcdefgh.1"]


def test_a_share_reached_by_a_link_is_the_persons_own_choice(share: Path) -> None:
    """The way to the share may lead over links, and may come to lead elsewhere."""
    way = share.parent / "way"
    way.symlink_to(share)
    one = carrier(way)
    one.put_new(NAME, b"first")
    moved = share.parent / "moved"
    share.rename(moved)
    way.unlink()
    way.symlink_to(moved)
    assert one.read(NAME, 100) == b"first"
    (share.parent / "moved" / "A stray").touch()
    assert list(one.strays("")) == ["A stray"]


def test_what_is_no_plain_file_is_not_here(wary: FolderCarrier, share: Path) -> None:
    """A folder or a pipe under the name of an object neither stops a reader nor counts as one."""
    (share / "folder").mkdir()
    os.mkfifo(share / "pipe")
    for name in ("folder", "pipe"):
        assert wary.read(name, 100) is None
        assert wary.put_new(name, b"first") is Put.DIFFERENT
        assert wary.claim(name, b"token").outcome is Outcome.UNKNOWN


def test_junk_hides_nothing(share: Path) -> None:
    """Ten thousand foreign files are stepped over, and can be told one by one."""
    one = carrier(share)
    one.put_new(NAME, b"first")
    for n in range(10_000):
        os.mknod(share / HEADS / f"Copy ({n}).sync-conflict")
    assert list(one.list(HEADS)) == ["abcdefgh.1"]
    assert len(list(one.strays(HEADS))) == 10_000
    assert len(list(one.strays(HEADS, 7))) == 7
    for n in range(300):
        os.mknod(share / HEADS / f"name{n}")
    assert len(list(one.list(HEADS, 100))) == 100
    assert len(list(one.list(HEADS))) == 301 <= LIST_LIMIT


def test_a_stray_copy_can_be_read(share: Path, tmp_path: Path) -> None:
    """A replicator's conflict copy is read by its own name, which cannot lead out."""
    one = carrier(share)
    one.put_new(NAME, b"first")
    stray = "abcdefgh (conflicted copy 2026-11-22).1"
    (share / HEADS / stray).write_bytes(b"second")
    (share / "Lies mich.txt").write_bytes(b"hello")
    (tmp_path / "Outside").write_bytes(b"secret")
    (share / "Way out").symlink_to(tmp_path / "Outside")
    assert one.read_stray(HEADS, stray, 100) == b"second"
    assert sorted(one.strays("")) == ["Lies mich.txt", "Way out"]
    assert one.read_stray("", "Lies mich.txt", 100) == b"hello"
    assert one.read_stray("", "Way out", 100) is None
    for part in ("", ".", "..", "../Outside", "a\\b", "C:a", "a\0"):
        with pytest.raises(DamagedError):
            one.read_stray("", part, 100)


def test_old_temporary_files_of_ones_own_are_swept(share: Path) -> None:
    """What a crash left is removed after two days, by the device that left it."""
    for dev in ("a", "b"):
        one = FolderCarrier(share, dev=dev, system=Met(LastCall(1, call="link")))
        with pytest.raises(Crash):
            one.put_new(f"spaces/o1/{dev}", b"first")
    assert len(temporaries(share)) == 2
    at = max(int(file.stat().st_mtime * 1000) for file in share.rglob("*.tmp"))
    one = carrier(share)
    one.put_new(NAME, b"first")
    assert one.sweep(at) == 0
    assert one.sweep(at + STALE + 1) == 1
    assert [name[0] for name in temporaries(share)] == ["b"]
    assert one.read(NAME, 100) == b"first"


def test_a_sweep_goes_no_deeper_than_names_do(share: Path) -> None:
    """Folders in folders without end do not end a sweep, nor does one that is closed to us."""
    (share / "/".join("a" * 200)).mkdir(parents=True)
    written = Written()
    assert carrier(share, written).sweep(0) == 0
    assert written.calls.count("children") == 61
    closed = Failing("children", PermissionError(errno.EACCES, "closed"))
    assert carrier(share, closed).sweep(0) == 0


def test_long_paths_are_said_as_windows_wants_them() -> None:
    """Beyond 260 characters Windows takes a path only in its own form, of disk and server alike."""
    assert extended("C:\\Share", "win32") == "\\\\?\\C:\\Share"
    assert extended("\\\\server\\share\\edo", "win32") == "\\\\?\\UNC\\server\\share\\edo"
    assert extended("\\\\?\\C:\\Share", "win32") == "\\\\?\\C:\\Share"
    assert extended("/srv/share", "linux") == "/srv/share"


# Several at once

ROUNDS = 200
RACERS = 4


@LINKS
def test_of_many_processes_one_wins_each_name(share: Path, *, links: bool) -> None:
    """Four processes claim the same two hundred names at once: each name has one winner."""
    start = multiprocessing.get_context("spawn")
    barrier, results = start.Barrier(RACERS), start.Queue()
    racers = [
        start.Process(
            target=race, args=(share, f"racer {n}", barrier, results), kwargs={"links": links}
        )
        for n in range(RACERS)
    ]
    for racer in racers:
        racer.start()
    won = [results.get() for _ in racers]
    for racer in racers:
        racer.join()
    assert Counter(name for names in won for name in names) == Counter(range(ROUNDS))
    tokens = {(share / f"claims/{n:07}").read_bytes() for n in range(ROUNDS)}
    assert len(tokens) == ROUNDS


def race(
    share: Path,
    who: str,
    barrier: Barrier,
    results: "multiprocessing.Queue[list[int]]",
    *,
    links: bool,
) -> None:
    """Claim all names as one process among several, and tell which were won."""
    one = FolderCarrier(share, dev=who, links=links)
    won: list[int] = []
    for n in range(ROUNDS):
        barrier.wait()
        if one.claim(f"claims/{n:07}", f"{who} {n}".encode()).outcome is Outcome.MINE:
            won.append(n)
    results.put(won)
