"""What is typed into a sheet and not handed in stands there when it is opened again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from edo.commands import approval, correspondents, documents
from edo.commands.myself import myself
from edo.domain.card import Card, Kind, Party
from edo.domain.route import Approver, Stage
from edo.domain.visa import Result
from edo.queries import documents as listed
from edo.queries import forms
from edo.queries.correspondents import CorrespondentItem, completed, correspondent
from edo.queries.listing import Filter
from edo.workplace import open_workplace
from tests.office import Chancery, founded
from tests.ui.room import CONTROL, Room, opened
from tests.ui.typing_keys import press, type_text
from ui.dialogs import form_state
from ui.dialogs.correspondent_sheet import CorrespondentSheet
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.password_sheet import PasswordSheet
from ui.dialogs.resolution_sheet import ResolutionSheet
from ui.dialogs.route_sheet import RouteSheet
from ui.pages.approval.decision import DecisionWindow
from ui.pages.approvals import ApprovalsPage
from ui.pages.document.edit import CardSheet
from ui.ways import APPROVALS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office with two letters."""
    with founded(tmp_path / "home") as made:
        made.register(subject_ru="О предоставлении сведений")
        made.register(subject_ru="О проверке охраны труда")
        yield made


def kept(room: Room) -> list[str]:
    """Give the names of the forms that are kept."""
    answers: list[list[str]] = []
    room.desk.bridge.ask(forms.kept, then=lambda found: answers.append([f.name for f in found]))
    room.until(lambda: bool(answers))
    return answers[0]


def shown(room: Room, sheet: FormSheet) -> None:
    """Open a sheet and wait until all it asked for is there."""
    sheet.open()
    room.until(lambda: sheet.isActiveWindow() and sheet.kept.settled)
    room.settle()


def resolution(room: Room, document: str) -> ResolutionSheet:
    """Open the sheet of a resolution on a document."""
    sheet = ResolutionSheet(room.desk, room.window, document, room.do(myself))
    shown(room, sheet)
    return sheet


def letters(office: Chancery) -> list[str]:
    """Give the ids of the two letters."""
    rows = office.workplace.read(listed.page, filter=Filter(kind=Kind.INCOMING))
    return [row.document for row in rows]


def leave(room: Room, sheet: FormSheet) -> None:
    """Close a sheet by Esc."""
    room.key(sheet, Qt.Key.Key_Escape)
    room.settle()


def test_a_resolution_is_continued_and_begun_anew(qtbot: QtBot, office: Chancery) -> None:
    """Esc asks nothing; texts, items, people and terms stand there again, of this letter alone."""
    first, second = letters(office)
    with opened(qtbot, office) as room:
        sheet = resolution(room, first)
        assert sheet.kept.offer is None, "nothing was begun yet"
        type_text(sheet.text_ru, "Рассмотреть и доложить")
        sheet.add_item()
        type_text(sheet.items[1].text_ru, "Подготовить ответ")
        line = sheet.items[1].executors.picker.line
        line.setFocus()
        type_text(line, "Иванова")
        room.until(lambda: len(line.offered) == 1)
        press(line.popup, Qt.Key.Key_Down)
        press(line.popup, Qt.Key.Key_Return)
        type_text(sheet.items[1].term.line, "3 рабочих дня")
        leave(room, sheet)
        other = resolution(room, second)
        assert other.text_ru.toPlainText() == ""
        leave(room, other)
        again = resolution(room, first)
        assert again.text_ru.toPlainText() == "Рассмотреть и доложить"
        assert len(again.items) == 2
        assert again.items[1].text_ru.text() == "Подготовить ответ"
        assert len(again.items[1].executors.ids) == 1
        assert again.items[1].term.line.text() == "3 рабочих дня"
        offer = again.kept.offer
        assert offer is not None
        assert offer.text.text() == "Continued where you stopped."
        offer.buttons[0].click()
        assert again.text_ru.toPlainText() == ""
        assert len(again.items) == 1
        offer.buttons[0].click()
        assert again.text_ru.toPlainText() == "Рассмотреть и доложить", "brought back"
        assert len(again.items) == 2
        again._on_removed(again.items[0])
        room.key(again.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: kept(room) == [])


