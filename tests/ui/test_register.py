"""The registers: a person reads, filters, changes and sends documents by keys alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from edo import printing
from edo.commands import documents
from edo.domain.card import Card, DeliveryState, Kind, Party
from edo.domain.document import Link, Status
from edo.queries.phrases import PaperLanguage
from edo.store.database import Connection
from tests.office import founded
from tests.ui.menus import offered
from tests.ui.room import CONTROL, SHIFT, Room, opened
from ui.dialogs.openings import Openings
from ui.pages.document.lines import LineButton
from ui.pages.document.sheets import DeliverySheet, LinkSheet, ReasonSheet, SendSheet
from ui.pages.register import RegisterPage
from ui.widgets.date_field import DateField
from ui.widgets.picker import Picker


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with three letters in, one out, and one taken in."""
    with founded(tmp_path / "home") as office:
        first = office.register(
            subject_ru="О выделении путёвок", subject_kk="Жолдама бөлу туралы", their_number="17-2"
        )
        office.register(subject_ru="О проверке охраны труда", on=office.today - timedelta(days=40))
        office.register(
            subject_ru="Протокол № 4", named=["Школа-гимназия № 8"], their_number="А-1312/Б"
        )
        office.register(
            Kind.OUTGOING,
            subject_ru="Ответ о путёвках",
            parties=(Party(office.ministry), Party(office.school)),
            links=[(Link.REPLY, first.document)],
        )
        documents.begin(
            office.workplace,
            kind=Kind.INCOMING,
            card=Card(subject_ru="Письмо без номера", parties=(Party(office.school),)),
        )
        with opened(qtbot, office) as made:
            yield made


def texts(lines: list[object]) -> list[str]:
    """Give the texts of lines of the pane."""
    return [line.text for line in lines if isinstance(line, LineButton)]


def test_the_chosen_document_is_read_beside_the_list(room: Room) -> None:
    """The list begins with the newest; the arrows choose, and what is chosen stands in words."""
    page = room.register()
    assert page.list.rowCount() == 4
    room.key(page.view, Qt.Key.Key_Home)
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "3")
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "1")
    assert page.pane.head.titles == ("О выделении путёвок", "Жолдама бөлу туралы")
    assert page.pane.head.state == "Registered"
    assert texts(list(page.pane.body.parties.widgets)) == ["Министерство просвещения"]
    assert page.pane.body.facts.shown["Their number"] == "17-2"
    assert texts(list(page.pane.body.links.widgets)) == ["Answered by № 1 of 02.03.2026"]
    assert len(page.pane.body.history.widgets) == 1


def test_a_document_is_followed_when_its_row_moves(room: Room) -> None:
    """Many late arrivals of one day move rows: what was chosen stays so, under another key."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_Home)
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "3")
    chosen, before = page.pane.document, page.view.key()
    other = page.list.key_at(0)
    assert before is not None
    assert other is not None
    room.office.workplace.write(_swap, before, other)
    page.list.refresh()
    room.until(lambda: page.view.key() == other)
    room.settle()
    assert page.pane.document == chosen
    row = page.list.row_at(page.view.currentIndex().row())
    assert row is not None
    assert row.document == chosen


def _swap(connection: Connection, first: int, second: int) -> None:
    for now, then in ((first, -1), (second, first), (-1, second)):
        connection.exec_driver_sql("UPDATE documents SET key = ? WHERE key = ?", (then, now))


def test_the_language_changes_while_the_window_is_open(room: Room) -> None:
    """Titles, names and dates of the list and the pane follow the language at once."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_End)
    room.key(page.view, Qt.Key.Key_Up)
    room.shown(page, "1")
    room.desk.speech.speak("kk")
    room.settle()
    assert page.pane.head.titles[0] == "Жолдама бөлу туралы"
    row = page.view.currentIndex().row()
    codes = [column.code for column in page.list.columns]
    assert page.list.cell(row, codes.index("subject")).text == "Жолдама бөлу туралы"
    assert page.list.cell(row, codes.index("party")).text == "Оқу-ағарту министрлігі"


def test_filters_narrow_the_list_and_esc_takes_them_off(room: Room) -> None:
    """A period and a state leave what fits; nothing that fits is said in words; Esc shows all."""
    page = room.register()
    page.filters.chips.put(period="last_month", status="registered")
    room.until(lambda: page.list.complete and page.list.rowCount() == 0)
    page.filters.chips.put(period="month", status="registered")
    room.until(lambda: page.list.complete and page.list.rowCount() == 2)
    room.settle()
    room.key(page.view, Qt.Key.Key_Escape)
    room.until(lambda: page.list.complete and page.list.rowCount() == 4)
    assert not page.filters.in_force


