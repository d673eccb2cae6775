"""Approval by keys: a list emptied one key an item, a return with its reason, another version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from edo.commands import approval, deputies, documents, rerouting
from edo.commands.documents import Attachment
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.approving import VisaGiven
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Status
from edo.domain.registering import DocumentChanged
from edo.domain.route import Approver, Reset, Stage
from edo.domain.visa import Result
from edo.domain.workdays import Term
from edo.queries import approvals
from tests.colleague import Colleague, colleague
from tests.office import Chancery, founded
from tests.ui.room import CONTROL, SHIFT, Room, opened, sheet_of
from tests.ui.typing_keys import type_text
from ui.pages.approval.approver_sheet import ApproverSheet
from ui.pages.approval.decision import DecisionWindow
from ui.pages.approval.new_version import NewVersion
from ui.pages.approval.proof_sheet import ProofSheet
from ui.pages.approvals import ApprovalsPage
from ui.pages.document.sheets import ReasonSheet
from ui.ways import APPROVALS

SUBJECTS = ("О смете", "О путёвках", "О конкурсе")
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Paper:
    """An office with documents on their way, before its window is opened.

    Attributes:
        me: who sits at the window.
        lawyer: a colleague who gives visas too.
        ids: subject → id of its approval.
    """

    def __init__(self, office: Chancery, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.me = office.workplace.identity.person
        self.lawyer: Colleague = colleague(office.workplace, "Юрист Ерлан", role="executor")
        self.ids: dict[str, str] = {}

    def start(self, subject: str, *stages: Stage, reset: Reset = Reset.EVERYONE) -> str:
        """Write a letter and put it up."""
        workplace, file = self.office.workplace, self.folder / f"{len(self.ids)}.txt"
        file.write_text(f"Текст: {subject}", encoding="utf-8")
        card = Card(subject_ru=subject, parties=(Party(self.office.ministry),))
        files = [Attachment(file)]
        document = documents.begin(workplace, kind=Kind.OUTGOING, card=card, files=files)
        self.office.clock.move(minutes=1)
        self.ids[subject] = approval.start(workplace, document=document, stages=stages, reset=reset)
        return self.ids[subject]

    def mine(self, term: Term | None = None, *, signing: bool = False) -> Stage:
        """Return a stage that waits for who sits at the window."""
        return Stage((Approver(person=self.me),), term=term, signing=signing)

    def theirs(self) -> Stage:
        """Return a stage that waits for the lawyer."""
        return Stage((Approver(person=self.lawyer.person),), title="Право")

    def lawyer_says(self, id: str, result: Result, remarks: str = "", seat: str = "1.1") -> None:
        """Let the lawyer's visa arrive."""
        workplace = self.office.workplace
        version = workplace.read(approvals.approval, approval=id).approval.version
        self.office.clock.move(minutes=1)
        fact = VisaGiven(seat=seat, version=version, result=result, remarks=remarks)
        self.lawyer.states(id, fact, self.lawyer.sees(id), self.office.clock())
        approval.advance(workplace)


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    """Found an office with a lawyer."""
    with founded(tmp_path / "home") as office:
        yield Paper(office, tmp_path)


def state_of(room: Room, id: str) -> Approval:
    """Return an approval as the workplace has it now."""
    found: list[Approval] = []
    room.desk.bridge.ask(
        approvals.approval, then=lambda one: found.append(one.approval), approval=id
    )
    room.until(lambda: bool(found))
    return found[0]


def place(room: Room, count: int) -> ApprovalsPage:
    """Go to the place of approvals and wait for its list."""
    page = room.window.go(APPROVALS)
    assert isinstance(page, ApprovalsPage)
    room.until(lambda: len(page.held.rows) == count and room.desk.bridge.resting)
    page.view.setFocus()
    room.until(lambda: page.pane.approval.found is not None and room.desk.bridge.resting)
    return page


def counter(room: Room) -> str:
    """Read the place's line at the left."""
    names = [button.accessibleName() for button in room.window.list.buttons]
    return next(name for name in names if name.startswith("Approval"))


def subjects(page: ApprovalsPage) -> list[str]:
    """Read the list."""
    return [row.item.subject_ru for row in page.held.rows]


