"""The page of control: what is late, whose it is, reports decided on, and the month's summary."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents, phrases, staff, tasks
from edo.commands.assigning import Assignment
from edo.domain.organisation import Person
from edo.domain.phrase import Use
from edo.queries import ready
from edo.queries.task_lists import Chosen, View
from tests.office import Chancery, founded
from tests.ui.menus import choose
from tests.ui.room import CONTROL, SHIFT, Room, opened
from ui.colours import DARK, LIGHT
from ui.desk import Desk
from ui.dialogs.report_sheets import DecisionSheet, ReportSheet
from ui.dialogs.task_sheets import TaskSheet
from ui.pages.control import SUMMARY, ControlPage
from ui.pages.control_figures import Compared
from ui.pages.control_summary import ControlSummary
from ui.pages.organisation import OrganisationPage
from ui.pages.phrases import PhraseSheet, PhrasesSection
from ui.theme import Look
from ui.ways import CONTROL as PLACE
from ui.widgets.badge import Badge
from ui.widgets.line_button import LineButton

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
LATE, DUE, REPORTED = "Сверить списки", "Подготовить ответ", "Собрать данные"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office with a late task, one due tomorrow, and one whose report waits."""
    with founded(tmp_path / "home") as made:
        office = made.workplace.identity.office
        kim, dos = (
            staff.add(made.workplace, person=Person(name, office=office))
            for name in ("Ким Александр", "Досанов Болат")
        )
        letter = made.register(subject_ru="О предоставлении сведений").document
        for text, who, days in ((LATE, kim, 1), (DUE, dos, 5), (REPORTED, dos, 9)):
            task = tasks.give(
                made.workplace,
                assignment=Assignment((who,), text_ru=text, due=made.today + timedelta(days=days)),
                document=letter,
            )
            if text == REPORTED:
                tasks.report(made.workplace, task=task, text="Собрано")
        made.clock.move(days=4)
        yield made


def on_control(room: Room) -> ControlPage:
    """Go to the page, its list in sight and the keys in it."""
    page = room.window.go(PLACE)
    assert isinstance(page, ControlPage)
    room.until(lambda: page.list.complete and page.filters.me is not None)
    room.settle()
    page.view.setFocus()
    return page


def shown(page: ControlPage) -> list[str]:
    """Give what the tasks of the list say, from the top."""
    column = [one.code for one in page.list.columns].index("text")
    return [page.list.cell(row, column).text for row in range(page.list.rowCount())]


def show(room: Room, page: ControlPage, view: View, count: int) -> None:
    """Show another list, and wait for so many tasks."""
    page.filters.show_view(view)
    room.until(lambda: page.list.complete and page.list.rowCount() == count)
    room.settle()


def test_the_earliest_term_stands_first_and_only_what_is_late_is_red(
    qtbot: QtBot, office: Chancery
) -> None:
    """The list is by term; chips count; the counter at the left is of late tasks alone."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        assert shown(page) == [LATE, DUE, REPORTED]
        state = [one.code for one in page.list.columns].index("status")
        assert page.list.cell(0, state).text == "overdue by 3 days"
        at_left = next(one for one in room.window.list.buttons if one.text() == "Control")
        room.until(lambda: "1" in at_left.accessibleName())
        for view, text in ((View.SOON, DUE), (View.OVERDUE, LATE), (View.REVIEW, REPORTED)):
            show(room, page, view, 1)
            assert shown(page) == [text]
            assert page.filters.chips.button(view.value).text().endswith(" 1")
        room.key(page.view, Qt.Key.Key_Escape)
        room.until(lambda: page.list.rowCount() == 3)
        choose(page.filters.chips.button("days"), "7 days")
        room.until(lambda: page.list.complete and shown(page) == [DUE])
        room.key(page.view, Qt.Key.Key_Escape)
        room.until(lambda: page.list.complete and page.list.rowCount() == 3)
        show(room, page, View.ENDED, 0)


def test_tasks_of_one_executor_are_a_chip_away(qtbot: QtBot, office: Chancery) -> None:
    """The menu of the chip names people; «my» shows one's own."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        choose(page.filters.chips.button("executor"), "Досанов Болат")
        room.until(lambda: page.list.complete and shown(page) == [DUE, REPORTED])
        page.filters.clear()
        page.filters.chips.button("mine").click()
        room.until(lambda: page.list.complete and page.list.rowCount() == 0)


