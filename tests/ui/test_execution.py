"""What is to be done about a document: written, done, accepted and read by keys alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from edo.commands import acquaintance, deputies, organisation, resolutions, staff, tasks
from edo.commands import documents as commands
from edo.commands.assigning import Assignment
from edo.commands.myself import Myself
from edo.domain.card import Kind
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Person
from edo.domain.rights import RIGHTS, Role
from edo.domain.task import TaskStatus
from edo.domain.workdays import Term, Unit
from edo.queries import directory, documents
from edo.queries.listing import Filter
from tests.office import Chancery, founded
from tests.ui.room import CONTROL, NONE, SHIFT, Room, opened
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.reading_sheets import AcquaintSheet, HandOverSheet
from ui.dialogs.report_sheets import AnswerTimeSheet, AskTimeSheet, DecisionSheet, ReportSheet
from ui.dialogs.resolution_sheet import ResolutionSheet
from ui.dialogs.task_sheets import MoveTermSheet, TaskSheet
from ui.pages.document.execution import ExecutionSection
from ui.pages.document.execution_acts import begun
from ui.pages.document.execution_doing import ExecutionDoing
from ui.pages.execution.task_doing import TaskActs
from ui.pages.register import RegisterPage
from ui.widgets.badge import Badge
from ui.widgets.picker import Picker

Sheet = TypeVar("Sheet", bound=FormSheet)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office with two letters and three people beside the clerk."""
    with founded(tmp_path / "home") as made:
        made.register(subject_ru="О предоставлении сведений")
        made.register(subject_ru="О проверке охраны труда")
        for name in ("Ким Александр", "Досанов Болат", "Сейтова Алма"):
            staff.add(made.workplace, person=Person(name, office=made.workplace.identity.office))
        yield made


def person(office: Chancery, name: str) -> str:
    """Give the id of somebody by the beginning of the name."""
    found = office.workplace.read(directory.people)
    return next(one.id for one in found if one.person.name_ru.startswith(name))


def letter(office: Chancery, place: int = 0) -> str:
    """Give the id of a letter, the first one registered first."""
    rows = office.workplace.read(documents.page, filter=Filter(kind=Kind.INCOMING))
    return rows[::-1][place].document


def on_letter(room: Room, number: str = "1") -> tuple[RegisterPage, ExecutionSection]:
    """Go to the register with a letter chosen."""
    page = room.register()
    room.key(page.view, Qt.Key.Key_End if number == "1" else Qt.Key.Key_Home)
    room.shown(page, number)
    room.settle()
    return page, page.pane.execution


def pick(room: Room, line: Picker, name: str) -> None:
    """Pick somebody by a part of the name."""
    line.setFocus()
    room.until(line.hasFocus)
    room.type(line, name)
    room.until(lambda: len(line.offered) == 1)
    room.press(line.popup, Qt.Key.Key_Down)
    room.press(line.popup, Qt.Key.Key_Return)


