"""Layouts: one put into another, a widget added to what is seen, everything taken out again."""

from __future__ import annotations

from collections.abc import Collection

import shiboken6
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

Box = QBoxLayout | QGridLayout


def put_in(outer: QBoxLayout, inner: Box, stretch: int = 0) -> None:
    """Put a layout into another.

    PySide's `addLayout` makes an object of every item the inner one has, and hears nothing of an
    item's end. What Qt makes at the same place later has two objects then, and its own end brings
    the program down. Nobody needs those objects: they are let go of here.
    """
    outer.addLayout(inner, stretch)
    _let_go(inner)


def add_seen(layout: QLayout, widget: QWidget) -> None:
    """Add a widget to a layout that is seen already, and show it at once.

    Left to the layout it is shown a moment later, and now and then, where another answer came
    between, not at all.
    """
    layout.addWidget(widget)
    widget.show()


def empty(layout: QLayout, kept: Collection[QWidget] = ()) -> None:
    """Take everything out of a layout; its widgets are gone, but for those that are kept."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in kept:
            widget.hide()
            widget.deleteLater()


def _let_go(layout: Box) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if isinstance(item, Box):
            _let_go(item)
        elif item is not None and not isinstance(item, QLayout):
            shiboken6.invalidate(item)
