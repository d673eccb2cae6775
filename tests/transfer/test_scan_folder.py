"""The folder of a scanner: the newest scan first, a whole one, each once."""

import os
from pathlib import Path

import pytest

from edo.transfer.scan_folder import Look, Stamp, look

NOW = 1_800_000_000_000_000_000
SECOND = 1_000_000_000


def scan(folder: Path, name: str, age: float, data: bytes = b"%PDF") -> Path:
    """Let a scanner have written a file so many seconds ago."""
    path = folder / name
    path.write_bytes(data)
    os.utime(path, ns=(NOW, NOW - int(age * SECOND)))
    return path


def test_the_newest_scan_that_was_not_taken_is_next(tmp_path: Path) -> None:
    """One after another, until there is none; what is no scan is not looked at."""
    for name, age in (("a.pdf", 300), ("B.PDF", 200), ("c.jpg", 400), ("~d.pdf", 100)):
        scan(tmp_path, name, age)
    for name in ("e.txt", "Thumbs.db", ".f.pdf", "g.pdf.part"):
        scan(tmp_path, name, 90)
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "e.txt")
    taken: list[Stamp] = []
    names: list[str] = []
    while (found := look(tmp_path, taken=taken, before={}, now=NOW)).next is not None:
        assert found.rests
        names.append(found.next.name)
        taken.append(found.next)
    assert names == ["B.PDF", "a.pdf", "c.jpg"]
    assert not found.failed


def test_a_file_that_is_written_is_left_until_it_rests(tmp_path: Path) -> None:
    """What changed just now is whole only when it is the same at the next look."""
    path = scan(tmp_path, "a.pdf", 1)
    first = look(tmp_path, taken=(), before={}, now=NOW)
    assert (first.next is not None, first.rests) == (True, False)
    scan(tmp_path, "a.pdf", 0.5, b"%PDF and more")
    second = look(tmp_path, taken=(), before=first.there, now=NOW)
    assert not second.rests
    assert look(tmp_path, taken=(), before=second.there, now=NOW).rests
    path.write_bytes(b"")
    os.utime(path, ns=(NOW, NOW - 300 * SECOND))
    empty = look(tmp_path, taken=(), before={}, now=NOW)
    assert not look(tmp_path, taken=(), before=empty.there, now=NOW).rests, "nothing is in it yet"


def test_the_clock_of_the_folder_may_be_another(tmp_path: Path) -> None:
    """A scan of tomorrow, by a server's clock, is whole all the same."""
    scan(tmp_path, "a.pdf", -86_400)
    assert look(tmp_path, taken=(), before={}, now=NOW).rests


def test_a_new_scan_under_an_old_name_is_another_one(tmp_path: Path) -> None:
    """Many scanners begin at one again every day."""
    scan(tmp_path, "scan001.pdf", 500)
    first = look(tmp_path, taken=(), before={}, now=NOW).next
    assert first is not None
    assert look(tmp_path, taken=[first], before={}, now=NOW).next is None
    scan(tmp_path, "scan001.pdf", 100)
    again = look(tmp_path, taken=[first], before={}, now=NOW).next
    assert again is not None
    assert again != first


@pytest.mark.parametrize("name", ["gone", "file"])
def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    """A server that is off, or a path that is no folder."""
    (tmp_path / "file").write_bytes(b"")
    assert look(tmp_path / name, taken=(), before={}, now=NOW) == Look(failed=True)
