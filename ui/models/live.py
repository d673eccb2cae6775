"""Keep a list in step with the tables: when a commit touches it, ask again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge

if TYPE_CHECKING:
    from edo.change import Touched


def touches(letters: str) -> Callable[[Touched], bool]:
    """Return what tells whether a commit touched subjects of the kinds with these first letters."""
    return lambda touched: any(subject[:1] in letters for subject in touched.subjects)


class Live(QObject):
    """Ask again whatever a page shows, after commits that concern it, only while it is seen.

    `refresh` is called on the thread of the windows (a model's `refresh`, a card's own question). A
    page that is hidden when something was touched asks once, when it is seen again. `concerns` says
    which commits matter; by default every one does.
    """

    def __init__(
        self,
        bridge: Bridge,
        seen: QWidget,
        refresh: Callable[[], object],
        concerns: Callable[[Touched], bool] | None = None,
    ) -> None:
        super().__init__(seen)
        self._seen = seen
        self._refresh = refresh
        self._concerns = concerns
        self._late = False
        bridge.touched.connect(self._on_touched)
        seen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the page is shown again."""
        if event.type() is QEvent.Type.Show and watched is self._seen and self._late:
            self._late = False
            self._refresh()
        return False

    @Slot(object)
    def _on_touched(self, touched: Touched) -> None:
        if self._concerns is not None and not self._concerns(touched):
            return
        if self._seen.isVisible():
            self._refresh()
        else:
            self._late = True
