"""Joining from the first window: a file, six words, and the office is there by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from edo import joining
from edo.clock import now
from edo.commands import membership
from edo.errors import Reason, Refusal
from edo.share.carrier import Carrier
from edo.share.patient import PatientCarrier
from tests.office import Chancery
from tests.ui.sharing import KIM, Hanging, exchange, invitation, shared_office
from tests.ui.typing_keys import press, type_text
from ui.app import DOORS, Client
from ui.bridge import Bridge
from ui.desk import Desk
from ui.dialogs.first_run import FirstRun
from ui.dialogs.waiting_sheet import WaitingSheet
from ui.dialogs.way_cards import Way
from ui.main_window import MainWindow
from ui.places import Place
from ui.speech import Speech
from ui.start import Start
from ui.theme import Look, Theme
from ui.ways import PLACES

LONG = 600.0
"""Seconds nobody would wait for."""
OFFICE = "Областная организация Абай"


@dataclass
class Newcomer:
    """A program started on a new computer, beside the keeper's office."""

    qtbot: QtBot
    home: Path
    chancery: Chancery
    place: Path
    invited: Path
    places: tuple[Place, ...] = PLACES[:1]

    def start(self) -> Client:
        """Start the program over the new home."""
        client = Client(self.home, language="en", places=self.places)
        client.start()
        self.wait(lambda: client.window.covered or client.desk.bridge.last_exchange is not None)
        return client

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self.qtbot.waitUntil(until, timeout=20_000)

    def asks(self, client: Client, password: str = "") -> WaitingSheet:
        """Ask by the invitation, by keys, and give the page with the words; it has looked once."""
        page = client.window.cover_page
        assert isinstance(page, FirstRun)
        page.ways[Way.JOIN].setChecked(True)
        page.inputs["invitation"].setText(str(self.invited))
        self.wait(lambda: page.inputs["share"].text() == str(self.place))
        type_text(page.inputs["password"], password)
        page.show_step(2)
        page.hand_in()
        waits = self.waiting(client)
        self.wait(lambda: client.desk.bridge.resting)
        return waits

    def waiting(self, client: Client) -> WaitingSheet:
        """Give the page with the words once it is there."""
        self.wait(lambda: isinstance(client.window.cover_page, WaitingSheet))
        page = client.window.cover_page
        assert isinstance(page, WaitingSheet)
        return page

    def admit(self) -> None:
        """Let the newcomer in, as the keeper does."""
        (waiting,) = membership.requests(self.chancery.workplace)
        assert waiting.request is not None
        membership.admit(self.chancery.workplace, request=waiting.request)
        exchange(self.chancery.workplace)


@pytest.fixture
def newcomer(qtbot: QtBot, tmp_path: Path) -> Iterator[Newcomer]:
    """Hold an invitation of an office, before a program nobody has used."""
    with shared_office(tmp_path / "office") as (chancery, place):
        chancery.clock.at = now()  # the new computer's clock is the real one
        exchange(chancery.workplace)
        invited = tmp_path / "invitation.edi"
        invited.write_bytes(invitation(chancery))
        yield Newcomer(qtbot, tmp_path / "new", chancery, place, invited)


def owner(client: Client) -> list[str]:
    """Read whose place of work the window names."""
    found = [client.window.list.findChild(QLabel, name) for name in ("organisation", "office")]
    return [label.text() for label in found if isinstance(label, QLabel)]


def said(page: WaitingSheet) -> str:
    """Read a waiting page."""
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_newcomer_reads_six_words_and_is_in_when_the_keeper_agrees(newcomer: Newcomer) -> None:
    """The same words are on both screens; when admitted, the window goes on by itself."""
    client = newcomer.start()
    page = newcomer.asks(client)
    (waiting,) = membership.requests(newcomer.chancery.workplace)
    assert waiting.words is not None
    assert waiting.person == KIM
    for six in (waiting.words.ru, waiting.words.kk):
        assert " ".join(six) in said(page)
    newcomer.admit()
    page.now.click()
    newcomer.wait(lambda: not client.window.covered)
    newcomer.wait(lambda: client.desk.bridge.last_exchange is not None)
    last = client.desk.bridge.last_exchange
    assert last is not None
    assert last.error is None
    newcomer.wait(lambda: client.window.here == "today")
    newcomer.wait(lambda: owner(client) == ["Профсоюз работников образования", OFFICE])
    client.stop()
    assert not joining.is_asking(newcomer.home)