def shown(page: ApprovalsPage) -> str:
    """Read what the pane shows."""
    return page.pane.head.titles[0]


def test_the_list_is_emptied_with_one_key_an_item(qtbot: QtBot, paper: Paper) -> None:
    """F12 agrees, or signs, and the next document stands there; at the end the day is done."""
    for days, subject in enumerate(SUBJECTS, 1):
        paper.start(subject, paper.mine(Term(days), signing=subject == SUBJECTS[2]))
    with opened(qtbot, paper.office) as room:
        page = place(room, 3)
        assert subjects(page) == list(SUBJECTS)
        assert counter(room) == "Approval, 3 wait"
        for done, subject in (SUBJECTS[:2], SUBJECTS[1:]):
            room.key(page.view, KEY.Key_F12)
            assert done not in subjects(page), "it left the list with the key"
            room.until(lambda subject=subject: shown(page) == subject and room.desk.bridge.resting)
            assert page.pane.approval.found is not None
        assert page.pane.approval.actions_by_code["yes"].text() == "Sign"
        room.key(page.view, KEY.Key_F12)
        # Agreed and signed, all three wait for their numbers, for whoever registers.
        room.until(lambda: len(page.held.rows) == 3 and room.desk.bridge.resting)
        assert {row.item.act for row in page.held.rows} == {"register"}
        states = [state_of(room, id).status for id in paper.ids.values()]
        assert states == [ApprovalStatus.AGREED, ApprovalStatus.AGREED, ApprovalStatus.SIGNED]


def test_what_passed_is_registered_with_one_key(qtbot: QtBot, paper: Paper) -> None:
    """Ctrl+F7 gives a signed document its number as it was signed."""
    id = paper.start("О смете", paper.mine(signing=True))
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        room.key(page.view, KEY.Key_F12)
        room.until(lambda: len(page.held.rows) == 1 and room.desk.bridge.resting)
        room.until(page.pane.approval.actions_by_code["register_passed"].isEnabled)
        room.key(page.view, KEY.Key_F7, CONTROL)
        room.until(lambda: page.held.rows == () and room.desk.bridge.resting)
        document = room.document(state_of(room, id).document)
        assert document.status is Status.REGISTERED
        assert state_of(room, id).number == "1"


def test_a_return_needs_its_reason_and_the_window_goes_on(qtbot: QtBot, paper: Paper) -> None:
    """Enter opens the text beside; a return without words is refused; Alt+5 puts in a phrase."""
    for subject in SUBJECTS[:2]:
        paper.start(subject, paper.mine(), paper.theirs())
    with opened(qtbot, paper.office) as room:
        page = place(room, 2)
        room.key(page.view, KEY.Key_Home)
        room.until(lambda: page.pane.approval.found is not None and room.desk.bridge.resting)
        room.key(page.view, KEY.Key_Return)
        window = sheet_of(room, DecisionWindow)
        room.settle()
        assert window.buttons[Result.AGREED].hasFocus()
        for letter in "Нет сметы":
            type_text(QApplication.focusWidget() or window, letter)
        assert window.remarks.toPlainText() == "Нет сметы", "no blank of it gave a visa"
        window.remarks.clear()
        room.key(window, KEY.Key_F12, CONTROL)
        assert window.remarks.hasFocus()
        assert "the author has to know" in window.remarks.accessibleDescription()
        room.type(window.remarks, "Нет сметы")
        room.key(window.remarks, KEY.Key_Return, CONTROL)
        room.until(lambda: window.found.state.card.subject_ru == SUBJECTS[1])
        assert window.remarks.toPlainText() == ""
        room.key(window.remarks, KEY.Key_5, ALT)
        assert window.remarks.toPlainText() == "Приложить обоснование"
        note = paper.folder / "замечания.txt"
        note.write_text("Список нужен на обоих языках", encoding="utf-8")
        window.file.setText(str(note))
        room.key(window.remarks, KEY.Key_F12, SHIFT)
        room.until(lambda: QApplication.activeModalWidget() is None and room.desk.bridge.resting)
        first, second = (state_of(room, paper.ids[one]) for one in SUBJECTS[:2])
        assert first.status is ApprovalStatus.RETURNED
        assert first.visas[0].remarks == "Нет сметы"
        assert second.visas[0].result is Result.REMARKS
        # What was returned waits for its author, who sits here too.
        room.until(lambda: [row.item.act for row in page.held.rows] == ["revise"])
        page.show_document(second.document)
        room.until(lambda: shown(page) == SUBJECTS[1] and room.desk.bridge.resting)
        line = page.pane.approval.route.lines[0]
        assert (line.told.remarks, line.told.file) == ("Приложить обоснование", "замечания.txt")
        line.setFocus()
        room.press(line, KEY.Key_Return)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions()] == ["Open the file with remarks"]
        menu.close()


