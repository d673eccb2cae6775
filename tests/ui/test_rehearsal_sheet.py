"""Two workplaces rehearse taking numbers in the shared folder, one of them at its window."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edo.commands import trial
from edo.workplace import open_workplace
from tests.ui.sharing import KIM, Shared, beside_kim
from ui.dialogs.rehearsal_sheet import RehearsalSheet
from ui.pages.share import SharePage


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    """Sit at the keeper's window; Kim works at the same folder."""
    with beside_kim(qtbot, tmp_path) as made:
        yield made


def sheet_of(office: Shared) -> RehearsalSheet:
    """Open the sheet from the page by its button."""
    page = SharePage(office.desk)
    office.show(page)
    office.wait(lambda: page.overview is not None and page.head.trying.together.isVisible())
    office.key(page.head.trying.together, Qt.Key.Key_Space)
    return office.sheet(page.window(), RehearsalSheet)


def test_two_computers_prove_that_one_claim_wins(office: Shared, tmp_path: Path) -> None:
    """The window waits for the other, says who won what, and the chain says it from now on."""
    sheet = sheet_of(office)
    with closing(open_workplace(tmp_path / "kim", at=office.chancery.clock)) as kim:
        other = threading.Thread(target=trial.take_part, args=(kim,))
        sheet.hand_in()
        office.wait(lambda: "1 computer is here" in sheet.told.text())
        assert sheet.bar.isVisible()
        other.start()
        office.wait(lambda: sheet.found is not None)
        other.join()
    told = sheet.told.text()
    assert "one won, and all saw the same winner" in told
    assert f"{KIM}: won" in told
    assert sheet.status.accessibleName() == "Proved"
    assert "from now on" in told, "the keeper's workplace has said so"
    office.settle()
    assert office.chancery.workplace.roster.grade == "exclusive"


def test_who_does_not_wait_is_there_no_more(office: Shared) -> None:
    """Esc while nobody has come: no trace is left that others would race against."""
    sheet = sheet_of(office)
    sheet.hand_in()
    office.wait(lambda: "1 computer is here" in sheet.told.text())
    here = [*office.place.glob("probe/rehearsal-*/here/*")]
    assert len(here) == 1
    sheet.reject()
    office.wait(lambda: not [*office.place.glob("probe/rehearsal-*/here/*")])
    assert office.chancery.workplace.roster.grade == ""
