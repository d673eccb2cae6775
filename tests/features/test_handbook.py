"""The handbook is followed: every step, literally, on a fresh home, with its pictures."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from tests.handbook.office import Seat, first_start, prepared, seated
from tests.handbook.pictures import Pictures
from tests.handbook.reader import Reader
from tests.handbook.stories import STORIES, Story
from ui.handbook_text import Item, read_chapter

LANGUAGES = os.environ.get("EDO_HANDBOOK", "ru").split(",")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", STORIES)
def test_a_chapter_is_followed(qtbot: QtBot, tmp_path: Path, code: str, language: str) -> None:
    """Whoever does what the page says finds what it names, and sees what its pictures show."""
    folder = resources.handbook(language)
    chapter, story = read_chapter(folder, code), STORIES[code]
    with _before(qtbot, story, tmp_path, language) as seat:
        pictures = Pictures(folder / "pictures", story.cuts)
        reader = Reader(seat, lambda name: pictures.take(reader, name))
        for number, steps in enumerate(chapter.steps, 1):
            for step in steps if number in story.lists or not story.lists else ():
                if meanwhile := story.before.get((number, step.number)):
                    meanwhile(reader)
                _follow(reader, number, step, tmp_path / f"{code}.png")
        reader.look()
        assert [one for one in story.ends if not any(map(reader.sees, one.split("|")))] == []
    pictures.tell()


def _before(
    qtbot: QtBot, story: Story, folder: Path, language: str
) -> AbstractContextManager[Seat]:
    """Make the home as the story wants it, and open the program."""
    if story.fresh:
        return first_start(qtbot, folder, language)
    place = prepared(folder, language)
    if story.prepare is not None:
        story.prepare(place)
    return seated(qtbot, place)


def _follow(reader: Reader, number: int, step: Item, seen: Path) -> None:
    """Do a step; where it cannot be done, keep what was on the screen."""
    try:
        reader.follow(step)
    except AssertionError as error:
        reader.window.grab().save(str(seen))
        pytest.fail(f"list {number}, step {step.number}: {error} ({seen})", pytrace=False)
