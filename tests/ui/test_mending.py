"""Putting things right by a button: a workplace that was copied, a share that was lost, a file."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo import keystore
from edo.commands import documents, home, membership
from edo.domain.card import Card, Kind
from edo.errors import DamagedError
from edo.store.database import FILE_NAME, Connection
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery
from tests.ui.sharing import PATIENCE, exchange, join, shared_office
from tests.ui.typing_keys import type_text
from ui.app import DOORS
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.dialogs.mending_sheet import MendingSheet
from ui.main_window import MainWindow
from ui.pages.settings import SettingsPage
from ui.pages.share import SharePage
from ui.speech import Speech
from ui.start import Start
from ui.theme import Look, Theme
from ui.ways import PLACES, Ways


@dataclass
class Seat:
    """A window over one home of an office with a share; the keeper works elsewhere."""

    qtbot: QtBot
    chancery: Chancery
    home: Path
    place: Path
    desk: Desk
    window: MainWindow
    parts: tuple[object, ...] = ()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def press(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
        """Give a control the keys, and press one."""
        widget.window().activateWindow()
        widget.setFocus()
        QTest.keyClick(widget, key)

    def open(self, password: str = "") -> None:
        """Open the home in the window."""
        clock, random = self.chancery.clock, self.chancery.chance.randbytes

        def opened() -> Workplace:
            return open_workplace(self.home, password=password, at=clock, random=random)

        self.desk.bridge.open(opened)
        self.wait(lambda: self.desk.bridge.last_exchange is not None)

    def share(self) -> SharePage:
        """Go to the page "Exchange"."""
        page = self.window.visit("share")
        assert isinstance(page, SharePage)
        return page

    def sheet(self) -> MendingSheet:
        """Give the sheet that is open."""
        found: list[MendingSheet] = []

        def is_there() -> bool:
            sheets = self.window.findChildren(MendingSheet)
            found[:] = [one for one in sheets if one.isVisible()]
            return bool(found)

        self.wait(is_there)
        return found[0]

    def log(self) -> list[str]:
        """Give the steps the log of repairs has."""
        lines = (self.home / "logs/repair.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["step"] for line in lines]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Kim has joined; the window is not open yet."""
    with shared_office(tmp_path) as (chancery, place):
        join(chancery, place, tmp_path / "kim").close()
        bridge = Bridge()
        clock = chancery.workplace.clock
        theme = Theme(Look.LIGHT)
        theme.apply()
        desk = Desk(Speech("en"), theme, bridge, Forgetful(), Forgetful(), clock.today, clock.now)
        window = MainWindow(desk, PLACES)
        qtbot.addWidget(window)
        start = Start(desk, window, tmp_path / "kim", DOORS)
        made = Seat(qtbot, chancery, tmp_path / "kim", place, desk, window)
        made.parts = (Ways(desk, window), start)
        failures: list[str] = []
        bridge.crashed.connect(failures.append)
        window.show()
        yield made
        bridge.close()
        assert failures == []


def draft(workplace: Workplace, subject: str) -> None:
    """Begin a letter."""
    documents.begin(workplace, kind=Kind.INTERNAL, card=Card(subject_ru=subject))


def test_a_copied_workplace_gets_a_key_of_its_own(seat: Seat, tmp_path: Path) -> None:
    """From the page that tells of the double: six words, the keeper's yes, and it sends again."""
    shutil.copytree(seat.home, tmp_path / "first")
    (seat.home / "inst").write_text("0123456789abcdef")
    with closing(open_workplace(tmp_path / "first", at=seat.chancery.clock)) as first:
        draft(first, "О смете")
        exchange(first)
    seat.open()
    page = seat.share()
    seat.wait(page.head.mend.isVisible)
    seat.press(page.head.mend)
    sheet = seat.sheet()
    seat.wait(sheet.primary.isEnabled)
    assert "a copy of this workplace" in sheet.found.text.text()
    assert sheet.deeds.text.text().count("\n") == 2
    assert "The old key stays" in sheet.stays.text.text()
    seat.press(sheet, Qt.Key.Key_Return)
    seat.wait(sheet.words.isVisible)

    keeper = seat.chancery.workplace
    (asked,) = (one for one in membership.requests(keeper) if one.request is not None)
    assert asked.words is not None
    assert " ".join(asked.words.ru) in sheet.words.accessibleName()
    assert asked.request is not None
    membership.admit(keeper, request=asked.request)
    exchange(keeper)
    seat.press(sheet.primary)
    seat.wait(lambda: sheet.ended)
    assert "a key of its own" in sheet.found.text.text()
    seat.press(sheet, Qt.Key.Key_Escape)
    seat.desk.bridge.run(draft, subject="О ремонте")
    last = seat.desk.bridge
    seat.wait(lambda: last.last_exchange is not None and not last.last_exchange.halt)
    seat.wait(lambda: not page.head.mend.isVisible())
    exchange(keeper)
    assert seat.log() == ["renew", "renew"]


