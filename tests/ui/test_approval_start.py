"""Starting an approval by keys: a kept route changed for one document; drafts of authors."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo.commands import documents, organisation, routes
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Status
from edo.domain.organisation import Position
from edo.domain.rights import Right
from edo.domain.route import Approver, Route, Rule, Stage
from edo.exchange.exchange import Exchange
from edo.queries import approval_lists, directory
from edo.queries import documents as asked
from tests.colleague import colleague
from tests.neighbours import begun, neighbour
from tests.office import Chancery, founded
from tests.share.carriers import MemoryCarrier, at_once
from tests.ui.counter import registering
from tests.ui.room import CONTROL, Room, opened, sheet_of
from ui.dialogs.approval_start import StartApproval
from ui.dialogs.route_sheet import RouteSheet
from ui.pages.organisation import OrganisationPage
from ui.pages.register import RegisterPage
from ui.pages.routes import RoutesSection
from ui.ways import register_code
from ui.widgets.picker import Picker

KEY = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office."""
    with founded(tmp_path / "home") as made:
        yield made


def pick(room: Room, line: Picker, text: str) -> None:
    """Type a part of a name and take what is offered."""
    line.setFocus()
    room.type(line, text)
    room.until(lambda: line.popup.isVisible() and room.desk.bridge.resting)
    if not line.popup.selectionModel().hasSelection():
        room.press(line.popup, KEY.Key_Down)
    room.press(line.popup, KEY.Key_Return)


def draft(office: Chancery) -> str:
    """Begin an outgoing letter."""
    card = Card(subject_ru="О путёвках", parties=(Party(office.ministry),))
    return documents.begin(office.workplace, kind=Kind.OUTGOING, card=card)


def shown(room: Room, document: str) -> RegisterPage:
    """Show a document in its register, with the keys in the list."""
    page = room.window.go(register_code("outgoing"))
    assert isinstance(page, RegisterPage)
    page.show_document(document)
    room.until(lambda: page.pane.approval.found is not None and room.desk.bridge.resting)
    page.view.setFocus()
    return page


def test_a_kept_route_is_changed_for_one_document(qtbot: QtBot, office: Chancery) -> None:
    """Ctrl+G offers the route of the kind; an empty stage says so; a name typed makes it whole."""
    lawyer = colleague(office.workplace, "Юрист Ерлан", role="executor")
    me = office.workplace.identity.person
    stages = (Stage((Approver(person=me),)), Stage((Approver(person=me),), signing=True))
    kept = Route("Письмо", "Хат", kinds=(Kind.OUTGOING,), stages=stages)
    route = routes.define(office.workplace, route=kept)
    document = draft(office)
    with opened(qtbot, office) as room:
        page = shown(room, document)
        room.key(page.view, KEY.Key_G, CONTROL)
        sheet = sheet_of(room, StartApproval)
        assert sheet.route.code == route
        assert [card.approvers for card in sheet.editor.cards] == [(Approver(person=me),)] * 2
        room.key(sheet.editor.cards[0].people.line, KEY.Key_F7)
        assert len(sheet.editor.cards) == 3, "the new stage comes before the signing"
        added = sheet.editor.cards[1].people.line
        room.key(added, KEY.Key_Return, CONTROL)
        assert sheet.isVisible(), "a stage without people is not started"
        pick(room, added, "юрист")
        assert sheet.editor.cards[1].approvers == (Approver(person=lawyer.person),)
        room.key(added, KEY.Key_Return, CONTROL)
        room.until(lambda: page.pane.approval.route.lines != [] and room.desk.bridge.resting)
        told = [line.told for line in page.pane.approval.route.lines]
        assert [one.name for one in told] == ["Иванова Айгуль", "Юрист Ерлан", "Иванова Айгуль"]
        assert [one.state for one in told] == ["visa is awaited", "later", "later"]
        assert not page.pane.approval.actions_by_code["start"].isEnabled()


