"""The handbook: its pages say what the program says, in both languages; F1 opens the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QImage, QImageReader
from pytestqt.qtbot import QtBot

import resources
import ui
from edo.domain.card import Kind as Of
from tests.handbook.reader import keys_of
from tests.handbook.stories import STORIES
from tests.ui.typing_keys import press, type_text
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.password_sheet import PasswordSheet
from ui.dialogs.registration_window import RegistrationWindow
from ui.handbook import Handbook, chapter_of, show_handbook
from ui.handbook_look import page
from ui.handbook_text import (
    Chapter,
    Item,
    Kind,
    Listing,
    Paragraph,
    Picture,
    Piece,
    parse,
    read_chapter,
    read_contents,
)
from ui.main_window import MainWindow
from ui.pages.document.sheets import Inside
from ui.theme import Look
from ui.ways import PLACES

LANGUAGES = ("ru", "kk")
ALL = [code for group in read_contents(resources.handbook("ru")) for code in group.chapters]
BYTES = 5_000_000
"""How large all pictures may be together."""
WRITTEN = re.compile("in (Russian|Kazakh)")


def chapters(language: str) -> Iterator[Chapter]:
    """Go through the chapters of a language."""
    for code in ALL:
        yield read_chapter(resources.handbook(language), code)


def lines(chapter: Chapter) -> Iterator[tuple[Piece, ...]]:
    """Go through the lines of a chapter that have pieces."""
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            yield block.pieces
        elif isinstance(block, Listing):
            yield from (item.pieces for item in block.items)


def pictures(chapter: Chapter) -> Iterator[Picture]:
    """Go through the pictures of a chapter."""
    for block in chapter.blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                yield from item.pictures


def said(language: str) -> dict[str, set[str]]:
    """Give what the program says in a language, and of which messages it is said."""
    path = resources.path(f"locale/{language}/LC_MESSAGES/edo.po")
    found: dict[str, set[str]] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id and isinstance(message.string, str):
                found.setdefault(message.string, set()).add(str(message.id))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_quoted_is_a_text_of_the_program(language: str) -> None:
    """What stands in «…» on a page stands so on a button, a field or a list."""
    known = said(language)
    strange = [
        f"{chapter.code}: «{piece.text}»"
        for chapter in chapters(language)
        for line in lines(chapter)
        for piece in line
        if piece.kind in (Kind.LABEL, Kind.PRESS) and piece.text not in known
    ]
    assert strange == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_to_one_another_and_have_their_pictures(language: str) -> None:
    """No link leads nowhere, no picture is missing or left over; together they are small."""
    folder = resources.handbook(language)
    assert [code for group in read_contents(folder) for code in group.chapters] == ALL
    shown: set[str] = set()
    for chapter in chapters(language):
        targets = [piece.target for line in lines(chapter) for piece in line]
        assert [one for one in targets if one and one not in ALL] == [], chapter.code
        shown.update(picture.name for picture in pictures(chapter))
    kept = {path.stem: path for path in (folder / "pictures").iterdir()}
    assert set(kept) == shown
    assert all(QImageReader(str(path)).size().isValid() for path in kept.values())
    assert sum(path.stat().st_size for path in kept.values()) < BYTES / len(LANGUAGES)


def test_both_languages_tell_the_same_steps() -> None:
    """The Kazakh page has the keys, labels and acts of the Russian one, step by step."""
    known = {language: said(language) for language in LANGUAGES}
    for ru, kk in zip(*(chapters(language) for language in LANGUAGES), strict=True):
        assert [len(steps) for steps in ru.steps] == [len(steps) for steps in kk.steps], ru.code
        for steps, others in zip(ru.steps, kk.steps, strict=True):
            for one, other in zip(steps, others, strict=True):
                where = f"{ru.code}, step {one.number}"
                acts = [(piece.kind, piece.text) for piece in one.pieces if _acts(piece)]
                same = [(piece.kind, piece.text) for piece in other.pieces if _acts(piece)]
                assert [kind for kind, _text in acts] == [kind for kind, _text in same], where
                for (kind, text), (_same, its) in zip(acts, same, strict=True):
                    if kind is Kind.KEYS:
                        assert _key(text) == _key(its), where
                    else:
                        assert _meant(known["ru"], text) & _meant(known["kk"], its), where
                assert [picture.path for picture in one.pictures] == [
                    picture.path for picture in other.pictures
                ], where


@pytest.mark.parametrize("code", STORIES)
def test_every_key_of_a_followed_step_is_one(code: str) -> None:
    """A key in a step is a key of a keyboard, in both languages."""
    for language in LANGUAGES:
        for step in _steps(read_chapter(resources.handbook(language), code)):
            for piece in step.pieces:
                if piece.kind is Kind.KEYS:
                    keys_of(piece.text)


def test_a_page_is_read_as_it_is_written() -> None:
    """Headings, steps with pictures under them, points and links come out as what they mean."""
    steps = "1. Press **«Save»** (`F2`).\n   ![x](p/y.png)\n2. *Type*\n"
    text = f"# A\n\nOne\ntwo.\n\n{steps}\n* [B](b.md)\n"
    chapter = parse("a", text)
    assert chapter.title == "A"
    ((first, second),) = chapter.steps
    assert [piece.kind for piece in first.pieces] == [
        Kind.WORDS,
        Kind.PRESS,
        Kind.WORDS,
        Kind.KEYS,
        Kind.WORDS,
    ]
    assert [picture.name for picture in first.pictures] == ["y"]
    assert second.pieces == (Piece(Kind.TYPED, "Type"),)
    (points,) = [block for block in chapter.blocks if isinstance(block, Listing)][1:]
    assert points.items[0].pieces == (Piece(Kind.LINK, "B", "b"),)
    shown = page(chapter, lambda _picture: 40, "Note <1>")
    assert all(part in shown for part in ('<a href="b">', 'width="40"', "Note &lt;1&gt;", ">1.<"))


def test_every_place_has_a_chapter(desk: Desk) -> None:
    """Whoever presses F1 anywhere is led to a chapter that is there."""
    window = MainWindow(desk, PLACES)
    told = {place.code: chapter_of(window.page(place.code)) for place in PLACES}
    assert {place: code for place, code in told.items() if code not in ALL} == {}
    assert (told["documents.incoming"], told["documents.orders"]) == ("incoming", "outgoing")
    window.deleteLater()


def test_every_sheet_has_a_chapter(desk: Desk, qtbot: QtBot) -> None:
    """Whoever presses F1 in a sheet, or while registering, is told about that and nothing else."""
    for module in walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    told = {sheet: getattr(sheet, "CHAPTER", "") for sheet in _below(FormSheet)}
    inside = {Inside, *_below(Inside)}  # in a pane: the chapter of the page is theirs
    assert [one for one, code in told.items() if code not in ALL and one not in inside] == []
    for kind, code in ((Of.APPEALS, "incoming"), (Of.ORDERS, "outgoing")):
        window = RegistrationWindow(desk, kind)
        qtbot.addWidget(window)
        window.place_form()
        assert chapter_of(window.form) == code


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Handbook:
    """Open the handbook in Russian over the numbers."""
    desk.speech.speak("ru")
    window = MainWindow(desk, PLACES)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.visit("numbers")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    act = next(one for one in window.actions() if one.shortcut().toString() == "F1")
    act.trigger()
    found = window.findChild(Handbook)
    assert found is not None
    return found


def test_f1_opens_the_chapter_of_the_page_and_esc_closes_it(shown: Handbook, qtbot: QtBot) -> None:
    """The page one is on says what is read."""
    assert shown.code == "numbers"
    assert "Журналы и номера" in shown.view.toPlainText()
    assert not shown.isModal()
    press(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_asking_for_help_again_opens_no_second_window(desk: Desk, qtbot: QtBot) -> None:
    """F1 on another page turns the handbook over to its chapter."""
    window = MainWindow(desk, PLACES)
    qtbot.addWidget(window)
    window.show()
    show_handbook(desk, window, window.visit("numbers"))
    again = show_handbook(desk, window, window.visit("settings"))
    qtbot.waitUntil(lambda: window.findChildren(Handbook) == [again])
    assert again.code == "settings"


def test_one_goes_by_links_and_back(shown: Handbook) -> None:
    """A link leads to its chapter, Alt+Left back, Alt+Right there again; the contents follow."""
    shown.view.anchorClicked.emit(QUrl("incoming"))
    assert shown.code == "incoming"
    assert shown.contents.currentIndex().data() == "Зарегистрировать письмо"
    shown.back.click()
    assert shown.code == "numbers"
    shown.forward.click()
    assert shown.code == "incoming"


def test_words_lead_to_the_chapters_that_hold_them(shown: Handbook, qtbot: QtBot) -> None:
    """What is typed leaves the chapters that hold it; nothing typed shows all again."""
    type_text(shown.search, "сертификаты получат")
    qtbot.waitUntil(lambda: shown.codes == ["training"])
    assert shown.code == "training"
    shown.search.clear()
    assert shown.codes == ALL


def test_words_are_found_in_another_form(shown: Handbook, qtbot: QtBot) -> None:
    """Endings and Kazakh letters decide nothing; Enter goes from place to place, and round."""
    type_text(shown.search, "сейфе паролями")
    qtbot.waitUntil(lambda: shown.code == "recovery")
    assert shown.codes == ["recovery", "lost"]
    words = {shown.view.toPlainText()[start:end].lower() for start, end in shown.view.found}
    assert words >= {"парол", "сейф"}
    places: list[int] = []
    for _ in range(len(shown.view.found) + 1):
        places.append(shown.view.textCursor().selectionStart())
        press(shown.search, Qt.Key.Key_Return)
    assert places == [start for start, _end in shown.view.found] + places[:1]


def test_what_stands_nowhere_is_told(shown: Handbook, qtbot: QtBot) -> None:
    """The contents say that there is nothing, and the chapter stays."""
    type_text(shown.search, "абракадабра")
    qtbot.waitUntil(lambda: shown.codes == [])
    assert shown.contents.model().index(0, 0).data() == "Ничего не найдено"
    assert (shown.code, shown.view.found) == ("numbers", [])


def test_the_handbook_speaks_the_language_and_wears_the_look(qtbot: QtBot, shown: Handbook) -> None:
    """It changes over with the program; where there is none in a language it says so."""
    desk = _desk_of(shown)
    desk.speech.speak("kk")
    assert "Журналдар мен нөмірлер" in shown.view.toPlainText()
    desk.speech.speak("en")
    assert "The handbook is there in Russian and in Kazakh." in shown.view.toPlainText()
    assert shown.language == "ru"
    light = _ground(shown)
    desk.theme.choose(look=Look.DARK)
    qtbot.waitUntil(lambda: desk.theme.resting)
    assert _ground(shown) < light / 2
    desk.theme.choose(look=Look.LIGHT)
    qtbot.waitUntil(lambda: desk.theme.resting)


def test_a_sheet_has_its_own_chapter(desk: Desk, qtbot: QtBot) -> None:
    """F1 in a sheet tells about the sheet, over the sheet."""
    sheet = PasswordSheet(desk, None, protected=False)
    qtbot.addWidget(sheet)
    sheet.show()
    act = next(one for one in sheet.findChildren(QAction) if one.shortcut().toString() == "F1")
    act.trigger()
    found = sheet.findChild(Handbook)
    assert found is not None
    assert found.code == "recovery"
    found.close()


def test_the_handbook_is_found_wherever_the_program_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A built program carries it beside its other files; a language it has none of is refused."""
    (tmp_path / "handbook" / "ru").mkdir(parents=True)
    (tmp_path / "handbook" / "ru" / "README.md").write_text("# Справочник", encoding="utf-8")
    monkeypatch.setattr(resources, "_HANDBOOKS", (tmp_path / "handbook",))
    assert resources.handbook("ru") == tmp_path / "handbook" / "ru"
    with pytest.raises(FileNotFoundError):
        resources.handbook("kk")


def _below(sheet: type[FormSheet]) -> Iterator[type[FormSheet]]:
    for one in sheet.__subclasses__():
        yield one
        yield from _below(one)


def _acts(piece: Piece) -> bool:
    return piece.kind in (Kind.LABEL, Kind.PRESS, Kind.KEYS)


def _steps(chapter: Chapter) -> Iterator[Item]:
    story = STORIES[chapter.code]
    for number, steps in enumerate(chapter.steps, 1):
        if number in story.lists or not story.lists:
            yield from steps


def _key(text: str) -> object:
    """Give a key; a command of the terminal is compared by its first words."""
    return text.split()[:2] if " " in text and text[0].islower() else _pressed(text)


def _pressed(text: str) -> object:
    try:
        return keys_of(text)
    except AssertionError:
        return text


def _meant(known: Mapping[str, set[str]], text: str) -> set[str]:
    """Give the messages of a text; a field in either language is one."""
    return {WRITTEN.sub("in one language", id) for id in known[text]}


def _desk_of(handbook: Handbook) -> Desk:
    return handbook._desk


def _ground(handbook: Handbook) -> int:
    image: QImage = handbook.view.grab().toImage()
    return image.pixelColor(8, image.height() - 8).lightness()
