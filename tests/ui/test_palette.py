"""The palette under the search line: documents, people and commands by keys alone."""

import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edo.commands import correspondents, documents, staff
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind
from edo.domain.organisation import Being, Correspondent, Person
from edo.domain.text import TextState
from edo.queries import directory
from edo.queries.excerpts import LONGEST
from edo.queries.names import typed
from edo.store import texts
from edo.wording import Wording
from edo.workplace import Workplace
from tests.office import founded
from tests.ui.room import CONTROL, Room, opened
from tests.ui.typing_keys import press, type_text
from ui.dialogs.print_journal import PrintJournal
from ui.pages.correspondents import CorrespondentsSection
from ui.pages.organisation import OrganisationPage
from ui.pages.settings import SettingsPage
from ui.pages.staff import PeopleSection
from ui.palette import Palette
from ui.palette_commands import PARTS, SETTINGS_MODULE
from ui.palette_lines import COMMANDS, DOCUMENTS, PEOPLE, Section, arranged, fitting
from ui.ways import AHEAD, Ways
from ui.widgets.palette_line import Heading, Line

LEAVE = Qt.Key.Key_Escape


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Open the window of an office with letters, staff and correspondents."""
    for module in AHEAD:
        import_module(module)
    with founded(tmp_path / "home") as office:
        home = office.workplace.read(directory.offices)[0].id
        person = Person("Касымова Медина", "Қасымова Мәдина", office=home)
        staff.add(office.workplace, person=person)
        correspondents.add(
            office.workplace, correspondent=Correspondent("Волкова Ирина", being=Being.PERSON)
        )
        office.register(subject_ru="О выделении помощи", their_number="А-1312/Б")
        office.register(subject_ru="О проверке охраны труда")
        office.register(Kind.OUTGOING, subject_ru="Ответ о помощи")
        with opened(qtbot, office) as made:
            made.register()
            made.settle()
            yield made


def palette(room: Room) -> Palette:
    """Give the palette of the window."""
    ways = room.window.findChild(Ways)
    assert ways is not None
    made = ways.palette
    assert isinstance(made, Palette)
    return made


def look(room: Room, text: str = "") -> Palette:
    """Press Ctrl+K, type, and wait for the answer."""
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    room.until(room.window.search.hasFocus)
    type_text(room.window.search, text)
    made = palette(room)
    room.until(lambda: made.is_open and room.desk.bridge.resting)
    return made


def enter(room: Room) -> None:
    """Press Enter in the line."""
    press(room.window.search, Qt.Key.Key_Return)


def sections(made: Palette) -> list[str]:
    """Read the names of the sections."""
    return [item.name for item in made.panel.items if isinstance(item, Heading) and item.name]


def titles(made: Palette) -> list[str]:
    """Read the titles of the lines."""
    return [item.title for item in made.panel.items if isinstance(item, Line)]


def lines(made: Palette) -> list[Line]:
    """Give the lines without the headings."""
    return [item for item in made.panel.items if isinstance(item, Line)]


def notes(made: Palette) -> list[str]:
    """Read the second parts of the lines."""
    return [item.note for item in made.panel.items if isinstance(item, Line)]


def test_a_part_of_a_number_and_enter_open_the_document(room: Room) -> None:
    """Even before the answer is here: Enter waits for what was typed, nothing older is taken."""
    shown: list[list[str]] = []
    made = palette(room)
    made.panel.view.model().modelReset.connect(lambda: shown.append(titles(made)))
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    room.settle()
    shown.clear()
    type_text(room.window.search, "охран")
    for _ in range(5):
        press(room.window.search, Qt.Key.Key_Backspace)
    type_text(room.window.search, "1312")
    enter(room)
    room.until(lambda: not made.is_open)
    incoming = room.register()
    room.shown(incoming, "1")
    assert shown[-1] == ["О выделении помощи", "All documents found"]
    assert "О проверке охраны труда" not in (title for titles in shown for title in titles)
    assert not made.is_open
    assert room.window.search.text() == ""
    assert incoming.view.hasFocus()


def test_words_found_in_a_file_are_shown_in_their_place(room: Room, tmp_path: Path) -> None:
    """A moment after the line is there its second part says what stands around the words.

    However far back: the file is longer than what is looked through for one answer.
    """
    told = (
        "Общие положения. " * (3 * LONGEST // 17)
        + "Просим выделить путевки в санаторий. "
        + "Прочее. " * 40
    )
    path = tmp_path / "letter.txt"
    path.write_text(told, encoding="utf-8")
    card = Card(subject_ru="Записка")
    room.do(documents.begin, kind=Kind.INTERNAL, card=card, files=[Attachment(path)])
    room.do(_read, text=told)
    shown = look(room, "санаторий")
    line = shown.panel.current
    assert line is not None
    assert (line.title, line.beside) == ("Записка", "in a file")
    room.until(lambda: "выделить путевки в санаторий" in notes(shown)[0])
    line = shown.panel.current
    assert line is not None
    assert [line.note[first:last] for first, last in line.marks(line.note)] == ["санаторий"]
    type_text(room.window.search, "в")
    room.until(lambda: shown.is_answered and room.desk.bridge.resting)
    press(room.window.search, Qt.Key.Key_Backspace)
    room.key(room.window.search, Qt.Key.Key_Return, CONTROL)
    page = room.found()
    room.until(lambda: page.list.rowCount() == 1)
    hit = page.list.hit(0)
    assert hit is not None
    room.until(lambda: "выделить путевки" in page.list.excerpt(hit))
    assert "выделить путевки" in str(page.list.index(0).data())


def _read(workplace: Workplace, *, text: str) -> None:
    """Keep what was read of the only file."""
    (one,) = workplace.read(texts.waiting)
    workplace.write(texts.keep, sha256=one.sha256, state=TextState.FOUND, pages=1, text=text)


def test_a_surname_in_other_letters_leads_to_the_person(room: Room) -> None:
    """The staff and correspondents stand in one section; Enter shows them in their lists."""
    made = look(room, "қасым")
    assert sections(made) == ["People and correspondents"]
    assert made.panel.current is not None
    assert made.panel.current.note == "Областная организация Абай"
    enter(room)
    room.until(lambda: room.window.here == "organisation" and room.desk.bridge.resting)
    page = room.window.page("organisation")
    assert isinstance(page, OrganisationPage)
    people: PeopleSection = page.go("people")
    room.until(lambda: people.chosen is not None)
    assert people.chosen.item.person.name_ru == "Касымова Медина"
    look(room, "волкова")
    enter(room)
    there: CorrespondentsSection = page.go("correspondents")
    room.until(lambda: room.desk.bridge.resting and there.list.key() is not None)
    row = there.list.list.row_at(there.list.currentIndex().row())
    assert row is not None
    assert row.correspondent.name_ru == "Волкова Ирина"
    assert there.list.hasFocus()


def test_a_command_is_carried_out_by_its_name(room: Room) -> None:
    """What its name begins with stands above documents, with its keys; Enter does it."""
    room.desk.speech.speak("ru")
    made = look(room, "печать журн")
    line = made.panel.current
    assert line is not None
    assert (line.title, line.beside, line.keys) == ("Печать журнала", "Входящие", "Ctrl+Shift+P")
    marked = [line.title[start:end] for start, end in line.marks(line.title)]
    assert marked == ["Печать", "журн"]
    enter(room)
    room.until(lambda: any(isinstance(w, PrintJournal) for w in room.window.children()))
    sheet = room.window.findChild(PrintJournal)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.reject()


@pytest.mark.parametrize(
    ("typed", "title", "beside"),
    [
        ("outg", "Outgoing", ""),
        ("register outg", "Outgoing document", "Register"),
        ("templ", "Templates", "Organisation"),
        ("қаз", "Қазақша", "Language"),
        ("dark", "Dark", "Look"),
        ("quiet", "Quiet hours", "Settings"),
        ("close the", "Close the program", ""),
        ("зарегистрировать письмо", "Зарегистрировать письмо", "Handbook"),
    ],
)
def test_every_command_there_is_can_be_found(
    room: Room, typed: str, title: str, beside: str
) -> None:
    """Places, acts, sections of places, languages, looks, settings, keys, chapters."""
    made = look(room, typed)
    found = [item for item in made.panel.items if isinstance(item, Line)]
    assert (found[0].title, found[0].beside) == (title, beside)


def test_it_opens_while_pages_are_being_read_behind(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page's module stands among the others before its tables do; its sections come later."""
    for module in (*PARTS.values(), SETTINGS_MODULE):
        monkeypatch.setitem(sys.modules, module, ModuleType(module))
    made = look(room)
    assert made.is_open


