"""Marking at a training session: a room of thirty by the keyboard, and all that goes wrong."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from edo.commands import certificates, staff, training
from edo.domain.organisation import Person
from edo.domain.rights import Role
from edo.domain.session import SessionStatus
from edo.domain.training import Marked, Marking
from edo.queries.attendance import attendance
from tests.ui.lesson import SURNAMES, Lesson, opened, plan, planned
from tests.ui.real import Hands, hands
from tests.ui.sharing import KIM, exchange, join, shared_office, window_of
from ui.pages.training.session_doing import PAPERS
from ui.widgets.paper_out import PaperOut

PRESSES_A_PERSON = 2
PRESSES_BUT_TWO = 6


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Lay a desk for a trainer."""
    with hands(qtbot, tmp_path / "home") as found:
        yield found


@pytest.fixture
def lesson(room: Hands) -> Lesson:
    """Invite thirty people to a session of today, and open it."""
    return opened(room, plan(room))[0]


def test_thirty_people_are_marked_with_at_most_two_presses_each(lesson: Lesson) -> None:
    """The trainer calls out thirty names; two of them do not answer."""
    absent = {4, 17}
    for number in range(len(SURNAMES)):
        lesson.press("-" if number in absent else Qt.Key.Key_Space)
    assert lesson.presses <= PRESSES_A_PERSON * len(SURNAMES)
    lesson.wait()
    marks = [lesson.state.mark(one) for one in lesson.people]
    assert [one.present for one in marks if one] == [
        number not in absent for number in range(len(SURNAMES))
    ]
    assert lesson.view.head.progress == "Marked 30 of 30 · absent: 2"


def test_all_present_but_two_takes_at_most_six_presses(lesson: Lesson) -> None:
    """All are there but two, whom the trainer finds by the first letter of their names."""
    for key in (Qt.Key.Key_F8, "г", "-", "ф", "-"):
        lesson.press(key)
    assert lesson.presses <= PRESSES_BUT_TWO
    lesson.wait()
    state = lesson.state
    absent = [one for one in lesson.people if not (mark := state.mark(one)) or not mark.present]
    assert absent == [lesson.people[SURNAMES.index(one)] for one in ("Гончар", "Фёдорова")]
    assert all(len(state.marks[one]) == 2 for one in absent)


def test_exceptions_may_come_first(lesson: Lesson) -> None:
    """Who is known to be away is marked first, all the rest by one key; nothing is put right."""
    for key in ("қ", "-", "э", "-", Qt.Key.Key_F8):
        lesson.press(key)
    lesson.wait()
    state = lesson.state
    absent = [one for one in lesson.people if not (mark := state.mark(one)) or not mark.present]
    names = [SURNAMES[lesson.people.index(one)] for one in absent]
    assert names == ["Қасымов", "Эмих"]
    assert all(len(marks) == 1 for marks in state.marks.values())


def test_digits_are_a_result_and_enter_enters_it(room: Hands) -> None:
    """Results are typed as they are called out; arrows enter one too, and none is above 100."""
    lesson = opened(room, plan(room, threshold=70))[0]
    for key in ("8", "5", Qt.Key.Key_Return, "6", "9", Qt.Key.Key_Down, "1", "0", "1", "0"):
        lesson.press(key)
    lesson.wait()
    assert lesson.cell(2, "result").startswith("100")
    lesson.press(Qt.Key.Key_Space)
    lesson.wait()
    said = [lesson.state.mark(one) for one in lesson.people[:3]]
    assert [one.result for one in said if one] == [85, 69, 100]
    assert [lesson.cell(row, "mark") for row in range(3)] == ["passed", "did not pass", "passed"]


def test_a_result_is_added_to_who_was_marked_before(room: Hands) -> None:
    """In the morning all are marked, after the test the results follow; nobody is asked why."""
    lesson = opened(room, plan(room, threshold=70))[0]
    lesson.press(Qt.Key.Key_F8)
    lesson.wait()
    for key in ("9", "0", Qt.Key.Key_Return, "7", "1", Qt.Key.Key_Return):
        lesson.press(key)
    lesson.wait()
    state = lesson.state
    said = [state.mark(one) for one in lesson.people[:3]]
    assert [one.result for one in said if one] == [90, 71, None]
    assert state.marks[lesson.people[0]][-1].reason == "The result was added"


