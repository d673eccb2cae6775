"""A letter goes from office to office through windows: sent, read, registered."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents, letters, numbers
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind, Party
from edo.domain.letter import LetterStatus
from edo.queries import letters as asked
from tests.neighbours import seat
from tests.office import Chancery
from tests.town import KEEPER, Town, town
from tests.ui.room import CONTROL, SHIFT, Room
from ui.bridge import Bridge
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.models.table_model import Role
from ui.pages.approval.proof_sheet import ProofSheet
from ui.pages.letter_window import LetterWindow
from ui.pages.letters import HERE, LettersPage
from ui.pages.register import RegisterPage
from ui.pages.today import TodayPage
from ui.speech import Speech
from ui.theme import Look, Theme
from ui.ways import LETTERS, PLACES, TODAY, Ways, register_acts

BOLAT = "Болат"
KEY = Qt.Key
SUBJECT = "О путёвках в санаторий"


class Post:
    """Two offices; the first one has registered a letter addressed to the second.

    Attributes:
        town: their workplaces.
        document: the letter, in the first office.
        second: id of the second office.
    """

    def __init__(self, made: Town, file: Path) -> None:
        self.town = made
        self.second = made.add_office("Районный филиал")
        made.keeper.extend(("office.add", {"office": self.second, "parent": ""}))
        seat(
            made.keeper,
            made.home(BOLAT),
            role="administrator",
            place=str(made.share),
            random=made.chance.randbytes,
            office=self.second,
        )
        made.exchange(KEEPER)
        made.start(BOLAT)
        made.settle()
        out = numbers.open_journal(
            made.keeper, index="ИСХ", kind=Kind.OUTGOING, title_ru="Исходящие"
        )
        numbers.open_journal(
            made.open[BOLAT], index="ВХ", kind=Kind.INCOMING, title_ru="Входящие филиала"
        )
        made.settle()
        file.write_text("Текст письма", encoding="utf-8")
        card = Card(subject_ru=SUBJECT, signed_by=("Иванова А.",), parties=(Party(self.second),))
        self.document = documents.register(
            made.keeper, journal=out, card=card, files=[Attachment(file)]
        ).document
        made.settle()

    @contextmanager
    def at(self, qtbot: QtBot, name: str) -> Generator[Room]:
        """Open the window of somebody; afterwards all have heard of what was done."""
        workplace = self.town.open[name]
        theme = Theme(Look.LIGHT)
        theme.apply()
        bridge = Bridge(lambda: workplace)
        desk = Desk(Speech("en"), theme, bridge, today=workplace.clock.today)
        window = MainWindow(desk, PLACES, register_acts(desk))
        ways = Ways(desk, window)
        assert ways
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        office = Chancery(workplace, self.town.home(name), self.town.clock, self.town.chance)
        try:
            yield Room(qtbot, desk, window, office)
        finally:
            bridge.close()
            self.town.open.pop(name)
            self.town.start(name)
            self.town.settle()


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """Let two offices work."""
    with town(tmp_path) as made:
        yield Post(made, tmp_path / "письмо.txt")


def on_document(room: Room, kind: str, document: str) -> RegisterPage:
    """Go to a document in its register."""
    page = room.register(kind)
    page.show_document(document)
    room.until(lambda: page.pane.whole is not None and page.pane.offices.found is not None)
    room.settle()
    return page


def front(room: Room, where: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
    """Press a key in the window that is in front again."""
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    room.key(where, key, CONTROL if ctrl else Qt.KeyboardModifier.NoModifier)


def letter_window(room: Room) -> LetterWindow:
    """Give the window that reads a letter, once it is in front."""
    room.until(lambda: isinstance(QApplication.activeModalWidget(), LetterWindow))
    window = QApplication.activeModalWidget()
    assert isinstance(window, LetterWindow)
    room.until(lambda: window.found is not None)
    window.activateWindow()
    room.until(window.isActiveWindow)
    return window


def said(page: RegisterPage) -> list[str]:
    """Read what is said of the offices."""
    return [line.accessibleName() for line in page.pane.offices.lines]


def test_a_letter_is_sent_read_and_registered_by_keys(qtbot: QtBot, post: Post) -> None:
    """Ctrl+F8 sends it; there Enter reads it, F12 registers it; here its number is seen."""
    with post.at(qtbot, KEEPER) as room:
        page = on_document(room, "outgoing", post.document)
        assert said(page) == ["Районный филиал, has not been sent"]
        front(room, page.view, KEY.Key_F8, ctrl=True)
        room.until(lambda: "has not been sent" not in said(page)[0])
        sent = room.window.go(LETTERS)
        assert isinstance(sent, LettersPage)
        sent.go("way")
        room.until(lambda: sent.list.rowCount() == 1)
        cell = sent.list.index(0, 1).data(Role.CELL)
        ours = room.document(post.document).number
        assert ours is not None
        assert (cell.text, cell.second) == (ours.text, f"{ours.on:%d.%m.%Y}")
    with post.at(qtbot, BOLAT) as room:
        first = room.window.go(TODAY)
        assert isinstance(first, TodayPage)
        room.until(lambda: [one.title for one in first.lines] == [SUBJECT])
        room.until(lambda: first.beside is not None)
        first.view.setFocus()
        front(room, first.view, KEY.Key_Return)
        window = letter_window(room)
        assert window.journal.currentText() == "ВХ — Входящие филиала"
        room.until(lambda: window.enclosed.scan.pages == 1)
        window.enclosed.scan.open_find()
        window.enclosed.scan.finding.look_for("текст письма")
        room.until(lambda: window.enclosed.scan.finding.bar.count.text() == "1 of 1")
        room.key(window.enclosed.scan.finding.bar.line, KEY.Key_Escape)
        assert window.found is not None
        assert window.found.item.letter.opened, "reading it opens it"
        room.until(window.verify.isEnabled)
        window.verify.click()
        room.until(lambda: isinstance(QApplication.activeModalWidget(), ProofSheet))
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ProofSheet)
        sheet.reject()
        window.reject()
        front(room, first.view, KEY.Key_F12)
        room.until(lambda: first.finished)
        register = room.register()
        room.until(lambda: register.list.rowCount() == 1)
        room.key(register.view, KEY.Key_Home)
        room.until(lambda: bool(register.pane.offices.lines))
        assert said(register)[0].startswith("Областная организация Абай, № ")
    with post.at(qtbot, KEEPER) as room:
        page = on_document(room, "outgoing", post.document)
        assert said(page)[0].startswith("Районный филиал, Registered under № 1 of")


def test_a_letter_is_refused_with_a_reason_and_sent_again(qtbot: QtBot, post: Post) -> None:
    """The reason is asked in the window, seen at the sender's, and the letter can go again."""
    letters.send(post.town.keeper, document=post.document)
    post.town.settle()
    with post.at(qtbot, BOLAT) as room:
        tray = room.window.go(LETTERS)
        assert isinstance(tray, LettersPage)
        room.until(lambda: len(tray.held.rows) == 1 and tray.view.key() is not None)
        tray.view.setFocus()
        assert tray.code == HERE
        assert tray.list.index(0, 0).data(Role.CELL).text == "Областная организация Абай"
        front(room, tray.view, KEY.Key_Return)
        window = letter_window(room)
        room.key(window, KEY.Key_F12, CONTROL | SHIFT)
        room.until(lambda: window.sheet is not None)
        assert window.sheet is not None
        window.sheet.hand_in()
        room.until(lambda: window.sheet is not None and bool(window.sheet.fields["reason"].error))
        room.type(window.sheet.fields["reason"].control, "Не тот адресат")
        window.sheet.hand_in()
        room.until(lambda: not tray.held.rows)
    with post.at(qtbot, KEEPER) as room:
        page = on_document(room, "outgoing", post.document)
        assert said(page)[0].startswith("Районный филиал, Refused: Не тот адресат")
        front(room, page.view, KEY.Key_F8, ctrl=True)
        room.until(lambda: "Refused" not in said(page)[0])


def test_a_letter_is_recalled_while_nobody_has_opened_it(qtbot: QtBot, post: Post) -> None:
    """Ctrl+Shift+F8 calls it back; there nothing waits any more, here it is said."""
    letters.send(post.town.keeper, document=post.document)
    post.town.settle()
    with post.at(qtbot, KEEPER) as room:
        page = on_document(room, "outgoing", post.document)
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        room.key(page.view, KEY.Key_F8, CONTROL | SHIFT)
        room.until(lambda: "Recalled" in said(page)[0])
    with post.at(qtbot, BOLAT) as room:
        first = room.window.go(TODAY)
        assert isinstance(first, TodayPage)
        room.until(lambda: first.finished)
    assert [one.status for one in post.town.keeper.read(asked.states, document=post.document)] == [
        LetterStatus.RECALLED
    ]
