"""What was lost is restored from the first window, by keys: by the sheet, or out of any files."""

import random
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo import keycode, keys
from edo.commands import recovery
from edo.founding import found_workplace
from edo.workplace import Workplace, open_workplace
from tests.ui.beginning import Beginning, before
from tests.ui.real import PATIENCE
from tests.ui.sharing import exchange, join, shared_office
from tests.ui.typing_keys import type_text
from ui.app import DOORS, Client
from ui.dialogs.first_run import FirstRun
from ui.dialogs.restoring import Restoring, Wanted
from ui.dialogs.restoring_steps import Left
from ui.dialogs.start_trouble import StartTrouble
from ui.long_run import Progress

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Lost:
    """All that is left of an organisation whose computers are gone.

    Attributes:
        share: the shared folder.
        pile: its files in no order and under no names.
        code: the lines on the sheet.
        key: the file of a clerk's key.
        documents: how many there were.
    """

    share: Path
    pile: Path
    code: tuple[str, ...]
    key: Path
    documents: int


@pytest.fixture
def lost(tmp_path: Path) -> Lost:
    """Lose everything but what lies in the shared folder, and a key somebody had kept."""
    with shared_office(tmp_path) as (keeper, place):
        keeper.register()
        keeper.register()
        exchange(keeper.workplace)
        join(keeper, place, tmp_path / "kim").close()
        exchange(keeper.workplace)
        code = keycode.write(recovery.root_key(keeper.workplace).seed)
        documents = counted(keeper.workplace)
        home = keeper.folder
    pile, key = tmp_path / "pile", tmp_path / "device.key"
    pile.mkdir()
    paths = sorted(path for path in place.rglob("*") if path.is_file())
    random.Random(5).shuffle(paths)
    for n, path in enumerate(paths):
        shutil.copyfile(path, pile / f"file{n:04}")
    shutil.copyfile(tmp_path / "kim/keys/device.key", key)
    for gone in (home, tmp_path / "kim"):
        shutil.rmtree(gone)
    return Lost(place, pile, code, key, documents)


@pytest.fixture
def beginning(qtbot: QtBot, tmp_path: Path) -> Iterator[Beginning]:
    """Start the program on a new computer."""
    with before(qtbot, tmp_path / "new") as made:
        made.begin()
        yield made


def counted(workplace: Workplace) -> int:
    """Count the documents."""
    return workplace.read(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
    )


def page_of(beginning: Beginning) -> Restoring:
    """Go from the first questions to restoring, by keys alone."""
    beginning.questions()
    for _ in range(20):
        beginning.key(Qt.Key.Key_Tab)
        if beginning.questions().lost.hasFocus():
            break
    beginning.key(Qt.Key.Key_Space)
    return restoring(beginning)


def restoring(beginning: Beginning) -> Restoring:
    """Give the page."""
    page = beginning.window.cover_page
    assert isinstance(page, Restoring)
    return page


def say(text: str) -> None:
    """Type a text where the keys are, in the place of what stands there."""
    where = QApplication.focusWidget()
    assert where is not None
    clear = getattr(where, "clear", None)
    assert clear is not None, where
    clear()
    type_text(where, text)


def say_code(beginning: Beginning, code: tuple[str, ...]) -> None:
    """Type the four lines, Enter after each: the last one goes on."""
    for line in code:
        say(line)
        beginning.key(Qt.Key.Key_Return)


def opens(beginning: Beginning) -> None:
    """Press the button that opens what was restored, and wait until it has exchanged."""
    beginning.key(Qt.Key.Key_Return)
    bridge = beginning.desk.bridge
    beginning.qtbot.waitUntil(lambda: bridge.last_exchange is not None, timeout=PATIENCE)
    assert beginning.opened == [True]
    bridge.close()


def done(beginning: Beginning, page: Restoring) -> None:
    """Agree to what is named, and wait until it is done."""
    beginning.key(Qt.Key.Key_Return, CTRL)
    beginning.qtbot.waitUntil(page.primary.hasFocus, timeout=PATIENCE)
    assert page.title.text() == "It is restored"


def test_the_keeper_goes_on_by_the_sheet_on_a_new_computer(
    beginning: Beginning, lost: Lost
) -> None:
    """The whole way by keys: what is left, where, the code, what will happen; and it opens."""
    page = page_of(beginning)
    assert page.way is Left.SHARE
    beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return)
    assert page.fields["share"].error == "Fill this in."
    say(str(lost.share))
    beginning.key(Qt.Key.Key_Return)
    say_code(beginning, lost.code)
    assert page.paths["path"].text() == str(beginning.home)
    beginning.key(Qt.Key.Key_Return)
    assert str(lost.share) in page.text.text()
    assert "cannot be taken back" in page.text.text()
    assert page.primary.property("danger")
    beginning.key(Qt.Key.Key_Return)
    assert page.at == 3, "Enter does nothing that cannot be taken back"
    beginning.key(Qt.Key.Key_Return)
    done(beginning, page)
    assert not page.code.text().strip()
    opens(beginning)
    with closing(open_workplace(beginning.home)) as keeper:
        exchange(keeper)
        assert keeper.roster.keeper == keeper.device
        assert counted(keeper) == lost.documents


