"""What may lie in the tree, and what may not."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Every file that is in git or waits to be added.
FILES = sorted(
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
)
SOURCES = [file for file in FILES if file.suffix in {".py", ".pyi", ".qss"}]
BUILD = [
    *(file for file in FILES if file.parent.name in {"requirements", "tools", ".ci"}),
    ROOT / "Makefile",
    ROOT / "pyproject.toml",
]

# Written apart, or this file would find itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
SILENCED = re.compile(r"#.*\b(no" + r"qa|type: *ig" + r"nore|pyright: *ig" + r"nore)")


@pytest.mark.parametrize("pattern", [UNFINISHED, SILENCED])
def test_no_source_is_unfinished_or_silences_a_check(pattern: re.Pattern[str]) -> None:
    """What is not done is not there yet, and a check that is wrong is changed for all."""
    assert SOURCES
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in SOURCES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_file_locks_where_libraries_came_from() -> None:
    """Versions and hashes are pinned in requirements, and name no address."""
    assert [file.name for file in FILES if "lock" in file.suffix or "-lock." in file.name] == []
    telling = ("://", "index-url", "find-links", "trusted-host")
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in BUILD
        for word in telling
        if word in file.read_text(encoding="utf-8").replace("--no-emit-index-url", "")
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "dev", "uv", "carriers", "bundle"])
def test_every_library_is_pinned_with_its_hashes(name: str) -> None:
    """An installation brings the same bytes everywhere, or nothing."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.replace("\\\n", "").strip())
    assert blocks
    for block in blocks:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", block, re.DOTALL), block