def test_a_report_is_accepted_by_one_key_and_the_next_is_there(
    qtbot: QtBot, office: Chancery
) -> None:
    """F10 accepts the report beside the list; the list goes on."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        show(room, page, View.REVIEW, 1)
        room.key(page.view, Qt.Key.Key_Home)
        room.until(lambda: "accept" in page.task_view.buttons)
        assert page.task_view.buttons["accept"].property("primary")
        room.key(page.view, Qt.Key.Key_F10)
        room.until(lambda: page.list.complete and page.list.rowCount() == 0)


def test_a_task_whose_document_is_annulled_waits_for_nothing(
    qtbot: QtBot, office: Chancery
) -> None:
    """It is said at once where the task is shown: no report waits, and nobody accepts any."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        show(room, page, View.REVIEW, 1)
        room.key(page.view, Qt.Key.Key_Home)
        room.until(lambda: "accept" in page.task_view.buttons)
        assert {"waits for an answer", "Report waits"} <= said(page.task_view)
        task = page.task_view.page
        assert task is not None
        show(room, page, View.ALL, 3)
        page.show_task(task.row.id)
        room.settle()
        room.do(documents.annul, document=task.row.document, reason="Введено дважды")
        room.until(lambda: "document annulled" in said(page.task_view))
        now = said(page.task_view)
        assert not now & {"waits for an answer", "Report waits"}
        assert not any("accepts the report" in text for text in now)
        assert "accept" not in page.task_view.buttons


def said(widget: QWidget) -> set[str]:
    """Give all that is seen on a widget: texts, and words on a colour."""
    labels, badges = widget.findChildren(QLabel), widget.findChildren(Badge)
    texts = {one.text() for one in labels if one.isVisible()}
    return texts | {one.accessibleName() for one in badges if one.isVisible()}


def test_any_task_can_be_shown_whatever_the_list_is(qtbot: QtBot, office: Chancery) -> None:
    """A task that has ended is found in the list of all."""
    workplace = office.workplace
    ended = tasks.give(
        workplace,
        assignment=Assignment((workplace.identity.person,), text_ru="Сделано", controlled=False),
    )
    tasks.report(workplace, task=ended, text="Да")
    with opened(qtbot, office) as room:
        page = on_control(room)
        show(room, page, View.OVERDUE, 1)
        page.show_task(ended)
        room.until(lambda: page.filters.chosen == Chosen(View.ALL))
        room.until(lambda: page.rows.id_of(page.view.key()) == ended)
        room.settle()
        assert page.task_view.page is not None
        assert page.task_view.page.row.id == ended


def test_a_report_takes_files_and_a_pasted_picture(
    qtbot: QtBot, office: Chancery, tmp_path: Path
) -> None:
    """Both go with the report; what was taken away does not."""
    wanted, unwanted = tmp_path / "list.txt", tmp_path / "other.txt"
    wanted.write_text("список")
    unwanted.write_text("другое")
    with opened(qtbot, office) as room:
        page = on_control(room)
        show(room, page, View.OVERDUE, 1)
        room.key(page.view, Qt.Key.Key_Home)
        room.until(page.acts.actions["report"].isEnabled)
        room.key(page.view, Qt.Key.Key_Y, CONTROL | SHIFT)
        sheet = page.acts.sheet
        assert isinstance(sheet, ReportSheet)
        room.until(sheet.isActiveWindow)
        sheet.files.drop.taken.emit([wanted, unwanted])
        room.key(sheet.findChildren(LineButton)[-1], Qt.Key.Key_Return)
        sheet.files.drop.pasted.emit(PNG)
        room.until(lambda: len(sheet.files.paths) == 2)
        room.type(sheet.text, "Сделано")
        task = page.acts.seen.page.row.id if page.acts.seen else ""
        room.key(sheet.text, Qt.Key.Key_Return, CONTROL)
        show(room, page, View.REVIEW, 2)
        page.show_task(task)
        room.until(lambda: page.task_view.page is not None and bool(page.task_view.page.files))
        room.settle()
        shown_page = page.task_view.page
        assert shown_page is not None
        assert len(shown_page.files) == 2
        assert shown_page.files[0].name == "list.txt"


