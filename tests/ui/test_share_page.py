"""The page "Exchange": how it stands, who has what, who asks, and what only the keeper may do."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from edo import joining, keycode
from edo.commands import documents, home, membership, recovery
from edo.domain.card import Card, Kind
from edo.domain.rights import Role
from edo.repair.renewal import renew
from edo.workplace import open_workplace
from tests.office import Chancery, founded
from tests.ui.sharing import (
    KIM,
    Shared,
    ask,
    beside_kim,
    invitation,
    join,
    shared_office,
    window_of,
)
from tests.ui.typing_keys import type_text
from ui.bridge import Bridge
from ui.desk import Desk, Forgetful
from ui.dialogs.keeping_sheets import ForgetSheet, PassSheet, RecoverySheet
from ui.dialogs.member_sheets import (
    ConnectSheet,
    GrantSheet,
    InviteSheet,
    LeaveSheet,
    RetireSheet,
    RevokeSheet,
)
from ui.main_window import MainWindow
from ui.pages.share import ASIDE, MEMBERS, ONLY, PEERS, SharePage
from ui.pages.share_lists import ShareSection
from ui.pages.today import TodayPage, names
from ui.places import Place
from ui.speech import Speech
from ui.theme import Look, Theme, Tone


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    """Sit at the keeper's window; Kim works at the same folder."""
    with beside_kim(qtbot, tmp_path) as made:
        yield made


def page_of(office: Shared) -> SharePage:
    """Open the page and wait until it says how things stand."""
    page = SharePage(office.desk)
    office.show(page)
    office.exchanged()
    office.wait(lambda: page.head.title.text() != "")
    return page


def cells(office: Shared, section: ShareSection) -> list[list[str]]:
    """Read a list as a person sees it."""
    office.wait(lambda: section.list.list.complete)
    office.settle()
    model = section.list.list
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(office: Shared, section: ShareSection, row: int) -> None:
    """Go to a row."""
    cells(office, section)
    section.list.setFocus()
    office.key(section.list, Qt.Key.Key_Home)
    for _ in range(row):
        office.key(section.list, Qt.Key.Key_Down)


def roles(office: Shared, name: str = KIM) -> set[Role]:
    """Give a member's roles of today."""
    workplace = office.chancery.workplace
    person = membership.find_person(workplace, name=name)
    return {
        role
        for one in workplace.roster.members()
        if one.person == person
        for role, _office in one.roles
    }


def device(office: Shared) -> str:
    """Give the name of the workplace at the window."""
    return office.chancery.workplace.device


def test_the_page_says_who_has_everything_and_what_is_only_here(
    office: Shared, tmp_path: Path
) -> None:
    """Words at the top, the other workplace below; with the folder away a letter is only here."""
    page = page_of(office)
    (row,) = cells(office, page.go(PEERS))
    assert KIM in row[0]
    model = page.go(PEERS).list.list
    assert [model.cell(0, column).tone for column in (2, 3)] == [Tone.QUIET, Tone.QUIET]
    assert page.head.text.text().startswith("Exchange just now · ")
    office.place.rename(tmp_path / "away")
    opened: list[str] = []
    page.opened.connect(opened.append)
    document = documents.begin(
        office.chancery.workplace, kind=Kind.INTERNAL, card=Card(subject_ru="О графике")
    )
    office.exchanged()
    office.wait(lambda: page.head.title.text() == "The shared folder is not there")
    only = page.go(ONLY)
    office.wait(lambda: len(cells(office, only)) == 1)
    assert "О графике" in cells(office, only)[0][1]
    choose(office, only, 0)
    office.key(only.list, Qt.Key.Key_Return)
    assert opened == [document]
    assert page.head.connect_to.isVisible(), "the folder may have moved"


def test_whose_words_match_is_let_in_by_a_button(office: Shared, tmp_path: Path) -> None:
    """The card shows the words of the other screen; one press lets in, and the card is gone."""
    new = tmp_path / "new"
    six = ask(office.chancery, office.place, new, invitation(office.chancery, "Омаров Ерлан"))
    page = page_of(office)
    office.wait(lambda: len(page.asking.cards) == 1)
    (card,) = page.asking.cards
    shown = " ".join(label.text() for label in card.words.findChildren(QLabel))
    for language in (six.ru, six.kk):
        assert " ".join(language) in shown
    card.admit.setFocus()
    office.key(card.admit, Qt.Key.Key_Space)
    office.wait(lambda: not page.asking.cards)
    office.exchanged()
    assert joining.finish(new)
    assert "Омаров Ерлан" in [row[0] for row in cells(office, page.go(MEMBERS))]