def choose(page: RegisterPage, chip: str, place: int) -> None:
    """Choose in the menu of a chip by place; the first choice is "any"."""
    offered(page.filters.chips.button(chip))[place].trigger()


def test_a_period_of_one_s_own_is_written_in_two_dates(room: Room) -> None:
    """The chip opens two dates; Enter shows what lies between, and the chip says which."""
    page = room.register()
    choose(page, "period", 5)
    popup = page.filters.popup
    assert popup is not None
    since, until = popup.findChildren(DateField)
    room.type(since, "01.01.2026")
    room.type(until, "31.01.2026")
    room.press(until, Qt.Key.Key_Return)
    room.until(lambda: page.list.complete and page.list.rowCount() == 1)
    assert page.filters.chips.button("period").text() == "Period: 01.01.2026 – 31.01.2026 ▾"
    room.settle()
    assert page.list.cell(0, 0).text == "2"


def test_documents_of_one_correspondent_are_found_by_a_part_of_the_name(room: Room) -> None:
    """The chip of correspondents completes as one types and narrows the list."""
    page = room.register()
    room.until(lambda: len(offered(page.filters.chips.button("party"))) > 2)
    choose(page, "party", 1)
    popup = page.filters.popup
    assert popup is not None
    picker = popup.findChildren(Picker)[0]
    room.until(picker.hasFocus)
    room.type(picker, "гимназ")
    room.until(lambda: len(picker.offered) == 1)
    room.press(picker.popup, Qt.Key.Key_Down)
    room.press(picker.popup, Qt.Key.Key_Return)
    room.until(lambda: page.list.complete and page.list.rowCount() == 2)
    assert page.filters.chips.button("party").text() == "Correspondent: Школа-гимназия № 8 ▾"


def test_what_waits_for_a_number_is_one_chip_away(room: Room) -> None:
    """The chip tells how many letters have no number, and the counter at the left does too."""
    page = room.register()
    chip = page.filters.chips.button("waiting")
    room.until(lambda: chip.text() == "Without a number 1")
    chip.click()
    room.until(lambda: page.list.complete and page.list.rowCount() == 1)
    room.until(lambda: page.pane.head.state == "Received")
    at_left = next(b for b in room.window.list.buttons if b.text() == "Incoming")
    assert "1" in at_left.accessibleName()


def test_the_order_of_a_list_is_remembered(room: Room) -> None:
    """A click on a heading sorts; another window begins with that order."""
    page = room.register()
    subject = [column.code for column in page.list.columns].index("subject")
    page.view.horizontalHeader().sectionClicked.emit(subject)
    room.until(lambda: page.list.order == ("subject", False) and page.list.complete)
    room.settle()
    rows = [page.list.cell(row, subject).text for row in range(4)]
    assert rows == sorted(rows)
    assert room.desk.memory.get("order.incoming") == "subject:up"


def test_annulling_needs_a_reason(room: Room) -> None:
    """Without a reason the form says so; with one the document is annulled, its number kept."""
    page = room.register("outgoing")
    room.shown(page, "1")
    room.key(page.view, Qt.Key.Key_Delete, CONTROL)
    sheet = page.pane.sheet
    assert isinstance(sheet, ReasonSheet)
    room.until(sheet.reason.hasFocus)
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: sheet.fields["reason"].error != "")
    room.type(sheet.reason, "Зарегистрировано дважды")
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: page.pane.head.state == "Annulled")
    assert page.pane.head.number == "№ 1"
    room.until(lambda: page.pane.sheet is None)
    assert page.view.hasFocus(), "the arrows go on through the list"
    assert not page.pane.actions_by_code["edit"].isEnabled()


def test_only_the_field_that_was_changed_is_recorded(room: Room) -> None:
    """F2 opens the card over the list; Ctrl+Enter saves, and history tells what changed."""
    page = room.register("outgoing")
    room.shown(page, "1")
    room.key(page.view, Qt.Key.Key_F2)
    sheet = page.pane.acts.editing
    assert sheet is not None
    room.settle()
    subject = sheet.form.controls["subject_ru"].widget
    assert isinstance(subject, QPlainTextEdit)
    room.until(lambda: subject.toPlainText() == "Ответ о путёвках")
    subject.selectAll()
    room.type(subject, "О путёвках на 2026 год")
    room.key(subject, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: page.pane.head.titles[0] == "О путёвках на 2026 год")
    room.until(lambda: page.pane.acts.editing is None)
    sentences = [label.accessibleName() for label in page.pane.body.history.widgets]
    assert sentences[0].endswith(
        "changed subject in Russian: Ответ о путёвках → О путёвках на 2026 год"
    )


