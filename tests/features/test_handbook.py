"""The handbook is followed: every step, literally, on a fresh home, with its pictures."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import resources
from tests.handbook.office import Seat, first_start, prepared, seated
from tests.handbook.pictures import Pictures
from tests.handbook.reader import Reader
from tests.handbook.stories import STORIES, Story
from ui.handbook_text import Chapter, Item, read_chapter

ALSO_IN_KAZAKH = ("incoming", "outgoing", "training")
"""Followed in both languages in every run; `EDO_HANDBOOK=ru,kk` follows all in both."""
FOLLOWED = (
    [(code, language) for language in os.environ["EDO_HANDBOOK"].split(",") for code in STORIES]
    if "EDO_HANDBOOK" in os.environ
    else [*((code, "ru") for code in STORIES), *((code, "kk") for code in ALSO_IN_KAZAKH)]
)


@pytest.mark.parametrize(("code", "language"), FOLLOWED)
def test_a_chapter_is_followed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, language: str
) -> None:
    """Whoever does what the page says finds what it names, and sees what its pictures show."""
    folder = resources.handbook(language)
    chapter, story = read_chapter(folder, code), STORIES[code]
    pictures = Pictures(folder / "pictures", story.cuts)
    for count, told in enumerate((story, *story.also)):
        place = tmp_path / str(count)
        place.mkdir()
        _choose(monkeypatch, place, told)
        with _before(qtbot, told, place, language) as seat:
            _read(seat, told, chapter, pictures, tmp_path)
    pictures.tell()


def _read(seat: Seat, story: Story, chapter: Chapter, pictures: Pictures, folder: Path) -> None:
    """Follow the lists of a story, and see what must be seen at its end."""
    reader = Reader(seat, lambda name: pictures.take(reader, name))
    for number, steps in enumerate(chapter.steps, 1):
        for step in steps if number in story.lists or not story.lists else ():
            if meanwhile := story.before.get((number, step.number)):
                meanwhile(reader)
            _follow(reader, number, step, folder / f"{chapter.code}.png")
    reader.look()
    assert [one for one in story.ends if not any(map(reader.sees, one.split("|")))] == []


def _choose(monkeypatch: pytest.MonkeyPatch, folder: Path, story: Story) -> None:
    """Answer what the system's own windows ask: they are the border of the program."""
    name, text = story.file
    share, path = folder / "share", folder / (name or "file")
    share.mkdir()
    path.write_text(text, encoding="utf-8")
    for ask, answer in (
        ("getOpenFileName", (str(path), "")),
        ("getOpenFileNames", ([str(path)], "")),
        ("getExistingDirectory", str(share)),
    ):
        monkeypatch.setattr(QFileDialog, ask, lambda *_told, answer=answer: answer)
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _parent, _title, offered, *_told: (str(folder / Path(offered).name), ""),
    )


def _before(
    qtbot: QtBot, story: Story, folder: Path, language: str
) -> AbstractContextManager[Seat]:
    """Make the home as the story wants it, and open the program."""
    if story.fresh and story.prepare is None:
        return first_start(qtbot, folder, language)
    place = prepared(folder, language)
    if story.prepare is not None:
        story.prepare(place)
    if story.fresh:
        place.workplace.close()
        return first_start(qtbot, folder, language, "new")
    return seated(qtbot, place)


def _follow(reader: Reader, number: int, step: Item, seen: Path) -> None:
    """Do a step; where it cannot be done, keep what was on the screen."""
    try:
        reader.follow(step)
    except AssertionError as error:
        reader.window.grab().save(str(seen))
        pytest.fail(f"list {number}, step {step.number}: {error} ({seen})", pytrace=False)