def test_a_wrong_sheet_is_told_beside_the_lines_and_they_stay(
    beginning: Beginning, lost: Lost
) -> None:
    """Another organisation's sheet; Esc to the very beginning, and all that was typed is there."""
    page = page_of(beginning)
    beginning.key(Qt.Key.Key_Return)
    say(str(lost.share))
    beginning.key(Qt.Key.Key_Return)
    say_code(beginning, ("0000-0000-0000-000Ж", *lost.code[1:]))
    assert page.at == 2
    assert "“Ж”" in page.code.wrongs[0]
    assert page.code.lines[0].hasFocus()
    other = keycode.write(keys.make().seed)
    say_code(beginning, other)
    beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return, CTRL)
    beginning.qtbot.waitUntil(lambda: page.fields["code"].error != "", timeout=PATIENCE)
    assert "not the root key" in page.fields["code"].error
    assert page.at == 2
    assert not (beginning.home / "keys").exists()
    for _ in range(3):
        beginning.key(Qt.Key.Key_Escape)
    assert isinstance(beginning.window.cover_page, FirstRun)
    again = page_of(beginning)
    assert again.code.texts() == [*other]
    assert again.paths["share"].text() == str(lost.share)


def to_files(beginning: Beginning, lost: Lost, folder: Path) -> Restoring:
    """Say that only files are left, and where."""
    page = page_of(beginning)
    beginning.key(Qt.Key.Key_Down)
    assert page.way is Left.FILES
    beginning.key(Qt.Key.Key_Return)
    say(str(lost.pile))
    page.paths["share"].setFocus()
    say(str(folder))
    beginning.key(Qt.Key.Key_Return)
    return page


def test_a_pile_of_files_is_stopped_and_then_becomes_an_organisation(
    qtbot: QtBot, tmp_path: Path, lost: Lost
) -> None:
    """Esc in the middle: the questions are back with all that was typed; the second try ends."""
    halfway, go = threading.Event(), threading.Event()

    def held(wanted: Wanted, progress: Progress) -> Mapping[str, int]:
        def told(done: int, total: int) -> bool:
            if done == total // 2:
                halfway.set()
                go.wait(10)
            return progress(done, total)

        return DOORS.restore(wanted, told)

    with before(qtbot, tmp_path / "new", replace(DOORS, restore=held)) as beginning:
        beginning.begin()
        page = to_files(beginning, lost, tmp_path / "share2")
        say_code(beginning, lost.code)
        beginning.key(Qt.Key.Key_Return)
        assert "Nothing in" in page.text.text()
        beginning.key(Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(halfway.is_set)
        assert page.bar.isVisible()
        beginning.key(Qt.Key.Key_Escape)
        go.set()
        beginning.settle()
        assert page.title.text() == "Restore?"
        assert page.code.text() == "\n".join(lost.code)
        assert not (beginning.home / "edo.db").exists()
        done(beginning, page)
        assert "signed pieces of work found" in page.text.text()
        opens(beginning)
        with closing(open_workplace(beginning.home)) as keeper:
            assert keeper.roster.keeper == keeper.device
            assert counted(keeper) == lost.documents
    assert len([*lost.pile.iterdir()]) > 5


def test_without_the_sheet_a_workplace_goes_on_by_its_own_key(
    beginning: Beginning, tmp_path: Path, lost: Lost
) -> None:
    """There is no sheet: its key is asked for; a folder inside the pile is refused beside it."""
    keys.load(lost.key).replace(lost.key, password="тайна")
    page = to_files(beginning, lost, lost.pile / "share")
    page.other.setFocus()
    beginning.key(Qt.Key.Key_Space)
    assert page.title.text() == "A workplace's own key"
    say(str(lost.key))
    beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return)
    assert not page.primary.property("danger"), "nothing is recorded that cannot be taken back"
    beginning.key(Qt.Key.Key_Return, CTRL)
    beginning.qtbot.waitUntil(lambda: page.fields["share"].error != "", timeout=PATIENCE)
    assert page.at == 1
    page.paths["share"].setFocus()
    say(str(tmp_path / "share2"))
    for _ in range(3):
        beginning.key(Qt.Key.Key_Return)
    beginning.key(Qt.Key.Key_Return, CTRL)
    beginning.qtbot.waitUntil(lambda: page.fields["password"].error != "", timeout=PATIENCE)
    assert page.fields["password"].error == "The key of this workplace has a password."
    type_text(page.password, "тайна")
    beginning.key(Qt.Key.Key_Return)
    done(beginning, page)
    opens(beginning)
    with closing(open_workplace(beginning.home, password="тайна")) as kim:
        assert kim.device == keys.load(lost.key, password="тайна").name
        assert counted(kim) == lost.documents


def test_a_trouble_leads_to_restoring_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    """The password is forgotten: beside it stands the way out, to a folder of its own."""
    with shared_office(tmp_path) as (keeper, _place):
        folder = keeper.folder
    (folder / "keys/device.key").write_text("x")
    with before(qtbot, folder) as beginning:
        beginning.begin()
        trouble = beginning.trouble()
        trouble.restore.setFocus()
        beginning.key(Qt.Key.Key_Space)
        page = restoring(beginning)
        assert page.paths["path"].text() == f"{folder}-2"
        beginning.key(Qt.Key.Key_Escape)
        assert isinstance(beginning.window.cover_page, StartTrouble)


def test_the_settings_lead_to_restoring_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    """From an open workplace it is made beside it; Esc goes back to the work."""
    home = tmp_path / "home"
    found_workplace(home, organisation="Союз", office="Канцелярия", person="А. С.").close()
    client = Client(home, language="en")
    with qtbot.waitSignal(client.desk.bridge.opened):
        client.start()
    window = client.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settings: Any = window.visit("settings")
    settings.show_setting("After a loss")
    qtbot.waitUntil(settings.restore.hasFocus)
    qtbot.keyClick(settings.restore, Qt.Key.Key_Space)
    page = window.cover_page
    assert isinstance(page, Restoring)
    assert page.paths["path"].text() == f"{home}-2"
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    assert not window.covered
    client.stop()
