"""How a page says something: the nearest window around it that takes notices shows it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.widgets.notice_bar import Notice


@runtime_checkable
class Teller(Protocol):
    """A window with a notice bar."""

    def notify(self, notice: Notice) -> None:
        """Show a message."""
        ...


def tell(widget: QWidget, notice: Notice) -> None:
    """Show a message in the window around a widget; without such a window it is not shown."""
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, Teller):
            at.notify(notice)
            return
        at = at.parentWidget()
