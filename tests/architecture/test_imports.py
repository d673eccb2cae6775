"""The rooms of the house: which module may know which."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(
    place.relative_to(ROOT).as_posix()
    for package in ("edo", "ui")
    for place in (ROOT / package).rglob("__init__.py")
)


def test_import_contracts_hold() -> None:
    """Every contract written in pyproject.toml is kept by the sources as they stand."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    words = ["--no-logo", "--no-cache"]
    ended = subprocess.run(
        [sys.executable, "-c", command, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 broken" in ended.stdout


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_holds_its_docstring_and_nothing_else(name: str) -> None:
    """Whoever looks for a name finds it in the module called after its topic."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1
