"""A person at a terminal: writes command lines, reads what comes back."""

import json
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from edo.cli import main
from tests.terminal.trained import make_branch


@dataclass(frozen=True, slots=True)
class Said:
    """What came back: the exit code, what was printed, and the sentence on stderr."""

    code: int
    out: str
    err: str


class Terminal:
    """Runs command lines on one home folder."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: str | Path, home: bool = True) -> Said:
        """Run one command line."""
        line = [*(["--home", str(self.home)] if home else []), "--language", "en"]
        try:
            code = main([*line, *map(str, words)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)

    def json(self, *words: str | Path) -> Any:
        """Run a command line that must succeed with `--json`; return the one value it printed."""
        said = self(*words, "--json")
        assert (said.code, said.err) == (0, ""), said
        return json.loads(said.out)

    def refused(self, *words: str | Path) -> str:
        """Run a command line that must be refused; return the one sentence it said."""
        said = self(*words, "--json")
        assert (said.code, said.out) == (1, ""), said
        assert len(said.err.splitlines()) == 1
        assert "Traceback" not in said.err
        return said.err.strip()

    def misused(self, *words: str | Path) -> str:
        """Run a command line that breaks the grammar; return what is said about it."""
        said = self(*words, "--json")
        assert (said.code, said.out) == (2, ""), said
        assert "Traceback" not in said.err
        return said.err.splitlines()[0]

    def register(self, subject: str, *words: str | Path) -> dict[str, Any]:
        """Register a letter from the ministry."""
        line = ("--journal", "ВХ", "--from", "Министерство просвещения", "--subject-ru", subject)
        return self.json("register", "incoming", *line, *words)


@pytest.fixture
def blank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Give a terminal on a home where nothing was founded yet."""
    return Terminal(tmp_path / "home", capsys)


@pytest.fixture(scope="session")
def founded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found an office with three journals once, to be copied: nothing in a home names its place."""
    home = tmp_path_factory.mktemp("founded") / "home"
    names = ("--organisation", "Профсоюз", "--office", "Комитет", "--person", "Иванова А.")
    lines: list[tuple[str, ...]] = [("found", *names)]
    for index, kind in (("ВХ", "incoming"), ("ИСХ", "outgoing"), ("ВН", "internal")):
        lines.append(("journal", "add", "--index", index, "--kind", kind, "--title-ru", index))
    for line in lines:
        with redirect_stdout(StringIO()):
            assert main(["--home", str(home), *line, "--json"]) == 0
    return home


@pytest.fixture(scope="session")
def trained_home(founded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add a branch and a course to an office once, to be copied."""
    home = tmp_path_factory.mktemp("trained") / "home"
    shutil.copytree(founded_home, home)
    make_branch(home)
    return home


@pytest.fixture
def terminal(blank: Terminal, founded_home: Path) -> Terminal:
    """Give a terminal on an office with three journals."""
    shutil.copytree(founded_home, blank.home)
    return blank


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Write a small text file, as somebody would attach it."""
    path = tmp_path / "письмо.txt"
    path.write_text("О выделении путёвок в санаторий «Жанару»", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _is_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tables be as wide as they wish, whatever window the tests are run in."""
    monkeypatch.setenv("COLUMNS", "200")
