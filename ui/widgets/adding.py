"""Adding to a layout that is seen already."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def add_seen(layout: QLayout, widget: QWidget) -> None:
    """Add a widget and show it at once.

    Left to the layout it is shown a moment later, and now and then, where another answer came
    between, not at all.
    """
    layout.addWidget(widget)
    widget.show()