def test_whose_workplace_asks_for_a_new_key_is_named(office: Shared, tmp_path: Path) -> None:
    """A workplace that was copied asks by its old key: the card has its person's name, no id."""
    with closing(open_workplace(tmp_path / "kim", at=office.chancery.clock)) as kim:
        assert kim.carrier is not None
        assert renew(kim, kim.carrier, computer="ПК-7") is not None
    page = page_of(office)
    office.wait(lambda: len(page.asking.cards) == 1)
    (card,) = page.asking.cards
    office.wait(lambda: card.admit.accessibleName() == f"Words match: let in: {KIM}")
    said = [label.text() for label in card.findChildren(QLabel)]
    assert f"{KIM} asks for a new key" in said


def test_who_is_put_off_can_be_shown_again(office: Shared, tmp_path: Path) -> None:
    """The card is put away by "Not now"; a link brings it back; nobody was let in."""
    ask(office.chancery, office.place, tmp_path / "new", invitation(office.chancery, "Омаров"))
    page = page_of(office)
    office.wait(lambda: len(page.asking.cards) == 1)
    page.asking.cards[0].leave.click()
    assert page.asking.cards == []
    page.show_asking()
    assert len(page.asking.cards) == 1
    assert len(membership.requests(office.chancery.workplace)) == 1


def test_roles_are_given_and_taken(office: Shared) -> None:
    """F2 on a member gives a role, Shift+F2 takes one, in sheets of one field."""
    page = page_of(office)
    members = page.go(MEMBERS)
    choose(office, members, 1)
    office.key(members.list, Qt.Key.Key_F2)
    give = office.sheet(page.window(), GrantSheet)
    give.role.put(Role.MANAGER.value)
    give.hand_in()
    office.wait(lambda: roles(office) == {Role.CLERK, Role.MANAGER})
    office.wait(lambda: "manager" in cells(office, members)[1][1])
    members.tools.buttons[1].click()
    take = office.sheet(page.window(), RevokeSheet)
    take.role.setCurrentIndex(0)
    take.hand_in()
    office.wait(lambda: roles(office) == {Role.MANAGER})