def test_what_is_handed_in_is_forgotten(qtbot: QtBot, office: Chancery) -> None:
    """A correspondent that was saved is not offered again; one closed unchanged leaves nothing."""
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        shown(room, sheet)
        type_text(sheet.name_ru, "Школа № 5")
        leave(room, sheet)
        assert len(kept(room)) == 1
        sheet = CorrespondentSheet(room.desk, room.window)
        shown(room, sheet)
        assert sheet.name_ru.text() == "Школа № 5"
        room.key(sheet.name_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: kept(room) == [])
        sheet = CorrespondentSheet(room.desk, room.window)
        shown(room, sheet)
        assert sheet.name_ru.text() == ""
        leave(room, sheet)
        assert kept(room) == []


def line_of(sheet: FormSheet, code: str) -> QLineEdit:
    """Give the line of a field."""
    line = sheet.fields[code].control
    assert isinstance(line, QLineEdit)
    return line


def test_what_others_changed_meanwhile_is_shown(qtbot: QtBot, office: Chancery) -> None:
    """Only the fields a person wrote in are brought back; the others are as they are by now."""

    def school(room: Room) -> CorrespondentSheet:
        found: list[CorrespondentItem] = []
        room.desk.bridge.ask(correspondent, then=found.append, id=office.school)
        room.until(lambda: bool(found))
        sheet = CorrespondentSheet(room.desk, room.window, found[0])
        shown(room, sheet)
        return sheet

    with opened(qtbot, office) as room:
        sheet = school(room)
        type_text(line_of(sheet, "note"), "звонить после обеда")
        leave(room, sheet)
        room.do(correspondents.change, correspondent=office.school, fields={"phone": "55-55"})
        sheet = school(room)
        assert line_of(sheet, "note").text() == "звонить после обеда"
        assert line_of(sheet, "phone").text() == "55-55"


def test_stages_of_a_route_are_kept(qtbot: QtBot, office: Chancery) -> None:
    """Stages that were added, their names and terms stand there again."""
    with opened(qtbot, office) as room:
        sheet = RouteSheet(room.desk, room.window, ())
        shown(room, sheet)
        type_text(sheet.name_ru, "Приказы")
        sheet.editor.add()
        type_text(sheet.editor.cards[1].title, "Право")
        type_text(sheet.editor.cards[1].term, "2 дня")
        leave(room, sheet)
        sheet = RouteSheet(room.desk, room.window, ())
        shown(room, sheet)
        assert sheet.name_ru.text() == "Приказы"
        assert [card.title.text() for card in sheet.editor.cards] == ["", "Право", ""]
        assert sheet.editor.cards[1].term.text() == "2 дня"
        assert sheet.editor.has_signing


def test_remarks_on_a_version_wait_for_their_seat(qtbot: QtBot, office: Chancery) -> None:
    """Remarks begun and put off stand there again; once handed in they are forgotten."""
    workplace = office.workplace
    card = Card(subject_ru="О смете", parties=(Party(office.ministry),))
    document = documents.begin(workplace, kind=Kind.OUTGOING, card=card)
    mine = Stage((Approver(person=workplace.identity.person),))
    approval.start(workplace, document=document, stages=(mine,))
    with opened(qtbot, office) as room:

        def window() -> DecisionWindow:
            page = room.window.go(APPROVALS)
            assert isinstance(page, ApprovalsPage)
            room.until(lambda: len(page.held.rows) == 1 and room.desk.bridge.resting)
            room.window.activateWindow()
            room.until(room.window.isActiveWindow)
            page.view.setFocus()
            room.until(lambda: page.pane.approval.found is not None and room.desk.bridge.resting)
            room.key(page.view, Qt.Key.Key_F11)
            found = room.window.findChildren(DecisionWindow)[-1]
            room.until(lambda: found.isActiveWindow() and found.kept.settled)
            return found

        first = window()
        type_text(first.remarks, "Нет расчёта")
        room.key(first.remarks, Qt.Key.Key_Escape)
        room.settle()
        again = window()
        assert again.remarks.toPlainText() == "Нет расчёта"
        again.give(Result.RETURNED)
        room.until(lambda: kept(room) == [])


