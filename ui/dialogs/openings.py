"""The registration windows that are open: each is held until it is closed, and knows the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.desk import Desk
from ui.dialogs.registration_window import RegistrationWindow
from ui.turns import NEXT_TURN, InTurns

Hold = Callable[[RegistrationWindow], None]


@dataclass(slots=True)
class _Coming:
    """A window on its way, and who gets it."""

    turns: InTurns
    wishes: list[Callable[..., object]] = field(default_factory=list[Callable[..., object]])


class Openings(QObject):
    """Holds windows that no other window holds. `opened` carries each new one."""

    opened = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.windows: list[RegistrationWindow] = []
        self._coming: dict[Hashable, _Coming] = {}

    @classmethod
    def on(cls, desk: Desk) -> Openings:
        """Give those of a desk."""
        found = desk.bridge.findChild(cls)
        return found if isinstance(found, Openings) else cls(desk.bridge)

    @property
    def resting(self) -> bool:
        """Whether every window that was wanted is seen."""
        coming = any(turns.under_way for turns in self.findChildren(InTurns))
        return not coming and all(one.isVisible() for one in self.windows)

    def open(
        self,
        what: Hashable,
        steps: Callable[[Hold], Iterator[bool]],
        then: Callable[..., object] | None = None,
    ) -> None:
        """Have a window built in turns, unless an empty one is on its way.

        Args:
            what: tells it from others.
            steps: tells what is to be done, see `InTurns`; gets what holds the window.
            then: gets the window, and fills it.
        """
        coming = self._coming.get(what)
        if coming is None or coming.wishes:
            coming = self._coming[what] = _Coming(InTurns(self, NEXT_TURN))
            coming.turns.over.connect(partial(self._on_over, what, coming))
            coming.turns.begin(steps(partial(self._hold, what, coming)))
        if then is not None:
            coming.wishes.append(then)

    def close(self) -> None:
        """Close all windows; those on their way never come."""
        for turns in self.findChildren(InTurns):
            turns.stop()
            turns.deleteLater()
        self._coming.clear()
        for window in tuple(self.windows):
            window.close()

    def others(self, window: RegistrationWindow | None) -> set[str]:
        """Give the documents that windows have in hand, but for one window's."""
        return {each.document for each in self.windows if each is not window}

    def _hold(self, what: Hashable, coming: _Coming, window: RegistrationWindow) -> None:
        """Hold a window until it is closed, and give it to who wanted it."""
        self.windows.append(window)
        window.closed.connect(partial(self._let_go, window))
        self._forget(what, coming)
        self.opened.emit(window)
        for then in coming.wishes:
            then(window)

    def _on_over(self, what: Hashable, coming: _Coming) -> None:
        """Let go of what brought a window; where that failed, the next wish begins anew."""
        self._forget(what, coming)
        coming.turns.deleteLater()

    def _forget(self, what: Hashable, coming: _Coming) -> None:
        if self._coming.get(what) is coming:
            self._coming.pop(what)

    def _let_go(self, window: RegistrationWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
        # Python must not be the first to let go of a window that is still being closed.
        QTimer.singleShot(0, self, partial(_hold_till_now, window))


def close_registrations(desk: Desk) -> None:
    """Close them all, each keeping what is typed in it: the program is ending."""
    Openings.on(desk).close()


def _hold_till_now(_window: RegistrationWindow) -> None:
    """Hold a window to the end of the event that closed it."""
