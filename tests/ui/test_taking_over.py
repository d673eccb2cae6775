"""The keeper's computer is lost: another workplace takes the keeping over by the recovery sheet."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo import keycode, keys
from edo.commands import membership, recovery
from edo.domain.rights import Role
from edo.domain.roster import OPEN
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery
from tests.ui.real import PATIENCE
from tests.ui.room import CONTROL, Room, opened, sheet_of
from tests.ui.sharing import exchange, join, shared_office
from tests.ui.typing_keys import type_text
from ui.dialogs.member_sheets import RetireSheet
from ui.dialogs.take_over_sheet import TakeOverSheet
from ui.pages.share import SharePage


@dataclass
class Loss:
    """Kim's window, after the keeper's computer was lost.

    Attributes:
        room: the window.
        place: the shared folder.
        code: the lines on the sheet.
        lost: the device that was lost.
    """

    room: Room
    place: Path
    code: tuple[str, ...]
    lost: str

    @property
    def sheet(self) -> TakeOverSheet:
        """The sheet that is open."""
        return sheet_of(self.room, TakeOverSheet)

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keys are."""
        target = QApplication.focusWidget()
        assert target is not None
        self.room.key(target, key)

    def ask(self) -> TakeOverSheet:
        """Find the sheet as somebody in trouble does: by Ctrl+K and a word."""
        room = self.room
        room.key(room.window, Qt.Key.Key_K, CONTROL)
        type_text(room.window.search, "lost keeper")
        room.settle()
        room.key(room.window.search, Qt.Key.Key_Return)
        room.until(lambda: bool(room.window.findChildren(TakeOverSheet)))
        return self.sheet

    def wait(self, sheet: TakeOverSheet) -> None:
        """Wait until the sheet says that it is over."""
        self.room.qtbot.waitUntil(lambda: sheet.over, timeout=PATIENCE)

    def seen(self) -> Workplace:
        """Open Kim's home once the window is closed."""
        self.room.desk.bridge.close()
        return open_workplace(self.room.office.folder, at=self.room.office.clock)


@pytest.fixture
def loss(qtbot: QtBot, tmp_path: Path) -> Iterator[Loss]:
    """Kim works at the same folder; the keeper's home is gone with its computer."""
    with shared_office(tmp_path) as (keeper, place):
        kim = Chancery(
            join(keeper, place, tmp_path / "kim"), tmp_path / "kim", keeper.clock, keeper.chance
        )
        exchange(keeper.workplace)
        exchange(kim.workplace)
        code = keycode.write(recovery.root_key(keeper.workplace).seed)
        lost = keeper.workplace.device
        keeper.close()
        shutil.rmtree(keeper.folder)
        with opened(qtbot, kim) as room:
            yield Loss(room, place, code, lost)


def test_the_whole_way_from_the_loss_to_going_on(loss: Loss) -> None:
    """Ctrl+K, four lines, Enter; then the lost workplace is ended, and others can be invited."""
    sheet = loss.ask()
    assert "Иванова Айгуль" in sheet.told.text()
    assert sheet.primary.property("danger"), "it cannot be taken back"
    for line in loss.code:
        type_text(QApplication.focusWidget() or sheet, line.lower().replace("-", " "))
        loss.key(Qt.Key.Key_Return)
    loss.wait(sheet)
    assert sheet.status.accessibleName() == "This workplace keeps the keys"
    assert not sheet.code.text().strip(), "a secret does not stay on the screen"
    loss.room.until(sheet.primary.hasFocus)
    loss.key(Qt.Key.Key_Space)
    loss.room.until(lambda: bool(loss.room.window.findChildren(RetireSheet)))
    sheet_of(loss.room, RetireSheet)
    loss.key(Qt.Key.Key_Tab)
    loss.key(Qt.Key.Key_Space)
    loss.room.until(lambda: not loss.room.window.findChildren(RetireSheet))
    page = loss.room.window.page("share")
    assert isinstance(page, SharePage)
    loss.room.until(page.head.invite.isVisible)
    assert not page.head.take_over.isVisible()
    loss.room.until(lambda: loss.room.window.is_keepers is True)
    with closing(loss.seen()) as kim:
        assert kim.roster.keeper == kim.device
        assert kim.roster.devices[loss.lost].until != OPEN
        exchange(kim)
        membership.invite(kim, person="Омаров", office=kim.identity.office, roles=[Role.CLERK])


