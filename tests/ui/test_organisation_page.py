"""The page of the organisation: its tree, its people, its correspondents; by keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import correspondents, organisation, staff
from edo.domain.card import Card, Carrier, Kind, Party
from edo.domain.organisation import Correspondent, Level, Office, Person, Position, Unit
from edo.queries import correspondents as asked
from edo.queries import directory
from edo.queries.organisation import organisation as asked_whole
from tests.ui.menus import offered
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import press, type_text
from ui.dialogs.correspondent_sheet import CorrespondentSheet, MergeSheet
from ui.dialogs.office_sheets import OfficeSheet, PersonSheet, PositionSheet, UnitSheet
from ui.dialogs.staff_sheets import LeavingSheet, MoveSheet
from ui.dialogs.stays import stays
from ui.dialogs.type_sheet import TypeSheet
from ui.pages.correspondents import CorrespondentsSection
from ui.pages.offices import OfficesSection
from ui.pages.organisation import OrganisationPage
from ui.pages.section import Section
from ui.pages.staff import PlacesSection
from ui.theme import Look, TextSize
from ui.widgets.picker import Choice

Key = Qt.Key
WRONG, RIGHT = "940140000123", "940140000127"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


def opened(at: Hands) -> tuple[OrganisationPage, QWidget]:
    """Open the page."""
    page = OrganisationPage(at.desk)
    return page, at.show(page)


def section(at: Hands, page: OrganisationPage, code: str) -> Section:
    """Go to a section and put the keys into it."""
    found = cast(Section, page.go(code))
    found.setFocus()
    at.settle()
    return found


def column(found: Section, place: int = 0) -> list[str]:
    """Read a column of a list."""
    model = found.list.list
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_an_office_is_added_under_the_one_chosen(at: Hands) -> None:
    """The tree begins with the own office chosen; Ins adds one a level below it."""
    page, window = opened(at)
    offices = cast(OfficesSection, page.go("offices"))
    assert offices.chosen is not None
    assert offices.chosen.office.name_ru == "Областная организация Абай"
    at.key(offices.tree, Key.Key_Insert)
    sheet = at.sheet(window, OfficeSheet)
    assert sheet.level.code == "branch"
    type_text(sheet.name_ru, "Семейский филиал")
    at.key(sheet, Key.Key_Return, CTRL)
    added = at.chancery.workplace.read(directory.offices)
    branch = next(one for one in added if one.office.name_ru == "Семейский филиал")
    assert branch.office.parent == offices.chosen.id
    model = offices.model
    at.wait(lambda: model.rowCount(model.index(0, 0, model.index(0, 0))) == 1)


def test_an_office_does_not_go_under_itself(at: Hands) -> None:
    """A place in the tree that cannot be is refused beside the field of the higher office."""
    whole = at.chancery.workplace.read(directory.offices)
    own = next(one for one in whole if one.office.parent)
    organisation.add_office(
        at.chancery.workplace,
        office=Office("Филиал", level=Level.BRANCH, parent=own.id),
    )
    page, window = opened(at)
    offices = cast(OfficesSection, page.go("offices"))
    at.key(offices.tree, Key.Key_Return)
    sheet = at.sheet(window, OfficeSheet)
    sheet.parent_office.setFocus()
    sheet.parent_office.clear()
    type_text(sheet.parent_office, "Филиал")
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["parent"].error
    assert sheet.isVisible()


def test_the_tree_is_searched(at: Hands) -> None:
    """What is typed hides every office that neither holds it nor stands above one that does."""
    own = at.chancery.workplace.identity.office
    for name in ("Школа № 8", "Колледж"):
        organisation.add_office(
            at.chancery.workplace, office=Office(name, level=Level.PRIMARY, parent=own)
        )
    page, _window = opened(at)
    offices = cast(OfficesSection, page.go("offices"))
    type_text(offices.tools.search, "колл")
    root = offices.model.index(0, 0)
    mine = offices.model.index(0, 0, root)
    hidden = [offices.tree.isRowHidden(row, mine) for row in range(2)]
    assert sorted(hidden) == [False, True]
    assert not offices.tree.isRowHidden(0, root)


def test_signs_in_the_tree_take_the_colours_of_another_look(at: Hands) -> None:
    """The office one works in keeps its colour: that of the look in force."""
    page, _window = opened(at)
    offices = cast(OfficesSection, page.go("offices"))
    at.settle()
    root = offices.model.index(0, 0)
    mine = offices.model.itemFromIndex(offices.model.index(0, 0, root))
    at.desk.theme.choose(look=Look.DARK)
    wanted = at.desk.theme.icon("landmark", "accent_text").pixmap(16, 16).toImage()
    at.wait(lambda: mine.icon().pixmap(16, 16).toImage() == wanted)


def test_units_and_positions_are_added_and_put_away(at: Hands) -> None:
    """A unit and a position come in; a unit not used any more stands last and says so."""
    organisation.add_unit(
        at.chancery.workplace, unit=Unit(at.chancery.workplace.identity.office, "Аппарат")
    )
    page, window = opened(at)
    places = cast(PlacesSection, page.go("places"))
    at.settle()
    at.key(places.units.list, Key.Key_Insert)
    unit = at.sheet(window, UnitSheet)
    type_text(unit.name_ru, "Бухгалтерия")
    at.key(unit, Key.Key_Return, CTRL)
    at.wait(lambda: column(places.units) == ["Аппарат", "Бухгалтерия"])
    at.key(places.units.list, Key.Key_Return)
    again = at.sheet(window, UnitSheet)
    again.closed.setChecked(True)
    at.key(again, Key.Key_Return, CTRL)
    at.wait(lambda: column(places.units) == ["Бухгалтерия", "Аппарат"])
    assert column(places.units, 2) == ["", "not used"]
    places.positions.list.setFocus()
    at.key(places.positions.list, Key.Key_Insert)
    position = at.sheet(window, PositionSheet)
    at.key(position, Key.Key_Return, CTRL)
    assert position.fields["name_ru"].error
    type_text(position.name_kk, "Төраға")
    at.key(position, Key.Key_Return, CTRL)
    at.wait(lambda: column(places.positions) == ["Төраға"])


def test_a_person_leaves_and_stays_in_the_list(at: Hands) -> None:
    """The day somebody left on is typed; they stand last with that day."""
    staff.add(
        at.chancery.workplace,
        person=Person("Абаев Асан", office=at.chancery.workplace.identity.office),
    )
    page, window = opened(at)
    people = section(at, page, "people")
    assert column(people) == ["Абаев Асан", "Иванова Айгуль"]
    at.key(people.list, Key.Key_F2)
    sheet = at.sheet(window, PersonSheet)
    type_text(sheet.dates["left"], "01.02.2026")
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: column(people) == ["Иванова Айгуль", "Абаев Асан"])
    assert column(people, 5)[1] == "left on 01.02.2026"
    found = at.chancery.workplace.read(directory.people, left=True)
    assert {one.person.left for one in found} == {None, date(2026, 2, 1)}


def test_somebody_moves_leaves_and_comes_back(at: Hands) -> None:
    """Each is a day and a place; where they worked before is kept, and told in the sheet."""
    workplace, own = at.chancery.workplace, at.chancery.workplace.identity.office
    branch = organisation.add_office(
        workplace, office=Office("Семейский филиал", level=Level.BRANCH, parent=own)
    )
    asan = staff.add(workplace, person=Person("Абаев Асан", office=own, joined=date(2025, 2, 3)))
    page, window = opened(at)
    people = section(at, page, "people")
    at.key(people.list, Key.Key_F6)
    sheet = at.sheet(window, MoveSheet)
    sheet.on.selectAll()
    type_text(sheet.on, "12.01.2026")
    sheet.office.selectAll()
    sheet.office.setFocus()
    type_text(sheet.office, "Семей")
    press(sheet.office.popup, Key.Key_Return)
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: column(people, 2)[0] == "Семейский филиал")
    at.key(people.list, Key.Key_Delete)
    leaving = at.sheet(window, LeavingSheet)
    leaving.on.selectAll()
    type_text(leaving.on, "11.01.2026")
    at.key(leaving, Key.Key_Return, CTRL)
    assert leaving.fields["on"].error or leaving.isVisible(), "nobody leaves before they came"
    leaving.on.selectAll()
    type_text(leaving.on, "30.01.2026")
    at.key(leaving, Key.Key_Return, CTRL)
    at.wait(lambda: column(people, 5) == ["", "left on 30.01.2026"])
    at.key(people.list, Key.Key_End)
    at.key(people.list, Key.Key_F6)
    back = at.sheet(window, MoveSheet)
    back.on.selectAll()
    type_text(back.on, "20.02.2026")
    at.key(back, Key.Key_Return, CTRL)
    at.wait(lambda: column(people, 5) == ["", ""])
    person = next(one for one in workplace.read(directory.people) if one.id == asan).person
    assert [(one.office, one.since, one.until) for one in person.stays] == [
        (own, date(2025, 2, 3), date(2026, 1, 12)),
        (branch, date(2026, 1, 12), date(2026, 1, 31)),
        (branch, date(2026, 2, 20), None),
    ]
    lines = stays(at.desk.speech.words, workplace.read(asked_whole), person)
    assert lines[-1] == "03.02.2025 – 11.01.2026: Областная организация Абай"


def test_a_position_that_keeps_records_says_so(at: Hands) -> None:
    """The tick is in the sheet of the position, and the word in the list."""
    organisation.add_position(at.chancery.workplace, position=Position("Делопроизводитель"))
    page, window = opened(at)
    places = cast(PlacesSection, page.go("places"))
    places.positions.list.setFocus()
    at.settle()
    at.key(places.positions.list, Key.Key_F2)
    sheet = at.sheet(window, PositionSheet)
    press(sheet.clerk, Key.Key_Space)
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: column(places.positions, 1) == ["yes"])


def test_an_identifier_is_checked_beside_its_field(at: Hands) -> None:
    """A БИН with a wrong digit is said at its last digit; the right one is kept."""
    page, window = opened(at)
    correspondents_ = cast(CorrespondentsSection, page.go("correspondents"))
    correspondents_.setFocus()
    at.settle()
    at.key(correspondents_.list, Key.Key_Insert)
    sheet = at.sheet(window, CorrespondentSheet)
    type_text(sheet.name_ru, "Акимат")
    type_text(sheet.bin, WRONG[:-1])
    assert sheet.fields["bin"].error == ""
    type_text(sheet.bin, WRONG[-1])
    assert sheet.fields["bin"].error
    sheet.bin.clear()
    type_text(sheet.bin, RIGHT)
    assert sheet.fields["bin"].error == ""
    at.key(sheet, Key.Key_Return, CTRL)
    found = at.chancery.workplace.read(asked.named, text="Акимат")
    assert found is not None
    assert found.correspondent.bin == RIGHT


def test_duplicates_are_merged_and_it_is_said_what_moves(at: Hands) -> None:
    """One chooses which entry stays; the sheet says how many documents move; then one is left."""
    twin = correspondents.add(
        at.chancery.workplace, correspondent=Correspondent("Мин. просвещения")
    )
    at.chancery.register(parties=(Party(twin),))
    at.chancery.register(parties=(Party(twin),))
    at.chancery.register()
    page, window = opened(at)
    found = cast(CorrespondentsSection, page.go("correspondents"))
    found.setFocus()
    at.settle()
    assert found.list.list.rowCount() == 3
    at.key(found.list, Key.Key_M, CTRL)
    sheet = at.sheet(window, MergeSheet)
    assert sheet.primary.property("danger"), "it cannot be undone"
    sheet.keep.put(Choice(at.chancery.ministry, "Министерство просвещения"))
    sheet.other.put(Choice(twin, "Мин. просвещения"))
    at.settle()
    assert sheet.moves == "2 documents will move to “Министерство просвещения”."
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: found.list.list.rowCount() == 2)
    assert at.chancery.workplace.read(asked.correspondent, id=at.chancery.ministry).documents == 3


def test_two_names_typed_faster_than_they_are_found_are_merged(at: Hands) -> None:
    """Each line of the sheet gets its own answer, and handing in waits for both."""
    correspondents.add(at.chancery.workplace, correspondent=Correspondent("Мин. просвещения"))
    page, window = opened(at)
    found = cast(CorrespondentsSection, page.go("correspondents"))
    found.setFocus()
    at.settle()
    at.key(found.list, Key.Key_M, CTRL)
    sheet = at.sheet(window, MergeSheet)
    sheet.keep.selectAll()
    type_text(sheet.keep, "Министерство")
    press(sheet.keep, Key.Key_Tab)
    type_text(sheet.other, "Мин. п")
    press(sheet.other, Key.Key_Tab)
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: found.list.list.rowCount() == 2)
    assert at.chancery.workplace.read(asked.named, text="Министерство просвещения") is not None


def test_correspondents_are_found_by_typing(at: Hands) -> None:
    """A letter typed into the list goes to the search; nothing found is said as such."""
    page, _window = opened(at)
    found = cast(CorrespondentsSection, page.go("correspondents"))
    found.setFocus()
    at.settle()
    found.list.keyboardSearch("ш")
    type_text(found.tools.search, "кола")
    at.settle()
    assert found.list.list.rowCount() == 1
    type_text(found.tools.search, "ъъъ")
    at.settle()
    assert found.list.list.rowCount() == 0


def test_a_document_type_demands_and_begins_with_fields(at: Hands) -> None:
    """Names, kinds, required fields and defaults of a type are kept; a closed one stands last."""
    page, window = opened(at)
    types = section(at, page, "types")
    count = types.list.list.rowCount()
    at.key(types.list, Key.Key_Insert)
    sheet = at.sheet(window, TypeSheet)
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["name_ru"].error
    type_text(sheet.name_ru, "Акт сверки")
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["kinds"].error
    sheet.kinds[Kind.INTERNAL].setChecked(True)
    sheet.required.add(Choice("sheets", "Sheets"))
    sheet.defaults["carrier"].put("mixed")
    at.key(sheet, Key.Key_Return, CTRL)
    made = at.chancery.workplace.read(directory.document_type, name="Акт сверки")
    assert made.type.kinds == (Kind.INTERNAL,)
    assert made.type.required == ("sheets",)
    assert made.type.defaults == {"carrier": Carrier.MIXED}
    at.wait(lambda: types.list.list.rowCount() == count + 1)
    type_text(types.tools.search, "сверки")
    at.settle()
    assert column(types) == ["Акт сверки"]
    types.list.setFocus()
    at.key(types.list, Key.Key_Home)
    at.key(types.list, Key.Key_Return)
    again = at.sheet(window, TypeSheet)
    again.closed.setChecked(True)
    at.key(again, Key.Key_Return, CTRL)
    at.wait(lambda: column(types, 3) == ["not used"])


def test_a_card_template_is_removed(at: Hands) -> None:
    """Del takes the chosen template out of the list."""
    for name in ("Ответ", "Приглашение"):
        organisation.save_template(
            at.chancery.workplace, name=name, kind=Kind.OUTGOING, card=Card(subject_ru=name)
        )
    page, _window = opened(at)
    templates = section(at, page, "templates")
    assert column(templates) == ["Ответ", "Приглашение"]
    at.key(templates.list, Key.Key_Delete)
    at.wait(lambda: column(templates) == ["Приглашение"])


def test_the_sections_are_gone_through_by_keys(at: Hands) -> None:
    """Ctrl+PgDown goes to the next section and the keys go with it; the place is remembered."""
    page, _window = opened(at)
    at.key(page, Key.Key_PageDown, CTRL)
    at.key(page, Key.Key_PageDown, CTRL)
    assert page.tabs.currentIndex() == 2
    assert cast(Section, page.go("people")).list.hasFocus()
    assert at.desk.memory.get("organisation.tab") == "people"
    at.desk.speech.speak("kk")
    at.settle()
    assert page.tabs.count() == 10


def test_tabs_without_room_wait_in_a_menu(at: Hands) -> None:
    """On a narrow page no tab is cut: the rest is in a menu, and the one chosen on the line."""
    page, window = opened(at)
    window.resize(1154, 680)
    at.settle()
    tabs, more = page.tabs, page.tab_line.more
    assert more.isHidden()
    at.desk.theme.choose(text=TextSize.LARGEST)
    at.settle()
    window.resize(900, 680)
    at.settle()
    assert more.isVisible()
    hidden = [place for place in range(tabs.count()) if not tabs.isTabVisible(place)]
    assert hidden == list(range(hidden[0], tabs.count()))
    offered(more)[-1].trigger()
    at.settle()
    assert tabs.currentIndex() == tabs.count() - 1
    assert tabs.isTabVisible(tabs.currentIndex())
    right = tabs.tabRect(tabs.currentIndex()).right()
    assert right < more.x() < page.tab_line.width()
    at.desk.theme.choose(text=TextSize.USUAL)