def test_a_mark_is_put_right_with_a_reason(lesson: Lesson) -> None:
    """A wrong key is no erasure: the mark before stays on record, the one after says why."""
    lesson.press(Qt.Key.Key_Space)
    lesson.go_to("Абдрахманова")
    lesson.press("-")
    assert lesson.view.foot.asks
    lesson.press(Qt.Key.Key_Return)
    lesson.wait()
    first, second = lesson.state.marks[lesson.people[0]]
    assert (first.present, first.replaced) == (True, True)
    assert (second.present, second.reason) == (False, "Marked by mistake")
    assert lesson.cell(0, "mark") == "absent"


def test_a_reason_that_is_given_up_changes_nothing(lesson: Lesson) -> None:
    """Escape goes back to the list, and the mark stands."""
    lesson.press(Qt.Key.Key_Space)
    lesson.go_to("Абдрахманова")
    lesson.press("-")
    lesson.press(Qt.Key.Key_Escape)
    lesson.wait()
    assert not lesson.view.foot.asks
    assert [one.present for one in lesson.state.marks[lesson.people[0]]] == [True]
    lesson.press(Qt.Key.Key_Down)
    lesson.press("-")
    lesson.wait()
    assert lesson.state.marks[lesson.people[1]][0].present is False


def test_two_different_marks_are_shown_and_settled_by_one_key_and_a_reason(
    lesson: Lesson,
) -> None:
    """Two laptops met: present on one, absent on the other; both are shown until one is right."""
    person = lesson.people[0]
    workplace = lesson.hands.chancery.workplace
    for present in (True, False):
        with workplace.entry() as entry:
            fact = Marked(organiser=workplace.identity.office, marks=(Marking(person, present),))
            entry.record(lesson.session, fact)
        lesson.hands.chancery.clock.move(minutes=1)
    lesson.view.show_session(lesson.session)
    lesson.wait()
    assert lesson.cell(0, "mark") == "marks differ"
    left, right = (one.text() for one in lesson.view.foot.marks.buttons[:2])
    assert left.startswith("←  present · Иванова Айгуль")
    assert right.startswith("→  absent · Иванова Айгуль")
    lesson.press(Qt.Key.Key_Right)
    lesson.press("2")
    lesson.wait()
    mark = lesson.state.mark(person)
    assert mark is not None
    assert (mark.present, mark.reason) == (False, "The trainers agreed")
    assert lesson.state.disputed == ()


def test_a_colleague_who_came_unasked_is_found_by_name(lesson: Lesson) -> None:
    """Who is not on the list is found in the staff of the office, and is present."""
    workplace = lesson.hands.chancery.workplace
    guest = staff.add(workplace, person=Person("Қайратов Ерлан", office=workplace.identity.office))
    lesson.press(Qt.Key.Key_Insert)
    lesson.hands.settle()
    lesson.press("ерл кай")
    lesson.hands.settle()
    lesson.press(Qt.Key.Key_Down)
    lesson.press(Qt.Key.Key_Return)
    lesson.press(Qt.Key.Key_Return)
    lesson.wait()
    mark = lesson.state.mark(guest)
    assert mark is not None
    assert mark.present
    assert lesson.view.marking.rows[-1].who.id == guest


def test_somebody_nobody_knows_yet_is_written_down(lesson: Lesson) -> None:
    """A new colleague is written down with their office, and marked present at once."""
    for key in (Qt.Key.Key_Insert, "Жаңа Адам", Qt.Key.Key_Return, Qt.Key.Key_Return):
        lesson.press(key)
        lesson.hands.settle()
    lesson.wait()
    newcomer = lesson.state.people[-1]
    assert newcomer not in lesson.people
    row = lesson.view.marking.rows[-1]
    assert (row.who.name[0], row.who.invited) == ("Жаңа Адам", False)
    assert lesson.state.marks[newcomer][0].present