def test_what_cannot_be_done_now_is_not_offered(room: Room) -> None:
    """Keys of the page one is on come first, and none of what is switched off there."""
    made = look(room, "choose col")
    assert [line.beside for line in lines(made) if line.title == "Choose columns"] == ["Incoming"]
    press(room.window.search, LEAVE)
    page = room.window.go("organisation")
    assert isinstance(page, OrganisationPage)
    page.go("types")
    room.settle()
    look(room, "add")
    line, *others = [one for one in lines(made) if one.title == "Add"]
    assert "Organisation · Document types" not in [one.beside for one in others]
    assert (line.beside, line.keys) == ("Organisation · Document types", "Ins")
    press(room.window.search, LEAVE)
    for kind, is_offered in (("incoming", True), ("orders", False)):
        name = room.register(kind).pane.actions_by_code["edit"].text().rstrip("…")
        assert (name in titles(look(room, name))) == is_offered
        press(room.window.search, LEAVE)


def test_the_keys_go_with_one_to_a_place(room: Room) -> None:
    """By its name, and by its button at the left: the list of the page has the keys."""
    page = room.register()
    look(room, "numbers")
    enter(room)
    room.until(lambda: room.window.here == "numbers")
    numbers = room.window.page("numbers")
    assert numbers.focusProxy() is QApplication.focusWidget()
    button = next(one for one in room.window.list.buttons if one.isChecked())
    assert button.accessibleName().startswith("Numbers")
    first = room.window.list.buttons[1]
    first.click()
    assert room.window.here == "documents.incoming"
    assert page.view.hasFocus()