def test_a_role_given_or_taken_has_a_way_back(office: Shared) -> None:
    """The message says whose role it is; what counters it is the fact that takes or gives it."""
    window = MainWindow(office.desk, [Place("share", "Exchange", "refresh-cw", SharePage)])
    office.qtbot.addWidget(window)
    window.show()
    page = window.visit("share")
    assert isinstance(page, SharePage)
    office.wait(lambda: page.overview is not None)
    members = page.go(MEMBERS)
    choose(office, members, 1)
    office.key(members.list, Qt.Key.Key_F2)
    give = office.sheet(window, GrantSheet)
    give.role.put(Role.MANAGER.value)
    give.hand_in()
    office.wait(lambda: roles(office) == {Role.CLERK, Role.MANAGER})
    office.wait(lambda: bool(window.notices.notices))
    assert window.notices.notices[-1].notice.text == f"{KIM}: the role “manager” is given"
    office.key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.wait(lambda: roles(office) == {Role.CLERK})
    office.wait(lambda: "manager" not in cells(office, members)[1][1])
    office.key(members.list, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    take = office.sheet(window, RevokeSheet)
    take.role.setCurrentIndex(0)
    take.hand_in()
    office.wait(lambda: roles(office) == set())
    office.wait(lambda: "is taken" in window.notices.notices[-1].notice.text)
    office.key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.wait(lambda: roles(office) == {Role.CLERK})


def test_a_workplace_ends_and_a_person_leaves(office: Shared) -> None:
    """Both ask first, with Cancel under Enter; then the list is shorter and nothing is sent."""
    page = page_of(office)
    choose(office, page.go(PEERS), 0)
    office.key(page.go(PEERS).list, Qt.Key.Key_Delete)
    ask_first = office.sheet(page.window(), RetireSheet)
    office.key(ask_first, Qt.Key.Key_Return)
    office.wait(lambda: not ask_first.isVisible())
    assert len(cells(office, page.go(PEERS))) == 1, "Enter cancels"
    office.key(page.go(PEERS).list, Qt.Key.Key_Delete)
    sheet = office.sheet(page.window(), RetireSheet)
    assert sheet.primary.property("danger"), "it cannot be undone"
    sheet.primary.click()
    office.wait(lambda: cells(office, page.go(PEERS)) == [])
    members = page.go(MEMBERS)
    choose(office, members, 1)
    members.tools.buttons[2].click()
    leave = office.sheet(page.window(), LeaveSheet)
    leave.primary.click()
    office.wait(lambda: "no more" in cells(office, members)[1][1])


def test_an_invitation_is_a_file_for_one_workplace(office: Shared, tmp_path: Path) -> None:
    """The keeper names a person and a role; the file lets a new workplace ask."""
    page = page_of(office)
    page.head.invite.click()
    sheet = office.sheet(page.window(), InviteSheet)
    office.settle()
    sheet.hand_in()
    assert sheet.fields["person"].error
    type_text(sheet.person, "Омаров Ерлан")
    for box in sheet.roles.findChildren(QCheckBox):
        box.setChecked(False)
    sheet.hand_in()
    assert sheet.fields["role"].error
    sheet.roles.boxes[Role.READER].setChecked(True)
    with office.qtbot.waitSignal(sheet.done_with) as told:
        sheet.make(tmp_path / "invitation")
    assert told.args == [str(tmp_path / "invitation.edi")]
    said = joining.invited_as(joining.read_file(tmp_path / "invitation.edi"))
    assert (said.person, said.roles) == ("Омаров Ерлан", (Role.READER,))
    assert said.place == str(office.place)


def test_others_than_the_keeper_see_who_may(qtbot: QtBot, tmp_path: Path) -> None:
    """At another workplace members are listed, the deeds are grey, and the keeper is named."""
    with shared_office(tmp_path) as (chancery, place):
        kim = Chancery(
            join(chancery, place, tmp_path / "kim"),
            tmp_path / "kim",
            chancery.clock,
            chancery.chance,
        )
        with window_of(qtbot, kim, place) as office:
            page = page_of(office)
            members = page.go(MEMBERS)
            assert len(cells(office, members)) == 2
            choose(office, members, 1)
            assert not any(button.isEnabled() for button in members.tools.buttons)
            notes = [label.text() for label in members.findChildren(QLabel) if label.isVisible()]
            assert "Only the keeper's workplace changes this: Иванова Айгуль." in notes
            assert not page.head.invite.isVisible()
            assert cells(office, page.go(ASIDE)) == []


def test_a_lonely_workplace_is_connected_on_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    """The page says "alone" calmly; a folder is named, and the exchange begins by itself."""
    place = tmp_path / "share"
    place.mkdir()
    with founded(tmp_path / "home") as chancery:
        theme = Theme(Look.LIGHT)
        theme.apply()
        clock = chancery.workplace.clock
        bridge = Bridge(lambda: chancery.workplace)
        desk = Desk(Speech("en"), theme, bridge, Forgetful(), Forgetful(), clock.today, clock.now)
        office = Shared(chancery, desk, qtbot, place=place)
        page = SharePage(desk)
        office.show(page)
        office.wait(lambda: page.head.title.text() == "This workplace is alone")
        assert not page.head.now.isVisible()
        page.head.connect_to.click()
        sheet = office.sheet(page.window(), ConnectSheet)
        sheet.place.setText(str(place))
        sheet.hand_in()
        office.wait(lambda: page.head.title.text() == "Everything is exchanged")
        assert page.head.place.text().endswith(str(place))
        bridge.close()


def test_who_asks_is_on_the_keepers_first_page(office: Shared, tmp_path: Path) -> None:
    """A request is a line of the day; its button leads to the words."""
    page = TodayPage(office.desk)
    counted: list[int] = []
    asked: list[bool] = []
    page.counted.connect(lambda count, _late: counted.append(count))
    page.asked_share.connect(lambda: asked.append(True))
    office.show(page)
    before = counted[-1]
    ask(office.chancery, office.place, tmp_path / "new", invitation(office.chancery, "Омаров"))
    office.exchanged()
    office.wait(lambda: counted[-1] == before + 1)
    assert names(page.lines)[0] == "Compare the words…: Омаров"
    page.lines[0].act()
    assert asked == [True]


def test_what_was_damaged_is_named_with_its_reason(office: Shared) -> None:
    """A head that somebody overwrote is set aside, said at the top and listed in words.

    Only then is there anything to have seen.
    """
    page = page_of(office)
    (has_seen,) = page.go(ASIDE).tools.buttons
    assert not has_seen.isEnabled()
    heads = next((office.place / "spaces").glob("*/heads"))
    (heads / f"{office.chancery.workplace.device}.000000000099.{'a' * 12}").write_bytes(b"x" * 99)
    office.exchanged()
    office.wait(lambda: "set aside" in page.head.text.text())
    (row,) = cells(office, page.go(ASIDE))
    assert row[0].endswith(".")
    assert has_seen.isEnabled()


def test_the_root_key_goes_onto_paper_and_off_the_computer(office: Shared, tmp_path: Path) -> None:
    """A calm line asks to print; a mistyped code leaves the key; the right one removes it."""
    workplace = office.chancery.workplace
    page = page_of(office)
    band = page.root_key
    assert band.isVisible()
    assert "lock it away" in band.text.text()
    office.key(band.sheet, Qt.Key.Key_Space)
    sheet = office.sheet(page.window(), RecoverySheet)
    sheet.make(tmp_path / "sheet")
    office.wait(lambda: bool(page.window().findChildren(ForgetSheet)))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    asked = office.sheet(page.window(), ForgetSheet)
    first, *rest = keycode.write(recovery.root_key(workplace).seed)
    for line, text in zip(asked.code.lines, ["0000-0000-0000-0000", *rest], strict=True):
        line.setFocus()
        type_text(line, text)
    asked.hand_in()
    office.wait(lambda: asked.code.wrongs[0].startswith("Line 1 "))
    assert recovery.has_root_key(workplace)
    assert "Type its code back" in band.text.text(), "it can be done later"
    asked.code.lines[0].clear()
    type_text(asked.code.lines[0], first)
    asked.hand_in()
    office.wait(lambda: not band.isVisible())
    assert not recovery.has_root_key(workplace)


def test_the_keeping_is_passed_on(office: Shared) -> None:
    """F6 on a workplace asks first, with Cancel under Enter; then only the other may invite."""
    page = page_of(office)
    peers = page.go(PEERS)
    (kim,) = (name for name in office.chancery.workplace.roster.devices if name != device(office))
    choose(office, peers, 0)
    office.key(peers.list, Qt.Key.Key_F6)
    sheet = office.sheet(page.window(), PassSheet)
    office.key(sheet, Qt.Key.Key_Return)
    office.wait(lambda: not sheet.isVisible())
    assert office.chancery.workplace.roster.keeper == device(office), "Enter cancels"
    office.key(peers.list, Qt.Key.Key_F6)
    sheet = office.sheet(page.window(), PassSheet)
    sheet.primary.click()
    office.wait(lambda: not page.head.invite.isVisible())
    assert office.chancery.workplace.roster.keeper == kim


def test_the_folder_is_tried_out_by_a_button(office: Shared, tmp_path: Path) -> None:
    """The result is said in words beside the button, and so is a folder that is not there."""
    page = page_of(office)
    trying = page.head.trying
    office.key(trying.button, Qt.Key.Key_Space)
    office.wait(lambda: " free" in trying.text.text())
    assert trying.text.text().startswith("The folder does what is needed for this computer.")
    assert "The server's clock goes as ours" in trying.text.text()
    assert not list(office.place.glob("**/first")), "it is left as it was"
    office.place.rename(tmp_path / "away")
    office.key(trying.button, Qt.Key.Key_Space)
    office.wait(lambda: "not there" in trying.text.text())


def test_under_a_password_the_sheet_asks_for_it(office: Shared, tmp_path: Path) -> None:
    """Where the keys are under a password the sheet has a field for it; a wrong one is said."""
    home.protect(office.chancery.workplace, password="Алматы-2026")
    page = page_of(office)
    office.key(page.root_key.sheet, Qt.Key.Key_Space)
    sheet = office.sheet(page.window(), RecoverySheet)
    type_text(sheet.password, "Алматы")
    sheet.make(tmp_path / "sheet.pdf")
    office.settle()
    assert "The password is wrong." in [label.text() for label in sheet.findChildren(QLabel)]
    assert not (tmp_path / "sheet.pdf").exists()
    type_text(sheet.password, "-2026")
    sheet.make(tmp_path / "sheet.pdf")
    office.wait((tmp_path / "sheet.pdf").exists)
