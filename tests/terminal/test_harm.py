"""Damaged, foreign and busy homes: each is told apart, and what can be mended is."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from edo.workplace import open_workplace
from tests.terminal.conftest import Terminal


def damage(home: Path, *statements: str) -> None:
    """Change the database behind the program's back."""
    connection = sqlite3.connect(home / "edo.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_damaged_tables_are_told_and_made_anew(terminal: Terminal) -> None:
    """A changed row of a table is found by the check, and a rebuild mends it."""
    terminal.register("О путёвках")
    damage(terminal.home, "UPDATE documents SET number = '999', state = '{}'")
    said = terminal("check", "--json")
    assert (said.code, '"state": "repairable"' in said.out) == (1, True)
    assert terminal.json("rebuild")["state"] == "clean"
    assert [one["number"] for one in terminal.json("list")] == ["1"]


def test_a_changed_ledger_is_mended_from_its_segments(terminal: Terminal) -> None:
    """The signed segments are believed, the ledger's line is not."""
    terminal.register("О путёвках")
    damage(
        terminal.home,
        "UPDATE changes SET data = '{}' WHERE rowid = (SELECT max(rowid) FROM changes)",
    )
    assert terminal("check").code == 2
    rebuilt = terminal.json("rebuild")
    assert (rebuilt["state"], rebuilt["lost"]) == ("clean", 0)
    assert Path(rebuilt["damaged"]).is_file()
    assert [one["subject"] for one in terminal.json("list")] == ["О путёвках"]


def test_a_cut_segment_is_told(terminal: Terminal) -> None:
    """A signed segment that lost its last byte is damage, and the documents stay."""
    terminal.register("О путёвках")
    damage(
        terminal.home,
        "UPDATE segments SET data = substr(data, 1, length(data) - 1)"
        " WHERE id = (SELECT max(id) FROM segments)",
    )
    assert terminal("check", "--json").code == 2
    said = terminal("rebuild")
    assert (said.code, "Some damage is left" in said.out) == (3, True)
    assert [one["subject"] for one in terminal.json("list")] == ["О путёвках"]


def test_an_unreadable_database_is_told(terminal: Terminal) -> None:
    """Where the file is no database at all every verb says so, and the check answers JSON."""
    with (terminal.home / "edo.db").open("r+b") as file:
        file.write(os.urandom(100_000))
    for suffix in ("-wal", "-shm"):
        (terminal.home / f"edo.db{suffix}").unlink(missing_ok=True)
    said = terminal("list")
    assert (said.code, "damaged" in said.err) == (3, True)
    said = terminal("check", "--json")
    assert (said.code, '"state": "damaged"' in said.out) == (2, True)
    said = terminal("rebuild")
    assert (said.code, "cannot be read at all" in said.err) == (3, True)


def test_a_lost_file_is_damage(terminal: Terminal, letter: Path) -> None:
    """The content of an attached file that is gone is told by the check."""
    terminal.register("О путёвках", "--file", letter)
    for path in (terminal.home / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    said = terminal("check", "--json")
    assert (said.code, '"check": "file"' in said.out) == (2, True)


def test_a_newer_release_is_refused(terminal: Terminal) -> None:
    """A database of a newer release is left alone."""
    damage(terminal.home, "PRAGMA user_version = 99")
    for verb in ("list", "check", "rebuild"):
        assert "newer release" in terminal.refused(verb)


def test_a_missing_home_is_no_office(blank: Terminal) -> None:
    """Without a founding every verb says how to begin, and leaves no folder behind."""
    for verb in ("list", "check", "rebuild"):
        assert "Begin with" in blank.refused(verb)
    assert not blank.home.exists()


def test_a_second_program_is_kept_out(terminal: Terminal) -> None:
    """While one program holds the home, another is told so."""
    workplace = open_workplace(terminal.home)
    try:
        for verb in ("list", "check", "rebuild"):
            assert "already open" in terminal.refused(verb)
    finally:
        workplace.close()
    assert terminal.json("list") == []


def test_a_password_guards_the_key(blank: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the password, or with a wrong one, the home stays shut."""
    monkeypatch.setenv("EDO_PASSWORD", "тайна")
    blank.json("found", "--organisation", "П", "--office", "К", "--person", "И")
    assert blank.json("list") == []
    monkeypatch.setenv("EDO_PASSWORD", "другая")
    assert "wrong" in blank.refused("list")
    monkeypatch.delenv("EDO_PASSWORD")
    assert "EDO_PASSWORD" in blank.refused("list")


def run(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as the shell does."""
    return subprocess.run(
        [sys.executable, "-m", "edo.cli", "--home", str(home), *words],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_a_poor_terminal_still_gets_an_answer(terminal: Terminal) -> None:
    """Where the output cannot take Cyrillic, JSON has escapes and a table has marks."""
    terminal.register("О путёвках 📄")
    told = run(terminal.home, "list", PYTHONIOENCODING="ascii")
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"?" in told.stdout
    told = run(terminal.home, "list", "--json", PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert b"\\ud83d\\udcc4" in told.stdout


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows ends no program by the signal of a broken pipe"
)
def test_a_broken_pipe_is_quiet(terminal: Terminal) -> None:
    """Who stops reading gets no traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run(
        [sys.executable, "-m", "edo.cli", "--home", str(terminal.home), "journal", "list"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert (told.returncode, told.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("before", "after"), [(True, False), (False, True)], ids=["before", "after"]
)
def test_common_options_stand_anywhere(terminal: Terminal, *, before: bool, after: bool) -> None:
    """Home, language and JSON may be named before the verb and after it."""
    common = ("--home", str(terminal.home), "--language", "kk", "--json")
    said = terminal(
        *(common if before else ()), "journal", "list", *(common if after else ()), home=False
    )
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith('[{"id"')


def test_the_environment_names_the_home(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EDO_HOME stands for --home."""
    monkeypatch.setenv("EDO_HOME", str(terminal.home))
    said = terminal("list", "--json", home=False)
    assert (said.code, said.out) == (0, "[]\n")
