"""Somebody who reads several offices: each office's register apart, and read only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from edo import joining
from edo.commands import documents, membership, numbers, organisation
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind
from edo.domain.organisation import Office, OfficeChanged
from edo.domain.rights import EVERYWHERE, Role
from edo.workplace import open_workplace
from tests.office import Chancery
from tests.ui.menus import offered
from tests.ui.room import CONTROL, Room, opened
from tests.ui.sharing import ask, exchange, shared_office
from ui.pages.register import RegisterPage

BRANCH = "Филиал Қарағанды"


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an auditor; a branch registers letters at the same folder."""
    with shared_office(tmp_path) as (chancery, place):
        me = chancery.workplace.identity.person
        membership.grant(chancery.workplace, person=me, role=Role.AUDITOR, office=EVERYWHERE)
        chancery.register(subject_ru="О выделении помощи")
        branch_registers(chancery, place, tmp_path / "branch")
        exchange(chancery.workplace)
        with opened(qtbot, chancery) as made:
            yield made


def branch_registers(chancery: Chancery, place: Path, home: Path) -> None:
    """Let a clerk of a branch in, who opens a journal and registers a letter with a file."""
    roles = [Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR]
    invited = membership.invite(
        chancery.workplace, person="Ахметов Нұрлан", office=BRANCH, roles=roles
    )
    branch = membership.find_office(chancery.workplace, name=BRANCH)
    chancery.workplace.record(branch, OfficeChanged({"short": "КФ"}))
    ask(chancery, place, home, invited)
    (waiting,) = membership.requests(chancery.workplace)
    assert waiting.request is not None
    membership.admit(chancery.workplace, request=waiting.request)
    exchange(chancery.workplace)
    assert joining.finish(home)
    made = open_workplace(home, at=chancery.clock)
    exchange(made)
    journal = numbers.open_journal(made, index="К-ВХ", kind=Kind.INCOMING, title_ru="Входящие")
    file = home.parent / "letter.txt"
    file.write_text("Просим выделить")
    documents.register(
        made,
        journal=journal,
        card=Card(subject_ru="О помощи филиалу"),
        named=["Акимат"],
        files=[Attachment(file)],
    )
    exchange(made)
    made.close()


def names_in(page: RegisterPage, chip: str) -> list[str]:
    """Read what a chip offers."""
    return [action.text() for action in offered(page.filters.chips.button(chip))]


def choose_branch(room: Room, page: RegisterPage) -> None:
    """Choose the branch in the chip of the offices."""
    room.until(lambda: page.filters.chips.button("office").isVisible())
    offered(page.filters.chips.button("office"))[1].trigger()
    room.until(lambda: page.list.complete and room.desk.bridge.resting)


def test_the_register_of_another_office_is_a_chip_away(room: Room) -> None:
    """Our own comes first; the branch has its own letters and journals; Esc leads back."""
    page = room.register()
    assert page.list.rowCount() == 1
    room.until(lambda: page.filters.chips.button("office").isVisible())
    assert names_in(page, "office") == ["our own", "КФ"]
    choose_branch(room, page)
    assert page.list.rowCount() == 1
    page.view.setFocus()
    room.key(page.view, Qt.Key.Key_Home)
    room.until(lambda: page.pane.head.titles[0] == "О помощи филиалу")
    assert names_in(page, "journal") == ["any", "К-ВХ · Входящие"]
    room.key(page.view, Qt.Key.Key_Escape)
    room.until(lambda: page.pane.head.titles[0] == "О выделении помощи")


def test_another_office_s_letter_is_read_only_and_says_why(room: Room) -> None:
    """What changes it is grey with the reason; what only reads it works; no key gets past."""
    page = room.register()
    choose_branch(room, page)
    room.key(page.view, Qt.Key.Key_Home)
    pane = page.pane
    room.until(lambda: pane.elsewhere.isVisible() and room.desk.bridge.resting)
    said = "Another office keeps this document: КФ. Only it changes it."
    assert pane.elsewhere.text.text() == said
    able = {code for code, action in pane.actions_by_code.items() if action.isEnabled()}
    assert able == {"open_file", "view", "print_card", "copy"}
    assert said in pane.actions_by_code["edit"].toolTip()
    room.key(page.view, Qt.Key.Key_F2)
    pane.acts.do("annul")
    room.settle()
    assert pane.acts.editing is None
    assert pane.sheet is None
    (menu,) = pane.body.files.findChildren(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Open", "See the pages", "Take a copy out…"]
    page.filters.clear()
    room.until(lambda: page.list.complete and room.desk.bridge.resting)
    room.key(page.view, Qt.Key.Key_Home)
    room.until(lambda: pane.head.titles[0] == "О выделении помощи" and room.desk.bridge.resting)
    assert not pane.elsewhere.isVisible()
    assert pane.actions_by_code["edit"].isEnabled()
    assert said not in pane.actions_by_code["edit"].toolTip()


def test_what_is_found_elsewhere_says_where_and_leads_there(room: Room) -> None:
    """A hit of the branch bears its short name; Enter opens it in the branch's register."""
    room.register()
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    room.until(room.window.search.hasFocus)
    room.type(room.window.search, "филиалу")
    room.key(room.window.search, Qt.Key.Key_Return, CONTROL)
    found = room.found()
    room.until(lambda: found.list.rowCount() == 1 and room.desk.bridge.resting)
    assert str(found.list.index(0).data()).endswith(", КФ")
    room.until(found.view.hasFocus)
    room.key(found.view, Qt.Key.Key_Return)
    room.until(lambda: room.window.here == "documents.incoming")
    page = room.register()
    room.until(lambda: page.filters.filter.office != "" and page.view.key() is not None)
    room.until(lambda: page.pane.head.titles[0] == "О помощи филиалу")


def test_who_reads_one_office_sees_no_chip(qtbot: QtBot, tmp_path: Path) -> None:
    """Where only the own office comes in, nothing is to be chosen."""
    with shared_office(tmp_path) as (chancery, _place):
        organisation.add_office(chancery.workplace, office=Office(name_ru=BRANCH))
        with opened(qtbot, chancery) as room:
            page = room.register()
            assert not page.filters.chips.button("office").isVisible()
