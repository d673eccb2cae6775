"""Layouts: nobody asks them for what PySide would keep an object of (`ui.widgets.layouts`)."""

import ast
from pathlib import Path

UI = Path(__file__).parents[2] / "ui"
KEPT = {"addLayout", "insertLayout", "itemAtPosition"}
HERE = "widgets/layouts.py"


def test_layouts_are_put_together_in_one_place() -> None:
    """What leaves objects of items behind is called where they are let go of, and nowhere else."""
    elsewhere = [
        f"{path.relative_to(UI)}:{node.lineno}: {node.attr}"
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in KEPT
        if path.relative_to(UI).as_posix() != HERE
    ]
    assert not elsewhere
