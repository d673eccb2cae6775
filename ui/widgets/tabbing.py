"""Where Tab goes: to every control of a window in turn.

Qt alone passes many by. A page that hands its keys on to its list (a focus proxy) takes Tab in its
place, so that whatever stands above the list is never met; and pages built before they stand in
their window may come out as a ring of their own in Qt's chain, which nothing leads into or out of.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the keys to the next control of a window, or the one before; False where there is none.

    Called by `focusNextPrevChild` of windows.
    """
    order = in_order(window)
    start = window.focusWidget() or window
    place = order.index(start) if start in order else 0
    after, before = order[place + 1 :], order[:place]
    for widget in after + before if forward else before[::-1] + after[::-1]:
        if _takes_tab(widget, window):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            widget.setFocus(reason)
            return True
    return False


def in_order(window: QWidget) -> list[QWidget]:
    """Give all widgets of a window in Qt's order, the rings one after another."""
    order: list[QWidget] = []
    met: set[QWidget] = set()
    for first in (window, *window.findChildren(QWidget)):
        at: QWidget | None = first
        while at is not None and at not in met:
            met.add(at)
            order.append(at)
            at = at.nextInFocusChain()
    return order


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    return (
        bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(window)
        and widget.window() is window
    )
