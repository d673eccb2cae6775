"""What the program puts on the clipboard, and how it lets go of it at the end."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_HANDING_OVER = ("cocoa", "wayland", "windows", "xcb")
"""Kinds of screens that hand the clipboard over, or let go of it, as the program ends."""


def put_table(text: str, html: str) -> None:
    """Put a table on the clipboard: lines with tabs for a sheet, and as a text has it."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@atexit.register
def _let_go() -> None:
    """Empty a clipboard nobody else sees: when Python is no more that would end in a crash."""
    alone = not QGuiApplication.platformName().startswith(_HANDING_OVER)
    if alone and QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