def hit(room: Room, page: RegisterPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key over the list, in the window that is in front again."""
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    room.key(page.view, key, modifiers)


def before(room: Room, where: ExecutionDoing | TaskActs, kind: type[Sheet]) -> Sheet:
    """Give the sheet that was opened, once it is in front."""
    sheet = where.sheet
    assert isinstance(sheet, kind)
    room.until(sheet.isActiveWindow)
    room.settle()
    return sheet


def written(widget: QWidget) -> str:
    """Give all that labels of a widget say."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_resolution_is_written_done_and_accepted_by_keys(qtbot: QtBot, office: Chancery) -> None:
    """A phrase, an executor and a term make a task; F10 takes it, reports it and accepts it."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_R, CONTROL)
        sheet = before(room, section.doing, ResolutionSheet)
        room.until(lambda: sheet.head.id != "")
        room.settle()
        room.key(sheet.text_ru, Qt.Key.Key_1, ALT)
        assert sheet.text_ru.toPlainText() == "К исполнению"
        assert sheet.text_kk.toPlainText() == "Орындауға"
        item = sheet.items[0]
        pick(room, item.executors.picker.line, "Иванова")
        pick(room, item.executors.picker.line, "Ким")
        assert item.executors.said.startswith("Иванова Айгуль coordinates")
        (area,) = (one for one in sheet.findChildren(QScrollArea) if one.isAncestorOf(item))
        inside = area.widget()
        assert inside is not None
        room.until(lambda: inside.sizeHint().height() <= area.height())
        room.type(item.term.line, "3 рабочих дня")
        room.until(lambda: "05.03.2026" in item.term.said)
        assert item.term.said.endswith("3 working days")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: len(section.lines) == 1)
        room.until(lambda: section.view is not None and section.view.page is not None)
        assert "К исполнению" in written(section)
        for status in (TaskStatus.IN_WORK, TaskStatus.ON_REVIEW, TaskStatus.DONE):
            hit(room, page, Qt.Key.Key_F10)
            if status is TaskStatus.ON_REVIEW:
                report = before(room, section.task_acts, ReportSheet)
                room.type(report.text, "Сведения отправлены")
                room.key(report.text, Qt.Key.Key_Return, CONTROL)
            room.until(lambda status=status: section.lines[0].row.status is status)
            room.settle()
        assert page.pane.execution.badge.accessibleName() == "Executed"
        assert page.pane.head.state == "Executed"


def test_a_draft_for_the_head_is_issued_as_it_is(qtbot: QtBot, office: Chancery) -> None:
    """What was handed over is prepared as a draft, and one key issues it."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_R, CONTROL | SHIFT)
        handing = before(room, section.doing, HandOverSheet)
        pick(room, handing.head, "Иванова")
        room.key(handing.note, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: "Waits for a resolution" in state_of(section))
        hit(room, page, Qt.Key.Key_R, CONTROL)
        sheet = before(room, section.doing, ResolutionSheet)
        room.type(sheet.text_ru, "Подготовить ответ")
        pick(room, sheet.items[0].executors.picker.line, "Досанов")
        room.key(sheet.text_ru, Qt.Key.Key_S, CONTROL)
        room.until(lambda: "Draft of a resolution" in state_of(section))
        assert section.lines == []
        assert "Досанов Болат" in written(section)
        hit(room, page, Qt.Key.Key_I, CONTROL | SHIFT)
        room.until(lambda: len(section.lines) == 1)
        assert "Issued" in state_of(section)


def state_of(section: ExecutionSection) -> str:
    """Give the accessible names of everything in the section."""
    return "\n".join(widget.accessibleName() for widget in section.findChildren(QWidget))


def test_who_may_not_issue_prepares_for_the_head(qtbot: QtBot, office: Chancery) -> None:
    """An assistant's sheet has one button: the draft; the term of the letter's type is offered."""
    workplace = office.workplace
    usual = DocumentType(name_ru="Запрос", kinds=(Kind.INCOMING,), term=Term(15, Unit.CALENDAR))
    type = organisation.define_type(workplace, type=usual)
    document = office.register(subject_ru="Запрос", type=type).document
    head = person(office, "Сейтова")
    resolutions.hand_over(workplace, document=document, head=head)
    me = Myself(workplace.identity.person, workplace.identity.office, RIGHTS[Role.EXECUTOR])
    with opened(qtbot, office) as room:
        page, section = on_letter(room, "3")
        whole = page.pane.whole
        assert whole is not None
        sheet = ResolutionSheet(room.desk, room.window, document, me, begun=begun(whole))
        sheet.open()
        room.until(lambda: sheet.isActiveWindow() and sheet.head.id == head)
        room.settle()
        assert sheet.primary.text() == "Keep as a draft for the head"
        assert sheet.items[0].term.line.placeholderText() == "usually 15 calendar days"
        room.type(sheet.text_ru, "Подготовить ответ")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: "Draft of a resolution" in state_of(section))


def test_what_the_head_said_is_marked_so(qtbot: QtBot, office: Chancery) -> None:
    """In another's name it is written down on their word; what lacks is said beside its field."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_R, CONTROL)
        sheet = before(room, section.doing, ResolutionSheet)
        sheet.head.line.selectAll()
        pick(room, sheet.head.line, "Сейтова")
        assert sheet.primary.text() == "Write down"
        item = sheet.items[0]
        room.type(item.term.line, "скоро")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        assert item.fields["executors"].error == "Name at least one executor."
        pick(room, item.executors.picker.line, "Ким")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        assert item.fields["term"].error != ""
        item.term.line.clear()
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: sheet.fields["text_ru"].error != "")
        room.type(sheet.text_ru, "К исполнению")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: len(section.lines) == 1)
        assert "Written by Иванова Айгуль on the word of Сейтова Алма" in written(section)


def test_a_deputy_is_told_for_whom_they_act(qtbot: QtBot, office: Chancery) -> None:
    """The sheet says so; that the head has no role here yet is said under the form."""
    head = person(office, "Сейтова")
    deputies.name(
        office.workplace,
        deputy=office.workplace.identity.person,
        person=head,
        since=office.today,
        until=office.today + timedelta(days=5),
    )
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_R, CONTROL)
        sheet = before(room, section.doing, ResolutionSheet)
        sheet.head.line.selectAll()
        pick(room, sheet.head.line, "Сейтова")
        assert sheet.head.behalf == head
        assert "You act for Сейтова Алма as their deputy" in written(sheet)
        room.type(sheet.text_ru, "К сведению")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: "Only who is named their deputy" in written(sheet))
        assert section.lines == []


def test_several_items_each_say_what_they_are(qtbot: QtBot, office: Chancery) -> None:
    """Alt+Ins adds an item; each becomes a task of its own executors and term."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_R, CONTROL)
        sheet = before(room, section.doing, ResolutionSheet)
        room.key(sheet.text_ru, Qt.Key.Key_Insert, ALT)
        assert len(sheet.items) == 2
        for item, text, name in zip(
            sheet.items, ("Собрать списки", "Сверить числа"), ("Ким", "Досанов"), strict=True
        ):
            room.type(item.text_ru, text)
            pick(room, item.executors.picker.line, name)
        room.type(sheet.items[1].term.line, "20.03")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: len(section.lines) == 2)
        told = {line.row.text_ru: line.row.due for line in section.lines}
        assert told["Собрать списки"] is None
        assert str(told["Сверить числа"]) == "2026-03-20"