def test_commands_do_what_their_switches_do(room: Room) -> None:
    """The language, a section of a place and a setting, each by its name and Enter."""
    look(room, "қаз")
    enter(room)
    room.until(lambda: room.desk.speech.language == "kk")
    assert room.desk.choices.get("language") == "kk"
    room.desk.speech.speak("en")
    look(room, "templ")
    enter(room)
    room.until(lambda: room.window.here == "organisation")
    page = room.window.page("organisation")
    assert isinstance(page, OrganisationPage)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Templates"
    look(room, "quiet")
    enter(room)
    room.until(lambda: room.window.here == "settings")
    settings = room.window.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.quiet.hasFocus()
    room.settle()


def test_one_walks_through_all_sections_and_leaves(room: Room) -> None:
    """Down over all lines, PgDn from section to section, round at the end; Esc gives back."""
    view = room.register().view
    made = look(room, "o")
    assert sections(made) == ["Documents", "People and correspondents", "Commands"]
    lines = titles(made)
    steps = [made.panel.current.title if made.panel.current else ""]
    for _ in lines:
        press(room.window.search, Qt.Key.Key_Down)
        steps.append(made.panel.current.title if made.panel.current else "")
    assert steps == [*lines, lines[0]]
    press(room.window.search, Qt.Key.Key_Up)
    assert made.panel.current is not None
    assert made.panel.current.title == "All documents found"
    assert room.window.search.accessibleDescription() == "All documents found, Ctrl+Enter"
    press(room.window.search, Qt.Key.Key_PageUp)
    press(room.window.search, Qt.Key.Key_PageUp)
    items = made.panel.items
    assert items[items.index(made.panel.current) - 1] == Heading("People and correspondents")
    press(room.window.search, LEAVE)
    assert not made.is_open
    assert (room.window.search.text(), view.hasFocus()) == ("", True)
    assert room.window.here == "documents.incoming"


def test_what_one_did_last_comes_first(room: Room) -> None:
    """Before one types: documents and commands of last time, then places; Enter does it again."""
    room.register("outgoing")
    made = look(room)
    assert sections(made) == ["Places"]
    assert titles(made)[0] == "Today"
    for text, place in (("1312", "documents.incoming"), ("numbers", "numbers")):
        look(room, text)
        enter(room)
        room.until(lambda place=place: room.window.here == place and room.desk.bridge.resting)
    room.register("outgoing")
    look(room)
    assert sections(made) == ["What you did last", "Places"]
    assert titles(made)[:3] == ["Numbers", "О выделении помощи", "Today"]
    press(room.window.search, Qt.Key.Key_Down)
    enter(room)
    room.shown(room.register(), "1")