def test_a_card_being_changed_is_kept(qtbot: QtBot, office: Chancery) -> None:
    """The card of a registered document: what was typed is there when it is opened again."""
    document = letters(office)[0]
    with opened(qtbot, office) as room:

        def card() -> CardSheet:
            sheet = CardSheet(room.desk, room.window, document, room.document(document))
            room.until(lambda: sheet.kept.settled)
            return sheet

        sheet = card()
        line = sheet.form.controls["subject_ru"].widget
        type_text(line, "Снова: ")
        sheet.leave()
        room.settle()
        sheet = card()
        assert sheet.form.card().subject_ru.startswith("Снова: ")
        sheet.save()
        room.until(lambda: kept(room) == [])


def test_the_program_is_closed_with_a_sheet_open(qtbot: QtBot, office: Chancery) -> None:
    """Nobody is asked: what stood in the sheet is in the home when the program has ended."""
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        shown(room, sheet)
        type_text(sheet.name_ru, "Школа № 7")
        room.desk.bridge.close()
    workplace = open_workplace(office.folder, at=office.clock, random=office.chance.randbytes)
    (form,) = workplace.read(forms.kept)
    workplace.close()
    assert "Школа № 7" in form.value.decode()


def test_a_mistake_in_the_writer_loses_no_word(qtbot: QtBot, office: Chancery) -> None:
    """A command that breaks is reported; the sheet stands, its words are kept, it can go on."""

    def broken(_workplace: object) -> None:
        raise ZeroDivisionError

    class Breaking(CorrespondentSheet):
        breaks = True

        def hand_in(self) -> None:
            if self.breaks:
                self.run(broken)
            else:
                super().hand_in()

    with opened(qtbot, office) as room:
        sheet = Breaking(room.desk, room.window)
        shown(room, sheet)
        type_text(sheet.name_ru, "Школа № 9")
        with qtbot.waitSignal(room.desk.bridge.crashed):
            room.key(sheet.name_ru, Qt.Key.Key_Return, CONTROL)
        room.until(sheet.primary.isEnabled)
        assert sheet.name_ru.text() == "Школа № 9"
        sheet.breaks = False
        room.key(sheet.name_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: kept(room) == [])
        found = room.do(lambda workplace: workplace.read(completed, text="Школа № 9"))
        assert len(found) == 1


def test_secrets_are_never_kept(qtbot: QtBot, office: Chancery) -> None:
    """A password that was typed and not handed in is nowhere."""
    with opened(qtbot, office) as room:
        sheet = PasswordSheet(room.desk, room.window, protected=False)
        sheet.open()
        room.until(sheet.isActiveWindow)
        type_text(sheet.secrets[1], "тайна")
        assert form_state.read({"all": sheet.form}) == {}
        leave(room, sheet)
        assert kept(room) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_sheet_survives_the_death_of_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    """The process is killed while somebody types; the next one has the words."""
    with founded(tmp_path / "home") as office:
        clock, chance = office.clock, office.chance
    words = "Управление образования области"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", str(tmp_path / "home"), words, "sheet"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    ) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
        typist.send_signal(signal.SIGKILL)
    office.workplace = open_workplace(tmp_path / "home", at=clock, random=chance.randbytes)
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        shown(room, sheet)
        assert sheet.name_ru.text() == words