def test_a_program_closed_meanwhile_comes_back_to_the_words(newcomer: Newcomer) -> None:
    """The words stay the same over a restart; under a password it is asked for once."""
    client = newcomer.start()
    before = said(newcomer.asks(client, password="тайна"))
    client.stop()
    client = newcomer.start()
    page = newcomer.waiting(client)
    six = joining.words(newcomer.home)
    assert " ".join(six.ru) in before
    assert " ".join(six.ru) in said(page)
    newcomer.wait(page.line.isVisible)
    newcomer.admit()
    type_text(page.line, "тайга")
    press(page.line, Qt.Key.Key_Return)
    newcomer.wait(lambda: "The password is wrong." in said(page))
    page.line.clear()
    type_text(page.line, "тайна")
    press(page.line, Qt.Key.Key_Return)
    newcomer.wait(lambda: not client.window.covered)
    client.stop()


def test_a_share_that_is_away_is_said_and_waited_for(newcomer: Newcomer, tmp_path: Path) -> None:
    """While the folder is gone the page says so; it looks on, and goes on when it is back."""
    client = newcomer.start()
    page = newcomer.asks(client)
    newcomer.admit()
    away = newcomer.place.rename(tmp_path / "away")
    page.now.click()
    newcomer.wait(lambda: "shared folder" in said(page))
    assert newcomer.waiting(client) is page
    away.rename(newcomer.place)
    newcomer.wait(lambda: not client.window.covered)
    client.stop()


def test_what_is_no_invitation_is_said_beside_its_field(newcomer: Newcomer, tmp_path: Path) -> None:
    """A damaged file, a missing one, an invitation that has ended: each in words, nothing lost."""
    client = newcomer.start()
    page = client.window.cover_page
    assert isinstance(page, FirstRun)
    page.ways[Way.JOIN].setChecked(True)
    field = page.fields["invitation"]
    damaged = tmp_path / "letter.txt"
    damaged.write_text("Уважаемые коллеги", encoding="utf-8")
    page.inputs["invitation"].setText(str(damaged))
    newcomer.wait(lambda: "damaged" in field.error)
    page.inputs["invitation"].setText(str(tmp_path / "nothing.edi"))
    newcomer.wait(lambda: "nothing.edi" in field.error)
    newcomer.chancery.clock.move(days=-20)
    newcomer.invited.write_bytes(invitation(newcomer.chancery))
    page.inputs["invitation"].setText(str(newcomer.invited))
    newcomer.wait(lambda: field.error.startswith("The invitation was good until"))
    assert page.begin.isEnabled()
    client.stop()


def test_an_office_is_founded_with_its_shared_folder(newcomer: Newcomer, tmp_path: Path) -> None:
    """A folder named at the founding begins the share; one that is taken is refused beside it."""
    client = newcomer.start()
    page = client.window.cover_page
    assert isinstance(page, FirstRun)
    page.ways[Way.FOUND].setChecked(True)
    for code, text in (("person", "А"), ("name", "Б"), ("office", "В")):
        type_text(page.inputs[code], text)
    page.inputs["share"].setText(str(newcomer.place))
    page.hand_in()
    newcomer.wait(lambda: page.fields["share"].error.endswith("Nothing was sent or taken in."))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    page.inputs["share"].setText(str(fresh))
    page.hand_in()
    newcomer.wait(lambda: not client.window.covered)
    newcomer.wait(lambda: client.desk.bridge.last_exchange is not None)
    client.stop()
    assert (fresh / "org.json").exists()


def test_nobody_is_asked_twice(newcomer: Newcomer) -> None:
    """Who gives up waiting may begin otherwise; asking again by the same file says the same."""
    client = newcomer.start()
    page = newcomer.asks(client)
    words = said(page)
    page.leave.click()
    newcomer.wait(lambda: isinstance(client.window.cover_page, FirstRun))
    again = newcomer.asks(client)
    assert again is not page
    assert said(again) == words
    client.stop()
    with pytest.raises(Refusal) as refused:
        joining.words(newcomer.home.parent / "elsewhere")
    assert refused.value.reason is Reason.NOT_FOUNDED


def test_a_window_that_waits_at_a_hung_share_closes_at_once(
    qtbot: QtBot, newcomer: Newcomer
) -> None:
    """Closing while the folder hangs waits for nothing; the words are there the next time."""
    hanging = Hanging()
    client = newcomer.start()
    newcomer.asks(client)
    client.stop()

    def make(_place: str, _dev: str) -> Carrier:
        return PatientCarrier(hanging, LONG)

    def knock(home: Path, password: str) -> joining.Knock:
        return joining.Knock(home, password=password, make=make)

    desk = Desk(Speech("en"), Theme(Look.LIGHT), Bridge())
    window = MainWindow(desk, newcomer.places)
    qtbot.addWidget(window)
    window.show()
    start = Start(desk, window, newcomer.home, replace(DOORS, knock=knock))
    hanging.hang()
    start.open()
    newcomer.wait(hanging.asked.is_set)
    window.close()
    desk.bridge.close()
    assert not hanging.answers.is_set()
    hanging.answers.set()
    assert joining.is_asking(newcomer.home)