def test_a_slip_is_told_where_it_is_and_nothing_typed_is_lost(loss: Loss) -> None:
    """Cyrillic, a sign too few, a wrong one: each under its line; Esc and back, and all stands."""
    sheet = loss.ask()
    first, second, third, _fourth = loss.code
    lines = sheet.code.lines
    type_text(lines[0], "Ж" + first[1:5])
    assert "group 1" in sheet.code.wrongs[0], "at once: the keyboard writes other letters"
    assert "“Ж”" in sheet.code.wrongs[0]
    lines[0].clear()
    assert sheet.code.wrongs[0] == ""
    type_text(lines[0], first)
    loss.key(Qt.Key.Key_Down)
    type_text(lines[1], second[:-1])
    assert sheet.code.wrongs[1] == "", "it may be going on"
    loss.key(Qt.Key.Key_Down)
    assert "group 4" in sheet.code.wrongs[1]
    other = "2" if third[6] != "2" else "3"
    type_text(lines[2], third[:6] + other + third[7:])
    assert "most likely in group 2" in sheet.code.wrongs[2]
    loss.key(Qt.Key.Key_Down)
    type_text(lines[3], third)
    assert sheet.code.wrongs[3].startswith("This is line 3 of the code")
    before = sheet.code.texts()
    loss.room.key(sheet, Qt.Key.Key_Return, CONTROL)
    assert lines[1].hasFocus(), "the first that is wrong"
    assert not sheet.over
    loss.key(Qt.Key.Key_Escape)
    loss.room.until(lambda: not loss.room.window.findChildren(TakeOverSheet))
    again = loss.ask()
    assert again.code.texts() == before
    assert "group 4" in again.code.wrongs[1]
    for line, text in zip(again.code.lines, loss.code, strict=True):
        line.clear()
        type_text(line, text)
    loss.room.desk.speech.speak("ru")
    assert again.code.texts() == [*loss.code]
    loss.room.key(again, Qt.Key.Key_Return, CONTROL)
    loss.wait(again)


def test_another_organisations_sheet_changes_nothing(loss: Loss) -> None:
    """It is right in itself, so it is only told when it is handed in; the lines stay."""
    sheet = loss.ask()
    for line, text in zip(sheet.code.lines, keycode.write(keys.make().seed), strict=True):
        type_text(line, text)
    assert sheet.code.wrongs == [""] * 4
    typed = sheet.code.texts()
    loss.room.key(sheet, Qt.Key.Key_Return, CONTROL)
    loss.room.until(lambda: "not the root key" in sheet.fields["code"].error)
    assert sheet.code.texts() == typed
    with closing(loss.seen()) as kim:
        assert kim.roster.keeper == loss.lost


def test_with_the_shared_folder_lost_too_it_is_said_before(loss: Loss, tmp_path: Path) -> None:
    """The folder does not answer: nothing is done until somebody says that it is lost as well."""
    loss.place.rename(tmp_path / "away")
    sheet = loss.ask()
    assert not sheet.lost_too.isVisible()
    for line, text in zip(sheet.code.lines, loss.code, strict=True):
        type_text(line, text)
    loss.room.key(sheet, Qt.Key.Key_Return, CONTROL)
    loss.room.qtbot.waitUntil(sheet.lost_too.isVisible, timeout=PATIENCE)
    assert not sheet.over
    sheet.lost_too.setFocus()
    loss.key(Qt.Key.Key_Space)
    loss.room.key(sheet, Qt.Key.Key_Return, CONTROL)
    loss.wait(sheet)
    with closing(loss.seen()) as kim:
        assert kim.roster.keeper == kim.device