def test_a_report_is_read_and_returned(qtbot: QtBot, office: Chancery) -> None:
    """The sheet shows the report; a remark is needed to return it."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        show(room, page, View.REVIEW, 1)
        room.key(page.view, Qt.Key.Key_Home)
        room.until(page.acts.actions["return"].isEnabled)
        room.key(page.view, Qt.Key.Key_Y, CONTROL | SHIFT)
        sheet = page.acts.sheet
        assert isinstance(sheet, DecisionSheet)
        room.until(sheet.isActiveWindow)
        room.type(sheet.comment, "Приложить список")
        room.key(sheet.comment, Qt.Key.Key_Return, CONTROL | SHIFT)
        room.until(lambda: page.list.complete and page.list.rowCount() == 0)


def test_a_task_about_nothing_comes_every_month(qtbot: QtBot, office: Chancery) -> None:
    """Ctrl+J gives a task without a document that comes again."""
    with opened(qtbot, office) as room:
        page = on_control(room)
        room.key(page.view, Qt.Key.Key_J, CONTROL)
        sheet = page.sheet
        assert isinstance(sheet, TaskSheet)
        room.until(lambda: sheet.isActiveWindow() and sheet.head.id != "")
        room.type(sheet.text_ru, "Сдать отчёт")
        line = sheet.executors.picker.line
        line.setFocus()
        room.type(line, "Ким")
        room.until(lambda: len(line.offered) == 1)
        room.press(line.popup, Qt.Key.Key_Down)
        room.press(line.popup, Qt.Key.Key_Return)
        room.type(sheet.term.line, "31.03")
        sheet.repeat.put("monthly")
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: page.list.complete and "Сдать отчёт" in shown(page))


def in_sight(summary: ControlSummary, place: QPoint) -> bool:
    """Tell whether a place of the list of people is seen, above the lower edge of the page."""
    at = summary.people.viewport().mapTo(summary, place)
    return 0 <= at.y() <= summary.height()


def test_the_summary_compares_a_month_with_the_one_before(
    qtbot: QtBot, office: Chancery, tmp_path: Path
) -> None:
    """Figures, twelve bars and people; Enter on one shows their tasks; it goes out on paper."""
    office.clock.move(days=30)
    with opened(qtbot, office) as room:
        page = on_control(room)
        room.key(page.view, Qt.Key.Key_PageDown, CONTROL)
        assert page.tabs.currentIndex() == SUMMARY
        summary = page.summary
        room.until(lambda: summary.told is not None and len(summary.bars.bars) == 12)
        room.settle()
        assert summary.figures["given"].accessibleName() == "given: 0, −3 · 3 the month before"
        assert summary.figures["overdue"].accessibleName().startswith("overdue at the end: 2, =")
        summary.bars.setFocus()
        room.key(summary.bars, Qt.Key.Key_Left)
        assert "overdue 2" in summary.bars.said
        room.key(summary.bars, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        room.until(lambda: summary.told is not None and summary.told.total.given == 3)
        assert summary.told is not None
        assert [row.item[0].ru for row in summary.held.rows] == ["Досанов Болат", "Ким Александр"]
        month = {"since": summary.told.since, "until": summary.told.until}
        for function, words in (
            ("print_summary", month),
            ("print_overdue", {}),
        ):
            path = tmp_path / f"{function}.pdf"
            page.paper.write(function, "Printing", path, **words)
            room.until(path.is_file)
            room.settle()
            assert path.read_bytes().startswith(b"%PDF")
        room.until(lambda: summary.list.rowCount() == 2)
        room.window.resize(1366, 500)
        summary.people.setFocus()
        room.key(summary.people, Qt.Key.Key_End)
        last = summary.people.visualRect(summary.people.currentIndex())
        room.until(lambda: in_sight(summary, last.bottomLeft()))
        room.key(summary.people, Qt.Key.Key_Home)
        room.key(summary.people, Qt.Key.Key_Return)
        room.until(lambda: page.list.complete and shown(page) == [DUE, REPORTED])


def test_phrases_are_kept_changed_and_removed(qtbot: QtBot, office: Chancery) -> None:
    """One's own stand first; one of the program can be changed for the office."""
    phrases.keep(office.workplace, text_ru="Прошу рассмотреть", own=True)
    with opened(qtbot, office) as room:
        page = room.window.go("organisation")
        assert isinstance(page, OrganisationPage)
        section = page.go("phrases")
        assert isinstance(section, PhrasesSection)
        room.until(lambda: bool(section.held.rows))
        room.settle()
        section.list.setFocus()
        assert section.held.rows[0].item.phrase.text_ru == "Прошу рассмотреть"
        room.key(section.list, Qt.Key.Key_Insert)
        sheet = next(iter(room.window.findChildren(PhraseSheet)))
        room.until(sheet.isActiveWindow)
        room.type(sheet.text_ru, "Отказать")
        sheet.use.put(Use.REMARK.value)
        sheet.office.setChecked(True)
        room.key(sheet.text_ru, Qt.Key.Key_Return, CONTROL)
        room.until(lambda: any(one.item.phrase.text_ru == "Отказать" for one in section.held.rows))
        kept = next(one for one in section.held.rows if one.item.phrase.text_ru == "Отказать")
        assert not kept.item.own
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        room.until(lambda: section.list.choose(kept.key))
        room.key(section.list, Qt.Key.Key_Delete)
        room.until(lambda: kept.id not in {one.id for one in section.held.rows})
    workplace = office.reopen()
    person = workplace.identity.person
    assert "Отказать" not in {
        one.phrase.text_ru for one in workplace.read(ready.phrases, person=person)
    }


def test_what_grew_worse_is_red_in_either_look(qtbot: QtBot, desk: Desk) -> None:
    """More that is late is bad news; fewer, or more that was given, is news."""
    late, given = Compared(desk, "overdue", "overdue"), Compared(desk, "given", "given")
    for one in (late, given):
        qtbot.addWidget(one)
        one.show_numbers(3, 1)
        one.show()
    for look, colours in ((Look.LIGHT, LIGHT), (Look.DARK, DARK)):
        desk.theme.choose(look=look)
        qtbot.waitUntil(lambda: desk.theme.resting)
        assert [news_ink(one) for one in (late, given)] == [colours.bad, colours.muted]
    late.show_numbers(1, 3)
    assert news_ink(late) == DARK.muted


def news_ink(card: Compared) -> str:
    """Give the colour of what a card says of the month before."""
    news = next(one for one in card.findChildren(QLabel) if "before" in one.text())
    return news.palette().color(news.foregroundRole()).name()
