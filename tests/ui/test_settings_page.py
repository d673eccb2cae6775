"""The settings: found by a word, kept as chosen; a password for the keys; a look over the data."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands.home import standing
from edo.errors import Reason, Refusal
from edo.workplace import open_workplace
from tests.ui.real import CTRL, Hands, hands
from tests.ui.typing_keys import type_text
from ui.dialogs.password_sheet import PasswordSheet
from ui.long_run import LongRun
from ui.pages.settings import SettingsPage
from ui.theme import Look, TextSize
from ui.tray import STAY
from ui.widgets.measure import line_of_text

Key = Qt.Key


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Sit down at a real workplace."""
    with hands(qtbot, tmp_path / "home") as made:
        yield made


def opened(at: Hands) -> tuple[SettingsPage, QWidget]:
    """Open the page."""
    page = SettingsPage(at.desk)
    return page, at.show(page)


def test_a_setting_is_found_by_a_word(at: Hands) -> None:
    """Typing leaves the lines that hold every word; where there is none it is said."""
    page, _window = opened(at)
    type_text(page.search, "colours")
    assert [line.isHidden() for line in page.lines].count(False) == 1
    page.search.clear()
    assert not any(line.isHidden() for line in page.lines)
    type_text(page.search, "largest")
    assert [line.isHidden() for line in page.lines].count(False) == 1
    page.search.clear()
    type_text(page.search, "zzz")
    assert all(line.isHidden() for line in page.lines)


def test_choices_are_in_force_at_once_and_kept(at: Hands) -> None:
    """Language, look, size and height of rows change while one looks, and are remembered."""
    page, _window = opened(at)
    page.language.setFocus()
    at.key(page.language, Key.Key_Home)
    assert at.desk.speech.language == "kk"
    for box, code in ((page.look, "dark"), (page.texts, "largest")):
        box.put(code)
        box.chosen.emit(code)
    page.compact.click()
    theme = at.desk.theme
    assert (theme.look, theme.text_size, theme.compact) == (Look.DARK, TextSize.LARGEST, True)
    kept = [at.desk.choices.get(name) for name in ("language", "look", "text_size", "compact")]
    assert kept == ["kk", "dark", "largest", "yes"]
    theme.choose(look=Look.LIGHT, text=TextSize.USUAL, compact=False)


def test_larger_texts_have_a_wider_page_and_wider_boxes(at: Hands) -> None:
    """Explanations of the largest texts have lines as long; the boxes stay one below another."""
    page, window = opened(at)
    window.resize(1712, 900)
    at.settle()
    line, boxes = page.lines[0], (page.language, page.look, page.texts, page.quiet)
    usual, box = line.width(), page.texts.width()
    at.desk.theme.choose(text=TextSize.LARGEST)
    at.wait(lambda: page.texts.width() > box)
    at.wait(lambda: line.width() > max(usual, line_of_text(at.desk.theme)))
    assert len({one.width() for one in boxes}) == 1
    at.desk.theme.choose(text=TextSize.USUAL)
    at.wait(lambda: (line.width(), page.texts.width()) == (usual, box))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_the_program_begins_with_the_system_only_where_it_is_wanted(
    at: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off at first; a tick writes this user's entry and keeps the sign; without it it is gone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "autostart"
    page, _window = opened(at)
    assert not page.with_system.isChecked()
    assert not page.stay.isChecked()
    page.with_system.setFocus()
    at.key(page.with_system, Key.Key_Space)
    (entry,) = folder.iterdir()
    assert str(tmp_path / "home") in entry.read_text(encoding="utf-8")
    assert page.stay.isChecked()
    assert at.desk.choices.get(STAY) == "yes"
    at.key(page.with_system, Key.Key_Space)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.write_text("a file is in the way")
    with at.qtbot.waitSignal(at.desk.bridge.failed):
        at.key(page.with_system, Key.Key_Space)
    assert not page.with_system.isChecked()


def test_the_keys_get_a_password(at: Hands) -> None:
    """Two equal passwords protect the keys; opening then asks for it; another one replaces it."""
    page, window = opened(at)
    assert "no password" in page.lines[-3].text
    page.password.click()
    sheet = at.sheet(window, PasswordSheet)
    first, again = sheet.secrets[1:]
    type_text(first, "тайна")
    type_text(again, "тайга")
    at.key(sheet, Key.Key_Return, CTRL)
    assert sheet.fields["again"].error
    again.clear()
    type_text(again, "тайна")
    at.key(sheet, Key.Key_Return, CTRL)
    at.wait(lambda: "no password" not in page.lines[-3].text)
    assert standing(at.chancery.workplace).protected
    page.password.click()
    other = at.sheet(window, PasswordSheet)
    for line, text in zip(other.secrets, ("не та", "новая", "новая"), strict=True):
        type_text(line, text)
    at.key(other, Key.Key_Return, CTRL)
    assert other.isVisible(), "the old password is wrong"
    other.reject()
    at.desk.bridge.close()
    with pytest.raises(Refusal) as refused:
        open_workplace(at.chancery.folder)
    assert refused.value.reason is Reason.PASSWORD_NEEDED
    open_workplace(at.chancery.folder, password="тайна").close()


def test_the_data_are_looked_over_in_words(at: Hands) -> None:
    """Where all is well it says so and counts; where a file is gone it names it."""
    at.chancery.register()
    page, _window = opened(at)
    runs: list[LongRun] = []
    at.desk.bridge.started.connect(runs.append)
    page.check.click()
    runs.pop().cancel()
    at.wait(lambda: "Stopped; what was read is in order" in page.data.text)
    page.check.click()
    at.wait(lambda: "Everything is in order" in page.data.text)
    assert page.check.isEnabled()
    assert str(at.chancery.folder) in page.lines[-4].text
