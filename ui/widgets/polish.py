"""Properties that style sheets look at, set so that the change is seen at once."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import GRID

Named = TypeVar("Named", bound=QWidget)


def named(widget: Named, name: str) -> Named:
    """Give a widget the name by which the style sheets know it."""
    widget.setObjectName(name)
    return widget


def beside_title(label: QLabel) -> QLabel:
    """Bring a text of usual size onto the line of a title beside it, both in the middle."""
    label.setContentsMargins(0, GRID // 2, 0, 0)
    return label


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties of a widget and have the style sheet look at them again where one changed.

    A property that is not there is as good as one that is false: no sheet asks for either.
    """
    changed = False
    for name, value in properties.items():
        before: object = widget.property(name)
        if before != value:
            widget.setProperty(name, value)
            changed = changed or bool(before) or bool(value)
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
