"""Pages of files: read by keys, fitted, turned, looked through, copied from; large ones too."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.domain.text import TextState
from edo.transfer.page_text import Found, Match, Word
from tests.transfer.files import KAZAKH, RUSSIAN, docx, pdf, picture
from tests.ui.typing_keys import press, type_text
from ui.desk import Desk
from ui.widgets.scan_view import ScanView
from ui.widgets.scan_view_drawer import Drawer
from ui.widgets.scan_view_pages import MOST_BYTES, Answer, Kept, Picture, Unshown

Show = Callable[[QWidget], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Pile:
    """A file of coloured pages that answers when it is told to, or at once."""

    def __init__(self, pages: int = 9, *, at_once: bool = True, heavy: bool = False) -> None:
        self.pages, self.at_once, self.heavy = pages, at_once, heavy
        self.asked: list[tuple[int, int]] = []
        self.waiting: list[Callable[[], object]] = []
        self.left = 0
        self.nowhere = False

    def draw(self, page: int, width: int, then: Callable[[Answer], object]) -> None:
        """Draw a page whose colour says its number."""
        self.asked.append((page, width))
        high = width * (40 if self.heavy else 14) // 10
        image = QImage(width, high, QImage.Format.Format_RGB888)
        image.fill(page + 1)
        self._answer(lambda: then(Picture(image, self.pages)))

    def find(self, needle: str, page: int, then: Callable[[Found | None], object]) -> None:
        """Find the needle in the middle of every third page, a page an answer."""
        there = ((0.4, 0.4, 0.6, 0.5),) if not self.nowhere else ()
        matches = (Match(page, there),) if page % 3 == 0 and needle == "слово" else ()
        goes_on = page + 1 if page + 1 < self.pages else None
        self._answer(lambda: then(Found(matches, goes_on, text=True)))

    def words(self, page: int, then: Callable[[Sequence[Word]], object]) -> None:
        """Give two words a line, over the upper half of the page."""
        places = [(0.1, 0.1, 0.4, 0.2), (0.6, 0.1, 0.9, 0.2), (0.1, 0.3, 0.4, 0.4)]
        texts = ("раз", "два", "три")
        words = [Word(text, text == "два", (at,)) for text, at in zip(texts, places, strict=True)]
        self._answer(lambda: then(words))

    def leave(self) -> None:
        """Count how often what was asked was given up."""
        self.left += 1

    def opener(self) -> None:
        """Open nowhere."""

    def _answer(self, act: Callable[[], object]) -> None:
        if self.at_once:
            act()
        else:
            self.waiting.append(act)


@pytest.fixture
def view(desk: Desk, show: Show) -> ScanView:
    """Give a view in a window, with the keys in it."""
    view = ScanView(desk)
    show(view)
    return view


def colour(view: ScanView) -> int:
    """Tell which page is seen, from 1, by its colour."""
    return view.paper.image.pixelColor(3, 3).blue()


def held(view: ScanView) -> QWidget:
    """Give what has the keys."""
    at = QApplication.focusWidget()
    assert at is not None
    assert at is view or view.isAncestorOf(at)
    return at


def test_space_and_page_down_read_a_file_to_its_end(view: ScanView, qtbot: QtBot) -> None:
    """Screen by screen, page by page; the way back ends at the foot of the page before."""
    view.show_pages(Pile(3))
    bar = view.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    seen: list[int] = []
    view.turned.connect(seen.append)
    presses = 0
    while view.page < 2 or bar.value() < bar.maximum():
        qtbot.keyClick(held(view), (Qt.Key.Key_Space, Qt.Key.Key_PageDown)[presses % 2])
        presses += 1
        assert presses < 40
    assert seen == [1, 2]
    assert presses > 4, "a page is higher than the room"
    qtbot.keyClick(held(view), Qt.Key.Key_Space)
    assert view.page == 2
    while view.page == 2:
        qtbot.keyClick(held(view), Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    qtbot.keyClick(held(view), Qt.Key.Key_End)
    assert (view.page, colour(view)) == (2, 3)
    qtbot.keyClick(held(view), Qt.Key.Key_Home)
    assert (view.page, colour(view)) == (0, 1)


def test_a_page_is_fitted_to_the_width_and_whole_and_turned(view: ScanView, qtbot: QtBot) -> None:
    """Ctrl+0 goes between both fits; a factor and a turn keep the shape of the page."""
    pile = Pile()
    view.show_pages(pile)
    wide = view.paper.width()
    assert pile.asked[0][1] >= wide > view.width() * 0.8
    assert view.paper.height() > view.height()
    qtbot.keyClick(held(view), Qt.Key.Key_0, CONTROL)
    assert view.paper.height() < view.height()
    whole = view.paper.size()
    qtbot.keyClick(held(view), Qt.Key.Key_R, CONTROL)
    assert abs(view.paper.width() / view.paper.height() - whole.height() / whole.width()) < 0.02
    qtbot.keyClick(held(view), Qt.Key.Key_0, CONTROL)
    assert abs(view.paper.width() - wide) <= 1
    qtbot.keyClick(held(view), Qt.Key.Key_Equal, CONTROL)
    assert view.paper.width() > wide


def test_the_wheel_goes_on_at_the_foot_of_a_page(view: ScanView) -> None:
    """A notch beyond the end turns the page; with Ctrl the wheel makes it larger."""
    view.show_pages(Pile(3))
    view.show_whole()

    def wheel(turned: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at, none = QPointF(5, 5), QPoint()
        event = QWheelEvent(
            at, at, none, QPoint(0, turned), NO_BUTTON, keys, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(view.area.viewport(), event)

    wheel(-60)
    assert view.page == 0
    wheel(-60)
    assert view.page == 1
    wheel(120)
    assert view.page == 0
    wide = view.paper.width()
    wheel(120, CONTROL)
    assert view.paper.width() > wide


NO_BUTTON = Qt.MouseButton.NoButton


def test_neighbours_are_drawn_ahead_and_the_next_page_is_there_at_once(view: ScanView) -> None:
    """One thing at a time is asked for: the page itself, then those beside it."""
    pile = Pile(at_once=False)
    view.show_pages(pile)
    assert [page for page, _width in pile.asked] == [0]
    pile.waiting.pop()()
    assert [page for page, _width in pile.asked] == [0, 1]
    pile.waiting.pop()()
    view.go(1)
    assert colour(view) == 2, "it was there before anybody asked"
    view.go(7)
    assert [page for page, _width in pile.asked][-1] == 2
    pile.waiting.pop()()
    assert [page for page, _width in pile.asked][-1] == 7, "who waits comes first"


def test_old_pictures_are_dropped(view: ScanView) -> None:
    """However many pages are turned over, pictures take no more than they may."""
    view.show_pages(Pile(400, heavy=True))
    view.zoom(4.0)
    for page in range(0, 400, 9):
        view.go(page)
        assert colour(view) == (page + 1) % 256
        assert view.kept.size <= MOST_BYTES or len(view.kept) == 1
    kept = Kept(most=300)
    for page in range(5):
        kept.put(page, 10, Picture(QImage(10, 10, QImage.Format.Format_Grayscale8), 5))
    assert kept.get(0, 10) is None
    assert kept.get(4, 10) is not None
    assert kept.size <= 300


def test_a_page_of_the_file_before_is_not_shown(view: ScanView) -> None:
    """An answer that comes after another file was chosen is dropped, and given up before."""
    late, soon = Pile(at_once=False), Pile(2)
    view.show_pages(late)
    view.show_pages(soon)
    assert late.left == 1
    late.waiting[0]()
    assert view.pages == 2
    assert view.kept.get(0, late.asked[0][1]) is not None
    view.show_pages(None)
    assert view.paper.image.isNull()


def test_small_pictures_come_as_they_are_seen(view: ScanView, desk: Desk, qtbot: QtBot) -> None:
    """F4 shows the strip; only what is in sight is drawn; the keys go through the pages."""
    pile = Pile(500)
    view.show_pages(pile)
    before = len(pile.asked)
    qtbot.keyClick(held(view), Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: view.strip.isVisible() and view.strip.missing() is None)
    assert 1 <= len(pile.asked) - before < 20
    assert view.strip.picture(0) is not None
    assert view.strip.picture(300) is None
    view.strip.setFocus()
    press(view.strip, Qt.Key.Key_Down)
    assert view.page == 1
    view.go(300)
    assert view.strip.currentIndex().row() == 300
    qtbot.waitUntil(lambda: view.strip.picture(300) is not None)
    other = ScanView(desk)
    assert not other.strip.isHidden(), "it is remembered"
    qtbot.keyClick(view.strip, Qt.Key.Key_F4)
    assert view.strip.isHidden()


def test_words_are_looked_for_from_the_page_one_reads(view: ScanView, qtbot: QtBot) -> None:
    """Ctrl+F, the words, and F3 through all finds and round; Esc puts the search away."""
    view.show_pages(Pile(9))
    view.go(4)
    qtbot.keyClick(held(view), Qt.Key.Key_F, CONTROL)
    line = view.finding.bar.line
    assert held(view) is line
    type_text(line, "слово")
    qtbot.waitUntil(lambda: view.finding.bar.count.text() == "3 of 3")
    assert view.page == 6, "the first from the page one reads"
    press(line, Qt.Key.Key_Return)
    assert (view.page, view.finding.bar.count.text()) == (0, "1 of 3")
    qtbot.keyClick(line, Qt.Key.Key_F3)
    assert view.page == 3
    qtbot.keyClick(line, Qt.Key.Key_F3, SHIFT)
    qtbot.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert (view.page, view.finding.bar.count.text()) == (6, "3 of 3")
    qtbot.waitUntil(lambda: not view.paper.image.isNull())
    spot = view.paper.place_of((0.4, 0.4, 0.6, 0.5)).center()
    marked = view.paper.grab().toImage().pixelColor(spot)
    assert marked.red() > 100, "the find is marked on a page that is nearly black"
    type_text(line, "ы")
    qtbot.waitUntil(lambda: view.finding.bar.count.text() == "Nothing found")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not view.finding.bar.isVisible()
    assert held(view) is not line


def test_a_find_without_a_place_leads_to_its_page(view: ScanView) -> None:
    """What was recognised without places is shown by its page."""
    pile = Pile(9)
    pile.nowhere = True
    view.show_pages(pile)
    view.go(4)
    view.finding.look_for("слово")
    assert (view.page, view.finding.bar.count.text()) == (6, "3 of 3")
    view.finding.step(-1)
    assert view.page == 3


def test_words_are_chosen_and_copied(view: ScanView, qtbot: QtBot) -> None:
    """From word to word by mouse, lines kept; Ctrl+A takes the page."""
    view.show_pages(Pile())
    view.show_whole()
    paper = view.paper

    def at(x: float, y: float) -> QPoint:
        return QPoint(int(x * paper.width()), int(y * paper.height()))

    qtbot.mousePress(paper, Qt.MouseButton.LeftButton, pos=at(0.7, 0.15))
    qtbot.mouseMove(paper, at(0.5, 0.3))
    qtbot.mouseMove(paper, at(0.2, 0.35))
    qtbot.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=at(0.2, 0.35))
    assert paper.text == "два\nтри"
    qtbot.keyClick(held(view), Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "два\nтри"
    qtbot.keyClick(held(view), Qt.Key.Key_A, CONTROL)
    assert paper.text == "раз два\nтри"
    view.turn()
    assert paper.place_of((0.0, 0.0, 0.5, 0.1)).right() >= paper.width() - 2
    view.go(1)
    assert paper.text == ""


@pytest.fixture
def drawer(desk: Desk) -> Iterator[Drawer]:
    """Give what draws real files."""
    holder = QWidget()
    drawer = Drawer(desk, holder)
    yield drawer
    drawer.close()
    holder.deleteLater()


def test_a_real_letter_is_read_and_looked_through(
    view: ScanView, drawer: Drawer, tmp_path: Path, qtbot: QtBot
) -> None:
    """A PDF with a text layer, in Kazakh, found by letters of the Russian keyboard."""
    path = tmp_path / "хат.pdf"
    path.write_bytes(pdf(RUSSIAN, KAZAKH))
    view.show_pages(drawer.of(path))
    qtbot.waitUntil(lambda: view.pages == 2)
    view.open_find()
    type_text(view.finding.bar.line, "касиподак")
    qtbot.waitUntil(lambda: view.finding.bar.count.text() == "1 of 1")
    assert view.page == 1


def test_a_word_document_is_a_preview_and_says_so(
    view: ScanView, drawer: Drawer, tmp_path: Path, qtbot: QtBot
) -> None:
    """What has no pages of its own is shown plainly, with the way to its own program."""
    path = tmp_path / "0123abc"
    path.write_bytes(docx(RUSSIAN))
    opened: list[bool] = []
    view.show_pages(drawer.of(path, "письмо.docx", opener=lambda: opened.append(True)))
    qtbot.waitUntil(lambda: view.pages == 1)
    assert view.note.said == "Preview without layout"
    assert view.message == ""
    view.note.button.click()
    assert opened == [True]


def test_what_cannot_be_shown_says_why_and_opens_elsewhere(
    view: ScanView, drawer: Drawer, tmp_path: Path, qtbot: QtBot
) -> None:
    """A sentence of its own for a password, damage and a kind without pages."""
    for name, data, said in (
        ("a.pdf", pdf("x", password="тайна"), "This file opens only with a password"),
        ("b.pdf", b"%PDF-1.7", "This file is damaged: its pages cannot be shown"),
        ("c.bin", b"\0\1\2", "This file cannot be shown as pages"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        view.show_pages(drawer.of(path, opener=lambda: None))
        qtbot.waitUntil(lambda said=said: view.message == said)
        assert view.note.button.isVisible()
    view.show_pages(drawer.of(tmp_path / "gone.pdf"))
    qtbot.waitUntil(lambda: view.message != said)
    assert not view.note.button.isVisible()
    assert Unshown().state is TextState.UNSUPPORTED


def test_a_scan_of_many_pages_says_that_it_has_no_words(
    view: ScanView, drawer: Drawer, tmp_path: Path, qtbot: QtBot
) -> None:
    """A TIFF is turned over like a document; nothing is found in pictures, and that is said."""
    path = tmp_path / "scan.tif"
    path.write_bytes(picture("TIFF", pages=3))
    view.show_pages(drawer.of(path))
    qtbot.waitUntil(lambda: view.pages == 3)
    view.open_find()
    type_text(view.finding.bar.line, "слово")
    told = "There is no text in this file: only pictures"
    qtbot.waitUntil(lambda: view.finding.bar.count.text() == told)
