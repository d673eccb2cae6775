"""A key that can do nothing says why: one mechanism, wherever the keys are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edo.commands import documents
from edo.domain.card import Card, Kind, Party
from tests.office import Chancery, founded
from tests.ui.room import CONTROL, NONE, Room, opened
from ui.dialogs.correspondent_sheet import CorrespondentSheet
from ui.ways import PLACES
from ui.widgets.main_key import DOING
from ui.widgets.why_not import explain, why_not

TYPED = frozenset((Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office with a letter that came, one that goes out, and a draft of one."""
    with founded(tmp_path / "home") as made:
        made.register()
        made.register(Kind.OUTGOING)
        card = Card(subject_ru="О путёвках", parties=(Party(made.ministry),))
        documents.begin(made.workplace, kind=Kind.OUTGOING, card=card)
        documents.begin(made.workplace, kind=Kind.INCOMING, card=card)
        yield made


def said(room: Room) -> list[str]:
    """Return what the window says, the latest last."""
    return [one.notice.text for one in room.window.notices.notices]


def pressed(room: Room, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> str:
    """Press a key where the keys are; return what the window says to it."""
    for one in room.window.notices.notices:
        one.put_away()
    room.key(room.window.focusWidget() or room.window, key, modifiers)
    return "\n".join(said(room))


def test_a_letter_that_cannot_be_sent_says_why(qtbot: QtBot, office: Chancery) -> None:
    """F8 on a draft names the key that goes before it; on a letter that came, what is sent."""
    no_number = "the document has no number yet; F7 registers it"
    with opened(qtbot, office) as room:
        page = room.register("outgoing")
        room.key(page.view, Qt.Key.Key_Home)
        room.until(lambda: page.pane.whole is not None and room.desk.bridge.resting)
        assert page.pane.whole is not None
        assert page.pane.whole.card.document.number is None
        assert pressed(room, Qt.Key.Key_F8) == f"Mark as sent (F8): {no_number}"
        assert no_number in page.pane.actions_by_code["send"].toolTip()
        assert "nothing is waited for from you here" in pressed(room, Qt.Key.Key_F10)
        page = room.register("incoming")
        room.key(page.view, Qt.Key.Key_End)
        room.shown(page, "1")
        assert "only what goes out is sent" in pressed(room, Qt.Key.Key_F8)
        assert "has its number already" in pressed(room, Qt.Key.Key_F7)
        assert "no file is attached" in pressed(room, Qt.Key.Key_F3)
        assert "your word is not waited for" in pressed(room, Qt.Key.Key_F12)


def test_a_key_without_a_meaning_leads_to_the_keys(qtbot: QtBot, office: Chancery) -> None:
    """F8 in the settings; a letter, Esc and a key of the arrows are no commands and say nothing."""
    with opened(qtbot, office) as room:
        room.window.visit("settings")
        room.settle()
        assert pressed(room, Qt.Key.Key_F8) == "F8 does nothing here; F1 shows the keys"
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_Shift, Qt.Key.Key_Down):
            assert not pressed(room, key)


def test_a_sheet_says_it_itself(qtbot: QtBot, office: Chancery) -> None:
    """Above its buttons, growing by the line; not in the window behind it, nor of what is typed."""
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        sheet.open()
        room.until(lambda: sheet.isActiveWindow() and sheet.kept.settled)
        act = QAction("Merge…", sheet)
        act.setShortcut("F6")
        act.setEnabled(False)
        explain(act, "there is nothing to merge with")
        sheet.addAction(act)
        before = sheet.height()
        room.type(sheet.name_ru, "а")
        room.key(sheet.name_ru, Qt.Key.Key_Down)
        assert sheet.told_line is None
        room.key(sheet.name_ru, Qt.Key.Key_F8)
        line = sheet.told_line
        assert line is not None
        assert line.text.text() == "F8 does nothing here; F1 shows the keys"
        room.until(lambda: sheet.height() > before)
        assert line.geometry().bottom() < sheet.primary.geometry().top()
        room.key(sheet.name_ru, Qt.Key.Key_F6)
        assert line.text.text() == "Merge (F6): there is nothing to merge with"
        assert said(room) == []
        sheet.clear_errors()
        assert not line.isVisible()


def test_the_key_of_a_main_button_says_why_it_waits(qtbot: QtBot, office: Chancery) -> None:
    """Ctrl+Enter, pressed once more while what was typed is being handed in; either Enter."""
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        sheet.open()
        room.until(lambda: sheet.isActiveWindow() and sheet.kept.settled)
        room.type(sheet.name_ru, "Акимат")
        name, words = sheet.primary.text(), room.desk.speech.words
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            room.key(sheet.name_ru, key, CONTROL)
        assert sheet.told_line is not None
        assert sheet.told_line.text.text() == f"{name} (Ctrl+Enter): {words.text(DOING)}"
        with qtbot.waitSignal(sheet.done_with):
            pass


def test_a_main_button_says_its_own_reason(qtbot: QtBot, office: Chancery) -> None:
    """It is switched off and on by its reason, and what was said goes with it."""
    with opened(qtbot, office) as room:
        sheet = CorrespondentSheet(room.desk, room.window)
        sheet.open()
        room.until(lambda: sheet.isActiveWindow() and sheet.kept.settled)
        sheet.main_key.hold("the keeper is asked first")
        assert not sheet.primary.isEnabled()
        room.key(sheet.name_ru, Qt.Key.Key_Return, CONTROL)
        line = sheet.told_line
        assert line is not None
        assert line.text.text().endswith(" (Ctrl+Enter): the keeper is asked first")
        assert line.isVisible()
        sheet.main_key.hold()
        assert sheet.primary.isEnabled()
        assert not line.isVisible()


def off(widget: QWidget, window: QWidget) -> Iterator[tuple[QAction, QKeyCombination]]:
    """Go through the acts within reach of the keys that are switched off and have a key."""
    at: QWidget | None = widget
    while at is not None and at is not window.parentWidget():
        for action in at.actions():
            keys: Any = action.shortcut()
            if action.isEnabled() or not keys.count() or not action.text():
                continue
            if keys[0].key() not in TYPED:
                yield action, keys[0]
        at = at.parentWidget()


def test_no_key_that_has_a_name_is_silent(qtbot: QtBot, office: Chancery) -> None:
    """On every page, whatever stands there: the key of an act switched off says a sentence."""
    silent: list[str] = []
    asked = 0
    with opened(qtbot, office) as room:
        for place in (one.code for one in PLACES if one.listed):
            page = room.window.visit(place)
            room.settle()
            focus = room.window.focusWidget() or page
            live = {one.shortcut() for one in _live(focus, room.window)}
            for action, key in dict(off(focus, room.window)).items():
                if action.shortcut() in live:
                    continue  # the key does something else here
                asked += 1
                text = pressed(room, key.key(), key.keyboardModifiers())
                names = [
                    why_not(room.desk.speech.words, one)
                    for one, k in off(focus, room.window)
                    if k == key
                ]
                if text not in names:
                    silent.append(
                        f"{place}: {action.text()} {action.shortcut().toString()} {text!r}"
                    )
    assert silent == []
    assert asked > 40


def _live(widget: QWidget, window: QWidget) -> Iterator[QAction]:
    at: QWidget | None = widget
    while at is not None:
        yield from (one for one in at.actions() if one.isEnabled())
        at = at.parentWidget() if at is not window else None
