"""Files dropped onto windows, pasted into them, and dragged out of cards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.card import Card, Kind, Party
from edo.domain.document import FileRole
from tests.office import founded
from tests.ui.room import Room, opened
from ui.dialogs.openings import Openings
from ui.dialogs.registration_window import RegistrationWindow
from ui.pages.register import RegisterPage
from ui.ways import TODAY
from ui.widgets.file_zone import FileZone
from ui.widgets.line_button import LineButton

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with one outgoing letter, and one that was annulled."""
    with founded(tmp_path / "home") as office:
        parties = (Party(office.school),)
        office.register(Kind.OUTGOING, subject_ru="Письмо", parties=parties)
        second = office.register(Kind.OUTGOING, subject_ru="Ошибка", parties=parties)
        documents.annul(office.workplace, document=second.document, reason="Ошибка")
        with opened(qtbot, office) as made:
            yield made


def held(*paths: Path) -> QMimeData:
    """Hold files as a folder's window does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(widget: QWidget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Bring what is held over a widget; tell whether it is welcome."""
    event = QDragEnterEvent(at or widget.rect().center(), COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> None:
    """Bring what is held over a widget and let it go."""
    enter(widget, data)
    at = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QDropEvent(at, COPY, data, LEFT, NONE))


def windows(room: Room) -> list[RegistrationWindow]:
    """Give the registration windows that are open."""
    return Openings.on(room.desk).windows


def zone(widget: QWidget) -> FileZone:
    """Give what takes the files of a widget."""
    return next(child for child in widget.children() if isinstance(child, FileZone))


def shown(room: Room, number: str) -> RegisterPage:
    """Go to the outgoing letters and to one of them."""
    page = room.register("outgoing")
    room.key(page.view, Qt.Key.Key_Home)
    if number == "1":
        room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, number)
    return page


