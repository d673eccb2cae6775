"""What a key says that can do nothing now: no key that has a name is silent.

An act that cannot be done is an action switched off, so Qt hands its key on, and at last the window
has it, and asks here. Who switches an act off can say why (`explain`); else it is said that the act
is not for what is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from edo.wording import Wording
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

_WHY = "why"
_FUNCTION = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_NAMED = (Qt.Key.Key_Insert, Qt.Key.Key_Delete)
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)


def explain(action: QAction, why: str) -> None:
    """Say why an act cannot be done now, in the person's language; nothing where it can."""
    action.setProperty(_WHY, why)


def why_not(words: Wording, action: QAction) -> str:
    """Say of an act that it cannot be done, and why."""
    name = action.text().replace("&", "").rstrip("…")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    keys = keys.replace("Return", "Enter")  # as it is written on it
    why: str = action.property(_WHY) or words.text("not possible with what is chosen now")
    return words.text("{name} ({keys}): {why}", name=name, keys=keys, why=why)


def tell_why_not(widget: QWidget, words: Wording, action: QAction) -> None:
    """Tell in the window around a widget why an act cannot be done."""
    tell(widget, Notice(why_not(words, action)))


def unanswered(window: QWidget, words: Wording, event: QKeyEvent) -> str:
    """Say why a key that reached the window does nothing; nothing of keys one types with.

    Args:
        window: whose `keyPressEvent` it is.
        words: in which language.
        event: the key.
    """
    if event.isAutoRepeat() or not _is_a_command(event):
        return ""
    pressed = QKeySequence(event.keyCombination())
    found = [
        action
        for action in _within_reach(window)
        if not action.isEnabled() and pressed in action.shortcuts() and action.text()
    ]
    if found:
        told = next((one for one in found if one.property(_WHY)), found[0])
        return why_not(words, told)
    if event.key() in _FUNCTION:
        keys = pressed.toString(QKeySequence.SequenceFormat.NativeText)
        return words.text("{keys} does nothing here; F1 shows the keys", keys=keys)
    return ""


def _is_a_command(event: QKeyEvent) -> bool:
    key, held = event.key(), event.modifiers()
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if key in _MODIFIERS:
        return False
    return key in _FUNCTION or key in _NAMED or bool(held & chord)


def _within_reach(window: QWidget) -> Iterator[QAction]:
    """Go through the acts whose keys would work where the keys are now, the nearest first."""
    at: QWidget | None = window.focusWidget() or window
    while at is not None:
        yield from at.actions()
        if at is window:
            return
        at = at.parentWidget()
