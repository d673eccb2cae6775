"""What is asked for in both languages: the person's own comes first, wherever it is asked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from tests.ui.typing_keys import type_text
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.dialogs.correspondent_sheet import CorrespondentSheet
from ui.dialogs.course_sheet import CourseSheet
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.journal_sheet import JournalSheet
from ui.dialogs.route_sheet import RouteSheet
from ui.dialogs.type_sheet import TypeSheet
from ui.pages.phrases import PhraseSheet
from ui.pages.working_days import MarkDaySheet
from ui.widgets.tabbing import laid_out

SHEETS: tuple[Callable[[Desk], FormSheet], ...] = (
    lambda desk: CorrespondentSheet(desk, None),
    lambda desk: TypeSheet(desk, None),
    lambda desk: JournalSheet(desk, None),
    lambda desk: RouteSheet(desk, None, ()),
    lambda desk: CourseSheet(desk, None),
    lambda desk: PhraseSheet(desk, None),
    lambda desk: MarkDaySheet(desk, None, None),
)
NAMES = ("correspondent", "type", "journal", "route", "course", "phrase", "day")


@pytest.mark.parametrize("make", SHEETS, ids=NAMES)
@pytest.mark.parametrize(("language", "order"), [("kk", ["kk", "ru"]), ("ru", ["ru", "kk"])])
def test_a_sheet_asks_in_ones_own_language_first(
    qtbot: QtBot, desk: Desk, make: Callable[[Desk], FormSheet], language: str, order: list[str]
) -> None:
    """Read as Tab goes, the field of the language spoken stands before the other one."""
    desk.speech.speak(language)
    sheet = make(desk)
    qtbot.addWidget(sheet)
    both = {
        id(field.control): code[-2:]
        for code, field in sheet.fields.items()
        if code.endswith(("_ru", "_kk"))
    }
    assert [both[id(one)] for one in laid_out(sheet) if id(one) in both] == order


def test_what_is_typed_stays_where_it_is_when_the_language_changes(
    qtbot: QtBot, desk: Desk
) -> None:
    """The name typed in Kazakh is still the Kazakh name; the next sheet begins with the Russian."""
    desk.speech.speak("kk")
    sheet = CorrespondentSheet(desk, None)
    qtbot.addWidget(sheet)
    kazakh = sheet.fields["name_kk"].control
    assert sheet.focusWidget() is kazakh
    type_text(kazakh, "Қала әкімдігі")
    desk.speech.speak("ru")
    assert isinstance(kazakh, QLineEdit)
    assert (sheet.name_ru.text(), kazakh.text()) == ("", "Қала әкімдігі")
    again = CorrespondentSheet(desk, None)
    qtbot.addWidget(again)
    assert again.focusWidget() is again.name_ru


@pytest.mark.parametrize("kind", [Kind.INCOMING, Kind.OUTGOING, Kind.ORDERS])
def test_tab_comes_to_the_kazakh_title_first(qtbot: QtBot, desk: Desk, kind: Kind) -> None:
    """In a Kazakh window the card asks for the Kazakh title, then for the Russian one."""
    desk.speech.speak("kk")
    form = CardForm(desk, kind)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.go("subject_kk")
    QTest.keyClick(form.controls["subject_kk"].widget, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.controls["subject_ru"].widget
    QTest.keyClick(form.controls["subject_ru"].widget, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is form.controls["subject_kk"].widget
    assert form.fields["subject_kk"].control.accessibleName().endswith("міндетті")
