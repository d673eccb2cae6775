"""Files dragged out of a card into a folder: a copy under its own name, made when it is dragged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk

PROGRAMS = frozenset({
    "exe", "bat", "cmd", "com", "scr", "msi", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1",
    "lnk", "reg", "jar", "sh", "desktop", "pif", "cpl",
})  # fmt: skip
"""Endings of files that would run instead of being shown; they are only copied out."""
ICON = 24
Prepare: TypeAlias = Callable[[Callable[[Path], object]], object]
"""Makes a copy and calls back with its path; it never calls back where there is none to make."""


def runs(name: str) -> bool:
    """Tell whether a file of that name would run instead of being shown."""
    return name.rpartition(".")[2].casefold() in PROGRAMS


class FileOut(QObject):
    """Lets files be dragged out of widgets. `hand_over` gives them to the system's drag."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._prepare: dict[QObject, Prepare] = {}
        self._from: QPoint | None = None
        self._held: QObject | None = None
        self.hand_over: Callable[[QWidget, QMimeData], object] = self._drag

    def watch(self, widget: QWidget, prepare: Prepare) -> None:
        """Let a file be dragged out of a widget, in place of what was dragged out of it before."""
        if widget not in self._prepare:
            widget.installEventFilter(self)
            widget.destroyed.connect(lambda: self._prepare.pop(widget, None))
        self._prepare[widget] = prepare

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell a drag from a press."""
        kind = event.type()
        if not isinstance(event, QMouseEvent) or watched not in self._prepare:
            return False
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._from, self._held = event.position().toPoint(), None
        elif kind is QEvent.Type.MouseMove and self._from is not None:
            far = (event.position().toPoint() - self._from).manhattanLength()
            if far >= QGuiApplication.styleHints().startDragDistance():
                self._begin(watched)
            return self._held is watched
        elif kind is QEvent.Type.MouseButtonRelease:
            was_dragged, self._from, self._held = self._held is watched, None, None
            return was_dragged  # a drag is no press
        return False

    def _begin(self, widget: QObject) -> None:
        self._from, self._held = None, widget
        self._prepare[widget](lambda path: self._on_ready(widget, path))

    def _on_ready(self, widget: QObject, path: Path) -> None:
        """Go on with the drag, if the button is still held."""
        if self._held is not widget or not isinstance(widget, QWidget):
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        self.hand_over(widget, data)

    def _drag(self, widget: QWidget, data: QMimeData) -> None:
        drag = QDrag(widget)
        drag.setMimeData(data)
        drag.setPixmap(self._desk.theme.picture("file-text", "text", ICON))
        self._held = None
        drag.exec(Qt.DropAction.CopyAction)