def test_a_new_version_is_put_up_with_what_was_changed(
    qtbot: QtBot, paper: Paper, tmp_path: Path
) -> None:
    """The sheet says who is asked again; without a change it says so; visas stay as told."""
    id = paper.start("О смете", paper.theirs(), paper.mine(), reset=Reset.CONCERNED)
    paper.lawyer_says(id, Result.REMARKS, "Согласен, но проверьте дату")
    other = tmp_path / "другой.txt"
    other.write_text("Другой текст", encoding="utf-8")
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        lines = page.pane.approval.route.lines
        assert [line.told.state for line in lines] == ["Agreed with remarks", "visa is awaited"]
        assert lines[0].told.remarks == "Согласен, но проверьте дату"
        room.key(page.view, KEY.Key_G, CONTROL | SHIFT)
        sheet = sheet_of(room, NewVersion)
        assert [box.text() for box in sheet.again.values()] == ["Юрист Ерлан — agreed with remarks"]
        room.key(sheet.reason, KEY.Key_Return, CONTROL)
        room.until(lambda: "Nothing is changed" in sheet.fields["files"].error)
        sheet.changes[0].put(other)
        room.type(sheet.reason, "Дата исправлена")
        room.key(sheet.reason, KEY.Key_Return, CONTROL)
        room.until(lambda: state_of(room, id).round == 2 and room.desk.bridge.resting)
        state = state_of(room, id)
        assert state.rounds[1].put_up.reason == "Дата исправлена"
        assert state.stages[0].seats[0].carried
        room.until(lambda: "kept from pass 1" in page.pane.approval.route.lines[0].told.note)
        said = "New in this version: file “другой.txt”. Дата исправлена"
        assert page.pane.approval.news.text() == said


def headings(page: ApprovalsPage) -> list[str]:
    """Give the headings that are seen, from the left."""
    return [column.heading for column in page.view.layout_of_columns.visible()]


def test_no_list_says_in_every_row_what_its_name_says(qtbot: QtBot, paper: Paper) -> None:
    """Nobody reads their own name in what waits for them; what is over waits for nobody."""
    paper.start("О смете", paper.mine())
    over = paper.start("О путёвках", paper.theirs())
    paper.lawyer_says(over, Result.REFUSED, "Нет основания")
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        assert headings(page) == ["What to do", "Subject", "Author", "Due"]
        seen: dict[str, list[str]] = {}
        for code in ("begun", "running", "past"):
            page.go(code)
            room.until(lambda: len(page.held.rows) == 1 and room.desk.bridge.resting)
            seen[code] = headings(page)
        assert seen["begun"] == ["State", "Subject", "Waits for", "Due"]
        assert seen["running"] == ["State", "Subject", "Author", "Waits for", "Due"]
        assert seen["past"] == ["State", "Subject", "Author", "Ended on"]
        at = [one.code for one in page.list.columns].index("ended")
        day = room.desk.speech.words.date(paper.office.today)
        assert page.list.cell(0, at).text == day


