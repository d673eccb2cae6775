"""Menus of buttons: what stands in them is put there as they open."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton


def offered(button: QToolButton) -> list[QAction]:
    """Give what a button's menu offers, as if it had been opened."""
    menu = button.menu()
    menu.aboutToShow.emit()
    return list(menu.actions())


def choose(button: QToolButton, text: str) -> None:
    """Choose by its text in a button's menu."""
    next(one for one in offered(button) if one.text() == text).trigger()
