"""All that is seen wears another style sheet: part by part, and nobody sees half of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.unseen import Unseen

POLISHED = Qt.WidgetAttribute.WA_WState_Polished


class Still:
    """Windows that are seen as they were while they are worked at. They hear keys meanwhile."""

    def __init__(self) -> None:
        self._held: list[QWidget] = []

    def hold(self) -> None:
        """Have all windows stand still that do not yet."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._held.append(window)

    def let_go(self) -> None:
        """Show them as they are."""
        held, self._held = self._held, []
        for window in held:
            if isValid(window):
                window.setUpdatesEnabled(True)


def polish_all(unseen: Unseen) -> Iterator[bool]:
    """Have the style sheet in force look again at every widget that it was read for before.

    Args:
        unseen: keeps what is to be done for hidden parts of windows.
    """
    for window in QApplication.topLevelWidgets():
        if isValid(window) and window.parentWidget() is None:
            yield from _polish(unseen, window, window if window.isVisible() else None)


def _polish(unseen: Unseen, widget: QWidget, part: QWidget | None) -> Iterator[bool]:
    """Have the style sheet look at a widget, then at those in it.

    Those of a hidden part wait for their turn, and parts hidden within it until they are shown;
    in a window that is not shown, where there is no part, nobody waits. As Qt does after
    another sheet, the old one is not taken off first: that would cost as much again.
    """
    if widget.testAttribute(POLISHED):
        widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    yield False
    waits = part is not None and isValid(part) and not part.isVisible()
    for child in widget.children() if isValid(widget) else ():
        if not isValid(child) or not isinstance(child, QWidget):
            continue
        if part is not None and child.isHidden():
            later = partial(_polish_at_once, unseen, child, child)
            unseen.put_off(child, child, "style", later)
        elif part is not None and waits:
            later = partial(_polish_at_once, unseen, child, part)
            unseen.put_off(part, child, "style", later)
        else:
            yield from _polish(unseen, child, part)


def _polish_at_once(unseen: Unseen, widget: QWidget, part: QWidget) -> None:
    for _ in _polish(unseen, widget, part):
        pass