def test_esc_leaves_the_card_as_it_was(room: Room) -> None:
    """What was typed into a card that is left by Esc is not recorded."""
    page = room.register("outgoing")
    room.shown(page, "1")
    room.key(page.view, Qt.Key.Key_F2)
    sheet = page.pane.acts.editing
    assert sheet is not None
    room.settle()
    subject = sheet.form.controls["subject_ru"].widget
    room.type(subject, "Ошибка")
    room.key(subject, Qt.Key.Key_Escape)
    room.until(lambda: page.pane.acts.editing is None)
    room.settle()
    assert page.pane.head.titles[0] == "Ответ о путёвках"
    assert len(page.pane.body.history.widgets) == 2


def test_a_document_is_sent_and_arrives(room: Room) -> None:
    """F8 sends to all who wait; Shift+F8 notes for one addressee that it came."""
    page = room.register("outgoing")
    room.shown(page, "1")
    room.key(page.view, Qt.Key.Key_F8)
    sheet = page.pane.sheet
    assert isinstance(sheet, SendSheet)
    room.type(sheet.proof, "реестр 5")
    room.key(sheet.proof, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: page.pane.head.state == "Sent")
    room.key(page.view, Qt.Key.Key_F8, SHIFT)
    delivery = page.pane.sheet
    assert isinstance(delivery, DeliverySheet)
    room.key(delivery.proof, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: page.pane.sheet is None)
    room.settle()
    states = [party.state for party in room.document(page.pane.document).card.parties]
    assert states == [DeliveryState.DELIVERED, DeliveryState.SENT]


def test_a_link_leads_to_the_other_register(room: Room) -> None:
    """Enter on a link goes to the document it names, in its own register."""
    page = room.register("outgoing")
    room.shown(page, "1")
    line = page.pane.body.links.widgets[0]
    assert texts([line]) == ["Reply to № 1 of 02.03.2026"]
    room.press(line, Qt.Key.Key_Return)
    room.until(lambda: room.window.here == "documents.incoming")
    incoming = room.register()
    room.shown(incoming, "1")
    room.until(lambda: incoming.view.key() is not None)