def told(room: Room) -> str:
    """Give the last message in the window."""
    views = room.window.notices.notices
    return views[-1].notice.text if views else ""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Give a letter in a folder."""
    path = tmp_path / "письмо.txt"
    path.write_text("О путёвках", encoding="utf-8")
    return path


def test_files_dropped_on_the_window_begin_a_registration(room: Room, letter: Path) -> None:
    """Of the kind of the place one is in; elsewhere an incoming one. The veil says which."""
    veil = zone(room.window).veil
    room.window.go(TODAY)
    assert enter(room.window, held(letter))
    assert veil.isVisible()
    assert veil.offer.text == "Drop to register: incoming document"
    assert veil.geometry() == room.window.rect()
    QApplication.sendEvent(room.window, QDragLeaveEvent())
    room.until(lambda: not veil.isVisible())
    drop(room.window, held(letter))
    room.until(lambda: len(windows(room)) == 1)
    window = windows(room)[0]
    assert window.kind is Kind.INCOMING
    assert [row.file.path for row in window.files.rows] == [letter]
    room.until(lambda: window.files.hashes != [])
    window.files.empty()
    window.close()
    room.until(lambda: not windows(room))
    room.register("orders")
    drop(room.window, held(letter))
    room.until(lambda: len(windows(room)) == 1)
    assert windows(room)[0].kind is Kind.ORDERS
    room.settle()


def test_folders_and_texts_are_no_files(room: Room, tmp_path: Path) -> None:
    """A text is not welcome; a folder is refused in words."""
    text = QMimeData()
    text.setText("слово")
    assert not enter(room.window, text)
    drop(room.window, held(tmp_path))
    room.until(lambda: told(room) == "A folder is not taken: drop the files in it")
    assert windows(room) == []


def test_files_dropped_on_a_document_are_attached_and_taken_back(
    room: Room, letter: Path, tmp_path: Path
) -> None:
    """All at once, with a way back that leaves the reason in the history."""
    picture = tmp_path / "скан.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    page = shown(room, "1")
    veil = page.pane.acts.filing.zone.veil
    assert enter(page.pane, held(letter))
    assert veil.offer.text == "Drop to attach to\u00a0№\u00a01"
    assert veil.isVisible()
    drop(page.pane, held(letter, picture))
    room.until(lambda: told(room) == "2 files are attached")
    files = room.document(page.pane.document).live_files
    assert [(file.current.name, file.role) for file in files] == [
        ("письмо.txt", FileRole.TEXT),
        ("скан.png", FileRole.SCAN),
    ]
    assert windows(room) == []
    page.pane.setFocus()
    room.key(page.pane, Qt.Key.Key_Z, CONTROL)
    room.until(lambda: told(room) == "Undone")
    document = room.document(page.pane.document)
    assert document.live_files == ()
    assert {file.removed for file in document.files} == {"Attached by mistake"}


def test_files_dropped_before_the_card_is_there_wait_for_it(room: Room, letter: Path) -> None:
    """They belong to the document chosen when they were let go, and never begin a registration."""
    page = room.register("outgoing")
    room.key(page.view, Qt.Key.Key_Home)  # the annulled one, which was not read yet
    assert page.pane.whole is None
    drop(page.pane, held(letter))
    room.until(lambda: told(room) == "The document is annulled: nothing is attached to it")
    room.shown(page, "2")
    second = page.pane.document
    room.key(page.view, Qt.Key.Key_Down)
    first = page.pane.document
    assert page.pane.whole is not None
    assert page.pane.whole.card.id == second != first, "the one before is still in sight"
    veil = page.pane.acts.filing.zone.veil
    enter(page.pane, held(letter))
    assert veil.offer.text == "Drop to attach to this document"
    drop(page.pane, held(letter))
    QApplication.sendPostedEvents()
    room.key(page.view, Qt.Key.Key_Home)
    room.until(lambda: told(room) == "Attached: письмо.txt")
    assert [file.current.name for file in room.document(first).live_files] == ["письмо.txt"]
    assert room.document(second).live_files == ()
    assert windows(room) == []


def test_an_annulled_document_takes_no_files_and_says_so(room: Room, letter: Path) -> None:
    """The veil says it before the files are let go, and the window after."""
    page = shown(room, "2")
    veil = page.pane.acts.filing.zone.veil
    enter(page.pane, held(letter))
    assert veil.offer.refused
    drop(page.pane, held(letter))
    room.until(lambda: told(room) == "The document is annulled: nothing is attached to it")
    assert windows(room) == []
    assert room.document(page.pane.document).live_files == ()


def test_the_veil_of_the_window_gives_way_to_the_document(room: Room, letter: Path) -> None:
    """Over the list files begin a registration, over the document they are attached."""
    page = shown(room, "1")
    veil = zone(room.window).veil
    over_list = page.view.mapTo(room.window, page.view.rect().center())
    over_pane = page.pane.mapTo(room.window, page.pane.rect().center())
    data = held(letter)
    assert enter(room.window, data, over_list)
    assert veil.isVisible()
    for at, seen in ((over_pane, False), (over_list, True)):
        move = QDragMoveEvent(at, COPY, data, LEFT, NONE)
        QApplication.sendEvent(veil, move)
        assert veil.isVisible() is seen


def test_files_and_pictures_are_pasted(room: Room, letter: Path) -> None:
    """Into the document where the keys are in it, else a registration begins; nothing is said."""
    page = shown(room, "1")
    QGuiApplication.clipboard().clear()
    room.key(page.view, Qt.Key.Key_V, CONTROL)
    assert told(room) == "There are no files and no picture on the clipboard"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    page.pane.setFocus()
    room.key(page.pane, Qt.Key.Key_V, CONTROL)
    room.until(lambda: len(room.document(page.pane.document).live_files) == 1)
    assert room.document(page.pane.document).live_files[0].role is FileRole.SCAN
    room.settle()
    assert list((room.office.folder / "pasted").iterdir()) == []
    QGuiApplication.clipboard().setMimeData(held(letter))
    page.view.setFocus()
    room.key(page.view, Qt.Key.Key_V, CONTROL)
    room.until(lambda: len(windows(room)) == 1)
    window = windows(room)[0]
    assert [row.file.path for row in window.files.rows] == [letter]
    # In a field of the card files are files; a text stays a text.
    QGuiApplication.clipboard().setImage(image)
    window.activateWindow()
    room.until(window.isActiveWindow)
    window.go("subject_ru")
    field = window.focusWidget()
    assert field is not None
    room.key(field, Qt.Key.Key_V, CONTROL)
    room.until(lambda: len(window.files.rows) == 2)
    QGuiApplication.clipboard().setText("О путёвках")
    room.key(field, Qt.Key.Key_V, CONTROL)
    assert window.form.card().subject_ru == "О путёвках"
    room.settle()


def test_files_dropped_anywhere_on_a_card_are_its_files(room: Room, letter: Path) -> None:
    """The whole window of registration takes them, not only the place for files."""
    room.window.go(TODAY)
    drop(room.window, held(letter))
    room.until(lambda: len(windows(room)) == 1)
    window = windows(room)[0]
    other = letter.with_name("приложение.txt")
    other.write_text("Приложение", encoding="utf-8")
    drop(window, held(other, letter))
    room.until(lambda: len(window.files.rows) == 2)
    assert window.files.rows[1].file.role is FileRole.APPENDIX
    drop(window, held(other))
    room.until(window.files.rows[1].button.isChecked)
    assert len(window.files.rows) == 2
    room.settle()


def test_what_cannot_be_taken_says_so_beside_its_name(
    room: Room, letter: Path, tmp_path: Path
) -> None:
    """An empty file in a word, a folder in a sentence; what can be taken is taken."""
    empty = tmp_path / "R&D\nпусто.pdf"
    empty.touch()
    room.window.go(TODAY)
    drop(room.window, held(letter))
    room.until(lambda: len(windows(room)) == 1)
    window = windows(room)[0]
    drop(window, held(empty, tmp_path))
    room.until(lambda: len(window.files.rows) == 2 and bool(window.files.fault))
    row = window.files.rows[1]
    assert row.note.text() == "empty"
    assert row.note.toolTip() == window.files.fault
    assert row.button.text() == "R&&D пусто.pdf"
    assert window.foot.state.text() == "A folder is not taken: drop the files in it"
    room.settle()


def test_a_file_is_dragged_out_of_a_card_under_its_own_name(room: Room, letter: Path) -> None:
    """What a folder gets is a read-only copy with the name of the file; a press is no drag."""
    page = shown(room, "1")
    page.pane.acts.attach([letter])
    room.until(lambda: len(page.pane.body.files.widgets) == 1)
    line = page.pane.body.files.widgets[0]
    assert isinstance(line, LineButton)
    given: list[Path] = []
    page.pane.acts.filing.out.hand_over = lambda _widget, data: given.extend(
        Path(url.toLocalFile()) for url in data.urls()
    )
    pressed: list[bool] = []
    line.pressed.disconnect()
    line.pressed.connect(lambda: pressed.append(True))
    qtbot = room.qtbot
    qtbot.mousePress(line, LEFT, pos=QPoint(5, 5))
    move(line, QPoint(7, 6))
    move(line, QPoint(60, 20))
    room.until(lambda: bool(given))
    qtbot.mouseRelease(line, LEFT, pos=QPoint(60, 20))
    assert given[0].name == "письмо.txt"
    assert given[0].read_text(encoding="utf-8") == "О путёвках"
    assert not given[0].stat().st_mode & 0o222
    assert pressed == []
    qtbot.mouseClick(line, LEFT)
    assert pressed == [True]


def move(widget: QWidget, at: QPoint) -> None:
    """Move the mouse with the left button held."""
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, NONE
    )
    QApplication.sendEvent(widget, event)


def test_a_card_that_is_a_draft_takes_files_too(room: Room, letter: Path) -> None:
    """A document without a number is named so."""
    room.do(documents.begin, kind=Kind.OUTGOING, card=Card(subject_ru="Проект"))
    page = room.register("outgoing")
    room.key(page.view, Qt.Key.Key_Home)
    room.until(lambda: page.pane.whole is not None and page.pane.whole.card.document.number is None)
    room.settle()
    enter(page.pane, held(letter))
    assert page.pane.acts.filing.zone.veil.offer.text == "Drop to attach to this document"
