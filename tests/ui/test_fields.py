"""Fields one types into: dates, picks, filters; and places for files and pages."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.menus import choose
from tests.ui.typing_keys import press, type_text
from ui.desk import Desk
from ui.widgets.chips import Chips, Filter
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.field import Field, Form
from ui.widgets.file_drop import FileDrop
from ui.widgets.low_area import LowArea
from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice, Picker
from ui.widgets.search_signs import make_search

Show = Callable[[QWidget], None]
CALM = 5
"""Looks after which a page is laid out."""
TODAY = date(2026, 11, 22)
SENDERS = (
    Choice("c1", "Управление образования", "Семей"),
    Choice("c2", "Городской комитет", "Аягоз"),
    Choice("c3", "Управление культуры", "Курчатов"),
)


def find(text: str, then: Callable[[Sequence[Choice]], None]) -> None:
    """Answer the senders that hold a text."""
    then([choice for choice in SENDERS if text.casefold() in choice.name.casefold()])


def test_a_date_is_said_back_while_it_is_typed_and_written_out_after(
    desk: Desk, show: Show
) -> None:
    """«вчера» is a date at once; leaving the field writes it in full."""
    field = DateField(desk, lean=Lean.PAST)
    show(field)
    heard: list[date | None] = []
    field.changed.connect(heard.append)
    type_text(field, "вчера")
    assert field.value == date(2026, 11, 21)
    assert "21.11.2026" in field.accessibleDescription()
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "21.11.2026"
    assert heard == [date(2026, 11, 21)]


def test_what_is_no_date_is_said_in_words(desk: Desk, show: Show) -> None:
    """A day that does not exist is no date, and the field says so; nothing is not wrong."""
    field = DateField(desk)
    show(field)
    assert not field.wrong
    type_text(field, "33.11")
    assert field.wrong
    assert field.value is None
    assert field.accessibleDescription() == "not a date"
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "33.11", "what was typed is never lost"


def test_days_are_moved_by_keys_and_chosen_from_a_calendar(desk: Desk, show: Show) -> None:
    """Up begins with today and goes on by a day; Alt+Down opens the calendar."""
    field = DateField(desk)
    show(field)
    press(field, Qt.Key.Key_Up)
    assert field.value == TODAY
    press(field, Qt.Key.Key_Up)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Down)
    assert field.value == date(2026, 11, 21)
    press(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.calendar
    assert calendar is not None
    assert calendar.selectedDate().toPython() == date(2026, 11, 21)
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert field.value == TODAY


def test_one_of_many_is_picked_by_typing_a_part_of_it(desk: Desk, show: Show) -> None:
    """Typing offers what a query finds; Down marks, Enter takes, and the text is the whole name."""
    picker = Picker(desk, find, name="Correspondent")
    show(picker)
    picked: list[Choice | None] = []
    picker.picked.connect(picked.append)
    type_text(picker, "образ")
    assert [choice.code for choice in picker.offered] == ["c1"]
    press(picker.popup, Qt.Key.Key_Down)
    press(picker.popup, Qt.Key.Key_Return)
    assert picker.text() == "Управление образования"
    assert picker.choice == SENDERS[0]
    type_text(picker, "!")
    assert picker.choice is None
    assert picked == [SENDERS[0], None]


def test_what_begins_as_typed_is_taken_by_tab(desk: Desk, show: Show) -> None:
    """A clerk types the beginning and goes on by Tab: the first that begins so is taken."""
    picker = Picker(desk, find, name="Correspondent")
    show(picker)
    type_text(picker, "гор")
    press(picker.popup, Qt.Key.Key_Tab)
    assert picker.choice == SENDERS[1]
    assert not picker.popup.isVisible()
    assert not picker.hasFocus(), "Tab goes on to the next field"


@pytest.mark.parametrize(("typed", "taken"), [("гор", SENDERS[1]), ("культ", None)])
def test_who_is_faster_than_the_answer_gets_the_same(
    desk: Desk, show: Show, typed: str, taken: Choice | None
) -> None:
    """Tab before the answer takes what it would have taken after it, and nothing else."""
    waiting: list[Callable[[], None]] = []

    def slowly(text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        waiting.append(partial(find, text, then))

    picker = Picker(desk, slowly, name="Correspondent")
    show(picker)
    type_text(picker, typed)
    press(picker, Qt.Key.Key_Tab)
    assert picker.choice is None
    for answer in waiting:
        answer()
    assert picker.choice == taken
    assert not picker.popup.isVisible()


def test_a_list_that_was_open_calls_no_keys_back(desk: Desk, show: Show) -> None:
    """A window system may say later that the list was active: the keys stay where Tab led."""
    picker = Picker(desk, find, name="Correspondent")
    show(picker)
    type_text(picker, "гор")
    press(picker.popup, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert after is not picker
    picker.popup.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert QApplication.focusWidget() is after


def test_what_only_contains_the_text_is_not_taken_unasked(desk: Desk, show: Show) -> None:
    """Enter and Tab never pick something one did not mean."""
    picker = Picker(desk, find, name="Correspondent")
    show(picker)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        type_text(picker, "культ")
        press(picker.popup, key)
        assert picker.choice is None
        assert picker.text() == "культ"
        picker.clear()


def test_a_name_written_in_full_is_taken_without_marking(desk: Desk, show: Show) -> None:
    """Who types the whole name, in any case, has picked it."""
    picker = Picker(desk, find, name="Correspondent")
    show(picker)
    type_text(picker, "управление культуры")
    press(picker.popup, Qt.Key.Key_Escape)
    press(picker, Qt.Key.Key_Tab)
    assert picker.choice == SENDERS[2]


def test_something_new_is_offered_to_be_made(desk: Desk, show: Show) -> None:
    """A name nobody knows can be made where one types it; a known one is not offered."""
    picker = Picker(desk, find, name="Correspondent", creates="Create “{name}”")
    show(picker)
    made: list[str] = []
    picker.created.connect(made.append)
    type_text(picker, "Управление спорта")
    assert picker.popup.model().index(0, 0).data() == "Create “Управление спорта”"
    press(picker.popup, Qt.Key.Key_Down)
    press(picker.popup, Qt.Key.Key_Return)
    assert made == ["Управление спорта"]
    picker.setText("")
    type_text(picker, "Управление культуры")
    assert [choice.code for choice in picker.offered] == ["c3"]


def test_an_answer_to_what_is_no_longer_typed_is_not_offered(desk: Desk, show: Show) -> None:
    """A late answer to earlier letters changes nothing."""
    late: list[Callable[[Sequence[Choice]], None]] = []
    picker = Picker(desk, lambda _text, then: late.append(then), name="Correspondent")
    show(picker)
    type_text(picker, "уп")
    late[0](SENDERS)
    assert picker.offered == ()
    late[1](SENDERS[:1])
    assert picker.offered == SENDERS[:1]


def test_several_are_picked_one_after_another(desk: Desk, show: Show) -> None:
    """Each pick becomes a token, once; Backspace in the empty line takes the last one away."""
    many = ManyPicker(desk, find, name="Addressees")
    show(many)
    for text in ("образ", "горо", "образ"):
        type_text(many.line, text)
        press(many.line.popup, Qt.Key.Key_Down)
        press(many.line.popup, Qt.Key.Key_Return)
    assert many.choices == SENDERS[:2]
    assert many.line.text() == ""
    press(many.line, Qt.Key.Key_Backspace)
    assert many.choices == SENDERS[:1]


def test_tab_comes_to_the_line_and_left_to_what_is_picked(desk: Desk, show: Show) -> None:
    """Tokens cost no Tab; Left goes to their crosses, where a key takes one away, and back."""
    many = ManyPicker(desk, find, name="Addressees")
    before = QLineEdit()
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.addWidget(before)
    lines.addWidget(many)
    show(holder)
    many.put(SENDERS)
    before.setFocus()
    press(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is many.line
    press(many.line, Qt.Key.Key_Tab)
    at = QApplication.focusWidget()
    assert at is not None
    assert not many.isAncestorOf(at), "and on to the next field"
    many.line.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Delete):
        at = QApplication.focusWidget()
        assert at is not None
        press(at, key)
    assert many.choices == (*SENDERS[:-2], SENDERS[-1])
    assert QApplication.focusWidget() is many.line
    press(many.line, Qt.Key.Key_Left)
    at = QApplication.focusWidget()
    assert at is not None
    press(at, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is many.line


def test_filters_are_switched_and_taken_off(desk: Desk, show: Show) -> None:
    """A chip is on or off, or one of several; all go off together."""
    year = Filter("year", "Year", (Choice("2025", "2025"), Choice("2026", "2026")), spoken=False)
    chips = Chips(desk, [Filter("late", "Overdue"), year])
    show(chips)
    heard: list[dict[str, str | bool]] = []
    chips.changed.connect(heard.append)
    chips.button("late").click()
    choose(chips.button("year"), "2026")
    assert heard[-1] == {"late": True, "year": "2026"}
    assert chips.button("year").text() == "Year: 2026 ▾"
    chips.offer("year", [Choice("2024", "2024")])
    assert chips.values == {"late": True}, "a choice that is no more is no filter"
    chips.count("late", 3)
    assert chips.button("late").text() == "Overdue 3"
    chips.put()
    assert heard[-1] == {}


def test_filters_without_room_wait_in_a_menu(desk: Desk, show: Show) -> None:
    """A short line keeps its first chips; the last ones are in a menu, those in force in sight."""
    years = (Choice("2025", "2025"), Choice("2026", "2026"))
    chips = Chips(
        desk,
        [
            Filter("late", "Overdue"),
            Filter("work", "In work"),
            Filter("year", "Year", years, spoken=False),
            Filter("mine", "Only mine"),
        ],
    )
    show(chips)
    chips.setFixedWidth(1000)
    assert not chips.more.isVisible()
    few = sum(chips.button(code).width() for code in ("late", "work", "year"))
    chips.setFixedWidth(few)
    away = [code for code in ("late", "work", "year", "mine") if not chips.button(code).isVisible()]
    assert away[-1] == "mine"
    assert chips.more.isVisible()
    assert chips.place_of("mine") is chips.more
    assert chips.heightForWidth(few) == chips.button("late").height()
    choose(chips.more, "Only mine")
    assert chips.values == {"mine": True}
    assert chips.button("mine").isVisible()
    chips.put()
    chips.allow("work", False)
    assert not chips.button("work").isVisible()
    chips.setFixedWidth(1000)
    assert not chips.button("work").isVisible()
    assert not chips.more.isVisible()


def test_a_line_of_filters_that_gets_narrower_stays_one_line(
    desk: Desk, show: Show, qtbot: QtBot
) -> None:
    """What goes into the menu leaves no gap above the list below."""
    chips = Chips(desk, [Filter(f"f{n}", "Overdue") for n in range(9)])
    page, beside, below = QWidget(), QPushButton("Plan"), QWidget()
    lines, line = QVBoxLayout(page), QHBoxLayout()
    line.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(beside)
    lines.addLayout(line)
    lines.addWidget(below, 1)
    show(page)
    for wide in (1400, 600):
        page.window().resize(wide, 400)
        looks = count()
        qtbot.waitUntil(lambda looks=looks: next(looks) > CALM)
        assert below.y() < 2 * beside.height()
    assert chips.more.isVisible()


def test_a_low_area_gives_way_to_the_buttons_below_it(qtbot: QtBot) -> None:
    """It is as high as what stands in it, and scrolls where the window is too low for that."""
    window, inside, button = QWidget(), QWidget(), QPushButton("Sign")
    column = QVBoxLayout(inside)
    for _ in range(10):
        column.addWidget(QLineEdit())
    lines = QVBoxLayout(window)
    area = LowArea(inside)
    lines.addWidget(area)
    lines.addStretch(1)
    lines.addWidget(button)
    qtbot.addWidget(window)
    window.resize(300, 900)
    window.show()
    whole = inside.sizeHint().height()
    assert area.height() == whole
    window.resize(300, 200)
    assert area.height() < whole
    assert window.rect().contains(button.geometry())


def test_an_error_stands_beside_its_field_in_words(desk: Desk, show: Show) -> None:
    """What is wrong is said under the field and to those who listen, until it is mended."""
    line = QLineEdit()
    field = Field(desk, "Subject", line, required=True, hint="In Russian or Kazakh")
    form = Form()
    form.add(field, 8)
    show(form)
    assert line.accessibleName() == "Subject, required"
    field.show_error("Say what it is about.")
    assert line.accessibleDescription() == "Say what it is about."
    assert field.error == "Say what it is about."
    field.show_error()
    assert field.error == ""
    assert not line.property("wrong")


def test_files_are_dropped_and_pasted(desk: Desk, show: Show, tmp_path: Path) -> None:
    """Files come by mouse and by clipboard; a picture on the clipboard comes as PNG."""
    letter = tmp_path / "письмо.pdf"
    letter.write_bytes(b"%PDF")
    drop = FileDrop(desk)
    show(drop)
    taken: list[list[Path]] = []
    pasted: list[bytes] = []
    drop.taken.connect(taken.append)
    drop.pasted.connect(pasted.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter)), QUrl.fromLocalFile(str(tmp_path))])
    drop.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert taken == [[letter]], "a folder is no file"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    press(drop, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted[0].startswith(b"\x89PNG")


def test_the_cross_of_a_search_has_its_name_whatever_qt_makes_of_it(desk: Desk, show: Show) -> None:
    """Qt puts another button in its place; the language changes, and the new one is named."""
    line = QLineEdit()
    make_search(desk, line)
    show(line)
    line.setClearButtonEnabled(False)
    line.setClearButtonEnabled(True)
    desk.speech.speak("ru")
    names = [one.accessibleName() for one in line.findChildren(QToolButton)]
    assert "Очистить строку" in names
