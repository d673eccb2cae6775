"""The page of training: its sections, what is to be done, by keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from edo.commands import courses
from edo.domain.course import Audience, Edition
from edo.domain.organisation import Level
from tests.office import Chancery, founded
from tests.ui.room import Room, opened
from ui.pages.training.courses import CoursesSection
from ui.pages.training.page import TrainingPage
from ui.ways import TRAINING

TITLE = "Освоение единого электронного документооборота"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office where nobody has been trained yet."""
    with founded(tmp_path / "home") as made:
        yield made


def training(room: Room) -> TrainingPage:
    """Go to the page, everything it asks answered."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    page.setFocus()
    room.settle()
    return page


def column(section: Any, code: str) -> list[str]:
    """Read a column of a section's list."""
    model = section.list.list
    place = [one.code for one in model.columns].index(code)
    return [model.cell(row, place).text for row in range(model.rowCount())]


def test_courses_are_told_in_words(qtbot: QtBot, office: Chancery) -> None:
    """Whom a course is for, how long it holds, and the edition that is in force."""
    first = Edition(on=date(2026, 1, 1), hours=8, audience=Audience(levels=(Level.REGIONAL,)))
    second = Edition(on=date(2026, 9, 1), months=24, threshold=70)
    id = courses.define(office.workplace, title_ru=TITLE, title_kk="", edition=first)
    courses.revise(office.workplace, course=id, edition=second)
    courses.define(office.workplace, title_ru="Ё", title_kk="", edition=second)
    with opened(qtbot, office) as room:
        section = training(room).go("courses")
        assert isinstance(section, CoursesSection)
        room.until(lambda: section.list.list.rowCount() == 2)
        assert column(section, "title") == ["Ё", TITLE]
        assert column(section, "editions")[1] == "2 editions · in force since 01.01.2026"
        assert column(section, "months") == ["2 years", "for ever"]
        assert column(section, "rule") == ["70 of 100 or more", "attendance"]
        assert column(section, "audience") == ["everybody", "regional or city organisation"]
        assert column(section, "state") == ["Not begun", "In force"]
