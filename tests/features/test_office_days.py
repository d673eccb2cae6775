"""A clerk's and a manager's day through real windows: three computers of one office, one folder.

What a person does is done by keys; presses beside the words typed are counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo.commands import approval, documents, numbers
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind
from edo.domain.document import Document
from edo.domain.route import Approver, Stage
from edo.domain.task import TaskStatus
from edo.queries import directory
from edo.queries.documents import DocumentRow, page
from edo.queries.documents import card as card_of
from edo.queries.listing import Filter
from edo.queries.tasks import states, tasks_of
from tests.neighbours import seat
from tests.reports.reading import texts
from tests.town import KEEPER, Town, town
from tests.ui.laptop import Laptop, laptops
from tests.ui.real import CTRL
from tests.ui.typing_keys import type_text
from ui.dialogs.openings import Openings
from ui.dialogs.print_journal import PrintJournal
from ui.dialogs.reading_sheets import HandOverSheet
from ui.dialogs.registration import Registration
from ui.dialogs.report_sheets import ReportSheet
from ui.dialogs.resolution_sheet import ResolutionSheet
from ui.models.agenda import Heading
from ui.pages.register import RegisterPage
from ui.pages.today import TodayPage
from ui.ways import TODAY, register_code

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CHAIR, EXECUTOR = "Болат", "Динара"
TO_DO = "К исполнению"
"""What the first of the ready phrases says."""
A_LETTER, A_RESOLUTION = 25, 8
"""Presses a letter or a resolution may take, beside the words typed."""


@dataclass
class Days:
    """Three computers of one office: the clerk's, the chair's and an executor's."""

    town: Town
    clerk: Laptop
    chair: Laptop
    executor: Laptop

    def meet(self) -> None:
        """Let everybody who has a network hear of everything."""
        for one in (self.clerk, self.chair, self.executor) * 2:
            one.exchange()

    def window(self, laptop: Laptop) -> Registration:
        """Give the registration window that was opened last, the keys in it."""
        held = Openings.on(laptop.desk).windows
        laptop.wait(lambda: bool(held))
        found = held[-1]
        assert isinstance(found, Registration)
        laptop.sit_down(found)
        laptop.settle()
        return found

    def type(self, laptop: Laptop, *words: str) -> None:
        """Type words, Tab between them; only the Tabs are counted."""
        for place, text in enumerate(words):
            if place:
                laptop.press(KEY.Key_Tab)
                laptop.settle()
            if text:
                field = QApplication.focusWidget()
                assert field is not None
                type_text(field, text)
                laptop.settle()

    def rows(self, laptop: Laptop) -> list[DocumentRow]:
        """Give the incoming letters as a computer has them, the latest first."""
        return laptop.read(page, filter=Filter(kind=Kind.INCOMING))

    def document(self, laptop: Laptop, id: str) -> Document:
        """Give a document as a computer has it."""
        return laptop.read(card_of, document=id).document

    def today(self, laptop: Laptop, *titles: str) -> TodayPage:
        """Go to the first page and wait until it shows these lines."""
        laptop.sit_down()
        page = laptop.window.go(TODAY)
        assert isinstance(page, TodayPage)
        laptop.wait(lambda: [one.title for one in page.lines] == list(titles))
        laptop.settle()
        page.view.setFocus()
        return page

    def register(self, laptop: Laptop) -> RegisterPage:
        """Go to the register of incoming letters, the keys in its list."""
        laptop.sit_down()
        found = laptop.window.go(register_code("incoming"))
        assert isinstance(found, RegisterPage)
        laptop.wait(lambda: found.list.complete and laptop.desk.bridge.resting)
        found.view.setFocus()
        return found


@pytest.fixture
def days(qtbot: QtBot, tmp_path: Path) -> Iterator[Days]:
    """Let a clerk, a chair and an executor work in one office."""
    with town(tmp_path) as made:
        numbers.open_journal(made.keeper, index="ИСХ", kind=Kind.OUTGOING, title_ru="Исходящие")
        for name, role in ((CHAIR, "manager"), (EXECUTOR, "executor")):
            seat(
                made.keeper,
                made.home(name),
                role=role,
                place=str(made.share),
                random=made.chance.randbytes,
            )
            made.start(name)
        made.settle()
        with laptops(qtbot, made, KEEPER, CHAIR, EXECUTOR) as (clerk, chair, executor):
            yield Days(made, clerk, chair, executor)


