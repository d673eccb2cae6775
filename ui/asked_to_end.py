"""The system asks the program to end: the session or the computer stops, a terminal closes, `kill`.

Python calls its own handlers of signals only while it runs Python, and a window nobody touches
runs none. So the number of a signal goes through a pair of sockets, and Qt's loop hears it at once.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

NAMES = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
"""Of the signals by which one asks; a system need not have them all."""
ENOUGH = 4096
"""Bytes read at once: each is the number of a signal, and one is as good as many."""


class AskedToEnd(QObject):
    """Hears what the system asks. `asked` is sent in the loop of the windows, each time.

    A signal that whoever started the program wants ignored (`nohup`) stays so.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[signal.Signals, Any] = {}
        self._mouth, self._ear = socket.socketpair()
        for end in (self._mouth, self._ear):
            end.setblocking(False)
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._ear.fileno(), kind, self)
        self._notifier.activated.connect(self._on_number)
        self._fd = -1

    def begin(self) -> None:
        """Listen from now on, on the main thread."""
        self._fd = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for name in NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _leave_to_the_loop)

    def end(self) -> None:
        """Leave the signals as they were."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        signal.set_wakeup_fd(self._fd)
        self._notifier.setEnabled(False)
        for end in (self._mouth, self._ear):
            end.close()

    def _on_number(self) -> None:
        if self._before.keys() & set(self._ear.recv(ENOUGH)):
            self.asked.emit()


def _leave_to_the_loop(_number: int, _frame: FrameType | None) -> None:
    """Do nothing where a signal comes: the loop of the windows has heard it."""