def test_a_note_goes_with_the_mark(lesson: Lesson) -> None:
    """A note may be written before the mark, and goes with it."""
    for key in (Qt.Key.Key_F2, "опоздала", Qt.Key.Key_Return, Qt.Key.Key_Space):
        lesson.press(key)
    lesson.wait()
    (mark,) = lesson.state.marks[lesson.people[0]]
    assert (mark.present, mark.remark) == (True, "опоздала")


def test_nothing_is_lost_when_the_window_is_closed_at_once(lesson: Lesson) -> None:
    """The last key is pressed and the window closed: what was marked is written down."""
    for _ in range(5):
        lesson.press(Qt.Key.Key_Space)
    lesson.view.window().close()
    lesson.wait()
    assert len(lesson.state.marks) == 5


def test_it_ends_when_everybody_is_marked(lesson: Lesson) -> None:
    """F10 ends it, and not before the last one is marked."""
    lesson.press(Qt.Key.Key_F10)
    lesson.wait()
    assert lesson.state.status is SessionStatus.PLANNED
    lesson.press(Qt.Key.Key_F8)
    lesson.wait()
    lesson.press(Qt.Key.Key_F10)
    lesson.wait()
    assert lesson.state.status is SessionStatus.HELD


def test_the_button_offers_what_comes_next(lesson: Lesson) -> None:
    """That it was held, then certificates, then their paper; the list keeps the row in sight."""
    certificates.open_journal(lesson.hands.chancery.workplace)
    head, table = lesson.view.head, lesson.view.view
    button = next(one for one in head.findChildren(QPushButton) if one.property("primary"))
    assert not button.isEnabled()
    assert button.toolTip() == "First mark everybody: F8 marks all the rest."
    lesson.go_to("Яковлева")
    lesson.press(Qt.Key.Key_F8)
    lesson.wait()
    lesson.hands.wait(lambda: table.visualRect(table.currentIndex()).bottom() < table.height())
    button.click()
    lesson.wait()
    assert lesson.state.status is SessionStatus.HELD
    assert button.text() == "Give certificates"
    button.click()
    lesson.wait()
    assert len(lesson.state.certificates) == len(lesson.people)
    assert button.text() == "Print the certificates…"
    assert not button.property("primary")


