"""On large screens lines one reads stay as long as one can read, and buttons stay near them."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.models.agenda import Line
from ui.theme import MARGIN, TextSize
from ui.widgets.agenda import Agenda, AgendaPainter
from ui.widgets.low_area import LowArea
from ui.widgets.measure import WITH_ACTS, AtMost, line_of_text
from ui.widgets.split import Split

OFFICE, FOUR_K = 1712, 3632
"""Widths of a page on screens of 1920 and of 3840 pixels."""
SENTENCE = "Получатель подтвердил, что письмо дошло. "


def test_what_is_read_beside_a_list_is_no_wider_than_one_reads(
    desk: Desk, show: Callable[[QWidget], None]
) -> None:
    """A third of an office's screen; on a larger one a line of text, and the list has the rest."""
    detail = QLabel("card")
    split = Split(desk, QLabel("list"), detail, "measured")
    show(split)
    split.window().resize(OFFICE, 800)
    assert abs(detail.width() - split.width() * 34 // 100) <= 1
    split.window().resize(FOUR_K, 800)
    assert line_of_text(desk.theme) <= detail.width() <= line_of_text(desk.theme) + 2 * MARGIN


def test_the_button_of_a_line_is_not_far_from_its_words(desk: Desk) -> None:
    """The button stands at the end of a page of an office, and not at that of a larger one."""
    view = Agenda(desk)
    painter = view.itemDelegate()
    assert isinstance(painter, AgendaPainter)
    line = Line("inbox", SENTENCE, "", "Read", str)
    office = painter.button(QRect(0, 0, OFFICE, 52), line)
    large = painter.button(QRect(0, 0, FOUR_K, 52), line)
    assert office.right() > OFFICE - 2 * MARGIN
    assert OFFICE - 2 * MARGIN < large.right() <= WITH_ACTS * line_of_text(desk.theme)
    view.deleteLater()


def test_larger_texts_have_longer_lines(
    qtbot: QtBot, desk: Desk, show: Callable[[QWidget], None]
) -> None:
    """What is kept from growing follows the size of texts, and is as high as its lines need."""
    inside = QLabel(SENTENCE * 20)
    inside.setWordWrap(True)
    area = LowArea(inside)
    AtMost(desk.theme, inside, 1)
    show(area)
    area.window().resize(FOUR_K, 800)
    usual = inside.width()
    assert usual == line_of_text(desk.theme)
    assert area.heightForWidth(FOUR_K) == inside.heightForWidth(usual)
    desk.theme.choose(text=TextSize.LARGEST)
    qtbot.waitUntil(lambda: inside.maximumWidth() == line_of_text(desk.theme) > usual)
    desk.theme.choose(text=TextSize.USUAL)
