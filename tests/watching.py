"""Waiting for a state in tests of windows: looked at every other millisecond."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from pytestqt.qtbot import QtBot

_LOOK = 2
"""Milliseconds between two looks."""


class Watcher(QtBot):
    """A `QtBot` that does not sleep over what it waits for."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:
        """Wait until something is true, looking often.

        Args:
            callback: answers True, or asserts.
            timeout: milliseconds after which it is a failure.

        Raises:
            TimeoutError: it did not come true.
        """
        __tracebackhide__ = True
        deadline = QDeadlineTimer(timeout)
        loop = QEventLoop()
        while True:
            try:
                if callback() is not False:
                    return
            except AssertionError as error:
                if deadline.hasExpired():
                    raise TimeoutError(f"not true in {timeout} milliseconds") from error
            else:
                if deadline.hasExpired():
                    raise TimeoutError(f"not true in {timeout} milliseconds")
            # A loop of its own, as the program's: it deletes what is to be deleted later.
            QTimer.singleShot(_LOOK, loop.quit)
            loop.exec()