def test_a_clerks_day(days: Days, tmp_path: Path) -> None:
    """Two letters, the program ended in the third, an hour without network, the journal printed."""
    clerk = days.clerk
    clerk.sit_down()
    clerk.presses = 0
    clerk.press(KEY.Key_N, modifiers=CTRL)
    window = days.window(clerk)
    days.type(clerk, "Акимат города")
    clerk.wait(lambda: QApplication.activePopupWidget() is not None)
    clerk.press(KEY.Key_Return)  # nobody of this name is known: it is added
    days.type(clerk, "", "17-к", "27.02", "", "О ремонте крыши")
    _hand_in(clerk, window, "1")
    days.type(clerk, "акимат", "18-к", "вчера", "", "О выделении путёвок")
    _hand_in(clerk, window, "2")
    second, first = days.rows(clerk)
    assert first.correspondent_ru == second.correspondent_ru == "Акимат города"

    days.type(clerk, "акимат", "19-к", "", "", "О предоставлении све")
    clerk.wait(lambda: window.touched)
    clerk.close()  # nothing is asked
    clerk.open()
    window = _continued(days, "О предоставлении све")

    clerk.plugged = False
    window.form.go("subject_ru")
    clerk.press(KEY.Key_End)
    days.type(clerk, "дений")
    clerk.press(KEY.Key_Return, modifiers=CTRL)
    clerk.wait(lambda: len(days.rows(clerk)) == 3)
    waiting = days.rows(clerk)[0].document
    assert days.document(clerk, waiting).number is None, "numbers are taken in the folder"
    clerk.plugged = True
    clerk.exchange()
    number = days.document(clerk, waiting).number
    assert number is not None
    assert number.text == "3"
    clerk.press(KEY.Key_Escape)

    printed = _printed(days, tmp_path / "журнал.pdf")
    for words in ("О ремонте крыши", "О выделении путёвок", "О предоставлении сведений"):
        assert words in printed


def test_a_managers_day(days: Days) -> None:
    """A resolution written, drafts signed, a report accepted: one key each, the next comes."""
    clerk, chair = days.clerk, days.chair
    letter = _handed_over(days, "О предоставлении сведений")
    letters = ("О смете", "О путёвках", "О конкурсе")
    for subject in letters:
        _submitted(days, subject)
    days.meet()

    days.today(chair, "О предоставлении сведений", *letters)
    chair.presses = 0
    chair.press(KEY.Key_Return)
    _resolve(days)
    page = days.today(chair, *letters)
    assert chair.presses <= A_RESOLUTION

    chair.presses = 0
    for left in (2, 1, 0):
        chair.sit_down()
        chair.press(KEY.Key_F12)
        chair.wait(lambda left=left: len(page.lines) == left)
    assert chair.presses == len(letters), "a key each, the next item stands there by itself"
    chair.settle()

    days.meet()
    _done(days, letter)
    days.meet()
    page = days.today(chair, TO_DO)
    chair.press(KEY.Key_F12)
    chair.wait(lambda: page.finished)
    days.meet()
    assert _status(clerk, letter) is TaskStatus.DONE
    page = days.today(clerk, *letters)
    heading = page.view.lines.things[0]
    assert isinstance(heading, Heading)
    assert heading.name == "Approved, to be registered"


def _hand_in(clerk: Laptop, window: Registration, number: str) -> None:
    """Press Ctrl+Enter; the number stands large, and few keys led there."""
    clerk.press(KEY.Key_Return, modifiers=CTRL)
    clerk.settle()
    assert window.banner.number.text() == number
    assert clerk.presses <= A_LETTER
    clerk.presses = 0