def test_a_document_goes_to_the_file_without_tasks(qtbot: QtBot, office: Chancery) -> None:
    """The phrase stands there already: one key opens, one files."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_D, CONTROL | SHIFT)
        sheet = before(room, section.doing, ResolutionSheet)
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: "To the file" in written(section))
        assert section.lines == []


def test_a_returned_report_and_a_moved_term_stay_readable(qtbot: QtBot, office: Chancery) -> None:
    """A report is returned with a phrase; the old term is struck beside the one in force."""
    given = Assignment((person(office, "Ким"),), text_ru="Собрать списки", term=Term(3))
    task = tasks.give(office.workplace, assignment=given, document=letter(office))
    tasks.report(office.workplace, task=task, text="Собрано")
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        room.until(lambda: section.view is not None and section.view.page is not None)
        assert section.task == task
        hit(room, page, Qt.Key.Key_Y, CONTROL | SHIFT)
        sheet = before(room, section.task_acts, DecisionSheet)
        room.key(sheet.comment, Qt.Key.Key_Return, CONTROL | SHIFT)
        room.until(lambda: sheet.fields["comment"].error != "")
        room.key(sheet.comment, Qt.Key.Key_1, ALT)
        room.key(sheet.comment, Qt.Key.Key_Return, CONTROL | SHIFT)
        room.until(lambda: section.lines[0].row.status is TaskStatus.RETURNED)
        room.until(lambda: section.view is not None and section.view.page is not None)
        hit(room, page, Qt.Key.Key_U, CONTROL | SHIFT)
        moving = before(room, section.task_acts, MoveTermSheet)
        moving.term.line.selectAll()
        room.type(moving.term.line, "20.03")
        room.type(moving.reason, "Ждём данные")
        room.key(moving.reason, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: section.lines[0].row.moved == 1)
        room.settle()
        said = written(section)
        assert "<s>05.03.2026</s> → <b>20.03.2026</b>" in said
        assert "Исполнено не в полном объёме" in said


def test_more_time_is_asked_for_and_granted(qtbot: QtBot, office: Chancery) -> None:
    """The executor asks by a key; who gave the task answers by the same one."""
    me = office.workplace.identity.person
    given = Assignment((me,), text_ru="Собрать списки", due=office.today + timedelta(days=3))
    task = tasks.give(office.workplace, assignment=given, document=letter(office))
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        room.until(lambda: section.task_acts.seen is not None)
        hit(room, page, Qt.Key.Key_U, CONTROL)
        asking = before(room, section.task_acts, AskTimeSheet)
        room.type(asking.until, "10.03")
        room.type(asking.reason, "Ждём данные")
        room.key(asking.reason, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: section.lines[0].row.asks_until is not None)
        room.until(section.task_acts.actions["answer"].isEnabled)
        hit(room, page, Qt.Key.Key_U, CONTROL)
        answering = before(room, section.task_acts, AnswerTimeSheet)
        room.key(answering, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: str(section.lines[0].row.due) == "2026-03-10")
        assert section.lines[0].row.id == task


def test_a_part_of_a_task_stands_under_it(qtbot: QtBot, office: Chancery) -> None:
    """A part is given by a key and drawn further right."""
    given = Assignment((person(office, "Ким"),), text_ru="Собрать списки")
    tasks.give(office.workplace, assignment=given, document=letter(office))
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        section.lines[0].setFocus()
        room.key(section.lines[0], Qt.Key.Key_Return)
        room.until(section.task_acts.actions["part"].isEnabled)
        hit(room, page, Qt.Key.Key_J, CONTROL | SHIFT)
        sheet = before(room, section.task_acts, TaskSheet)
        room.type(sheet.text_ru, "По районам")
        pick(room, sheet.executors.picker.line, "Досанов")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: len(section.lines) == 2)
        assert [line.row.text_ru for line in section.lines] == ["Собрать списки", "По районам"]
        assert section.lines[1].contentsMargins().left() > section.lines[0].contentsMargins().left()


def test_people_read_a_document_and_say_so_by_one_key(qtbot: QtBot, office: Chancery) -> None:
    """A whole office is named by a button; who has read it stands with the day."""
    with opened(qtbot, office) as room:
        page, section = on_letter(room)
        hit(room, page, Qt.Key.Key_B, CONTROL)
        sheet = before(room, section.doing, AcquaintSheet)
        room.until(lambda: bool(sheet.offices))
        sheet.offices[0].click()
        assert len(sheet.people.ids) == 4
        room.key(sheet.note, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: "0 of 4 have read it" in state_of(section))
        assert section.buttons["confirm"].text() == "I have read it"
        hit(room, page, Qt.Key.Key_F10)
        room.until(lambda: "1 of 4 have read it" in state_of(section))
        assert "Иванова Айгуль — 02.03.2026" in written(section)
        assert "confirm" not in section.buttons


def test_a_slip_and_a_sheet_are_printed(qtbot: QtBot, office: Chancery, tmp_path: Path) -> None:
    """The resolution and the acquaintance go out as PDF in the person's language."""
    document = letter(office)
    me = office.workplace.identity.person
    slip = resolutions.issue(office.workplace, document=document, text_ru="В дело", to_file=True)
    sheet = acquaintance.ask(office.workplace, document=document, people=[me])
    with opened(qtbot, office) as room:
        _page, section = on_letter(room)
        for function, words in (
            ("print_resolution", {"resolution": slip}),
            ("print_acquaintance", {"acquaintance": sheet}),
        ):
            path = tmp_path / f"{function}.pdf"
            section.doing.paper.write(function, "Printing", path, **words)
            room.until(path.is_file)
            room.settle()
            assert path.read_bytes().startswith(b"%PDF")


