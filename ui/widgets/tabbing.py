"""Where Tab goes: to every control of a window in turn.

Qt alone passes many by. A page that hands its keys on to its list (a focus proxy) takes Tab in its
place, so that whatever stands above the list is never met; and pages built before they stand in
their window may come out as a ring of their own in Qt's chain, which nothing leads into or out of.
What comes later, one more item of a form, stands at the end of that chain, wherever it is seen.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QSplitter, QStackedWidget, QWidget


def step(window: QWidget, *, forward: bool, as_seen: bool = False) -> bool:
    """Give the keys to the next control of a window, or the one before; False where there is none.

    Called by `focusNextPrevChild` of windows. `as_seen` goes as the layouts do, not as Qt's chain.
    """
    start = window.focusWidget() or window
    order = laid_out(window, start) if as_seen else in_order(window)
    place = order.index(start) if start in order else 0
    after, before = order[place + 1 :], order[:place]
    for widget in after + before if forward else before[::-1] + after[::-1]:
        if _takes_tab(widget, window):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            widget.setFocus(reason)
            return True
    return False


def turn(stack: QStackedWidget, page: QWidget) -> None:
    """Show a page of a stack; the keys that were in the page before go along.

    Qt would first look through the whole window for who comes after a control that hides.
    """
    at = QApplication.focusWidget()
    within = at is not None and stack.isAncestorOf(at)
    if within:
        stack.setFocus()
    stack.setCurrentWidget(page)
    if within:
        (page.focusWidget() or page).setFocus()


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


def laid_out(window: QWidget, start: QWidget | None = None) -> list[QWidget]:
    """Give the widgets of a window as one reads them: line by line, as its layouts put them.

    What is hidden is passed over with all in it, as most pages of a window are at any time: nobody
    reads it, and Tab goes nowhere there.

    Args:
        window: with its layouts.
        start: a widget that is among them even where it is hidden, for who goes on from it.
    """
    order: dict[QWidget, None] = {}
    _read(window, order, start)
    return list(order)


def _read(widget: QWidget, order: dict[QWidget, None], start: QWidget | None) -> None:
    if widget in order:
        return
    order[widget] = None
    layout = widget.layout()
    if layout is not None:
        _read_layout(layout, widget, order, start)
    if isinstance(widget, QSplitter):
        for part in map(widget.widget, range(widget.count())):
            if part is not None and _is_read(part, start):
                _read(part, order, start)
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and _is_read(child, start):
            _read(child, order, start)


def _is_read(widget: QWidget, start: QWidget | None) -> bool:
    return not widget.isHidden() or (
        start is not None and (widget is start or widget.isAncestorOf(start))
    )


def _read_layout(
    layout: QLayout, within: QWidget, order: dict[QWidget, None], start: QWidget | None
) -> None:
    # Each is asked for its place; a place asked for what stands there costs more, see `put_in`.
    parts = [
        one
        for one in (*within.children(), *layout.children())
        if isinstance(one, QWidget | QLayout) and layout.indexOf(one) >= 0
    ]
    for one in sorted(parts, key=partial(_place_in, layout)):
        if isinstance(one, QLayout):
            _read_layout(one, within, order, start)
        elif _is_read(one, start):
            _read(one, order, start)


def _place_in(layout: QLayout, part: QWidget | QLayout) -> tuple[int, ...]:
    place = layout.indexOf(part)
    if not isinstance(layout, QGridLayout):
        return (place,)
    return cast("tuple[int, ...]", layout.getItemPosition(place))[:2]


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    return (
        bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(window)
        and widget.window() is window
    )