def test_a_visa_on_an_older_version_is_shown_and_does_not_count(qtbot: QtBot, paper: Paper) -> None:
    """What came after the next version stands apart, with the reason."""
    id = paper.start("О смете", paper.theirs())
    workplace = paper.office.workplace
    seen = paper.lawyer.sees(id)
    old = workplace.read(approvals.approval, approval=id).approval.version
    rerouting.revise(workplace, approval=id, fields={"subject_ru": "О смете на год"})
    paper.office.clock.move(minutes=1)
    late = VisaGiven(seat="1.1", version=old, result=Result.AGREED)
    paper.lawyer.states(id, late, seen, paper.office.clock())
    with opened(qtbot, paper.office) as room:
        page = room.window.go(APPROVALS)
        assert isinstance(page, ApprovalsPage)
        page.go("running")
        room.until(lambda: len(page.held.rows) == 1 and page.pane.approval.found is not None)
        told = [line.told for line in page.pane.approval.route.lines]
        assert told[0].state == "visa is awaited"
        assert told[1].why.startswith("Does not count")
        assert page.pane.approval.actions_by_code["yes"].isEnabled() is False


def test_signatures_are_checked_from_the_page(qtbot: QtBot, paper: Paper) -> None:
    """The sheet names each visa, and says that it holds."""
    id = paper.start("О смете", paper.theirs(), paper.mine())
    paper.lawyer_says(id, Result.AGREED)
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        page.pane.approval.actions_by_code["verify"].trigger()
        sheet = sheet_of(room, ProofSheet)
        assert sheet.said == "1 of 1 hold."
        room.key(sheet, KEY.Key_F8)
        assert sheet.told_line.isVisible()
        assert sheet.told_line.text.text() == "F8 does nothing here; F1 shows the keys"
        with qtbot.waitSignal(sheet.accepted):
            room.key(sheet, KEY.Key_Return, CONTROL)


def test_a_word_that_does_not_fit_says_why(qtbot: QtBot, paper: Paper) -> None:
    """Who signs writes no remarks, and a key of another place leads to the keys."""
    paper.start("О смете", paper.mine(signing=True))
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        room.key(page.view, KEY.Key_F11)
        window = sheet_of(room, DecisionWindow)
        room.key(window, KEY.Key_F12, SHIFT)
        said = window.told_line.text
        assert said.text().endswith("(Shift+F12): a signature has no remarks; F12 signs")
        room.key(window, KEY.Key_F8)
        assert said.text() == "F8 does nothing here; F1 shows the keys"
        assert window.told_line.isVisible()
        window.reject()


def test_a_deputy_agrees_and_both_names_stand(qtbot: QtBot, paper: Paper) -> None:
    """Who acts for somebody finds their items, and says yes in their place."""
    id = paper.start("О смете", paper.theirs())
    today = paper.office.today
    deputies.name(
        paper.office.workplace,
        deputy=paper.me,
        since=today,
        until=today,
        person=paper.lawyer.person,
        basis="Приказ № 5",
    )
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        assert page.pane.approval.actions_by_code["yes"].text() == "Agree for Юрист Ерлан"
        room.key(page.view, KEY.Key_F12)
        room.until(lambda: state_of(room, id).status is ApprovalStatus.AGREED)
        room.until(lambda: page.pane.approval.found is not None and room.desk.bridge.resting)
        page.go("begun")
        room.until(lambda: bool(page.pane.approval.route.lines) and room.desk.bridge.resting)
        told = page.pane.approval.route.lines[0].told
        assert (told.name, told.state) == ("Иванова Айгуль for Юрист Ерлан", "Agreed")