def test_a_training_of_another_day_is_not_marked_and_may_be_called_off(
    room: Hands, qtbot: QtBot
) -> None:
    """Before its day nobody is marked, and it may be called off with a reason."""
    session = plan(room)
    tomorrow = (room.chancery.today + timedelta(days=1)).isoformat()
    training.change(
        room.chancery.workplace, session=session, fields={"begins": tomorrow, "ends": tomorrow}
    )
    lesson, window = opened(room, session)
    lesson.press(Qt.Key.Key_Space)
    lesson.wait()
    assert lesson.state.marks == {}
    qtbot.keyClick(lesson.view.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    lesson.press("2")
    lesson.wait()
    assert window.isVisible()
    assert lesson.state.status is SessionStatus.CANCELLED
    assert lesson.state.cancelled == "The trainer is ill"


def test_a_scan_of_the_signed_sheet_is_attached(lesson: Lesson, tmp_path: Path) -> None:
    """A scan that is dropped on the page is a file of the session."""
    scan = tmp_path / "лист.pdf"
    scan.write_bytes(b"%PDF-1.4")
    lesson.view.attach([scan])
    lesson.wait()
    assert [one.name for one in lesson.state.sheets] == ["лист.pdf"]
    lesson.view.drop.pasted.emit(b"a photo of it")
    lesson.wait()
    assert lesson.state.sheets[1].name.startswith("scan-")


def test_typing_waits_for_nothing(lesson: Lesson) -> None:
    """While the workplace is busy with something else, marks are shown and kept afterwards."""
    gate = threading.Event()
    lesson.hands.desk.bridge.run(_wait_for, gate)
    for _ in range(4):
        lesson.press(Qt.Key.Key_Space)
    lesson.press("-")
    lesson.hands.wait(lambda: lesson.cell(4, "mark") == "absent")
    assert [lesson.cell(row, "mark") for row in range(6)] == [*["present"] * 4, "absent", ""]
    assert lesson.view.head.sent == "Being written down…"
    assert lesson.state.marks == {}
    gate.set()
    lesson.wait()
    assert len(lesson.state.marks) == 5
    assert lesson.view.head.sent == "", "who is alone has nobody to send it to"


def test_who_passed_is_given_a_certificate(lesson: Lesson) -> None:
    """F9 draws certificates up for all who were there; nobody gets a second one."""
    certificates.open_journal(lesson.hands.chancery.workplace)
    lesson.press("-")
    lesson.press(Qt.Key.Key_F8)
    lesson.wait()
    lesson.press(Qt.Key.Key_F9)
    lesson.wait()
    given = lesson.state.certificates
    assert set(given) == set(lesson.people[1:])
    lesson.press(Qt.Key.Key_F9)
    lesson.wait()
    assert lesson.state.certificates == given
    lesson.go_to("Алиев")
    lesson.wait()
    assert lesson.view.foot.marks.said.startswith("certificate № ")


def test_the_sheet_to_sign_is_printed(lesson: Lesson, tmp_path: Path) -> None:
    """The paper has a line for everybody on the list."""
    paper = tmp_path / "sheet.pdf"
    out = PaperOut(lesson.hands.desk, lesson.view, PAPERS)
    out.write("print_attendance", "Sheet to sign", paper, session=lesson.session)
    lesson.hands.wait(paper.exists)
    lesson.wait()
    assert paper.read_bytes().startswith(b"%PDF")


def test_two_laptops_meet_and_one_reason_settles_it(qtbot: QtBot, tmp_path: Path) -> None:
    """Present here, absent at a colleague's without a network: both names are shown, then one."""
    with shared_office(tmp_path) as (chancery, place):
        session = planned(chancery)
        exchange(chancery.workplace)
        kim = join(chancery, place, tmp_path / "kim", role=Role.TRAINER)
        with window_of(qtbot, chancery, place) as made:
            lesson = opened(made, session)[0]
            person = lesson.people[0]
            training.mark(kim, session=session, marks=[Marking(person, False)])
            lesson.press(Qt.Key.Key_Space)
            lesson.wait()
            exchange(kim)
            made.exchanged()
            lesson.hands.wait(lambda: lesson.cell(0, "mark") == "marks differ")
            lesson.go_to("Абдрахманова")
            lesson.wait()
            shown = [one.text() for one in lesson.view.foot.marks.buttons[:2]]
            assert sorted(text.split(" · ")[1] for text in shown) == ["Иванова Айгуль", KIM]
            lesson.press("-")
            lesson.press(Qt.Key.Key_Return)
            lesson.wait()
            assert lesson.cell(0, "mark") == "absent"
            made.exchanged()
            lesson.hands.wait(lambda: lesson.view.head.sent == "Everything is sent")
            exchange(kim)
            mark = kim.read(attendance, session=session).session.mark(person)
            assert mark is not None
            assert (mark.present, mark.reason) == (False, "By the signed sheet")
            kim.close()


def test_what_is_only_here_is_known(tmp_path: Path) -> None:
    """A mark is only here until the next exchange."""
    with shared_office(tmp_path) as (chancery, _place):
        session = planned(chancery, surnames=("Алиев", "Ли"))
        exchange(chancery.workplace)
        workplace = chancery.workplace
        person = workplace.read(attendance, session=session).session.invited[0]
        assert not workplace.read(attendance, session=session).only_here
        training.mark(workplace, session=session, marks=[Marking(person, True)])
        assert workplace.read(attendance, session=session).only_here
        exchange(workplace)
        assert not workplace.read(attendance, session=session).only_here


def _wait_for(_workplace: object, gate: threading.Event) -> None:
    gate.wait(20)
