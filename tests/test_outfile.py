"""A file appears whole under its name, or what was there stays."""

import os
from pathlib import Path

import pytest

from edo.errors import Reason, Refusal
from edo.outfile import replacing


def test_the_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    """While the file is written the old one stands; afterwards only the new one does."""
    path = tmp_path / "тізім.csv"
    path.write_text("old")

    with replacing(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    """Colleagues may read a printed file as far as the system's habits let them."""
    path, usual = tmp_path / "a", tmp_path / "b"
    usual.touch()

    with replacing(path):
        pass

    assert path.stat().st_mode == usual.stat().st_mode


def test_an_interrupted_file_is_not_there(tmp_path: Path) -> None:
    """Breaking off leaves the old file and no scraps, and says why in its own words."""
    path = tmp_path / "a"
    path.write_text("old")

    with pytest.raises(KeyboardInterrupt):
        _break_off(path)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def _break_off(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["nowhere/a", ".", "folder"])
def test_an_impossible_place_is_refused(tmp_path: Path, name: str) -> None:
    """A missing folder, or a folder where the file should be, is a refusal that names it."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(Refusal) as refused, replacing(tmp_path / name) as file:
        file.write(b"x")

    assert refused.value.reason is Reason.CANNOT_WRITE
    assert refused.value.values["path"] == os.fspath(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_name_that_is_no_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder itself cannot be written to as a file."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Refusal), replacing(Path()) as file:
        file.write(b"x")

    assert not list(tmp_path.iterdir())