def _continued(days: Days, subject: str) -> Registration:
    """Begin a letter after the program was ended: the words are offered back, and taken."""
    clerk = days.clerk
    clerk.sit_down()
    clerk.press(KEY.Key_N, modifiers=CTRL)
    window = days.window(clerk)
    assert subject in window.offered.text.text()
    clerk.press(KEY.Key_F10)
    clerk.settle()
    assert window.form.card().subject_ru == subject
    return window


def _printed(days: Days, paper: Path) -> str:
    """Print the journal of incoming letters; return what stands on it."""
    clerk = days.clerk
    days.register(clerk)
    clerk.press(KEY.Key_P, modifiers=CTRL | SHIFT)
    sheet = clerk.sheet(PrintJournal)
    sheet.path.setText(str(paper))
    clerk.press(KEY.Key_Return, modifiers=CTRL)
    clerk.wait(paper.exists)
    clerk.settle()
    return " ".join(texts(paper))


def _handed_over(days: Days, subject: str) -> str:
    """Register a letter at the clerk's and hand it over to the chair, by keys."""
    clerk = days.clerk
    letter = clerk.do(
        documents.register,
        journal=_journal(clerk),
        card=Card(subject_ru=subject),
        named=["Акимат"],
    ).document
    days.meet()
    register = days.register(clerk)
    clerk.press(KEY.Key_Home)
    clerk.wait(lambda: register.pane.state() is not None and clerk.desk.bridge.resting)
    clerk.press(KEY.Key_R, modifiers=CTRL | SHIFT)
    sheet = clerk.sheet(HandOverSheet)
    days.type(clerk, CHAIR)
    clerk.wait(lambda: len(sheet.head.offered) == 1)
    clerk.press(KEY.Key_Down, KEY.Key_Return)
    clerk.press(KEY.Key_Return, modifiers=CTRL)
    clerk.settle()
    return letter


def _resolve(days: Days) -> None:
    """Write a resolution at the chair's: a phrase, an executor, a term."""
    chair = days.chair
    sheet = chair.sheet(ResolutionSheet)
    chair.wait(lambda: sheet.head.id != "")
    chair.settle()
    chair.press(KEY.Key_1, modifiers=ALT)
    people = sheet.items[0].executors.picker.line
    days.type(chair, "", "", EXECUTOR)
    chair.wait(lambda: len(people.offered) == 1)
    chair.press(KEY.Key_Return)
    days.type(chair, "", "3 рабочих дня")
    chair.press(KEY.Key_Return, modifiers=CTRL)


def _done(days: Days, letter: str) -> None:
    """Take the task in work and report it, away from the folder."""
    executor = days.executor
    page = days.today(executor, TO_DO)
    executor.plugged = False
    executor.press(KEY.Key_F12)
    executor.wait(lambda: _status(executor, letter) is TaskStatus.IN_WORK)
    executor.settle()
    executor.sit_down()
    page.view.setFocus()
    executor.press(KEY.Key_Return)
    executor.sheet(ReportSheet)
    days.type(executor, "Сведения отправлены")
    executor.press(KEY.Key_Return, modifiers=CTRL)
    executor.wait(lambda: _status(executor, letter) is TaskStatus.ON_REVIEW)
    executor.plugged = True


def _journal(laptop: Laptop) -> str:
    return next(iter(laptop.town.journals.values()))


def _submitted(days: Days, subject: str) -> str:
    """Let the executor write a letter and ask the chair to sign it."""
    laptop = days.executor
    text = days.town.folder / f"{subject}.txt"
    text.write_text(subject, encoding="utf-8")
    card = Card(subject_ru=subject)
    document = laptop.do(documents.begin, kind=Kind.OUTGOING, card=card, files=[Attachment(text)])
    chair = laptop.read(directory.people)
    signer = next(one.id for one in chair if one.person.name_ru == CHAIR)
    stage = Stage((Approver(person=signer),), signing=True)
    laptop.do(approval.start, document=document, stages=(stage,))
    return document


def _status(laptop: Laptop, document: str) -> TaskStatus:
    (one,) = laptop.read(tasks_of, document=document)
    (task,) = laptop.read(states, ids=[one.id]).values()
    return task.status
