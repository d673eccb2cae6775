"""Charts of training over time: the figures of the paper, told in words too."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.queries import directory
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.figures import Heading
from edo.sheets import training_filling
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import Room, opened
from tests.ui.typing_keys import type_text
from ui.pages.training.over_time import OverTimeSection
from ui.pages.training.page import OVER_TIME, TrainingPage
from ui.ways import TRAINING

Key = Qt.Key
TITLE = "Документооборот"
MADE = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Classroom]:
    """Train Акмола in January and one of two of Семей in February."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ким", "Омаров")
        made.hire("Семей", "Ахметова", "Нурланов")
        course = made.course(TITLE)
        made.train(course, TODAY - timedelta(40), "Ким", "Омаров", office="Акмола")
        made.train(course, TODAY - timedelta(10), "Ахметова", office="Семей")
        yield made


def over_time(room: Room) -> OverTimeSection:
    """Go to the charts, everything drawn."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    section = page.go(OVER_TIME)
    assert isinstance(section, OverTimeSection)
    room.until(lambda: section.time is not None and section.offices is not None)
    room.settle()
    return section


def test_charts_show_what_the_paper_does(qtbot: QtBot, trained: Classroom) -> None:
    """Shares by month and bars by office are those of the printed report of the same day."""
    course = trained.read(directory.courses)[0].id
    told = training_filling.asked(trained.workplace, course, TODAY, None, "", PaperLanguage.RU)
    paper = training_filling.report_of(told, TODAY, None, Heading(Phrase(), Phrase(), MADE))
    with opened(qtbot, trained.chancery) as room:
        section = over_time(room)
        assert section.time is not None
        assert section.offices is not None
        points = section.time.points
        assert [point.values for point in points] == [
            (
                100 * one.trained / one.offices,
                100 * one.covered / one.required,
            )
            for one in told.months
        ]
        assert points[-4].values == (0, 0)
        assert points[-3].values == (100 / 3, 40)
        assert points[-2].values == points[-1].values == (100 / 3, 60)
        assert [(bar.name, bar.value) for bar in section.offices.bars] == [
            (bar.name.ru, 100 * bar.share) for bar in paper.bars
        ]
        assert [(bar.name, bar.value, bar.colour) for bar in section.offices.bars] == [
            ("Акмола", 100, "good"),
            ("Областная организация Абай", 0, "bad"),
            ("Семей", 50, "warn"),
        ]


def test_the_words_beside_say_the_same(qtbot: QtBot, trained: Classroom) -> None:
    """How many, how many more than a year ago, and which offices are not trained."""
    with opened(qtbot, trained.chancery) as room:
        section = over_time(room)
        assert section.said.split("\n\n") == [
            "Offices trained: 1 of 3 (33 %) · people trained: 3 of 5 (60 %)",
            "Since 01.04.2025: offices +1, people +3.",
            "1 office is not trained: Областная организация Абай",
            "1 office is trained in part: Семей",
        ]
        chart = section.time
        assert chart is not None
        chart.setFocus()
        room.key(chart, Key.Key_Left)
        assert chart.said == (
            "February 2026: Offices trained: 1 of 3 (33 %) · people trained: 3 of 5 (60 %)"
        )


def test_another_day_is_another_chart(qtbot: QtBot, trained: Classroom) -> None:
    """Before anybody was required there is a sentence instead."""
    with opened(qtbot, trained.chancery) as room:
        section = over_time(room)
        section.on.selectAll()
        type_text(section.on, "31.01.2026")
        room.settle()
        assert section.said.startswith("Offices trained: 1 of 3 (33 %)")
        assert "people trained: 2 of 5" in section.said
        section.on.selectAll()
        type_text(section.on, "31.01.2020")
        room.settle()
        assert section.empty