def test_the_sheet_and_the_evidence_are_written_where_one_says(
    qtbot: QtBot, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both acts of the menu ask for a place and say what was written."""
    id = paper.start("О смете", paper.theirs(), paper.mine())
    paper.lawyer_says(id, Result.AGREED)
    names = iter([str(tmp_path / "лист.pdf"), str(tmp_path / "дело.edo")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (next(names), ""))
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        for code, name in (("print_sheet", "лист.pdf"), ("bundle", "дело.edo")):
            page.pane.approval.actions_by_code[code].trigger()
            room.until(
                lambda name=name: any(
                    name in one.notice.text for one in room.window.notices.notices
                )
            )
    assert (tmp_path / "лист.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "дело.edo").stat().st_size > 0


def test_what_was_changed_elsewhere_is_said_beside_the_version(qtbot: QtBot, paper: Paper) -> None:
    """A colleague who had not heard of the approval changed the title: the band names it."""
    workplace = paper.office.workplace
    card = Card(subject_ru="О смете", parties=(Party(paper.office.ministry),))
    document = documents.begin(workplace, kind=Kind.OUTGOING, card=card)
    clerk = colleague(workplace, "Ерлан Б.")
    seen = clerk.sees(document)
    stages = (paper.mine(),)
    approval.start(workplace, document=document, stages=stages)
    paper.office.clock.move(minutes=1)
    clerk.states(document, DocumentChanged({"subject_ru": "О новой смете"}), seen,
                 paper.office.clock())  # fmt: skip
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        assert page.pane.approval.changed.isVisible()
        assert page.pane.approval.changed.text().endswith("Subject in Russian")
        room.key(page.view, KEY.Key_F12)
        # A yes to a version that is not here any more is refused, and the item comes back.
        room.until(lambda: len(page.held.rows) == 1 and bool(room.window.notices.notices))
        assert "О новой смете" in room.window.notices.notices[0].notice.text


def test_its_author_leads_an_approval(qtbot: QtBot, paper: Paper) -> None:
    """Somebody is added, somebody is not waited for, it is taken back, put up again, given up."""
    id = paper.start("О смете", paper.theirs())
    other = colleague(paper.office.workplace, "Бухгалтер Сауле", role="executor")
    with opened(qtbot, paper.office) as room:
        page = room.window.go(APPROVALS)
        assert isinstance(page, ApprovalsPage)
        page.go("begun")
        room.until(lambda: bool(page.pane.approval.route.lines) and room.desk.bridge.resting)
        part = page.pane.approval
        part.actions_by_code["add"].trigger()
        adding = page.pane.sheet
        assert isinstance(adding, ApproverSheet)
        room.settle()
        room.key(adding.who, KEY.Key_Return, CONTROL)
        assert adding.fields["approvers"].error == "Choose from the list."
        adding.who.setFocus()
        room.type(adding.who, "Бухг")
        room.until(adding.who.popup.isVisible)
        room.press(adding.who.popup, KEY.Key_Return)
        room.type(adding.reason, "Нужна подпись бухгалтера")
        room.key(adding.reason, KEY.Key_Return, CONTROL)
        room.until(lambda: len(part.route.lines) == 2 and room.desk.bridge.resting)
        assert "added by" in part.route.lines[1].told.note

        line = part.route.lines[0]
        line.setFocus()
        room.press(line, KEY.Key_Return)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.actions()[0].trigger()
        menu.close()
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        reason = page.pane.sheet
        assert isinstance(reason, ReasonSheet)
        room.type(reason.reason, "В отпуске")
        room.key(reason.reason, KEY.Key_Return, CONTROL)
        room.until(lambda: part.route.lines[0].told.state == "not waited for")
        assert state_of(room, id).asked[0].approver.person == other.person

        room.settle()
        assert part.actions_by_code["pull_back"].isEnabled()
        part.actions_by_code["pull_back"].trigger()
        room.until(lambda: state_of(room, id).status is ApprovalStatus.WITHDRAWN)
        room.until(lambda: part.actions_by_code["abort"].isEnabled() and room.desk.bridge.resting)
        part.actions_by_code["abort"].trigger()
        reason = page.pane.sheet
        assert isinstance(reason, ReasonSheet)
        room.type(reason.reason, "Не нужно")
        room.key(reason.reason, KEY.Key_Return, CONTROL)
        room.until(lambda: state_of(room, id).status is ApprovalStatus.ABORTED)
        room.until(lambda: page.held.rows == ())


def test_who_may_sign_signs_what_names_no_signer(qtbot: QtBot, paper: Paper) -> None:
    """The route was agreed by all; the signature is an act of its own, never the key of a yes."""
    id = paper.start("О смете", paper.mine())
    with opened(qtbot, paper.office) as room:
        page = place(room, 1)
        room.key(page.view, KEY.Key_F12)
        room.until(page.pane.approval.actions_by_code["sign"].isEnabled)
        assert not page.pane.approval.actions_by_code["yes"].isEnabled()
        page.pane.approval.actions_by_code["sign"].trigger()
        room.until(lambda: state_of(room, id).status is ApprovalStatus.SIGNED)
