"""Stories about the folder a demo plays in: nothing of a stranger is touched."""

from pathlib import Path

import pytest

from edo.errors import Reason, Refusal
from edo.home import Home
from edo.sample.stage import Stage
from edo.wording import Wording

WORDS = Wording("en")


def _played(folder: Path) -> Stage:
    """Return a folder an earlier demo wrote into."""
    stage = Stage(folder, WORDS)
    stage.clear()
    (stage.home / "blobs").mkdir(parents=True)
    (stage.home / "edo.db").write_text("earlier")
    for home in (stage.second, stage.offline, stage.union, stage.branch):
        (home / "blobs").mkdir(parents=True)
    (stage.share / "auth").mkdir(parents=True)
    (stage.share / "org.json").write_text("earlier")
    (folder / "journal.pdf").write_text("earlier")
    (stage.files / "letter.pdf").write_text("earlier")
    stage.keep([folder / "journal.pdf", stage.files / "letter.pdf"])
    return stage


def test_a_new_folder_is_made_ready(tmp_path: Path) -> None:
    """A folder that is not there is made, with a place for the letters."""
    stage = Stage(tmp_path / "a" / "demo", WORDS)
    stage.clear()
    assert stage.files.is_dir()
    assert not stage.home.exists()


def test_what_an_earlier_demo_wrote_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    """A person's own files beside it stay, even inside the folder of letters."""
    _played(tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "files" / "mine.pdf").write_text("mine")
    Stage(tmp_path, WORDS).clear()
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == [".edo-demo", "files", "files/mine.pdf", "mine.txt"]


@pytest.mark.parametrize("name", ["letter.txt", "home"])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, name: str) -> None:
    """A folder, or a home, that no demo made is not touched."""
    (tmp_path / name).mkdir()
    with pytest.raises(Refusal) as refused:
        Stage(tmp_path, WORDS).clear()
    assert refused.value.reason is Reason.CANNOT_WRITE
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_no_share_is_left_alone(tmp_path: Path) -> None:
    """What a person keeps in a folder of that name stays, and so does the last demo."""
    stage = _played(tmp_path)
    (stage.share / "org.json").rename(stage.share / "mine.txt")
    with pytest.raises(Refusal) as refused:
        Stage(tmp_path, WORDS).clear()
    assert refused.value.reason is Reason.CANNOT_WRITE
    assert (stage.share / "mine.txt").read_text() == "earlier"
    assert (stage.home / "edo.db").read_text() == "earlier"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Where a file has the folder's name the demo says so."""
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(Refusal):
        Stage(tmp_path / "demo", WORDS).clear()
    assert (tmp_path / "demo").read_text() == "mine"


def test_a_home_that_is_open_is_left_alone(tmp_path: Path) -> None:
    """While the client works on the last demo, the next one waits."""
    stage = _played(tmp_path)
    home = Home(stage.home)
    home.take()
    with pytest.raises(Refusal) as refused:
        Stage(tmp_path, WORDS).clear()
    home.release()
    assert refused.value.reason is Reason.HOME_IN_USE
    assert (stage.home / "edo.db").read_text() == "earlier"


def test_a_home_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    """A link in place of the home would lead the demo into somebody's folder."""
    (tmp_path / "precious").mkdir()
    stage = Stage(tmp_path / "demo", WORDS)
    stage.clear()
    stage.home.symlink_to(tmp_path / "precious")
    with pytest.raises(Refusal) as refused:
        Stage(tmp_path / "demo", WORDS).clear()
    assert refused.value.reason is Reason.CANNOT_WRITE
    assert (tmp_path / "precious").is_dir()


def test_a_list_that_leads_out_of_the_folder_removes_nothing_there(tmp_path: Path) -> None:
    """Whoever writes into the list cannot make the demo remove a stranger's file."""
    (tmp_path / "precious").write_text("mine")
    stage = _played(tmp_path / "demo")
    (stage.folder / ".edo-demo").write_text(f"../precious\n{tmp_path}/precious\n")
    Stage(tmp_path / "demo", WORDS).clear()
    assert (tmp_path / "precious").read_text() == "mine"