def test_what_takes_long_does_not_keep_commands_back(room: Room) -> None:
    """Documents that are late come below what one stands on; a click elsewhere ends it all."""
    gate = threading.Event()
    for _reader in range(2):
        room.desk.bridge.look(lambda _workplace: gate.wait(10), then=lambda _nothing: None)
    made = palette(room)
    room.key(room.window, Qt.Key.Key_K, CONTROL)
    type_text(room.window.search, "o")
    room.until(lambda: "Organisation" in titles(made) or sections(made) == ["Commands"])
    late = titles(made)
    assert "О выделении помощи" not in late
    gate.set()
    room.until(lambda: "О выделении помощи" in titles(made))
    beside = QPoint(room.window.stage.width() - 20, room.window.stage.height() - 20)
    at = room.window.stage.mapTo(room.window, beside)
    under = room.window.childAt(at)
    assert under is not None
    room.qtbot.mouseClick(under, Qt.MouseButton.LeftButton)
    assert not made.is_open
    assert room.window.search.text() == ""


def test_a_line_is_taken_by_a_click(room: Room) -> None:
    """A heading is none; the line clicked is, whichever is marked."""
    made = look(room, "помощ")
    view = made.panel.view
    titled = [getattr(item, "title", "") for item in made.panel.items]
    for row in (0, titled.index("О выделении помощи")):
        assert made.is_open
        at = view.visualRect(view.model().index(row, 0)).center()
        room.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not made.is_open
    room.until(lambda: room.register().pane.head.number == "№ 1")


def test_the_panel_stays_in_a_small_window(room: Room) -> None:
    """Under the line, over the page; where there is no room for all lines they scroll."""
    room.window.resize(900, 420)
    made = look(room, "o")
    place = made.panel.geometry()
    around = made.panel.parentWidget()
    assert around is not None
    assert around.rect().adjusted(-1, 0, 1, 0).contains(place)
    press(room.window.search, Qt.Key.Key_Up)
    rect = made.panel.view.visualRect(made.panel.view.currentIndex())
    assert made.panel.view.viewport().rect().contains(rect)


def _line(name: str, beside: str = "") -> Line:
    return Line("", "hash", name, lambda: None, beside=beside)


@pytest.mark.parametrize(
    ("typed_text", "found"),
    [
        ("печат", ["Печать журнала", "Напечатать карточку"]),
        ("дел номен", ["Номенклатура дел"]),
        ("разделы номер", ["Номера"]),
        ("кар", ["Карточка", "Напечатать карточку"]),
        ("дом", []),
    ],
)
def test_commands_are_found_by_their_names(typed_text: str, found: list[str]) -> None:
    """The best first: what begins so, then parts of names, then what stands beside them."""
    names = ("Напечатать карточку", "Печать журнала", "Номенклатура дел", "Карточка")
    commands = [*map(_line, names), _line("Номера", "Разделы")]
    assert [fit.line.title for fit in fitting(commands, typed(typed_text))] == found


@pytest.mark.parametrize(
    ("documents", "people", "commands", "fitting_in", "laid"),
    [
        (20, 0, 0, 99, "D" * 12),
        (20, 8, 9, 99, "DDDDDPPPCCCC"),
        (2, 8, 9, 99, "DDPPPPPPCCCC"),
        (0, 1, 9, 99, "PCCCCCCCCC"),
        (20, 8, 9, 6, "DDPPCC"),
        (20, 8, 9, 0, "DPC"),
        (0, 0, 0, 0, ""),
    ],
)
def test_sections_share_the_room(
    documents: int, people: int, commands: int, fitting_in: int, laid: str
) -> None:
    """Each has its share, the first takes what others leave; where it is low the longest give."""
    found = [
        Section(name, [_line(name[0])] * count, rank)
        for rank, (name, count) in enumerate(
            ((DOCUMENTS, documents), (PEOPLE, people), (COMMANDS, commands))
        )
        if count
    ]
    last = _line("all")
    items = arranged(
        found,
        Wording("en"),
        last,
        lambda items: sum(isinstance(one, Line) for one in items) <= fitting_in + 1,
    )
    assert items[-1] is last
    lines = [one.title for one in items[:-1] if isinstance(one, Line)]
    assert "".join(lines) == laid
