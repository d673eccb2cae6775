"""The handbook is followed: every step, literally, on a fresh home, with its pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from tests.handbook.office import prepared, seated
from tests.handbook.pictures import Pictures
from tests.handbook.reader import Reader
from tests.handbook.stories import STORIES
from ui.handbook_text import Item, read_chapter

LANGUAGES = os.environ.get("EDO_HANDBOOK", "ru").split(",")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", STORIES)
def test_a_chapter_is_followed(qtbot: QtBot, tmp_path: Path, code: str, language: str) -> None:
    """Whoever does what the page says finds what it names, and sees what its pictures show."""
    folder = resources.handbook(language)
    chapter, story = read_chapter(folder, code), STORIES[code]
    place = prepared(tmp_path, language)
    if story.prepare is not None:
        story.prepare(place)
    with seated(qtbot, place) as seat:
        pictures = Pictures(folder / "pictures", story.cuts)
        reader = Reader(seat, lambda name: pictures.take(reader, name))
        for number, steps in enumerate(chapter.steps, 1):
            for step in steps if number in story.lists or not story.lists else ():
                if meanwhile := story.before.get((number, step.number)):
                    meanwhile(reader)
                _follow(reader, number, step, tmp_path / f"{code}.png")
    pictures.tell()


def _follow(reader: Reader, number: int, step: Item, seen: Path) -> None:
    """Do a step; where it cannot be done, keep what was on the screen."""
    try:
        reader.follow(step)
    except AssertionError as error:
        reader.window.grab().save(str(seen))
        pytest.fail(f"list {number}, step {step.number}: {error} ({seen})", pytrace=False)
