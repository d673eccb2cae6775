"""Modules are read before somebody needs them: what the core has on a worker, windows in turns.

A module with classes of Qt's is never read beside the thread of the windows. Qt's binding looks its
classes up at every event without Python's lock; one that is made on another thread at that moment
ends the program.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Bridge


class ReadAhead(QObject):
    """Reads modules one after another, a turn of the windows' thread each; `over` tells of the end.

    Attributes:
        core: names of modules without anything of Qt's, read first, beside the windows.
        windows: names of the others, in the order in which they need one another: a turn is short.
    """

    over = Signal()

    def __init__(
        self,
        bridge: Bridge,
        core: Sequence[str],
        windows: Sequence[str],
        parent: QObject,
        *,
        pause: int = 0,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._core = bridge, tuple(core)
        self._left = list(reversed(windows))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Read; `pause` milliseconds lie between two turns."""
        self._bridge.work(partial(_read, self._core), then=self._on_core, owner=self)

    def _on_core(self, _nothing: object) -> None:
        self._turn()

    def _turn(self) -> None:
        while self._left and self._left[-1] in sys.modules:
            self._left.pop()
        if self._left:
            import_module(self._left.pop())
            self._timer.start()
        else:
            self.over.emit()


def _read(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)