def test_routes_are_kept_with_the_organisation(qtbot: QtBot, office: Chancery) -> None:
    """Ins adds a route for a position, F2 changes it, Del offers it no more."""
    workplace = office.workplace
    post = organisation.add_position(workplace, position=Position("Бухгалтер", "Бухгалтер"))
    me = workplace.identity.person
    organisation.change_entry(workplace, subject=me, fields={"position": post})
    with opened(qtbot, office) as room:
        page = cast(OrganisationPage, room.window.go("organisation"))
        section = cast(RoutesSection, page.go("routes"))
        section.setFocus()
        room.settle()
        room.key(section.list, KEY.Key_Insert)
        sheet = sheet_of(room, RouteSheet)
        room.key(sheet.name_ru, KEY.Key_Return, CONTROL)
        assert sheet.fields["name_ru"].error == "Fill this in."
        room.type(sheet.name_ru, "Смета")
        for card in sheet.editor.cards:
            pick(room, card.people.line, "бухг")
        sheet.editor.cards[0].term.setText("3 days")
        room.key(sheet.name_ru, KEY.Key_Return, CONTROL)
        room.until(lambda: len(section.held.rows) == 1 and room.desk.bridge.resting)
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        room.key(section.list, KEY.Key_Home)
        room.key(section.list, KEY.Key_F2)
        sheet = sheet_of(room, RouteSheet)
        assert [one.approvers for one in sheet.editor.cards] == [(Approver(position=post),)] * 2
        assert sheet.editor.cards[0].term.text() == "3 working days"
        room.type(sheet.name_kk, "Смета kk")
        room.key(sheet.name_kk, KEY.Key_Return, CONTROL)
        room.until(lambda: QApplication.activeModalWidget() is None and room.desk.bridge.resting)
        room.window.activateWindow()
        room.until(room.window.isActiveWindow)
        item = section.held.rows[0].item[0]
        assert (item.route.name_kk, item.route.stages[0].rule) == ("Смета kk", Rule.ALL)
        room.key(section.list, KEY.Key_Home)
        room.key(section.list, KEY.Key_Delete)
        room.until(lambda: section.held.rows[0].item[0].route.closed and room.desk.bridge.resting)
        found: list[directory.RouteItem] = []
        room.desk.bridge.ask(directory.routes, then=found.extend, kind=Kind.OUTGOING)
        room.settle()
        assert found == []


def test_who_registers_nothing_writes_and_has_it_approved(
    qtbot: QtBot, office: Chancery, tmp_path: Path
) -> None:
    """An executor's window has no journal: Ctrl+Enter keeps the draft and asks who approves it."""
    share = MemoryCarrier()
    exchanges = [begun(office, share)]
    author = neighbour(office, tmp_path / "Автор", role="executor")
    exchanges.append(Exchange(author, share))
    for one in (office.workplace, author):
        one.carrier, one.pause = share, at_once
    for one in (*exchanges, *exchanges):
        office.clock.move(minutes=1)
        assert one.run().halt is None
    person = author.identity.person
    with opened(qtbot, replace(office, workplace=author, folder=tmp_path / "Автор")) as room:
        room.until(lambda: room.window.primary.text().startswith("Write"))
        window = registering(qtbot, room.desk, Kind.OUTGOING)
        qtbot.addWidget(window)
        window.activateWindow()
        room.until(lambda: window.isActiveWindow() and room.desk.bridge.resting)
        assert not window.head.journal.isVisible()
        room.type(window.form.controls["subject_ru"].widget, "О семинаре")
        room.key(window.form.controls["subject_ru"].widget, KEY.Key_Return, CONTROL)
        assert "Not put up" in window.foot.state.text(), "an outgoing letter needs its addressee"
        party = window.form.parties.rows[0]
        pick(room, party.line, "Неизвестный фонд")
        room.key(window.form.controls["subject_ru"].widget, KEY.Key_Return, CONTROL)
        assert "whoever registers" in window.foot.state.text(), "the directory is the clerk's"
        party.line.clear()
        pick(room, party.line, "минист")
        room.key(window.form.controls["subject_ru"].widget, KEY.Key_Return, CONTROL)
        sheet = sheet_of(room, StartApproval)
        for card in sheet.editor.cards:
            pick(room, card.people.line, "Иванова")
        room.key(sheet.editor.cards[0].people.line, KEY.Key_Return, CONTROL)
        room.until(lambda: QApplication.activeModalWidget() is None and room.desk.bridge.resting)
        assert window.foot.state.text() == "The approval has started"
        rows: list[approval_lists.ApprovalRow] = []
        room.desk.bridge.ask(
            approval_lists.begun, then=rows.extend, author=person, today=office.today
        )
        room.settle()
        assert [row.subject_ru for row in rows] == ["О семинаре"]
        found: list[asked.Card] = []
        room.desk.bridge.ask(asked.card, then=found.append, document=rows[0].document)
        room.settle()
        assert found[0].document.status is Status.DRAFT
        page = shown(room, rows[0].document)
        assert page.pane.approval.found is not None
        assert Right.REGISTER not in page.pane.approval.found.may
        assert not page.pane.actions_by_code["register"].isEnabled()
