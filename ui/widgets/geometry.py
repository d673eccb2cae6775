"""Where a window stands on the screen: as it was left, else whole on the screen of an office."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.desk import Memory

NARROWEST = 1024
"""Logical pixels: the program is not made for narrower screens, so it keeps its size there."""
FRAME = QSize(8, 36)
"""What a window's border and title take, before the window has one."""


def keep_place(window: QWidget, memory: Memory, name: str) -> None:
    """Remember size and place of a window under a name."""
    state = window.saveGeometry().toBase64().data()
    memory.set(name, bytes(state).decode("ascii"))


def take_place(window: QWidget, memory: Memory, name: str, size: QSize) -> None:
    """Put a window where it was left; the first time in its own size, or over the whole screen."""
    state = memory.get(name)
    if state and window.restoreGeometry(QByteArray.fromBase64(state.encode("ascii"))):
        return
    window.resize(size)
    room = window.screen().availableSize()
    needed = size + FRAME
    fits = needed.width() <= room.width() and needed.height() <= room.height()
    if not fits and room.width() >= NARROWEST:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
