"""The registration windows that are open: each is held until it is closed, and knows the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.desk import Desk
from ui.dialogs.registration_window import RegistrationWindow


class Openings(QObject):
    """Holds windows that no other window holds. `opened` carries each new one."""

    opened = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.windows: list[RegistrationWindow] = []

    @classmethod
    def on(cls, desk: Desk) -> Openings:
        """Give those of a desk."""
        found = desk.bridge.findChild(cls)
        return found if isinstance(found, Openings) else cls(desk.bridge)

    def hold(self, window: RegistrationWindow) -> None:
        """Hold a window until it is closed."""
        self.windows.append(window)
        window.closed.connect(partial(self._let_go, window))
        self.opened.emit(window)

    def others(self, window: RegistrationWindow | None) -> set[str]:
        """Give the documents that windows have in hand, but for one window's."""
        return {each.document for each in self.windows if each is not window}

    def _let_go(self, window: RegistrationWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
        # Python must not be the first to let go of a window that is still being closed.
        QTimer.singleShot(0, self, partial(_hold_till_now, window))


def close_registrations(desk: Desk) -> None:
    """Close them all, each keeping what is typed in it: the program is ending."""
    for window in tuple(Openings.on(desk).windows):
        window.close()


def _hold_till_now(_window: RegistrationWindow) -> None:
    """Hold a window to the end of the event that closed it."""
