"""Waiting until nothing is on its way: what pictures and measurements of the client go by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Bridge


class Calm(QObject):
    """Sends `came` each time nothing was on its way for some ticks in a row, until it is ended."""

    came = Signal()

    def __init__(
        self,
        bridge: Bridge,
        *,
        tick: int,
        ticks: int,
        parent: QObject,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin to wait.

        Args:
            bridge: whose questions are waited for.
            tick: milliseconds.
            ticks: so many without a question on its way, and nothing more is coming.
            parent: with whom it ends.
            is_busy: whether something else is still to come, asked once all else is calm.
        """
        super().__init__(parent)
        self._bridge, self._ticks, self._is_busy = bridge, ticks, is_busy
        self._calm = 0
        self._timer = QTimer(self)
        self._timer.setInterval(tick)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def end(self) -> None:
        """Wait no more."""
        self._timer.stop()

    def _on_tick(self) -> None:
        self._calm = self._calm + 1 if self._bridge.resting else 0
        if self._calm < self._ticks:
            return
        self._calm = 0
        if not self._is_busy():
            self.came.emit()
