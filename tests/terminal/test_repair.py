"""`edo check` and `edo repair` with a share: exit codes of their own, steps by name, a log."""

import json
import shutil
from pathlib import Path

import pytest

from edo import keycode, keys
from tests.terminal.conftest import Terminal


@pytest.fixture
def share(blank: Terminal, tmp_path: Path) -> Path:
    """Found an organisation on a share, and register a letter."""
    folder = tmp_path / "share"
    folder.mkdir()
    names = {"organisation": "Профсоюз", "office": "Комитет", "person": "Иванова А."}
    line = (word for name, value in names.items() for word in (f"--{name}", value))
    blank.json("found", *line, "--share", folder)
    blank.json("journal", "add", "--index", "ВХ", "--kind", "incoming", "--title-ru", "ВХ")
    blank.register("О путёвках")
    blank.json("exchange")
    return folder


def checked(terminal: Terminal, *words: str) -> tuple[int, str, set[str]]:
    """Return the exit code of a check, its state, and what was found."""
    said = terminal("check", "--json", *words)
    answer = json.loads(said.out)
    return said.code, answer["state"], {one["check"] for one in answer["findings"]}


def test_a_share_that_lost_work_is_filled_again(blank: Terminal, share: Path) -> None:
    """Without --yes nobody at a terminal is asked, so nothing is done but told."""
    assert checked(blank, "--deep") == (0, "clean", set())
    for path in share.glob("spaces/*/log/*/*/*"):
        path.unlink()
    assert checked(blank)[:2] == (1, "repairable")
    said = blank("repair", "--json")
    answer = json.loads(said.out)
    assert (said.code, answer["steps"], answer["done"]) == (1, ["republish"], [])
    said = blank("repair", "--yes", "--json")
    (done,) = json.loads(said.out)["done"]
    assert (said.code, done["step"], done["segments"] > 2) == (0, "republish", True)
    assert checked(blank, "--deep") == (0, "clean", set())
    log = (blank.home / "logs/repair.log").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in log] == ["republish"]


def test_who_tampered_is_told_apart(blank: Terminal, share: Path) -> None:
    """The worst exit code there is; and a person reads what it means."""
    one, other = sorted(share.glob("auth/*/*.rec"))[:2]
    one.write_bytes(other.read_bytes())
    assert checked(blank)[:2] == (3, "tampered")
    said = blank("check")
    assert "forged or altered" in said.out
    assert blank("repair", "republish", "--yes").code == 0


def test_a_share_that_is_away_can_wait(blank: Terminal, share: Path) -> None:
    """It is said, and is no damage."""
    share.rename(share.with_name("away"))
    assert checked(blank) == (1, "repairable", {"share_away"})


def test_tables_are_folded_by_name(blank: Terminal, share: Path) -> None:
    """A step that is named is done whether or not a check asks for it."""
    assert share.is_dir()
    assert blank("repair", "refold", "--yes").code == 0
    assert blank("repair", "rebuild", "--yes").code == 0
    assert [one["subject"] for one in blank.json("list")] == ["О путёвках"]


def test_a_pile_of_files_becomes_an_organisation(
    blank: Terminal, share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the root key's code, which stands in a file and never on the command line."""
    root = keys.load(blank.home / "keys/root.key")
    code = tmp_path / "code.txt"
    code.write_text("\n".join(keycode.write(root.seed)), encoding="utf-8")
    pile = tmp_path / "pile"
    shutil.copytree(share, pile)
    new = Terminal(tmp_path / "new", capsys)
    assert new.refused("repair", "rescue", pile)
    told = new.json("repair", "rescue", pile, "--share", tmp_path / "share2", "--code", code)
    assert told["segments"] > 2
    assert [one["subject"] for one in new.json("list")] == ["О путёвках"]
    assert new("check").code == 0


def test_a_copied_workplace_is_enrolled_anew(
    blank: Terminal, share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy is told so, asks, is let in by six words, and sends what it had not."""
    clerk = Terminal(tmp_path / "clerk", capsys)
    invitation = tmp_path / "invitation"
    line = ("--person", "Ким Е.", "--office", "Комитет", "--role", "clerk", "--out", invitation)
    blank.json("invite", *line)
    clerk.json("join", invitation, "--share", share)
    blank.json("admit", "--yes")
    clerk.json("exchange")
    copy = Terminal(tmp_path / "copy", capsys)
    shutil.copytree(clerk.home, copy.home)
    (copy.home / "inst").write_text("0123456789abcdef")
    clerk.register("О взносах")
    clerk.json("exchange")
    copy("draft", "incoming", "--subject-ru", "О съезде")
    said = copy("exchange", "--json")
    assert (said.code, "copy of this workplace" in said.err) == (3, True)
    code, state, found = checked(copy)
    assert (code, state, "copied" in found) == (1, "repairable", True)

    said = copy("repair", "--yes", "--json")
    asked = next(one for one in json.loads(said.out)["done"] if one["step"] == "renew")
    (admitted,) = blank.json("admit", "--yes")
    assert (said.code, admitted["words_ru"]) == (1, asked["words_ru"])
    said = copy("repair", "--yes", "--json")
    assert said.code == 0, said
    assert copy.json("exchange")["sent"] >= 0
    blank.json("exchange")
    assert {"О взносах", "О съезде"} <= {one["subject"] for one in blank.json("list")}

    said = clerk("exchange", "--json")
    assert (said.code, "was enrolled anew" in said.err) == (3, True)
    assert "replaced" in checked(clerk)[2]
