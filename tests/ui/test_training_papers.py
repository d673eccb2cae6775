"""What a person prints and writes out from the page of training."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.queries import directory
from edo.queries.sessions import Chosen
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.ui.room import CONTROL, SHIFT, Room, opened
from ui.pages.training.page import TrainingPage
from ui.pages.training.papers import TrainingPapers
from ui.ways import TRAINING

Key = Qt.Key
TITLE = "Документооборот"
OFFERED = {
    Key.Key_P: [f"Report on training: {TITLE}…", "Offices and courses…"],
    Key.Key_E: [
        f"Who is left to train: {TITLE}…",
        f"Offices in one course: {TITLE}…",
        "Offices and courses…",
        "Passes that end soon…",
    ],
}
AS_SEEN = {Key.Key_P: "Print this list…", Key.Key_E: "Export this list…"}
"""Offered last where what is shown is a list of its own."""


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Classroom]:
    """Train one of two."""
    with classroom(tmp_path / "home") as made:
        made.hire("Акмола", "Ким", "Омаров")
        course = made.course(TITLE, months=12)
        made.train(course, TODAY - timedelta(340), "Ким", office="Акмола")
        yield made


def section(room: Room, code: str) -> Any:
    """Go to a section, everything it asks answered."""
    page = room.window.go(TRAINING)
    assert isinstance(page, TrainingPage)
    found: Any = page.go(code)
    found.setFocus()
    room.settle()
    return found


@pytest.mark.parametrize("code", ["actions", "coverage"])
@pytest.mark.parametrize("key", list(OFFERED))
def test_keys_offer_what_can_be_printed(
    qtbot: QtBot, trained: Classroom, code: str, key: Qt.Key
) -> None:
    """Papers by Ctrl+Shift+P, spreadsheets by Ctrl+Shift+E, those of the course first."""
    with opened(qtbot, trained.chancery) as room:
        found = section(room, code)
        where = found.view if code == "actions" else found.table.view
        room.until(lambda: bool(found.told if code == "actions" else found.table.courses))
        room.settle()
        room.key(where, key, CONTROL | SHIFT)
        menu = found.papers.menu
        room.until(menu.isVisible)
        seen = [AS_SEEN[key]] if code == "coverage" else []
        assert [one.text() for one in menu.actions()] == OFFERED[key] + seen
        menu.close()


def test_everything_offered_can_be_written(
    qtbot: QtBot, trained: Classroom, tmp_path: Path
) -> None:
    """Each paper is a PDF, each list a spreadsheet, and a notice says that it was written."""
    course = trained.read(directory.courses)[0].id
    about: dict[str, Any] = {"on": TODAY, "under": ""}
    with opened(qtbot, trained.chancery) as room:
        papers: TrainingPapers = section(room, "coverage").papers
        for out, function, words in (
            (papers.paper, "print_report", {**about, "course": course}),
            (papers.paper, "print_matrix", about),
            (papers.lists, "list_matrix", about),
            (papers.lists, "list_ending", about),
            (papers.lists, "list_left", {**about, "course": course}),
            (papers.lists, "list_offices", {**about, "course": course}),
            (papers.lists, "list_sessions", {"chosen": Chosen()}),
        ):
            ending = "pdf" if out is papers.paper else "csv"
            path = tmp_path / f"{function}.{ending}"
            out.write(function, "Printing", path, **words)
            room.until(path.is_file)
            room.settle()
            assert room.window.notices.notices[-1].notice.text == f"Written: {path.name}"
        assert (tmp_path / "print_report.pdf").read_bytes().startswith(b"%PDF")
        left = (tmp_path / "list_left.csv").read_text(encoding="utf-8-sig")
        assert "Омаров" in left
        assert "Ким" not in left