def test_a_new_key_is_put_under_the_password_of_the_old_one(seat: Seat) -> None:
    """A misprint is told beside the field, and no key is made with it."""
    with closing(open_workplace(seat.home, at=seat.chancery.clock)) as kim:
        home.protect(kim, password="тайна")
        draft(kim, "О смете")
        exchange(kim)
    (seat.home / "inst").write_text("0123456789abcdef")
    seat.open("тайна")
    page = seat.share()
    seat.wait(page.head.mend.isVisible)
    seat.press(page.head.mend)
    sheet = seat.sheet()
    seat.wait(sheet.primary.isEnabled)
    seat.wait(sheet.password.hasFocus)
    type_text(sheet.password, "тайнв")
    seat.press(sheet.password, Qt.Key.Key_Return)
    seat.wait(lambda: sheet.fields["password"].error != "")
    assert not (seat.home / "keys/next.key").exists()
    seat.wait(lambda: sheet.password.isVisible() and sheet.primary.isEnabled())
    sheet.password.clear()
    type_text(sheet.password, "тайна")
    seat.press(sheet.password, Qt.Key.Key_Return)
    seat.wait(sheet.words.isVisible)
    assert keystore.protection(seat.home / "keys/next.key") is keystore.Protection.PASSWORD


def before_an_empty_folder(seat: Seat) -> MendingSheet:
    """Lose the folder, have it made anew, empty, and open the sheet the page leads to."""
    seat.open()
    for one in tuple(seat.place.iterdir()):
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    page = seat.share()
    page.exchange_now()
    seat.wait(page.head.mend.isVisible)
    seat.press(page.head.mend)
    sheet = seat.sheet()
    seat.wait(sheet.primary.isEnabled)
    return sheet


def test_an_empty_folder_is_filled_again(seat: Seat) -> None:
    """The folder was lost and made anew, empty: the page leads to the sheet, one press fills it."""
    sheet = before_an_empty_folder(seat)
    assert "shared folder lacks" in sheet.deeds.text.text()
    seat.press(sheet, Qt.Key.Key_Return)
    seat.wait(lambda: sheet.ended)
    assert "put back into the shared folder" in sheet.found.text.text()
    assert [*seat.place.iterdir()]
    assert seat.log() == ["republish"]


def test_closing_the_sheet_before_it_is_pressed_changes_nothing(seat: Seat) -> None:
    """Esc leaves everything as it is, and there is no log of a repair."""
    sheet = before_an_empty_folder(seat)
    seat.press(sheet, Qt.Key.Key_Escape)
    seat.wait(lambda: not seat.window.findChildren(MendingSheet))
    assert not [*seat.place.iterdir()]
    assert not (seat.home / "logs/repair.log").exists()


def test_tables_that_differ_are_made_anew_from_the_settings(seat: Seat) -> None:
    """Looking over finds it, the same button then leads to the sheet, and all is well after."""
    seat.open()
    seat.desk.bridge.run(_spoil)
    page = seat.window.visit("settings")
    assert isinstance(page, SettingsPage)
    seat.wait(lambda: seat.desk.bridge.resting)
    seat.press(page.check)
    seat.wait(lambda: page.check.text() == "Put right…")
    seat.press(page.check)
    sheet = seat.sheet()
    seat.wait(sheet.primary.isEnabled)
    seat.press(sheet, Qt.Key.Key_Return)
    seat.wait(lambda: sheet.ended)
    assert "The tables are made anew." in sheet.found.text.text()
    assert sheet.status.accessibleName() == "Everything is in order"
    seat.press(sheet, Qt.Key.Key_Escape)
    assert page.check.text() == "Look over now"
    assert seat.log() == ["refold"]


def test_a_ledger_that_differs_gets_a_new_file_while_the_window_stands(seat: Seat) -> None:
    """The workplace is closed, the file made anew and opened again; the old one lies beside it."""
    seat.open()
    seat.desk.bridge.run(_forge)
    seat.window.refuse(DamagedError("database_damaged", detail="page 7"))
    (notice,) = seat.window.notices.notices
    assert notice.button.text() == "Put right…  Alt+Enter"
    seat.press(notice.button)
    sheet = seat.sheet()
    seat.wait(sheet.primary.isEnabled)
    assert "new database file" in sheet.deeds.text.text()
    seat.press(sheet, Qt.Key.Key_Return)
    seat.wait(lambda: bool(seat.window.notices.notices))
    assert "The database is made anew" in seat.window.notices.notices[0].notice.text
    assert not seat.window.covered
    assert [*seat.home.glob(f"{FILE_NAME}.damaged-*")]
    page = seat.share()
    seat.wait(lambda: page.overview is not None and page.head.title.text() != "")
    assert seat.log() == ["rebuild"]


def _spoil(workplace: Workplace) -> None:
    workplace.write(_change, "UPDATE directory SET order_ru = x'00'")


def _forge(workplace: Workplace) -> None:
    workplace.write(_change, "UPDATE changes SET data = '{}' WHERE id = 5")


def _change(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)
