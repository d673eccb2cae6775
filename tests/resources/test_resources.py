"""The files the program carries with it."""

import ast
from pathlib import Path

import pytest

import resources

ROOT = Path(__file__).resolve().parents[2]


def test_a_carried_file_is_found_by_its_name() -> None:
    """A name with forward slashes leads to the file."""
    assert resources.path("fonts/IBMPlexSans-Regular.ttf").is_file()


def test_a_name_that_leads_nowhere_is_a_mistake() -> None:
    """A misspelled name is told at once, not when the file is read."""
    with pytest.raises(FileNotFoundError):
        resources.path("fonts/Nothing.ttf")


@pytest.mark.parametrize("family", ["fonts", "icons"])
def test_what_others_made_lies_beside_its_licence(family: str) -> None:
    """The licences of fonts and icons ask to travel with them."""
    assert resources.path(f"{family}/LICENSE").stat().st_size > 0


def test_every_icon_takes_the_colour_it_is_given() -> None:
    """Icons are drawn with the current colour, so that the theme can tint them."""
    icons = sorted(resources.path("icons").glob("*.svg"))
    assert icons
    plain = [each.name for each in icons if 'stroke="currentColor"' not in each.read_text("utf-8")]
    assert plain == []


_PLACE = {"icon": 0, "dress": 1}
"""Which argument of a call names an icon."""


def test_every_icon_the_windows_name_is_carried() -> None:
    """A window asks the theme for an icon by name, and the name is there."""
    named = {
        word.value
        for source in (ROOT / "ui").rglob("*.py")
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in _PLACE
        for word in call.args[_PLACE[call.func.attr] :][:1]
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    carried = {each.stem for each in resources.path("icons").glob("*.svg")}
    assert sorted(named - carried) == []
