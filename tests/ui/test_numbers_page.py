"""The page of numbers: journals opened, numbers reserved, given back, explained; by keyboard."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.card import Kind
from edo.domain.numbering import Absence
from edo.queries import directory
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.dialogs.journal_sheet import JournalSheet
from ui.dialogs.number_sheets import ExplainSheet, ReleaseSheet, ReserveSheet
from ui.pages.number_lines import Sort
from ui.pages.numbers import NumbersPage

Key = Qt.Key


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


def opened(at: Hands) -> tuple[NumbersPage, QWidget]:
    """Open the page."""
    page = NumbersPage(at.desk)
    return page, at.show(page)


def lines(page: NumbersPage) -> list[tuple[str, Sort]]:
    """Read the numbers and what is the matter with them."""
    model = page.panel.list.list
    rows = [model.row_at(row) for row in range(model.rowCount())]
    return [(row.item.number, row.item.sort) for row in rows if row is not None]


def test_a_journal_is_opened_by_keyboard(at: Hands) -> None:
    """Ins opens the sheet, typing fills it, Ctrl+Enter opens the journal and it is in the list."""
    page, window = opened(at)
    at.key(page.journals, Key.Key_Insert)
    sheet = at.sheet(window, JournalSheet)
    type_text(sheet.index, "ДОГ")
    type_text(sheet.title_kk, "Шарттарды тіркеу журналы")
    sheet.template.clear()
    type_text(sheet.template, "Д-{n:3}/{yy}")
    assert "Д-348/26" in sheet.shown_example
    at.key(sheet, Key.Key_Return, CTRL)
    found = at.chancery.workplace.read(directory.journal, index="ДОГ").journal
    assert found.title_kk == "Шарттарды тіркеу журналы"
    assert found.template == "Д-{n:3}/{yy}"
    at.wait(lambda: page.journals.list.rowCount() == 7)


def test_what_is_wrong_with_a_journal_stands_beside_its_field(at: Hands) -> None:
    """A template without a number is said while it is typed; a taken index when it is handed in."""
    page, window = opened(at)
    at.key(page.journals, Key.Key_Insert)
    sheet = at.sheet(window, JournalSheet)
    type_text(sheet.index, "ВХ")
    type_text(sheet.title_ru, "Второй журнал")
    sheet.template.clear()
    type_text(sheet.template, "{yyyy}")
    assert "{n}" in sheet.fields["template"].error
    sheet.template.clear()
    type_text(sheet.template, "{n}")
    assert sheet.fields["template"].error == ""
    at.key(sheet, Key.Key_Return, CTRL)
    assert "ВХ" in sheet.fields["index"].error
    assert sheet.isVisible(), "what was typed is kept"
    press(sheet, Key.Key_Escape)
    assert len(at.chancery.workplace.read(directory.journals)) == 6


def test_a_journal_is_changed_and_closed(at: Hands) -> None:
    """Enter on a journal changes it; a closed one says so, stands last and reserves nothing."""
    page, window = opened(at)
    at.key(page.journals, Key.Key_Return)
    sheet = at.sheet(window, JournalSheet)
    assert not sheet.kind.isEnabled(), "the kind of a journal does not change"
    sheet.title_ru.clear()
    type_text(sheet.title_ru, "Входящие письма")
    sheet.restart.put("never")
    at.key(sheet, Key.Key_Return, CTRL)
    found = at.chancery.workplace.read(directory.journal, index="ВХ").journal
    assert (found.title_ru, found.restart) == ("Входящие письма", "never")
    page.panel.buttons["close"].click()
    at.settle()
    assert at.chancery.workplace.read(directory.journal, index="ВХ").journal.closed
    at.wait(lambda: not page.panel.buttons["reserve"].isEnabled())
    row = page.journals.list.row_at(5)
    assert row is not None
    assert row.item.journal.index == "ВХ"


def test_a_missing_number_is_explained_in_words(at: Hands) -> None:
    """The numbers skipped by hand are listed; Enter on one takes its reason into the ledger."""
    at.chancery.register()
    at.chancery.register(number="4")
    page, window = opened(at)
    at.wait(lambda: lines(page) == [("2", Sort.MISSING), ("3", Sort.MISSING)])
    at.key(page.panel.list, Key.Key_Return)
    sheet = at.sheet(window, ExplainSheet)
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["reason"].error, "no reason is no explanation"
    type_text(sheet.reason, "Испорчен бланк")
    at.key(sheet, Key.Key_Return, CTRL)
    missing = {one.n: one for one in at.chancery.numbers().missing}
    assert (missing[2].why, missing[2].reason) == (Absence.EXPLAINED, "Испорчен бланк")
    model = page.panel.list.list
    at.wait(lambda: model.index(0, 2).data() == "Испорчен бланк")


def test_numbers_are_reserved_and_given_back(at: Hands) -> None:
    """Two numbers are set apart for somebody; one is given back with its reason."""
    page, window = opened(at)
    at.key(page.journals, Key.Key_F8)
    sheet = at.sheet(window, ReserveSheet)
    type_text(sheet.whom, "Бухгалтерия")
    sheet.count.setValue(2)
    at.key(sheet, Key.Key_Return, CTRL)
    reserved = at.chancery.numbers().reserved
    assert [one.n for one in reserved] == [1, 2]
    assert reserved[0].until == at.chancery.today + timedelta(days=14)
    at.wait(lambda: lines(page) == [("1", Sort.RESERVED), ("2", Sort.RESERVED)])
    at.key(page.panel.list, Key.Key_Return)
    back = at.sheet(window, ReleaseSheet)
    type_text(back.reason, "Не понадобился")
    at.key(back, Key.Key_Return, CTRL)
    assert [one.why for one in at.chancery.numbers().missing] == [Absence.RESERVE_RELEASED]
    at.wait(lambda: ("1", Sort.MISSING) in lines(page))


def test_a_reserve_in_the_past_is_refused_beside_its_day(at: Hands) -> None:
    """The day is checked by the core; its sentence stands beside the field."""
    page, window = opened(at)
    page.panel.reserve()
    sheet = at.sheet(window, ReserveSheet)
    type_text(sheet.whom, "Кадры")
    sheet.until.put(at.chancery.today - timedelta(days=1))
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["until"].error
    assert at.chancery.numbers().reserved == ()


def test_an_annulled_number_leads_to_its_document(at: Hands) -> None:
    """Annulled numbers are listed with their reason; Enter shows the document; chips narrow."""
    given = at.chancery.register()
    at.chancery.register(number="3")
    documents.annul(at.chancery.workplace, document=given.document, reason="Дважды")
    page, _window = opened(at)
    at.wait(lambda: len(lines(page)) == 2)
    page.panel.chips.button(Sort.ANNULLED).click()
    at.wait(lambda: lines(page) == [("1", Sort.ANNULLED)])
    heard: list[str] = []
    page.opened.connect(heard.append)
    at.key(page.panel.list, Key.Key_Return)
    assert heard == [given.document]


def test_each_year_has_its_numbers(at: Hands) -> None:
    """A period is chosen; the list is that year's; the journals speak the person's language."""
    at.chancery.register(on=at.chancery.today.replace(year=2025), number="5")
    page, _window = opened(at)
    at.wait(lambda: page.panel.period.count() == 2)
    assert page.panel.period.code == "2026"
    assert lines(page) == []
    page.panel.period.setFocus()
    at.key(page.panel.period, Key.Key_Down)
    at.wait(lambda: len(lines(page)) == 4)
    at.desk.speech.speak("kk")
    at.settle()
    assert page.panel.period.code == "2025"


def test_journals_of_other_kinds_have_their_own_numbers(at: Hands) -> None:
    """Going down the journals shows each one's figures."""
    at.chancery.register(Kind.OUTGOING)
    page, _window = opened(at)
    at.key(page.journals, Key.Key_Down)
    at.wait(lambda: page.panel.figures[0].accessibleName() == "Last number: 1")