def test_registers_say_how_far_a_document_has_come(qtbot: QtBot, office: Chancery) -> None:
    """The state is the progress where there is one, late ones first of all; chips find them."""
    first, second = letter(office), letter(office, 1)
    resolutions.hand_over(office.workplace, document=second, head=person(office, "Сейтова"))
    given = Assignment((person(office, "Ким"),), text_ru="Собрать", due=office.today)
    tasks.give(office.workplace, assignment=given, document=first)
    office.clock.move(days=2)
    with opened(qtbot, office) as room:
        page = room.register()
        column = [one.code for one in page.list.columns].index("status")
        assert [page.list.cell(row, column).text for row in range(2)] == ["On review", "Overdue"]
        for code, count in (("unreviewed", 1), ("worked", 1), ("controlled", 1), ("late", 1)):
            page.filters.chips.put(**{code: True})
            room.until(lambda count=count: page.list.complete and page.list.rowCount() == count)
            room.settle()
        page.filters.chips.put(unreviewed=True)
        page.filters.chips.button("worked").click()
        assert "unreviewed" not in page.filters.chips.values
        assert "worked" in page.filters.chips.values


def test_a_task_of_an_annulled_letter_says_so_and_asks_for_nothing(
    qtbot: QtBot, office: Chancery
) -> None:
    """The card says what became of the task; nothing is pressed for it, and Control has it not."""
    place, document = office.workplace, letter(office)
    me = place.identity.person
    tasks.give(place, assignment=Assignment((me,), text_ru="Подготовить ответ"), document=document)
    acquaintance.ask(place, document=document, people=[me])
    commands.annul(place, document=document, reason="Введено дважды")
    with opened(qtbot, office) as room:
        _, section = on_letter(room)
        room.until(lambda: bool(section.lines))
        said = [badge.accessibleName() for badge in section.findChildren(Badge)]
        assert said.count("document annulled") == 2, said  # the task, and who was to read it
        assert not section.buttons
        assert not section.task_acts.main
        section.lines[0].pressed.emit()
        room.until(lambda: section.view is not None)
        room.settle()
        assert not any(one.isEnabled() for one in section.task_acts.actions.values())
        control: Any = room.window.go("control")
        room.settle()
        assert not control.view.model().rowCount()
