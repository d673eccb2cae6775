"""Texts of attached files, read behind the person's back so that search finds them."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from PySide6.QtCore import QObject

from ui.bridge import Bridge


class FileTexts(QObject):
    """Keeps one file at a time being read as long as any waits.

    What was read is announced by the workplace like any other change, so lists follow it.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reading = False
        self._more = False
        bridge.opened.connect(self._on_news)
        bridge.touched.connect(self._on_news)

    def _on_news(self, _touched: object = None) -> None:
        self._more = True
        self._read_on()

    def _read_on(self) -> None:
        if self._reading or not self._more:
            return
        self._reading, self._more = True, False
        self._bridge.behind(_read_next, then=self._on_read)

    def _on_read(self, read: bool) -> None:
        self._reading = False
        self._more = self._more or read
        self._read_on()


def _read_next(workplace: object) -> bool:
    """Read one file; the readers' libraries are loaded here, on the thread behind."""
    return cast(bool, import_module("edo.transfer.reading").read_next(workplace))
