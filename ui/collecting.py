"""Cycles of objects are collected in the windows' thread alone.

Python's collector runs in whatever thread happens to make the next object. Where it finds a widget
or a timer of Qt in a cycle, as libraries leave them, it would end it there: Qt's objects must end
in the thread they live in, or the program ends with them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1_000
"""Milliseconds between two looks: young cycles are few and looked through in a moment."""


class Collecting(QObject):
    """Collects in the thread that made it, until it is stopped; elsewhere nothing is collected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_itself = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again, where it did."""
        self._timer.stop()
        if self._by_itself:
            gc.enable()

    @staticmethod
    def _on_time() -> None:
        """Collect the oldest generation that is full, as Python would by itself."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