def test_a_letter_is_answered_by_one_key(room: Room) -> None:
    """The window of outgoing documents opens, addressed to who wrote and linked to the letter."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_Home)
    room.key(page.view, Qt.Key.Key_Down)
    room.shown(page, "3")
    room.key(page.view, Qt.Key.Key_N, CONTROL | SHIFT)
    openings = Openings.on(room.desk)
    room.qtbot.waitUntil(lambda: len(openings.windows) == 1 and room.desk.bridge.resting)
    (window,) = openings.windows
    assert window.kind is Kind.OUTGOING
    answered = page.pane.whole
    assert answered is not None
    assert window.form.parties.ids == [answered.card.document.card.parties[0].correspondent]
    window.close()


def test_a_document_is_linked_to_one_found_by_a_scrap_of_its_number(room: Room) -> None:
    """Ctrl+L finds the other document while one types, and the link reads both ways."""
    page = room.register("outgoing")
    room.shown(page, "1")
    room.key(page.view, Qt.Key.Key_L, CONTROL)
    sheet = page.pane.sheet
    assert isinstance(sheet, LinkSheet)
    room.until(sheet.link.hasFocus)
    sheet.other.setFocus()
    room.type(sheet.other, "1312")
    room.until(lambda: len(sheet.other.offered) == 1)
    room.press(sheet.other.popup, Qt.Key.Key_Down)
    room.press(sheet.other.popup, Qt.Key.Key_Return)
    assert sheet.other.choice is not None
    room.key(sheet.other, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: len(page.pane.body.links.widgets) == 2)
    assert "Reply to № 3 of 02.03.2026" in texts(list(page.pane.body.links.widgets))


def test_a_file_is_attached_replaced_and_taken_off(room: Room, tmp_path: Path) -> None:
    """The line of a file tells its name and version; taking it off needs a reason."""
    letter, better = tmp_path / "письмо.txt", tmp_path / "письмо 2.txt"
    letter.write_text("О путёвках", encoding="utf-8")
    better.write_text("О путёвках на лето", encoding="utf-8")
    page = room.register("outgoing")
    room.shown(page, "1")
    page.pane.acts.attach([letter])
    room.until(lambda: texts(list(page.pane.body.files.widgets)) == ["письмо.txt"])
    document = page.pane.document
    file = room.document(document).live_files[0]
    room.do(documents.replace_file, document=document, file=file.id, path=better)
    room.until(lambda: texts(list(page.pane.body.files.widgets)) == ["письмо 2.txt"])
    line = page.pane.body.files.widgets[0]
    assert "version 2" in line.accessibleName()
    menu = page.pane.acts.file_menu(line, room.document(document).live_files[0])
    next(act for act in menu.actions() if act.text() == "Remove…").trigger()
    sheet = page.pane.sheet
    assert isinstance(sheet, ReasonSheet)
    room.type(sheet.reason, "Не тот файл")
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: not page.pane.body.files.widgets)
    assert room.document(document).files[0].removed == "Не тот файл"


def test_pages_of_a_file_are_seen_large(room: Room, tmp_path: Path) -> None:
    """The top of the first page stands in the pane; F3 shows all of it, Esc goes back."""
    page = room.register("outgoing")
    room.shown(page, "1")
    document = page.pane.document
    paper = tmp_path / "карточка.pdf"
    room.do(printing.print_card, document=document, language=PaperLanguage.RU, path=paper)
    assert not page.pane.body.first_page.isVisible()
    page.pane.acts.attach([paper])
    room.until(lambda: not page.pane.body.first_page.image.isNull())
    room.key(page.view, Qt.Key.Key_F3)
    viewer = page.pane.acts.viewer
    assert viewer is not None
    room.until(lambda: not viewer.scan.paper.image.isNull())
    assert viewer.size() == page.size()
    room.key(viewer.scan, Qt.Key.Key_Escape)
    room.until(lambda: not viewer.isVisible())
    assert page.view.hasFocus()
    room.press(page.pane.body.first_page, Qt.Key.Key_Return)
    room.until(viewer.isVisible)
    room.settle()


def test_no_document_wears_the_first_page_of_another(room: Room, tmp_path: Path) -> None:
    """After nothing was shown, a document without files has no first page."""
    page = room.register("outgoing")
    room.shown(page, "1")
    pane, document = page.pane, page.pane.document
    paper = tmp_path / "карточка.pdf"
    room.do(printing.print_card, document=document, language=PaperLanguage.RU, path=paper)
    pane.acts.attach([paper])
    room.until(lambda: not pane.body.first_page.image.isNull())
    pane.show_document("", at_once=True)
    card = Card(subject_ru="О путёвках")
    other = room.do(documents.begin, kind=Kind.OUTGOING, card=card)
    pane.show_document(other, at_once=True)
    room.until(lambda: pane.whole is not None and pane.whole.card.id == other)
    assert not pane.body.first_page.isVisibleTo(pane)


def test_a_list_in_step_keeps_the_document_chosen(room: Room) -> None:
    """A letter registered meanwhile comes on top; the bar stays on the document being read."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_End)
    room.shown(page, "2")
    room.do(
        documents.register,
        journal=room.office.journals[Kind.INCOMING],
        card=Card(subject_ru="Новое", parties=(Party(room.office.school),)),
    )
    room.until(lambda: page.list.complete and page.list.rowCount() == 5)
    assert page.pane.head.number == "№ 2"
    assert page.view.currentIndex().row() == 4


def test_refusing_a_letter_keeps_why(room: Room) -> None:
    """A letter that gets no number says why, and is no more counted as waiting."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_Home)
    room.until(lambda: page.pane.head.state == "Received")
    room.key(page.view, Qt.Key.Key_Delete, CONTROL | SHIFT)
    sheet = page.pane.sheet
    assert isinstance(sheet, ReasonSheet)
    room.type(sheet.reason, "Не подписано")
    room.key(sheet.reason, Qt.Key.Key_Return, CONTROL)
    room.until(lambda: page.pane.head.state == "Not registered")
    assert room.document(page.pane.document).status is Status.REFUSED
    room.until(lambda: not page.filters.chips.button("waiting").isVisible())


def test_the_list_goes_out_as_it_is_seen(room: Room, tmp_path: Path) -> None:
    """An export has the columns, the filter and the order of the list."""
    page = room.register()
    page.filters.chips.put(status="registered")
    room.until(lambda: page.list.complete and page.list.rowCount() == 3)
    path = tmp_path / "list.csv"
    page.list_tools.out.write(path)
    room.until(path.exists)
    room.settle()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert (
        lines[0]
        == "№;Date;Correspondent;Their № and date;Subject;Subject in the other language;State;Files"
    )
    assert [line.split(";")[0] for line in lines[1:]] == ["3", "1", "2"]
    assert room.window.notices.notices[-1].notice.text.startswith("Written: list.csv")


def test_every_control_has_a_name_to_be_read_out(room: Room) -> None:
    """Whatever takes the keys on the page says its name to those who listen."""
    page = room.register("outgoing")
    room.shown(page, "1")
    nameless = [
        type(widget).__name__
        for widget in QApplication.allWidgets()
        if page.isAncestorOf(widget)
        and widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []
